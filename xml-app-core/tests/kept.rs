//! Kept content beside typed fields keeps its meaning and position, and counts in comparisons.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use std::borrow::Cow;

use support::{Doc, check, check_repaired, check_with, findings, strict, tolerant};
use xml_app_core::ErrorKind::{
    DuplicateId, InvalidValue, MissingAttribute, Misspelt, OutOfOrder, UnexpectedAttribute,
    UnexpectedElement, UnexpectedText,
};
use xml_app_core::{
    AttributeOf, Error, Extensions, Id, Name, Namespace, RawElement, ReadOptions, Registration,
    Registry, Unexpected, ValueKind, XmlApplication, XmlAttribute, XmlElement, XmlValue,
};

const S: Namespace = Namespace::new("urn:example:shelf", "s");
const H: Namespace = Namespace::new("urn:example:hats", "hat");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = S, name = "shelf")]
struct Shelf {
    #[xml(value = "box", alias = "Box")]
    boxes: Vec<String>,
    #[xml(keyword = "dusty")]
    dusty: bool,
    #[xml(keyword = "full")]
    full: bool,
    #[xml(child)]
    books: Vec<Book>,
    #[xml(value = "key")]
    keys: Vec<Id>,
    #[xml(extensions(other))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = S, name = "book")]
struct Book {
    #[xml(attribute)]
    id: Id,
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(extensions(none, attributes))]
    extensions: Extensions<Self>,
}

/// `hat:size`, an attribute that the schema of shelves does not allow.
#[derive(Debug, Clone, PartialEq)]
struct Size(u8);
impl XmlValue for Size {
    fn parse(text: &str) -> Result<Self, Error> {
        u8::parse(text).map(Self)
    }
    fn text(&self) -> Cow<'_, str> {
        self.0.to_string().into()
    }
}
impl XmlAttribute for Size {
    const NAME: Name = Name::new(H, "size");
}
impl AttributeOf<Shelf> for Size {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// `hat:mark`, an id.
#[derive(Debug, Clone, PartialEq)]
struct Mark(Id);
impl XmlValue for Mark {
    const KIND: ValueKind = ValueKind::Id;
    fn parse(text: &str) -> Result<Self, Error> {
        Id::parse(text).map(Self)
    }
    fn text(&self) -> Cow<'_, str> {
        self.0.text()
    }
}
impl XmlAttribute for Mark {
    const NAME: Name = Name::new(H, "mark");
}
impl AttributeOf<Shelf> for Mark {
    const REGISTRATION: Registration = Registration::ByHand;
}

fn shelf(content: &str) -> String {
    format!("<s:shelf xmlns:s='urn:example:shelf'>\n{content}</s:shelf>")
}

fn written<T: XmlElement>(value: &T) -> String {
    let xml = Doc::<T>::to_xml(value).unwrap();
    xml.split_once("?>\n").unwrap().1.trim_end().to_owned()
}

#[test]
fn attributes_count_in_comparisons() {
    let read = |attributes: &str| {
        tolerant::<Shelf>(&format!("<s:shelf xmlns:s='urn:example:shelf' {attributes}/>")).document
    };
    assert_eq!(read("a='1' b='2'"), read("b='2' a='1'"));
    for other in ["", "a='1'", "a='1' b='3'", "a='1' c='2'", "a='1' b='2' c='3'"] {
        assert_ne!(read("a='1' b='2'"), read(other), "{other}");
    }
}

#[test]
fn unexpected_content_of_fields_is_written_in_field_order() {
    let xml = shelf("<s:full a='1'/><s:dusty b='2'/>");
    let faults = [
        (UnexpectedElement, "/shelf/full", 2, 1),
        (OutOfOrder, "/shelf/dusty", 2, 16),
        (UnexpectedElement, "/shelf/dusty", 2, 16),
    ];
    let value: Shelf = check(&xml, &faults);
    let other = tolerant::<Shelf>(&xml.replace("'2'", "'3'")).document;
    assert_ne!(value, other);
    assert_ne!(format!("{value:?}"), format!("{other:?}"));
}

