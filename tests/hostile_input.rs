//! Hostile input: an error within its limit; no panic, no abort, no overflow of a small stack.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic")]

use std::fmt::Write as _;

use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{Error, ErrorKind, Limits, Mode, ReadOptions, XmlApplication};

const STACK: usize = 2 << 20;
const HEAD: &str = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:ida@example.com'>";

/// Far above the default. The depth stays limited because of the stack.
const RAISED: Limits = Limits {
    bytes: 256 << 20,
    depth: usize::MAX,
    nodes: u32::MAX,
    attributes: 1_000_000,
    namespaces: 1_000_000,
    namespace_bytes: usize::MAX,
    diagnostics: usize::MAX,
};

/// The result of reading in a thread with a small stack.
fn read_with(bytes: Vec<u8>, options: ReadOptions) -> Result<Presence, Error> {
    let read = move || {
        let reading = sip_payloads::parse_with::<Pidf>(&bytes, &options)?;
        Ok(reading.document)
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(read);
    thread.unwrap().join().expect("no panic")
}

fn read(bytes: impl Into<Vec<u8>>) -> Result<Presence, Error> {
    read_with(bytes.into(), ReadOptions::tolerant())
}

fn kind(bytes: impl Into<Vec<u8>>) -> ErrorKind {
    let error = read(bytes).expect_err("hostile");
    assert!(error.line().is_some() || error.kind() == ErrorKind::Limit, "{error:?}");
    error.kind()
}

fn in_presence(content: &str) -> String {
    format!("{HEAD}{content}</presence>")
}

fn repeat(count: usize, mut piece: impl FnMut(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "{}", piece(index));
        text
    })
}

#[test]
fn a_million_elements_inside_each_other() {
    let closed = format!("{}{}", "<x>".repeat(1_000_000), "</x>".repeat(1_000_000));
    assert_eq!(kind(in_presence(&closed)), ErrorKind::Limit);
    // The depth of ill-formed input is not checked.
    assert_eq!(kind(format!("{HEAD}{}", "<x>".repeat(1_000_000))), ErrorKind::NotWellFormed);
    assert_eq!(kind("<x>".repeat(1_000_000)), ErrorKind::NotWellFormed);
}

#[test]
fn the_depth_is_counted_exactly() {
    let nested =
        |depth: usize| in_presence(&format!("{}{}", "<x>".repeat(depth), "</x>".repeat(depth)));
    assert!(read(nested(127)).is_ok());
    assert_eq!(kind(nested(128)), ErrorKind::Limit);
    let options = ReadOptions::tolerant().with_limits(RAISED);
    let raised = |depth: usize| read_with(nested(depth).into(), options.clone());
    assert!(raised(Limits::DEEPEST - 1).is_ok());
    assert_eq!(raised(Limits::DEEPEST).unwrap_err().kind(), ErrorKind::Limit);
    let empty = |depth: usize| nested(depth).replacen("<x></x>", "<x/>", 1);
    assert!(read(empty(127)).is_ok());
    assert_eq!(kind(empty(128)), ErrorKind::Limit);
}

#[test]
fn the_deepest_document_can_be_read_written_compared_and_dropped() {
    let depths = [(Limits::default(), 128), (RAISED, Limits::DEEPEST)];
    let cases = depths.into_iter().flat_map(|(limits, depth)| {
        [Mode::Tolerant, Mode::Strict].map(|mode| (limits, depth - 1, mode))
    });
    for (limits, depth, mode) in cases {
        let xml =
            in_presence(&format!("{}{}", "<x xmlns='urn:x'>".repeat(depth), "</x>".repeat(depth)));
        let work = move || {
            let limits = Limits { namespaces: 2 * depth, ..limits };
            let options = ReadOptions { mode, ..ReadOptions::default() }.with_limits(limits);
            let presence = sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &options)?.document;
            let written = Pidf::to_xml_pretty(&presence)?;
            let again = sip_payloads::parse_with::<Pidf>(written.as_bytes(), &options)?;
            assert_eq!(again.document, presence);
            Ok::<_, Error>(presence.clone() == presence)
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
        assert_eq!(thread.join().expect("no panic"), Ok(true));
    }
}

