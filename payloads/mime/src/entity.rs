//! A body or one of its parts.

use std::borrow::Cow;

use crate::boundaries;
use crate::content_type::ContentType;
use crate::encoding::Encoding;
use crate::error::{MimeError, MimeErrorKind};
use crate::fields::Fields;
use crate::message;
use crate::part_number::PartNumber;

/// Limits on a body. With its length, they bound everything that parsing it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limits {
    /// Parts of a body, those inside parts counted. Default: 1,000.
    pub parts: usize,
    /// Multipart bodies inside each other. Default: 8.
    pub depth: usize,
    /// Length in bytes of the header fields of one part, or of a message. Default: 16 KiB.
    pub header_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { parts: 1000, depth: 8, header_bytes: 16 << 10 }
    }
}

/// A body, or one of its parts: header fields, content and, of a multipart body, parts. It borrows from
/// the input.
///
/// ```
/// use sip_mime::{Entity, Limits};
///
/// let body = b"--cut\r\nContent-Type: text/plain\r\nContent-ID: <a@b>\r\n\
///     Content-Transfer-Encoding: base64\r\n\r\nRG8gY29tZSE=\r\n--cut\r\n\r\nx\r\n";
/// let entity = Entity::from_body("multipart/mixed;boundary=cut", body, &Limits::default())?;
/// assert!(entity.content_type().is_some_and(|content_type| content_type.is_multipart()));
/// let part = entity.find("a@b").unwrap();
/// assert!(part.is_encoded());
/// assert_eq!(part.decoded()?, &b"Do come!"[..]);
/// assert_eq!(entity.descendants().count(), 2);
/// assert!(!entity.parts()[1].has_headers());
/// assert!(!entity.remarks().is_empty()); // The last boundary is missing.
/// # Ok::<(), sip_mime::MimeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Entity<'a> {
    pub(crate) number: PartNumber,
    pub(crate) fields: Fields<'a>,
    pub(crate) content_type: Option<ContentType>,
    /// The offset of the content in the input.
    pub(crate) offset: usize,
    pub(crate) content: &'a [u8],
    pub(crate) parts: Vec<Self>,
    pub(crate) remarks: Vec<String>,
}

impl<'a> Entity<'a> {
    /// A body with its Content-Type, as a SIP stack has it.
    ///
    /// # Errors
    /// A bad content type, a multipart body without its boundary, or one beyond a limit.
    pub fn from_body(
        content_type: &str,
        body: &'a [u8],
        limits: &Limits,
    ) -> Result<Self, MimeError> {
        let entity = Self {
            content_type: Some(content_type.parse()?),
            ..Self::new(PartNumber::default(), Fields::default(), 0, body)
        };
        entity.with_parts(body, limits)
    }

    /// A body that begins with MIME header fields, or a whole SIP message (RFC 3261 §7): a request or status
    /// line, header fields with long or compact names, and the body. `None` if it is neither.
    ///
    /// Header fields without a Content-Type are not those of a body: CPIM messages and message summaries
    /// begin with such fields. The body of a message is everything after its header fields, because the
    /// Content-Length of a pasted message is often wrong.
    ///
    /// # Errors
    /// As [`from_body`](Self::from_body); and for a multipart body without header fields.
    pub fn recognise(bytes: &'a [u8], limits: &Limits) -> Result<Option<Self>, MimeError> {
        match message::recognise(bytes, limits)? {
            Some(entity) => entity.with_parts(bytes, limits).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) fn new(
        number: PartNumber,
        fields: Fields<'a>,
        offset: usize,
        content: &'a [u8],
    ) -> Self {
        Self {
            number,
            fields,
            content_type: None,
            offset,
            content,
            parts: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn with_parts(mut self, input: &'a [u8], limits: &Limits) -> Result<Self, MimeError> {
        if let Some(boundary) = self.boundary()? {
            boundaries::split(&mut self, &boundary, input, limits)?;
        }
        if let Some(start) = self.start()
            && self.start_part().is_none()
        {
            let remark = format!("no part has the Content-ID {start:?} that start names");
            self.remarks.push(remark);
        }
        Ok(self)
    }

    /// The boundary of a multipart body that is not encoded as a whole.
    pub(crate) fn boundary(&self) -> Result<Option<String>, MimeError> {
        let Some(content_type) = self.content_type.as_ref().filter(|t| t.is_multipart()) else {
            return Ok(None);
        };
        if self.is_encoded() || self.content_encoding().is_some() {
            return Ok(None);
        }
        let boundary = content_type.parameter("boundary").map(str::trim_end);
        if let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) {
            return Ok(Some(boundary.to_owned()));
        }
        let essence = content_type.essence();
        let message = format!("{essence} without a boundary parameter");
        Err(MimeError::new(MimeErrorKind::NoBoundary, message, self.offset))
    }

    /// The number of the part; empty for the body as a whole.
    pub fn number(&self) -> &PartNumber {
        &self.number
    }

    /// The Content-Type, if there is one that can be understood.
    pub fn content_type(&self) -> Option<&ContentType> {
        self.content_type.as_ref()
    }

    /// The Content-ID, without angle brackets.
    pub fn content_id(&self) -> Option<Cow<'a, str>> {
        Some(match self.header("Content-ID")? {
            Cow::Borrowed(id) => Cow::Borrowed(bare_id(id)),
            Cow::Owned(id) => Cow::Owned(bare_id(&id).to_owned()),
        })
    }

    /// The value of a header field, in one line. A long name also finds the compact form of the field (RFC
    /// 3261 §7.3.3).
    pub fn header(&self, name: &str) -> Option<Cow<'a, str>> {
        self.fields.get(name)
    }

