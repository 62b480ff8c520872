//! Tests of presence rules and dialog rules, from RFC 5025 and the schemas.

use sip_payloads_testkit::found;
use xml_app_core::{
    AnyUri, ErrorKind, ExtensionOf, GlobalElement, Name, Token, XmlApplication, XmlElement,
    XmlValue,
};

use super::{
    BooleanPermission, DeviceSelector, PersonSelector, PresRules, ProvideAllAttributes,
    ProvideAttribute, ProvideDevices, ProvidePersons, ProvideServices, ProvideUnknownAttribute,
    ProvideUserInput, ProvideUserInputValue, ServiceSelector, SubHandling, SubHandlingValue,
};
use crate::common_policy::{CommonPolicy, Condition, Entities, Identity, Rule, RuleSet};
use crate::common_policy::{One, Transformations};
use crate::dialog_rules::{self, DialogRules};

sip_payloads_testkit::reading!(CommonPolicy, PresRules, DialogRules);

/// A document with these actions and transformations, with the prefixes that are written.
fn document(actions: &str, transformations: &str) -> String {
    format!(
        "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:x='urn:x' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules' \
         xmlns:dr='urn:ag-projects:xml:ns:dialog-rules'><cp:rule id='r'>\
         <cp:actions>{actions}</cp:actions>\
         <cp:transformations>{transformations}</cp:transformations></cp:rule></cp:ruleset>"
    )
}

/// The transformation of the only rule.
fn shown<T: ExtensionOf<Transformations> + Clone>(rules: &RuleSet) -> T {
    let transformations = rules.rules[0].transformations.as_ref().unwrap();
    transformations.extensions.get::<T>().unwrap().clone()
}

/// Reads a transformation in strict mode, and checks that it is written unchanged.
fn same<T: ExtensionOf<Transformations> + Clone>(element: &str) -> T {
    let rules = strict(&document("", element)).unwrap();
    let written = CommonPolicy::to_xml(&rules).unwrap();
    assert!(written.contains(element), "{written}");
    shown(&rules)
}

fn uri(text: &str) -> AnyUri {
    text.parse().unwrap()
}

/// RFC 5025 §6.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<cr:ruleset xmlns="urn:ietf:params:xml:ns:pres-rules"
 xmlns:pr="urn:ietf:params:xml:ns:pres-rules"
 xmlns:cr="urn:ietf:params:xml:ns:common-policy">
 <cr:rule id="a">
  <cr:conditions>
   <cr:identity>
    <cr:one id="sip:user@example.com"/>
   </cr:identity>
  </cr:conditions>
  <cr:actions>
   <pr:sub-handling>allow</pr:sub-handling>
  </cr:actions>
  <cr:transformations>
   <pr:provide-services>
     <pr:service-uri-scheme>sip</pr:service-uri-scheme>
     <pr:service-uri-scheme>mailto</pr:service-uri-scheme>
   </pr:provide-services>
   <pr:provide-persons>
     <pr:all-persons/>
   </pr:provide-persons>
   <pr:provide-activities>true</pr:provide-activities>
   <pr:provide-user-input>bare</pr:provide-user-input>
    <pr:provide-unknown-attribute
     ns="urn:vendor-specific:foo-namespace"
     name="foo">true</pr:provide-unknown-attribute>
  </cr:transformations>
 </cr:rule>
