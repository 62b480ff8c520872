//! Header fields (RFC 5322 §2.2, RFC 3261 §7.3).

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use crate::error::{MimeError, MimeErrorKind};

/// The header fields of a message or part, as they are in the input.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fields<'a> {
    /// The whole input.
    bytes: &'a [u8],
    fields: Vec<Field<'a>>,
}

#[derive(Debug, Clone)]
struct Field<'a> {
    name: &'a [u8],
    /// Where the value is, with the line breaks of a folded field.
    value: Range<usize>,
}

/// The end of header fields.
pub(crate) struct Head<'a> {
    pub(crate) fields: Fields<'a>,
    /// Where the content begins.
    pub(crate) content: usize,
    /// Whether an empty line is between.
    pub(crate) is_separated: bool,
}

impl<'a> Fields<'a> {
    /// Reads fields up to an empty line, or up to the first line that is not a field. `ends` recognises
    /// lines that end the part.
    ///
    /// # Errors
    /// They are longer than `limit`.
    pub(crate) fn read(
        bytes: &'a [u8],
        start: usize,
        limit: usize,
        ends: impl Fn(&[u8]) -> bool,
    ) -> Result<Head<'a>, MimeError> {
        let mut fields: Vec<Field<'a>> = Vec::new();
        let head = |content, is_separated, fields| {
            Ok(Head { fields: Fields { bytes, fields }, content, is_separated })
        };
        let mut position = start;
        loop {
            let rest = bytes.get(position..).unwrap_or_default();
            let end = memchr(b'\n', rest).map_or(rest.len(), |end| end + 1);
            let line = rest.get(..end).unwrap_or_default();
            let text = trim_line_end(line);
            if text.is_empty() && !line.is_empty() {
                return head(position + end, true, fields);
            }
            if line.is_empty() || ends(text) {
                return head(position, false, fields);
            }
            if position + end - start > limit {
                let message = format!("more than {limit} bytes of header fields");
                return Err(MimeError::new(MimeErrorKind::HeadersTooLong, message, start));
            }
            let is_folded = matches!(text.first(), Some(b' ' | b'\t'));
            match (is_folded, fields.last_mut(), name_of(text)) {
                (true, Some(last), _) => last.value.end = position + text.len(),
                (false, _, Some((name, colon))) => {
                    let value = position + colon + 1..position + text.len();
                    fields.push(Field { name, value });
                }
                _ => return head(position, false, fields),
            }
            position += end;
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The value of the first field of this name, in its long or compact form, in one line.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        let is_named = |field: &&Field<'a>| {
            let compact = compact_form(name).is_some_and(|c| field.name.eq_ignore_ascii_case(c));
            compact || field.name.eq_ignore_ascii_case(name.as_bytes())
        };
        let field = self.fields.iter().find(is_named)?;
        let text = String::from_utf8_lossy(self.bytes.get(field.value.clone())?);
        if !text.contains(['\r', '\n']) {
            return Some(match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            });
        }
        let lines: Vec<_> = text.split(['\r', '\n']).map(str::trim).collect();
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        Some(Cow::Owned(lines.join(" ")))
    }
}

/// A line without its end.
pub(crate) fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The name of a header field, and where its colon is.
fn name_of(line: &[u8]) -> Option<(&[u8], usize)> {
    let colon = memchr(b':', line)?;
    let name = line.get(..colon)?.trim_ascii_end();
    let is_name = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    is_name.then_some((name, colon))
}

/// The compact form of a header field (RFC 3261 §7.3.3), of those that are about a body.
fn compact_form(name: &str) -> Option<&'static [u8]> {
    match name.to_ascii_lowercase().as_str() {
        "content-type" => Some(b"c"),
        "content-encoding" => Some(b"e"),
        "content-length" => Some(b"l"),
        _ => None,
    }
}
