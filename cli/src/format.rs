//! `format`: reads a document and writes it again.

use std::path::Path;

use sip_payloads::{Error, WriteOptions};

use crate::args::FormatArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Prints the document as this project writes it.
pub(crate) fn run(args: &FormatArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(document) = input::read_document(&args.file, &args.reading, console)? else {
        return Ok(Outcome::Wrong);
    };
    let options = WriteOptions { indent: !args.layout.compact };
    print(&args.file, document.to_xml(&options), console)
}

/// Prints what was written of the document in a file.
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
            findings::complain(file, &error, console);
            Ok(Outcome::Wrong)
        }
    }
}
