//! The registry: the document types, and what extends what.

mod builder;
mod read;

use std::any::Any;
use std::sync::Arc;

use once_cell::sync::OnceCell;

use super::any_document::AnyDocument;
use super::application::XmlApplication;
use super::options::ReadOptions;
use crate::types::recognized::{ByType, Recognized, RecognizedInDocument};
use crate::{Element, Error, ErrorKind, Name, Namespace};

pub use builder::{ApplicationBuilder, HostBuilder, RegistryBuilder};

/// The document types and extensions that reading recognises. It does not change once it is built, is
/// cheap to clone, and can be shared between threads.
///
/// Reading starts from a registry: [`parse`](Self::parse), [`parse_with`](Self::parse_with) and
/// [`read`](Self::read). A program can have several. There is a guide to [reading and
/// writing](https://docs.rs/sip-payloads/latest/sip_payloads/guide/reading_and_writing/).
///
/// ```
/// use xml_app_core::{ExtensionOf, RawElement, Registration, Registry};
/// # use xml_app_core::{Extensions, Namespace, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)] #[xml(namespace = NS, name = "guest")]
/// # struct Guest { #[xml(extensions)] extensions: Extensions<Self> }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)] #[xml(namespace = NS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String }
/// impl ExtensionOf<Guest> for Hat {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
/// let mut builder = Registry::builder();
/// builder.extend::<Guest>().with::<Hat>()?;
/// let registry = builder.build();
/// let raw: RawElement = "<guest xmlns='urn:example:party'><hat>fez</hat></guest>".parse()?;
/// assert_eq!(raw.decode::<Guest>(&registry)?.extensions.get::<Hat>().unwrap().model, "fez");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry(Arc<Tables>);

#[derive(Debug, Clone, Default)]
struct Tables {
    applications: ByType<Application>,
    recognized: Recognized,
    vocabularies: Vec<VocabularyInfo>,
    definitions: Vec<Definition>,
}

/// What a vocabulary defines for a crate that knows more about documents than reading does.
#[derive(Debug, Clone)]
struct Definition {
    vocabulary: &'static str,
    value: Arc<dyn Any + Send + Sync>,
}

/// A document type, as registered.
#[derive(Debug, Clone)]
pub struct Application {
    name: &'static str,
    content_types: &'static [&'static str],
    event_package: Option<&'static str>,
    specification: &'static str,
    root: Name,
    obsolete_namespaces: &'static [&'static str],
    recognized: RecognizedInDocument,
    read: fn(&Registry, &[u8], &ReadOptions) -> Result<AnyDocument, Error>,
    other_type: fn(Element<'_>) -> Option<&'static str>,
}

/// The default registry of the process; see [`Registry::install`].
static DEFAULT: OnceCell<ProcessDefault> = OnceCell::new();

#[derive(Debug)]
struct ProcessDefault {
    registry: Registry,
    is_installed: bool,
}

impl Registry {
    /// A builder of a registry.
    pub fn builder() -> RegistryBuilder {
        RegistryBuilder::default()
    }

    /// A registry without document types and extensions: reading recognises no extension.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Makes this the default registry of the process: the one that the functions of `sip-payloads` use.
    /// A program calls it once, at start-up, before it reads a document.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if a default is installed already, or if the built-in registry has been used
    /// as the default: documents that were read before would lack the extensions of this one.
    pub fn install(self) -> Result<(), Error> {
        DEFAULT.set(ProcessDefault { registry: self, is_installed: true }).map_err(|_| {
            let message = match DEFAULT.get() {
                Some(ProcessDefault { is_installed: false, .. }) => {
                    "the built-in registry is in use already: install before the first document is read"
                }
                _ => "the process has a default registry already",
            };
            Error::new(ErrorKind::Conflict, message)
        })
    }

