//! The verdicts of strict reading, compared with those of `xmllint`.

use std::path::Path;

use sip_payloads_oracle::{Verdict, Vocabulary, Xmllint, mutants};
use xml_app_core::{Error, ErrorKind, ReadOptions, Registry, XmlApplication};

use crate::{Document, documents};

/// So many mutants are compared, or a few more.
const MUTANTS: usize = 4200;

/// A document type and its schemas.
#[derive(Debug, Clone, Copy)]
pub struct Family<'f> {
    /// The name of its root.
    pub root: &'f str,
    /// Its namespace, which the start tag of the root has.
    pub namespace: &'f str,
    /// The schema with everything that it imports, for the collected documents.
    pub umbrella: &'f str,
    /// The schema for mutants. The vocabularies of other crates should be unknown to it.
    pub schema: &'f str,
    /// The schemas with the names for mutants.
    pub vocabulary: &'f [&'f str],
    /// The directory with the documents of the project.
    pub own: &'f str,
    /// There are at least so many documents.
    pub least: usize,
    /// Whether all that tolerant mode reads can be written. A type with alternatives cannot write two of them, and no
    /// id is written twice.
    pub is_writable: bool,
}

impl Family<'_> {
    /// Compares the verdicts on the collected documents below `shared`, those of the project, and mutants of the
    /// valid ones; and sees that nothing is lost. `is_explained` says which disagreements are faults of others.
    pub fn compare<A: XmlApplication<Root: PartialEq>>(
        &self,
        shared: &Path,
        is_explained: &dyn Fn(&Verdict, Option<&Error>) -> bool,
    ) {
        let schemas = shared.join("schemas");
        let all = documents(shared, "corpus").into_iter().chain(documents(Path::new(self.own), ""));
        let found = all.filter(|document| self.is_one(document));
        let found: Vec<_> = found.map(|document| (document.name, document.bytes)).collect();
        assert!(found.len() >= self.least, "{}: {}", self.root, found.len());
        let umbrella = Xmllint::new(schemas.join(self.umbrella)).unwrap();
        self.compare_all::<A>(&umbrella, &found, is_explained);

        let read = |name: &&str| std::fs::read_to_string(schemas.join(name)).unwrap();
        let sources: Vec<_> = self.vocabulary.iter().map(read).collect();
        let vocabulary = Vocabulary::from_schemas(sources.iter().map(String::as_str)).unwrap();
        let verdicts = umbrella.verdicts(&found).unwrap();
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
        assert!(mutants.len() >= 4_000, "{}: {}", self.root, mutants.len());
        let schema = Xmllint::new(schemas.join(self.schema)).unwrap();
        self.compare_all::<A>(&schema, &mutants, is_explained);
    }

    /// Reads each document in both modes.
    fn compare_all<A: XmlApplication<Root: PartialEq>>(
        &self,
        oracle: &Xmllint,
        documents: &[(String, Vec<u8>)],
        is_explained: &dyn Fn(&Verdict, Option<&Error>) -> bool,
    ) {
        let mut builder = Registry::builder();
        builder.application::<A>().unwrap();
        let registry = builder.build();
        let mut disagreements = Vec::new();
        for ((name, bytes), verdict) in documents.iter().zip(oracle.verdicts(documents).unwrap()) {
            let ours = registry.parse_with::<A>(bytes, &ReadOptions::strict());
            let is_same = ours.is_ok() == verdict.is_valid();
            let ours = ours.err();
            let is_known = is_utf_16(&verdict) || verdict.is_padded();
            if !is_same && !is_known && !is_explained(&verdict, ours.as_ref()) {
                let text = String::from_utf8_lossy(bytes);
                disagreements.push(format!("{name}: {verdict:?}, ours {ours:?}\n{text}"));
            }
            let Ok(read) = registry.parse_with::<A>(bytes, &ReadOptions::tolerant()) else {
                continue;
            };
            let written = match A::to_xml(&read.document) {
                Ok(written) => written,
                Err(error) => {
                    let is_refused =
                        matches!(error.kind(), ErrorKind::NotWritable | ErrorKind::DuplicateId);
                    let is_fine = !self.is_writable && is_refused;
                    assert!(is_fine, "{name}: {error}");
                    continue;
                }
            };
            let again = registry.parse::<A>(&written).unwrap();
            assert!(again == read.document, "{name}: {written}");
        }
        println!("{}: {} documents", A::NAME, documents.len());
        let (count, first) =
            (disagreements.len(), disagreements.iter().take(6).collect::<Vec<_>>());
        assert!(disagreements.is_empty(), "{count}: {first:#?}");
    }

    /// Whether the document has a start tag with this name and namespace.
    fn is_one(&self, document: &Document) -> bool {
        let text = String::from_utf8_lossy(&document.bytes);
        text.match_indices(self.root).any(|(index, _)| {
            let (before, after) = text.split_at(index);
            let tag = after.split('>').next().unwrap_or_default();
            let is_name = after[self.root.len()..].starts_with(char::is_whitespace);
            is_name && before.ends_with(['<', ':']) && tag.contains(self.namespace)
        })
    }
}

/// A wrong declaration of UTF-16 is tolerated in both modes: see `tree/decode.rs` of the core.
fn is_utf_16(verdict: &Verdict) -> bool {
    format!("{verdict:?}").contains("labelled UTF-16 but has UTF-8 content")
}
