//! Message summaries (RFC 3842), which are text: the same commands as for XML documents.

use std::borrow::Cow;
use std::path::Path;

use serde_json::{Map, Value, json};
use sip_payloads::events::message_summary::{Counts, MessageSummary};
use sip_payloads::mime::ContentType;
use sip_payloads::{Diagnostic, Error, Mode, ReadOptions, Reading};

use crate::args::ReadingArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{check, findings, input, json};

/// The name of the type, for `--type` and `types`.
pub(crate) const NAME: &str = "message-summary";

/// A message summary in an input.
pub(crate) struct Summary<'b> {
    body: Cow<'b, [u8]>,
    /// How many lines are before it.
    lines: u32,
}

/// The message summary in these bytes, by `--type`, by the Content-Type, or by its first line.
pub(crate) fn find<'b>(bytes: &'b [u8], reading: &ReadingArgs) -> Option<Summary<'b>> {
    let is_asked = reading.type_name.as_deref() == Some(NAME);
    if reading.part.is_some() || (reading.type_name.is_some() && !is_asked) {
        return None;
    }
    let entity = input::entity(bytes, reading).ok().flatten();
    let Some(entity) = entity else {
        let begins = |word: &str| {
            bytes.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
        };
        let is_one = is_asked || begins("messages-waiting");
        return is_one.then_some(Summary { body: Cow::Borrowed(bytes), lines: 0 });
    };
    let content_type = entity.content_type().map(ContentType::essence);
    let is_one = is_asked || content_type == Some(MessageSummary::CONTENT_TYPE);
    let before = bytes.get(..entity.offset()).unwrap_or_default();
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let body = is_one.then(|| entity.decoded().ok()).flatten()?;
    Some(Summary { body, lines: u32::try_from(lines).unwrap_or(u32::MAX) })
}

impl Summary<'_> {
    fn read(&self, reading: &ReadingArgs, default: Mode) -> Result<Reading<MessageSummary>, Error> {
        let mode = reading.mode.map_or(default, Mode::from);
        MessageSummary::read(&self.body, &ReadOptions { mode, ..ReadOptions::default() })
    }

    /// A diagnostic with its place in the file.
    fn placed(&self, found: &Diagnostic) -> Diagnostic {
        let line = found.line().saturating_add(self.lines);
        let error = Error::new(found.kind(), found.message());
        let error = error.with_place(found.path(), line, found.column());
        Diagnostic::new(found.severity(), error)
    }

    /// Reads it, and reports what is wrong on standard error. `None` if it is refused.
    fn told(
        &self,
        file: &Path,
        reading: &ReadingArgs,
        console: &mut Console,
    ) -> Option<MessageSummary> {
        match self.read(reading, Mode::Tolerant) {
            Ok(reading) => {
                for found in &reading.diagnostics {
                    let line = findings::line(file, &self.placed(found), console.paint_complaints);
                    console.notice(line);
                }
                Some(reading.document)
            }
            Err(error) => {
                findings::report(file, &error, console);
                None
            }
        }
    }

    /// `check`
    pub(crate) fn check(
        &self,
        file: &Path,
        reading: &ReadingArgs,
        console: &mut Console,
    ) -> Result<Outcome, Failure> {
        let paint = console.paint;
        let read = self.read(reading, Mode::Strict);
        let (found, is_read) = match &read {
            Ok(reading) => (reading.diagnostics.as_slice(), true),
            Err(error) => (error.diagnostics(), false),
        };
        for found in found {
            console.line(findings::line(file, &self.placed(found), paint))?;
        }
        if let (Err(error), true) = (&read, found.is_empty()) {
            findings::of_error(file, error, paint)
                .iter()
                .try_for_each(|line| console.line(line))?;
        }
        let is_repaired = found.iter().any(Diagnostic::is_error);
        let verdict = match is_read {
            true => format!("{} {NAME}", check::verdict(is_repaired, paint)),
            false => paint.text(findings::ERROR, "invalid"),
        };
        console.line(format_args!("{}: {verdict}", file.display()))?;
        Ok(if is_read { Outcome::Fine } else { Outcome::Wrong })
    }

    /// `format`
    pub(crate) fn format(
        &self,
        file: &Path,
        reading: &ReadingArgs,
        console: &mut Console,
    ) -> Result<Outcome, Failure> {
        let Some(summary) = self.told(file, reading, console) else { return Ok(Outcome::Wrong) };
        crate::format::print(file, summary.to_text(), console)
    }

    /// `show`
    pub(crate) fn show(
        &self,
        file: &Path,
        reading: &ReadingArgs,
        console: &mut Console,
    ) -> Result<Outcome, Failure> {
        let Some(summary) = self.told(file, reading, console) else { return Ok(Outcome::Wrong) };
        let whose = summary.account.as_ref().map(|account| format!(" of {account}"));
        let waiting = if summary.is_waiting { "waiting" } else { "none waiting" };
        let mut lines = vec![format!("Messages{}: {waiting}", whose.unwrap_or_default())];
        lines.extend(
            summary.classes.iter().map(|(class, counts)| format!("  {class}: {}", words(*counts))),
        );
        lines.extend(summary.other_lines.iter().map(|line| format!("  unknown: {line}")));
        for message in &summary.messages {
            lines.push("  New message".to_owned());
            lines.extend(message.lines.iter().map(|line| format!("    {line}")));
        }
        lines.iter().try_for_each(|line| console.line(findings::printable(line)))?;
        Ok(Outcome::Fine)
    }

    /// `json`
    pub(crate) fn json(
        &self,
        file: &Path,
        reading: &ReadingArgs,
        compact: bool,
        console: &mut Console,
    ) -> Result<Outcome, Failure> {
        let Some(summary) = self.told(file, reading, console) else { return Ok(Outcome::Wrong) };
        let mut object = Map::new();
        object.insert("type".to_owned(), NAME.into());
        object.insert("waiting".to_owned(), summary.is_waiting.into());
        if let Some(account) = &summary.account {
            object.insert("account".to_owned(), account.as_str().into());
        }
        let classes = summary.classes.iter();
        let classes: Map<_, _> =
            classes.map(|(class, counts)| (class.to_string(), counts_json(*counts))).collect();
        object.insert("classes".to_owned(), Value::Object(classes));
        let messages = summary.messages.iter().map(|message| json!(message.lines));
        object.insert("messages".to_owned(), messages.collect());
        object.insert("unknown".to_owned(), json!(summary.other_lines));
        json::write(&Value::Object(object), compact, console)?;
        Ok(Outcome::Fine)
    }
}

fn words(counts: Counts) -> String {
    let urgent = |number: Option<u32>| number.map(|number| format!(" ({number} urgent)"));
    let (new, old) = (counts.urgent.map(|one| one.new), counts.urgent.map(|one| one.old));
    let (new, old) = (urgent(new).unwrap_or_default(), urgent(old).unwrap_or_default());
    format!("{} new{new}, {} old{old}", counts.new, counts.old)
}

fn counts_json(counts: Counts) -> Value {
    let mut object = Map::new();
    object.insert("new".to_owned(), counts.new.into());
    object.insert("old".to_owned(), counts.old.into());
    if let Some(urgent) = counts.urgent {
        object.insert("urgent".to_owned(), json!({ "new": urgent.new, "old": urgent.old }));
    }
    Value::Object(object)
}
