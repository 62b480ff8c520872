//! One element of an extension point by itself, where a choice has a variant for foreign elements.

use std::fmt::{self, Debug};
use std::marker::PhantomData;

use super::extension_object::{ExtensionObject, ExtensionRef};
use super::list::Extension;
use super::raw::{RawElement, RawNode};
use super::traits::ExtensionOf;
use super::writer::ElementWriter;
use crate::Error;

/// One element in an extension point of `Host`, typed or raw: the variant for foreign elements in a
/// [choice](crate::XmlChoice).
///
/// ```
/// use xml_app_core::{
///     ExtensionElement, ExtensionOf, Namespace, Registration, XmlChoice, XmlElement,
/// };
/// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
/// # const WINE: Namespace = Namespace::new("urn:example:wine", "wine");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = MENU, name = "menu")]
/// # struct Menu { #[xml(choice)] courses: Vec<Course> }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = WINE, name = "wine")]
/// # struct Wine { #[xml(attribute)] year: u16 }
///
/// #[derive(Debug, Clone, PartialEq, XmlChoice)]
/// #[xml(namespace = MENU)]
/// enum Course {
///     Soup,
///     /// Of another vocabulary.
///     #[xml(extensions)]
///     Extension(ExtensionElement<Menu>),
/// }
/// impl ExtensionOf<Menu> for Wine {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// let course = Course::Extension(ExtensionElement::new(Wine { year: 2016 }));
/// if let Course::Extension(element) = &course {
///     assert_eq!(element.get::<Wine>().map(|wine| wine.year), Some(2016));
///     assert_eq!(element.local(), "wine");
/// }
/// ```
pub struct ExtensionElement<Host> {
    element: Foreign,
    host: PhantomData<fn() -> Host>,
}

#[derive(Clone)]
enum Foreign {
    Typed(Box<dyn ExtensionObject>),
    Raw(Box<RawElement>),
    /// Not allowed by the schema, or not readable as what it should be.
    Unexpected(Box<RawElement>),
}

impl<Host> ExtensionElement<Host> {
    /// A typed extension element.
    pub fn new<T: ExtensionOf<Host>>(element: T) -> Self {
        Self::typed(Box::new(element))
    }

    /// An element of unknown type.
    pub fn raw(element: RawElement) -> Self {
        Self { element: Foreign::Raw(Box::new(element)), host: PhantomData }
    }

    pub(crate) fn unexpected(element: RawElement) -> Self {
        Self { element: Foreign::Unexpected(Box::new(element)), host: PhantomData }
    }

    pub(crate) fn typed(element: Box<dyn ExtensionObject>) -> Self {
        Self { element: Foreign::Typed(element), host: PhantomData }
    }

    /// An element of an extension point. `None` for a text.
    pub(crate) fn from_extension(extension: Extension) -> Option<Self> {
        let element = match extension {
            Extension::Typed(object) => Foreign::Typed(object),
            Extension::Kept(kept) => match (kept.node, kept.is_unexpected) {
                (RawNode::Element(raw), false) => Foreign::Raw(Box::new(raw)),
                (RawNode::Element(raw), true) => Foreign::Unexpected(Box::new(raw)),
                (RawNode::Text(_), _) => return None,
            },
        };
        Some(Self { element, host: PhantomData })
    }

    pub(crate) fn into_extension(self) -> Extension {
        match self.element {
            Foreign::Typed(object) => Extension::Typed(object),
            Foreign::Raw(raw) => Extension::raw(*raw),
            Foreign::Unexpected(raw) => Extension::unexpected(RawNode::Element(*raw)),
        }
    }

    /// The element, if it is of this type.
    pub fn get<T: ExtensionOf<Host>>(&self) -> Option<&T> {
        self.element().get()
    }

