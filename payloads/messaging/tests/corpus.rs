//! The collected documents, those of the project, and mutants of them: the verdict of strict reading is that of
//! xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use std::path::Path;

use sip_messaging::cpim::Message;
use sip_messaging::file_transfer::File;
use sip_messaging::imdn::Imdn;
use sip_messaging::is_composing::IsComposing;
use sip_payloads_oracle::{Verdict, Vocabulary, Xmllint, mutants};
use sip_payloads_testkit::{corpus, documents};
use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/messaging/valid");

/// So many mutants of each family are compared, or a few more.
const MUTANTS: usize = 4200;

/// Compares the verdicts on documents with this root. `vocabulary` is the schema with the names for mutants.
fn check<A: XmlApplication<Root: PartialEq>>(root: &str, schema: &str, vocabulary: &str) {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let has_root = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.match_indices(root).any(|(index, _)| {
            let (before, after) = text.split_at(index);
            before.ends_with(['<', ':']) && after[root.len()..].starts_with(char::is_whitespace)
        })
    };
    let all = documents(&shared, "corpus").into_iter().chain(documents(Path::new(OWN), ""));
    let found: Vec<_> =
        all.filter(|one| has_root(&one.bytes)).map(|one| (one.name, one.bytes)).collect();
    let schemas = shared.join("schemas");
    let oracle = Xmllint::new(schemas.join(schema)).unwrap();
    compare::<A>(root, &oracle, &found);

    let vocabulary = std::fs::read_to_string(schemas.join(vocabulary)).unwrap();
    let vocabulary = Vocabulary::from_schemas([vocabulary.as_str()]).unwrap();
    let verdicts = oracle.verdicts(&found).unwrap();
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
    assert!(mutants.len() >= 4_000, "{root}: {}", mutants.len());
    compare::<A>(root, &oracle, &mutants);
}

fn compare<A: XmlApplication<Root: PartialEq>>(
    root: &str,
    oracle: &Xmllint,
    documents: &[(String, Vec<u8>)],
) {
    let mut builder = Registry::builder();
    builder.application::<A>().unwrap();
    let registry = builder.build();
    let mut disagreements = Vec::new();
    for ((name, bytes), verdict) in documents.iter().zip(oracle.verdicts(documents).unwrap()) {
        let ours = registry.parse_with::<A>(bytes, &ReadOptions::strict());
        // In RELAX NG white space is nothing (§7.2 of its specification); a keyword is an empty element here.
        let is_blank_in_keyword = ours.as_ref().is_err_and(|error| {
            let mut found = error.diagnostics().iter().filter(|found| found.is_error());
            found.all(|found| found.message().starts_with("unexpected content in <"))
        });
        // The schemas do not import that of `xml:lang`, which is checked here all the same.
        let is_language = ours.as_ref().is_err_and(|error| {
            let mut found = error.diagnostics().iter().filter(|found| found.is_error());
            found.all(|found| found.path().ends_with("/@xml:lang"))
        });
        let is_explained =
            is_utf_16(&verdict) || verdict.is_padded() || is_blank_in_keyword || is_language;
        if ours.is_ok() != verdict.is_valid() && !is_explained {
            let text = String::from_utf8_lossy(bytes);
            disagreements.push(format!("{name}: {verdict:?}, ours {:?}\n{text}", ours.err()));
        }
        let Ok(read) = registry.parse_with::<A>(bytes, &ReadOptions::tolerant()) else { continue };
        let written = A::to_xml(&read.document);
        // What no document can say, such as two alternatives, cannot be written.
        let Ok(written) = written else {
            assert_eq!(written.unwrap_err().kind(), ErrorKind::NotWritable, "{name}");
            continue;
        };
        let again = registry.parse::<A>(&written).unwrap();
        assert!(again == read.document, "{name}: {written}");
    }
    println!("{root}: {} documents", documents.len());
    let (count, first) = (disagreements.len(), disagreements.iter().take(6).collect::<Vec<_>>());
    assert!(disagreements.is_empty(), "{count}: {first:#?}");
}

/// A wrong declaration of UTF-16 is tolerated in both modes: see `tree/decode.rs` of the core.
fn is_utf_16(verdict: &Verdict) -> bool {
    format!("{verdict:?}").contains("labelled UTF-16 but has UTF-8 content")
}

#[test]
fn is_composing_gets_the_verdict_of_xmllint() {
    check::<IsComposing>("isComposing", "iscomposing.xsd", "iscomposing.xsd");
}

#[test]
fn imdn_gets_the_verdict_of_xmllint() {
    check::<Imdn>("imdn", "imdn.rng", "imdn.xsd");
}

#[test]
fn file_transfer_gets_the_verdict_of_xmllint() {
    check::<File>("file", "rcs-fthttp.xsd", "rcs-fthttp.xsd");
}

/// RFC 3862, RFC 5438 with its printed errors (erratum 3013), and case B13.
#[test]
fn collected_cpim_messages_are_read_and_written_so_that_they_read_the_same() {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let files = ["corpus/rfc", "cases"].map(|directory| shared.join(directory).read_dir().unwrap());
    let paths = files.into_iter().flatten().map(|file| file.unwrap().path());
    let found: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "cpim")).collect();
    assert!(found.len() >= 7, "{}", found.len());
    for path in found {
        let bytes = std::fs::read(&path).unwrap();
        let message = Message::read(&bytes, &ReadOptions::tolerant()).unwrap().document;
        let is_imdn = message.content.content_type().unwrap().essence() == "message/imdn+xml";
        if is_imdn {
            let bytes = &message.content.bytes;
            Registry::empty().parse::<Imdn>(bytes).unwrap();
        }
        let written = message.to_bytes().unwrap();
        let again = Message::read(&written, &ReadOptions::strict()).unwrap().document;
        assert_eq!(again, message, "{}", path.display());
    }
}
