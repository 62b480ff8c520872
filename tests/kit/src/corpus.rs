//! Collected documents, which are not part of the repository.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A document in a file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its path below the directory of the collection.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The directory that `SIP_PAYLOADS_CORPUS` names, if it is set. It is relative to `package`, the
/// directory of the package under test.
pub fn corpus(package: &str) -> Option<PathBuf> {
    let path = Path::new(package).join(env::var_os("SIP_PAYLOADS_CORPUS")?);
    let is_corpus = ["corpus/rfc", "corpus/real", "schemas"].iter().all(|d| path.join(d).is_dir());
    let path_text = path.display();
    assert!(
        is_corpus,
        "SIP_PAYLOADS_CORPUS: no corpus/rfc, corpus/real and schemas in {path_text}"
    );
    Some(path)
}

/// Every XML file below a directory of `root`, sorted by name.
pub fn documents(root: &Path, directory: &str) -> Vec<Document> {
    files(root, directory, "xml")
}

/// Every file with an extension below a directory of `root`, sorted by name.
pub fn files(root: &Path, directory: &str, extension: &str) -> Vec<Document> {
    let mut documents = Vec::new();
    let mut directories = vec![root.join(directory)];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                documents.push(Document { name, bytes: fs::read(&path).unwrap() });
            }
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
}
