//! The vocabulary of hats: one line for each attribute and child, in schema order.

use sip_payloads::AnyUri;
use sip_payloads::caps::ServCaps;
use sip_payloads::presence::{Person, Pidf, Tuple};
use sip_payloads::rpid::Activities;
use sip_payloads::xml::{Extensions, Namespace, Unexpected, XmlElement, XmlValue, vocabulary};

/// The namespace, and its preferred prefix.
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
    /// Extensions by other vocabularies.
    pub extensions: Extensions<Self>,
}

/// `<shop>`: where a service sells hats. Simple content.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shop")]
pub struct Shop(#[xml(text, from)] pub AnyUri, pub Unexpected);

/// `<fitting/>`: an activity. A keyword is an empty element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
#[xml(namespace = NS, name = "fitting")]
pub struct Fitting;

/// `<delivery>`: whether a service delivers hats: one of its capabilities.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "delivery")]
pub struct Delivery(#[xml(text, from)] pub bool, pub Unexpected);

/// `dress`: the dress code of the activities. An attribute with an open enumeration.
#[derive(Debug, Clone, PartialEq, Eq, XmlValue)]
#[xml(namespace = NS, name = "dress")]
pub enum Dress {
    /// Anything goes.
    Casual,
    /// Black tie.
    Formal,
    /// Another word.
    Other(String),
}

vocabulary! {
    /// The vocabulary, to be added to a registry.
    pub struct Hats: "hats", "the hatters' handbook";
    document Pidf: NS;
    /// What hats say about a person.
    extend Person as pub trait PersonHatsExt { /** What the person wears. */ hat: Hat }
    extend Tuple { Shop }
    extend Activities { Fitting, attribute Dress }
    extend ServCaps { Delivery }
}
