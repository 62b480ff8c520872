mod syntax;

use std::borrow::Cow;

pub use syntax::split_scheme;

use super::excerpt::invalid_value;
use super::white_space::collapse;
use super::xml_value::{XmlValue, lexical_traits};
use crate::Error;

/// An `xs:anyURI`, kept exactly as it was spelt.
///
/// Nothing is percent-encoded, decoded or normalized; surrounding white space is not part of a URI.
/// `==` compares the spelling. Whether two URIs mean the same depends on their schemes.
///
/// ```
/// use xml_app_core::AnyUri;
/// let uri: AnyUri = "sip:alice%40work@example.com;method=MESSAGE".parse().unwrap();
/// assert_eq!(uri, "sip:alice%40work@example.com;method=MESSAGE");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnyUri(Box<str>);

impl AnyUri {
    /// A URI or URI reference.
    ///
    /// # Errors
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) if XML Schema does not accept it.
    pub fn new(uri: &str) -> Result<Self, Error> {
        Self::parse(uri)
    }

    /// The URI as it was spelt.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is empty, which `xs:anyURI` allows.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The scheme in lower case, if the URI is absolute.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// assert_eq!(AnyUri::new("SIP:alice@example.com").unwrap().scheme().unwrap(), "sip");
    /// assert_eq!(AnyUri::new("resource-lists/users").unwrap().scheme(), None);
    /// ```
    pub fn scheme(&self) -> Option<String> {
        split_scheme(&self.0).map(|(scheme, _)| scheme.to_ascii_lowercase())
    }

    /// Whether it begins with a scheme.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// assert!(AnyUri::new("sip:alice@example.com").unwrap().is_absolute());
    /// assert!(!AnyUri::new("alice@example.com").unwrap().is_absolute());
    /// ```
    pub fn is_absolute(&self) -> bool {
        syntax::is_absolute(&self.0)
    }
}

lexical_traits!(AnyUri);

/// Whether a text has only the characters of a URI (RFC 3986 §2). An `xs:anyURI` can have others, such as letters beyond
/// ASCII and white space.
///
/// ```
/// use xml_app_core::value::has_uri_characters;
///
/// assert!(has_uri_characters("sip:a%20b@example.com;x=y"));
/// assert!(!has_uri_characters("sip:a b@example.com") && !has_uri_characters("sip:50%@example.com"));
/// ```
pub fn has_uri_characters(text: &str) -> bool {
    let is_one = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
    let mut after_percent = text.split('%').skip(1);
    let begins_with_digits = |rest: &str| {
        rest.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    text.bytes().all(is_one) && after_percent.all(begins_with_digits)
}

impl XmlValue for AnyUri {
    fn parse(text: &str) -> Result<Self, Error> {
        let uri = collapse(text);
        if syntax::is_any_uri(&uri) {
            Ok(Self(uri.into()))
        } else {
            Err(invalid_value(text, "a URI reference"))
        }
    }

    /// A text that is not a URI is kept as it is: `"Alice" <sip:alice@example.com>` still names somebody.
    fn recover(text: &str) -> Option<Self> {
        Some(Self(collapse(text).into()))
    }

    /// The empty reference.
    fn placeholder() -> Option<Self> {
        Some(Self::default())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    /// With percent-encoding for characters that are not allowed.
    fn valid_text(&self) -> Cow<'_, str> {
        syntax::made_valid(&self.0)
    }
}

impl PartialEq<str> for AnyUri {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for AnyUri {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl AsRef<str> for AnyUri {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
