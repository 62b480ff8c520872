//! Keeping elements raw, and lax processing of what is in them (XML Schema Part 1 §3.10.1).

use super::list::Extension;
use super::raw::{RawElement, RawNode};
use super::recognized::{AttributeEntry, Known};
use crate::value::XmlValue as _;
use crate::{
    Attribute, Element, Error, ErrorKind, Id, Language, Mode, Namespace, ReadContext, ValueKind,
};

impl<'a> ReadContext<'a> {
    /// Keeps an element of unknown type.
    pub(crate) fn unknown(&mut self, element: Element<'_>) -> Extension {
        self.check_unknown(element);
        self.check_place(element);
        Extension::raw(RawElement::capture(element, self.names()))
    }

    /// Keeps an unexpected element, and reports why.
    #[cold]
    pub(crate) fn unexpected(&mut self, element: Element<'_>, error: &Error) -> Extension {
        Extension::unexpected(RawNode::Element(self.kept_raw(element, error)))
    }

    #[cold]
    pub(crate) fn kept_raw(&mut self, element: Element<'_>, error: &Error) -> RawElement {
        let fault = self.fault(error.kind(), error.message(), "kept raw");
        self.report(element, fault.with_location(error.location().clone()));
        RawElement::capture(element, self.names())
    }

    /// The registration of an attribute on `H`.
    pub(crate) fn host_attribute<H: 'static>(
        &self,
        attribute: &Attribute<'_>,
    ) -> Option<&'a AttributeEntry> {
        let host = self.host::<H>()?;
        host.attribute(attribute.namespace(), attribute.local())
    }

    /// Checks the value of a registered attribute.
    pub(crate) fn check_registered(
        &mut self,
        attribute: &Attribute<'_>,
        entry: &AttributeEntry,
    ) -> Result<(), Error> {
        (entry.check)(attribute.value())?;
        if entry.kind == ValueKind::Id {
            self.ids().note_attribute(attribute, false);
        }
        Ok(())
    }

    fn known(&self) -> Option<&'a Known> {
        self.in_document().map(|document| &document.known)
    }

    /// Lax processing of content of unknown type (XML Schema Part 1 §3.10.1): elements and attributes that
    /// the document type knows are checked at any depth. Strict mode only; tolerant reading keeps the
    /// content raw.
    pub(crate) fn check_unknown(&mut self, element: Element<'_>) {
        let Some(known) = self.known() else { return };
        if let Some(entry) = known.element(element) {
            let message = format!("{} is known, but not expected here", element.tag());
            self.remark(ErrorKind::Discouraged, element, message);
            if self.mode() == Mode::Strict
                && let Err(error) = (entry.read)(element, self)
            {
                self.report(element, error);
            }
            return;
        }
        if self.mode() == Mode::Strict {
            for attribute in element.attributes() {
                if let Err(error) = self.check_attribute(&attribute) {
                    self.report_attribute(&attribute, error);
                }
            }
            for child in element.elements() {
                self.check_unknown(child);
            }
        }
    }

    /// Warns of an unknown element in a known namespace: it may have been meant for another place or
    /// another namespace, and programs will not look for it here.
    pub(crate) fn check_place(&mut self, element: Element<'_>) {
        if let Some(namespace) = self.recognized().became(element.namespace()) {
            self.set_has_drafts();
            let message = format!("an obsolete namespace, which {namespace} replaced");
            return self.remark(ErrorKind::Misspelt, element, message);
        }
        let Some(document) = self.in_document() else { return };
        let is_known = |namespace: &Namespace| namespace.is(element.namespace());
        if !document.namespaces.iter().any(is_known) || document.known.element(element).is_some() {
            return;
        }
        let place =
            element.parent().map_or(String::new(), |parent| format!(" in {}", parent.tag()));
        let message =
            format!("unknown element {}{place}: programs will not look for it here", element.tag());
        self.remark(ErrorKind::Discouraged, element, message);
    }

    /// Checks the value of an attribute that the document type knows on every element.
    pub(crate) fn check_attribute(&mut self, attribute: &Attribute<'_>) -> Result<(), Error> {
        let (namespace, local) = (attribute.namespace(), attribute.local());
        if namespace != Namespace::XML.uri() {
            let entry = self.known().and_then(|known| known.attribute(namespace, local));
            return entry.map_or(Ok(()), |entry| self.check_registered(attribute, entry));
        }
        match local {
            "lang" => Language::parse(attribute.value()).map(drop),
            "space" => check_space(attribute.value()),
            "base" => crate::AnyUri::parse(attribute.value()).map(drop),
            "id" => {
                Id::parse(attribute.value())?;
                self.ids().note_attribute(attribute, false);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
fn check_space(value: &str) -> Result<(), Error> {
    match value {
        "default" | "preserve" => Ok(()),
        _ => Err(crate::value::invalid_value(
            value,
            "a value of xml:space: expected default or preserve",
        )),
    }
}
