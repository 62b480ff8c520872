//! Contacts of the same service.

use std::collections::HashMap;

use sip_uri::{UriExt as _, UriMap};
use xml_app_core::AnyUri;

/// Groups contacts: equivalent ones are of one service, and so are those that a third one is equivalent to, because the
/// equivalence of SIP URIs is not transitive (RFC 3261 §19.1.4). The URI of a user agent (`gr`, RFC 5627 §4) is another
/// one than the address of record in it, although most parameters make no difference.
#[derive(Default)]
pub(crate) struct Contacts {
    /// The URIs with one key, and their numbers.
    alike: HashMap<(bool, String), Vec<(AnyUri, usize)>>,
    /// Those that are too many to be compared, by their spelling.
    others: HashMap<AnyUri, usize>,
    /// For each number one of the same group, or itself.
    groups: Vec<usize>,
}

impl Contacts {
    /// Adds a contact.
    pub(crate) fn add(&mut self, contact: &AnyUri) {
        let alike = self.alike.entry(key(contact)).or_default();
        if alike.iter().any(|(known, _)| known == contact) || self.others.contains_key(contact) {
            return;
        }
        let number = self.groups.len();
        self.groups.push(number);
        if alike.len() >= UriMap::<usize>::MOST_ALIKE {
            self.others.insert(contact.clone(), number);
            return;
        }
        let same: Vec<_> = alike
            .iter()
            .filter(|(known, _)| known.is_equivalent(contact))
            .map(|(_, known)| *known)
            .collect();
        alike.push((contact.clone(), number));
        for known in same {
            let (one, other) = (self.root(known), self.root(number));
            if let Some(group) = self.groups.get_mut(one.max(other)) {
                *group = one.min(other);
            }
        }
    }

    /// The number of the group of a contact that was added.
    pub(crate) fn group(&self, contact: &AnyUri) -> Option<usize> {
        let alike = self.alike.get(&key(contact))?;
        let found = alike.iter().find(|(known, _)| known == contact).map(|(_, number)| number);
        found.or_else(|| self.others.get(contact)).map(|number| self.root(*number))
    }

    /// Each number leads to a smaller one, so this ends.
    fn root(&self, number: usize) -> usize {
        let mut root = number;
        while let Some(next) = self.groups.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        root
    }
}

fn key(contact: &AnyUri) -> (bool, String) {
    (is_gruu(contact), contact.equivalence_key())
}

fn is_gruu(contact: &AnyUri) -> bool {
    let parameters = contact.as_str().split('?').next().unwrap_or_default().split(';').skip(1);
    let mut names = parameters.map(|one| one.split('=').next().unwrap_or_default());
    names.any(|name| name.eq_ignore_ascii_case("gr"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_closed_and_gruus_are_apart() {
        let uri = |text: &str| text.parse::<AnyUri>().unwrap();
        let all = ["sip:a@x;line=2", "sip:a@x;line=1", "sip:a@x", "sip:a@x;gr=1", "sip:b@x"];
        let mut contacts = Contacts::default();
        all.iter().for_each(|one| contacts.add(&uri(one)));
        let groups: Vec<_> = all.iter().map(|one| contacts.group(&uri(one)).unwrap()).collect();
        assert_eq!((groups[0], groups[1]), (groups[2], groups[2]));
        assert_ne!(groups[3], groups[2]);
        assert_ne!(groups[4], groups[2]);
        assert_eq!(contacts.group(&uri("sip:c@x")), None);
    }
}
