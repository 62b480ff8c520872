//! Bodies with a content type: the document type, and the part.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

use xml_app_core::ErrorKind::{EmptyDocument, Encoding, Limit, Mime, UnknownDocument, WrongRoot};
use xml_app_core::{
    AnyDocument, Diagnostic, Error, Extensions, Limits, Mode, Namespace, ReadOptions, Registry,
    Unexpected, WriteOptions, XmlApplication, XmlElement,
};

const P: Namespace = Namespace::new("urn:example:party", "p");
const M: Namespace = Namespace::new("urn:example:menu", "m");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(value = "title")]
    title: Option<String>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = M, name = "menu")]
struct Menu {
    #[xml(text)]
    dish: String,
    unexpected: Unexpected,
}

struct PartyDocument;

impl XmlApplication for PartyDocument {
    type Root = Party;
    const NAME: &'static str = "document";
    const CONTENT_TYPES: &'static [&'static str] = &["application/document+xml"];
    const SPECIFICATION: &'static str = "these tests";
}

struct MenuDocument;

impl XmlApplication for MenuDocument {
    type Root = Menu;
    const NAME: &'static str = "menu";
    const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml", "text/menu"];
    const EVENT_PACKAGE: Option<&'static str> = Some("dinner");
    const SPECIFICATION: &'static str = "the kitchen";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(M);
    const OBSOLETE_NAMESPACES: &'static [&'static str] = &["urn:example:menu:draft"];
}

const PARTY: &str = "<p:party xmlns:p='urn:example:party'><p:title>ä</p:title></p:party>";
const MENU: &str = "<menu xmlns='urn:example:menu'>soup</menu>";

fn registry() -> Registry {
    let mut builder = Registry::builder();
    builder.application::<PartyDocument>().unwrap();
    builder.application::<MenuDocument>().unwrap();
    builder.build()
}

fn read(content_type: Option<&str>, body: impl AsRef<[u8]>) -> Result<AnyDocument, Error> {
    sip_mime::read(&registry(), content_type, body.as_ref(), &ReadOptions::default())
}

#[track_caller]
fn assert_party(document: Result<AnyDocument, Error>) {
    let document = document.unwrap();
    assert_eq!(document.type_name(), "document");
    assert_eq!(document.root::<PartyDocument>().unwrap().title.as_deref(), Some("ä"));
    assert!(document.root::<MenuDocument>().is_none());
}

#[track_caller]
fn assert_menu(document: Result<AnyDocument, Error>) {
    let document = document.unwrap();
    assert_eq!(document.root::<MenuDocument>().unwrap().dish, "soup");
}

#[test]
fn the_content_type_tells_the_document_type() {
    for header in [
        "application/document+xml",
        "Application/Document+XML",
        " application/document+xml ; q=1",
        "application/document+xml;charset=UTF-8",
        "application/document+xml; charset=\"utf-8\"; x=\"a;b\"",
    ] {
        assert_party(read(Some(header), PARTY));
    }
    assert_menu(read(Some("text/menu"), MENU));
    let document = read(Some("text/menu"), MENU).unwrap();
    assert_eq!(document.content_type(), "application/menu+xml");
    assert_eq!(
        document.to_xml(&WriteOptions::default()).unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<menu xmlns=\"urn:example:menu\">soup</menu>\n"
    );
    assert_eq!(document.into_root::<MenuDocument>().unwrap().dish, "soup");
}

#[test]
fn the_charset_of_the_content_type_wins() {
    let latin: Vec<u8> = PARTY.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for xml in ["application/document+xml", "text/xml", "application/xml"] {
        assert_party(read(Some(&format!("{xml}; charset=ISO-8859-1")), &latin));
        let message = format!("Content-Type: {xml}; charset=ISO-8859-1\r\n\r\n");
        assert_party(read(None, [message.as_bytes(), &latin].concat()));
    }
    assert_eq!(read(Some("application/document+xml"), &latin).unwrap_err().kind(), Encoding);
    assert_eq!(
        read(Some("application/document+xml; charset=klingon"), PARTY).unwrap_err().kind(),
        Encoding
    );
}

#[test]
fn unknown_document_types_are_errors_with_a_position() {
    let error = read(Some("application/cake+xml"), PARTY).unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
    assert!(error.message().contains("application/cake+xml"), "{error}");
    let error = read(None, "<cake xmlns='urn:x'/>").unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
    assert!(error.message().contains("{urn:x}cake"), "{error}");
    let error = read(None, "<?xml version='1.0'?>\n <cake xmlns='urn:x'/>").unwrap_err();
    assert_eq!((error.line(), error.column(), error.path()), (Some(2), Some(2), Some("/cake")));
    for header in ["", ";", "text", "text/menu\r\nx: y", "multipart/", "multipart/related"] {
        assert!(read(Some(header), MENU).is_err(), "{header:?}");
    }
    assert_eq!(read(None, "").unwrap_err().kind(), EmptyDocument);
    for fields in ["", "Content-Type: application/party+xml\r\n"] {
        let message =
            format!("NOTIFY sip:a@b.example SIP/2.0\r\nContent-Length: 0\r\n{fields}\r\n");
        assert_eq!(read(None, message).unwrap_err().kind(), EmptyDocument);
    }
}

