//! Permissions as values: inclusion, and listing.

use sip_payloads::oma::permission::PROVIDE_WILLINGNESS;
use sip_payloads::policy::pres_rules::permission::{
    PROVIDE_ALL_ATTRIBUTES, PROVIDE_CLASS, PROVIDE_DEVICES, PROVIDE_MOOD, PROVIDE_NOTE,
    PROVIDE_PERSONS, PROVIDE_SERVICES, PROVIDE_UNKNOWN_ATTRIBUTE, PROVIDE_USER_INPUT, SUB_HANDLING,
};
use sip_payloads::policy::pres_rules::{
    PresRules, ProvideUserInputValue, SubHandlingValue, selector,
};
use sip_payloads::policy::{Level, Member, Permissions, Semantics, filter};
use sip_payloads::presence::{Basic, Presence, Status, Tuple};
use sip_payloads::{Name, Namespace};

/// Permissions that are made by these steps.
fn having(steps: &[fn(&mut Permissions)]) -> Permissions {
    let mut permissions = Permissions::new();
    steps.iter().for_each(|step| step(&mut permissions));
    permissions
}

const MOOD: fn(&mut Permissions) = |p| p.grant(PROVIDE_MOOD, true);
const NOTE: fn(&mut Permissions) = |p| p.grant(PROVIDE_NOTE, true);
const NO_NOTE: fn(&mut Permissions) = |p| p.grant(PROVIDE_NOTE, false);
const ALL: fn(&mut Permissions) = |p| p.grant(PROVIDE_ALL_ATTRIBUTES, true);
const ALLOW: fn(&mut Permissions) = |p| p.raise(SUB_HANDLING, SubHandlingValue::Allow.into());
const CONFIRM: fn(&mut Permissions) = |p| p.raise(SUB_HANDLING, SubHandlingValue::Confirm.into());
const FULL: fn(&mut Permissions) =
    |p| p.raise(PROVIDE_USER_INPUT, ProvideUserInputValue::Full.into());
const WILLINGNESS: fn(&mut Permissions) = |p| p.grant(PROVIDE_WILLINGNESS, true);
const WORK: fn(&mut Permissions) = |p| p.add(PROVIDE_PERSONS, Member::new(selector::CLASS, "work"));
const HOME: fn(&mut Permissions) = |p| p.add(PROVIDE_PERSONS, Member::new(selector::CLASS, "home"));
const ALL_PERSONS: fn(&mut Permissions) =
    |p| p.add(PROVIDE_PERSONS, Member::new(selector::ALL_PERSONS, ""));
const ALL_SERVICES: fn(&mut Permissions) =
    |p| p.add(PROVIDE_SERVICES, Member::new(selector::ALL_SERVICES, ""));
const ALL_DEVICES: fn(&mut Permissions) =
    |p| p.add(PROVIDE_DEVICES, Member::new(selector::ALL_DEVICES, ""));
const FOO: fn(&mut Permissions) =
    |p| p.add(PROVIDE_UNKNOWN_ATTRIBUTE, Member::unknown_attribute("urn:x", "foo"));

#[test]
fn more_permissions_include_fewer() {
    type Steps = &'static [fn(&mut Permissions)];
    let cases: &[(Steps, Steps, bool, bool)] = &[
        // One, another, whether the first includes the second, and the reverse.
        (&[], &[], true, true),
        (&[MOOD], &[], true, false),
        (&[NO_NOTE], &[], true, true),
        (&[MOOD], &[NOTE], false, false),
        (&[MOOD, NOTE], &[NOTE], true, false),
        (&[ALLOW], &[CONFIRM], true, false),
        (&[CONFIRM], &[], true, false),
        (&[ALLOW, MOOD], &[CONFIRM, NOTE], false, false),
        (&[WORK, HOME], &[WORK], true, false),
        (&[WORK], &[HOME], false, false),
        (&[ALL_PERSONS], &[WORK, HOME], true, false),
        (&[ALL_SERVICES], &[WORK], false, false),
        (&[ALL], &[MOOD, NOTE], true, false),
        (&[ALL], &[FULL], true, false),
        (&[ALL], &[FOO], true, false),
    ];
    for (index, (one, other, forth, back)) in cases.iter().enumerate() {
        let (one, other) = (having(one), having(other));
        assert_eq!(one.includes(&other), *forth, "{index}");
        assert_eq!(other.includes(&one), *back, "{index}");
    }
}

