//! `compose`: one presence document out of several publications.

use std::path::{Path, PathBuf};

use sip_payloads::presence::composition::{Composed, Composer, Composition, Reason, Source};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{AnyUri, DateTime, WriteOptions, XmlApplication as _};

use crate::args::{ComposeArgs, CompositionArg};
use crate::console::{Console, Failure, Outcome};
use crate::{findings, format, input};

/// Composes the documents, and prints the result.
pub(crate) fn run(args: &ComposeArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input(args.files.iter().map(PathBuf::as_path))?;
    let mut outcome = Outcome::Fine;
    let mut documents = Vec::new();
    for file in &args.files {
        let bytes = input::read_bytes(file)?;
        let document = input::document_in(file, &bytes, &args.reading, console);
        match document.as_ref().map(|document| (document.root::<Pidf>(), document.type_name())) {
            Some((Some(presence), _)) => {
                documents.push((file.display().to_string(), presence.clone()));
            }
            Some((None, name)) => {
                console.notice(format_args!("{}: a {name}, not a pidf: left out", file.display()));
                outcome = Outcome::Wrong;
            }
            None => outcome = Outcome::Wrong,
        }
    }
    let Some((_, first)) = documents.first() else { return Ok(Outcome::Wrong) };
    let now = args.at.clone().unwrap_or_else(DateTime::now);
    let composed = compose(args.policy, &first.entity, &documents, &now);
    for left_out in &composed.report.left_out {
        if left_out.reason == Reason::OtherEntity {
            outcome = Outcome::Wrong;
        } else if !args.report {
            continue;
        }
        console.notice(findings::printable(&left_out.to_string()));
    }
    if args.report {
        report(&composed, console);
    }
    let options = WriteOptions { indent: !args.layout.compact, allow_duplicate_ids: true };
    let file = args.files.last().map_or(Path::new("-"), PathBuf::as_path);
    let printed = format::print(file, Pidf::to_xml_with(&composed.presence, &options), console)?;
    Ok(if printed == Outcome::Fine { outcome } else { printed })
}

/// Composes documents, as if each was published a second after the one before.
fn compose(
    policy: CompositionArg,
    entity: &AnyUri,
    documents: &[(String, Presence)],
    now: &DateTime,
) -> Composed {
    let composition = match policy {
        CompositionArg::Union => Composition::union(),
        CompositionArg::Oma => Composition::oma(),
        CompositionArg::NonOverlapping => Composition::non_overlapping(),
        CompositionArg::Newest => Composition::newest(),
    };
    let mut published = now.clone();
    let mut sources = Vec::new();
    for (key, document) in documents {
        sources.push(Source::soft(key, document, published.clone()));
        published = published.plus(std::time::Duration::from_secs(1));
    }
    Composer::new(sip_payloads::meanings(), composition).compose(entity, &sources, now)
}

/// Says where everything comes from, and when to compose again.
fn report(composed: &Composed, console: &mut Console) {
    for part in &composed.report.parts {
        console.notice(findings::printable(&part.to_string()));
    }
    if let Some(time) = &composed.valid_until {
        console.notice(format_args!("valid until {time}"));
    }
}
