//! What stands in an extension point: typed extension elements and raw content, in order.

use std::any::{Any, TypeId};
use std::fmt::{self, Debug};
use std::marker::PhantomData;

use thin_vec::ThinVec;

use crate::raw::{Declarations, Interner, RawAttribute, RawNode};
use crate::{
    AttributeOf, Element, ElementWriter, Error, ExtensionOf, GlobalElement, Name, RawElement,
    XmlAttribute,
};

/// An extension element without its type: what [`Extensions`] is made of. Every [`GlobalElement`]
/// is one.
pub trait ExtensionObject: Any + Send + Sync {
    /// The element's name.
    fn object_name(&self) -> Name;
    /// Writes the element, with its name.
    ///
    /// # Errors
    /// As [`XmlType::write`](crate::XmlType::write).
    fn write_object(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error>;
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

impl<T: GlobalElement> ExtensionObject for T {
    fn object_name(&self) -> Name {
        self.name()
    }

    fn write_object(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        self.write_element(writer)
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

/// Something in an extension point. Two words: every document has lists of them.
#[derive(Clone)]
pub(crate) enum Extension {
    Typed(Box<dyn ExtensionObject>),
    Kept(Box<Kept>),
}

/// What nobody could type.
#[derive(Clone)]
pub(crate) struct Kept {
    /// A text is one that stood where there may be none.
    node: RawNode,
    /// The schema does not allow it where it was found.
    misfit: bool,
}

impl Extension {
    pub(crate) fn raw(element: RawElement) -> Self {
        Self::Kept(Box::new(Kept { node: RawNode::Element(element), misfit: false }))
    }

    pub(crate) fn misfit(node: RawNode) -> Self {
        Self::Kept(Box::new(Kept { node, misfit: true }))
    }

    pub(crate) fn as_raw(&self) -> Option<&RawElement> {
        match self {
            Self::Kept(kept) => match &kept.node {
                RawNode::Element(raw) => Some(raw),
                RawNode::Text(_) => None,
            },
            Self::Typed(_) => None,
        }
    }

    pub(crate) fn downcast_ref<T: GlobalElement>(&self) -> Option<&T> {
        match self {
            Self::Typed(object) => object.as_any().downcast_ref(),
            Self::Kept(_) => None,
        }
    }

    pub(crate) fn as_element(&self) -> Option<ExtensionRef<'_>> {
        match self {
            Self::Typed(object) => Some(ExtensionRef::Typed(&**object)),
            Self::Kept(_) => self.as_raw().map(ExtensionRef::Raw),
        }
    }

    fn is_misfit(&self) -> bool {
        matches!(self, Self::Kept(kept) if kept.misfit)
    }

    fn is<T: GlobalElement>(&self) -> bool {
        matches!(self, Self::Typed(object) if object.as_any().type_id() == TypeId::of::<T>())
    }

    pub(crate) fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        match self {
            Self::Typed(object) => {
                writer.list();
                object.write_object(writer)
            }
            Self::Kept(kept) => match &kept.node {
                RawNode::Element(raw) => {
                    writer.list();
                    raw.write(writer)
                }
                RawNode::Text(text) => {
                    writer.mixed();
                    writer.raw_text(text)
                }
            },
        }
    }
}

impl Clone for Box<dyn ExtensionObject> {
    fn clone(&self) -> Self {
        (**self).clone_object()
    }
}

impl PartialEq for Extension {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Typed(ours), Self::Typed(theirs)) => ours.equals(&**theirs),
            (Self::Kept(ours), Self::Kept(theirs)) => ours.node == theirs.node,
            _ => false,
        }
    }
}

impl Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typed(object) => object.debug(f),
            Self::Kept(kept) => match &kept.node {
                RawNode::Element(raw) => write!(f, "Raw({raw})"),
                RawNode::Text(text) => write!(f, "Text({text:?})"),
            },
        }
    }
}

/// Everything that a type has no field for: extension elements and attributes, typed or raw, in the
/// order in which they came, and what tolerant reading could not fit in.
///
/// `person.extensions.get::<Mood>()` finds typed elements;
/// [`raw`](Self::raw) shows what nobody could type; [`misfits`](Self::misfits) shows what the schema
/// does not allow here and is nevertheless kept.
///
#[doc = include_str!("extensions.md")]
pub struct Extensions<Host> {
    list: ExtensionList,
    host: PhantomData<fn() -> Host>,
}

/// [`Extensions`] without the host.
#[derive(Debug, Clone, Default)]
pub(crate) struct ExtensionList {
    elements: ThinVec<Extension>,
    /// What is rare.
    rest: Option<Box<Rest>>,
}

/// Where stray text goes on that was found before.
#[derive(Debug, Default)]
pub(crate) struct TextPlace {
    text: Option<usize>,
    /// How many elements there were.
    looked_at: usize,
}

#[derive(Debug, Clone, Default)]
struct Rest {
    attributes: Vec<RawAttribute>,
    /// What prefixes in attributes and stray text mean.
    declarations: Declarations,
    /// What stood on or in a simple child that has no place for it.
    strays: Vec<Stray>,
}

