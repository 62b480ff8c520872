//! Reading: limits, encodings, and what is well-formed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::{Doc, findings, strict, tolerant};
use xml_app_core::ErrorKind::{
    DocumentType, DuplicateId, Encoding, InvalidValue, Limit, NotWellFormed, WrongRoot,
};
use xml_app_core::{
    Error, ErrorKind, Extensions, Id, Limits, Namespace, ReadOptions, Reading, Registry,
    WriteOptions, XmlApplication, XmlElement,
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

fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading<Party>, Error> {
    Registry::empty().parse_with::<Doc<Party>>(bytes, options)
}

fn party(content: &str) -> String {
    format!("<p:party xmlns:p='urn:example:party'>{content}</p:party>")
}

/// The limit allows input of exactly that size, and refuses one more, in both modes.
#[track_caller]
fn assert_limit(xml: &str, exact: Limits, less: Limits, message: &str) {
    for options in [ReadOptions::tolerant(), ReadOptions::strict()] {
        let result = read(xml.as_bytes(), &options.clone().with_limits(exact));
        assert!(result.is_ok(), "{result:?} of {xml}");
        let error = read(xml.as_bytes(), &options.with_limits(less)).unwrap_err();
        assert_eq!((error.kind(), error.message()), (Limit, message), "{xml}");
    }
}

#[test]
fn bytes_are_limited() {
    let xml = party("<p:title>ä</p:title>");
    assert_limit(
        &xml,
        Limits { bytes: 68, ..Limits::default() },
        Limits { bytes: 67, ..Limits::default() },
        "more than 67 bytes",
    );
    assert_eq!(xml.len(), 68);
    // One byte less as Latin-1, but as UTF-8 it is as long.
    let latin = party("<p:title>\u{1}</p:title>").replace("\u{1}", "?");
    let latin: Vec<u8> = latin.bytes().map(|b| if b == b'?' { 0xE4 } else { b }).collect();
    let options = |bytes| ReadOptions {
        charset: Some("ISO-8859-1".to_owned()),
        limits: Limits { bytes, ..Limits::default() },
        ..ReadOptions::default()
    };
    assert_eq!(latin.len(), 67);
    assert!(read(&latin, &options(68)).is_ok());
    assert_eq!(read(&latin, &options(67)).unwrap_err().kind(), Limit);
}

#[test]
fn depth_is_limited() {
    let limits = |depth| Limits { depth, ..Limits::default() };
    for (depth, content) in [
        (1, ""),
        (2, "<p:title>t<!-- <a><a><a> --><![CDATA[<a><a>]]><?a <a><a>?></p:title>"),
        (2, "<a/>"),
        (2, "<a/><a/><a/><a></a>"),
        (3, "<a><a/></a><a/>"),
        (4, "<a/><a><a><a></a></a></a><a/>"),
        (4, "<a><a><a b='>' c=\"'/>'\"/></a></a>"),
    ] {
        let xml = party(content);
        let message = format!("more than {} elements inside each other", depth - 1);
        assert_limit(&xml, limits(depth), limits(depth - 1), &message);
    }
    let deep = party(&format!("{}{}", "<a>".repeat(127), "</a>".repeat(127)));
    assert!(read(deep.as_bytes(), &ReadOptions::default()).is_ok());
    let error = read(party(&format!("\n<a>{deep}</a>")).as_bytes(), &ReadOptions::default());
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.line()), (Limit, Some(2)));
    let deep = format!("{}{}", "<a>".repeat(1_000_000), "</a>".repeat(1_000_000));
    assert_eq!(read(deep.as_bytes(), &ReadOptions::default()).unwrap_err().kind(), Limit);
}

#[test]
fn nodes_are_limited() {
    let limits = |nodes| Limits { nodes, ..Limits::default() };
    for (nodes, content) in
        [(1, ""), (3, "<p:title>t</p:title>"), (5, "<p:title>t<!-- --><?x?></p:title>")]
    {
        let message = format!("more than {} nodes", nodes - 1);
        assert_limit(&party(content), limits(nodes), limits(nodes - 1), &message);
    }
}

