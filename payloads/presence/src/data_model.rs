//! RFC 4479: a data model for presence.

use xml_app_core::{
    AnyUri, DateTime, Error, Extensions, Id, Name, RegistryBuilder, Unexpected, XmlElement,
    vocabulary,
};

use crate::partial::PidfFull;
use crate::{MustUnderstand, Note, Pidf, Presence, Tuple, ns};

/// `<person>`: the human being that the presentity represents (RFC 4479 §3.2).
///
/// There is one person. Several `<person>` elements describe it ambiguously.
///
/// ```
/// use sip_presence::{Note, Person, Presence};
/// use xml_app_core::RawElement;
///
/// let mut person = Person::new("p1".parse()?);
/// person.notes.push(Note::from("Scoring 120"));
/// assert_eq!(
///     RawElement::encode(&person)?.to_string(),
///     "<dm:person xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" id=\"p1\">\
///      <dm:note>Scoring 120</dm:note></dm:person>"
/// );
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// presence.push_person(person);
/// assert_eq!(presence.person().unwrap().notes, ["Scoring 120"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "person")]
#[xml(new = "A person of whom nothing is known yet.")]
pub struct Person {
    /// The occurrence id: unique among tuples, persons and devices of the presentity.
    #[xml(attribute)]
    pub id: Id,
    /// Characteristics and status, such as RPID's.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
    /// Notes about the person; see [`Presence::notes_for`].
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// When this information was last correct.
    #[xml(value = "timestamp", alias_namespace = ns::PIDF)]
    pub timestamp: Option<DateTime>,
}

/// `<device>`: a device on which services run (RFC 4479 §3.4).
///
/// ```
/// use sip_presence::Device;
/// use xml_app_core::RawElement;
///
/// let mut device = Device::new("pc122".parse()?, "mac:8asd7d7d70".parse()?);
/// device.timestamp = Some("2005-11-27T16:49:29Z".parse()?);
/// assert_eq!(
///     RawElement::encode(&device)?.to_string(),
///     "<dm:device xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" id=\"pc122\">\
///      <dm:deviceID>mac:8asd7d7d70</dm:deviceID>\
///      <dm:timestamp>2005-11-27T16:49:29Z</dm:timestamp></dm:device>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "device")]
#[xml(new = "A device of which nothing is known yet.")]
pub struct Device {
    /// The occurrence id: unique among tuples, persons and devices of the presentity.
    #[xml(attribute)]
    pub id: Id,
    /// Characteristics and status, such as RPID's.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
    /// The device id.
    #[xml(child)]
    pub device_id: DeviceId,
    /// Notes about the device.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// When this information was last correct.
    #[xml(value = "timestamp", alias_namespace = ns::PIDF)]
    pub timestamp: Option<DateTime>,
}

/// `<deviceID>`: a URN, preferably of a UUID, that identifies a device (RFC 4479 §3.4). In a tuple,
/// a device on which the service runs (RFC 4480 §3.4); there can be several.
///
/// ```
/// use sip_presence::{Basic, Device, DeviceId, Presence, Status, Tuple};
///
/// let mut tuple = Tuple::new("sg89ae".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set("mac:8asd7d7d70".parse::<DeviceId>()?);
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// presence.tuples.push(tuple);
/// presence.push_device(Device::new("pc122".parse()?, "mac:8asd7d7d70".parse()?));
/// // What the service runs on.
/// let device = presence.devices_of(&presence.tuples[0]).next();
/// assert_eq!(device.unwrap().id, "pc122");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DATA_MODEL, name = "deviceID")]
pub struct DeviceId {
    /// The URN.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

vocabulary! {
    /// The data model, to be added to a registry: persons and devices in PIDF documents.
    ///
    /// ```
    /// use sip_presence::{DataModel, Pidf};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<Pidf>()?;
    /// builder.add(DataModel)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>
    ///     <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p1'/></presence>";
    /// let presence = registry.parse_with::<Pidf>(xml, &options)?.document;
    /// assert_eq!(presence.person().unwrap().id, "p1");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct DataModel: "data-model", "RFC 4479";
    document Pidf: ns::DATA_MODEL;
    document PidfFull: ns::DATA_MODEL;
    // The namespace of persons in the drafts of RPID, before the data model.
    obsolete "urn:ietf:params:xml:ns:pidf:person" => ns::DATA_MODEL;
    extend Presence { Person, Device }
    extend PidfFull { Person, Device }
    extend Tuple { DeviceId }
    also register_the_rest;
}

fn register_the_rest(registry: &mut RegistryBuilder) -> Result<(), Error> {
    registry.application::<Pidf>()?.attribute::<MustUnderstand>()?;
    // The drafts had the elements that describe a person in its status.
    registry.extend::<Person>().wrapped_in(Name::new(ns::PIDF, "status"));
    Ok(())
}

#[cfg(test)]
mod tests;
