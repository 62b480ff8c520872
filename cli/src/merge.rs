//! `merge`: the state that documents of an event package add up to.

mod partial;

use std::path::{Path, PathBuf};

use sip_payloads::event_state::{
    Change, Changes, Extent, Outcome as Applied, StateDocument, StateTable,
};
use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;
use sip_payloads::lists::rlmi::{List, ListNotification};
use sip_payloads::presence::partial::{PidfDiff, PidfFull};
use sip_payloads::{AnyDocument, Error, Mode, ReadOptions, WriteOptions, XmlApplication};

use crate::args::MergeArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{findings, format, input};

/// Applies the documents in order, and prints the state as a full document.
pub(crate) fn run(args: &MergeArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input(args.files.iter().map(PathBuf::as_path))?;
    let mut inputs = Vec::new();
    let mut documents = Vec::new();
    let mut outcome = Outcome::Fine;
    for file in &args.files {
        let bytes = input::read_bytes(file)?;
        match input::document_in(file, &bytes, &args.reading, console) {
            Some(document) => documents.push((file.as_path(), document)),
            None => outcome = Outcome::Wrong,
        }
        inputs.push((file.as_path(), bytes));
    }
    let Some((file, first)) = documents.first() else { return Ok(Outcome::Wrong) };
    let merge = match first {
        first if first.root::<List>().is_some() => {
            let merged = merge_lists(&inputs, args, console)?;
            return Ok(if outcome == Outcome::Fine { merged } else { outcome });
        }
        first if first.root::<PidfFull>().is_some() || first.root::<PidfDiff>().is_some() => {
            let merged = partial::merge(&inputs, args, console)?;
            return Ok(if outcome == Outcome::Fine { merged } else { outcome });
        }
        first if first.root::<DialogInfo>().is_some() => merge::<DialogInfo>,
        first if first.root::<WatcherInfo>().is_some() => merge::<WatcherInfo>,
        first if first.root::<RegistrationInfo>().is_some() => merge::<RegistrationInfo>,
        first if first.root::<ConferenceInfo>().is_some() => merge::<ConferenceInfo>,
        other => {
            let name = other.type_name();
            console.notice(format_args!("{}: a {name} is not part of a state", file.display()));
            return Ok(Outcome::Wrong);
        }
    };
    let merged = merge(&documents, args, console)?;
    Ok(if outcome == Outcome::Fine { merged } else { outcome })
}

fn merge<D: StateDocument + XmlApplication<Root = D>>(
    documents: &[(&Path, AnyDocument)],
    args: &MergeArgs,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut table = StateTable::<D>::new();
    let mut outcome = Outcome::Fine;
    for (file, document) in documents {
        let applied = match document.root::<D>() {
            Some(document) => apply(&mut table, document),
            None => (format!("foreign: a {}, not a {}", document.type_name(), D::NAME), false),
        };
        tell(file, &applied, &mut outcome, console);
    }
    let (Some(state), Some((file, _))) = (table.document(), documents.last()) else {
        return Ok(Outcome::Wrong);
    };
    let options = WriteOptions { indent: !args.layout.compact, allow_duplicate_ids: true };
    let printed = format::print(file, D::to_xml_with(&state, &options), console)?;
    Ok(if printed == Outcome::Fine { outcome } else { printed })
}

/// Says what became of a document.
fn tell(
    file: &Path,
    (line, is_fine): &(String, bool),
    outcome: &mut Outcome,
    console: &mut Console,
) {
    if !is_fine {
        *outcome = Outcome::Wrong;
    }
    console.notice(findings::printable(&format!("{}: {line}", file.display())));
}

