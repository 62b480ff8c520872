//! The content of an extension point: typed and raw elements and attributes, in order.

use std::fmt::{self, Debug};
use std::marker::PhantomData;

use super::extension_element::ExtensionElement;
use super::extension_object::{ExtensionObject, ExtensionRef};
use super::list::{Extension, ExtensionList, UnexpectedInChild};
use super::raw::{RawAttribute, RawElement};
use super::traits::{AttributeOf, ExtensionOf};
use crate::Name;
use crate::value::XmlAttribute;

/// Everything that a type has no field for: extension elements and attributes, typed or raw, in
/// document order, and unexpected content that tolerant reading keeps.
///
/// `person.extensions.get::<Mood>()` finds typed elements, [`raw`](Self::raw) iterates over elements of
/// unknown type, and [`unexpected_elements`](Self::unexpected_elements) over those that the schema does
/// not allow here.
///
/// ```
/// use xml_app_core::{ExtensionOf, Extensions, Registration};
/// # use xml_app_core::{Namespace, XmlElement};
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "guest")]
/// # struct Guest { #[xml(extensions)] extensions: Extensions<Self> }
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String }
/// impl ExtensionOf<Guest> for Hat {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// let mut extensions = Extensions::<Guest>::new();
/// extensions.set(Hat { model: "fedora".to_owned() });
/// extensions.push_raw("<scarf xmlns='urn:example:knitwear'/>".parse()?);
/// assert_eq!(extensions.get::<Hat>().map(|hat| hat.model.as_str()), Some("fedora"));
/// assert_eq!(extensions.raw().next().map(|raw| raw.name.local()), Some("scarf"));
///
/// extensions.remove::<Hat>();
/// let rest: Vec<_> = extensions.iter().map(|element| element.local()).collect();
/// assert_eq!(rest, ["scarf"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// What a program does not want is removed by name, typed or raw:
///
/// ```
/// use xml_app_core::{ExtensionElement, Extensions, Name, Namespace};
///
/// # struct Guest;
/// const SCARF: Name = Name::new(Namespace::new("urn:example:knitwear", "k"), "scarf");
///
/// let mut extensions = Extensions::<Guest>::new();
/// for xml in ["<scarf xmlns='urn:example:knitwear'/>", "<hat xmlns='urn:example:hats'/>"] {
///     extensions.push_element(ExtensionElement::raw(xml.parse()?));
/// }
/// assert!(extensions.is_extended());
/// extensions.retain_elements(|element| !element.is(&SCARF));
/// let rest: Vec<_> = extensions.iter().map(|element| element.local()).collect();
/// assert_eq!(rest, ["hat"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub struct Extensions<Host> {
    list: ExtensionList,
    host: PhantomData<fn() -> Host>,
}

impl<Host> Extensions<Host> {
    /// An empty extension point.
    pub const fn new() -> Self {
        Self { list: ExtensionList::new(), host: PhantomData }
    }

    pub(crate) fn from_list(list: ExtensionList) -> Self {
        Self { list, host: PhantomData }
    }

    pub(crate) fn list(&self) -> &ExtensionList {
        &self.list
    }

