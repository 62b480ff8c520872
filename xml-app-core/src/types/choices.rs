//! Reading choices between elements.

use super::extension_element::ExtensionElement;
use super::raw::RawElement;
use super::reader::{TypeReader, push_tight};
use super::traits::XmlChoice;
use super::wildcard::Wildcard;
use crate::{Element, Error, ErrorKind};

impl TypeReader<'_, '_> {
    /// Reads a child that may belong to a choice, of which one is allowed. Returns false if it does not
    /// belong to it.
    pub fn choice<C: XmlChoice>(
        &mut self,
        rank: u16,
        child: Element<'_>,
        slot: &mut Option<C>,
    ) -> bool {
        let in_children = self.list.in_children_count();
        match C::read(child, self) {
            Ok(None) => return false,
            Ok(Some(_)) if slot.is_some() => {
                self.list.forget_in_children(in_children);
                self.surplus(child);
            }
            Ok(Some(value)) => {
                self.in_order(rank, child);
                *slot = Some(value);
            }
            Err(error) => self.untyped(child, &error),
        }
        true
    }

    /// Reads a child that may belong to a choice, of which any number is allowed. Returns false if it
    /// does not belong to it.
    pub fn choices<C: XmlChoice>(
        &mut self,
        rank: u16,
        child: Element<'_>,
        list: &mut Vec<C>,
    ) -> bool {
        let in_children = self.list.in_children_count();
        match C::read(child, self) {
            Ok(None) => return false,
            Ok(Some(value))
                if list.first().is_some_and(|first| value.is_alone() || first.is_alone()) =>
            {
                self.list.forget_in_children(in_children);
                let message =
                    format!("unexpected element {} beside others that exclude it", child.tag());
                self.untyped(child, &Error::new(ErrorKind::UnexpectedElement, message));
            }
            Ok(Some(value)) => {
                self.in_order(rank, child);
                // Extensions aside, the remaining children belong to the choice, too.
                let expected = if list.is_empty() { 1 + self.elements_left() } else { 1 };
                push_tight(list, value, expected);
            }
            Err(error) => self.untyped(child, &error),
        }
        true
    }

    /// Reads an element for the variant for foreign elements of a choice in `H`: any element of another
    /// namespace, and unknown elements of the same one, with a diagnostic.
    pub fn foreign<H: 'static>(&mut self, child: Element<'_>) -> ExtensionElement<H> {
        let host = self.context.host::<H>();
        if let Some(entry) = host.and_then(|host| host.element(child)) {
            return match (entry.read)(child, self.context) {
                Ok(object) => ExtensionElement::typed(object),
                Err(error) => ExtensionElement::unexpected(self.context.kept_raw(child, &error)),
            };
        }
        self.context.check_unknown(child);
        if Wildcard::Other.lets_in(child.namespace(), self.element) {
            self.context.check_place(child);
            return ExtensionElement::raw(RawElement::capture(child, self.context.names()));
        }
        let message = format!("unexpected element {} in {}", child.tag(), self.element.tag());
        self.context.report(child, Error::new(ErrorKind::UnexpectedElement, message));
        ExtensionElement::unexpected(RawElement::capture(child, self.context.names()))
    }
}
