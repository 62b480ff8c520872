//! The types of operations, for documents that have them (RFC 5261 §8).
//!
//! They show what a patch says, and comments and processing instructions are not kept in them. [`Patch`](crate::Patch)
//! applies the document as it was received.

mod pattern;
mod selector;
#[cfg(test)]
mod tests;

use xml_app_core::{
    Element, Error, ErrorKind, Extensions, RawNode, ReadContext, XmlType, XmlValue,
};

pub use selector::PatchSelector;

/// `<add>`: adds nodes, an attribute or a namespace declaration (RFC 5261 §4.3).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new, check = selects_a_node)]
pub struct Add {
    /// Where: the selector of a node.
    #[xml(attribute)]
    pub sel: PatchSelector,
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
#[xml(new, check = has_one_element)]
pub struct Replace {
    /// What is replaced: a selector.
    #[xml(attribute)]
    pub sel: PatchSelector,
    /// What takes its place.
    #[xml(content)]
    pub content: Vec<RawNode>,
    /// Attributes of other vocabularies, which some documents allow.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// The schema allows one element.
fn has_one_element(replace: &Replace, element: Element<'_>, context: &mut ReadContext<'_>) {
    check_one_element(&replace.content, element, context);
}

/// Reports all elements but the first, which the schemas of patches and changes do not allow.
pub fn check_one_element(content: &[RawNode], element: Element<'_>, context: &mut ReadContext<'_>) {
    let elements = content.iter().filter(|node| matches!(node, RawNode::Element(_)));
    if elements.count() > 1 {
        let error = Error::new(ErrorKind::TooMany, "more than one element");
        context.report(element, error);
    }
}

/// `<remove>`: removes a node, an attribute or a namespace declaration (RFC 5261 §4.5).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Remove {
    /// What is removed: a selector.
    #[xml(attribute)]
    pub sel: PatchSelector,
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

/// The schema does not allow attributes and namespaces in the selector of `<add>`.
fn selects_a_node(add: &Add, element: Element<'_>, context: &mut ReadContext<'_>) {
    if !pattern::is_add_selector(&add.sel.to_string()) {
        let message = format!("{:?} does not select a node (RFC 5261 §8)", add.sel.to_string());
        context.report(element, Error::new(ErrorKind::InvalidValue, message));
    }
}

/// `type`: `@name` or `namespace::prefix` (RFC 5261 §4.3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
#[xml(pattern = pattern::is_type, expected = "@name or namespace::prefix")]
pub struct AddType(String);
