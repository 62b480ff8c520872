//! The documents of the example `rfc_documents`: each reads back equal, and equals the document in
//! the corpus, if `SIP_PAYLOADS_CORPUS` names one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[path = "../examples/rfc_documents/ag_projects.rs"]
mod ag_projects;
#[path = "../examples/rfc_documents/events.rs"]
mod events;
#[path = "../examples/rfc_documents/rfc3863.rs"]
mod rfc3863;
#[path = "../examples/rfc_documents/rfc4479.rs"]
mod rfc4479;
#[path = "../examples/rfc_documents/rfc4480.rs"]
mod rfc4480;
#[path = "../examples/rfc_documents/rfc4481.rs"]
mod rfc4481;
#[path = "../examples/rfc_documents/rfc4482.rs"]
mod rfc4482;
#[path = "../examples/rfc_documents/rfc4660.rs"]
mod rfc4660;
#[path = "../examples/rfc_documents/rfc4662.rs"]
mod rfc4662;
#[path = "../examples/rfc_documents/rfc4745.rs"]
mod rfc4745;
#[path = "../examples/rfc_documents/rfc4827.rs"]
mod rfc4827;
#[path = "../examples/rfc_documents/rfc5025.rs"]
mod rfc5025;
#[path = "../examples/rfc_documents/rfc5196.rs"]
mod rfc5196;
#[path = "../examples/rfc_documents/wiki.rs"]
mod wiki;

use std::path::PathBuf;

use sip_payloads::caps::ServCaps;
use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;
use sip_payloads::policy::common_policy::{CommonPolicy, RuleSet};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::xml::{Name, Namespace};
use sip_payloads::{Error, ReadOptions, XmlApplication};

type Build = fn() -> Result<Presence, Error>;
type Documents = &'static [(&'static str, Build)];

const ALL: &[Documents] = &[
    wiki::DOCUMENTS,
    rfc3863::DOCUMENTS,
    rfc4479::DOCUMENTS,
    rfc4480::DOCUMENTS,
    rfc4481::DOCUMENTS,
    rfc4482::DOCUMENTS,
    rfc4660::DOCUMENTS,
    rfc4662::DOCUMENTS,
    rfc4827::DOCUMENTS,
    rfc5196::DOCUMENTS,
    ag_projects::DOCUMENTS,
];

/// The beginning of each heading, and the files of the corpus with its document. If the document in
/// the RFC is invalid, it is the repaired one.
const FILES: &[(&str, &[&str])] = &[
    ("wiki:", &["wiki/pidf.xml"]),
    ("RFC 3863 §4.2.2:", &["rfc/rfc3863-4.2.2-presence-1.xml", "rfc/rfc3863-4.2.2-presence-2.xml"]),
    ("RFC 3863 §4.2.4:", &["rfc/rfc3863-4.2.4-presence.xml"]),
    ("RFC 3863 §4.3.1:", &["rfc/rfc3863-4.3.1-presence.xml"]),
    ("RFC 3863 §4.3.2:", &["rfc/rfc3863-4.3.2-presence.xml"]),
    ("RFC 3863 §4.3.3:", &["rfc/rfc3863-4.3.3-presence.xml"]),
    ("RFC 4479 §7.1:", &["rfc/derived/rfc4479-7.1-presence.e2131.xml"]),
    ("RFC 4480 §4:", &["rfc/derived/rfc4480-4-presence.e2961.xml"]),
    ("RFC 4481 §4:", &["rfc/rfc4481-4-presence.xml"]),
    ("RFC 4482 §4, first:", &["rfc/derived/rfc4482-4-presence-1.repair.xml"]),
    ("RFC 4482 §4, second:", &["rfc/rfc4482-4-presence-2.xml"]),
    ("RFC 4660 §7.1:", &["rfc/rfc4660-7.1-presence.xml", "rfc/rfc4660-7.1.3-presence-3.xml"]),
    ("RFC 4660 §7.1.1:", &["rfc/rfc4660-7.1.1-presence.xml"]),
    ("RFC 4660 §7.1.2:", &["rfc/rfc4660-7.1.2-presence.xml"]),
    ("RFC 4660 §7.1.3, first:", &["rfc/rfc4660-7.1.3-presence-1.xml"]),
    ("RFC 4660 §7.1.3, second:", &["rfc/rfc4660-7.1.3-presence-2.xml"]),
    ("RFC 4662 §6, Bob:", &["rfc/rfc4662-6-presence-1.xml"]),
    ("RFC 4662 §6, Dave:", &["rfc/rfc4662-6-presence-2.xml"]),
    ("RFC 4662 §6, Joe:", &["rfc/rfc4662-6-presence-3.xml", "rfc/rfc4662-6-presence-5.xml"]),
    ("RFC 4662 §6, Mark:", &["rfc/rfc4662-6-presence-4.xml", "rfc/rfc4662-6-presence-6.xml"]),
    ("RFC 4827 §11:", &["rfc/rfc4827-11-presence.xml"]),
    ("RFC 5196 §5:", &["rfc/rfc5196-5-presence.xml"]),
    // Our own documents.
    ("AG Projects:", &[]),
];

