//! Properties of all rules, requests and documents.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use sip_payloads::policy::common_policy::{
    Condition, Entities, Identity, Many, One, Rule, RuleSet, Sphere, Validity,
};
use sip_payloads::policy::pres_rules::{
    DeviceSelector, PersonSelector, ProvideAllAttributes, ProvideAttribute, ProvideDevices,
    ProvidePersons, ProvideServices, ProvideUnknownAttribute, ProvideUserInput,
    ProvideUserInputValue, ServiceSelector, SubHandling, SubHandlingValue,
};
use sip_payloads::policy::{Permissions, Policy, Request, filter};
use sip_payloads::presence::Presence;
use sip_payloads::{DateTime, RawElement, Token};

use crate::presence;

const DOMAINS: [&str; 3] = ["example.com", "EXAMPLE.com", "example.org"];
const IDENTITIES: [&str; 5] = [
    "sip:alice@example.com",
    "sip:alice@EXAMPLE.com",
    "sip:bob@example.org",
    "tel:+1-212-555-1234",
    "tel:+12125551234",
];
const SPHERES: [&str; 3] = ["work", "Home", "home work"];

fn identity() -> impl Strategy<Value = Entities> {
    let one = prop::sample::select(&IDENTITIES[..])
        .prop_map(|id| Entities::One(One::new(id.parse().unwrap())));
    let many = (
        option::of(prop::sample::select(&DOMAINS[..])),
        vec(prop::sample::select(&IDENTITIES[..]), 0..2),
        vec(prop::sample::select(&DOMAINS[..]), 0..2),
    );
    let many = many.prop_map(|(domain, ids, domains)| {
        let many = domain.map(Many::of_domain).unwrap_or_default();
        let many = ids.into_iter().fold(many, |many, id| many.except(id.parse().unwrap()));
        Entities::Many(domains.into_iter().fold(many, Many::except_domain))
    });
    prop_oneof![one, many]
}

fn hour(hour: u8) -> DateTime {
    format!("2003-12-24T{hour:02}:00:00Z").parse().unwrap()
}

fn condition() -> impl Strategy<Value = Condition> {
    let identity = vec(identity(), 1..3).prop_map(|entities| {
        let mut identity = Identity::anybody();
        identity.entities = entities;
        identity.into()
    });
    let sphere = prop::sample::select(&SPHERES[..]).prop_map(|value| Sphere::new(value).into());
    let validity =
        (0u8..24, 0u8..24).prop_map(|(from, until)| Validity::new(hour(from), hour(until)).into());
    prop_oneof![4 => identity, 1 => sphere, 1 => validity]
}

type Attribute = fn(bool) -> ProvideAttribute;

const ATTRIBUTES: [Attribute; 5] = [
    |value| ProvideAttribute::Mood(value.into()),
    |value| ProvideAttribute::Note(value.into()),
    |value| ProvideAttribute::Class(value.into()),
    |value| ProvideAttribute::Activities(value.into()),
    |value| ProvideAttribute::DeviceId(value.into()),
];

type Components = (Option<ServiceSelector>, Option<PersonSelector>, Option<DeviceSelector>);

/// The permissions for services, persons and devices.
fn components() -> impl Strategy<Value = Components> {
    let word =
        || prop::sample::select(&["work", "home", "t1", "p1", "d1"][..]).prop_map(Token::new);
    let service = prop_oneof![
        word().prop_map(ServiceSelector::Class),
        word().prop_map(ServiceSelector::OccurrenceId),
        Just(ServiceSelector::ServiceUriScheme(Token::new("sip"))),
        Just(ServiceSelector::AllServices),
    ];
    let person = prop_oneof![
        word().prop_map(PersonSelector::Class),
        word().prop_map(PersonSelector::OccurrenceId),
        Just(PersonSelector::AllPersons),
    ];
    let device = prop_oneof![
        word().prop_map(DeviceSelector::Class),
        word().prop_map(DeviceSelector::OccurrenceId),
        Just(DeviceSelector::DeviceId("urn:x:1".parse().unwrap())),
        Just(DeviceSelector::AllDevices),
    ];
    (option::of(service), option::of(person), option::of(device))
}

