//! XPIDF, `application/xpidf+xml`: what phones read before there was PIDF (draft-rosenberg-impp-pidf-00). Asterisk,
//! FreeSWITCH and Kamailio still send it to old ones. It has no namespace, and no schema but a DTD that nobody reads.
//!
//! ```
//! use sip_presence::xpidf::{AddressStatus, Substatus, Xpidf, XpidfPresence};
//! use sip_presence::{Basic, Meanings, Presence, Status, Tuple};
//! use xml_app_core::{AnyUri, Registry};
//!
//! // As Asterisk writes it.
//! let xml = r#"<?xml version="1.0" encoding="UTF-8"?>
//!     <presence><presentity uri="sip:101@192.0.2.1;method=SUBSCRIBE" />
//!      <atom atomid="bd1b827d" id="101"><address uri="sip:101@192.0.2.7;user=ip" priority="0.80000">
//!       <status status="inuse" /><msnsubstatus substatus="onthephone" /></address></atom></presence>"#;
//! let presence = Registry::empty().parse::<Xpidf>(xml)?;
//! let address = &presence.atoms[0].addresses[0];
//! assert_eq!(address.status.as_ref().unwrap().status, AddressStatus::Inuse);
//! assert_eq!(address.substatus.as_ref().unwrap().substatus, Substatus::OnThePhone);
//!
//! // For a phone that reads nothing else.
//! let contact: AnyUri = "sip:bob@192.0.2.9".parse()?;
//! let bob = Presence::new("sip:bob@example.com".parse()?)
//!     .with_tuple(Tuple::new("t".parse()?, Status::from(Basic::Open)).with_contact(contact));
//! let answer = Meanings::new().answer(&bob, &"2026-03-02T08:30:00Z".parse()?);
//! assert_eq!(
//!     XpidfPresence::of(&answer).to_xml()?,
//!     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
//!      <presence><presentity uri=\"sip:bob@example.com;method=SUBSCRIBE\"/><atom id=\"t\">\
//!      <address uri=\"sip:bob@192.0.2.9;user=ip\" priority=\"0.800000\"><status status=\"open\"/>\
//!      <msnsubstatus substatus=\"online\"/></address></atom></presence>\n"
//! );
//! # Ok::<(), xml_app_core::Error>(())
//! ```

use std::collections::HashMap;

use xml_app_core::{
    AnyUri, Element, Error, Id, Name, Namespace, Unexpected, WriteOptions, XmlApplication,
    XmlElement, XmlType, XmlValue,
};

use crate::{Answer, Availability, Basic, Presence, Status, Tuple};

/// `application/xpidf+xml`, the document type.
#[derive(Debug, Clone, Copy)]
pub struct Xpidf;

impl XmlApplication for Xpidf {
    type Root = XpidfPresence;
    const NAME: &'static str = "xpidf";
    // Asterisk sends it as cpim-pidf+xml, too.
    const CONTENT_TYPES: &'static [&'static str] =
        &["application/xpidf+xml", "application/cpim-pidf+xml"];
    const SPECIFICATION: &'static str = "draft-rosenberg-impp-pidf";

    fn other_type(root: Element<'_>) -> Option<&'static str> {
        let entity = Name::local_only("entity");
        let is_of_pidf = root.attribute(&entity).is_some()
            || root.elements().any(|child| child.local() == "tuple")
            || !root.namespace().is_empty();
        is_of_pidf.then_some("PIDF (application/pidf+xml)")
    }
}

