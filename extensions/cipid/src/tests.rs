//! Tests of CIPID, from RFC 4482 and of its schema.

use sip_presence::{DataModel, Person, Pidf, Tuple};
use xml_app_core::{AnyUri, ErrorKind, ExtensionOf, XmlApplication};

use crate::{Card, Cipid, DisplayName, Homepage, Icon, Map, Sound};

sip_payloads_testkit::reading!(Pidf, DataModel, Cipid);

fn document(content: &str) -> String {
    sip_payloads_testkit::presence("xmlns:c='urn:ietf:params:xml:ns:pidf:cipid'", content)
}

fn in_person(content: &str) -> String {
    document(&sip_payloads_testkit::person(content))
}

fn in_tuple(content: &str) -> String {
    document(&sip_payloads_testkit::tuple(content))
}

/// RFC 4482 §4, the first, with the end tag of display-name that the RFC forgets, and the second
/// tuple of the second.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf"
     xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
     xmlns:c="urn:ietf:params:xml:ns:pidf:cipid"
     entity="pres:someone@example.com">

  <tuple id="bs78">
    <status>
       <basic>closed</basic>
    </status>
    <c:card>http://example.com/~assistant/card.vcd</c:card>
    <c:homepage>http://example.com/~assistant</c:homepage>
    <contact priority="0.1">im:assistant@example.com</contact>
    <timestamp>2005-05-30T22:00:29Z</timestamp>
  </tuple>
  <dm:person id="p1">
    <c:card>http://example.com/~alice/card.vcd</c:card>
    <c:display-name>Alice Lewis</c:display-name>
    <c:homepage>http://example.com/~alice</c:homepage>
    <c:icon>http://example.com/~alice/me.png</c:icon>
    <c:map>http://example.com/~alice/gml-map.xml</c:map>
    <c:sound>http://example.com/~alice/hello.wav</c:sound>
    <dm:timestamp>2005-11-21T09:00:00+05:00</dm:timestamp>
  </dm:person>
</presence>"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    let person = &presence.person().unwrap().extensions;
    assert_eq!(person.get::<Card>().unwrap().uri, "http://example.com/~alice/card.vcd");
    assert_eq!(person.get::<DisplayName>().unwrap().text, "Alice Lewis");
    assert_eq!(person.get::<Homepage>().unwrap().uri, "http://example.com/~alice");
    assert_eq!(person.get::<Icon>().unwrap().uri, "http://example.com/~alice/me.png");
    assert_eq!(person.get::<Map>().unwrap().uri, "http://example.com/~alice/gml-map.xml");
    assert_eq!(person.get::<Sound>().unwrap().uri, "http://example.com/~alice/hello.wav");
    assert_eq!(person.len(), 6);

    let tuple = &presence.tuples[0].extensions;
    assert_eq!(tuple.get::<Card>().unwrap().uri, "http://example.com/~assistant/card.vcd");
    assert_eq!(tuple.get::<Homepage>().unwrap().uri, "http://example.com/~assistant");
    assert_eq!(tuple.get::<Icon>(), None);
    assert_eq!(tuple.len(), 2);
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    let pretty = Pidf::to_xml_pretty(&presence).unwrap();
    assert_eq!(strict(&pretty).unwrap(), presence);
    assert_eq!(strict(&Pidf::to_xml(&presence).unwrap()).unwrap(), presence);
    let (_, person) = EXAMPLE.split_once("<dm:person").unwrap();
    assert!(pretty.contains(person), "{pretty}");
}

/// Each element, on a person and on a tuple (RFC 4482 §1).
#[test]
fn uris() {
    fn check<T: ExtensionOf<Person> + ExtensionOf<Tuple> + From<AnyUri>>(name: &str) {
        let value = T::from("http://example.com/?a=%20&b=1".parse().unwrap());
        let xml = format!("<c:{name}>http://example.com/?a=%20&amp;b=1</c:{name}>");
        let presence = strict(&in_person(&xml)).unwrap();
        let person = presence.person().unwrap();
        assert_eq!(person.extensions.get::<T>(), Some(&value), "{name}");
        assert!(Pidf::to_xml(&presence).unwrap().contains(&xml), "{name}");
        let presence = strict(&in_tuple(&xml)).unwrap();
        assert_eq!(presence.tuples[0].extensions.get::<T>(), Some(&value), "{name}");
        assert!(Pidf::to_xml(&presence).unwrap().contains(&xml), "{name}");
    }
    check::<Card>("card");
    check::<Homepage>("homepage");
    check::<Icon>("icon");
    check::<Map>("map");
    check::<Sound>("sound");
}

