//! Values of any kind are written and read back equal in strict mode.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use proptest::prelude::*;
use proptest::sample::select;
use sip_payloads::XmlApplication;
use sip_payloads::presence::{Basic, Contact, Note, Person, Pidf, Presence};
use sip_payloads::presence::{QValue, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, Feeling, Interval, Mood, TimeOffset};
use sip_payloads::xml::{ExtensionElement, RawAttribute, RawElement, RawName, RawNode};
use sip_payloads::{AnyUri, DateTime, ErrorKind, Id, Language, ReadOptions, WriteOptions};

/// Text with everything that writers and readers get wrong.
const PIECES: [&str; 32] = [
    "a",
    "b c",
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "]]>",
    "]]",
    "&amp;",
    "&#10;",
    "<!--",
    "-->",
    "<?x?>",
    "<![CDATA[",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "é",
    "\u{d7ff}",
    "\u{e000}",
    "\u{fffd}",
    "\u{10000}",
    "\u{10ffff}",
    "x:y",
];

const ILLEGAL: [char; 9] =
    ['\0', '\u{1}', '\u{8}', '\u{b}', '\u{c}', '\u{e}', '\u{1f}', '\u{fffe}', '\u{ffff}'];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(select(&PIECES[..]), 0..6).prop_map(|pieces| pieces.concat())
}

fn uri() -> impl Strategy<Value = AnyUri> {
    let uris = [
        "",
        "sip:ida@example.com",
        "pres:a%20b@example.com;x=y?z=%22",
        "sip:[2001:db8::1]:5060",
        "http://example.com/a b",
        "tel:+1&<>\"'",
        "urn:x",
        "a/b",
        "#f",
        "\u{10ffff}",
    ];
    select(uris.to_vec()).prop_map(|uri| AnyUri::new(uri).unwrap())
}

fn date_time() -> impl Strategy<Value = DateTime> {
    let fixed = select(vec![
        "2024-12-31T24:00:00",
        "2024-02-29T00:00:00.000",
        "-0001-01-01T00:00:00-14:00",
        "12345-06-07T08:09:10.5Z",
        "2005-10-27T16:49:29+00:00",
        "2005-10-27T16:49:29-00:00",
        "2005-10-27T16:49:29.123456789012Z",
    ]);
    let zones = select(vec!["", "Z", "+05:30", "-11:00", "+14:00"]);
    let random =
        (1..9999, 1..13, 1..29, 0..24, 0..60, 0..60, zones).prop_map(|(y, mo, d, h, mi, s, z)| {
            format!("{y:04}-{mo:02}-{d:02}T{h:02}:{mi:02}:{s:02}{z}")
        });
    prop_oneof![fixed.prop_map(str::to_owned), random].prop_map(|text| text.parse().unwrap())
}

fn priority() -> impl Strategy<Value = QValue> {
    let spelt = select(vec!["0", "0.", "0.5", "0.50", "0.000", "1", "1.", "1.000"]);
    let counted = (0u16..=1000).prop_map(|t| QValue::from_thousandths(t).unwrap());
    prop_oneof![spelt.prop_map(|text| text.parse().unwrap()), counted]
}

fn note() -> impl Strategy<Value = Note> {
    let languages = select(vec!["", "en", "de-AT", "x-klingon"]);
    (text(), prop::option::of(languages)).prop_map(|(text, lang)| Note {
        lang: lang.map(|lang| lang.parse::<Language>().unwrap()),
        ..Note::new(text)
    })
}

fn raw_name(namespaces: Vec<&'static str>) -> impl Strategy<Value = RawName> {
    let locals = select(vec!["a", "note", "xmlns-", "_", "é.1", "tuple"]);
    (select(namespaces), locals)
        .prop_map(|(namespace, local)| RawName::new(namespace, local).unwrap())
}

fn any_name() -> impl Strategy<Value = RawName> {
    raw_name(vec![
        "",
        "urn:example:a",
        "urn:example:b",
        "urn:ietf:params:xml:ns:pidf:unknown",
        "a&<\"' ",
    ])
}

fn foreign_name() -> impl Strategy<Value = RawName> {
    raw_name(vec!["urn:example:a", "urn:example:b&amp;", "http://example.com/?a&b"])
}

