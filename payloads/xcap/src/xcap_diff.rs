//! RFC 5874: what has changed on a server.

#[cfg(test)]
mod tests;

use sip_xml_patch::operations::{Add, Remove, Replace, check_one_element};
use xml_app_core::value::Prefixed;
use xml_app_core::{
    AnyUri, Element, ExtensionElement, Extensions, RawNode, ReadContext, XmlApplication, XmlChoice,
    XmlElement, XmlType,
};

use crate::ns;

/// `application/xcap-diff+xml`.
impl XmlApplication for XcapDiff {
    type Root = Self;
    const NAME: &'static str = "xcap-diff";
    const CONTENT_TYPES: &'static [&'static str] = &["application/xcap-diff+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("xcap-diff");
    const SPECIFICATION: &'static str = "RFC 5874";
}

/// `<xcap-diff>`: what has changed on a server (RFC 5874 §3).
///
/// ```
/// use sip_xcap::xcap_diff::{Document, XcapDiff};
///
/// let mut diff = XcapDiff::new("http://xcap.example.com/root/".parse()?);
/// let mut document = Document::new("resource-lists/users/sip:joe@example.com/coworkers".parse()?);
/// document.previous_etag = Some("8a77f8d".to_owned());
/// document.new_etag = Some("7ahggs".to_owned());
/// diff.changes.push(document.into());
/// assert_eq!(diff.documents().count(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::XCAP_DIFF, name = "xcap-diff", document = Self, new)]
pub struct XcapDiff {
    /// The XCAP root, below which the selectors are.
    #[xml(attribute = "xcap-root")]
    pub xcap_root: AnyUri,
    /// The changes, in their order.
    #[xml(choice)]
    pub changes: Vec<Change>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

impl XcapDiff {
    /// The documents that have changed. One can be there several times; then its patches follow each other.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.changes.iter().filter_map(|change| match change {
            Change::Document(document) => Some(document),
            Change::Element(_) | Change::Attribute(_) => None,
        })
    }
}

/// What has changed.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::XCAP_DIFF)]
pub enum Change {
    /// A document.
    #[xml(child = "document", from)]
    Document(Document),
    /// An element.
    #[xml(child = "element", from)]
    Element(ChangedElement),
    /// An attribute.
    #[xml(child = "attribute", from)]
    Attribute(ChangedAttribute),
}

/// `<document>`: a document that has changed (RFC 5874 §3).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::XCAP_DIFF, new)]
pub struct Document {
    /// The document, relative to the root.
    #[xml(attribute)]
    pub sel: AnyUri,
    /// The entity tag after the change. Without one, the document was removed.
    #[xml(attribute = "new-etag")]
    pub new_etag: Option<String>,
    /// The entity tag before the change. Without one, the document is new.
    #[xml(attribute = "previous-etag")]
    pub previous_etag: Option<String>,
    /// Only the entity tag has changed.
    #[xml(keyword = "body-not-changed", excludes(operations))]
    pub body_not_changed: bool,
    /// The operations that lead from the old document to the new one, with elements of other vocabularies among them.
    #[xml(choice)]
    pub operations: Vec<Operation>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// An operation of a patch (RFC 5261).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::XCAP_DIFF)]
pub enum Operation {
    /// Adds something.
    #[xml(child = "add", from)]
    Add(Add),
    /// Removes something.
    #[xml(child = "remove", from)]
    Remove(Remove),
    /// Replaces something.
    #[xml(child = "replace", from)]
    Replace(Replace),
    /// An element of another vocabulary.
    #[xml(extensions)]
    Extension(ExtensionElement<Document>),
}

/// `<element>`: an element that has changed (RFC 5874 §3).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new, check = has_one_element)]
pub struct ChangedElement {
    /// The element, relative to the root. Its prefixes are those of the place.
    #[xml(attribute)]
    pub sel: Prefixed<String>,
    /// Whether it exists. If it does and nothing is told, that is `None`.
    #[xml(attribute, default = true)]
    pub exists: Option<bool>,
    /// The element as it is now.
    #[xml(content)]
    pub content: Vec<RawNode>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// The schema allows one element.
fn has_one_element(changed: &ChangedElement, element: Element<'_>, context: &mut ReadContext<'_>) {
    check_one_element(&changed.content, element, context);
}

/// `<attribute>`: an attribute that has changed (RFC 5874 §3).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct ChangedAttribute {
    /// The attribute, relative to the root. Its prefixes are those of the place.
    #[xml(attribute)]
    pub sel: Prefixed<String>,
    /// Whether it exists. If it does and nothing is told, that is `None`.
    #[xml(attribute, default = true)]
    pub exists: Option<bool>,
    /// Its value now.
    #[xml(text)]
    pub value: String,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}
