//! What the schema does not allow, in types that nothing extends.

use super::extensions::UnexpectedInChildren;
use super::list::{Extension, ExtensionList};
use super::raw::{RawAttribute, RawElement};
use super::reader::TypeReader;
use super::wildcard::is_schema_location;
use super::writer::ElementWriter;
use crate::{Attribute, Error, Name};

/// What was found in an element, and its schema does not allow there: surplus children, values that
/// could not be read, attributes, text. Tolerant reading keeps it, and it is written back.
///
/// The field of types that have no wildcard; those that have one keep the same in their
/// [`Extensions`](crate::Extensions). A field of this type needs no attribute.
///
/// ```
/// use xml_app_core::{Namespace, RawElement, Registry, Unexpected, XmlElement, XmlType as _};
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = HATS, name = "hat")]
/// struct Hat {
///     #[xml(value = "size")]
///     size: Option<u8>,
///     unexpected: Unexpected,
/// }
///
/// let raw: RawElement = "<hat xmlns='urn:example:hats'><size>large</size></hat>".parse()?;
/// let mut hat: Hat = raw.decode(&Registry::empty())?;
/// assert_eq!(hat.size, None);
/// assert_eq!(hat.unexpected.elements().next().map(RawElement::text).as_deref(), Some("large"));
/// hat.remove_unexpected();
/// assert!(hat.unexpected.is_empty());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Unexpected {
    list: ExtensionList,
}

impl Unexpected {
    /// Nothing.
    pub const fn new() -> Self {
        Self { list: ExtensionList::new() }
    }

    pub(crate) fn from_list(list: ExtensionList) -> Self {
        Self { list }
    }

    pub(crate) fn list(&self) -> &ExtensionList {
        &self.list
    }

    /// Whether nothing was kept: no element, no attribute, no text.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether anything is here that the schema does not allow. An `xsi:schemaLocation` is kept, and
    /// allowed.
    pub fn has_unexpected(&self) -> bool {
        self.list.has_unexpected_here()
    }

    /// Drops what the schema does not allow.
    pub fn remove_unexpected(&mut self) {
        self.list.remove_unexpected_here();
    }

    /// The elements, in document order.
    pub fn elements(&self) -> impl Iterator<Item = &RawElement> {
        self.list.elements().filter_map(Extension::as_raw)
    }

    /// The texts where only elements are allowed, as received.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.list.elements().filter_map(Extension::as_text)
    }

    /// The attributes, as received.
    pub fn attributes(&self) -> &[RawAttribute] {
        self.list.attributes()
    }

    /// The value of an attribute by name, as received.
    pub fn attribute(&self, name: &Name) -> Option<&str> {
        let mut attributes = self.list.attributes().iter();
        attributes.find(|attribute| attribute.name.is(name)).map(|attribute| &*attribute.value)
    }

    /// Keeps the attributes for which `keep` answers true, and drops everything else.
    ///
    /// ```
    /// use xml_app_core::{Namespace, RawElement, Registry, Unexpected, XmlElement};
    ///
    /// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
    ///
    /// #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// #[xml(namespace = HATS, name = "hat")]
    /// struct Hat {
    ///     #[xml(value = "size")]
    ///     size: Option<u8>,
    ///     unexpected: Unexpected,
    /// }
    ///
    /// let xml = "<hat xmlns='urn:example:hats' colour='red' price='9'>nice</hat>";
    /// let mut hat: Hat = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
    /// assert_eq!(hat.unexpected.texts().collect::<Vec<_>>(), ["nice"]);
    /// hat.unexpected.keep_attributes(|attribute| attribute.name.local() == "colour");
    /// assert_eq!(hat.unexpected.attributes().len(), 1);
    /// assert_eq!(hat.unexpected.texts().count(), 0);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn keep_attributes(&mut self, keep: impl FnMut(&RawAttribute) -> bool) {
        self.list.strip(keep);
    }

    /// What was in or on simple children: to be handed to the writer with them.
    pub fn in_children(&self) -> UnexpectedInChildren<'_> {
        UnexpectedInChildren::of(&self.list)
    }
}

impl TypeReader<'_, '_> {
    /// Keeps an attribute of a type that nothing extends.
    pub fn unexpected_attribute(&mut self, attribute: &Attribute<'_>) {
        let is_allowed = is_schema_location(attribute);
        let checked = is_allowed.then(|| self.context.check_attribute(attribute));
        self.checked_attribute(attribute, checked);
    }

    /// Everything that no field took, in a type that nothing extends.
    pub fn unexpected(mut self) -> Unexpected {
        self.finish_list();
        Unexpected::from_list(self.list)
    }
}

impl ElementWriter<'_> {
    /// Writes the attributes of a type that nothing extends and that no field took. To be called after
    /// all other attributes, before content.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn unexpected_attributes(&mut self, unexpected: &Unexpected) -> Result<(), Error> {
        self.other_attributes(unexpected.list())
    }

    /// Writes the elements and texts that the schema does not allow, in a type that nothing extends. To
    /// be called last.
    ///
    /// # Errors
    /// Those of the elements.
    pub fn unexpected(&mut self, unexpected: &Unexpected) -> Result<(), Error> {
        self.unexpected_nodes(unexpected.list())
    }
}