fn rule() -> impl Strategy<Value = Rule> {
    let handling = prop::sample::select(vec![
        SubHandlingValue::Block,
        SubHandlingValue::Confirm,
        SubHandlingValue::PoliteBlock,
        SubHandlingValue::Allow,
    ]);
    let input = prop::sample::select(vec![
        ProvideUserInputValue::False,
        ProvideUserInputValue::Bare,
        ProvideUserInputValue::Thresholds,
        ProvideUserInputValue::Full,
    ]);
    (
        vec(condition(), 0..3),
        option::of(handling),
        components(),
        vec((0..ATTRIBUTES.len(), any::<bool>()), 0..3),
        option::of(input),
        (prop::bool::weighted(0.1), option::of(prop::sample::select(&["foo", "bar"][..]))),
    )
        .prop_map(|(conditions, handling, components, attributes, input, (all, unknown))| {
            let rule = Rule::new("r".parse().unwrap());
            let mut rule = conditions.into_iter().fold(rule, Rule::when);
            if let Some(handling) = handling {
                rule = rule.allow(SubHandling::from(handling));
            }
            let (service, person, device) = components;
            if let Some(service) = service {
                rule = rule.show(ProvideServices::from_iter([service]));
            }
            if let Some(person) = person {
                rule = rule.show(ProvidePersons::from_iter([person]));
            }
            if let Some(device) = device {
                rule = rule.show(ProvideDevices::from_iter([device]));
            }
            for (attribute, value) in attributes {
                rule = rule.show(ATTRIBUTES[attribute](value));
            }
            if let Some(input) = input {
                rule = rule.show(ProvideUserInput::from(input));
            }
            if let Some(name) = unknown {
                rule = rule.show(ProvideUnknownAttribute::new("urn:example:x", name));
            }
            if all { rule.show(ProvideAllAttributes::default()) } else { rule }
        })
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    vec(rule(), 0..12)
}

fn request() -> impl Strategy<Value = Request<'static>> {
    (
        vec(prop::sample::select(&IDENTITIES[..]), 0..3),
        option::of(prop::sample::select(&["work", "home"][..])),
        option::of(0u8..24),
    )
        .prop_map(|(identities, sphere, time)| {
            let request = identities.into_iter().fold(Request::anonymous(), |request, identity| {
                request.also_known_as(identity.parse().unwrap())
            });
            let request = match sphere {
                Some(sphere) => request.in_sphere(sphere),
                None => request,
            };
            match time {
                Some(time) => request.at(hour(time)),
                None => request,
            }
        })
}

/// Components with a choice of attributes each.
fn document() -> impl Strategy<Value = Presence> {
    const ATTRIBUTES: [&str; 8] = [
        "<rpid:class>work</rpid:class>",
        "<rpid:class>home</rpid:class>",
        "<rpid:mood><rpid:happy/></rpid:mood>",
        "<rpid:activities><rpid:away/></rpid:activities>",
        "<rpid:user-input idle-threshold='6' last-input='2004-10-21T13:20:00Z' id='u'>idle</rpid:user-input>",
        "<x:foo a='1'>text</x:foo>",
        "<x:bar/>",
        "<rpid:privacy/>",
    ];
    let attributes = || prop::sample::subsequence(ATTRIBUTES.to_vec(), 0..ATTRIBUTES.len());
    let notes = || prop::sample::select(&["", "<dm:note>n</dm:note>"][..]);
    (attributes(), attributes(), attributes(), notes(), any::<bool>()).prop_map(
        |(tuple, person, device, note, junk)| {
            let unique = |list: Vec<&str>, suffix: &str| list.concat().replace("id='u'", &format!("id='u{suffix}'"));
            let junk = if junk { "<x:foo/><undefined/>text" } else { "" };
            presence(&format!(
                "<tuple id='t1'><status><basic>open</basic><x:foo/></status>{}<dm:deviceID>urn:x:1</dm:deviceID>\
                 <contact>sip:a@b</contact><note>n</note></tuple><tuple id='t2'><status/></tuple>\
                 <note>n</note><dm:person id='p1'>{}{note}</dm:person>\
                 <dm:device id='d1'>{}<dm:deviceID>urn:x:1</dm:deviceID>{note}</dm:device>{junk}",
                unique(tuple, "t"),
                unique(person, "p"),
                unique(device, "d"),
            ))
        },
    )
}

