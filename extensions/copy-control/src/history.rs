//! Who gets a message, and who is told about it (RFC 5364 §4, §6).

use sip_resource_lists::resource_lists::{Entry, List};
use sip_uri::UriMap;
use xml_app_core::AnyUri;

use crate::{Anonymize, CopyControl, Count};

/// A recipient of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its URI.
    pub uri: AnyUri,
    /// How it gets the message.
    pub copy: CopyControl,
    /// Whether other recipients are not told who it is.
    pub is_anonymous: bool,
}

/// The recipients in a list and in the lists inside, each once.
///
/// If a recipient is there more than once, `to` takes precedence over `cc`, and `cc` over `bcc` (RFC 5364 §4). The
/// recipient is anonymous if one of the entries says so. References are not followed: a [`Resolver`] does that.
///
/// [`Resolver`]: sip_resource_lists::resource_lists::Resolver
pub fn recipients(list: &List) -> Vec<Recipient> {
    let mut recipients: Vec<Recipient> = Vec::new();
    let mut places = UriMap::default();
    for entry in list.all_entries() {
        let recipient = recipient(entry);
        match places.get(&recipient.uri).and_then(|place: &usize| recipients.get_mut(*place)) {
            Some(known) => {
                known.copy = known.copy.min(recipient.copy);
                known.is_anonymous |= recipient.is_anonymous;
            }
            None => {
                places.insert(recipient.uri.clone(), recipients.len());
                recipients.push(recipient);
            }
        }
    }
    recipients
}

fn recipient(entry: &Entry) -> Recipient {
    let copy = entry.extensions.attribute::<CopyControl>().unwrap_or(CopyControl::Bcc);
    let anonymize = entry.extensions.attribute::<Anonymize>();
    let is_anonymous = anonymize.is_some_and(|anonymize| anonymize.0);
    Recipient { uri: entry.uri.clone(), copy, is_anonymous }
}

/// The list that the recipients of a message get to see: without blind copies, and with one anonymous entry for
/// all anonymous recipients of a kind (RFC 5364 §6).
pub fn recipient_history(list: &List) -> List {
    let mut history = List::new();
    let recipients = recipients(list);
    for copy in [CopyControl::To, CopyControl::Cc] {
        let of_kind = recipients.iter().filter(|recipient| recipient.copy == copy);
        let (anonymous, named): (Vec<_>, Vec<_>) = of_kind.partition(|one| one.is_anonymous);
        for recipient in named {
            history.push(entry(recipient.uri.clone(), copy));
        }
        let Ok(uri) = AnyUri::new("sip:anonymous@anonymous.invalid") else { continue };
        if let Ok(count @ 1..) = u64::try_from(anonymous.len()) {
            let mut entry = entry(uri, copy);
            entry.extensions.set_attribute(&Count(count.into()));
            history.push(entry);
        }
    }
    history
}

fn entry(uri: AnyUri, copy: CopyControl) -> Entry {
    let mut entry = Entry::new(uri);
    entry.extensions.set_attribute(&copy);
    entry
}
