//! RFC 5362 §6: changes of resource lists, as notifications of pending additions have them.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use sip_xml_patch::operations::{Add, Remove, Replace};
use sip_xml_patch::{Patch, PatchCondition, PatchError, Tree};
use xml_app_core::{
    ApplicationBuilder, Error, ExtensionElement, Extensions, Namespace, XmlApplication, XmlChoice,
    XmlElement,
};

use crate::ns;
use crate::resource_lists::ResourceLists;

/// `application/resource-lists-diff+xml`.
impl XmlApplication for ResourceListsDiff {
    type Root = Self;
    const NAME: &'static str = "resource-lists-diff";
    const CONTENT_TYPES: &'static [&'static str] = &["application/resource-lists-diff+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("consent-pending-additions");
    const SPECIFICATION: &'static str = "RFC 5362";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::RESOURCE_LISTS);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<ResourceLists>()?;
        Ok(())
    }
}

/// `<resource-lists-diff>`: what has changed in resource lists (RFC 5362 §6). It has no version: documents are applied in
/// the order in which they arrive.
///
/// ```
/// use sip_resource_lists::resource_lists_diff::ResourceListsDiff;
///
/// let lists = r#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>
///     <entry uri="sip:bill@example.com"/></list></resource-lists>"#;
/// let diff = r#"<resource-lists-diff xmlns="urn:ietf:params:xml:ns:resource-lists">
///     <remove sel="*/list/entry[@uri='sip:bill@example.com']" ws="before"/></resource-lists-diff>"#;
/// assert_eq!(
///     ResourceListsDiff::apply(diff, lists)?,
///     "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list></list></resource-lists>"
/// );
/// # Ok::<(), sip_xml_patch::PatchError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(namespace = ns::RESOURCE_LISTS, name = "resource-lists-diff", document = Self)]
pub struct ResourceListsDiff {
    /// The operations, in their order, with elements of other vocabularies among them.
    #[xml(choice, from)]
    pub operations: Vec<Operation>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// An operation of a patch (RFC 5261).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RESOURCE_LISTS)]
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
    Extension(ExtensionElement<ResourceListsDiff>),
}

impl ResourceListsDiff {
    /// Applies such a document to resource lists, both as they were received. What it does not touch stays byte for byte.
    ///
    /// # Errors
    /// It cannot be read or applied. Then nothing of it is.
    pub fn apply(diff: &str, lists: &str) -> Result<String, PatchError> {
        let tree = Tree::parse(diff).map_err(|error| {
            PatchError::new(PatchCondition::InvalidDiffFormat, error.to_string())
        })?;
        let root = tree.root_element();
        Patch::of_element(&Arc::new(tree), root)?.apply(lists)
    }
}