#[test]
fn unexpected_attributes_stay_with_their_child() {
    let xml = shelf("<s:Box>one</s:Box><s:box k='1'>two</s:box><s:box>three</s:box>");
    let faults = [(Misspelt, "/shelf/Box", 2, 1), (UnexpectedElement, "/shelf/box[1]", 2, 19)];
    let value: Shelf = check_repaired(&xml, &faults);
    let boxes = "<s:box>one</s:box><s:box k=\"1\">two</s:box><s:box>three</s:box>";
    assert!(written(&value).contains(boxes), "{}", written(&value));
    let xml = shelf("<s:Box>one</s:Box><s:Box k='1'>two</s:Box>");
    let value = tolerant::<Shelf>(&xml).document;
    let boxes = "<s:box>one</s:box><s:box k=\"1\">two</s:box>";
    assert!(written(&value).contains(boxes), "{}", written(&value));
}

/// A qualified name in content, wherever it is kept.
#[test]
fn prefixes_in_values_keep_their_meaning() {
    for (content, fault) in [
        ("<s:book id='a' xmlns:w='urn:w' xmlns:v='urn:v' v:kind='w:busy'/>", None),
        ("<s:book id='a' xmlns:w='urn:w' kind='w:busy'/>", None),
        (
            "<s:book id='a' xmlns:w='urn:w'>w:busy</s:book>",
            Some((UnexpectedText, "/shelf/book", 2, 32)),
        ),
        (
            "<s:book id='a'><s:title xmlns:w='urn:w' kind='w:busy'>t</s:title></s:book>",
            Some((UnexpectedElement, "/shelf/book/title", 2, 16)),
        ),
        (
            "<s:dusty xmlns:w='urn:w'>w:busy</s:dusty>",
            Some((UnexpectedElement, "/shelf/dusty", 2, 1)),
        ),
    ] {
        let value: Shelf = check(&shelf(content), fault.as_slice());
        let xml = written(&value);
        assert_eq!(xml.matches("xmlns:w=\"urn:w\"").count(), 1, "{xml}");
    }
}

/// White space beside it would be a change of text to others.
#[test]
fn an_element_with_unexpected_text_is_not_indented() {
    let xml = shelf("<s:book id='a'>x<s:title>t</s:title>z</s:book>");
    let value = tolerant::<Shelf>(&xml).document;
    let book = &value.books[0].extensions;
    assert_eq!(book.unexpected_texts().collect::<Vec<_>>(), ["xz"]);
    assert_eq!((book.len(), book.is_empty()), (0, false));
    let pretty = Doc::<Shelf>::to_xml_pretty(&value).unwrap();
    let book = "\n  <s:book id=\"a\"><s:title>t</s:title>xz</s:book>\n</s:shelf>";
    assert!(pretty.contains(book), "{pretty}");
}

#[test]
fn a_removed_child_keeps_its_prefixes() {
    let raw: RawElement =
        "<x:a xmlns:x='urn:x' xmlns:p='urn:p' k='p:1'><x:b k='p:2'/></x:a>".parse().unwrap();
    let child = raw.elements().next().unwrap();
    assert_eq!(child.to_xml().unwrap(), "<x:b xmlns:x=\"urn:x\" xmlns:p=\"urn:p\" k=\"p:2\"/>");
}

/// The first meaning is declared on the root, and others where they are needed.
#[test]
fn a_prefix_of_two_meanings_is_declared_where_it_changes() {
    let raw: RawElement = "<x:a xmlns:x='urn:x' xmlns:p='urn:p' k='p:1'><x:b k='p:2'/>\
         <x:c xmlns:p='urn:q' k='p:3'><x:d k='p:4'/><x:e xmlns:p='urn:p' k='p:5'/></x:c>\
         <x:f k='p:6'/></x:a>"
        .parse()
        .unwrap();
    assert_eq!(
        raw.to_xml().unwrap(),
        "<x:a xmlns:x=\"urn:x\" xmlns:p=\"urn:p\" k=\"p:1\"><x:b k=\"p:2\"/>\
         <x:c xmlns:p=\"urn:q\" k=\"p:3\"><x:d k=\"p:4\"/><x:e xmlns:p=\"urn:p\" k=\"p:5\"/></x:c>\
         <x:f k=\"p:6\"/></x:a>"
    );
}

