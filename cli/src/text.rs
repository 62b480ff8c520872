//! Bodies that are text and not XML: the same commands as for XML documents.

mod cpim;
mod summary;

use std::borrow::Cow;
use std::path::Path;

use serde_json::{Map, Value};
use sip_payloads::events::message_summary::MessageSummary;
use sip_payloads::messaging::cpim::Message;
use sip_payloads::mime::{BodyParts, ContentType};
use sip_payloads::{
    AnyDocument, Diagnostic, Error, ErrorKind, Mode, ReadOptions, Reading, Severity,
};

use crate::args::ReadingArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{check, findings, input, json, show};

/// What the commands need of a type of text bodies.
trait TextBody: Sized {
    const TYPE: TextType;

    /// Whether an input without header fields of its own is one.
    fn is_in(bytes: &[u8]) -> bool;

    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading<Self>, Error>;

    fn write(&self) -> Result<Vec<u8>, Error>;

    /// What it says, in lines for people.
    fn lines(&self) -> Vec<String>;

    /// What it says, without the name of its type.
    fn json(&self) -> Map<String, Value>;

    /// The documents in its content, and the length of the content, with which the body ends.
    fn inner(&self, _options: &ReadOptions) -> Option<(BodyParts, usize)> {
        None
    }
}

/// What `types` says about such a body, and the name for `--type`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextType {
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) event_package: Option<&'static str>,
    pub(crate) specification: &'static str,
}

/// All of them. No registry has them, because they are not XML.
pub(crate) const TYPES: [TextType; 2] = [MessageSummary::TYPE, Message::TYPE];

/// The commands on the body in an input.
pub(crate) trait TextCommands {
    fn check(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure>;

    fn format(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure>;

    fn show(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure>;

    fn json(
        &self,
        input: &Input<'_>,
        compact: bool,
        console: &mut Console,
    ) -> Result<Outcome, Failure>;
}

/// A file, and how it is to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    pub(crate) file: &'a Path,
    pub(crate) reading: &'a ReadingArgs,
}

/// The body in these bytes, by `--type`, by the Content-Type, or by how it begins.
pub(crate) fn find<'b>(
    bytes: &'b [u8],
    reading: &ReadingArgs,
) -> Option<Box<dyn TextCommands + 'b>> {
    if let Some(found) = Found::<MessageSummary>::find(bytes, reading) {
        return Some(Box::new(found));
    }
    let found = Found::<Message>::find(bytes, reading)?;
    Some(Box::new(found))
}

/// A body of a type in an input.
struct Found<'b, T> {
    body: Cow<'b, [u8]>,
    /// How many lines are before it.
    lines: u32,
    of_type: std::marker::PhantomData<T>,
}

impl<'b, T: TextBody> Found<'b, T> {
    fn find(bytes: &'b [u8], reading: &ReadingArgs) -> Option<Self> {
        let is_asked = reading.type_name.as_deref() == Some(T::TYPE.name);
        if reading.part.is_some() || (reading.type_name.is_some() && !is_asked) {
            return None;
        }
        let of_type = std::marker::PhantomData;
        let whole = Self { body: Cow::Borrowed(bytes), lines: 0, of_type };
        if reading.content_type.is_none() && T::is_in(bytes) {
            return Some(whole);
        }
        let entity = input::entity(bytes, reading).ok().flatten();
        let Some(entity) = entity else { return is_asked.then_some(whole) };
        let content_type = entity.content_type().map(ContentType::essence);
        if content_type != Some(T::TYPE.content_type) {
            return is_asked.then_some(whole);
        }
        let before = bytes.get(..entity.offset()).unwrap_or_default();
        let body = entity.decoded().ok()?;
        Some(Self { body, lines: count_lines(before), of_type })
    }

    /// Reads the body and the documents in it.
    fn read(&self, reading: &ReadingArgs, default: Mode) -> Read<T> {
        let mode = reading.mode.map_or(default, Mode::from);
        let options = ReadOptions { mode, ..ReadOptions::default() };
        let mut read = Read { body: None, findings: Vec::new(), documents: Vec::new() };
        match T::read(&self.body, &options) {
            Ok(reading) => {
                let own = reading.diagnostics.iter().map(|found| placed(found, self.lines));
                read.findings.extend(own.map(Ok));
                self.read_inner(&reading.document, &options, &mut read);
                read.body = Some(reading.document);
            }
            Err(error) => read.findings.extend(placed_all(error, self.lines)),
        }
        read
    }

    fn read_inner(&self, body: &T, options: &ReadOptions, read: &mut Read<T>) {
        let Some((inner, length)) = body.inner(options) else { return };
        let before = self.body.len().saturating_sub(length);
        let before = self.body.get(..before).unwrap_or_default();
        let lines = self.lines.saturating_add(count_lines(before));
        for remark in &inner.remarks {
            let error = Error::new(ErrorKind::Mime, remark.as_str());
            let warning = Diagnostic::new(Severity::Warning, error);
            read.findings.push(Ok(placed(&warning, lines)));
        }
        for document in inner.parts.into_iter().filter_map(|part| part.document) {
            match document {
                Ok(document) => {
                    let own = document.diagnostics().iter().map(|found| placed(found, lines));
                    read.findings.extend(own.map(Ok));
                    read.documents.push(Some(document));
                }
                Err(error) => {
                    read.findings.extend(placed_all(error, lines));
                    read.documents.push(None);
                }
            }
        }
    }