#[test]
fn a_hundred_thousand_attributes() {
    let attributes = repeat(100_000, |index| format!(" a{index}=''"));
    assert_eq!(kind(in_presence(&format!("<x{attributes}/>"))), ErrorKind::Limit);
    assert_eq!(kind(HEAD.replace('>', &attributes) + "/>"), ErrorKind::Limit);
    let declarations = repeat(100_000, |index| format!(" xmlns:a{index}='u'"));
    assert_eq!(kind(in_presence(&format!("<x{declarations}/>"))), ErrorKind::Limit);
    let same = " a=''".repeat(100_000);
    assert_eq!(kind(in_presence(&format!("<x{same}/>"))), ErrorKind::Limit);
}

#[test]
fn attributes_are_counted_exactly() {
    let with =
        |count| in_presence(&format!("<x{}/>", repeat(count, |index| format!(" a{index}=''"))));
    assert!(read(with(256)).is_ok());
    assert_eq!(kind(with(257)), ErrorKind::Limit);
}

#[test]
fn namespace_declarations_in_scope() {
    let nested = |levels: usize, each: usize| {
        let open = repeat(levels, |level| {
            let declarations = repeat(each, |index| format!(" xmlns:a{level}-{index}='u'"));
            format!("<x{declarations}>")
        });
        in_presence(&format!("{open}{}", "</x>".repeat(levels)))
    };
    assert!(read(nested(100, 1)).is_ok());
    assert_eq!(kind(nested(50, 3)), ErrorKind::Limit);
    assert_eq!(kind(nested(10_000, 10)), ErrorKind::Limit);
    // Siblings are not in scope together.
    assert!(read(in_presence(&repeat(1_000, |i| format!("<x xmlns:a{i}='u'/>")))).is_ok());
}

#[test]
fn too_many_nodes() {
    let xml = in_presence(&"<x/>".repeat(5 << 19));
    let limits = Limits { nodes: 1 << 20, ..Limits::default() };
    let error = read_with(xml.into_bytes(), ReadOptions::tolerant().with_limits(limits));
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Limit);
}

#[test]
fn entity_bombs() {
    let levels = repeat(10, |level| {
        format!("<!ENTITY e{} '{}'>", level + 1, format!("&e{level};").repeat(10))
    });
    let laughs =
        format!("<!DOCTYPE p [<!ENTITY e0 'ha'>{levels}]>{}", in_presence("<note>&e10;</note>"));
    assert_eq!(kind(laughs), ErrorKind::DocumentType);
    let quadratic = format!(
        "<!DOCTYPE p [<!ENTITY e '{}'>]>{}",
        "a".repeat(100_000),
        in_presence(&"&e;".repeat(10_000))
    );
    assert_eq!(kind(quadratic), ErrorKind::DocumentType);
    let external = "<!DOCTYPE p SYSTEM 'file:///etc/passwd'>".to_owned() + &in_presence("");
    // It is ignored, and nothing is fetched.
    assert!(read_with(external.into_bytes(), ReadOptions::tolerant()).is_ok());
    let with_reference = "<!DOCTYPE p SYSTEM 'file:///etc/passwd'>".to_owned();
    assert_eq!(kind(with_reference + &in_presence("<note>&e;</note>")), ErrorKind::NotWellFormed);
    let external = "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>".to_owned();
    assert_eq!(kind(external + &in_presence("<note>&e;</note>")), ErrorKind::DocumentType);
    assert_eq!(kind(in_presence("<note>&e;</note>")), ErrorKind::NotWellFormed);
}

