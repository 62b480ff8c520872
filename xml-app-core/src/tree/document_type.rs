//! A document type declaration without declarations in it, as old documents have: tolerant reading ignores it. It
//! names a DTD, which nobody reads. One with an internal subset can declare entities, and is always refused.

use std::borrow::Cow;

use super::{Remark, locate};
use crate::ErrorKind;
use crate::error::Severity;

/// The text with spaces in place of the declaration, so that all positions stay the same; and a remark.
pub(super) fn without<'t>(text: Cow<'t, str>, remarks: &mut Vec<Remark>) -> Cow<'t, str> {
    let Some((start, end)) = declaration(&text) else { return text };
    let (Some(before), Some(declaration), Some(behind)) =
        (text.get(..start), text.get(start..end), text.get(end..))
    else {
        return text;
    };
    // A letter of several bytes would become several spaces, and move what follows.
    if !declaration.is_ascii() {
        return text;
    }
    let message = "a document type declaration, which is ignored";
    remarks.push(Remark {
        severity: Severity::Error,
        place: locate::positions(std::iter::once(start), &text, &[]).next(),
        ..Remark::new(ErrorKind::DocumentType, message)
    });
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    let blanks: String = declaration.bytes().map(blank).collect();
    Cow::Owned([before, &blanks, behind].concat())
}

/// Where the declaration is, if it comes before the root and has no internal subset.
fn declaration(text: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    loop {
        let rest = text.get(start..)?;
        let skipped = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let end_of = |end: &str| Some(rest.find(end)? + end.len());
        start += skipped;
        if rest.strip_prefix("<!DOCTYPE").is_some_and(|name| name.starts_with([' ', '\t', '\n'])) {
            return Some((start, start + length(rest)?));
        } else if rest.starts_with("<?") {
            start += end_of("?>")?;
        } else if rest.starts_with("<!--") {
            start += end_of("-->")?;
        } else {
            return None;
        }
    }
}

/// The length of a declaration without an internal subset.
fn length(declaration: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in declaration.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'[' | b'<') if at > 0 => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}
