//! The run-time table: which document types there are, and what extends what.

mod builder;
mod read;

use std::any::TypeId;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;
use once_cell::sync::OnceCell;

use crate::extension::{ExtensionList, ExtensionObject};
use crate::{
    AnyDocument, Element, Error, ErrorKind, Name, Namespace, ReadContext, ReadOptions, ValueKind,
    XmlApplication,
};

pub use builder::{ApplicationBuilder, HostBuilder, RegistryBuilder};

/// A frozen table of document types and extensions. Cheap to clone, and shared between threads.
///
/// A value like any other: a program may have several. One can be [installed](Self::install) as the
/// default of the process.
///
/// ```
/// use xml_app_core::{ExtensionOf, RawElement, ReadOptions, Registry};
/// # use xml_app_core::{Extensions, Namespace, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)] #[xml(namespace = NS, name = "guest")]
/// # struct Guest { #[xml(extensions)] extensions: Extensions<Self> }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)] #[xml(namespace = NS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String }
/// impl ExtensionOf<Guest> for Hat {}
/// let mut builder = Registry::builder();
/// builder.extend::<Guest>().with::<Hat>()?;
/// let options = ReadOptions::strict().with_registry(&builder.build());
/// let raw: RawElement = "<guest xmlns='urn:example:party'><hat>fez</hat></guest>".parse()?;
/// assert_eq!(raw.decode_with::<Guest>(&options)?.extensions.get::<Hat>().unwrap().model, "fez");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Registry(Arc<Tables>);

#[derive(Debug, Clone, Default)]
struct Tables {
    applications: ByType<Application>,
    hosts: ByType<Host>,
    modules: Vec<ModuleInfo>,
    /// Namespaces of drafts, and what became of them.
    drafts: Vec<(&'static str, Namespace)>,
}

type ByType<T> = IndexMap<TypeId, T, BuildHasherDefault<TypeIdHasher>>;

/// A document type, as registered.
#[derive(Debug, Clone)]
pub struct Application {
    name: &'static str,
    content_types: &'static [&'static str],
    event_package: Option<&'static str>,
    specification: &'static str,
    root: Name,
    obsolete_namespaces: &'static [&'static str],
    namespaces: Vec<Namespace>,
    known: Known,
    parse: fn(&[u8], &ReadOptions) -> Result<AnyDocument, Error>,
}

/// Global elements and attributes that are checked wherever they stand in a document.
#[derive(Debug, Default, Clone)]
pub(crate) struct Known {
    elements: HashMap<&'static str, Vec<ExtensionEntry>>,
    attributes: Vec<AttributeEntry>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Host {
    elements: Entries,
    types: Vec<HostedType>,
    attributes: Vec<AttributeEntry>,
    /// What drafts put around the elements that extend the host.
    wrappers: Vec<Name>,
}

/// A type that extends a host.
#[derive(Debug, Clone)]
pub(crate) struct HostedType {
    type_id: TypeId,
    /// Tells it from the other types of its host, unless there are more than 32.
    pub(crate) bit: u32,
    pub(crate) check_several: CheckSeveral,
}

/// Entries by the length of their local names, which tells most of them apart.
#[derive(Debug, Clone, Default)]
struct Entries(Vec<Vec<ExtensionEntry>>);

impl Entries {
    fn iter(&self) -> impl Iterator<Item = &ExtensionEntry> {
        self.0.iter().flatten()
    }

    fn push(&mut self, entry: ExtensionEntry) {
        let length = entry.name.local().len();
        if self.0.len() <= length {
            self.0.resize_with(length + 1, Vec::new);
        }
        self.0.get_mut(length).into_iter().for_each(|entries| entries.push(entry));
    }

    #[inline]
    fn find(&self, namespace: &str, local: &str) -> Option<&ExtensionEntry> {
        let entries = self.0.get(local.len())?;
        entries.iter().find(|entry| entry.name.is_found(namespace, local))
    }
}

/// Reads an element as a registered type.
pub(crate) type ReadElement =
    fn(Element<'_>, &mut ReadContext<'_>) -> Result<Box<dyn ExtensionObject>, Error>;

/// Checks all elements of a type in one host, if there are several.
pub(crate) type CheckSeveral = fn(&ExtensionList) -> Result<(), String>;

/// Checks the value of an attribute.
pub(crate) type CheckAttribute = fn(&str) -> Result<(), Error>;

#[derive(Debug, Clone, Copy)]
pub(crate) struct ExtensionEntry {
    pub(crate) name: Name,
    pub(crate) read: ReadElement,
    /// The [`HostedType::bit`] of its type; none outside of a host.
    pub(crate) type_bit: u32,
    type_id: TypeId,
    type_name: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AttributeEntry {
    pub(crate) name: Name,
    pub(crate) check: CheckAttribute,
    pub(crate) kind: ValueKind,
    type_id: TypeId,
    type_name: &'static str,
}

/// `TypeId`s are hashes already.
#[derive(Default)]
struct TypeIdHasher(u64);

impl Hasher for TypeIdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, from) in word.iter_mut().zip(chunk) {
                *to = *from;
            }
            self.0 ^= u64::from_ne_bytes(word);
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 ^= word;
    }
}

