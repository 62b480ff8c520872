//! Content models: the schema, the repairs of tolerant reading, and no loss.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Doc, check, check_repaired, findings, strict};
use xml_app_core::ErrorKind::{
    InvalidValue, MissingAttribute, MissingElement, Misspelt, NotWritable, OutOfOrder, TooMany,
    UnexpectedAttribute, UnexpectedElement, UnexpectedText,
};
use xml_app_core::{
    ExtensionElement, Extensions, Id, Name, Namespace, PositiveInteger, RawElement, Token,
    Unexpected, XmlApplication, XmlChoice, XmlElement, XmlType, XmlValue,
};

const P: Namespace = Namespace::new("urn:example:party", "p");

/// A sequence with everything that is bound by name.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(attribute)]
    size: Option<u8>,
    #[xml(value = "title")]
    title: String,
    #[xml(value = "place", alias = "plaec")]
    place: Option<Token>,
    #[xml(child = "guest")]
    guests: Vec<Guest>,
    #[xml(keyword = "secret")]
    secret: bool,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = P)]
struct Guest {
    #[xml(attribute)]
    id: Id,
    #[xml(value = "rank")]
    rank: Option<PositiveInteger>,
    unexpected: Unexpected,
}

fn guest(id: &str) -> Guest {
    Guest { id: id.parse().unwrap(), rank: None, unexpected: Unexpected::new() }
}

#[test]
fn valid_documents_have_no_diagnostics() {
    let party: Party = check(
        "<party xmlns='urn:example:party' size='3'>
           <title> Fête </title><place> the  garden
           </place><guest id='a'><rank>5</rank></guest><guest id='b'/><!-- ! --><secret/>
           <x:x xmlns:x='urn:x' y='1'>z</x:x>
         </party>",
        &[],
    );
    assert_eq!(party.size, Some(3));
    assert_eq!(party.title, " Fête ");
    assert_eq!(party.place.as_ref().unwrap().as_str(), "the garden");
    assert_eq!(party.guests[0].rank, Some("5".parse().unwrap()));
    assert_eq!(party.guests[1], guest("b"));
    assert!(party.secret);
    assert_eq!(party.extensions.raw().next().unwrap().text(), "z");
    assert_eq!(party.extensions.unexpected_elements().count(), 0);
    assert_eq!(
        Doc::<Party>::to_xml(&party).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <p:party xmlns:p=\"urn:example:party\" xmlns:x=\"urn:x\" size=\"3\"><p:title> Fête </p:title>\
         <p:place>the garden</p:place><p:guest id=\"a\"><p:rank>5</p:rank></p:guest>\
         <p:guest id=\"b\"/><p:secret/><x:x y=\"1\">z</x:x></p:party>\n"
    );
}

#[test]
fn an_element_out_of_order_is_written_in_schema_order() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'>
<p:secret/><p:place>ö</p:place><p:title>t</p:title>
<p:guest id='a'/>
</p:party>",
        &[
            (OutOfOrder, "/party/place", 2, 12),
            (OutOfOrder, "/party/title", 2, 32),
            (OutOfOrder, "/party/guest", 3, 1),
        ],
    );
    assert_eq!(party.title, "t");
    assert!(party.extensions.is_empty());
    let xml = Doc::<Party>::to_xml(&party).unwrap();
    assert!(strict::<Party>(&xml).is_ok(), "{xml}");
}

#[test]
fn an_element_after_the_wildcard_is_late() {
    check::<Party>(
        "<p:party xmlns:p='urn:example:party'><p:title/><x:x xmlns:x='urn:x'/><p:secret/></p:party>",
        &[(OutOfOrder, "/party/secret", 1, 70)],
    );
}

#[test]
fn a_second_element_is_kept_raw() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'>
<p:title>one</p:title><p:title>two</p:title>
  <p:secret/>
  <p:secret/></p:party>",
        &[(TooMany, "/party/title[2]", 2, 23), (TooMany, "/party/secret[2]", 4, 3)],
    );
    assert_eq!(party.title, "one");
    let misfits: Vec<_> =
        party.extensions.unexpected_elements().map(|e| e.local().to_owned()).collect();
    assert_eq!(misfits, ["title", "secret"]);
}

