//! Whether a text is well-formed: our verdict and that of libxml2, which another project wrote, on
//! scrambled documents.
//!
//! `SIP_PAYLOADS_MUTANTS=400 cargo test --release --test well_formedness -- --nocapture` compares more.

#![allow(clippy::unwrap_used, reason = "a test may panic in its helpers too")]

mod support;

use std::collections::BTreeMap;

use sip_payloads::presence::Pidf;
use sip_payloads::{ErrorKind, ReadOptions};
use sip_payloads_oracle::{Verdict, Xmllint, scrambled};
use support::Document;
use support::family::{POLICY, PRESENCE};

/// A deliberate difference, or one that is libxml2's business: by what is in the text, and whether we are
/// the ones who refuse it.
type Class = (&'static str, fn(&str, ErrorKind) -> bool);

const CLASSES: [Class; 0] = [];

fn originals() -> Vec<Document> {
    let own = [&PRESENCE, &POLICY].into_iter().flat_map(|family| {
        let own = support::own(family, "valid").into_iter();
        own.chain(support::corpus(family))
    });
    own.filter(|document| document.bytes.len() < 6_000).collect()
}

/// What we say, if that is about being well-formed.
fn ours(text: &str) -> Option<Result<(), String>> {
    let error = match sip_payloads::parse_with::<Pidf>(text.as_bytes(), &ReadOptions::strict()) {
        Ok(_) => return Some(Ok(())),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::NotWellFormed => Some(Err(error.to_string())),
        // What is refused for another reason before it is looked at says nothing.
        ErrorKind::Limit | ErrorKind::DocumentType | ErrorKind::Encoding => None,
        _ => Some(Ok(())),
    }
}

#[test]
fn libxml2_agrees_about_what_is_well_formed() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/well_formedness/any.xsd");
    let Ok(xmllint) = Xmllint::new(schema) else {
        assert!(support::shared().is_none(), "xmllint is wanted");
        return;
    };
    let each = support::mutants_per_document(20);
    let mut faults = BTreeMap::<String, (usize, String)>::new();
    let (mut compared, mut refused) = (0, 0);
    for (seed, original) in (0_u64..).zip(originals()) {
        let Ok(text) = String::from_utf8(original.bytes) else { continue };
        let mutants: Vec<_> = (0..each)
            .map(|index| scrambled(&text, (seed << 32) | index as u64))
            .filter(|mutant| !mutant.contains("<!DOCTYPE") && !has_other_encoding(mutant))
            .collect();
        let named =
            mutants.iter().map(|mutant| (original.name.clone(), mutant.clone().into_bytes()));
        let verdicts = xmllint.verdicts(&named.collect::<Vec<_>>()).unwrap();
        for (mutant, verdict) in mutants.iter().zip(&verdicts) {
            let Some(ours) = ours(mutant) else { continue };
            compared += 1;
            refused += usize::from(ours.is_err());
            let theirs = match verdict {
                Verdict::NotWellFormed(messages) => {
                    Err(messages.first().cloned().unwrap_or_default())
                }
                _ => Ok(()),
            };
            if ours.is_err() == theirs.is_err() {
                continue;
            }
            let key = match (&ours, &theirs) {
                (Err(error), _) => format!(
                    "we refuse: {}",
                    error.split(": ").nth(1).unwrap_or("").to_owned()
                        + error.split(": ").nth(2).unwrap_or("")
                ),
                (_, Err(message)) => format!(
                    "they refuse: {}",
                    message.split(": ").skip(1).collect::<Vec<_>>().join(": ")
                ),
                _ => String::new(),
            };
            let entry = faults.entry(key).or_insert((0, mutant.clone()));
            entry.0 += 1;
            if mutant.len() < entry.1.len() {
                entry.1 = mutant.clone();
            }
        }
    }
    println!("{compared} compared, {refused} refused");
    for (key, (count, example)) in &faults {
        println!("{count} {key}\n{example}\n-----");
    }
    assert!(faults.is_empty());
}

/// Whether a text declares an encoding that it is not in.
fn has_other_encoding(text: &str) -> bool {
    let declaration = text.split("?>").next().unwrap_or_default();
    declaration.contains("encoding") && !declaration.to_ascii_lowercase().contains("\"utf-8\"")
}
