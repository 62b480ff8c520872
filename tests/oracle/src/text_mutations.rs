//! Mutations of character data.

use crate::mutants::Chance;
use crate::tree::unescape;
use crate::{Element, Node, Tree, values};

fn text_of(element: &Element) -> String {
    let texts = element.children.iter().map(|node| match node {
        Node::Text(raw) => unescape(raw),
        Node::CData(text) => text.clone(),
        Node::Element(_) | Node::Comment(_) | Node::Pi(_) => String::new(),
    });
    texts.collect()
}

fn set_text(element: &mut Element, text: &str) {
    let position = element.children.iter().position(Node::is_visible_text);
    element.children.retain(|node| !node.is_visible_text());
    if !text.is_empty() {
        let position = position.unwrap_or(0).min(element.children.len());
        element.children.insert(position, Node::text(text));
    }
}

pub(crate) fn delete(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, Element::has_text)?;
    set_text(tree.element_mut(&path)?, "");
    Some(tree.describe(&path))
}

pub(crate) fn change(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let path = chance.path(tree, Element::has_text)?;
    let element = tree.element_mut(&path)?;
    let text = values::instead_of(&text_of(element), &mut chance.rng);
    set_text(element, &text);
    Some(format!("{} = {text:?}", tree.describe(&path)))
}

/// Gives text to an element that has neither text nor elements in it.
pub(crate) fn insert(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let empty = |element: &Element| element.children.is_empty();
    let path = chance.path(tree, empty)?;
    let text = values::instead_of("text", &mut chance.rng);
    set_text(tree.element_mut(&path)?, &text);
    Some(format!("{} = {text:?}", tree.describe(&path)))
}

pub(crate) fn stray(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    stray_text(tree, chance, "x")
}

pub(crate) fn stray_blank(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let blanks = *chance.rng.pick(&[" ", "\n  ", "\t"])?;
    stray_text(tree, chance, blanks)
}

fn stray_text(tree: &mut Tree, chance: &mut Chance<'_>, text: &str) -> Option<String> {
    // Empty elements are where it matters most.
    let path = if chance.rng.one_in(2) {
        chance.path(tree, |element| element.children.is_empty())
    } else {
        chance.path(tree, |_| true)
    }?;
    let element = tree.element_mut(&path)?;
    let position = chance.rng.below(element.children.len() + 1);
    element.children.insert(position, Node::text(text));
    Some(format!("{text:?} in {}", tree.describe(&path)))
}

/// Picks a piece of text without references and cuts it in two.
fn cut_text(tree: &Tree, chance: &mut Chance<'_>) -> Option<(Vec<usize>, usize, String, String)> {
    let path = chance.path(tree, Element::has_text)?;
    let nodes = tree.element(&path)?.children.iter().enumerate();
    let texts: Vec<(usize, &str)> = nodes
        .filter_map(|(index, node)| match node {
            Node::Text(raw) if !raw.contains('&') && node.is_visible_text() => {
                Some((index, raw.as_str()))
            }
            _ => None,
        })
        .collect();
    let &(index, raw) = chance.rng.pick(&texts)?;
    let boundaries: Vec<usize> = raw.char_indices().map(|(position, _)| position).collect();
    let (left, right) = raw.split_at_checked(*chance.rng.pick(&boundaries)?)?;
    Some((path, index, left.to_owned(), right.to_owned()))
}

pub(crate) fn comment_inside(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let (path, index, left, right) = cut_text(tree, chance)?;
    let comment = Node::Comment(" a comment ".to_owned());
    let pieces = [Node::Text(left), comment, Node::Text(right)];
    let children = &mut tree.element_mut(&path)?.children;
    children.splice(index..=index, pieces);
    Some(tree.describe(&path))
}

pub(crate) fn wrap_in_cdata(tree: &mut Tree, chance: &mut Chance<'_>) -> Option<String> {
    let (path, index, left, right) = cut_text(tree, chance)?;
    let pieces = if chance.rng.one_in(2) {
        vec![Node::Text(left), Node::CData(right)]
    } else {
        vec![Node::CData(format!("{left}{right}"))]
    };
    let children = &mut tree.element_mut(&path)?.children;
    children.splice(index..=index, pieces);
    Some(tree.describe(&path))
}
