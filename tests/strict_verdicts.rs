//! What strict reading accepts is what is schema-valid: our verdicts against those of xmllint.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by a panic"
)]

#[path = "strict_verdicts/disagreements.rs"]
mod disagreements;
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use disagreements::{CLASSES, Case, explain};
use sip_payloads::presence::Pidf;
use sip_payloads::{Diagnostic, Error, ReadOptions};
use sip_payloads_oracle::{Verdict, Vocabulary, Xmllint};
use support::Document;

/// The schemas whose names the mutants use.
const VOCABULARY: [&str; 7] = [
    "pidf.xsd",
    "data-model.xsd",
    "rpid.xsd",
    "cipid.xsd",
    "caps.xsd",
    "location-type.xsd",
    "common-schema.xsd",
];

/// The vocabularies that this project knows: namespaces and schemas.
const KNOWN: [(&str, &str); 6] = [
    ("urn:ietf:params:xml:ns:pidf", "pidf.xsd"),
    ("urn:ietf:params:xml:ns:pidf:data-model", "data-model.xsd"),
    ("urn:ietf:params:xml:ns:pidf:rpid", "rpid.xsd"),
    ("urn:ietf:params:xml:ns:pidf:cipid", "cipid.xsd"),
    ("urn:ietf:params:xml:ns:pidf:caps", "caps.xsd"),
    ("urn:ietf:params:xml:ns:location-type", "location-type.xsd"),
];

const EXAMPLE: &str = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:ida@example.com' \
    xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:x='urn:example:x' \
    xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>...</presence>";

const SEEDS: [u64; 3] = [1, 20_260, 0xC0FF_EE00];

/// How many mutants of each document are made from each seed; more can be asked for by hand.
const MUTANTS: usize = 25;

fn strict(document: &[u8]) -> Result<(), Error> {
    sip_payloads::parse_with::<Pidf>(document, &ReadOptions::strict()).map(drop)
}

#[test]
fn our_own_documents_get_the_verdicts_recorded_beside_them() {
    for document in support::own("valid") {
        if let Err(error) = strict(&document.bytes) {
            panic!("{}: {error:?}\n{:#?}", document.name, error.diagnostics());
        }
    }
    for document in support::own("invalid") {
        assert!(strict(&document.bytes).is_err(), "{}", document.name);
    }
}

#[test]
fn xmllint_agrees_with_what_is_recorded() {
    let Some(shared) = support::shared() else {
        return;
    };
    let oracle = oracle(&shared);
    for (directory, valid) in [("valid", true), ("invalid", false)] {
        let documents = support::own(directory);
        for (document, verdict) in documents.iter().zip(judge(&oracle, &documents)) {
            assert_eq!(verdict.is_valid(), valid, "{}: {verdict:?}", document.name);
        }
    }
}

#[test]
fn documents_get_the_verdict_of_xmllint() {
    let Some(shared) = support::shared() else {
        return;
    };
    let documents = support::corpus();
    assert!(documents.len() >= 90, "{}", documents.len());
    compare(&shared, &documents);
}

#[test]
fn mutants_get_the_verdict_of_xmllint() {
    let Some(shared) = support::shared() else {
        return;
    };
    let oracle = oracle(&shared);
    let vocabulary = vocabulary(&shared);
    let mut originals = support::corpus();
    originals.extend(support::own("valid"));
    let verdicts = judge(&oracle, &originals);
    let per_document = support::mutants_per_document(MUTANTS);
    let mut documents = Vec::new();
    for (original, _) in originals.iter().zip(verdicts).filter(|(_, v)| v.is_valid()) {
        for seed in SEEDS {
            documents.extend(support::mutants(original, &vocabulary, per_document, seed));
        }
    }
    assert!(documents.len() >= 4_000, "{}", documents.len());
    compare(&shared, &documents);
}