/// The registry of the process; see [`Registry::install`].
static DEFAULT: OnceCell<Registry> = OnceCell::new();

impl Registry {
    /// A registry to fill.
    pub fn builder() -> RegistryBuilder {
        RegistryBuilder::default()
    }

    /// Makes this the default registry of the process. To be called once, at start-up.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if there is a default already.
    pub fn install(self) -> Result<(), Error> {
        DEFAULT.set(self).map_err(|_| {
            Error::new(ErrorKind::Conflict, "the process has a default registry already")
        })
    }

    /// The default registry of the process, if one was installed.
    pub fn installed() -> Option<&'static Self> {
        DEFAULT.get()
    }

    /// The document types, in order of registration.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.0.applications.values()
    }

    /// The extension vocabularies, in order of registration.
    pub fn modules(&self) -> &[ModuleInfo] {
        &self.0.modules
    }

    /// The document types of a content type, in order of registration; parameters of the header are
    /// ignored. Where there are several, the root of a document tells which it is.
    pub fn applications_for_content_type(
        &self,
        content_type: &str,
    ) -> impl Iterator<Item = &Application> {
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        self.applications().filter(move |application| {
            application.content_types.iter().any(|known| known.eq_ignore_ascii_case(&essence))
        })
    }

    /// The document type by its [name](XmlApplication::NAME).
    pub fn application_by_name(&self, name: &str) -> Option<&Application> {
        self.applications().find(|application| application.name == name)
    }

    pub(crate) fn application<A: XmlApplication>(&self) -> Option<&Application> {
        self.0.applications.get(&TypeId::of::<A>())
    }

    /// What became of the namespace of a draft.
    pub(crate) fn successor(&self, namespace: &str) -> Option<Namespace> {
        let mut drafts = self.0.drafts.iter();
        drafts.find(|(draft, _)| *draft == namespace).map(|(_, successor)| *successor)
    }

    pub(crate) fn host<H: 'static>(&self) -> Option<&Host> {
        self.0.hosts.get(&TypeId::of::<H>())
    }
}

impl Host {
    #[inline]
    pub(crate) fn element(&self, element: Element<'_>) -> Option<&ExtensionEntry> {
        self.elements.find(element.namespace(), element.local())
    }

    pub(crate) fn types(&self) -> &[HostedType] {
        &self.types
    }

    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&AttributeEntry> {
        self.attributes.iter().find(|entry| entry.name.is_found(namespace, local))
    }

    /// Whether drafts put this around the elements that extend the host.
    pub(crate) fn is_wrapper(&self, element: Element<'_>) -> bool {
        self.wrappers.iter().any(|name| element.is(name))
    }

    fn add_type(&mut self, type_id: TypeId, check_several: CheckSeveral) -> u32 {
        if let Some(known) = self.types.iter().find(|known| known.type_id == type_id) {
            return known.bit;
        }
        let bit = 1 << (self.types.len() % 32);
        self.types.push(HostedType { type_id, bit, check_several });
        bit
    }
}

impl Known {
    pub(crate) fn element(&self, element: Element<'_>) -> Option<&ExtensionEntry> {
        let entries = self.elements.get(element.local())?;
        entries.iter().find(|entry| entry.name.namespace().uri() == element.namespace())
    }

    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&AttributeEntry> {
        self.attributes.iter().find(|entry| entry.name.is_found(namespace, local))
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

    /// The namespaces that belong to it, extensions' included.
    pub fn namespaces(&self) -> &[Namespace] {
        &self.namespaces
    }

    /// Reads a document of this type.
    ///
    /// # Errors
    /// As [`XmlApplication::parse_with`].
    pub fn parse(&self, bytes: &[u8], options: &ReadOptions) -> Result<AnyDocument, Error> {
        (self.parse)(bytes, options)
    }

    /// Whether a root element that is not its own means it nevertheless, as far as tolerant reading
    /// is concerned.
    pub(crate) fn is_meant_by(&self, root: Element<'_>) -> bool {
        crate::read::is_meant_by(root, &self.root, self.obsolete_namespaces)
    }

    pub(crate) fn known(&self) -> &Known {
        &self.known
    }
}

/// A vocabulary that extends documents of other specifications: RPID, or a vendor's own.
pub trait ExtensionModule {
    /// A short name, such as `rpid`.
    const NAME: &'static str;
    /// The specification, such as `RFC 4480`.
    const SPECIFICATION: &'static str;
    /// The namespaces of its elements.
    const NAMESPACES: &'static [Namespace];

    /// Registers everything.
    ///
    /// # Errors
    /// Those of the builder.
    fn register(registry: &mut RegistryBuilder) -> Result<(), Error>;
}

/// What is known about a registered [`ExtensionModule`].
#[derive(Debug, Clone)]
pub struct ModuleInfo {
    name: &'static str,
    type_name: &'static str,
    specification: &'static str,
    namespaces: &'static [Namespace],
    extends: Vec<(&'static str, Name)>,
}

impl ModuleInfo {
    /// The [name](ExtensionModule::NAME).
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
