//! The namespace bindings in force at an element, and names that suit them.

use crate::tree::{Attribute, Element, Node, Tree, split_name};

const XML: (&str, &str) = ("xml", "http://www.w3.org/XML/1998/namespace");

/// The bindings from prefixes to namespaces, inner ones last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    bindings: Vec<(String, String)>,
}

impl Scope {
    /// The bindings that hold for the element at a path and its content.
    pub(crate) fn at(tree: &Tree, path: &[usize]) -> Self {
        let mut scope = Self::default();
        for depth in 0..=path.len() {
            if let Some(element) = path.get(..depth).and_then(|path| tree.element(path)) {
                scope.enter(element);
            }
        }
        scope
    }

    /// Takes in the declarations of an element.
    pub(crate) fn enter(&mut self, element: &Element) {
        for attribute in &element.attributes {
            if let Some(prefix) = attribute.declared_prefix() {
                self.bind(prefix, &attribute.raw);
            }
        }
    }

    fn bind(&mut self, prefix: &str, namespace: &str) {
        self.bindings.push((prefix.to_owned(), namespace.to_owned()));
    }

    /// The namespace of a prefix; the default namespace may be the empty one.
    pub(crate) fn resolve(&self, prefix: &str) -> Option<&str> {
        let bindings = self.bindings.iter().rev();
        let mut namespaces =
            bindings.filter(|(bound, _)| bound == prefix).map(|(_, namespace)| namespace.as_str());
        let unbound = match prefix {
            "" => Some(""),
            "xml" => Some(XML.1),
            _ => None,
        };
        namespaces.next().or(unbound)
    }

    /// A prefix bound to the namespace; with `for_attribute` the default namespace does not do.
    fn prefix_of(&self, namespace: &str, for_attribute: bool) -> Option<&str> {
        let bindings = self.bindings.iter().rev();
        bindings
            .map(|(prefix, _)| prefix.as_str())
            .chain((!for_attribute).then_some(""))
            .filter(|prefix| !(for_attribute && prefix.is_empty()))
            .find(|prefix| self.resolve(prefix) == Some(namespace))
    }

    fn free_prefix(&self, wish: &str) -> String {
        let wish = if wish.is_empty() { "own" } else { wish };
        let numbered = (2..).map(|number| format!("{wish}{number}"));
        std::iter::once(wish.to_owned())
            .chain(numbered)
            .find(|prefix| self.resolve(prefix).is_none())
            .unwrap_or_default()
    }

    /// A name in the namespace, and the declaration that it needs, if any.
    pub(crate) fn qualify(
        &self,
        namespace: &str,
        wish: &str,
        local: &str,
    ) -> (String, Option<Attribute>) {
        if let Some(prefix) = self.prefix_of(namespace, false) {
            return (join_name(prefix, local), None);
        }
        if namespace.is_empty() {
            return (local.to_owned(), Some(Attribute::declaration("", "")));
        }
        let prefix = self.free_prefix(wish);
        let declaration = Attribute::declaration(&prefix, namespace);
        (join_name(&prefix, local), Some(declaration))
    }

    /// The name of an attribute in a namespace, and the declaration that it needs, if any.
    pub(crate) fn qualify_attribute(
        &self,
        namespace: &str,
        wish: &str,
        local: &str,
    ) -> (String, Option<Attribute>) {
        if namespace == XML.1 {
            return (join_name(XML.0, local), None);
        }
        if let Some(prefix) = self.prefix_of(namespace, true) {
            return (join_name(prefix, local), None);
        }
        let prefix = self.free_prefix(wish);
        let declaration = Attribute::declaration(&prefix, namespace);
        (join_name(&prefix, local), Some(declaration))
    }
}

fn join_name(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}

/// Declares on an element what its names need when it goes from one scope into another.
pub(crate) fn transplant(element: &mut Element, from: &Scope, to: &Scope) {
    let mut needed = Vec::new();
    collect_free_prefixes(element, &[], &mut needed);
    for prefix in needed {
        if let Some(namespace) = from.resolve(&prefix)
            && to.resolve(&prefix) != Some(namespace)
        {
            let mut declaration = Attribute::declaration(&prefix, "");
            namespace.clone_into(&mut declaration.raw);
            element.attributes.push(declaration);
        }
    }
}

fn collect_free_prefixes(element: &Element, bound: &[&str], free: &mut Vec<String>) {
    let own = element.attributes.iter();
    let mut bound = bound.to_vec();
    bound.extend(own.filter_map(Attribute::declared_prefix));
    let attributes = element
        .attributes
        .iter()
        .filter(|attribute| attribute.declared_prefix().is_none())
        .map(|attribute| split_name(&attribute.name).0)
        .filter(|prefix| !prefix.is_empty());
    for prefix in std::iter::once(element.prefix()).chain(attributes) {
        if !bound.contains(&prefix) && !free.iter().any(|known| known == prefix) {
            free.push(prefix.to_owned());
        }
    }
    for child in element.children.iter().filter_map(Node::as_element) {
        collect_free_prefixes(child, &bound, free);
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, transplant};
    use crate::Tree;

    #[test]
    fn inner_bindings_win_and_names_follow_them() {
        let tree = Tree::parse("<a xmlns='urn:1' xmlns:p='urn:2'><b xmlns=''/></a>").unwrap();
        let (outer, inner) = (Scope::at(&tree, &[]), Scope::at(&tree, &[0]));
        assert_eq!(outer.qualify("urn:1", "q", "x"), ("x".to_owned(), None));
        assert_eq!(outer.qualify_attribute("urn:1", "p", "x").0, "p2:x");
        let (name, declaration) = inner.qualify("urn:1", "q", "x");
        assert_eq!(name, "q:x");
        assert_eq!(declaration.unwrap().name, "xmlns:q");
        assert_eq!(inner.qualify("", "q", "x"), ("x".to_owned(), None));
        assert_eq!(outer.qualify("", "q", "x").1.unwrap().name, "xmlns");
    }

    #[test]
    fn transplanted_elements_take_their_bindings_along() {
        let tree =
            Tree::parse("<a xmlns='urn:1' xmlns:p='urn:2'><b p:x=''><p:c/></b></a>").unwrap();
        let mut element = tree.element(&[0]).unwrap().clone();
        transplant(&mut element, &Scope::at(&tree, &[]), &Scope::default());
        let moved = Tree { root: element, ..tree };
        assert_eq!(moved.to_xml(), "<b p:x=\"\" xmlns=\"urn:1\" xmlns:p=\"urn:2\"><p:c/></b>");
    }
}
