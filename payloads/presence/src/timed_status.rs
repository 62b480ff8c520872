//! RFC 4481: a status for a time in the past or the future.

use xml_app_core::{DateTime, Extensions, XmlElement, vocabulary};

use crate::meanings::Validity;
use crate::partial::PidfFull;
use crate::{Basic, Note, Pidf, Tuple, ns};

/// `<timed-status>`: what the status of a service was or will be (RFC 4481 §3). It is not about the present: when its
/// time has come, the status itself has to say it.
///
/// ```
/// use sip_presence::{Basic, Status, TimedStatus, Tuple};
///
/// let mut vacation = TimedStatus::new("2005-08-15T10:20:00-05:00".parse()?);
/// vacation.until = Some("2005-08-22T19:30:00-05:00".parse()?);
/// vacation.basic = Some(Basic::Closed);
/// let tuple = Tuple::new("c8dqui".parse()?, Status::from(Basic::Open)).with(vacation);
/// let vacation: &TimedStatus = tuple.extensions.get().unwrap();
/// assert!(!vacation.validity().contains(&"2005-08-01T00:00:00Z".parse()?));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::TIMED_STATUS, name = "timed-status")]
#[xml(new = "A status from a time on.")]
pub struct TimedStatus {
    /// The beginning.
    #[xml(attribute)]
    pub from: DateTime,
    /// The end.
    #[xml(attribute)]
    pub until: Option<DateTime>,
    /// Open or closed, if given.
    #[xml(value = "basic")]
    pub basic: Option<Basic>,
    /// A note.
    #[xml(child = "note")]
    pub note: Option<Note>,
    /// Other status values.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

impl TimedStatus {
    /// The time that it is about.
    pub fn validity(&self) -> Validity {
        Validity { from: Some(self.from.clone()), until: self.until.clone() }
    }
}

vocabulary! {
    /// Timed presence, to be added to a registry.
    pub struct TimedPresence: "timed-presence", "RFC 4481";
    document Pidf: ns::TIMED_STATUS;
    document PidfFull: ns::TIMED_STATUS;
    extend Tuple { TimedStatus }
}
