//! The collected documents and mutants of them: the verdict of strict reading is that of xmllint, and nothing
//! is lost.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test fails by a panic")]

use std::path::Path;

use sip_events::conference_info::ConferenceInfo;
use sip_events::dialog_info::DialogInfo;
use sip_events::message_summary::MessageSummary;
use sip_events::registration_info::RegistrationInfo;
use sip_events::watcher_info::WatcherInfo;
use sip_payloads_oracle::{Verdict, Vocabulary, Xmllint, mutants};
use sip_payloads_testkit::{Document, corpus, documents};
use xml_app_core::{Error, ErrorKind, ReadOptions, Registry, XmlApplication};

/// A document type and its schemas.
struct Family {
    root: &'static str,
    /// The schema with everything that it imports, for the collected documents.
    umbrella: &'static str,
    /// The schema alone, for mutants: the vocabularies of other crates are unknown to both readers.
    schema: &'static str,
    /// There are at least so many documents.
    least: usize,
}

const CONFERENCES: Family = Family {
    root: "conference-info",
    umbrella: "all-conference.xsd",
    schema: "conference-info.xsd",
    least: 5,
};
/// The schema as RFC 4235 prints it.
const PRINTED_DIALOGS: Family = Family {
    root: "dialog-info",
    umbrella: "all-dialog.xsd",
    schema: "dialog-info.xsd",
    least: 30,
};
/// The same with its errata.
const DIALOGS: Family = Family {
    root: "dialog-info",
    umbrella: "all-dialog.errata.xsd",
    schema: "dialog-info.errata.xsd",
    least: 30,
};
const REGISTRATIONS: Family =
    Family { root: "reginfo", umbrella: "all-reginfo.xsd", schema: "reginfo.xsd", least: 5 };
const WATCHERS: Family = Family {
    root: "watcherinfo",
    umbrella: "all-watcherinfo.xsd",
    schema: "watcherinfo.xsd",
    least: 15,
};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/events/valid");

/// So many mutants of each family are compared, or a few more.
const MUTANTS: usize = 4200;

impl Family {
    /// The documents below a directory that have this root.
    fn documents(&self, directory: &Path) -> Vec<Document> {
        let root = self.root;
        let has_root = |document: &Document| {
            let text = String::from_utf8_lossy(&document.bytes);
            let is_root = |(index, _): (usize, &str)| {
                let (before, after) = text.split_at(index);
                before.ends_with(['<', ':']) && after[root.len()..].starts_with(char::is_whitespace)
            };
            text.match_indices(root).any(is_root)
        };
        documents(directory, "").into_iter().filter(has_root).collect()
    }

    /// Reads each document in both modes.
    fn compare<A: XmlApplication>(
        &self,
        shared: &Path,
        schema: &str,
        documents: &[(String, Vec<u8>)],
    ) where
        A::Root: PartialEq,
    {
        let oracle = Xmllint::new(shared.join("schemas").join(schema)).unwrap();
        let verdicts = oracle.verdicts(documents).unwrap();
        // A known element inside an unknown one is validated too.
        let mut builder = Registry::builder();
        builder.application::<A>().unwrap();
        let registry = builder.build();
        let mut disagreements = Vec::new();
        for ((name, bytes), verdict) in documents.iter().zip(verdicts) {
            let ours = registry.parse_with::<A>(bytes, &ReadOptions::strict());
            let is_explained = is_utf_16(&verdict)
                || verdict.is_padded()
                || is_of_xcon(&verdict)
                || (self.schema == PRINTED_DIALOGS.schema
                    && is_erratum(&verdict, ours.as_ref().err()))
                || ours.as_ref().is_err_and(is_order);
            if ours.is_ok() != verdict.is_valid() && !is_explained {
                let text = String::from_utf8_lossy(bytes);
                disagreements.push(format!("{name}: {verdict:?}, ours {:?}\n{text}", ours.err()));
            }
            let Ok(read) = registry.parse_with::<A>(bytes, &ReadOptions::tolerant()) else {
                continue;
            };
            let written = A::to_xml(&read.document).unwrap();
            let again = registry.parse::<A>(&written).unwrap();
            assert!(again == read.document, "{name}: {written}");
        }
        println!("{}: {} documents", self.root, documents.len());
        let (count, first) =
            (disagreements.len(), disagreements.iter().take(8).collect::<Vec<_>>());
        assert!(disagreements.is_empty(), "{count}: {first:#?}");
    }

    fn check<A: XmlApplication>(&self)
    where
        A::Root: PartialEq,
    {
        let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
        let named = |document: Document| (document.name, document.bytes);
        let collected: Vec<_> =
            self.documents(&shared.join("corpus")).into_iter().map(named).collect();
        assert!(collected.len() >= self.least, "{}: {}", self.root, collected.len());
        self.compare::<A>(&shared, self.umbrella, &collected);

        let schema = std::fs::read_to_string(shared.join("schemas").join(self.schema)).unwrap();
        let vocabulary = Vocabulary::from_schemas([schema.as_str()]).unwrap();
        let oracle = Xmllint::new(shared.join("schemas").join(self.umbrella)).unwrap();
        let verdicts = oracle.verdicts(&collected).unwrap();
        let valid = collected.iter().zip(verdicts).filter(|(_, verdict)| verdict.is_valid());
        let own: Vec<_> = self.documents(Path::new(OWN)).into_iter().map(named).collect();
        let valid: Vec<_> = valid
            .map(|(document, _)| document)
            .chain(&own)
            .filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)))
            .collect();
        let each = MUTANTS.div_ceil(valid.len());
        let mutants = valid.iter().flat_map(|(name, text)| {
            let mutants = mutants(text, &vocabulary, each, 0x000C_0FFE);
            mutants.into_iter().map(move |mutant| {
                (format!("{name}: {}", mutant.description), mutant.document.into_bytes())
            })
        });
        let mutants: Vec<_> = mutants.collect();
        assert!(mutants.len() >= 4_000_usize, "{}: {}", self.root, mutants.len());
        self.compare::<A>(&shared, self.schema, &mutants);
    }
}

