//! Well-formedness: our verdict compared with that of libxml2 on scrambled documents.
//!
//! `SIP_PAYLOADS_MUTANTS=2600 cargo test --release --test well_formedness -- --nocapture` compares
//! about 350,000.

#![allow(clippy::unwrap_used, reason = "a test may panic in its helpers too")]
#![allow(clippy::print_stdout, reason = "how much was compared is worth knowing")]

mod support;

use sip_payloads::presence::Pidf;
use sip_payloads::{ErrorKind, ReadOptions};
use sip_payloads_oracle::{Verdict, Xmllint, scrambled};
use support::Document;
use support::family::{POLICY, PRESENCE};

/// Input that only this library refuses, by the end of our message, with an example. There is
/// nothing that only libxml2 refuses.
const DELIBERATE: [(&str, &str); 3] = [
    // A digit has to follow the point (XML 1.0 §2.8).
    (
        "an XML declaration with something other than version 1.x, encoding and standalone",
        "<?xml version='1.'?><presence/>",
    ),
    // roxmltree treats this as a declaration, whatever the prefix is bound to.
    ("an attribute called xmlns, with a prefix: it cannot be read", "<presence xml:xmlns='u'/>"),
    // The prefix is reserved, and there is no such element (Namespaces in XML 1.0 §3).
    ("an unknown namespace prefix 'xml'", "<presence><xml:a/></presence>"),
];

fn originals() -> Vec<Document> {
    let families = [&PRESENCE, &POLICY].into_iter();
    let documents = families.flat_map(|family| {
        support::own(family, "valid").into_iter().chain(support::corpus(family))
    });
    // In longer texts most mutations meet similar text.
    documents.filter(|document| document.bytes.len() < 6_000).collect()
}

/// Our verdict: why a text is not well-formed. `None` if it is refused before this is known.
fn verdict(text: &str) -> Option<Result<(), String>> {
    let read = sip_payloads::parse_with::<Pidf>(text.as_bytes(), &ReadOptions::strict());
    let Err(error) = read else { return Some(Ok(())) };
    match error.kind() {
        ErrorKind::NotWellFormed | ErrorKind::EmptyDocument => {
            Some(Err(error.message().to_owned()))
        }
        ErrorKind::Limit | ErrorKind::DocumentType | ErrorKind::Encoding => None,
        _ => Some(Ok(())),
    }
}

/// Mutants in UTF-8 without a document type declaration.
fn is_comparable(mutant: &str) -> bool {
    let declaration = mutant.split("?>").next().unwrap_or_default().to_ascii_lowercase();
    let is_utf_8 = !declaration.contains("encoding")
        || ["\"utf-8\"", "'utf-8'"].iter().any(|name| declaration.contains(name));
    is_utf_8 && !mutant.contains("<!DOCTYPE")
}

#[test]
fn libxml2_agrees_about_what_is_well_formed() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/well_formedness/any.xsd");
    let Ok(xmllint) = Xmllint::new(schema) else {
        assert!(support::shared().is_none(), "xmllint is wanted");
        return;
    };
    let each = support::mutants_per_document(20);
    let (mut compared, mut refused, mut deliberate) = (0, 0, 0);
    let mut differences = Vec::new();
    for (seed, original) in (0_u64..).zip(originals()) {
        let Ok(text) = String::from_utf8(original.bytes) else { continue };
        let mutants = (0..each).map(|index| scrambled(&text, (seed << 32) | index as u64));
        let mutants: Vec<_> = mutants.filter(|mutant| is_comparable(mutant)).collect();
        let named =
            mutants.iter().map(|mutant| (original.name.clone(), mutant.clone().into_bytes()));
        let theirs = xmllint.verdicts(&named.collect::<Vec<_>>()).unwrap();
        for (mutant, theirs) in mutants.iter().zip(theirs) {
            let Some(ours) = verdict(mutant) else { continue };
            compared += 1;
            refused += usize::from(ours.is_err());
            match (ours, theirs) {
                (Ok(()), Verdict::NotWellFormed(messages)) => {
                    differences.push(format!("libxml2: {messages:?}\n{mutant}"));
                }
                (Err(_), Verdict::NotWellFormed(_)) | (Ok(()), _) => {}
                (Err(message), _) if DELIBERATE.iter().any(|(end, _)| message.ends_with(end)) => {
                    deliberate += 1;
                }
                (Err(message), _) => differences.push(format!("ours: {message}\n{mutant}")),
            }
        }
    }
    println!("{compared} compared, {refused} refused, {deliberate} by us alone, deliberately");
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}

#[test]
fn documents_that_only_this_library_refuses() {
    for (end, example) in DELIBERATE {
        let message = verdict(example).unwrap().unwrap_err();
        assert!(message.ends_with(end), "{message}");
    }
}
