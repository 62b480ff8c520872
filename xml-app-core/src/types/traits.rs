//! The traits that user types implement, by hand or by derive.

use std::fmt::Debug;

use super::context::ReadContext;
use super::extensions::UnexpectedInChildren;
use super::reader::TypeReader;
use super::valid::UnexpectedItem;
use super::writer::{ElementWriter, has_unexpected, unexpected};
use crate::value::XmlAttribute;
use crate::{Element, Error, Name};

/// A complex type: it reads itself from an element, and writes attributes and content. It has no
/// name of its own: the parent gives the name, because the same local name can have different types
/// in different parents.
///
/// Derive it (see [`derives`](crate::derives)), or implement it by hand: the derive expands to the same
/// calls. `docs/extending.md` shows one.
///
/// ```
/// use xml_app_core::{Namespace, RawElement, Registry, XmlElement, XmlType};
///
/// const PARTY: Namespace = Namespace::new("urn:example:party", "p");
///
/// #[derive(Debug, Clone, PartialEq, XmlType)]
/// struct Person {
///     #[xml(attribute)]
///     name: String,
/// }
///
/// /// Binds the type to two names.
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = PARTY, name = "party")]
/// struct Party {
///     #[xml(child = "host")]
///     host: Person,
///     #[xml(child = "guest")]
///     guests: Vec<Person>,
/// }
///
/// let xml = "<party xmlns='urn:example:party'><host name='Ida'/><guest name='Bob'/></party>";
/// let party: Party = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(party.host.name, "Ida");
/// assert_eq!(party.guests, [Person { name: "Bob".to_owned() }]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an XML type",
    label = "a `child` needs a type with `XmlType`",
    note = "derive `XmlType` or `XmlElement` for `{Self}`",
    note = "a child element that has only text is `#[xml(value = \"name\")]`"
)]
pub trait XmlType: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Reads the type from an element whose name the caller has checked.
    ///
    /// # Errors
    /// The element cannot be read as this type, so the parent keeps it raw. Faults that leave something
    /// readable are reported to the context instead.
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error>;

    /// Writes attributes, then content, into the element that the caller has begun.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`](crate::ErrorKind::NotWritable) for what no XML document can contain.
    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;

    /// The placeholder for a required element that is missing, in tolerant mode. `None` means that the
    /// element around it cannot be read.
    fn placeholder(_context: &mut ReadContext<'_>) -> Option<Self> {
        None
    }

    /// Whether anything in the value is unexpected, at any depth: not allowed by the schema where it was,
    /// or not readable as what it should be. Tolerant reading keeps such content. A program that acts on
    /// the rest has to know of it, because it may have been meant to restrict the rest.
    ///
    /// Derived. The default writes the value to find out, so an implementation by hand need not have it.
    fn has_unexpected(&self) -> bool {
        has_unexpected(|writer| self.write(writer))
    }

    /// Removes what is unexpected, at any depth. Derived; an implementation by hand that keeps unexpected
    /// content has to remove it here.
    fn remove_unexpected(&mut self) {}
}

/// A type on the heap: for a type that contains itself, and for large types that are rarely present.
impl<T: XmlType> XmlType for Box<T> {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        T::read(element, context).map(Self::new)
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        T::write(self, writer)
    }

    fn placeholder(context: &mut ReadContext<'_>) -> Option<Self> {
        T::placeholder(context).map(Self::new)
    }

    fn has_unexpected(&self) -> bool {
        T::has_unexpected(self)
    }

    fn remove_unexpected(&mut self) {
        T::remove_unexpected(self);
    }
}

impl<T: XmlElement> XmlElement for Box<T> {
    const NAME: Name = T::NAME;
}

/// A complex type with one name: a global element of a schema.
///
/// ```
/// use xml_app_core::{Namespace, RawElement, XmlElement};
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = HATS, name = "hat")]
/// struct Hat {
///     #[xml(attribute)]
///     size: Option<u8>,
///     #[xml(text)]
///     model: String,
/// }
///
/// assert_eq!(Hat::NAME.to_string(), "{urn:example:hats}hat");
/// let raw = RawElement::encode(&Hat { size: Some(56), model: "fedora".to_owned() })?;
/// let xml = "<hat:hat xmlns:hat=\"urn:example:hats\" size=\"56\">fedora</hat:hat>";
/// assert_eq!(raw.to_string(), xml);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an XML element",
    label = "this type has no element name",
    note = "derive `XmlElement` for `{Self}`, or name the child: `#[xml(child = \"name\")]`"
)]
pub trait XmlElement: XmlType {
    /// The element's expanded name.
    const NAME: Name;

