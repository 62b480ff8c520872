//! `check`: whether documents are valid, and why not.

use std::path::Path;

use sip_payloads::mime::BodyParts;
use sip_payloads::{Diagnostic, Error, ErrorKind, Mode, Severity};

use crate::args::{CheckArgs, ReadingArgs};
use crate::console::{Console, Failure, Outcome, Paint};
use crate::{findings, input, text};

/// Checks each file. A file that cannot be read is reported, and the others are checked.
pub(crate) fn run(args: &CheckArgs, console: &mut Console) -> Result<Outcome, Failure> {
    input::at_most_one_standard_input(args.files.iter().map(AsRef::as_ref))?;
    let mut outcome = Outcome::Fine;
    for file in &args.files {
        let checked = match check(file, &args.reading, console) {
            Err(failure @ Failure::Input(..)) => {
                console.report(&failure);
                Outcome::Incomplete
            }
            checked => checked?,
        };
        outcome = worse(outcome, checked);
    }
    Ok(outcome)
}

fn check(file: &Path, reading: &ReadingArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let bytes = input::read_bytes(file)?;
    let paint = console.paint;
    let name = file.display();
    if let Some(found) = text::find(&bytes, reading) {
        return found.check(&text::Input { file, reading }, console);
    }
    if let Some(body) = input::several_parts(&bytes, reading, Mode::Strict) {
        return check_parts(file, &body, console);
    }
    match input::parse(&bytes, reading, Mode::Strict) {
        Ok(document) => {
            for finding in document.diagnostics() {
                console.line(findings::line(file, finding, paint))?;
            }
            let is_repaired = document.diagnostics().iter().any(Diagnostic::is_error);
            let verdict = verdict(is_repaired, paint);
            console.line(format_args!("{name}: {verdict} {}", document.type_name()))?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            for line in findings::of_error(file, &error, paint) {
                console.line(line)?;
            }
            let verdict = paint.text(findings::ERROR, "invalid");
            console.line(format_args!("{name}: {verdict}"))?;
            Ok(Outcome::Wrong)
        }
    }
}

/// Checks the documents in all parts and prints one verdict for the file. Parts without a document
/// are reported on standard error.
fn check_parts(file: &Path, body: &BodyParts, console: &mut Console) -> Result<Outcome, Failure> {
    let paint = console.paint;
    let name = file.display();
    for remark in &body.remarks {
        let error = Error::new(ErrorKind::Mime, remark.as_str());
        let warning = Diagnostic::new(Severity::Warning, error);
        console.line(findings::line(file, &warning, paint))?;
    }
    let mut types = Vec::new();
    let (mut is_repaired, mut is_invalid) = (false, false);
    for part in &body.parts {
        match &part.document {
            Some(Ok(document)) => {
                types.push(document.type_name());
                is_repaired |= document.diagnostics().iter().any(Diagnostic::is_error);
                for finding in document.diagnostics() {
                    console.line(findings::line(file, finding, paint))?;
                }
            }
            Some(Err(error)) => {
                is_invalid = true;
                for line in findings::of_error(file, error, paint) {
                    console.line(line)?;
                }
            }
            None => input::left_out(file, part, "checked", console),
        }
    }
    if is_invalid {
        console.line(format_args!("{name}: {}", paint.text(findings::ERROR, "invalid")))?;
        return Ok(Outcome::Wrong);
    }
    console.line(format_args!("{name}: {} {}", verdict(is_repaired, paint), types.join(", ")))?;
    Ok(Outcome::Fine)
}

/// Whether tolerant reading had to repair a document.
pub(crate) fn verdict(is_repaired: bool, paint: Paint) -> String {
    match is_repaired {
        true => paint.text(findings::WARNING, "repaired"),
        false => paint.text(findings::FINE, "valid"),
    }
}

fn worse(one: Outcome, other: Outcome) -> Outcome {
    match (one, other) {
        (Outcome::Incomplete, _) | (_, Outcome::Incomplete) => Outcome::Incomplete,
        (Outcome::Wrong, _) | (_, Outcome::Wrong) => Outcome::Wrong,
        (Outcome::Fine, Outcome::Fine) => Outcome::Fine,
    }
}
