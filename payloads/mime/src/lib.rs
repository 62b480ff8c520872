//! MIME bodies as SIP uses them (RFC 2045, RFC 2046, RFC 3261 §7.4, RFC 5621): content types, multipart
//! bodies both ways, whole SIP messages, and the XML documents in them.
//!
//! Reading borrows from the input, takes one pass over it, and looks into multipart bodies of any
//! subtype. A `message/rfc822` is not looked into, and neither is a multipart body with a transfer
//! encoding of its own, which RFC 2045 §6.4 forbids.
//!
//! ```
//! use sip_mime::{Entity, Limits};
//!
//! let content_type = "multipart/related;boundary=cut;start=\"<lamp@example.com>\"";
//! let body = b"--cut\r\nContent-Type: text/plain\r\n\r\nHello\r\n\
//!     --cut\r\nContent-Type: application/lamp+xml\r\nContent-ID: <lamp@example.com>\r\n\r\n\
//!     <lamp/>\r\n--cut--\r\n";
//! let entity = Entity::from_body(content_type, body, &Limits::default())?;
//! assert_eq!(entity.parts().len(), 2);
//! let start = entity.start_part().unwrap();
//! assert_eq!(start.number().to_string(), "2");
//! assert_eq!(start.content_type().unwrap().essence(), "application/lamp+xml");
//! assert_eq!(start.decoded()?, &b"<lamp/>"[..]);
//! # Ok::<(), sip_mime::MimeError>(())
//! ```
//!
//! [`Multipart`] writes one. [`read`] and [`read_parts`] read the documents in a body.

mod boundaries;
mod content_type;
mod documents;
mod encoding;
mod entity;
mod error;
mod fields;
mod message;
mod multipart;
mod part_number;

pub use content_type::ContentType;
pub use documents::{BodyParts, PartDocument, read, read_part, read_parts};
pub use entity::{Entity, Limits};
pub use error::{MimeError, MimeErrorKind};
pub use multipart::{Body, Multipart, Part};
pub use part_number::PartNumber;

/// The README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
