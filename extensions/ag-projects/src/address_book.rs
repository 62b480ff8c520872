//! The address book that AG Projects' clients keep in a list of a resource-lists document.

#[cfg(test)]
mod tests;

use xml_app_core::{AnyUri, Extensions, Unexpected, XmlElement, XmlType, XmlValue};

use crate::ns;

/// `<contact>`: a person of the address book.
///
/// ```
/// use sip_ag_projects::{Contact, ContactUri, ContactUris, EventHandling, EventPolicy};
/// use sip_resource_lists::resource_lists::{List, ResourceLists};
///
/// let mut contact = Contact::new(
///     "c1".to_owned(),
///     "Bob".to_owned(),
///     ContactUris::from([ContactUri::new("u1".to_owned(), "sip:bob@example.org".to_owned())]),
///     EventHandling::default(),
///     EventHandling { policy: EventPolicy::Allow, subscribe: true, ..Default::default() },
/// );
/// contact.uris.default = Some("u1".to_owned());
/// assert_eq!(contact.uris.default_uri().unwrap().uri, "sip:bob@example.org");
/// let mut list = List::named("sipsimple_addressbook");
/// list.extensions.push(contact);
/// let xml = ResourceLists::from([list]).to_xml()?;
/// assert!(xml.contains("<agp-ab:name>Bob</agp-ab:name><agp-ab:uris default=\"u1\">"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::ADDRESS_BOOK, name = "contact", new)]
pub struct Contact {
    /// Identifies it among the contacts.
    #[xml(attribute)]
    pub id: String,
    /// The name.
    #[xml(value = "name")]
    pub name: String,
    /// Where the person is reached.
    #[xml(child = "uris")]
    pub uris: ContactUris,
    /// How subscriptions to `dialog` are handled.
    #[xml(child = "dialog")]
    pub dialog: EventHandling,
    /// How subscriptions to `presence` are handled.
    #[xml(child = "presence")]
    pub presence: EventHandling,
    /// The attributes of applications, and other elements.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<uris>`: the URIs of a contact.
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::ADDRESS_BOOK)]
pub struct ContactUris {
    /// The id of the one that is used first.
    #[xml(attribute)]
    pub default: Option<String>,
    /// The URIs.
    #[xml(child = "uri", from)]
    pub uris: Vec<ContactUri>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl ContactUris {
    /// The URI that is used first: the default one, or else the first.
    pub fn default_uri(&self) -> Option<&ContactUri> {
        let default = self.default.as_deref();
        let named = self.uris.iter().find(|uri| Some(uri.id.as_str()) == default);
        named.or(self.uris.first())
    }
}

/// `<uri>`: a URI of a contact.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::ADDRESS_BOOK, new)]
pub struct ContactUri {
    /// Identifies it among the URIs of the contact.
    #[xml(attribute)]
    pub id: String,
    /// What the user typed, with or without a scheme. Some clients percent-encode all of it.
    #[xml(attribute)]
    pub uri: String,
    /// What it is, in the words of the user or the client: `SIP`.
    #[xml(attribute = "type")]
    pub type_: Option<String>,
    /// The attributes of applications, and other elements.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// How subscriptions to one event package are handled.
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::ADDRESS_BOOK)]
pub struct EventHandling {
    /// Whether the contact may subscribe to the user.
    #[xml(value = "policy")]
    pub policy: EventPolicy,
    /// Whether the client subscribes to the contact.
    #[xml(value = "subscribe")]
    pub subscribe: bool,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Whether a contact may subscribe.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, XmlValue)]
pub enum EventPolicy {
    /// Yes.
    Allow,
    /// No.
    Block,
    /// What the user's rules say about everybody.
    #[default]
    Default,
}

/// `<group>`: contacts under one name.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::ADDRESS_BOOK, name = "group", new)]
pub struct Group {
    /// Identifies it among the groups.
    #[xml(attribute)]
    pub id: String,
    /// The name.
    #[xml(value = "name")]
    pub name: String,
    /// The contacts.
    #[xml(child = "contacts")]
    pub contacts: GroupContacts,
    /// The attributes of applications, and other elements.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<contacts>`: the ids of the contacts of a group.
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::ADDRESS_BOOK)]
pub struct GroupContacts {
    /// The ids.
    #[xml(value = "contact_id", from)]
    pub ids: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<policy-element>`: how subscriptions are handled for a URI that belongs to no contact.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::ADDRESS_BOOK, name = "policy-element", new)]
pub struct PolicyElement {
    /// Identifies it among the policies.
    #[xml(attribute)]
    pub id: String,
    /// The URI.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// The name.
    #[xml(value = "name")]
    pub name: String,
    /// How subscriptions to `dialog` are handled.
    #[xml(child = "dialog")]
    pub dialog: EventHandling,
    /// How subscriptions to `presence` are handled.
    #[xml(child = "presence")]
    pub presence: EventHandling,
    /// The attributes of applications, and other elements.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}
