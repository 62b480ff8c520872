//! Tests of the extensions of OMA, from their schemas.

use sip_payloads_testkit::{RegistryOf, found};
use sip_policy::common_policy::{CommonPolicy, Condition, Conditions, Rule, RuleSet};
use sip_policy::pres_rules::{BooleanPermission, PresRules, ProvideServices, ServiceSelector};
use sip_presence::{Basic, DataModel, Pidf, Presence};
use xml_app_core::{
    AnyUri, Error, ErrorKind, ExtensionOf, GlobalElement, Name, Reading, Registry, XmlApplication,
};

use crate::{
    AnonymousRequest, BarringState, Entry, ExternalList, Network, NetworkAvailability,
    NetworkState, Oma, OtherIdentity, OverridingWillingness, ProvideGeopriv, ProvideGeoprivValue,
    ProvideOmaAttribute, RegistrationState, ServiceDescription, ServiceId, ServiceState,
    SessionParticipation, Willingness,
};

fn registry() -> Registry {
    let registry = RegistryOf::new::<Pidf>().and::<CommonPolicy>();
    registry.with(DataModel).with(PresRules).with(Oma).build()
}

fn tolerant<A: XmlApplication>(xml: &str) -> Reading<A::Root> {
    sip_payloads_testkit::tolerant::<A>(&registry(), xml)
}

fn strict<A: XmlApplication>(xml: &str) -> Result<A::Root, Error> {
    sip_payloads_testkit::strict::<A>(&registry(), xml)
}

/// Authorization documents with the prefixes that are written.
fn policy(conditions: &str, transformations: &str) -> String {
    format!(
        "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:x='urn:x' \
         xmlns:pr='urn:ietf:params:xml:ns:pres-rules' xmlns:ocp='urn:oma:xml:xdm:common-policy' \
         xmlns:opr='urn:oma:xml:prs:pres-rules'><cp:rule id='r'>\
         <cp:conditions>{conditions}</cp:conditions>\
         <cp:transformations>{transformations}</cp:transformations></cp:rule></cp:ruleset>"
    )
}

/// Presence documents with the prefixes that are written.
fn presence(tuple: &str, person: &str, device: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:x='urn:x' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:op='urn:oma:xml:prs:pidf:oma-pres' entity='sip:a@example.com'><tuple id='t'>\
         <status><basic>open</basic></status>{tuple}</tuple>\
         <dm:person id='p'>{person}</dm:person><dm:device id='d'>{device}\
         <dm:deviceID>urn:x</dm:deviceID></dm:device></presence>"
    )
}

fn uri(text: &str) -> AnyUri {
    text.parse().unwrap()
}

/// The conditions of the only rule that are of this type.
fn conditions<T: ExtensionOf<Conditions> + Clone>(rules: &RuleSet) -> Vec<T> {
    let conditions = rules.rules[0].conditions.as_ref().unwrap().conditions.iter();
    let typed = conditions.filter_map(|condition| match condition {
        Condition::Extension(extension) => extension.get::<T>().cloned(),
        _ => None,
    });
    typed.collect()
}

/// A rule such as OMA's servers hold, of our own writing.
const RULES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"
    xmlns:pr="urn:ietf:params:xml:ns:pres-rules" xmlns:ocp="urn:oma:xml:xdm:common-policy"
    xmlns:opr="urn:oma:xml:prs:pres-rules">
  <cp:rule id="lists">
    <cp:conditions>
      <ocp:other-identity/>
      <ocp:anonymous-request/>
      <ocp:external-list>
        <ocp:entry anc="http://xcap.example.com/lists/a"/>
        <ocp:entry/>
      </ocp:external-list>
    </cp:conditions>
    <cp:transformations>
      <pr:provide-services>
        <opr:service-id>org.example:chat</opr:service-id>
      </pr:provide-services>
      <opr:provide-willingness>true</opr:provide-willingness>
      <opr:provide-geopriv>full</opr:provide-geopriv>
    </cp:transformations>
  </cp:rule>