/// Attributes and content of a child of simple type: the child's value is a field of its parent, so
/// the parent keeps them.
#[derive(Debug, Clone)]
pub(crate) struct Stray {
    pub(crate) child: Name,
    /// Which of the children of this name.
    pub(crate) index: usize,
    pub(crate) attributes: Vec<RawAttribute>,
    pub(crate) content: Vec<RawNode>,
    /// What prefixes in attributes and text mean.
    pub(crate) declarations: Declarations,
}

impl PartialEq for Stray {
    fn eq(&self, other: &Self) -> bool {
        self.child == other.child
            && self.index == other.index
            && same_in_any_order(&self.attributes, &other.attributes)
            && self.content == other.content
    }
}

impl ExtensionList {
    pub(crate) const fn new() -> Self {
        Self { elements: ThinVec::new(), rest: None }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.elements.is_empty() && self.attributes().is_empty() && self.strays().is_empty()
    }

    /// Keeps stray text: all between two other misfits in one piece, as it will be read again.
    pub(crate) fn push_text(&mut self, text: &str, place: &mut TextPlace) {
        let since = self.elements.get(place.looked_at..).unwrap_or_default();
        if since.iter().any(Extension::is_misfit) {
            place.text = None;
        }
        if let Some(Extension::Kept(kept)) = place.text.and_then(|at| self.elements.get_mut(at))
            && let RawNode::Text(before) = &mut kept.node
        {
            before.push_str(text);
        } else {
            place.text = Some(self.elements.len());
            self.push(Extension::misfit(RawNode::Text(text.to_owned())));
        }
        place.looked_at = self.elements.len();
    }

    /// Makes room.
    pub(crate) fn expect(&mut self, elements: usize) {
        self.elements.reserve_exact(elements);
    }

    pub(crate) fn push(&mut self, extension: Extension) {
        self.elements.push(extension);
    }

    fn rest(&mut self) -> &mut Rest {
        self.rest.get_or_insert_default()
    }

    pub(crate) fn push_attribute(&mut self, attribute: RawAttribute, misfit: bool) {
        self.rest().attributes.push(RawAttribute { misfit, ..attribute });
    }

    /// Notes what prefixes mean that a value seems to use.
    pub(crate) fn note_prefixes(&mut self, text: &str, element: Element<'_>, names: &mut Interner) {
        self.rest().declarations.note(text, element, names);
    }

    pub(crate) fn declarations(&self) -> Option<&Declarations> {
        self.rest.as_ref().map(|rest| &rest.declarations)
    }

    pub(crate) fn has_stray(&self, child: &Name) -> bool {
        self.strays().iter().any(|stray| stray.child == *child)
    }

    pub(crate) fn push_stray(&mut self, stray: Stray) {
        self.rest().strays.push(stray);
    }

    /// How many elements of this name are here because they do not fit.
    pub(crate) fn raw_misfits(&self, name: &Name) -> usize {
        let is_one =
            |one: &&Extension| one.is_misfit() && one.as_raw().is_some_and(|raw| raw.name.is(name));
        self.elements.iter().filter(is_one).count()
    }

    pub(crate) fn stray_count(&self) -> usize {
        self.strays().len()
    }

    /// Takes back what was kept for a child that is kept raw itself.
    pub(crate) fn forget_strays(&mut self, count: usize) {
        if let Some(rest) = &mut self.rest {
            rest.strays.truncate(count);
        }
    }

    fn strays(&self) -> &[Stray] {
        self.rest.as_ref().map(|rest| &*rest.strays).unwrap_or_default()
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Extension> {
        self.elements.iter()
    }

    pub(crate) fn attributes(&self) -> &[RawAttribute] {
        self.rest.as_ref().map(|rest| &*rest.attributes).unwrap_or_default()
    }

    pub(crate) fn has_fitting_element(&self) -> bool {
        !self.elements.iter().all(Extension::is_misfit)
    }

    /// Writes the elements that fit, or those that do not.
    pub(crate) fn write_elements(
        &self,
        misfits: bool,
        writer: &mut ElementWriter<'_>,
    ) -> Result<(), Error> {
        let mut chosen = self.elements.iter().filter(|one| one.is_misfit() == misfits);
        chosen.try_for_each(|extension| extension.write(writer))
    }
}

impl PartialEq for ExtensionList {
    fn eq(&self, other: &Self) -> bool {
        // What fits is written in its place and what does not at the end, so only the order within
        // each counts.
        let same = |misfit: bool| {
            let of = move |one: &&Extension| one.is_misfit() == misfit;
            self.elements.iter().filter(of).eq(other.elements.iter().filter(of))
        };
        same(false)
            && same(true)
            && same_in_any_order(self.attributes(), other.attributes())
            && same_in_any_order(self.strays(), other.strays())
    }
}

/// What is told apart by its name, so that no two of one list are equal.
pub(crate) fn same_in_any_order<T: PartialEq>(ours: &[T], theirs: &[T]) -> bool {
    ours.len() == theirs.len() && ours.iter().all(|one| theirs.contains(one))
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

    /// What clings to simple children of the host: to be handed to the writer with them.
    pub fn strays(&self) -> Strays<'_> {
        Strays { strays: self.list.strays(), written: Vec::new() }
    }

