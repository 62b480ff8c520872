//! The XML documents in a body.

use xml_app_core::{
    AnyDocument, Diagnostic, Error, ErrorKind, Origin, ReadOptions, Registry, Severity,
};

use crate::content_type::ContentType;
use crate::entity::{Entity, Limits};
use crate::error::{MimeError, MimeErrorKind};
use crate::part_number::PartNumber;

/// Reads the document in a body: of any type that the registry knows.
///
/// `content_type` is the value of the SIP or MIME header field, with its parameters. Of a multipart body
/// the part that `start` names is read, else the first one of a registered type. Without a content type
/// the body can have header fields of its own, or be a whole SIP message; if it is neither, or if the type
/// says only that it is XML, the root element decides.
///
/// Places in errors and diagnostics count from the beginning of `bytes`, in parts too, and paths begin
/// with the number of the part: `part 2 <id@host>: /presence/tuple`. In a part that is in base64 or
/// quoted-printable they count from the beginning of the decoded part, and the path says so.
///
/// # Errors
/// [`ErrorKind::UnknownDocument`] if no registered type matches; [`ErrorKind::Mime`] if the body cannot
/// be parsed; [`ErrorKind::Encoding`] for a content coding, which is not decoded; else those of reading.
///
/// ```
/// use sip_mime::read;
/// use xml_app_core::{ReadOptions, Registry};
/// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
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
/// let mut builder = Registry::builder();
/// builder.application::<PartyDocument>()?;
/// let registry = builder.build();
///
/// let body = b"--cut\r\nContent-Type: text/plain\r\n\r\nDo come!\r\n\
///     --cut\r\nContent-Type: application/party+xml\r\n\r\n\
///     <party xmlns='urn:example:party' guests='7'/>\r\n--cut--\r\n";
/// let content_type = Some("multipart/mixed;boundary=cut");
/// let document = read(&registry, content_type, body, &ReadOptions::strict())?;
/// assert_eq!(document.root::<PartyDocument>().unwrap().guests, 7);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn read(
    registry: &Registry,
    content_type: Option<&str>,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    let Some(entity) = entity_of(content_type, bytes, options)? else {
        return registry.read(None, bytes, options);
    };
    if entity.parts().is_empty() {
        return read_part(registry, &entity, bytes, options);
    }
    let part = chosen(registry, &entity)?;
    let mut document = read_part(registry, part, bytes, options)?;
    push_remarks(&mut document, &entity, &Origin::default());
    Ok(document)
}

/// A body whose parts have been read.
///
/// ```
/// use sip_mime::{BodyParts, PartDocument, read_parts};
/// use xml_app_core::{ReadOptions, Registry};
///
/// let body = b"--cut\r\nContent-Type: text/plain\r\n\r\nhello\r\n--cut--\r\n";
/// let content_type = Some("multipart/mixed;boundary=cut");
/// let parts: BodyParts = read_parts(&Registry::empty(), content_type, body, &ReadOptions::default())?;
/// let part: &PartDocument = &parts.parts[0];
/// assert_eq!((part.number.to_string(), part.size), ("1".to_owned(), 5));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct BodyParts {
    /// The remarks about MIME in the body as a whole, and in parts without a document: see
    /// [`Entity::remarks`].
    pub remarks: Vec<String>,
    /// All parts, those inside parts too, in the order of the input. A body that is not a multipart body
    /// is its only part.
    pub parts: Vec<PartDocument>,
}

/// A part of a body, and the document in it.
#[derive(Debug)]
#[non_exhaustive]
pub struct PartDocument {
    /// The number of the part.
    pub number: PartNumber,
    /// Its Content-Type.
    pub content_type: Option<ContentType>,
    /// Its Content-ID, without angle brackets.
    pub content_id: Option<String>,
    /// The length of its content in bytes, as it is in the input.
    pub size: usize,
    /// The document; `None`, if its type is not registered or it has parts itself.
    pub document: Option<Result<AnyDocument, Error>>,
}

