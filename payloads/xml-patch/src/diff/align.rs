//! Which nodes of two elements belong together.

use std::collections::HashMap;

use super::digest::Digests;
use super::nodes;
use crate::tree::{NodeId, NodeKind, Tree};

/// A step from the content of one element to that of another. Texts are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// The nodes are the same.
    Keep(NodeId, NodeId),
    /// The elements have the same name, and perhaps other content.
    Change(NodeId, NodeId),
    /// The second takes the place of the first.
    Replace(NodeId, NodeId),
    Remove(NodeId),
    Insert(NodeId),
}

impl Edit {
    /// The node of the new document.
    pub(super) fn new_node(&self) -> Option<NodeId> {
        match *self {
            Self::Keep(_, new)
            | Self::Change(_, new)
            | Self::Replace(_, new)
            | Self::Insert(new) => Some(new),
            Self::Remove(_) => None,
        }
    }
}

/// How many nodes of one list are not in the other before the search for the shortest way ends.
const MOST_EDITS: usize = 1000;

/// The attributes by which elements are known in the documents of SIP.
pub(super) const KEYS: [&str; 6] = ["id", "uri", "name", "entity", "cid", "xml:id"];

pub(super) fn align(
    old_tree: &Tree,
    old: NodeId,
    old_digests: &Digests,
    new_tree: &Tree,
    new: NodeId,
    new_digests: &Digests,
) -> Vec<Edit> {
    let olds = nodes(old_tree, old);
    let news = nodes(new_tree, new);
    let ours: Vec<_> = olds.iter().map(|node| old_digests.get(*node)).collect();
    let theirs: Vec<_> = news.iter().map(|node| new_digests.get(*node)).collect();
    let mut edits = Vec::new();
    let (mut i, mut j) = (0, 0);
    let gap = |from: (usize, usize), to: (usize, usize), edits: &mut Vec<Edit>| {
        let olds = olds.get(from.0..to.0).unwrap_or_default();
        let news = news.get(from.1..to.1).unwrap_or_default();
        pair(old_tree, olds, new_tree, news, edits);
    };
    for (a, b) in common(&ours, &theirs) {
        gap((i, j), (a, b), &mut edits);
        if let (Some(old), Some(new)) = (olds.get(a), news.get(b)) {
            edits.push(Edit::Keep(*old, *new));
        }
        (i, j) = (a + 1, b + 1);
    }
    gap((i, j), (olds.len(), news.len()), &mut edits);
    edits
}

