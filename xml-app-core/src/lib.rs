//! The element framework: typed, lossless and extensible XML documents.
//!
//! A *type* ([`XmlType`]) reads itself from an element and writes itself into one. An *element*
//! ([`XmlElement`]) is a type with a name. An *application* ([`XmlApplication`]) is a document type.
//! Any type can be an *extension point*: other crates promise at compile time that their elements may
//! stand there ([`ExtensionOf`]), and a run-time [`Registry`] says which are recognised.
//!
//! ```
//! use xml_app_core::{Extensions, ExtensionOf, Name, Namespace, RawElement, XmlElement};
//!
//! const PARTY: Namespace = Namespace::new("urn:example:party", "p");
//! const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
//!
//! /// A guest.
//! #[derive(Debug, Clone, PartialEq, XmlElement)]
//! #[xml(namespace = PARTY, name = "guest")]
//! struct Guest {
//!     #[xml(attribute)]
//!     name: String,
//!     #[xml(extensions)]
//!     extensions: Extensions<Self>,
//! }
//!
//! /// What is on the guest's head.
//! #[derive(Debug, Clone, PartialEq, XmlElement)]
//! #[xml(namespace = HATS, name = "hat")]
//! struct Hat {
//!     #[xml(text)]
//!     model: String,
//! }
//! impl ExtensionOf<Guest> for Hat {}
//!
//! let mut guest = Guest { name: "Ida".into(), extensions: Extensions::new() };
//! guest.extensions.set(Hat { model: "fedora".into() });
//! let raw = RawElement::encode(&guest).unwrap();
//! assert_eq!(
//!     raw.to_string(),
//!     "<p:guest xmlns:p=\"urn:example:party\" xmlns:hat=\"urn:example:hats\" name=\"Ida\">\
//!      <hat:hat>fedora</hat:hat></p:guest>"
//! );
//! ```

mod any_document;
mod application;
mod element;
mod error;
mod extension;
mod extension_element;
mod name;
mod name_chars;
mod raw;
mod read;
mod registry;
mod types;
pub mod value;
mod write;

pub use any_document::AnyDocument;
pub use application::XmlApplication;
pub use element::{Attribute, Content, Element};
pub use error::{Diagnostic, Error, ErrorKind, Severity};
pub use extension::{ExtensionObject, ExtensionRef, Extensions, Strays};
pub use extension_element::ExtensionElement;
pub use name::{Name, Namespace};
pub use raw::{RawAttribute, RawElement, RawName, RawNode};
pub use read::{Limits, Mode, Origin, ReadContext, ReadOptions, Reading, TypeReader, Wildcard};
pub use registry::{
    Application, ApplicationBuilder, ExtensionModule, HostBuilder, ModuleInfo, Registry,
    RegistryBuilder,
};
pub use types::{
    AttributeOf, ExtensionOf, GlobalElement, XmlAttribute, XmlChoice, XmlElement, XmlType,
};
pub use value::{
    AnyUri, DateTime, Id, Language, NonNegativeInteger, PositiveInteger, Token, ValueKind, XmlValue,
};
pub use write::{ElementWriter, QualifiedName, Sink, Unexpected, ValidXml, WriteOptions};
pub use xml_app_derive::{XmlChoice, XmlElement, XmlType, XmlValue};
