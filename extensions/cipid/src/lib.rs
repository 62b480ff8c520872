#![doc = include_str!("../README.md")]

mod meanings;

use std::collections::HashSet;

use sip_presence::partial::PidfFull;
use sip_presence::{Person, Pidf, Tuple};
use xml_app_core::{AnyUri, Language, Name, Unexpected, XmlElement, XmlValue, vocabulary};

/// The namespaces of CIPID.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 4482: contact information for PIDF.
    pub const CIPID: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:cipid", "c");
}

/// `<display-name>`: the name of the presentity for display (RFC 4482 §3.2).
///
/// ```
/// use sip_cipid::DisplayName;
/// use sip_presence::{Basic, Status, Tuple};
/// use xml_app_core::RawElement;
///
/// let name = DisplayName::from("Alice Lewis");
/// assert_eq!(
///     RawElement::encode(&name)?.to_string(),
///     "<c:display-name xmlns:c=\"urn:ietf:params:xml:ns:pidf:cipid\">Alice Lewis</c:display-name>"
/// );
/// let mut tuple = Tuple::new("cg231jcr".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set(name);
/// assert_eq!(tuple.extensions.get::<DisplayName>().unwrap().text, "Alice Lewis");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CIPID, name = "display-name")]
pub struct DisplayName {
    /// The name.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content, such as an `xml:lang`.
    pub unexpected: Unexpected,
}

impl DisplayName {
    /// The language, which some software writes although the schema does not allow it.
    pub fn lang(&self) -> Option<Language> {
        Language::parse(self.unexpected.attribute(&Name::XML_LANG)?).ok()
    }
}

