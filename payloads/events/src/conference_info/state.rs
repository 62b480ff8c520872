//! How documents combine to the state of a conference (RFC 4575 §4.6).

use sip_event_state::{
    Extent, Part, Rules, StateDocument, changed_part, changed_rows, merged_part, merged_rows,
    settled_rows,
};
use xml_app_core::{AnyUri, Extensions};

use super::{
    ConferenceInfo, ElementState, Endpoint, Media, SidebarsByVal, UriEntry, Uris, User, Users,
};

/// An element with the attribute `state`. In a partial one, the `replaced` children are replaced as a whole,
/// the `merged` ones have a state of their own, and the `rows` are found by their keys (RFC 4575 §4.6, 3.1 to
/// 3.3).
macro_rules! part {
    (
        $type:ident, key $key:ty: $key_of:expr,
        replaced: [$($replaced:ident),*], merged: [$($merged:ident),*], rows: [$($rows:ident),*]
        $(, cleared: $cleared:ident)? $(, never_empty: $never_empty:ident)?
    ) => {
        impl Part for $type {
            type Key<'k> = $key;

            fn key(&self) -> Option<Self::Key<'_>> {
                let key: fn(&Self) -> Option<Self::Key<'_>> = $key_of;
                key(self)
            }

            fn extent(&self) -> Extent {
                extent(self.state)
            }

            fn merged(&self, update: Self) -> Self {
                if update.extent() == Extent::Full {
                    return update.settled();
                }
                let mut merged = self.clone();
                $(if update.$replaced.is_some() {
                    merged.$replaced = update.$replaced;
                })*
                $(merged.$merged = merged_part(merged.$merged, update.$merged);)*
                $(merged.$rows = merged_rows(&merged.$rows, update.$rows);)*
                merged.extensions.merge(update.extensions);
                merged
            }

            fn changes_nothing(&self) -> bool {
                self.extent() == Extent::Partial
                    $(&& self.$replaced.is_none())*
                    $(&& self.$merged.is_none())*
                    $(&& self.$rows.is_empty())*
                    && self.extensions.is_empty()
            }

            fn update_to(&self, newer: &Self) -> Option<Self> {
                let mut update = newer.clone();
                update.state = Some(ElementState::Partial);
                $(if update.$replaced == self.$replaced {
                    update.$replaced = None;
                })*
                $(update.$merged = changed_part(self.$merged.as_ref(), newer.$merged.as_ref())?;)*
                $(update.$rows = changed_rows(&self.$rows, &newer.$rows)?;)*
                if update.extensions == self.extensions {
                    update.extensions = Extensions::new();
                }
                $(if update.$never_empty.is_empty() {
                    return None;
                })?
                Some(update)
            }

            fn deletion(&self) -> Option<Self> {
                let mut deletion = self.clone();
                deletion.state = Some(ElementState::Deleted);
                $(deletion.$replaced = None;)*
                $(deletion.$merged = None;)*
                $(deletion.$rows = Vec::new();)*
                // The schema wants one, and its content means nothing.
                $(deletion.$never_empty = self.$never_empty.iter().take(1).cloned().collect();)?
                deletion.extensions = Extensions::new();
                Some(deletion)
            }

            fn settled(mut self) -> Self {
                self.state = None;
                $(self.$cleared = None;)?
                $(self.$merged = merged_part(None, self.$merged);)*
                $(self.$rows = settled_rows(self.$rows);)*
                self
            }

            fn weight(&self) -> usize {
                1 + self.extensions.size()
                    $(+ self.$merged.as_ref().map_or(0, Part::weight))*
                    $(+ self.$rows.iter().map(Part::weight).sum::<usize>())*
            }
        }
    };
}

part! {
    ConferenceInfo, key &'k str: |conference| Some(conference.entity.as_str()),
    replaced: [description, host_info, conference_state],
    merged: [users, sidebars_by_ref, sidebars_by_val],
    rows: [],
    cleared: version
}

part! { Users, key (): |_| Some(()), replaced: [], merged: [], rows: [users] }

part! {
    User, key &'k str: |user| user.entity.as_ref().map(AnyUri::as_str),
    replaced: [display_text, associated_aors, roles, languages, cascaded_focus],
    merged: [],
    rows: [endpoints]
}

part! {
    Endpoint, key &'k str: |endpoint| endpoint.entity.as_deref(),
    replaced: [
        display_text, referred, status, joining_method, joining_info, disconnection_method,
        disconnection_info, call_info
    ],
    merged: [],
    rows: [media]
}

part! {
    Uris, key (): |_| Some(()), replaced: [], merged: [], rows: [entries], never_empty: entries
}

part! { SidebarsByVal, key (): |_| Some(()), replaced: [], merged: [], rows: [entries] }

/// Without a state of its own, so it is replaced as a whole.
impl Part for Media {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(&self.id)
    }
}

/// An entry of `<sidebars-by-ref>`.
impl Part for UriEntry {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(self.uri.as_str())
    }
}

fn extent(state: Option<ElementState>) -> Extent {
    match state {
        None | Some(ElementState::Full) => Extent::Full,
        Some(ElementState::Partial) => Extent::Partial,
        Some(ElementState::Deleted) => Extent::Deleted,
    }
}

impl StateDocument for ConferenceInfo {
    type Group = Users;
    type Row = User;
    const RULES: Rules = Rules::REFUSING;

    fn version(&self) -> Option<u64> {
        self.version.map(u64::from)
    }

    fn set_version(&mut self, version: u64, extent: Extent) {
        self.version = u32::try_from(version).ok();
        self.state = Some(match extent {
            Extent::Full => ElementState::Full,
            Extent::Partial => ElementState::Partial,
            Extent::Deleted => ElementState::Deleted,
        });
    }

    fn take_rows(&mut self) -> Vec<(Users, Vec<User>)> {
        let users = self.users.take().map(|mut all| {
            let users = std::mem::take(&mut all.users);
            (all, users)
        });
        users.into_iter().collect()
    }

    fn put_rows(&mut self, groups: Vec<(Users, Vec<User>)>) {
        self.users = groups.into_iter().next().map(|(all, users)| Users { users, ..all });
    }
}
