//! RFC 3863: Presence Information Data Format.

use xml_app_core::{
    AnyUri, DateTime, Element, Extensions, Id, Name, Namespace, ReadContext, Unexpected,
    XmlApplication, XmlElement, XmlType, XmlValue,
};

use crate::must_understand::is_mandatory;
use crate::{Device, Note, Person, QValue, ns};

/// `application/pidf+xml`, the document type. The guide to [reading and writing](https://docs.rs/sip-payloads/latest/sip_payloads/guide/reading_and_writing/)
/// has the details.
///
/// ```
/// use sip_presence::{Basic, DataModel, Pidf};
/// use xml_app_core::{ReadOptions, Registry};
///
/// // `sip_payloads::registry()` has every vocabulary; this one has persons and devices.
/// let mut builder = Registry::builder();
/// builder.application::<Pidf>()?;
/// builder.add(DataModel)?;
/// let registry = builder.build();
///
/// let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>\
///     <tuple id='sg89ae'><status><basic>OPEN</basic></status></tuple></presence>";
/// assert!(registry.parse_with::<Pidf>(xml, &ReadOptions::strict()).is_err());
/// // Tolerant reading recovers the value, and reports the fault.
/// let reading = registry.parse_with::<Pidf>(xml, &ReadOptions::tolerant())?;
/// assert_eq!(reading.document.tuples[0].status.basic, Some(Basic::Open));
/// assert_eq!(reading.diagnostics[0].path(), "/presence/tuple/status/basic");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Pidf;

impl XmlApplication for Pidf {
    type Root = Presence;
    const NAME: &'static str = "pidf";
    const CONTENT_TYPES: &'static [&'static str] = &["application/pidf+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("presence");
    const SPECIFICATION: &'static str = "RFC 3863";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::PIDF);
    // The namespaces of the drafts.
    const OBSOLETE_NAMESPACES: &'static [&'static str] =
        &["urn:ietf:params:xml:ns:cpim-pidf", "urn:ietf:params:xml:ns:cpim-pidf:"];

    /// XPIDF preceded PIDF, and old phones still ask for it. It has no namespace.
    fn other_type(root: Element<'_>) -> Option<&'static str> {
        let is_of_xpidf = |child: Element<'_>| matches!(child.local(), "presentity" | "atom");
        let is_xpidf = root.namespace().is_empty() && root.elements().any(is_of_xpidf);
        is_xpidf.then_some("XPIDF (application/xpidf+xml)")
    }
}

/// `<presence>`: the presence information of a presentity (RFC 3863 §4.1.1).
///
/// Persons and devices (RFC 4479) are extension elements: [`persons`](Self::persons),
/// [`devices`](Self::devices).
///
/// ```
/// use sip_presence::{Basic, Presence, Status, Tuple};
///
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// presence.tuples.push(Tuple::new("sg89ae".parse()?, Status::from(Basic::Open)));
/// assert_eq!(
///     presence.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"pres:someone@example.com\">\
///      <tuple id=\"sg89ae\"><status><basic>open</basic></status></tuple></presence>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "presence", document = Pidf, check = check_presence)]
#[xml(new = "Presence of which nothing is known yet.")]
pub struct Presence {
    /// The presentity: a `pres:` URI or, in practice, a `sip:` URI.
    #[xml(attribute)]
    pub entity: AnyUri,
    /// Its services, each with its status.
    #[xml(child = "tuple")]
    pub tuples: Vec<Tuple>,
    /// Notes about the presentity as a whole.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// Persons, devices, and other elements.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<tuple>`: a service of the presentity, and its status (RFC 3863 §4.1.2).
///
/// ```
/// use sip_presence::{Basic, Contact, Status, Tuple};
///
/// let contact = Contact::new("im:someone@mobilecarrier.net".parse()?);
/// let mut tuple = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open))
///     .with_contact(contact.with_priority("0.8".parse()?))
///     .with_note("Don't Disturb Please!");
/// tuple.timestamp = Some("2001-10-27T16:49:29Z".parse()?);
/// assert_eq!(tuple.priority(), 800);
/// assert_eq!(tuple.notes, ["Don't Disturb Please!"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::PIDF, check = check_tuple, new = "A service with a status.")]
pub struct Tuple {
    /// The occurrence id: unique among tuples, persons and devices of the presentity (RFC 4479 §5).
    #[xml(attribute)]
    pub id: Id,
    /// The status of the service.
    #[xml(child = "status")]
    pub status: Status,
    /// Attributes of the service (RFC 4479 §3.7), such as RPID's.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
    /// How to reach the service.
    #[xml(child = "contact")]
    pub contact: Option<Contact>,
    /// Notes about this service.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// When the status changed.
    #[xml(value = "timestamp")]
    pub timestamp: Option<DateTime>,
}

/// `<status>`: at least one status value, not necessarily the basic one (RFC 3863 §4.1.3).
///
/// ```
/// use sip_presence::{Basic, Status};
///
/// let mut status = Status::from(Basic::Open);
/// // A value of a vocabulary that the program has no type for, as in RFC 3863 §4.3.1.
/// status.extensions.push_raw(
///     "<im:im xmlns:im='urn:ietf:params:xml:ns:pidf:im'>busy</im:im>".parse()?,
/// );
/// assert_eq!(status.basic, Some(Basic::Open));
/// let im = status.extensions.raw().find(|value| value.name.local() == "im");
/// assert_eq!(im.map(|im| im.text()).as_deref(), Some("busy"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::PIDF, check = check_status)]
pub struct Status {
    /// Open or closed, if given.
    #[xml(value = "basic", from)]
    pub basic: Option<Basic>,
    /// Other status values. See [`is_understood`](crate::is_understood) for those that must not be
    /// ignored.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<basic>`: whether the service accepts communication (RFC 3863 §4.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Basic {
    /// Ready to accept communication.
    Open,
    /// Unable to accept communication.
    Closed,
}

/// `<contact>`: the address of a service (RFC 3863 §4.1.5).
///
/// ```
/// use sip_presence::{Basic, Contact, Presence, Status, Tuple};
///
/// let mail = Contact::new("mailto:someone@example.com".parse()?);
/// let phone = Contact::new("tel:+09012345678".parse()?).with_priority("1.0".parse()?);
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// for (id, contact) in [("mail", mail), ("phone", phone)] {
///     let tuple = Tuple::new(id.parse()?, Status::from(Basic::Open));
///     presence.tuples.push(tuple.with_contact(contact));
/// }
/// let best = presence.tuples_by_priority()[0].contact.as_ref();
/// assert_eq!(best.unwrap().uri, "tel:+09012345678");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new = "An address without priority.")]
pub struct Contact {
    /// A higher value is preferred; without a priority it is the lowest.
    #[xml(attribute)]
    pub priority: Option<QValue>,
    /// The address.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Presence {
    /// The same document with one more tuple.
    #[must_use]
    pub fn with_tuple(mut self, tuple: Tuple) -> Self {
        self.tuples.push(tuple);
        self
    }