/// An element whose value is a URI, in persons and in tuples of other presentities (RFC 4482 §1).
macro_rules! uri_elements {
    ($($(#[$doc:meta])* $type:ident, $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, XmlElement)]
        #[xml(namespace = ns::CIPID, name = $name)]
        pub struct $type {
            /// The URI.
            #[xml(text, from)]
            pub uri: AnyUri,
            /// Unexpected content.
            pub unexpected: Unexpected,
        }
    )*};
}

uri_elements! {
    /// `<card>`: a business card, such as a vCard (RFC 4482 §3.1).
    ///
    /// ```
    /// use sip_cipid::Card;
    /// use sip_presence::Person;
    ///
    /// let mut person = Person::new("p1".parse()?);
    /// person.extensions.set("http://example.com/~alice/card.vcd".parse::<Card>()?);
    /// let card = person.extensions.get::<Card>().unwrap();
    /// assert_eq!(card.uri, "http://example.com/~alice/card.vcd");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    Card, "card";
    /// `<homepage>`: a web page (RFC 4482 §3.3).
    ///
    /// ```
    /// use sip_cipid::Homepage;
    /// use xml_app_core::RawElement;
    ///
    /// let homepage: Homepage = "http://example.com/~alice".parse()?;
    /// assert_eq!(
    ///     RawElement::encode(&homepage)?.to_string(),
    ///     "<c:homepage xmlns:c=\"urn:ietf:params:xml:ns:pidf:cipid\">\
    ///      http://example.com/~alice</c:homepage>"
    /// );
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    Homepage, "homepage";
    /// `<icon>`: an image of the presentity (RFC 4482 §3.4).
    ///
    /// ```
    /// use sip_cipid::Icon;
    /// use sip_presence::Person;
    ///
    /// let mut person = Person::new("p1".parse()?);
    /// person.extensions.set("http://example.com/~alice/me.png".parse::<Icon>()?);
    /// // A new picture takes the place of the old one.
    /// let old = person.extensions.set("http://example.com/~alice/new.png".parse::<Icon>()?);
    /// assert_eq!(old.unwrap().uri, "http://example.com/~alice/me.png");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    Icon, "icon";
    /// `<map>`: a map of the presentity's location (RFC 4482 §3.5).
    ///
    /// ```
    /// use sip_cipid::Map;
    /// use xml_app_core::{RawElement, Registry};
    ///
    /// let xml = "<map xmlns='urn:ietf:params:xml:ns:pidf:cipid'>http://example.com/map.xml</map>";
    /// let map: Map = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
    /// assert_eq!(map.uri, "http://example.com/map.xml");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    Map, "map";
    /// `<sound>`: a sound related to the presentity, such as its name spoken (RFC 4482 §3.6).
    ///
    /// ```
    /// use sip_cipid::Sound;
    /// use sip_presence::{Basic, Status, Tuple};
    ///
    /// let mut tuple = Tuple::new("r1230d".parse()?, Status::from(Basic::Open));
    /// tuple.extensions.set("http://example.com/whoosh.wav".parse::<Sound>()?);
    /// assert!(tuple.extensions.remove::<Sound>().is_some());
    /// assert!(tuple.extensions.is_empty());
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    Sound, "sound";
}

/// Several display names are allowed if their languages differ (RFC 4482 §3.2).
fn in_different_languages(several: &[&DisplayName]) -> Result<(), String> {
    let mut languages = HashSet::new();
    for name in several {
        let language = name.lang().map(|lang| lang.as_str().to_ascii_lowercase());
        if !language.is_some_and(|language| languages.insert(language)) {
            let count = several.len();
            let message = "display-name elements not in different languages (RFC 4482 §3.2)";
            return Err(format!("{count} {message}"));
        }
    }
    Ok(())
}

/// Every other element is allowed once (RFC 4482 §3).
fn once<T: XmlElement>(several: &[&T]) -> Result<(), String> {
    Err(format!(
        "{} {} elements where one is allowed (RFC 4482 §3)",
        several.len(),
        T::NAME.local()
    ))
}

vocabulary! {
    /// CIPID, to be added to a registry.
    ///
    /// ```
    /// use sip_cipid::{Cipid, Icon};
    /// use sip_presence::Pidf;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Cipid)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:alice@example.com'>
    ///     <tuple id='cg231jcr'><status><basic>open</basic></status>
    ///     <icon xmlns='urn:ietf:params:xml:ns:pidf:cipid'>http://example.com/me.png</icon>
    ///     </tuple></presence>";
    /// let tuple = &registry.parse_with::<Pidf>(xml, &options)?.document.tuples[0];
    /// assert_eq!(tuple.extensions.get::<Icon>().unwrap().uri, "http://example.com/me.png");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct Cipid: "cipid", "RFC 4482";
    document Pidf: ns::CIPID;
    document PidfFull: ns::CIPID;
    also sip_presence::meanings_of::<Cipid>;

    /// Contact information of a person (RFC 4482 §1).
    extend Person as pub trait PersonCipidExt {
        /// A business card.
        #[several(once)]
        card: Card,
        /// The display name; the first, if there are several.
        #[several(in_different_languages)]
        display_name: DisplayName,
        /// A web page.
        #[several(once)]
        homepage: Homepage,
        /// An image of the presentity.
        #[several(once)]
        icon: Icon,
        /// A map of the location.
        #[several(once)]
        map: Map,
        /// A sound related to the presentity.
        #[several(once)]
        sound: Sound,
    }

    /// Contact information of a service of another presentity (RFC 4482 §1).
    extend Tuple as pub trait TupleCipidExt {
        /// A business card.
        #[several(once)]
        card: Card,
        /// The display name; the first, if there are several.
        #[several(in_different_languages)]
        display_name: DisplayName,
        /// A web page.
        #[several(once)]
        homepage: Homepage,
        /// An image of the presentity.
        #[several(once)]
        icon: Icon,
        /// A map of the location.
        #[several(once)]
        map: Map,
        /// A sound related to the presentity.
        #[several(once)]
        sound: Sound,
    }
}

#[cfg(test)]
mod tests;