    /// Whether the part has header fields.
    pub fn has_headers(&self) -> bool {
        !self.fields.is_empty()
    }

    /// The Content-Encoding, if it is one that changes the content: `deflate`, for example. It is not
    /// decoded here.
    ///
    /// ```
    /// use sip_mime::{Entity, Limits};
    ///
    /// let body = b"Content-Type: text/xml\r\nContent-Encoding: deflate\r\n\r\n\x78\x9c";
    /// let entity = Entity::recognise(body, &Limits::default())?.unwrap();
    /// assert_eq!(entity.content_encoding().as_deref(), Some("deflate"));
    /// # Ok::<(), sip_mime::MimeError>(())
    /// ```
    pub fn content_encoding(&self) -> Option<Cow<'a, str>> {
        let coding = self.header("Content-Encoding");
        coding.filter(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case("identity"))
    }

    fn encoding(&self) -> (Encoding, Cow<'a, str>) {
        let name = self.header("Content-Transfer-Encoding").unwrap_or_default();
        (Encoding::named(&name), name)
    }

    /// Whether the content has a transfer encoding, so that places in the decoded content are not places in
    /// the input.
    pub fn is_encoded(&self) -> bool {
        self.encoding().0 != Encoding::Identity
    }

    /// The content as it is in the input.
    pub fn raw(&self) -> &'a [u8] {
        self.content
    }

    /// Where the content begins in the input, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The content without its transfer encoding.
    ///
    /// # Errors
    /// [`MimeErrorKind::TransferEncoding`].
    pub fn decoded(&self) -> Result<Cow<'a, [u8]>, MimeError> {
        let (encoding, name) = self.encoding();
        encoding.decode(self.content, &name, self.offset)
    }

    /// The parts directly inside.
    pub fn parts(&self) -> &[Self] {
        &self.parts
    }

    /// All parts inside, in the order of the input.
    pub fn descendants(&self) -> impl Iterator<Item = &Self> {
        let mut rest: Vec<_> = self.parts.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = rest.pop()?;
            rest.extend(next.parts.iter().rev());
            Some(next)
        })
    }

    /// The part that the `start` parameter names (RFC 2387 §3.2). It is one of the parts directly inside: a part
    /// of a part can have the same Content-ID.
    pub fn start_part(&self) -> Option<&Self> {
        let start = bare_id(self.start()?);
        self.parts.iter().find(|part| part.content_id().is_some_and(|id| id == start))
    }

    /// The `start` parameter.
    fn start(&self) -> Option<&str> {
        self.content_type()?.parameter("start")
    }

    /// The part of this number or Content-ID.
    pub fn find(&self, name: &str) -> Option<&Self> {
        if let Ok(number) = name.parse::<PartNumber>()
            && let Some(found) = self.descendants().find(|part| part.number == number)
        {
            return Some(found);
        }
        let id = bare_id(name);
        self.descendants().find(|part| part.content_id().is_some_and(|found| found == id))
    }

    /// Remarks about violations of MIME that do not prevent reading: a missing last boundary, a part without
    /// header fields, a `start` that names no part.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

/// A content id without the angle brackets that one side writes and the other does not.
fn bare_id(id: &str) -> &str {
    let id = id.trim();
    id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).unwrap_or(id)
}
