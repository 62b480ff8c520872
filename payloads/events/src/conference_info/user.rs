//! The users of a conference and their endpoints.

use xml_app_core::value::List;
use xml_app_core::{AnyUri, Extensions, Language, XmlType, XmlValue};

use super::{ElementState, Execution, MediaStatus, MediaType, Uris, check};
use crate::ns;

/// `<users>`: who takes part in a conference (RFC 4575 §5.6).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct Users {
    /// Whether these are all users.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// The users.
    #[xml(child = "user", from)]
    pub users: Vec<User>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<user>`: a participant (RFC 4575 §5.6).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new, check = check::user)]
pub struct User {
    /// Identifies the user in the conference: a URI. Without it, partial documents cannot change the
    /// user.
    #[xml(attribute)]
    pub entity: Option<AnyUri>,
    /// Whether this is all about the user.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// The name, for people.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// Other addresses of the user.
    #[xml(child = "associated-aors")]
    pub associated_aors: Option<Uris>,
    /// The roles in the conference.
    #[xml(child = "roles")]
    pub roles: Option<Roles>,
    /// The languages, in order of preference.
    #[xml(value = "languages")]
    pub languages: Option<List<Language>>,
    /// The URI of the conference that this user stands for.
    #[xml(value = "cascaded-focus")]
    pub cascaded_focus: Option<AnyUri>,
    /// The devices with which the user takes part.
    #[xml(child = "endpoint")]
    pub endpoints: Vec<Endpoint>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<roles>`: the roles of a user in the conference (RFC 4575 §5.6.3).
///
/// ```
/// use sip_events::conference_info::{Roles, User};
///
/// let user = User { roles: Some(Roles::from(["moderator", "participant"])), ..User::new() };
/// assert_eq!(user.roles.unwrap().entries[0], "moderator");
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct Roles {
    /// The roles, in words for people.
    #[xml(value = "entry", expected, from)]
    pub entries: Vec<String>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<endpoint>`: a device with which a user takes part (RFC 4575 §5.7).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new, check = check::endpoint)]
pub struct Endpoint {
    /// Identifies the endpoint among those of the user: its Contact URI, for example.
    #[xml(attribute)]
    pub entity: Option<String>,
    /// Whether this is all about the endpoint.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// Its name.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// Who invited it, when and why.
    #[xml(child = "referred")]
    pub referred: Option<Execution>,
    /// Its status.
    #[xml(value = "status")]
    pub status: Option<EndpointStatus>,
    /// How it joined.
    #[xml(value = "joining-method")]
    pub joining_method: Option<JoiningMethod>,
    /// When it joined, and why.
    #[xml(child = "joining-info")]
    pub joining_info: Option<Execution>,
    /// How it left.
    #[xml(value = "disconnection-method")]
    pub disconnection_method: Option<DisconnectionMethod>,
    /// When it left, and why.
    #[xml(child = "disconnection-info")]
    pub disconnection_info: Option<Execution>,
    /// Its media streams.
    #[xml(child = "media")]
    pub media: Vec<Media>,
    /// Its call to the conference.
    #[xml(child = "call-info")]
    pub call_info: Option<CallInfo>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<status>`: the status of an endpoint (RFC 4575 §5.7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum EndpointStatus {
    /// It is not in the conference yet: the conference waits for something, such as a decision.
    Pending,
    /// The conference is calling it.
    DialingOut,
    /// It is calling the conference.
    DialingIn,
    /// It is ringing.
    Alerting,
    /// It takes part, and its media are on hold.
    OnHold,
    /// It takes part.
    Connected,
    /// It takes part, and the conference does not pass on its media.
    MutedViaFocus,
    /// It is leaving.
    Disconnecting,
    /// It has left.
    Disconnected,
}

/// `<joining-method>`: how an endpoint joined (RFC 4575 §5.7.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum JoiningMethod {
    /// It called the conference.
    DialedIn,
    /// The conference called it.
    DialedOut,
    /// It hosts the conference.
    FocusOwner,
}

/// `<disconnection-method>`: how an endpoint left (RFC 4575 §5.7.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum DisconnectionMethod {
    /// It hung up.
    Departed,
    /// It was removed.
    Booted,
    /// It could not be reached.
    Failed,
    /// It was busy.
    Busy,
}

/// `<media>`: a media stream of an endpoint (RFC 4575 §5.8).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct Media {
    /// Identifies the stream among those of the endpoint.
    #[xml(attribute)]
    pub id: String,
    /// Its name.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// Its type.
    #[xml(value = "type")]
    pub type_: Option<MediaType>,
    /// The label of the medium of the conference to which it belongs.
    #[xml(value = "label")]
    pub label: Option<String>,
    /// The source: for RTP, the SSRC.
    #[xml(value = "src-id")]
    pub src_id: Option<String>,
    /// Its direction.
    #[xml(value = "status")]
    pub status: Option<MediaStatus>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<call-info>`: the call between an endpoint and the conference (RFC 4575 §5.7.9).
///
/// ```
/// use sip_events::conference_info::{CallInfo, SipDialogId};
///
/// let call = SipDialogId::new("hsjh8980".to_owned(), "vav738".to_owned(), "8954jg".to_owned());
/// let info = CallInfo { sip: Some(call), ..CallInfo::new() };
/// assert_eq!(info.sip.unwrap().call_id, "hsjh8980");
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct CallInfo {
    /// The dialog, if the signalling protocol is SIP.
    #[xml(child = "sip", excludes(extensions))]
    pub sip: Option<SipDialogId>,
    /// Calls of other protocols, and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<sip>`: the dialog of an endpoint with the conference (RFC 4575 §5.7.9).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct SipDialogId {
    /// A name for the call.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// The Call-ID.
    #[xml(value = "call-id")]
    pub call_id: String,
    /// The tag of the From header field.
    #[xml(value = "from-tag")]
    pub from_tag: String,
    /// The tag of the To header field.
    #[xml(value = "to-tag")]
    pub to_tag: String,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}
