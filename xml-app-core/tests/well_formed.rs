//! Ill-formed input that was accepted before, and messages. Each test is named after its case.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use std::thread;

use support::{findings, strict, tolerant};
use xml_app_core::ErrorKind::{EmptyDocument, Misspelt, NotWellFormed};
use xml_app_core::{Extensions, Namespace, ReadOptions, Registry, XmlElement};

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(attribute)]
    host: Option<String>,
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

fn party(content: &str) -> String {
    format!("<party xmlns='urn:example:party'>{content}</party>")
}

/// Indented, so that the tree is made of the text without its white space.
fn indented(content: &str) -> String {
    party(&format!("\n <a/>\n <a/>\n <a/>\n <a/>\n{content}\n"))
}

/// The message and place of the error in both modes.
fn refused(xml: &str) -> String {
    let error = strict::<Party>(xml).unwrap_err();
    let expected = if xml.trim().is_empty() { EmptyDocument } else { NotWellFormed };
    assert_eq!(error.kind(), expected, "{error} of {xml:?}");
    let tolerant =
        Registry::empty().parse_with::<support::Doc<Party>>(xml, &ReadOptions::tolerant());
    let Err(again) = tolerant else { panic!("accepted in tolerant mode: {xml:?}") };
    assert_eq!(again.kind(), expected, "{again} of {xml:?}");
    error.to_string()
}

#[test]
fn f01_a_quote_that_is_none() {
    let inputs = [
        "< xmlns=u< xmlns= u\"u",
        "<a xmlns=u xmlns= u'u'/>",
        "<a xmlns=u urn:x u/>",
        "<p:party xmlns:p= urn:example:party />",
        "<party xmlns=' urn:example:party ' <party xmlns=' urn:example:party '",
    ];
    for xml in inputs {
        // No more stack than a thread has by default.
        thread::Builder::new()
            .stack_size(2 << 20)
            .spawn(move || {
                refused(xml);
            })
            .unwrap()
            .join()
            .unwrap();
    }
}

/// A repair must not make ill-formed input well-formed.
#[test]
fn f01_blanks_that_set_nothing_apart() {
    for tag in [
        "party xmlns='urn:example:party 'host='a'",
        "party xmlns=\"urn:example:party \"host='a'",
        "party xmlns='urn:example:party 'xmlns:x='urn:x'",
    ] {
        refused(&format!("<{tag}/>"));
    }
    for tag in ["party xmlns='urn:example:party ' host='a'", "party xmlns='urn:example:party '"] {
        let reading = tolerant::<Party>(&format!("<{tag}/>"));
        assert_eq!(findings(&reading.diagnostics), [(Misspelt, "/party", 1, 1)]);
    }
}

/// A name that merely ends in `xmlns` declares nothing, so its value may be empty.
#[test]
fn names_that_end_in_xmlns_are_names() {
    let xml = "<party xmlns='urn:example:party' xmlns:zxmlns='urn:z' zxmlns:p=''/>";
    assert_eq!(findings(&tolerant::<Party>(xml).diagnostics), []);
    assert!(strict::<Party>(xml).is_ok());
}

#[test]
fn f8_p2_p3_processing_instructions_follow_their_grammar() {
    for instruction in [
        "<?x,y?>",
        "<?x\u{d7} y?>",
        "<?om<?>",
        "<?x?y?>",
        "<?x??>",
        "<?1?>",
        "<?-?>",
        "<? x?>",
        "<?x:y?>",
        "<?:x?>",
        "<?x\u{2028}y?>",
        "<?xml/?>",
        "<?xml?>",
        "<?XmL?>",
        "<?xml<a/> version='1.0'?>",
    ] {
        refused(&format!("{instruction}{}", party("")));
        refused(&party(instruction));
        refused(&party(&format!("<a/> text {instruction} text")));
        refused(&format!("{}{instruction}", party("")));
    }
    for instruction in ["<?x?>", "<?x ?>", "<?x\n,y?>", "<?xm l?>", "<?xmlx y?>", "<?\u{e4} ??>"] {
        for xml in [
            format!("{instruction}{}", party("")),
            party(instruction),
            format!("{}{instruction}", party("")),
        ] {
            assert!(strict::<Party>(&xml).is_ok(), "{xml:?}");
        }
    }
}

#[test]
fn p4_p5_an_xml_declaration_stands_first_and_follows_its_grammar() {
    for declaration in [
        "<?xml\tversion=\"1.0\"?<?x y?>",
        "<?xml version='1.0'? >",
        "<?xml-8\"?>",
        "<?xml/?>",
        "<?xml version='1.0'encoding='UTF-8'?>",
        "<?xml\u{c}version='1.0'?>",
    ] {
        refused(&format!("{declaration}{}", party("")));
    }
    refused(&format!("{}<?xml<a/> version='1.0'?>", party("")));
    refused(&party("<?xml\tversion='1.0'?>"));
    for declaration in ["<?xml\tversion='1.0'?>", "<?xml\n version\r=\t'1.0'\n?>"] {
        assert!(strict::<Party>(&format!("{declaration}{}", party(""))).is_ok(), "{declaration}");
    }
}

