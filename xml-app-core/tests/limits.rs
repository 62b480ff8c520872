//! Limits are counted exactly, whatever is between what they count.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::Doc;
use xml_app_core::{ErrorKind, Extensions, Limits, Namespace, ReadOptions, Registry, XmlElement};

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

/// The kind of the error and its column, if there is one.
fn refusal(inside: &str, limits: Limits) -> Option<(ErrorKind, u32)> {
    let xml = format!("<p:party xmlns:p='urn:example:party'>{inside}</p:party>");
    let options = ReadOptions::tolerant().with_limits(limits);
    let error = Registry::empty().parse_with::<Doc<Party>>(xml.as_bytes(), &options).err()?;
    Some((error.kind(), error.column().unwrap_or(0)))
}

/// Where the content begins.
const START: u32 = 38;

#[test]
fn attributes_of_one_element_are_counted() {
    let limits = Limits { attributes: 3, ..Limits::default() };
    for few in [
        "<a b='1' c='2' d='3'/>",
        "<a b='1' c='2' d='3'></a><a b='1' c='2' d='3'/>",
        "<a b='= = = =' c='>' d='&lt;'/>",
        "<!-- <a b='' c='' d='' e=''/> --><a b=''/>",
        "<![CDATA[<a b='' c='' d='' e=''/>]]><a b=''/>",
        "<?a b='' c='' d='' e=''?><a b=''/>",
        "text = = = = <a/>",
    ] {
        assert_eq!(refusal(few, limits), None, "{few}");
    }
    for many in [
        "<a b='1' c='2' d='3' e='4'/>",
        "<a b = '1' c\n=\n'2' d='3' e=\"4\"></a>",
        "<a b='>' c='/>' d='<' e=''/>".replace('<', "&lt;").replacen("&lt;a", "<a", 1).as_str(),
        "<a b='1' xmlns='' xmlns:c='u' d='3'/>",
    ] {
        assert_eq!(refusal(many, limits), Some((ErrorKind::Limit, START)), "{many}");
    }
    let second = "<a/><a b='1' c='2' d='3' e='4'/>";
    assert_eq!(refusal(second, limits), Some((ErrorKind::Limit, START + 4)));
}

#[test]
fn namespaces_in_scope_are_counted() {
    // One is on the root.
    let limits = Limits { namespaces: 3, ..Limits::default() };
    for few in [
        "<a xmlns='u'><b xmlns='v'/></a>",
        "<a xmlns='u' xmlns:b='v'/><a xmlns='u' xmlns:b='v'/>",
        "<a xmlns='u' xmlns:b='v'><c/><c/></a><a xmlns='u' xmlns:b='v'><c/></a>",
        "<a xmlns='u'/><a xmlns='u'/><a xmlns='u'/><a xmlns='u'/>",
    ] {
        assert_eq!(refusal(few, limits), None, "{few}");
    }
    for (many, column) in [
        ("<a xmlns='u' xmlns:b='v' xmlns:c='w'/>", 0),
        ("<a xmlns='u'><b xmlns='v'><c xmlns='w'/></b></a>", 26),
        ("<a xmlns='u'><b/><b xmlns='v'><c xmlns='w'/></b></a>", 30),
        ("<a xmlns='u'/><a xmlns='u' xmlns:b='v'><c xmlns='w'/></a>", 39),
    ] {
        assert_eq!(refusal(many, limits), Some((ErrorKind::Limit, START + column)), "{many}");
    }
}

#[test]
fn depth_and_the_length_of_namespaces_are_counted() {
    let limits = Limits { depth: 3, namespace_bytes: 20, ..Limits::default() };
    assert_eq!(refusal("<a><b/></a><a><b></b></a>", limits), None);
    assert_eq!(refusal("<a><b><c/></b></a>", limits), Some((ErrorKind::Limit, START + 6)));
    let namespace = |length: usize| format!("<a xmlns='{}'/>", "u".repeat(length));
    assert_eq!(refusal(&namespace(20), limits), None);
    assert_eq!(refusal(&namespace(21), limits), Some((ErrorKind::Limit, START)));
}

#[test]
fn a_document_type_declaration_without_a_subset_is_ignored_in_tolerant_mode() {
    let read = |declaration: &str| {
        let xml = format!(
            "<?xml version='1.0'?>\n<!--a-->\n{declaration}<party xmlns='urn:example:party'>&</party>"
        );
        let options = ReadOptions::tolerant();
        let reading = Registry::empty().parse_with::<Doc<Party>>(&xml, &options).unwrap();
        let found =
            reading.diagnostics.iter().map(|found| (found.kind(), found.line(), found.column()));
        found.collect::<Vec<_>>()
    };
    let ignored = read("<!DOCTYPE p PUBLIC '->' \"[\n]\">\n");
    assert_eq!(ignored[0], (ErrorKind::DocumentType, 3, 1));
    // Positions after it are what they were.
    assert_eq!((ignored[1].1, ignored[1].2), (5, 34));
    assert_eq!(read("")[0].1, 3);
    let mut unclosed = "<!DOCTYPE x '".to_owned();
    unclosed.push_str("<party xmlns='urn:example:party'/>");
    assert!(Registry::empty().parse::<Doc<Party>>(&unclosed).is_err());
}

#[test]
fn a_document_type_declaration_is_refused() {
    let read_as = |xml: &str, options: ReadOptions| {
        let error = Registry::empty().parse_with::<Doc<Party>>(xml.as_bytes(), &options).err()?;
        Some((error.kind(), error.line(), error.column()))
    };
    let read = |xml: &str| read_as(xml, ReadOptions::tolerant());
    let root = "<party xmlns='urn:example:party'/>";
    let bare = format!("<!-- <!DOCTYPE x> -->\n <!DOCTYPE x>{root}");
    let refused = read_as(&bare, ReadOptions::strict());
    assert_eq!(refused, Some((ErrorKind::DocumentType, Some(2), Some(2))));
    let with_subset = format!("<!-- <!DOCTYPE x> -->\n <!DOCTYPE x []>{root}");
    assert_eq!(read(&with_subset), Some((ErrorKind::DocumentType, Some(2), Some(2))));
    assert_eq!(read(&format!("<!-- <!DOCTYPE x> -->{root}")), None);
    assert_eq!(read("<party xmlns='urn:example:party'><![CDATA[<!DOCTYPE x>]]></party>"), None);
}
