use std::borrow::Cow;

use super::{XmlValue, collapse, invalid_value, lexical_traits};
use crate::Error;

/// An `xs:anyURI`, kept exactly as it was spelt.
///
/// Nothing is percent-encoded, decoded or normalised; surrounding white space is no part of a URI.
/// `==` compares the spelling. [`is_equivalent`](Self::is_equivalent) compares what is meant.
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
    /// [`InvalidValue`](crate::ErrorKind::InvalidValue) if XML Schema would not take it for one.
    pub fn new(uri: &str) -> Result<Self, Error> {
        Self::parse(uri)
    }

    /// The URI as it was spelt.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is there, which `xs:anyURI` allows.
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
        crate::uri::split_scheme(&self.0).map(|(scheme, _)| scheme.to_ascii_lowercase())
    }

    /// Whether it begins with a scheme.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// assert!(AnyUri::new("sip:alice@example.com").unwrap().is_absolute());
    /// assert!(!AnyUri::new("alice@example.com").unwrap().is_absolute());
    /// ```
    pub fn is_absolute(&self) -> bool {
        crate::uri::is_absolute(&self.0)
    }

    /// Whether two URIs mean the same thing by the rules of their scheme: RFC 3261 §19.1.4 for `sip`
    /// and `sips`, RFC 3966 §3 for `tel`, `user@domain` for `mailto`, `pres`, `im` and `xmpp`, RFC 8141
    /// §3.1 for `urn`, RFC 3986 §6.2.2 (case and percent-encoding) for all others. Schemes never match across.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// let same = |a, b| AnyUri::new(a).unwrap().is_equivalent(&AnyUri::new(b).unwrap());
    /// // RFC 3261 §19.1.4
    /// assert!(same("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"));
    /// assert!(same("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"));
    /// assert!(!same("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"));
    /// assert!(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"));
    /// ```
    pub fn is_equivalent(&self, other: &Self) -> bool {
        crate::uri::equivalent(&self.0, &other.0)
    }

    /// A key for hash tables: [equivalent](Self::is_equivalent) URIs have the same. Different URIs may
    /// share one too, so what is found has to be compared.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// let key = |uri| AnyUri::new(uri).unwrap().equivalence_key();
    /// assert_eq!(key("tel:+1-212-555-1234"), key("tel:+12125551234"));
    /// assert_ne!(key("sip:alice@example.com"), key("sips:alice@example.com"));
    /// ```
    pub fn equivalence_key(&self) -> String {
        crate::uri::equivalence_key(&self.0)
    }

    /// Like [`is_equivalent`](Self::is_equivalent), and also takes `sip%3Aalice%40example.com` for
    /// `sip:alice@example.com`: some software percent-encoded whole URIs in the documents that it
    /// stored.
    ///
    /// ```
    /// # use xml_app_core::AnyUri;
    /// let stored = AnyUri::new("sip%3Aalice%40example.com").unwrap();
    /// let asked = AnyUri::new("sip:alice@example.com").unwrap();
    /// assert!(stored.is_equivalent_lenient(&asked));
    /// assert!(!stored.is_equivalent(&asked));
    /// ```
    pub fn is_equivalent_lenient(&self, other: &Self) -> bool {
        crate::uri::equivalent(&crate::uri::repair(&self.0), &crate::uri::repair(&other.0))
    }
}

lexical_traits!(AnyUri);

impl XmlValue for AnyUri {
    fn parse(text: &str) -> Result<Self, Error> {
        let uri = collapse(text);
        if crate::uri::is_any_uri(&uri) {
            Ok(Self(uri.into()))
        } else {
            Err(invalid_value(text, "a URI reference"))
        }
    }

    /// What is no URI is kept as it is: `"Alice" <sip:alice@example.com>` still tells who was meant.
    fn recover(text: &str) -> Option<Self> {
        Some(Self(collapse(text).into()))
    }

    /// Nothing is known: the empty reference.
    fn placeholder() -> Option<Self> {
        Some(Self::default())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    /// With percent-encoding where the characters cannot stand as they are.
    fn valid_text(&self) -> Cow<'_, str> {
        crate::uri::made_valid(&self.0)
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
