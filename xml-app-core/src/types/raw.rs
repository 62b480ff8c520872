//! Raw elements: owned, lossless, of unknown type.

use std::fmt;
use std::sync::Arc;

use super::declarations::{Declarations, Interner};
use super::sink::QualifiedName;
use crate::name_chars::is_ncname;
use crate::tree::Content;
use crate::value::is_blank;
use crate::{Attribute, Element, Error, Name, Namespace};

/// The name of a raw element or attribute. Two names are equal if their expanded names are: the prefix,
/// which is only a wish, does not count.
#[derive(Debug, Clone, Eq)]
pub struct RawName {
    /// Shared by all names of a document, because namespaces can be long and many names have the same.
    namespace: Arc<str>,
    prefix: Box<str>,
    local: Box<str>,
}

impl RawName {
    /// A name in a namespace; the namespace is empty for none.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`](crate::ErrorKind::InvalidValue) if the local part is not an NCName.
    pub fn new(namespace: &str, local: &str) -> Result<Self, Error> {
        if is_ncname(local) {
            Ok(Self::with_prefix(namespace.into(), None, local))
        } else {
            Err(crate::value::invalid_value(local, "an XML name"))
        }
    }

    fn with_prefix(namespace: Arc<str>, prefix: Option<&str>, local: &str) -> Self {
        Self { namespace, prefix: prefix.unwrap_or_default().into(), local: local.into() }
    }

    /// The namespace URI; empty for none.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The prefix that was received; empty for none.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The local part.
    pub fn local(&self) -> &str {
        &self.local
    }

    /// Whether this is the expanded name.
    pub fn is(&self, name: &Name) -> bool {
        name.matches(&self.namespace, &self.local)
    }
}

impl PartialEq for RawName {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace
    }
}

impl<'n> From<&'n RawName> for QualifiedName<'n> {
    fn from(name: &'n RawName) -> Self {
        Self { namespace: name.namespace(), prefix: name.prefix(), local: name.local() }
    }
}

impl fmt::Display for RawName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::name::write_expanded(f, &self.namespace, &self.local)
    }
}

impl From<Name> for RawName {
    fn from(name: Name) -> Self {
        let namespace = name.namespace();
        Self::with_prefix(namespace.uri().into(), Some(namespace.prefix()), name.local())
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
        let prefix = if attribute.namespace().is_empty() { None } else { attribute.prefix() };
        let namespace = names.intern(attribute.namespace());
        Self {
            name: RawName::with_prefix(namespace, prefix, attribute.local()),
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
    pub attributes: Vec<RawAttribute>,
    /// The content in document order.
    pub children: Vec<RawNode>,
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
            attributes: Vec::new(),
            children: Vec::new(),
            declarations: Declarations::default(),
        }
    }

    /// The value of an attribute in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|a| &*a.name.local == local && a.name.namespace.is_empty())?;
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
        let attributes: Vec<_> =
            element.attributes().map(|a| RawAttribute::capture(&a, names)).collect();
        let mut declarations = Declarations::default();
        for attribute in &attributes {
            declarations.note(&attribute.value, element, names);
        }
        let children = Self::capture_children(element, names, preserve);
        for child in &children {
            if let RawNode::Text(text) = child {
                declarations.note(text, element, names);
            }
        }
        declarations.gather(children.iter().filter_map(RawNode::declarations), element);
        let namespace = names.intern(element.namespace());
        let name = RawName::with_prefix(namespace, element.prefix(), element.local());
        Self { name, attributes, children, declarations }
    }

    fn capture_children(
        element: Element<'_>,
        names: &mut Interner,
        preserve: bool,
    ) -> Vec<RawNode> {
        let all_blank = element.text_pieces().all(is_blank);
        let drop_blanks = all_blank && !preserve && element.elements().next().is_some();
        let mut children = Vec::new();
        for content in element.content() {
            if children.is_empty() {
                // Most elements have one child, and a vector by itself makes room for four.
                children.reserve_exact(1);
            }
            match (content, children.last_mut()) {
                (Content::Element(child), _) => {
                    let child = Self::capture_inner(child, names, preserve);
                    children.push(RawNode::Element(child));
                }
                // An empty CDATA section is a text, too.
                (Content::Text(text), _) if drop_blanks || text.is_empty() => {}
                (Content::Text(text), Some(RawNode::Text(before))) => before.push_str(text),
                (Content::Text(text), _) => children.push(RawNode::Text(text.to_owned())),
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
