//! `format`: reads a document and writes it again.

use sip_payloads::WriteOptions;

use crate::args::FormatArgs;
use crate::console::{Console, Failure, Outcome};
use crate::{findings, input};

/// Prints the document as this project writes it.
pub(crate) fn run(args: &FormatArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(document) = input::read_document(&args.file, &args.reading, console)? else {
        return Ok(Outcome::Wrong);
    };
    let options = WriteOptions { indent: !args.layout.compact };
    match document.to_xml(&options) {
        Ok(xml) => {
            console.print(&xml)?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            for line in findings::of_error(&args.file, &error, console.paint_complaints) {
                console.complain(line);
            }
            Ok(Outcome::Wrong)
        }
    }
}
