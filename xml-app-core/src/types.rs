//! Types: how they read and write themselves, what extends them, and what is kept that is unexpected.

mod attribute_group;
mod choices;
mod context;
mod declarations;
mod earlier;
mod extension_element;
mod extension_object;
mod extensions;
mod ids;
mod in_children;
mod interner;
mod keywords;
mod lax;
pub(crate) mod list;
pub(crate) mod raw;
mod reader;
pub(crate) mod recognized;
mod required;
mod sink;
pub mod suits;
mod traits;
mod unexpected;
mod valid;
mod values;
mod wildcard;
mod writer;

pub use attribute_group::AttributeGroup;
pub use context::ReadContext;
pub use extension_element::ExtensionElement;
pub use extension_object::{ExtensionObject, ExtensionRef};
pub use extensions::{ExtensionPoint, Extensions, UnexpectedInChildren};
pub use keywords::{KeywordSet, XmlKeyword};
pub use raw::{RawAttribute, RawElement, RawName, RawNode};
pub use reader::TypeReader;
pub use sink::{Hints, QualifiedName, Sink};
pub use traits::{
    AttributeOf, ExtensionOf, GlobalElement, Registration, XmlChoice, XmlElement, XmlType,
};
pub use unexpected::Unexpected;
pub use valid::{UnexpectedItem, ValidXml};
pub use wildcard::Wildcard;
pub use writer::ElementWriter;

pub(crate) use valid::Repairs;