</cp:ruleset>
"#;

#[test]
fn rules_are_read_field_by_field() {
    let rules = strict::<CommonPolicy>(RULES).unwrap();
    assert_eq!(conditions::<OtherIdentity>(&rules), [OtherIdentity::default()]);
    assert_eq!(conditions::<AnonymousRequest>(&rules), [AnonymousRequest::default()]);
    let lists = conditions::<ExternalList>(&rules);
    assert_eq!(lists.len(), 1);
    assert_eq!(lists[0].entries.len(), 2);
    assert_eq!(lists[0].entries[0].anc, Some(uri("http://xcap.example.com/lists/a")));
    assert_eq!(lists[0].entries[1], Entry::default());
    let shown = &rules.rules[0].transformations.as_ref().unwrap().extensions;
    assert_eq!(shown.len(), 3);
    let services = shown.get::<ProvideServices>().unwrap();
    let [ServiceSelector::Extension(service)] = services.services.as_slice() else {
        panic!("{services:?}");
    };
    assert_eq!(service.get::<ServiceId>(), Some(&ServiceId::from("org.example:chat")));
    let willingness = shown.get::<ProvideOmaAttribute>().unwrap();
    assert_eq!(willingness, &ProvideOmaAttribute::Willingness(true.into()));
    let location = shown.get::<ProvideGeopriv>().unwrap();
    assert_eq!(location.value, ProvideGeoprivValue::Full);
}

#[test]
fn rules_round_trip() {
    let rules = strict::<CommonPolicy>(RULES).unwrap();
    let pretty = CommonPolicy::to_xml_pretty(&rules).unwrap();
    assert_eq!(strict::<CommonPolicy>(&pretty).unwrap(), rules);
    let (_, content) = RULES.split_once("<cp:rule ").unwrap();
    assert!(pretty.ends_with(content), "{pretty}");
}

#[test]
fn built_rules_equal_those_that_are_read() {
    let lists = ExternalList::from_iter([uri("http://a.example"), uri("http://b.example")]);
    let rule = Rule::new("r".parse().unwrap())
        .when(Condition::extension(lists.clone()))
        .show(ProvideOmaAttribute::BarringState(false.into()))
        .show(ProvideGeopriv::from(ProvideGeoprivValue::False));
    let xml = CommonPolicy::to_xml(&RuleSet::from_iter([rule])).unwrap();
    let expected = "<cp:conditions><ocp:external-list><ocp:entry anc=\"http://a.example\"/>\
        <ocp:entry anc=\"http://b.example\"/></ocp:external-list></cp:conditions>\
        <cp:transformations><opr:provide-barring-state>false</opr:provide-barring-state>\
        <opr:provide-geopriv>false</opr:provide-geopriv></cp:transformations>";
    assert!(xml.contains(expected), "{xml}");
    assert_eq!(conditions::<ExternalList>(&strict::<CommonPolicy>(&xml).unwrap()), [lists]);
}