/// RFC 5025 §3.3.2.15: all attributes of RFC 5025, but no component and nothing about the
/// subscription.
#[test]
fn all_attributes_includes_each_attribute() {
    let all = having(&[ALL]);
    for attribute in [MOOD, NOTE, FULL, FOO, |p: &mut Permissions| p.grant(PROVIDE_CLASS, true)] {
        assert!(all.includes(&having(&[attribute])));
    }
    for other in [ALLOW, WORK, ALL_PERSONS, ALL_SERVICES, ALL_DEVICES, WILLINGNESS] {
        assert!(!all.includes(&having(&[other])));
        assert_eq!(all.intersection(&having(&[other])).members(&PROVIDE_PERSONS).count(), 0);
    }
    // A watcher who asks for them gets those that are permitted.
    let given = all.intersection(&having(&[MOOD, WILLINGNESS]));
    assert!(given.is_granted(&PROVIDE_MOOD) && !given.is_granted(&PROVIDE_WILLINGNESS));
    assert!(!given.is_granted(&PROVIDE_ALL_ATTRIBUTES));
    let given = having(&[FULL]).intersection(&all);
    assert_eq!(given.user_input(), ProvideUserInputValue::Full);
}

#[test]
fn values_in_words_are_told_apart() {
    let permissions = having(&[MOOD, NO_NOTE, ALLOW, WORK, ALL_PERSONS, FOO, |p| {
        p.add(PROVIDE_PERSONS, Member::new(selector::CLASS, "a b"));
    }]);
    let words: Vec<_> =
        permissions.iter().map(|(name, value)| format!("{}: {value}", name.local())).collect();
    assert_eq!(
        words,
        [
            "provide-mood: true",
            "provide-note: false",
            "provide-persons: all-persons class=\"a b\" class=work",
            "provide-unknown-attribute: {urn:x}foo",
            "sub-handling: allow",
        ]
    );
    assert!(!permissions.is_empty() && Permissions::new().is_empty());
}

#[test]
fn members_are_sorted_by_kind_and_value() {
    let work = Member::new(selector::CLASS, "work");
    assert!(Member::new(selector::ALL_PERSONS, "") < work);
    assert!(Member::new(selector::CLASS, "home") < work && work <= work.clone());
}

#[test]
fn the_greatest_level_applies_and_a_word_without_a_number_is_least() {
    const RING: Name = Name::new(Namespace::new("urn:example:policy", "x"), "ring");
    let mut permissions = Permissions::new();
    for level in
        [Level::new(2, "b"), Level::new(1, "z"), Level::new(f64::NAN, "nan"), Level::new(2, "c")]
    {
        permissions.raise(RING, level);
    }
    let level = permissions.level(&RING).unwrap();
    // Of two words with one rank, the choice does not depend on the order of rules.
    assert_eq!((level.rank(), level.word()), (2.0, "c"));
    permissions.raise(RING, Level::new(2, "b"));
    assert_eq!(permissions.level(&RING).unwrap().word(), "c");
    assert_eq!(Level::from(7), Level::new(7, "7"));
}

/// A program without a type for RPID's user input cannot reduce it (RFC 5025 §3.3.2.12).
#[test]
fn user_input_without_a_type_is_shown_as_a_whole_or_not() {
    let semantics = Semantics::new().with(PresRules);
    let mut tuple = Tuple::new("t".parse().unwrap(), Status::from(Basic::Open));
    let input = "<user-input xmlns='urn:ietf:params:xml:ns:pidf:rpid'>idle</user-input>";
    tuple.extensions.push_raw(input.parse().unwrap());
    let mut presence = Presence::new("sip:a@example.com".parse().unwrap());
    presence.tuples.push(tuple);
    let shows = |value: ProvideUserInputValue| {
        let mut permissions = having(&[ALL_SERVICES]);
        permissions.raise(PROVIDE_USER_INPUT, value.into());
        !filter(&presence, &permissions, &semantics).tuples[0].extensions.is_empty()
    };
    assert!(shows(ProvideUserInputValue::Full));
    assert!(!shows(ProvideUserInputValue::Thresholds) && !shows(ProvideUserInputValue::Bare));
}
