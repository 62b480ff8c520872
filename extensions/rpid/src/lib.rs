//! Rich presence: RPID (RFC 4480), and the place types of RFC 4589.
//!
//! ```
//! use sip_presence::Person;
//! use sip_rpid::{Activities, Activity, PersonExt};
//!
//! let mut person = Person::new("p1".parse()?);
//! person.extensions.set(Activities::from_iter([Activity::Meeting, Activity::Travel]));
//! assert_eq!(person.activities().unwrap().activities[0], Activity::Meeting);
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod activities;
mod class;
mod interval;
pub mod location_type;
mod mood;
pub mod ns;
mod place_is;
mod place_type;
#[cfg(feature = "policy")]
mod policy;
mod privacy;
mod service;
mod sphere;
mod status_icon;
mod time_offset;
mod user_input;
mod vocabulary;

pub use activities::{Activities, Activity};
pub use class::Class;
pub use interval::Interval;
pub use location_type::LocationType;
pub use mood::{Feeling, Mood};
pub use place_is::{
    AudioCondition, PlaceIs, PlaceIsAudio, PlaceIsText, PlaceIsVideo, TextCondition, VideoCondition,
};
pub use place_type::PlaceType;
pub use privacy::Privacy;
pub use service::{Relationship, RelationshipKind, ServiceClass, ServiceKind};
pub use sphere::{Sphere, SphereKind, current_sphere};
pub use status_icon::StatusIcon;
pub use time_offset::TimeOffset;
pub use user_input::{InputState, UserInput};
pub use vocabulary::{DeviceExt, LocationTypes, PersonExt, Rpid, TupleDefaults, TupleExt};

#[cfg(test)]
mod tests;