type Permission = (&'static str, fn(BooleanPermission) -> ProvideOmaAttribute);

const PERMISSIONS: [Permission; 5] = [
    ("provide-willingness", ProvideOmaAttribute::Willingness),
    ("provide-network-availability", ProvideOmaAttribute::NetworkAvailability),
    ("provide-session-participation", ProvideOmaAttribute::SessionParticipation),
    ("provide-registration-state", ProvideOmaAttribute::RegistrationState),
    ("provide-barring-state", ProvideOmaAttribute::BarringState),
];

#[test]
fn permissions() {
    for (name, attribute) in PERMISSIONS {
        for (text, value) in [("true", true), ("1", true), ("false", false), (" 0 ", false)] {
            let xml = policy("", &format!("<opr:{name}>{text}</opr:{name}>"));
            let rules = strict::<CommonPolicy>(&xml).unwrap();
            let shown = &rules.rules[0].transformations.as_ref().unwrap().extensions;
            let read = shown.get::<ProvideOmaAttribute>();
            assert_eq!(read, Some(&attribute(value.into())), "{name}: {text}");
            let written = CommonPolicy::to_xml(&rules).unwrap();
            assert!(written.contains(&format!("<opr:{name}>{value}</opr:{name}>")), "{written}");
        }
        let xml = policy("", &format!("<opr:{name}>yes</opr:{name}>"));
        assert_eq!(strict::<CommonPolicy>(&xml).unwrap_err().kind(), ErrorKind::InvalidValue);
    }
    let names: Vec<_> = PERMISSIONS.iter().map(|(name, _)| *name).collect();
    let known: Vec<_> = ProvideOmaAttribute::NAMES.iter().map(Name::local).collect();
    assert_eq!(known, names);
}

/// `xs:string`: white space around the words does count.
#[test]
fn geopriv_is_false_or_full() {
    for (word, value) in
        [("false", ProvideGeoprivValue::False), ("full", ProvideGeoprivValue::Full)]
    {
        let element = format!("<opr:provide-geopriv>{word}</opr:provide-geopriv>");
        let rules = strict::<CommonPolicy>(&policy("", &element)).unwrap();
        let shown = &rules.rules[0].transformations.as_ref().unwrap().extensions;
        assert_eq!(shown.get::<ProvideGeopriv>(), Some(&ProvideGeopriv::from(value)));
        assert!(CommonPolicy::to_xml(&rules).unwrap().contains(&element));
    }
    for word in ["true", "bare", " full", ""] {
        let element = format!("<opr:provide-geopriv>{word}</opr:provide-geopriv>");
        let error = strict::<CommonPolicy>(&policy("", &element)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidValue, "{word:?}");
    }
    assert_eq!(ProvideGeoprivValue::default(), ProvideGeoprivValue::False);
}

/// Only an entry takes foreign attributes.
#[test]
fn unknown_children_and_attributes_of_rules_are_kept() {
    let conditions = "<ocp:other-identity x:k=\"1\"/><ocp:external-list x:k=\"2\">\
        <ocp:entry x:k=\"3\"/><ocp:colour/></ocp:external-list><ocp:moon/>";
    let transformations = "<pr:provide-services><opr:service-id x:k=\"4\"> a </opr:service-id>\
        </pr:provide-services><opr:provide-geopriv x:k=\"5\">full</opr:provide-geopriv>\
        <opr:provide-shoes/>";
    let xml = policy(conditions, transformations);
    let rule = "/ruleset/rule";
    let error = strict::<CommonPolicy>(&xml).unwrap_err();
    let refused: Vec<_> = error.diagnostics().iter().filter(|found| found.is_error()).collect();
    let refused: Vec<_> = refused.iter().map(|found| (found.kind(), found.path())).collect();
    let attribute = ErrorKind::UnexpectedAttribute;
    let shown = format!("{rule}/transformations");
    assert_eq!(
        refused,
        [
            (attribute, format!("{rule}/conditions/ocp:other-identity/@x:k").as_str()),
            (attribute, &format!("{rule}/conditions/ocp:external-list/@x:k")),
            (ErrorKind::UnexpectedElement, &format!("{rule}/conditions/ocp:external-list/colour")),
            (attribute, &format!("{shown}/pr:provide-services/opr:service-id/@x:k")),
            (attribute, &format!("{shown}/opr:provide-geopriv/@x:k")),
        ]
    );
    let rules = tolerant::<CommonPolicy>(&xml).document;
    let written = CommonPolicy::to_xml(&rules).unwrap();
    assert!(written.contains(conditions) && written.contains(transformations), "{written}");
    assert_eq!(tolerant::<CommonPolicy>(&written).document, rules);
}

const TUPLE: &str = "<op:willingness><op:basic>open</op:basic></op:willingness>\
    <op:session-participation><op:basic>closed</op:basic></op:session-participation>\
    <op:registration-state>active</op:registration-state>\
    <op:barring-state>terminated</op:barring-state>\
    <op:service-description><op:service-id>org.example:chat</op:service-id>\
    <op:version>1.0</op:version><op:description>talk in writing</op:description>\
    </op:service-description>";
const PERSON: &str = "<op:overriding-willingness><op:basic>closed</op:basic>\
    </op:overriding-willingness>";
const DEVICE: &str = "<op:network-availability><op:network id=\"IMS\"><op:active/></op:network>\
    <op:network id=\"CS\"><op:terminated/></op:network><op:network id=\"PS\"/>\
    </op:network-availability>";

#[test]
fn presence_is_read_field_by_field() {
    let presence = strict::<Pidf>(&presence(TUPLE, PERSON, DEVICE)).unwrap();
    let tuple = &presence.tuples[0].extensions;
    assert_eq!(tuple.len(), 5);
    assert_eq!(tuple.get::<Willingness>(), Some(&Willingness::from(Basic::Open)));
    let session = tuple.get::<SessionParticipation>();
    assert_eq!(session, Some(&SessionParticipation::from(Basic::Closed)));
    let registration = tuple.get::<RegistrationState>();
    assert_eq!(registration, Some(&RegistrationState::from(ServiceState::Active)));
    let barring = tuple.get::<BarringState>();
    assert_eq!(barring, Some(&BarringState::from(ServiceState::Terminated)));
    let description = tuple.get::<ServiceDescription>().unwrap();
    let described = ServiceDescription {
        description: Some("talk in writing".into()),
        ..ServiceDescription::new("org.example:chat", "1.0")
    };
    assert_eq!(description, &described);
    let person = &presence.person().unwrap().extensions;
    let overriding = person.get::<OverridingWillingness>();
    assert_eq!(overriding, Some(&OverridingWillingness::from(Basic::Closed)));
    let device = presence.devices().next().unwrap();
    let networks = &device.extensions.get::<NetworkAvailability>().unwrap().networks;
    let networks: Vec<_> = networks.iter().map(|network| (&network.id, network.state)).collect();
    assert_eq!(
        networks,
        [
            (&"IMS".into(), Some(NetworkState::Active)),
            (&"CS".into(), Some(NetworkState::Terminated)),
            (&"PS".into(), None),
        ]
    );
}

#[test]
fn presence_round_trips() {
    let read = strict::<Pidf>(&presence(TUPLE, PERSON, DEVICE)).unwrap();
    let written = Pidf::to_xml(&read).unwrap();
    for part in [TUPLE, PERSON, DEVICE] {
        assert!(written.contains(part), "{written}");
    }
    assert_eq!(strict::<Pidf>(&written).unwrap(), read);
}

/// The schema lets these be empty.
#[test]
fn willingness_is_optional() {
    let empty = "<op:willingness/><op:session-participation/>";
    let read = strict::<Pidf>(&presence(empty, "<op:overriding-willingness/>", "")).unwrap();
    let tuple = &read.tuples[0].extensions;
    assert_eq!(tuple.get::<Willingness>(), Some(&Willingness::default()));
    assert_eq!(tuple.get::<SessionParticipation>(), Some(&SessionParticipation::default()));
    let person = &read.person().unwrap().extensions;
    assert_eq!(person.get::<OverridingWillingness>(), Some(&OverridingWillingness::default()));
}

/// All enumerations are of `xs:string`: white space around the words does count.
#[test]
fn words_of_presence() {
    for (element, words) in [
        ("registration-state", ["active", "terminated"]),
        ("barring-state", ["active", "terminated"]),
        ("willingness", ["open", "closed"]),
        ("session-participation", ["open", "closed"]),
    ] {
        for word in words {
            let text = |word: &str| match element {
                "willingness" | "session-participation" => {
                    format!("<op:{element}><op:basic>{word}</op:basic></op:{element}>")
                }
                _ => format!("<op:{element}>{word}</op:{element}>"),
            };
            let read = strict::<Pidf>(&presence(&text(word), "", "")).unwrap();
            assert!(Pidf::to_xml(&read).unwrap().contains(&text(word)), "{element}: {word}");
            for wrong in [format!(" {word}"), word.to_uppercase(), "maybe".to_owned()] {
                let error = strict::<Pidf>(&presence(&text(&wrong), "", "")).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::InvalidValue, "{element}: {wrong}");
            }
        }
    }
}

