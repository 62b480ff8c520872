//! `format`: reads a document and writes it.

use std::path::Path;

use sip_payloads::{AnyDocument, Error, ReadOptions, ValidXml, WriteOptions};

use crate::args::FormatArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input, text};

/// Prints the document as this project writes it.
pub(crate) fn run(args: &FormatArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let bytes = input::read_bytes(&args.file)?;
    if let Some(found) = text::find(&bytes, &args.reading) {
        let input = text::Input { file: &args.file, reading: &args.reading };
        return found.format(&input, console);
    }
    let Some(document) = input::document_in(&args.file, &bytes, &args.reading, console) else {
        return Ok(Outcome::Wrong);
    };
    let options = WriteOptions { indent: !args.layout.compact, allow_duplicate_ids: true };
    if args.valid {
        return print_valid(&args.file, document, &options, console);
    }
    print(&args.file, document.to_xml(&options), console)
}

/// The most rounds of omission: an element can become empty, and then the one around it.
const MOST_ROUNDS: usize = 8;

/// Prints the document without unexpected content. If the result does not pass `check`,
/// nothing is printed: then the fault is inside an unknown element.
fn print_valid(
    file: &Path,
    document: AnyDocument,
    options: &WriteOptions,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let content_type = Some(document.content_type());
    let mut document = document;
    let mut remaining = None;
    for _ in 0..MOST_ROUNDS {
        let ValidXml { xml, changes, .. } = match document.to_valid_xml(options) {
            Ok(valid) => valid,
            Err(error) => {
                findings::report(file, &error, console);
                return Ok(Outcome::Wrong);
            }
        };
        for change in changes {
            console.notice(findings::printable(&format!("{}: {change}", file.display())));
        }
        match sip_payloads::read(content_type, xml.as_bytes(), &ReadOptions::strict()) {
            Ok(_) => {
                console.print(&xml)?;
                return Ok(Outcome::Fine);
            }
            Err(error) => remaining = Some(error),
        }
        document = sip_payloads::read(content_type, xml.as_bytes(), &ReadOptions::tolerant())?;
    }
    console.notice(format_args!("{}: the result would not be valid:", file.display()));
    if let Some(error) = remaining {
        findings::report(Path::new("result"), &error, console);
    }
    Ok(Outcome::Wrong)
}

/// Prints the written document of a file.
pub(crate) fn print(
    file: &Path,
    written: Result<String, Error>,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    match written {
        Ok(xml) => {
            console.print(&xml)?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            findings::report(file, &error, console);
            Ok(Outcome::Wrong)
        }
    }
}
