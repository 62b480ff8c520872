//! RFC 4480 §3.2: what the person is doing.

use std::fmt;

use sip_presence::Note;
use xml_app_core::{ExtensionElement, ExtensionOf, Extensions, Id, XmlChoice, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<activities>`: any number of activities at once (RFC 4480 §3.2).
///
/// ```
/// use sip_presence::Note;
/// use sip_rpid::{Activities, Activity};
/// use xml_app_core::RawElement;
///
/// let mut activities = Activities::from_iter([Activity::Away]);
/// activities.interval.from = Some("2005-05-30T12:00:00+05:00".parse()?);
/// activities.interval.until = Some("2005-05-30T17:00:00+05:00".parse()?);
/// activities.notes.push(Note::from("Far away"));
/// assert_eq!(
///     RawElement::encode(&activities)?.to_string(),
///     "<rpid:activities xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" \
///      from=\"2005-05-30T12:00:00+05:00\" until=\"2005-05-30T17:00:00+05:00\">\
///      <rpid:note>Far away</rpid:note><rpid:away/></rpid:activities>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "activities", check = check_interval)]
pub struct Activities {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// The activities. `Unknown` excludes all others.
    #[xml(choice, from)]
    pub activities: Vec<Activity>,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// An activity (RFC 4480 §3.2).
///
/// ```
/// use sip_rpid::Activity;
/// use xml_app_core::XmlChoice as _;
///
/// let activity = Activity::OnThePhone;
/// let text = match &activity {
///     Activity::OnThePhone => "on the phone",
///     Activity::Other(note) => &note.text,
///     activity => activity.local(), // the keyword
/// };
/// assert_eq!(text, "on the phone");
/// assert_eq!(Activity::PermanentAbsence.local(), "permanent-absence");
/// ```
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RPID, display)]
pub enum Activity {
    /// A calendar appointment.
    Appointment,
    /// Away from all interactive communication devices.
    Away,
    /// The first meal of the day.
    Breakfast,
    /// Busy, without further details.
    Busy,
    /// The main meal of the day.
    Dinner,
    /// A national or local holiday.
    Holiday,
    /// Riding in a vehicle, not steering it.
    InTransit,
    /// Looking for paid work.
    LookingForWork,
    /// The midday meal. It is in the RFC's text but not in its schema (erratum 3121), so other
    /// validators may refuse it.
    Lunch,
    /// A meal, of whatever kind.
    Meal,
    /// An assembly of people.
    Meeting,
    /// Talking on the telephone.
    OnThePhone,
    /// Lecturing, or in a theatre, a cinema, a concert.
    Performance,
    /// Will not return.
    PermanentAbsence,
    /// Playing, in any sense.
    Playing,
    /// Giving a presentation, or attending one.
    Presentation,
    /// Shopping.
    Shopping,
    /// Sleeping.
    Sleeping,
    /// Watching an event, such as a sports event.
    Spectator,
    /// Controlling a vehicle, ship or plane.
    Steering,
    /// On a business or personal trip.
    Travel,
    /// Watching television.
    Tv,
    /// Leisure travel.
    Vacation,
    /// Working.
    Working,
    /// In worship.
    Worship,
    /// A description.
    #[xml(child = "other")]
    Other(Note),
    /// Unknown, or not disclosed. It excludes all others.
    #[xml(alone)]
    Unknown,
    /// An activity of another vocabulary.
    #[xml(extensions)]
    Extension(ExtensionElement<Activities>),
}

impl Activities {
    /// The first activity of a registered vocabulary with this type.
    pub fn extension<T: ExtensionOf<Self>>(&self) -> Option<&T> {
        self.activities.iter().find_map(|activity| match activity {
            Activity::Extension(element) => element.get(),
            _ => None,
        })
    }
}

/// Separated by commas.
impl fmt::Display for Activities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, one) in self.activities.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{one}")?;
        }
        Ok(())
    }
}
