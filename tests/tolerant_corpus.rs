//! Tolerant reading loses nothing: what is written has the infoset of what was read.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

mod support;

use std::collections::BTreeMap;

use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{
    Diagnostic, Error, ErrorKind, ReadOptions, Reading, WriteOptions, XmlApplication,
};
use support::Document;
use support::infoset::{self, Difference, Element};

const PIDF: &str = "urn:ietf:params:xml:ns:pidf";

fn read(document: &Document) -> Result<Reading<Presence>, Error> {
    sip_payloads::parse_with::<Pidf>(&document.bytes, &ReadOptions::tolerant())
}

fn all() -> Vec<Document> {
    let mut documents = support::corpus();
    documents.extend(support::own("valid"));
    documents.extend(support::own("invalid"));
    documents
}

/// Errors of documents that tolerant reading refuses.
const REFUSED: [ErrorKind; 4] =
    [ErrorKind::NotWellFormed, ErrorKind::DocumentType, ErrorKind::WrongRoot, ErrorKind::Encoding];

#[test]
fn what_is_refused_is_not_a_presence_document_and_says_where() {
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for document in all() {
        let Err(error) = read(&document) else {
            continue;
        };
        println!("{}: {error:?}", document.name);
        assert!(REFUSED.contains(&error.kind()), "{}: {error:?}", document.name);
        assert!(error.line().is_some() && error.column().is_some(), "{}: {error:?}", document.name);
        let text = String::from_utf8_lossy(&document.bytes);
        let tree = roxmltree::Document::parse(&text);
        let root = tree.as_ref().map(|tree| tree.root_element().tag_name());
        let justified = match error.kind() {
            ErrorKind::WrongRoot => root.is_ok_and(|name| name.namespace() != Some(PIDF)),
            _ => root.is_err(),
        };
        assert!(justified, "{}: {error:?}", document.name);
        *refused.entry(format!("{:?}", error.kind())).or_default() += 1;
    }
    println!("{refused:?}");
}

#[test]
fn nothing_is_lost_but_what_a_diagnostic_names() {
    let documents = all();
    let (read, excused) = compare(&documents);
    println!(
        "{read} documents of {}, {} differences that diagnostics name:",
        documents.len(),
        excused.len()
    );
    println!("{}", excused.join("\n"));
    assert!(read >= 25, "{read}");
}

#[test]
fn nothing_of_mutants_is_lost_but_what_a_diagnostic_names() {
    let per_document = support::mutants_per_document(20);
    let originals = all();
    let originals: Vec<_> = originals.iter().filter(|document| read(document).is_ok()).collect();
    let mut mutants = Vec::new();
    for (seed, original) in (7..).zip(&originals) {
        mutants.extend(support::mutants(original, &support::vocabulary(), per_document, seed));
    }
    assert!(mutants.len() >= 15 * originals.len(), "{}", mutants.len());
    let (read, excused) = compare(&mutants);
    println!(
        "{read} of {} mutants, {} differences that diagnostics name",
        mutants.len(),
        excused.len()
    );
    assert!(read >= mutants.len() * 9 / 10, "{read} of {}", mutants.len());
}

/// How many documents could be read, and what became different where a diagnostic says so.
fn compare(documents: &[Document]) -> (usize, Vec<String>) {
    let mut count = 0;
    let (mut lost, mut excused) = (Vec::new(), Vec::new());
    for document in documents {
        let Ok(reading) = read(document) else {
            continue;
        };
        count += 1;
        let errors: Vec<_> = reading.diagnostics.iter().filter(|d| d.is_error()).collect();
        let adopted = errors.iter().any(|error| error.kind() == ErrorKind::WrongRoot);
        let input = String::from_utf8_lossy(&document.bytes);
        // The namespace of such a document is taken for that of PIDF, wherever it is understood.
        let taken = if adopted { infoset::root_namespace(&input) } else { PIDF.to_owned() };
        let before = Element::root(&input, &taken);
        let after = Element::root(&Pidf::to_xml(&reading.document).unwrap(), &taken);
        for difference in before.differences(&after) {
            let excuse = errors.iter().find(|error| names(error, &difference));
            match excuse {
                Some(error) => {
                    excused.push(format!("{}: {error} ({})", document.name, difference.what));
                }
                None => lost.push(explain(document, &difference, &reading.diagnostics)),
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    (count, excused)
}

/// Whether a diagnostic is about this difference.
fn names(error: &Diagnostic, difference: &Difference) -> bool {
    error.path() == difference.path && error.message().contains(&difference.mention)
}

fn explain(document: &Document, difference: &Difference, diagnostics: &[Diagnostic]) -> String {
    let diagnostics: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    support::keep(document);
    format!("{}: {difference:?}\n{diagnostics:#?}", document.name)
}

#[test]
fn what_is_written_reads_the_same_and_is_written_the_same() {
    let faults: Vec<_> = all().iter().filter_map(fixpoint).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_written_of_mutants_reads_the_same() {
    let mut faults = Vec::new();
    for (seed, original) in (99..).zip(all()) {
        let count = support::mutants_per_document(20);
        let mutants = support::mutants(&original, &support::vocabulary(), count, seed);
        faults.extend(mutants.iter().filter_map(fixpoint));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What changes when a document that could be read is written and read again.
fn fixpoint(document: &Document) -> Option<String> {
    let value = read(document).ok()?.document;
    for indent in [false, true] {
        let options = WriteOptions { indent };
        let written = Pidf::to_xml_with(&value, &options).unwrap();
        let again = sip_payloads::parse::<Pidf>(written.as_bytes()).unwrap();
        let rewritten = Pidf::to_xml_with(&again, &options).unwrap();
        let differs = match (again == value, rewritten == written) {
            (true, true) => continue,
            (false, true) => "another value",
            (true, false) => "other bytes",
            (false, false) => "another value and other bytes",
        };
        support::keep(document);
        return Some(format!("{}: {differs}\n{written}\n{rewritten}", document.name));
    }
    None
}
