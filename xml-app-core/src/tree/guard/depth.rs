//! The depth of elements inside each other.

use roxmltree::{Document, Node};

/// The first element of a document that is too deep.
pub(crate) fn too_deep_in<'a>(document: &'a Document<'a>, levels: usize) -> Option<Node<'a, 'a>> {
    too_deep(document.root(), document.descendants().len(), levels)
}

/// The first element inside a node that is deeper than a number of levels. `end` is the number of the
/// first node after it. A subtree with fewer nodes than levels need not be searched.
fn too_deep<'a>(parent: Node<'a, 'a>, end: usize, levels: usize) -> Option<Node<'a, 'a>> {
    if end - parent.id().get_usize() <= levels + 1 {
        return None;
    }
    let mut next = parent.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        let child_end = next.map_or(end, |next| next.id().get_usize());
        if child.is_element() {
            let Some(levels) = levels.checked_sub(1) else { return Some(child) };
            let found = too_deep(child, child_end, levels);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
