//! Wildcards for elements and attributes, simple content, empty types, and elements in no namespace.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Doc, check, check_repaired, strict, tolerant};
use xml_app_core::ErrorKind::{
    Discouraged, InvalidValue, MissingElement, UnexpectedAttribute, UnexpectedElement,
    UnexpectedText, WrongRoot,
};
use xml_app_core::{
    AnyUri, Extensions, Language, Namespace, Registry, Token, Unexpected, XmlApplication,
    XmlElement, XmlType,
};

const P: Namespace = Namespace::new("urn:example:party", "p");
const D: Namespace = Namespace::new("urn:example:dress", "d");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "closed")]
struct Closed {
    #[xml(value = "title")]
    title: Option<String>,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "other")]
struct Other {
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(extensions(other))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "any")]
struct Any {
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

/// One child of each sort, each on a line of its own: the type's namespace, another, none.
const CHILDREN: &str = "\n<p:own a='1'>ö<p:b/></p:own>\n<f:far xmlns:f='urn:f'/>\n<none/>";

fn with_children(root: &str) -> String {
    format!("<p:{root} xmlns:p='urn:example:party'>{CHILDREN}\n</p:{root}>")
}

#[test]
fn a_closed_type_allows_no_other_elements() {
    let closed: Closed = check(
        &with_children("closed"),
        &[
            (UnexpectedElement, "/closed/own", 2, 1),
            (UnexpectedElement, "/closed/f:far", 3, 1),
            (UnexpectedElement, "/closed/none", 4, 1),
        ],
    );
    assert_eq!(closed.unexpected.elements().count(), 3);
}

#[test]
fn other_allows_other_namespaces_but_not_none() {
    let other: Other = check(
        &with_children("other"),
        &[(UnexpectedElement, "/other/own", 2, 1), (UnexpectedElement, "/other/none", 4, 1)],
    );
    assert_eq!(other.extensions.raw().count(), 3);
    assert_eq!(other.extensions.unexpected_elements().count(), 2);
    assert!(other.extensions.is_extended());
}

/// XML Schema Part 1 §3.10.1: what `##other` excludes is the target namespace of the schema that has
/// the type, whatever element is of that type.
#[test]
fn other_is_other_than_the_namespace_of_the_type() {
    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = D, name = "wardrobe")]
    struct Wardrobe {
        #[xml(child = "piece")]
        piece: Option<Other>,
        unexpected: Unexpected,
    }

    let xml = "<d:wardrobe xmlns:d='urn:example:dress' xmlns:p='urn:example:party'>\n\
               <d:piece><d:far/><p:own/></d:piece></d:wardrobe>";
    let wardrobe: Wardrobe = check(xml, &[(UnexpectedElement, "/wardrobe/piece/p:own", 2, 18)]);
    assert_eq!(wardrobe.piece.unwrap().extensions.unexpected_elements().count(), 1);
}

#[test]
fn any_allows_every_element() {
    let any: Any = check(&with_children("any"), &[]);
    assert_eq!(any.extensions.unexpected_elements().count(), 0);
    let names: Vec<_> = any.extensions.iter().map(|e| e.local().to_owned()).collect();
    assert_eq!(names, ["own", "far", "none"]);
}

#[test]
fn unexpected_elements_come_last_in_document_order() {
    let other: Other = check(
        "<p:other xmlns:p='urn:example:party'><p:b/><x:a xmlns:x='urn:x'/>\n<p:a/></p:other>",
        &[(UnexpectedElement, "/other/b", 1, 38), (UnexpectedElement, "/other/a", 2, 1)],
    );
    // Unexpected elements come last: elsewhere they could be read as something else.
    let xml = Doc::<Other>::to_xml(&other).unwrap();
    assert!(xml.contains("<x:a/><p:b/><p:a/>"), "{xml}");
}

#[test]
fn unexpected_elements_can_be_removed() {
    let mut other: Other = tolerant(&with_children("other")).document;
    other.extensions.remove_unexpected();
    assert!(strict::<Other>(&Doc::<Other>::to_xml(&other).unwrap()).is_ok());
    assert_eq!(other.extensions.len(), 1);
}

#[test]
fn unexpected_content_can_be_removed() {
    let mut closed: Closed = tolerant(
        "<p:closed xmlns:p='urn:example:party' a='1' x:b='2' xmlns:x='urn:x'>text\
         <p:title a='1'>t<x:x/></p:title><p:title/><x:x/></p:closed>",
    )
    .document;
    closed.unexpected.remove_unexpected();
    let xml = Doc::<Closed>::to_xml(&closed).unwrap();
    assert!(strict::<Closed>(&xml).is_ok(), "{xml}");
}

