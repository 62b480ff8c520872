//! RFC 4827: the presence document that a client puts on an XCAP server.

use sip_payloads::cipid::Homepage;
use sip_payloads::presence::{Basic, Contact, Note, Person, Presence, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, Class, InputState, UserInput};
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] =
    &[("RFC 4827 §11: on vacation, reading mail (prefixes rp and ci in the RFC)", vacation)];

fn vacation() -> Result<Presence, Error> {
    let mut sip = Tuple::new("x8eg92m".parse()?, Status::from(Basic::Closed));
    sip.extensions.set(UserInput::from(InputState::Idle));
    sip.extensions.set(Class::from("auth-1"));
    sip.contact = Some(Contact::new("sip:user@example.com".parse()?).with_priority("0.5".parse()?));
    sip.notes.push(Note::new("I'm available only by e-mail."));
    sip.timestamp = Some("2004-02-06T16:49:29Z".parse()?);

    let mut mail = Tuple::new("x8eg92n".parse()?, Status::from(Basic::Open));
    mail.extensions.set(Class::from("auth-1"));
    mail.contact =
        Some(Contact::new("mailto:someone@example.com".parse()?).with_priority("1.0".parse()?));
    mail.notes.push(Note::new("I'm reading mail a couple of times a week"));

    let mut person = Person::new("p1".parse()?);
    person.extensions.set(Class::from("auth-A"));
    let homepage: AnyUri = "http://www.example.com/~someone".parse()?;
    person.extensions.set(Homepage::from(homepage));
    person.extensions.set(Activities::from_iter([Activity::Vacation]));

    let mut presence = Presence::new("sip:someone@example.com".parse()?);
    presence.tuples = vec![sip, mail];
    presence.extensions.push(person);
    Ok(presence)
}
