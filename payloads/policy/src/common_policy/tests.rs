//! Tests of common policy, from RFC 4745 and of its schema.

use sip_payloads_testkit::found;
use xml_app_core::{AnyUri, DateTime, Diagnostic, ErrorKind, Id, Unexpected, XmlApplication};

use super::{
    CommonPolicy, Condition, Conditions, Entities, Except, Exclusion, Identity, Interval, Many,
    One, Rule, RuleSet, Sphere, Validity,
};

sip_payloads_testkit::reading!(CommonPolicy);

fn document(content: &str) -> String {
    format!(
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:x='urn:x'>{content}</ruleset>"
    )
}

fn conditions(content: &str) -> String {
    document(&format!("<rule id='r'><conditions>{content}</conditions></rule>"))
}

/// The conditions of the only rule.
fn read_conditions(content: &str) -> Vec<Condition> {
    let rules = strict(&conditions(content)).unwrap();
    rules.rules[0].conditions.clone().unwrap().conditions
}

fn uri(text: &str) -> AnyUri {
    text.parse().unwrap()
}

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// RFC 4745 §12.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy">

    <rule id="f3g44r1">
        <conditions>
            <identity>
                <one id="sip:bob@example.com"/>
            </identity>
            <sphere value="work"/>
            <validity>
                <from>2003-12-24T17:00:00+01:00</from>
                <until>2003-12-24T19:00:00+01:00</until>
            </validity>
        </conditions>
        <actions/>
        <transformations/>
    </rule>
</ruleset>
"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let rules = strict(EXAMPLE).unwrap();
    assert!(rules.unexpected.is_empty());
    assert_eq!(rules.rules.len(), 1);
    let rule = &rules.rules[0];
    assert_eq!(rule.id, "f3g44r1");
    assert!(rule.extensions.is_empty());
    assert!(rule.actions.as_ref().unwrap().extensions.is_empty());
    assert!(rule.transformations.as_ref().unwrap().extensions.is_empty());
    let conditions = rule.conditions.as_ref().unwrap();
    assert!(conditions.unexpected.is_empty());
    let [Condition::Identity(identity), Condition::Sphere(sphere), Condition::Validity(validity)] =
        conditions.conditions.as_slice()
    else {
        panic!("{conditions:?}");
    };
    let [Entities::One(one)] = identity.entities.as_slice() else {
        panic!("{identity:?}");
    };
    assert_eq!(one.id, "sip:bob@example.com");
    assert_eq!(sphere.value, "work");
    let [interval] = validity.intervals.as_slice() else {
        panic!("{validity:?}");
    };
    assert_eq!(interval.from.to_string(), "2003-12-24T17:00:00+01:00");
    assert_eq!(interval.from.to_chrono().unwrap().timestamp(), 1_072_281_600);
    assert_eq!(interval.until.to_string(), "2003-12-24T19:00:00+01:00");
    assert_eq!(interval.until.to_chrono().unwrap().timestamp(), 1_072_288_800);
    assert_eq!(rules.rule("f3g44r1"), Some(rule));
    assert_eq!(rules.rule("F3G44R1"), None);
}

#[test]
fn documents_round_trip() {
    let rules = strict(EXAMPLE).unwrap();
    let xml = CommonPolicy::to_xml(&rules).unwrap();
    assert_eq!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\"><cp:rule id=\"f3g44r1\">\
         <cp:conditions><cp:identity><cp:one id=\"sip:bob@example.com\"/></cp:identity>\
         <cp:sphere value=\"work\"/><cp:validity><cp:from>2003-12-24T17:00:00+01:00</cp:from>\
         <cp:until>2003-12-24T19:00:00+01:00</cp:until></cp:validity></cp:conditions>\
         <cp:actions/><cp:transformations/></cp:rule></cp:ruleset>\n"
    );
    assert_eq!(strict(&xml).unwrap(), rules);
    let pretty = CommonPolicy::to_xml_pretty(&rules).unwrap();
    assert_eq!(strict(&pretty).unwrap(), rules);
}