#[test]
fn diagnostics_are_limited() {
    let limits = |diagnostics| Limits { diagnostics, ..Limits::default() };
    // Two that are no numbers.
    let xml = party("<p:size>a</p:size><p:size>b</p:size>");
    let with = |limits| read(xml.as_bytes(), &ReadOptions::tolerant().with_limits(limits));
    assert_eq!(with(limits(2)).unwrap().diagnostics.len(), 2);
    let error = with(limits(1)).unwrap_err();
    assert_eq!((error.kind(), error.message()), (Limit, "more than 1 diagnostics"));
    assert_eq!(error.diagnostics().len(), 1);
    let strict = ReadOptions::strict().with_limits(limits(1));
    assert_eq!(read(xml.as_bytes(), &strict).unwrap_err().kind(), Limit);
}

#[test]
fn attributes_are_limited() {
    let limits = |attributes| Limits { attributes, ..Limits::default() };
    for (attributes, content) in [
        (3, "<a b='1' c='2' d='3'/><a b='1' c='2' d='3'/>"),
        (3, "<a b='x=y z=\"1\"' c = \"'>'\" xmlns='urn:a'>a=b c=d e=f g=h</a>"),
        (2, "<a b='' c=''/><!-- <a b='' c='' d='' e=''/> -->"),
    ] {
        let message = format!("more than {} attributes on one element", attributes - 1);
        assert_limit(&party(content), limits(attributes), limits(attributes - 1), &message);
    }
}

#[test]
fn attributes_are_counted_at_every_place() {
    let limits = Limits { attributes: 5, ..Limits::default() };
    for before in 0..40 {
        let xml = party(&format!("{}<a b='' c='' d='' e='' f='' g=''/>", " ".repeat(before)));
        let error = read(xml.as_bytes(), &ReadOptions::tolerant().with_limits(limits));
        assert_eq!(error.unwrap_err().kind(), Limit, "{xml}");
    }
}

#[test]
fn the_length_of_namespaces_is_limited() {
    let limits = |namespace_bytes| Limits { namespace_bytes, ..Limits::default() };
    let message = "more than 16 bytes in a namespace";
    assert_limit(&party("<a/>"), limits(17), limits(16), message);
}

#[test]
fn white_space_is_kept_where_the_document_says_so() {
    for lines in ["", LINES] {
        let xml = party("<x:a xmlns:x='urn:x' xml:space='preserve'> <x:b/>\n</x:a>") + lines;
        let party = read(xml.as_bytes(), &ReadOptions::tolerant()).unwrap().document;
        let raw = party.extensions.raw().next().unwrap().to_string();
        assert!(raw.contains("> <x:b/>\n</x:a>"), "{raw}");
    }
}

#[test]
fn namespaces_in_scope_are_limited() {
    let limits = |namespaces| Limits { namespaces, ..Limits::default() };
    for (namespaces, content) in [
        (2, "<x:a xmlns:x='urn:1'/><x:a xmlns:x='urn:2'/><x:a xmlns:x='urn:3'></x:a>"),
        (3, "<a xmlns='urn:1'><a xmlns='urn:2'/><a xmlns='urn:2'/></a>"),
        (4, "<a xmlns='urn:1'><b><a xmlns:x='urn:2' xmlns:y='urn:3' xmlnsz='1'/></b></a>"),
    ] {
        let message = format!("more than {} namespace declarations in scope", namespaces - 1);
        assert_limit(&party(content), limits(namespaces), limits(namespaces - 1), &message);
    }
}

#[track_caller]
fn assert_refused(xml: &str, line: u32, column: u32) {
    for options in [ReadOptions::tolerant(), ReadOptions::strict()] {
        let Err(error) = read(xml.as_bytes(), &options) else { panic!("accepted: {xml}") };
        assert_eq!(error.kind(), NotWellFormed, "{error} of {xml}");
        let place = (error.line().unwrap_or(0), error.column().unwrap_or(0));
        assert_eq!(place, (line, column), "{error} of {xml}");
    }
}