</cr:ruleset>
"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let rules = strict(EXAMPLE).unwrap();
    assert_eq!(rules.rules.len(), 1);
    let rule = &rules.rules[0];
    assert_eq!(rule.id, "a");
    let conditions = &rule.conditions.as_ref().unwrap().conditions;
    let user = Entities::One(One::new(uri("sip:user@example.com")));
    assert_eq!(conditions.as_slice(), [Condition::Identity(user.into())]);
    let actions = &rule.actions.as_ref().unwrap().extensions;
    assert_eq!(actions.len(), 1);
    assert_eq!(actions.get::<SubHandling>().unwrap().value, SubHandlingValue::Allow);
    let shown = &rule.transformations.as_ref().unwrap().extensions;
    assert_eq!(shown.len(), 5);
    let services = shown.get::<ProvideServices>().unwrap();
    assert_eq!(
        services.services.as_slice(),
        [
            ServiceSelector::ServiceUriScheme(Token::new("sip")),
            ServiceSelector::ServiceUriScheme(Token::new("mailto")),
        ]
    );
    let persons = shown.get::<ProvidePersons>().unwrap();
    assert_eq!(persons.persons.as_slice(), [PersonSelector::AllPersons]);
    let activities = shown.get::<ProvideAttribute>().unwrap();
    assert_eq!(activities, &ProvideAttribute::Activities(BooleanPermission::from(true)));
    let input = shown.get::<ProvideUserInput>().unwrap();
    assert_eq!(input.value, ProvideUserInputValue::Bare);
    let unknown = shown.get::<ProvideUnknownAttribute>().unwrap();
    assert_eq!(unknown.ns, "urn:vendor-specific:foo-namespace");
    assert_eq!(unknown.name, "foo");
    assert!(unknown.value);
    assert_eq!(shown.get::<ProvideDevices>(), None);
    assert_eq!(shown.get::<ProvideAllAttributes>(), None);
}

#[test]
fn documents_round_trip() {
    let rules = strict(EXAMPLE).unwrap();
    let xml = CommonPolicy::to_xml(&rules).unwrap();
    assert_eq!(
        xml,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\" \
         xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\"><cp:rule id=\"a\"><cp:conditions>\
         <cp:identity><cp:one id=\"sip:user@example.com\"/></cp:identity></cp:conditions>\
         <cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions><cp:transformations>\
         <pr:provide-services><pr:service-uri-scheme>sip</pr:service-uri-scheme>\
         <pr:service-uri-scheme>mailto</pr:service-uri-scheme></pr:provide-services>\
         <pr:provide-persons><pr:all-persons/></pr:provide-persons>\
         <pr:provide-activities>true</pr:provide-activities>\
         <pr:provide-user-input>bare</pr:provide-user-input>\
         <pr:provide-unknown-attribute ns=\"urn:vendor-specific:foo-namespace\" name=\"foo\">true\
         </pr:provide-unknown-attribute></cp:transformations></cp:rule></cp:ruleset>\n"
    );
    assert_eq!(strict(&xml).unwrap(), rules);
    let pretty = CommonPolicy::to_xml_pretty(&rules).unwrap();
    assert_eq!(strict(&pretty).unwrap(), rules);
}

#[test]
fn a_built_rule_equals_the_one_that_is_read() {
    let scheme = |scheme| ServiceSelector::ServiceUriScheme(Token::new(scheme));
    let rule = Rule::new("a".parse().unwrap())
        .when(Identity::one(uri("sip:user@example.com")))
        .allow(SubHandling::from(SubHandlingValue::Allow))
        .show(ProvideServices::from_iter([scheme("sip"), scheme("mailto")]))
        .show(ProvidePersons::from_iter([PersonSelector::AllPersons]))
        .show(ProvideAttribute::Activities(true.into()))
        .show(ProvideUserInput::from(ProvideUserInputValue::Bare))
        .show(ProvideUnknownAttribute::new("urn:vendor-specific:foo-namespace", "foo"));
    assert_eq!(RuleSet::from_iter([rule]), strict(EXAMPLE).unwrap());
}

