//! The memory of a kept document.

use sip_payloads::lists::resource_lists::ResourceLists;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{Limits, ReadOptions, Registry, XmlApplication};

#[path = "../benches/documents/rules.rs"]
mod large;

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

/// A list of 10,000 entries keeps at most 150 bytes for each, beyond its texts.
#[test]
fn entries_of_a_list_are_small() {
    let count = 10_000;
    let entries: String = (0..count)
        .map(|n| format!("<entry uri='sip:user{n:05}@example.com'><display-name>User {n:05}</display-name></entry>"))
        .collect();
    let xml = format!(
        "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list>{entries}</list></resource-lists>"
    );
    let _ = sip_payloads::registry();
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        kept = sip_payloads::parse::<ResourceLists>(xml.as_bytes()).ok();
    });
    assert_eq!(kept.unwrap().lists[0].entries().count(), count);
    let texts = "sip:user00000@example.com".len() + "User 00000".len();
    let most = count as i64 * (150 + texts as i64);
    assert!(measured.bytes_current <= most, "{} bytes, {most}", measured.bytes_current);
}

/// The bytes that a document keeps, read with a registry.
fn kept<A: XmlApplication>(registry: &Registry, xml: &str) -> i64 {
    let limits = Limits { bytes: 64 << 20, ..Limits::default() };
    let options = ReadOptions::tolerant().with_limits(limits);
    let mut kept = None;
    let measured = allocation_counter::measure(|| {
        kept = registry.parse_with::<A>(xml.as_bytes(), &options).ok();
        // Only the document is kept.
        kept.iter_mut().for_each(|reading| reading.diagnostics = Vec::new());
    });
    assert!(kept.is_some());
    measured.bytes_current
}

/// Extensions that are not known keep at most twice as much as their types.
#[test]
fn unknown_extensions_are_small() {
    let start = DOCUMENT.find("  <tuple").unwrap();
    let end = DOCUMENT.find("</presence>").unwrap();
    for times in [1, 100] {
        let content = DOCUMENT[start..end].repeat(times);
        let document = [&DOCUMENT[..start], &content, &DOCUMENT[end..]].concat();
        let typed = kept::<Pidf>(sip_payloads::registry(), &document);
        let raw = kept::<Pidf>(&Registry::empty(), &document);
        assert!(raw <= 2 * typed, "{raw} bytes, {typed} typed");
    }
}

/// A rule set of 39 MB, which is 100,000 rules, keeps at most 55 MB.
#[test]
fn rules_are_small() {
    let count = 100_000;
    let xml = large::rule_set(count);
    let bytes = kept::<CommonPolicy>(sip_payloads::registry(), &xml);
    assert!(bytes <= count as i64 * 550, "{bytes} bytes");
}
