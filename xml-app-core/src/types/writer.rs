//! Writing one element: attributes, then content.

use super::declarations::Declarations;
use super::extensions::{Extensions, UnexpectedInChildren};
use super::list::{Extension, ExtensionList, UnexpectedInChild};
use super::raw::{RawAttribute, RawElement, RawNode};
use super::sink::{Hints, Nothing, QualifiedName, Sink};
use super::traits::{XmlChoice, XmlElement, XmlType};
use super::valid::{Repairs, UnexpectedItem};
use crate::value::Prefix;
use crate::{Error, ErrorKind, Limits, Name, ValueKind, XmlValue};

/// Writes the attributes and the content of elements: the argument of [`XmlType::write`].
///
/// ```
/// use xml_app_core::{ElementWriter, Error, Name, RawElement, Registry, XmlElement, XmlType};
/// # use xml_app_core::{Element, Namespace, ReadContext, TypeReader, Wildcard};
/// # const NS: Namespace = Namespace::new("urn:example:menu", "menu");
/// const PRICE: Name = Name::local_only("price");
///
/// /// `<dish price="4.20"/>`
/// #[derive(Debug, Clone, PartialEq)]
/// struct Dish {
///     cents: u32,
/// }
///
/// impl XmlType for Dish {
/// #     fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
/// #         let mut reader = TypeReader::new(element, context);
/// #         let mut price: Option<String> = None;
/// #         while let Some(attribute) = reader.next_attribute() {
/// #             match attribute.is(&PRICE) {
/// #                 true => reader.needed_attribute(&attribute, &PRICE, &mut price),
/// #                 false => reader.other_attribute::<Self>(&attribute, Wildcard::None),
/// #             }
/// #         }
/// #         while let Some(child) = reader.next_element() {
/// #             reader.extension::<Self>(0, child, Wildcard::None);
/// #         }
/// #         let price = reader.required_attribute(price, &PRICE)?;
/// #         reader.nothing_left()?;
/// #         let cents = price.replace('.', "").parse();
/// #         let cents = cents.map_err(|_| xml_app_core::value::invalid_value(&price, "a price"))?;
/// #         Ok(Self { cents })
/// #     }
/// #
///     // Beside `read`: `docs/extending.md` has an example.
///     fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
///         let price = format!("{}.{:02}", self.cents / 100, self.cents % 100);
///         writer.attribute(&PRICE, &price)
///     }
/// }
/// # impl XmlElement for Dish { const NAME: Name = Name::new(NS, "dish"); }
///
/// let raw = RawElement::encode(&Dish { cents: 420 })?;
/// assert_eq!(raw.to_string(), "<menu:dish xmlns:menu=\"urn:example:menu\" price=\"4.20\"/>");
/// # assert_eq!(raw.decode::<Dish>(&Registry::empty())?, Dish { cents: 420 });
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub struct ElementWriter<'w> {
    sink: &'w mut dyn Sink,
    depth: usize,
    /// The names of the attributes that have been written on the current element. Typed fields are written
    /// first, and raw attributes must not repeat them.
    written: Vec<Name>,
    /// Present if only valid content is to be written.
    repairs: Option<&'w mut Repairs>,
    /// The hints for the next element or text.
    next: Hints,
}

impl<'w> ElementWriter<'w> {
    /// Writes to a sink.
    pub fn new(sink: &'w mut dyn Sink) -> Self {
        Self { sink, depth: 0, written: Vec::new(), repairs: None, next: Hints::default() }
    }

    /// Writes to a sink, without what the schema does not allow.
    pub(crate) fn valid(sink: &'w mut dyn Sink, repairs: &'w mut Repairs) -> Self {
        Self { repairs: Some(repairs), ..Self::new(sink) }
    }