/// Input that the tree parser wrongly accepts.
#[test]
fn ill_formed_input_is_refused() {
    for (content, column) in [
        ("<a xmlns='urn:1' xmlns='urn:2'/>", 18),
        ("<a xmlns='urn:1' xmlns ='urn:2'/>", 18),
        ("<a xmlns = 'urn:1'\txmlns\t= \"urn:1\"/>", 20),
        ("<a xmlns='>' b='1' xmlns='urn:2'></a>", 20),
        ("<a xmlns='' xmlns=''/>", 13),
        ("<a xmlns:p=''/>", 4),
        ("<a xmlns:q = \"\"/>", 4),
        ("<a xmlns:xmlns='urn:1'/>", 4),
        ("<a b='&#xD800;'/>", 7),
        ("ä&#xD800;", 2),
        ("&#xDFFF;", 1),
        ("&#x110000;", 1),
        ("&#99999999999;", 1),
        ("&#0;", 1),
        ("&#1;", 1),
        ("&#xFFFE;", 1),
        ("&#;", 1),
        ("&#x;", 1),
        ("&#xG;", 1),
        ("<?xml version='1.0'?>", 1),
        ("<?XML version='1.0'?>", 1),
    ] {
        assert_refused(&party(&format!("\n{content}")), 2, column);
    }
    assert_refused("<?xml version='2.0'?><p:party xmlns:p='urn:example:party'/>", 1, 1);
    assert_refused("\n<?xml version='1.0'?><p:party xmlns:p='urn:example:party'/>", 2, 1);
    assert_refused("<?XML version='1.0'?><p:party xmlns:p='urn:example:party'/>", 1, 1);
}

#[test]
fn more_that_is_not_well_formed_is_refused() {
    for content in [
        "<a b='1' b='2'/>",
        "<a xmlns:x='urn:1' xmlns:y='urn:1' x:b='1' y:b='2'/>",
        "<a xmlns:x='urn:1' xmlns:x='urn:2'/>",
        "<x:a/>",
        "<a x:b='1'/>",
        "<a:b:c xmlns:a='urn:1'/>",
        "<1a/>",
        "\u{1}",
        "\u{fffe}",
        "&unknown;",
        "<a b='<'/>",
        "]]>",
        "<!-- -- -->",
        "<a>",
        "</a>",
        "<a></b>",
        "<a b/>",
        "<a b=c/>",
        "<a b='1'c='2'/>",
        "<![CDATA[",
        "<!-- ",
        "<?",
        "<?xml?>",
        "<a xmlns:xml='urn:1'/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>",
        "<a xmlns:x='http://www.w3.org/XML/1998/namespace'/>",
        "<:a/>",
        "<a :b='1'/>",
        "<a\n:b='1'/>",
        "\n\n\n\n\n<:a/>",
        "\n\n\n\n\n<a :b='1'/>",
        "<a xmlns='urn:1' b=\" xmlns='urn:2' \" xmlns='urn:3'/>",
        "<?a:b c?>",
        // Well-formed, but the parser treats it as a declaration.
        "<a xmlns:b='urn:b' b:xmlns='urn:1'/>",
    ] {
        let error = read(party(content).as_bytes(), &ReadOptions::tolerant());
        let Err(error) = error else { panic!("accepted: {content}") };
        assert_eq!(error.kind(), NotWellFormed, "{error} of {content}");
        assert!(error.line().is_some() && error.column().is_some(), "{content}");
    }
    let marks = format!("\u{feff}\u{feff}{}", party(""));
    for xml in ["x", "<a/>x", &format!("{0}{0}", party("")), &party("")[..40], "<", &marks] {
        assert_eq!(
            read(xml.as_bytes(), &ReadOptions::tolerant()).unwrap_err().kind(),
            NotWellFormed
        );
    }
}

#[test]
fn xml_declarations_follow_the_recommendation() {
    for declaration in [
        "version='1.0' standalone='maybe'",
        "version='1.0' encoding=''",
        "version='1.0' encoding='8-bit'",
        "version='1.0' standalone='yes' encoding='UTF-8'",
        "version='1.0'encoding='UTF-8'",
        "version='1.0' x='y'",
        "version='1.'",
        "version='1.x'",
        "encoding='UTF-8'",
        "version=1.0",
        "-x y",
        "",
    ] {
        let xml = format!("<?xml {declaration}?>{}", party(""));
        let error = read(xml.as_bytes(), &ReadOptions::tolerant()).unwrap_err();
        assert_eq!(error.kind(), NotWellFormed, "{error} of {declaration}");
    }
    for declaration in [
        "version='1.1'",
        "version = \"1.0\"\nencoding\t= 'utf-8' standalone='no' ",
        "version='1.0' standalone='yes'",
    ] {
        let xml = format!("<?xml {declaration}?>{}", party(""));
        assert!(read(xml.as_bytes(), &ReadOptions::strict()).is_ok(), "{declaration}");
    }
}