#[test]
fn without_a_content_type_the_root_decides() {
    assert_party(read(None, PARTY));
    assert_menu(read(None, MENU));
    assert_menu(read(None, "<x:menu xmlns:x='urn:example:menu'>soup</x:menu>"));
    assert_menu(read(Some("application/xml"), MENU));
    assert_menu(read(Some("text/xml; charset=utf-8"), MENU));
    // The namespace is forgotten, or that of a draft.
    for menu in ["<menu>soup</menu>", "<menu xmlns='urn:example:menu:draft'>soup</menu>"] {
        let document = read(None, menu).unwrap();
        let kinds: Vec<_> = document.diagnostics().iter().map(Diagnostic::kind).collect();
        assert_eq!(kinds, [WrongRoot]);
        assert_menu(Ok(document));
        let strict = sip_mime::read(&registry(), None, menu.as_bytes(), &ReadOptions::strict());
        assert_eq!(strict.unwrap_err().kind(), WrongRoot);
    }
    let other = read(None, "<menu xmlns='urn:example:menu:2'>soup</menu>").unwrap_err();
    assert_eq!(other.kind(), UnknownDocument);
}

#[test]
fn headers_in_front_of_the_body_are_read() {
    assert_menu(read(None, format!("Content-Type: text/menu\r\n\r\n{MENU}")));
    assert_menu(read(None, format!("content-type: text/menu\n\n{MENU}")));
    assert_party(read(
        None,
        format!(
            "MIME-Version: 1.0\r\nContent-Type: application/document+xml;\r\n charset=utf-8\r\n\
             Content-Transfer-Encoding: 8bit\r\n\r\n{PARTY}"
        ),
    ));
    let error = read(None, format!("Content-Type: text/cake\r\n\r\n{MENU}")).unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
}

fn part(headers: &str, body: &str) -> String {
    format!("--b\r\n{headers}\r\n\r\n{body}\r\n")
}

#[test]
fn the_first_part_of_a_known_type_is_read() {
    let body = format!(
        "preamble\r\n{}{}{}--b--\r\n",
        part("Content-Type: text/plain", "hello"),
        part("Content-Type: text/menu", MENU),
        part("Content-Type: application/document+xml", PARTY),
    );
    assert_menu(read(Some("multipart/mixed; boundary=b"), &body));
    assert_menu(read(Some("MULTIPART/Related;type=\"text/menu\";boundary=\"b\""), &body));
    let whole = format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{body}");
    assert_menu(read(None, whole));
}

#[test]
fn the_start_parameter_names_the_part() {
    let body = format!(
        "{}{}--b--\r\n",
        part("Content-Type: text/menu\r\nContent-ID: <one@x>", MENU),
        part("Content-Type: application/document+xml\r\nContent-ID: <two@x>", PARTY),
    );
    for start in ["\"<two@x>\"", "\"two@x\"", "<two@x>"] {
        let header = format!("multipart/related; boundary=b; start={start}");
        assert_party(read(Some(&header), &body));
    }
    assert_menu(read(Some("multipart/related; boundary=b; start=\"<three@x>\""), &body));
    let plain = body.replace("application/document+xml", "application/xml");
    assert_party(read(Some("multipart/related; boundary=b; start=\"<two@x>\""), &plain));
    assert_menu(read(Some("multipart/related; boundary=b"), &body));
}

#[test]
fn parts_are_found_in_parts() {
    let inner =
        "--c\r\nContent-Type: text/menu\r\n\r\n<menu xmlns='urn:example:menu'>soup</menu>\r\n--c--";
    let body = format!(
        "{}{}--b--\r\n",
        part("Content-Type: text/plain", "hello"),
        part("Content-Type: multipart/alternative; boundary=c", inner),
    );
    assert_menu(read(Some("multipart/mixed; boundary=b"), &body));
}

#[test]
fn transfer_encodings_are_undone() {
    // The menu in base64, and the party in quoted-printable.
    let base64 = "PG1lbnUgeG1sbnM9J3VybjpleGFtcGxlOm1lbnUnPnNvdXA8L21lbnU+";
    let headers = "Content-Type: text/menu\r\nContent-Transfer-Encoding: base64";
    let body = format!("{}--b--\r\n", part(headers, base64));
    assert_menu(read(Some("multipart/mixed; boundary=b"), body));
    let quoted =
        PARTY.replace('=', "=3D").replace('ä', "=C3=A4").replace("<p:title>", "=\r\n<p:title>");
    let headers =
        "Content-Type: application/document+xml\r\nContent-Transfer-Encoding: quoted-printable";
    let body = format!("{}--b--\r\n", part(headers, &quoted));
    assert_party(read(Some("multipart/mixed; boundary=b"), body));
    assert_party(read(None, format!("{headers}\r\n\r\n{quoted}")));
}

