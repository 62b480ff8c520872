//! Building a registry.

use std::any::{Any, TypeId, type_name};
use std::marker::PhantomData;
use std::sync::Arc;

use indexmap::IndexMap;

use super::{Application, Definition, Registry, Tables, Vocabulary, VocabularyInfo};
use crate::types::list::{Extension, ExtensionList};
use crate::types::recognized::{AttributeEntry, ExtensionEntry, Host, Known, RecognizedInDocument};
use crate::{
    AttributeOf, Error, ErrorKind, ExtensionOf, GlobalElement, Name, Namespace, XmlApplication,
    XmlAttribute, XmlElement,
};

/// Collects document types and extensions, and refuses contradictions. The order of registration has no
/// effect. [`Registry`] has an example.
#[derive(Debug, Default)]
pub struct RegistryBuilder {
    tables: Tables,
    /// What the vocabulary that is being registered has extended so far.
    vocabulary: Option<Vec<(&'static str, Name)>>,
    /// Its name.
    vocabulary_name: &'static str,
}

impl RegistryBuilder {
    /// Adds a document type; adding it again has no effect. Returns it, to add namespaces. Several document
    /// types can have the same content type: then the root element decides.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another document type has its name or its root.
    pub fn application<A: XmlApplication>(&mut self) -> Result<ApplicationBuilder<'_>, Error> {
        let others = self.tables.applications.iter().filter(|(id, _)| **id != TypeId::of::<A>());
        let mut others = others.map(|(_, other)| other);
        if let Some(other) = others.find(|o| o.name == A::NAME || o.root == A::Root::NAME) {
            let ours = format!("{} with the root {}", A::NAME, A::Root::NAME);
            let theirs = format!("{} with the root {}", other.name, other.root);
            let message = format!("the document type {ours} cannot be beside {theirs}");
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        let application =
            self.tables.applications.entry(TypeId::of::<A>()).or_insert_with(|| Application {
                name: A::NAME,
                content_types: A::CONTENT_TYPES,
                event_package: A::EVENT_PACKAGE,
                specification: A::SPECIFICATION,
                root: A::Root::NAME,
                obsolete_namespaces: A::OBSOLETE_NAMESPACES,
                recognized: RecognizedInDocument {
                    namespaces: own_namespaces::<A>(),
                    known: Known::with_root::<A::Root>(A::Root::NAME),
                },
                read: super::read::read_any::<A>,
                other_type: A::other_type,
            });
        let mut builder = ApplicationBuilder { application };
        A::register(&mut builder)?;
        Ok(builder)
    }

    /// The registration of what extends a type.
    pub fn extend<H: 'static>(&mut self) -> HostBuilder<'_, H> {
        HostBuilder { builder: self, host: PhantomData }
    }

    /// Adds an obsolete namespace, that of a draft for example, and the one that replaced it. Tolerant
    /// reading replaces it too, with a diagnostic. Adding it again has no effect.
    ///
    /// ```
    /// use xml_app_core::{ExtensionOf, Name, ReadOptions, Registration, Registry};
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
    /// builder.obsolete_namespace("urn:example:draft-hats", HATS)?;
    /// builder.application::<GuestDocument>()?.namespace(HATS)?;
    /// // The draft had an element around hats, which tolerant reading takes away.
    /// builder.extend::<Guest>().with::<Hat>()?.wrapped_in(Name::new(HATS, "clothes"));
    /// let xml = "<guest xmlns='urn:example:party' xmlns:d='urn:example:draft-hats'>\
    ///     <d:clothes><d:hat>fedora</d:hat></d:clothes></guest>";
    /// let reading = builder.build().parse_with::<GuestDocument>(xml, &ReadOptions::tolerant())?;
    /// assert_eq!(reading.document.extensions.get::<Hat>().unwrap().model, "fedora");
    /// assert_eq!(reading.diagnostics.len(), 2);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another namespace replaced it.
    pub fn obsolete_namespace(
        &mut self,
        namespace: &'static str,
        became: Namespace,
    ) -> Result<&mut Self, Error> {
        match self.tables.recognized.drafts.iter().find(|(draft, _)| *draft == namespace) {
            Some((_, known)) if *known != became => {
                let message = format!("{namespace} became {known}: it cannot become {became} too");
                return Err(Error::new(ErrorKind::Conflict, message));
            }
            Some(_) => {}
            None => self.tables.recognized.drafts.push((namespace, became)),
        }
        Ok(self)
    }