#[test]
fn paths_count_siblings_of_one_name_only() {
    check::<Closed>(
        "<p:closed xmlns:p='urn:example:party'>
<p:a/><a/> <p:a/>
<a/></p:closed>",
        &[
            (UnexpectedElement, "/closed/a[1]", 2, 1),
            (UnexpectedElement, "/closed/a[1]", 2, 7),
            (UnexpectedElement, "/closed/a[2]", 2, 12),
            (UnexpectedElement, "/closed/a[2]", 3, 1),
        ],
    );
}

#[test]
fn any_attribute_allows_all_attributes_and_checks_known_ones() {
    let any: Any = check(
        "<p:any xmlns:p='urn:example:party' a='1' p:b='2' xmlns:f='urn:f' f:c='ä &#10; '/>",
        &[],
    );
    assert_eq!(any.extensions.attributes().len(), 3);
    for (attribute, column) in [("xml:lang='e n'", 36), ("xml:space='x'", 36), ("xml:id='1'", 36)] {
        let xml = format!("<p:any xmlns:p='urn:example:party' {attribute}/>");
        let name = attribute.split('=').next().unwrap();
        check::<Any>(&xml, &[(InvalidValue, &format!("/any/@{name}"), 1, column)]);
    }
}

/// A nil or a type would change what the schema says of the element.
#[test]
fn nil_and_type_are_not_among_any_attributes() {
    for attribute in ["nil='true'", "type='p:any'"] {
        let xml = format!(
            "<p:any xmlns:p='urn:example:party' \
             xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'\n xsi:{attribute}/>"
        );
        let path = format!("/any/@xsi:{}", attribute.split('=').next().unwrap());
        check::<Any>(&xml, &[(UnexpectedAttribute, &path, 2, 2)]);
    }
}

#[test]
fn without_any_attribute_every_attribute_is_reported_and_kept() {
    check::<Other>(
        "<p:other xmlns:p='urn:example:party' xmlns:x='urn:x'
 a='1' x:a='ß'
 xml:lang='en'/>",
        &[
            (UnexpectedAttribute, "/other/@a", 2, 2),
            (UnexpectedAttribute, "/other/@x:a", 2, 8),
            (UnexpectedAttribute, "/other/@xml:lang", 3, 2),
        ],
    );
}

#[test]
fn schema_locations_are_allowed_everywhere() {
    for attribute in ["schemaLocation='urn:example:party a.xsd'", "noNamespaceSchemaLocation='a'"] {
        let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
        let root = format!("<p:other xmlns:p='urn:example:party' {xsi} xsi:{attribute}>");
        check::<Other>(&format!("{root}<p:title/></p:other>"), &[]);
        // An element of simple type has no place for the hint; the document is valid.
        let xml = format!("{root}\n<p:title xsi:{attribute}>t</p:title></p:other>");
        check_repaired::<Other>(&xml, &[(Discouraged, "/other/title", 2, 1)]);
    }
}

/// Simple content with an attribute.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "note")]
struct Note {
    #[xml(attribute, namespace = Namespace::XML)]
    lang: Option<Language>,
    #[xml(text)]
    text: String,
    unexpected: Unexpected,
}

#[test]
fn text_is_read_across_comments_and_cdata() {
    let note: Note = check_repaired(
        "<p:note xmlns:p='urn:example:party' xml:lang='en'> a<!-- x -->b<![CDATA[<c>&]]><?d d?>&#x64;\r\n</p:note>",
        &[],
    );
    assert_eq!(note.text, " ab<c>&d\n");
    assert_eq!(note.lang.unwrap().as_str(), "en");
}

#[test]
fn elements_in_text_are_kept() {
    let note: Note = check(
        "<p:note xmlns:p='urn:example:party'>\nä <b a='1'>c</b> d<x:x xmlns:x='urn:x'/></p:note>",
        &[(UnexpectedElement, "/note/b", 2, 3), (UnexpectedElement, "/note/x:x", 2, 19)],
    );
    assert_eq!(note.text, "\nä  d");
    assert_eq!(note.unexpected.elements().count(), 2);
}

#[test]
fn elements_in_text_alone_are_not_indented() {
    let note: Note = check(
        "<p:note xmlns:p='urn:example:party'><b/></p:note>",
        &[(UnexpectedElement, "/note/b", 1, 37)],
    );
    assert_eq!(note.text, "");
}

/// Simple content that is not every text.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "level")]
struct Level {
    #[xml(text)]
    level: u8,
    unexpected: Unexpected,
}

