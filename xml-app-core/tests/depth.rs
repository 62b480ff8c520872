//! The deepest elements, in a thread with a small stack: [`Limits::DEEPEST`] holds for the largest
//! readers in a debug build.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::Doc;
use xml_app_core::{
    AnyUri, DateTime, ExtensionElement, ExtensionOf, Extensions, Limits, Namespace, ReadOptions,
    Registration, Registry, Unexpected, XmlApplication as _, XmlChoice, XmlElement, XmlType,
};

const C: Namespace = Namespace::new("urn:example:conference", "c");

/// What a new thread has by default.
const STACK: usize = 2 << 20;

/// As large as the types of conference documents, and recursive in four ways.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = C, name = "conference", check = check_conference)]
struct Conference {
    #[xml(attribute)]
    entity: AnyUri,
    #[xml(attribute)]
    state: Option<String>,
    #[xml(attribute)]
    version: Option<u32>,
    #[xml(value = "subject")]
    subject: Option<String>,
    #[xml(value = "free-text")]
    free_text: Option<String>,
    #[xml(value = "keywords")]
    keywords: Vec<String>,
    #[xml(value = "begin")]
    begin: Option<DateTime>,
    #[xml(value = "end")]
    end: Option<DateTime>,
    #[xml(value = "maximum")]
    maximum: Option<u32>,
    #[xml(keyword = "locked")]
    locked: bool,
    #[xml(child = "host")]
    host: Option<Party>,
    #[xml(child = "users")]
    users: Vec<Party>,
    #[xml(choice)]
    media: Vec<Medium>,
    #[xml(child = "sidebars")]
    sidebars: Option<Sidebars>,
    #[xml(child)]
    conferences: Vec<Self>,
    #[xml(extensions(other, attributes))]
    extensions: Extensions<Self>,
}

fn check_conference(
    _: &Conference,
    _: xml_app_core::Element<'_>,
    _: &mut xml_app_core::ReadContext<'_>,
) {
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = C)]
struct Sidebars {
    #[xml(attribute)]
    state: Option<String>,
    #[xml(child)]
    entries: Vec<Conference>,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = C)]
struct Party {
    #[xml(attribute)]
    entity: Option<AnyUri>,
    #[xml(value = "display-text")]
    display_text: Option<String>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = C)]
enum Medium {
    Audio,
    #[xml(value = "text")]
    Text(String),
    #[xml(child = "mixed")]
    Mixed(Mixed),
    #[xml(extensions)]
    Extension(ExtensionElement<Conference>),
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = C)]
struct Mixed {
    #[xml(choice)]
    media: Vec<Medium>,
    unexpected: Unexpected,
}

const V: Namespace = Namespace::new("urn:example:vendor", "v");

/// An extension that holds itself, by way of the registry.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = V, name = "box")]
struct VendorBox {
    #[xml(attribute)]
    label: Option<String>,
    #[xml(value = "note")]
    notes: Vec<String>,
    #[xml(extensions(any))]
    extensions: Extensions<Self>,
}

impl ExtensionOf<Conference> for VendorBox {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Self> for VendorBox {
    const REGISTRATION: Registration = Registration::ByHand;
}

fn registry() -> Registry {
    let mut builder = Registry::builder();
    builder.extend::<Conference>().with::<VendorBox>().unwrap();
    builder.extend::<VendorBox>().with::<VendorBox>().unwrap();
    builder.build()
}

/// Reads, writes, reads again, compares, clones, prints and drops a document of nested `open`.
/// Returns its depth.
fn work(open: &'static str, close: &'static str, levels: usize) -> usize {
    let inner = Limits::DEEPEST - 1;
    let times = inner / levels;
    let rest = "<y:y/>".repeat(inner % levels);
    let xml = format!(
        "<c:conference xmlns:c='urn:example:conference' entity='a' xmlns:v='urn:example:vendor' \
         xmlns:y='urn:y'>{}{rest}{}</c:conference>",
        open.repeat(times),
        close.repeat(times)
    );
    let work = move || {
        let limits = Limits { depth: usize::MAX, ..Limits::default() };
        let options = ReadOptions::tolerant().with_limits(limits);
        let read =
            |xml: &str| registry().parse_with::<Doc<Conference>>(xml.as_bytes(), &options).unwrap();
        let document = read(&xml).document;
        let written = Doc::<Conference>::to_xml_pretty(&document).unwrap();
        assert_eq!(read(&written).document.clone(), document);
        let printed = format!("{document:?}");
        assert!(printed.len() > xml.len() / 4);
        drop(document);
        times * levels
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    thread.join().unwrap()
}

#[test]
fn the_deepest_documents_need_no_more_than_two_mebibytes_of_stack() {
    for (open, close, levels) in [
        ("<c:conference entity='a'>", "</c:conference>", 1),
        ("<c:sidebars><c:conference entity='a'>", "</c:conference></c:sidebars>", 2),
        ("<v:box>", "</v:box>", 1),
        ("<c:mixed>", "</c:mixed>", 1),
        ("<y:y>", "</y:y>", 1),
    ] {
        let depth = work(open, close, levels);
        assert!(depth >= Limits::DEEPEST - 2, "{open}");
    }
}
