use sip_presence::{Basic, Note, Status, Tuple};
use xml_app_core::AnyUri;

use super::*;
use crate::Semantics;
use crate::common_policy::{Identity, Rule, RuleSet};
use crate::pres_rules::{
    PresRules, ProvideAttribute, ProvideServices, ServiceSelector, SubHandling, SubHandlingValue,
};

/// Four sets of permissions that give a document, and two that do not.
fn policy() -> Policy {
    let rule = |id: &str, handling| {
        let rule =
            Rule::new(id.parse().unwrap()).when(Identity::domain(format!("{id}.example.com")));
        rule.allow(SubHandling::from(handling))
    };
    let services = || ProvideServices::from_iter([ServiceSelector::AllServices]);
    let rules = [
        rule("polite", SubHandlingValue::PoliteBlock),
        rule("nothing", SubHandlingValue::Allow),
        rule("services", SubHandlingValue::Allow).show(services()),
        rule("notes", SubHandlingValue::Allow)
            .show(services())
            .show(ProvideAttribute::Note(true.into())),
        rule("confirm", SubHandlingValue::Confirm),
    ];
    Policy::new(Semantics::new().with(PresRules), [RuleSet::from_iter(rules)])
}

#[test]
fn watchers_with_equal_permissions_share_a_document() {
    let policy = policy();
    let mut presence = Presence::new("sip:alice@example.com".parse().unwrap());
    let desk = Tuple::new("desk".parse().unwrap(), Status::from(Basic::Open));
    presence.tuples.push(desk.with_note(Note::new("In a meeting")));
    let mut fan_out = policy.fan_out(&presence);
    let groups = ["polite", "nothing", "services", "notes", "confirm", "strangers"];
    for (number, group) in (0..10_000).zip(groups.iter().cycle()) {
        let watcher: AnyUri = format!("sip:user{number}@{group}.example.com").parse().unwrap();
        let request = Request::from_watcher(watcher);
        let sent = fan_out.deliver_to(&request).unwrap();
        let alone = match policy.deliver_to(&presence, &request) {
            Delivery::Rejected => Sent::Rejected,
            Delivery::Pending => Sent::Pending,
            Delivery::Document(document) => Sent::Document(Pidf::to_xml(&document).unwrap().into()),
        };
        assert_eq!(sent, alone, "{group}");
        let state = policy.deliver_to(&presence, &request).subscription_state();
        assert_eq!(sent.subscription_state(), state);
    }
    assert_eq!(fan_out.documents(), 4);
}

#[test]
fn equal_levels_have_one_hash() {
    use std::hash::{BuildHasher as _, RandomState};
    let hasher = RandomState::new();
    let hash = |rank: f64| hasher.hash_one(crate::Level::new(rank, "x"));
    assert_eq!(crate::Level::new(-0.0, "x"), crate::Level::new(0.0, "x"));
    assert_eq!(hash(-0.0), hash(0.0));
    assert_eq!(hash(f64::NAN), hash(0.0));
}
