//! Values as text, and placeholders.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{strict, tolerant};
use xml_app_core::{
    AnyUri, DateTime, Id, Language, Namespace, NonNegativeInteger, PositiveInteger, Token,
    Unexpected, XmlElement, XmlValue,
};

/// What is written of what was read.
fn written<V: XmlValue>(text: &str) -> String {
    V::parse(text).unwrap().text().into_owned()
}

#[test]
fn values_are_written_as_they_were_spelt() {
    for text in ["en", "fr-CA", ""] {
        assert_eq!(written::<Language>(text), text);
    }
    assert_eq!(written::<Token>("  a \n b "), "a b");
    assert_eq!(written::<AnyUri>(" sip:a@b "), "sip:a@b");
    assert_eq!(written::<Id>(" a "), "a");
    assert_eq!(written::<DateTime>("2005-05-30T16:09:44.50Z"), "2005-05-30T16:09:44.50Z");
    assert_eq!(written::<DateTime>("12005-05-30T16:09:44Z"), "12005-05-30T16:09:44Z");
    assert_eq!(written::<PositiveInteger>("+07"), "7");
    assert_eq!(written::<NonNegativeInteger>("00"), "0");
    assert_eq!(written::<String>(" a "), " a ");
    assert_eq!(written::<bool>(" 0 "), "false");
}

#[test]
fn values_are_compared_with_text() {
    let id: Id = "a".parse().unwrap();
    assert!(id == "a" && id != "b");
    assert_eq!(AsRef::<str>::as_ref(&id), "a");
    let token = Token::from("a");
    assert!(token == "a" && token != "b");
    let uri: AnyUri = "sip:a@b".parse().unwrap();
    assert!(uri == "sip:a@b" && uri != "sip:b@b");
    assert_eq!(AsRef::<str>::as_ref(&uri), "sip:a@b");
}

#[test]
fn a_language_in_the_form_of_a_locale_is_recovered() {
    assert!(Language::parse("en_GB").is_err());
    assert_eq!(Language::recover("en_GB").unwrap().text(), "en-GB");
    assert_eq!(Language::recover("no language"), None);
}

#[test]
fn a_local_time_is_that_of_its_own_zone() {
    let time: DateTime = "2005-05-30T16:09:44-05:00".parse().unwrap();
    assert_eq!(time.local().to_string(), "2005-05-30 16:09:44");
}

#[test]
fn white_space_around_values() {
    // One character, and two: the shortest texts that have ends.
    for (text, trimmed) in
        [("a", "a"), ("ab", "ab"), (" a", "a"), ("a ", "a"), (" ", ""), ("!", "!"), ("! ", "!")]
    {
        assert_eq!(xml_app_core::value::trim(text), trimmed, "{text:?}");
        assert_eq!(xml_app_core::value::collapse(text), trimmed, "{text:?}");
    }
    for text in ["a\rb", "a\tb", "a\nb", "a  b", "a\r\nb"] {
        assert_eq!(xml_app_core::value::collapse(text), "a b", "{text:?}");
    }
}

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(attribute)]
    id: Id,
    #[xml(attribute)]
    place: AnyUri,
    #[xml(attribute)]
    motto: Token,
    unexpected: Unexpected,
}

#[test]
fn missing_parts_have_placeholders() {
    let xml = "<party xmlns='urn:example:party'/>";
    let party = tolerant::<Party>(xml).document;
    assert!(party.id == "id-1" && party.place.is_empty() && party.motto == "");
    assert!(strict::<Party>(xml).is_err());
}

#[test]
fn messages_say_why_a_text_is_not_an_id() {
    let message = |text: &str| text.parse::<Id>().unwrap_err().message().to_owned();
    assert_eq!(message(""), "\"\" is not an xs:ID: it is empty");
    assert_eq!(
        message("202"),
        "\"202\" is not an xs:ID: a name begins with a letter or an underscore"
    );
    assert_eq!(message("a:b"), "\"a:b\" is not an xs:ID: a name cannot contain ':'");
    assert_eq!(message("a b"), "\"a b\" is not an xs:ID: a name cannot contain ' '");
}
