//! Finds the parts of a multipart body, at all levels, in one pass (RFC 2046 §5.1).
//!
//! Only lines that begin with `--` are looked at, and each is compared with the boundaries of the
//! multipart bodies that are open there: no more than the limit on depth.

use memchr::{memchr, memmem};

use crate::content_type::ContentType;
use crate::entity::{Entity, Limits};
use crate::error::{MimeError, MimeErrorKind};
use crate::fields::{Fields, trim_line_end};

/// A multipart body that has not ended.
struct Open<'a> {
    boundary: String,
    /// The body itself. Its parts are added as they end.
    entity: Entity<'a>,
    /// The part that has begun and has no parts of its own.
    part: Option<Entity<'a>>,
    has_begun: bool,
    is_closed: bool,
}

impl<'a> Open<'a> {
    fn new(entity: Entity<'a>, boundary: String) -> Self {
        Self { boundary, entity, part: None, has_begun: false, is_closed: false }
    }

    /// Ends the part that has begun.
    fn end_part(&mut self, input: &'a [u8], end: usize) {
        if let Some(mut part) = self.part.take() {
            part.content = input.get(part.offset..end.max(part.offset)).unwrap_or_default();
            self.entity.parts.push(part);
        }
    }
}

/// The meaning of a line that begins with two hyphens.
#[derive(Clone, Copy)]
enum Delimiter {
    /// Another part begins in the body at this level.
    Part(usize),
    /// The body at this level ends.
    Close(usize),
}

/// Finds the parts of a body.
pub(crate) fn split<'a>(
    body: &mut Entity<'a>,
    boundary: &str,
    input: &'a [u8],
    limits: &Limits,
) -> Result<(), MimeError> {
    let end = body.offset + body.content.len();
    let bytes = input.get(..end).unwrap_or(input);
    let mut open = vec![Open::new(body.clone(), boundary.to_owned())];
    let mut count = 0;
    let mut position = body.offset;
    while let Some(line_start) = next_hyphens(bytes, position, body.offset) {
        let line_end = line_end(bytes, line_start);
        position = line_end;
        let line = trim_line_end(bytes.get(line_start..line_end).unwrap_or_default());
        let Some(delimiter) = delimiter(line, &open) else { continue };
        let (Delimiter::Part(level) | Delimiter::Close(level)) = delimiter;
        let content_end = before_line_end(bytes, line_start);
        close_above(&mut open, level, bytes, content_end);
        let Some(current) = open.get_mut(level) else { continue };
        current.end_part(bytes, content_end);
        current.has_begun = true;
        if matches!(delimiter, Delimiter::Close(_)) {
            current.is_closed = true;
            continue;
        }
        count += 1;
        if count > limits.parts {
            let message = format!("more than {} parts", limits.parts);
            return Err(MimeError::new(MimeErrorKind::TooManyParts, message, line_start));
        }
        position = begin_part(&mut open, bytes, line_end, limits)?;
    }
    close_above(&mut open, 0, bytes, end);
    if let Some(mut whole) = open.pop() {
        whole.end_part(bytes, end);
        *body = finished(whole).map_err(|(_, error)| error)?;
    }
    Ok(())
}

/// Reads the header fields of a part. Returns the offset after them.
fn begin_part<'a>(
    open: &mut Vec<Open<'a>>,
    bytes: &'a [u8],
    start: usize,
    limits: &Limits,
) -> Result<usize, MimeError> {
    let is_delimiter = |line: &[u8]| line.starts_with(b"--") && delimiter(line, open).is_some();
    let head = Fields::read(bytes, start, limits.header_bytes, is_delimiter)?;
    let levels = open.len();
    let Some(outer) = open.last_mut() else { return Ok(head.content) };
    let number = outer.entity.number.child(outer.entity.parts.len());
    let mut part = Entity::new(number, head.fields, head.content, &[]);
    match part.header("Content-Type").map(|text| text.parse::<ContentType>()) {
        Some(Ok(content_type)) => part.content_type = Some(content_type),
        Some(Err(error)) => part.remarks.push(error.message().to_owned()),
        None => {}
    }
    if !part.has_headers() {
        part.remarks.push("the part has no header fields: taken for text/plain".to_owned());
    } else if !head.is_separated {
        part.remarks.push("no empty line after the header fields".to_owned());
    }
    match part.boundary() {
        Ok(Some(_)) if levels >= limits.depth => {
            let message = format!("more than {} multipart bodies inside each other", limits.depth);
            return Err(MimeError::new(MimeErrorKind::TooDeep, message, start));
        }
        Ok(Some(boundary)) => open.push(Open::new(part, boundary)),
        Ok(None) => outer.part = Some(part),
        // The part is kept in one piece, and the other parts can be read.
        Err(error) => {
            part.remarks.push(error.message().to_owned());
            outer.part = Some(part);
        }
    }
    Ok(head.content)
}

/// Ends the bodies inside the one at a level.
fn close_above<'a>(open: &mut Vec<Open<'a>>, level: usize, bytes: &'a [u8], end: usize) {
    while open.len() > level + 1 {
        let Some(mut inner) = open.pop() else { return };
        inner.end_part(bytes, end);
        let content = bytes.get(inner.entity.offset..end.max(inner.entity.offset));
        inner.entity.content = content.unwrap_or_default();
        let entity = match finished(inner) {
            Ok(entity) => entity,
            Err((entity, error)) => {
                let mut entity = *entity;
                entity.remarks.push(error.message().to_owned());
                entity
            }
        };
        if let Some(outer) = open.last_mut() {
            outer.entity.parts.push(entity);
        }
    }
}

/// The body with its parts, or an error if its boundary was not found.
fn finished(open: Open<'_>) -> Result<Entity<'_>, (Box<Entity<'_>>, MimeError)> {
    let Open { boundary, mut entity, has_begun, is_closed, .. } = open;
    if !has_begun {
        let message = format!("the boundary {boundary:?} does not occur in the body");
        let error = MimeError::new(MimeErrorKind::BoundaryNotFound, message, entity.offset);
        return Err((Box::new(entity), error));
    }
    if !is_closed {
        entity.remarks.push(format!("the last boundary --{boundary}-- is missing"));
    }
    Ok(entity)
}

/// The next line that begins with two hyphens.
fn next_hyphens(bytes: &[u8], position: usize, start: usize) -> Option<usize> {
    let rest = bytes.get(position..)?;
    let at_line_start = position == start
        || position.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\n');
    if at_line_start && rest.starts_with(b"--") {
        return Some(position);
    }
    memmem::find(rest, b"\n--").map(|found| position + found + 1)
}

/// The end of a line, its line break included.
fn line_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    memchr(b'\n', rest).map_or(bytes.len(), |end| start + end + 1)
}

/// The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1).
fn before_line_end(bytes: &[u8], line_start: usize) -> usize {
    trim_line_end(bytes.get(..line_start).unwrap_or_default()).len()
}

/// The body whose boundary a line is, the innermost first. White space can follow the boundary.
fn delimiter(line: &[u8], open: &[Open<'_>]) -> Option<Delimiter> {
    let text = line.strip_prefix(b"--")?.trim_ascii_end();
    open.iter().enumerate().rev().find_map(|(level, body)| {
        if body.is_closed {
            return None;
        }
        match text.strip_prefix(body.boundary.as_bytes())? {
            b"" => Some(Delimiter::Part(level)),
            b"--" => Some(Delimiter::Close(level)),
            _ => None,
        }
    })
}
