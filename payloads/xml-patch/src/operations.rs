//! The types of operations, for documents that have them (RFC 5261 §8).
//!
//! They show what a patch says, and comments and processing instructions are not kept in them. [`Patch`](crate::Patch)
//! applies the document as it was received.

mod pattern;
#[cfg(test)]
mod tests;

use xml_app_core::value::Prefixed;
use xml_app_core::{Extensions, RawNode, XmlType, XmlValue};

/// `<add>`: adds nodes, an attribute or a namespace declaration (RFC 5261 §4.3).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Add {
    /// Where: a selector.
    #[xml(attribute)]
    pub sel: Prefixed<AddSelector>,
    /// At which side of what is selected. Without it, as the last of its content.
    #[xml(attribute)]
    pub pos: Option<Pos>,
    /// What is added, if it is not a node: `@name` or `namespace::prefix`.
    #[xml(attribute = "type")]
    pub type_: Option<AddType>,
    /// What is added.
    #[xml(content)]
    pub content: Vec<RawNode>,
    /// Attributes of other vocabularies, which some documents allow.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<replace>`: replaces a node or a value (RFC 5261 §4.4).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Replace {
    /// What is replaced: a selector.
    #[xml(attribute)]
    pub sel: Prefixed<PatchSelector>,
    /// What takes its place.
    #[xml(content)]
    pub content: Vec<RawNode>,
    /// Attributes of other vocabularies, which some documents allow.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<remove>`: removes a node, an attribute or a namespace declaration (RFC 5261 §4.5).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Remove {
    /// What is removed: a selector.
    #[xml(attribute)]
    pub sel: Prefixed<PatchSelector>,
    /// The white space that is removed with it.
    #[xml(attribute)]
    pub ws: Option<WhiteSpace>,
    /// Attributes of other vocabularies, which some documents allow.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `pos`: where nodes are added (RFC 5261 §4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Pos {
    /// Before the node.
    Before,
    /// After the node.
    After,
    /// As the first of its content.
    Prepend,
}

/// `ws`: the white space beside a node that is removed (RFC 5261 §4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum WhiteSpace {
    /// Before it.
    Before,
    /// After it.
    After,
    /// At both sides.
    Both,
}

/// The selector of `<replace>` and `<remove>`, by the pattern of the schema. [`Selector`](crate::Selector) has its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
#[xml(pattern = pattern::is_selector, expected = "a selector (RFC 5261 §8)")]
pub struct PatchSelector(String);

/// The selector of `<add>`, by the pattern of the schema: of a node. [`Selector`](crate::Selector) has its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
#[xml(pattern = pattern::is_add_selector, expected = "a selector of a node (RFC 5261 §8)")]
pub struct AddSelector(String);

/// `type`: `@name` or `namespace::prefix` (RFC 5261 §4.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
#[xml(pattern = pattern::is_type, expected = "@name or namespace::prefix")]
pub struct AddType(String);