#[test]
fn p6_end_tags_begin_with_no_colon() {
    for content in ["<title>gps</:title>", "<a></:a>", "<a><b></b></:a>"] {
        refused(&party(content));
        refused(&indented(content));
    }
    assert_eq!(strict::<Party>(&party("<title>&lt;/:a></title>")).unwrap().diagnostics, []);
}

/// libxml2 accepts an element in the namespace of `xml:`, of which XML 1.0 has attributes only. The
/// parser below cannot read it.
#[test]
fn p1_no_element_is_in_the_reserved_prefix() {
    refused("<xml:ove \nl=\"doc/@a\"/>");
    refused(&party("<xml:a/>"));
    refused(&party("<xmlns:a/>"));
    assert!(strict::<Party>(&party("<x xml:lang='en' xml:space='preserve'/>")).is_ok());
}

#[test]
fn p8_every_line_end_becomes_a_line_feed() {
    for (text, title) in [
        ("x\r&amp;y", "x\n&y"),
        ("x\r\n&amp;\r\ny\r", "x\n&\ny\n"),
        ("&amp;\r<!-- -->\n", "&\n\n"),
        ("&amp;\r", "&\n"),
        ("\r&#13;\r&#13;\n", "\n\r\n\r\n"),
        ("<![CDATA[\r&\r\n]]>\r&lt;", "\n&\n\n<"),
    ] {
        let reading = strict::<Party>(&party(&format!("<title>{text}</title>"))).unwrap();
        assert_eq!(reading.document.title.as_deref(), Some(title), "{text:?}");
        let host = "<party xmlns='urn:example:party' host='a\r&amp;\r\nb\rc'/>";
        assert_eq!(strict::<Party>(host).unwrap().document.host.as_deref(), Some("a & b c"));
    }
}

#[test]
fn i6_a_bare_ampersand_is_read_and_reported() {
    let xml = party("\n<title>R&D & more & &amp; &copy, <!-- & --><![CDATA[&]]></title>");
    let reading = tolerant::<Party>(&xml);
    assert_eq!(reading.document.title.as_deref(), Some("R&D & more & & &copy, &"));
    assert_eq!(
        findings(&reading.diagnostics),
        [
            (NotWellFormed, "/", 2, 9),
            (NotWellFormed, "/", 2, 12),
            (NotWellFormed, "/", 2, 19),
            (NotWellFormed, "/", 2, 27),
        ]
    );
    assert!(reading.diagnostics.iter().all(xml_app_core::Diagnostic::is_error));
    assert_eq!(
        reading.diagnostics[0].to_string(),
        "2:9: error: /: an & that begins no reference; read as &amp;"
    );
    let error = strict::<Party>(&xml).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (NotWellFormed, Some(2), Some(9)));

    // In attributes, and together with other repairs; what follows stays where it is.
    let xml = "<party xmlns=' urn:example:party' host='A&B'><title a='&&'/><x>&</x></party>";
    let reading = tolerant::<Party>(xml);
    assert_eq!(reading.document.host.as_deref(), Some("A&B"));
    let places: Vec<_> = findings(&reading.diagnostics).iter().map(|found| found.3).collect();
    let place = |text: &str| u32::try_from(xml.find(text).unwrap() + 1).unwrap();
    let first = place("&&");
    assert_eq!(places, [1, place("&B"), place("<title"), first, first + 1, place("&</x>")]);

    // A reference to something that is not declared is none of these, nor one to no character.
    for content in ["&unknown;", "&#0;", "&#;", "&#x;"] {
        refused(&party(content));
    }
}

#[test]
fn i6_bare_ampersands_are_counted() {
    let xml = party(&"&".repeat(70_000));
    let error = Registry::empty().parse_with::<support::Doc<Party>>(xml, &ReadOptions::tolerant());
    assert_eq!(error.unwrap_err().message(), "more than 65536 diagnostics");
}

#[test]
fn a02_a_tag_that_is_not_closed_is_named_with_its_place() {
    let xml = "<party xmlns='urn:example:party'>\n <x a='>'/><title>\n <y></y><title>\n</party>";
    assert_eq!(
        refused(xml),
        "4:1: not well-formed: expected the end tag of <title>, which begins at 3:9; \
         found </party>"
    );
    let xml = "<party xmlns='urn:example:party'>\n<!-- <a> --><p:title>";
    assert!(refused(xml).contains("p"), "an unbound prefix is said first");
    let xml = "<party xmlns='urn:example:party'>\n<!-- <a> --><title>";
    assert_eq!(
        refused(xml),
        "2:20: not well-formed: the document ends in <title>, which begins at 2:13"
    );
}

#[test]
fn a06_an_empty_document_is_called_empty() {
    assert_eq!(refused(""), "1:1: the document is empty");
    assert_eq!(refused(" \n"), "1:1: the document is empty");
    assert_eq!(refused("<!-- -->"), "1:1: not well-formed: there is no element");
}

#[test]
fn a25_text_after_the_root_is_reported_as_such() {
    let xml = party("<a/>") + " \n]]> \n";
    assert_eq!(refused(&xml), "2:1: not well-formed: \"]]>\" follows the end of the document");
    let twice = party("").repeat(2);
    assert!(refused(&twice).ends_with("follows the end of the document"), "{}", refused(&twice));
}