#[test]
fn characters_that_xml_does_not_have() {
    let raw = ["\0", "\u{1}", "\u{8}", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"];
    let references = [
        "&#0;",
        "&#x0;",
        "&#1;",
        "&#xD800;",
        "&#xDFFF;",
        "&#55296;",
        "&#x110000;",
        "&#xFFFE;",
        "&#99999999999999999999;",
        "&#;",
        "&#x;",
        "&#-1;",
    ];
    for text in raw.into_iter().chain(references) {
        assert_eq!(
            kind(in_presence(&format!("<note>{text}</note>"))),
            ErrorKind::NotWellFormed,
            "{text:?}"
        );
        assert_eq!(
            kind(in_presence(&format!("<x a='{text}'/>"))),
            ErrorKind::NotWellFormed,
            "{text:?}"
        );
    }
    let surrogate = [HEAD.as_bytes(), b"<note>\xED\xA0\x80</note></presence>"].concat();
    assert_eq!(kind(surrogate), ErrorKind::Encoding);
    let overlong = [HEAD.as_bytes(), b"<note>\xC0\x80</note></presence>"].concat();
    assert_eq!(kind(overlong), ErrorKind::Encoding);
}

#[test]
fn utf_16() {
    let declared = format!(
        "<?xml version='1.0' encoding='UTF-16'?>{}",
        in_presence("<note>\u{1F600}ä</note>")
    );
    // The declaration is wrong: the bytes are UTF-8. They are read.
    assert_eq!(read(declared.clone()).unwrap().notes[0], "\u{1F600}ä");
    let little: Vec<u8> = declared.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(little.clone()).unwrap().notes[0], "\u{1F600}ä");
    assert_eq!(kind(&little[..little.len() - 1]), ErrorKind::Encoding);
    let lone: Vec<u8> =
        declared.encode_utf16().filter(|unit| *unit != 0xDE00).flat_map(u16::to_be_bytes).collect();
    assert_eq!(kind(lone), ErrorKind::Encoding);
    assert_eq!(kind([0xFF, 0xFE]), ErrorKind::EmptyDocument);
}

