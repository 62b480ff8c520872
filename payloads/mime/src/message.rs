//! Input with header fields of its own: a body with MIME header fields, or a whole SIP message.

use memchr::memchr;

use crate::content_type::ContentType;
use crate::entity::{Entity, Limits};
use crate::error::{MimeError, MimeErrorKind};
use crate::fields::{Fields, trim_line_end};
use crate::part_number::PartNumber;

/// See [`Entity::recognise`].
pub(crate) fn recognise<'a>(
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<Option<Entity<'a>>, MimeError> {
    let start = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let rest = bytes.get(start..).unwrap_or_default();
    if rest.starts_with(b"--") {
        return Err(bare_multipart(rest, start));
    }
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return Ok(None);
    }
    let line = line_of(rest);
    let is_message = is_start_line(trim_line_end(line));
    let fields_start = if is_message { start + line.len() } else { start };
    let head = match Fields::read(bytes, fields_start, limits.header_bytes, |_| false) {
        // Text without an empty line up to the limit is not a body with header fields.
        Err(_) if !is_message => return Ok(None),
        read => read?,
    };
    let content_type = head.fields.get("Content-Type");
    if content_type.is_none() && !is_message {
        return Ok(None);
    }
    let content = bytes.get(head.content..).unwrap_or_default();
    let mut entity = Entity::new(PartNumber::default(), head.fields, head.content, content);
    if let Some(content_type) = content_type {
        let parsed: Result<ContentType, _> = content_type.parse();
        entity.content_type = Some(parsed.map_err(|error| error.moved(fields_start))?);
    }
    if !head.is_separated && !content.is_empty() {
        entity.remarks.push("no empty line after the header fields".to_owned());
    }
    Ok(Some(entity))
}

fn bare_multipart(rest: &[u8], start: usize) -> MimeError {
    let line = trim_line_end(line_of(rest));
    let line: String = String::from_utf8_lossy(line).chars().take(80).collect();
    let message = format!(
        "a multipart body that begins with {line:?}, without a Content-Type that names its boundary"
    );
    MimeError::new(MimeErrorKind::NoBoundary, message, start)
}

fn line_of(rest: &[u8]) -> &[u8] {
    let end = memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
    rest.get(..end).unwrap_or_default()
}

/// A request line or a status line (RFC 3261 §7.1 and §7.2).
fn is_start_line(line: &[u8]) -> bool {
    const VERSION: &[u8] = b"SIP/";
    let is_status = line.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(VERSION));
    let last = line.trim_ascii_end().rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    let is_request = last.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(VERSION));
    (is_status || is_request) && line.contains(&b' ')
}