    /// The unexpected content in and on simple children of the host. The writer needs it with them.
    pub fn in_children(&self) -> UnexpectedInChildren<'_> {
        UnexpectedInChildren::of(&self.list)
    }

    /// Whether there are elements that the schema allows here.
    pub fn is_extended(&self) -> bool {
        self.list.has_expected_element()
    }

    /// Texts where only elements are allowed, as received.
    pub fn unexpected_texts(&self) -> impl Iterator<Item = &str> {
        self.list.elements.iter().filter_map(Extension::as_text)
    }

    /// Whether there are neither elements nor attributes.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of elements, typed and raw.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// The first element of type `T`.
    pub fn get<T: ExtensionOf<Host>>(&self) -> Option<&T> {
        self.list.elements.iter().find_map(Extension::downcast_ref)
    }

    /// The first element of type `T`, to change.
    pub fn get_mut<T: ExtensionOf<Host>>(&mut self) -> Option<&mut T> {
        self.get_all_mut().next()
    }

    /// All elements of type `T`, in order.
    pub fn get_all<T: ExtensionOf<Host>>(&self) -> impl Iterator<Item = &T> {
        self.list.elements.iter().filter_map(Extension::downcast_ref)
    }

    /// All elements of type `T`, to change.
    pub fn get_all_mut<T: ExtensionOf<Host>>(&mut self) -> impl Iterator<Item = &mut T> {
        self.list.elements.iter_mut().filter_map(|one| match one {
            Extension::Typed(object) => object.as_any_mut().downcast_mut(),
            Extension::Kept(_) => None,
        })
    }

    /// Replaces the first element of its type, or adds it at the end. Returns the replaced element.
    pub fn set<T: ExtensionOf<Host>>(&mut self, element: T) -> Option<T> {
        match self.get_mut::<T>() {
            Some(place) => Some(std::mem::replace(place, element)),
            None => {
                self.push(element);
                None
            }
        }
    }

    /// Adds an element at the end, also if there is one of its type.
    pub fn push<T: ExtensionOf<Host>>(&mut self, element: T) {
        self.list.push(Extension::Typed(Box::new(element)));
    }

    /// Adds a raw element at the end.
    pub fn push_raw(&mut self, element: RawElement) {
        self.list.push(Extension::raw(element));
    }

    /// Removes all elements of type `T`, and returns the first.
    pub fn remove<T: ExtensionOf<Host>>(&mut self) -> Option<T> {
        let elements = &mut self.list.elements;
        let index = elements.iter().position(Extension::is::<T>)?;
        let first = elements.remove(index);
        elements.retain(|one| !one.is::<T>());
        match first {
            Extension::Typed(object) => object.into_any().downcast().ok().map(|object| *object),
            Extension::Kept(_) => None,
        }
    }

    /// Removes the elements of type `T` for which `keep` returns false.
    pub fn retain<T: ExtensionOf<Host>>(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.list.elements.retain(|one| one.downcast_ref().is_none_or(&mut keep));
    }

    /// All elements in order.
    pub fn iter(&self) -> impl Iterator<Item = ExtensionRef<'_>> {
        self.list.elements.iter().filter_map(Extension::as_element)
    }

    /// The elements of unknown type.
    pub fn raw(&self) -> impl Iterator<Item = &RawElement> {
        self.list.elements.iter().filter_map(Extension::as_raw)
    }

    /// The elements that the schema does not allow here: too many, in the wrong namespace, with values
    /// that could not be read. They are written back like all others.
    pub fn unexpected_elements(&self) -> impl Iterator<Item = ExtensionRef<'_>> {
        self.list.unexpected().filter_map(Extension::as_element)
    }

    /// Whether anything is unexpected here or in the typed elements, at any depth: see
    /// [`XmlType::has_unexpected`](crate::XmlType::has_unexpected).
    pub fn has_unexpected(&self) -> bool {
        self.list.has_unexpected_here() || self.iter().any(|element| element.has_unexpected())
    }

    /// Removes what is unexpected here and in the typed elements, at any depth.
    pub fn remove_unexpected(&mut self) {
        self.list.remove_unexpected_here();
        for element in &mut self.list.elements {
            if let Extension::Typed(object) = element {
                object.remove_unexpected_of_object();
            }
        }
    }

    /// Removes the elements and texts that the schema does not allow here, and all attributes for which
    /// `keep` returns false.
    pub fn strip(&mut self, keep: impl FnMut(&RawAttribute) -> bool) {
        self.list.strip(keep);
    }

    /// Moves everything out of another extension point to the end of this one.
    pub fn append(&mut self, other: &mut Self) {
        self.list.append(&mut other.list);
    }

    /// Takes over an update: elements and attributes replace those of the same names here, and the others stay.
    ///
    /// ```
    /// use xml_app_core::Extensions;
    ///
    /// # struct Guest;
    /// let mut extensions = Extensions::<Guest>::new();
    /// extensions.push_raw("<hat xmlns='urn:example:hats'>fedora</hat>".parse()?);
    /// extensions.push_raw("<scarf xmlns='urn:example:knitwear'/>".parse()?);
    /// let mut update = Extensions::new();
    /// update.push_raw("<hat xmlns='urn:example:hats'>panama</hat>".parse()?);
    /// extensions.merge(update);
    /// let names: Vec<_> = extensions.iter().map(|element| element.local()).collect();
    /// assert_eq!(names, ["scarf", "hat"]);
    /// assert_eq!(extensions.raw().last().unwrap().text(), "panama");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn merge(&mut self, update: Self) {
        self.list.merge(update.list);
    }

    /// How much there is: elements, texts, attributes, and the prefixes in their values. For limits.
    pub fn size(&self) -> usize {
        self.list.size()
    }

    /// Takes out the first element of this name, typed or raw.
    pub fn take(&mut self, name: &Name) -> Option<ExtensionElement<Host>> {
        let is_it = |one: &Extension| one.as_element().is_some_and(|element| element.is(name));
        let index = self.list.elements.iter().position(is_it)?;
        ExtensionElement::from_extension(self.list.elements.remove(index))
    }

    /// Adds an element, typed or raw, at the end.
    pub fn push_element(&mut self, element: ExtensionElement<Host>) {
        self.list.push(element.into_extension());
    }

    /// The typed elements, to change.
    pub fn objects_mut(&mut self) -> impl Iterator<Item = &mut dyn ExtensionObject> {
        self.list.elements.iter_mut().filter_map(|one| match one {
            Extension::Typed(object) => Some(&mut **object),
            Extension::Kept(_) => None,
        })
    }

    /// Takes out all elements, typed and raw. Attributes and unexpected texts stay.
    pub fn take_elements(&mut self) -> Vec<ExtensionElement<Host>> {
        let (elements, texts) = std::mem::take(&mut self.list.elements)
            .into_iter()
            .partition(|one| one.as_element().is_some());
        self.list.elements = texts;
        let elements: thin_vec::ThinVec<Extension> = elements;
        elements.into_iter().filter_map(ExtensionElement::from_extension).collect()
    }

    /// Removes the raw elements for which `keep` returns false.
    pub fn retain_raw(&mut self, mut keep: impl FnMut(&RawElement) -> bool) {
        self.list.elements.retain(|one| one.as_raw().is_none_or(&mut keep));
    }

    /// Removes the elements, typed and raw, for which `keep` returns false, and unexpected text.
    pub fn retain_elements(&mut self, mut keep: impl FnMut(ExtensionRef<'_>) -> bool) {
        self.list.elements.retain(|one| one.as_element().is_some_and(&mut keep));
    }

    /// Removes the attributes for which `keep` returns false.
    ///
    /// ```
    /// use xml_app_core::{Name, RawElement, Registry};
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
    /// let xml = "<guest xmlns='urn:example:party' xmlns:x='urn:example:x' x:a='1' x:b='2'>late</guest>";
    /// let mut guest: Guest = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
    /// let a = Name::new(Namespace::new("urn:example:x", "x"), "a");
    /// assert_eq!(guest.extensions.raw_attribute(&a), Some("1"));
    /// assert_eq!(guest.extensions.unexpected_texts().collect::<Vec<_>>(), ["late"]);
    ///
    /// guest.extensions.retain_attributes(|attribute| attribute.name.local() == "a");
    /// assert_eq!(guest.extensions.attributes().len(), 1);
    /// // `strip` removes unexpected content at the same time.
    /// guest.extensions.strip(|_| true);
    /// assert_eq!(guest.extensions.unexpected_texts().count(), 0);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn retain_attributes(&mut self, keep: impl FnMut(&RawAttribute) -> bool) {
        if let Some(rest) = &mut self.list.rest {
            rest.attributes.retain(keep);
        }
    }

    /// The extension attributes, as received.
    pub fn attributes(&self) -> &[RawAttribute] {
        self.list.attributes()
    }

    /// An extension attribute, or `None` if it is absent or its value cannot be read.
    pub fn attribute<A: AttributeOf<Host>>(&self) -> Option<A> {
        A::parse(self.raw_attribute(&A::NAME)?).ok()
    }

    /// The value of an attribute by name, as received.
    pub fn raw_attribute(&self, name: &Name) -> Option<&str> {
        let mut attributes = self.list.attributes().iter();
        attributes.find(|attribute| attribute.name.is(name)).map(|attribute| &*attribute.value)
    }

    /// Sets an extension attribute.
    pub fn set_attribute<A: AttributeOf<Host>>(&mut self, value: &A) {
        self.remove_attribute(&A::NAME);
        let name = <A as XmlAttribute>::NAME.into();
        self.list.push_attribute(RawAttribute::new(name, &value.text()), false);
    }

    /// Adds an attribute that was taken from another element, unless there is one of its name.
    pub fn push_raw_attribute(&mut self, attribute: RawAttribute) {
        if self.list.attributes().iter().all(|known| known.name != attribute.name) {
            let is_unexpected = attribute.is_unexpected;
            self.list.push_attribute(attribute, is_unexpected);
        }
    }

    /// Removes an attribute by name.
    pub fn remove_attribute(&mut self, name: &Name) {
        if let Some(rest) = &mut self.list.rest {
            rest.attributes.retain(|attribute| !attribute.name.is(name));
        }
    }
}

