use crate::extension::{Extensions, Stray, Strays};
use crate::raw::{RawAttribute, RawElement, RawName, RawNode};
use crate::write::valid::Repairs;
use crate::{Error, ErrorKind, Limits, Name, ValueKind, XmlChoice, XmlElement, XmlType, XmlValue};

/// The name of an element or attribute on its way out: namespace, local part, and the prefix it would
/// like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QualifiedName<'n> {
    /// The namespace URI; empty for none.
    pub namespace: &'n str,
    /// The wish for a prefix; empty for none.
    pub prefix: &'n str,
    /// The local part.
    pub local: &'n str,
}

impl From<&Name> for QualifiedName<'static> {
    fn from(name: &Name) -> Self {
        let namespace = name.namespace();
        Self { namespace: namespace.uri(), prefix: namespace.prefix(), local: name.local() }
    }
}

impl<'n> From<&'n RawName> for QualifiedName<'n> {
    fn from(name: &'n RawName) -> Self {
        Self { namespace: name.namespace(), prefix: name.prefix(), local: name.local() }
    }
}

/// What a document is written to. XML is one; a program can bring another, such as JSON, and let a
/// document [visit](crate::AnyDocument::visit) it.
///
/// ```
/// use xml_app_core::{ElementWriter, Error, QualifiedName, Sink, ValueKind};
/// # use xml_app_core::{Namespace, XmlElement};
/// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = MENU, name = "menu")]
/// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
///
/// /// Prints the names of the elements, each as deep as it stands.
/// #[derive(Default)]
/// struct Outline { depth: usize, text: String }
///
/// impl Sink for Outline {
///     fn start(&mut self, name: QualifiedName<'_>) -> Result<(), Error> {
///         self.text += &format!("{}{}\n", "-".repeat(self.depth), name.local);
///         self.depth += 1;
///         Ok(())
///     }
///     fn end(&mut self) -> Result<(), Error> {
///         self.depth -= 1;
///         Ok(())
///     }
///     // `attribute` and `text` let everything pass.
/// #   fn attribute(&mut self, _: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> {
/// #       Ok(())
/// #   }
/// #   fn text(&mut self, _: &str, _: ValueKind) -> Result<(), Error> {
/// #       Ok(())
/// #   }
/// }
///
/// let mut outline = Outline::default();
/// let menu = Menu { dishes: vec!["soup".to_owned(), "fish".to_owned()] };
/// ElementWriter::new(&mut outline).element(&menu)?;
/// assert_eq!(outline.text, "menu\n-dish\n-dish\n");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait Sink {
    /// An element begins. Its attributes come next, then its content.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn start(&mut self, name: QualifiedName<'_>) -> Result<(), Error>;

    /// An attribute of the element that has just begun.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error>;

    /// Text in the current element.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn text(&mut self, text: &str, kind: ValueKind) -> Result<(), Error>;

    /// The current element ends.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn end(&mut self) -> Result<(), Error>;

    /// The next element is one of a list, even if it is alone.
    fn list(&mut self) {}

    /// The next element, or text, is raw: nobody knows its type, or only elements may stand there.
    fn raw(&mut self) {}

    /// The next element is a keyword: that it is there is all it says.
    fn keyword(&mut self) {}

    /// The current element has mixed content: white space in it counts.
    fn mixed(&mut self) {}

    /// A value in the current element seems to use this prefix, so it has to mean this namespace.
    fn keep_prefix(&mut self, _prefix: &str, _namespace: &str) {}

    /// Whether values have to be put into text at all.
    fn wants_values(&self) -> bool {
        true
    }
}

