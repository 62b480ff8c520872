//! The options and the result of reading.

use crate::tree::TextOptions;
use crate::{Diagnostic, Error, ErrorKind, Limits, Mode, Origin};

/// Options for reading a document.
///
/// ```
/// # use xml_app_core::{Namespace, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party { #[xml(attribute)] host: String, #[xml(attribute)] guests: u8 }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// use xml_app_core::{ReadOptions, Registry, XmlApplication};
///
/// // `Content-Type: application/party+xml;charset=ISO-8859-1`
/// let xml = b"<party xmlns='urn:example:party' guests='7' host='Zo\xEB'/>";
/// let options =
///     ReadOptions { charset: Some("ISO-8859-1".to_owned()), ..ReadOptions::strict() };
/// assert_eq!(Registry::empty().parse_with::<PartyDocument>(xml, &options)?.document.host, "Zoë");
/// assert!(Registry::empty().parse_with::<PartyDocument>(xml, &ReadOptions::strict()).is_err());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Strict or tolerant.
    pub mode: Mode,
    /// Limits on the document.
    pub limits: Limits,
    /// The `charset` parameter of the MIME type that came with the bytes. It overrules what the
    /// document declares (RFC 3863 §4.1, RFC 7303 §3).
    pub charset: Option<String>,
    /// The place of the document in a larger input. `None` means that positions count from the beginning
    /// of the document.
    pub origin: Option<Origin>,
}

impl ReadOptions {
    /// Tolerant reading with the default limits: [`ReadOptions::default`].
    pub fn tolerant() -> Self {
        Self::default()
    }

    /// Strict reading with the default limits.
    pub fn strict() -> Self {
        Self { mode: Mode::Strict, ..Self::default() }
    }

    /// The options for decoding and parsing.
    pub(crate) fn for_text(&self) -> TextOptions<'_> {
        TextOptions {
            mode: self.mode,
            limits: &self.limits,
            charset: self.charset.as_deref(),
            origin: self.origin.as_ref(),
        }
    }

    /// The same with limits.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// A document, with the diagnostics of reading it.
///
/// ```
/// # use xml_app_core::{Namespace, Unexpected, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party {
/// #     #[xml(attribute)]
/// #     guests: Option<u8>,
/// #     unexpected: Unexpected,
/// # }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication};
///
/// let xml = b"<party xmlns='urn:example:party' guests='many'/>";
/// let reading = Registry::empty().parse_with::<PartyDocument>(xml, &ReadOptions::tolerant())?;
/// assert!(!reading.is_valid());
/// assert_eq!(reading.diagnostics[0].kind(), ErrorKind::InvalidValue);
/// assert_eq!(reading.document.guests, None);
/// // The value is kept, and will be written again.
/// assert_eq!(reading.document.unexpected.attributes()[0].value, "many".into());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reading<T> {
    /// The root element.
    pub document: T,
    /// The diagnostics, in document order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reading<T> {
    /// What was read, with its diagnostics: the end of every reading, also of formats other than XML.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] beyond [`Limits::diagnostics`](crate::Limits::diagnostics); in strict mode the
    /// first error among the diagnostics.
    pub fn checked(
        document: T,
        diagnostics: Vec<Diagnostic>,
        options: &ReadOptions,
    ) -> Result<Self, Error> {
        let limit = options.limits.diagnostics;
        if diagnostics.len() > limit {
            let message = format!("more than {limit} diagnostics");
            return Err(Error::new(ErrorKind::Limit, message).with_diagnostics(diagnostics));
        }
        if options.mode == Mode::Strict
            && let Some(first) = diagnostics.iter().find(|diagnostic| diagnostic.is_error())
        {
            return Err(first.error().clone().with_diagnostics(diagnostics));
        }
        Ok(Self { document, diagnostics })
    }

    /// Whether there are no errors among the diagnostics. Strict mode also checks content of unknown type;
    /// tolerant mode does not.
    pub fn is_valid(&self) -> bool {
        !self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