#[test]
fn each_required_part_of_presence_is_missed() {
    for (tuple, device, kind, path) in [
        (
            "<op:service-description><op:version>1</op:version></op:service-description>",
            "",
            ErrorKind::MissingElement,
            "/presence/tuple/op:service-description",
        ),
        (
            "<op:service-description><op:service-id>a</op:service-id></op:service-description>",
            "",
            ErrorKind::MissingElement,
            "/presence/tuple/op:service-description",
        ),
        (
            "<op:registration-state/>",
            "",
            ErrorKind::InvalidValue,
            "/presence/tuple/op:registration-state",
        ),
        (
            "",
            "<op:network-availability/>",
            ErrorKind::MissingElement,
            "/presence/dm:device/op:network-availability",
        ),
        (
            "",
            "<op:network-availability><op:network/></op:network-availability>",
            ErrorKind::MissingAttribute,
            "/presence/dm:device/op:network-availability/network",
        ),
        (
            "",
            "<op:network-availability><op:network id='a'><op:active/><op:terminated/>\
             </op:network></op:network-availability>",
            ErrorKind::TooMany,
            "/presence/dm:device/op:network-availability/network/terminated",
        ),
    ] {
        let xml = presence(tuple, "", device);
        assert_eq!(found(strict::<Pidf>(&xml).unwrap_err().diagnostics()), [(kind, path)]);
        assert_eq!(found(&tolerant::<Pidf>(&xml).diagnostics), [(kind, path)]);
    }
}

