//! Properties of values and of raw elements, for whatever input.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest,
};
use xml_app_core::{AnyUri, DateTime, Id, RawAttribute, RawElement, RawName, RawNode, XmlValue};

/// Characters that XML has, the awkward ones often.
fn xml_char() -> impl Strategy<Value = char> {
    let awkward =
        "&<>\"'\r\n\t ;#x=:]-?!/\u{85}\u{a0}\u{2028}\u{feff}\u{d7ff}\u{e000}\u{fffd}\u{10ffff}";
    let awkward: Vec<char> = awkward.chars().collect();
    let is_char = |c: &char| matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    prop_oneof![
        prop::sample::select(awkward),
        prop::char::range('a', 'f'),
        any::<char>().prop_filter("no XML character", is_char),
    ]
}

fn xml_text() -> impl Strategy<Value = String> {
    prop::collection::vec(xml_char(), 0..12).prop_map(String::from_iter)
}

fn local() -> impl Strategy<Value = String> {
    "[a-cA-Z_é\u{10000}][a-c0-9._\u{b7}-]{0,3}".prop_filter("declares", |name| name != "xmlns")
}

/// With prefix (by reading them) and without, in few namespaces, so that they meet.
fn name(of_attribute: bool) -> impl Strategy<Value = RawName> {
    let prefixed = (local(), prop::sample::select(vec!["p", "q", "ns1", "é"]), "urn:[ab]")
        .prop_map(|(local, prefix, uri)| {
            let xml = format!("<{prefix}:{local} xmlns:{prefix}='{uri}'/>");
            xml.parse::<RawElement>().unwrap().name
        });
    let default =
        (local(), "urn:[abc]").prop_map(|(local, uri)| RawName::new(&uri, &local).unwrap());
    let none = local().prop_map(|local| RawName::new("", &local).unwrap());
    let xml = Just(RawName::new("http://www.w3.org/XML/1998/namespace", "lang").unwrap());
    if of_attribute {
        prop_oneof![prefixed, default, none, xml].boxed()
    } else {
        prop_oneof![prefixed, default, none].boxed()
    }
}

fn attributes() -> impl Strategy<Value = Vec<RawAttribute>> {
    prop::collection::vec((name(true), xml_text()), 0..4).prop_map(|pairs| {
        let mut attributes: Vec<RawAttribute> = Vec::new();
        for (name, value) in pairs {
            if attributes.iter().all(|attribute| attribute.name != name) {
                attributes.push(RawAttribute::new(name, &value));
            }
        }
        attributes
    })
}

/// A tree as reading makes it: no empty texts, no two in a row, no blanks between elements only.
fn tree() -> impl Strategy<Value = RawElement> {
    let build = |name, attributes: Vec<RawAttribute>, children: Vec<RawNode>| {
        let mut element = RawElement::new(name);
        element.attributes = attributes.into();
        let blank = |node: &RawNode| matches!(node, RawNode::Text(text) if text.trim_matches([' ', '\t', '\r', '\n']).is_empty());
        let only_blanks =
            children.iter().all(|node| matches!(node, RawNode::Element(_)) || blank(node));
        let has_elements = children.iter().any(|node| matches!(node, RawNode::Element(_)));
        for child in children {
            match (child, element.children.last_mut()) {
                (RawNode::Text(text), _) if text.is_empty() => {}
                (RawNode::Text(_), _) if only_blanks && has_elements => {}
                (RawNode::Text(text), Some(RawNode::Text(before))) => before.push_str(&text),
                (child, _) => element.children.push(child),
            }
        }
        element
    };
    let leaf = (name(false), attributes(), xml_text()).prop_map(move |(name, attributes, text)| {
        build(name, attributes, vec![RawNode::Text(text)])
    });
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let node =
            prop_oneof![inner.prop_map(RawNode::Element), xml_text().prop_map(RawNode::Text)];
        (name(false), attributes(), prop::collection::vec(node, 0..5))
            .prop_map(move |(name, attributes, children)| build(name, attributes, children))
    })
}

/// Valid spellings of `xs:dateTime`.
fn date_time() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        (2u32..10_000).prop_map(|year| format!("{year:04}")),
        (10_000u32..200_000).prop_map(|year| year.to_string()),
        (2u32..10_000).prop_map(|year| format!("-{year:04}")),
    ];
    let time = prop_oneof![
        (0u8..24, 0u8..60, 0u8..60).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}")),
        Just("24:00:00".to_owned()),
    ];
    let fraction = prop_oneof![Just(String::new()), "\\.[0-9]{1,12}"];
    let zone = prop_oneof![
        Just(String::new()),
        Just("Z".to_owned()),
        "[+-](0[0-9]|1[0-3]):[0-5][0-9]",
        "[+-]14:00",
    ];
    (year, 1u8..13, 1u8..29, time, fraction, zone).prop_map(
        |(year, month, day, time, fraction, zone)| {
            let zeros = |fraction: String| {
                fraction.chars().map(|c| if c == '.' { c } else { '0' }).collect()
            };
            let fraction: String = if time.starts_with("24") { zeros(fraction) } else { fraction };
            format!("{year}-{month:02}-{day:02}T{time}{fraction}{zone}")
        },
    )
}

