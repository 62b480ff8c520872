//! The namespace bindings in a query: `xmlns(a=urn:example:a)` (RFC 4825 §6.4, XPointer).

use std::fmt;

use xml_app_core::XmlValue as _;
use xml_app_core::value::{NcName, Scope};

use super::{UriError, encoding};

/// What prefixes stand for.
///
/// ```
/// use sip_xcap::uri::Bindings;
///
/// let mut bindings = Bindings::default();
/// bindings.bind("a", "urn:example:(a)");
/// assert_eq!(bindings.to_string(), "?xmlns(a=urn:example:%5E%28a%5E%29)");
/// assert_eq!(bindings.namespace_of("a"), Some("urn:example:(a)"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Bindings(Vec<Part>);

/// A part of an XPointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    /// `xmlns(prefix=namespace)`.
    Binding { prefix: String, namespace: String },
    /// Of another scheme, as it is written before encoding. It means nothing, and is kept (RFC 4825 §6.4).
    Other(String),
}

impl Bindings {
    /// Says what a prefix stands for. Of several for one prefix, the last counts.
    pub fn bind(&mut self, prefix: &str, namespace: &str) {
        self.0.push(Part::Binding { prefix: prefix.to_owned(), namespace: namespace.to_owned() });
    }

    /// What a prefix stands for.
    pub fn namespace_of(&self, prefix: &str) -> Option<&str> {
        self.0.iter().rev().find_map(|part| match part {
            Part::Binding { prefix: known, namespace } if known == prefix => {
                Some(namespace.as_str())
            }
            _ => None,
        })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        !self.0.iter().any(|part| matches!(part, Part::Binding { .. }))
    }

    /// Reads a query.
    pub(super) fn of_query(query: &str) -> Result<Self, UriError> {
        let text = encoding::decode(query)?;
        let mut rest = text.as_str();
        let mut bindings = Self::default();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Ok(bindings);
            }
            let (scheme, data) = rest.split_once('(').ok_or(UriError::Query)?;
            let (data, after) = pointer_part(data).ok_or(UriError::Query)?;
            let written = rest.strip_suffix(after).unwrap_or(rest);
            rest = after;
            if scheme != "xmlns" {
                bindings.0.push(Part::Other(written.to_owned()));
                continue;
            }
            let (prefix, namespace) = data.split_once('=').ok_or(UriError::Query)?;
            if NcName::parse(prefix.trim()).is_err() {
                return Err(UriError::Query);
            }
            bindings.bind(prefix.trim(), namespace);
        }
    }
}

/// The text up to the parenthesis that ends a part of an XPointer, and what follows. A `^` is before parentheses that
/// have no partner.
fn pointer_part(text: &str) -> Option<(String, &str)> {
    let mut part = String::new();
    let mut depth = 0_usize;
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '^' => part.push(characters.next()?.1),
            ')' if depth == 0 => return Some((part, text.get(at + 1..)?)),
            ')' => {
                depth -= 1;
                part.push(c);
            }
            '(' => {
                depth += 1;
                part.push(c);
            }
            _ => part.push(c),
        }
    }
    None
}

impl fmt::Display for Bindings {
    /// With the question mark; nothing if there is nothing to write.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        f.write_str("?")?;
        self.0.iter().try_for_each(|part| match part {
            Part::Binding { prefix, namespace } => {
                let mut escaped = String::with_capacity(namespace.len());
                for c in namespace.chars() {
                    if matches!(c, '(' | ')' | '^') {
                        escaped.push('^');
                    }
                    escaped.push(c);
                }
                write!(f, "xmlns({}={})", encoding::query(prefix), encoding::query(&escaped))
            }
            Part::Other(written) => f.write_str(&encoding::pointer(written)),
        })
    }
}

/// The bindings, and the default namespace of the document.
pub(super) struct Scoped<'b> {
    pub(super) bindings: &'b Bindings,
    pub(super) default_namespace: Option<&'b str>,
}

impl Scope for Scoped<'_> {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        match prefix {
            Some(prefix) => self.bindings.namespace_of(prefix),
            None => self.default_namespace,
        }
    }
}