/// More namespaces than can be in scope together: the least used ones are declared where they are
/// used.
#[test]
fn many_namespaces_can_be_read_again() {
    let others: String = (0..300)
        .map(|i| format!("<e xmlns='urn:x:{i}' xmlns:q='urn:q:{i}' q:a='' v='q:x'/>"))
        .collect();
    let often = "<o xmlns='urn:often'/>".repeat(3);
    let value: Shelf = check(&shelf(&format!("{others}{often}")), &[]);
    let xml = written(&value);
    assert_eq!(xml.matches("\"urn:often\"").count(), 1, "{xml}");
    assert_eq!(xml.matches("\"urn:x:299\"").count(), 1, "{xml}");
    let root = xml.split('>').next().unwrap();
    assert!(root.matches("xmlns").count() <= 128, "{root}");
    assert_eq!(RawElement::encode(&value).unwrap().elements().count(), 303);
}

/// Also where each of several branches has many of its own, or the root many attributes.
#[test]
fn nested_namespaces_can_be_read_again() {
    let branch = |branch: usize, count: usize| {
        let declared: String =
            (0..count).map(|i| format!(" xmlns:p{i}='urn:{branch}:{i}' p{i}:k=''")).collect();
        format!("<e xmlns='urn:e'{declared}/>")
    };
    let value: Shelf = check(&shelf(&(0..3).map(|i| branch(i, 60)).collect::<String>()), &[]);
    RawElement::encode(&value).unwrap();
    let value: Shelf = check(&shelf(&(0..2).map(|i| branch(i, 100)).collect::<String>()), &[]);
    RawElement::encode(&value).unwrap();
    let often: String = (0..100).map(|i| format!("<e xmlns='urn:o:{i}'/>").repeat(3)).collect();
    let deep: String = (0..115).map(|i| format!("<d xmlns='urn:d:{i}'>")).collect();
    let xml = shelf(&format!("{often}{deep}{}", "</d>".repeat(115)));
    let value: Shelf = check(&xml, &[]);
    RawElement::encode(&value).unwrap();
    let attributes: String = (0..200).map(|i| format!(" a{i}=''")).collect();
    let xml = format!("<s:shelf xmlns:s='urn:example:shelf'{attributes}>{often}</s:shelf>");
    let value = tolerant::<Shelf>(&xml).document;
    assert_eq!(tolerant::<Shelf>(&Doc::<Shelf>::to_xml(&value).unwrap()).document, value);
}

/// A prefix that siblings share is declared once around them.
#[test]
fn a_prefix_of_several_children_is_declared_around_them() {
    let xml = "<x:a xmlns:x='urn:x' xmlns:p='urn:p' k='p:1'>\
               <x:b xmlns:p='urn:q'><x:c k='p:2'/><x:c k='p:3'/></x:b><x:c k='p:4'/>\
               <x:c xmlns:p='urn:q' k='p:5'/><x:c xmlns:p='urn:q' k='p:6'/></x:a>";
    let raw: RawElement = xml.parse().unwrap();
    let written = raw.to_xml().unwrap();
    assert_eq!(written, xml.replace('\'', "\""));
    let shelf_of = |content: &str| {
        format!("<s:shelf xmlns:s='urn:example:shelf' xmlns:x='urn:x'>{content}</s:shelf>")
    };
    let children = "<x:c k='p:2'/>".repeat(3);
    let book = format!("<s:book id='a' xmlns:p='urn:long:long:p'>{children}</s:book>");
    let other = "<x:c xmlns:p='urn:q' k='p:0'/>".repeat(20);
    let value = tolerant::<Shelf>(&shelf_of(&format!("{other}{book}"))).document;
    let xml = Doc::<Shelf>::to_xml(&value).unwrap();
    assert_eq!(xml.matches("urn:long:long:p").count(), 1, "{xml}");
    assert_eq!(xml.matches("\"urn:q\"").count(), 1, "{xml}");
}

/// Text after an unexpected element is separate.
#[test]
fn unexpected_text_keeps_its_place_among_unexpected_elements() {
    let xml = shelf("<s:book id='a'>x<s:other/>y<s:title>t</s:title>z</s:book>");
    let value = tolerant::<Shelf>(&xml).document;
    assert_eq!(value.books[0].extensions.unexpected_texts().collect::<Vec<_>>(), ["x", "yz"]);
    let xml = Doc::<Shelf>::to_xml(&value).unwrap();
    assert!(xml.contains("<s:title>t</s:title>x<s:other/>yz</s:book>"), "{xml}");
}