/// The elements, typed and raw, in order. Attributes and unexpected text are dropped.
impl<Host> IntoIterator for Extensions<Host> {
    type Item = ExtensionElement<Host>;
    type IntoIter = std::vec::IntoIter<ExtensionElement<Host>>;

    fn into_iter(self) -> Self::IntoIter {
        let elements = self.list.elements.into_iter();
        elements.filter_map(ExtensionElement::from_extension).collect::<Vec<_>>().into_iter()
    }
}

impl<Host> Default for Extensions<Host> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Host> Clone for Extensions<Host> {
    fn clone(&self) -> Self {
        Self::from_list(self.list.clone())
    }
}

impl<Host> PartialEq for Extensions<Host> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<Host> Debug for Extensions<Host> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_list();
        debug.entries(&self.list.elements);
        debug.entries(self.list.attributes());
        debug.entries(self.list.in_children());
        debug.finish()
    }
}

/// A type that can be extended: generic code reaches its extensions through this. Derived.
///
/// ```
/// use xml_app_core::{ExtensionPoint, Extensions};
/// # use xml_app_core::{Namespace, XmlElement};
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
/// /// Drops what no type is known for.
/// fn forget_raw<T: ExtensionPoint>(host: &mut T) {
///     host.extensions_mut().retain_raw(|_| false);
/// }
///
/// let mut guest = Guest { extensions: Extensions::new() };
/// guest.extensions.push_raw("<scarf xmlns='urn:example:knitwear'/>".parse()?);
/// forget_raw(&mut guest);
/// assert!(guest.extensions().is_empty());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait ExtensionPoint: Sized + 'static {
    /// What extends it.
    fn extensions(&self) -> &Extensions<Self>;
    /// What extends it, to change.
    fn extensions_mut(&mut self) -> &mut Extensions<Self>;
}

/// The unexpected content that was in and on the simple children of an element when it was read:
/// attributes and content for which a simple value has no place. It is written with the child that had
/// it.
#[derive(Debug, Default)]
pub struct UnexpectedInChildren<'e> {
    in_children: &'e [UnexpectedInChild],
    /// How many children of a name have been written.
    written: Vec<(Name, usize)>,
}

impl<'e> UnexpectedInChildren<'e> {
    pub(crate) fn of(list: &'e ExtensionList) -> Self {
        Self { in_children: list.in_children(), written: Vec::new() }
    }

    /// The unexpected content of the next child of this name.
    pub(crate) fn take(&mut self, child: &Name) -> Option<&'e UnexpectedInChild> {
        let in_child = self.in_children.iter().find(|in_child| in_child.child == *child)?;
        let known = self.written.iter_mut().find(|(name, _)| name == child);
        let index = match known {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                self.written.push((*child, 0));
                0
            }
        };
        (in_child.index == index).then_some(in_child)
    }
}
