//! What a kept document costs.

use sip_payloads::presence::Pidf;

const DOCUMENT: &str = include_str!("../benches/documents/presence-2k.xml");

#[test]
fn a_kept_document_holds_little_more_than_its_size() {
    let _ = sip_payloads::registry();
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        kept = sip_payloads::parse::<Pidf>(DOCUMENT.as_bytes()).ok();
    });
    assert!(kept.is_some());
    assert!(measured.bytes_current <= 8 * 1024, "{} bytes", measured.bytes_current);
}