#[test]
fn a_text_of_another_type_keeps_the_element_from_being_read() {
    let error = strict::<Level>("\n <p:level xmlns:p='urn:example:party'>x</p:level>").unwrap_err();
    assert_eq!((error.kind(), error.path()), (InvalidValue, Some("/level")));
    assert_eq!((error.line(), error.column()), (Some(2), Some(2)));
    let level: Level =
        check_repaired("<p:level xmlns:p='urn:example:party'> <!-- --> 7 </p:level>", &[]);
    assert_eq!(level.level, 7);
}

/// No content, one attribute.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "icon")]
struct Icon {
    #[xml(attribute)]
    src: AnyUri,
    unexpected: Unexpected,
}

#[test]
fn an_empty_type_has_not_even_white_space() {
    check::<Icon>("<p:icon xmlns:p='urn:example:party' src='a'><!-- --><?x?></p:icon>", &[]);
    let finding = (UnexpectedText, "/icon", 1, 1);
    check::<Icon>("<p:icon xmlns:p='urn:example:party' src='a'> </p:icon>", &[finding]);
    let text = (UnexpectedText, "/icon", 2, 1);
    check::<Icon>("<p:icon xmlns:p='urn:example:party' src='a'>\nx</p:icon>", &[text]);
    check::<Icon>(
        "<p:icon xmlns:p='urn:example:party' src='a'><p:x/></p:icon>",
        &[(UnexpectedElement, "/icon/x", 1, 45)],
    );
    // White space around unexpected content is not another fault.
    check::<Icon>(
        "<p:icon xmlns:p='urn:example:party' src='a'> <p:x/> </p:icon>",
        &[(UnexpectedElement, "/icon/x", 1, 46)],
    );
}

/// A type with a wildcard has content: white space between its elements is nothing.
#[test]
fn a_type_with_elements_may_have_white_space() {
    check::<Closed>("<p:closed xmlns:p='urn:example:party'>\n\t\r\n </p:closed>", &[]);
    check::<Closed>("<p:closed xmlns:p='urn:example:party'>&#32;</p:closed>", &[]);
    // No-break space is text.
    check::<Closed>(
        "<p:closed xmlns:p='urn:example:party'>\u{a0}</p:closed>",
        &[(UnexpectedText, "/closed", 1, 39)],
    );
}

/// Local elements in no namespace (`elementFormDefault="unqualified"`), and one of another.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "card")]
struct Card {
    #[xml(value = "name", namespace = Namespace::NONE)]
    name: Token,
    #[xml(child = "inner", namespace = Namespace::NONE)]
    inner: Option<Inner>,
    #[xml(value = "name", namespace = D)]
    dress: Option<Token>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = P)]
struct Inner {
    #[xml(value = "deep")]
    deep: Option<Token>,
    unexpected: Unexpected,
}

struct CardDocument;

impl XmlApplication for CardDocument {
    type Root = Card;
    const NAME: &'static str = "card";
    const CONTENT_TYPES: &'static [&'static str] = &[];
    const SPECIFICATION: &'static str = "these tests";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(P);
}

#[test]
fn elements_in_no_namespace_are_their_own() {
    let xml = "<p:card xmlns:p='urn:example:party'><name>n</name><inner><p:deep>x</p:deep></inner>\
               <name xmlns='urn:example:dress'>d</name></p:card>";
    let card: Card = check(xml, &[]);
    assert_eq!((card.name.as_str(), card.dress.as_ref().unwrap().as_str()), ("n", "d"));
    assert_eq!(
        CardDocument::to_xml(&card).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <card xmlns=\"urn:example:party\" xmlns:d=\"urn:example:dress\"><name xmlns=\"\">n</name>\
         <inner xmlns=\"\"><deep xmlns=\"urn:example:party\">x</deep></inner><d:name>d</d:name></card>\n"
    );
    let again = Registry::empty().parse_with::<CardDocument>(
        CardDocument::to_xml_pretty(&card).unwrap().as_bytes(),
        &xml_app_core::ReadOptions::strict(),
    );
    assert_eq!(again.unwrap().document, card);
}

#[test]
fn qualified_and_unqualified_names_are_different() {
    check_repaired::<Card>(
        "<p:card xmlns:p='urn:example:party'><p:name>n</p:name></p:card>",
        &[(MissingElement, "/card", 1, 1), (UnexpectedElement, "/card/name", 1, 37)],
    );
}

#[test]
fn the_root_is_known_by_its_expanded_name() {
    let xml = "<!-- ä -->\n <q:closed xmlns:q='urn:example:other'/>";
    let error = strict::<Closed>(xml).unwrap_err();
    assert_eq!(error.kind(), WrongRoot);
    assert_eq!((error.line(), error.column()), (Some(2), Some(2)));
    assert_eq!(
        error.message(),
        "the root element is {urn:example:other}closed, expected {urn:example:party}closed"
    );
}
