//! Attributes: other spellings, those that a schema requires, and those of other namespaces; and types on
//! the heap.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Doc, check, strict, tolerant};
use xml_app_core::{
    ErrorKind, Extensions, Namespace, ReadOptions, Registry, Unexpected, XmlApplication as _,
    XmlElement, XmlType,
};

const D: Namespace = Namespace::new("urn:example:dialog", "d");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = D, name = "dialog")]
struct Dialog {
    #[xml(attribute, required)]
    version: Option<u32>,
    #[xml(attribute, alias = "display", alias = "displayname")]
    display_name: Option<String>,
    #[xml(child)]
    inner: Option<Box<Self>>,
    #[xml(child = "peer")]
    peer: Option<Box<Peer>>,
    #[xml(extensions(other, other_attributes))]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = D)]
struct Peer {
    #[xml(value = "name")]
    name: String,
    unexpected: Unexpected,
}

fn dialog(attributes: &str) -> String {
    format!("<dialog xmlns='urn:example:dialog' xmlns:x='urn:x' {attributes}/>")
}

#[test]
fn an_attribute_has_other_spellings() {
    for spelling in ["display", "displayname"] {
        let xml = dialog(&format!("version='1' {spelling}='Ida'"));
        let read = tolerant::<Dialog>(&xml);
        assert_eq!(read.document.display_name.as_deref(), Some("Ida"));
        assert_eq!(
            read.diagnostics[0].message(),
            format!("the attribute {spelling} is misspelt; read as display-name")
        );
        assert_eq!(strict::<Dialog>(&xml).unwrap_err().kind(), ErrorKind::Misspelt);
        let written = Doc::<Dialog>::to_xml(&read.document).unwrap();
        assert!(written.contains(" display-name=\"Ida\""), "{written}");
    }
    // The right spelling takes precedence, in any order; of two others, the first.
    for (attributes, name) in [
        ("display='b' display-name='a'", "a"),
        ("display-name='a' display='b'", "a"),
        ("displayname='a' display='b'", "a"),
    ] {
        let xml = dialog(&format!("version='1' {attributes}"));
        let dialog = tolerant::<Dialog>(&xml).document;
        assert_eq!(dialog.display_name.as_deref(), Some(name), "{attributes}");
        assert_eq!(dialog.extensions.attributes().len(), 1, "{attributes}");
        assert!(dialog.extensions.has_unexpected());
    }
}

#[test]
fn a_required_attribute_can_be_an_option() {
    let missing = (ErrorKind::MissingAttribute, "/dialog", 1, 1);
    let read = check::<Dialog>(&dialog(""), &[missing]);
    assert_eq!(read.version, None);
    let bad = check::<Dialog>(
        &dialog("version='new'"),
        &[(ErrorKind::InvalidValue, "/dialog/@version", 1, 52)],
    );
    assert_eq!(bad.version, None);
    assert_eq!(check::<Dialog>(&dialog("version='7'"), &[]).version, Some(7));
}

#[test]
fn attributes_of_other_namespaces_are_allowed() {
    let read = check::<Dialog>(&dialog("version='1' x:a='1' xml:lang='en'"), &[]);
    assert_eq!(read.extensions.attributes().len(), 2);
    assert!(!read.extensions.has_unexpected());
    let own = "<d:dialog xmlns:d='urn:example:dialog' version='1' d:a='1' b='2'/>";
    let unexpected = |attribute, column| (ErrorKind::UnexpectedAttribute, attribute, 1, column);
    let read =
        check::<Dialog>(own, &[unexpected("/dialog/@d:a", 52), unexpected("/dialog/@b", 60)]);
    assert!(read.extensions.has_unexpected());
}

#[test]
fn types_may_stand_on_the_heap() {
    let xml = "<dialog xmlns='urn:example:dialog' version='1'><dialog version='2'><peer><name>Ida</name>\
        </peer></dialog><peer><colour/></peer></dialog>";
    let read = Registry::empty()
        .parse_with::<Doc<Dialog>>(xml.as_bytes(), &ReadOptions::tolerant())
        .unwrap();
    let inner = read.document.inner.as_ref().unwrap();
    assert_eq!(inner.peer.as_ref().unwrap().name, "Ida");
    assert!(read.document.has_unexpected() && !inner.has_unexpected());
    let mut valid = read.document.clone();
    valid.remove_unexpected();
    assert!(!valid.has_unexpected());
}
