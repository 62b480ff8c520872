//! The shape of most capabilities: `<supported>` and `<notsupported>`.

use std::ops::{Deref, DerefMut};

use xml_app_core::{Extensions, KeywordSet, Unexpected, XmlKeyword, XmlType};

use crate::ns;

/// A capability with `<supported>` and `<notsupported>`, each holding an `S`.
///
/// ```
/// use sip_caps::{Capability, Keywords, Method, ServCaps};
/// use xml_app_core::RawElement;
///
/// let methods = Capability {
///     supported: Some(Keywords::from([Method::Message])),
///     ..Capability::not_supported([Method::Invite])
/// };
/// assert_eq!(methods.supports(Method::Invite), Some(false));
/// let servcaps = ServCaps { methods: Some(methods), ..ServCaps::default() };
/// assert_eq!(
///     RawElement::encode(&servcaps)?.to_string(),
///     "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\"><caps:methods>\
///      <caps:supported><caps:MESSAGE/></caps:supported>\
///      <caps:notsupported><caps:INVITE/></caps:notsupported></caps:methods></caps:servcaps>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CAPS)]
pub struct Capability<S: XmlType> {
    /// What is supported.
    #[xml(child = "supported")]
    pub supported: Option<S>,
    /// What is not supported.
    #[xml(child = "notsupported")]
    pub not_supported: Option<S>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Nothing is known.
impl<S: XmlType> Default for Capability<S> {
    fn default() -> Self {
        Self { supported: None, not_supported: None, unexpected: Unexpected::new() }
    }
}

impl<S: XmlType> Capability<S> {
    /// This is supported; nothing else is known.
    pub fn supported(supported: impl Into<S>) -> Self {
        Self { supported: Some(supported.into()), ..Self::default() }
    }

    /// This is not supported; nothing else is known.
    pub fn not_supported(not_supported: impl Into<S>) -> Self {
        Self { not_supported: Some(not_supported.into()), ..Self::default() }
    }
}

impl<K: XmlKeyword> Capability<Keywords<K>> {
    /// Whether a keyword is supported; `None` if the capability says neither, or both.
    ///
    /// ```
    /// use sip_caps::{Capability, Keywords, Method};
    /// let methods: Capability<Keywords<Method>> = Capability::supported([Method::Invite]);
    /// assert_eq!(methods.supports(Method::Invite), Some(true));
    /// assert_eq!(methods.supports(Method::Message), None);
    /// ```
    pub fn supports(&self, keyword: K) -> Option<bool> {
        let says =
            |set: &Option<Keywords<K>>| set.as_ref().is_some_and(|set| set.contains(keyword));
        match (says(&self.supported), says(&self.not_supported)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

/// A set of keywords, and elements of other vocabularies.
///
/// ```
/// use sip_caps::{Keywords, Method};
/// let mut methods = Keywords::from([Method::Bye, Method::Ack]);
/// methods.insert(Method::Invite);
/// assert!(methods.contains(Method::Ack));
/// // In schema order, whatever the order in which it was filled.
/// let all = [Method::Ack, Method::Bye, Method::Invite];
/// assert_eq!(methods.iter().collect::<Vec<_>>(), all);
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CAPS)]
pub struct Keywords<K: XmlKeyword> {
    /// The keywords.
    #[xml(keywords)]
    pub keywords: KeywordSet<K>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// The methods of the set.
impl<K: XmlKeyword> Deref for Keywords<K> {
    type Target = KeywordSet<K>;

    fn deref(&self) -> &KeywordSet<K> {
        &self.keywords
    }
}

impl<K: XmlKeyword> DerefMut for Keywords<K> {
    fn deref_mut(&mut self) -> &mut KeywordSet<K> {
        &mut self.keywords
    }
}

impl<K: XmlKeyword, const N: usize> From<[K; N]> for Keywords<K> {
    fn from(keywords: [K; N]) -> Self {
        Self { keywords: keywords.into(), extensions: Extensions::new() }
    }
}
