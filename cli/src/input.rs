//! From files to documents.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sip_payloads::mime::{self, BodyParts, ContentType, Entity, Limits, MimeError, PartDocument};
use sip_payloads::{AnyDocument, Error, ErrorKind, Mode, ReadOptions};

use crate::args::ReadingArgs;
use crate::console::{Console, Failure};
use crate::findings;

/// Four times the limit of the library, for the overhead of MIME. A longer input is not read to its
/// end.
const LONGEST: u64 = 64 << 20;

/// The bytes of a file; `-` is standard input.
pub(crate) fn read_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().take(LONGEST).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::Input(file.to_owned(), error)),
    }
}

/// Standard input can be read only once.
pub(crate) fn at_most_one_standard_input<'f>(
    files: impl IntoIterator<Item = &'f Path>,
) -> Result<(), Failure> {
    let count = files.into_iter().filter(|file| file.as_os_str() == "-").count();
    if count > 1 {
        return Err(Failure::Usage("only one of the files can be standard input".to_owned()));
    }
    Ok(())
}

/// The document in these bytes.
pub(crate) fn parse(
    bytes: &[u8],
    reading: &ReadingArgs,
    default_mode: Mode,
) -> Result<AnyDocument, Error> {
    let options = ReadOptions {
        mode: reading.mode.map_or(default_mode, Mode::from),
        ..ReadOptions::default()
    };
    let content_type = reading.content_type.as_deref();
    if let Some(wanted) = &reading.part {
        return parse_part(wanted, bytes, reading, &options);
    }
    let Some(name) = &reading.type_name else {
        return sip_payloads::read(content_type, bytes, &options);
    };
    let entity = entity(bytes, reading);
    let is_wrapped = match &entity {
        Ok(Some(entity)) => entity.has_headers() || !entity.parts().is_empty(),
        Ok(None) => false,
        Err(_) => true,
    };
    if is_wrapped {
        let document = sip_payloads::read(content_type, bytes, &options)?;
        return if document.type_name() == name {
            Ok(document)
        } else {
            let message =
                format!("found a document of type {}, expected {name}", document.type_name());
            Err(Error::new(ErrorKind::UnknownDocument, message))
        };
    }
    let registry = sip_payloads::registry();
    let Some(application) = registry.application_by_name(name) else {
        let message = format!("no document type {name:?} is known");
        return Err(Error::new(ErrorKind::UnknownDocument, message));
    };
    let content_type = entity.ok().flatten().and_then(|entity| entity.content_type().cloned());
    let charset = content_type.and_then(|found| found.parameter("charset").map(str::to_owned));
    registry.parse_as(application, bytes, &ReadOptions { charset, ..options })
}

/// The XML in a file, or in the body of a MIME file or SIP message. If it is not UTF-8, this says so and gives `None`.
pub(crate) fn xml_text(file: &Path, console: &mut Console) -> Result<Option<String>, Failure> {
    Ok(text_in(file, &read_bytes(file)?, console))
}

/// The same for the bytes of the file.
pub(crate) fn text_in(file: &Path, bytes: &[u8], console: &mut Console) -> Option<String> {
    let entity = Entity::recognise(bytes, &Limits::default()).ok().flatten();
    let body = entity.and_then(|entity| entity.decoded().ok().map(|body| body.to_vec()));
    match String::from_utf8(body.unwrap_or_else(|| bytes.to_vec())) {
        Ok(text) => Some(text),
        Err(error) => {
            let end = error.utf8_error().valid_up_to();
            console.notice(format_args!("{}: not UTF-8 after {end} bytes", file.display()));
            None
        }
    }
}

/// The document in one part of a body.
fn parse_part(
    wanted: &str,
    bytes: &[u8],
    reading: &ReadingArgs,
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    let entity = entity(bytes, reading)?;
    let id = wanted.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(wanted);
    let is_wanted = |part: &&Entity<'_>| {
        part.number().to_string() == wanted || part.content_id().as_deref() == Some(id)
    };
    let part = entity.as_ref().and_then(|entity| entity.descendants().find(is_wanted));
    let Some(part) = part else {
        return Err(Error::new(ErrorKind::Mime, format!("the body has no part {wanted}")));
    };
    mime::read_part(sip_payloads::registry(), part, bytes, options)
}

