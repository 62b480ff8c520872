//! The lookups give the verdicts of a walk over all children.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use xml_app_core::{ExtensionElement, RawElement};

use super::SHORTEST;
use crate::common_policy::{Entities, Except, Exclusion, Identity, Many, One, Rule, RuleSet};
use crate::evaluation::Situation;
use crate::{Policy, Request, Semantics};

/// Watchers, and identities that rules name: equivalent ones, different ones, and some that are not
/// identities.
const URIS: [&str; 14] = [
    "sip:alice@example.com",
    "sip:Alice@example.com",
    "sip:alice@EXAMPLE.com;transport=tcp",
    "sip:alice@example.com:5061;user=phone",
    "sip:bob@example.org",
    "sips:bob@example.org",
    "sip:bob@bücher.example",
    "sip:bob@xn--bcher-kva.example",
    "tel:+1-212-555-1234",
    "tel:+12125551234",
    "sip:[2001:db8::1]",
    "mailto:a@b@example.com",
    "bob@example.com",
    "sip:",
];

const DOMAINS: [&str; 6] = [
    "example.com",
    "EXAMPLE.com",
    "example.org",
    "bücher.example",
    "*.example.com",
    "@example.com",
];

fn uri() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&URIS[..])
}

fn exclusion() -> impl Strategy<Value = Exclusion> {
    let except = (option::of(uri()), option::of(prop::sample::select(&DOMAINS[..])));
    let except = except.prop_map(|(id, domain)| {
        Exclusion::Except(Except {
            id: id.map(|id| id.parse().unwrap()),
            domain: domain.map(str::to_owned),
            ..Except::default()
        })
    });
    let unknown: RawElement = "<unknown xmlns='urn:x'/>".parse().unwrap();
    prop_oneof![20 => except, 1 => Just(Exclusion::Extension(ExtensionElement::raw(unknown)))]
}

fn entities() -> impl Strategy<Value = Entities> {
    let one = uri().prop_map(|id| Entities::One(One::new(id.parse().unwrap())));
    let domain = option::weighted(0.8, prop::sample::select(&DOMAINS[..]));
    let many = (domain, vec(exclusion(), 0..2 * SHORTEST)).prop_map(|(domain, exclusions)| {
        Entities::Many(Many { domain: domain.map(str::to_owned), exclusions, ..Many::default() })
    });
    let unknown: RawElement = "<unknown xmlns='urn:x'/>".parse().unwrap();
    prop_oneof![
        8 => one,
        2 => many,
        1 => Just(Entities::Extension(ExtensionElement::raw(unknown))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn verdicts_are_those_of_every_child(
        entities in vec(entities(), 1..4 * SHORTEST),
        watcher in vec(uri(), 0..3),
    ) {
        let identity = Identity { entities, ..Identity::anybody() };
        let rule = Rule::new("r".parse().unwrap()).when(identity);
        let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
        let identities = watcher.iter().map(|id| id.parse().unwrap());
        let request = identities.fold(Request::anonymous(), Request::also_known_as);
        let rule = policy.explain(&request)[0].rule;
        let found: Vec<_> = Situation::new(&policy, &request).verdicts(rule).collect();
        let walked: Vec<_> = Situation::walking(&policy, &request).verdicts(rule).collect();
        prop_assert_eq!(found, walked);
    }
}

#[test]
fn a_moved_and_a_cloned_policy_find_their_rules() {
    let friends = |number| format!("sip:user{number}@example.com").parse().unwrap();
    let rule = Rule::new("r".parse().unwrap()).when((0..100).map(friends).collect::<Identity>());
    let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
    let moved = Box::new(policy.clone());
    drop(policy);
    let clone = moved.clone();
    for policy in [*moved, *clone] {
        let count =
            |id: &str| policy.evaluate(&Request::from_watcher(id.parse().unwrap())).rules.len();
        assert_eq!((count("sip:user7@example.com"), count("sip:user100@example.com")), (1, 0));
    }
}
