//! The documents that the conformance tests run on.

#![allow(dead_code, reason = "every test crate uses a part of this")]

pub(crate) mod family;
pub(crate) mod infoset;

use std::fs;
use std::path::{Path, PathBuf};

use family::Family;
use sip_payloads_oracle::Vocabulary;
pub(crate) use sip_payloads_testkit::Document;
use sip_payloads_testkit::documents;

/// The directory of the corpora, if there is one.
pub(crate) fn shared() -> Option<PathBuf> {
    sip_payloads_testkit::corpus(env!("CARGO_MANIFEST_DIR"))
}

/// Our own documents of a family: `valid` or `invalid` ones.
pub(crate) fn own(family: &Family, directory: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(family.documents);
    let documents = documents(&root, directory);
    assert!(documents.len() >= 5, "{directory}: {}", documents.len());
    documents
}

/// Every document of the corpora whose root is called like that of the family, well-formed or not.
pub(crate) fn corpus(family: &Family) -> Vec<Document> {
    let Some(shared) = shared() else {
        return Vec::new();
    };
    let corpora = ["corpus/rfc", "corpus/real", "corpus/wiki"];
    let mut found: Vec<_> = corpora
        .iter()
        .flat_map(|directory| documents(&shared, directory))
        .filter(|document| root_name(&document.bytes).as_deref() == Some(family.root.0))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The local name of the first start tag, whatever else is wrong with the document.
fn root_name(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).replace('\0', "");
    let mut rest = text.as_str();
    loop {
        let (_, tail) = rest.split_once('<')?;
        rest = if let Some(comment) = tail.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if tail.starts_with(['?', '!']) {
            tail.split_once('>')?.1
        } else {
            let end = tail.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            let name = tail.get(..end)?;
            return Some(name.rsplit(':').next()?.to_owned());
        };
    }
}

/// How many mutants a test makes of a document; more can be asked for by hand.
pub(crate) fn mutants_per_document(usual: usize) -> usize {
    std::env::var("SIP_PAYLOADS_MUTANTS").map_or(usual, |count| count.parse().unwrap())
}

/// Mutants of a document, with what was done as their names.
pub(crate) fn mutants(
    original: &Document,
    vocabulary: &Vocabulary,
    count: usize,
    seed: u64,
) -> Vec<Document> {
    let Ok(text) = std::str::from_utf8(&original.bytes) else {
        return Vec::new();
    };
    let mutants = sip_payloads_oracle::mutants(text, vocabulary, count, seed).into_iter();
    let documents = mutants.map(|mutant| Document {
        name: format!("{}: {}", original.name, mutant.description),
        bytes: mutant.document.into_bytes(),
    });
    documents.collect()
}

/// Keeps a document that a test fails on in the directory `SIP_PAYLOADS_KEEP`, if that is set.
pub(crate) fn keep(document: &Document) {
    if let Some(directory) = std::env::var_os("SIP_PAYLOADS_KEEP") {
        let name = document.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let name: String = name.chars().take(180).collect();
        fs::write(Path::new(&directory).join(format!("{name}.xml")), &document.bytes).unwrap();
    }
}
