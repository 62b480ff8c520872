//! The documents that the conformance tests run on.

#![allow(dead_code, reason = "every test crate uses a part of this")]

pub(crate) mod infoset;

use std::fs;
use std::path::{Path, PathBuf};

/// A document of a corpus, or one of our own.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Where it is: below the corpus, or below `tests/documents`.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The directory that `SIP_PAYLOADS_CORPUS` names, if it is set. Relative to the repository.
pub(crate) fn shared() -> Option<PathBuf> {
    let value = std::env::var_os("SIP_PAYLOADS_CORPUS")?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(value);
    assert!(
        path.join("corpus/rfc").is_dir()
            && path.join("corpus/real").is_dir()
            && path.join("schemas").is_dir(),
        "SIP_PAYLOADS_CORPUS: no corpus/rfc, corpus/real and schemas in {}",
        path.display()
    );
    Some(path)
}

/// Our own documents below `tests/documents`.
pub(crate) fn own(directory: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let documents = documents(&root, directory);
    assert!(documents.len() >= 5, "{directory}: {}", documents.len());
    documents
}

/// Every document of the corpora whose root is called `presence`, well-formed or not.
pub(crate) fn corpus() -> Vec<Document> {
    let Some(shared) = shared() else {
        return Vec::new();
    };
    let corpora = ["corpus/rfc", "corpus/real", "corpus/wiki"];
    let mut found: Vec<_> = corpora
        .iter()
        .flat_map(|directory| documents(&shared, directory))
        .filter(|document| root_name(&document.bytes).as_deref() == Some("presence"))
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Every XML file below a directory.
fn documents(root: &Path, directory: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut directories = vec![root.join(directory)];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                let name = path.strip_prefix(root).unwrap();
                documents.push(Document {
                    name: name.display().to_string(),
                    bytes: fs::read(&path).unwrap(),
                });
            }
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
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
