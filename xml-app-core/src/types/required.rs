//! Required attributes, children and choices.

use super::context::ReadContext;
use super::list::Extension;
use super::raw::{RawElement, RawNode};
use super::reader::TypeReader;
use super::traits::XmlType;
use crate::{Attribute, Element, Error, ErrorKind, Name, XmlValue};

impl<'a> TypeReader<'_, 'a> {
    /// Reads the value of a required attribute. A placeholder replaces a value that cannot be read; if there
    /// is none, [`required_attribute`](Self::required_attribute) returns the error.
    pub fn needed_attribute<V: XmlValue>(
        &mut self,
        attribute: &Attribute<'_>,
        name: &Name,
        slot: &mut Option<V>,
    ) {
        match self.context.attribute_value(attribute, ReadContext::placeholder::<V>) {
            Ok(value) => *slot = Some(value),
            Err(error) => self.set_unusable(name, error),
        }
    }

    /// Reads a required child of simple type. A child that cannot be read is kept raw; if there is no
    /// placeholder, [`required_value`](Self::required_value) returns the error.
    pub fn needed_value<V: XmlValue>(
        &mut self,
        rank: u16,
        name: &Name,
        child: Element<'_>,
        slot: &mut Option<V>,
    ) {
        if !self.has_place(rank, child, slot.is_some()) {
            return;
        }
        match self.simple(name, child) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                let raw = RawElement::capture(child, self.context.names());
                self.list.push(Extension::unexpected(RawNode::Element(raw)));
                self.set_unusable(name, error);
            }
        }
    }

    /// Reports an attribute that the schema requires and that is missing, where there is no honest
    /// placeholder: the value stays `None`.
    pub fn expect_attribute<V>(&mut self, slot: &Option<V>, name: &Name) {
        // An attribute that is there and cannot be read has been reported.
        if slot.is_none() && self.element.attribute(name).is_none() {
            let message = missing(name);
            self.context.report(self.element, Error::new(ErrorKind::MissingAttribute, message));
        }
    }

    /// A required choice: what was read.
    ///
    /// # Errors
    /// It is missing.
    pub fn required_choice<C>(&mut self, slot: Option<C>, what: &str) -> Result<C, Error> {
        slot.ok_or_else(|| {
            let message = format!(
                "{} has none of the elements that it requires: expected {what}",
                self.element.tag()
            );
            self.context.error(ErrorKind::MissingElement, self.element, message)
        })
    }

    /// A required attribute: what was read, or a placeholder, with a diagnostic.
    ///
    /// # Errors
    /// It is missing, and there is no placeholder for it.
    pub fn required_attribute<V: XmlValue>(
        &mut self,
        slot: Option<V>,
        name: &Name,
    ) -> Result<V, Error> {
        if let Some(value) = slot {
            return Ok(value);
        }
        if let Some(error) = self.take_unusable(name) {
            return Err(error);
        }
        let Some(placeholder) = self.context.placeholder::<V>() else {
            return Err(missing_attribute(self.element, name));
        };
        let message = missing(name);
        let repair = format!("taken for {:?}", placeholder.text());
        let error = self.context.fault(ErrorKind::MissingAttribute, &message, &repair);
        self.context.report(self.element, error);
        Ok(placeholder)
    }

    /// A required child: what was read, or a placeholder, with a diagnostic.
    ///
    /// # Errors
    /// It is missing, and there is no placeholder for it.
    pub fn required_child<T: XmlType>(&mut self, slot: Option<T>, name: &Name) -> Result<T, Error> {
        match slot {
            Some(value) => Ok(value),
            None => self.missing_child(name, T::placeholder),
        }
    }

    /// A required child of simple type: what was read, or a placeholder, with a diagnostic.
    ///
    /// # Errors
    /// It is missing, and there is no placeholder for it.
    pub fn required_value<V: XmlValue>(
        &mut self,
        slot: Option<V>,
        name: &Name,
    ) -> Result<V, Error> {
        match slot {
            Some(value) => Ok(value),
            None => self.missing_child(name, ReadContext::placeholder),
        }
    }

    fn missing_child<T>(
        &mut self,
        name: &Name,
        placeholder: impl FnOnce(&mut ReadContext<'a>) -> Option<T>,
    ) -> Result<T, Error> {
        let unusable = self.take_unusable(name);
        let Some(placeholder) = placeholder(self.context) else {
            return Err(unusable.unwrap_or_else(|| missing_element(self.element, name)));
        };
        if let Some(error) = unusable {
            self.report_kept(&error);
        }
        let error = missing_element(self.element, name);
        let fault =
            self.context.fault(error.kind(), error.message(), "a placeholder takes its place");
        self.context.report(self.element, fault);
        Ok(placeholder)
    }

    #[cold]
    fn set_unusable(&mut self, name: &Name, error: Error) {
        self.report_unusable();
        self.rare.get_or_insert_default().unusable = Some((*name, error));
    }

    /// The error about a part of this name, if there is one. An error about another part is reported.
    fn take_unusable(&mut self, name: &Name) -> Option<Error> {
        let unusable = &mut self.rare.as_mut()?.unusable;
        if unusable.as_ref().is_some_and(|unusable| unusable.0 == *name) {
            return unusable.take().map(|unusable| unusable.1);
        }
        self.report_unusable();
        None
    }

    #[inline]
    pub(super) fn report_unusable(&mut self) {
        if let Some(rare) = &mut self.rare
            && let Some(unusable) = rare.unusable.take()
        {
            self.report_kept(&unusable.1);
        }
    }

    /// Reports an error about a part that has been kept raw.
    #[cold]
    fn report_kept(&mut self, error: &Error) {
        let fault = self.context.fault(error.kind(), error.message(), "kept raw");
        self.context.report(self.element, fault.with_location(error.location().clone()));
    }
}

/// The message for a missing attribute. The name is quoted, because it may be a word of the message.
fn missing(name: &Name) -> String {
    format!("missing required attribute {:?}", name.local())
}

#[cold]
fn missing_attribute(element: Element<'_>, name: &Name) -> Error {
    let message = missing(name);
    Error::new(ErrorKind::MissingAttribute, message).with_location(element.location())
}

#[cold]
fn missing_element(element: Element<'_>, name: &Name) -> Error {
    let message = format!("missing required element <{}> in {}", name.local(), element.tag());
    Error::new(ErrorKind::MissingElement, message).with_location(element.location())
}
