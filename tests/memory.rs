//! The memory of a kept document.

use sip_payloads::XmlApplication as _;
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

/// A namespace that many raw values use is stored and written once.
#[test]
fn prefixes_in_long_values_are_cheap() {
    let (long, count) = ("u".repeat(4000), 10_000);
    let mention = "<x xmlns='urn:x'>p:</x>".repeat(count);
    let xml = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@example.com' \
         xmlns:p='{long}'>{mention}<x xmlns='urn:x' xmlns:p='urn:other'>p:</x></presence>"
    );
    let _ = sip_payloads::registry();
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        kept = sip_payloads::parse::<Pidf>(xml.as_bytes()).ok();
    });
    // Names, texts and lists of an element take a few hundred bytes.
    assert!(measured.bytes_current < count as i64 * 500, "{} bytes", measured.bytes_current);
    let written = Pidf::to_xml(&kept.unwrap()).unwrap();
    assert!(written.len() < 2 * xml.len(), "{} bytes", written.len());
}