/// `<presence>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = Namespace::NONE, name = "presence", document = Xpidf)]
#[xml(new = "Presence of which nothing is known yet.")]
pub struct XpidfPresence {
    /// Text about the presentity, which FreeSWITCH writes here.
    #[xml(child = "status")]
    pub status: Option<RootStatus>,
    /// The presentity.
    #[xml(child = "presentity")]
    pub presentity: Presentity,
    /// Its services.
    #[xml(child = "atom")]
    pub atoms: Vec<Atom>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<status>` of the document.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = Namespace::NONE)]
pub struct RootStatus {
    /// The text.
    #[xml(value = "note")]
    pub note: Option<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<presentity>`.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Presentity {
    /// Its address, in practice with the parameter `method=SUBSCRIBE`.
    #[xml(attribute, from)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<atom>`: a group of addresses.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = Namespace::NONE)]
#[xml(new = "A group of addresses.")]
pub struct Atom {
    /// Its id, as Asterisk writes it.
    #[xml(attribute = "atomid")]
    pub atom_id: Option<String>,
    /// Its id.
    #[xml(attribute)]
    pub id: Option<String>,
    /// The addresses.
    #[xml(child = "address")]
    pub addresses: Vec<Address>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<address>`.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = Namespace::NONE)]
#[xml(new = "An address of which nothing is known.")]
pub struct Address {
    /// The address, in practice with the parameter `user=ip`.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// From 0 to 1, with more digits than PIDF allows.
    #[xml(attribute)]
    pub priority: Option<String>,
    /// The status.
    #[xml(child = "status")]
    pub status: Option<StatusElement>,
    /// The status in more detail.
    #[xml(child = "msnsubstatus")]
    pub substatus: Option<SubstatusElement>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<status>` of an address.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct StatusElement {
    /// The status.
    #[xml(attribute, from)]
    pub status: AddressStatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<msnsubstatus>`.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct SubstatusElement {
    /// The status.
    #[xml(attribute, from)]
    pub substatus: Substatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Whether an address can be used.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum AddressStatus {
    /// It accepts communication.
    Open,
    /// It is in use.
    Inuse,
    /// It does not accept communication.
    Closed,
    /// It is not in use.
    Inactive,
    /// Another word.
    #[xml(other)]
    Other(String),
}

/// The status in more detail: the words of MSN Messenger.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum Substatus {
    /// Available.
    Online,
    /// On the phone.
    #[xml(name = "onthephone")]
    OnThePhone,
    /// Busy.
    Busy,
    /// Away.
    Away,
    /// Back in a moment.
    #[xml(name = "berightback")]
    BeRightBack,
    /// Not at the device.
    Idle,
    /// At lunch.
    #[xml(name = "outtolunch")]
    OutToLunch,
    /// Not available.
    Offline,
    /// Another word.
    #[xml(other)]
    Other(String),
}

impl Address {
    /// Whether it can be used, as PIDF says it.
    pub fn basic(&self) -> Option<Basic> {
        match &self.status.as_ref()?.status {
            AddressStatus::Open | AddressStatus::Inuse => Some(Basic::Open),
            AddressStatus::Closed | AddressStatus::Inactive => Some(Basic::Closed),
            AddressStatus::Other(_) => None,
        }
    }
}

impl XpidfPresence {
    /// The document as text.
    ///
    /// # Errors
    /// As [`XmlApplication::to_xml`].
    pub fn to_xml_with(&self, options: &WriteOptions) -> Result<String, Error> {
        Xpidf::to_xml_with(self, options)
    }

    /// What an old phone is told: one address for each service with a contact, or that of the presentity; all in the
    /// state that the answer says, because such a phone shows one.
    pub fn of(answer: &Answer<'_>) -> Self {
        let is_on_the_phone = answer.activities.iter().any(|said| said.word == "on-the-phone");
        let (status, substatus) = match answer.availability {
            Availability::Available => (AddressStatus::Open, Substatus::Online),
            Availability::Busy if is_on_the_phone => (AddressStatus::Inuse, Substatus::OnThePhone),
            Availability::Busy => (AddressStatus::Inuse, Substatus::Busy),
            Availability::Away => (AddressStatus::Open, Substatus::Away),
            Availability::Unavailable | Availability::Unknown => {
                (AddressStatus::Closed, Substatus::Offline)
            }
        };
        let address = |uri: &AnyUri| Address {
            priority: Some("0.800000".to_owned()),
            status: Some(status.clone().into()),
            substatus: Some(substatus.clone().into()),
            ..Address::new(with_parameter(uri, "user=ip"))
        };
        let atom = |id: &str, uri: &AnyUri| Atom {
            id: Some(id.to_owned()),
            addresses: vec![address(uri)],
            ..Atom::new()
        };
        // The state is that of the presentity, and not of an assistant.
        let services = answer.services.iter().filter(|service| service.relationship.is_none());
        let mut atoms: Vec<_> = services
            .filter_map(|service| Some(atom(service.tuple.id.as_str(), service.contact()?)))
            .collect();
        if atoms.is_empty() {
            atoms.push(atom("1", answer.entity));
        }
        let presentity = Presentity::from(with_parameter(answer.entity, "method=SUBSCRIBE"));
        Self { atoms, ..Self::new(presentity) }
    }

    /// The same as PIDF: a tuple for each address. What PIDF has no word for, such as `onthephone`, is left to
    /// vocabularies: RPID has `to_pidf`.
    pub fn to_presence(&self) -> Presence {
        let mut presence =
            Presence::new(without_parameter(&self.presentity.uri, "method=SUBSCRIBE"));
        let mut ids = HashMap::new();
        let note = self.status.as_ref().and_then(|status| status.note.as_deref());
        presence.notes.extend(note.map(Into::into));
        for atom in &self.atoms {
            for address in &atom.addresses {
                let wish = atom.id.as_deref().or(atom.atom_id.as_deref()).unwrap_or("t");
                let status = Status { basic: address.basic(), ..Status::default() };
                let mut tuple = Tuple::new(free_id(wish, &mut ids), status);
                let mut contact = crate::Contact::new(without_parameter(&address.uri, "user=ip"));
                contact.priority = address.priority.as_deref().and_then(priority);
                tuple.contact = Some(contact);
                presence.tuples.push(tuple);
            }
        }
        presence
    }
}

/// In thousandths, because PIDF allows three digits.
fn priority(text: &str) -> Option<crate::QValue> {
    let text = text.trim();
    let end = text.char_indices().nth(5).map_or(text.len(), |(at, _)| at);
    let is_number = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.get(..end)?.parse().ok().filter(|_| is_number)
}

/// An id that is not there yet; the map has the last number behind each.
fn free_id(wish: &str, ids: &mut HashMap<Id, usize>) -> Id {
    let wished = Id::from_any(wish);
    let mut id = wished.clone();
    while ids.contains_key(&id) {
        let number = ids.entry(wished.clone()).or_insert(1);
        *number += 1;
        id = Id::from_any(&format!("{wished}-{number}"));
    }
    ids.insert(id.clone(), 1);
    id
}

/// The URI with a parameter, unless it is no SIP URI or has one of this name.
fn with_parameter(uri: &AnyUri, parameter: &str) -> AnyUri {
    let text = uri.as_str();
    let is_sip = uri.scheme().is_some_and(|scheme| scheme == "sip" || scheme == "sips");
    let name = |parameter: &str| parameter.split('=').next().unwrap_or_default().to_lowercase();
    let has_it = text.split(';').skip(1).any(|known| name(known) == name(parameter));
    if !is_sip || has_it || text.contains('?') {
        return uri.clone();
    }
    AnyUri::new(&format!("{text};{parameter}")).unwrap_or_else(|_| uri.clone())
}

/// The URI without a parameter that XPIDF adds.
fn without_parameter(uri: &AnyUri, parameter: &str) -> AnyUri {
    let text = uri.as_str();
    let (address, headers) = text.split_at(text.find('?').unwrap_or(text.len()));
    let mut parts = address.split(';');
    let first = parts.next().unwrap_or_default().to_owned();
    let others = parts.filter(|part| !part.eq_ignore_ascii_case(parameter));
    let address = others.fold(first, |text, part| format!("{text};{part}"));
    AnyUri::new(&format!("{address}{headers}")).unwrap_or_else(|_| uri.clone())
}

#[cfg(test)]
mod tests;
