//! Names, and the namespaces that they are in.

use std::borrow::Cow;

use xml_app_core::XmlValue as _;
use xml_app_core::value::NcName;

use super::attributes::name_end;
use super::{NodeId, NodeKind, Tree};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Whether two prefixes are the same. Most are empty. The pointer of an empty text is dangling, and `memcmp` can be slow
/// there even for no bytes, so it is not called for them.
pub(crate) fn same_prefix(one: &str, other: &str) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}

/// The prefix of a name, or nothing, and its local part.
pub(crate) fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

/// Whether a name is a local part, or a prefix, a colon and a local part (Namespaces in XML 1.0 §4).
pub(crate) fn is_qualified_name(name: &str) -> bool {
    name.split_once(':')
        .map_or(is_ncname(name), |(prefix, local)| is_ncname(prefix) && is_ncname(local))
}

pub(crate) fn is_ncname(name: &str) -> bool {
    NcName::parse(name).is_ok_and(|parsed| parsed.as_str() == name)
}

/// The wanted prefix if it is free, or else the first one that is, with a number after it.
///
/// ```
/// assert_eq!(sip_xml_patch::free_prefix("p", |prefix| prefix != "p"), "p1");
/// ```
pub fn free_prefix(wanted: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbered = (1_u64..).map(|number| format!("{wanted}{number}"));
    let mut prefixes = std::iter::once(wanted.to_owned()).chain(numbered);
    prefixes.find(|prefix| is_free(prefix)).unwrap_or_default()
}

impl Tree {
    /// The name of an element as it is written.
    pub fn name(&self, element: NodeId) -> &str {
        let tag = self.slice(self.node(element).head);
        match self.kind(element) {
            NodeKind::Element => tag.get(1..name_end(tag, 1)).unwrap_or_default(),
            _ => "",
        }
    }

    /// The target of a processing instruction.
    pub fn target(&self, instruction: NodeId) -> &str {
        let tag = self.slice(self.node(instruction).head);
        let rest = tag.strip_prefix("<?").unwrap_or_default();
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '?').unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// The local part of the name of an element.
    pub fn local(&self, element: NodeId) -> &str {
        split_name(self.name(element)).1
    }

    /// The namespace of an element; empty for none.
    pub fn namespace(&self, element: NodeId) -> Cow<'_, str> {
        self.namespace_of(element, split_name(self.name(element)).0).unwrap_or_default()
    }

    /// The namespace of a prefix in an element; the default namespace for an empty one. `None` if the prefix is not
    /// declared.
    pub fn namespace_of(&self, element: NodeId, prefix: &str) -> Option<Cow<'_, str>> {
        if prefix == "xml" {
            return Some(Cow::Borrowed(XML));
        }
        let mut node = Some(element);
        while let Some(element) = node {
            if self.node(element).declares
                && let Some(uri) = self.declaration(element, prefix)
            {
                return if uri.is_empty() { None } else { Some(uri) };
            }
            node = self.parent(element);
        }
        None
    }

    /// What a declaration of the element itself says about a prefix.
    pub(crate) fn declaration(&self, element: NodeId, prefix: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.attributes(element);
        let found = attributes.find(|attribute| {
            attribute.declares().is_some_and(|declared| same_prefix(declared, prefix))
        })?;
        Some(found.value())
    }

    /// The prefixes that are declared in an element, with their namespaces: the default namespace has an empty one.
    pub fn namespaces_in_scope(&self, element: NodeId) -> Vec<(&str, Cow<'_, str>)> {
        let mut scope: Vec<(&str, Cow<'_, str>)> = Vec::new();
        let mut node = Some(element);
        while let Some(element) = node {
            if self.node(element).declares {
                for attribute in self.attributes(element) {
                    if let Some(prefix) = attribute.declares()
                        && !scope.iter().any(|(known, _)| *known == prefix)
                    {
                        scope.push((prefix, attribute.value()));
                    }
                }
            }
            node = self.parent(element);
        }
        scope.retain(|(_, namespace)| !namespace.is_empty());
        scope
    }

    /// Whether the names in an element use a declaration of it.
    pub(crate) fn uses_prefix(&self, element: NodeId, prefix: &str) -> bool {
        let is_used_in = |node: NodeId| {
            split_name(self.name(node)).0 == prefix
                || !prefix.is_empty()
                    && self.attributes(node).any(|attribute| {
                        attribute.declares().is_none() && split_name(attribute.name).0 == prefix
                    })
        };
        // Elements that declare the prefix anew, and what is in them, do not use it.
        let mut next = Some(element);
        while let Some(node) = next {
            let is_hidden = node != element
                && self.node(node).declares
                && self.declaration(node, prefix).is_some();
            if !is_hidden && self.kind(node) == NodeKind::Element && is_used_in(node) {
                return true;
            }
            let inner = if is_hidden { None } else { self.node(node).first.some() };
            next = inner.or_else(|| self.following(node, element));
        }
        false
    }

    /// The node after this one and all in it, within an element.
    pub(crate) fn following(&self, node: NodeId, top: NodeId) -> Option<NodeId> {
        let mut up = node;
        while up != top {
            if let Some(sibling) = self.next(up) {
                return Some(sibling);
            }
            up = self.parent(up)?;
        }
        None
    }
}

/// Which elements a step selects: a name, or `*`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum NameTest {
    /// All.
    Any,
    /// Those of an expanded name.
    Name {
        /// The namespace; empty for none.
        namespace: Box<str>,
        /// The local part.
        local: Box<str>,
    },
}

impl Tree {
    /// Whether a step selects an element.
    pub(crate) fn is_named(&self, element: NodeId, test: &NameTest) -> bool {
        match test {
            NameTest::Any => self.kind(element) == NodeKind::Element,
            NameTest::Name { namespace, local } => {
                self.local(element) == &**local && self.namespace(element) == **namespace
            }
        }
    }
}