    /// Everything in the element that is unexpected, at any depth: see
    /// [`XmlType::has_unexpected`].
    ///
    /// ```
    /// # use xml_app_core::{Namespace, Unexpected, XmlElement};
    /// use xml_app_core::{RawElement, Registry};
    /// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = HATS, name = "hat")]
    /// # struct Hat {
    /// #     #[xml(value = "size")] size: Option<u8>,
    /// #     unexpected: Unexpected,
    /// # }
    /// let raw = "<hat xmlns='urn:example:hats' colour='red'><size>large</size></hat>";
    /// let hat: Hat = raw.parse::<RawElement>()?.decode(&Registry::empty())?;
    /// let unexpected: Vec<_> = hat.unexpected()?.iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     unexpected,
    ///     ["/hat: the attribute colour", "/hat: the element {urn:example:hats}size"]
    /// );
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`XmlType::write`].
    fn unexpected(&self) -> Result<Vec<UnexpectedItem>, Error> {
        unexpected(|writer| writer.element(self))
    }
}

/// A choice between elements (`xs:choice`, substitution groups, keyword lists): an enum with a
/// variant per element.
///
/// ```
/// use xml_app_core::{Namespace, RawElement, Registry, XmlChoice, XmlElement};
///
/// const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
///
/// #[derive(Debug, Clone, PartialEq, XmlChoice)]
/// #[xml(namespace = MENU)]
/// enum Course {
///     /// `<soup/>`
///     Soup,
///     /// `<cheese-board/>`
///     CheeseBoard,
///     /// `<other>plum cake</other>`
///     #[xml(value = "other")]
///     Other(String),
/// }
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = MENU, name = "menu")]
/// struct Menu {
///     #[xml(choice)]
///     courses: Vec<Course>,
/// }
///
/// let xml = "<menu xmlns='urn:example:menu'><soup/><other>plum cake</other></menu>";
/// let menu: Menu = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(menu.courses, [Course::Soup, Course::Other("plum cake".to_owned())]);
/// assert_eq!(Course::CheeseBoard.local(), "cheese-board");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a choice of XML elements",
    label = "a `choice` needs an enum with `XmlChoice`",
    note = "derive `XmlChoice` for `{Self}`"
)]
pub trait XmlChoice: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Reads one element of the choice; `None` if it is none of them.
    ///
    /// # Errors
    /// An element of the choice that cannot be typed.
    fn read(element: Element<'_>, reader: &mut TypeReader<'_, '_>) -> Result<Option<Self>, Error>;

    /// Whether an element that no other field takes is one of the choice.
    fn contains(element: Element<'_>) -> bool;

    /// Whether an element is one of the choice in a namespace in which senders put it by mistake. The schema
    /// has it among the extensions.
    fn is_elsewhere(element: Element<'_>) -> bool {
        let _ = element;
        false
    }

    /// The local name of the element: the keyword.
    fn local(&self) -> &str;

    /// Writes the element. `in_children` is the unexpected content that was in or on such elements when
    /// they were read.
    ///
    /// # Errors
    /// As [`XmlType::write`].
    fn write(
        &self,
        writer: &mut ElementWriter<'_>,
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error>;

    /// Whether this alternative excludes all others in a list of alternatives.
    fn is_alone(&self) -> bool {
        false
    }

    /// As [`XmlType::has_unexpected`].
    fn has_unexpected(&self) -> bool {
        has_unexpected(|writer| self.write(writer, &mut UnexpectedInChildren::default()))
    }

    /// Whether the element itself is unexpected: see
    /// [`ExtensionElement::is_unexpected`](crate::ExtensionElement::is_unexpected).
    fn is_unexpected(&self) -> bool {
        false
    }

    /// As [`XmlType::remove_unexpected`].
    fn remove_unexpected(&mut self) {}
}

/// A global element, which can be in an extension point: every [`XmlElement`], and enums of global
/// elements (`#[derive(XmlChoice)]` with `#[xml(elements)]`).
///
/// ```
/// use xml_app_core::{GlobalElement, Namespace, XmlChoice};
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
///
/// /// `<hat:fedora/>` or `<hat:top-hat/>`: both are allowed in the same places.
/// #[derive(Debug, Clone, PartialEq, XmlChoice)]
/// #[xml(namespace = HATS, elements)]
/// enum Headgear {
///     Fedora,
///     TopHat,
/// }
///
/// assert_eq!(Headgear::NAMES.len(), 2);
/// assert_eq!(GlobalElement::name(&Headgear::TopHat).to_string(), "{urn:example:hats}top-hat");
/// ```
///
/// ```
/// use xml_app_core::{
///     Element, ElementWriter, Error, GlobalElement, Name, Namespace, ReadContext, TypeReader,
///     XmlElement, XmlType,
/// };
/// # use xml_app_core::{RawElement, Registry, XmlChoice};
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlChoice)]
/// # #[xml(namespace = HATS, elements)]
/// # enum Headgear { Fedora, TopHat }
///
/// /// `<hat:box>`, with any headgear in it.
/// #[derive(Debug, Clone, PartialEq)]
/// struct HatBox(Vec<Headgear>);
///
/// impl XmlType for HatBox {
///     fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
///         let (mut hats, mut reader) = (Vec::new(), TypeReader::new(element, context));
///         while let Some(child) = reader.next_element() {
///             match Headgear::NAMES.iter().any(|name| child.is(name)) {
///                 true => hats.push(Headgear::read_element(child, reader.context())?),
///                 false => reader.unexpected_element(child),
///             }
///         }
///         reader.nothing_left()?;
///         Ok(Self(hats))
///     }
///
///     fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
///         self.0.iter().try_for_each(|hat| hat.write_element(writer))
///     }
/// }
///
/// impl XmlElement for HatBox {
///     const NAME: Name = Name::new(HATS, "box");
/// }
///
/// let xml = "<hat:box xmlns:hat=\"urn:example:hats\"><hat:fedora/><hat:top-hat/></hat:box>";
/// let hats: HatBox = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(hats, HatBox(vec![Headgear::Fedora, Headgear::TopHat]));
/// assert_eq!(RawElement::encode(&hats)?.to_string(), xml);
/// # Ok::<(), Error>(())
/// ```
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

    /// As [`XmlType::has_unexpected`].
    #[doc(hidden)]
    fn element_has_unexpected(&self) -> bool {
        has_unexpected(|writer| self.write_element(writer))
    }

    /// As [`XmlType::remove_unexpected`].
    #[doc(hidden)]
    fn remove_unexpected_of_element(&mut self) {}
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

    fn element_has_unexpected(&self) -> bool {
        self.has_unexpected()
    }

    fn remove_unexpected_of_element(&mut self) {
        self.remove_unexpected();
    }
}

