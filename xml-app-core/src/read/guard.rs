//! Linear passes before and after the XML parser: limits on what makes reading expensive, and the few
//! faults that the parser lets through.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3_iter, memmem};
use roxmltree::{Document, Node};

use super::Limits;
use crate::{Error, ErrorKind};

/// Refuses what is too much, and what is not well-formed although roxmltree takes it for it.
pub(crate) fn guard(text: &str, limits: &Limits) -> Result<Outline, Error> {
    let bytes = text.as_bytes();
    let has_sections = check_marks(bytes)?;
    let outline = Outline { has_sections, ..check_namespaces(bytes)? };
    // Hardly any document comes near a limit, and that can be told much faster than by scanning.
    if outline.declarations > limits.namespaces
        || outline.longest_namespace > limits.namespace_bytes
        || may_have_attributes(bytes, limits.attributes)
    {
        Scanner::new(bytes, limits).scan()?;
    }
    Ok(outline)
}

/// What the guard has seen.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Whether there is something like a comment, CDATA section or processing instruction.
    pub(crate) has_sections: bool,
    /// Whether there is something like `xml:space`.
    pub(crate) has_space: bool,
    /// Namespaces with blanks around them, where they are declared, with their quotes, ascending.
    pub(crate) padded: Vec<Range<usize>>,
    /// How many namespace declarations there may be.
    declarations: usize,
    /// In bytes.
    longest_namespace: usize,
}

/// Whether some element might have more attributes than these. Each takes five bytes and no tag can
/// begin between them, so every stretch of so many bytes has a block of half the length in it without
/// the beginning of a tag.
fn may_have_attributes(bytes: &[u8], more_than: usize) -> bool {
    let block = more_than.saturating_add(1).saturating_mul(b" a=''".len()) / 2;
    bytes.chunks_exact(block).any(|block| memchr(b'<', block).is_none())
        && memchr_iter(b'=', bytes).nth(more_than).is_some()
}

/// The first element of a document that has too many others around it.
pub(crate) fn too_deep_in<'a>(document: &'a Document<'a>, levels: usize) -> Option<Node<'a, 'a>> {
    too_deep(document.root(), document.descendants().len(), levels)
}

/// The first element inside a node that is more levels down than these. `end`: the number of the first
/// node behind it. What has fewer nodes than there are levels need not be looked at.
fn too_deep<'a>(parent: Node<'a, 'a>, end: usize, levels: usize) -> Option<Node<'a, 'a>> {
    if end - parent.id().get_usize() <= levels + 1 {
        return None;
    }
    let mut next = parent.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        let child_end = next.map_or(end, |next| next.id().get_usize());
        if child.is_element() {
            let Some(levels) = levels.checked_sub(1) else { return Some(child) };
            let found = too_deep(child, child_end, levels);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// Where a document type declaration is.
pub(crate) fn document_type(text: &str) -> Option<usize> {
    let mut places = Places::new(text.as_bytes());
    let mut found = memmem::find_iter(text.as_bytes(), b"<!DOCTYPE");
    found.find(|at| places.at(*at) == Place::Text)
}

/// Looks at what references and sections begin with, and tells whether there is a section beside the
/// XML declaration.
fn check_marks(bytes: &[u8]) -> Result<bool, Error> {
    let mut places = Places::new(bytes);
    let mut has_sections = false;
    for at in memchr3_iter(b'&', b'?', b'!', bytes) {
        let mark = bytes.get(at);
        if mark == Some(&b'&') {
            check_reference(bytes, at, &mut places)?;
        } else if at > 0 && bytes.get(at - 1) == Some(&b'<') {
            has_sections |= at > 1;
            if mark == Some(&b'?') {
                check_declaration(bytes, at - 1, &mut places)?;
            }
        }
    }
    Ok(has_sections)
}

/// References to characters that XML does not have: roxmltree replaces some of them by U+FFFD.
fn check_reference(bytes: &[u8], start: usize, places: &mut Places<'_>) -> Result<(), Error> {
    let (digits, radix) = match bytes.get(start + 1..) {
        Some([b'#', b'x', digits @ ..]) => (digits, 16),
        Some([b'#', digits @ ..]) => (digits, 10),
        _ => return Ok(()),
    };
    let length = digits.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let value = digits
        .get(..length)
        .filter(|_| digits.get(length) == Some(&b';'))
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .map(|digits| digits.trim_start_matches('0'))
        .and_then(|digits| u32::from_str_radix(digits, radix).ok())
        .and_then(char::from_u32)
        .filter(|c| crate::name_chars::is_char(*c));
    if value.is_none() && places.at(start) != Place::Section {
        let message = "a reference to a character that XML does not have";
        return Err(Error::at_offset(ErrorKind::NotWellFormed, message, start));
    }
    Ok(())
}

/// Tells where in the markup an offset lies. Offsets have to ascend, so all questions together cost
/// one pass; it is asked only about what looks wrong.
struct Places<'a> {
    bytes: &'a [u8],
    position: usize,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// Inside a tag, outside attribute values.
    Tag,
    /// Inside an attribute value with this quote.
    Value(u8),
    /// In a comment, CDATA section or processing instruction, where nothing has a meaning.
    Section,
}

