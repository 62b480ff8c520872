//! Tolerant reading loses nothing: the written document has the infoset of the received one.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

mod support;

use std::collections::BTreeMap;

use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{
    Diagnostic, Error, ErrorKind, ReadOptions, Reading, WriteOptions, XmlApplication,
};
use support::Document;
use support::family::{Family, POLICY, PRESENCE};
use support::infoset::{self, Difference, Element};

fn read<A: XmlApplication>(document: &Document) -> Result<Reading<A::Root>, Error> {
    sip_payloads::parse_with::<A>(&document.bytes, &ReadOptions::tolerant())
}

fn all(family: &Family) -> Vec<Document> {
    let mut documents = support::corpus(family);
    documents.extend(support::own(family, "valid"));
    documents.extend(support::own(family, "invalid"));
    documents
}

/// Errors of documents that tolerant reading refuses.
const REFUSED: [ErrorKind; 4] =
    [ErrorKind::NotWellFormed, ErrorKind::DocumentType, ErrorKind::WrongRoot, ErrorKind::Encoding];

#[test]
fn refused_documents_have_a_reason_and_a_position() {
    refused::<Pidf>(&PRESENCE);
    refused::<CommonPolicy>(&POLICY);
}

fn refused<A: XmlApplication>(family: &Family) {
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for document in all(family) {
        let Err(error) = read::<A>(&document) else {
            continue;
        };
        println!("{}: {error:?}", document.name);
        assert!(REFUSED.contains(&error.kind()), "{}: {error:?}", document.name);
        assert!(error.line().is_some() && error.column().is_some(), "{}: {error:?}", document.name);
        let text = String::from_utf8_lossy(&document.bytes);
        let tree = roxmltree::Document::parse(&text);
        let root = tree.as_ref().map(|tree| tree.root_element().tag_name());
        // XPIDF with a declaration that this parser refuses, too.
        let is_xpidf = text.contains("<presentity ");
        let own = (family.root.0, Some(family.root.1));
        let justified = match error.kind() {
            ErrorKind::WrongRoot if is_xpidf => true,
            ErrorKind::WrongRoot => root.is_ok_and(|name| (name.name(), name.namespace()) != own),
            _ => root.is_err(),
        };
        assert!(justified, "{}: {error:?}", document.name);
        *refused.entry(format!("{:?}", error.kind())).or_default() += 1;
    }
    println!("{refused:?}");
}

#[test]
fn nothing_is_lost_but_what_a_diagnostic_names() {
    nothing_is_lost::<Pidf>(&PRESENCE);
    nothing_is_lost::<CommonPolicy>(&POLICY);
}

fn nothing_is_lost<A: XmlApplication>(family: &Family) {
    let documents = all(family);
    let (read, excused) = compare::<A>(family, &documents);
    println!(
        "{read} {} documents of {}, {} differences that diagnostics name:",
        family.name,
        documents.len(),
        excused.len()
    );
    println!("{}", excused.join("\n"));
    assert!(read >= 25, "{read}");
}

#[test]
fn nothing_of_mutants_is_lost_but_what_a_diagnostic_names() {
    nothing_of_mutants_is_lost::<Pidf>(&PRESENCE);
    nothing_of_mutants_is_lost::<CommonPolicy>(&POLICY);
}

fn nothing_of_mutants_is_lost<A: XmlApplication>(family: &Family) {
    let per_document = support::mutants_per_document(20);
    let originals = all(family);
    let originals: Vec<_> =
        originals.iter().filter(|document| read::<A>(document).is_ok()).collect();
    let mut mutants = Vec::new();
    for (seed, original) in (7..).zip(&originals) {
        mutants.extend(support::mutants(original, &family.vocabulary(), per_document, seed));
    }
    assert!(mutants.len() >= 15 * originals.len(), "{}", mutants.len());
    let (read, excused) = compare::<A>(family, &mutants);
    println!(
        "{read} of {} {} mutants, {} differences that diagnostics name",
        mutants.len(),
        family.name,
        excused.len()
    );
    assert!(read >= mutants.len() * 9 / 10, "{read} of {}", mutants.len());
}

/// Duplicate ids are kept.
const ANY_IDS: WriteOptions = WriteOptions { indent: false, allow_duplicate_ids: true };

