//! The collected documents: the verdict of strict reading is that of xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use std::path::Path;

use sip_events::dialog_info::DialogInfo;
use sip_payloads_oracle::Xmllint;
use sip_payloads_testkit::{Document, corpus, documents};
use xml_app_core::{ReadOptions, Registry};

/// The documents with this root.
fn documents_with_root(corpus: &Path, root: &str) -> Vec<Document> {
    let has_root = |document: &Document| {
        let text = String::from_utf8_lossy(&document.bytes);
        text.contains(&format!("<{root} ")) || text.contains(&format!(":{root} "))
    };
    documents(corpus, "corpus").into_iter().filter(has_root).collect()
}

#[test]
fn collected_documents_get_the_verdict_of_xmllint() {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let found = documents_with_root(&shared, "dialog-info");
    assert!(found.len() > 30, "{}", found.len());
    let schema = shared.join("schemas/all-dialog.errata.xsd");
    let oracle = Xmllint::new(&schema).unwrap();
    let named = |document: &Document| (document.name.clone(), document.bytes.clone());
    let verdicts = oracle.verdicts(&found.iter().map(named).collect::<Vec<_>>()).unwrap();
    let mut disagreements = Vec::new();
    for (Document { name, bytes }, verdict) in found.iter().zip(verdicts) {
        let ours = Registry::empty().parse_with::<DialogInfo>(bytes, &ReadOptions::strict());
        // A wrong declaration of UTF-16 is tolerated in both modes: see tree/decode.rs.
        let lies = format!("{verdict:?}").contains("labelled UTF-16 but has UTF-8 content");
        if ours.is_ok() != verdict.is_valid() && !lies {
            disagreements.push(format!("{name}: {verdict:?}, ours {:?}", ours.err()));
        }
        let Ok(reading) =
            Registry::empty().parse_with::<DialogInfo>(bytes, &ReadOptions::tolerant())
        else {
            continue;
        };
        let written = DialogInfo::to_xml(&reading.document).unwrap();
        let again = Registry::empty()
            .parse_with::<DialogInfo>(written.as_bytes(), &ReadOptions::tolerant())
            .unwrap();
        assert_eq!(again.document, reading.document, "{name}");
    }
    println!("{} documents", found.len());
    assert!(disagreements.is_empty(), "{disagreements:#?}");
}
