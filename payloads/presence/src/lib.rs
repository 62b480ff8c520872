//! Presence documents: PIDF (RFC 3863) and the data model of presence (RFC 4479).
//!
//! ```
//! use sip_presence::{Basic, Contact, Presence, Status, Tuple};
//!
//! let mut presence = Presence::new("pres:someone@example.com".parse()?);
//! let mut tuple = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
//! tuple.contact = Some(Contact::new("im:someone@mobilecarrier.net".parse()?));
//! presence.tuples.push(tuple);
//! assert_eq!(presence.tuples_by_priority()[0].status.basic, Some(Basic::Open));
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod data_model;
mod must_understand;
mod note;
pub mod ns;
mod pidf;
mod queries;
mod qvalue;

pub use data_model::{DataModel, Device, DeviceId, Person};
pub use must_understand::{MustUnderstand, is_mandatory, is_understood};
pub use note::Note;
pub use pidf::{Basic, Contact, Pidf, Presence, Status, Tuple};
pub use queries::Occurrence;
pub use qvalue::QValue;
