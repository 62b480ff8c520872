#![doc = include_str!("../README.md")]

mod answer;
mod builders;
pub mod composition;
mod contacts;
mod data_model;
mod meanings;
mod must_understand;
mod note;
pub mod ns;
pub mod partial;
mod pidf;
pub mod publications;
mod queries;
mod qvalue;
mod timed_status;
pub mod xpidf;

pub use answer::{Answer, Availability, Conflict, Reason, Said, SaidNote, Service};
pub use data_model::{DataModel, Device, DeviceId, Person};
pub use meanings::{
    Identifies, Meanings, Occurs, PresenceElement, PresenceModule, Subject, Validity, meanings_of,
};
pub use must_understand::{MustUnderstand, is_mandatory, is_understood};
pub use note::{Note, add_notes};
pub use pidf::{Basic, Contact, Pidf, Presence, Status, Tuple};
pub use queries::Occurrence;
pub use qvalue::QValue;
pub use timed_status::{TimedPresence, TimedStatus};
