//! RFC 4481: timed status, for which this library has no types.

use sip_payloads::Error;
use sip_payloads::presence::{Basic, Contact, Note, Presence, Status, Tuple};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] =
    &[("RFC 4481 §4: closed for a week to come (the timed status as a raw element)", next_week)];

fn next_week() -> Result<Presence, Error> {
    let mut tuple = Tuple::new("c8dqui".parse()?, Status::from(Basic::Open));
    tuple.extensions.push_raw(
        "<ts:timed-status xmlns:ts='urn:ietf:params:xml:ns:pidf:timed-status' \
             from='2005-08-15T10:20:00.000-05:00' until='2005-08-22T19:30:00.000-05:00'>\
           <ts:basic>closed</ts:basic>\
         </ts:timed-status>"
            .parse()?,
    );
    tuple.contact = Some(Contact::new("sip:someone@example.com".parse()?));

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    Ok(presence)
}
