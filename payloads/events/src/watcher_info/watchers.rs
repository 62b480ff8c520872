//! The watchers of a user, put together from documents.

use std::fmt;

use sip_event_state::StateTable;

use super::{Watcher, WatcherInfo, WatcherList, WatcherStatus};
use crate::name_addr;

/// The watchers of a user, put together from documents.
///
/// ```
/// use sip_event_state::Outcome;
/// use sip_events::watcher_info::{Watchers, WatchersExt, WatcherInfo, WatcherStatus};
/// use xml_app_core::Registry;
///
/// let mut watchers = Watchers::new();
/// let info = Registry::empty().parse::<WatcherInfo>(
///     "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='0' state='full'>
///        <watcher-list resource='sip:professor@example.net' package='presence'>
///          <watcher status='pending' id='hh8juja87s997-ass7' display-name='Mr. Subscriber'
///              event='subscribe'>sip:userB@example.org</watcher>
///        </watcher-list></watcherinfo>",
/// )?;
/// let Outcome::Applied(changes) = watchers.apply(info) else { panic!() };
/// assert_eq!(changes.rows.len(), 1);
/// let pending = watchers.with_status("sip:professor@example.net", WatcherStatus::Pending);
/// let pending: Vec<_> = pending.map(ToString::to_string).collect();
/// assert_eq!(pending, ["\"Mr. Subscriber\" <sip:userB@example.org>"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub type Watchers = StateTable<WatcherInfo>;

/// Questions about [`Watchers`].
pub trait WatchersExt {
    /// The lists, each of a resource and a package.
    fn lists(&self) -> impl Iterator<Item = &WatcherList>;

    /// The watchers of a resource, in all packages, whose subscriptions have this status.
    fn with_status(&self, resource: &str, status: WatcherStatus) -> impl Iterator<Item = &Watcher>;
}

impl WatchersExt for Watchers {
    fn lists(&self) -> impl Iterator<Item = &WatcherList> {
        self.groups().map(|(list, _)| list)
    }

    fn with_status(&self, resource: &str, status: WatcherStatus) -> impl Iterator<Item = &Watcher> {
        let lists = self.groups().filter(move |(list, _)| list.resource == resource);
        lists.flat_map(|(_, watchers)| watchers).filter(move |watcher| watcher.status == status)
    }
}

/// The name and the URI, as in a SIP header field.
impl fmt::Display for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        name_addr::write(f, self.display_name.as_deref(), self.uri.as_str())
    }
}
