//! What describes the same service, person or device.

use std::collections::HashMap;

use sip_uri::UriExt as _;
use xml_app_core::{AnyUri, ExtensionRef};

use super::digest::Digests;
use super::{Anonymous, Composer, Policy};
use crate::contacts::Contacts;
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
    contacts: Contacts,
}

/// An occurrence of something.
pub(super) trait Identified {
    fn identity(&self, identities: &Identities<'_>) -> Identity;

    /// The contact of a service.
    fn contact(&self) -> Option<&AnyUri> {
        None
    }
}

impl<'c> Identities<'c> {
    pub(super) fn new(composer: &'c Composer, digests: &'c Digests, policy: Policy) -> Self {
        let (meanings, anonymous) = (composer.meanings(), composer.composition().anonymous);
        Self { meanings, digests, policy, anonymous, contacts: Contacts::default() }
    }

    /// Learns the contact of an occurrence. All are learnt before any identity is asked for.
    pub(super) fn learn<P: Identified>(&mut self, part: &P) {
        part.contact().into_iter().for_each(|contact| self.contacts.add(contact));
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
    fn identity(&self, identities: &Identities<'_>) -> Identity {
        let contact = Identified::contact(self);
        let address = match contact.and_then(|contact| identities.contacts.group(contact)) {
            Some(group) => Address::Contact(group),
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

    fn contact(&self) -> Option<&AnyUri> {
        self.contact.as_ref().map(|contact| &contact.uri).filter(|uri| !uri.is_empty())
    }
}

impl Identified for Person {
    fn identity(&self, identities: &Identities<'_>) -> Identity {
        Identity { classes: identities.classes(self.extensions.iter()), ..Identity::default() }
    }
}

impl Identified for Device {
    fn identity(&self, _: &Identities<'_>) -> Identity {
        let address = Address::Device(device_key(&self.device_id.uri));
        Identity { address, ..Identity::default() }
    }
}

/// The same for all spellings of a device id: as URNs are compared, and a UUID with and without its prefix.
pub(crate) fn device_key(id: &AnyUri) -> String {
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

/// The indices of the occurrences that describe the same thing.
pub(super) fn by_identity<'p, P: Identified + 'p>(
    parts: impl Iterator<Item = &'p P>,
    identities: &Identities<'_>,
) -> HashMap<Identity, Vec<usize>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (index, part) in parts.enumerate() {
        found.entry(part.identity(identities)).or_default().push(index);
    }
    found
}
