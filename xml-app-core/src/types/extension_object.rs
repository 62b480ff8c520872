//! Extension elements without their types, and borrowed.

use std::any::{Any, TypeId};
use std::fmt::{self, Debug};

use super::raw::RawElement;
use super::traits::GlobalElement;
use super::writer::ElementWriter;
use crate::{Error, Name};

/// An extension element without its type: what [`Extensions`](crate::Extensions) is made of. Every [`GlobalElement`]
/// is one.
///
/// ```
/// use xml_app_core::{ElementWriter, Error, ExtensionObject, Hints, QualifiedName, Sink, ValueKind};
/// # use xml_app_core::{Namespace, XmlElement, Extensions};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "guest")]
/// # struct Guest { #[xml(extensions(other, attributes))] extensions: Extensions<Self> }
/// # struct GuestDocument;
/// # impl xml_app_core::XmlApplication for GuestDocument {
/// #     type Root = Guest;
/// #     const NAME: &'static str = "guest";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String }
/// # struct Nowhere;
/// # impl Sink for Nowhere {
/// #     fn start(&mut self, _: QualifiedName<'_>, _: Hints) -> Result<(), Error> { Ok(()) }
/// #     fn attribute(&mut self, _: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> { Ok(()) }
/// #     fn text(&mut self, _: &str, _: ValueKind, _: Hints) -> Result<(), Error> { Ok(()) }
/// #     fn end(&mut self) -> Result<(), Error> { Ok(()) }
/// # }
///
/// let object: Box<dyn ExtensionObject> = Box::new(Hat { model: "fedora".to_owned() });
/// assert_eq!(object.object_name(), Hat::NAME);
/// assert!(!object.object_has_unexpected());
/// object.write_object(&mut ElementWriter::new(&mut Nowhere))?;
/// # Ok::<(), Error>(())
/// ```
pub trait ExtensionObject: Any + Send + Sync {
    /// The element's name.
    fn object_name(&self) -> Name;
    /// Writes the element, with its name.
    ///
    /// # Errors
    /// As [`XmlType::write`](crate::XmlType::write).
    fn write_object(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;
    /// As [`XmlType::has_unexpected`](crate::XmlType::has_unexpected).
    fn object_has_unexpected(&self) -> bool;
    #[doc(hidden)]
    fn remove_unexpected_of_object(&mut self);
    #[doc(hidden)]
    fn clone_object(&self) -> Box<dyn ExtensionObject>;
    #[doc(hidden)]
    fn equals(&self, other: &dyn ExtensionObject) -> bool;
    #[doc(hidden)]
    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    #[doc(hidden)]
    fn as_any(&self) -> &dyn Any;
    #[doc(hidden)]
    fn as_any_mut(&mut self) -> &mut dyn Any;
    #[doc(hidden)]
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl dyn ExtensionObject {
    /// The element, if it is of type `T`, to change.
    pub fn get_mut<T: GlobalElement>(&mut self) -> Option<&mut T> {
        self.as_any_mut().downcast_mut()
    }
}

impl<T: GlobalElement> ExtensionObject for T {
    fn object_name(&self) -> Name {
        self.name()
    }

    fn write_object(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        self.write_element(writer)
    }

    fn object_has_unexpected(&self) -> bool {
        self.element_has_unexpected()
    }

    fn remove_unexpected_of_object(&mut self) {
        self.remove_unexpected_of_element();
    }

    fn clone_object(&self) -> Box<dyn ExtensionObject> {
        Box::new(self.clone())
    }

    fn equals(&self, other: &dyn ExtensionObject) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn debug(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// A borrowed element of an extension point.
///
/// ```
/// use xml_app_core::{ExtensionOf, ExtensionRef, Registration};
/// # use xml_app_core::{Namespace, XmlElement, Extensions};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "guest")]
/// # struct Guest { #[xml(extensions(other, attributes))] extensions: Extensions<Self> }
/// # struct GuestDocument;
/// # impl xml_app_core::XmlApplication for GuestDocument {
/// #     type Root = Guest;
/// #     const NAME: &'static str = "guest";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String }
/// impl ExtensionOf<Guest> for Hat {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// let mut extensions = Extensions::<Guest>::new();
/// extensions.push(Hat { model: "fedora".to_owned() });
/// extensions.push_raw("<scarf xmlns='urn:example:knitwear'/>".parse()?);
/// for element in extensions.iter() {
///     match element {
///         ExtensionRef::Typed(object) => assert_eq!(object.object_name(), Hat::NAME),
///         ExtensionRef::Raw(raw) => assert_eq!(raw.name.local(), "scarf"),
///     }
/// }
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Clone, Copy)]
pub enum ExtensionRef<'a> {
    /// An element of a registered type.
    Typed(&'a dyn ExtensionObject),
    /// An element of unknown type, or one that could not be read.
    Raw(&'a RawElement),
}

impl<'a> ExtensionRef<'a> {
    /// Whether anything in the element is unexpected, at any depth: see
    /// [`XmlType::has_unexpected`](crate::XmlType::has_unexpected). An element of unknown type is not
    /// unexpected.
    pub fn has_unexpected(&self) -> bool {
        match self {
            Self::Typed(object) => object.object_has_unexpected(),
            Self::Raw(_) => false,
        }
    }

    /// The Rust type of a typed element: for tables of what is known about types.
    pub fn object_type(&self) -> Option<TypeId> {
        match self {
            Self::Typed(object) => Some(object.as_any().type_id()),
            Self::Raw(_) => None,
        }
    }

    /// Writes the element, with its name.
    ///
    /// # Errors
    /// As [`XmlType::write`](crate::XmlType::write).
    pub fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        match self {
            Self::Typed(object) => object.write_object(writer),
            Self::Raw(raw) => writer.raw_element(raw),
        }
    }

    /// The element, if it is of this type.
    pub fn get<T: GlobalElement>(&self) -> Option<&'a T> {
        match self {
            Self::Typed(object) => object.as_any().downcast_ref(),
            Self::Raw(_) => None,
        }
    }

    /// Whether this is the element's expanded name.
    pub fn is(&self, name: &Name) -> bool {
        self.local() == name.local() && self.namespace() == name.namespace().uri()
    }

    /// The namespace URI of the element.
    pub fn namespace(&self) -> &'a str {
        match self {
            Self::Typed(object) => object.object_name().namespace().uri(),
            Self::Raw(raw) => raw.name.namespace(),
        }
    }

    /// The local part of the element's name.
    pub fn local(&self) -> &'a str {
        match self {
            Self::Typed(object) => object.object_name().local(),
            Self::Raw(raw) => raw.name.local(),
        }
    }
}

impl Debug for ExtensionRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(object) => object.debug(f),
            Self::Raw(raw) => write!(f, "Raw({raw})"),
        }
    }
}
