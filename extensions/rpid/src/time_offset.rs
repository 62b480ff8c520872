//! RFC 4480 §3.13: the time zone of the person.

use xml_app_core::{Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<time-offset>`: minutes from UTC at the location of the person, positive to the east (RFC 4480
/// §3.13).
///
/// ```
/// use sip_rpid::TimeOffset;
/// use xml_app_core::RawElement;
///
/// let offset = TimeOffset {
///     description: Some("America/New_York".to_owned()),
///     ..TimeOffset::from_minutes(-240)
/// };
/// let raw = RawElement::encode(&offset)?;
/// assert_eq!(raw.attribute("description"), Some("America/New_York"));
/// assert_eq!(raw.text(), "-240");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "time-offset", check = check_interval)]
pub struct TimeOffset {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// A description, such as the name of the time zone.
    #[xml(attribute)]
    pub description: Option<String>,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Minutes from UTC. `xs:integer`, so the type is wider than any time zone.
    #[xml(text, from)]
    pub minutes: i128,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

impl TimeOffset {
    /// An offset in minutes, positive to the east: -300 for New York in winter.
    pub fn from_minutes(minutes: i16) -> Self {
        Self::from(i128::from(minutes))
    }
}
