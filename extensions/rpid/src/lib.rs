#![doc = include_str!("../README.md")]

mod activities;
mod class;
mod interval;
pub mod location_type;
mod meanings;
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
mod xpidf;

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
pub use xpidf::XpidfExt;

#[cfg(test)]
mod tests;