/// The same for authorization documents.
const RULE_FILES: &[(&str, &[&str])] = &[
    ("wiki: common policy", &["wiki/common-policy.xml"]),
    ("wiki: presence rules", &["wiki/pres-rules.xml"]),
    ("RFC 4745 §7.1.2:", &["rfc/rfc4745-7.1.2-ruleset.xml"]),
    ("RFC 4745 §7.1.3.1:", &["rfc/rfc4745-7.1.3.1-ruleset.xml"]),
    ("RFC 4745 §7.1.3.2:", &["rfc/rfc4745-7.1.3.2-ruleset.xml"]),
    ("RFC 4745 §7.1.3.3:", &["rfc/rfc4745-7.1.3.3-ruleset.xml"]),
    ("RFC 4745 §7.3:", &["rfc/rfc4745-7.3-ruleset.xml"]),
    ("RFC 4745 §7.4:", &["rfc/rfc4745-7.4-ruleset.xml"]),
    ("RFC 4745 §12:", &["rfc/rfc4745-12-ruleset.xml"]),
    ("RFC 5025 §6:", &["rfc/rfc5025-6-ruleset.xml"]),
];

fn all_rules() -> Vec<(&'static str, RuleSet)> {
    let all = [wiki::RULES, rfc4745::RULES, rfc5025::RULES].concat();
    all.into_iter().map(|(heading, build)| (heading, build().unwrap())).collect()
}

/// The corpus, if there is one.
fn corpus() -> Option<PathBuf> {
    let shared = PathBuf::from(std::env::var_os("SIP_PAYLOADS_CORPUS")?);
    let nested = shared.join("corpus");
    Some(if nested.is_dir() { nested } else { shared })
}