    fn start(&mut self, name: QualifiedName<'_>) -> Result<(), Error> {
        self.depth += 1;
        self.written.clear();
        if self.depth > Limits::DEEPEST {
            let message = format!("more than {} elements inside each other", Limits::DEEPEST);
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        if let Some(repairs) = &mut self.repairs {
            repairs.enter(name);
        }
        let hints = std::mem::take(&mut self.next);
        self.sink.start(name, hints)
    }

    fn end(&mut self) -> Result<(), Error> {
        self.depth -= 1;
        if let Some(repairs) = &mut self.repairs {
            repairs.leave();
        }
        self.sink.end()
    }

    /// Writes an attribute.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] for characters that XML does not have.
    pub fn attribute<V: XmlValue>(&mut self, name: &Name, value: &V) -> Result<(), Error> {
        self.written.push(*name);
        self.keep_prefixes_of(value);
        if let Some(mended) = self.mended(value) {
            self.sink.attribute(name.into(), &mended, V::KIND)
        } else if self.sink.wants_values() {
            self.sink.attribute(name.into(), &value.text(), V::KIND)
        } else {
            self.sink.attribute(name.into(), "", V::KIND)
        }
    }

    /// Writes an attribute that may be absent.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn optional_attribute<V: XmlValue>(
        &mut self,
        name: &Name,
        value: Option<&V>,
    ) -> Result<(), Error> {
        value.map_or(Ok(()), |value| self.attribute(name, value))
    }

