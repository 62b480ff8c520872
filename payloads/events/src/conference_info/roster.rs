//! The participants of a conference, for people.

use std::collections::HashSet;

use sip_event_state::StateTable;
use xml_app_core::{AnyUri, DateTime};

use super::{ConferenceInfo, Endpoint, EndpointStatus, MediaType, User};

/// The state of a conference, put together from documents: its rows are the users.
///
/// ```
/// use sip_event_state::Outcome;
/// use sip_events::conference_info::{Conference, ConferenceExt, ConferenceInfo};
/// use xml_app_core::Registry;
///
/// let registry = Registry::empty();
/// let mut conference = Conference::new();
/// for document in [
///     "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' version='0'
///          entity='sip:room@example.com'><conference-description/>
///        <users><user entity='sip:bob@example.com'><display-text>Bob</display-text>
///          <endpoint entity='e1'><status>connected</status></endpoint></user></users>
///      </conference-info>",
///     "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' version='1' state='partial'
///          entity='sip:room@example.com'>
///        <users state='partial'><user entity='sip:bob@example.com' state='partial'>
///          <endpoint entity='e1' state='partial'><status>on-hold</status></endpoint></user></users>
///      </conference-info>",
/// ] {
///     let outcome = conference.apply(registry.parse::<ConferenceInfo>(document)?);
///     assert!(matches!(outcome, Outcome::Applied(_)));
/// }
/// let bob = conference.user("sip:bob@example.com").unwrap();
/// assert_eq!((bob.name(), bob.is_present(), bob.is_on_hold()), (Some("Bob"), true, true));
/// assert_eq!(conference.present().count(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub type Conference = StateTable<ConferenceInfo>;

/// Questions about a [`Conference`].
pub trait ConferenceExt {
    /// The user with this entity, compared octet by octet (RFC 4575 §4.5).
    fn user<'u>(&'u self, entity: &'u str) -> Option<&'u User>;

    /// The users who take part at present.
    fn present(&self) -> impl Iterator<Item = &User>;
}

impl ConferenceExt for Conference {
    fn user<'u>(&'u self, entity: &'u str) -> Option<&'u User> {
        self.get((), entity)
    }

    fn present(&self) -> impl Iterator<Item = &User> {
        self.rows().filter(|user| user.is_present())
    }
}

impl User {
    /// The name for people: the display text, or else the entity.
    pub fn name(&self) -> Option<&str> {
        let text = self.display_text.as_deref().filter(|text| !text.trim().is_empty());
        text.or_else(|| self.entity.as_ref().map(AnyUri::as_str))
    }

    /// Whether the user takes part with any endpoint: it is connected, on hold or muted.
    pub fn is_present(&self) -> bool {
        self.present().next().is_some()
    }

    /// Whether the user takes part, and every endpoint that does is on hold.
    pub fn is_on_hold(&self) -> bool {
        self.all_present(EndpointStatus::OnHold)
    }

    /// Whether the user takes part, and the conference passes on the media of no endpoint.
    ///
    /// ```
    /// use sip_events::conference_info::{Endpoint, EndpointStatus, Execution, User};
    ///
    /// let mut endpoint = Endpoint::new();
    /// endpoint.status = Some(EndpointStatus::MutedViaFocus);
    /// endpoint.joining_info =
    ///     Some(Execution { when: Some("2026-03-01T09:30:00Z".parse()?), ..Execution::new() });
    /// let user = User { endpoints: vec![endpoint], ..User::new() };
    /// assert!(user.is_present() && user.is_muted());
    /// assert_eq!(user.joined_at().unwrap().to_string(), "2026-03-01T09:30:00Z");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn is_muted(&self) -> bool {
        self.all_present(EndpointStatus::MutedViaFocus)
    }

    /// When the first of the endpoints that take part joined.
    pub fn joined_at(&self) -> Option<&DateTime> {
        let times = self.present().filter_map(|one| one.joining_info.as_ref()?.when.as_ref());
        times.min_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal))
    }

    /// The types of the media with which the user takes part, each once.
    pub fn media_types(&self) -> Vec<&MediaType> {
        let media = self.present().flat_map(|endpoint| &endpoint.media);
        let mut seen = HashSet::new();
        let types = media.filter_map(|medium| medium.type_.as_ref());
        types.filter(|type_| seen.insert(*type_)).collect()
    }

    fn present(&self) -> impl Iterator<Item = &Endpoint> {
        use EndpointStatus::{Connected, MutedViaFocus, OnHold};
        let is_present =
            |one: &&Endpoint| matches!(one.status, Some(Connected | OnHold | MutedViaFocus));
        self.endpoints.iter().filter(is_present)
    }

    fn all_present(&self, status: EndpointStatus) -> bool {
        self.is_present() && self.present().all(|one| one.status == Some(status))
    }
}