/// Values use more prefixes than the root has room for.
#[test]
fn many_prefixes_of_values_can_be_read_again() {
    let values: String =
        (0..300).map(|i| format!("<e xmlns='urn:e' xmlns:q{i}='urn:q:{i}' k='q{i}:x'/>")).collect();
    let value: Shelf = check(&shelf(&values), &[]);
    let xml = Doc::<Shelf>::to_xml(&value).unwrap();
    assert_eq!(xml.matches("\"urn:q:").count(), 300, "{xml}");
}

/// A registry extends the types that the schema allows.
#[test]
fn a_registered_attribute_is_allowed_in_its_host() {
    let mut builder = Registry::builder();
    builder.extend::<Shelf>().with_attribute::<Size>().unwrap();
    let registry = builder.build();
    let xml = |size: &str| {
        format!("<s:shelf xmlns:s='urn:example:shelf' xmlns:h='urn:example:hats' {size}/>")
    };
    let fits: Shelf = check_with(&registry, &xml("h:size='3'"), &[]);
    assert_eq!(fits.extensions.attribute::<Size>(), Some(Size(3)));
    assert!(!fits.extensions.has_unexpected());
    let fault = [(InvalidValue, "/shelf/@h:size", 1, 65)];
    let bad: Shelf = check_with(&registry, &xml("h:size='3 m'"), &fault);
    assert!(bad.extensions.has_unexpected());
    // In a program without the registry.
    let fault = [(UnexpectedAttribute, "/shelf/@h:size", 1, 65)];
    let unknown: Shelf = check(&xml("h:size='3'"), &fault);
    assert!(unknown.extensions.has_unexpected());
    let mut clean = bad;
    clean.extensions.remove_unexpected();
    assert_eq!(written(&clean), "<s:shelf xmlns:s=\"urn:example:shelf\"/>");
}

#[test]
fn ids_are_compared_wherever_they_stand() {
    let mut builder = Registry::builder();
    builder.extend::<Shelf>().with_attribute::<Mark>().unwrap();
    let registry = builder.build();
    let read = |content: &str| {
        let xml = format!(
            "<s:shelf xmlns:s='urn:example:shelf' xmlns:h='urn:example:hats' h:mark='m'>\n\
             {content}</s:shelf>"
        );
        let options = ReadOptions::tolerant();
        registry.parse_with::<Doc<Shelf>>(xml.as_bytes(), &options).unwrap()
    };
    let found = |content: &str| {
        let reading = read(content);
        findings(&reading.diagnostics)
            .iter()
            .map(|found| (found.0, found.2, found.3))
            .collect::<Vec<_>>()
    };
    assert_eq!(found("<s:book id='a'/><s:key>b</s:key>"), []);
    assert_eq!(found("<s:book id='m'/>"), [(DuplicateId, 2, 9)]);
    assert_eq!(found("<s:key>m</s:key>"), [(DuplicateId, 2, 1)]);
    assert_eq!(found("<s:key>k</s:key><s:key> k </s:key>"), [(DuplicateId, 2, 17)]);
}

/// A repaired id differs from every other id of the document.
#[test]
fn h1_repaired_ids_never_collide() {
    let ids = |content: &str| {
        let xml = format!("<s:shelf xmlns:s='urn:example:shelf'>{content}</s:shelf>");
        let reading = tolerant::<Shelf>(&xml);
        let kinds: Vec<_> =
            reading.diagnostics.iter().map(xml_app_core::Diagnostic::kind).collect();
        assert!(kinds.iter().all(|kind| *kind == InvalidValue), "{:?}", reading.diagnostics);
        let written = Doc::<Shelf>::to_xml(&reading.document).unwrap();
        assert!(strict::<Shelf>(&written).is_ok(), "{written}");
        let books = reading.document.books;
        books.into_iter().map(|book| book.id.to_string()).collect::<Vec<_>>()
    };
    // With each other, and with one that comes before, behind, or stands in an element.
    assert_eq!(ids("<s:book id='a:b'/><s:book id='a/b'/>"), ["a_b", "a_b-2"]);
    assert_eq!(ids("<s:book id='1'/><s:book id='_1'/>"), ["_1-2", "_1"]);
    assert_eq!(ids("<s:book id='_1'/><s:book id='1'/>"), ["_1", "_1-2"]);
    assert_eq!(ids("<s:book id='a b'/><s:key> a_b </s:key>"), ["a_b-2"]);
    assert_eq!(
        ids("<s:book id='x:y'/><s:book id='x_y-2'/><s:book id='x y'/>"),
        ["x_y", "x_y-2", "x_y-3"]
    );
    // The same again is another id, too.
    assert_eq!(ids("<s:book id='a:b'/><s:book id='a:b'/>"), ["a_b", "a_b-2"]);
    let many: String = (1..20).map(|i| format!("<s:book id='{i}'/><s:book id='_{i}'/>")).collect();
    assert_eq!(ids(&many).len(), 38);
}

