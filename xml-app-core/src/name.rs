//! Expanded names: a namespace and a local part. Prefixes are never compared.

use std::fmt;
use std::hash::{Hash, Hasher};

/// A namespace, with its customary prefix.
///
/// Two namespaces are the same when their URIs are the same, byte by byte (Namespaces in XML §2.3);
/// the prefix is only a preference for writing.
///
/// ```
/// use xml_app_core::Namespace;
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// assert_eq!(HATS, Namespace::new("urn:example:hats", "h"));
/// ```
#[derive(Debug, Clone, Copy, Eq)]
pub struct Namespace {
    uri: &'static str,
    prefix: &'static str,
}

impl Namespace {
    /// No namespace: that of unprefixed attributes.
    pub const NONE: Self = Self::new("", "");
    /// The namespace of `xml:lang` and its like, bound to `xml` in every document.
    pub const XML: Self = Self::new("http://www.w3.org/XML/1998/namespace", "xml");
    /// `xsi:type` and its like, which XML Schema allows on every element.
    pub const XSI: Self = Self::new("http://www.w3.org/2001/XMLSchema-instance", "xsi");

    /// A namespace by its URI and its customary prefix.
    pub const fn new(uri: &'static str, prefix: &'static str) -> Self {
        Self { uri, prefix }
    }

    /// The namespace name. Empty for [`Namespace::NONE`].
    pub const fn uri(&self) -> &'static str {
        self.uri
    }

    /// Whether this is the namespace with this URI.
    #[inline]
    pub(crate) fn is(&self, uri: &str) -> bool {
        is_same(self.uri, uri)
    }

    /// The prefix that is written if no other namespace has it.
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }
}

impl PartialEq for Namespace {
    fn eq(&self, other: &Self) -> bool {
        self.uri == other.uri
    }
}

impl Hash for Namespace {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uri.hash(state);
    }
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.uri)
    }
}

/// The expanded name of an element or attribute that the program knows: a namespace and a local part.
///
/// ```
/// use xml_app_core::{Name, Namespace};
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// const FEDORA: Name = Name::new(HATS, "fedora");
/// assert_eq!(FEDORA.to_string(), "{urn:example:hats}fedora");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    namespace: Namespace,
    local: &'static str,
}

impl Name {
    /// `xml:lang` (XML 1.0 §2.12).
    pub const XML_LANG: Self = Self::new(Namespace::XML, "lang");

    /// A name in a namespace.
    pub const fn new(namespace: Namespace, local: &'static str) -> Self {
        Self { namespace, local }
    }

    /// A name in no namespace, as unprefixed attributes have.
    pub const fn local_only(local: &'static str) -> Self {
        Self::new(Namespace::NONE, local)
    }

    /// The namespace.
    pub const fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// The local part.
    pub const fn local(&self) -> &'static str {
        self.local
    }

    /// Whether this is the expanded name with these parts. For a constant name, the compiler makes a
    /// comparison without a call.
    #[inline]
    pub(crate) fn matches(&self, uri: &str, local: &str) -> bool {
        self.local == local && self.namespace.is(uri)
    }

    /// The same, for a name from a table.
    #[inline]
    pub(crate) fn is_found(&self, uri: &str, local: &str) -> bool {
        is_same(self.local, local) && self.namespace.is(uri)
    }
}

/// `a == b` for short texts: comparing some words in place is faster than a call of `memcmp`.
#[inline]
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    // The last word may overlap the one before it.
    match (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        (Some(last_a), Some(last_b)) => {
            last_a == last_b && a.as_chunks::<8>().0.iter().eq(b.as_chunks::<8>().0)
        }
        _ => match (a.first_chunk::<4>(), b.first_chunk::<4>()) {
            (Some(first_a), Some(first_b)) => {
                first_a == first_b && a.last_chunk::<4>() == b.last_chunk::<4>()
            }
            _ => a.iter().eq(b),
        },
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_expanded(f, self.namespace.uri, self.local)
    }
}

/// Writes `{uri}local`, or the bare local part where there is no namespace.
pub(crate) fn write_expanded(f: &mut impl fmt::Write, uri: &str, local: &str) -> fmt::Result {
    if uri.is_empty() { f.write_str(local) } else { write!(f, "{{{uri}}}{local}") }
}

/// `{uri}local` as a string.
pub(crate) fn expanded(uri: &str, local: &str) -> String {
    let mut text = String::with_capacity(uri.len() + local.len() + 2);
    // Writing into a String cannot fail.
    let _ = write_expanded(&mut text, uri, local);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_if_all_of_them_is() {
        let text = "urn:ietf:params:xml:ns";
        for length in 0..=text.len() {
            let a = &text[..length];
            let copy = a.to_owned();
            assert!(is_same(a, &copy));
            assert!(!is_same(a, &format!("{a}x")));
            for place in 0..length {
                let mut b = a.to_owned();
                b.replace_range(place..=place, "X");
                assert!(!is_same(a, &b), "{b}");
            }
        }
    }
}
