//! The collected documents: the verdict of strict reading is that of xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use sip_events::dialog_info::DialogInfo;
use sip_payloads_oracle::Xmllint;
use xml_app_core::{ReadOptions, Registry};

fn shared() -> Option<PathBuf> {
    let value = std::env::var_os("SIP_PAYLOADS_CORPUS")?;
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(value))
}

/// The documents with this root.
fn documents(directory: &Path, root: &str, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    let mut entries: Vec<_> = fs::read_dir(directory).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            documents(&path, root, found);
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            if text.contains(&format!("<{root} ")) || text.contains(&format!(":{root} ")) {
                found.push((path, bytes));
            }
        }
    }
}

#[test]
fn collected_documents_get_the_verdict_of_xmllint() {
    let Some(shared) = shared() else { return };
    let mut found = Vec::new();
    documents(&shared.join("corpus"), "dialog-info", &mut found);
    assert!(found.len() > 30, "{}", found.len());
    let schema = shared.join("schemas/all-dialog.errata.xsd");
    let oracle = Xmllint::new(&schema).unwrap();
    let named = |(path, bytes): &(PathBuf, Vec<u8>)| (path.display().to_string(), bytes.clone());
    let verdicts = oracle.verdicts(&found.iter().map(named).collect::<Vec<_>>()).unwrap();
    let mut disagreements = Vec::new();
    for ((path, bytes), verdict) in found.iter().zip(verdicts) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let ours = Registry::empty().parse_with::<DialogInfo>(bytes, &ReadOptions::strict());
        // A declaration that lies about UTF-16 is survived in both modes: see tree/decode.rs.
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
