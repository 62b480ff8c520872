//! What clings to children of simple type: attributes and content for which a value or a keyword has
//! no place. The parent keeps it.

use super::declarations::Declarations;
use super::earlier::Earlier;
use super::list::Stray;
use super::raw::{RawAttribute, RawElement, RawNode};
use super::reader::TypeReader;
use super::wildcard::is_schema_location;
use crate::tree::Content;
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
