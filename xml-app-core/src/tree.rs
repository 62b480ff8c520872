//! Bytes in, a tree of elements out: decoding, the guard, repairs of the text, parsing, positions.

mod decode;
mod document_type;
mod element;
mod guard;
mod indentation;
mod limits;
mod line_ends;
pub(crate) mod locate;
mod mode;
mod origin;
mod repair;
mod source;
mod syntax;

pub use element::{Attribute, Content, Element};
pub use limits::Limits;
pub use mode::Mode;
pub use origin::Origin;

pub(crate) use element::{Attributes, Contents};
pub(crate) use source::{Remark, Source, TextOptions};