fn policy(rules: Vec<Rule>) -> Policy {
    Policy::new(sip_payloads::semantics().unwrap(), [RuleSet::from_iter(rules)])
}

fn permissions(rules: &[Rule], request: &Request<'_>) -> Permissions {
    policy(rules.to_vec()).evaluate(request).permissions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pr_11_filtering_again_changes_nothing(rules in rules(), document in document()) {
        let always = rules.into_iter().map(|rule| Rule { conditions: None, ..rule }).collect();
        let policy = policy(always);
        let permissions = policy.evaluate(&Request::anonymous()).permissions;
        let once = filter(&document, &permissions, policy.semantics());
        prop_assert_eq!(&filter(&once, &permissions, policy.semantics()), &once);
        // The written document is valid.
        crate::written(&once);
    }

    #[test]
    fn one_rule_more_never_takes_a_permission_away(
        rules in rules(), more in rule(), request in request(),
    ) {
        let before = permissions(&rules, &request);
        let after = permissions(&[rules, vec![more]].concat(), &request);
        prop_assert!(after.includes(&before), "{before:?} {after:?}");
    }

    #[test]
    fn an_unknown_condition_never_adds_a_permission(
        rules in rules(), places in vec(any::<prop::sample::Index>(), 1..4), request in request(),
    ) {
        let before = permissions(&rules, &request);
        let mut changed = rules;
        for place in places {
            if let Some(at) = (!changed.is_empty()).then(|| place.index(changed.len())) {
                let unknown: RawElement = "<moon xmlns='urn:example:x'/>".parse().unwrap();
                let unknown = sip_payloads::xml::ExtensionElement::raw(unknown);
                changed[at] = changed[at].clone().when(Condition::Extension(unknown));
            }
        }
        let after = permissions(&changed, &request);
        prop_assert!(before.includes(&after), "{before:?} {after:?}");
    }

    #[test]
    fn cp_1_neither_the_order_of_rules_nor_of_conditions_matters(
        (rules, shuffled) in rules().prop_flat_map(|rules| (Just(rules.clone()), Just(rules).prop_shuffle())),
        request in request(),
    ) {
        let reversed = shuffled.into_iter().map(|mut rule| {
            if let Some(conditions) = &mut rule.conditions {
                conditions.conditions.reverse();
            }
            rule
        });
        let reversed: Vec<_> = reversed.collect();
        prop_assert_eq!(permissions(&rules, &request), permissions(&reversed, &request));
    }

    #[test]
    fn the_index_finds_what_asking_every_rule_finds(rules in rules(), request in request()) {
        let policy = policy(rules);
        let evaluation = policy.evaluate(&request);
        prop_assert_eq!(&evaluation, &policy.evaluate_all(&request));
        let explained = policy.explain(&request);
        let matching = explained.iter().filter(|rule| rule.matches()).count();
        prop_assert_eq!(matching, evaluation.rules.len());
    }

    #[test]
    fn cp_12_the_intersection_is_included_in_both(
        ours in rules(), theirs in rules(), request in request(),
    ) {
        let (ours, theirs) = (permissions(&ours, &request), permissions(&theirs, &request));
        let both = ours.intersection(&theirs);
        prop_assert!(ours.includes(&both) && theirs.includes(&both), "{both:?}");
        prop_assert!(ours.intersection(&ours).includes(&ours));
    }
}