fn raw_attributes() -> impl Strategy<Value = Vec<RawAttribute>> {
    let attributes = prop::collection::vec((any_name(), text()), 0..4);
    attributes.prop_map(|attributes| {
        let mut unique: Vec<RawAttribute> = Vec::new();
        for (name, value) in attributes {
            if unique.iter().all(|attribute| attribute.name != name) {
                unique.push(RawAttribute::new(name, &value));
            }
        }
        unique
    })
}

/// An element with text, with elements, or with both, as reading makes them: no two adjacent texts,
/// and no white space beside elements only.
fn raw_element() -> impl Strategy<Value = RawElement> {
    let leaf = (any_name(), raw_attributes(), text()).prop_map(|(name, attributes, text)| {
        let text = Some(text).filter(|text| !text.is_empty());
        let mut element = RawElement::new(name);
        element.attributes = attributes.into();
        element.children = text.map(RawNode::Text).into_iter().collect();
        element
    });
    leaf.prop_recursive(4, 24, 4, |child| {
        let children = prop::collection::vec((child, text()), 1..4);
        (any_name(), raw_attributes(), children, any::<bool>()).prop_map(
            |(name, attributes, children, mixed)| {
                let mut element = RawElement::new(name);
                element.attributes = attributes.into();
                for (child, text) in children {
                    element.children.push(RawNode::Element(child));
                    if mixed {
                        element.children.push(RawNode::Text(format!(".{text}")));
                    }
                }
                element
            },
        )
    })
}

/// Elements of unknown vocabularies; some have prefixes that mean something else around them.
fn raw() -> impl Strategy<Value = RawElement> {
    let received = select(vec![
        "<dm:x xmlns:dm='urn:example:a' dm:k='v' rpid:k='w' xmlns:rpid='urn:q'>rpid:name</dm:x>",
        "<x xmlns='urn:example:a'><y xmlns=''><z xmlns='urn:ietf:params:xml:ns:pidf'/></y></x>",
        "<ns1:x xmlns:ns1='urn:example:ns1'><ns2:x xmlns:ns2='urn:example:ns2'/></ns1:x>",
        "<x xmlns='urn:example:a' xml:lang='en' xml:space='preserve'> <y/> </x>",
        "<é:x xmlns:é='urn:example:e' type='é:t'/>",
        "<pidf:x xmlns:pidf='urn:example:p' xmlns:q='urn:ietf:params:xml:ns:pidf' q:mustUnderstand='1'/>",
    ]);
    let made = (foreign_name(), raw_element()).prop_map(|(name, mut element)| {
        element.name = name;
        element
    });
    prop_oneof![1 => received.prop_map(|xml| xml.parse().unwrap()), 3 => made]
}

fn raws() -> impl Strategy<Value = Vec<RawElement>> {
    prop::collection::vec(raw(), 0..3)
}

fn tuple(index: usize) -> impl Strategy<Value = Tuple> {
    let basic = prop::option::of(select(vec![Basic::Open, Basic::Closed]));
    let contact = prop::option::of((uri(), prop::option::of(priority())));
    let notes = prop::collection::vec(note(), 0..3);
    let parts = (text(), basic, raws(), raws(), contact, notes, prop::option::of(date_time()));
    parts.prop_map(move |(id, basic, in_status, extensions, contact, notes, timestamp)| {
        let mut status = basic.map_or_else(Status::default, Status::from);
        in_status.into_iter().for_each(|raw| status.extensions.push_raw(raw));
        let mut tuple = Tuple::new(Id::from_any(&format!("t{index}{id}")), status);
        extensions.into_iter().for_each(|raw| tuple.extensions.push_raw(raw));
        tuple.contact = contact.map(|(uri, priority)| Contact { priority, ..Contact::new(uri) });
        tuple.notes = notes;
        tuple.timestamp = timestamp;
        tuple
    })
}

fn activities() -> impl Strategy<Value = Activities> {
    let known = select(vec![Activity::Away, Activity::Meeting, Activity::OnThePhone, Activity::Tv]);
    let one = prop_oneof![
        known,
        note().prop_map(Activity::Other),
        raw().prop_map(|raw| Activity::Extension(ExtensionElement::raw(raw))),
    ];
    let list = prop_oneof![prop::collection::vec(one, 0..4), Just(vec![Activity::Unknown])];
    let notes = prop::collection::vec(note(), 0..2);
    (list, notes, prop::option::of(date_time())).prop_map(|(activities, notes, from)| Activities {
        interval: Interval { from, until: None },
        notes,
        ..activities.into_iter().collect()
    })
}

