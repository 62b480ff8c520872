//! RFC 4479: a data model for presence.

use std::str::FromStr;

use xml_app_core::{
    AnyUri, DateTime, Error, ExtensionModule, ExtensionOf, Extensions, Id, Namespace,
    RegistryBuilder, XmlElement,
};

use crate::{MustUnderstand, Note, Pidf, Presence, Tuple, ns};

/// `<person>`: the human being behind the presentity (RFC 4479 §3.2).
///
/// Logically there is one. Several describe the same person, ambiguously.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "person")]
pub struct Person {
    /// The occurrence id: unique among tuples, persons and devices of the presentity.
    #[xml(attribute)]
    pub id: Id,
    /// Characteristics and status, such as RPID's.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
    /// Remarks about the person; see [`Presence::notes_for`].
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// When this was last true.
    #[xml(value = "timestamp")]
    pub timestamp: Option<DateTime>,
}

/// `<device>`: something that services run on (RFC 4479 §3.4).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "device")]
pub struct Device {
    /// The occurrence id: unique among tuples, persons and devices of the presentity.
    #[xml(attribute)]
    pub id: Id,
    /// Characteristics and status, such as RPID's.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
    /// Which device this is.
    #[xml(child)]
    pub device_id: DeviceId,
    /// Remarks about the device.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// When this was last true.
    #[xml(value = "timestamp")]
    pub timestamp: Option<DateTime>,
}

/// `<deviceID>`: a URN, preferably of a UUID, that names a device (RFC 4479 §3.4). In a tuple, a
/// device that the service runs on (RFC 4480 §3.4); there may be several.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "deviceID")]
pub struct DeviceId {
    /// The URN.
    #[xml(text)]
    pub uri: AnyUri,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl From<AnyUri> for DeviceId {
    fn from(uri: AnyUri) -> Self {
        Self { uri, extensions: Extensions::new() }
    }
}

impl FromStr for DeviceId {
    type Err = Error;

    fn from_str(uri: &str) -> Result<Self, Error> {
        AnyUri::from_str(uri).map(Self::from)
    }
}

impl Person {
    /// A person of whom nothing is known yet.
    pub fn new(id: Id) -> Self {
        Self { id, extensions: Extensions::new(), notes: Vec::new(), timestamp: None }
    }
}

impl Device {
    /// A device of which nothing is known yet.
    pub fn new(id: Id, device_id: AnyUri) -> Self {
        Self {
            id,
            extensions: Extensions::new(),
            device_id: device_id.into(),
            notes: Vec::new(),
            timestamp: None,
        }
    }
}

impl ExtensionOf<Presence> for Person {}
impl ExtensionOf<Presence> for Device {}
impl ExtensionOf<Tuple> for DeviceId {}

/// The data model, to be added to a registry: PIDF documents with persons and devices.
#[derive(Debug, Clone, Copy)]
pub struct DataModel;

impl ExtensionModule for DataModel {
    const NAME: &'static str = "data-model";
    const SPECIFICATION: &'static str = "RFC 4479";
    const NAMESPACES: &'static [Namespace] = &[ns::DATA_MODEL];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>().namespace(ns::DATA_MODEL)?.attribute::<MustUnderstand>();
        registry.extend::<Presence>().with::<Person>()?.with::<Device>()?;
        registry.extend::<Tuple>().with::<DeviceId>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
