//! The collected documents, those of the project, and mutants of them: the verdict of strict reading is that of
//! xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use sip_payloads_testkit::{Family, corpus, files};
use sip_resource_lists::resource_lists::ResourceLists;
use sip_resource_lists::rlmi::{List, ListNotification};
use sip_resource_lists::rls_services::RlsServices;
use xml_app_core::{Error, ErrorKind, ReadOptions, Registry, XmlApplication};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/lists/valid");

fn check<A: XmlApplication<Root: PartialEq>>(
    root: &str,
    umbrella: &str,
    schemas: &[&str],
    least: usize,
) {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let family = Family {
        root,
        namespace: A::DEFAULT_NAMESPACE.unwrap().uri(),
        umbrella,
        schema: schemas.first().unwrap(),
        vocabulary: schemas,
        own: OWN,
        least,
        is_writable: true,
    };
    family.compare::<A>(&shared, &|_, ours| ours.is_some_and(is_order));
}

/// libxml2 accepts elements of other vocabularies before one of the repeated elements that a wildcard follows: see
/// `tests/strict_verdicts/disagreements.rs` of the workspace.
fn is_order(error: &Error) -> bool {
    const ITEMS: [&str; 4] = ["entry", "entry-ref", "external", "list"];
    let local = |name: &str| name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned();
    let is_item = |message: &str| {
        let names: Vec<_> = message.split(['<', '>']).skip(1).step_by(2).map(local).collect();
        matches!(names.as_slice(), [item, host] if host == "list" && ITEMS.contains(&item.as_str()))
    };
    let mut errors = error.diagnostics().iter().filter(|found| found.is_error());
    errors.all(|found| found.kind() == ErrorKind::OutOfOrder && is_item(found.message()))
}

#[test]
fn resource_lists_have_the_verdicts_of_xmllint() {
    let schemas = ["resource-lists.xsd"];
    check::<ResourceLists>("resource-lists", "all-lists.xsd", &schemas, 20);
}

#[test]
fn rls_services_have_the_verdicts_of_xmllint() {
    let schemas = ["rls-services.xsd", "resource-lists.xsd"];
    check::<RlsServices>("rls-services", "all-lists.xsd", &schemas, 5);
}

#[test]
fn meta_information_has_the_verdicts_of_xmllint() {
    check::<List>("list", "all-rlmi.xsd", &["rlmi.xsd"], 8);
}

/// Every collected body of a list notification is read. One of RFC 4662 §6 is not well-formed (erratum 1656).
#[test]
fn collected_notifications_are_read() {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let mut builder = Registry::builder();
    builder.application::<List>().unwrap();
    let registry = builder.build();
    let mut count = 0;
    for directory in ["corpus", "cases"] {
        for file in files(&shared, directory, "mime") {
            if !String::from_utf8_lossy(&file.bytes).contains("application/rlmi+xml") {
                continue;
            }
            count += 1;
            let limits = sip_mime::Limits::default();
            let entity = sip_mime::Entity::recognise(&file.bytes, &limits).unwrap().unwrap();
            let content_type = entity.content_type().unwrap().to_string();
            let options = ReadOptions::tolerant();
            let read = ListNotification::read(&registry, &content_type, entity.raw(), &options);
            let is_broken = file.name.ends_with("rfc4662-6-notify-1-related.mime");
            assert_eq!(read.is_err(), is_broken, "{}: {:?}", file.name, read.err());
        }
    }
    println!("{count} notifications");
    assert!(count >= 24, "{count}");
}
