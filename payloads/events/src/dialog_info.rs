//! RFC 4235: the state of INVITE-initiated dialogs.
//!
//! The schema of the RFC has `route-set` and `cseq`, which its text does not mention; they are read and
//! written too.

use std::fmt;

use xml_app_core::value::NonNegativeInteger;
use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, Extensions, Namespace, ReadContext, Unexpected,
    XmlApplication, XmlElement, XmlType, XmlValue,
};

use crate::{Versioned, name_addr, ns};

mod lamp;
mod machine;
mod state;

pub use lamp::{Dialogs, DialogsExt, Lamp, LampState};
pub use machine::{Invitation, Leg, SipEvent};

/// `application/dialog-info+xml`.
impl XmlApplication for DialogInfo {
    type Root = Self;
    const NAME: &'static str = "dialog-info";
    const CONTENT_TYPES: &'static [&'static str] = &["application/dialog-info+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("dialog");
    const SPECIFICATION: &'static str = "RFC 4235";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::DIALOG_INFO);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Dialog>()?.element::<State>().map(drop)
    }
}

/// `<dialog-info>`: the dialogs of a user (RFC 4235 §4.1).
///
/// ```
/// use sip_events::dialog_info::{
///     Dialog, DialogInfo, DialogState, Direction, Event, NameAddr, Participant, State,
/// };
/// use xml_app_core::AnyUri;
///
/// let mut remote = NameAddr::from("sip:bob@example.com".parse::<AnyUri>()?);
/// remote.display = Some("Bob".to_owned());
/// let mut state = State::from(DialogState::Terminated);
/// state.event = Some(Event::RemoteBye);
/// let mut dialog = Dialog::new("d1".to_owned(), state);
/// dialog.direction = Some(Direction::Recipient);
/// dialog.remote = Some(Participant { identity: Some(remote), ..Participant::default() });
/// let mut info = DialogInfo::new("sip:alice@example.com".parse()?);
/// info.dialogs.push(dialog);
/// assert_eq!(info.dialogs[0].state.value, DialogState::Terminated);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DIALOG_INFO, name = "dialog-info", document = Self)]
#[xml(new = "A document without a version: a notifier gives it one when it sends it.")]
pub struct DialogInfo {
    /// The version of the document, and whether it contains all of the state.
    #[xml(group)]
    pub versioned: Versioned,
    /// The user whose dialogs these are.
    #[xml(attribute)]
    pub entity: AnyUri,
    /// The dialogs: all of them, or those that changed.
    #[xml(child)]
    pub dialogs: Vec<Dialog>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<dialog>`: a dialog, or an attempt at one (RFC 4235 §4.1.1).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DIALOG_INFO, name = "dialog", new = "A dialog of which the state is known.")]
pub struct Dialog {
    /// Identifies the dialog among those of the user, for the whole subscription.
    #[xml(attribute)]
    pub id: String,
    /// The Call-ID.
    #[xml(attribute)]
    pub call_id: Option<String>,
    /// The tag of the observed user.
    #[xml(attribute)]
    pub local_tag: Option<String>,
    /// The tag of the remote party.
    #[xml(attribute)]
    pub remote_tag: Option<String>,
    /// The direction of the call.
    #[xml(attribute)]
    pub direction: Option<Direction>,
    /// The state.
    #[xml(child)]
    pub state: State,
    /// The duration in seconds.
    #[xml(value = "duration")]
    pub duration: Option<NonNegativeInteger>,
    /// The dialog that it replaces.
    #[xml(child = "replaces")]
    pub replaces: Option<Replaces>,
    /// The referrer of the caller.
    #[xml(child = "referred-by")]
    pub referred_by: Option<NameAddr>,
    /// The route set.
    #[xml(child = "route-set")]
    pub route_set: Option<RouteSet>,
    /// The observed user.
    #[xml(child = "local")]
    pub local: Option<Participant>,
    /// The remote party.
    #[xml(child = "remote")]
    pub remote: Option<Participant>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// The direction of the call (RFC 4235 §4.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Direction {
    /// The observed user called.
    Initiator,
    /// The observed user was called. The examples of the RFC say `receiver` (erratum 771).
    #[xml(alias = "receiver")]
    Recipient,
}

/// `<state>`: the state of a dialog, and how it was reached (RFC 4235 §4.1.2).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DIALOG_INFO, name = "state", check = check_state)]
pub struct State {
    /// The event that led to the state.
    #[xml(attribute)]
    pub event: Option<Event>,
    /// The status code of the response that led to the state.
    #[xml(attribute)]
    pub code: Option<StatusCode>,
    /// The state.
    #[xml(text, from)]
    pub value: DialogState,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// An event belongs to the end of a dialog (RFC 4235 §4.1.2).
fn check_state(state: &State, element: Element<'_>, context: &mut ReadContext<'_>) {
    if state.event.is_some() && state.value != DialogState::Terminated {
        let message = "the event means something for a terminated dialog only (RFC 4235 §4.1.2)";
        context.warn(element, message);
    }
}

/// A state of the machine of RFC 4235 §3.7.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum DialogState {
    /// An INVITE was sent.
    Trying,
    /// A provisional response without a tag was received.
    Proceeding,
    /// A provisional response with a tag was received.
    Early,
    /// A 2xx response was received.
    Confirmed,
    /// The dialog has ended.
    Terminated,
}

/// The event that led to the state of a dialog (RFC 4235 §3.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Event {
    /// The caller cancelled.
    Cancelled,
    /// A final response rejected the request.
    Rejected,
    /// An INVITE with `Replaces` replaced the dialog.
    Replaced,
    /// The observed user sent a BYE.
    LocalBye,
    /// The remote party sent a BYE.
    RemoteBye,
    /// Another error.
    Error,
    /// An INVITE timed out.
    Timeout,
}

/// A SIP status code: 100 to 699.
///
/// ```
/// use sip_events::dialog_info::StatusCode;
///
/// assert_eq!(StatusCode::try_from(486).unwrap().get(), 486);
/// assert!(StatusCode::try_from(700).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
#[xml(range = 100..=699)]
pub struct StatusCode(u16);

impl StatusCode {
    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// `<replaces>`: the dialog that this one replaces (RFC 4235 §4.1.4).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Replaces {
    /// Its Call-ID.
    #[xml(attribute)]
    pub call_id: String,
    /// Its tag of the observed user.
    #[xml(attribute)]
    pub local_tag: String,
    /// Its tag of the other side.
    #[xml(attribute)]
    pub remote_tag: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A URI with a display name (RFC 4235 §4.1.5, §4.1.6.1).
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct NameAddr {
    /// The name.
    #[xml(attribute, alias = "display-name")]
    pub display: Option<String>,
    /// The URI.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// The name and the URI, as in a SIP header field.
impl fmt::Display for NameAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        name_addr::write(f, self.display.as_deref(), self.uri.as_str())
    }
}

/// `<route-set>`: the proxies, in the order of the route.
///
/// ```
/// use sip_events::dialog_info::RouteSet;
///
/// let route = RouteSet::from(["sip:p1.example.com;lr", "sip:p2.example.com;lr"]);
/// assert_eq!(route.hops.len(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::DIALOG_INFO)]
pub struct RouteSet {
    /// The proxies.
    #[xml(value = "hop", expected, from)]
    pub hops: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<local>` or `<remote>`: one party of a dialog (RFC 4235 §4.1.6).
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::DIALOG_INFO)]
pub struct Participant {
    /// The identity.
    #[xml(child = "identity")]
    pub identity: Option<NameAddr>,
    /// The target: the Contact URI.
    #[xml(child = "target")]
    pub target: Option<Target>,
    /// The session description that it sent last.
    #[xml(child = "session-description")]
    pub session_description: Option<SessionDescription>,
    /// The sequence number (`CSeq`) of its last request.
    #[xml(value = "cseq")]
    pub cseq: Option<NonNegativeInteger>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<target>`: the URI in the Contact header field of a party, and its parameters (RFC 4235
/// §4.1.6.2).
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::DIALOG_INFO)]
pub struct Target {
    /// The URI.
    #[xml(attribute, from)]
    pub uri: String,
    /// Parameters of the header field, such as those of RFC 3840.
    #[xml(child = "param")]
    pub params: Vec<Param>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<param>`: a parameter of a Contact header.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct Param {
    /// Its name.
    #[xml(attribute = "pname")]
    pub name: String,
    /// Its value.
    #[xml(attribute = "pval")]
    pub value: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<session-description>`: a session description, such as SDP (RFC 4235 §4.1.6.3).
///
/// ```
/// use sip_events::dialog_info::{Participant, SessionDescription};
///
/// let session = SessionDescription::new("application/sdp".to_owned(), "v=0\r\n".to_owned());
/// let local = Participant { session_description: Some(session), ..Participant::default() };
/// assert_eq!(local.session_description.unwrap().content_type, "application/sdp");
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(new)]
pub struct SessionDescription {
    /// Its MIME type.
    #[xml(attribute = "type")]
    pub content_type: String,
    /// The description.
    #[xml(text)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

#[cfg(test)]
mod tests;
