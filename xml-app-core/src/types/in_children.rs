//! The unexpected content of children of simple type: attributes and content for which a value or a
//! keyword has no place. The parent keeps it.

use super::declarations::Declarations;
use super::earlier::Earlier;
use super::list::UnexpectedInChild;
use super::raw::{RawAttribute, RawElement, RawNode};
use super::reader::TypeReader;
use super::wildcard::is_schema_location;
use crate::tree::Content;
use crate::value::is_blank;
use crate::{Element, Error, ErrorKind, Name};

impl TypeReader<'_, '_> {
    /// Checks a child that is a keyword, so an empty element. Unexpected attributes and content are
    /// reported and kept.
    ///
    /// # Errors
    /// There is unexpected content that cannot be kept beside the keyword.
    pub fn keyword(&mut self, name: &Name, child: Element<'_>) -> Result<(), Error> {
        self.keep_in_child(name, child, true)
    }

    /// Keeps the unexpected content of a simple child.
    pub(super) fn keep_in_child(
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
        let mut in_child = UnexpectedInChild {
            child: *name,
            index: 0,
            attributes: Vec::new(),
            content: Vec::new(),
            declarations: Declarations::default(),
        };
        let mut legal = true;
        for attribute in child.attributes() {
            if is_schema_location(&attribute) {
                let message = format!("the hint {} is not kept", attribute.written_name());
                self.context.remark(ErrorKind::Discouraged, child, message);
            } else {
                legal = false;
                in_child.declarations.note(attribute.value(), child, self.context.names());
                in_child.attributes.push(RawAttribute::capture(&attribute, self.context.names()));
            }
        }
        for content in child.content() {
            match content {
                Content::Element(element) => {
                    in_child
                        .content
                        .push(RawNode::Element(RawElement::capture(element, self.context.names())));
                }
                Content::Text(text) if with_text && !is_blank(text) => {
                    match in_child.content.last_mut() {
                        Some(RawNode::Text(before)) => before.push_str(text),
                        _ => in_child.content.push(RawNode::Text(text.to_owned())),
                    }
                }
                // White space is not kept, but an empty type does not allow it.
                Content::Text(_) => {}
            }
            legal &= !with_text && matches!(content, Content::Text(_));
        }
        if legal {
            return Ok(());
        }
        for node in &in_child.content {
            if let RawNode::Text(text) = node {
                in_child.declarations.note(text, child, self.context.names());
            }
        }
        let message = format!("unexpected content in {}", child.tag());
        let nothing_kept = in_child.attributes.is_empty() && in_child.content.is_empty();
        if nothing_kept || self.push_in_child(child, in_child) {
            let error = self.context.fault(ErrorKind::UnexpectedElement, &message, "kept raw");
            self.context.report(child, error);
            return Ok(());
        }
        Err(self.context.error(ErrorKind::UnexpectedElement, child, message))
    }

    /// Keeps the unexpected content of a child, unless another child of this name has some already.
    fn push_in_child(&mut self, child: Element<'_>, in_child: UnexpectedInChild) -> bool {
        if self.list.has_in_child(&in_child.child) {
            return false;
        }
        let rare = self.rare.get_or_insert_default();
        let known = rare.earlier.iter().position(|earlier| earlier.name == in_child.child);
        let known = known.unwrap_or_else(|| {
            rare.earlier.push(Earlier::new(in_child.child, self.element));
            rare.earlier.len() - 1
        });
        let Some(earlier) = rare.earlier.get_mut(known) else { return false };
        let index = earlier.written_before(child, &rare.aliased, self.list.len(), |name, from| {
            self.list.raw_unexpected(name, from)
        });
        self.list.push_in_child(UnexpectedInChild { index, ..in_child });
        true
    }
}
