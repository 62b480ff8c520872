//! Writing: bodies with their content type, and multipart bodies.

use std::collections::HashSet;

use memchr::memmem;
use xml_app_core::{AnyDocument, Error, WriteOptions, XmlApplication};

use crate::content_type::{ContentType, is_token};
use crate::error::{MimeError, MimeErrorKind};

/// A body that a SIP stack sends: the content type for the header, and the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The value of the Content-Type header field.
    pub content_type: ContentType,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Body {
    /// A body.
    pub fn new(content_type: ContentType, bytes: impl Into<Vec<u8>>) -> Self {
        Self { content_type, bytes: bytes.into() }
    }

    /// A document of a known type, as its [`XmlApplication`] writes it.
    ///
    /// # Errors
    /// Those of writing.
    pub fn of<A: XmlApplication>(root: &A::Root, options: &WriteOptions) -> Result<Self, Error> {
        let content_type = A::CONTENT_TYPES.first().copied().unwrap_or("application/xml");
        Ok(Self::new(content_type.parse()?, A::to_xml_with(root, options)?))
    }

    /// A document whose type is known only at run time.
    ///
    /// ```
    /// use sip_mime::Body;
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// use xml_app_core::{AnyDocument, WriteOptions};
    /// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = PARTY, name = "party")]
    /// # struct Party { #[xml(attribute)] guests: u8 }
    /// # struct PartyDocument;
    /// # impl XmlApplication for PartyDocument {
    /// #     type Root = Party;
    /// #     const NAME: &'static str = "party";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
    /// #     const SPECIFICATION: &'static str = "the host";
    /// # }
    ///
    /// let document = AnyDocument::new::<PartyDocument>(Party { guests: 7 }, Vec::new());
    /// let body = Body::of_document(&document, &WriteOptions::default())?;
    /// assert_eq!(body.content_type.to_string(), "application/party+xml");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of writing.
    pub fn of_document(document: &AnyDocument, options: &WriteOptions) -> Result<Self, Error> {
        Ok(Self::new(document.content_type().parse()?, document.to_xml(options)?))
    }
}

/// A multipart body to be written.
///
/// The body begins with the boundary, and the boundary is written without quotes: a deployed client
/// crashes on a quoted boundary, and on a line break before the first.
///
/// ```
/// use sip_mime::{Multipart, Part};
///
/// let lamp = Part::new("application/lamp+xml".parse()?, "<lamp/>").with_content_id("lamp@example.com");
/// let body = Multipart::new("related")
///     .with_parameter("start", "<lamp@example.com>")
///     .with_boundary("cut")
///     .with_part(lamp)
///     .to_body()?;
/// assert_eq!(
///     body.content_type.to_string(),
///     "multipart/related;start=\"<lamp@example.com>\";boundary=cut"
/// );
/// assert_eq!(
///     String::from_utf8(body.bytes).unwrap(),
///     "--cut\r\nContent-Type: application/lamp+xml\r\nContent-ID: <lamp@example.com>\r\n\
///      Content-Transfer-Encoding: binary\r\n\r\n<lamp/>\r\n--cut--\r\n"
/// );
/// # Ok::<(), sip_mime::MimeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multipart {
    subtype: String,
    parameters: Vec<(String, String)>,
    boundary: Option<String>,
    parts: Vec<Part>,
}

impl Multipart {
    /// A body of type `multipart/` and this subtype: `mixed`, `related`, `alternative`.
    pub fn new(subtype: &str) -> Self {
        let subtype = subtype.to_owned();
        Self { subtype, parameters: Vec::new(), boundary: None, parts: Vec::new() }
    }

    /// Adds a parameter of the content type: `type` and `start` of `multipart/related` (RFC 2387 §3).
    #[must_use]
    pub fn with_parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the boundary. Without it, the boundary is one that does not occur in the parts; equal parts give
    /// equal boundaries.
    #[must_use]
    pub fn with_boundary(mut self, boundary: &str) -> Self {
        self.boundary = Some(boundary.to_owned());
        self
    }

