//! Unexpected content at any depth: found, and removed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are tests")]

mod support;

use support::Doc;
use xml_app_core::{
    Element, ElementWriter, Error, ExtensionElement, ExtensionOf, Extensions, Namespace,
    ReadContext, ReadOptions, Registration, Registry, TypeReader, Unexpected, Wildcard,
    XmlApplication as _, XmlChoice, XmlElement, XmlType,
};

const P: Namespace = Namespace::new("urn:example:party", "p");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = P, name = "party")]
struct Party {
    #[xml(attribute)]
    place: Option<String>,
    #[xml(child = "host")]
    host: Option<Guest>,
    #[xml(child = "guest")]
    guests: Vec<Guest>,
    #[xml(choice)]
    courses: Vec<Course>,
    #[xml(value = "end")]
    end: Option<u8>,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = P)]
struct Guest {
    #[xml(value = "name")]
    name: Option<String>,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = P)]
enum Course {
    Soup,
    #[xml(child = "dish")]
    Dish(Guest),
    #[xml(extensions)]
    Extension(ExtensionElement<Party>),
}

const H: Namespace = Namespace::new("urn:example:hats", "h");

/// Derived, without a place for unexpected content of its child.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = H, name = "hat")]
struct Hat {
    #[xml(child = "ribbon")]
    ribbon: Option<Ribbon>,
}

/// By hand: its unexpected content is found by writing it.
#[derive(Debug, Clone, PartialEq)]
struct Ribbon {
    extensions: Extensions<Self>,
}

impl XmlType for Ribbon {
    fn read(element: Element<'_>, context: &mut ReadContext<'_>) -> Result<Self, Error> {
        let mut reader = TypeReader::new(element, context);
        while let Some(attribute) = reader.next_attribute() {
            reader.other_attribute::<Self>(&attribute, Wildcard::None);
        }
        while let Some(child) = reader.next_element() {
            reader.extension::<Self>(0, child, Wildcard::None);
        }
        Ok(Self { extensions: reader.extensions() })
    }

    fn write(&self, writer: &mut ElementWriter<'_>) -> Result<(), Error> {
        writer.extension_attributes(&self.extensions)?;
        writer.unexpected_extensions(&self.extensions)
    }

    fn remove_unexpected(&mut self) {
        self.extensions.remove_unexpected();
    }
}

impl ExtensionOf<Party> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}

fn party(inside: &str) -> Party {
    let mut builder = Registry::builder();
    builder.extend::<Party>().with::<Hat>().unwrap();
    let registry = builder.build();
    let options = ReadOptions::tolerant();
    let xml = format!(
        "<party xmlns='urn:example:party' xmlns:h='urn:example:hats' xmlns:x='urn:x' {inside}</party>"
    );
    registry.parse_with::<Doc<Party>>(xml.as_bytes(), &options).unwrap().document
}

#[test]
fn unexpected_content_is_found_and_removed_at_any_depth() {
    for inside in [
        " colour='red'>",
        ">stray",
        "><colour/>",
        "><end>late</end>",
        "><end colour='red'>5</end>",
        "><host colour='red'/>",
        "><host><name colour='red'>Ida</name></host>",
        "><guest/><guest><colour/></guest>",
        "><soup colour='red'/>",
        "><dish><colour/></dish>",
        "><h:hat><h:ribbon colour='red'/></h:hat>",
        "><h:hat><h:ribbon><h:bow/></h:ribbon></h:hat>",
    ] {
        let mut party = party(inside);
        assert!(XmlType::has_unexpected(&party), "{inside}");
        XmlType::remove_unexpected(&mut party);
        assert!(!XmlType::has_unexpected(&party), "{inside}: {party:?}");
        let written = Doc::<Party>::to_xml(&party).unwrap();
        assert!(!written.contains("colour") && !written.contains("stray"), "{written}");
        let valid = Doc::<Party>::to_valid_xml(&party, &Default::default()).unwrap();
        assert_eq!((valid.xml, valid.changes.len()), (written, 0));
    }
}

#[test]
fn unknown_extensions_are_not_unexpected() {
    for inside in [">", "><x:colour x='1'>red</x:colour>", "><h:hat/>"] {
        assert!(!XmlType::has_unexpected(&party(inside)), "{inside}");
    }
}
