//! RFC 4481: timed presence.

use sip_payloads::Error;
use sip_payloads::presence::{Basic, Contact, Note, Presence, Status, TimedStatus, Tuple};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] =
    &[("RFC 4481 §4: closed for a week to come", next_week)];

fn next_week() -> Result<Presence, Error> {
    let mut timed = TimedStatus::new("2005-08-15T10:20:00.000-05:00".parse()?);
    timed.until = Some("2005-08-22T19:30:00.000-05:00".parse()?);
    timed.basic = Some(Basic::Closed);
    let mut tuple = Tuple::new("c8dqui".parse()?, Status::from(Basic::Open)).with(timed);
    tuple.contact = Some(Contact::new("sip:someone@example.com".parse()?));

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    Ok(presence)
}
