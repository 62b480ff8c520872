//! What a client does with the library: the presence of a buddy, and its own.

use std::fmt;
use std::time::Duration;

use sip_payloads::mime::Body;
use sip_payloads::presence::{Basic, Contact, Person, Pidf, Presence, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, PersonExt as _};
use sip_payloads::{DateTime, Diagnostic, Error, ErrorKind, Id, ReadOptions, WriteOptions};

/// A buddy, and the last presence that was received.
#[derive(Debug, Default)]
pub(crate) struct Buddy {
    presence: Option<Presence>,
}

impl Buddy {
    /// Reads a NOTIFY request. Returns what is wrong in its body.
    ///
    /// # Errors
    /// The body cannot be read. The presence is what it was.
    pub(crate) fn update(&mut self, request: &[u8]) -> Result<Vec<Diagnostic>, Error> {
        let document = match sip_payloads::read(None, request, &ReadOptions::default()) {
            Ok(document) => document,
            // A pending subscription has no body; it says nothing about the presence.
            Err(error) if error.kind() == ErrorKind::EmptyDocument => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let findings = document.diagnostics().to_vec();
        self.presence = document.into_root::<Pidf>().or(self.presence.take());
        Ok(findings)
    }
}

impl fmt::Display for Buddy {
    /// One line: whether the buddy is reachable, where, and what he is doing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(presence) = &self.presence else { return f.write_str("unknown") };
        let open = presence.tuples_by_priority().into_iter();
        let mut open = open.filter(|tuple| tuple.status.basic == Some(Basic::Open));
        match open.next().map(|tuple| &tuple.contact) {
            Some(Some(contact)) => write!(f, "reachable at {}", contact.uri)?,
            Some(None) => f.write_str("reachable")?,
            None => f.write_str("not reachable")?,
        }
        for person in presence.persons() {
            for activity in person.activities().iter().flat_map(|all| &all.activities) {
                write!(f, ", {activity}")?;
            }
        }
        for note in &presence.notes {
            write!(f, ", \"{note}\"")?;
        }
        Ok(())
    }
}

/// The body of a PUBLISH: the user is in a meeting for an hour. Ids contain that of the device, so that they are
/// unique among all devices of the user.
///
/// # Errors
/// `NotWritable`; not for these values.
pub(crate) fn own(device: &str, now: &DateTime) -> Result<Body, Error> {
    let tuple = Tuple::new(Id::from_any(&format!("service-{device}")), Status::from(Basic::Open))
        .with_contact(Contact::new("sip:alice@192.0.2.4".parse()?))
        .with_timestamp(now.clone());
    let end = now.plus(Duration::from_secs(3600));
    let meeting = Activities::from(Activity::Meeting).until(end);
    let person = Person::new(Id::from_any(&format!("person-{device}"))).with(meeting);
    let presence =
        Presence::new("sip:alice@example.com".parse()?).with_tuple(tuple).with_person(person);
    Body::of::<Pidf>(&presence, &WriteOptions::default())
}