#[test]
fn a_part_may_have_a_charset_of_its_own() {
    let latin = PARTY.chars().map(|c| u8::try_from(u32::from(c)).unwrap());
    let mut body =
        b"--b\r\nContent-Type: application/document+xml; charset=ISO-8859-1\r\n\r\n".to_vec();
    body.extend(latin);
    body.extend(b"\r\n--b--\r\n");
    assert_party(read(Some("multipart/mixed; boundary=b"), body));
}

/// The declaration of the document applies, not the default for text of mail programs.
#[test]
fn a_part_that_is_text_is_not_decoded_before_it_is_read() {
    let declared = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{PARTY}");
    let latin: Vec<u8> = declared.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let utf_16: Vec<u8> =
        format!("\u{feff}{PARTY}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    for document in [&latin, &utf_16] {
        for headers in ["Content-Type: text/xml", "Content-Type: text/xml\r\nContent-ID: <1@x>"] {
            let alone = [headers.as_bytes(), b"\r\n\r\n", document].concat();
            assert_party(read(None, &alone));
            assert_eq!(read(None, alone).unwrap().diagnostics(), []);
            let part = [b"--b\r\n", headers.as_bytes(), b"\r\n\r\n", document, b"\r\n--b--\r\n"];
            assert_party(read(Some("multipart/mixed; boundary=b"), part.concat()));
        }
    }
    let quoted = String::from_utf8_lossy(&latin).replace('=', "=3D").replace('\u{fffd}', "=E4");
    let headers = "Content-Type: text/xml\r\nContent-Transfer-Encoding: quoted-printable";
    assert_party(read(None, format!("{headers}\r\n\r\n{quoted}")));
    // PARTY in ISO-8859-1.
    let base64 = "PHA6cGFydHkgeG1sbnM6cD0ndXJuOmV4YW1wbGU6cGFydHknPjxwOnRpdGxl\r\n\
                  PuQ8L3A6dGl0bGU+PC9wOnBhcnR5Pg==";
    let headers = "Content-Type: text/xml; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64";
    assert_party(read(None, format!("{headers}\r\n\r\n{base64}")));
}

#[test]
fn a_body_without_a_known_part_is_an_error() {
    let body = format!("{}--b--\r\n", part("Content-Type: text/plain", "hello"));
    let error = read(Some("multipart/mixed; boundary=b"), &body).unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
    let error = read(Some("multipart/mixed; boundary=c"), &body).unwrap_err();
    assert!(matches!(error.kind(), UnknownDocument | Mime), "{error:?}");
}

#[test]
fn options_hold_for_parts() {
    let body = format!(
        "{}--b--\r\n",
        part("Content-Type: text/menu", "<menu xmlns='urn:example:menu'>\r\n<x/></menu>")
    );
    let header = Some("multipart/mixed; boundary=b");
    let document = read(header, &body).unwrap();
    let places: Vec<_> = document.diagnostics().iter().map(|d| (d.line(), d.column())).collect();
    assert_eq!(places, [(5, 1)]);
    assert_eq!(document.diagnostics()[0].path(), "part 1: /menu/x");
    let strict = ReadOptions { mode: Mode::Strict, ..ReadOptions::default() };
    assert!(sip_mime::read(&registry(), header, body.as_bytes(), &strict).is_err());
    // The position is that in the whole body.
    let limits = Limits { bytes: 60, ..Limits::default() };
    let small = ReadOptions::default().with_limits(limits);
    let error = sip_mime::read(&registry(), header, body.as_bytes(), &small).unwrap_err();
    assert_eq!(error.kind(), Limit);
}

/// Faults of the body are reported with the document.
#[test]
fn a28_remarks_on_the_body_are_among_the_findings() {
    let body = format!("--b\r\n{MENU}");
    let said = |header: &str, body: &str| {
        let document = read(Some(header), body).unwrap();
        document.diagnostics().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let menu = part("Content-Type: text/menu", MENU);
    assert_eq!(
        said("multipart/related;boundary=b;start=\"<x@y>\"", &format!("{menu}--b--")),
        ["1:1: warning: /: no part has the Content-ID \"<x@y>\" that start names"]
    );
    assert_eq!(
        said("multipart/mixed;boundary=b", &menu),
        ["1:1: warning: /: the last boundary --b-- is missing"]
    );
    let joined = format!("--b\r\nContent-Type: text/menu\r\n{MENU}\r\n--b--");
    assert_eq!(
        said("multipart/mixed;boundary=b", &joined),
        ["3:1: warning: part 1: no empty line after the header fields"]
    );
    let error = read(Some("multipart/mixed;boundary=b"), &body).unwrap_err();
    assert_eq!(
        error.message(),
        "no part of the body is of a known type; found part 1 without header fields"
    );
    // Faults of parts without a document are reported with the parts.
    let options = ReadOptions::default();
    let read_parts = |body: &str| {
        let header = Some("multipart/mixed;boundary=b");
        sip_mime::read_parts(&registry(), header, body.as_bytes(), &options).unwrap()
    };
    let parts = read_parts(&format!("{menu}--b\r\n\r\ntext\r\n"));
    assert_eq!(parts.parts.len(), 2);
    assert_eq!(
        parts.remarks,
        [
            "the last boundary --b-- is missing",
            "part 2: the part has no header fields: taken for text/plain"
        ]
    );
}
