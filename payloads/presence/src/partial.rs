//! RFC 5262: partial presence, `application/pidf-diff+xml`; and its state at watchers and notifiers (RFC 5263).
//!
//! A watcher that wants partial presence says so in `Accept` (RFC 5263 §4.1): it is not among the types of the package that
//! every watcher of presence understands.
//!
//! [`PidfFull`] and [`PidfDiff`] show what such a document says. [`PartialPresence`] is the state of a watcher, and
//! [`PartialNotifier`] makes the documents.

mod notifier;
#[cfg(test)]
mod tests;
mod text;
mod watcher;

use sip_xml_patch::operations::{Add, Remove, Replace};
use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, ErrorKind, Extensions, Namespace, ReadContext,
    Unexpected, XmlApplication, XmlChoice, XmlElement,
};

use crate::{MustUnderstand, Note, Presence, Tuple, ns};

pub use notifier::PartialNotifier;
pub(crate) use text::is_full;
pub use watcher::{PartialOutcome, PartialPresence, PublishError};

/// `application/pidf-diff+xml` with a full state.
impl XmlApplication for PidfFull {
    type Root = Self;
    const NAME: &'static str = "pidf-full";
    const CONTENT_TYPES: &'static [&'static str] = &["application/pidf-diff+xml"];
    const SPECIFICATION: &'static str = "RFC 5262";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::PIDF);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Presence>()?.element::<PidfDiff>()?.attribute::<MustUnderstand>()?;
        Ok(())
    }
}

/// `<pidf-full>`: all presence information of a presentity (RFC 5262 §3).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF_DIFF, name = "pidf-full", document = Self, new)]
#[xml(check = check_extensions)]
pub struct PidfFull {
    /// The presentity.
    #[xml(attribute)]
    pub entity: AnyUri,
    /// The version of the state.
    #[xml(attribute)]
    pub version: Option<u32>,
    /// Its services.
    #[xml(child = "tuple", namespace = ns::PIDF)]
    pub tuples: Vec<Tuple>,
    /// Notes about the presentity as a whole.
    #[xml(child = "note", namespace = ns::PIDF)]
    pub notes: Vec<Note>,
    /// Persons, devices, and other elements.
    #[xml(extensions(any))]
    pub extensions: Extensions<Self>,
}

/// The element has the type of `<presence>`, so its extensions cannot be in the namespace of PIDF. Extensions of other
/// elements cannot be in the namespace of their parent.
fn check_extensions(_: &PidfFull, element: Element<'_>, context: &mut ReadContext<'_>) {
    let is_known = |child: &Element<'_>| matches!(child.local(), "tuple" | "note");
    let is_wrong = |child: &Element<'_>| {
        child.namespace().is_empty() || child.namespace() == ns::PIDF.uri() && !is_known(child)
    };
    if let Some(child) = element.elements().find(is_wrong) {
        let message = format!("unexpected element <{}> in <pidf-full>", child.local());
        context.report(child, Error::new(ErrorKind::UnexpectedElement, message));
    }
}

/// `application/pidf-diff+xml` with changes.
impl XmlApplication for PidfDiff {
    type Root = Self;
    const NAME: &'static str = "pidf-diff";
    const CONTENT_TYPES: &'static [&'static str] = &["application/pidf-diff+xml"];
    const SPECIFICATION: &'static str = "RFC 5262";

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder
            .element::<Presence>()?
            .element::<PidfFull>()?
            .attribute::<MustUnderstand>()?
            .namespace(ns::PIDF)?;
        Ok(())
    }
}

/// `<pidf-diff>`: what has changed (RFC 5262 §3).
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
#[xml(namespace = ns::PIDF_DIFF, name = "pidf-diff", document = Self, check = check_attributes)]
pub struct PidfDiff {
    /// The version of the state after the changes.
    #[xml(attribute)]
    pub version: Option<u32>,
    /// The presentity.
    #[xml(attribute)]
    pub entity: Option<AnyUri>,
    /// The operations, in their order.
    #[xml(choice)]
    pub operations: Vec<Operation>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// An operation of a patch (RFC 5261).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PIDF_DIFF)]
pub enum Operation {
    /// Adds something.
    #[xml(child = "add", from)]
    Add(Add),
    /// Replaces something.
    #[xml(child = "replace", from)]
    Replace(Replace),
    /// Removes something.
    #[xml(child = "remove", from)]
    Remove(Remove),
}

/// Other documents with patches allow attributes of other vocabularies in operations. This one does not.
fn check_attributes(diff: &PidfDiff, element: Element<'_>, context: &mut ReadContext<'_>) {
    let found = diff.operations.iter().find_map(|operation| {
        let attributes = match operation {
            Operation::Add(add) => add.extensions.attributes(),
            Operation::Replace(replace) => replace.extensions.attributes(),
            Operation::Remove(remove) => remove.extensions.attributes(),
        };
        attributes.first()
    });
    if let Some(attribute) = found {
        let message = format!("unexpected attribute {} in an operation", attribute.name);
        context.report(element, Error::new(ErrorKind::UnexpectedAttribute, message));
    }
}