#[test]
fn a_hundred_megabytes_of_text() {
    let xml = in_presence(&format!("<note>{}</note>", "x".repeat(100_000_000))).into_bytes();
    let error = read(xml.clone()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let presence = read_with(xml, ReadOptions::tolerant().with_limits(RAISED)).unwrap();
    assert_eq!(presence.notes[0].text.len(), 100_000_000);
}

#[test]
fn bytes_are_counted_as_utf_8_too() {
    // In UTF-16 each of these is two bytes, in UTF-8 three.
    let xml = in_presence(&format!("<note>{}</note>", "\u{FFFD}".repeat(1000)));
    let utf_16: Vec<u8> = xml.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let limits = Limits { bytes: utf_16.len(), ..Limits::default() };
    assert!(xml.len() > utf_16.len());
    let error = read_with(utf_16, ReadOptions::tolerant().with_limits(limits)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
}

#[test]
fn truncated_at_every_byte() {
    let everything = include_str!("documents/valid/pidf-everything.xml");
    let document = everything.replace("quiet", "\u{1F92B}").into_bytes();
    assert!(document.len() > 900 && document.ends_with(b"</presence>\n"));
    for mode in [Mode::Tolerant, Mode::Strict] {
        let options = ReadOptions { mode, ..ReadOptions::default() };
        for length in 0..document.len() - 1 {
            let result = sip_payloads::parse_with::<Pidf>(&document[..length], &options);
            let error = result.unwrap_err();
            let kinds = [ErrorKind::NotWellFormed, ErrorKind::Encoding];
            let is_expected = match length {
                0 => error.kind() == ErrorKind::EmptyDocument,
                _ => kinds.contains(&error.kind()),
            };
            assert!(is_expected, "{length}: {error:?}");
            assert!(error.line().is_some() && error.column().is_some(), "{length}: {error:?}");
        }
        let whole = &document[..document.len() - 1];
        assert!(sip_payloads::parse_with::<Pidf>(whole, &options).is_ok());
    }
}

#[test]
fn every_byte_replaced() {
    let document = include_bytes!("documents/valid/other-prefixes.xml");
    for index in 0..document.len() {
        for byte in [0, b'<', b'>', b'&', b'"', b'\'', b'=', b' ', b']', 0x80, 0xFF] {
            let mut changed = document.to_vec();
            changed[index] = byte;
            if let Ok(presence) = sip_payloads::parse::<Pidf>(&changed) {
                let written = Pidf::to_xml(&presence).unwrap();
                assert_eq!(sip_payloads::parse::<Pidf>(written.as_bytes()), Ok(presence));
            }
        }
    }
}

#[test]
fn nothing_at_all() {
    for document in ["", " ", "\n", "\u{feff}"] {
        assert_eq!(kind(document), ErrorKind::EmptyDocument, "{document:?}");
    }
    for document in ["<", "<?xml version='1.0'?>", "<!-- -->", "&", "]]>"] {
        assert_eq!(kind(document), ErrorKind::NotWellFormed, "{document:?}");
    }
}

#[test]
fn many_faults_cost_a_diagnostic_each() {
    let xml = in_presence(&"<tuple/>".repeat(20_000));
    let reading =
        sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::tolerant()).unwrap();
    assert_eq!(reading.document.tuples.len(), 20_000);
    // The id is missing, and so is the status.
    assert_eq!(reading.diagnostics.len(), 40_000);
    assert_eq!(reading.diagnostics[39_999].path(), "/presence/tuple[20000]");
}

/// Kept content is not searched again for each fault.
#[test]
fn many_faults_of_one_element_are_one_pass() {
    const COUNT: usize = 30_000;
    let sphere = |content: &str| {
        in_presence(&format!(
            "<person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p'>\
             <sphere xmlns='urn:ietf:params:xml:ns:pidf:rpid'>{content}</sphere></person>"
        ))
    };
    let limits = Limits { diagnostics: COUNT, ..Limits::default() };
    let options = ReadOptions::tolerant().with_limits(limits);
    for xml in [
        in_presence(&"t<x xmlns='urn:x'/>".repeat(COUNT)),
        sphere(&"<home/>".repeat(COUNT)),
        sphere(&"<x xmlns='urn:x'/>".repeat(COUNT)),
    ] {
        let presence = read_with(xml.into(), options.clone()).unwrap();
        assert!(!presence.extensions.is_empty());
    }
}

/// Names of elements around a fault are not repeated in full for each fault.
#[test]
fn long_names_do_not_make_long_paths() {
    let name = "x".repeat(1_000_000);
    let inside = "<person xmlns='urn:ietf:params:xml:ns:pidf:data-model'/>".repeat(100);
    let xml = in_presence(&format!("<{name} xmlns='urn:x'>{inside}</{name}>"));
    let strict = sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::strict());
    let error = strict.err().unwrap();
    assert!(error.diagnostics().len() >= 100);
    let longest = error.diagnostics().iter().map(|found| found.path().len()).max();
    assert!(longest.is_some_and(|longest| longest < 200), "{longest:?}");
    let (start, end) = ("<x xmlns='urn:x'>".repeat(100), "</x>".repeat(100));
    let inside = "<person xmlns='urn:ietf:params:xml:ns:pidf:data-model'/>";
    let deep = in_presence(&format!("{start}{inside}{end}"));
    let strict = sip_payloads::parse_with::<Pidf>(deep.as_bytes(), &ReadOptions::strict());
    let path = strict.err().unwrap().diagnostics()[0].path().to_owned();
    let (start, end) = path.split_once("/…").unwrap();
    assert_eq!(start, format!("/presence{}", "/x".repeat(15)));
    assert_eq!(end, format!("{}/person", "/x".repeat(15)));
}

/// Text that looks like the beginning of a declaration is not followed to the end of the document,
/// and white space around namespaces is not counted again for each fault.
#[test]
fn the_beginnings_of_declarations_are_one_pass() {
    let text = in_presence(&format!("<note>{}</note>", "'xmlns".repeat(200_000)));
    assert_eq!(read(text).unwrap().notes.len(), 1);
    // Default namespaces that are none: in text, and in a value after a real one.
    let many = " xmlns='q'".repeat(200_000);
    assert_eq!(read(in_presence(&format!("<note>{many}</note>"))).unwrap().notes.len(), 1);
    let value = in_presence(&format!("<x xmlns='urn:x' y=\"{many}\"/>"));
    assert_eq!(read(value).unwrap().extensions.len(), 1);
    // And after the name of an element.
    assert_eq!(
        kind(in_presence(&format!("<a{}", ":xmlns=".repeat(200_000)))),
        ErrorKind::NotWellFormed
    );
    let notes = "<note xmlns:q=' u' z=''/>".repeat(40_000);
    let limits = Limits { diagnostics: 200_000, ..Limits::default() };
    let options = ReadOptions::tolerant().with_limits(limits);
    assert_eq!(read_with(in_presence(&notes).into(), options).unwrap().notes.len(), 40_000);
}