#[test]
fn every_class_of_disagreements_has_an_example() {
    let Some(shared) = support::shared() else {
        return;
    };
    let examples = CLASSES.map(|class| Document {
        name: class.name.to_owned(),
        bytes: EXAMPLE.replace("...", class.example).into_bytes(),
    });
    let verdicts = judge(&oracle(&shared), &examples);
    let known_only = judge(&known_only(&shared), &examples);
    for ((example, verdict), known_only) in examples.iter().zip(verdicts).zip(known_only) {
        let ours = strict(&example.bytes);
        assert_ne!(ours.is_ok(), verdict.is_valid(), "{}", example.name);
        let case = Case {
            document: std::str::from_utf8(&example.bytes).unwrap(),
            known_only: &known_only,
            ours: ours.as_ref().err(),
        };
        assert_eq!(explain(&case), Some(example.name.as_str()));
    }
}

fn oracle(shared: &Path) -> Xmllint {
    Xmllint::new(shared.join("schemas/all-pidf.xsd")).unwrap()
}

/// The oracle with the schemas of what this project knows, and without those that it does not.
fn known_only(shared: &Path) -> Xmllint {
    let schemas = shared.join("schemas").canonicalize().unwrap();
    let imports = KNOWN.map(|(namespace, file)| {
        let path = schemas.join(file);
        format!("<xs:import namespace='{namespace}' schemaLocation='{}'/>", path.display())
    });
    let umbrella = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{}</xs:schema>",
        imports.concat()
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("known-only.xsd");
    std::fs::write(&path, umbrella).unwrap();
    Xmllint::new(path).unwrap()
}

fn vocabulary(shared: &Path) -> Vocabulary {
    let schemas =
        VOCABULARY.map(|name| std::fs::read_to_string(shared.join("schemas").join(name)).unwrap());
    Vocabulary::from_schemas(schemas.iter().map(String::as_str)).unwrap()
}

fn judge(oracle: &Xmllint, documents: &[Document]) -> Vec<Verdict> {
    let documents: Vec<_> =
        documents.iter().map(|document| (document.name.clone(), document.bytes.clone())).collect();
    oracle.verdicts(&documents).unwrap()
}

/// Fails on every disagreement that is not explained; prints how many of each kind there were.
fn compare(shared: &Path, documents: &[Document]) {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let verdicts = judge(&oracle(shared), documents);
    let valid = verdicts.iter().filter(|verdict| verdict.is_valid()).count();
    let ours: Vec<_> = documents.iter().map(|d| strict(&d.bytes)).collect();
    let differing: Vec<_> = (0..documents.len())
        .filter(|&index| ours[index].is_ok() != verdicts[index].is_valid())
        .collect();
    let suspects: Vec<_> = differing.iter().map(|&index| documents[index].clone()).collect();
    let mut unexplained = Vec::new();
    for (index, verdict) in differing.into_iter().zip(judge(&known_only(shared), &suspects)) {
        let case = Case {
            document: &String::from_utf8_lossy(&documents[index].bytes),
            known_only: &verdict,
            ours: ours[index].as_ref().err(),
        };
        match explain(&case) {
            Some(class) => *classes.entry(class).or_default() += 1,
            None => unexplained.push(report(&documents[index], &verdict, case.ours)),
        }
    }
    println!("{} documents, {valid} of them valid", documents.len());
    for (class, count) in &classes {
        println!("{count:6} {class}");
    }
    assert!(
        unexplained.is_empty(),
        "{} unexplained disagreements:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
}

fn report(document: &Document, verdict: &Verdict, ours: Option<&Error>) -> String {
    let ours = ours.map_or_else(
        || "valid".to_owned(),
        |error| {
            let errors = error.diagnostics().iter().filter(|d| d.is_error());
            let errors: Vec<_> = errors.map(Diagnostic::to_string).collect();
            format!("{error:?} {errors:#?}")
        },
    );
    support::keep(document);
    format!("--- {}\nxmllint: {verdict:?}\nours: {ours}\n", document.name)
}