    /// The same document with one more person.
    #[must_use]
    pub fn with_person(self, person: Person) -> Self {
        self.with(person)
    }

    /// The same document with one more device.
    #[must_use]
    pub fn with_device(self, device: Device) -> Self {
        self.with(device)
    }
}

impl Tuple {
    /// The same tuple with a contact.
    #[must_use]
    pub fn with_contact(mut self, contact: impl Into<Contact>) -> Self {
        self.contact = Some(contact.into());
        self
    }

    /// The priority of the contact in thousandths, from 0 to 1000; 0 if there is none (RFC 3863
    /// §4.1.5).
    pub fn priority(&self) -> u16 {
        let priority = self.contact.as_ref().and_then(|contact| contact.priority);
        priority.map_or(0, QValue::thousandths)
    }
}

impl Contact {
    /// The same contact with a priority.
    #[must_use]
    pub fn with_priority(mut self, priority: QValue) -> Self {
        self.priority = Some(priority);
        self
    }
}

fn check_presence(presence: &Presence, element: Element<'_>, context: &mut ReadContext<'_>) {
    if !presence.entity.is_absolute() && element.attribute(&Name::local_only("entity")).is_some() {
        let entity = presence.entity.as_str();
        let message = format!("the entity {entity:?} is no absolute URI (RFC 3863 §4.1.1)");
        context.warn(element, message);
    }
}

const CONTACT: Name = Name::new(ns::PIDF, "contact");

fn check_tuple(tuple: &Tuple, element: Element<'_>, context: &mut ReadContext<'_>) {
    // The contact of a service in the physical world is empty (RFC 4480 §3.10).
    let is_wrong = |contact: &&Contact| !contact.uri.is_absolute() && !contact.uri.is_empty();
    let Some(contact) = tuple.contact.as_ref().filter(is_wrong) else { return };
    let mut children = element.elements();
    let place = children.find(|child| child.is(&CONTACT)).unwrap_or(element);
    let uri = contact.uri.as_str();
    let message = format!("the contact {uri:?} is no absolute URI (RFC 3863 §4.1.5)");
    context.warn(place, message);
}

fn check_status(status: &Status, element: Element<'_>, context: &mut ReadContext<'_>) {
    if status.basic.is_none() && status.extensions.is_empty() {
        context.warn(element, "a status without any value (RFC 3863 §4.1.3)");
    }
    for raw in status.extensions.raw().filter(|raw| is_mandatory(raw)) {
        let message = format!(
            "{} must be understood, but is not known: what it belongs to is to be ignored \
             (RFC 3863 §4.2.3)",
            raw.name
        );
        context.warn(element, message);
    }
}

#[cfg(test)]
mod tests;