    /// Adds a definition of the vocabulary that is being added, for a crate that knows more about documents
    /// than reading does: the semantics of conditions, for example. A vocabulary has one definition of each
    /// type; [`Registry::definitions`] finds those of all vocabularies.
    ///
    /// ```
    /// use xml_app_core::{Error, Registry, RegistryBuilder, vocabulary};
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = HATS, name = "hat")]
    /// # struct Hat;
    /// # struct HatDocument;
    /// # impl XmlApplication for HatDocument {
    /// #     type Root = Hat;
    /// #     const NAME: &'static str = "hat";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/hat+xml"];
    /// #     const SPECIFICATION: &'static str = "the hatters' handbook";
    /// # }
    ///
    /// /// What a hatter knows about hats.
    /// struct Price(u32);
    ///
    /// fn define_price(registry: &mut RegistryBuilder) -> Result<(), Error> {
    ///     registry.define(Price(40));
    ///     Ok(())
    /// }
    ///
    /// vocabulary! {
    ///     struct Hats: "hats", "the hatters' handbook";
    ///     document HatDocument: HATS;
    ///     also define_price;
    /// }
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Hats)?;
    /// let prices: Vec<_> = builder.build().definitions::<Price>().map(|price| price.0).collect();
    /// assert_eq!(prices, [40]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn define<T: Any + Send + Sync>(&mut self, definition: T) -> &mut Self {
        let vocabulary = self.vocabulary_name;
        let definitions = &mut self.tables.definitions;
        definitions.retain(|known| known.vocabulary != vocabulary || !known.value.is::<T>());
        definitions.push(Definition { vocabulary, value: Arc::new(definition) });
        self
    }

    /// Adds a vocabulary; adding it again has no effect. A vocabulary with an error changes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if its name, or one of its elements, attributes or prefixes is taken by
    /// something else.
    #[allow(clippy::needless_pass_by_value, reason = "the value only names the type: add(Rpid)")]
    pub fn add<V: Vocabulary>(&mut self, vocabulary: V) -> Result<&mut Self, Error> {
        let _ = vocabulary;
        let known = self.tables.vocabularies.iter().find(|known| known.name == V::NAME);
        let known = known.map(|known| known.type_name);
        if let Some(known) = known.filter(|known| *known != type_name::<V>()) {
            let message = format!("{} is {known}: it cannot be {} too", V::NAME, type_name::<V>());
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        let before = self.tables.clone();
        let outer = self.vocabulary.replace(Vec::new());
        let outer_name = std::mem::replace(&mut self.vocabulary_name, V::NAME);
        let registered = V::register(self);
        self.vocabulary_name = outer_name;
        let extends = std::mem::replace(&mut self.vocabulary, outer).unwrap_or_default();
        if let Err(error) = registered {
            self.tables = before;
            return Err(error);
        }
        if known.is_none() {
            self.tables.vocabularies.push(VocabularyInfo {
                name: V::NAME,
                type_name: type_name::<V>(),
                specification: V::SPECIFICATION,
                namespaces: V::NAMESPACES,
                extends,
            });
        }
        Ok(self)
    }

    /// The finished registry. The builder is empty again.
    pub fn build(&mut self) -> Registry {
        let hosts = || self.tables.recognized.hosts.values();
        let elements = of_one_type(hosts().flat_map(|host| host.elements.iter()));
        let attributes = of_one_type(hosts().flat_map(|host| &host.attributes));
        for application in self.tables.applications.values_mut() {
            let RecognizedInDocument { namespaces, known } = &mut application.recognized;
            let belongs = |name: Name| namespaces.contains(&name.namespace());
            for entry in elements.iter().filter(|entry| belongs(entry.name)) {
                if known.element_called(&entry.name).is_none() {
                    known.elements.entry(entry.name.local()).or_default().push(*entry);
                }
            }
            for entry in attributes.iter().filter(|entry| belongs(entry.name)) {
                if known.attribute_called(&entry.name).is_none() {
                    known.attributes.push(*entry);
                }
            }
        }
        Registry(Arc::new(std::mem::take(&mut self.tables)))
    }
}

