//! Documents whose root is in no namespace, or in that of a draft.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{findings, strict, tolerant};
use xml_app_core::ErrorKind::{InvalidValue, Misspelt, TooMany, UnexpectedAttribute, WrongRoot};
use xml_app_core::{
    Extensions, Id, Namespace, ReadOptions, Reading, Registry, XmlApplication, XmlElement,
};

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(attribute)]
    id: Option<Id>,
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(value = "size")]
    size: Option<u8>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

/// Parties, which have been in another namespace.
struct Parties;
impl XmlApplication for Parties {
    type Root = Party;
    const NAME: &'static str = "party";
    const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
    const SPECIFICATION: &'static str = "these tests";
    const OBSOLETE_NAMESPACES: &'static [&'static str] = &["urn:draft"];
}

#[test]
fn a_document_without_its_namespace_is_read_tolerantly() {
    let xml = "<?xml version='1.0'?>
<party id='1'><title>ä</title><size>x</size>
<size>1</size><size>2</size></party>";
    let Reading { document, diagnostics, .. } = tolerant::<Party>(xml);
    assert_eq!(document.title.as_deref(), Some("ä"));
    assert_eq!(document.size, Some(1));
    assert_eq!(
        findings(&diagnostics),
        [
            (WrongRoot, "/party", 2, 1),
            (InvalidValue, "/party/@id", 2, 8),
            (InvalidValue, "/party/size[1]", 2, 31),
            (TooMany, "/party/size[3]", 3, 15),
        ]
    );
    let error = strict::<Party>(xml).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (WrongRoot, Some(2), Some(1)));
    assert_eq!(error.message(), "the root element is party, expected {urn:example:party}party");
    // Only where there is none at all.
    let foreign = "<party xmlns='urn:x'/>";
    assert_eq!(strict::<Party>(foreign).unwrap_err().kind(), WrongRoot);
}

/// What stands in the root's tag, and looks like the namespace or its declaration, is no trap.
#[test]
fn only_declarations_of_the_root_are_repaired() {
    for tag in [
        "party xmlns='urn:draft'",
        "party xmlns=''",
        "party xmlns=\"urn:draft\"",
        "party\n xmlns = 'urn:draft' ",
        "p:party xmlns:p='urn:draft'",
        "p:party xmlns='urn:draft' xmlns:p='urn:draft'",
        "party x=\" xmlns='urn:y' \" xmlns='urn:draft'",
        "party x='urn:draft' xmlns='urn:draft'",
        "party xmlns:x='urn:draft:more' xmlns='urn:draft'",
        "party xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xsi:schemaLocation='urn:draft party.xsd' xmlns='urn:draft'",
        "party xmlns='urn:&#100;raft'",
    ] {
        let prefix = if tag.starts_with("p:") { "p:" } else { "" };
        let xml = format!("<{tag}>\n<{prefix}title>a</{prefix}title></{prefix}party>");
        let reading = Registry::empty()
            .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant())
            .unwrap();
        assert_eq!(findings(&reading.diagnostics), [(WrongRoot, "/party", 1, 1)], "{tag}");
        assert_eq!(reading.document.title.as_deref(), Some("a"), "{tag}");
        for kept in reading.document.extensions.attributes() {
            assert!(tag.contains(&*kept.value), "{tag}: {kept:?}");
        }
        let strict =
            Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::strict());
        assert_eq!(strict.unwrap_err().kind(), WrongRoot, "{tag}");
    }
    let both = "<p:party xmlns='urn:draft' xmlns:p='urn:draft'><title>a</title></p:party>";
    let reading =
        Registry::empty().parse_with::<Parties>(both.as_bytes(), &ReadOptions::tolerant()).unwrap();
    assert_eq!(reading.document.title.as_deref(), Some("a"));
}

/// Also of what stands behind two changes.
#[test]
fn places_are_those_of_what_was_received() {
    let xml = "<p:party xmlns='urn:draft' xmlns:p='urn:draft' xsi:nil='1'\
               \txmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' id='1'>\n\
               <size>x</size></p:party>";
    let reading =
        Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap();
    let place = |text: &str| u32::try_from(xml.find(text).unwrap() + 1).unwrap();
    assert_eq!(
        findings(&reading.diagnostics),
        [
            (WrongRoot, "/party", 1, 1),
            (UnexpectedAttribute, "/party/@xsi:nil", 1, place("xsi:nil")),
            (InvalidValue, "/party/@id", 1, place("id='1'")),
            (InvalidValue, "/party/size", 2, 1),
        ]
    );
}

