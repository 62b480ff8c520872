//! Builds the documents of the RFCs from Rust values, prints them, and reads them back.
//!
//! `cargo run --example rfc_documents` prints all of them. With arguments, it prints those whose
//! heading contains one of them: `cargo run --example rfc_documents -- 4480 wiki`.
//!
//! Documents with location objects (RFC 4119 and its successors) or location policy (RFC 6772) are
//! left out, because they would be raw elements for the most part, and so are partial documents
//! (RFC 5262), which have another root.

mod ag_projects;
mod events;
mod rfc3863;
mod rfc4479;
mod rfc4480;
mod rfc4481;
mod rfc4482;
mod rfc4660;
mod rfc4662;
mod rfc4745;
mod rfc4827;
mod rfc5025;
mod rfc5196;
mod wiki;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::presence::Pidf;
use sip_payloads::{Error, ReadOptions, XmlApplication};

fn main() -> Result<ExitCode, Error> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let modules = [
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
    let is_wanted = |heading: &str| {
        wanted.is_empty() || wanted.iter().any(|word| heading.contains(word.as_str()))
    };
    let mut all_equal = true;
    for (heading, build) in modules.concat() {
        if is_wanted(heading) {
            all_equal &= show::<Pidf>(heading, &build()?)?;
        }
    }
    for (heading, build) in [wiki::RULES, rfc4745::RULES, rfc5025::RULES].concat() {
        if is_wanted(heading) {
            all_equal &= show::<CommonPolicy>(heading, &build()?)?;
        }
    }
    all_equal &= show_events(&is_wanted)?;
    Ok(if all_equal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the documents of event packages; returns whether all read back equal.
fn show_events(is_wanted: &impl Fn(&str) -> bool) -> Result<bool, Error> {
    let watchers = show_all::<WatcherInfo>(events::WATCHERS, is_wanted)?;
    let registrations = show_all::<RegistrationInfo>(events::REGISTRATIONS, is_wanted)?;
    let dialogs = show_all::<DialogInfo>(events::DIALOGS, is_wanted)?;
    let conferences = show_all::<ConferenceInfo>(events::CONFERENCES, is_wanted)?;
    Ok(watchers && registrations && dialogs && conferences)
}

fn show_all<A: XmlApplication>(
    documents: &[events::Entry<A::Root>],
    is_wanted: &impl Fn(&str) -> bool,
) -> Result<bool, Error> {
    let mut all_equal = true;
    for (heading, build) in documents {
        if is_wanted(heading) {
            all_equal &= show::<A>(heading, &build()?)?;
        }
    }
    Ok(all_equal)
}

/// Prints a document under its heading; returns whether it reads back equal.
fn show<A: XmlApplication>(heading: &str, document: &A::Root) -> Result<bool, Error> {
    let xml = A::to_xml_pretty(document)?;
    let mut text = format!("== {heading}\n\n{xml}\n");
    let read_back = sip_payloads::parse_with::<A>(xml.as_bytes(), &ReadOptions::strict());
    let is_equal = match read_back {
        Ok(reading) if reading.document == *document => {
            text.push_str("read back: equal\n");
            for warning in reading.diagnostics {
                let _ = writeln!(text, "remark: {warning}");
            }
            true
        }
        Ok(reading) => {
            let _ = writeln!(text, "read back: DIFFERENT: {:#?}", reading.document);
            false
        }
        Err(error) => {
            let _ = writeln!(text, "read back: REFUSED: {error}");
            false
        }
    };
    // A closed pipe (`| head`) is not a failure.
    let _ = writeln!(std::io::stdout(), "{text}");
    Ok(is_equal)
}
