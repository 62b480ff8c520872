//! Mutations of names.

use crate::mutants::Chance;
use crate::scope::Scope;
use crate::tree::split_name;
use crate::{Attribute, Element, Node, Tree};

pub(crate) const FOREIGN: &str = "urn:example:foreign";
pub(crate) const UNKNOWN_NAMES: [&str; 4] = ["unknown", "Status", "x-y.z", "_"];

fn with_prefix_of(old: &str, local: &str) -> String {
    let (prefix, _) = split_name(old);
    if prefix.is_empty() { local.to_owned() } else { format!("{prefix}:{local}") }
}

pub(crate) fn to_known_name(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let prefix = tree.element(&path)?.prefix().to_owned();
    let namespace = Scope::at(tree, &path).resolve(&prefix)?.to_owned();
    let mut names: Vec<_> = chance.vocabulary.elements.iter().collect();
    // A name of the same namespace makes more sense, if there is any.
    if names.iter().any(|name| name.namespace == namespace) && !chance.rng.one_in(5) {
        names.retain(|name| name.namespace == namespace);
    }
    let local = chance.rng.pick(&names)?.local.clone();
    rename(tree, &path, &local)
}

pub(crate) fn to_unknown_name(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let local = chance.rng.pick(&UNKNOWN_NAMES)?;
    rename(tree, &path, local)
}

fn rename(tree: &mut Tree, path: &[usize], local: &str) -> Option<String> {
    let place = tree.describe(path);
    let element = tree.element_mut(path)?;
    let name = with_prefix_of(&element.name, local);
    if name == element.name {
        return None;
    }
    let description = format!("{place} becomes {name}");
    element.name = name;
    Some(description)
}

pub(crate) fn to_other_namespace(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let place = tree.describe(&path);
    let scope = Scope::at(tree, &path);
    let present = scope.resolve(tree.element(&path)?.prefix())?.to_owned();
    let (namespace, wish) = match chance.rng.below(5) {
        0 => (FOREIGN, "foreign"),
        1 => ("", ""),
        _ => *chance.rng.pick(&chance.namespaces)?,
    };
    if namespace == present {
        return None;
    }
    let element = tree.element_mut(&path)?;
    let (name, declaration) = scope.qualify(namespace, wish, element.local());
    element.name = name;
    if let Some(declaration) = declaration {
        if declaration.name == "xmlns" {
            keep_default_namespace(element, &scope);
        }
        let other = |attribute: &Attribute| attribute.name != declaration.name;
        element.attributes.retain(other);
        element.attributes.push(declaration);
    }
    Some(format!("{place} goes to {namespace:?}"))
}

/// Keeps the children in their namespace when the parent undeclares the default namespace.
fn keep_default_namespace(element: &mut Element, scope: &Scope) {
    let default = scope.resolve("").unwrap_or_default();
    for child in &mut element.children {
        if let Node::Element(child) = child
            && !child.attributes.iter().any(|known| known.name == "xmlns")
        {
            let mut declaration = Attribute::declaration("", "");
            default.clone_into(&mut declaration.raw);
            child.attributes.push(declaration);
        }
    }
}

pub(crate) fn attribute(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, has_attributes)?;
    let place = tree.describe(&path);
    let scope = Scope::at(tree, &path);
    let element = tree.element(&path)?;
    let index = chance.attribute_index(element)?;
    let old = element.attributes.get(index)?.name.clone();
    let (_, local) = split_name(&old);
    let (name, declaration) = match chance.rng.below(5) {
        0 => (with_prefix_of(&old, "unknown"), None),
        1 => scope.qualify_attribute(FOREIGN, "foreign", local),
        2 => (old.to_uppercase(), None),
        _ => (chance.rng.pick(&chance.vocabulary.attributes)?.clone(), None),
    };
    let element = tree.element_mut(&path)?;
    element.attributes.get_mut(index)?.name.clone_from(&name);
    element.attributes.extend(declaration);
    Some(format!("{place}/@{old} becomes {name}"))
}

/// Whether an element has attributes other than namespace declarations.
pub(crate) fn has_attributes(element: &Element) -> bool {
    let mut attributes = element.attributes.iter();
    attributes.any(|attribute| attribute.declared_prefix().is_none())
}

impl Chance<'_> {
    /// The index of some attribute that is no namespace declaration.
    pub(crate) fn attribute_index(&mut self, element: &Element) -> Option<usize> {
        let attributes = element.attributes.iter().enumerate();
        let indices: Vec<usize> = attributes
            .filter(|(_, attribute)| attribute.declared_prefix().is_none())
            .map(|(index, _)| index)
            .collect();
        self.rng.pick(&indices).copied()
    }
}
