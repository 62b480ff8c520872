//! Raw elements: owned, lossless, of unknown type.

use std::fmt;
use std::sync::Arc;

use thin_vec::ThinVec;

use super::declarations::Declarations;
use super::interner::Interner;
use super::sink::QualifiedName;
use crate::name_chars::is_ncname;
use crate::tree::Content;
use crate::value::is_blank;
use crate::{Attribute, Element, Error, Name, Namespace};

/// The name of a raw element or attribute. Two names are equal if their expanded names are: the prefix,
/// which is only a wish, does not count.
#[derive(Debug, Clone, Eq)]
pub struct RawName {
    /// Shared by all names of a document, because namespaces can be long and many names have the same. A
    /// thin pointer, because there are many more names than namespaces.
    namespace: Arc<Box<str>>,
    /// The prefix, if there is one, a colon and the local part. Shared like the namespace. A local part
    /// that has a colon, so that it cannot be written, has one before it too.
    written: Arc<str>,
}

impl RawName {
    /// A name in a namespace; the namespace is empty for none.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`](crate::ErrorKind::InvalidValue) if the local part is not an NCName.
    pub fn new(namespace: &str, local: &str) -> Result<Self, Error> {
        if is_ncname(local) {
            Ok(Self::from_document(Arc::new(namespace.into()), local))
        } else {
            Err(crate::value::invalid_value(local, "an XML name"))
        }
    }

    /// A name as it is in a document.
    pub(super) fn from_document(namespace: Arc<Box<str>>, written: &str) -> Self {
        Self { namespace, written: written.into() }
    }

    /// Whether this is the name of this shared namespace with this prefix and local part.
    pub(super) fn is_written(&self, namespace: &Arc<Box<str>>, written: &str) -> bool {
        Arc::ptr_eq(&self.namespace, namespace) && *self.written == *written
    }

    /// Whether the other name has the same memory.
    #[cfg(test)]
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.namespace, &other.namespace) && Arc::ptr_eq(&self.written, &other.written)
    }

    fn prefix_and_local(&self) -> (&str, &str) {
        self.written.split_once(':').unwrap_or(("", &self.written))
    }

    /// The namespace URI; empty for none.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The prefix that was received; empty for none.
    pub fn prefix(&self) -> &str {
        self.prefix_and_local().0
    }

    /// The local part.
    pub fn local(&self) -> &str {
        self.prefix_and_local().1
    }

    /// Whether this is the expanded name.
    pub fn is(&self, name: &Name) -> bool {
        name.matches(&self.namespace, self.local())
    }
}

impl PartialEq for RawName {
    fn eq(&self, other: &Self) -> bool {
        self.local() == other.local() && self.namespace == other.namespace
    }
}

impl<'n> From<&'n RawName> for QualifiedName<'n> {
    fn from(name: &'n RawName) -> Self {
        let (prefix, local) = name.prefix_and_local();
        Self { namespace: name.namespace(), prefix, local }
    }
}

impl fmt::Display for RawName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::name::write_expanded(f, &self.namespace, self.local())
    }
}

impl From<Name> for RawName {
    fn from(name: Name) -> Self {
        let (namespace, local) = (name.namespace(), name.local());
        // A prefix with a colon is only a wish that cannot be granted.
        let prefix = Some(namespace.prefix()).filter(|prefix| !prefix.contains(':'));
        let prefix = prefix.unwrap_or_default();
        let written = match prefix.is_empty() && !local.contains(':') {
            true => local.into(),
            false => format!("{prefix}:{local}").into(),
        };
        Self { namespace: Arc::new(namespace.uri().into()), written }
    }
}

/// A raw attribute.
#[derive(Debug, Clone, Eq)]
pub struct RawAttribute {
    /// The name.
    pub name: RawName,
    /// The value, references replaced.
    pub value: Box<str>,
    /// Whether the schema does not allow it where it was found.
    pub(crate) is_unexpected: bool,
}

impl PartialEq for RawAttribute {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value == other.value
    }
}

impl RawAttribute {
    /// An attribute.
    pub fn new(name: RawName, value: &str) -> Self {
        Self { name, value: value.into(), is_unexpected: false }
    }

    pub(crate) fn capture(attribute: &Attribute<'_>, names: &mut Interner) -> Self {
        Self {
            name: names.name(attribute.namespace(), attribute.written()),
            value: attribute.value().into(),
            is_unexpected: false,
        }
    }
}

impl RawAttribute {
    /// Whether this is `xml:space="preserve"`.
    pub(crate) fn preserves_space(&self) -> bool {
        self.name.is(&XML_SPACE) && &*self.value == "preserve"
    }
}

/// A piece of raw content.
///
/// ```
/// use xml_app_core::{RawAttribute, RawElement, RawName, RawNode};
///
/// let mut ribbon = RawElement::new(RawName::new("urn:example:hats", "ribbon")?);
/// ribbon.attributes.push(RawAttribute::new(RawName::new("", "colour")?, "red"));
/// ribbon.children.push(RawNode::Text("for Ida".to_owned()));
/// let mut hat = RawElement::new(RawName::new("urn:example:hats", "hat")?);
/// hat.children.push(RawNode::Element(ribbon));
/// let same = "<hat xmlns='urn:example:hats'><ribbon colour='red'>for Ida</ribbon></hat>";
/// assert_eq!(hat, same.parse()?);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawNode {
    /// A child element.
    Element(RawElement),
    /// Text. White space between elements is kept only if there is other text too.
    Text(String),
}

