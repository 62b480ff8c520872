//! The vocabulary of hats, declared: one line per attribute and child, in schema order.

use sip_payloads::AnyUri;
use sip_payloads::caps::ServCaps;
use sip_payloads::core::{
    Extensions, Namespace, Unexpected, XmlElement, XmlType, XmlValue, vocabulary,
};
use sip_payloads::presence::{Person, Pidf, Tuple};
use sip_payloads::rpid::Activities;

/// The namespace, and the prefix that documents are to have for it.
pub const NS: Namespace = Namespace::new("urn:example:hats", "hat");

/// `<hat>`: what a person wears. Attributes and children.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat", new)]
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
#[xml(new)]
pub struct Ribbon {
    /// The colour.
    #[xml(attribute)]
    pub colour: String,
    /// What is written on it.
    #[xml(text)]
    pub text: String,
    /// What the schema does not allow.
    pub unexpected: Unexpected,
}

/// `<shop>`: where a service sells hats. Simple content.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shop")]
pub struct Shop {
    /// The address.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// What the schema does not allow.
    pub unexpected: Unexpected,
}

/// `<fitting/>`: an activity, beside those of RPID. A keyword is an empty element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
#[xml(namespace = NS, name = "fitting")]
pub struct Fitting;

/// `<delivery>`: whether a service delivers hats: one of its capabilities.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "delivery")]
pub struct Delivery {
    /// Whether it does.
    #[xml(text, from)]
    pub supported: bool,
    /// What the schema does not allow.
    pub unexpected: Unexpected,
}

/// `dress`: how one has to dress for the activities. An attribute, with an open list of words.
#[derive(Debug, Clone, PartialEq, Eq, XmlValue)]
#[xml(namespace = NS, name = "dress")]
pub enum Dress {
    /// Anything goes.
    Casual,
    /// Black tie.
    Formal,
    /// Another word.
    #[xml(other)]
    Other(String),
}

vocabulary! {
    /// The vocabulary, to be added to a registry.
    pub struct Hats: "hats", "the hatters' handbook";
    document Pidf: NS;

    /// What hats say about a person.
    extend Person as pub trait PersonHatsExt {
        /// What the person wears.
        hat: Hat,
    }
    extend Tuple { Shop }
    extend Activities { Fitting, attribute Dress }
    extend ServCaps { Delivery }
}
