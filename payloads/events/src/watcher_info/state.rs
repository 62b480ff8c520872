//! How documents combine to the watchers of resources (RFC 3858 §4).

use sip_event_state::{Extent, Part, StateDocument};

use super::{Watcher, WatcherInfo, WatcherList, WatcherStatus};
use crate::versioned::{merges_extensions, versioned_document, versioned_head};

impl Part for WatcherInfo {
    type Key<'k> = ();

    fn key(&self) -> Option<()> {
        Some(())
    }

    versioned_head!();
}

impl StateDocument for WatcherInfo {
    type Group = WatcherList;
    type Row = Watcher;

    versioned_document!();

    fn take_rows(&mut self) -> Vec<(WatcherList, Vec<Watcher>)> {
        let lists = std::mem::take(&mut self.lists).into_iter();
        lists
            .map(|mut list| {
                let watchers = std::mem::take(&mut list.watchers);
                (list, watchers)
            })
            .collect()
    }

    fn put_rows(&mut self, groups: Vec<(WatcherList, Vec<Watcher>)>) {
        let lists = groups.into_iter();
        self.lists = lists.map(|(list, watchers)| WatcherList { watchers, ..list }).collect();
    }
}

/// RFC 3858 §4 identifies a list by its resource. Here the package belongs to it, because a resource can be
/// watched in several packages.
impl Part for WatcherList {
    type Key<'k> = (&'k str, &'k str);

    fn key(&self) -> Option<(&str, &str)> {
        Some((self.resource.as_str(), &self.package))
    }

    fn extent(&self) -> Extent {
        Extent::Partial
    }

    merges_extensions!();
}

impl Part for Watcher {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(&self.id)
    }

    fn is_ended(&self) -> bool {
        self.status == WatcherStatus::Terminated
    }
}
