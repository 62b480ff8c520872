//! Bodies with MIME headers: which part of them is the document.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::{AnyDocument, Application, Error, ErrorKind, ReadOptions, Registry};

impl Registry {
    /// Reads a document of whatever registered type.
    ///
    /// `content_type` is the value of the SIP or MIME header, with its parameters. `multipart` types
    /// are looked into: the part that `start` names is read, else the first one of a registered type.
    /// Without a content type, or where it says no more than XML, the root element tells the type; a
    /// body that begins with MIME headers of its own is recognised. Positions in errors and
    /// diagnostics of a part count from the beginning of that part.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownDocument`] if no registered type fits; [`ErrorKind::Mime`] if a multipart
    /// body cannot be taken apart; else those of reading.
    ///
    /// ```
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
    /// let document = registry.read(content_type, body, &ReadOptions::strict())?;
    /// assert_eq!(document.root::<PartyDocument>().unwrap().guests, 7);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn read(
        &self,
        content_type: Option<&str>,
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        let options = options.clone().with_registry(self);
        let limit = options.limits.bytes;
        if bytes.len() > limit {
            return Err(Error::new(ErrorKind::Limit, format!("more than {limit} bytes")));
        }
        match content_type {
            Some(header) => self.read_typed(header, bytes, &options),
            None if has_headers(bytes) => self.read_message(bytes, &options),
            None => read_one_of(&self.applications().collect::<Vec<_>>(), bytes, &options),
        }
    }

    fn read_typed(
        &self,
        header: &str,
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        if header.contains(['\r', '\n']) {
            return Err(Error::new(ErrorKind::Mime, "a line break in a content type"));
        }
        let head = format!("Content-Type: {header}\r\n\r\n");
        let multipart =
            header.trim_start().get(..10).is_some_and(|t| t.eq_ignore_ascii_case("multipart/"));
        if multipart {
            return self.read_message(&[head.as_bytes(), bytes].concat(), options);
        }
        let applications = self.applications_of(header);
        if applications.is_empty() {
            let message = format!("no document of type {header:?} is known");
            return Err(Error::new(ErrorKind::UnknownDocument, message));
        }
        let parsed = MessageParser::default().parse(head.as_bytes());
        let charset = parsed.as_ref().and_then(charset_of);
        let charset = charset.or_else(|| options.charset.clone());
        read_one_of(&applications, bytes, &ReadOptions { charset, ..options.clone() })
    }

    fn read_message(&self, bytes: &[u8], options: &ReadOptions) -> Result<AnyDocument, Error> {
        let message = MessageParser::default()
            .parse(bytes)
            .ok_or_else(|| Error::new(ErrorKind::Mime, "a MIME body that cannot be taken apart"))?;
        let start = message.content_type().and_then(|t| t.attribute("start")).map(bare_id);
        let is_start =
            |part: &&MessagePart<'_>| start.is_some() && part.content_id().map(bare_id) == start;
        let can_read =
            |part: &&MessagePart<'_>| !self.applications_of(&essence_of(part)).is_empty();
        let named = message.parts.iter().find(is_start).filter(can_read);
        let says_type =
            |part: &&MessagePart<'_>| !is_plain_xml(&essence_of(part)) && can_read(part);
        let typed = || message.parts.iter().find(says_type);
        let any = || message.parts.iter().find(can_read);
        let Some(part) = named.or_else(typed).or_else(any) else {
            let error = Error::new(
                ErrorKind::UnknownDocument,
                "no part of the MIME body is of a known type",
            );
            return Err(error);
        };
        let charset = charset_of(part).or_else(|| options.charset.clone());
        let options = ReadOptions { charset, ..options.clone() };
        let applications = self.applications_of(&essence_of(part));
        read_one_of(&applications, &contents(&message, part), &options)
    }

    /// The document types that a content type may mean.
    fn applications_of(&self, content_type: &str) -> Vec<&Application> {
        if is_plain_xml(content_type) {
            return self.applications().collect();
        }
        self.applications_for_content_type(content_type).collect()
    }
}

/// Reads a document of one of these types: if there are several, its root tells which.
fn read_one_of(
    applications: &[&Application],
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    if let [application] = applications {
        return application.parse(bytes, options);
    }
    let application = crate::read::told_by_root(bytes, options, |root| {
        let known = applications.iter().copied();
        let own = known.clone().find(|application| root.is(&application.root()));
        // Where several may be meant, none is.
        let mut meant = known.filter(|application| application.is_meant_by(root));
        own.or_else(|| meant.next().filter(|_| meant.next().is_none()))
    })?;
    application.parse(bytes, options)
}

/// Whether a body begins with a header, rather than with XML: a name and a colon.
fn has_headers(bytes: &[u8]) -> bool {
    let name = bytes.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < bytes.len()
        && name.first().is_some_and(u8::is_ascii_alphabetic)
        && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// Types that say no more than that it is XML.
fn is_plain_xml(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["application/xml", "text/xml"].iter().any(|xml| xml.eq_ignore_ascii_case(essence))
}

/// `type/subtype` of a part; empty if it does not say.
fn essence_of(part: &MessagePart<'_>) -> String {
    let content_type = part.content_type();
    let essence = content_type.and_then(|t| Some(format!("{}/{}", t.ctype(), t.subtype()?)));
    essence.unwrap_or_default()
}

/// The `charset` that a header gives.
fn charset_of<'x>(headers: &impl MimeHeaders<'x>) -> Option<String> {
    headers.content_type()?.attribute("charset").map(str::to_owned)
}

/// The bytes of a part. Those of a text have been decoded by the MIME parser, which does not ask XML
/// declarations, so they are taken from the message.
fn contents<'m>(message: &'m Message<'_>, part: &'m MessagePart<'_>) -> Cow<'m, [u8]> {
    if !matches!(part.body, PartType::Text(_) | PartType::Html(_)) {
        return Cow::Borrowed(part.contents());
    }
    let (start, end) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
    let raw = message.raw_message.get(start..end).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => return Cow::Borrowed(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    decoded.map_or(Cow::Borrowed(part.contents()), Cow::Owned)
}

/// A content id without the angle brackets that one side writes and the other does not.
fn bare_id(id: &str) -> &str {
    id.trim().trim_start_matches('<').trim_end_matches('>')
}
