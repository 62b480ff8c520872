//! What a kept document costs.

use sip_payloads::presence::Pidf;

const DOCUMENT: &str = include_str!("../benches/documents/presence-2k.xml");

#[test]
fn a_kept_document_of_2400_bytes_holds_at_most_8_kib() {
    // The benchmark's document, with its tuple twice.
    let start = DOCUMENT.find("  <tuple").unwrap();
    let end = DOCUMENT.find("  <dm:device ").unwrap();
    let second = DOCUMENT[start..end].replace("\"t0\"", "\"t1\"");
    let document = [&DOCUMENT[..end], &second, &DOCUMENT[end..]].concat();
    assert!(document.len() >= 2400, "{} bytes", document.len());
    let _ = sip_payloads::registry();
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        kept = sip_payloads::parse::<Pidf>(document.as_bytes()).ok();
    });
    assert_eq!(kept.unwrap().tuples.len(), 2);
    assert!(measured.bytes_current <= 8 * 1024, "{} bytes", measured.bytes_current);
}
