//! Reading values of simple type, with their repairs and diagnostics.

use crate::error::Severity;
use crate::value::Excerpt;
use crate::{Attribute, Element, Error, ErrorKind, ReadContext, ValueKind, XmlValue};

impl ReadContext<'_> {
    /// Reads the value of an attribute, or a repair of it, or `otherwise`.
    ///
    /// # Errors
    /// The value cannot be read, and there is no repair. This has not been reported.
    pub(crate) fn attribute_value<V: XmlValue>(
        &mut self,
        attribute: &Attribute<'_>,
        otherwise: impl FnOnce(&mut Self) -> Option<V>,
    ) -> Result<V, Error> {
        let mut mended = false;
        let value = match V::parse_in(attribute.value(), &attribute.element()) {
            Ok(value) => {
                if let Some((kind, message)) = remark(&value, attribute.value()) {
                    let remark = Error::new(kind, message);
                    let remark = remark.with_location(attribute.location());
                    self.push_remark(Severity::Warning, remark);
                }
                value
            }
            Err(error) => {
                let meant = V::recover(attribute.value()).map(|meant| self.unique(meant));
                let meant = meant.or_else(|| otherwise(self));
                let Some(meant) = meant else {
                    return Err(error.with_location(attribute.location()));
                };
                let fault = self.misread(&error, &meant, attribute.value());
                self.report_attribute(attribute, fault);
                mended = true;
                meant
            }
        };
        if V::KIND == ValueKind::Id {
            self.ids().note_attribute(attribute, mended);
        }
        Ok(value)
    }

    /// The value of an element without attributes and children, if it can be read without a diagnostic.
    pub fn only_text<V: XmlValue>(&mut self, element: Element<'_>) -> Option<V> {
        if V::KIND != ValueKind::Text || element.has_attributes() {
            return None;
        }
        V::parse_in(element.only_text()?, &element).ok().filter(|value| !value.is_unknown_word())
    }

    /// Reads the text of an element as a value, or a repair of it.
    pub(crate) fn text_value<V: XmlValue>(
        &mut self,
        element: Element<'_>,
        text: &str,
    ) -> Result<V, Error> {
        let mut mended = false;
        let value = match V::parse_in(text, &element) {
            Ok(value) => {
                if let Some((kind, message)) = remark(&value, text) {
                    self.remark(kind, element, message);
                }
                value
            }
            Err(error) => {
                let meant = V::recover(text).map(|meant| self.unique(meant));
                let Some(meant) = meant else {
                    return Err(error.with_location(element.location()));
                };
                let fault = self.misread(&error, &meant, text);
                self.report(element, fault);
                mended = true;
                meant
            }
        };
        if V::KIND == ValueKind::Id {
            self.ids().note_text(element, mended);
        }
        Ok(value)
    }

    /// An error about a value, with its repair.
    #[cold]
    fn misread<V: XmlValue>(&self, error: &Error, meant: &V, received: &str) -> Error {
        let repair = match meant.text() {
            same if same == received => "kept as it is".to_owned(),
            meant => format!("read as {meant:?}"),
        };
        // The value is not kept, so the message has all of it.
        let whole = format!("{received:?}");
        let excerpt = Excerpt(received).to_string();
        let message = match error.message().strip_prefix(&excerpt) {
            Some(rest) => format!("{whole}{rest}"),
            None if excerpt != whole => format!("{} in {whole}", error.message()),
            None => error.message().to_owned(),
        };
        self.fault(error.kind(), &message, &repair)
    }

    /// Makes a repaired id different from every other id of the document, received or repaired. Other
    /// values are returned as they are.
    #[cold]
    fn unique<V: XmlValue>(&mut self, meant: V) -> V {
        if V::KIND != ValueKind::Id {
            return meant;
        }
        let id = self.ids().unique(&meant.text());
        V::parse(&id).unwrap_or(meant)
    }

    /// The placeholder for a required value: for an id, one that no element has.
    pub fn placeholder<V: XmlValue>(&mut self) -> Option<V> {
        match V::KIND {
            ValueKind::Id => V::parse(&self.ids().fresh()).ok(),
            _ => V::placeholder(),
        }
    }
}

/// A remark about a valid value.
fn remark<V: XmlValue>(value: &V, received: &str) -> Option<(ErrorKind, String)> {
    if value.is_unknown_word() {
        let message = format!("unknown word {}", Excerpt(received));
        return Some((ErrorKind::UnknownWord, message));
    }
    respelt(value, received).map(|message| (ErrorKind::Respelt, message))
}

/// A message about a number or boolean that will be written in another spelling than it was received.
/// Other types keep their spelling.
fn respelt<V: XmlValue>(value: &V, received: &str) -> Option<String> {
    if !matches!(V::KIND, ValueKind::Boolean | ValueKind::Number) {
        return None;
    }
    let received = crate::value::trim(received);
    if value.is_spelt(received) {
        return None;
    }
    Some(format!("{received:?} will be written as {:?}", value.text()))
}
