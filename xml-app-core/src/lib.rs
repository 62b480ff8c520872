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

mod document;
mod error;
mod name;
mod name_chars;
mod tree;
mod types;
mod uri;
pub mod value;

pub use document::{
    AnyDocument, Application, ApplicationBuilder, ExtensionModule, HostBuilder, ModuleInfo,
    ReadOptions, Reading, Registry, RegistryBuilder, WriteOptions, XmlApplication,
};
pub use error::{Diagnostic, Error, ErrorKind, Severity};
pub use name::{Name, Namespace};
pub use tree::{Attribute, Content, Element, Limits, Mode, Origin};
pub use types::{
    AttributeOf, ElementWriter, ExtensionElement, ExtensionObject, ExtensionOf, ExtensionRef,
    Extensions, GlobalElement, Hints, QualifiedName, RawAttribute, RawElement, RawName, RawNode,
    ReadContext, Sink, Strays, TypeReader, Unexpected, ValidXml, Wildcard, XmlChoice, XmlElement,
    XmlType,
};
pub use value::{
    AnyUri, DateTime, Id, Language, NonNegativeInteger, PositiveInteger, QValue, Token, ValueKind,
    XmlAttribute, XmlValue,
};
pub use xml_app_derive::{XmlChoice, XmlElement, XmlType, XmlValue};
