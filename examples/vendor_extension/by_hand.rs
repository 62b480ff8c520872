//! The same vocabulary without the derives: in essence their expansion.

use std::borrow::Cow;

use sip_payloads::caps::ServCaps;
use sip_payloads::presence::{Person, Pidf, Tuple};
use sip_payloads::rpid::Activities;
use sip_payloads::xml::{
    AttributeOf, Element, ElementWriter, ExtensionOf, Extensions, Name, Namespace, ReadContext,
    Registration, TypeReader, Unexpected, Vocabulary, Wildcard, XmlAttribute, XmlElement, XmlType,
    XmlValue,
};
use sip_payloads::{AnyUri, Error, RegistryBuilder};

const NS: Namespace = Namespace::new("urn:example:hats", "hat");

// Unprefixed attributes are in no namespace; child elements are in that of the vocabulary.
const SIZE: Name = Name::local_only("size");
const MODEL: Name = Name::new(NS, "model");

/// `<hat>`: what a person wears.
#[derive(Debug, Clone, PartialEq)]
pub struct Hat {
    /// The size in centimetres.
    pub size: u8,
    /// The model, such as `fedora`.
    pub model: String,
    /// Extensions by other vocabularies.
    pub extensions: Extensions<Self>,
}

impl XmlType for Hat {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (mut size, mut model) = (None, None);
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            if attribute.is(&SIZE) {
                reader.needed_attribute(&attribute, &SIZE, &mut size);
            } else {
                reader.other_attribute::<Self>(&attribute, Wildcard::None);
            }
        }
        while let Some(child) = reader.next_element() {
            // The numbers are positions in the sequence, by which the reader reports elements that
            // come too late.
            if child.is(&MODEL) {
                reader.value(0, &MODEL, child, &mut model);
            } else {
                reader.extension::<Self>(1, child, Wildcard::Other);
            }
        }
        let size = reader.required_attribute(size, &SIZE)?;
        let model = reader.required_value(model, &MODEL)?;
        Ok(Self { size, model, extensions: reader.extensions() })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.attribute(&SIZE, &self.size)?;
        writer.extension_attributes(&self.extensions)?;
        writer.value(&MODEL, &self.model, &mut self.extensions.in_children())?;
        writer.extension_elements(&self.extensions)?;
        // Unexpected content comes last.
        writer.unexpected_extensions(&self.extensions)
    }
}

impl XmlElement for Hat {
    const NAME: Name = Name::new(NS, "hat");
}

/// `<shop>`: where a service sells hats.
#[derive(Debug, Clone, PartialEq)]
pub struct Shop {
    /// The address.
    pub uri: AnyUri,
    /// What the schema does not allow.
    pub unexpected: Unexpected,
}

impl XmlType for Shop {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (uri, unexpected) = read_simple(element, context)?;
        Ok(Self { uri, unexpected })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        write_simple(writer, &self.uri, &self.unexpected)
    }
}

impl XmlElement for Shop {
    const NAME: Name = Name::new(NS, "shop");
}

/// `<delivery>`: whether a service delivers hats.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Whether it delivers.
    pub supported: bool,
    /// What the schema does not allow.
    pub unexpected: Unexpected,
}

impl XmlType for Delivery {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (supported, unexpected) = read_simple(element, context)?;
        Ok(Self { supported, unexpected })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        write_simple(writer, &self.supported, &self.unexpected)
    }
}

impl XmlElement for Delivery {
    const NAME: Name = Name::new(NS, "delivery");
}

/// Reads an element of simple type, and keeps its unexpected content.
fn read_simple<V: XmlValue>(
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) -> Result<(V, Unexpected), Error> {
    let mut reader = TypeReader::new(element, context);
    while let Some(attribute) = reader.next_attribute() {
        reader.unexpected_attribute(&attribute);
    }
    Ok((reader.text()?, reader.unexpected()))
}

fn write_simple<V: XmlValue>(
    writer: &mut ElementWriter<'_>,
    value: &V,
    unexpected: &Unexpected,
) -> Result<(), Error> {
    writer.unexpected_attributes(unexpected)?;
    writer.text(value)?;
    writer.unexpected(unexpected)
}

/// `<fitting/>`: an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fitting;

impl XmlType for Fitting {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            reader.unexpected_attribute(&attribute);
        }
        reader.no_text();
        while let Some(child) = reader.next_element() {
            reader.unexpected_element(child);
        }
        // No field can keep unexpected content: if there is any, the parent keeps the whole element
        // raw.
        reader.nothing_left()?;
        Ok(Self)
    }

    fn write(&self, _: &mut ElementWriter<'_>) -> Result<(), Error> {
        Ok(())
    }
}

impl XmlElement for Fitting {
    const NAME: Name = Name::new(NS, "fitting");
}

/// `dress`: the dress code of the activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dress(pub String);

impl XmlValue for Dress {
    fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self(text.to_owned()))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl XmlAttribute for Dress {
    const NAME: Name = Name::new(NS, "dress");
}

impl ExtensionOf<Person> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Tuple> for Shop {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Activities> for Fitting {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<ServCaps> for Delivery {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl AttributeOf<Activities> for Dress {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// The vocabulary, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct Hats;

impl Vocabulary for Hats {
    const NAME: &'static str = "hats";
    const SPECIFICATION: &'static str = "the hatters' handbook";
    const NAMESPACES: &'static [Namespace] = &[NS];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>()?.namespace(NS)?;
        registry.extend::<Person>().with::<Hat>()?;
        registry.extend::<Tuple>().with::<Shop>()?;
        registry.extend::<Activities>().with::<Fitting>()?.with_attribute::<Dress>()?;
        registry.extend::<ServCaps>().with::<Delivery>()?;
        Ok(())
    }
}
