//! Tolerant reading loses nothing: what is written has the infoset of what was read.

mod support;

use std::collections::BTreeMap;

use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{Diagnostic, Error, ErrorKind, ReadOptions, Reading, XmlApplication};
use support::Document;
use support::infoset::{Difference, Element};

const PIDF: &str = "urn:ietf:params:xml:ns:pidf";

fn read(document: &Document) -> Result<Reading<Presence>, Error> {
    sip_payloads::parse_with::<Pidf>(&document.bytes, &ReadOptions::tolerant())
}

fn all() -> Vec<Document> {
    let mut documents = support::corpus();
    documents.extend(support::own("valid"));
    documents.extend(support::own("invalid"));
    documents
}

/// Errors of documents that tolerant reading refuses.
const REFUSED: [ErrorKind; 4] = [
    ErrorKind::NotWellFormed,
    ErrorKind::DocumentType,
    ErrorKind::WrongRoot,
    ErrorKind::Encoding,
];

#[test]
fn what_is_refused_is_not_a_presence_document_and_says_where() {
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for document in all() {
        let Err(error) = read(&document) else {
            continue;
        };
        println!("{}: {error:?}", document.name);
        assert!(REFUSED.contains(&error.kind()), "{}: {error:?}", document.name);
        assert!(
            error.line().is_some() && error.column().is_some(),
            "{}: {error:?}",
            document.name
        );
        let text = String::from_utf8_lossy(&document.bytes);
        let tree = roxmltree::Document::parse(&text);
        let root = tree.as_ref().map(|tree| tree.root_element().tag_name());
        let justified = match error.kind() {
            ErrorKind::WrongRoot => {
                root.is_ok_and(|name| name.namespace() != Some(PIDF))
            }
            _ => root.is_err(),
        };
        assert!(justified, "{}: {error:?}", document.name);
        *refused.entry(format!("{:?}", error.kind())).or_default() += 1;
    }
    println!("{refused:?}");
}

#[test]
fn nothing_is_lost_but_what_a_diagnostic_names() {
    let (mut documents, mut excused) = (0, 0);
    let mut lost = Vec::new();
    for document in all() {
        let Ok(reading) = read(&document) else {
            continue;
        };
        documents += 1;
        let errors: Vec<_> = reading.diagnostics.iter().filter(|d| d.is_error()).collect();
        let adopted = errors.iter().any(|error| error.kind() == ErrorKind::WrongRoot);
        let input = String::from_utf8_lossy(&document.bytes);
        let before = Element::root(&input, if adopted { PIDF } else { "" });
        let after = Element::root(&Pidf::to_xml(&reading.document).unwrap(), "");
        for difference in before.differences(&after) {
            let excuse = errors.iter().find(|error| error.path() == difference.path);
            match excuse {
                Some(error) => {
                    excused += 1;
                    println!("{}: {difference:?}: {error}", document.name);
                }
                None => lost.push(explain(&document, &difference, &reading.diagnostics)),
            }
        }
    }
    println!("{documents} documents, {excused} differences that diagnostics name");
    assert!(documents >= 10);
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

fn explain(document: &Document, difference: &Difference, diagnostics: &[Diagnostic]) -> String {
    let diagnostics: Vec<_> = diagnostics.iter().map(Diagnostic::to_string).collect();
    format!("{}: {difference:?}\n{diagnostics:#?}", document.name)
}

#[test]
fn what_is_written_reads_the_same_and_is_written_the_same() {
    for document in all() {
        let Ok(reading) = read(&document) else {
            continue;
        };
        let name = &document.name;
        let compact = Pidf::to_xml(&reading.document).unwrap();
        let pretty = Pidf::to_xml_pretty(&reading.document).unwrap();
        let again = sip_payloads::parse::<Pidf>(compact.as_bytes()).unwrap();
        assert_eq!(again, reading.document, "{name}");
        assert_eq!(Pidf::to_xml(&again).unwrap(), compact, "{name}");
        let again = sip_payloads::parse::<Pidf>(pretty.as_bytes()).unwrap();
        assert_eq!(again, reading.document, "{name}: pretty");
        assert_eq!(Pidf::to_xml_pretty(&again).unwrap(), pretty, "{name}: pretty");
    }
}
