//! RFC 4745 §6: permissions of a watcher who asks for less, and which permissions include which.

use std::collections::BTreeSet;

use xml_app_core::Name;

use super::{Level, Member, PermissionValue, Permissions};
use crate::ns::PRES_RULES;
use crate::pres_rules::{ProvideUserInputValue, permission, selector};

impl Permissions {
    /// The permissions that are both granted and requested (RFC 4745 §6). `<all-services>`, its
    /// siblings and `<provide-all-attributes>` include everything that they select. Other members
    /// are compared by kind and value: a granted URI scheme and a requested URI of that scheme have
    /// an empty intersection.
    ///
    /// ```
    /// use sip_policy::Permissions;
    /// use sip_policy::pres_rules::permission::{PROVIDE_ALL_ATTRIBUTES, PROVIDE_MOOD, PROVIDE_NOTE};
    ///
    /// let mut permitted = Permissions::new();
    /// permitted.grant(PROVIDE_ALL_ATTRIBUTES, true);
    /// let mut asked = Permissions::new();
    /// asked.grant(PROVIDE_MOOD, true);
    /// let given = permitted.intersection(&asked);
    /// assert!(given.is_granted(&PROVIDE_MOOD) && !given.is_granted(&PROVIDE_NOTE));
    /// ```
    #[must_use]
    pub fn intersection(&self, asked: &Self) -> Self {
        let mut both = Self { implied: self.implied.clone(), ..Self::new() };
        for (name, value) in self.iter().chain(asked.iter()) {
            match value {
                PermissionValue::Boolean(_) => {
                    both.grant(*name, self.gives(name) && asked.gives(name));
                }
                PermissionValue::Level(_) => {
                    let (ours, theirs) = (self.level_of(name), asked.level_of(name));
                    if let (Some(ours), Some(theirs)) = (ours, theirs) {
                        both.raise(*name, if ours.rank() <= theirs.rank() { ours } else { theirs });
                    }
                }
                PermissionValue::Set(_) => {
                    for member in self.common_members(asked, name) {
                        both.add(*name, member.clone());
                    }
                }
            }
        }
        both
    }

    /// Whether everything that `other` grants is granted here too.
    ///
    /// ```
    /// use sip_policy::Permissions;
    /// use sip_policy::pres_rules::permission::{PROVIDE_ALL_ATTRIBUTES, PROVIDE_MOOD};
    ///
    /// let (mut all, mut mood) = (Permissions::new(), Permissions::new());
    /// all.grant(PROVIDE_ALL_ATTRIBUTES, true);
    /// mood.grant(PROVIDE_MOOD, true);
    /// assert!(all.includes(&mood) && !mood.includes(&all));
    /// ```
    pub fn includes(&self, other: &Self) -> bool {
        let is_implied = other.implied.iter().all(|name| self.is_granted(name));
        is_implied
            && other.iter().all(|(name, value)| match value {
                PermissionValue::Boolean(value) => !value || self.gives(name),
                PermissionValue::Level(level) => {
                    level.rank() <= self.level_of(name).map_or(0.0, |ours| ours.rank())
                }
                PermissionValue::Set(members) => {
                    self.is_whole(name)
                        || members.iter().all(|member| self.has_member(name, member))
                }
            })
    }

    fn is_everything(&self, name: &Name) -> bool {
        self.is_granted(&permission::PROVIDE_ALL_ATTRIBUTES) && is_attribute(name)
    }

    fn gives(&self, name: &Name) -> bool {
        self.is_granted(name) || self.is_everything(name)
    }

    fn level_of(&self, name: &Name) -> Option<Level> {
        if *name == permission::PROVIDE_USER_INPUT && self.is_everything(name) {
            return Some(ProvideUserInputValue::Full.into());
        }
        self.level(name).cloned()
    }

    /// Whether a set contains every possible member.
    fn is_whole(&self, name: &Name) -> bool {
        self.is_everything(name) || self.members(name).any(|member| ALL.contains(&member.kind))
    }

    fn common_members<'p>(&'p self, asked: &'p Self, name: &Name) -> BTreeSet<&'p Member> {
        let of =
            |permissions: &'p Self| -> BTreeSet<&'p Member> { permissions.members(name).collect() };
        let (ours, theirs) = (of(self), of(asked));
        match (self.is_whole(name), asked.is_whole(name)) {
            (true, true) => ours.union(&theirs).copied().collect(),
            (true, false) => self.without_oracles(theirs),
            (false, true) => ours,
            (false, false) => ours.intersection(&theirs).copied().collect(),
        }
    }
}

impl Permissions {
    /// Removes selection by class, which would reveal the class of a component that is shown for
    /// its class alone.
    fn without_oracles<'p>(&self, members: BTreeSet<&'p Member>) -> BTreeSet<&'p Member> {
        let is_told = |member: &&Member| {
            self.is_granted(&permission::PROVIDE_ALL_ATTRIBUTES)
                || ALWAYS_SHOWN.contains(&member.kind)
                || (member.kind == selector::CLASS && self.is_granted(&permission::PROVIDE_CLASS))
        };
        members.into_iter().filter(is_told).collect()
    }
}

/// The kinds of members that select by an element that is always shown.
const ALWAYS_SHOWN: [Name; 5] = [
    selector::OCCURRENCE_ID,
    selector::DEVICE_ID,
    selector::SERVICE_URI,
    selector::SERVICE_URI_SCHEME,
    Name::local_only(""),
];

const ALL: [Name; 3] = [selector::ALL_SERVICES, selector::ALL_PERSONS, selector::ALL_DEVICES];

/// Whether `<provide-all-attributes>` includes a permission: those of RFC 5025 §3.3.2.
fn is_attribute(name: &Name) -> bool {
    let components =
        [permission::PROVIDE_SERVICES, permission::PROVIDE_PERSONS, permission::PROVIDE_DEVICES];
    name.namespace() == PRES_RULES
        && *name != permission::SUB_HANDLING
        && !components.contains(name)
}