/// The places of a longest common subsequence, or of a shorter one if the lists differ much (Myers 1986).
fn common(ours: &[u64], theirs: &[u64]) -> Vec<(usize, usize)> {
    let start = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let rest = ours.len().min(theirs.len()) - start;
    let end =
        ours.iter().rev().zip(theirs.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let a = ours.get(start..ours.len() - end).unwrap_or_default();
    let b = theirs.get(start..theirs.len() - end).unwrap_or_default();
    let mut places: Vec<_> = (0..start).map(|index| (index, index)).collect();
    places.extend(shortest(a, b).into_iter().map(|(i, j)| (start + i, start + j)));
    places.extend((0..end).rev().map(|back| (ours.len() - 1 - back, theirs.len() - 1 - back)));
    places
}

fn shortest(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    // How far the ways with `d` edits come on each diagonal, for each `d`.
    let most = (a.len() + b.len()).min(MOST_EDITS);
    let width = 2 * most + 2;
    let at = |k: isize| k.rem_euclid(width as isize) as usize;
    let mut furthest = vec![0_usize; width];
    let mut history: Vec<Vec<usize>> = Vec::new();
    for d in 0..=most as isize {
        history.push((-d..=d).map(|k| reach(&furthest, k, at)).collect());
        for k in (-d..=d).step_by(2) {
            let down =
                k == -d || k != d && reach(&furthest, k - 1, at) < reach(&furthest, k + 1, at);
            let mut x =
                if down { reach(&furthest, k + 1, at) } else { reach(&furthest, k - 1, at) + 1 };
            let mut y = usize::try_from(x as isize - k).unwrap_or_default();
            while x < a.len() && y < b.len() && a.get(x) == b.get(y) {
                (x, y) = (x + 1, y + 1);
            }
            if let Some(place) = furthest.get_mut(at(k)) {
                *place = x;
            }
            if x >= a.len() && y >= b.len() {
                return way_back(a.len(), b.len(), &history);
            }
        }
    }
    by_value(a, b)
}

fn reach(furthest: &[usize], k: isize, at: impl Fn(isize) -> usize) -> usize {
    furthest.get(at(k)).copied().unwrap_or_default()
}

/// The matches on the way, from the end to the beginning.
fn way_back(mut x: usize, mut y: usize, history: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut matches = Vec::new();
    for (d, before) in history.iter().enumerate().rev() {
        let d = d as isize;
        let k = x as isize - y as isize;
        let get = |k: isize| {
            usize::try_from(k + d)
                .ok()
                .and_then(|index| before.get(index))
                .copied()
                .unwrap_or_default()
        };
        let down = k == -d || k != d && get(k - 1) < get(k + 1);
        let k_before = if down { k + 1 } else { k - 1 };
        let (x_before, y_before) = match d {
            0 => (0, 0),
            _ => {
                let x = get(k_before);
                (x, usize::try_from(x as isize - k_before).unwrap_or_default())
            }
        };
        while x > x_before && y > y_before {
            (x, y) = (x - 1, y - 1);
            matches.push((x, y));
        }
        (x, y) = (x_before, y_before);
    }
    matches.reverse();
    matches
}

/// Matches that go forward, each with the next place of the same value. It is not the longest list, and is made in one
/// pass.
fn by_value(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (j, value) in b.iter().enumerate().rev() {
        places.entry(*value).or_default().push(j);
    }
    let mut matches = Vec::new();
    let mut from = 0;
    for (i, value) in a.iter().enumerate() {
        let Some(places) = places.get_mut(value) else { continue };
        while let Some(j) = places.pop() {
            if j >= from {
                matches.push((i, j));
                from = j + 1;
                break;
            }
        }
    }
    matches
}

/// What becomes of nodes that are not the same: those of one name and key are changed, others replaced, removed, inserted.
fn pair(old_tree: &Tree, olds: &[NodeId], new_tree: &Tree, news: &[NodeId], edits: &mut Vec<Edit>) {
    let mut names: HashMap<(&str, Option<String>), Vec<usize>> = HashMap::new();
    for (index, old) in olds.iter().enumerate().rev() {
        names.entry((old_tree.name(*old), key(old_tree, *old))).or_default().push(index);
    }
    let (mut i, mut j) = (0, 0);
    for (b, new) in news.iter().enumerate() {
        let Some(places) = names.get_mut(&(new_tree.name(*new), key(new_tree, *new))) else {
            continue;
        };
        while let Some(a) = places.pop() {
            let Some(old) = olds.get(a).filter(|_| a >= i) else { continue };
            if can_change(old_tree, *old, new_tree, *new) {
                let (between_old, between_new) = (olds.get(i..a), news.get(j..b));
                replace(
                    old_tree,
                    between_old.unwrap_or_default(),
                    new_tree,
                    between_new.unwrap_or_default(),
                    edits,
                );
                edits.push(Edit::Change(*old, *new));
                (i, j) = (a + 1, b + 1);
            }
            break;
        }
    }
    let (olds, news) = (olds.get(i..).unwrap_or_default(), news.get(j..).unwrap_or_default());
    replace(old_tree, olds, new_tree, news, edits);
}

fn replace(
    old_tree: &Tree,
    olds: &[NodeId],
    new_tree: &Tree,
    news: &[NodeId],
    edits: &mut Vec<Edit>,
) {
    let pairs = olds.iter().zip(news);
    let same_kind =
        pairs.take_while(|(old, new)| old_tree.kind(**old) == new_tree.kind(**new)).count();
    edits.extend(olds.iter().zip(news).take(same_kind).map(|(old, new)| Edit::Replace(*old, *new)));
    edits.extend(olds.iter().skip(same_kind).map(|old| Edit::Remove(*old)));
    edits.extend(news.iter().skip(same_kind).map(|new| Edit::Insert(*new)));
}

/// The value by which an element is known among its siblings.
fn key(tree: &Tree, node: NodeId) -> Option<String> {
    let found = KEYS.iter().find_map(|name| tree.attribute_written(node, name));
    found.map(|found| found.value().into_owned())
}

/// Whether small steps can make one node the other.
fn can_change(old_tree: &Tree, old: NodeId, new_tree: &Tree, new: NodeId) -> bool {
    if old_tree.kind(old) != NodeKind::Element || new_tree.kind(new) != NodeKind::Element {
        return false;
    }
    // A default namespace cannot be patched (RFC 5261 §4.2.3).
    old_tree.namespace(old) == new_tree.namespace(new)
        && old_tree.declaration(old, "") == new_tree.declaration(new, "")
}
