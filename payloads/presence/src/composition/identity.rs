//! What describes the same service, person or device.

use std::collections::HashMap;

use sip_uri::{UriExt as _, UriMap};
use xml_app_core::{AnyUri, ExtensionRef};

use super::digest::Digests;
use super::{Anonymous, Composer, Policy};
use crate::meanings::Identifies;
use crate::{Device, Meanings, Person, Tuple};

/// What occurrences have in common that describe the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Identity {
    address: Address,
    services: Vec<Vec<String>>,
    classes: Vec<Vec<String>>,
    priority: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
enum Address {
    /// There is one person.
    #[default]
    Person,
    /// A service with this contact.
    Contact(usize),
    /// Services without one.
    Anonymous,
    /// Services without one and with this content.
    Content(u64),
    Device(String),
}

/// Finds identities.
pub(super) struct Identities<'c> {
    meanings: &'c Meanings,
    digests: &'c Digests,
    policy: Policy,
    anonymous: Anonymous,
    contacts: UriMap<usize>,
    gruus: UriMap<usize>,
    count: usize,
}

/// An occurrence of something.
pub(super) trait Identified {
    fn identity(&self, identities: &mut Identities<'_>) -> Identity;
}

impl<'c> Identities<'c> {
    pub(super) fn new(composer: &'c Composer, digests: &'c Digests, policy: Policy) -> Self {
        let (contacts, gruus) = (UriMap::default(), UriMap::default());
        let (meanings, anonymous) = (composer.meanings(), composer.composition().anonymous);
        Self { meanings, digests, policy, anonymous, contacts, gruus, count: 0 }
    }

    /// A number that equivalent contacts share. The URI of a user agent (`gr`, RFC 5627 §4) is another one than the address
    /// of record in it, although most parameters make no difference.
    fn contact(&mut self, contact: &AnyUri) -> usize {
        let known = if is_gruu(contact) { &mut self.gruus } else { &mut self.contacts };
        if let Some(number) = known.get(contact) {
            return *number;
        }
        self.count += 1;
        known.insert(contact.clone(), self.count);
        self.count
    }

    /// The words of the elements that identify something, in any order.
    fn words<'e>(
        &self,
        elements: impl Iterator<Item = ExtensionRef<'e>>,
        by: Identifies,
    ) -> Vec<Vec<String>> {
        let mut words: Vec<_> = elements
            .filter_map(|element| {
                let meaning = self.meanings.meaning(element)?;
                (meaning.identifies == by).then(|| (meaning.words)(element))
            })
            .collect();
        words.sort();
        words.dedup();
        words
    }

    fn classes<'e>(&self, elements: impl Iterator<Item = ExtensionRef<'e>>) -> Vec<Vec<String>> {
        match self.policy {
            Policy::Oma | Policy::NonOverlapping => self.words(elements, Identifies::Class),
            Policy::Union | Policy::Newest => Vec::new(),
        }
    }
}

impl Identified for Tuple {
    fn identity(&self, identities: &mut Identities<'_>) -> Identity {
        let contact = self.contact.as_ref().map(|contact| &contact.uri);
        let address = match contact.filter(|uri| !uri.is_empty()) {
            Some(uri) => Address::Contact(identities.contact(uri)),
            None if identities.anonymous == Anonymous::Together => Address::Anonymous,
            None => Address::Content(identities.digests.part(self)),
        };
        let is_by_priority = identities.policy == Policy::NonOverlapping;
        Identity {
            address,
            services: identities.words(self.extensions.iter(), Identifies::Service),
            classes: identities.classes(self.extensions.iter()),
            priority: is_by_priority.then(|| self.priority()),
        }
    }
}

impl Identified for Person {
    fn identity(&self, identities: &mut Identities<'_>) -> Identity {
        Identity { classes: identities.classes(self.extensions.iter()), ..Identity::default() }
    }
}

impl Identified for Device {
    fn identity(&self, _: &mut Identities<'_>) -> Identity {
        let address = Address::Device(device_key(&self.device_id.uri));
        Identity { address, ..Identity::default() }
    }
}

/// The same for all spellings of a device id: as URNs are compared, and a UUID with and without its prefix.
pub(super) fn device_key(id: &AnyUri) -> String {
    const PREFIX: &str = "urn:uuid:";
    let key = id.equivalence_key();
    let text = id.as_str();
    let is_bare_uuid = text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if is_bare_uuid { format!("{PREFIX}{}", text.to_ascii_lowercase()) } else { key }
}

fn is_gruu(contact: &AnyUri) -> bool {
    let parameters = contact.as_str().split('?').next().unwrap_or_default().split(';').skip(1);
    let mut names = parameters.map(|one| one.split('=').next().unwrap_or_default());
    names.any(|name| name.eq_ignore_ascii_case("gr"))
}

/// Whether two occurrences with an index are the same thing: for hard state.
pub(super) fn by_identity<'p, P: Identified + 'p>(
    parts: impl Iterator<Item = &'p P>,
    identities: &mut Identities<'_>,
) -> HashMap<Identity, Vec<usize>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (index, part) in parts.enumerate() {
        found.entry(part.identity(identities)).or_default().push(index);
    }
    found
}
