//! `parts`: the parts of a body.

use sip_payloads::mime::{self, ContentType, PartDocument};
use sip_payloads::{Mode, ReadOptions};

use crate::args::PartsArgs;
use crate::console::{Console, Failure, Outcome};
use crate::findings::printable;
use crate::{findings, input};

/// Prints one line for each part: number, content type, Content-ID, size, document type.
pub(crate) fn run(args: &PartsArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let bytes = input::read_bytes(&args.file)?;
    let options = ReadOptions { mode: Mode::Tolerant, ..ReadOptions::default() };
    let content_type = args.content_type.as_deref();
    match mime::read_parts(sip_payloads::registry(), content_type, &bytes, &options) {
        Ok(body) => {
            for part in &body.parts {
                console.line(line(part))?;
            }
            for remark in &body.remarks {
                console.notice(printable(remark));
            }
            Ok(Outcome::Fine)
        }
        Err(error) => {
            findings::report(&args.file, &error, console);
            Ok(Outcome::Wrong)
        }
    }
}

/// A part inside a part is indented. A hyphen stands for a missing value, and for the number of a
/// body without parts.
fn line(part: &PartDocument) -> String {
    let indent = "  ".repeat(part.number.depth().saturating_sub(1));
    let number = match part.number.is_whole() {
        true => "-".to_owned(),
        false => part.number.to_string(),
    };
    let content_type = part.content_type.as_ref().map_or("-", ContentType::essence);
    let id = part.content_id.as_deref().unwrap_or("-");
    let document = part.document.as_ref().and_then(|document| document.as_ref().ok());
    let type_name = document.map_or("-", sip_payloads::AnyDocument::type_name);
    let cells = [&number, content_type, id, &part.size.to_string(), type_name];
    indent + &cells.map(printable).join("\t")
}