    /// Adds a part.
    #[must_use]
    pub fn with_part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Writes it.
    ///
    /// # Errors
    /// [`MimeErrorKind::NotWritable`] for a body without parts, a boundary that occurs in a part or is
    /// not a token of 1 to 70 characters, or header fields with line breaks.
    pub fn to_body(&self) -> Result<Body, MimeError> {
        if self.parts.is_empty() {
            return Err(not_writable("a multipart body without parts".to_owned()));
        }
        let boundary = match &self.boundary {
            Some(boundary) => self.checked(boundary)?,
            None => self.make_boundary(),
        };
        let mut bytes = Vec::new();
        for part in &self.parts {
            bytes.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
            part.write(&mut bytes)?;
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let mut content_type = ContentType::new(&format!("multipart/{}", self.subtype))?;
        for (name, value) in &self.parameters {
            if !is_token(name) {
                return Err(not_writable(format!("{name:?} is no parameter name")));
            }
            content_type = content_type.with_parameter(name, value);
        }
        Ok(Body::new(content_type.with_parameter("boundary", &boundary), bytes))
    }

    fn checked(&self, boundary: &str) -> Result<String, MimeError> {
        /// RFC 2046 §5.1.1.
        const LONGEST: usize = 70;
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"'+_-.".contains(&byte);
        if boundary.is_empty() || boundary.len() > LONGEST || !boundary.bytes().all(is_allowed) {
            let message = format!(
                "the boundary {boundary:?}: expected 1 to 70 letters, digits and ' + _ - ."
            );
            return Err(not_writable(message));
        }
        let line = format!("--{boundary}");
        if self.parts.iter().any(|part| memmem::find(&part.bytes, line.as_bytes()).is_some()) {
            return Err(not_writable(format!("the boundary {boundary:?} occurs in a part")));
        }
        Ok(boundary.to_owned())
    }

    /// The first of `part-0`, `part-1` and so on that no line of a part begins with.
    fn make_boundary(&self) -> String {
        const PREFIX: &str = "part-";
        let mark = format!("--{PREFIX}");
        let mut taken: HashSet<u64> = HashSet::new();
        for part in &self.parts {
            for found in memmem::find_iter(&part.bytes, mark.as_bytes()) {
                let digits = part.bytes.get(found + mark.len()..).unwrap_or_default();
                let digits = digits.iter().take_while(|byte| byte.is_ascii_digit()).take(20);
                let text: String = digits.copied().map(char::from).collect();
                // The line may go on with more digits, so every number that begins like this is taken.
                taken.extend(
                    (1..=text.len()).filter_map(|end| text.get(..end)?.parse::<u64>().ok()),
                );
            }
        }
        let mut number = 0_u64;
        while taken.contains(&number) {
            number += 1;
        }
        format!("{PREFIX}{number}")
    }
}

/// A part of a [`Multipart`] body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    content_type: ContentType,
    content_id: Option<String>,
    headers: Vec<(String, String)>,
    bytes: Vec<u8>,
}

impl Part {
    /// A part. Its bytes are written as they are: SIP transports are binary.
    pub fn new(content_type: ContentType, bytes: impl Into<Vec<u8>>) -> Self {
        Self { content_type, content_id: None, headers: Vec::new(), bytes: bytes.into() }
    }

    /// Sets the Content-ID, without angle brackets.
    #[must_use]
    pub fn with_content_id(mut self, id: &str) -> Self {
        self.content_id = Some(id.to_owned());
        self
    }

    /// Adds a header field, such as Content-Disposition. A Content-Transfer-Encoding has to be that of the
    /// bytes; without one, `binary` is written.
    ///
    /// ```
    /// use sip_mime::{Multipart, Part};
    ///
    /// let part = Part::new("text/plain".parse()?, "hello").with_header("Content-Language", "en");
    /// let body = Multipart::new("mixed").with_part(part).to_body()?;
    /// assert!(String::from_utf8_lossy(&body.bytes).contains("Content-Language: en\r\n"));
    /// # Ok::<(), sip_mime::MimeError>(())
    /// ```
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn write(&self, to: &mut Vec<u8>) -> Result<(), MimeError> {
        let mut field = |name: &str, value: &str| {
            if !is_token(name) || value.contains(['\r', '\n']) {
                return Err(not_writable(format!("the header field {name:?}: {value:?}")));
            }
            to.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
            Ok(())
        };
        field("Content-Type", &self.content_type.to_string())?;
        if let Some(id) = &self.content_id {
            field("Content-ID", &format!("<{id}>"))?;
        }
        let is_encoded =
            |(name, _): &(String, String)| name.eq_ignore_ascii_case("Content-Transfer-Encoding");
        if !self.headers.iter().any(is_encoded) {
            field("Content-Transfer-Encoding", "binary")?;
        }
        for (name, value) in &self.headers {
            field(name, value)?;
        }
        to.extend_from_slice(b"\r\n");
        to.extend_from_slice(&self.bytes);
        Ok(())
    }
}

/// The body becomes a part of another.
impl From<Body> for Part {
    fn from(body: Body) -> Self {
        Self::new(body.content_type, body.bytes)
    }
}

fn not_writable(message: String) -> MimeError {
    MimeError::new(MimeErrorKind::NotWritable, message, 0)
}
