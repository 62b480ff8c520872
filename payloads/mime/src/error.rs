//! Errors in a body.

use std::error;
use std::fmt;

/// The error of a body, or a part of it, that cannot be parsed or decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MimeError {
    kind: MimeErrorKind,
    message: String,
    offset: usize,
}

/// The kinds of [`MimeError`].
///
/// ```
/// use sip_mime::{Entity, Limits, MimeErrorKind};
///
/// let error = Entity::from_body("multipart/mixed", b"--cut--", &Limits::default()).unwrap_err();
/// assert_eq!(error.kind(), MimeErrorKind::NoBoundary);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MimeErrorKind {
    /// A Content-Type that is not `type/subtype` with parameters.
    ContentType,
    /// A multipart type without a `boundary` parameter.
    NoBoundary,
    /// The boundary does not occur in the body.
    BoundaryNotFound,
    /// More parts than [`Limits::parts`](crate::Limits::parts).
    TooManyParts,
    /// More multipart bodies inside each other than [`Limits::depth`](crate::Limits::depth).
    TooDeep,
    /// Header fields longer than [`Limits::header_bytes`](crate::Limits::header_bytes).
    HeadersTooLong,
    /// Content that is not in the transfer encoding that it names.
    TransferEncoding,
    /// A part or header that cannot be written.
    NotWritable,
}

impl MimeError {
    pub(crate) fn new(kind: MimeErrorKind, message: impl Into<String>, offset: usize) -> Self {
        Self { kind, message: message.into(), offset }
    }

    /// The kind of the error.
    pub fn kind(&self) -> MimeErrorKind {
        self.kind
    }

    /// What was found and what was expected.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The offset in the input, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The same, further on in a larger input.
    pub(crate) fn moved(mut self, by: usize) -> Self {
        self.offset += by;
        self
    }
}

impl fmt::Display for MimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at byte {})", self.message, self.offset)
    }
}

impl error::Error for MimeError {}