#[test]
fn a_built_rule_equals_the_one_that_is_read() {
    let validity =
        Validity::new(time("2003-12-24T17:00:00+01:00"), time("2003-12-24T19:00:00+01:00"));
    let mut rule = Rule::new("f3g44r1".parse::<Id>().unwrap())
        .when(Identity::one(uri("sip:bob@example.com")))
        .when(Sphere::new("work"))
        .when(validity);
    rule.actions = Some(super::Actions::default());
    rule.transformations = Some(super::Transformations::default());
    assert_eq!(RuleSet::from_iter([rule]), strict(EXAMPLE).unwrap());
}

/// RFC 4745 §7.1.3: everybody, a domain, and who is excepted.
#[test]
fn many_and_its_exceptions() {
    let read = read_conditions(
        "<identity><many/><many domain='example.com'><except id='sip:alice@example.com'/>\
         <except id='sip:bob@example.com'/></many><many><except domain='example.org'/>\
         <x:robots/><except/></many></identity>",
    );
    let [Condition::Identity(identity)] = read.as_slice() else {
        panic!("{read:?}");
    };
    let domain = Many::of_domain("example.com")
        .except(uri("sip:alice@example.com"))
        .except(uri("sip:bob@example.com"));
    assert_eq!(identity.entities[0], Entities::Many(Many::default()));
    assert_eq!(identity.entities[1], Entities::Many(domain));
    let Entities::Many(others) = &identity.entities[2] else {
        panic!("{identity:?}");
    };
    assert_eq!(others.domain, None);
    assert_eq!(others.exclusions.len(), 3);
    let outside = Many::default().except_domain("example.org");
    assert_eq!(others.exclusions[0], outside.exclusions[0]);
    assert!(matches!(&others.exclusions[1], Exclusion::Extension(_)));
    assert_eq!(others.exclusions[2], Exclusion::Except(Except::default()));
    assert_eq!(Identity::anybody(), Many::default().into());
    assert_eq!(Identity::domain("a.example"), Many::of_domain("a.example").into());
    let two = Identity::from_iter([uri("sip:a@b"), uri("sip:c@d")]);
    assert_eq!(two.entities[1], Entities::One(One::new(uri("sip:c@d"))));
}

#[test]
fn one_may_hold_one_element_of_another_vocabulary() {
    let one = "<identity><one id='sip:a@b'><x:e/></one></identity>";
    let read = read_conditions(one);
    let [Condition::Identity(identity)] = read.as_slice() else {
        panic!("{read:?}");
    };
    let Entities::One(one) = &identity.entities[0] else {
        panic!("{identity:?}");
    };
    assert_eq!(one.extensions.raw().count(), 1);

    let two = conditions("<identity><one id='sip:a@b'><x:e/><x:f/></one></identity>");
    let path = "/ruleset/rule/conditions/identity/one";
    assert_eq!(found(strict(&two).unwrap_err().diagnostics()), [(ErrorKind::TooMany, path)]);
    let reading = tolerant(&two);
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::TooMany, path)]);
    let written = CommonPolicy::to_xml(&reading.document).unwrap();
    assert!(written.contains("<x:e/><x:f/>"), "{written}");
}

/// RFC 4745 §7.3: values with blanks between them.
#[test]
fn a_sphere_has_states() {
    let read = read_conditions("<sphere value=' work  home '/><sphere value=''/>");
    let states = read.iter().map(|condition| match condition {
        Condition::Sphere(sphere) => sphere.states().collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    });
    assert_eq!(states.collect::<Vec<_>>(), [vec!["work", "home"], vec![]]);
}

