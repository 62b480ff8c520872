//! `check`: is it valid, and why not.

use std::path::Path;

use sip_payloads::{Diagnostic, Mode};

use crate::args::{CheckArgs, ReadingArgs};
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Checks each file. What cannot be read is reported, and the others are checked all the same.
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
    match input::parse(&bytes, reading, Mode::Strict) {
        Ok(document) => {
            for finding in document.diagnostics() {
                console.line(findings::line(file, finding, paint))?;
            }
            let verdict = if document.diagnostics().iter().any(Diagnostic::is_error) {
                paint.text(findings::WARNING, "repaired")
            } else {
                paint.text(findings::FINE, "valid")
            };
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

fn worse(one: Outcome, other: Outcome) -> Outcome {
    match (one, other) {
        (Outcome::Incomplete, _) | (_, Outcome::Incomplete) => Outcome::Incomplete,
        (Outcome::Wrong, _) | (_, Outcome::Wrong) => Outcome::Wrong,
        (Outcome::Fine, Outcome::Fine) => Outcome::Fine,
    }
}