impl<'a> Places<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0, place: Place::Text }
    }

    fn at(&mut self, offset: usize) -> Place {
        while self.position < offset {
            let head = self.bytes.get(self.position..offset).unwrap_or_default();
            let found = match self.place {
                Place::Text | Place::Section => memchr(b'<', head),
                Place::Tag => memchr::memchr3(b'>', b'"', b'\'', head),
                Place::Value(quote) => memchr(quote, head),
            };
            let Some(found) = found else {
                self.position = offset;
                break;
            };
            let at = self.position + found;
            self.position = at + 1;
            self.place = match (self.place, self.bytes.get(at)) {
                (Place::Tag, Some(quote @ (b'"' | b'\''))) => Place::Value(*quote),
                (Place::Tag, _) => Place::Text,
                (Place::Value(_), _) => Place::Tag,
                (Place::Text | Place::Section, _) => match section_end(self.bytes, at) {
                    None => Place::Tag,
                    Some(end) => {
                        self.position = end.unwrap_or(usize::MAX);
                        Place::Text
                    }
                },
            };
        }
        if self.position > offset { Place::Section } else { self.place }
    }
}

/// For a comment, CDATA section or processing instruction at `start`: where it ends, if it does.
#[allow(clippy::option_option, reason = "no section is not an unfinished section")]
fn section_end(bytes: &[u8], start: usize) -> Option<Option<usize>> {
    let tail = bytes.get(start..)?;
    let (skip, end): (usize, &[u8]) = match tail {
        [b'<', b'!', b'-', b'-', ..] => (4, b"-->"),
        [b'<', b'!', b'[', ..] => (3, b"]]>"),
        [b'<', b'?', ..] => (2, b"?>"),
        _ => return None,
    };
    let found = tail.get(skip..).and_then(|tail| memmem::find(tail, end));
    Some(found.map(|found| start + skip + found + end.len()))
}

/// XML 1.0 only; and nothing but the declaration may look like one.
fn check_declaration(bytes: &[u8], start: usize, places: &mut Places<'_>) -> Result<(), Error> {
    let tail = bytes.get(start + 2..).unwrap_or_default();
    let ends = |byte: &u8| *byte == b'?' || byte.is_ascii_whitespace();
    let target = tail.iter().take_while(|byte| !ends(byte));
    if target.clone().any(|byte| *byte == b':') && places.at(start) == Place::Text {
        let message = "a processing instruction with a colon in its name";
        return Err(Error::at_offset(ErrorKind::NotWellFormed, message, start));
    }
    let Some((target, after)) = tail.split_at_checked(3) else { return Ok(()) };
    if !target.eq_ignore_ascii_case(b"xml")
        || !after.first().is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'?')
    {
        return Ok(());
    }
    if start > 0 || target != b"xml" || after.starts_with(b"?") {
        if places.at(start) != Place::Text {
            return Ok(());
        }
        let message = "an XML declaration that does not begin the document";
        return Err(Error::at_offset(ErrorKind::NotWellFormed, message, start));
    }
    // Nothing that may stand in one has a question mark.
    let end = memchr(b'?', after).unwrap_or(after.len());
    if is_declaration(after.get(..end).unwrap_or_default()) {
        return Ok(());
    }
    let message =
        "an XML declaration with something other than version 1.x, encoding and standalone";
    Err(Error::at_offset(ErrorKind::NotWellFormed, message, start))
}

/// What stands in an XML declaration (XML 1.0 §2.8). Every version 1.x is read as 1.0.
fn is_declaration(declaration: &[u8]) -> bool {
    let mut rest = declaration;
    let mut value_of = |name: &[u8]| -> Option<&[u8]> {
        let after = rest.trim_ascii_start().strip_prefix(name)?;
        let after = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let (quote, after) =
            after.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let (value, after) = after.split_at_checked(memchr(*quote, after)?)?;
        // The next one is set apart.
        let after = after.get(1..)?;
        if !after.first().is_none_or(u8::is_ascii_whitespace) {
            return None;
        }
        rest = after;
        Some(value)
    };
    let version = value_of(b"version").and_then(|version| version.strip_prefix(b"1."));
    let encoding = value_of(b"encoding");
    let standalone = value_of(b"standalone");
    let is_encoding = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    version.is_some_and(|minor| !minor.is_empty() && minor.iter().all(u8::is_ascii_digit))
        && encoding.is_none_or(|name| {
            name.first().is_some_and(u8::is_ascii_alphabetic) && name.iter().all(is_encoding)
        })
        && standalone.is_none_or(|value| matches!(value, b"yes" | b"no"))
        && rest.trim_ascii().is_empty()
}