/// The wildcard comes first: a second element must not be written before the first.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "early")]
struct Early {
    #[xml(extensions)]
    extensions: Extensions<Self>,
    #[xml(value = "place")]
    place: Option<Token>,
}

#[test]
fn a_second_element_is_written_after_the_first() {
    let early: Early = check(
        "<p:early xmlns:p='urn:example:party'><p:place>a</p:place><p:place>b</p:place></p:early>",
        &[(TooMany, "/early/place[2]", 1, 58)],
    );
    assert_eq!(early.place.unwrap().as_str(), "a");
}

#[test]
fn a_missing_element_has_a_placeholder_if_its_type_has_one() {
    let party: Party = check_repaired(
        "\n <p:party xmlns:p='urn:example:party'/>",
        &[(MissingElement, "/party", 2, 2)],
    );
    assert_eq!(party.title, "");
    assert!(Doc::<Party>::to_xml(&party).unwrap().contains("<p:title/>"));
}

#[test]
fn a_missing_id_has_a_fresh_one() {
    let party: Party = check_repaired(
        "<p:party xmlns:p='urn:example:party'>
<p:title>id-1</p:title><p:guest id='a'/>
<p:guest/>
<p:guest/></p:party>",
        &[(MissingAttribute, "/party/guest[2]", 3, 1), (MissingAttribute, "/party/guest[3]", 4, 1)],
    );
    let ids: Vec<_> = party.guests.iter().map(|guest| guest.id.as_str()).collect();
    assert_eq!(ids[0], "a");
    assert_ne!(ids[1], ids[2]);
    assert!(!ids[1..].contains(&"id-1"), "{ids:?}: may be meant by the title");
}

/// Neither field has a placeholder.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "score")]
struct Score {
    #[xml(attribute)]
    points: u8,
    #[xml(value = "level")]
    level: u8,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "scores")]
struct Scores {
    #[xml(child)]
    scores: Vec<Score>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[test]
fn an_unreadable_element_is_raw_in_its_parent() {
    let scores: Scores = check(
        "<p:scores xmlns:p='urn:example:party'>
<p:score points='1'><p:level>1</p:level></p:score>
<p:score points='-1'><p:level>2</p:level></p:score>
<p:score points='3'/>
<p:score><p:level>4</p:level></p:score>
<p:score points='5'><p:level>x</p:level></p:score>
</p:scores>",
        &[
            (InvalidValue, "/scores/score[2]/@points", 3, 10),
            (MissingElement, "/scores/score[3]", 4, 1),
            (MissingAttribute, "/scores/score[4]", 5, 1),
            (InvalidValue, "/scores/score[5]/level", 6, 21),
        ],
    );
    assert_eq!(scores.scores.len(), 1);
    assert_eq!(scores.extensions.unexpected_elements().count(), 4);
}

#[test]
fn a_bad_required_value_is_kept_beside_a_good_one() {
    let scores: Scores = check(
        "<p:scores xmlns:p='urn:example:party'>
<p:score points='1'><p:level>x</p:level><p:level>2</p:level></p:score>
</p:scores>",
        &[(InvalidValue, "/scores/score/level[1]", 2, 21)],
    );
    let score = &scores.scores[0];
    assert_eq!(score.level, 2);
    assert_eq!(score.extensions.raw().map(RawElement::text).collect::<Vec<_>>(), ["x"]);
}

#[test]
fn an_unreadable_root_is_an_error_with_all_diagnostics() {
    let xml = "<p:score xmlns:p='urn:example:party' size='1'>\n<p:level>ä</p:level></p:score>";
    let error = strict::<Score>(xml).unwrap_err();
    assert_eq!(
        findings(error.diagnostics()),
        [
            (MissingAttribute, "/score", 1, 1),
            (UnexpectedAttribute, "/score/@size", 1, 38),
            (InvalidValue, "/score/level", 2, 1),
        ]
    );
    assert_eq!((error.kind(), error.path()), (MissingAttribute, Some("/score")));
}

#[test]
fn an_alias_is_read_and_not_written() {
    let party: Party = check_repaired(
        "<p:party xmlns:p='urn:example:party'><p:title/>\n<p:plaec>x</p:plaec></p:party>",
        &[(Misspelt, "/party/plaec", 2, 1)],
    );
    assert_eq!(party.place.as_ref().unwrap().as_str(), "x");
    assert!(Doc::<Party>::to_xml(&party).unwrap().contains("<p:place>x</p:place>"));
}

#[test]
fn an_alias_counts_as_the_element() {
    check_repaired::<Party>(
        "<p:party xmlns:p='urn:example:party'><p:title/><p:place/>\n<p:plaec/></p:party>",
        &[(Misspelt, "/party/plaec", 2, 1), (TooMany, "/party/plaec", 2, 1)],
    );
}

#[test]
fn values_of_attributes_are_checked() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party' size='256'\n foo='1'><p:title/></p:party>",
        &[(InvalidValue, "/party/@size", 1, 38), (UnexpectedAttribute, "/party/@foo", 2, 2)],
    );
    assert_eq!(party.size, None);
    assert_eq!(party.extensions.raw_attribute(&Name::local_only("size")), Some("256"));
}