/// Writes the attributes and the content of elements; what [`XmlType::write`] is given.
///
/// ```
/// use xml_app_core::{ElementWriter, Error, Name, RawElement, XmlElement, XmlType};
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
///     // Beside `read`, of which `docs/extending.md` has one:
///     fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
///         let price = format!("{}.{:02}", self.cents / 100, self.cents % 100);
///         writer.attribute(&PRICE, &price)
///     }
/// }
/// # impl XmlElement for Dish { const NAME: Name = Name::new(NS, "dish"); }
///
/// let raw = RawElement::encode(&Dish { cents: 420 })?;
/// assert_eq!(raw.to_string(), "<menu:dish xmlns:menu=\"urn:example:menu\" price=\"4.20\"/>");
/// # assert_eq!(raw.decode::<Dish>()?, Dish { cents: 420 });
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub struct ElementWriter<'w> {
    sink: &'w mut dyn Sink,
    depth: usize,
    /// Attribute names are being accepted, and these have been written: typed fields go first, and
    /// what was kept raw may not repeat them.
    written: Vec<Name>,
    /// If only what is valid is to be written.
    repairs: Option<&'w mut Repairs>,
}

impl<'w> ElementWriter<'w> {
    /// Writes to a sink.
    pub fn new(sink: &'w mut dyn Sink) -> Self {
        Self { sink, depth: 0, written: Vec::new(), repairs: None }
    }

    /// Writes to a sink, without what the schema does not allow.
    pub(super) fn valid(sink: &'w mut dyn Sink, repairs: &'w mut Repairs) -> Self {
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
        self.sink.start(name)
    }

    pub(crate) fn end(&mut self) -> Result<(), Error> {
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
        if let Some(mended) = self.mended(value) {
            self.sink.text(&mended, V::KIND)
        } else if self.sink.wants_values() {
            self.sink.text(&value.text(), V::KIND)
        } else {
            Ok(())
        }
    }