/// RFC 5025 §3.2.1: the values and their numbers. xs:token: white space around them does not count.
#[test]
fn sub_handling() {
    for (word, value, priority) in [
        ("block", SubHandlingValue::Block, 0),
        ("confirm", SubHandlingValue::Confirm, 10),
        ("polite-block", SubHandlingValue::PoliteBlock, 20),
        ("allow", SubHandlingValue::Allow, 30),
    ] {
        let presence = format!("<pr:sub-handling>{word}</pr:sub-handling>");
        let dialog = format!("<dr:sub-handling>{word}</dr:sub-handling>");
        let padded = format!("<pr:sub-handling>\n {word}\t</pr:sub-handling>{dialog}");
        let rules = strict(&document(&padded, "")).unwrap();
        let actions = &rules.rules[0].actions.as_ref().unwrap().extensions;
        assert_eq!(actions.get::<SubHandling>(), Some(&SubHandling::from(value)), "{word}");
        let found = actions.get::<dialog_rules::SubHandling>();
        assert_eq!(found, Some(&dialog_rules::SubHandling::from(value)), "{word}");
        let written = CommonPolicy::to_xml(&rules).unwrap();
        assert!(written.contains(&format!("{presence}{dialog}")), "{written}");
        assert_eq!(value.priority(), priority);
    }
    for word in ["Allow", "politeblock", "polite block", "", "x"] {
        for prefix in ["pr", "dr"] {
            let action = format!("<{prefix}:sub-handling>{word}</{prefix}:sub-handling>");
            let error = strict(&document(&action, "")).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidValue, "{word}");
        }
    }
    assert_eq!(SubHandlingValue::default(), SubHandlingValue::Block);
    assert!(SubHandlingValue::Confirm < SubHandlingValue::PoliteBlock);
}

/// RFC 5025 §3.3.2.12. xs:string: white space around the words does count.
#[test]
fn user_input() {
    for (word, value, priority) in [
        ("false", ProvideUserInputValue::False, 0),
        ("bare", ProvideUserInputValue::Bare, 10),
        ("thresholds", ProvideUserInputValue::Thresholds, 20),
        ("full", ProvideUserInputValue::Full, 30),
    ] {
        let element = format!("<pr:provide-user-input>{word}</pr:provide-user-input>");
        assert_eq!(same::<ProvideUserInput>(&element).value, value);
        assert_eq!(value.priority(), priority);
        let padded = document("", &element.replace(word, &format!(" {word} ")));
        let error = strict(&padded).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue);
        let reading = tolerant(&padded);
        assert_eq!(shown::<ProvideUserInput>(&reading.document).value, value);
    }
    for word in ["true", "Bare", "threshold", ""] {
        let element = format!("<pr:provide-user-input>{word}</pr:provide-user-input>");
        assert!(ProvideUserInputValue::parse(word).is_err(), "{word}");
        assert!(strict(&document("", &element)).is_err(), "{word}");
    }
    assert_eq!(ProvideUserInputValue::default(), ProvideUserInputValue::False);
}

