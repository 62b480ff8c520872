//! Partial presence (RFC 5262).

use std::path::Path;

use sip_payloads::presence::partial::{PartialOutcome, PartialPresence, PidfFull};
use sip_payloads::{WriteOptions, XmlApplication as _};

use super::tell;
use crate::args::MergeArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{findings, format, input};

/// Applies the documents in order, and prints the state as a full document.
pub(super) fn merge(
    inputs: &[(&Path, Vec<u8>)],
    args: &MergeArgs,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut presence = PartialPresence::new();
    let mut outcome = Outcome::Fine;
    for (file, bytes) in inputs {
        let Some(body) = input::text_in(file, bytes, console) else {
            outcome = Outcome::Wrong;
            continue;
        };
        let before = presence.version();
        match presence.apply(&body) {
            Ok(applied) => {
                tell(file, &said(&applied, before, presence.version()), &mut outcome, console);
            }
            Err(error) => {
                findings::report(file, &error, console);
                outcome = Outcome::Wrong;
            }
        }
    }
    let last = inputs.last().map_or(Path::new("-"), |(file, _)| file);
    let full = presence
        .full_document()
        .and_then(|full| full.map(sip_payloads::parse::<PidfFull>).transpose());
    let written = match full {
        Ok(None) => return Ok(Outcome::Wrong),
        Ok(Some(full)) => {
            let options = WriteOptions { indent: !args.layout.compact, allow_duplicate_ids: true };
            PidfFull::to_xml_with(&full, &options)
        }
        Err(error) => Err(error),
    };
    let printed = format::print(last, written, console)?;
    Ok(if printed == Outcome::Fine { outcome } else { printed })
}

/// What became of a document, and whether that is fine.
fn said(applied: &PartialOutcome, before: Option<u32>, now: Option<u32>) -> (String, bool) {
    let number =
        |version: Option<u32>| version.map_or_else(|| "none".to_owned(), |one| one.to_string());
    let version = match before {
        None => format!("version {}", number(now)),
        Some(_) => format!("version {} after {}", number(now), number(before)),
    };
    match applied {
        PartialOutcome::Applied => {
            let skips = before.zip(now).is_some_and(|(before, now)| now - before > 1);
            let word = if skips { "reset" } else { "applied" };
            (format!("{word} {version}"), true)
        }
        PartialOutcome::Repeated | PartialOutcome::Stale => {
            (format!("stale: the state has version {}", number(before)), true)
        }
        PartialOutcome::Refused => ("gap: refused, a refresh is due".to_owned(), false),
        PartialOutcome::Failed(error) => (format!("refused: {error}"), false),
        PartialOutcome::Foreign => ("foreign: about another resource".to_owned(), false),
        PartialOutcome::Unversioned => {
            ("unversioned: it cannot be merged with others".to_owned(), false)
        }
    }
}
