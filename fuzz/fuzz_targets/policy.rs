//! Rules: what is read is written and reads the same; the index finds what asking every rule finds;
//! and nobody gets more by it than by filtering once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Policy, Request, filter};
use sip_payloads::presence::Pidf;
use sip_payloads::{AnyUri, ReadOptions, XmlApplication};

/// A document with something of everything.
const PRESENCE: &[u8] = include_bytes!("../../benches/documents/presence-2k.xml");

fuzz_target!(|bytes: &[u8]| {
    // The watcher in the first line, unless the rules begin there.
    let newline = bytes.iter().position(|byte| *byte == b'\n').filter(|_| !bytes.starts_with(b"<"));
    let (watcher, rules) = match newline {
        Some(end) => (String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + 1..]),
        None => ("sip:bob@example.com".to_owned(), bytes),
    };
    let Ok(reading) = sip_payloads::parse_with::<CommonPolicy>(rules, &ReadOptions::tolerant()) else {
        return;
    };
    let rules = reading.document;
    let written = CommonPolicy::to_xml(&rules).expect("what was read can be written");
    assert_eq!(sip_payloads::parse::<CommonPolicy>(written.as_bytes()).expect("readable"), rules);

    let policy = Policy::new(sip_payloads::semantics(), [rules]);
    let request = match AnyUri::new(&watcher) {
        Ok(identity) => Request::from_watcher(identity),
        Err(_) => Request::anonymous(),
    };
    let request = request.in_sphere("work").at("2026-03-01T09:30:00Z".parse().expect("a time"));
    let evaluation = policy.evaluate(&request);
    assert_eq!(evaluation, policy.evaluate_all(&request));

    let presence = sip_payloads::parse::<Pidf>(PRESENCE).expect("a document");
    let once = filter(&presence, &evaluation.permissions, policy.semantics());
    assert_eq!(filter(&once, &evaluation.permissions, policy.semantics()), once);
});
