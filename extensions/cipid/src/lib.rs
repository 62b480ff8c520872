//! CIPID: contact information for presence (RFC 4482).
//!
//! ```
//! use sip_cipid::{DisplayName, Icon};
//! use sip_presence::Person;
//!
//! let mut person = Person::new("p1".parse()?);
//! person.extensions.set(DisplayName::from("Alice Lewis"));
//! person.extensions.set("http://example.com/alice.png".parse::<Icon>()?);
//! assert_eq!(person.extensions.get::<DisplayName>().unwrap().text, "Alice Lewis");
//! # Ok::<(), xml_app_core::Error>(())
//! ```

use std::str::FromStr;

use sip_presence::{Person, Pidf, Tuple};
use xml_app_core::{
    AnyUri, Error, ExtensionModule, ExtensionOf, Extensions, Language, Namespace, RegistryBuilder,
    XmlElement,
};

/// The namespaces of CIPID.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 4482: contact information for PIDF.
    pub const CIPID: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:cipid", "c");
}

/// `<display-name>`: how the presentity wants to be called (RFC 4482 §3.2).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CIPID, name = "display-name")]
pub struct DisplayName {
    /// The name.
    #[xml(text)]
    pub text: String,
    /// What else was found on it: an `xml:lang` that the schema does not allow, for example.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl From<&str> for DisplayName {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), extensions: Extensions::new() }
    }
}

impl DisplayName {
    /// The language, which some software gives although the schema has no place for it.
    pub fn lang(&self) -> Option<Language> {
        self.extensions.attribute()
    }
}

impl xml_app_core::AttributeOf<DisplayName> for Language {}
impl ExtensionOf<Person> for DisplayName {}
impl ExtensionOf<Tuple> for DisplayName {}

/// An element that is a URI, on persons and on tuples of somebody else (RFC 4482 §1).
macro_rules! uri_elements {
    ($($(#[$doc:meta])* $type:ident, $name:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, XmlElement)]
        #[xml(namespace = ns::CIPID, name = $name)]
        pub struct $type {
            /// Where it is.
            #[xml(text)]
            pub uri: AnyUri,
            /// What else was found on it.
            #[xml(extensions(none))]
            pub extensions: Extensions<Self>,
        }

        impl From<AnyUri> for $type {
            fn from(uri: AnyUri) -> Self {
                Self { uri, extensions: Extensions::new() }
            }
        }

        impl FromStr for $type {
            type Err = Error;

            fn from_str(uri: &str) -> Result<Self, Error> {
                uri.parse().map(|uri: AnyUri| uri.into())
            }
        }

        impl ExtensionOf<Person> for $type {}
        impl ExtensionOf<Tuple> for $type {}
    )*};
}

uri_elements! {
    /// `<card>`: a business card, such as a vCard (RFC 4482 §3.1).
    Card, "card";
    /// `<homepage>`: a web page (RFC 4482 §3.3).
    Homepage, "homepage";
    /// `<icon>`: an image of the presentity (RFC 4482 §3.4).
    Icon, "icon";
    /// `<map>`: a map, where the presentity can be found (RFC 4482 §3.5).
    Map, "map";
    /// `<sound>`: a sound related to the presentity, such as its name spoken (RFC 4482 §3.6).
    Sound, "sound";
}

/// CIPID, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct Cipid;

impl ExtensionModule for Cipid {
    const NAME: &'static str = "cipid";
    const SPECIFICATION: &'static str = "RFC 4482";
    const NAMESPACES: &'static [Namespace] = &[ns::CIPID];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>().namespace(ns::CIPID)?;
        registry
            .extend::<Person>()
            .with::<Card>()?
            .with::<DisplayName>()?
            .with::<Homepage>()?
            .with::<Icon>()?
            .with::<Map>()?
            .with::<Sound>()?;
        registry
            .extend::<Tuple>()
            .with::<Card>()?
            .with::<DisplayName>()?
            .with::<Homepage>()?
            .with::<Icon>()?
            .with::<Map>()?
            .with::<Sound>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