#[test]
fn display_names_are_text() {
    for (xml, name) in [
        ("Alice", "Alice"),
        ("", ""),
        (" A  B ", " A  B "),
        ("&lt;A&gt; &amp; B", "<A> & B"),
        ("\u{10d}", "\u{10d}"),
    ] {
        let presence = strict(&in_person(&format!("<c:display-name>{xml}</c:display-name>")));
        let presence = presence.unwrap();
        let found = presence.person().unwrap().extensions.get::<DisplayName>();
        assert_eq!(found, Some(&DisplayName::from(name)));
        assert_eq!(strict(&Pidf::to_xml(&presence).unwrap()).unwrap(), presence);
    }
}

/// RFC 4482 §3: "each element may only appear at most once", and display names in §3.2: "multiple
/// display names, but only if they are labeled with different 'xml:lang' attributes".
#[test]
fn repeated_extensions_are_a_warning() {
    let warnings = |content: &str| -> Vec<String> {
        let reading = tolerant(&in_person(content));
        let found = reading.diagnostics.iter().filter(|found| !found.is_error());
        found.map(|found| format!("{} {}", found.path(), found.message())).collect()
    };
    let icon = "<c:icon>http://example.com/</c:icon>";
    let name = |lang: &str| format!("<c:display-name {lang}>A</c:display-name>");
    let (plain, english, french) = (name(""), name("xml:lang='en'"), name("xml:lang='fr'"));
    assert_eq!(warnings(&format!("{icon}{plain}")), [""; 0]);
    let icons = ["/presence/dm:person 2 icon elements where one is allowed (RFC 4482 §3)"];
    assert_eq!(warnings(&format!("{icon}{icon}")), icons);
    assert_eq!(warnings(&format!("{english}{french}")), [""; 0]);
    let names =
        ["/presence/dm:person 2 display-name elements not in different languages (RFC 4482 §3.2)"];
    for twice in [[&plain, &plain], [&english, &english], [&english, &plain]] {
        assert_eq!(warnings(&twice.map(String::as_str).concat()), names, "{twice:?}");
    }
    let english = name("xml:lang='EN'");
    assert_eq!(warnings(&format!("{english}{}", name("xml:lang='en'"))), names);
    let tuple = tolerant(&in_tuple(&format!("{icon}{icon}"))).diagnostics;
    assert_eq!(tuple.len(), 1);
}

/// The schema has no place for it.
#[test]
fn a_language_of_a_display_name_is_kept() {
    let element = "<c:display-name xml:lang=\"en\">Alice</c:display-name>";
    let xml = in_person(element);
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::UnexpectedAttribute);
    let reading = tolerant(&xml);
    let name = reading.document.person().unwrap().extensions.get::<DisplayName>().unwrap();
    assert_eq!(name.text, "Alice");
    assert_eq!(name.lang().unwrap().as_str(), "en");
    assert!(Pidf::to_xml(&reading.document).unwrap().contains(element));
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    for element in [
        "<c:icon x:k=\"1\">http://example.com/</c:icon>",
        "<c:icon>http://example.com/<x:e/></c:icon>",
        "<c:display-name><x:b>Alice</x:b></c:display-name>",
        "<c:card alt=\"card\">http://example.com/</c:card>",
    ] {
        let xml = in_person(element);
        assert!(strict(&xml).is_err(), "{element}");
        let reading = tolerant(&xml);
        assert!(!reading.is_valid());
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert_eq!(tolerant(&written).document, reading.document, "{element}: {written}");
        let inner = element.split_once("<x:").map_or("k=", |(_, inner)| inner);
        assert!(written.contains(inner) || written.contains("alt=\"card\""), "{written}");
    }
    // The schema has no such element, and the wildcard of the host is lax.
    let presence = strict(&in_person("<c:horoscope>good</c:horoscope>")).unwrap();
    assert_eq!(presence.person().unwrap().extensions.raw().count(), 1);
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<(Card, DisplayName, Homepage, Icon, Map, Sound)>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("Card", size_of::<Card>(), 48),
        ("DisplayName", size_of::<DisplayName>(), 56),
        ("Sound", size_of::<Sound>(), 48),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}