#[test]
fn an_attribute_of_the_same_name_in_a_namespace_is_another() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party' p:size='3'><p:title/></p:party>",
        &[(UnexpectedAttribute, "/party/@p:size", 1, 38)],
    );
    assert_eq!(party.size, None);
}

#[test]
fn unexpected_text_is_kept() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'>hello<p:title/> world</p:party>",
        &[(UnexpectedText, "/party", 1, 38), (UnexpectedText, "/party", 1, 54)],
    );
    assert!(!party.extensions.is_empty());
}

/// Alternatives by `excludes`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "journey")]
struct Journey {
    #[xml(value = "car", excludes(train, extensions), expected)]
    car: Option<Token>,
    #[xml(value = "train")]
    train: Option<Token>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[test]
fn alternatives_exclude_each_other() {
    let journey: Journey = check(
        "<p:journey xmlns:p='urn:example:party'><p:car>a</p:car>\n<p:train>b</p:train></p:journey>",
        &[(UnexpectedElement, "/journey/train", 2, 1)],
    );
    assert_eq!(journey.car, Some(Token::new("a")));
    assert_eq!(journey.train, None);
    check::<Journey>(
        "<p:journey xmlns:p='urn:example:party'><x:x xmlns:x='urn:x'/><p:car/></p:journey>",
        &[(UnexpectedElement, "/journey/car", 1, 62)],
    );
    check::<Journey>(
        "<p:journey xmlns:p='urn:example:party'><p:car/><x:x xmlns:x='urn:x'/></p:journey>",
        &[(UnexpectedElement, "/journey/x:x", 1, 48)],
    );
    let both = Journey {
        car: Some(Token::new("a")),
        train: Some(Token::new("b")),
        extensions: Extensions::new(),
    };
    assert_eq!(Doc::<Journey>::to_xml(&both).unwrap_err().kind(), NotWritable);
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "log")]
struct Log {
    #[xml(child)]
    journeys: Vec<Journey>,
    #[xml(child)]
    dress: Option<Dress>,
    unexpected: Unexpected,
}

#[test]
fn an_element_without_what_is_expected_is_raw() {
    let log: Log = check(
        "<p:log xmlns:p='urn:example:party'><p:journey><p:car/></p:journey>
<p:journey/>\n <p:dress/></p:log>",
        &[(MissingElement, "/log/journey[2]", 2, 1), (MissingElement, "/log/dress", 3, 2)],
    );
    assert_eq!(log.journeys.len(), 1);
    assert_eq!(log.dress, None);
    assert_eq!(log.unexpected.elements().count(), 2);
    let dress = Dress { items: Vec::new(), unexpected: Unexpected::new() };
    let log = Log { journeys: Vec::new(), dress: Some(dress), unexpected: Unexpected::new() };
    let error = Doc::<Log>::to_xml(&log).unwrap_err();
    assert_eq!((error.kind(), error.path()), (NotWritable, Some("/log/dress")));
}

#[test]
fn an_extension_may_be_what_is_expected() {
    check::<Journey>("<p:journey xmlns:p='urn:example:party'><e xmlns='urn:x'/></p:journey>", &[]);
}

#[test]
fn one_alternative_is_enough() {
    check::<Journey>("<p:journey xmlns:p='urn:example:party'><p:train/></p:journey>", &[]);
}

