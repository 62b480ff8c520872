//! What clings to children of simple type: attributes and content for which a value or a keyword has
//! no place. The parent keeps it.

use roxmltree::NodeId;

use super::TypeReader;
use super::wildcard::is_schema_location;
use crate::element::Content;
use crate::extension::{ExtensionList, Stray};
use crate::raw::{Declarations, RawAttribute, RawElement, RawNode};
use crate::value::is_blank;
use crate::{Element, Error, ErrorKind, Name};

impl TypeReader<'_, '_> {
    /// Checks a child that is a keyword: an empty element. Surplus attributes and content are
    /// reported and kept.
    ///
    /// # Errors
    /// There is something that cannot be kept beside the keyword.
    pub fn keyword(&mut self, name: &Name, child: Element<'_>) -> Result<(), Error> {
        self.keep_strays(name, child, true)
    }

    /// Keeps what a simple child has no place for.
    pub(super) fn keep_strays(
        &mut self,
        name: &Name,
        child: Element<'_>,
        with_text: bool,
    ) -> Result<(), Error> {
        let node = child.node();
        if node.attributes().len() == 0
            && (!node.has_children() || (!with_text && child.elements().next().is_none()))
        {
            return Ok(());
        }
        let mut stray = Stray {
            child: *name,
            index: 0,
            attributes: Vec::new(),
            content: Vec::new(),
            declarations: Declarations::default(),
        };
        let mut legal = true;
        for attribute in child.attributes() {
            if is_schema_location(&attribute) {
                let message = format!("the hint {} is dropped", attribute.local());
                self.context.remark(ErrorKind::Discouraged, child, message);
            } else {
                legal = false;
                stray.declarations.note(attribute.value(), child, self.context.names());
                stray.attributes.push(RawAttribute::capture(&attribute, self.context.names()));
            }
        }
        for content in child.content() {
            match content {
                Content::Element(element) => {
                    stray
                        .content
                        .push(RawNode::Element(RawElement::capture(element, self.context.names())));
                }
                Content::Text(text) if with_text && !is_blank(text) => {
                    match stray.content.last_mut() {
                        Some(RawNode::Text(before)) => before.push_str(text),
                        _ => stray.content.push(RawNode::Text(text.to_owned())),
                    }
                }
                // White space is not worth keeping, but an empty type does not allow it.
                Content::Text(_) => {}
            }
            legal &= !with_text && matches!(content, Content::Text(_));
        }
        if legal {
            return Ok(());
        }
        for node in &stray.content {
            if let RawNode::Text(text) = node {
                stray.declarations.note(text, child, self.context.names());
            }
        }
        let message = format!("{} holds what it may not", child.local());
        let nothing_kept = stray.attributes.is_empty() && stray.content.is_empty();
        if nothing_kept || self.push_stray(child, stray) {
            let error = self.context.fault(ErrorKind::UnexpectedElement, &message, "kept raw");
            self.context.report(child, error);
            return Ok(());
        }
        Err(self.context.error(ErrorKind::UnexpectedElement, child, message))
    }

    /// Keeps a stray, unless there is one for this name already.
    fn push_stray(&mut self, child: Element<'_>, stray: Stray) -> bool {
        if self.list.has_stray(&stray.child) {
            return false;
        }
        let rare = self.rare.get_or_insert_default();
        let known = rare.earlier.iter().position(|earlier| earlier.name == stray.child);
        let known = known.unwrap_or_else(|| {
            rare.earlier.push(Earlier::new(stray.child, self.element));
            rare.earlier.len() - 1
        });
        let Some(earlier) = rare.earlier.get_mut(known) else { return false };
        let index = earlier.written_before(child, &rare.aliased, &self.list);
        self.list.push_stray(Stray { index, ..stray });
        true
    }
}

/// Counts the children of a name that come before a child. Children are asked about in their order, and
/// counting goes on where it stopped, so all questions together cost one pass.
#[derive(Debug)]
pub(super) struct Earlier {
    name: Name,
    /// The first child that is not counted yet.
    next: Option<NodeId>,
    children: usize,
    /// Children that were taken for this name, and how many of all such were looked at.
    aliased: usize,
    aliased_seen: usize,
    /// Children of this name that were kept raw, and how many of all extensions were looked at.
    misfits: usize,
    misfits_seen: usize,
}

impl Earlier {
    fn new(name: Name, parent: Element<'_>) -> Self {
        let next = parent.node().first_child().map(|child| child.id());
        Self { name, next, children: 0, aliased: 0, aliased_seen: 0, misfits: 0, misfits_seen: 0 }
    }

    /// How many children of this name will be written before this one. Those that were kept raw are
    /// written after all that became values.
    fn written_before(
        &mut self,
        child: Element<'_>,
        aliased: &[Name],
        list: &ExtensionList,
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
        self.misfits += list.raw_misfits(&self.name, self.misfits_seen);
        self.misfits_seen = list.len();
        // The child itself is not before itself.
        let itself = usize::from(!child.is(&self.name));
        (self.children + self.aliased.saturating_sub(itself)).saturating_sub(self.misfits)
    }
}