    /// Reads it, and reports what is wrong on standard error. `None` if it is refused.
    fn told(
        &self,
        input: &Input<'_>,
        console: &mut Console,
    ) -> Option<(T, Vec<Option<AnyDocument>>)> {
        let read = self.read(input.reading, Mode::Tolerant);
        for line in read.lines(input.file, console.paint_complaints) {
            console.notice(line);
        }
        read.body.map(|body| (body, read.documents))
    }
}

/// What was read.
struct Read<T> {
    /// `None`, if it was refused.
    body: Option<T>,
    /// Diagnostics, and errors that refused something, in their places in the file.
    findings: Vec<Result<Diagnostic, Error>>,
    /// The documents in it: `None`, if one was refused.
    documents: Vec<Option<AnyDocument>>,
}

impl<T> Read<T> {
    fn lines(&self, file: &Path, paint: crate::console::Paint) -> Vec<String> {
        let lines = self.findings.iter().flat_map(|found| match found {
            Ok(found) => vec![findings::line(file, found, paint)],
            Err(error) => findings::of_error(file, error, paint),
        });
        lines.collect()
    }

    fn is_refused(&self) -> bool {
        self.body.is_none() || self.documents.iter().any(Option::is_none)
    }
}

impl<T: TextBody> TextCommands for Found<'_, T> {
    fn check(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure> {
        let read = self.read(input.reading, Mode::Strict);
        let paint = console.paint;
        read.lines(input.file, paint).iter().try_for_each(|line| console.line(line))?;
        let name = input.file.display();
        if read.is_refused() {
            console.line(format_args!("{name}: {}", paint.text(findings::ERROR, "invalid")))?;
            return Ok(Outcome::Wrong);
        }
        let mut types = vec![T::TYPE.name];
        types.extend(read.documents.iter().flatten().map(AnyDocument::type_name));
        let is_error =
            |found: &Result<Diagnostic, Error>| found.as_ref().is_ok_and(Diagnostic::is_error);
        let verdict = check::verdict(read.findings.iter().any(is_error), paint);
        console.line(format_args!("{name}: {verdict} {}", types.join(", ")))?;
        Ok(Outcome::Fine)
    }

    fn format(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure> {
        let Some((body, _)) = self.told(input, console) else { return Ok(Outcome::Wrong) };
        match body.write() {
            Ok(bytes) => {
                console.print_bytes(&bytes)?;
                Ok(Outcome::Fine)
            }
            Err(error) => {
                findings::report(input.file, &error, console);
                Ok(Outcome::Wrong)
            }
        }
    }

    fn show(&self, input: &Input<'_>, console: &mut Console) -> Result<Outcome, Failure> {
        let Some((body, documents)) = self.told(input, console) else { return Ok(Outcome::Wrong) };
        let lines = body.lines();
        lines.iter().try_for_each(|line| console.line(findings::printable(line)))?;
        for document in documents.iter().flatten() {
            show::print(document, None, console)?;
        }
        Ok(if documents.iter().any(Option::is_none) { Outcome::Wrong } else { Outcome::Fine })
    }

    fn json(
        &self,
        input: &Input<'_>,
        compact: bool,
        console: &mut Console,
    ) -> Result<Outcome, Failure> {
        let Some((body, documents)) = self.told(input, console) else { return Ok(Outcome::Wrong) };
        let mut object = Map::new();
        object.insert("type".to_owned(), T::TYPE.name.into());
        object.extend(body.json());
        let mut values = Vec::new();
        for document in documents.iter().flatten() {
            values.push(json::value(document.to_json()?));
        }
        if !values.is_empty() {
            object.insert("documents".to_owned(), values.into());
        }
        json::write(&Value::Object(object), compact, console)?;
        Ok(if documents.iter().any(Option::is_none) { Outcome::Wrong } else { Outcome::Fine })
    }
}

fn count_lines(bytes: &[u8]) -> u32 {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// A diagnostic in its place in the file: so many lines are before the text that it is about.
fn placed(found: &Diagnostic, lines: u32) -> Diagnostic {
    let line = found.line().saturating_add(lines);
    let error = Error::new(found.kind(), found.message());
    Diagnostic::new(found.severity(), error.with_place(found.path(), line, found.column()))
}

/// The diagnostics of an error in their places, or the error itself.
fn placed_all(error: Error, lines: u32) -> Vec<Result<Diagnostic, Error>> {
    if !error.diagnostics().is_empty() {
        return error.diagnostics().iter().map(|found| Ok(placed(found, lines))).collect();
    }
    let (line, column) = (error.line().unwrap_or(1), error.column().unwrap_or(1));
    let path = error.path().unwrap_or("/").to_owned();
    vec![Err(error.with_place(&path, line.saturating_add(lines), column))]
}
