//! The list behind [`Extensions`](super::Extensions) and [`Unexpected`](super::Unexpected).

use std::any::TypeId;
use std::collections::HashSet;
use std::fmt::{self, Debug};

use thin_vec::ThinVec;

use super::declarations::Declarations;
use super::extension_object::{ExtensionObject, ExtensionRef};
use super::interner::Interner;
use super::raw::{RawAttribute, RawElement, RawNode, same_in_any_order};
use super::traits::GlobalElement;
use crate::{Element, Name};

/// An element or text of the list. It takes two words, because every document has many of them.
#[derive(Clone)]
pub(crate) enum Extension {
    Typed(Box<dyn ExtensionObject>),
    Kept(Box<Kept>),
}

/// An element that was kept raw, or an unexpected text.
#[derive(Clone)]
pub(crate) struct Kept {
    /// A text was where only elements are allowed.
    pub(crate) node: RawNode,
    /// Whether the schema does not allow it where it was found.
    pub(crate) is_unexpected: bool,
}

impl Extension {
    pub(crate) fn raw(element: RawElement) -> Self {
        Self::Kept(Box::new(Kept { node: RawNode::Element(element), is_unexpected: false }))
    }

    pub(crate) fn unexpected(node: RawNode) -> Self {
        Self::Kept(Box::new(Kept { node, is_unexpected: true }))
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

    /// The namespace and the local part of the name, of an element.
    fn name(&self) -> Option<(&str, &str)> {
        self.as_element().map(|element| (element.namespace(), element.local()))
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Kept(kept) => match &kept.node {
                RawNode::Text(text) => Some(text),
                RawNode::Element(_) => None,
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

    /// The node, if it is unexpected.
    fn as_unexpected(&self) -> Option<&RawNode> {
        match self {
            Self::Kept(kept) if kept.is_unexpected => Some(&kept.node),
            _ => None,
        }
    }

    pub(super) fn is_unexpected_here(&self) -> bool {
        matches!(self, Self::Kept(kept) if kept.is_unexpected)
    }

    pub(super) fn is<T: GlobalElement>(&self) -> bool {
        matches!(self, Self::Typed(object) if object.as_any().type_id() == TypeId::of::<T>())
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

/// [`Extensions`](super::Extensions) without the type of the host.
#[derive(Debug, Clone, Default)]
pub(crate) struct ExtensionList {
    pub(super) elements: ThinVec<Extension>,
    /// What few elements have.
    pub(super) rest: Option<Box<Rest>>,
}

/// Where an unexpected text is that may continue.
#[derive(Debug, Default)]
pub(crate) struct TextPlace {
    text: Option<usize>,
    /// The length of the list when it was looked at.
    looked_at: usize,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Rest {
    pub(super) attributes: Vec<RawAttribute>,
    /// What prefixes in attributes and unexpected text mean.
    declarations: Declarations,
    /// The unexpected content of simple children.
    pub(super) in_children: Vec<UnexpectedInChild>,
}

/// Attributes and content of a child of simple type: the child's value is a field of its parent, so
/// the parent keeps them.
#[derive(Debug, Clone)]
pub(crate) struct UnexpectedInChild {
    pub(crate) child: Name,
    /// Which of the children of this name.
    pub(crate) index: usize,
    pub(crate) attributes: Vec<RawAttribute>,
    pub(crate) content: Vec<RawNode>,
    /// What prefixes in attributes and text mean.
    pub(crate) declarations: Declarations,
}

impl PartialEq for UnexpectedInChild {
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
        self.elements.is_empty() && self.attributes().is_empty() && self.in_children().is_empty()
    }

    /// Keeps unexpected text. All text between two other unexpected nodes becomes one piece, because
    /// reading what is written would give one.
    pub(crate) fn push_text(&mut self, text: &str, place: &mut TextPlace) {
        let since = self.elements.get(place.looked_at..).unwrap_or_default();
        if since.iter().any(Extension::is_unexpected_here) {
            place.text = None;
        }
        if let Some(Extension::Kept(kept)) = place.text.and_then(|at| self.elements.get_mut(at))
            && let RawNode::Text(before) = &mut kept.node
        {
            before.push_str(text);
        } else {
            place.text = Some(self.elements.len());
            self.push(Extension::unexpected(RawNode::Text(text.to_owned())));
        }
        place.looked_at = self.elements.len();
    }

    /// Whether there is unexpected text.
    pub(crate) fn has_text(&self) -> bool {
        self.elements.iter().any(|one| one.as_text().is_some())
    }

    /// Moves everything out of another list to the end of this one.
    pub(crate) fn append(&mut self, other: &mut Self) {
        self.elements.append(&mut other.elements);
        if let Some(rest) = other.rest.take() {
            let Rest { attributes, declarations, in_children } = *rest;
            let ours = self.rest();
            ours.attributes.extend(attributes);
            ours.declarations.merge(declarations);
            ours.in_children.extend(in_children);
        }
    }

    /// Takes over an update. What it has replaces what is here of the same name.
    pub(crate) fn merge(&mut self, mut update: Self) {
        let named: HashSet<_> = update.elements.iter().filter_map(Extension::name).collect();
        if !named.is_empty() {
            let stays = |one: &Extension| one.name().is_none_or(|name| !named.contains(&name));
            self.elements.retain(stays);
        }
        drop(named);
        if let (Some(rest), Some(update)) = (&mut self.rest, &update.rest) {
            let named: HashSet<_> = update
                .attributes
                .iter()
                .map(|one| (one.name.namespace(), one.name.local()))
                .collect();
            rest.attributes
                .retain(|one| !named.contains(&(one.name.namespace(), one.name.local())));
            let children: HashSet<_> = update.in_children.iter().map(|one| one.child).collect();
            rest.in_children.retain(|one| !children.contains(&one.child));
        }
        self.append(&mut update);
    }

    /// How much is in it.
    pub(crate) fn size(&self) -> usize {
        let rest = self.rest.as_ref().map_or(0, |rest| {
            rest.attributes.len() + rest.declarations.len() + rest.in_children.len()
        });
        self.elements.len() + rest
    }

    /// Makes room.
    pub(crate) fn reserve(&mut self, elements: usize) {
        self.elements.reserve_exact(elements);
    }

    pub(crate) fn push(&mut self, extension: Extension) {
        self.elements.push(extension);
    }

    pub(super) fn rest(&mut self) -> &mut Rest {
        self.rest.get_or_insert_default()
    }

    pub(crate) fn push_attribute(&mut self, attribute: RawAttribute, is_unexpected: bool) {
        self.rest().attributes.push(RawAttribute { is_unexpected, ..attribute });
    }

    /// Notes what prefixes mean that a value seems to use.
    pub(crate) fn note_prefixes(&mut self, text: &str, element: Element<'_>, names: &mut Interner) {
        self.rest().declarations.note(text, element, names);
    }

    /// Notes what prefixes mean that unexpected text seems to use. Called when the text is complete: a
    /// prefix may begin in one piece and end in the next.
    pub(crate) fn note_prefixes_of_text(&mut self, element: Element<'_>, names: &mut Interner) {
        let rest = self.rest.get_or_insert_default();
        for text in self.elements.iter().filter_map(Extension::as_text) {
            rest.declarations.note(text, element, names);
        }
    }

    /// Notes what prefixes mean that several raw elements need.
    pub(crate) fn gather_prefixes(&mut self, element: Element<'_>) {
        let raw = self.elements.iter().filter_map(|one| match one {
            Extension::Kept(kept) => kept.node.declarations(),
            Extension::Typed(_) => None,
        });
        let mut declarations = Declarations::default();
        declarations.gather(raw, element);
        if !declarations.is_empty() {
            self.rest().declarations.merge(declarations);
        }
    }

    pub(crate) fn declarations(&self) -> Option<&Declarations> {
        self.rest.as_ref().map(|rest| &rest.declarations)
    }

    pub(crate) fn has_in_child(&self, child: &Name) -> bool {
        self.in_children().iter().any(|in_child| in_child.child == *child)
    }

    pub(crate) fn push_in_child(&mut self, in_child: UnexpectedInChild) {
        self.rest().in_children.push(in_child);
    }

    pub(crate) fn len(&self) -> usize {
        self.elements.len()
    }

    /// The number of unexpected elements of this name, from an index on.
    pub(crate) fn raw_unexpected(&self, name: &Name, from: usize) -> usize {
        let is_one = |one: &&Extension| {
            one.is_unexpected_here() && one.as_raw().is_some_and(|raw| raw.name.is(name))
        };
        self.elements.get(from..).unwrap_or_default().iter().filter(is_one).count()
    }

    pub(crate) fn in_children_count(&self) -> usize {
        self.in_children().len()
    }

    /// Forgets the unexpected content of a child that is kept raw itself.
    pub(crate) fn forget_in_children(&mut self, count: usize) {
        if let Some(rest) = &mut self.rest {
            rest.in_children.truncate(count);
        }
    }

    pub(super) fn in_children(&self) -> &[UnexpectedInChild] {
        self.rest.as_ref().map(|rest| &*rest.in_children).unwrap_or_default()
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Extension> {
        self.elements.iter()
    }

    pub(crate) fn attributes(&self) -> &[RawAttribute] {
        self.rest.as_ref().map(|rest| &*rest.attributes).unwrap_or_default()
    }

    pub(crate) fn has_expected_element(&self) -> bool {
        !self.elements.iter().all(Extension::is_unexpected_here)
    }

    /// The unexpected elements and texts.
    pub(crate) fn unexpected_nodes(&self) -> impl Iterator<Item = &RawNode> {
        self.elements.iter().filter_map(Extension::as_unexpected)
    }

    /// Whether anything in the list itself is unexpected; typed elements are not looked into.
    pub(crate) fn has_unexpected_here(&self) -> bool {
        self.elements.iter().any(Extension::is_unexpected_here)
            || self.attributes().iter().any(|attribute| attribute.is_unexpected)
            || !self.in_children().is_empty()
    }

    /// Removes what is unexpected in the list itself: elements, attributes, texts, and the unexpected
    /// content of simple children.
    pub(crate) fn remove_unexpected_here(&mut self) {
        self.elements.retain(|one| !one.is_unexpected_here());
        if let Some(rest) = &mut self.rest {
            rest.in_children.clear();
            rest.attributes.retain(|attribute| !attribute.is_unexpected);
        }
    }

    /// The same, but for attributes: removes those for which `keep` returns false.
    pub(crate) fn strip(&mut self, keep: impl FnMut(&RawAttribute) -> bool) {
        self.elements.retain(|one| !one.is_unexpected_here());
        if let Some(rest) = &mut self.rest {
            rest.in_children.clear();
            rest.attributes.retain(keep);
        }
    }

    /// The elements that the schema allows.
    pub(crate) fn expected(&self) -> impl Iterator<Item = &Extension> {
        self.elements.iter().filter(|one| !one.is_unexpected_here())
    }

    /// The elements and texts that the schema does not allow.
    pub(crate) fn unexpected(&self) -> impl Iterator<Item = &Extension> {
        self.elements.iter().filter(|one| one.is_unexpected_here())
    }
}

impl PartialEq for ExtensionList {
    fn eq(&self, other: &Self) -> bool {
        // Expected elements are written in their place and unexpected nodes at the end, so only the
        // order within each group counts.
        let same = |unexpected: bool| {
            let of = move |one: &&Extension| one.is_unexpected_here() == unexpected;
            self.elements.iter().filter(of).eq(other.elements.iter().filter(of))
        };
        same(false)
            && same(true)
            && same_in_any_order(self.attributes(), other.attributes())
            && same_in_any_order(self.in_children(), other.in_children())
    }
}
