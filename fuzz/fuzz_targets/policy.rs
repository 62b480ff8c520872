//! Rules: the index gives the same result as evaluating every rule; filtering twice gives the same
//! result as once; another rule revokes nothing; and a broken rule grants nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::policy::common_policy::{CommonPolicy, Condition, RuleSet};
use sip_payloads::policy::{Permissions, Policy, Request, filter};
use sip_payloads::presence::Pidf;
use sip_payloads::xml::ExtensionElement;
use sip_payloads::{AnyUri, ReadOptions};

sip_payloads_fuzz::xml_mutator!();

/// A document with something of everything.
const PRESENCE: &[u8] = include_bytes!("../../benches/documents/presence-2k.xml");

fuzz_target!(|bytes: &[u8]| {
    // The watcher in the first line, unless the rules begin there.
    let newline = bytes.iter().position(|byte| *byte == b'\n').filter(|_| !bytes.starts_with(b"<"));
    let (watcher, rules) = match newline {
        Some(end) => (String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + 1..]),
        None => ("sip:bob@example.com".to_owned(), bytes),
    };
    let Ok(reading) = sip_payloads::parse_with::<CommonPolicy>(rules, &ReadOptions::tolerant())
    else {
        return;
    };
    let rules = reading.document;
    let request = match AnyUri::new(&watcher) {
        Ok(identity) => Request::from_watcher(identity),
        Err(_) => Request::anonymous(),
    };
    let request = request.in_sphere("work").at("2026-03-01T09:30:00Z".parse().expect("a time"));
    let given = evaluate(&rules, &request);

    let mut fewer = rules.clone();
    // `<other-identity>` matches only if no other rule names the watcher, so one more rule may take
    // permissions away.
    let is_monotonic = !contains(bytes, b"other-identity");
    if is_monotonic && fewer.rules.pop().is_some() {
        let less = evaluate(&fewer, &request);
        assert!(given.includes(&less), "a rule takes away:\n{given:?}\n{less:?}");
        // The same rule with an unknown condition grants nothing.
        let mut broken = rules.clone();
        let last = broken.rules.last_mut().expect("there was one");
        let unknown = "<x xmlns='urn:x'/>".parse().expect("an element");
        let condition = Condition::Extension(ExtensionElement::raw(unknown));
        last.conditions.get_or_insert_default().conditions.push(condition);
        // Implied permissions are not listed.
        assert!(evaluate(&broken, &request).iter().eq(less.iter()), "{given:?}\n{less:?}");
    }
    let policy = Policy::new(sip_payloads::semantics().expect("built in"), []);
    let presence = sip_payloads::parse::<Pidf>(PRESENCE).expect("a document");
    let once = filter(&presence, &given, policy.semantics());
    assert_eq!(filter(&once, &given, policy.semantics()), once);
});

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// The permissions of the rules, by both ways of evaluation.
fn evaluate(rules: &RuleSet, request: &Request) -> Permissions {
    let policy = Policy::new(sip_payloads::semantics().expect("built in"), [rules.clone()]);
    let evaluation = policy.evaluate(request);
    assert_eq!(evaluation, policy.evaluate_all(request));
    evaluation.permissions
}