    /// The default registry of the process. If none was [installed](Self::install), the built-in one
    /// becomes the default.
    ///
    /// ```
    /// use xml_app_core::Registry;
    ///
    /// /// The registry of a crate with documents of its own.
    /// fn registry() -> &'static Registry {
    ///     Registry::default_or_init(|| {
    ///         let builder = Registry::builder();
    ///         // The document types and vocabularies of the crate.
    ///         { builder }.build()
    ///     })
    /// }
    /// assert_eq!(registry().applications().count(), 0);
    /// ```
    pub fn default_or_init(built_in: impl FnOnce() -> Self) -> &'static Self {
        &DEFAULT
            .get_or_init(|| ProcessDefault { registry: built_in(), is_installed: false })
            .registry
    }

    /// The default registry of the process, if there is one already.
    pub(crate) fn current_default() -> Option<&'static Self> {
        DEFAULT.get().map(|default| &default.registry)
    }

    /// The document types, in order of registration.
    ///
    /// ```
    /// use xml_app_core::Registry;
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = MENU, name = "menu")]
    /// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
    /// # struct MenuDocument;
    /// # impl XmlApplication for MenuDocument {
    /// #     type Root = Menu;
    /// #     const NAME: &'static str = "menu";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    /// #     const EVENT_PACKAGE: Option<&'static str> = Some("menu");
    /// #     const SPECIFICATION: &'static str = "the kitchen";
    /// # }
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<MenuDocument>()?;
    /// let registry = builder.build();
    ///
    /// // The values of Allow-Events.
    /// let mut events = registry.applications().filter_map(|application| application.event_package());
    /// assert_eq!(events.next(), Some("menu"));
    /// let menu = registry.application_by_name("menu").unwrap();
    /// assert_eq!(menu.content_types(), ["application/menu+xml"]);
    /// let mut found = registry.applications_for_content_type("Application/menu+XML;charset=utf-8");
    /// assert_eq!(found.next().unwrap().root().to_string(), "{urn:example:menu}menu");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.0.applications.values()
    }

    /// The extension vocabularies, in order of registration.
    pub fn vocabularies(&self) -> &[VocabularyInfo] {
        &self.0.vocabularies
    }

    /// The document types of a content type, in order of registration; parameters of the header are
    /// ignored. If there are several, the root of a document decides.
    pub fn applications_for_content_type(
        &self,
        content_type: &str,
    ) -> impl Iterator<Item = &Application> {
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        self.applications().filter(move |application| {
            application.content_types.iter().any(|known| known.eq_ignore_ascii_case(&essence))
        })
    }

    /// The document types of an event package. The template package `winfo` can be applied to any package, so
    /// that `dialog.winfo` has the documents of `presence.winfo`.
    ///
    /// ```
    /// use xml_app_core::Registry;
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = MENU, name = "menu")]
    /// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
    /// # struct MenuDocument;
    /// # impl XmlApplication for MenuDocument {
    /// #     type Root = Menu;
    /// #     const NAME: &'static str = "menu";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    /// #     const EVENT_PACKAGE: Option<&'static str> = Some("menu.winfo");
    /// #     const SPECIFICATION: &'static str = "the kitchen";
    /// # }
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<MenuDocument>()?;
    /// let registry = builder.build();
    /// let found = |package: &str| registry.applications_for_event_package(package).count();
    /// assert_eq!((found("menu.winfo"), found("dinner.winfo"), found("dinner")), (1, 1, 0));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn applications_for_event_package(
        &self,
        event_package: &str,
    ) -> impl Iterator<Item = &Application> {
        self.applications().filter(move |application| {
            application.event_package().is_some_and(|own| {
                let template = |package: &str| package.ends_with(".winfo");
                own == event_package || template(own) && template(event_package)
            })
        })
    }

    /// The document type by its [name](XmlApplication::NAME).
    pub fn application_by_name(&self, name: &str) -> Option<&Application> {
        self.applications().find(|application| application.name == name)
    }

    /// The names of the elements that extend a type.
    ///
    /// ```
    /// use xml_app_core::{ExtensionOf, Registration, Registry};
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
    /// let mut builder = Registry::builder();
    /// builder.extend::<Guest>().with::<Hat>()?;
    /// let names: Vec<_> = builder.build().extensions_of::<Guest>().map(|name| name.to_string()).collect();
    /// assert_eq!(names, ["{urn:example:hats}hat"]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn extensions_of<H: 'static>(&self) -> impl Iterator<Item = Name> {
        let host = self.recognized().host::<H>().into_iter();
        host.flat_map(|host| host.elements.iter().map(|entry| entry.name))
    }

    /// What the vocabularies [define](RegistryBuilder::define) of this type, in order of registration.
    pub fn definitions<T: Any>(&self) -> impl Iterator<Item = &T> {
        self.0.definitions.iter().filter_map(|definition| definition.value.downcast_ref())
    }

    pub(crate) fn application<A: XmlApplication>(&self) -> Option<&Application> {
        self.0.applications.get(&std::any::TypeId::of::<A>())
    }

    pub(crate) fn recognized(&self) -> &Recognized {
        &self.0.recognized
    }
}