    /// The element itself, if it is of type `T`.
    ///
    /// ```
    /// use xml_app_core::{ExtensionElement, ExtensionOf, Registration};
    /// # use xml_app_core::{Extensions, Namespace, XmlElement};
    /// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = PARTY, name = "guest")]
    /// # struct Guest { #[xml(extensions)] extensions: Extensions<Self> }
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = PARTY, name = "hat")]
    /// # struct Hat { #[xml(text)] model: String }
    /// # impl ExtensionOf<Guest> for Hat { const REGISTRATION: Registration = Registration::ByHand; }
    /// let mut extensions = Extensions::<Guest>::new();
    /// extensions.push(Hat { model: "fedora".to_owned() });
    /// for object in extensions.objects_mut() {
    ///     if let Some(hat) = object.get_mut::<Hat>() {
    ///         hat.model.push_str(", grey");
    ///     }
    /// }
    /// let hats = extensions.take_elements().into_iter().filter_map(ExtensionElement::into_typed);
    /// assert_eq!(hats.collect::<Vec<Hat>>(), [Hat { model: "fedora, grey".to_owned() }]);
    /// ```
    pub fn into_typed<T: ExtensionOf<Host>>(self) -> Option<T> {
        match self.element {
            Foreign::Typed(object) => object.into_any().downcast().ok().map(|object| *object),
            Foreign::Raw(_) | Foreign::Unexpected(_) => None,
        }
    }

    /// The typed element, to change.
    pub fn object_mut(&mut self) -> Option<&mut dyn ExtensionObject> {
        match &mut self.element {
            Foreign::Typed(object) => Some(&mut **object),
            Foreign::Raw(_) | Foreign::Unexpected(_) => None,
        }
    }

    /// The element, borrowed.
    pub fn element(&self) -> ExtensionRef<'_> {
        match &self.element {
            Foreign::Typed(object) => ExtensionRef::Typed(&**object),
            Foreign::Raw(raw) | Foreign::Unexpected(raw) => ExtensionRef::Raw(raw),
        }
    }

    /// Whether the element itself is unexpected: in the namespace of the element around it, where only
    /// known alternatives are allowed, or not readable as what it should be.
    pub fn is_unexpected(&self) -> bool {
        matches!(self.element, Foreign::Unexpected(_))
    }

    /// Whether the element or anything in it is unexpected, at any depth: see
    /// [`XmlType::has_unexpected`](crate::XmlType::has_unexpected).
    pub fn has_unexpected(&self) -> bool {
        self.is_unexpected() || self.element().has_unexpected()
    }

    /// Removes what is unexpected in the element, at any depth.
    pub fn remove_unexpected(&mut self) {
        if let Foreign::Typed(object) = &mut self.element {
            object.remove_unexpected_of_object();
        }
    }

    /// The namespace URI of the element's name.
    pub fn namespace(&self) -> &str {
        self.element().namespace()
    }

    /// The raw element, if it has no type.
    ///
    /// ```
    /// use xml_app_core::ExtensionElement;
    ///
    /// # struct Guest;
    /// let element = ExtensionElement::<Guest>::raw("<hat xmlns='urn:example:hats'>fedora</hat>".parse()?);
    /// assert_eq!(element.as_raw().unwrap().text(), "fedora");
    /// assert!(!element.is_unexpected() && !element.has_unexpected());
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn as_raw(&self) -> Option<&RawElement> {
        match &self.element {
            Foreign::Typed(_) => None,
            Foreign::Raw(raw) | Foreign::Unexpected(raw) => Some(raw),
        }
    }

    /// The local part of the element's name.
    pub fn local(&self) -> &str {
        self.element().local()
    }

    /// Writes the element.
    ///
    /// # Errors
    /// As [`XmlType::write`](crate::XmlType::write).
    pub fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.list();
        match &self.element {
            Foreign::Unexpected(raw) if writer.leaves_out(raw) => Ok(()),
            _ => self.element().write(writer),
        }
    }
}

impl<Host> Clone for ExtensionElement<Host> {
    fn clone(&self) -> Self {
        Self { element: self.element.clone(), host: PhantomData }
    }
}

impl<Host> PartialEq for ExtensionElement<Host> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.element, &other.element) {
            (Foreign::Typed(ours), Foreign::Typed(theirs)) => ours.equals(&**theirs),
            (Foreign::Raw(ours), Foreign::Raw(theirs))
            | (Foreign::Unexpected(ours), Foreign::Unexpected(theirs)) => ours == theirs,
            _ => false,
        }
    }
}

impl<Host> Debug for ExtensionElement<Host> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.element().fmt(f)
    }
}