/// Another namespace results; one client writes it.
#[test]
fn blanks_around_a_namespace_are_left_out() {
    for (tag, repaired) in [
        ("p:party xmlns:p=' urn:example:party'", None),
        ("p:party xmlns:p='urn:example:party '", None),
        ("p:party xmlns:p=\"\t urn:example:party  \" x=' a '", None),
        ("p:party xmlns:p=' urn:draft '", Some((WrongRoot, "/party", 1, 1))),
    ] {
        let xml = format!("<{tag}><p:title>a</p:title><p:size>x</p:size></p:party>");
        let place = u32::try_from(xml.find("<p:size>").unwrap() + 1).unwrap();
        let reading = Registry::empty()
            .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant())
            .unwrap();
        let mut expected = vec![(Misspelt, "/party", 1, 1)];
        expected.extend(repaired);
        expected.push((InvalidValue, "/party/size", 1, place));
        assert_eq!(findings(&reading.diagnostics), expected, "{tag}");
        assert_eq!(reading.document.title.as_deref(), Some("a"), "{tag}");
        let strict = Registry::empty()
            .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::strict())
            .unwrap_err();
        assert_eq!(strict.kind(), WrongRoot, "{tag}");
    }
    // Where it says nothing else, there is a warning in strict mode, too.
    let xml = "<p:party xmlns:p='urn:example:party'><x:y xmlns:x=' urn:x'/></p:party>";
    let strict =
        Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::strict()).unwrap();
    assert_eq!(findings(&strict.diagnostics), [(Misspelt, "/party", 1, 1)]);
    // Characters that are white space in Rust, but not in XML.
    for blank in ["\u{c}", "\u{c} ", " \u{c}", "\u{a0}"] {
        let xml = format!("<p:party xmlns:p='urn:example:party' xmlns:q='{blank}urn:x{blank}'/>");
        let _ = Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant());
    }
    // Elsewhere it is a text.
    let xml = "<p:party xmlns:p='urn:example:party' x=\" xmlns:y=' urn:y'\"/>";
    let reading =
        Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap();
    assert_eq!(findings(&reading.diagnostics), []);
    // A namespace of blanks alone has nothing to leave out.
    let xml = "<p:party xmlns:p='urn:example:party' xmlns:q=' '/>";
    let reading =
        Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap();
    assert_eq!(findings(&reading.diagnostics), []);
    // Also where they are line breaks: everything stays where it is.
    let xml = "<p:party xmlns:p='\n urn:example:party\n'><p:size>x</p:size></p:party>";
    let reading =
        Registry::empty().parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap();
    let expected = [(Misspelt, "/party", 1, 1), (InvalidValue, "/party/size", 3, 3)];
    assert_eq!(findings(&reading.diagnostics), expected);
}

/// What would not be well-formed without them is read as it came.
#[test]
fn a_repair_that_breaks_the_document_is_not_made() {
    for attributes in [
        "xmlns:x=' urn:x' xmlns:y='urn:x' x:k='1' y:k='2'",
        "xmlns:x=' http://www.w3.org/2000/xmlns/'",
        "xmlns:x='http://www.w3.org/XML/1998/namespace '",
    ] {
        let xml = format!("<p:party xmlns:p='urn:example:party' {attributes}/>");
        let reading = Registry::empty()
            .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant())
            .unwrap();
        assert_eq!(findings(&reading.diagnostics), [(Misspelt, "/party", 1, 1)], "{attributes}");
    }
    let xml = "<p:party xmlns:q='urn:example:party' xmlns:p='urn:draft' p:k='1' q:k='2'/>";
    let error = Registry::empty()
        .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant())
        .unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (WrongRoot, Some(1), Some(1)));
    // An error that ends reading is where it is in what was received.
    let xml = "<p:party xmlns:p='   urn:example:party'><p:title></p:party>";
    let error = Registry::empty()
        .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::tolerant())
        .unwrap_err();
    let strict = Registry::empty()
        .parse_with::<Parties>(xml.as_bytes(), &ReadOptions::strict())
        .unwrap_err();
    assert_eq!((error.line(), error.column()), (strict.line(), strict.column()));
}
