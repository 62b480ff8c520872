//! One message header (RFC 3862 §2.2, §3).

use std::borrow::Cow;

use super::escape::{escaped, unescaped};

/// A message header: `prefix.Name:;parameter=value value`.
///
/// ```
/// use sip_messaging::cpim::Header;
///
/// let subject = Header::new("Subject", "two\nlines").with_language("en");
/// assert_eq!(subject.to_string(), r"Subject:;lang=en two\nlines");
/// assert_eq!(subject.text(), "two\nlines");
/// assert_eq!(subject.language(), Some("en"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Header {
    /// The prefix of the name, which an `NS` header before it declares.
    pub prefix: Option<String>,
    /// The name without prefix. Upper and lower case differ.
    pub name: String,
    /// The parameters, with the values as written.
    pub parameters: Vec<(String, String)>,
    /// The value as written, with its escapes.
    pub value: String,
}

impl Header {
    /// A header without prefix. The text is written with escapes, where they are needed.
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        Self {
            prefix: None,
            name: name.into(),
            parameters: Vec::new(),
            value: escaped(text).into_owned(),
        }
    }

    /// The same header with the prefix of a namespace.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// The same header with the language of its text (RFC 3862 §3.3).
    #[must_use]
    pub fn with_language(mut self, language: impl Into<String>) -> Self {
        self.parameters.retain(|(name, _)| name != "lang");
        self.parameters.insert(0, ("lang".to_owned(), language.into()));
        self
    }

    /// What the value says, without its escapes (RFC 3862 §2.3).
    pub fn text(&self) -> Cow<'_, str> {
        unescaped(&self.value)
    }

    /// The language of the text, if it is said (RFC 3862 §3.3).
    pub fn language(&self) -> Option<&str> {
        let language = self.parameters.iter().find(|(name, _)| name == "lang");
        language.map(|(_, language)| language.as_str())
    }

    /// Whether the header can be written: every part of it has only the characters that its syntax allows.
    pub(super) fn is_writable(&self) -> bool {
        let is_parameter = |(name, value): &(String, String)| {
            is_name(name) && (is_token(value) || is_string(value))
        };
        self.prefix.as_deref().is_none_or(is_name)
            && is_name(&self.name)
            && self.parameters.iter().all(is_parameter)
            && !self.value.contains(|character: char| character.is_ascii_control())
            && self.value.trim_matches(' ') == self.value
    }
}

/// The line, without its end.
impl std::fmt::Display for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(prefix) = &self.prefix {
            write!(f, "{prefix}.")?;
        }
        write!(f, "{}:", self.name)?;
        for (name, value) in &self.parameters {
            write!(f, ";{name}={value}")?;
        }
        write!(f, " {}", self.value)
    }
}

/// `Name` (RFC 3862 §3.6).
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_name_byte)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'^'..=b'`' | b'|' | b'~')
}

/// `Token` (RFC 3862 §3.6). A `Number` is one too.
pub(super) fn is_token(text: &str) -> bool {
    let is_one = |byte: u8| is_name_byte(byte) || byte == b'.' || !byte.is_ascii();
    !text.is_empty() && text.bytes().all(is_one)
}

/// `String` (RFC 3862 §3.6): in double quotes, which are escaped inside.
pub(super) fn is_string(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inner.is_some_and(|inner| {
        let mut is_escaped = false;
        let is_plain = inner.chars().all(|character| {
            let is_plain = is_escaped || character != '"';
            is_escaped = !is_escaped && character == '\\';
            is_plain && !character.is_ascii_control()
        });
        is_plain && !is_escaped
    })
}