/// A document of a file or a part of it.
pub(crate) struct Found {
    /// The number of the part.
    pub(crate) part: Option<String>,
    /// `None` if it was refused, which was reported.
    pub(crate) document: Option<AnyDocument>,
}

/// The documents of known types in all parts of a multipart body, or else the one document. Other
/// parts are reported on standard error.
pub(crate) fn documents_in(
    file: &Path,
    bytes: &[u8],
    reading: &ReadingArgs,
    console: &mut Console,
) -> Vec<Found> {
    let parts = several_parts(bytes, reading, Mode::Tolerant);
    let Some(BodyParts { remarks, parts, .. }) = parts else {
        let document = parse(bytes, reading, Mode::Tolerant);
        return vec![Found { part: None, document: told(file, document, console) }];
    };
    for remark in remarks {
        console.notice(format_args!("{}: {}", file.display(), findings::printable(&remark)));
    }
    let mut documents = Vec::new();
    for part in parts {
        match part.document {
            Some(document) => {
                let document = told(file, document, console);
                documents.push(Found { part: Some(part.number.to_string()), document });
            }
            None => left_out(file, &part, "shown", console),
        }
    }
    documents
}

/// Reports a part that has neither a document of a known type nor parts.
pub(crate) fn left_out(file: &Path, part: &PartDocument, done: &str, console: &mut Console) {
    if part.content_type.as_ref().is_some_and(ContentType::is_multipart) {
        return;
    }
    let content_type = part.content_type.as_ref().map(ContentType::essence);
    let content_type = content_type.unwrap_or("no content type");
    let message = format!("{}: part {}: not {done}: {content_type}", file.display(), part.number);
    console.notice(findings::printable(&message));
}

/// The parts of a multipart body with at least one document. `None` with `--type` or `--part`,
/// which select one document.
pub(crate) fn several_parts(
    bytes: &[u8],
    reading: &ReadingArgs,
    default_mode: Mode,
) -> Option<BodyParts> {
    let asks_for_one = reading.type_name.is_some() || reading.part.is_some();
    if asks_for_one || !has_parts(bytes, reading) {
        return None;
    }
    let mode = reading.mode.map_or(default_mode, Mode::from);
    let options = ReadOptions { mode, ..ReadOptions::default() };
    let content_type = reading.content_type.as_deref();
    let registry = sip_payloads::registry();
    let body = mime::read_parts(registry, content_type, bytes, &options).ok()?;
    body.parts.iter().any(|part| part.document.is_some()).then_some(body)
}

/// The document in a file; `None` if it is refused. Diagnostics are reported, because what they
/// describe is written differently.
pub(crate) fn read_document(
    file: &Path,
    reading: &ReadingArgs,
    console: &mut Console,
) -> Result<Option<AnyDocument>, Failure> {
    Ok(document_in(file, &read_bytes(file)?, reading, console))
}

/// The same for the bytes of the file.
pub(crate) fn document_in(
    file: &Path,
    bytes: &[u8],
    reading: &ReadingArgs,
    console: &mut Console,
) -> Option<AnyDocument> {
    told(file, parse(bytes, reading, Mode::Tolerant), console)
}

/// Reports the diagnostics of a document, or why it was refused.
fn told(
    file: &Path,
    document: Result<AnyDocument, Error>,
    console: &mut Console,
) -> Option<AnyDocument> {
    let paint = console.paint_complaints;
    match document {
        Ok(document) => {
            for finding in document.diagnostics() {
                console.notice(findings::line(file, finding, paint));
            }
            Some(document)
        }
        Err(error) => {
            findings::report(file, &error, console);
            None
        }
    }
}

/// The body that a content type or header fields in the input describe.
pub(crate) fn entity<'a>(
    bytes: &'a [u8],
    reading: &ReadingArgs,
) -> Result<Option<Entity<'a>>, MimeError> {
    match &reading.content_type {
        Some(content_type) => Entity::from_body(content_type, bytes, &Limits::default()).map(Some),
        None => Entity::recognise(bytes, &Limits::default()),
    }
}

/// Whether the input is a multipart body.
fn has_parts(bytes: &[u8], reading: &ReadingArgs) -> bool {
    entity(bytes, reading).is_ok_and(|entity| entity.is_some_and(|e| !e.parts().is_empty()))
}
