//! A PUBLISH request and its response, as far as a store of publications sees them.

use sip_xml_patch::PatchError;

/// A PUBLISH request (RFC 3903 §4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishRequest<'a> {
    /// The value of SIP-If-Match.
    pub if_match: Option<&'a str>,
    /// The value of Expires, in seconds.
    pub expires: Option<u32>,
    /// The value of Content-Type and the body. `application/pidf+xml` and `application/pidf-diff+xml` are understood.
    pub body: Option<(&'a str, &'a [u8])>,
}

impl<'a> PublishRequest<'a> {
    /// A first publication.
    pub fn new(content_type: &'a str, body: &'a [u8]) -> Self {
        Self { if_match: None, expires: None, body: Some((content_type, body)) }
    }

    /// A refresh of the publication with this tag.
    pub fn refresh(etag: &'a str) -> Self {
        Self { if_match: Some(etag), expires: None, body: None }
    }

    /// Another document for the publication with this tag.
    pub fn modify(etag: &'a str, content_type: &'a str, body: &'a [u8]) -> Self {
        Self { if_match: Some(etag), ..Self::new(content_type, body) }
    }

    /// The end of the publication with this tag.
    pub fn remove(etag: &'a str) -> Self {
        Self { expires: Some(0), ..Self::refresh(etag) }
    }

    /// The same, for so many seconds.
    #[must_use]
    pub fn expiring_in(mut self, seconds: u32) -> Self {
        self.expires = Some(seconds);
        self
    }
}

/// The response.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct PublishResponse {
    /// The status code of SIP: 200, 400, 412, 415, 423, 500 or 503.
    pub status: u16,
    /// The value of SIP-ETag.
    pub etag: Option<String>,
    /// The value of Expires, in seconds.
    pub expires: Option<u32>,
    /// The value of Min-Expires, in seconds.
    pub min_expires: Option<u32>,
    /// What is wrong, for people: a Warning header field, or a log.
    pub problem: Option<String>,
    /// Why a patch could not be applied: it renders a body of `application/patch-ops-error+xml` (RFC 5264 §4.3.2).
    pub patch_error: Option<PatchError>,
    /// Whether the documents of the presentity are others than before, so that watchers may have to be notified.
    pub is_changed: bool,
}

impl PublishResponse {
    /// The content types of bodies that are understood: the value of Accept in a response with 415.
    pub const ACCEPT: &'static str = "application/pidf+xml, application/pidf-diff+xml";

    pub(super) fn ok(etag: String, expires: u32, is_changed: bool) -> Self {
        let (etag, expires) = (Some(etag), Some(expires));
        Self { etag, expires, is_changed, ..Self::refused(200) }
    }

    pub(super) fn refused(status: u16) -> Self {
        Self {
            status,
            etag: None,
            expires: None,
            min_expires: None,
            problem: None,
            patch_error: None,
            is_changed: false,
        }
    }

    pub(super) fn because(mut self, problem: &str) -> Self {
        self.problem = Some(problem.to_owned());
        self
    }

    pub(super) fn patch_failed(error: PatchError) -> Self {
        let refused = Self::refused(400).because(&error.to_string());
        Self { patch_error: Some(error), ..refused }
    }

    /// The reason phrase of the status.
    pub const fn reason(&self) -> &'static str {
        match self.status {
            200 => "OK",
            400 => "Bad Request",
            412 => "Conditional Request Failed",
            415 => "Unsupported Media Type",
            423 => "Interval Too Brief",
            503 => "Service Unavailable",
            _ => "Server Internal Error",
        }
    }
}
