//! The element framework: typed, lossless and extensible XML documents.
//!
//! The reference of the derives is [`derives`], and [`by_hand`] shows types without them; extensions are declared with [`vocabulary!`].
//!
//! A *type* ([`XmlType`]) reads itself from an element and writes itself into one. An *element*
//! ([`XmlElement`]) is a type with a name. An *application* ([`XmlApplication`]) is a document type.
//! Any type can be an *extension point*: other crates say which of their elements extend it
//! ([`vocabulary!`]), and a run-time [`Registry`] knows the vocabularies that a program reads.
//!
//! ```
//! use xml_app_core::{Extensions, Namespace, RawElement, XmlApplication, XmlElement, vocabulary};
//!
//! const PARTY: Namespace = Namespace::new("urn:example:party", "p");
//! const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
//!
//! /// A guest.
//! #[derive(Debug, Clone, PartialEq, XmlElement)]
//! #[xml(namespace = PARTY, name = "guest", new)]
//! pub struct Guest {
//!     #[xml(attribute)]
//!     name: String,
//!     #[xml(extensions)]
//!     extensions: Extensions<Self>,
//! }
//!
//! /// A document about a guest.
//! pub struct GuestDocument;
//! impl XmlApplication for GuestDocument {
//!     type Root = Guest;
//!     const NAME: &'static str = "guest";
//!     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
//!     const SPECIFICATION: &'static str = "the host";
//! }
//!
//! /// What is on the guest's head: somebody else's element.
//! #[derive(Debug, Clone, PartialEq, XmlElement)]
//! #[xml(namespace = HATS, name = "hat")]
//! pub struct Hat {
//!     #[xml(text, from)]
//!     model: String,
//! }
//!
//! vocabulary! {
//!     /// Hats, to be added to a registry.
//!     pub struct Hats: "hats", "the hatters' handbook";
//!     document GuestDocument: HATS;
//!     extend Guest { Hat }
//! }
//!
//! let mut guest = Guest::new("Ida".to_owned());
//! guest.extensions.set(Hat::from("fedora"));
//! let raw = RawElement::encode(&guest).unwrap();
//! assert_eq!(
//!     raw.to_string(),
//!     "<p:guest xmlns:p=\"urn:example:party\" xmlns:hat=\"urn:example:hats\" name=\"Ida\">\
//!      <hat:hat>fedora</hat:hat></p:guest>"
//! );
//! ```

#[doc = include_str!("derives.md")]
pub mod derives {}

#[doc = include_str!("by_hand.md")]
pub mod by_hand {}

mod document;
mod error;
mod name;
mod name_chars;
mod tree;
mod types;
pub mod value;
mod vocabulary;

pub use document::{
    AnyDocument, Application, ApplicationBuilder, HostBuilder, Json, ReadOptions, Reading,
    Registry, RegistryBuilder, Vocabulary, VocabularyInfo, WriteOptions, XmlApplication,
    check_well_formed, outline,
};
pub use error::{Diagnostic, Error, ErrorKind, Severity};
pub use name::{Name, Namespace};
#[doc(no_inline)]
pub use thin_vec::ThinVec;
pub use tree::{Attribute, Content, Element, Limits, Mode, Origin};
pub use types::{
    AttributeGroup, AttributeOf, ElementWriter, ExtensionElement, ExtensionObject, ExtensionOf,
    ExtensionPoint, ExtensionRef, Extensions, GlobalElement, Hints, KeywordSet, QualifiedName,
    RawAttribute, RawElement, RawName, RawNode, ReadContext, Registration, Sink, TypeReader,
    Unexpected, UnexpectedInChildren, UnexpectedItem, ValidXml, Wildcard, XmlChoice, XmlElement,
    XmlKeyword, XmlType,
};
pub use value::{
    AnyUri, DateTime, Id, Language, NonNegativeInteger, PositiveInteger, Token, ValueKind,
    XmlAttribute, XmlValue,
};
pub use xml_app_derive::{AttributeGroup, XmlChoice, XmlElement, XmlType, XmlValue};

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde as __serde;
#[doc(hidden)]
pub use types::suits as __suits;
#[doc(hidden)]
pub use xml_app_derive::__vocabulary;

/// The README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
