//! The content of a CPIM message (RFC 3862 §2.4).

use sip_mime::{Body, ContentType, Entity, Limits, MimeError};

/// What a message says: MIME header fields and bytes, which are never changed.
///
/// ```
/// use sip_messaging::cpim::Content;
///
/// let content = Content::text("Hello").with_header("Content-ID", "<1234567890@foo.com>");
/// assert_eq!(content.content_type().unwrap().to_string(), "text/plain;charset=utf-8");
/// assert_eq!(content.header("content-id"), Some("<1234567890@foo.com>"));
/// assert_eq!(content.as_text(), Some("Hello"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Content {
    /// The header fields: names, which are the same in upper and lower case, and values in one line.
    pub headers: Vec<(String, String)>,
    /// The bytes, encoded as `Content-Transfer-Encoding` says.
    pub bytes: Vec<u8>,
}

impl Content {
    /// Content of a type.
    pub fn new(content_type: &ContentType, bytes: impl Into<Vec<u8>>) -> Self {
        let content_type = ("Content-Type".to_owned(), content_type.to_string());
        Self { headers: vec![content_type], bytes: bytes.into() }
    }

    /// `text/plain` in UTF-8.
    pub fn text(text: impl Into<String>) -> Self {
        let content_type = ("Content-Type".to_owned(), "text/plain;charset=utf-8".to_owned());
        Self { headers: vec![content_type], bytes: text.into().into_bytes() }
    }

    /// The same with a header field more.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The value of the first header field of this name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    /// The media type, if it can be understood.
    pub fn content_type(&self) -> Option<ContentType> {
        self.header("Content-Type")?.parse().ok()
    }

    /// The text, if the content is text in UTF-8 that is not encoded.
    pub fn as_text(&self) -> Option<&str> {
        let is_text = self.content_type()?.essence().starts_with("text/");
        let is_encoded = self.header("Content-Transfer-Encoding").is_some_and(|encoding| {
            !["7bit", "8bit", "binary"].iter().any(|plain| encoding.eq_ignore_ascii_case(plain))
        });
        let text = std::str::from_utf8(&self.bytes).ok()?;
        (is_text && !is_encoded).then_some(text)
    }

    /// The content as a MIME entity, to go through the parts of a multipart.
    ///
    /// # Errors
    /// Those of [`Entity::from_body`].
    pub fn entity(&self, limits: &Limits) -> Result<Entity<'_>, MimeError> {
        let content_type = self.header("Content-Type").unwrap_or("text/plain");
        Entity::from_body(content_type, &self.bytes, limits)
    }
}

impl From<Body> for Content {
    fn from(body: Body) -> Self {
        Self::new(&body.content_type, body.bytes)
    }
}

/// The name of a MIME header field (RFC 5322 §3.6.8).
pub(super) fn is_field_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':')
}