impl Application {
    /// The [name](XmlApplication::NAME).
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The MIME types.
    pub fn content_types(&self) -> &'static [&'static str] {
        self.content_types
    }

    /// The SIP event package, if there is one.
    pub fn event_package(&self) -> Option<&'static str> {
        self.event_package
    }

    /// The specification.
    pub fn specification(&self) -> &'static str {
        self.specification
    }

    /// The root element.
    pub fn root(&self) -> Name {
        self.root
    }

    /// Its namespaces, those of vocabularies included.
    pub fn namespaces(&self) -> &[Namespace] {
        &self.recognized.namespaces
    }

    /// Whether tolerant reading accepts a root element that lacks its namespace or has an obsolete one.
    pub(crate) fn is_meant_by(&self, root: Element<'_>) -> bool {
        super::read::is_meant_by(root, &self.root, self.obsolete_namespaces)
    }

    pub(crate) fn recognized(&self) -> &RecognizedInDocument {
        &self.recognized
    }
}

/// A vocabulary that extends documents of other specifications: RPID, or a vendor's own.
pub trait Vocabulary {
    /// A short name, such as `rpid`.
    const NAME: &'static str;
    /// The specification, such as `RFC 4480`.
    const SPECIFICATION: &'static str;
    /// The namespaces of its elements.
    const NAMESPACES: &'static [Namespace];

    /// Registers everything that the vocabulary has.
    ///
    /// # Errors
    /// Those of the builder.
    fn register(registry: &mut RegistryBuilder) -> Result<(), Error>;
}

/// A registered [`Vocabulary`].
///
/// ```
/// use xml_app_core::{Registry, VocabularyInfo, vocabulary};
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
///
/// vocabulary! {
///     /// Hats.
///     struct Hats: "hats", "the hatters' handbook";
///     document GuestDocument: HATS;
///     extend Guest { Hat }
/// }
///
/// let mut builder = Registry::builder();
/// builder.add(Hats)?;
/// let registry = builder.build();
/// let hats: &VocabularyInfo = &registry.vocabularies()[0];
/// assert_eq!((hats.name(), hats.specification()), ("hats", "the hatters' handbook"));
/// assert_eq!((hats.namespaces(), hats.extends()[0].0), (&[HATS][..], "Guest"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct VocabularyInfo {
    name: &'static str,
    type_name: &'static str,
    specification: &'static str,
    namespaces: &'static [Namespace],
    extends: Vec<(&'static str, Name)>,
}

impl VocabularyInfo {
    /// The [name](Vocabulary::NAME).
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The specification.
    pub fn specification(&self) -> &'static str {
        self.specification
    }

    /// The namespaces of its elements.
    pub fn namespaces(&self) -> &'static [Namespace] {
        self.namespaces
    }

    /// What it extends: the Rust name of the extended type, and the element or attribute.
    pub fn extends(&self) -> &[(&'static str, Name)] {
        &self.extends
    }
}