    /// Whether there are elements that the schema allows here.
    pub fn is_extended(&self) -> bool {
        self.list.has_fitting_element()
    }

    /// Whether nothing is here, neither elements nor attributes.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The number of elements, typed and raw.
    pub fn len(&self) -> usize {
        self.list.elements.len()
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

    /// Puts the element in place of the first of its type, or at the end; answers the one that was
    /// there.
    pub fn set<T: ExtensionOf<Host>>(&mut self, element: T) -> Option<T> {
        match self.get_mut::<T>() {
            Some(place) => Some(std::mem::replace(place, element)),
            None => {
                self.push(element);
                None
            }
        }
    }

    /// Adds an element at the end, whatever else is there.
    pub fn push<T: ExtensionOf<Host>>(&mut self, element: T) {
        self.list.push(Extension::Typed(Box::new(element)));
    }

    /// Adds a raw element at the end.
    pub fn push_raw(&mut self, element: RawElement) {
        self.list.push(Extension::raw(element));
    }

    /// Removes all elements of type `T`; answers the first.
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

    /// Keeps the typed elements of type `T` for which `keep` answers true, and everything else.
    pub fn retain<T: ExtensionOf<Host>>(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.list.elements.retain(|one| one.downcast_ref().is_none_or(&mut keep));
    }

    /// All elements in order.
    pub fn iter(&self) -> impl Iterator<Item = ExtensionRef<'_>> {
        self.list.elements.iter().filter_map(Extension::as_element)
    }

    /// The elements that nobody could type.
    pub fn raw(&self) -> impl Iterator<Item = &RawElement> {
        self.list.elements.iter().filter_map(Extension::as_raw)
    }

    /// The elements that the schema does not allow here: surplus, in the wrong namespace, with values
    /// that could not be read. They are written back like everything else.
    pub fn misfits(&self) -> impl Iterator<Item = ExtensionRef<'_>> {
        let misfits = self.list.elements.iter().filter(|one| one.is_misfit());
        misfits.filter_map(Extension::as_element)
    }

    /// Whether anything is here that the schema does not allow: elements, attributes, stray text, or
    /// something that clings to simple children.
    pub fn has_misfits(&self) -> bool {
        self.list.elements.iter().any(Extension::is_misfit)
            || self.list.attributes().iter().any(|attribute| attribute.misfit)
            || !self.list.strays().is_empty()
    }

    /// Drops what the schema does not allow here, elements, attributes, stray text and what clung to
    /// simple children, so that only what fits will be written.
    pub fn remove_misfits(&mut self) {
        self.list.elements.retain(|one| !one.is_misfit());
        if let Some(rest) = &mut self.list.rest {
            rest.strays.clear();
            rest.attributes.retain(|attribute| !attribute.misfit);
        }
    }

    /// Keeps the raw elements for which `keep` answers true, and all typed ones.
    pub fn retain_raw(&mut self, mut keep: impl FnMut(&RawElement) -> bool) {
        self.list.elements.retain(|one| one.as_raw().is_none_or(&mut keep));
    }

    /// Keeps the elements, typed and raw, for which `keep` answers true. Stray text goes.
    pub fn retain_elements(&mut self, mut keep: impl FnMut(ExtensionRef<'_>) -> bool) {
        self.list.elements.retain(|one| one.as_element().is_some_and(&mut keep));
    }

    /// Keeps the attributes for which `keep` answers true.
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

    /// Removes an attribute by name.
    pub fn remove_attribute(&mut self, name: &Name) {
        if let Some(rest) = &mut self.list.rest {
            rest.attributes.retain(|attribute| !attribute.name.is(name));
        }
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
        debug.entries(self.list.strays());
        debug.finish()
    }
}

/// What clung to the simple children of an element when it was read: attributes and content for
/// which a simple value has no place. Each is written with the child that had it.
#[derive(Debug, Default)]
pub struct Strays<'e> {
    strays: &'e [Stray],
    /// How many children of a name have been written.
    written: Vec<(Name, usize)>,
}

impl<'e> Strays<'e> {
    /// What clung to the next child of this name.
    pub(crate) fn take(&mut self, child: &Name) -> Option<&'e Stray> {
        let stray = self.strays.iter().find(|stray| stray.child == *child)?;
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
        (stray.index == index).then_some(stray)
    }
}

/// A borrowed element of an extension point.
#[derive(Clone, Copy)]
pub enum ExtensionRef<'a> {
    /// An element of a registered type.
    Typed(&'a dyn ExtensionObject),
    /// An element that nobody could type.
    Raw(&'a RawElement),
}

impl<'a> ExtensionRef<'a> {
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