fn person() -> impl Strategy<Value = Person> {
    let feelings = select(vec![Feeling::Happy, Feeling::InAwe, Feeling::Sad]);
    let mood = prop::collection::vec(feelings, 1..3);
    let offset = prop::option::of((-720i16..=840, prop::option::of(text())));
    let parts = (activities(), mood, offset, raws(), prop::collection::vec(note(), 0..2));
    parts.prop_map(|(activities, feelings, offset, raws, notes)| {
        let mut person = Person::new(Id::from_any("person"));
        person.extensions.push(activities);
        raws.into_iter().for_each(|raw| person.extensions.push_raw(raw));
        person.extensions.push(Mood { feelings, ..Mood::default() });
        if let Some((minutes, description)) = offset {
            let offset = TimeOffset { description, ..TimeOffset::from_minutes(minutes) };
            person.extensions.push(offset);
        }
        person.notes = notes;
        person
    })
}

fn presence() -> impl Strategy<Value = Presence> {
    let tuples = (0..3usize).prop_flat_map(|count| (0..count).map(tuple).collect::<Vec<_>>());
    let notes = prop::collection::vec(note(), 0..3);
    (uri(), tuples, notes, prop::option::of(person()), raws()).prop_map(
        |(entity, tuples, notes, person, raws)| {
            let mut presence = Presence { tuples, notes, ..Presence::new(entity) };
            raws.into_iter().for_each(|raw| presence.extensions.push_raw(raw));
            person.into_iter().for_each(|person| presence.extensions.push(person));
            presence
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_valid_and_reads_as_the_same_value(presence in presence()) {
        for indent in [false, true] {
            let written = Pidf::to_xml_with(&presence, &WriteOptions { indent, allow_duplicate_ids: true }).unwrap();
            prop_assert!(roxmltree::Document::parse(&written).is_ok(), "{}", written);
            let reading = sip_payloads::parse_with::<Pidf>(written.as_bytes(), &ReadOptions::strict());
            let reading = reading.map_err(|error| TestCaseError::fail(format!("{error:?}\n{written}")))?;
            prop_assert_eq!(&reading.document, &presence, "{}", written);
            let again = Pidf::to_xml_with(&reading.document, &WriteOptions { indent, allow_duplicate_ids: true }).unwrap();
            prop_assert_eq!(again, written);
        }
    }

    #[test]
    fn characters_that_xml_does_not_have_are_errors(
        before in text(),
        illegal in select(&ILLEGAL[..]),
        after in text(),
        place in 0..4u8,
    ) {
        let text = format!("{before}{illegal}{after}");
        let mut presence = Presence::new(AnyUri::default());
        let mut raw = RawElement::new(RawName::new("urn:example:a", "x").unwrap());
        match place {
            0 => presence.notes.push(Note::new(text)),
            1 => {
                let name = RawName::new("", "k").unwrap();
                raw.attributes.push(RawAttribute::new(name, &text));
            }
            2 => raw.children.push(RawNode::Text(text)),
            _ => raw.name = RawName::new(&format!("urn:{text}"), "x").unwrap(),
        }
        presence.extensions.push_raw(raw);
        for indent in [false, true] {
            let result = Pidf::to_xml_with(&presence, &WriteOptions { indent, allow_duplicate_ids: true });
            prop_assert_eq!(result.map_err(|error| error.kind()), Err(ErrorKind::NotWritable));
        }
    }

    #[test]
    fn any_text_at_all_is_read_without_panic(text in ".{0,200}", inside in any::<bool>()) {
        let text = match inside {
            true => format!("<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='a:b'>{text}</presence>"),
            false => text,
        };
        if let Ok(presence) = sip_payloads::parse::<Pidf>(text.as_bytes()) {
            let written = Pidf::to_xml(&presence).unwrap();
            prop_assert_eq!(sip_payloads::parse::<Pidf>(written.as_bytes()), Ok(presence));
        }
    }

    #[test]
    fn ids_can_be_made_from_any_text(text in ".{0,40}") {
        let id = Id::from_any(&text);
        prop_assert_eq!(id.as_str().parse::<Id>(), Ok(id.clone()));
    }
}
