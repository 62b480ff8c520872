//! Documents with a media type.
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::Doc;
use xml_app_core::ErrorKind::{EmptyDocument, Encoding, UnknownDocument, WrongRoot};
use xml_app_core::{
    AnyDocument, Diagnostic, Error, Extensions, Namespace, ReadOptions, Registry, Unexpected,
    WriteOptions, XmlApplication, XmlElement,
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
    builder.application::<Doc<Party>>().unwrap();
    builder.application::<MenuDocument>().unwrap();
    builder.build()
}

fn read(content_type: Option<&str>, body: impl AsRef<[u8]>) -> Result<AnyDocument, Error> {
    registry().read(content_type, body.as_ref(), &ReadOptions::default())
}

#[track_caller]
fn assert_party(document: Result<AnyDocument, Error>) {
    let document = document.unwrap();
    assert_eq!(document.type_name(), "document");
    assert_eq!(document.root::<Doc<Party>>().unwrap().title.as_deref(), Some("ä"));
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
fn unknown_document_types_are_errors_with_a_position() {
    let error = read(Some("application/cake+xml"), PARTY).unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
    assert!(error.message().contains("application/cake+xml"), "{error}");
    let error = read(None, "<cake xmlns='urn:x'/>").unwrap_err();
    assert_eq!(error.kind(), UnknownDocument);
    assert!(error.message().contains("{urn:x}cake"), "{error}");
    let error = read(None, "<?xml version='1.0'?>\n <cake xmlns='urn:x'/>").unwrap_err();
    assert_eq!((error.line(), error.column(), error.path()), (Some(2), Some(2), Some("/cake")));
    for header in ["", ";", "text", "multipart/", "multipart/related"] {
        assert!(read(Some(header), MENU).is_err(), "{header:?}");
    }
    assert_eq!(read(None, "").unwrap_err().kind(), EmptyDocument);
}

#[test]
fn without_a_content_type_the_root_decides() {
    assert_party(read(None, PARTY));
    assert_menu(read(None, MENU));
    assert_menu(read(None, "<x:menu xmlns:x='urn:example:menu'>soup</x:menu>"));
    assert_menu(read(Some("application/xml"), MENU));
    assert_menu(read(Some("text/xml; charset=utf-8"), MENU));
    // The namespace is missing, or that of a draft.
    for menu in ["<menu>soup</menu>", "<menu xmlns='urn:example:menu:draft'>soup</menu>"] {
        let document = read(None, menu).unwrap();
        let kinds: Vec<_> = document.diagnostics().iter().map(Diagnostic::kind).collect();
        assert_eq!(kinds, [WrongRoot]);
        assert_menu(Ok(document));
        let strict = registry().read(None, menu.as_bytes(), &ReadOptions::strict());
        assert_eq!(strict.unwrap_err().kind(), WrongRoot);
    }
    let other = read(None, "<menu xmlns='urn:example:menu:2'>soup</menu>").unwrap_err();
    assert_eq!(other.kind(), UnknownDocument);
}

#[test]
fn document_types_can_be_asked_for() {
    let registry = registry();
    let names: Vec<_> = registry.applications().map(xml_app_core::Application::name).collect();
    assert_eq!(names, ["document", "menu"]);
    let menu = registry.application_by_name("menu").unwrap();
    assert_eq!(menu.content_types(), ["application/menu+xml", "text/menu"]);
    assert_eq!((menu.event_package(), menu.specification()), (Some("dinner"), "the kitchen"));
    assert_eq!((menu.root(), menu.namespaces()), (Menu::NAME, &[M][..]));
    assert!(registry.application_by_name("cake").is_none());
    assert!(registry.applications_for_content_type("TEXT/menu; a=b").count() == 1);
}

#[test]
fn the_charset_of_the_content_type_wins() {
    let latin: Vec<u8> = PARTY.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for xml in ["application/document+xml", "text/xml", "application/xml"] {
        assert_party(read(Some(&format!("{xml}; charset=ISO-8859-1")), &latin));
        assert_party(read(Some(&format!("{xml};q=1;Charset = \"iso-8859-1\"")), &latin));
    }
    assert_eq!(read(Some("application/document+xml"), &latin).unwrap_err().kind(), Encoding);
    let klingon = read(Some("application/document+xml; charset=klingon"), PARTY);
    assert_eq!(klingon.unwrap_err().kind(), Encoding);
}
