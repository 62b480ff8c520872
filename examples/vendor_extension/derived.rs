//! The vocabulary of hats, declared: one line per attribute and child, in schema order.

use sip_payloads::caps::ServCaps;
use sip_payloads::core::{
    AttributeOf, ExtensionModule, ExtensionOf, Extensions, Name, Namespace, XmlAttribute,
    XmlElement, XmlType, XmlValue,
};
use sip_payloads::presence::{Person, Pidf, Tuple};
use sip_payloads::rpid::Activities;
use sip_payloads::{AnyUri, Error, RegistryBuilder};

/// The namespace, and the prefix that documents are to have for it.
pub const NS: Namespace = Namespace::new("urn:example:hats", "hat");

/// `<hat>`: what a person wears. Attributes and children.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat", crate = sip_payloads::core)]
pub struct Hat {
    /// The size in centimetres.
    #[xml(attribute)]
    pub size: u8,
    /// The model, such as `fedora`.
    #[xml(value = "model")]
    pub model: String,
    /// The ribbons, from the top down.
    #[xml(child = "ribbon")]
    pub ribbons: Vec<Ribbon>,
    /// What others add to hats.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<ribbon>` inside a hat. It is no element by itself, so it has no name of its own.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(crate = sip_payloads::core)]
pub struct Ribbon {
    /// The colour.
    #[xml(attribute)]
    pub colour: String,
    /// What is written on it.
    #[xml(text)]
    pub text: String,
    /// What else was found on it: the schema allows nothing.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<shop>`: where a service sells hats. Simple content.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shop", crate = sip_payloads::core)]
pub struct Shop {
    /// The address.
    #[xml(text)]
    pub uri: AnyUri,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<fitting/>`: an activity, beside those of RPID. A keyword is an empty element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
#[xml(namespace = NS, name = "fitting", crate = sip_payloads::core)]
pub struct Fitting;

/// `<delivery>`: whether a service delivers hats: one of its capabilities.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "delivery", crate = sip_payloads::core)]
pub struct Delivery {
    /// Whether it does.
    #[xml(text)]
    pub supported: bool,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `dress`: how one has to dress for the activities. An attribute, with an open list of words.
#[derive(Debug, Clone, PartialEq, Eq, XmlValue)]
#[xml(crate = sip_payloads::core)]
pub enum Dress {
    /// Anything goes.
    Casual,
    /// Black tie.
    Formal,
    /// Another word.
    #[xml(other)]
    Other(String),
}

impl XmlAttribute for Dress {
    const NAME: Name = Name::new(NS, "dress");
}

impl ExtensionOf<Person> for Hat {}
impl ExtensionOf<Tuple> for Shop {}
impl ExtensionOf<Activities> for Fitting {}
impl ExtensionOf<ServCaps> for Delivery {}
impl AttributeOf<Activities> for Dress {}

/// The vocabulary, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct Hats;

impl ExtensionModule for Hats {
    const NAME: &'static str = "hats";
    const SPECIFICATION: &'static str = "the hatters' handbook";
    const NAMESPACES: &'static [Namespace] = &[NS];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>()?.namespace(NS)?;
        registry.extend::<Person>().with::<Hat>()?;
        registry.extend::<Tuple>().with::<Shop>()?;
        registry.extend::<Activities>().with::<Fitting>()?.with_attribute::<Dress>()?;
        registry.extend::<ServCaps>().with::<Delivery>()?;
        Ok(())
    }
}