/// The conditions of a rule are a repeated choice: their order is kept, and may be any.
#[test]
fn conditions_come_in_any_order() {
    let content = "<cp:sphere value=\"a\"/><x:e/><cp:identity><cp:many/></cp:identity>\
                   <cp:sphere value=\"b\"/>";
    let xml = conditions(&content.replace("cp:", ""));
    let written = CommonPolicy::to_xml(&strict(&xml).unwrap()).unwrap();
    assert!(written.contains(content), "{written}");
}

/// No conditions, empty ones: both are valid, and not the same document.
#[test]
fn all_parts_of_a_rule_but_its_id_are_optional() {
    let rules = strict(&document("<rule id='a'/><rule id='b'><conditions/></rule>")).unwrap();
    assert_eq!(rules.rules[0], Rule::new("a".parse().unwrap()));
    assert_eq!(rules.rules[1].conditions, Some(Conditions::default()));
    assert_eq!(rules.rules[1].actions, None);
    assert_eq!(strict(&document("")).unwrap(), RuleSet::default());
}

#[test]
fn validity_is_read_and_written_pair_by_pair() {
    let content = "<cp:validity><cp:from>2026-01-05T08:00:00Z</cp:from>\
                   <cp:until>2026-01-05T12:00:00Z</cp:until>\
                   <cp:from>2026-01-05T13:30:00.5+01:00</cp:from>\
                   <cp:until>2026-01-05T18:00:00+01:00</cp:until></cp:validity>";
    let xml = conditions(&content.replace("cp:", ""));
    let rules = strict(&xml).unwrap();
    let conditions = &rules.rules[0].conditions.as_ref().unwrap().conditions;
    let expected = Validity {
        intervals: vec![
            Interval { from: time("2026-01-05T08:00:00Z"), until: time("2026-01-05T12:00:00Z") },
            Interval {
                from: time("2026-01-05T13:30:00.5+01:00"),
                until: time("2026-01-05T18:00:00+01:00"),
            },
        ],
        unexpected: Unexpected::new(),
    };
    assert_eq!(conditions.as_slice(), [Condition::Validity(expected)]);
    let written = CommonPolicy::to_xml(&rules).unwrap();
    assert!(written.contains(content), "{written}");
}

#[test]
fn unreadable_validity_is_kept() {
    let from = "<cp:from>2026-01-05T08:00:00Z</cp:from>";
    let until = "<cp:until>2026-01-05T12:00:00Z</cp:until>";
    for content in [
        String::new(),
        from.to_owned(),
        until.to_owned(),
        format!("{until}{from}"),
        format!("{from}{until}{from}"),
        format!("{from}{from}{until}{until}"),
        format!("<cp:from>2026-01-05</cp:from>{until}"),
    ] {
        let validity = match content.as_str() {
            "" => "<cp:validity/>".to_owned(),
            content => format!("<cp:validity>{content}</cp:validity>"),
        };
        let xml = conditions(&validity.replace("cp:", ""));
        assert!(strict(&xml).is_err(), "{xml}");
        let reading = tolerant(&xml);
        let conditions = reading.document.rules[0].conditions.as_ref().unwrap();
        assert_eq!(conditions.conditions, []);
        assert_eq!(conditions.unexpected.elements().count(), 1, "{xml}");
        let written = CommonPolicy::to_xml(&reading.document).unwrap();
        assert!(written.contains(&validity), "{written}");
    }
}

/// RFC 4745 §7.4: `from` is included and `until` is not. Erratum 1455: both need a zone.
#[test]
fn intervals_contain_moments() {
    let interval =
        Interval { from: time("2026-01-05T08:00:00Z"), until: time("2026-01-05T12:00:00Z") };
    for (moment, inside) in [
        ("2026-01-05T07:59:59.999Z", false),
        ("2026-01-05T08:00:00Z", true),
        ("2026-01-05T12:59:59+01:00", true),
        ("2026-01-05T12:00:00Z", false),
        ("2026-01-05T09:00:00", false),
    ] {
        assert_eq!(interval.contains(&time(moment)), inside, "{moment}");
    }
    let local = "<validity><from>2026-01-05T08:00:00</from><until>2026-01-05T12:00:00Z</until>\
                 </validity>";
    let reading = tolerant(&conditions(local));
    assert!(reading.is_valid());
    assert_eq!(
        found(&reading.diagnostics),
        [(ErrorKind::Discouraged, "/ruleset/rule/conditions/validity")]
    );
    let read = read_conditions(local);
    let [Condition::Validity(validity)] = read.as_slice() else {
        panic!("{read:?}");
    };
    assert!(!validity.intervals[0].contains(&time("2026-01-05T09:00:00Z")));
}

