#![doc = include_str!("../README.md")]

mod builders;
mod data_model;
mod must_understand;
mod note;
pub mod ns;
pub mod partial;
mod pidf;
mod queries;
mod qvalue;

pub use data_model::{DataModel, Device, DeviceId, Person};
pub use must_understand::{MustUnderstand, is_mandatory, is_understood};
pub use note::Note;
pub use pidf::{Basic, Contact, Pidf, Presence, Status, Tuple};
pub use queries::Occurrence;
pub use qvalue::QValue;
