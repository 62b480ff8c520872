//! Mutations that put new elements into a document.

use crate::attribute_mutations::PIDF;
use crate::mutants::Chance;
use crate::rename_mutations::{FOREIGN, UNKNOWN_NAMES};
use crate::scope::{Scope, transplant};
use crate::{Attribute, Element, ElementName, Node, Tree, values};

pub(crate) fn own_element(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let scope = Scope::at(tree, &path);
    let element = own(tree, &scope, chance)?;
    insert(tree, &path, element, chance)
}

pub(crate) fn foreign_element(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let scope = Scope::at(tree, &path);
    let mut element = foreign(&scope, FOREIGN, chance)?;
    if chance.rng.one_in(2) {
        let text = values::good(&mut chance.rng);
        element.children.push(Node::text(&text));
    }
    insert(tree, &path, element, chance)
}

pub(crate) fn no_namespace_element(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let scope = Scope::at(tree, &path);
    let element = foreign(&scope, "", chance)?;
    insert(tree, &path, element, chance)
}

pub(crate) fn foreign_with_own_inside(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |_| true)?;
    let mut scope = Scope::at(tree, &path);
    let mut layers = Vec::new();
    for depth in 0..=chance.rng.below(3) {
        // The outermost layer decides whether a wildcard lets the element in.
        let namespace = if depth > 0 && chance.rng.one_in(4) { "" } else { FOREIGN };
        let layer = foreign(&scope, namespace, chance)?;
        scope.enter(&layer);
        layers.push(layer);
    }
    let mut element = own(tree, &scope, chance)?;
    for mut layer in layers.into_iter().rev() {
        layer.children.push(Node::Element(element));
        element = layer;
    }
    insert(tree, &path, element, chance)
}

fn insert(
    tree: &mut Tree,
    path: &[usize],
    element: Element,
    chance: &mut Chance<'_>,
) -> Option<String> {
    let description = format!("{} into {}", summary(&element), tree.describe(path));
    let parent = tree.element_mut(path)?;
    // The end is where extensions usually are welcome.
    let position = if chance.rng.one_in(3) {
        parent.children.len()
    } else {
        chance.rng.below(parent.children.len() + 1)
    };
    parent.children.insert(position, Node::Element(element));
    Some(description)
}

fn summary(element: &Element) -> String {
    element.child_elements().next().map_or_else(
        || element.name.clone(),
        |child| format!("{}/{}", element.name, summary(child)),
    )
}

fn foreign(scope: &Scope, namespace: &str, chance: &mut Chance<'_>) -> Option<Element> {
    let local = *chance.rng.pick(&UNKNOWN_NAMES)?;
    let (name, declaration) = scope.qualify(namespace, "foreign", local);
    let mut element = Element::new(name);
    element.attributes.extend(declaration);
    match chance.rng.below(6) {
        0 => {
            let value = values::good(&mut chance.rng);
            element.attributes.push(Attribute::new("id", &value));
        }
        1 => {
            let value = values::language(&mut chance.rng);
            element.attributes.push(Attribute::new("xml:lang", &value));
        }
        2 => {
            // The prefix may have to be declared on this element, after the element's own.
            let inner = inside(&element, scope);
            let (name, declaration) = inner.qualify_attribute(PIDF, "pidf", "mustUnderstand");
            let value = values::boolean(&mut chance.rng);
            element.attributes.extend(declaration);
            element.attributes.push(Attribute::new(name, &value));
        }
        _ => {}
    }
    Some(element)
}

/// The bindings inside an element that is to stand in a scope.
fn inside(element: &Element, scope: &Scope) -> Scope {
    let mut scope = scope.clone();
    scope.enter(element);
    scope
}

/// An element of the vocabulary: a copy of one in the document, or one with made-up content.
fn own(tree: &Tree, scope: &Scope, chance: &mut Chance<'_>) -> Option<Element> {
    if chance.rng.one_in(3) {
        let path = chance.path_below_root(tree)?;
        let mut element = tree.element(&path)?.clone();
        transplant(&mut element, &Scope::at(tree, &path), scope);
        return Some(element);
    }
    // Namespaces take equal shares, however many names they have.
    let (namespace, _) = *chance.rng.pick(&chance.namespaces)?;
    let name = name_in(namespace, chance)?;
    let mut element = named(name, scope, chance.rng.one_in(4));
    match chance.rng.below(4) {
        0 => {
            let text = values::for_name(&name.local, &mut chance.rng);
            element.children.push(Node::text(&text));
        }
        1 => {
            let inner = inside(&element, scope);
            let child = named(name_in(namespace, chance)?, &inner, false);
            element.children.push(Node::Element(child));
        }
        _ => {}
    }
    if chance.rng.one_in(4) {
        let local = chance.rng.pick(&chance.vocabulary.attributes)?;
        let value = values::for_name(local, &mut chance.rng);
        element.attributes.push(Attribute::new(local, &value));
    }
    Some(element)
}

fn name_in<'a>(namespace: &str, chance: &mut Chance<'a>) -> Option<&'a ElementName> {
    let names = chance.vocabulary.elements.iter();
    let names: Vec<_> = names.filter(|name| name.namespace == namespace).collect();
    chance.rng.pick(&names).copied()
}

/// An element of this name; with `by_default` its namespace becomes the default one.
fn named(name: &ElementName, scope: &Scope, by_default: bool) -> Element {
    if by_default {
        let mut element = Element::new(&name.local);
        let declaration = Attribute::declaration("", &name.namespace);
        element.attributes.push(declaration);
        return element;
    }
    let (qualified, declaration) = scope.qualify(&name.namespace, &name.prefix, &name.local);
    let mut element = Element::new(qualified);
    element.attributes.extend(declaration);
    element
}