proptest! {
    // What fails becomes a test of its own; no file of seeds beside this one.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_makes_an_id(text in any::<String>()) {
        let id = Id::from_any(&text);
        prop_assert_eq!(&Id::parse(id.as_str()).unwrap(), &id);
        prop_assert_eq!(&Id::from_any(&text), &id);
        if let Ok(parsed) = Id::parse(&text) {
            prop_assert_eq!(parsed.as_str(), text.trim_matches([' ', '\t', '\r', '\n']));
        }
    }

    #[test]
    fn date_times_are_written_as_they_were_spelt(text in date_time()) {
        let time = DateTime::parse(&text).unwrap();
        prop_assert_eq!(&time.to_string(), &text);
        let padded = DateTime::parse(&format!("\n {text}\t")).unwrap();
        prop_assert_eq!(&padded.to_string(), &text);
        prop_assert_eq!(&padded, &time);
        if let Some(utc) = time.to_utc() {
            prop_assert_eq!(&utc, &time);
            prop_assert_eq!(&DateTime::parse(&utc.to_string()).unwrap(), &time, "{}", utc);
        }
    }

    #[test]
    fn nothing_makes_date_times_panic(text in "[-+0-9TZtz:. é]{0,30}") {
        if let Ok(time) = DateTime::parse(&text) {
            prop_assert_eq!(&time.to_string(), text.trim());
        }
        let _ = DateTime::recover(&text);
    }

    #[test]
    fn times_of_programs_are_read_back(seconds in -60_000_000_000i64..200_000_000_000) {
        let time = DateTime::from_unix(seconds).unwrap();
        prop_assert_eq!(&DateTime::parse(&time.to_string()).unwrap(), &time, "{}", time);
        prop_assert_eq!(time.to_chrono().unwrap().timestamp(), seconds);
    }

    #[test]
    fn uris_are_verbatim(uri in "[a-z]{1,5}:[-a-zA-Z0-9@;=?&./+%é\u{10ffff} ]{0,20}") {
        let collapsed = uri.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if let Ok(parsed) = AnyUri::parse(&uri) {
            prop_assert_eq!(parsed.as_str(), &collapsed);
        }
        let recovered = AnyUri::recover(&uri).unwrap();
        prop_assert_eq!(recovered.as_str(), &collapsed);
    }

    #[test]
    fn a_uri_without_percent_is_a_uri(uri in "[a-z]{1,5}:[-a-zA-Z0-9@;=?&.+]{0,20}") {
        let parsed = AnyUri::parse(&uri).unwrap();
        prop_assert_eq!(parsed.as_str(), uri);
    }

    #[test]
    fn raw_elements_are_read_back_as_they_were(raw in tree()) {
        let xml = raw.to_xml().unwrap();
        let again: RawElement = xml.parse().unwrap();
        prop_assert_eq!(&again, &raw, "{}", xml);
        prop_assert_eq!(again.to_xml().unwrap(), xml);
        prop_assert_eq!(&raw.clone(), &raw);
    }

    #[test]
    fn nothing_makes_reading_panic(xml in "(<[ab:]{0,3}( (xmlns)?(:a)? ?= ?['\"][^<]{0,3}['\"])?/?>|</a>|&#x?[0-9a-fD]{0,6};|<!--|-->|<\\?xml|\\?>|\\PC){0,12}") {
        if let Ok(raw) = xml.parse::<RawElement>() {
            let written = raw.to_xml().unwrap();
            prop_assert_eq!(&written.parse::<RawElement>().unwrap(), &raw, "{}", written);
        }
    }
}

/// What was found by the properties once.
#[test]
fn times_that_failed_before() {
    for text in ["-0éT", "+0é-", "2005-10-27T16:49:29é000", "+é00", "-000é"] {
        assert_eq!(DateTime::recover(text), None, "{text}");
    }
    for (text, utc) in [
        ("10000-01-01T00:00:00-14:00", "10000-01-01T14:00:00Z"),
        ("9999-12-31T23:00:00-02:00", "10000-01-01T01:00:00Z"),
    ] {
        let time = DateTime::parse(text).unwrap();
        assert_eq!(time.to_utc().unwrap().to_string(), utc, "{text}");
    }
    // There is no year 0 (XML Schema Part 2 §3.2.7): what is answered has to be a dateTime.
    for text in ["0001-01-01T00:00:00+14:00", "-0001-12-31T23:00:00-02:00"] {
        let time = DateTime::parse(text).unwrap();
        let utc = time.to_utc().map(|utc| DateTime::parse(&utc.to_string()));
        assert!(utc.is_none_or(|utc| utc == Ok(time)), "{text}");
    }
}
