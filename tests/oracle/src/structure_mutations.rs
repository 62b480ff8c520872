//! Mutations of the structure: what stands where.

use crate::mutants::Chance;
use crate::scope::{Scope, transplant};
use crate::{Element, Node, Tree};

/// Takes the element at a path out of the tree.
fn take(tree: &mut Tree, path: &[usize]) -> Option<Element> {
    let (&last, parent) = path.split_last()?;
    let parent = tree.element_mut(parent)?;
    parent.children.get(last)?.as_element()?;
    match parent.children.remove(last) {
        Node::Element(element) => Some(element),
        _ => None,
    }
}

pub(crate) fn delete_element(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path_below_root(tree)?;
    let place = tree.describe(&path);
    take(tree, &path)?;
    Some(place)
}

pub(crate) fn duplicate_adjacent(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path_below_root(tree)?;
    let place = tree.describe(&path);
    let (&last, parent) = path.split_last()?;
    let copy = tree.element(&path)?.clone();
    let parent = tree.element_mut(parent)?;
    parent.children.insert(last + 1, Node::Element(copy));
    Some(place)
}

pub(crate) fn duplicate_elsewhere(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path_below_root(tree)?;
    let place = tree.describe(&path);
    let (_, parent) = path.split_last()?;
    let copy = Node::Element(tree.element(&path)?.clone());
    let parent = tree.element_mut(parent)?;
    if chance.rng.one_in(2) {
        parent.children.insert(0, copy);
        Some(format!("{place}, put first"))
    } else {
        parent.children.push(copy);
        Some(format!("{place}, put last"))
    }
}

pub(crate) fn swap_siblings(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, |element| element.child_elements().nth(1).is_some())?;
    let parent = tree.element(&path)?;
    let nodes = parent.children.iter().enumerate();
    let indices: Vec<usize> =
        nodes.filter(|(_, node)| node.as_element().is_some()).map(|(index, _)| index).collect();
    let first = *chance.rng.pick(&indices)?;
    let second = *chance.rng.pick(&indices)?;
    if first == second {
        return None;
    }
    let place = |index: usize| tree.describe(&[path.as_slice(), &[index]].concat());
    let description = format!("{} and {}", place(first), place(second));
    tree.element_mut(&path)?.children.swap(first, second);
    Some(description)
}

pub(crate) fn move_element(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let from = chance.path_below_root(tree)?;
    let to = chance.path(tree, |_| true)?;
    let (_, parent) = from.split_last()?;
    if to.starts_with(&from) || to == parent {
        return None;
    }
    let description = format!("{} into {}", tree.describe(&from), tree.describe(&to));
    let (old_scope, new_scope) = (Scope::at(tree, parent), Scope::at(tree, &to));
    let mut element = tree.element(&from)?.clone();
    transplant(&mut element, &old_scope, &new_scope);
    // Insert before deleting: the path of the new parent may lead past the old place.
    let marker = "moved-away";
    tree.element_mut(&from)?.name = marker.to_owned();
    let parent = tree.element_mut(&to)?;
    let position = chance.rng.below(parent.children.len() + 1);
    parent.children.insert(position, Node::Element(element));
    let mut paths = tree.paths().into_iter();
    let old = paths.find(|path| tree.element(path).is_some_and(|found| found.name == marker))?;
    take(tree, &old)?;
    Some(description)
}
