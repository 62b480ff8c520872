//! The traits that user types implement, by hand or by derive.

use std::fmt::Debug;

use crate::{Element, ElementWriter, Error, Name, ReadContext, Strays, TypeReader, XmlValue};

/// A complex type: it reads itself from an element, and writes attributes and content. It has no
/// name of its own: the parent binds types to names, because the same local name means different
/// types in different parents.
///
/// Derive it (`#[derive(XmlType)]`), or write it by hand; the derive expands to the same calls. See
/// `docs/extending.md`.
pub trait XmlType: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Reads the type from an element whose name the caller has checked.
    ///
    /// # Errors
    /// An element that cannot be typed, so that the parent keeps it raw. What can be survived is
    /// reported to the context instead.
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error>;

    /// Writes attributes, then content, into the element that the caller has begun.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`](crate::ErrorKind::NotWritable) for what no XML document can hold.
    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;

    /// What takes the place of a required element that is missing from a document that is read
    /// tolerantly. `None` makes the element around it unreadable.
    fn stand_in(_context: &mut ReadContext<'_>) -> Option<Self> {
        None
    }
}

/// A complex type with one name: a global element of a schema.
pub trait XmlElement: XmlType {
    /// The element's expanded name.
    const NAME: Name;
}

/// A choice between elements (`xs:choice`, substitution groups, keyword lists): an enum with a
/// variant per element.
pub trait XmlChoice: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Reads one element of the choice; `None` if it is none of them.
    ///
    /// # Errors
    /// An element of the choice that cannot be typed.
    fn read(element: Element<'_>, reader: &mut TypeReader<'_, '_>) -> Result<Option<Self>, Error>;

    /// Whether an element is one of the choice.
    fn contains(element: Element<'_>) -> bool;

    /// The local name of the element: the keyword.
    fn local(&self) -> &str;

    /// Writes the element. `strays` is what clung to such elements when they were read.
    ///
    /// # Errors
    /// As [`XmlType::write`].
    fn write(&self, writer: &mut ElementWriter<'_>, strays: &mut Strays<'_>) -> Result<(), Error>;

    /// Whether this alternative excludes all others, where several may stand together.
    fn is_alone(&self) -> bool {
        false
    }
}

/// A global attribute: a simple type with a name.
pub trait XmlAttribute: XmlValue {
    /// The attribute's expanded name.
    const NAME: Name;
}

/// What can stand by itself, and so in an extension point: every [`XmlElement`], and enums of global
/// elements (`#[derive(XmlChoice)]` with `#[xml(elements)]`).
pub trait GlobalElement: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// The names of all elements that it can be.
    const NAMES: &'static [Name];

    /// The name of this one.
    fn name(&self) -> Name;

    /// Reads an element that has one of the names.
    ///
    /// # Errors
    /// As [`XmlType::read`].
    fn read_element(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error>;

    /// Writes the element, with its name.
    ///
    /// # Errors
    /// As [`XmlType::write`].
    fn write_element(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;
}

impl<T: XmlElement> GlobalElement for T {
    const NAMES: &'static [Name] = &[T::NAME];

    fn name(&self) -> Name {
        T::NAME
    }

    fn read_element(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        T::read(element, context)
    }

    fn write_element(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.element(self)
    }
}

/// This element may stand in the extension point of `Host`: a promise checked at compile time.
///
/// What a running program recognises when it reads is decided by its [`Registry`](crate::Registry).
pub trait ExtensionOf<Host>: GlobalElement {
    /// What is against the specification where several of these stand in one `Host`, although the
    /// schema allows any number. Reading asks it where there are two or more, and warns of what it
    /// says; `several` are all of them, in document order.
    ///
    /// # Errors
    /// What is wrong, in words that complete the path to the host: "two hats without a size".
    fn check_several(several: &[&Self]) -> Result<(), String> {
        let _ = several;
        Ok(())
    }
}

/// This attribute may stand on `Host`.
pub trait AttributeOf<Host>: XmlAttribute {}
