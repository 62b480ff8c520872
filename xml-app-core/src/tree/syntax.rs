//! Errors of the XML parser, in words that name the place to look at.

use roxmltree::Error as Refusal;

use super::TextOptions;
use super::guard::{Place, Places, document_type, section_end};
use super::locate::{self, Received};
use crate::error::Location;
use crate::value::Excerpt;
use crate::{Error, ErrorKind, Limits};

/// The error for a text that is not well-formed.
pub(super) fn not_well_formed(
    refusal: &Refusal,
    received: &Received<'_>,
    options: TextOptions<'_>,
) -> Error {
    let text = received.text;
    let offset = match refusal {
        Refusal::UnclosedRootNode => text.len(),
        _ => offset_of(text, refusal.pos()),
    };
    let at = |kind, message: &str, offset| {
        let (line, column) = locate::position(offset, received);
        let location = Location::At { path: String::new(), line, column };
        Error::new(kind, message).with_location(location)
    };
    let error = match refusal {
        Refusal::DtdDetected => {
            let message = "a document type declaration, which is refused";
            at(ErrorKind::DocumentType, message, document_type(text).unwrap_or_default())
        }
        Refusal::NodesLimitReached => {
            let message = format!("more than {} nodes", options.limits.nodes);
            return Error::new(ErrorKind::Limit, message);
        }
        Refusal::AttributesLimitReached | Refusal::NamespacesLimitReached => {
            at(ErrorKind::Limit, &refusal.to_string(), offset)
        }
        Refusal::NoRootNode if text.trim().is_empty() => {
            at(ErrorKind::EmptyDocument, "the document is empty", offset)
        }
        refusal => {
            let open = OpenElements::at(text, offset, options.limits);
            let begins = |start: usize| {
                let (line, column) = locate::position(start, received);
                let origin = options.origin;
                let place = origin.map_or((line, column), |origin| origin.position(line, column));
                format!("which begins at {}:{}", place.0, place.1)
            };
            let message = said(refusal, text, offset, &open, begins);
            at(ErrorKind::NotWellFormed, &message, offset)
        }
    };
    error.with_source(refusal.clone())
}

/// The message of an error. `begins` describes the place of an offset.
fn said(
    refusal: &Refusal,
    text: &str,
    offset: usize,
    open: &OpenElements<'_>,
    begins: impl Fn(usize) -> String,
) -> String {
    match (refusal, open.stack.last()) {
        (Refusal::NoRootNode, _) => "not well-formed: there is no element".to_owned(),
        (Refusal::UnexpectedCloseTag(expected, found, _), Some((name, start)))
            if name == expected =>
        {
            format!(
                "not well-formed: expected the end tag of <{}>, {}; found </{}>",
                Excerpt(name).bare(),
                begins(*start),
                Excerpt(found).bare()
            )
        }
        (Refusal::UnclosedRootNode, Some((name, start))) => {
            let name = Excerpt(name).bare();
            format!("not well-formed: the document ends in <{name}>, {}", begins(*start))
        }
        (Refusal::UnknownToken(_), None) if open.has_root => {
            let found = text.get(offset..).unwrap_or_default().trim_end();
            format!("not well-formed: {} follows the end of the document", Excerpt(found))
        }
        _ => {
            let message = refusal.to_string();
            // Our error has the place already.
            let message = message.trim_end_matches(&format!(" at {}", refusal.pos()));
            format!("not well-formed: {message}")
        }
    }
}

/// The offset of a line and column.
fn offset_of(text: &str, position: roxmltree::TextPos) -> usize {
    let row = usize::try_from(position.row).unwrap_or(usize::MAX);
    let line = match row.checked_sub(2) {
        None => 0,
        Some(before) => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(before)
            .map_or(text.len(), |newline| newline + 1),
    };
    let column = usize::try_from(position.col).unwrap_or(usize::MAX).saturating_sub(1);
    let tail = text.get(line..).unwrap_or_default();
    line + tail.char_indices().nth(column).map_or(tail.len(), |(offset, _)| offset)
}

/// The elements that are open at an offset, with the offsets of their start tags.
struct OpenElements<'t> {
    stack: Vec<(&'t str, usize)>,
    has_root: bool,
}

impl<'t> OpenElements<'t> {
    /// Follows the tags of the text that the parser has accepted. If they are deeper than the limit, only
    /// the innermost are kept.
    fn at(text: &'t str, offset: usize, limits: &Limits) -> Self {
        let bytes = text.as_bytes();
        let mut open = Self { stack: Vec::new(), has_root: false };
        let mut places = Places::new(bytes);
        let mut position = 0;
        while let Some(found) = bytes.get(position..offset).and_then(|b| memchr::memchr(b'<', b)) {
            let start = position + found;
            position = start + 1;
            match section_end(bytes, start) {
                Some(end) => position = end,
                None if bytes.get(position) == Some(&b'/') => drop(open.stack.pop()),
                None => {
                    open.has_root = true;
                    let Some(end) = tag_end(bytes, start, &mut places) else { return open };
                    if bytes.get(end - 1) != Some(&b'/') {
                        open.stack.push((name_at(text, position), start));
                    }
                    position = end;
                }
            }
            if open.stack.len() > limits.depth.saturating_mul(2) {
                open.stack.drain(..limits.depth);
            }
        }
        open
    }
}

/// Where the `>` of a tag is.
fn tag_end(bytes: &[u8], start: usize, places: &mut Places<'_>) -> Option<usize> {
    let mut ends = memchr::memchr_iter(b'>', bytes.get(start..)?).map(|found| start + found);
    ends.find(|end| places.at(*end) == Place::Tag)
}

fn name_at(text: &str, start: usize) -> &str {
    let tail = text.get(start..).unwrap_or_default();
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    tail.split(ends).next().unwrap_or_default()
}
