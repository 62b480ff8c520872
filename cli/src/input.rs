//! Files in, documents out.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sip_payloads::mime::{Entity, Limits, MimeError};
use sip_payloads::{AnyDocument, Error, ErrorKind, Mode, ReadOptions};

use crate::args::ReadingArgs;
use crate::console::{Console, Failure};
use crate::findings;

/// Four times what the library reads, for what MIME adds: more is never looked at.
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

/// Standard input can be read once.
pub(crate) fn at_most_one_standard_input<'f>(
    files: impl IntoIterator<Item = &'f Path>,
) -> Result<(), Failure> {
    let count = files.into_iter().filter(|file| file.as_os_str() == "-").count();
    if count > 1 {
        return Err(Failure::Usage("only one of the files can be standard input".to_owned()));
    }
    Ok(())
}

/// The document that bytes hold.
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
    let options = ReadOptions { charset, ..options.with_registry(registry) };
    application.parse(bytes, &options)
}

/// The document in a file. If it is refused, that is reported, and there is none; so is what was found
/// in it otherwise: some of it will not be written as it came.
pub(crate) fn read_document(
    file: &Path,
    reading: &ReadingArgs,
    console: &mut Console,
) -> Result<Option<AnyDocument>, Failure> {
    let bytes = read_bytes(file)?;
    let paint = console.paint_complaints;
    match parse(&bytes, reading, Mode::Tolerant) {
        Ok(document) => {
            for finding in document.diagnostics() {
                console.complain(findings::line(file, finding, paint));
            }
            Ok(Some(document))
        }
        Err(error) => {
            findings::complain(file, &error, console);
            Ok(None)
        }
    }
}

/// The body that a content type, or header fields in the input, tell of.
fn entity<'a>(bytes: &'a [u8], reading: &ReadingArgs) -> Result<Option<Entity<'a>>, MimeError> {
    match &reading.content_type {
        Some(content_type) => Entity::from_body(content_type, bytes, &Limits::default()).map(Some),
        None => Entity::recognise(bytes, &Limits::default()),
    }
}

/// Whether the input is a multipart body.
pub(crate) fn has_parts(bytes: &[u8], reading: &ReadingArgs) -> bool {
    entity(bytes, reading).is_ok_and(|entity| entity.is_some_and(|e| !e.parts().is_empty()))
}