/// Names that begin with a colon, which roxmltree reads as if it were not there (Namespaces in XML
/// §4).
pub(crate) fn check_names(bytes: &[u8]) -> Result<(), Error> {
    let mut places = Places::new(bytes);
    for at in memchr_iter(b':', bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let may_begin = before.is_some_and(|byte| *byte == b'<' || byte.is_ascii_whitespace());
        if may_begin && places.at(at) == Place::Tag {
            let message = "a name that begins with a colon";
            return Err(Error::at_offset(ErrorKind::NotWellFormed, message, at));
        }
    }
    Ok(())
}

/// Two default namespaces on one element, and prefixes bound to nothing (Namespaces in XML §2.2):
/// roxmltree accepts both.
fn check_namespaces(bytes: &[u8]) -> Result<Outline, Error> {
    let mut outline = Outline::default();
    let mut places = Places::new(bytes);
    let mut earlier_places = Places::new(bytes);
    let mut last_default = None;
    // Up to here there is no tag behind the last default namespace, so nothing is looked at twice.
    let mut clear_to = 0;
    for at in memmem::find_iter(bytes, b"xml") {
        outline.has_space |= bytes.get(at + 3..).is_some_and(|rest| rest.starts_with(b":space"));
        if at > 0 && bytes.get(at - 1) == Some(&b':') && is_xmlns(bytes, at) {
            if places.at(at) == Place::Tag && is_attribute(bytes, at) {
                let message = "an attribute called xmlns, with a prefix: it cannot be read";
                return Err(Error::at_offset(ErrorKind::NotWellFormed, message, at));
            }
            continue;
        }
        let Some((prefix, value)) = declaration_at(bytes, at) else { continue };
        let length = value.split_first().and_then(|(quote, uri)| memchr(*quote, uri));
        outline.longest_namespace = outline.longest_namespace.max(length.unwrap_or(0));
        outline.declarations += 1;
        let namespace = value.get(1..1 + length.unwrap_or(0)).unwrap_or_default();
        if is_padded(namespace) && places.at(at) == Place::Tag {
            let start = bytes.len() - value.len();
            outline.padded.push(start..start + namespace.len() + 2);
        }
        if let Some(prefix) = prefix {
            let empty = value.starts_with(b"\"\"") || value.starts_with(b"''");
            if (empty || prefix == b"xmlns") && places.at(at) == Place::Tag {
                let message = "a prefix without a namespace, or a reserved one";
                return Err(Error::at_offset(ErrorKind::NotWellFormed, message, at));
            }
        } else {
            // One that stands in a value is none; nearly always there is just one in a tag, and then
            // it need not be known.
            let close = last_default.is_some()
                && bytes.get(clear_to..at).is_some_and(|since| memchr(b'<', since).is_none());
            clear_to = at;
            if close && places.at(at) != Place::Tag {
                continue;
            }
            let same_tag = last_default.is_some_and(|last: usize| {
                let between = bytes.get(last..at).unwrap_or_default();
                close && !closes_tag(between) && earlier_places.at(last) == Place::Tag
            });
            if same_tag {
                let message = "two default namespaces on one element";
                return Err(Error::at_offset(ErrorKind::NotWellFormed, message, at));
            }
            last_default = Some(at);
        }
    }
    Ok(outline)
}

/// Whether there are blanks around a namespace.
fn is_padded(namespace: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t' | b'\n' | b'\r'));
    (is_blank(namespace.first()) || is_blank(namespace.last()))
        && namespace.iter().any(|byte| !is_blank(Some(byte)))
}

/// The prefix that is declared where an attribute `xmlns` stands, if any, and what follows the equals
/// sign; nothing if that is no declaration.
fn declaration_at(bytes: &[u8], at: usize) -> Option<(Option<&[u8]>, &[u8])> {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before))?;
    if !before.is_ascii_whitespace() && !matches!(before, b'"' | b'\'') {
        return None;
    }
    let rest = bytes.get(at..)?.strip_prefix(b"xmlns")?;
    // No further than the name: a document may be full of what looks like the beginning of one.
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"=\"'<>/&".contains(byte);
    let (name, rest) = rest.split_at_checked(rest.iter().position(ends)?)?;
    let prefix = match name {
        [] => None,
        [b':', prefix @ ..] => Some(prefix),
        _ => return None,
    };
    let value = rest.trim_ascii_start().strip_prefix(b"=")?;
    Some((prefix, value.trim_ascii_start()))
}

