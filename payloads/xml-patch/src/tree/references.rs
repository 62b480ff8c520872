//! From written text to characters and back.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

/// A CDATA section without characters.
pub(super) const EMPTY_SECTION: &[u8] = b"<![CDATA[]]>";

/// The characters of a text: references and CDATA sections replaced, line ends as line feeds.
pub(super) fn text(raw: &str) -> Cow<'_, str> {
    if memchr3(b'&', b'<', b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut characters = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find("<![CDATA[") {
        let (before, section) = rest.split_at(start);
        expand(before, &mut characters, false);
        let section = section.get(9..).unwrap_or_default();
        let end = memmem::find(section.as_bytes(), b"]]>").unwrap_or(section.len());
        characters.push_str(&line_ends(section.get(..end).unwrap_or_default()));
        rest = section.get(end + 3..).unwrap_or_default();
    }
    expand(rest, &mut characters, false);
    Cow::Owned(characters)
}

/// The characters of the value of an attribute (XML 1.0 §3.3.3).
pub(crate) fn attribute(raw: &str) -> Cow<'_, str> {
    let is_plain = |b: &u8| !matches!(b, b'&' | b'\r' | b'\n' | b'\t');
    if raw.as_bytes().iter().all(is_plain) {
        return Cow::Borrowed(raw);
    }
    let mut characters = String::with_capacity(raw.len());
    expand(raw, &mut characters, true);
    Cow::Owned(characters)
}

/// Line ends as line feeds (XML 1.0 §2.11).
pub(super) fn line_ends(raw: &str) -> Cow<'_, str> {
    if memchr(b'\r', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Adds a text with its references replaced. In an attribute, white space becomes a space.
fn expand(raw: &str, characters: &mut String, in_attribute: bool) {
    let mut rest = &*line_ends(raw);
    while let Some(found) = memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(found);
        push(before, characters, in_attribute);
        let end = memchr(b';', reference.as_bytes()).unwrap_or(reference.len() - 1);
        let name = reference.get(1..end).unwrap_or_default();
        characters.extend(character(name));
        rest = reference.get(end + 1..).unwrap_or_default();
    }
    push(rest, characters, in_attribute);
}

fn push(plain: &str, characters: &mut String, in_attribute: bool) {
    if in_attribute {
        characters.extend(plain.chars().map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c }));
    } else {
        characters.push_str(plain);
    }
}

/// What a reference stands for. There are no others in a document without a document type declaration.
pub(crate) fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// Characters as they are written in a text.
///
/// ```
/// assert_eq!(sip_xml_patch::escape_text("a < b & c\r"), "a &lt; b &amp; c&#xD;");
/// ```
pub fn escape_text(characters: &str) -> String {
    escape(characters, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })
}

/// Characters as they are written in the value of an attribute with quotation marks.
///
/// ```
/// assert_eq!(sip_xml_patch::escape_attribute("\"a\"\n'b'"), "&quot;a&quot;&#xA;'b'");
/// ```
pub fn escape_attribute(characters: &str) -> String {
    escape(characters, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#x9;"),
        '\n' => Some("&#xA;"),
        '\r' => Some("&#xD;"),
        _ => None,
    })
}

/// A namespace declaration as it is written in a start tag, after a space. An empty prefix is for the default namespace.
///
/// ```
/// use sip_xml_patch::namespace_declaration;
///
/// assert_eq!(namespace_declaration("p", "urn:p"), " xmlns:p=\"urn:p\"");
/// assert_eq!(namespace_declaration("", "urn:p"), " xmlns=\"urn:p\"");
/// ```
pub fn namespace_declaration(prefix: &str, namespace: &str) -> String {
    let colon = if prefix.is_empty() { "" } else { ":" };
    format!(" xmlns{colon}{prefix}=\"{}\"", escape_attribute(namespace))
}

fn escape(characters: &str, escaped: impl Fn(char) -> Option<&'static str>) -> String {
    let mut written = String::with_capacity(characters.len());
    for c in characters.chars() {
        match escaped(c) {
            Some(reference) => written.push_str(reference),
            None => written.push(c),
        }
    }
    written
}
