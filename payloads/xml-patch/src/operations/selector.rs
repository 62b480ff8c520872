//! The value of `sel`.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use xml_app_core::value::{Prefix, Prefixed, Scope, is_name_start_char};
use xml_app_core::{Error, ErrorKind, ValueKind, XmlValue};

use super::pattern::is_selector;
use crate::selector::{Grammar, Selector, SelectorError};
use crate::tree::free_prefix;

/// The selector of an operation, by the pattern of the schema (RFC 5261 §8). It knows what its prefixes mean, and in which
/// namespace names without one are (§4.2.1). It is written with prefixes for all, because there may be another default
/// namespace.
///
/// ```
/// use sip_xml_patch::operations::PatchSelector;
///
/// let selector: PatchSelector = "doc/note[1]/text()".parse()?;
/// assert_eq!(selector.to_string(), "doc/note[1]/text()");
/// assert!("doc//note".parse::<PatchSelector>().is_err());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct PatchSelector {
    /// As it was read.
    text: String,
    /// As it is written.
    written: Prefixed<String>,
}

impl PartialEq for PatchSelector {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl PatchSelector {
    /// The same with the meaning of a prefix.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str, namespace: &str) -> Self {
        self.written = self.written.with_prefix(prefix, namespace);
        self
    }

    /// Its parts.
    ///
    /// # Errors
    /// As [`Selector::parse`].
    pub fn selector(&self) -> Result<Selector, SelectorError> {
        Selector::parse(&self.written.value, Grammar::Patch, self)
    }
}

impl Scope for PatchSelector {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        self.written.namespace_of(prefix?)
    }
}

impl fmt::Display for PatchSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for PatchSelector {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

/// No declarations.
struct Nowhere;

impl Scope for Nowhere {
    fn namespace_of(&self, _: Option<&str>) -> Option<&str> {
        None
    }
}

impl XmlValue for PatchSelector {
    const KIND: ValueKind = ValueKind::Text;

    fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_in(text, &Nowhere)
    }

    fn parse_in(text: &str, scope: &dyn Scope) -> Result<Self, Error> {
        if !is_selector(&text) {
            let message = format!("{text:?} is not a selector (RFC 5261 §8)");
            return Err(Error::new(ErrorKind::InvalidValue, message));
        }
        let read = Prefixed::<String>::parse_in(text, scope)?;
        let Some(default) = read.default_namespace().filter(|default| !default.is_empty()) else {
            return Ok(Self { text: text.to_owned(), written: read });
        };
        let prefix = free_prefix("d", |prefix| read.namespace_of(prefix).is_none());
        let with_prefixes = with_prefixes(text, &prefix);
        if with_prefixes == text {
            return Ok(Self { text: text.to_owned(), written: read });
        }
        let mut written = Prefixed::new(with_prefixes).with_prefix(&prefix, default);
        for Prefix { prefix, namespace } in read.prefixes() {
            written = written.with_prefix(prefix, namespace);
        }
        // In the order in which they would be read.
        let written = Prefixed::parse_in(
            &written.value,
            &Self { text: String::new(), written: written.clone() },
        )?;
        Ok(Self { text: text.to_owned(), written })
    }

    fn prefixes(&self) -> &[Prefix] {
        self.written.prefixes()
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.written.value)
    }

    fn is_spelt(&self, text: &str) -> bool {
        self.text == text
    }
}

/// A selector in which the names of elements without a prefix have one.
fn with_prefixes(text: &str, prefix: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_name_next = true;
    while let Some(c) = rest.chars().next() {
        let is_name = is_name_start_char(c);
        if is_name && is_name_next {
            let end = rest
                .find(|c: char| c.is_ascii() && !(c.is_ascii_alphanumeric() || "_-.:".contains(c)));
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            if !name.contains(':') && !after.starts_with('(') {
                written.push_str(prefix);
                written.push(':');
            }
            written.push_str(name);
            rest = after;
            is_name_next = false;
        } else if matches!(c, '\'' | '"') {
            let end =
                rest.get(1..).and_then(|inner| inner.find(c)).map_or(rest.len(), |end| end + 2);
            let (literal, after) = rest.split_at(end);
            written.push_str(literal);
            rest = after;
            is_name_next = false;
        } else {
            written.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            is_name_next = matches!(c, '/' | '[');
        }
    }
    written
}