#[test]
fn each_required_part_is_missed() {
    for (content, kind, path) in [
        ("<rule/>", ErrorKind::MissingAttribute, "/ruleset/rule"),
        (
            "<rule id='r'><conditions><identity/></conditions></rule>",
            ErrorKind::MissingElement,
            "/ruleset/rule/conditions/identity",
        ),
        (
            "<rule id='r'><conditions><identity><one/></identity></conditions></rule>",
            ErrorKind::MissingAttribute,
            "/ruleset/rule/conditions/identity/one",
        ),
        (
            "<rule id='r'><conditions><sphere/></conditions></rule>",
            ErrorKind::MissingAttribute,
            "/ruleset/rule/conditions/sphere",
        ),
        (
            "<rule id='r'><conditions><validity/></conditions></rule>",
            ErrorKind::MissingElement,
            "/ruleset/rule/conditions/validity",
        ),
    ] {
        let xml = document(content);
        let error = strict(&xml).unwrap_err();
        assert_eq!(found(error.diagnostics()), [(kind, path)]);
        assert_eq!(found(&tolerant(&xml).diagnostics), [(kind, path)]);
    }
}

#[test]
fn a_rule_without_id_gets_one() {
    let rules = tolerant(&document("<rule/><rule id='id-1'/><rule id='7'/>")).document;
    let ids: Vec<_> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids[1..], ["id-1", "_7"]);
    assert!(!ids[0].is_empty() && !ids[1..].contains(&ids[0]), "{ids:?}");
}

#[test]
fn unwritable_values_are_refused() {
    let empty = Identity { entities: Vec::new(), unexpected: Unexpected::new() };
    let nothing = Validity { intervals: Vec::new(), unexpected: Unexpected::new() };
    for (condition, name) in
        [(Condition::from(empty), "identity"), (Condition::from(nothing), "validity")]
    {
        let rule = Rule::new("r".parse().unwrap()).when(condition);
        let error = CommonPolicy::to_xml(&RuleSet::from_iter([rule])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotWritable);
        assert_eq!(error.path(), Some(format!("/ruleset/rule/conditions/{name}").as_str()));
    }
}

#[test]
fn ids_stand_once() {
    let error = strict(&document("<rule id='a'/><rule id='a'/>")).unwrap_err();
    assert_eq!(found(error.diagnostics()), [(ErrorKind::DuplicateId, "/ruleset/rule[2]/@id")]);
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let content = "<cp:rule id=\"r\" x:k=\"1\"><cp:conditions x:k=\"2\"><cp:identity x:k=\"3\">\
        <cp:one id=\"sip:a@b\" x:k=\"4\"/><cp:many x:k=\"5\"><cp:except x:k=\"6\"/></cp:many>\
        </cp:identity><cp:sphere value=\"s\" x:k=\"7\"/><cp:validity x:k=\"8\">\
        <cp:from>2026-01-05T08:00:00Z</cp:from><cp:until>2026-01-05T12:00:00Z</cp:until><x:e/>\
        </cp:validity></cp:conditions><cp:actions x:k=\"9\"><x:a/><cp:b/></cp:actions>\
        <cp:transformations x:k=\"10\"><x:t/></cp:transformations><cp:colour/><x:e/></cp:rule>\
        <x:e/>";
    let xml = document(&content.replace("cp:", ""));
    let error = strict(&xml).unwrap_err();
    let attributes = error.diagnostics().iter();
    let attributes = attributes.filter(|found| found.kind() == ErrorKind::UnexpectedAttribute);
    assert_eq!(attributes.count(), 10);
    let rules = tolerant(&xml).document;
    assert_eq!(rules.rules[0].extensions.unexpected_elements().count(), 2);
    assert_eq!(rules.unexpected.elements().count(), 1);
    let actions = rules.rules[0].actions.as_ref().unwrap();
    assert_eq!(actions.extensions.raw().count(), 2);
    assert_eq!(actions.extensions.unexpected_elements().count(), 1);
    let written = CommonPolicy::to_xml(&rules).unwrap();
    assert!(written.contains(content), "{written}");
    assert_eq!(tolerant(&written).document, rules);
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<(RuleSet, Rule, Conditions, Identity, Sphere, Validity)>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("RuleSet", size_of::<RuleSet>(), 56),
        ("Rule", size_of::<Rule>(), 168),
        ("Condition", size_of::<Condition>(), 64),
        ("Entities", size_of::<Entities>(), 80),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}

