//! Where a new element goes (RFC 4825 §8.2.3).

use sip_xml_patch::{IdAttributes, Located, NameTest, Predicate, Selector, Tree};

use super::{Conflict, Place, Refusal, cannot_insert};

/// The place of an element that the selector does not find.
pub(super) fn find(selector: &Selector, tree: &mut Tree) -> Result<Place, Refusal> {
    let Some((step, above)) = selector.steps.split_last() else {
        return Err(cannot_insert("a document has a root element"));
    };
    let parent = Selector { steps: above.to_vec(), ..selector.clone() };
    if above.is_empty() {
        return Err(cannot_insert("a document has one root element"));
    }
    let Ok(Located::Node(parent)) = parent.locate(tree, &IdAttributes::XmlId) else {
        return Err(no_parent(selector, tree).into());
    };
    let siblings = tree.named(parent, &step.test).to_vec();
    let position = step.predicates.iter().find_map(|predicate| match predicate {
        Predicate::Position(position) => Some(*position),
        _ => None,
    });
    let before = match (position, siblings.as_slice()) {
        // The first of its name.
        (Some(1), [first, ..]) => Some(*first),
        // The earliest place with no other of its name after it.
        (None, [.., last]) if step.test != NameTest::Any => tree.next(*last),
        // Nothing constrains it: the last of all.
        (None, _) | (Some(1), []) => None,
        // The earliest place with so many before it.
        (Some(position), siblings) => {
            let before = usize::try_from(position).ok().and_then(|n| n.checked_sub(2));
            match before.and_then(|index| siblings.get(index)) {
                Some(before) => tree.next(*before),
                None => return Err(cannot_insert("there are fewer elements before the position")),
            }
        }
    };
    Ok(Place::Before(parent, before))
}

/// The parent does not exist. The closest ancestor that does is told.
pub(super) fn no_parent(selector: &Selector, tree: &mut Tree) -> Conflict {
    let existing = selector.locate_ancestor(tree).map_or(0, |(_, steps)| steps);
    // That the element itself exists is not what is asked.
    let most = selector.steps.len().saturating_sub(usize::from(selector.target.is_none()));
    Conflict::NoParent { existing_steps: existing.min(most) }
}