/// Reads the documents in all parts of a body.
///
/// ```
/// use sip_mime::read_parts;
/// use xml_app_core::{ReadOptions, Registry};
/// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party { #[xml(attribute)] guests: u32 }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
///
/// let mut builder = Registry::builder();
/// builder.application::<PartyDocument>()?;
/// let registry = builder.build();
///
/// let body = b"--cut\r\nContent-Type: text/plain\r\n\r\nDo come!\r\n\
///     --cut\r\nContent-ID: <a@b>\r\nContent-Type: application/party+xml\r\n\r\n\
///     <party xmlns='urn:example:party' guests='7'/>\r\n--cut--\r\n";
/// let content_type = Some("multipart/mixed;boundary=cut");
/// let parts = read_parts(&registry, content_type, body, &ReadOptions::strict())?.parts;
/// assert!(parts[0].document.is_none()); // Its type is not registered.
/// assert_eq!(parts[1].content_id.as_deref(), Some("a@b"));
/// let Some(Ok(document)) = &parts[1].document else { unreachable!() };
/// assert_eq!(document.root::<PartyDocument>().unwrap().guests, 7);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
///
/// # Errors
/// The body cannot be parsed. An error in a document is in its part.
pub fn read_parts(
    registry: &Registry,
    content_type: Option<&str>,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<BodyParts, Error> {
    let Some(entity) = entity_of(content_type, bytes, options)? else {
        let only = PartDocument {
            number: PartNumber::default(),
            content_type: None,
            content_id: None,
            size: bytes.len(),
            document: Some(registry.read(None, bytes, options)),
        };
        return Ok(BodyParts { remarks: Vec::new(), parts: vec![only] });
    };
    // The remarks about a body without parts are among the diagnostics of its document.
    let (whole, mut remarks) = match entity.parts() {
        [] => (Some(&entity), Vec::new()),
        _ => (None, entity.remarks().to_vec()),
    };
    let is_read = |part: &Entity<'_>| part.number().is_whole() || is_known(registry, part);
    for part in entity.descendants().filter(|part| !is_read(part)) {
        let name = name_of(part);
        remarks.extend(part.remarks().iter().map(|remark| format!("{name}: {remark}")));
    }
    let mut lines = Lines::new(bytes);
    let parts = whole.into_iter().chain(entity.descendants()).map(|part| PartDocument {
        number: part.number().clone(),
        content_type: part.content_type().cloned(),
        content_id: part.content_id().map(Into::into),
        size: part.raw().len(),
        document: is_read(part).then(|| read_at(registry, part, &mut lines, options)),
    });
    Ok(BodyParts { remarks, parts: parts.collect() })
}

/// Reads the document in one part. `input` is the whole input.
///
/// ```
/// use sip_mime::{Entity, Limits, read_part};
/// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
/// use xml_app_core::{ReadOptions, Registry};
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
/// # let mut builder = Registry::builder();
/// # builder.application::<PartyDocument>()?;
/// # let registry = builder.build();
///
/// let body = b"--cut\r\nContent-Type: text/plain\r\n\r\nhello\r\n--cut\r\n\
///     Content-Type: application/party+xml\r\n\r\n<party xmlns='urn:example:party' guests='7'/>\r\n--cut--\r\n";
/// let entity = Entity::from_body("multipart/mixed;boundary=cut", body, &Limits::default())?;
/// let document = read_part(&registry, &entity.parts()[1], body, &ReadOptions::strict())?;
/// assert_eq!(document.root::<PartyDocument>().unwrap().guests, 7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`read`].
pub fn read_part(
    registry: &Registry,
    part: &Entity<'_>,
    input: &[u8],
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    read_at(registry, part, &mut Lines::new(input), options)
}

fn read_at(
    registry: &Registry,
    part: &Entity<'_>,
    lines: &mut Lines<'_>,
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    let origin = lines.origin(part);
    let place = |error: Error| error.with_place(&origin.name, origin.line, origin.column);
    if let Some(coding) = part.content_encoding() {
        let message = format!("the content coding {coding:?} is not supported");
        return Err(place(Error::new(ErrorKind::Encoding, message)));
    }
    if part.raw().trim_ascii().is_empty() && part.has_headers() {
        return Err(place(Error::new(
            ErrorKind::EmptyDocument,
            "no content after the header fields",
        )));
    }
    let decoded = part.decoded().map_err(|error| place(error.into()))?;
    let charset = part.content_type().and_then(|content_type| content_type.parameter("charset"));
    let charset = charset.map(str::to_owned).or_else(|| options.charset.clone());
    let origin_of_document = match part.is_encoded() {
        true => decoded_origin(&origin.name),
        false => origin.clone(),
    };
    let options = ReadOptions { origin: Some(origin_of_document), charset, ..options.clone() };
    let essence = part.content_type().map(ContentType::essence);
    match registry.read(essence, &decoded, &options) {
        Ok(mut document) => {
            push_remarks(&mut document, part, &origin);
            Ok(document)
        }
        Err(error) if error.line().is_none() => Err(place(error)),
        Err(error) => Err(error),
    }
}

/// The decoded content is not in the input, so places count from its own beginning.
fn decoded_origin(name: &str) -> Origin {
    let name = if name.is_empty() { "decoded".to_owned() } else { format!("{name}, decoded") };
    Origin { name, ..Origin::default() }
}

/// Adds the remarks about MIME to the diagnostics of a document.
fn push_remarks(document: &mut AnyDocument, entity: &Entity<'_>, origin: &Origin) {
    for remark in entity.remarks() {
        let error = Error::new(ErrorKind::Mime, remark.as_str());
        let error = error.with_place(&origin.name, origin.line, origin.column);
        document.push(Diagnostic::new(Severity::Warning, error));
    }
}

/// Counts the lines before parts. Parts come in the order of the input, and counting goes on where it
/// stopped, so all parts together cost one pass.
struct Lines<'i> {
    input: &'i [u8],
    offset: usize,
    line: u32,
}

