//! Reading one element: attributes, then content.

use super::context::ReadContext;
use super::earlier::Earlier;
use super::extensions::Extensions;
use super::list::{Extension, ExtensionList, TextPlace};
use super::raw::{RawAttribute, RawElement, RawNode};
use super::recognized::Host;
use super::traits::XmlType;
use super::wildcard::{Wildcard, is_schema_location};
use crate::tree::{Attributes, Content, Contents};
use crate::value::{Excerpt, is_blank};
use crate::{Attribute, Element, Error, ErrorKind, Name, Namespace, XmlValue};

/// Reads one complex type. Every [`XmlType::read`], derived or written by hand, is made of its methods.
///
/// It keeps what is unexpected, checks the order of children, and reports to the [`ReadContext`]. The
/// caller loops over attributes and children and passes each to the right method; `docs/extending.md`
/// has an example.
#[derive(Debug)]
pub struct TypeReader<'c, 'a> {
    pub(super) element: Element<'c>,
    attributes: Attributes<'c>,
    content: Contents<'c>,
    pub(super) context: &'c mut ReadContext<'a>,
    pub(super) list: ExtensionList,
    pub(super) rare: Option<Box<Rare>>,
    /// What extends the type; looked up when the first extension is read.
    host: Option<Option<&'a Host>>,
    /// The types of the extension elements that have been read, and those that were read twice.
    seen: u32,
    repeated: u32,
    /// The rank of the last child: its place in the sequence of the schema.
    rank: u16,
    /// Whether there is an extension element that the schema allows.
    has_extension: bool,
    /// Whether there is a raw element.
    has_raw: bool,
}

/// What few elements need.
#[derive(Debug, Default)]
pub(super) struct Rare {
    /// An error about a required part. It is not reported yet, because it may become the error of the
    /// whole element.
    pub(super) unusable: Option<(Name, Error)>,
    /// The names of children that were read under an alternative spelling.
    pub(super) aliased: Vec<Name>,
    /// The names in other namespaces that were met.
    elsewhere: Vec<Name>,
    /// Counts of children, for unexpected content in simple children.
    pub(super) earlier: Vec<Earlier>,
    unexpected_text: TextPlace,
}

impl<'c, 'a> TypeReader<'c, 'a> {
    /// A reader of an element.
    #[inline(never)]
    pub fn new(element: Element<'c>, context: &'c mut ReadContext<'a>) -> Self {
        Self {
            element,
            attributes: element.all_attributes(),
            content: element.contents(),
            context,
            list: ExtensionList::default(),
            rare: None,
            host: None,
            seen: 0,
            repeated: 0,
            rank: 0,
            has_extension: false,
            has_raw: false,
        }
    }

