//! What reading recognises: which elements and attributes extend which types, and which are known
//! at any place in a document.

use std::any::{TypeId, type_name};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use indexmap::IndexMap;

use super::context::ReadContext;
use super::extension_object::ExtensionObject;
use super::list::ExtensionList;
use super::traits::GlobalElement;
use crate::value::XmlAttribute;
use crate::{Element, Error, Name, Namespace, ValueKind};

/// Everything that is recognised, whatever the document type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Recognized {
    /// The extended types.
    pub(crate) hosts: ByType<Host>,
    /// Obsolete namespaces, and the namespaces that replaced them.
    pub(crate) drafts: Vec<(&'static str, Namespace)>,
}

impl Recognized {
    pub(crate) fn host<H: 'static>(&self) -> Option<&Host> {
        self.hosts.get(&TypeId::of::<H>())
    }

    /// The namespace that replaced an obsolete one.
    pub(crate) fn became(&self, namespace: &str) -> Option<Namespace> {
        let mut drafts = self.drafts.iter();
        drafts.find(|(draft, _)| *draft == namespace).map(|(_, became)| *became)
    }
}

/// What belongs to a document type.
#[derive(Debug, Clone, Default)]
pub(crate) struct RecognizedInDocument {
    /// The namespaces of the document type and of its extensions.
    pub(crate) namespaces: Vec<Namespace>,
    pub(crate) known: Known,
}

pub(crate) type ByType<T> = IndexMap<TypeId, T, BuildHasherDefault<TypeIdHasher>>;

/// Global elements and attributes that are checked at any place in a document.
#[derive(Debug, Default, Clone)]
pub(crate) struct Known {
    pub(crate) elements: HashMap<&'static str, Vec<ExtensionEntry>>,
    pub(crate) attributes: Vec<AttributeEntry>,
}

/// What extends a type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Host {
    pub(crate) elements: Entries,
    types: Vec<HostedType>,
    pub(crate) attributes: Vec<AttributeEntry>,
    /// Elements that drafts put around the elements that extend the host.
    pub(crate) wrappers: Vec<Name>,
}

/// A type that extends a host.
#[derive(Debug, Clone)]
pub(crate) struct HostedType {
    type_id: TypeId,
    /// A bit of its own among the types of its host, if there are not more than 32.
    pub(crate) bit: u32,
    pub(crate) check_several: CheckSeveral,
}

/// Entries by the length of their local names, which is different for most of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entries(Vec<Vec<ExtensionEntry>>);

impl Entries {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &ExtensionEntry> {
        self.0.iter().flatten()
    }

    pub(crate) fn push(&mut self, entry: ExtensionEntry) {
        let length = entry.name.local().len();
        if self.0.len() <= length {
            self.0.resize_with(length + 1, Vec::new);
        }
        self.0.get_mut(length).into_iter().for_each(|entries| entries.push(entry));
    }

    #[inline]
    pub(crate) fn find(&self, namespace: &str, local: &str) -> Option<&ExtensionEntry> {
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
    pub(crate) type_id: TypeId,
    pub(crate) type_name: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct AttributeEntry {
    pub(crate) name: Name,
    pub(crate) check: CheckAttribute,
    pub(crate) kind: ValueKind,
    pub(crate) type_id: TypeId,
    pub(crate) type_name: &'static str,
}

/// `TypeId`s are hashes already.
#[derive(Default)]
pub(crate) struct TypeIdHasher(u64);

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

    /// Whether this is an element that drafts put around the elements that extend the host.
    pub(crate) fn is_wrapper(&self, element: Element<'_>) -> bool {
        self.wrappers.iter().any(|name| element.is(name))
    }

    pub(crate) fn add_type(&mut self, type_id: TypeId, check_several: CheckSeveral) -> u32 {
        if let Some(known) = self.types.iter().find(|known| known.type_id == type_id) {
            return known.bit;
        }
        let bit = 1 << (self.types.len() % 32);
        self.types.push(HostedType { type_id, bit, check_several });
        bit
    }
}

impl Known {
    /// Nothing but the root of a document type.
    pub(crate) fn with_root<R: GlobalElement>(name: Name) -> Self {
        let root = ExtensionEntry::of::<R>(name);
        Self { elements: HashMap::from([(root.name.local(), vec![root])]), attributes: Vec::new() }
    }

    pub(crate) fn element_called(&self, name: &Name) -> Option<&ExtensionEntry> {
        self.elements.get(name.local())?.iter().find(|entry| entry.name == *name)
    }

    pub(crate) fn attribute_called(&self, name: &Name) -> Option<&AttributeEntry> {
        self.attributes.iter().find(|entry| entry.name == *name)
    }

    pub(crate) fn element(&self, element: Element<'_>) -> Option<&ExtensionEntry> {
        let entries = self.elements.get(element.local())?;
        entries.iter().find(|entry| entry.name.namespace().uri() == element.namespace())
    }

    pub(crate) fn attribute(&self, namespace: &str, local: &str) -> Option<&AttributeEntry> {
        self.attributes.iter().find(|entry| entry.name.is_found(namespace, local))
    }
}

impl ExtensionEntry {
    pub(crate) fn of<T: GlobalElement>(name: Name) -> Self {
        Self {
            name,
            read: |element, context| {
                T::read_element(element, context).map(|value| Box::new(value) as _)
            },
            type_bit: 0,
            type_id: TypeId::of::<T>(),
            type_name: type_name::<T>(),
        }
    }
}

impl AttributeEntry {
    pub(crate) fn of<A: XmlAttribute>() -> Self {
        Self {
            name: A::NAME,
            check: |text| A::parse(text).map(drop),
            kind: A::KIND,
            type_id: TypeId::of::<A>(),
            type_name: type_name::<A>(),
        }
    }
}