/// Everything of OMA's presence takes foreign attributes, and foreign elements at the end.
#[test]
fn unknown_children_and_attributes_of_presence_are_kept() {
    let tuple = "<op:willingness x:k=\"1\"><op:basic>open</op:basic><x:e/></op:willingness>\
        <op:registration-state x:k=\"2\">active</op:registration-state>\
        <op:service-description x:k=\"3\"><op:service-id>a</op:service-id>\
        <op:version>1</op:version><x:e/></op:service-description>";
    let person = "<op:overriding-willingness x:k=\"4\"><x:e/></op:overriding-willingness>";
    let device = "<op:network-availability x:k=\"5\"><op:network id=\"a\" x:k=\"6\"><op:active/>\
        <x:e/></op:network><x:e/></op:network-availability>";
    let read = strict::<Pidf>(&presence(tuple, person, device)).unwrap();
    let written = Pidf::to_xml(&read).unwrap();
    for part in [tuple, person, device] {
        assert!(written.contains(part), "{written}");
    }
    let own = "<op:willingness><op:colour/></op:willingness>";
    let path = "/presence/tuple/op:willingness/colour";
    let error = strict::<Pidf>(&presence(own, "", "")).unwrap_err();
    assert_eq!(found(error.diagnostics()), [(ErrorKind::UnexpectedElement, path)]);
    let read: Presence = tolerant::<Pidf>(&presence(own, "", "")).document;
    assert!(Pidf::to_xml(&read).unwrap().contains(own));
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<(OtherIdentity, AnonymousRequest, ExternalList, ServiceId, ProvideGeopriv)>();
    is_shared::<(ServiceDescription, Willingness, NetworkAvailability, Network)>();
}
