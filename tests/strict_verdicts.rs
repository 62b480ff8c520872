//! Strict reading accepts exactly the schema-valid documents: our verdicts compared with those of
//! xmllint.

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
use std::sync::atomic::{AtomicUsize, Ordering};

use disagreements::{CLASSES, Case, explain};
use sip_payloads::{Diagnostic, Error};
use sip_payloads_oracle::{Verdict, Vocabulary, Xmllint};
use support::Document;
use support::family::{FAMILIES, Family};

const SEEDS: [u64; 3] = [1, 20_260, 0xC0FF_EE00];

#[test]
fn our_own_documents_get_the_verdicts_recorded_beside_them() {
    for family in FAMILIES {
        for document in support::own(family, "valid") {
            if let Err(error) = (family.strict)(&document.bytes) {
                panic!("{}: {error:?}\n{:#?}", document.name, error.diagnostics());
            }
        }
        for document in support::own(family, "invalid") {
            assert!((family.strict)(&document.bytes).is_err(), "{}", document.name);
        }
    }
}

#[test]
fn xmllint_agrees_with_what_is_recorded() {
    let Some(shared) = support::shared() else {
        return;
    };
    for family in FAMILIES {
        let oracle = oracle(family, &shared);
        for (directory, valid) in [("valid", true), ("invalid", false)] {
            let documents = support::own(family, directory);
            for (document, verdict) in documents.iter().zip(judge(&oracle, &documents)) {
                assert_eq!(verdict.is_valid(), valid, "{}: {verdict:?}", document.name);
            }
        }
    }
}

#[test]
fn documents_get_the_verdict_of_xmllint() {
    let Some(shared) = support::shared() else {
        return;
    };
    for family in FAMILIES {
        let documents = support::corpus(family);
        assert!(documents.len() >= family.least, "{}: {}", family.name, documents.len());
        compare(family, &shared, &documents);
    }
}

#[test]
fn mutants_get_the_verdict_of_xmllint() {
    let Some(shared) = support::shared() else {
        return;
    };
    for family in FAMILIES {
        let oracle = oracle(family, &shared);
        let vocabulary = vocabulary(family, &shared);
        let mut originals = support::corpus(family);
        originals.extend(support::own(family, "valid"));
        let verdicts = judge(&oracle, &originals);
        let (usual, least) = family.mutants;
        let per_document = support::mutants_per_document(usual);
        let mut documents = Vec::new();
        for (original, _) in originals.iter().zip(verdicts).filter(|(_, v)| v.is_valid()) {
            for seed in SEEDS {
                documents.extend(support::mutants(original, &vocabulary, per_document, seed));
            }
        }
        assert!(documents.len() >= least, "{}: {}", family.name, documents.len());
        compare(family, &shared, &documents);
    }
}

#[test]
fn every_class_of_disagreements_has_an_example() {
    let Some(shared) = support::shared() else {
        return;
    };
    for class in &CLASSES {
        let family = Family::named(class.family);
        let example = [Document {
            name: class.name.to_owned(),
            bytes: family.example.replace("...", class.example).into_bytes(),
        }];
        let verdicts = judge(&oracle(family, &shared), &example);
        let known_only = judge(&known_only(family, &shared), &example);
        let ours = (family.strict)(&example[0].bytes);
        assert_ne!(ours.is_ok(), verdicts[0].is_valid(), "{}", class.name);
        let case = Case {
            document: std::str::from_utf8(&example[0].bytes).unwrap(),
            known_only: &known_only[0],
            ours: ours.as_ref().err(),
        };
        assert_eq!(explain(&case), Some(class.name));
    }
}

fn oracle(family: &Family, shared: &Path) -> Xmllint {
    Xmllint::new(shared.join("schemas").join(family.umbrella)).unwrap()
}

/// The oracle with the schemas of the known vocabularies, and without those of unknown ones.
fn known_only(family: &Family, shared: &Path) -> Xmllint {
    /// Tests run in parallel: one must not read a file that another is writing.
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let schemas = shared.join("schemas").canonicalize().unwrap();
    let imports = family.known.iter().map(|(namespace, file)| {
        let path = schemas.join(file);
        format!("<xs:import namespace='{namespace}' schemaLocation='{}'/>", path.display())
    });
    let umbrella = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{}</xs:schema>",
        imports.collect::<String>()
    );
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("known-only-{}-{number}.xsd", family.name);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, umbrella).unwrap();
    Xmllint::new(path).unwrap()
}

fn vocabulary(family: &Family, shared: &Path) -> Vocabulary {
    let known = family.known.iter().map(|&(_, file)| file);
    let read = |name| std::fs::read_to_string(shared.join("schemas").join(name)).unwrap();
    let schemas: Vec<_> = known.chain(family.beside.iter().copied()).map(read).collect();
    Vocabulary::from_schemas(schemas.iter().map(String::as_str)).unwrap()
}

fn judge(oracle: &Xmllint, documents: &[Document]) -> Vec<Verdict> {
    let documents: Vec<_> =
        documents.iter().map(|document| (document.name.clone(), document.bytes.clone())).collect();
    oracle.verdicts(&documents).unwrap()
}

/// Fails on every unexplained disagreement; prints the number of each kind.
fn compare(family: &Family, shared: &Path, documents: &[Document]) {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let verdicts = judge(&oracle(family, shared), documents);
    let valid = verdicts.iter().filter(|verdict| verdict.is_valid()).count();
    let ours: Vec<_> = documents.iter().map(|d| (family.strict)(&d.bytes)).collect();
    let differing: Vec<_> = (0..documents.len())
        .filter(|&index| ours[index].is_ok() != verdicts[index].is_valid())
        .collect();
    let suspects: Vec<_> = differing.iter().map(|&index| documents[index].clone()).collect();
    let mut unexplained = Vec::new();
    let verdicts_of_known = judge(&known_only(family, shared), &suspects);
    for (index, verdict) in differing.into_iter().zip(verdicts_of_known) {
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
    println!("{} {} documents, {valid} of them valid", documents.len(), family.name);
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