/// Conditions that are valid and match no watcher are a warning at their place; missing or
/// unreadable ones were reported already.
#[test]
fn identities_that_match_nobody_are_a_warning() {
    let identity = |inside: &str| format!("<identity>{inside}</identity>");
    let one = "/ruleset/rule/conditions/identity/one";
    let many = "/ruleset/rule/conditions/identity/many";
    for (content, path) in [
        (identity("<one id='bob'/>"), one),
        (identity("<many domain='@b'/>"), many),
        (identity("<many><except/></many>"), "/ruleset/rule/conditions/identity/many/except"),
        ("<sphere value=' '/>".to_owned(), "/ruleset/rule/conditions/sphere"),
        (
            "<validity><from>2026-01-02T00:00:00Z</from><until>2026-01-01T00:00:00Z</until></validity>".to_owned(),
            "/ruleset/rule/conditions/validity",
        ),
        (
            "<validity><from>2026-01-01T00:00:00</from><until>2026-01-02T00:00:00Z</until></validity>".to_owned(),
            "/ruleset/rule/conditions/validity",
        ),
        (
            "<validity><from>2026-01-01T00:00:00Z</from><until>2026-01-02T00:00:00</until></validity>".to_owned(),
            "/ruleset/rule/conditions/validity",
        ),
    ] {
        let xml = conditions(&content);
        assert!(strict(&xml).is_ok(), "{content}");
        let diagnostics = tolerant(&xml).diagnostics;
        assert_eq!(found(&diagnostics), [(ErrorKind::Discouraged, path)], "{content}");
        let has_no_zone = content.contains(":00<");
        assert_eq!(diagnostics[0].message().contains("without its zone"), has_no_zone, "{content}");
    }
    for content in
        [identity("<one id='sip:a@b'/>"), identity("<many domain='b'/>"), identity("<many/>")]
    {
        assert!(tolerant(&conditions(&content)).diagnostics.is_empty(), "{content}");
    }
    // Of what cannot be read, the fault is enough.
    let bad = conditions(&identity("<many domain='@b' x='1'/>"));
    assert_eq!(found(&tolerant(&bad).diagnostics).len(), 1);
}

/// Unexpected elements are not extensions.
#[test]
fn one_of_another_vocabulary_beside_what_is_unexpected() {
    let one = conditions("<identity><one id='sip:a@b'><x:e/><id/></one></identity>");
    let kinds: Vec<_> = tolerant(&one).diagnostics.iter().map(Diagnostic::kind).collect();
    assert_eq!(kinds, [ErrorKind::UnexpectedElement]);
}

#[test]
fn conditions_are_collected() {
    let all = Conditions::from_iter([Sphere::new("work").into(), Identity::anybody().into()]);
    assert_eq!(all.conditions.len(), 2);
    assert!(all.unexpected.is_empty());
}
