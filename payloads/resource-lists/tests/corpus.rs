//! The collected documents, those of the project, and mutants of them: the verdict of strict reading is that of
//! xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use std::path::Path;

use sip_payloads_oracle::{Vocabulary, Xmllint, mutants};
use sip_payloads_testkit::{corpus, documents, files};
use sip_resource_lists::resource_lists::ResourceLists;
use sip_resource_lists::rlmi::{List, ListNotification};
use sip_resource_lists::rls_services::RlsServices;
use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/lists/valid");

/// So many mutants of each type are compared, or a few more.
const MUTANTS: usize = 4200;

/// A document type and its schemas.
struct Family {
    /// The name of its root.
    root: &'static str,
    /// Its namespace.
    namespace: &'static str,
    /// With everything that it imports, for the collected documents.
    umbrella: &'static str,
    /// Alone, for mutants: the vocabularies of other crates are unknown to both readers.
    schema: &'static str,
    /// The schemas with the names for mutants.
    vocabulary: &'static [&'static str],
}

impl Family {
    fn check<A: XmlApplication<Root: PartialEq>>(&self) {
        let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
        let root = self.root;
        let is_one = |bytes: &[u8]| {
            let text = String::from_utf8_lossy(bytes);
            let rest = text.find(root).map(|at| text.split_at(at));
            rest.is_some_and(|(before, after)| {
                !before.contains("<!DOCTYPE")
                    && before
                        .trim_end_matches(|c: char| c.is_alphanumeric() || c == ':')
                        .ends_with('<')
                    && !after[root.len()..].starts_with('-')
                    && after.split('>').next().unwrap_or_default().contains(self.namespace)
            })
        };
        let all = documents(&shared, "corpus").into_iter().chain(documents(Path::new(OWN), ""));
        let found: Vec<_> = all
            .filter(|one| one.name.ends_with(".xml") && is_one(&one.bytes))
            .map(|one| (one.name, one.bytes))
            .collect();
        let schemas = shared.join("schemas");
        let umbrella = Xmllint::new(schemas.join(self.umbrella)).unwrap();
        compare::<A>(&umbrella, &found);

        let oracle = Xmllint::new(schemas.join(self.schema)).unwrap();
        let names = self.vocabulary.iter();
        let names: Vec<_> =
            names.map(|name| std::fs::read_to_string(schemas.join(name)).unwrap()).collect();
        let vocabulary = Vocabulary::from_schemas(names.iter().map(String::as_str)).unwrap();
        let verdicts = oracle.verdicts(&found).unwrap();
        let valid = found.iter().zip(verdicts).filter(|(_, verdict)| verdict.is_valid());
        let valid: Vec<_> = valid
            .filter_map(|((name, bytes), _)| Some((name, std::str::from_utf8(bytes).ok()?)))
            .collect();
        let each = MUTANTS.div_ceil(valid.len());
        let mutants = valid.iter().flat_map(|(name, text)| {
            mutants(text, &vocabulary, each, 0x000C_0FFE).into_iter().map(move |mutant| {
                (format!("{name}: {}", mutant.description), mutant.document.into_bytes())
            })
        });
        let mutants: Vec<_> = mutants.collect();
        assert!(mutants.len() >= 4_000, "{}", mutants.len());
        compare::<A>(&oracle, &mutants);
    }
}

fn compare<A: XmlApplication<Root: PartialEq>>(oracle: &Xmllint, documents: &[(String, Vec<u8>)]) {
    let mut builder = Registry::builder();
    builder.application::<A>().unwrap();
    let registry = builder.build();
    let mut disagreements = Vec::new();
    for ((name, bytes), verdict) in documents.iter().zip(oracle.verdicts(documents).unwrap()) {
        let ours = registry.parse_with::<A>(bytes, &ReadOptions::strict());
        let is_order = ours.as_ref().is_err_and(|error| error.kind() == ErrorKind::OutOfOrder)
            && verdict.is_valid();
        if ours.is_ok() != verdict.is_valid() && !is_order && !verdict.is_padded() {
            let text = String::from_utf8_lossy(bytes);
            disagreements.push(format!("{name}: {verdict:?}, ours {:?}\n{text}", ours.err()));
        }
        let Ok(read) = registry.parse_with::<A>(bytes, &ReadOptions::tolerant()) else { continue };
        let written = A::to_xml(&read.document).unwrap();
        assert!(registry.parse::<A>(&written).unwrap() == read.document, "{name}: {written}");
    }
    println!("{}: {} documents", A::NAME, documents.len());
    let (count, first) = (disagreements.len(), disagreements.iter().take(6).collect::<Vec<_>>());
    assert!(disagreements.is_empty(), "{count}: {first:#?}");
}

#[test]
fn resource_lists_have_the_verdicts_of_xmllint() {
    Family {
        root: "resource-lists",
        namespace: "urn:ietf:params:xml:ns:resource-lists",
        umbrella: "all-lists.xsd",
        schema: "resource-lists.xsd",
        vocabulary: &["resource-lists.xsd"],
    }
    .check::<ResourceLists>();
}

#[test]
fn rls_services_have_the_verdicts_of_xmllint() {
    Family {
        root: "rls-services",
        namespace: "urn:ietf:params:xml:ns:rls-services",
        umbrella: "all-lists.xsd",
        schema: "rls-services.xsd",
        vocabulary: &["rls-services.xsd", "resource-lists.xsd"],
    }
    .check::<RlsServices>();
}

#[test]
fn meta_information_has_the_verdicts_of_xmllint() {
    Family {
        root: "list",
        namespace: "urn:ietf:params:xml:ns:rlmi",
        umbrella: "all-rlmi.xsd",
        schema: "rlmi.xsd",
        vocabulary: &["rlmi.xsd"],
    }
    .check::<List>();
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