impl RawNode {
    pub(crate) fn declarations(&self) -> Option<&Declarations> {
        match self {
            Self::Element(element) => Some(&element.declarations),
            Self::Text(_) => None,
        }
    }
}

/// An owned element with everything that was in it: names, prefixes, attributes, mixed content.
/// Comments and processing instructions are not kept.
///
/// ```
/// use xml_app_core::RawElement;
/// let raw: RawElement = "<x:a xmlns:x='urn:x' k='v'>t<x:b/></x:a>".parse().unwrap();
/// assert_eq!(raw.name.to_string(), "{urn:x}a");
/// assert_eq!(raw.attribute("k"), Some("v"));
/// assert_eq!(raw.text(), "t");
/// assert_eq!(raw.elements().count(), 1);
/// ```
#[derive(Debug, Clone, Eq)]
pub struct RawElement {
    /// The name.
    pub name: RawName,
    /// The attributes in document order.
    pub attributes: ThinVec<RawAttribute>,
    /// The content in document order.
    pub children: ThinVec<RawNode>,
    /// What prefixes mean that its values seem to use.
    declarations: Declarations,
}

impl PartialEq for RawElement {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.children == other.children
            && same_in_any_order(&self.attributes, &other.attributes)
    }
}

impl RawElement {
    /// An empty element.
    pub fn new(name: RawName) -> Self {
        Self {
            name,
            attributes: ThinVec::new(),
            children: ThinVec::new(),
            declarations: Declarations::default(),
        }
    }

    /// The value of an attribute in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|a| a.name.namespace.is_empty() && a.name.local() == local)?;
        Some(&found.value)
    }

    /// The child elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            RawNode::Element(element) => Some(element),
            RawNode::Text(_) => None,
        })
    }

    /// The text directly inside.
    pub fn text(&self) -> String {
        let texts = self.children.iter().filter_map(|child| match child {
            RawNode::Text(text) => Some(text.as_str()),
            RawNode::Element(_) => None,
        });
        texts.collect()
    }

    pub(crate) fn capture(element: Element<'_>, names: &mut Interner) -> Self {
        Self::capture_inner(element, names, false)
    }

    fn capture_inner(element: Element<'_>, names: &mut Interner, preserve: bool) -> Self {
        let preserve = match element.attribute(&XML_SPACE) {
            Some(space) => space == "preserve",
            None => preserve,
        };
        let mut attributes = ThinVec::with_capacity(element.node().attributes().len());
        let mut declarations = Declarations::default();
        for attribute in element.attributes() {
            declarations.note(attribute.value(), element, names);
            attributes.push(RawAttribute::capture(&attribute, names));
        }
        let children = Self::capture_children(element, names, preserve);
        for child in &children {
            if let RawNode::Text(text) = child {
                declarations.note(text, element, names);
            }
        }
        declarations.gather(children.iter().filter_map(RawNode::declarations), element);
        let name = names.name(element.namespace(), element.written());
        Self { name, attributes, children, declarations }
    }

    fn capture_children(
        element: Element<'_>,
        names: &mut Interner,
        preserve: bool,
    ) -> ThinVec<RawNode> {
        let mut children = ThinVec::new();
        // Known when the first blank text is met: few elements have one.
        let mut drops_blanks = None;
        let mut contents = element.contents();
        while let Some(content) = contents.next() {
            if let Content::Text(text) = content
                && is_blank(text)
            {
                let drops = drops_blanks.get_or_insert_with(|| {
                    !preserve
                        && element.elements().next().is_some()
                        && element.text_pieces().all(is_blank)
                });
                // An empty CDATA section is a text, too.
                if *drops || text.is_empty() {
                    continue;
                }
            }
            match (content, children.last_mut()) {
                (Content::Text(text), Some(RawNode::Text(before))) => before.push_str(text),
                (content, last) => {
                    if last.is_none() {
                        // Most elements have one child, and a list by itself makes room for four.
                        children.reserve_exact(1);
                    } else if children.len() == 1 {
                        children.reserve_exact(1 + contents.elements_left(15));
                    }
                    children.push(match content {
                        Content::Element(child) => {
                            RawNode::Element(Self::capture_inner(child, names, preserve))
                        }
                        Content::Text(text) => RawNode::Text(text.to_owned()),
                    });
                }
            }
        }
        children
    }

    /// What prefixes in its attributes and texts mean.
    pub(crate) fn declarations(&self) -> &Declarations {
        &self.declarations
    }
}

const XML_SPACE: Name = Name::new(Namespace::XML, "space");

/// Compares two lists in which no two members are equal.
pub(crate) fn same_in_any_order<T: PartialEq>(ours: &[T], theirs: &[T]) -> bool {
    ours.len() == theirs.len() && ours.iter().all(|one| theirs.contains(one))
}
