//! Shared by several test crates: reading in both modes, and diagnostics.
#![allow(dead_code, reason = "no test crate needs all of it")]

use std::marker::PhantomData;

use xml_app_core::{
    Diagnostic, Error, ErrorKind, ReadOptions, Reading, Registry, WriteOptions, XmlApplication,
    XmlElement,
};

/// A document type of any root element.
pub(crate) struct Doc<T>(PhantomData<fn() -> T>);

impl<T: XmlElement> XmlApplication for Doc<T> {
    type Root = T;
    const NAME: &'static str = "document";
    const CONTENT_TYPES: &'static [&'static str] = &["application/document+xml"];
    const SPECIFICATION: &'static str = "these tests";
}

/// Kind, path, line, column.
pub(crate) type Finding<'a> = (ErrorKind, &'a str, u32, u32);

pub(crate) fn findings(diagnostics: &[Diagnostic]) -> Vec<Finding<'_>> {
    diagnostics.iter().map(|d| (d.kind(), d.path(), d.line(), d.column())).collect()
}

pub(crate) fn tolerant<T: XmlElement>(xml: &str) -> Reading<T> {
    Registry::empty().parse_with::<Doc<T>>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap()
}

pub(crate) fn strict<T: XmlElement>(xml: &str) -> Result<Reading<T>, Error> {
    Registry::empty().parse_with::<Doc<T>>(xml.as_bytes(), &ReadOptions::strict())
}

/// Reads a document in tolerant and strict mode, writes it, and reads it again. The diagnostics
/// have to be these, and nothing may be lost.
pub(crate) fn check<T: XmlElement>(xml: &str, expected: &[Finding<'_>]) -> T {
    let value = check_repaired(xml, expected);
    let written = Doc::<T>::to_xml(&value).unwrap();
    assert_nothing_is_lost(xml, &written);
    value
}

/// As [`check`], for documents of which a part is written differently.
pub(crate) fn check_repaired<T: XmlElement>(xml: &str, expected: &[Finding<'_>]) -> T {
    check_with(&Registry::default(), xml, expected)
}

pub(crate) fn check_with<T: XmlElement>(
    registry: &Registry,
    xml: &str,
    expected: &[Finding<'_>],
) -> T {
    let options = ReadOptions::tolerant();
    let Reading { document, diagnostics, .. } =
        registry.parse_with::<Doc<T>>(xml.as_bytes(), &options).unwrap();
    assert_eq!(findings(&diagnostics), expected, "{diagnostics:#?}");
    let first = diagnostics.iter().find(|diagnostic| diagnostic.is_error());
    let options = ReadOptions::strict();
    match (first, registry.parse_with::<Doc<T>>(xml.as_bytes(), &options)) {
        (None, Ok(strict)) => assert_eq!(strict.document, document),
        (Some(first), Err(error)) => {
            assert_eq!(findings(error.diagnostics()), expected);
            assert_eq!(error.kind(), first.kind());
            assert_eq!(error.path(), Some(first.path()));
            assert_eq!((error.line(), error.column()), (Some(first.line()), Some(first.column())));
        }
        (first, strict) => panic!("tolerant: {first:?}, strict: {strict:?}"),
    }
    let options = ReadOptions::tolerant();
    for indent in [false, true] {
        let any_ids = WriteOptions { indent, allow_duplicate_ids: true };
        let written = Doc::<T>::to_xml_with(&document, &any_ids).unwrap();
        let again = registry.parse_with::<Doc<T>>(written.as_bytes(), &options).unwrap().document;
        assert_eq!(again, document, "{written}");
        assert_eq!(Doc::<T>::to_xml_with(&again, &any_ids), Ok(written));
    }
    document
}

/// Every element, attribute and word of one document is in the other, in an element of the same name.
pub(crate) fn assert_nothing_is_lost(received: &str, written: &str) {
    let mut there = items(written);
    for item in items(received) {
        let place = there.iter().position(|other| *other == item);
        let Some(place) = place else { panic!("{item} of {received} is not in {written}") };
        there.swap_remove(place);
    }
}

fn items(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let mut items = Vec::new();
    for node in document.descendants() {
        let owner = if node.is_text() { node.parent() } else { Some(node) };
        let Some(owner) = owner.filter(roxmltree::Node::is_element) else { continue };
        let owner = owner.tag_name();
        for word in text_of(node).split_whitespace() {
            items.push(format!("{owner:?}: {word}"));
        }
        if node.is_element() {
            items.push(format!("{owner:?}"));
        }
        for attribute in node.attributes() {
            let (name, value) = ((attribute.namespace(), attribute.name()), attribute.value());
            items.push(format!("{owner:?} @{name:?}={value:?}"));
        }
    }
    items
}

#[allow(clippy::disallowed_methods, reason = "a text node has no comment inside")]
fn text_of<'d>(node: roxmltree::Node<'d, '_>) -> &'d str {
    if node.is_text() { node.text().unwrap_or_default() } else { "" }
}
