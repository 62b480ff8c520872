//! The same vocabulary without the derive. This is, in essence, what the derive expands to.

use std::borrow::Cow;

use sip_payloads::caps::ServCaps;
use sip_payloads::core::{
    AttributeOf, Element, ElementWriter, ExtensionModule, ExtensionOf, Extensions, Name, Namespace,
    ReadContext, TypeReader, Wildcard, XmlAttribute, XmlElement, XmlType, XmlValue,
};
use sip_payloads::presence::{Person, Pidf, Tuple};
use sip_payloads::rpid::Activities;
use sip_payloads::{AnyUri, Error, RegistryBuilder};

const NS: Namespace = Namespace::new("urn:example:hats", "hat");

// Unprefixed attributes are in no namespace; child elements are in that of the vocabulary.
const SIZE: Name = Name::local_only("size");
const MODEL: Name = Name::new(NS, "model");
const RIBBON: Name = Name::new(NS, "ribbon");
const COLOUR: Name = Name::local_only("colour");

/// `<hat>`: what a person wears.
#[derive(Debug, Clone, PartialEq)]
pub struct Hat {
    /// The size in centimetres.
    pub size: u8,
    /// The model, such as `fedora`.
    pub model: String,
    /// The ribbons, from the top down.
    pub ribbons: Vec<Ribbon>,
    /// What others add to hats.
    pub extensions: Extensions<Self>,
}

impl XmlType for Hat {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (mut size, mut model, mut ribbons) = (None, None, Vec::new());
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            if attribute.is(&SIZE) {
                reader.needed_attribute(&attribute, &SIZE, &mut size);
            } else {
                reader.other_attribute::<Self>(&attribute, Wildcard::None);
            }
        }
        while let Some(child) = reader.next_element() {
            // The numbers are places in the sequence: the reader reports what comes too late.
            if child.is(&MODEL) {
                reader.value(0, &MODEL, child, &mut model);
            } else if child.is(&RIBBON) {
                reader.children(1, child, &mut ribbons);
            } else {
                reader.extension::<Self>(2, child, Wildcard::Other);
            }
        }
        let size = reader.required_attribute(size, &SIZE)?;
        let model = reader.required_value(model, &MODEL)?;
        Ok(Self { size, model, ribbons, extensions: reader.extensions() })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.attribute(&SIZE, &self.size)?;
        writer.extension_attributes(&self.extensions)?;
        writer.value(&MODEL, &self.model, &mut self.extensions.strays())?;
        writer.children(&RIBBON, &self.ribbons)?;
        writer.extension_elements(&self.extensions)?;
        // What did not fit when it was read comes last.
        writer.misfits(&self.extensions)
    }
}

impl XmlElement for Hat {
    const NAME: Name = Name::new(NS, "hat");
}

/// `<ribbon>` inside a hat.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// The colour.
    pub colour: String,
    /// What is written on it.
    pub text: String,
    /// What else was found on it: the schema allows nothing.
    pub extensions: Extensions<Self>,
}

impl XmlType for Ribbon {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut colour = None;
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            if attribute.is(&COLOUR) {
                reader.needed_attribute(&attribute, &COLOUR, &mut colour);
            } else {
                reader.other_attribute::<Self>(&attribute, Wildcard::None);
            }
        }
        let text = reader.text()?;
        let colour = reader.required_attribute(colour, &COLOUR)?;
        Ok(Self { colour, text, extensions: reader.extensions() })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.attribute(&COLOUR, &self.colour)?;
        writer.extension_attributes(&self.extensions)?;
        writer.text(&self.text)?;
        writer.extension_elements(&self.extensions)?;
        writer.misfits(&self.extensions)
    }
}

/// `<shop>`: where a service sells hats.
#[derive(Debug, Clone, PartialEq)]
pub struct Shop {
    /// The address.
    pub uri: AnyUri,
    /// What else was found on it.
    pub extensions: Extensions<Self>,
}

impl XmlType for Shop {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (uri, extensions) = read_simple(element, context)?;
        Ok(Self { uri, extensions })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        write_simple(writer, &self.uri, &self.extensions)
    }
}

impl XmlElement for Shop {
    const NAME: Name = Name::new(NS, "shop");
}

/// `<delivery>`: whether a service delivers hats.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Whether it does.
    pub supported: bool,
    /// What else was found on it.
    pub extensions: Extensions<Self>,
}

impl XmlType for Delivery {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let (supported, extensions) = read_simple(element, context)?;
        Ok(Self { supported, extensions })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        write_simple(writer, &self.supported, &self.extensions)
    }
}

impl XmlElement for Delivery {
    const NAME: Name = Name::new(NS, "delivery");
}

/// Reads an element that is one value, and keeps what else is on it.
fn read_simple<V: XmlValue, Host: 'static>(
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) -> Result<(V, Extensions<Host>), Error> {
    let mut reader = TypeReader::new(element, context);
    while let Some(attribute) = reader.next_attribute() {
        reader.other_attribute::<Host>(&attribute, Wildcard::None);
    }
    Ok((reader.text()?, reader.extensions()))
}

fn write_simple<V: XmlValue, Host>(
    writer: &mut ElementWriter<'_>,
    value: &V,
    extensions: &Extensions<Host>,
) -> Result<(), Error> {
    writer.extension_attributes(extensions)?;
    writer.text(value)?;
    writer.extension_elements(extensions)?;
    writer.misfits(extensions)
}

/// `<fitting/>`: an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fitting;

impl XmlType for Fitting {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            reader.other_attribute::<Self>(&attribute, Wildcard::None);
        }
        reader.no_text();
        while let Some(child) = reader.next_element() {
            reader.extension::<Self>(0, child, Wildcard::None);
        }
        // There is no field that could keep anything: if there was something, the parent keeps the
        // whole element raw.
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

/// `dress`: how one has to dress for the activities.
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

impl ExtensionOf<Person> for Hat {}
impl ExtensionOf<Tuple> for Shop {}
impl ExtensionOf<Activities> for Fitting {}
impl ExtensionOf<ServCaps> for Delivery {}
impl AttributeOf<Activities> for Dress {}

/// The vocabulary, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct Hats;

impl ExtensionModule for Hats {
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