    /// What is written instead of a value where only what is valid is: of an id that stands in the
    /// document already, for example.
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
            self.sink.list();
            self.child(name, child)
        })
    }

    /// Writes a child element of simple type, and what clung to it.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn value<V: XmlValue>(
        &mut self,
        name: &Name,
        value: &V,
        strays: &mut Strays<'_>,
    ) -> Result<(), Error> {
        self.start(name.into())?;
        let stray = strays.take(name);
        self.stray_attributes(stray)?;
        self.text(value)?;
        self.stray_content(stray)?;
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
        strays: &mut Strays<'_>,
    ) -> Result<(), Error> {
        values.iter().try_for_each(|value| {
            self.sink.list();
            self.value(name, value, strays)
        })
    }

    /// Writes a keyword: an empty element.
    ///
    /// # Errors
    /// As [`Self::attribute`].
    pub fn keyword(&mut self, name: &Name, strays: &mut Strays<'_>) -> Result<(), Error> {
        self.sink.keyword();
        self.start(name.into())?;
        let stray = strays.take(name);
        self.stray_attributes(stray)?;
        self.stray_content(stray)?;
        self.end()
    }

    /// Writes the elements of a choice.
    ///
    /// # Errors
    /// Those of the elements; [`ErrorKind::NotWritable`] if one excludes the others.
    pub fn choices<C: XmlChoice>(
        &mut self,
        choices: &[C],
        strays: &mut Strays<'_>,
    ) -> Result<(), Error> {
        if choices.len() > 1 && choices.iter().any(XmlChoice::is_alone) {
            let message = "a keyword that excludes all others is not alone";
            return Err(Error::new(ErrorKind::NotWritable, message));
        }
        choices.iter().try_for_each(|choice| {
            self.sink.list();
            choice.write(self, strays)
        })
    }

    /// Refuses an element that may not be empty.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if nothing is there.
    pub fn expect(&mut self, present: bool, what: &str) -> Result<(), Error> {
        if present {
            return Ok(());
        }
        Err(Error::new(ErrorKind::NotWritable, format!("the element is empty: expected {what}")))
    }

    /// Refuses two alternatives at once.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if both are there.
    pub fn either(&mut self, one: bool, other: bool, what: &str) -> Result<(), Error> {
        if one && other {
            let message = format!("{what} is there together with what excludes it");
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
        let list = extensions.list();
        if let Some(declarations) = list.declarations() {
            declarations.write(self);
        }
        let has_text = list.has_text() && self.repairs.is_none();
        if has_text || list.attributes().iter().any(RawAttribute::preserves_space) {
            self.mixed();
        }
        for attribute in extensions.attributes() {
            if let Some(repairs) = self.repairs.as_mut().filter(|_| attribute.misfit) {
                repairs.leave_out(format_args!("the attribute {}", attribute.name));
            } else if !self.written.iter().any(|name| attribute.name.is(name)) {
                self.raw_attribute(attribute)?;
            }
        }
        Ok(())
    }

    /// Writes the elements that no field took and that fit, at the place of the wildcard.
    ///
    /// # Errors
    /// Those of the elements.
    pub fn extension_elements<H>(&mut self, extensions: &Extensions<H>) -> Result<(), Error> {
        extensions.list().write_elements(false, self)
    }

    /// Writes what does not fit. To be called last: a surplus child has to come after the one that
    /// it repeats.
    ///
    /// # Errors
    /// Those of the elements.
    pub fn misfits<H>(&mut self, extensions: &Extensions<H>) -> Result<(), Error> {
        let Some(repairs) = &mut self.repairs else {
            return extensions.list().write_elements(true, self);
        };
        for misfit in extensions.list().misfits() {
            repairs.leave_out_node(misfit);
        }
        Ok(())
    }

    fn stray_attributes(&mut self, stray: Option<&Stray>) -> Result<(), Error> {
        if let Some(repairs) = &mut self.repairs {
            for attribute in stray.map(|stray| &*stray.attributes).unwrap_or_default() {
                repairs.leave_out(format_args!("the attribute {}", attribute.name));
            }
            return Ok(());
        }
        stray.iter().for_each(|stray| stray.declarations.write(self));
        let attributes = stray.map(|stray| &*stray.attributes).unwrap_or_default();
        attributes.iter().try_for_each(|attribute| self.raw_attribute(attribute))
    }

    fn stray_content(&mut self, stray: Option<&Stray>) -> Result<(), Error> {
        let content = stray.map(|stray| &*stray.content).unwrap_or_default();
        if let Some(repairs) = &mut self.repairs {
            content.iter().for_each(|node| repairs.leave_out_node(node));
            return Ok(());
        }
        if !content.is_empty() {
            self.mixed();
        }
        content.iter().try_for_each(|node| match node {
            RawNode::Element(element) => element.write(self),
            RawNode::Text(text) => self.unexpected_text(text),
        })
    }

    /// Whether an unexpected element of a choice is left out.
    pub(crate) fn leaves_out(&mut self, element: &RawElement) -> bool {
        let Some(repairs) = &mut self.repairs else { return false };
        repairs.leave_out(format_args!("the element {}", element.name));
        true
    }

    /// Writes text where only elements may stand.
    pub(crate) fn unexpected_text(&mut self, text: &str) -> Result<(), Error> {
        self.sink.raw();
        self.raw_text(text)
    }

    pub(crate) fn start_raw(&mut self, name: &RawName) -> Result<(), Error> {
        self.sink.raw();
        self.start(name.into())
    }

    pub(crate) fn raw_attribute(&mut self, attribute: &RawAttribute) -> Result<(), Error> {
        self.sink.attribute((&attribute.name).into(), &attribute.value, ValueKind::Text)
    }

    pub(crate) fn raw_text(&mut self, text: &str) -> Result<(), Error> {
        self.sink.text(text, ValueKind::Text)
    }

    pub(crate) fn keep_prefix(&mut self, prefix: &str, namespace: &str) {
        self.sink.keep_prefix(prefix, namespace);
    }

    pub(crate) fn mixed(&mut self) {
        self.sink.mixed();
    }

    pub(crate) fn list(&mut self) {
        self.sink.list();
    }
}

impl std::fmt::Debug for ElementWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ElementWriter").field("depth", &self.depth).finish_non_exhaustive()
    }
}