/// A choice with an exclusive alternative.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "dress")]
struct Dress {
    #[xml(choice, expected)]
    items: Vec<Item>,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = P)]
enum Item {
    BlackTie,
    #[xml(alone, alias = "nothing")]
    Naked,
    #[xml(value = "colour")]
    Colour(Colour),
    #[xml(child = "for")]
    For(Guest),
    #[xml(extensions)]
    Other(ExtensionElement<Dress>),
}

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Colour {
    Red,
    DarkBlue,
}

#[test]
fn a_choice_keeps_document_order() {
    let dress: Dress = check(
        "<dress xmlns='urn:example:party'><colour>dark-blue</colour><black-tie/>\
         <x xmlns='urn:x'>1</x><for id='a'/><colour>red</colour></dress>",
        &[],
    );
    assert_eq!(dress.items[0], Item::Colour(Colour::DarkBlue));
    assert_eq!(dress.items[1], Item::BlackTie);
    assert!(matches!(&dress.items[2], Item::Other(x) if x.as_raw().unwrap().text() == "1"));
    assert_eq!(dress.items[3], Item::For(guest("a")));
    assert_eq!(dress.items[4], Item::Colour(Colour::Red));
    assert!(dress.unexpected.is_empty());
}

#[test]
fn exclusive_keywords_exclude_all_others() {
    let dress: Dress = check(
        "<p:dress xmlns:p='urn:example:party'><p:naked/>\n<p:black-tie/></p:dress>",
        &[(UnexpectedElement, "/dress/black-tie", 2, 1)],
    );
    assert_eq!(dress.items, [Item::Naked]);
    let dress: Dress = check(
        "<p:dress xmlns:p='urn:example:party'><p:black-tie/>\n<p:naked/></p:dress>",
        &[(UnexpectedElement, "/dress/naked", 2, 1)],
    );
    assert_eq!(dress.items, [Item::BlackTie]);
    let both = Dress { items: vec![Item::Naked, Item::BlackTie], unexpected: Unexpected::new() };
    assert_eq!(Doc::<Dress>::to_xml(&both).unwrap_err().kind(), NotWritable);
}

#[test]
fn a_choice_has_aliases_too() {
    let dress: Dress = check_repaired(
        "<p:dress xmlns:p='urn:example:party'><p:nothing/></p:dress>",
        &[(Misspelt, "/dress/nothing", 1, 38)],
    );
    assert_eq!(dress.items, [Item::Naked]);
}

#[test]
fn an_unreadable_choice_is_kept_raw() {
    let dress: Dress = check(
        "<p:dress xmlns:p='urn:example:party'>\n<p:colour>green</p:colour><p:hat/></p:dress>",
        &[(InvalidValue, "/dress/colour", 2, 1), (UnexpectedElement, "/dress/hat", 2, 27)],
    );
    assert!(matches!(&dress.items[..], [Item::Other(hat)] if hat.local() == "hat"));
    assert_eq!(dress.unexpected.elements().count(), 1);
}

#[test]
fn a_keyword_is_empty() {
    for (content, kind) in [(" ", UnexpectedElement), ("x", UnexpectedElement)] {
        let xml = format!(
            "<p:party xmlns:p='urn:example:party'><p:title/>\n<p:secret>{content}</p:secret></p:party>"
        );
        let party: Party = check(&xml, &[(kind, "/party/secret", 2, 1)]);
        assert!(party.secret, "{content:?}");
    }
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'><p:title/>\n<p:secret a='1'><x/></p:secret></p:party>",
        &[(UnexpectedElement, "/party/secret", 2, 1)],
    );
    assert!(party.secret);
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'><p:title/><p:secret><!-- psst --><?x?></p:secret></p:party>",
        &[],
    );
    assert!(party.secret);
}

#[test]
fn unexpected_attributes_of_a_value_are_written_with_it() {
    let party: Party = check(
        "<p:party xmlns:p='urn:example:party'>\n<p:title a='1'>t<x/></p:title></p:party>",
        &[(UnexpectedElement, "/party/title", 2, 1)],
    );
    assert_eq!(party.title, "t");
    assert!(Doc::<Party>::to_xml(&party).unwrap().contains("<p:title a=\"1\">t<x/></p:title>"));
}