/// The name and the type of an entry.
trait Entry: Copy {
    fn name(&self) -> Name;
    fn type_id(&self) -> TypeId;
}

impl Entry for ExtensionEntry {
    fn name(&self) -> Name {
        self.name
    }

    fn type_id(&self) -> TypeId {
        self.type_id
    }
}

impl Entry for AttributeEntry {
    fn name(&self) -> Name {
        self.name
    }

    fn type_id(&self) -> TypeId {
        self.type_id
    }
}

/// The entries of all hosts, each once. A name that has different types in different hosts is left out,
/// because outside of hosts it has no type.
fn of_one_type<'h, E: Entry + 'h>(entries: impl Iterator<Item = &'h E>) -> Vec<E> {
    let mut by_name: IndexMap<Name, Option<E>> = IndexMap::new();
    for entry in entries {
        let known = by_name.entry(entry.name()).or_insert(Some(*entry));
        *known = known.filter(|known| known.type_id() == entry.type_id());
    }
    by_name.into_values().flatten().collect()
}

/// Calls the check of a type, if a list has several of its elements.
fn check_several<H, T: ExtensionOf<H>>(list: &ExtensionList) -> Result<(), String> {
    let several: Vec<&T> = list.elements().filter_map(Extension::downcast_ref).collect();
    match several.len() {
        0 | 1 => Ok(()),
        _ => T::check_several(&several),
    }
}

fn own_namespaces<A: XmlApplication>() -> Vec<Namespace> {
    let mut namespaces = vec![A::Root::NAME.namespace()];
    for namespace in A::NAMESPACES {
        if !namespaces.contains(namespace) {
            namespaces.push(*namespace);
        }
    }
    namespaces
}

/// Adds to a registered document type.
///
/// ```
/// use xml_app_core::{ApplicationBuilder, Registry};
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
/// let mut builder = Registry::builder();
/// let mut guests: ApplicationBuilder<'_> = builder.application::<GuestDocument>()?;
/// // Hats are checked wherever they are in a document with guests.
/// guests.namespace(HATS)?.element::<Hat>()?;
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug)]
pub struct ApplicationBuilder<'b> {
    application: &'b mut Application,
}

impl ApplicationBuilder<'_> {
    /// Adds a namespace to the document type: its registered elements are checked at any place, and its
    /// prefix is reserved. Adding it again has no effect.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another namespace of this document type has the prefix, or the
    /// namespace has another prefix already.
    pub fn namespace(&mut self, namespace: Namespace) -> Result<&mut Self, Error> {
        let taken = self.application.recognized.namespaces.iter().find(|known| {
            (known.prefix() == namespace.prefix()) != (known.uri() == namespace.uri())
        });
        if let Some(known) = taken {
            let message = format!(
                "in {} documents, prefix {} stands for {}: prefix {} cannot stand for {}",
                self.application.name,
                known.prefix(),
                known.uri(),
                namespace.prefix(),
                namespace.uri(),
            );
            return Err(Error::new(ErrorKind::Conflict, message));
        }
        if !self.application.recognized.namespaces.contains(&namespace) {
            self.application.recognized.namespaces.push(namespace);
        }
        Ok(self)
    }

    /// Adds global elements that extend nothing: they are checked at any place in the document. Elements
    /// that extend something are added by their namespace. Adding the same type again has no effect.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another type has one of the names.
    pub fn element<T: GlobalElement>(&mut self) -> Result<&mut Self, Error> {
        for name in T::NAMES {
            let entry = ExtensionEntry::of::<T>(*name);
            let known = &mut self.application.recognized.known;
            match known.element_called(name) {
                Some(other) if other.type_id != entry.type_id => {
                    let place = self.application.name;
                    return Err(conflict(name, place, other.type_name, entry.type_name));
                }
                Some(_) => {}
                None => known.elements.entry(name.local()).or_default().push(entry),
            }
        }
        Ok(self)
    }

    /// Adds a global attribute: its value is checked on any element. Adding the same type again has no
    /// effect.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another type has the name.
    pub fn attribute<A: XmlAttribute>(&mut self) -> Result<&mut Self, Error> {
        let entry = AttributeEntry::of::<A>();
        let known = &mut self.application.recognized.known;
        match known.attribute_called(&entry.name) {
            Some(other) if other.type_id != entry.type_id => {
                let place = self.application.name;
                return Err(conflict(&entry.name, place, other.type_name, entry.type_name));
            }
            Some(_) => {}
            None => known.attributes.push(entry),
        }
        Ok(self)
    }
}