    /// The context of reading.
    pub fn context(&mut self) -> &mut ReadContext<'a> {
        self.context
    }

    /// The element that is being read.
    pub fn element(&self) -> Element<'c> {
        self.element
    }

    /// The next attribute of the element.
    #[inline(never)]
    pub fn next_attribute(&mut self) -> Option<Attribute<'c>> {
        self.attributes.next()
    }

    /// The next child element. Text before it is unexpected: it is kept and reported.
    #[inline(never)]
    pub fn next_element(&mut self) -> Option<Element<'c>> {
        loop {
            match self.content.next()? {
                // The document will be refused, so the rest of it need not be read.
                Content::Element(_) if self.context.has_too_many_diagnostics() => return None,
                Content::Element(child) => return Some(child),
                Content::Text(text) if is_blank(text) => {}
                Content::Text(text) => self.unexpected_text(text),
            }
        }
    }

    #[cold]
    fn unexpected_text(&mut self, text: &str) {
        let message = format!(
            "unexpected text {} in {}: only elements are allowed",
            Excerpt(text),
            self.element.tag()
        );
        let error = self.context.fault(ErrorKind::UnexpectedText, &message, "kept raw");
        let place = self.content.last_node(self.element);
        let place = place.unwrap_or_else(|| self.element.node().id());
        self.context
            .report(self.element, error.with_location(crate::error::Location::Node(place, None)));
        let place = &mut self.rare.get_or_insert_default().unexpected_text;
        self.list.push_text(text, place);
    }

    /// Reads the value of an attribute.
    pub fn attribute<V: XmlValue>(&mut self, attribute: &Attribute<'_>, slot: &mut Option<V>) {
        match self.context.attribute_value(attribute, |_| None) {
            Ok(value) => *slot = Some(value),
            Err(error) => {
                let error = self.context.fault(error.kind(), error.message(), "kept raw");
                self.context.report_attribute(attribute, error);
                self.keep_attribute(attribute, true);
            }
        }
    }

    /// Whether an attribute with an alternative spelling is read as the one called `name`. It is not if
    /// that one is there too. Reports the spelling.
    pub fn takes_alias(&mut self, alias: &Attribute<'_>, name: &Name, is_taken: bool) -> bool {
        if is_taken || self.element.attribute(name).is_some() {
            return false;
        }
        let message = format!("the attribute {} is misspelt", alias.written_name());
        let repair = format!("read as {}", name.local());
        let error = self.context.fault(ErrorKind::Misspelt, &message, &repair);
        self.context.report_attribute(alias, error);
        true
    }

    fn keep_attribute(&mut self, attribute: &Attribute<'_>, is_unexpected: bool) {
        let names = self.context.names();
        self.list.push_attribute(RawAttribute::capture(attribute, names), is_unexpected);
        self.list.note_prefixes(attribute.value(), self.element, names);
    }

    /// Keeps an attribute that no field takes. `wildcard` says whether the type allows it.
    pub fn other_attribute<H: 'static>(&mut self, attribute: &Attribute<'_>, wildcard: Wildcard) {
        let namespace = attribute.namespace();
        // `xsi:type` and `xsi:nil` would change what the schema says about the element.
        let changes_type = matches!(attribute.local(), "type" | "nil");
        let wildcard = match namespace == Namespace::XSI.uri() && changes_type {
            true => Wildcard::None,
            false => wildcard,
        };
        let checked = match self.context.host_attribute::<H>(attribute) {
            // A registered attribute is allowed, whatever the schema says.
            Some(entry) => Some(self.context.check_registered(attribute, entry)),
            None if wildcard.lets_in(namespace, self.element) || is_schema_location(attribute) => {
                Some(self.context.check_attribute(attribute))
            }
            None => None,
        };
        self.checked_attribute(attribute, checked);
    }

    /// Keeps an attribute. `checked` is `None` if it is not allowed.
    pub(super) fn checked_attribute(
        &mut self,
        attribute: &Attribute<'_>,
        checked: Option<Result<(), Error>>,
    ) {
        let fault = match checked {
            Some(Ok(())) => None,
            Some(Err(error)) => Some(error),
            None => {
                let message = format!(
                    "unexpected attribute {} on {}",
                    attribute.written_name(),
                    self.element.tag()
                );
                Some(Error::new(ErrorKind::UnexpectedAttribute, message))
            }
        };
        if let Some(error) = &fault {
            let error = self.context.fault(error.kind(), error.message(), "kept raw");
            self.context.report_attribute(attribute, error);
        }
        self.keep_attribute(attribute, fault.is_some());
    }

    /// Checks the order: `rank` is the place of the child in its parent's sequence.
    #[inline]
    pub(super) fn in_order(&mut self, rank: u16, child: Element<'_>) {
        if rank < self.rank {
            self.out_of_order(child);
        } else {
            self.rank = rank;
        }
    }

    #[cold]
    pub(super) fn out_of_order(&mut self, child: Element<'_>) {
        let message = format!("{} comes too late in {}", child.tag(), self.element.tag());
        self.context.report(child, Error::new(ErrorKind::OutOfOrder, message));
    }

    #[cold]
    pub(super) fn surplus(&mut self, child: Element<'_>) {
        let message = format!("unexpected second {} in {}", child.tag(), self.element.tag());
        self.untyped(child, &Error::new(ErrorKind::TooMany, message));
    }

    #[cold]
    pub(super) fn untyped(&mut self, child: Element<'_>, error: &Error) {
        let kept = self.context.unexpected(child, error);
        self.has_raw = true;
        self.list.push(kept);
    }

    /// The value of a child, if it could be read; else the child is kept raw.
    pub(super) fn take<T>(&mut self, child: Element<'_>, read: Result<T, Error>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.untyped(child, &error);
                None
            }
        }
    }

    /// Whether a field that takes one child is still free. If not, the child is kept as surplus.
    pub(super) fn has_place(&mut self, rank: u16, child: Element<'_>, taken: bool) -> bool {
        self.in_order(rank, child);
        if taken {
            self.surplus(child);
        }
        !taken
    }

    /// Reads a child that is allowed once.
    pub fn child<T: XmlType>(&mut self, rank: u16, child: Element<'_>, slot: &mut Option<T>) {
        if self.has_place(rank, child, slot.is_some()) {
            let read = T::read(child, self.context);
            *slot = self.take(child, read);
        }
    }

    /// Reads a child that may be repeated.
    pub fn children<T: XmlType>(&mut self, rank: u16, child: Element<'_>, list: &mut Vec<T>) {
        self.in_order(rank, child);
        let read = T::read(child, self.context);
        if let Some(value) = self.take(child, read) {
            push_tight(list, value, 1);
        }
    }

    /// Reads a child of simple type that is allowed once.
    pub fn value<V: XmlValue>(
        &mut self,
        rank: u16,
        name: &Name,
        child: Element<'_>,
        slot: &mut Option<V>,
    ) {
        if self.has_place(rank, child, slot.is_some()) {
            let read = self.simple(name, child);
            *slot = self.take(child, read);
        }
    }

    /// Reads a child of simple type that has the right local name in another namespace, where it would be
    /// an unknown extension. It becomes the value if it can be read as one, and if no child has the right
    /// name. Returns false if it does not.
    ///
    /// `rank` is that of extensions.
    pub fn value_from_elsewhere<V: XmlValue>(
        &mut self,
        rank: u16,
        elsewhere: &Name,
        name: &Name,
        child: Element<'_>,
        slot: &mut Option<V>,
    ) -> bool {
        let rare = self.rare.get_or_insert_default();
        // Only the first of this name can be the value, so the siblings are searched once.
        if rare.elsewhere.contains(elsewhere) {
            return false;
        }
        rare.elsewhere.push(*elsewhere);
        if slot.is_some() || self.element.elements().any(|sibling| sibling.is(name)) {
            return false;
        }
        if child.has_attributes() || child.elements().next().is_some() {
            return false;
        }
        // In one piece, because comments and instructions in it make no difference.
        let value = V::parse_in(&child.text(), &child).ok();
        let Some(value) = value.filter(|value| !value.is_unknown_word()) else { return false };
        self.in_order(rank, child);
        *slot = Some(value);
        let (found, meant) = (elsewhere.namespace(), name.namespace());
        let (tag, local) = (child.tag(), name.local());
        let message = format!("{tag} in the namespace {found} is read as <{local}> in {meant}");
        self.context.remark(ErrorKind::Misspelt, child, message);
        true
    }

    /// Reads a child of simple type that may be repeated.
    pub fn values<V: XmlValue>(
        &mut self,
        rank: u16,
        name: &Name,
        child: Element<'_>,
        list: &mut Vec<V>,
    ) {
        self.in_order(rank, child);
        let read = self.simple(name, child);
        if let Some(value) = self.take(child, read) {
            push_tight(list, value, 1);
        }
    }

    /// Reads a child that is a keyword, for a field that says whether it is there.
    pub fn flag(&mut self, rank: u16, name: &Name, child: Element<'_>, slot: &mut bool) {
        if self.has_place(rank, child, *slot) {
            let read = self.keyword(name, child);
            *slot = self.take(child, read).is_some();
        }
    }

    /// Gives back the room of a long list that it did not need.
    pub fn tighten<T>(list: &mut Vec<T>) {
        const MOST_ROOM: usize = 64;
        if list.capacity() - list.len() > MOST_ROOM {
            list.shrink_to_fit();
        }
    }

    /// Reports an alternative spelling of a name.
    pub fn misspelt(&mut self, child: Element<'_>, name: &Name) {
        let message = format!("{} is misspelt", child.tag());
        let repair = format!("read as <{}>", name.local());
        self.rare.get_or_insert_default().aliased.push(*name);
        let error = self.context.fault(ErrorKind::Misspelt, &message, &repair);
        self.context.report(child, error);
    }

    /// Reports an alternative spelling of a name, where the schema allows it as an extension.
    pub fn respelt(&mut self, child: Element<'_>, name: &Name) {
        let message = format!("{} is read as <{}>", child.tag(), name.local());
        self.rare.get_or_insert_default().aliased.push(*name);
        self.context.remark(ErrorKind::Misspelt, child, message);
    }

    /// Reports white space in an element whose type is empty, where not even that is allowed (XML Schema
    /// Part 1 §3.4.4). If there are child elements, only they are reported.
    pub fn no_text(&mut self) {
        let mut blank = false;
        for content in self.element.contents() {
            match content {
                Content::Element(_) => return,
                Content::Text(text) => blank |= is_blank(text),
            }
        }
        if blank {
            let message =
                format!("unexpected white space in {}, which has to be empty", self.element.tag());
            self.context.report(self.element, Error::new(ErrorKind::UnexpectedText, message));
        }
    }

    /// Reads a child of simple type that belongs to a choice.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`].
    pub fn simple<V: XmlValue>(&mut self, name: &Name, child: Element<'_>) -> Result<V, Error> {
        if let Some(text) = child.only_text()
            && !child.has_attributes()
        {
            return self.context.text_value(child, text);
        }
        let value = self.context.text_value(child, &child.text())?;
        self.keep_in_child(name, child, false)?;
        Ok(value)
    }

    /// Keeps a child that no field takes: typed if it is registered for `H`, else raw. Elements that a
    /// draft [wrapped](crate::HostBuilder::wrapped_in) are kept without the wrapper.
    pub fn extension<H: 'static>(&mut self, rank: u16, child: Element<'_>, wildcard: Wildcard) {
        if self.context.is_from_draft() && self.is_wrapper::<H>(child) {
            for wrapped in child.elements() {
                self.one_extension::<H>(rank, wrapped, wildcard);
            }
            return;
        }
        self.one_extension::<H>(rank, child, wildcard);
    }

    /// The same for a wildcard with `processContents="skip"`: an element that is not registered for `H`
    /// is kept without any check.
    pub fn skipped_extension<H: 'static>(
        &mut self,
        rank: u16,
        child: Element<'_>,
        wildcard: Wildcard,
    ) {
        let is_registered = self.context.host::<H>().and_then(|host| host.element(child)).is_some();
        if is_registered || !wildcard.lets_in(child.namespace(), self.element) {
            return self.one_extension::<H>(rank, child, wildcard);
        }
        self.in_order(rank, child);
        let raw = RawElement::capture(child, self.context.names());
        self.has_raw = true;
        self.expected(Extension::raw(raw));
    }

    /// Whether a child is only a wrapper that a draft put around extensions. Reports it.
    #[cold]
    fn is_wrapper<H: 'static>(&mut self, child: Element<'_>) -> bool {
        let host = self.context.host::<H>();
        let is_one = host.is_some_and(|host| host.is_wrapper(child))
            && !child.has_attributes()
            && child.elements().next().is_some()
            && child.text_pieces().all(is_blank);
        if is_one {
            let (wrapper, parent) = (child.tag(), self.element.tag());
            let message = format!("unexpected {wrapper} around elements of {parent}");
            let error = self.context.fault(ErrorKind::Misspelt, &message, "read without it");
            self.context.report(child, error);
        }
        is_one
    }

    #[inline]
    fn one_extension<H: 'static>(&mut self, rank: u16, child: Element<'_>, wildcard: Wildcard) {
        let context = &self.context;
        let host = *self.host.get_or_insert_with(|| context.host::<H>());
        if let Some(entry) = host.and_then(|host| host.element(child)) {
            self.in_order(rank, child);
            if self.list.is_empty() {
                // Extensions are usually together, so the remaining children tell how much room to make.
                self.list.reserve(1 + self.elements_left());
            }
            self.repeated |= self.seen & entry.type_bit;
            self.seen |= entry.type_bit;
            return match (entry.read)(child, self.context) {
                Ok(object) => self.expected(Extension::Typed(object)),
                Err(error) => self.untyped(child, &error),
            };
        }
        if !wildcard.lets_in(child.namespace(), self.element) {
            return self.unexpected_element(child);
        }
        self.in_order(rank, child);
        let unknown = self.context.unknown(child);
        self.has_raw = true;
        self.expected(unknown);
    }

    /// Keeps a child that is not allowed here.
    pub fn unexpected_element(&mut self, child: Element<'_>) {
        let message = format!("unexpected element {} in {}", child.tag(), self.element.tag());
        self.context.check_unknown(child);
        self.untyped(child, &Error::new(ErrorKind::UnexpectedElement, message));
    }

    /// Reads mixed content: all children and all text of the element, white space included, as received.
    pub fn mixed_content(&mut self) -> Vec<RawNode> {
        self.context.need_white_space();
        let mut nodes: Vec<RawNode> = Vec::new();
        for content in self.element.contents() {
            match content {
                Content::Element(child) => {
                    self.context.check_unknown(child);
                    let raw = RawElement::capture(child, self.context.names());
                    nodes.push(RawNode::Element(raw));
                }
                Content::Text(text) => {
                    self.list.note_prefixes(text, self.element, self.context.names());
                    match nodes.last_mut() {
                        Some(RawNode::Text(before)) => before.push_str(text),
                        _ => nodes.push(RawNode::Text(text.to_owned())),
                    }
                }
            }
        }
        nodes
    }

    /// How many child elements are left, at most 15.
    #[inline]
    pub(super) fn elements_left(&self) -> usize {
        self.content.elements_left(15)
    }

    fn expected(&mut self, extension: Extension) {
        self.has_extension = true;
        self.list.push(extension);
    }

    /// Keeps and reports an element that excludes, or is excluded by, a field that is present.
    pub fn excluded(&mut self, child: Element<'_>) {
        let message = format!("unexpected element {} beside others that exclude it", child.tag());
        self.untyped(child, &Error::new(ErrorKind::UnexpectedElement, message));
    }

    /// Whether an extension element that the schema allows has been read.
    pub fn has_extension(&self) -> bool {
        self.has_extension
    }

    /// Reads the content of an element of simple content. Child elements in it are kept and reported.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`].
    pub fn text<V: XmlValue>(&mut self) -> Result<V, Error> {
        if let Some(text) = self.element.only_text() {
            return self.context.text_value(self.element, text);
        }
        let value = self.context.text_value(self.element, &self.element.text())?;
        for child in self.element.elements() {
            let message = format!(
                "unexpected element {} in {}: only text is allowed",
                child.tag(),
                self.element.tag()
            );
            self.untyped(child, &Error::new(ErrorKind::UnexpectedElement, message));
        }
        Ok(value)
    }

    /// The error for an element that must not be empty.
    pub fn nothing_in(&self, what: &str) -> Error {
        let message = format!("{} is empty: expected {what}", self.element.tag());
        self.context.error(ErrorKind::MissingElement, self.element, message)
    }

    /// Everything that no field took.
    pub fn extensions<H>(mut self) -> Extensions<H> {
        if self.repeated != 0 {
            self.check_repeated();
        }
        self.finish_list();
        Extensions::from_list(self.list)
    }

    /// Notes what is known only when the whole element has been read.
    #[inline]
    pub(super) fn finish_list(&mut self) {
        self.report_unusable();
        if self.has_raw {
            self.list.gather_prefixes(self.element);
        }
        if self.rare.is_some() && self.list.has_text() {
            self.list.note_prefixes_of_text(self.element, self.context.names());
        }
    }

    /// Calls the check of each type that was read more than once.
    #[cold]
    fn check_repeated(&mut self) {
        let types = self.host.flatten().map(Host::types).unwrap_or_default();
        for repeated in types.iter().filter(|hosted| hosted.bit & self.repeated != 0) {
            if let Err(message) = (repeated.check_several)(&self.list) {
                self.context.warn(self.element, message);
            }
        }
    }

    /// Finishes a type that has no field for unexpected content.
    ///
    /// # Errors
    /// There was unexpected content.
    pub fn nothing_left(mut self) -> Result<(), Error> {
        self.report_unusable();
        if self.list.is_empty() {
            return Ok(());
        }
        let message = format!("unexpected content in {}", self.element.tag());
        Err(Error::new(ErrorKind::UnexpectedElement, message)
            .with_location(self.element.location()))
    }
}

/// Adds to a list with room for as many values as expected: a vector by itself makes room for four.
pub(super) fn push_tight<T>(list: &mut Vec<T>, value: T, expected: usize) {
    if list.is_empty() {
        list.reserve_exact(expected);
    }
    list.push(value);
}
