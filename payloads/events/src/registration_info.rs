//! RFC 3680: the registrations of a user.

use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, Extensions, Language, Namespace, ReadContext,
    Unexpected, XmlApplication, XmlElement, XmlType, XmlValue,
};

use crate::{Versioned, ns};

mod registrations;
mod state;

pub use registrations::{Registrations, RegistrationsExt};

/// `application/reginfo+xml`.
impl XmlApplication for RegistrationInfo {
    type Root = Self;
    const NAME: &'static str = "reginfo";
    const CONTENT_TYPES: &'static [&'static str] = &["application/reginfo+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("reg");
    const SPECIFICATION: &'static str = "RFC 3680";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::REGISTRATION_INFO);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Registration>()?.element::<Contact>().map(drop)
    }
}

/// `<reginfo>`: the registrations of some addresses of record (RFC 3680 §5.1).
///
/// ```
/// use sip_events::registration_info::{
///     Contact, ContactEvent, ContactState, Registration, RegistrationInfo, RegistrationState,
/// };
///
/// let uri = "sip:joe@192.0.2.1".parse()?;
/// let mut contact =
///     Contact::new(ContactState::Active, ContactEvent::Registered, "76".to_owned(), uri);
/// contact.expires = Some(3600);
/// let aor = "sip:joe@example.com".parse()?;
/// let mut registration = Registration::new(aor, "a7".to_owned(), RegistrationState::Active);
/// registration.contacts.push(contact);
/// let mut info = RegistrationInfo::new();
/// info.registrations.push(registration);
/// assert_eq!(info.registrations[0].contacts[0].uri, "sip:joe@192.0.2.1");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::REGISTRATION_INFO, name = "reginfo", document = Self)]
#[xml(new = "A document without a version: a notifier gives it one when it sends it.")]
pub struct RegistrationInfo {
    /// The version of the document, and whether it contains all of the state.
    #[xml(group)]
    pub versioned: Versioned,
    /// The registrations: all of them, or those that changed.
    #[xml(child)]
    pub registrations: Vec<Registration>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<registration>`: the contacts of an address of record (RFC 3680 §5.1.1).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::REGISTRATION_INFO, name = "registration", new = "A registration without contacts.")]
pub struct Registration {
    /// The address of record.
    #[xml(attribute)]
    pub aor: AnyUri,
    /// Identifies the registration, for the whole subscription.
    #[xml(attribute)]
    pub id: String,
    /// The state.
    #[xml(attribute)]
    pub state: RegistrationState,
    /// The contacts: all of them, or those that changed.
    #[xml(child)]
    pub contacts: Vec<Contact>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// The state of a registration (RFC 3680 §4.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum RegistrationState {
    /// There are no contacts.
    Init,
    /// There are contacts.
    Active,
    /// The last contact is gone.
    Terminated,
}

/// `<contact>`: a contact that is or was bound to the address of record (RFC 3680 §5.1.2).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::REGISTRATION_INFO, name = "contact")]
#[xml(new = "A contact of which only the required parts are known.", check = check_contact)]
pub struct Contact {
    /// The state.
    #[xml(attribute)]
    pub state: ContactState,
    /// The event that led to the state.
    #[xml(attribute, alias = "Event")]
    pub event: ContactEvent,
    /// The time in seconds since the contact was registered.
    #[xml(attribute)]
    pub duration_registered: Option<u64>,
    /// The time in seconds until the registration expires. Required if it was shortened.
    #[xml(attribute)]
    pub expires: Option<u64>,
    /// The time in seconds after which the user agent should register again. Required with the event
    /// `probation`.
    #[xml(attribute)]
    pub retry_after: Option<u64>,
    /// Identifies the contact among those of the registration.
    #[xml(attribute)]
    pub id: String,
    /// The relative preference, a q-value.
    #[xml(attribute)]
    pub q: Option<String>,
    /// The Call-ID of the REGISTER.
    #[xml(attribute = "callid")]
    pub call_id: Option<String>,
    /// The sequence number (`CSeq`) of the REGISTER.
    #[xml(attribute)]
    pub cseq: Option<u64>,
    /// The URI.
    #[xml(value = "uri")]
    pub uri: AnyUri,
    /// The display name.
    #[xml(child = "display-name")]
    pub display_name: Option<DisplayName>,
    /// Parameters of the Contact header field that have no attribute here.
    #[xml(child = "unknown-param")]
    pub unknown_params: Vec<UnknownParam>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// What some events demand (RFC 3680 §5.1.2).
fn check_contact(contact: &Contact, element: Element<'_>, context: &mut ReadContext<'_>) {
    if contact.event == ContactEvent::Shortened && contact.expires.is_none() {
        let message = "a shortened contact has to say when it expires (RFC 3680 §5.1.2)";
        context.warn(element, message);
    }
    if contact.event == ContactEvent::Probation && contact.retry_after.is_none() {
        let message = "a contact on probation has to say when to retry (RFC 3680 §5.1.2)";
        context.warn(element, message);
    }
}

/// The state of a contact (RFC 3680 §4.7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ContactState {
    /// It is bound to the address of record.
    Active,
    /// It is not bound any more.
    Terminated,
}

/// The event that led to the state of a contact (RFC 3680 §4.7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ContactEvent {
    /// A REGISTER bound it.
    Registered,
    /// An administrator bound it.
    Created,
    /// A REGISTER refreshed it.
    Refreshed,
    /// The registrar reduced its time.
    Shortened,
    /// Its time has run out.
    Expired,
    /// An administrator removed it. The user agent should register again at once.
    Deactivated,
    /// An administrator removed it. The user agent should register again later.
    Probation,
    /// A REGISTER removed it.
    Unregistered,
    /// An administrator removed it. The user agent should not register again.
    Rejected,
}

/// `<display-name>`: the display name of a contact, in a language.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct DisplayName {
    /// The language: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The name.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<unknown-param>`: a parameter of a Contact header field.
///
/// ```
/// use sip_events::registration_info::UnknownParam;
///
/// let param = UnknownParam::new("+sip.instance".to_owned(), "\"<urn:uuid:f81d4fae>\"".to_owned());
/// assert_eq!(param.name, "+sip.instance");
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct UnknownParam {
    /// Its name.
    #[xml(attribute)]
    pub name: String,
    /// Its value; empty, if it has none.
    #[xml(text)]
    pub value: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

#[cfg(test)]
mod tests;