/// This element is allowed in the extension point of `Host`: checked at compile time.
///
/// [`vocabulary!`](crate::vocabulary) implements it, and registers the element with the vocabulary. An
/// implementation by hand says that it is one, and registers it by hand:
///
/// ```
/// use xml_app_core::{
///     ExtensionOf, Extensions, Namespace, ReadOptions, Registration, Registry, XmlApplication,
/// };
/// # use xml_app_core::XmlElement;
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "guest")]
/// # struct Guest { #[xml(extensions)] extensions: Extensions<Self> }
/// # struct GuestDocument;
/// # impl XmlApplication for GuestDocument {
/// #     type Root = Guest;
/// #     const NAME: &'static str = "guest";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "hat")]
/// # struct Hat;
///
/// impl ExtensionOf<Guest> for Hat {
///     const REGISTRATION: Registration = Registration::ByHand;
///
///     fn check_several(several: &[&Self]) -> Result<(), String> {
///         Err(format!("{} hats on one head", several.len()))
///     }
/// }
///
/// let mut builder = Registry::builder();
/// builder.extend::<Guest>().with::<Hat>()?;
/// let registry = builder.build();
/// let options = ReadOptions::strict();
/// let xml = b"<guest xmlns='urn:example:party'><hat/><hat/></guest>";
/// let reading = registry.parse_with::<GuestDocument>(xml, &options)?;
/// assert_eq!(reading.document.extensions.get_all::<Hat>().count(), 2);
/// assert_eq!(reading.diagnostics[0].to_string(), "1:1: warning: /guest: 2 hats on one head");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait ExtensionOf<Host>: GlobalElement {
    /// What registers the element, so that reading recognises it.
    const REGISTRATION: Registration;

    /// Checks what a specification says about several of these elements in one `Host`, where its schema
    /// allows any number. Reading calls it if there are two or more in the host's
    /// [`Extensions`](crate::Extensions), and warns of the error. `several` has all of them, in document
    /// order.
    ///
    /// # Errors
    /// What is wrong, in words that follow the path of the host: "two hats without a size".
    fn check_several(several: &[&Self]) -> Result<(), String> {
        let _ = several;
        Ok(())
    }
}

/// This attribute is allowed on `Host`. [`XmlAttribute`] has an example.
pub trait AttributeOf<Host>: XmlAttribute {
    /// What registers the attribute, so that its value is checked.
    const REGISTRATION: Registration;
}

/// How an extension is registered. Without a registration, reading keeps it raw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// A [`vocabulary!`](crate::vocabulary) declares it, and registers it when the vocabulary is added.
    ByVocabulary,
    /// The program calls [`with`](crate::HostBuilder::with) for it.
    ByHand,
}