/// Whether a local name in a tag, behind a prefix, is that of an attribute and not of the element.
fn is_attribute(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at.saturating_sub(1)).unwrap_or_default();
    // No further than the prefix.
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<>\"'/=:".contains(byte);
    let end = before.iter().rposition(ends).and_then(|end| before.get(end));
    end.is_some_and(|byte| !b"</".contains(byte))
}

/// Whether the name that begins here is `xmlns`.
fn is_xmlns(bytes: &[u8], at: usize) -> bool {
    let after = bytes.get(at..).and_then(|rest| rest.strip_prefix(b"xmlns"));
    let after = after.and_then(<[u8]>::first);
    after.is_some_and(|byte| *byte == b'=' || byte.is_ascii_whitespace())
}

/// Whether the text after an attribute name closes its tag: a `>` outside quotes.
fn closes_tag(text: &[u8]) -> bool {
    let mut quote = None;
    for byte in text {
        match (quote, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    false
}

/// Follows tags through a document and counts.
struct Scanner<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    position: usize,
    /// Namespace declarations of each open element.
    open: Vec<usize>,
    in_scope: usize,
}

impl<'a> Scanner<'a> {
    fn new(bytes: &'a [u8], limits: &'a Limits) -> Self {
        Self { bytes, limits, position: 0, open: Vec::new(), in_scope: 0 }
    }

    fn scan(mut self) -> Result<(), Error> {
        while let Some(found) = self.rest().and_then(|rest| memchr(b'<', rest)) {
            let start = self.position + found;
            match self.bytes.get(start + 1) {
                Some(b'!' | b'?') => {
                    let Some(section) = section_end(self.bytes, start) else {
                        let message = "a document type declaration, which is refused";
                        return Err(Error::at_offset(ErrorKind::DocumentType, message, start));
                    };
                    // An unfinished section is the parser's to report.
                    let Some(end) = section else { return Ok(()) };
                    self.position = end;
                }
                Some(b'/') => {
                    self.position = start + 2;
                    self.in_scope -= self.open.pop().unwrap_or(0).min(self.in_scope);
                }
                Some(_) => {
                    self.position = start + 1;
                    if !self.start_tag(start)? {
                        return Ok(());
                    }
                }
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn rest(&self) -> Option<&'a [u8]> {
        self.bytes.get(self.position..)
    }

    /// Counts the attributes of a start tag. False: the document ends inside it.
    fn start_tag(&mut self, start: usize) -> Result<bool, Error> {
        let (mut attributes, mut namespaces) = (0, 0);
        let mut name_start = self.position;
        loop {
            let Some(found) =
                self.rest().and_then(|rest| rest.iter().position(|b| matches!(b, b'=' | b'>')))
            else {
                return Ok(false);
            };
            let at = self.position + found;
            if self.bytes.get(at) == Some(&b'>') {
                self.position = at + 1;
                let empty = self.bytes.get(at - 1) == Some(&b'/');
                if !empty {
                    self.open.push(namespaces);
                    self.in_scope += namespaces;
                }
                return Ok(true);
            }
            let name = self.bytes.get(name_start..at).unwrap_or_default();
            attributes += 1;
            if is_namespace_declaration(name) {
                namespaces += 1;
            }
            self.check(attributes, self.limits.attributes, "attributes on one element", start)?;
            self.check(
                self.in_scope + namespaces,
                self.limits.namespaces,
                "namespace declarations in scope",
                start,
            )?;
            let value = self.bytes.get(at + 1..).unwrap_or_default();
            let blanks = value.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let Some(quote @ (b'"' | b'\'')) = value.get(blanks) else {
                self.position = at + 1;
                name_start = self.position;
                continue;
            };
            let Some(length) = memchr(*quote, value.get(blanks + 1..).unwrap_or_default()) else {
                return Ok(false);
            };
            if is_namespace_declaration(name) {
                let limit = self.limits.namespace_bytes;
                self.check(length, limit, "bytes in a namespace", start)?;
            }
            self.position = at + 1 + blanks + 1 + length + 1;
            name_start = self.position;
        }
    }

    fn check(&self, count: usize, limit: usize, of: &str, offset: usize) -> Result<(), Error> {
        if count <= limit {
            return Ok(());
        }
        Err(Error::at_offset(ErrorKind::Limit, format!("more than {limit} {of}"), offset))
    }
}

/// Whether the text before `=` ends in the name of a namespace declaration.
fn is_namespace_declaration(text: &[u8]) -> bool {
    let name = text.trim_ascii_end();
    let start = name.iter().rposition(u8::is_ascii_whitespace).map_or(0, |at| at + 1);
    let name = name.get(start..).unwrap_or_default();
    name == b"xmlns" || name.starts_with(b"xmlns:")
}
