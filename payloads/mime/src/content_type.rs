//! Content types and their parameters.
//!
//! The parser is our own: `mime` and `mediatype` follow RFC 2045 to the letter, and refuse what SIP
//! software sends, such as `start=<id@host>` without quotes, or a semicolon at the end.

use std::fmt;
use std::str::FromStr;

use crate::error::{MimeError, MimeErrorKind};

/// A media type with its parameters (RFC 2045 §5.1, RFC 3261 §25.1).
///
/// Reading is lenient: white space around `=`, a missing quote, an empty parameter. RFC 2231
/// continuations are not joined: SIP does not have them. Types and parameter names are not case-sensitive.
///
/// ```
/// use sip_mime::ContentType;
///
/// let content_type: ContentType = "Application/PIDF+xml ; charset = \"utf-8\";".parse().unwrap();
/// assert_eq!(content_type.essence(), "application/pidf+xml");
/// assert_eq!(content_type.parameter("CharSet"), Some("utf-8"));
/// assert_eq!(content_type.to_string(), "application/pidf+xml;charset=utf-8");
///
/// let related = ContentType::new("multipart/related").unwrap().with_parameter("start", "<a@b>");
/// assert_eq!(related.to_string(), "multipart/related;start=\"<a@b>\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContentType {
    /// In lower case.
    essence: String,
    /// Names in lower case.
    parameters: Vec<(String, String)>,
}

impl ContentType {
    /// A content type from the text of a header field.
    ///
    /// # Errors
    /// [`MimeErrorKind::ContentType`].
    pub fn new(text: &str) -> Result<Self, MimeError> {
        text.parse()
    }

    /// `type/subtype` in lower case, without parameters.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// The value of a parameter, without quotes.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The same with a parameter, instead of one of that name.
    #[must_use]
    pub fn with_parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.parameters.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// Whether the content has parts.
    pub fn is_multipart(&self) -> bool {
        self.essence.starts_with("multipart/")
    }
}

impl FromStr for ContentType {
    type Err = MimeError;

    fn from_str(text: &str) -> Result<Self, MimeError> {
        let refused = |what: &str| {
            let text: String = text.chars().take(80).collect();
            let message = format!("{what} in the content type {text:?}");
            MimeError::new(MimeErrorKind::ContentType, message, 0)
        };
        if text.contains(['\r', '\n']) {
            return Err(refused("a line break"));
        }
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        let (main, sub) = essence.split_once('/').ok_or_else(|| refused("no slash"))?;
        let (main, sub) = (main.trim(), sub.trim());
        if !is_token(main) || !is_token(sub) {
            return Err(refused("no type and subtype"));
        }
        let essence = format!("{main}/{sub}").to_ascii_lowercase();
        Ok(Self { essence, parameters: parse_parameters(parameters) })
    }
}

/// The parameters; the first of a name counts.
fn parse_parameters(text: &str) -> Vec<(String, String)> {
    let mut parameters: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let name_end = rest.find(['=', ';']).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
        let Some(after) = after.strip_prefix('=') else {
            // A parameter without a value is ignored.
            rest = after.get(1..).unwrap_or_default();
            continue;
        };
        let (value, after) = parse_value(after.trim_start());
        rest = after;
        let name = name.trim().to_ascii_lowercase();
        // Headers are short, so a linear search is cheap.
        if is_token(&name) && !parameters.iter().any(|(known, _)| *known == name) {
            parameters.push((name, value));
        }
    }
    parameters
}

/// A value, and the text after its semicolon.
fn parse_value(text: &str) -> (String, &str) {
    let behind = |rest: &'_ str| rest.find(';').map_or(rest.len(), |at| at + 1);
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(';').unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim().to_owned(), rest.get(1..).unwrap_or_default());
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => {
                let rest = quoted.get(at + 1..).unwrap_or_default();
                return (value, rest.get(behind(rest)..).unwrap_or_default());
            }
            '\\' => value.extend(characters.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

impl fmt::Display for ContentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)?;
        for (name, value) in &self.parameters {
            write!(f, ";{name}=")?;
            if is_token(value) {
                f.write_str(value)?;
                continue;
            }
            f.write_str("\"")?;
            for c in value.chars() {
                match c {
                    '"' | '\\' => write!(f, "\\{c}")?,
                    // A line break would end the header field.
                    '\r' | '\n' => f.write_str(" ")?,
                    c => write!(f, "{c}")?,
                }
            }
            f.write_str("\"")?;
        }
        Ok(())
    }
}

/// `token` of RFC 2045 §5.1.
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&byte))
}
