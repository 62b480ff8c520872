//! RFC 3857 and RFC 3858: who watches a resource.
//!
//! The event package `presence.winfo` has these documents for the watchers of presence, and any other
//! package has a template package of its own: `dialog.winfo`, and so on.

use xml_app_core::{
    AnyUri, ApplicationBuilder, Element, Error, Extensions, Language, Namespace, ReadContext,
    Unexpected, XmlApplication, XmlElement, XmlValue,
};

use crate::{Versioned, ns};

mod state;
mod watchers;

pub use watchers::{Watchers, WatchersExt};

/// `application/watcherinfo+xml`.
impl XmlApplication for WatcherInfo {
    type Root = Self;
    const NAME: &'static str = "watcherinfo";
    const CONTENT_TYPES: &'static [&'static str] = &["application/watcherinfo+xml"];
    const EVENT_PACKAGE: Option<&'static str> = Some("presence.winfo");
    const SPECIFICATION: &'static str = "RFC 3858";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::WATCHER_INFO);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<WatcherList>()?.element::<Watcher>().map(drop)
    }
}

/// `<watcherinfo>`: the watchers of some resources (RFC 3858 §3).
///
/// ```
/// use sip_events::watcher_info::{Watcher, WatcherEvent, WatcherInfo, WatcherList, WatcherStatus};
/// use sip_events::{DocumentState, Versioned};
///
/// // The document of RFC 3858 §5.
/// let (status, event) = (WatcherStatus::Pending, WatcherEvent::Subscribe);
/// let uri = "sip:A@example.com".parse()?;
/// let watcher = Watcher::new(status, event, "7768a77s".to_owned(), uri);
/// let mut list = WatcherList::new("sip:professor@example.net".parse()?, "presence".to_owned());
/// list.watchers.push(watcher);
/// let info = WatcherInfo {
///     versioned: Versioned { version: Some(0.into()), state: Some(DocumentState::Full) },
///     lists: vec![list],
///     ..WatcherInfo::new()
/// };
/// assert_eq!(
///     info.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <watcherinfo xmlns=\"urn:ietf:params:xml:ns:watcherinfo\" version=\"0\" state=\"full\">\
///      <watcher-list resource=\"sip:professor@example.net\" package=\"presence\">\
///      <watcher status=\"pending\" event=\"subscribe\" id=\"7768a77s\">sip:A@example.com</watcher>\
///      </watcher-list></watcherinfo>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::WATCHER_INFO, name = "watcherinfo", document = Self)]
#[xml(new = "A document without a version: a notifier gives it one when it sends it.")]
pub struct WatcherInfo {
    /// The version of the document, and whether it contains all of the state.
    #[xml(group)]
    pub versioned: Versioned,
    /// The lists: all of them, or those with changes.
    #[xml(child)]
    pub lists: Vec<WatcherList>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<watcher-list>`: the watchers of one resource for one event package.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::WATCHER_INFO, name = "watcher-list", new = "A list without watchers.")]
pub struct WatcherList {
    /// The resource that is watched.
    #[xml(attribute)]
    pub resource: AnyUri,
    /// The event package of the subscriptions, such as `presence`.
    #[xml(attribute)]
    pub package: String,
    /// The watchers: all of them, or those that changed.
    #[xml(child)]
    pub watchers: Vec<Watcher>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<watcher>`: a subscription to the resource.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::WATCHER_INFO, name = "watcher", new = "A watcher of which only the required parts are known.", check = check_watcher)]
pub struct Watcher {
    /// The name of the watcher, for people.
    #[xml(attribute)]
    pub display_name: Option<String>,
    /// The state of the subscription.
    #[xml(attribute)]
    pub status: WatcherStatus,
    /// The event that led to the state.
    #[xml(attribute)]
    pub event: WatcherEvent,
    /// The time in seconds until the subscription expires.
    #[xml(attribute)]
    pub expiration: Option<u64>,
    /// Identifies the watcher among all watchers of the subscription to this package.
    #[xml(attribute)]
    pub id: String,
    /// The time in seconds since the subscription was created.
    #[xml(attribute)]
    pub duration_subscribed: Option<u64>,
    /// The language of the name: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The watcher.
    #[xml(text)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// An id that is no token of RFC 3261 §25.1 (RFC 3858 §3).
fn check_watcher(watcher: &Watcher, element: Element<'_>, context: &mut ReadContext<'_>) {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-.!%*_+`'~".contains(&byte);
    if watcher.id.is_empty() || !watcher.id.bytes().all(is_token) {
        context.warn(element, "the id is not a token (RFC 3858 §3)");
    }
}

/// A state of a subscription (RFC 3857 §4.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum WatcherStatus {
    /// No decision has been made.
    Pending,
    /// The subscription is authorized.
    Active,
    /// The subscription has ended without a decision. The user can still make one.
    Waiting,
    /// The subscription has ended.
    Terminated,
}

/// The event that led to the state of a subscription (RFC 3857 §4.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum WatcherEvent {
    /// The watcher subscribed.
    Subscribe,
    /// The subscription was authorized.
    Approved,
    /// The server ended the subscription. The watcher should subscribe again at once.
    Deactivated,
    /// The server ended the subscription. The watcher should subscribe again later.
    Probation,
    /// The subscription was refused.
    Rejected,
    /// The watcher did not refresh the subscription.
    Timeout,
    /// Nobody decided in time.
    #[xml(name = "giveup")]
    GiveUp,
    /// The resource no longer exists.
    #[xml(name = "noresource")]
    NoResource,
}

#[cfg(test)]
mod tests;
