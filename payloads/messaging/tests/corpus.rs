//! The collected documents, those of the project, and mutants of them: the verdict of strict reading is that of
//! xmllint, and nothing is lost.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use sip_messaging::cpim::Message;
use sip_messaging::file_transfer::File;
use sip_messaging::imdn::Imdn;
use sip_messaging::is_composing::IsComposing;
use sip_payloads_testkit::{Family, corpus};
use xml_app_core::{Error, ReadOptions, Registry, XmlApplication};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/messaging/valid");

/// Compares the verdicts on documents with this root. `vocabulary` is the schema with the names for mutants.
fn check<A: XmlApplication<Root: PartialEq>>(root: &str, schema: &str, vocabulary: &str) {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let (umbrella, vocabulary) = (schema, &[vocabulary]);
    let family = Family {
        root,
        namespace: "",
        umbrella,
        schema,
        vocabulary,
        own: OWN,
        least: 1,
        is_writable: false,
    };
    family.compare::<A>(&shared, &|_, ours| ours.is_some_and(is_stricter));
}

/// In RELAX NG white space is nothing (§7.2 of its specification); a keyword is an empty element here. The schemas
/// do not import that of `xml:lang`, which is checked here all the same.
fn is_stricter(error: &Error) -> bool {
    let found = || error.diagnostics().iter().filter(|found| found.is_error());
    found().all(|found| found.message().starts_with("unexpected content in <"))
        || found().all(|found| found.path().ends_with("/@xml:lang"))
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
