//! The rules of RFC 4745 and RFC 5025, one by one: which rules match, their permissions, and the
//! document for a watcher.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

#[path = "policy/common_policy.rs"]
mod common_policy;
#[path = "policy/deployed_servers.rs"]
mod deployed_servers;
#[path = "policy/mutants.rs"]
mod mutants;
#[path = "policy/notes.rs"]
mod notes;
#[path = "policy/oma.rs"]
mod oma;
#[path = "policy/permissions.rs"]
mod permissions;
#[path = "policy/pres_rules.rs"]
mod pres_rules;
#[path = "policy/properties.rs"]
mod properties;
#[path = "policy/strangers.rs"]
mod strangers;
mod support;

use sip_payloads::policy::common_policy::{CommonPolicy, RuleSet};
use sip_payloads::policy::{Permissions, Policy, Request, filter};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{ReadOptions, XmlApplication};

const NAMESPACES: &str = r#"xmlns="urn:ietf:params:xml:ns:common-policy"
    xmlns:pr="urn:ietf:params:xml:ns:pres-rules" xmlns:ocp="urn:oma:xml:xdm:common-policy"
    xmlns:opr="urn:oma:xml:prs:pres-rules" xmlns:dr="urn:ag-projects:xml:ns:dialog-rules"
    xmlns:agp="urn:ag-projects:xml:ns:common-policy" xmlns:x="urn:example:x""#;

fn rule_set(rules: &str) -> RuleSet {
    let document = format!("<ruleset {NAMESPACES}>{rules}</ruleset>");
    sip_payloads::parse::<CommonPolicy>(document.as_bytes()).unwrap()
}

fn policy(rules: &str) -> Policy {
    Policy::new(sip_payloads::semantics().unwrap(), [rule_set(rules)])
}

/// A rule `r` with these conditions, which permits `<sub-handling>allow</sub-handling>`.
fn rule_when(conditions: &str) -> String {
    format!(
        "<rule id='r'>{conditions}<actions><pr:sub-handling>allow</pr:sub-handling></actions></rule>"
    )
}

/// Whether a rule with these conditions matches.
fn matches(conditions: &str, request: &Request<'_>) -> bool {
    let policy = policy(&rule_when(conditions));
    let evaluation = policy.evaluate(request);
    assert_eq!(evaluation, policy.evaluate_all(request), "the index hides {conditions}");
    assert_eq!(policy.explain(request)[0].matches(), !evaluation.rules.is_empty());
    !evaluation.rules.is_empty()
}

/// The permissions of rules that always apply; each text is the content of one rule's
/// transformations.
fn permitted(transformations: &[&str]) -> Permissions {
    let rule = |(index, inside): (usize, &&str)| {
        format!("<rule id='r{index}'><transformations>{inside}</transformations></rule>")
    };
    let rules: String = transformations.iter().enumerate().map(rule).collect();
    policy(&rules).evaluate(&Request::anonymous()).permissions
}

fn watcher(uri: &str) -> Request<'static> {
    Request::from_watcher(uri.parse().unwrap())
}

fn presence(inside: &str) -> Presence {
    let document = format!(
        r#"<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com"
            xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
            xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid"
            xmlns:op="urn:oma:xml:prs:pidf:oma-pres"
            xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
            xmlns:c="urn:ietf:params:xml:ns:pidf:cipid"
            xmlns:x="urn:example:x">{inside}</presence>"#
    );
    sip_payloads::parse::<Pidf>(document.as_bytes()).unwrap()
}

/// The filtered document as it is written, without the root element.
fn filtered(inside: &str, transformations: &[&str]) -> String {
    let permissions = permitted(transformations);
    let semantics = sip_payloads::semantics().unwrap();
    let once = filter(&presence(inside), &permissions, &semantics);
    assert_eq!(filter(&once, &permissions, &semantics), once, "filtering twice: {inside}");
    written(&once)
}

/// A document as it is written, without the root element. It has to be valid.
fn written(presence: &Presence) -> String {
    let xml = Pidf::to_xml(presence).unwrap();
    let options = ReadOptions::strict();
    if let Err(error) = sip_payloads::registry().parse_with::<Pidf>(xml.as_bytes(), &options) {
        panic!("{error}: {xml}");
    }
    let start = xml.find("<presence").unwrap();
    let inside = xml[start..].find('>').map(|end| start + end + 1).unwrap();
    xml[inside..].trim_end().strip_suffix("</presence>").unwrap_or_default().to_owned()
}

/// A policy is shared by many threads, and a request lives across awaits.
#[test]
fn policies_and_requests_are_send_and_sync() {
    fn is<T: Send + Sync>() {}
    is::<Policy>();
    is::<Request<'static>>();
    is::<Permissions>();
    is::<sip_payloads::policy::Semantics>();
}