/// A wrong declaration of UTF-16 is tolerated in both modes: see `tree/decode.rs` of the core.
fn is_utf_16(verdict: &Verdict) -> bool {
    format!("{verdict:?}").contains("labelled UTF-16 but has UTF-8 content")
}

/// The attribute is `display`, not `display-name` (erratum 774), and states are five words (erratum 2861).
fn is_erratum(verdict: &Verdict, ours: Option<&Error>) -> bool {
    let Some(error) = ours else {
        let Verdict::Invalid(errors) = verdict else { return false };
        return errors.iter().all(|error| error.contains("The attribute 'display' is not allowed"));
    };
    let mut errors = error.diagnostics().iter().filter(|finding| finding.is_error());
    errors.all(|finding| match finding.kind() {
        ErrorKind::Misspelt => finding.path().ends_with("/@display-name"),
        ErrorKind::InvalidValue => finding.path().ends_with("/state"),
        // A state that cannot be read is missing.
        ErrorKind::MissingElement => finding.message().contains("element <state> in"),
        _ => false,
    })
}

/// The elements of RFC 6501 are unknown here, and the umbrella schema knows them.
fn is_of_xcon(verdict: &Verdict) -> bool {
    let Verdict::Invalid(errors) = verdict else { return false };
    errors
        .iter()
        .all(|error| error.contains("Element '{urn:ietf:params:xml:ns:xcon-conference-info}"))
}

/// libxml2 accepts elements of other vocabularies before one of the repeated elements that a wildcard
/// follows: see `tests/strict_verdicts/disagreements.rs` of the workspace.
fn is_order(error: &Error) -> bool {
    const REPEATED: [(&str, &str); 9] = [
        ("user", "users"),
        ("endpoint", "user"),
        ("media", "endpoint"),
        ("dialog", "dialog-info"),
        ("watcher-list", "watcherinfo"),
        ("watcher", "watcher-list"),
        ("registration", "reginfo"),
        ("contact", "registration"),
        ("unknown-param", "contact"),
    ];
    // The prefix is that of the document.
    let local = |name: &str| name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned();
    let is_repeated = |message: &str| {
        let names: Vec<_> = message.split(['<', '>']).skip(1).step_by(2).map(local).collect();
        REPEATED.iter().any(|(child, host)| names == [*child, *host])
    };
    let mut errors = error.diagnostics().iter().filter(|finding| finding.is_error());
    errors.all(|finding| finding.kind() == ErrorKind::OutOfOrder && is_repeated(finding.message()))
}

#[test]
fn documents_of_the_project_are_valid() {
    let read = |name: &str| std::fs::read(Path::new(OWN).join(name)).unwrap();
    let (registry, options) = (Registry::empty(), ReadOptions::strict());
    registry.parse_with::<ConferenceInfo>(read("conference.xml"), &options).unwrap();
    registry.parse_with::<DialogInfo>(read("dialogs.xml"), &options).unwrap();
    registry.parse_with::<WatcherInfo>(read("watchers.xml"), &options).unwrap();
    registry.parse_with::<RegistrationInfo>(read("registrations.xml"), &options).unwrap();
}

/// Every collected message summary with a status line is read in strict mode, except one whose account is no
/// URI.
#[test]
fn collected_message_summaries_are_read() {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let mut count = 0;
    for directory in
        ["real/resiprocate", "real/asterisk-testsuite", "live/asterisk16", "live/kamailio", "rfc"]
    {
        for entry in std::fs::read_dir(shared.join("corpus").join(directory)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            if !bytes.starts_with(b"Messages-Waiting:") {
                continue;
            }
            let is_invalid = path.ends_with("message-summary__not_allowed_24.txt");
            let options = if is_invalid { ReadOptions::tolerant() } else { ReadOptions::strict() };
            let reading = MessageSummary::read(&bytes, &options)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(reading.is_valid(), !is_invalid);
            let summary = reading.document;
            let again: MessageSummary = summary.to_text().unwrap().parse().unwrap();
            assert_eq!(again, summary, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 12, "{count}");
}

#[test]
fn conference_info_gets_the_verdict_of_xmllint() {
    CONFERENCES.check::<ConferenceInfo>();
}

#[test]
fn dialog_info_gets_the_verdict_of_xmllint() {
    DIALOGS.check::<DialogInfo>();
    PRINTED_DIALOGS.check::<DialogInfo>();
}

#[test]
fn reginfo_gets_the_verdict_of_xmllint() {
    REGISTRATIONS.check::<RegistrationInfo>();
}

#[test]
fn watcherinfo_gets_the_verdict_of_xmllint() {
    WATCHERS.check::<WatcherInfo>();
}
