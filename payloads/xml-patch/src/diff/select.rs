//! A selector for a node.

use super::align::KEYS;
use crate::tree::{NameTest, NodeId, NodeKind, Tree, split_name};

/// The selector of a node, as an operation with these declarations in scope has to write it.
pub(super) fn selector(tree: &mut Tree, node: NodeId, scope: &[(String, String)]) -> String {
    let mut steps = Vec::new();
    let mut next = Some(node);
    while let Some(node) = next.filter(|node| *node != tree.root()) {
        steps.push(step(tree, node, scope));
        next = tree.parent(node);
    }
    steps.reverse();
    steps.join("/")
}

fn step(tree: &mut Tree, node: NodeId, scope: &[(String, String)]) -> String {
    let parent = tree.parent(node).unwrap_or(tree.root());
    let kind = tree.kind(node);
    match kind {
        NodeKind::Element => element_step(tree, parent, node, scope),
        _ => {
            let test = match kind {
                NodeKind::Comment => "comment()",
                NodeKind::Instruction => "processing-instruction()",
                _ => "text()",
            };
            let is_like = |other: &NodeId| {
                tree.kind(*other) == kind
                    && (kind != NodeKind::Text || !tree.is_empty_text(*other).0)
            };
            let like: Vec<_> = tree.children(parent).filter(is_like).collect();
            let looked_at = tree.children(parent).count();
            tree.add_work(looked_at);
            match like.iter().position(|one| *one == node) {
                Some(place) if like.len() > 1 => format!("{test}[{}]", place + 1),
                _ => test.to_owned(),
            }
        }
    }
}

fn element_step(
    tree: &mut Tree,
    parent: NodeId,
    node: NodeId,
    scope: &[(String, String)],
) -> String {
    let (own, local) = split_name(tree.name(node));
    let namespace = tree.namespace(node).into_owned();
    let means = |prefix: &str| {
        let found = scope.iter().find(|(known, _)| known == prefix);
        found.map_or("", |(_, namespace)| namespace) == namespace
    };
    let prefix = if means(own) {
        Some(own)
    } else {
        scope.iter().map(|(prefix, _)| prefix.as_str()).find(|prefix| means(prefix))
    };
    let (test, written) = match prefix {
        Some(prefix) => {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let written = format!("{prefix}{colon}{local}");
            (NameTest::Name { namespace: namespace.as_str().into(), local: local.into() }, written)
        }
        None => (NameTest::Any, "*".to_owned()),
    };
    let same = tree.named(parent, &test);
    if same.len() < 2 {
        return written;
    }
    let (place, all) =
        (same.iter().position(|one| *one == node).unwrap_or_default() + 1, same.len());
    tree.add_work(all);
    match key(tree, parent, node, &test) {
        Some((name, value)) => {
            let quote = if value.contains('\'') { '"' } else { '\'' };
            format!("{written}[@{name}={quote}{value}{quote}]")
        }
        None => format!("{written}[{place}]"),
    }
}

/// An attribute that no sibling with the name has with the same value.
fn key(
    tree: &mut Tree,
    parent: NodeId,
    node: NodeId,
    test: &NameTest,
) -> Option<(&'static str, String)> {
    for name in KEYS.into_iter().filter(|name| !name.contains(':')) {
        let Some(found) = tree.attribute_written(node, name) else { continue };
        let value = found.value().into_owned();
        if value.contains('\'') && value.contains('"') || value.contains(['\n', '\r', '\t']) {
            continue;
        }
        let found = match tree.with_value(parent, name, &value) {
            Some(found) => found,
            None => tree.named(parent, test).to_vec(),
        };
        let is_same = |one: &&NodeId| {
            let other = tree.attribute_written(**one, name);
            other.is_some_and(|other| other.value() == *value) && tree.is_named(**one, test)
        };
        if found.iter().filter(is_same).count() == 1 {
            return Some((name, value));
        }
    }
    None
}
