//! The attributes in a start tag.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::{NodeId, NodeKind, Tree, references};

/// An attribute or a namespace declaration, as it is written in a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// The name as it is written.
    pub name: &'t str,
    /// The value as it is written, without quotes.
    pub raw_value: &'t str,
    /// From the white space before the name to the closing quote, in the start tag.
    pub(crate) place: Range<usize>,
    /// The name in the start tag.
    pub(crate) name_place: Range<usize>,
    /// The value without quotes in the start tag.
    pub(crate) value_place: Range<usize>,
}

impl<'t> Attribute<'t> {
    /// The value: references replaced, white space as spaces (XML 1.0 §3.3.3).
    pub fn value(&self) -> Cow<'t, str> {
        references::attribute(self.raw_value)
    }

    /// The prefix that this declares: empty for the default namespace. `None` if it is not a declaration.
    pub fn declares(&self) -> Option<&'t str> {
        match self.name.strip_prefix("xmlns") {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix(':'),
            None => None,
        }
    }
}

/// The attributes of a start tag, in its order.
#[derive(Debug, Clone)]
pub struct Attributes<'t> {
    tag: &'t str,
    at: usize,
}

impl<'t> Attributes<'t> {
    /// The attributes of a start tag that is well-formed.
    pub(crate) fn of(tag: &'t str) -> Self {
        Self { tag, at: name_end(tag, 1) }
    }
}

/// Where the name ends that begins at an offset.
pub(crate) fn name_end(tag: &str, start: usize) -> usize {
    let rest = tag.as_bytes().get(start..).unwrap_or_default();
    let is_end = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>' | b'=');
    start + rest.iter().position(is_end).unwrap_or(rest.len())
}

fn space_end(tag: &str, start: usize) -> usize {
    let rest = tag.as_bytes().get(start..).unwrap_or_default();
    let is_space = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
    start + rest.iter().position(|b| !is_space(b)).unwrap_or(rest.len())
}

impl<'t> Iterator for Attributes<'t> {
    type Item = Attribute<'t>;

    fn next(&mut self) -> Option<Attribute<'t>> {
        let begin = self.at;
        let start = space_end(self.tag, begin);
        if matches!(self.tag.as_bytes().get(start), None | Some(b'/' | b'>')) {
            return None;
        }
        let end = name_end(self.tag, start);
        let equals = space_end(self.tag, end);
        let quote_at = space_end(self.tag, equals + 1);
        let quote = *self.tag.as_bytes().get(quote_at)?;
        let value_start = quote_at + 1;
        let length = memchr(quote, self.tag.as_bytes().get(value_start..)?)?;
        let value_end = value_start + length;
        self.at = value_end + 1;
        Some(Attribute {
            name: self.tag.get(start..end)?,
            raw_value: self.tag.get(value_start..value_end)?,
            place: begin..value_end + 1,
            name_place: start..end,
            value_place: value_start..value_end,
        })
    }
}

impl Tree {
    /// The attributes and namespace declarations of an element, in the order in which they are written.
    pub fn attributes(&self, element: NodeId) -> Attributes<'_> {
        match self.kind(element) {
            NodeKind::Element => Attributes::of(self.slice(self.node(element).head)),
            _ => Attributes { tag: "", at: 0 },
        }
    }

    /// An attribute by the name that is written.
    pub(crate) fn attribute_written(&self, element: NodeId, name: &str) -> Option<Attribute<'_>> {
        self.attributes(element).find(|attribute| attribute.name == name)
    }

    /// The value of an attribute in no namespace.
    ///
    /// ```
    /// use sip_xml_patch::Tree;
    ///
    /// let tree = Tree::parse("<a b='1 &lt; 2'/>")?;
    /// assert_eq!(tree.value_of(tree.root_element(), "b").as_deref(), Some("1 < 2"));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn value_of(&self, element: NodeId, name: &str) -> Option<Cow<'_, str>> {
        self.attribute_written(element, name).map(|found| found.value())
    }

    /// An attribute by its expanded name; the namespace is empty for none.
    pub fn attribute(
        &self,
        element: NodeId,
        namespace: &str,
        local: &str,
    ) -> Option<Attribute<'_>> {
        if namespace.is_empty() {
            return self.attribute_written(element, local);
        }
        self.attributes(element).find(|attribute| {
            let (prefix, name) = super::split_name(attribute.name);
            name == local
                && !prefix.is_empty()
                && attribute.declares().is_none()
                && self.namespace_of(element, prefix).as_deref() == Some(namespace)
        })
    }
}
