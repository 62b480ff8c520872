//! What is supported, and what is not: the shape that most capabilities have.

use std::fmt::Debug;

use xml_app_core::{
    Element, ElementWriter, Error, Extensions, Name, ReadContext, TypeReader, Wildcard, XmlType,
};

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
    /// What else was found.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl<S: XmlType> Capability<S> {
    /// This is supported, and nothing else is said.
    pub fn supported(supported: impl Into<S>) -> Self {
        Self {
            supported: Some(supported.into()),
            not_supported: None,
            extensions: Extensions::new(),
        }
    }

    /// This is not supported, and nothing else is said.
    pub fn not_supported(not_supported: impl Into<S>) -> Self {
        let not_supported = Some(not_supported.into());
        Self { supported: None, not_supported, extensions: Extensions::new() }
    }
}

impl<K: Keyword> Capability<Keywords<K>> {
    /// Whether a keyword is supported; `None` if nothing is said about it, or both.
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

/// A vocabulary of capability keywords.
///
/// ```
/// use sip_caps::{EventPackage, Keyword as _};
///
/// let names: Vec<_> = EventPackage::ALL.iter().map(|(_, name)| name.local()).collect();
/// assert_eq!(names[..3], ["conference", "dialog", "kpml"]);
/// ```
pub trait Keyword: Copy + Debug + PartialEq + Send + Sync + 'static {
    /// The keywords in schema order, with their element names.
    const ALL: &'static [(Self, Name)];
    /// Spellings that are read and not written.
    const ALIASES: &'static [(Self, Name)];
}

/// A set of keywords, and elements of other vocabularies. Written in schema order, whatever the order
/// in which it was filled.
///
/// ```
/// use sip_caps::{Keywords, Method};
/// let mut methods = Keywords::from_iter([Method::Bye, Method::Ack]);
/// methods.insert(Method::Invite);
/// assert!(methods.contains(Method::Ack));
/// assert_eq!(methods.iter().collect::<Vec<_>>(), [Method::Ack, Method::Bye, Method::Invite]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Keywords<K> {
    /// With the text inside their elements: the schema allows one, though it means nothing.
    keywords: Vec<(K, String)>,
    /// Elements of other vocabularies.
    pub extensions: Extensions<Self>,
}

impl<K: Keyword> Keywords<K> {
    /// Whether a keyword is in the set.
    pub fn contains(&self, keyword: K) -> bool {
        self.keywords.iter().any(|(known, _)| *known == keyword)
    }

    /// Puts a keyword into the set.
    pub fn insert(&mut self, keyword: K) {
        if !self.contains(keyword) {
            self.keywords.push((keyword, String::new()));
            self.sort();
        }
    }

    /// Takes a keyword out of the set.
    pub fn remove(&mut self, keyword: K) {
        self.keywords.retain(|(known, _)| *known != keyword);
    }

    /// The keywords, in schema order.
    pub fn iter(&self) -> impl Iterator<Item = K> {
        self.keywords.iter().map(|(keyword, _)| *keyword)
    }

    fn sort(&mut self) {
        self.keywords
            .sort_by_key(|(keyword, _)| K::ALL.iter().position(|(known, _)| known == keyword));
    }
}

impl<K: Keyword> FromIterator<K> for Keywords<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keywords: I) -> Self {
        let mut set = Self { keywords: Vec::new(), extensions: Extensions::new() };
        keywords.into_iter().for_each(|keyword| set.insert(keyword));
        set
    }
}

impl<K: Keyword, const N: usize> From<[K; N]> for Keywords<K> {
    fn from(keywords: [K; N]) -> Self {
        keywords.into_iter().collect()
    }
}

impl<K: Keyword> XmlType for Keywords<K> {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            reader.other_attribute::<Self>(&attribute, Wildcard::None);
        }
        let mut keywords: Vec<(K, String)> = Vec::new();
        while let Some(child) = reader.next_element() {
            let alias =
                K::ALIASES.iter().find(|(_, alias)| child.is(alias)).map(|(known, _)| *known);
            let is_meant = |(known, name): &(K, Name)| child.is(name) || Some(*known) == alias;
            let Some(index) = K::ALL.iter().position(is_meant) else {
                reader.extension::<Self>(u16::MAX, child, Wildcard::Other);
                continue;
            };
            let Some((keyword, name)) = K::ALL.get(index) else {
                continue;
            };
            if alias.is_some() {
                reader.misspelt(child, name);
            }
            let known = keywords.iter().position(|(known, _)| known == keyword);
            let mut slot = known.map(|_| String::new());
            reader.value(u16::try_from(index).unwrap_or(u16::MAX), name, child, &mut slot);
            if let (None, Some(text)) = (known, slot) {
                keywords.push((*keyword, text));
            }
        }
        let mut set = Self { keywords, extensions: reader.extensions() };
        set.sort();
        Ok(set)
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.extension_attributes(&self.extensions)?;
        let mut strays = self.extensions.strays();
        for (keyword, text) in &self.keywords {
            if let Some((_, name)) = K::ALL.iter().find(|(known, _)| known == keyword) {
                match text.as_str() {
                    "" => writer.keyword(name, &mut strays)?,
                    _ => writer.value(name, text, &mut strays)?,
                }
            }
        }
        writer.extension_elements(&self.extensions)?;
        writer.misfits(&self.extensions)
    }
}