/// The number of documents that could be read, and the differences that a diagnostic explains.
fn compare<A: XmlApplication>(family: &Family, documents: &[Document]) -> (usize, Vec<String>) {
    let mut count = 0;
    let (mut lost, mut excused) = (Vec::new(), Vec::new());
    for document in documents {
        let Ok(reading) = read::<A>(document) else {
            continue;
        };
        count += 1;
        let counts = |found: &&Diagnostic| found.is_error() || found.kind() == ErrorKind::Misspelt;
        let errors: Vec<_> = reading.diagnostics.iter().filter(counts).collect();
        let adopted = errors.iter().any(|error| error.kind() == ErrorKind::WrongRoot);
        let input = String::from_utf8_lossy(&document.bytes);
        // The namespace of such a document counts as that of its family, wherever it is understood.
        let taken =
            if adopted { infoset::root_namespace(&input) } else { family.root.1.to_owned() };
        // So is white space before a namespace.
        let padded =
            reading.diagnostics.iter().any(|found| found.message().contains("white space around"));
        let input = if padded { input.replace("=\" urn:", "=\"urn:").into() } else { input };
        // So are obsolete namespaces, and what drafts put around extensions.
        let drafts = reading.diagnostics.iter().filter_map(|found| {
            let names = found.message().strip_prefix("an obsolete namespace, ")?;
            names.split_once("; read as ")
        });
        let input = drafts.fold(input, |input, (draft, became)| {
            let declared = |quote: char, uri: &str| format!("={quote}{uri}{quote}");
            let input = input.replace(&declared('"', draft), &declared('"', became));
            input.replace(&declared('\'', draft), &declared('\'', became)).into()
        });
        let mut before = Element::root(&input, family, &taken);
        if reading
            .diagnostics
            .iter()
            .any(|found| found.message().starts_with("unexpected <status> around"))
        {
            before.unwrap("person", "status");
        }
        let after =
            Element::root(&A::to_xml_with(&reading.document, &ANY_IDS).unwrap(), family, &taken);
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
    // A misspelt name is missing, and the right one is added.
    let path = without_prefixes(error.path());
    let respelt = error.kind() == ErrorKind::Misspelt
        && path.rsplit_once('/').is_some_and(|(parent, _)| parent == difference.path)
        && [format!("read as {}", difference.mention), format!("read as <{}>", difference.mention)]
            .iter()
            .any(|repair| error.message().contains(repair));
    respelt || path == difference.path && error.message().contains(&difference.mention)
}

/// A path without prefixes.
fn without_prefixes(path: &str) -> String {
    let steps = path.split('/').map(|step| match step.split_once(':') {
        Some((prefix, local)) => [if prefix.starts_with('@') { "@" } else { "" }, local].concat(),
        None => step.to_owned(),
    });
    steps.collect::<Vec<_>>().join("/")
}

fn explain(document: &Document, difference: &Difference, diagnostics: &[Diagnostic]) -> String {
    let diagnostics: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    support::keep(document);
    format!("{}: {difference:?}\n{diagnostics:#?}", document.name)
}

#[test]
fn written_documents_read_and_write_the_same() {
    let mut faults: Vec<_> = all(&PRESENCE).iter().filter_map(fixpoint::<Pidf>).collect();
    faults.extend(all(&POLICY).iter().filter_map(fixpoint::<CommonPolicy>));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn written_mutants_read_the_same() {
    fixpoints_of_mutants::<Pidf>(&PRESENCE);
    fixpoints_of_mutants::<CommonPolicy>(&POLICY);
}

fn fixpoints_of_mutants<A: XmlApplication<Root: PartialEq>>(family: &Family) {
    let mut faults = Vec::new();
    for (seed, original) in (99..).zip(all(family)) {
        let count = support::mutants_per_document(20);
        let mutants = support::mutants(&original, &family.vocabulary(), count, seed);
        faults.extend(mutants.iter().filter_map(fixpoint::<A>));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Differences after a document is written and read again.
fn fixpoint<A: XmlApplication<Root: PartialEq>>(document: &Document) -> Option<String> {
    let value = read::<A>(document).ok()?.document;
    for indent in [false, true] {
        let options = WriteOptions { indent, allow_duplicate_ids: true };
        let written = A::to_xml_with(&value, &options).unwrap();
        let again = sip_payloads::parse::<A>(written.as_bytes()).unwrap();
        let rewritten = A::to_xml_with(&again, &options).unwrap();
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