/// Registers what extends `H`.
///
/// ```
/// use xml_app_core::{ExtensionOf, HostBuilder, Registration, Registry};
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
/// let mut guests: HostBuilder<'_, Guest> = builder.extend::<Guest>();
/// guests.with::<Hat>()?;
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug)]
pub struct HostBuilder<'b, H> {
    builder: &'b mut RegistryBuilder,
    host: PhantomData<fn() -> H>,
}

impl<H: 'static> HostBuilder<'_, H> {
    /// Registers an element. Registering the same type again has no effect.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another type has this name in this host.
    pub fn with<T: ExtensionOf<H>>(&mut self) -> Result<&mut Self, Error> {
        let host = self.host_table();
        for name in T::NAMES {
            let known = host.elements.find(name.namespace().uri(), name.local());
            if let Some(known) = known.filter(|known| known.type_id != TypeId::of::<T>()) {
                let place = short_type_name::<H>();
                return Err(conflict(name, place, known.type_name, type_name::<T>()));
            }
        }
        let type_bit = host.add_type(TypeId::of::<T>(), check_several::<H, T>);
        for name in T::NAMES {
            if host.elements.find(name.namespace().uri(), name.local()).is_none() {
                host.elements.push(ExtensionEntry { type_bit, ..ExtensionEntry::of::<T>(*name) });
            }
        }
        for name in T::NAMES {
            self.note(*name);
        }
        Ok(self)
    }

    /// Registers an attribute, so that its value is checked. Registering the same type again has no effect.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] if another type has this name on this host.
    pub fn with_attribute<T: AttributeOf<H>>(&mut self) -> Result<&mut Self, Error> {
        let entry = AttributeEntry::of::<T>();
        let host = self.host_table();
        match host.attributes.iter().find(|known| known.name == entry.name) {
            Some(known) if known.type_id != entry.type_id => {
                return Err(conflict(
                    &entry.name,
                    short_type_name::<H>(),
                    known.type_name,
                    entry.type_name,
                ));
            }
            Some(_) => {}
            None => host.attributes.push(entry),
        }
        self.note(entry.name);
        Ok(self)
    }

    /// Adds an element that drafts put around what now extends the host. Tolerant reading removes it, with
    /// a diagnostic. Adding it again has no effect.
    pub fn wrapped_in(&mut self, name: Name) -> &mut Self {
        let wrappers = &mut self.host_table().wrappers;
        if !wrappers.contains(&name) {
            wrappers.push(name);
        }
        self
    }

    fn host_table(&mut self) -> &mut Host {
        self.builder.tables.recognized.hosts.entry(TypeId::of::<H>()).or_default()
    }

    fn note(&mut self, name: Name) {
        if let Some(extends) = &mut self.builder.vocabulary {
            extends.push((short_type_name::<H>(), name));
        }
    }
}

fn conflict(name: &Name, place: &str, known: &str, new: &str) -> Error {
    let message = format!("{name} in {place} is {known} already: it cannot be {new} too");
    Error::new(ErrorKind::Conflict, message)
}

/// The last segment of a type's path.
fn short_type_name<T>() -> &'static str {
    let path = type_name::<T>();
    let path = path.split('<').next().unwrap_or(path);
    path.rsplit("::").next().unwrap_or(path)
}
