//! Builds the documents of the RFCs from Rust values, prints them, and reads them back.
//!
//! `cargo run --example rfc_documents` prints all of them. With arguments, it prints those whose
//! heading contains one of them: `cargo run --example rfc_documents -- 4480 wiki`.
//!
//! Documents with location objects (RFC 4119 and its successors) or location policy (RFC 6772) are
//! left out, because they would be raw elements for the most part, and so are partial documents
//! (RFC 5262), which have another root.

mod ag_projects;
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
    Ok(if all_equal { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