/// The same texts, where they have no meaning.
#[test]
fn well_formed_oddities_are_accepted() {
    let traps = [
        "xmlns='urn:1' xmlns='urn:2'",
        " xmlns='urn:1' xmlns='urn:2' ",
        " b:xmlns='urn:1'",
        "<:a :b=''/>",
        "<?a:b?>",
        "xmlns = 'urn:1' xmlns = 'urn:2'",
        "xmlns:p=''",
        "xmlns:xmlns='urn:1'",
        "x='",
        "<a xmlns='urn:1' xmlns='urn:2'/>",
        "<a xmlns:p=''/>",
        "&#xD800;",
        "&#x110000;",
        "&#0;",
        "<?XML version='1.0'?>",
        "<?xml version='2.0'?>",
        "<!DOCTYPE a [<!ENTITY b 'c'>]>",
        "</p:party>",
    ];
    for trap in traps {
        let escaped = trap.replace('&', "&amp;").replace('<', "&lt;");
        let quoted = escaped.replace('\'', "&apos;");
        let in_pi = trap.replace("?>", "? >");
        for content in [
            format!("<!-- {trap} -->"),
            format!("<!--{trap}--><a xmlns='urn:1'/><!--{trap}-->"),
            format!("<p:title><![CDATA[{trap}]]></p:title>"),
            format!("<?target {in_pi}?>"),
            format!("<p:title>{escaped}</p:title>"),
            format!("<a xmlns='urn:1' b=\"{escaped}\"/>"),
            format!("<a b=\"{escaped}\" xmlns='urn:1'/>"),
            format!("<a xmlns='urn:1' b='{quoted}' c='1'><b xmlns='urn:2'/></a>"),
        ] {
            let xml = party(&content);
            let reading = read(xml.as_bytes(), &ReadOptions::strict());
            let Ok(reading) = reading else { panic!("{reading:?} of {xml}") };
            let title = reading.document.title.unwrap_or_else(|| trap.to_owned());
            assert_eq!(title, *trap);
        }
    }
    for content in [
        "<a xmlns='urn:1'/><a xmlns='urn:2'/>",
        "<a xmlns='urn:1'><b xmlns='urn:1'/></a>",
        "<a xmlns='urn:1' b='>'><b xmlns=''/></a>",
        "<a xmlnsx='' xmlns='' b:xmlnsx='' xmlns:b='urn:b'/>",
        "<?xml-stylesheet href='a'?><?xmlx?>",
        "<b:xmlns xmlns:b='urn:b'></b:xmlns >",
        "&#x10FFFF;&#9;&#xD7FF;&#xE000;&#0000000000000000065;",
    ] {
        let reading = read(party(&format!("<a>{content}</a>")).as_bytes(), &ReadOptions::strict());
        assert!(reading.is_ok(), "{reading:?} of {content}");
    }
    assert!(
        read(format!("\n{}\n<!-- -->\n", party("")).as_bytes(), &ReadOptions::strict()).is_ok()
    );
}

#[test]
fn the_position_of_a_document_type_declaration_is_reported() {
    for (before, line, column) in [
        ("", 1, 1),
        ("<?xml version='1.0'?>\n<!-- ä --> ", 2, 12),
        ("<!-- <!DOCTYPE a> -->\n", 2, 1),
    ] {
        let xml = format!("{before}<!DOCTYPE party [<!ENTITY a 'b'>]>{}", party("&a;"));
        for limits in [Limits::default(), Limits { depth: 2, ..Limits::default() }] {
            let options = ReadOptions::default().with_limits(limits);
            let error = read(xml.as_bytes(), &options).unwrap_err();
            assert_eq!(error.kind(), DocumentType);
            assert_eq!((error.line(), error.column()), (Some(line), Some(column)), "{xml}");
        }
    }
}

