//! RFC 4575: conferences, their users and their media.

use xml_app_core::value::List;
use xml_app_core::{
    AnyUri, DateTime, Extensions, Namespace, XmlApplication, XmlElement, XmlType, XmlValue,
};

use crate::ns;

mod check;
mod roster;
mod state;
mod user;

pub use roster::{Conference, ConferenceExt};
pub use user::{
    CallInfo, DisconnectionMethod, Endpoint, EndpointStatus, JoiningMethod, Media, Roles,
    SipDialogId, User, Users,
};

/// `application/conference-info+xml`.
impl XmlApplication for ConferenceInfo {
    type Root = Self;
    const NAME: &'static str = "conference-info";
    const CONTENT_TYPES: &'static [&'static str] = &["application/conference-info+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("conference");
    const SPECIFICATION: &'static str = "RFC 4575";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::CONFERENCE_INFO);
}

/// `<conference-info>`: the state of a conference (RFC 4575 §5.2); and `<entry>`, that of a sidebar
/// (§5.9.2).
///
/// ```
/// use sip_events::conference_info::{ConferenceInfo, Endpoint, EndpointStatus, User, Users};
///
/// let mut endpoint = Endpoint::new();
/// endpoint.entity = Some("sip:bob@pc33.example.com".to_owned());
/// endpoint.status = Some(EndpointStatus::OnHold);
/// let mut user = User::new();
/// user.entity = Some("sip:bob@example.com".parse()?);
/// user.display_text = Some("Bob Hoskins".to_owned());
/// user.endpoints.push(endpoint);
/// let mut conference = ConferenceInfo::new("sips:conf233@example.com".parse()?);
/// conference.version = Some(1);
/// conference.users = Some(Users::from([user]));
/// assert_eq!(
///     conference.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" \
///      entity=\"sips:conf233@example.com\" version=\"1\"><users><user entity=\"sip:bob@example.com\">\
///      <display-text>Bob Hoskins</display-text><endpoint entity=\"sip:bob@pc33.example.com\">\
///      <status>on-hold</status></endpoint></user></users></conference-info>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CONFERENCE_INFO, name = "conference-info", document = Self)]
#[xml(new = "A conference of which nothing but its URI is known.", check = check::conference)]
pub struct ConferenceInfo {
    /// The URI of the conference: where its participants call, and where its state is subscribed to.
    #[xml(attribute)]
    pub entity: AnyUri,
    /// Whether the document contains all of the state.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// Counts the documents of a subscription. A document without it is a snapshot, which cannot be
    /// combined with others. Sidebars have none.
    #[xml(attribute)]
    pub version: Option<u32>,
    /// What the conference is about.
    #[xml(child = "conference-description")]
    pub description: Option<ConferenceDescription>,
    /// Who hosts it.
    #[xml(child = "host-info")]
    pub host_info: Option<HostInfo>,
    /// Its overall state.
    #[xml(child = "conference-state")]
    pub conference_state: Option<ConferenceState>,
    /// Who takes part.
    #[xml(child = "users")]
    pub users: Option<Users>,
    /// Sidebars by their URIs.
    #[xml(child = "sidebars-by-ref")]
    pub sidebars_by_ref: Option<Uris>,
    /// Sidebars with their state.
    #[xml(child = "sidebars-by-val")]
    pub sidebars_by_val: Option<SidebarsByVal>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `state`: what the document says about an element (RFC 4575 §4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ElementState {
    /// All of it.
    Full,
    /// What has changed.
    Partial,
    /// That it is gone. Its content means nothing.
    Deleted,
}

/// `<conference-description>`: what the conference is about (RFC 4575 §5.3).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct ConferenceDescription {
    /// The name of the conference.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// The subject.
    #[xml(value = "subject")]
    pub subject: Option<String>,
    /// A longer text.
    #[xml(value = "free-text")]
    pub free_text: Option<String>,
    /// Words to search by.
    #[xml(value = "keywords")]
    pub keywords: Option<List<String>>,
    /// Where the conference can be reached.
    #[xml(child = "conf-uris")]
    pub conf_uris: Option<Uris>,
    /// Services of the conference, such as a web page.
    #[xml(child = "service-uris")]
    pub service_uris: Option<Uris>,
    /// So many users may join.
    #[xml(value = "maximum-user-count")]
    pub maximum_user_count: Option<u32>,
    /// The media that the conference has.
    #[xml(child = "available-media")]
    pub available_media: Option<AvailableMedia>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<host-info>`: who hosts the conference (RFC 4575 §5.4).
///
/// ```
/// use sip_events::conference_info::{ConferenceInfo, HostInfo};
///
/// let mut conference = ConferenceInfo::new("sip:room@example.com".parse()?);
/// conference.host_info = Some(HostInfo {
///     web_page: Some("https://example.com/hosts".parse()?),
///     ..HostInfo::new()
/// });
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct HostInfo {
    /// The name of the host.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// The web page of the host.
    #[xml(value = "web-page")]
    pub web_page: Option<AnyUri>,
    /// Other addresses of the host.
    #[xml(child = "uris")]
    pub uris: Option<Uris>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<conference-state>`: the overall state of the conference (RFC 4575 §5.5).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct ConferenceState {
    /// How many users take part, also where the document does not list them all.
    #[xml(value = "user-count")]
    pub user_count: Option<u32>,
    /// Whether the conference has begun.
    #[xml(value = "active")]
    pub active: Option<bool>,
    /// Whether nobody can join at present.
    #[xml(value = "locked")]
    pub locked: Option<bool>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<available-media>`: the media that a conference has (RFC 4575 §5.3.4).
///
/// ```
/// use sip_events::conference_info::{AvailableMedia, AvailableMedium, MediaStatus, MediaType};
///
/// let mut voices = AvailableMedium::new("34567".to_owned(), MediaType::Audio);
/// voices.status = Some(MediaStatus::SendAndReceive);
/// let media = AvailableMedia::from([voices]);
/// assert_eq!(media.entries[0].label, "34567");
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct AvailableMedia {
    /// The media.
    #[xml(child = "entry", expected, from)]
    pub entries: Vec<AvailableMedium>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<entry>` in `<available-media>`: a medium of the conference (RFC 4575 §5.3.4).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct AvailableMedium {
    /// Identifies the medium. The media of endpoints refer to it.
    #[xml(attribute)]
    pub label: String,
    /// Its name.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// Its type.
    #[xml(value = "type")]
    pub type_: MediaType,
    /// What a participant gets by default.
    #[xml(value = "status")]
    pub status: Option<MediaStatus>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<type>` of a medium (RFC 4575 §5.3.4): a media type of SDP.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum MediaType {
    /// `audio`
    Audio,
    /// `video`
    Video,
    /// `text`
    Text,
    /// `application`
    Application,
    /// `message`
    Message,
    /// `image`
    Image,
    /// Another type.
    Other(String),
}

/// `<status>` of a medium: its direction, seen from the participant (RFC 4575 §5.8.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum MediaStatus {
    /// The participant receives only.
    #[xml(name = "recvonly")]
    ReceiveOnly,
    /// The participant sends only.
    #[xml(name = "sendonly")]
    SendOnly,
    /// The participant sends and receives.
    #[xml(name = "sendrecv")]
    SendAndReceive,
    /// Neither.
    Inactive,
}

/// A list of URIs, such as `<conf-uris>` (RFC 4575 §5.3.1).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct Uris {
    /// Whether these are all URIs. It matters for sidebars only.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// The URIs.
    #[xml(child = "entry", expected, from)]
    pub entries: Vec<UriEntry>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<entry>` in a list of URIs (RFC 4575 §5.3.1).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct UriEntry {
    /// The URI.
    #[xml(value = "uri")]
    pub uri: AnyUri,
    /// Its name.
    #[xml(value = "display-text")]
    pub display_text: Option<String>,
    /// What it is for.
    #[xml(value = "purpose")]
    pub purpose: Option<Purpose>,
    /// Who changed the entry, when and why.
    #[xml(child = "modified")]
    pub modified: Option<Execution>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<purpose>`: what a URI is for (RFC 4575 §5.3.1, §5.3.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum Purpose {
    /// To join the conference.
    Participation,
    /// To listen to it by streaming.
    Streaming,
    /// To subscribe to its state.
    Event,
    /// To get a recording.
    Recording,
    /// Its web page.
    WebPage,
    /// Another purpose.
    Other(String),
}

/// When something was done, why and by whom (RFC 4575 §5.7.2).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct Execution {
    /// The time.
    #[xml(value = "when")]
    pub when: Option<DateTime>,
    /// The reason.
    #[xml(value = "reason")]
    pub reason: Option<String>,
    /// Who did it.
    #[xml(value = "by")]
    pub by: Option<AnyUri>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<sidebars-by-val>`: the sidebars of a conference, with their state (RFC 4575 §5.9.2).
///
/// ```
/// use sip_events::conference_info::{ConferenceInfo, SidebarsByVal};
///
/// let mut conference = ConferenceInfo::new("sip:room@example.com".parse()?);
/// let sidebar = ConferenceInfo::new("sip:room@example.com;grid=45".parse()?);
/// conference.sidebars_by_val = Some(SidebarsByVal::from([sidebar]));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CONFERENCE_INFO, new)]
pub struct SidebarsByVal {
    /// Whether these are all sidebars.
    #[xml(attribute, default = ElementState::Full)]
    pub state: Option<ElementState>,
    /// The sidebars, which are conferences and can have sidebars themselves.
    #[xml(child = "entry", from)]
    pub entries: Vec<ConferenceInfo>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, other_attributes))]
    pub extensions: Extensions<Self>,
}

#[cfg(test)]
mod tests;