impl<'i> Lines<'i> {
    fn new(input: &'i [u8]) -> Self {
        Self { input, offset: 0, line: 1 }
    }

    /// The line and column where a part begins.
    fn origin(&mut self, part: &Entity<'_>) -> Origin {
        let between = self.input.get(self.offset..part.offset()).unwrap_or_default();
        let Origin { line, column, .. } = Origin::after(between, "");
        self.line = self.line.saturating_add(line - 1);
        self.offset = part.offset();
        Origin { name: name_of(part), line: self.line, column }
    }
}

/// The body that header fields or a content type describe. `None` if there is only a document.
fn entity_of<'a>(
    content_type: Option<&str>,
    bytes: &'a [u8],
    options: &ReadOptions,
) -> Result<Option<Entity<'a>>, Error> {
    let limit = options.limits.bytes;
    if bytes.len() > limit {
        return Err(Error::new(ErrorKind::Limit, format!("more than {limit} bytes")));
    }
    let limits = Limits::default();
    let entity = match content_type {
        Some(content_type) => Entity::from_body(content_type, bytes, &limits).map(Some),
        None => Entity::recognise(bytes, &limits),
    };
    entity.map_err(|error| error.into_error(bytes))
}

/// The part to read: the one that `start` names, else the first that says a registered type, else the
/// first that says XML.
fn chosen<'e, 'a>(registry: &Registry, entity: &'e Entity<'a>) -> Result<&'e Entity<'a>, Error> {
    let named = entity.start_part().filter(|part| is_known(registry, part));
    let says_type = |part: &&Entity<'_>| is_known(registry, part) && !is_plain_xml(part);
    let typed = || entity.descendants().find(says_type);
    let any = || entity.descendants().find(|part| is_known(registry, part));
    named.or_else(typed).or_else(any).ok_or_else(|| {
        let parts: Vec<_> = entity.descendants().filter(|part| part.parts().is_empty()).collect();
        let found: Vec<_> = parts.iter().take(10).map(|part| type_of(part)).collect();
        let more = if parts.len() > found.len() { " and more" } else { "" };
        let message =
            format!("no part of the body is of a known type; found {}{more}", found.join(", "));
        Error::new(ErrorKind::UnknownDocument, message)
    })
}

fn is_known(registry: &Registry, part: &Entity<'_>) -> bool {
    let Some(content_type) = part.content_type() else { return false };
    is_plain_xml(part)
        || registry.applications_for_content_type(content_type.essence()).next().is_some()
}

/// Whether the type says only that it is XML.
fn is_plain_xml(part: &Entity<'_>) -> bool {
    let essence = part.content_type().map(ContentType::essence);
    matches!(essence, Some("application/xml" | "text/xml"))
}

/// The name of a part without a known type, for a message.
fn type_of(part: &Entity<'_>) -> String {
    match part.content_type() {
        Some(content_type) => content_type.essence().to_owned(),
        None if part.has_headers() => format!("part {} without a Content-Type", part.number()),
        None => format!("part {} without header fields", part.number()),
    }
}

/// `part 2 <id@host>`; empty for the whole body.
fn name_of(part: &Entity<'_>) -> String {
    let number = part.number();
    match part.content_id() {
        _ if number.is_whole() => String::new(),
        Some(id) => format!("part {number} <{id}>"),
        None => format!("part {number}"),
    }
}

impl MimeError {
    /// The error of a document, with its line and column in the input.
    pub(crate) fn into_error(self, input: &[u8]) -> Error {
        let before = input.get(..self.offset()).unwrap_or(input);
        let Origin { name, line, column } = Origin::after(before, "");
        let kind = match self.kind() {
            MimeErrorKind::TooManyParts
            | MimeErrorKind::TooDeep
            | MimeErrorKind::HeadersTooLong => ErrorKind::Limit,
            MimeErrorKind::NotWritable => ErrorKind::NotWritable,
            _ => ErrorKind::Mime,
        };
        Error::new(kind, self.message()).with_source(self).with_place(&name, line, column)
    }
}

impl From<MimeError> for Error {
    /// The error without a place: that needs the input.
    fn from(error: MimeError) -> Self {
        let kind = match error.kind() {
            MimeErrorKind::NotWritable => ErrorKind::NotWritable,
            _ => ErrorKind::Mime,
        };
        Self::new(kind, error.message()).with_source(error)
    }
}
