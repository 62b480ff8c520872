//! The number of a child among the children of its name that are written.

use roxmltree::NodeId;

use crate::{Element, Name};

/// Counts the children of a name that come before a child. It is asked about children in document order
/// and goes on where it stopped, so all counts together cost one pass.
#[derive(Debug)]
pub(super) struct Earlier {
    pub(super) name: Name,
    /// The first child that is not counted yet.
    next: Option<NodeId>,
    children: usize,
    /// Children with an alternative spelling of this name, and how many of all such were looked at.
    aliased: usize,
    aliased_seen: usize,
    /// Children of this name that were kept raw, and how many of all extensions were looked at.
    unexpected: usize,
    unexpected_seen: usize,
}

impl Earlier {
    pub(super) fn new(name: Name, parent: Element<'_>) -> Self {
        let next = parent.node().first_child().map(|child| child.id());
        Self {
            name,
            next,
            children: 0,
            aliased: 0,
            aliased_seen: 0,
            unexpected: 0,
            unexpected_seen: 0,
        }
    }

    /// How many children of this name will be written before this one. Those that were kept raw are
    /// written after all that became values: `kept` extensions are there, and `unexpected_since` counts
    /// the children of a name among those from an index on.
    pub(super) fn written_before(
        &mut self,
        child: Element<'_>,
        aliased: &[Name],
        kept: usize,
        unexpected_since: impl FnOnce(&Name, usize) -> usize,
    ) -> usize {
        let document = child.node().document();
        let mut next = self.next.and_then(|next| document.get_node(next));
        while let Some(node) = next.filter(|node| *node != child.node()) {
            self.children += usize::from(node.is_element() && Element::new(node).is(&self.name));
            next = node.next_sibling();
        }
        self.next = next.map(|next| next.id());
        let new = aliased.get(self.aliased_seen..).unwrap_or_default();
        self.aliased += new.iter().filter(|name| **name == self.name).count();
        self.aliased_seen = aliased.len();
        self.unexpected += unexpected_since(&self.name, self.unexpected_seen);
        self.unexpected_seen = kept;
        // The child does not count itself.
        let itself = usize::from(!child.is(&self.name));
        (self.children + self.aliased.saturating_sub(itself)).saturating_sub(self.unexpected)
    }
}