/// Applies notifications about a list, and prints the state as one.
fn merge_lists(
    inputs: &[(&Path, Vec<u8>)],
    args: &MergeArgs,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut table = StateTable::<ListNotification>::new();
    let mut outcome = Outcome::Fine;
    for (file, bytes) in inputs {
        let applied = match notification(bytes, args) {
            Ok(notification) => apply(&mut table, &notification),
            Err(error) => {
                findings::report(file, &error, console);
                ("refused".to_owned(), false)
            }
        };
        tell(file, &applied, &mut outcome, console);
    }
    let Some(state) = table.document() else { return Ok(Outcome::Wrong) };
    let taken = |number: &u64| state.bodies.contains_key(&content_id(*number));
    let free = (1..).find(|number| !taken(number)).unwrap_or_default();
    let body = state.to_body(&content_id(free))?;
    console.print(&format!("Content-Type: {}\r\n\r\n", body.content_type))?;
    console.print_bytes(&body.bytes)?;
    Ok(outcome)
}

/// The Content-ID of the meta-information.
fn content_id(number: u64) -> String {
    format!("list{number}@localhost")
}

/// The notification in a file, in a whole message or with a Content-Type.
fn notification(bytes: &[u8], args: &MergeArgs) -> Result<ListNotification, Error> {
    let mode = args.reading.mode.map_or(Mode::Tolerant, Mode::from);
    let options = ReadOptions { mode, ..ReadOptions::default() };
    let entity = input::entity(bytes, &args.reading)?;
    let content_type = entity.as_ref().and_then(|entity| entity.content_type());
    let only = List::CONTENT_TYPES.first().copied().unwrap_or_default();
    let content_type = content_type.map_or_else(|| only.to_owned(), ToString::to_string);
    let body = match &entity {
        Some(entity) => entity.decoded()?,
        None => bytes.into(),
    };
    let registry = sip_payloads::registry();
    ListNotification::read(registry, &content_type, body, &options).map(|read| read.document)
}

/// Applies a document. Answers what became of it, and whether that is fine.
fn apply<D: StateDocument>(table: &mut StateTable<D>, document: &D) -> (String, bool) {
    let number =
        |version: Option<u64>| version.map_or_else(|| "none".to_owned(), |one| one.to_string());
    let before = table.version();
    let skips = before.zip(document.version()).is_some_and(|(old, new)| new > old + 1);
    let is_full = document.extent() == Extent::Full;
    let version = match before {
        None => format!("version {}", number(document.version())),
        Some(_) => format!("version {} after {}", number(document.version()), number(before)),
    };
    match table.apply(document.clone()) {
        Applied::Applied(changes) if is_full && skips => {
            (format!("reset {version}: {}", summary(&changes)), true)
        }
        Applied::Applied(changes) => (format!("applied {version}: {}", summary(&changes)), true),
        Applied::Ended(changes) => {
            (format!("reset {version}: it has ended, {}", summary(&changes)), true)
        }
        Applied::AppliedAfterGap(changes) => {
            let what = summary(&changes);
            (format!("gap {version}: applied, a refresh is due, {what}"), true)
        }
        Applied::Refused => (format!("gap {version}: refused, a refresh is due"), false),
        Applied::Repeated | Applied::Stale => (format!("stale {version}"), true),
        Applied::Foreign => ("foreign: about another resource".to_owned(), false),
        Applied::Unversioned => ("unversioned: it cannot be merged with others".to_owned(), false),
        Applied::TooLarge => ("refused: too many rows".to_owned(), false),
    }
}

/// How many rows were added, changed and removed.
fn summary<D: StateDocument>(changes: &Changes<D>) -> String {
    let count = |is_it: fn(&Change<D::Row>) -> bool| {
        changes.rows.iter().filter(|row| is_it(&row.change)).count()
    };
    let counts = [
        (count(|change| matches!(change, Change::Added(_))), "added"),
        (count(|change| matches!(change, Change::Changed { .. })), "changed"),
        (count(|change| matches!(change, Change::Removed { .. })), "removed"),
    ];
    let words = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = words.map(|(count, what)| format!("{count} {what}")).collect();
    match (words.is_empty(), changes.is_empty()) {
        (true, true) => "nothing changed".to_owned(),
        (true, false) => "no row changed".to_owned(),
        (false, _) => words.join(", "),
    }
}