#[test]
fn texts_are_whole() {
    let xml = party("<!-- a --> <p:title>a<!-- b -->b<?c?>c<![CDATA[d]]>d&#101;</p:title> <?x?>");
    let reading = strict::<Party>(&xml).unwrap();
    assert_eq!(reading.document.title.as_deref(), Some("abcdde"));
    let reading = strict::<Party>(&party("<p:size>1<!-- -->2</p:size>")).unwrap();
    assert_eq!(reading.document.size, Some(12));
}

#[test]
fn sections_keep_what_looks_like_indentation() {
    for (section, title) in [
        ("<![CDATA[<a>\n <b>]]>", "<a>\n <b>"),
        ("<![CDATA[>\n <]]>", ">\n <"),
        ("<?a >\n <?><![CDATA[\n]]>", "\n"),
        (">\n <!-- >\n < -->", ">\n "),
    ] {
        let xml = party(&format!("{LINES}<p:title>{section}</p:title>{LINES}"));
        assert_eq!(strict::<Party>(&xml).unwrap().document.title.as_deref(), Some(title));
    }
}

/// Enough for a document to be taken for an indented one.
const LINES: &str = "\n\n\n\n\n";

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn documents_come_in_several_encodings() {
    let declared = |encoding: &str| {
        format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{}", party("<p:title>ä</p:title>"))
    };
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let marked = format!("\u{feff}{}", declared("UTF-16"));
    let documents: [(Vec<u8>, Option<&str>); 12] = [
        (declared("UTF-8").into_bytes(), None),
        (declared("utf-8").into_bytes(), None),
        (format!("\u{feff}{}", declared("UTF-8")).into_bytes(), None),
        (format!("\u{feff}{}", declared("ISO-8859-1")).into_bytes(), None),
        (party("<p:title>ä</p:title>").into_bytes(), None),
        (utf_16(&marked, u16::to_be_bytes), None),
        (utf_16(&marked, u16::to_le_bytes), None),
        (utf_16(&declared("UTF-16"), u16::to_le_bytes), None),
        (latin(&declared("ISO-8859-1")), None),
        (latin(&declared("UTF-8")), Some("iso-8859-1")),
        (utf_16(&declared("UTF-16"), u16::to_be_bytes), Some("utf-16be")),
        (declared("ISO-8859-1").into_bytes(), Some("\"UTF-8\"")),
    ];
    for (bytes, charset) in documents {
        let charset = charset.map(str::to_owned);
        let options = ReadOptions { charset, ..ReadOptions::strict() };
        let reading = read(&bytes, &options).unwrap();
        assert_eq!(reading.document.title.as_deref(), Some("ä"), "{bytes:?}");
        assert_eq!(reading.diagnostics, []);
    }
}

#[test]
fn a_wrong_encoding_declaration_is_a_warning() {
    let xml = format!("<?xml version='1.0' encoding='UTF-16'?>\n{}", party("<p:title>ä</p:title>"));
    let reading = strict::<Party>(&xml).unwrap();
    assert_eq!(reading.document.title.as_deref(), Some("ä"));
    assert_eq!(findings(&reading.diagnostics), [(Encoding, "/party", 2, 1)]);
    assert!(reading.is_valid());

    // Each ASCII character is the same in Latin 1, but two bytes in UTF-16.
    for (encoding, lies) in [("ISO-8859-1", false), ("UTF-16", true), ("UTF-16LE", true)] {
        let xml = format!("<?xml version='1.0' encoding='{encoding}'?>\n{}", party(""));
        let diagnostics = strict::<Party>(&xml).unwrap().diagnostics;
        assert_eq!(diagnostics.len(), usize::from(lies), "{encoding}");
    }
}

#[test]
fn bytes_in_no_encoding_have_a_place() {
    let mut bytes = party("\n<p:title>ää").into_bytes();
    let end = bytes.len() - "</p:party>".len();
    bytes.insert(end, 0xFF);
    let error = read(&bytes, &ReadOptions::default()).unwrap_err();
    assert_eq!(error.kind(), Encoding);
    assert_eq!((error.line(), error.column()), (Some(2), Some(12)));
    let options = ReadOptions { charset: Some("klingon".to_owned()), ..ReadOptions::default() };
    let error = read(party("").as_bytes(), &options).unwrap_err();
    assert_eq!(error.kind(), Encoding);
    assert!(error.message().contains("klingon"), "{error}");
}

