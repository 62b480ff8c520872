//! The permitted members of `<provide-services>`, `<provide-persons>` or `<provide-devices>`,
//! prepared so that each component needs only a few lookups.

use std::collections::HashSet;

use sip_uri::UriSet;
use xml_app_core::{AnyUri, Extensions, Name};

use crate::governance::{Governance, Selection};
use crate::pres_rules::selector;
use crate::{Member, Permissions};

/// The most members of other vocabularies: each of them examines every component. Further members
/// select nothing.
pub(crate) const MOST_OF_OTHERS: usize = 1024;

/// The members of one set.
pub(crate) struct Selected<'p> {
    /// `<all-services>` or the like.
    everything: bool,
    occurrence_ids: HashSet<&'p str>,
    classes: HashSet<&'p str>,
    schemes: HashSet<&'p str>,
    /// `<service-uri>` or `<deviceID>`.
    uris: UriSet,
    others: Vec<&'p Member>,
}

impl<'p> Selected<'p> {
    /// `all` and `uri` are the kinds of members of this set that select everything, and that are
    /// URIs.
    pub(crate) fn of(
        permissions: &'p Permissions,
        set: &Name,
        all: Name,
        uri: Option<Name>,
    ) -> Self {
        let mut selected = Self {
            everything: false,
            occurrence_ids: HashSet::new(),
            classes: HashSet::new(),
            schemes: HashSet::new(),
            uris: UriSet::default(),
            others: Vec::new(),
        };
        for member in permissions.members(set) {
            match member.kind {
                kind if kind == all => selected.everything = true,
                kind if Some(kind) == uri => {
                    selected.uris.extend(AnyUri::new(&member.value));
                }
                _ => selected.add(member),
            }
        }
        selected
    }

    fn add(&mut self, member: &'p Member) {
        let value = member.value.as_str();
        match member.kind {
            kind if kind == selector::OCCURRENCE_ID => drop(self.occurrence_ids.insert(value)),
            kind if kind == selector::CLASS => drop(self.classes.insert(value)),
            kind if kind == selector::SERVICE_URI_SCHEME => drop(self.schemes.insert(value)),
            _ if self.others.len() < MOST_OF_OTHERS => self.others.push(member),
            _ => {}
        }
    }

    /// Whether every component is selected.
    pub(crate) fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether a component is selected by an element that is always shown.
    pub(crate) fn by_id(&self, id: &str) -> bool {
        self.everything || self.occurrence_ids.contains(id)
    }

    /// Whether a URI is one of those, or has one of the schemes in this spelling.
    pub(crate) fn by_uri(&self, uri: &AnyUri) -> bool {
        let scheme = uri.as_str().split_once(':').map(|(scheme, _)| scheme);
        scheme.is_some_and(|scheme| self.schemes.contains(scheme))
            || self.uris.contains(uri) == Some(true)
    }

    /// Whether a component is selected by a child: its class, or a child that another vocabulary
    /// examines.
    pub(crate) fn by_child<Host: 'static>(
        &self,
        governance: &Governance<Host>,
        host: &Host,
        extensions: &Extensions<Host>,
    ) -> Option<Selection<'p>> {
        let class = governance.class_among(extensions, &self.classes);
        class.or_else(|| {
            let mut others = self.others.iter();
            others.find_map(|member| governance.selected_by(member, host))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pres_rules::permission::PROVIDE_PERSONS;

    /// Each member of another vocabulary examines every component, so there is a limit.
    #[test]
    fn members_of_others_are_counted() {
        const OTHER: Name = Name::local_only("other");
        for (members, kept) in
            [(1, 1), (MOST_OF_OTHERS, MOST_OF_OTHERS), (MOST_OF_OTHERS + 9, MOST_OF_OTHERS)]
        {
            let mut permissions = Permissions::new();
            for number in 0..members {
                permissions.add(PROVIDE_PERSONS, Member::new(OTHER, number.to_string()));
            }
            let all = selector::ALL_PERSONS;
            let selected = Selected::of(&permissions, &PROVIDE_PERSONS, all, None);
            assert_eq!(selected.others.len(), kept);
            assert!(!selected.is_everything());
        }
    }
}