fn corpus_file(corpus: &std::path::Path, name: &str) -> Vec<u8> {
    let path = corpus.join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn all() -> impl Iterator<Item = (&'static str, Presence)> {
    ALL.iter()
        .flat_map(|documents| documents.iter())
        .map(|(heading, build)| (*heading, build().unwrap()))
}

fn reads_back<A: XmlApplication>(heading: &str, document: &A::Root) {
    for xml in [A::to_xml(document).unwrap(), A::to_xml_pretty(document).unwrap()] {
        let reading = sip_payloads::parse_with::<A>(xml.as_bytes(), &ReadOptions::strict())
            .unwrap_or_else(|error| panic!("{heading}: {error}\n{xml}"));
        assert_eq!(reading.document, *document, "{heading}");
        assert_eq!(reading.diagnostics, [], "{heading}");
    }
}

#[test]
fn every_document_reads_back_equal_and_is_valid() {
    for (heading, presence) in all() {
        reads_back::<Pidf>(heading, &presence);
    }
    for (heading, rules) in all_rules() {
        reads_back::<CommonPolicy>(heading, &rules);
    }
}

#[test]
fn every_authorization_document_equals_what_is_printed() {
    let rules = all_rules();
    assert_eq!(rules.len(), RULE_FILES.len());
    let corpus = corpus();
    for ((heading, rules), (beginning, files)) in rules.iter().zip(RULE_FILES) {
        assert!(heading.starts_with(beginning), "{heading}");
        for file in corpus.iter().flat_map(|_| *files) {
            let bytes = corpus_file(corpus.as_ref().unwrap(), file);
            let printed = sip_payloads::parse::<CommonPolicy>(&bytes)
                .unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(*rules, printed, "{heading}: {file}");
        }
    }
}

/// Each document of an event package reads back equal, and equals the one that the RFC prints.
fn event_documents<A: XmlApplication>(documents: &[events::Entry<A::Root>], files: &[&str])
where
    A::Root: PartialEq,
{
    assert_eq!(documents.len(), files.len());
    for ((heading, build), file) in documents.iter().zip(files) {
        let document = build().unwrap();
        reads_back::<A>(heading, &document);
        let Some(corpus) = corpus() else { continue };
        let bytes = corpus_file(&corpus, file);
        let printed =
            sip_payloads::parse::<A>(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(document, printed, "{heading}: {file}");
    }
}

#[test]
fn every_event_document_equals_what_is_printed() {
    event_documents::<WatcherInfo>(events::WATCHERS, &["rfc/rfc3858-5-watcherinfo-full-v0.xml"]);
    event_documents::<RegistrationInfo>(
        events::REGISTRATIONS,
        &["rfc/rfc3680-5.3-reginfo-full-v0.xml"],
    );
    event_documents::<DialogInfo>(
        events::DIALOGS,
        &["rfc/rfc4235-6.1-dialog-info-full-v0.xml", "rfc/rfc4235-6.2-dialog-info-partial-v2.xml"],
    );
    event_documents::<ConferenceInfo>(
        events::CONFERENCES,
        &["rfc/rfc4575-7.1-conference-info-full-v1.xml"],
    );
}

#[test]
fn every_document_has_its_place_in_the_table_of_files() {
    let headings: Vec<_> = all().map(|(heading, _)| heading).collect();
    assert_eq!(headings.len(), FILES.len());
    for (heading, (beginning, _)) in headings.iter().zip(FILES) {
        assert!(heading.starts_with(beginning), "{heading}");
    }
}

#[test]
fn every_document_equals_what_the_rfc_prints() {
    let Some(corpus) = corpus() else { return };
    for ((heading, presence), (_, files)) in all().zip(FILES) {
        for file in *files {
            let bytes = corpus_file(&corpus, file);
            let mut printed = sip_payloads::parse::<Pidf>(&bytes)
                .unwrap_or_else(|error| panic!("{file}: {error}"));
            leave_out_what_the_heading_says(&mut printed);
            assert_eq!(presence, printed, "{heading}: {file}");
        }
    }
}

/// RFC 4482 §4 says where its schemas are; RFC 5196 §5 breaks the lines around its descriptions.
fn leave_out_what_the_heading_says(printed: &mut Presence) {
    let schema_location = Name::new(Namespace::XSI, "schemaLocation");
    printed.extensions.remove_attribute(&schema_location);
    for tuple in &mut printed.tuples {
        if let Some(caps) = tuple.extensions.get_mut::<ServCaps>() {
            for description in &mut caps.descriptions {
                description.text = description.text.trim().to_owned();
            }
        }
    }
}

#[test]
fn the_document_of_the_wiki_is_written_as_the_wiki_prints_it() {
    const UNUSED: &str = " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" \
                          xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"";
    let Some(corpus) = corpus() else { return };
    let printed = String::from_utf8(corpus_file(&corpus, "wiki/pidf.xml")).unwrap();
    let (declaration, rest) = printed.split_once('\n').unwrap();
    assert!(rest.contains(UNUSED), "{printed}");
    let expected = format!("{}\n{}", declaration.replace('\'', "\""), rest.replace(UNUSED, ""));

    let (_, build) = wiki::DOCUMENTS[0];
    let written = Pidf::to_xml_pretty(&build().unwrap()).unwrap();
    assert_eq!(written, expected);
}

/// Except the quotes of the XML declaration and the order of namespace declarations, which have no
/// meaning (XML 1.0 §3.1).
#[test]
fn the_authorization_documents_of_the_wiki_are_written_as_the_wiki_prints_them() {
    const PR: &str = " xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\"";
    const CP: &str = " xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\"";
    let Some(corpus) = corpus() else { return };
    for ((_, build), (_, files)) in wiki::RULES.iter().zip(RULE_FILES) {
        let printed = String::from_utf8(corpus_file(&corpus, files[0])).unwrap();
        let expected = printed
            .replace(
                "<?xml version='1.0' encoding='UTF-8'?>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            )
            .replace(&[PR, CP].concat(), &[CP, PR].concat());
        assert_eq!(CommonPolicy::to_xml_pretty(&build().unwrap()).unwrap(), expected);
    }
}
