//! Types: how they read and write themselves, what extends them, and what is kept that is unexpected.

mod context;
mod declarations;
mod earlier;
mod extension_element;
mod extensions;
mod ids;
mod lax;
pub(crate) mod list;
pub(crate) mod raw;
mod reader;
mod required;
mod sink;
mod strays;
mod traits;
mod valid;
mod values;
pub(crate) mod vocabulary;
mod wildcard;
mod writer;

pub use context::ReadContext;
pub use extension_element::ExtensionElement;
pub use extensions::{ExtensionObject, ExtensionRef, Extensions, Strays};
pub use raw::{RawAttribute, RawElement, RawName, RawNode};
pub use reader::TypeReader;
pub use sink::{Hints, QualifiedName, Sink};
pub use traits::{AttributeOf, ExtensionOf, GlobalElement, XmlChoice, XmlElement, XmlType};
pub use valid::{Unexpected, ValidXml};
pub use wildcard::Wildcard;
pub use writer::ElementWriter;

pub(crate) use valid::Repairs;
