//! The examples of RFC 5261 appendix A, and differences between collected documents, compared by the canonical forms
//! (with comments) that `xmllint` gives.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;

use sip_payloads_oracle::canonical;
use sip_payloads_testkit::{corpus, documents};
use sip_xml_patch::{Patch, diff};

fn example(shared: &Path, number: usize) -> [String; 3] {
    ["1-original", "2-diff", "3-result"].map(|part| {
        let name = format!("corpus/rfc/rfc5261-A.{number}-{part}.xml");
        fs::read_to_string(shared.join(name)).unwrap()
    })
}

/// A.16 is printed without the white space text that stays when the processing instruction is removed: `ws` is not given,
/// and §4.5.6 combines the texts around. With it, the result is as the rules have it.
const A_16: &str = "<doc>\n  <foo a=\"1\">This is a sample document</foo>\n  \n</doc>";

#[test]
fn the_examples_of_appendix_a_give_their_results() {
    let Some(shared) = corpus(env!("CARGO_MANIFEST_DIR")) else { return };
    for number in 1..=18 {
        let [original, patch, result] = example(&shared, number);
        let changed = Patch::parse(&patch).unwrap().apply(&original).unwrap();
        let expected = if number == 16 { A_16 } else { &result };
        assert_eq!(canonical(&changed).unwrap(), canonical(expected).unwrap(), "A.{number}");
    }
}

#[test]
fn a_difference_of_each_example_leads_from_one_document_to_the_other() {
    let Some(shared) = corpus(env!("CARGO_MANIFEST_DIR")) else { return };
    for number in 1..=18 {
        let [original, _, result] = example(&shared, number);
        for (old, new) in [(&original, &result), (&result, &original)] {
            let patch = diff(old, new).unwrap();
            assert_eq!(
                canonical(&patch.apply(old).unwrap()).unwrap(),
                canonical(new).unwrap(),
                "A.{number}"
            );
            assert!(patch.len() <= 6, "A.{number}: {}", patch.to_xml());
        }
    }
}

#[test]
fn a_difference_of_collected_documents_leads_from_one_to_the_other() {
    let Some(shared) = corpus(env!("CARGO_MANIFEST_DIR")) else { return };
    let mut texts = Vec::new();
    for document in documents(&shared, "corpus") {
        let Ok(text) = String::from_utf8(document.bytes) else { continue };
        // Canonical XML refuses relative namespace URIs.
        if sip_xml_patch::Tree::parse(&text).is_ok() && canonical(&text).is_ok() {
            texts.push((document.name, text));
        }
    }
    assert!(texts.len() > 100, "{}", texts.len());
    // Neighbours are often versions of one document.
    for pair in texts.windows(2) {
        let [(_, old), (name, new)] = pair else { unreachable!() };
        let changed = diff(old, new).unwrap().apply(old).unwrap();
        assert_eq!(canonical(&changed).unwrap(), canonical(new).unwrap(), "{name}");
    }
}
