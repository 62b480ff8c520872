//! RFC 4660: a presence document before and after a filter.

use sip_payloads::presence::{Basic, Contact, Presence, Status, Tuple};
use sip_payloads::rpid::Class;
use sip_payloads::{Error, Id};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[
    (
        "RFC 4660 §7.1: instant messaging and voice (also the notification of §7.1.3; here and below \
         with _ before an id that begins with a digit in the RFC, which xs:ID forbids)",
        everything,
    ),
    ("RFC 4660 §7.1.1: what a filter for messaging leaves", messaging_alone),
    ("RFC 4660 §7.1.2: what a filter for open tuples leaves", voice_alone),
    ("RFC 4660 §7.1.3, first: both are closed, which triggers no notification", both_closed),
    ("RFC 4660 §7.1.3, second: messaging becomes open, which triggers one", messaging_opens),
];

/// The notification of §7.1.3 is printed like this too, although §7.1.3 says that messaging is
/// open.
fn everything() -> Result<Presence, Error> {
    presence([messaging(Basic::Closed)?, voice(Basic::Open)?])
}

fn messaging_alone() -> Result<Presence, Error> {
    presence([messaging(Basic::Closed)?])
}

fn voice_alone() -> Result<Presence, Error> {
    presence([voice(Basic::Open)?])
}

fn both_closed() -> Result<Presence, Error> {
    presence([messaging(Basic::Closed)?, voice(Basic::Closed)?])
}

fn messaging_opens() -> Result<Presence, Error> {
    presence([messaging(Basic::Open)?, voice(Basic::Closed)?])
}

fn messaging(basic: Basic) -> Result<Tuple, Error> {
    // As tolerant reading repairs the document of the RFC.
    tuple(Id::from_any("432sd"), basic, "IM", "im:presentity@example.com")
}

fn voice(basic: Basic) -> Result<Tuple, Error> {
    tuple("thr76jk".parse()?, basic, "voice", "tel:2224055555@example.com")
}

fn tuple(id: Id, basic: Basic, class: &str, contact: &str) -> Result<Tuple, Error> {
    let mut tuple = Tuple::new(id, Status::from(basic));
    tuple.extensions.set(Class::from(class));
    tuple.contact = Some(Contact::new(contact.parse()?));
    Ok(tuple)
}

fn presence<const N: usize>(tuples: [Tuple; N]) -> Result<Presence, Error> {
    let mut presence = Presence::new("sip:presentity@example.com".parse()?);
    presence.tuples = tuples.into();
    Ok(presence)
}