#[test]
fn a_fresh_id_is_unused() {
    // However it is written, and wherever it stands.
    let content =
        "<s:book/><s:book id='id&#45;1'/><s:book id='a' x='id-7'/><s:key>id-&#x38;</s:key>";
    let reading = tolerant::<Shelf>(&shelf(content));
    let ids: Vec<_> = reading.document.books.iter().map(|book| book.id.as_str()).collect();
    assert_eq!(ids, ["id-9", "id-1", "a"]);
    assert_eq!(findings(&reading.diagnostics), [(MissingAttribute, "/shelf/book[1]", 2, 1)]);
}

/// The whole received value, if it is read as another one.
#[test]
fn diagnostics_quote_the_received_value() {
    let long = format!("1{}", "x".repeat(100));
    let reading = tolerant::<Shelf>(&shelf(&format!("<s:book id='{long}'/>")));
    assert_eq!(reading.document.books[0].id, format!("_{long}").as_str());
    assert!(reading.diagnostics[0].message().contains(&long), "{}", reading.diagnostics[0]);
}

/// `xml:space` holds for typed elements, too.
#[test]
fn elements_that_preserve_space_are_not_indented() {
    let xml = shelf("<s:book id='a' xml:space='preserve'><s:title>t</s:title></s:book>");
    let value = tolerant::<Shelf>(&xml).document;
    let pretty = Doc::<Shelf>::to_xml_pretty(&value).unwrap();
    assert!(pretty.contains("xml:space=\"preserve\"><s:title>t</s:title></s:book>"), "{pretty}");
}

/// A root in no namespace, with a child in the default namespace of the document type.
#[test]
fn a_root_in_no_namespace_is_written_in_none() {
    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = Namespace::NONE, name = "plain")]
    struct Plain {
        #[xml(child)]
        books: Vec<Book>,
        unexpected: Unexpected,
    }
    struct PlainDocument;
    impl XmlApplication for PlainDocument {
        type Root = Plain;
        const NAME: &'static str = "plain";
        const CONTENT_TYPES: &'static [&'static str] = &[];
        const SPECIFICATION: &'static str = "these tests";
        const DEFAULT_NAMESPACE: Option<Namespace> = Some(S);
    }
    let xml = "<plain><book xmlns=\"urn:example:shelf\" id=\"a\"><title>t</title></book></plain>";
    let plain = Registry::empty()
        .parse_with::<PlainDocument>(xml.as_bytes(), &ReadOptions::strict())
        .unwrap()
        .document;
    let written = PlainDocument::to_xml(&plain).unwrap();
    assert_eq!(written.split_once("?>\n").unwrap().1.trim_end(), xml);
}

/// A prefix can begin in one text and end in the next: then it is another one, and is written the
/// same twice.
#[test]
fn f10_prefixes_are_noted_in_the_joined_text() {
    for content in [
        "<x xmlns='urn:x' xmlns:op='urn:op'>op<!--c-->:term</x>",
        "<x xmlns='urn:x' xmlns:op='urn:op'><y/>op<![CDATA[:]]>term<y/></x>",
        "default<s:key>k</s:key>op:t",
        "<s:key a='op:a'>k</s:key>o<s:key/>p:t",
        "<s:key>k<x/>op<!-- -->:t</s:key>",
    ] {
        let xml =
            format!("<s:shelf xmlns:s='urn:example:shelf' xmlns:op='urn:op'>{content}</s:shelf>");
        let shelf = tolerant::<Shelf>(&xml).document;
        let once = Doc::<Shelf>::to_xml(&shelf).unwrap();
        let again = tolerant::<Shelf>(&once).document;
        assert_eq!(again, shelf, "{content}");
        assert_eq!(Doc::<Shelf>::to_xml(&again).unwrap(), once, "{content}");
        let is_prefix = content.starts_with("<x xmlns");
        assert!(!is_prefix || once.contains("=\"urn:op\""), "{once}");
    }
}