type Permission = (&'static str, fn(BooleanPermission) -> ProvideAttribute);

/// RFC 5025 §3.3.2.1 to §3.3.2.11 and §3.3.2.13.
const PERMISSIONS: [Permission; 12] = [
    ("provide-activities", ProvideAttribute::Activities),
    ("provide-class", ProvideAttribute::Class),
    ("provide-deviceID", ProvideAttribute::DeviceId),
    ("provide-mood", ProvideAttribute::Mood),
    ("provide-place-is", ProvideAttribute::PlaceIs),
    ("provide-place-type", ProvideAttribute::PlaceType),
    ("provide-privacy", ProvideAttribute::Privacy),
    ("provide-relationship", ProvideAttribute::Relationship),
    ("provide-sphere", ProvideAttribute::Sphere),
    ("provide-status-icon", ProvideAttribute::StatusIcon),
    ("provide-time-offset", ProvideAttribute::TimeOffset),
    ("provide-note", ProvideAttribute::Note),
];

/// `false` is false. In Python, `Boolean('false')` was true, and showed hidden attributes.
#[test]
fn permissions() {
    for (name, attribute) in PERMISSIONS {
        for (text, value) in [("true", true), ("1", true), ("false", false), (" 0 ", false)] {
            let element = format!("<pr:{name}>{text}</pr:{name}>");
            let rules = strict(&document("", &element)).unwrap();
            assert_eq!(shown::<ProvideAttribute>(&rules), attribute(value.into()), "{element}");
            let written = CommonPolicy::to_xml(&rules).unwrap();
            let canonical = format!("<pr:{name}>{value}</pr:{name}>");
            assert!(written.contains(&canonical), "{written}");
        }
        for text in ["", "yes", "True", "2"] {
            let element = format!("<pr:{name}>{text}</pr:{name}>");
            assert!(strict(&document("", &element)).is_err(), "{element}");
        }
    }
    let names: Vec<_> = PERMISSIONS.iter().map(|(name, _)| *name).collect();
    let known: Vec<_> = ProvideAttribute::NAMES.iter().map(Name::local).collect();
    assert_eq!(known, names);
}

/// A value that is not a boolean and cannot be recovered grants nothing.
#[test]
fn unreadable_permissions_are_kept() {
    let element = "<pr:provide-mood>perhaps</pr:provide-mood>";
    let rules = tolerant(&document("", element)).document;
    let shown = &rules.rules[0].transformations.as_ref().unwrap().extensions;
    assert_eq!(shown.get::<ProvideAttribute>(), None);
    assert_eq!(shown.unexpected_elements().count(), 1);
    assert!(CommonPolicy::to_xml(&rules).unwrap().contains(element));
}

#[test]
fn unknown_attributes_and_all() {
    let element = "<pr:provide-unknown-attribute ns=\"urn:x\" name=\"colour\">false\
                   </pr:provide-unknown-attribute>";
    let unknown = same::<ProvideUnknownAttribute>(element);
    assert_eq!((unknown.name.as_str(), unknown.ns.as_str()), ("colour", "urn:x"));
    assert!(!unknown.value);
    let granted = ProvideUnknownAttribute::new("urn:x", "colour");
    assert_eq!(ProvideUnknownAttribute { value: true, ..unknown }, granted);
    assert_eq!(
        same::<ProvideAllAttributes>("<pr:provide-all-attributes/>"),
        ProvideAllAttributes::default()
    );
}

/// RFC 5025 §3.3.1.1.
#[test]
fn devices() {
    let read = same::<ProvideDevices>(
        "<pr:provide-devices><pr:deviceID>urn:uuid:1</pr:deviceID>\
         <pr:class>biz</pr:class><pr:occurrence-id>d1</pr:occurrence-id><x:near/>\
         <pr:class>home</pr:class></pr:provide-devices>",
    );
    assert_eq!(read.devices.len(), 5);
    assert_eq!(read.devices[0], DeviceSelector::DeviceId(uri("urn:uuid:1")));
    assert_eq!(read.devices[1], DeviceSelector::Class(Token::new("biz")));
    assert_eq!(read.devices[2], DeviceSelector::OccurrenceId(Token::new("d1")));
    assert!(matches!(&read.devices[3], DeviceSelector::Extension(_)));
    assert_eq!(read.devices[4], DeviceSelector::Class(Token::new("home")));
    let all = same("<pr:provide-devices><pr:all-devices/></pr:provide-devices>");
    assert_eq!(ProvideDevices::from_iter([DeviceSelector::AllDevices]), all);
    assert_eq!(ProvideDevices::default(), same("<pr:provide-devices/>"));
}

/// RFC 5025 §3.3.1.2.
#[test]
fn persons() {
    let read = same::<ProvidePersons>(
        "<pr:provide-persons><pr:occurrence-id>p1</pr:occurrence-id><x:awake/>\
         <pr:class>biz</pr:class></pr:provide-persons>",
    );
    assert_eq!(read.persons.len(), 3);
    assert_eq!(read.persons[0], PersonSelector::OccurrenceId(Token::new("p1")));
    assert!(matches!(&read.persons[1], PersonSelector::Extension(_)));
    assert_eq!(read.persons[2], PersonSelector::Class(Token::new("biz")));
    let all = same("<pr:provide-persons><pr:all-persons/></pr:provide-persons>");
    assert_eq!(ProvidePersons::from_iter([PersonSelector::AllPersons]), all);
    assert_eq!(ProvidePersons::default(), same("<pr:provide-persons/>"));
}

/// RFC 5025 §3.3.1.3.
#[test]
fn services() {
    let read = same::<ProvideServices>(
        "<pr:provide-services><pr:service-uri>sip:a@b</pr:service-uri>\
         <pr:service-uri-scheme>SIP</pr:service-uri-scheme><pr:class>biz</pr:class>\
         <pr:occurrence-id>t1</pr:occurrence-id><x:cheap/></pr:provide-services>",
    );
    assert_eq!(read.services.len(), 5);
    assert_eq!(read.services[0], ServiceSelector::ServiceUri(uri("sip:a@b")));
    assert_eq!(read.services[1], ServiceSelector::ServiceUriScheme(Token::new("SIP")));
    assert_eq!(read.services[2], ServiceSelector::Class(Token::new("biz")));
    assert_eq!(read.services[3], ServiceSelector::OccurrenceId(Token::new("t1")));
    assert!(matches!(&read.services[4], ServiceSelector::Extension(_)));
    let all = same("<pr:provide-services><pr:all-services/></pr:provide-services>");
    assert_eq!(ProvideServices::from_iter([ServiceSelector::AllServices]), all);
    assert_eq!(ProvideServices::default(), same("<pr:provide-services/>"));
}

/// The schema has `all-*` on the other side of a choice.
#[test]
fn all_excludes_other_selectors() {
    for what in ["devices", "persons", "services"] {
        for other in ["<pr:class>c</pr:class>", "<x:e/>", &format!("<pr:all-{what}/>")] {
            for content in [format!("<pr:all-{what}/>{other}"), format!("{other}<pr:all-{what}/>")]
            {
                let element = format!("<pr:provide-{what}>{content}</pr:provide-{what}>");
                let xml = document("", &element);
                assert!(strict(&xml).is_err(), "{element}");
                let reading = tolerant(&xml);
                assert_eq!(reading.diagnostics.len(), 1, "{element}");
                let written = CommonPolicy::to_xml(&reading.document).unwrap();
                assert!(written.contains(&element), "{written}");
            }
        }
    }
    let both = [DeviceSelector::AllDevices, DeviceSelector::Class(Token::new("c"))];
    let rule = Rule::new("r".parse().unwrap()).show(ProvideDevices::from_iter(both));
    let error = CommonPolicy::to_xml(&RuleSet::from_iter([rule])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotWritable);
}

/// python3-sipsimple and others omit an r.
#[test]
fn the_wrong_spelling_of_occurrence_is_understood_and_written_right() {
    fn check<T: ExtensionOf<Transformations> + Clone + PartialEq>(what: &str, expected: &T) {
        let wrong =
            format!("<pr:provide-{what}><pr:occurence-id>o1</pr:occurence-id></pr:provide-{what}>");
        let xml = document("", &wrong);
        let path = format!("/ruleset/rule/transformations/pr:provide-{what}/occurence-id");
        let misspelt = [(ErrorKind::Misspelt, path.as_str())];
        assert_eq!(found(strict(&xml).unwrap_err().diagnostics()), misspelt);
        let reading = tolerant(&xml);
        assert_eq!(found(&reading.diagnostics), misspelt);
        assert!(shown::<T>(&reading.document) == *expected, "{what}");
        let written = CommonPolicy::to_xml(&reading.document).unwrap();
        assert!(written.contains(&wrong.replace("occurence", "occurrence")), "{written}");
        assert!(strict(&written).is_ok());
    }
    let id = || Token::new("o1");
    check("devices", &ProvideDevices::from_iter([DeviceSelector::OccurrenceId(id())]));
    check("persons", &ProvidePersons::from_iter([PersonSelector::OccurrenceId(id())]));
    check("services", &ProvideServices::from_iter([ServiceSelector::OccurrenceId(id())]));
}

#[test]
fn selectors_select_what_they_are_for() {
    for element in [
        "<pr:provide-persons><pr:deviceID>urn:x</pr:deviceID></pr:provide-persons>",
        "<pr:provide-services><pr:deviceID>urn:x</pr:deviceID></pr:provide-services>",
        "<pr:provide-devices><pr:service-uri>sip:a@b</pr:service-uri></pr:provide-devices>",
        "<pr:provide-devices><pr:all-persons/></pr:provide-devices>",
    ] {
        let error = strict(&document("", element)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedElement, "{element}");
        let written = CommonPolicy::to_xml(&tolerant(&document("", element)).document).unwrap();
        assert!(written.contains(element), "{written}");
    }
}

#[test]
fn each_required_attribute_is_missed() {
    for attribute in ["name='n'", "ns='urn:x'"] {
        let element = format!(
            "<pr:provide-unknown-attribute {attribute}>true</pr:provide-unknown-attribute>"
        );
        let path = "/ruleset/rule/transformations/pr:provide-unknown-attribute";
        let missing = [(ErrorKind::MissingAttribute, path)];
        let xml = document("", &element);
        assert_eq!(found(strict(&xml).unwrap_err().diagnostics()), missing);
        let reading = tolerant(&xml);
        assert_eq!(found(&reading.diagnostics), missing);
        let read = shown::<ProvideUnknownAttribute>(&reading.document);
        let expected = match attribute {
            "name='n'" => ProvideUnknownAttribute::new("", "n"),
            _ => ProvideUnknownAttribute::new("urn:x", ""),
        };
        assert_eq!(read, expected);
    }
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let transformations = "<pr:provide-persons x:k=\"1\"><pr:class x:k=\"2\">c</pr:class>\
        <pr:colour/></pr:provide-persons><pr:provide-note x:k=\"3\">true</pr:provide-note>\
        <pr:provide-all-attributes x:k=\"4\"/><pr:provide-shoes>true</pr:provide-shoes>\
        <x:blur/>";
    let actions = "<pr:sub-handling x:k=\"5\">allow</pr:sub-handling><pr:ring/><x:e/>";
    let xml = document(actions, transformations);
    assert!(strict(&xml).is_err());
    let rules = tolerant(&xml).document;
    let written = CommonPolicy::to_xml(&rules).unwrap();
    assert!(written.contains(transformations), "{written}");
    assert!(written.contains(actions), "{written}");
    assert_eq!(tolerant(&written).document, rules);
    // Names of the vocabulary that nobody knows are allowed where the schema has a wildcard.
    let fine = strict(&document("<pr:ring/>", "<pr:provide-shoes>true</pr:provide-shoes>"));
    assert_eq!(fine.unwrap().rules[0].actions.as_ref().unwrap().extensions.raw().count(), 1);
}

#[test]
fn names_are_those_of_the_schema() {
    let names = [
        SubHandling::NAME,
        ProvideDevices::NAME,
        ProvidePersons::NAME,
        ProvideServices::NAME,
        ProvideUserInput::NAME,
        ProvideUnknownAttribute::NAME,
        ProvideAllAttributes::NAME,
    ];
    let locals = names.map(|name| name.local());
    assert!(names.iter().all(|n| n.namespace().uri() == "urn:ietf:params:xml:ns:pres-rules"));
    assert_eq!(
        locals,
        [
            "sub-handling",
            "provide-devices",
            "provide-persons",
            "provide-services",
            "provide-user-input",
            "provide-unknown-attribute",
            "provide-all-attributes",
        ]
    );
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<(SubHandling, ProvideDevices, ProvidePersons, ProvideServices)>();
    is_shared::<(ProvideAttribute, ProvideUserInput, ProvideUnknownAttribute)>();
}