#[test]
fn another_root_is_refused_with_its_place() {
    let error = read(b"<!-- -->\n <a xmlns='urn:x'/>", &ReadOptions::default()).unwrap_err();
    assert_eq!(error.kind(), WrongRoot);
    assert_eq!((error.line(), error.column(), error.path()), (Some(2), Some(2), Some("/a")));
    assert_eq!(error.message(), "the root element is {urn:x}a, expected {urn:example:party}party");
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "list")]
struct List {
    #[xml(child)]
    parties: Vec<Party>,
    #[xml(extensions(any, attributes))]
    extensions: Extensions<Self>,
}

#[test]
fn ids_are_unique_in_a_document() {
    let list: List = support::check_repaired(
        "<p:list xmlns:p='urn:example:party'>
<p:party id='a'/><p:party id=' a'/><p:party id='b'/>
<x id='b'/><p:party id='c'/></p:list>",
        &[
            (DuplicateId, "/list/party[2]/@id", 2, 27),
            (ErrorKind::OutOfOrder, "/list/party[4]", 3, 12),
        ],
    );
    assert_eq!(list.parties.len(), 4);
}

#[test]
fn a_program_can_validate_a_whole_document() {
    let party = tolerant::<Party>("<p:party xmlns:p='urn:example:party' id='a'/>").document;
    let mut list = List { parties: vec![party.clone()], extensions: Extensions::new() };
    Registry::empty().validate::<Doc<List>>(&list).unwrap();
    list.parties.push(party);
    let error = Registry::empty().validate::<Doc<List>>(&list).unwrap_err();
    assert_eq!((error.kind(), error.path()), (DuplicateId, Some("/list/party[2]/@id")));
}

#[test]
fn positions_count_characters() {
    let xml = "<p:list xmlns:p='urn:example:party'><!-- 日本 \u{10ffff} --><p:party><p:party/>\n\
               ä<é/>\u{10ffff}<p:size>x</p:size></p:party></p:list>";
    let reading = tolerant::<List>(xml);
    assert_eq!(
        findings(&reading.diagnostics),
        [
            (ErrorKind::UnexpectedText, "/list/party", 2, 1),
            (ErrorKind::UnexpectedText, "/list/party", 2, 6),
            (ErrorKind::OutOfOrder, "/list/party/size", 2, 7),
            (InvalidValue, "/list/party/size", 2, 7),
        ]
    );
}

/// An element that holds itself.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "folder")]
struct Folder {
    #[xml(attribute)]
    label: Option<String>,
    #[xml(child)]
    folders: Vec<Self>,
    #[xml(value = "page")]
    pages: Vec<String>,
    #[xml(extensions(other, attributes))]
    extensions: Extensions<Self>,
}

/// In a thread with a small stack.
#[test]
fn recursive_types_are_read_at_the_deepest_level() {
    let depth = Limits::DEEPEST;
    let xml = format!(
        "{}{}",
        "<folder xmlns='urn:example:party'>".repeat(depth),
        "</folder>".repeat(depth)
    );
    let work = move || {
        let limits = Limits { depth, namespaces: depth, ..Limits::default() };
        let options = ReadOptions::strict().with_limits(limits);
        let folder =
            Registry::empty().parse_with::<Doc<Folder>>(xml.as_bytes(), &options).unwrap().document;
        let written = Doc::<Folder>::to_xml_pretty(&folder).unwrap();
        let again = Registry::empty()
            .parse_with::<Doc<Folder>>(written.as_bytes(), &options)
            .unwrap()
            .document;
        assert_eq!(again.clone(), folder);
        format!("{folder:?}").matches("Folder {").count()
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap();
    assert_eq!(thread.join().unwrap(), depth);
}

#[test]
fn duplicate_ids_are_written_on_request_only() {
    let party = tolerant::<Party>("<p:party xmlns:p='urn:example:party' id='a'/>").document;
    let list = List { parties: vec![party.clone(), party], extensions: Extensions::new() };
    let error = Doc::<List>::to_xml(&list).unwrap_err();
    assert_eq!((error.kind(), error.path()), (DuplicateId, Some("/list/party")));
    let options = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
    assert!(Doc::<List>::to_xml_with(&list, &options).is_ok());
}