    /// Writes the text of an element of simple content.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn text<V: XmlValue>(&mut self, value: &V) -> Result<(), Error> {
        self.sink.mixed();
        self.keep_prefixes_of(value);
        if let Some(mended) = self.mended(value) {
            self.sink.text(&mended, V::KIND, Hints::default())
        } else if self.sink.wants_values() {
            self.sink.text(&value.text(), V::KIND, Hints::default())
        } else {
            Ok(())
        }
    }

    /// What is written instead of a value where only valid content is written: another id instead of a
    /// duplicate, for example.
    fn mended<V: XmlValue>(&mut self, value: &V) -> Option<String> {
        let repairs = self.repairs.as_mut()?;
        match V::KIND {
            ValueKind::Id => repairs.other_id(&value.text()),
            _ => repairs.other_value(&value.text(), &value.valid_text()),
        }
    }

    /// Writes an element by its own name.
    ///
    /// # Errors
    /// Those of its content.
    pub fn element<T: XmlElement>(&mut self, element: &T) -> Result<(), Error> {
        self.child(&T::NAME, element)
    }

    /// Writes a child element of complex type.
    ///
    /// # Errors
    /// Those of its content.
    pub fn child<T: XmlType>(&mut self, name: &Name, child: &T) -> Result<(), Error> {
        self.start(name.into())?;
        child.write(self).map_err(|error| error.inside(name.local()))?;
        self.end()
    }

    /// Writes child elements of complex type.
    ///
    /// # Errors
    /// Those of their content.
    pub fn children<T: XmlType>(&mut self, name: &Name, children: &[T]) -> Result<(), Error> {
        children.iter().try_for_each(|child| {
            self.next.is_list = true;
            self.child(name, child)
        })
    }

    /// Writes a child element of simple type, and its unexpected content.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn value<V: XmlValue>(
        &mut self,
        name: &Name,
        value: &V,
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error> {
        self.start(name.into())?;
        let in_child = in_children.take(name);
        self.in_child_attributes(in_child)?;
        self.text(value)?;
        self.in_child_content(in_child)?;
        self.end()
    }

    /// Writes child elements of simple type.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn values<V: XmlValue>(
        &mut self,
        name: &Name,
        values: &[V],
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error> {
        values.iter().try_for_each(|value| {
            self.next.is_list = true;
            self.value(name, value, in_children)
        })
    }

    /// Writes a keyword: an empty element.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn keyword(
        &mut self,
        name: &Name,
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error> {
        self.next.is_keyword = true;
        self.start(name.into())?;
        let in_child = in_children.take(name);
        self.in_child_attributes(in_child)?;
        self.in_child_content(in_child)?;
        self.end()
    }

    /// Writes the elements of a choice.
    ///
    /// # Errors
    /// Those of the elements; [`ErrorKind::NotWritable`] if one excludes the others.
    pub fn choices<C: XmlChoice>(
        &mut self,
        choices: &[C],
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error> {
        if choices.len() > 1 && choices.iter().any(XmlChoice::is_alone) {
            let message = "an element that excludes all others is not alone";
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        choices.iter().try_for_each(|choice| {
            self.next.is_list = true;
            choice.write(self, in_children)
        })
    }

    /// Refuses to write an element without content that the schema requires.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if nothing is there.
    pub fn expect(&mut self, present: bool, what: &str) -> Result<(), Error> {
        if present {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotWritable, format!("the element is empty: expected {what}")))
    }

    /// Refuses to write two alternatives.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if both are there.
    pub fn either(&mut self, one: bool, other: bool, what: &str) -> Result<(), Error> {
        if one && other {
            let message = format!("{what} is there together with a field that excludes it");
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        Ok(())
    }

    /// Writes the attributes that no field took. To be called after all other attributes, before
    /// content.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn extension_attributes<H>(&mut self, extensions: &Extensions<H>) -> Result<(), Error> {
        self.other_attributes(extensions.list())
    }

    /// Writes the elements that no field took and that the schema allows, at the place of the wildcard.
    ///
    /// # Errors
    /// Those of the elements.
    pub fn extension_elements<H>(&mut self, extensions: &Extensions<H>) -> Result<(), Error> {
        self.extension_list(extensions.list().expected())
    }

    /// Writes the elements and texts that the schema does not allow. To be called last: a surplus child
    /// has to come after the one that it repeats.
    ///
    /// # Errors
    /// Those of the elements.
    pub fn unexpected_extensions<H>(&mut self, extensions: &Extensions<H>) -> Result<(), Error> {
        self.unexpected_nodes(extensions.list())
    }

    /// Writes mixed content.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] for characters that XML does not have.
    pub fn content(&mut self, nodes: &[RawNode]) -> Result<(), Error> {
        // White space between elements is content here, so none is added.
        if !nodes.is_empty() {
            self.sink.mixed();
        }
        nodes.iter().try_for_each(|node| match node {
            RawNode::Element(element) => {
                self.next.is_list = true;
                self.raw_element(element)
            }
            RawNode::Text(text) => self.sink.text(text, ValueKind::Text, Hints::default()),
        })
    }

    pub(super) fn other_attributes(&mut self, list: &ExtensionList) -> Result<(), Error> {
        if let Some(declarations) = list.declarations() {
            self.keep_prefixes(declarations);
        }
        let has_text = list.has_text() && self.repairs.is_none();
        if has_text || list.attributes().iter().any(RawAttribute::preserves_space) {
            self.sink.mixed();
        }
        for attribute in list.attributes() {
            if let Some(repairs) = self.repairs.as_mut().filter(|_| attribute.is_unexpected) {
                repairs.leave_out(format_args!("the attribute {}", attribute.name));
            } else if !self.written.iter().any(|name| attribute.name.is(name)) {
                self.raw_attribute(attribute)?;
            }
        }
        Ok(())
    }

    pub(super) fn unexpected_nodes(&mut self, list: &ExtensionList) -> Result<(), Error> {
        let Some(repairs) = &mut self.repairs else {
            return self.extension_list(list.unexpected());
        };
        for node in list.unexpected_nodes() {
            repairs.leave_out_node(node);
        }
        Ok(())
    }

    fn in_child_attributes(&mut self, in_child: Option<&UnexpectedInChild>) -> Result<(), Error> {
        if let Some(repairs) = &mut self.repairs {
            for attribute in in_child.map(|in_child| &*in_child.attributes).unwrap_or_default() {
                repairs.leave_out(format_args!("the attribute {}", attribute.name));
            }
            return Ok(());
        }
        if let Some(in_child) = in_child {
            self.keep_prefixes(&in_child.declarations);
        }
        let attributes = in_child.map(|in_child| &*in_child.attributes).unwrap_or_default();
        attributes.iter().try_for_each(|attribute| self.raw_attribute(attribute))
    }

    fn in_child_content(&mut self, in_child: Option<&UnexpectedInChild>) -> Result<(), Error> {
        let content = in_child.map(|in_child| &*in_child.content).unwrap_or_default();
        if let Some(repairs) = &mut self.repairs {
            content.iter().for_each(|node| repairs.leave_out_node(node));
            return Ok(());
        }
        if !content.is_empty() {
            self.sink.mixed();
        }
        content.iter().try_for_each(|node| match node {
            RawNode::Element(element) => self.raw_element(element),
            RawNode::Text(text) => self.unexpected_text(text),
        })
    }

    /// Whether an unexpected element of a choice is left out.
    pub(crate) fn leaves_out(&mut self, element: &RawElement) -> bool {
        let Some(repairs) = &mut self.repairs else { return false };
        repairs.leave_out(format_args!("the element {}", element.name));
        true
    }

    /// Writes a raw element.
    pub(crate) fn raw_element(&mut self, element: &RawElement) -> Result<(), Error> {
        self.next.is_raw = true;
        self.start((&element.name).into())?;
        self.keep_prefixes(element.declarations());
        for attribute in &element.attributes {
            self.raw_attribute(attribute)?;
        }
        let preserve = element.attributes.iter().any(RawAttribute::preserves_space);
        let has_text = element.children.iter().any(|child| matches!(child, RawNode::Text(_)));
        if has_text || preserve {
            self.sink.mixed();
        }
        for child in &element.children {
            match child {
                RawNode::Element(element) => self.raw_element(element)?,
                RawNode::Text(text) => {
                    self.sink.text(text, ValueKind::Text, Hints::default())?;
                }
            }
        }
        self.end()
    }

    /// Writes text where only elements are allowed.
    fn unexpected_text(&mut self, text: &str) -> Result<(), Error> {
        self.next = Hints::default();
        self.sink.mixed();
        self.sink.text(text, ValueKind::Text, Hints { is_raw: true, ..Hints::default() })
    }

    /// Writes elements and texts of an extension list.
    fn extension_list<'l>(
        &mut self,
        elements: impl Iterator<Item = &'l Extension>,
    ) -> Result<(), Error> {
        for extension in elements {
            match extension {
                Extension::Typed(object) => {
                    self.next.is_list = true;
                    object.write_object(self)?;
                }
                Extension::Kept(kept) => match &kept.node {
                    RawNode::Element(raw) => {
                        self.next.is_list = true;
                        self.raw_element(raw)?;
                    }
                    RawNode::Text(text) => self.unexpected_text(text)?,
                },
            }
        }
        Ok(())
    }

    fn keep_prefixes_of<V: XmlValue>(&mut self, value: &V) {
        for Prefix { prefix, namespace } in value.prefixes() {
            self.sink.keep_prefix(prefix, namespace);
        }
    }

    /// Declares prefixes that are used in values.
    fn keep_prefixes(&mut self, declarations: &Declarations) {
        for (prefix, namespace) in declarations.iter() {
            self.sink.keep_prefix(prefix, namespace);
        }
    }

    fn raw_attribute(&mut self, attribute: &RawAttribute) -> Result<(), Error> {
        self.sink.attribute((&attribute.name).into(), &attribute.value, ValueKind::Text)
    }

    pub(crate) fn list(&mut self) {
        self.next.is_list = true;
    }
}

impl std::fmt::Debug for ElementWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ElementWriter").field("depth", &self.depth).finish_non_exhaustive()
    }
}

/// Whether writing without what is unexpected would leave something out.
pub(crate) fn has_unexpected(
    write: impl FnOnce(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> bool {
    // A value that cannot be written is not valid either.
    unexpected(write).map_or(true, |unexpected| !unexpected.is_empty())
}

/// What writing without what is unexpected would leave out.
pub(crate) fn unexpected(
    write: impl FnOnce(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> Result<Vec<UnexpectedItem>, Error> {
    let mut repairs = Repairs::default().for_writing();
    write(&mut ElementWriter::valid(&mut Nothing, &mut repairs))?;
    Ok(repairs.into_left_out())
}
