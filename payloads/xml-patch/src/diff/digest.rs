//! Which nodes of two documents are the same.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash, Hasher};

use crate::tree::{NodeId, NodeKind, Tree};

/// A number for each node of a document, with all that is in it.
pub(super) struct Digests(Vec<u64>);

impl Digests {
    pub(super) fn get(&self, node: NodeId) -> u64 {
        self.0.get(node.index()).copied().unwrap_or_default()
    }
}

/// Makes numbers that are the same for nodes that are the same. They differ for nodes that are not, except by a chance of
/// one in 2^64, so the result of a patch is compared at the end.
#[derive(Default)]
pub(super) struct Digester(RandomState);

impl Digester {
    pub(super) fn of(&mut self, tree: &Tree) -> Digests {
        let order: Vec<_> = tree.descendants(tree.root()).collect();
        let mut digests = Digests(vec![0; order.len()]);
        // What is in a node comes after it.
        for node in order.into_iter().rev() {
            let digest = self.digest(tree, node, &digests);
            if let Some(place) = digests.0.get_mut(node.index()) {
                *place = digest;
            }
        }
        digests
    }

    fn digest(&self, tree: &Tree, node: NodeId, inner: &Digests) -> u64 {
        let mut hasher = self.0.build_hasher();
        let kind = tree.kind(node);
        (kind as u8).hash(&mut hasher);
        if kind == NodeKind::Element {
            tree.name(node).hash(&mut hasher);
            tree.namespace(node).hash(&mut hasher);
            let mut attributes: Vec<_> = tree.attributes(node).collect();
            attributes.sort_unstable_by_key(|attribute| attribute.name);
            for attribute in attributes {
                attribute.name.hash(&mut hasher);
                attribute.value().hash(&mut hasher);
            }
            for child in tree.children(node) {
                hasher.write_u64(inner.get(child));
            }
        } else if kind != NodeKind::Root {
            tree.string_value(node).hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Whether two documents are the same: their canonical forms with comments are.
pub(super) fn is_same(one: &Tree, other: &Tree) -> bool {
    let mut ours = comparable(one);
    let mut theirs = comparable(other);
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(ours), Some(theirs)) if is_same_node(one, ours, other, theirs) => {}
            _ => return false,
        }
    }
}

/// The nodes that count, with their depths.
fn comparable(tree: &Tree) -> impl Iterator<Item = (NodeId, usize)> + '_ {
    let mut depth = 0_usize;
    let mut last: Option<NodeId> = None;
    tree.descendants(tree.root())
        .map(move |node| {
            match last {
                Some(last) if tree.parent(node) == Some(last) => depth += 1,
                Some(last) => {
                    let mut up = Some(last);
                    while let Some(one) = up
                        && tree.parent(one) != tree.parent(node)
                    {
                        depth = depth.saturating_sub(1);
                        up = tree.parent(one);
                    }
                }
                None => {}
            }
            last = Some(node);
            (node, depth)
        })
        .filter(|(node, _)| {
            let is_empty = tree.kind(*node) == NodeKind::Text && tree.is_empty_text(*node).0;
            !is_empty && tree.kind(*node) != NodeKind::Around
        })
}

fn is_same_node(one: &Tree, ours: (NodeId, usize), other: &Tree, theirs: (NodeId, usize)) -> bool {
    let ((ours, depth), (theirs, other_depth)) = (ours, theirs);
    if depth != other_depth || one.kind(ours) != other.kind(theirs) {
        return false;
    }
    match one.kind(ours) {
        NodeKind::Element => {
            let attributes = |tree: &Tree, node| -> Vec<(String, String)> {
                let mut all: Vec<_> = tree
                    .attributes(node)
                    .map(|one| (one.name.to_owned(), one.value().into_owned()))
                    .collect();
                all.sort_unstable();
                all
            };
            one.name(ours) == other.name(theirs)
                && attributes(one, ours) == attributes(other, theirs)
        }
        NodeKind::Root => true,
        _ => one.string_value(ours) == other.string_value(theirs),
    }
}
