//! The collected documents and mutants of them: the verdict of strict reading is that of xmllint, and nothing
//! is lost.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::path::Path;

use sip_events::conference_info::ConferenceInfo;
use sip_events::dialog_info::DialogInfo;
use sip_events::message_summary::MessageSummary;
use sip_events::registration_info::RegistrationInfo;
use sip_events::watcher_info::WatcherInfo;
use sip_payloads_oracle::Verdict;
use sip_payloads_testkit::{Family, corpus};
use xml_app_core::{Error, ErrorKind, ReadOptions, Registry, XmlApplication};

/// The documents of the project.
const OWN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents/events/valid");

/// The collected documents are validated with the umbrella schema, which has everything that it imports.
fn check<A: XmlApplication<Root: PartialEq>>(
    root: &str,
    umbrella: &str,
    schema: &str,
    least: usize,
    is_explained: &dyn Fn(&Verdict, Option<&Error>) -> bool,
) {
    let Some(shared) = corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")) else { return };
    let vocabulary = &[schema];
    let family = Family {
        root,
        namespace: "",
        umbrella,
        schema,
        vocabulary,
        own: OWN,
        least,
        is_writable: true,
    };
    family.compare::<A>(&shared, &|verdict, ours| {
        is_of_xcon(verdict) || ours.is_some_and(is_order) || is_explained(verdict, ours)
    });
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

/// Nothing but what all event packages have.
fn nothing_more(_: &Verdict, _: Option<&Error>) -> bool {
    false
}

#[test]
fn conference_info_gets_the_verdict_of_xmllint() {
    let (umbrella, schema) = ("all-conference.xsd", "conference-info.xsd");
    check::<ConferenceInfo>("conference-info", umbrella, schema, 5, &nothing_more);
}

/// With the errata of RFC 4235, and as it prints the schema.
#[test]
fn dialog_info_gets_the_verdict_of_xmllint() {
    let (umbrella, schema) = ("all-dialog.errata.xsd", "dialog-info.errata.xsd");
    check::<DialogInfo>("dialog-info", umbrella, schema, 30, &nothing_more);
    check::<DialogInfo>("dialog-info", "all-dialog.xsd", "dialog-info.xsd", 30, &is_erratum);
}

#[test]
fn reginfo_gets_the_verdict_of_xmllint() {
    check::<RegistrationInfo>("reginfo", "all-reginfo.xsd", "reginfo.xsd", 5, &nothing_more);
}

#[test]
fn watcherinfo_gets_the_verdict_of_xmllint() {
    let (umbrella, schema) = ("all-watcherinfo.xsd", "watcherinfo.xsd");
    check::<WatcherInfo>("watcherinfo", umbrella, schema, 15, &nothing_more);
}
