//! RFC 4662: the presence documents in the notifications of a list.

use sip_payloads::presence::{Basic, Contact, Presence, Status, Tuple};
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[
    ("RFC 4662 §6, Bob: reachable", bob),
    ("RFC 4662 §6, Dave: not reachable", dave),
    ("RFC 4662 §6, Joe: reachable (in two notifications)", joe),
    ("RFC 4662 §6, Mark: not reachable (in two notifications)", mark),
];

fn bob() -> Result<Presence, Error> {
    buddy("sip:bob@vancouver.example.com", "sg89ae", Basic::Open)
}

fn dave() -> Result<Presence, Error> {
    buddy("sip:dave@vancouver.example.com", "slie74", Basic::Closed)
}

fn joe() -> Result<Presence, Error> {
    buddy("sip:joe@stockholm.example.org", "x823a4", Basic::Open)
}

fn mark() -> Result<Presence, Error> {
    buddy("sip:mark@stockholm.example.org", "z98075", Basic::Closed)
}

/// An open presentity can be reached at its own URI.
fn buddy(uri: &str, id: &str, basic: Basic) -> Result<Presence, Error> {
    let uri: AnyUri = uri.parse()?;
    let mut tuple = Tuple::new(id.parse()?, Status::from(basic));
    if basic == Basic::Open {
        tuple.contact = Some(Contact::new(uri.clone()).with_priority("1.0".parse()?));
    }
    let mut presence = Presence::new(uri);
    presence.tuples.push(tuple);
    Ok(presence)
}
