//! Mistakes of deployed servers, each of which shows presence to the wrong watchers.

use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::pres_rules::SubHandlingValue;
use sip_payloads::policy::{Delivery, Request, deliver};
use sip_payloads::presence::Pidf;

use crate::{filtered, matches, policy, presence, watcher};

#[test]
fn another_domain_of_the_same_length_does_not_match() {
    let conditions = "<conditions><identity><many domain='example.com'/></identity></conditions>";
    for identity in ["sip:eve@evilcorp.io", "sip:eve@evil.io", "sip:eve@exampleX.org"] {
        assert!(!matches(conditions, &watcher(identity)), "{identity}");
    }
    assert!(matches(conditions, &watcher("sip:carol@example.com")));
}

#[test]
fn an_exception_by_id_excepts() {
    let conditions = "<conditions><identity><many domain='example.com'>\
        <except id='sip:carol@example.com'/></many></identity></conditions>";
    assert!(!matches(conditions, &watcher("sip:carol@example.com")));
    assert!(matches(conditions, &watcher("sip:dave@example.com")));
}

#[test]
fn all_matching_rules_apply() {
    let rule = |id: &str, value: &str| {
        format!(
            "<rule id='{id}'><conditions><identity><one id='sip:bob@example.com'/></identity></conditions>\
             <actions><pr:sub-handling>{value}</pr:sub-handling></actions></rule>"
        )
    };
    let policy = policy(&[rule("a", "confirm"), rule("b", "allow")].concat());
    let evaluation = policy.evaluate(&watcher("sip:bob@example.com"));
    assert_eq!(evaluation.rules.len(), 2);
    assert_eq!(evaluation.permissions.sub_handling(), SubHandlingValue::Allow);
}

#[test]
fn no_transformations_show_next_to_nothing() {
    let document = "<tuple id='t'><status><basic>open</basic></status><note>here</note></tuple>\
        <note>away</note><dm:person id='p'><rpid:mood><rpid:happy/></rpid:mood></dm:person>\
        <dm:device id='d'><dm:deviceID>urn:x:1</dm:deviceID></dm:device>";
    assert_eq!(filtered(document, &[""]), "");
    // Also absent ones, and for a watcher who is allowed.
    let policy = policy(&crate::rule_when(""));
    let permissions = policy.evaluate(&Request::anonymous()).permissions;
    let Delivery::Document(seen) = deliver(&presence(document), &permissions, policy.semantics())
    else {
        panic!("the watcher is allowed");
    };
    assert_eq!(crate::written(&seen), "");
}

#[test]
fn a_sphere_matches_by_value_and_an_unknown_one_never() {
    let value = "<conditions><sphere value='work'/></conditions>";
    assert!(matches(value, &Request::anonymous().in_sphere("work")));
    assert!(!matches(value, &Request::anonymous().in_sphere("home")));
    assert!(!matches(value, &Request::anonymous()));
    let text = "<conditions><sphere>work</sphere></conditions>";
    assert!(!matches(text, &Request::anonymous().in_sphere("work")));
}

#[test]
fn another_root_is_refused() {
    for document in ["<foo/>", "<PRESENCE/>", "<presence xmlns='urn:example:x' entity='sip:a@b'/>"]
    {
        assert!(sip_payloads::parse::<Pidf>(document.as_bytes()).is_err(), "{document}");
        assert!(sip_payloads::parse::<CommonPolicy>(document.as_bytes()).is_err(), "{document}");
    }
}
