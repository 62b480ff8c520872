//! The one error type, and the diagnostics that reading collects.

use std::error;
use std::fmt;

use roxmltree::NodeId;

/// An error in a document, or in what a program asked for.
///
/// It is one pointer wide. An error in a document says what was found, what was expected, and where: [`path`](Self::path), [`line`](Self::line) and [`column`](Self::column).
///
/// ```
/// # use xml_app_core::{Namespace, XmlElement};
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
/// use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication};
///
/// let xml = b"<party\n  xmlns='urn:example:party'\n  guests='many'/>";
/// let error = Registry::empty().parse_with::<PartyDocument>(xml, &ReadOptions::strict()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidValue);
/// assert_eq!(error.path(), Some("/party/@guests"));
/// assert_eq!((error.line(), error.column()), (Some(3), Some(3)));
/// assert_eq!(
///     error.to_string(),
///     "3:3: /party/@guests: \"many\" is not an integer: expected an xs:unsignedByte"
/// );
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    location: Location,
    source: Option<std::sync::Arc<dyn error::Error + Send + Sync>>,
    diagnostics: Vec<Diagnostic>,
}

/// Where an error was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Location {
    /// No place in a document.
    #[default]
    None,
    /// In a document that is being read: an element, or where its attribute begins. It becomes
    /// [`Location::At`] before a caller sees it.
    Node(NodeId, Option<usize>),
    /// A byte offset of a document that could not be parsed.
    Offset(usize),
    /// A place in a document.
    At { path: String, line: u32, column: u32 },
    /// An element of a document that is being written.
    Path(String),
}

/// The kinds of [`Error`] and [`Diagnostic`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The encoding of the bytes is unknown, or is not the one that they declare.
    Encoding,
    /// The document is empty or only white space, as in the NOTIFY of a pending subscription.
    EmptyDocument,
    /// Not well-formed XML, with namespaces.
    NotWellFormed,
    /// A document type declaration: refused, because entities can do harm (RFC 4825 §5 and others).
    DocumentType,
    /// One of the [`Limits`](crate::Limits) was exceeded.
    Limit,
    /// The root element is not that of the expected document type.
    WrongRoot,
    /// No document type is known for a content type or a root element.
    UnknownDocument,
    /// A value is not one of its type.
    InvalidValue,
    /// A required attribute is missing.
    MissingAttribute,
    /// A required element is missing.
    MissingElement,
    /// An element is where its schema does not allow it.
    UnexpectedElement,
    /// An attribute is where its schema does not allow it.
    UnexpectedAttribute,
    /// Text is where only elements are allowed.
    UnexpectedText,
    /// An element comes later than its schema allows.
    OutOfOrder,
    /// There are more elements of a name than the schema allows.
    TooMany,
    /// Two elements have the same `xs:ID`.
    DuplicateId,
    /// A name or keyword has an alternative spelling that is understood.
    Misspelt,
    /// A word that an open enumeration does not list.
    UnknownWord,
    /// A valid spelling of a number or boolean that will be written in another spelling.
    Respelt,
    /// Allowed by the schema, but not by the text of a specification.
    Discouraged,
    /// A value cannot be written: it has characters that XML does not allow, or lacks what its schema
    /// requires.
    NotWritable,
    /// Two registrations claim the same name or prefix.
    Conflict,
    /// A MIME body or header that cannot be understood.
    Mime,
}

impl Error {
    /// An error of a kind, with a message that says what was found and what was expected.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            location: Location::None,
            source: None,
            diagnostics: Vec::new(),
        }))
    }

    pub(crate) fn at_offset(kind: ErrorKind, message: impl Into<String>, offset: usize) -> Self {
        Self::new(kind, message).with_location(Location::Offset(offset))
    }

    pub(crate) fn with_location(mut self, location: Location) -> Self {
        self.0.location = location;
        self
    }

    /// The same error with a place: a path, which can be empty, and a line and a column from 1.
    ///
    /// ```
    /// use xml_app_core::{Error, ErrorKind};
    ///
    /// let number = "x".parse::<u8>().unwrap_err();
    /// let error = Error::new(ErrorKind::InvalidValue, "not a size")
    ///     .with_place("/guest/hat", 3, 7)
    ///     .with_source(number);
    /// assert_eq!(error.to_string(), "3:7: /guest/hat: not a size");
    /// assert!(std::error::Error::source(&error).is_some());
    /// ```
    #[must_use]
    pub fn with_place(self, path: &str, line: u32, column: u32) -> Self {
        self.with_location(Location::At { path: path.to_owned(), line, column })
    }

    /// The same error with the error that caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(std::sync::Arc::new(source));
        self
    }

    /// The same error with an element in front of the path of what could not be written.
    pub(crate) fn inside(mut self, local: &str) -> Self {
        let rest = match &self.0.location {
            Location::Path(path) => path.as_str(),
            _ => "",
        };
        self.0.location = Location::Path(format!("/{local}{rest}"));
        self
    }

    pub(crate) fn with_diagnostics(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.0.diagnostics = diagnostics;
        self
    }

    /// The kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was found and what was expected, without the place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The element or attribute, as in `/presence/tuple[2]/contact/@priority`.
    pub fn path(&self) -> Option<&str> {
        match &self.0.location {
            Location::At { path, .. } | Location::Path(path) if !path.is_empty() => Some(path),
            _ => None,
        }
    }

    /// The line, from 1.
    pub fn line(&self) -> Option<u32> {
        match self.0.location {
            Location::At { line, .. } => Some(line),
            _ => None,
        }
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> Option<u32> {
        match self.0.location {
            Location::At { column, .. } => Some(column),
            _ => None,
        }
    }

    /// All diagnostics of a document that was refused for its content, this error included, in document
    /// order. Empty for other errors.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.0.diagnostics
    }

    pub(crate) fn location(&self) -> &Location {
        &self.0.location
    }

    pub(crate) fn into_diagnostic(self, severity: Severity) -> Diagnostic {
        Diagnostic { severity, error: self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Location::At { path, line, column } = &self.0.location {
            write!(f, "{line}:{column}: ")?;
            if !path.is_empty() {
                write!(f, "{path}: ")?;
            }
        }
        if let Location::Path(path) = &self.0.location {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({self})", self.0.kind)
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        self.0.kind == other.0.kind
            && self.0.message == other.0.message
            && self.0.location == other.0.location
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn error::Error + 'static))
    }
}

/// How serious a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Schema-valid, but against the text of a specification.
    Warning,
    /// Against the schema. Strict mode refuses the document; tolerant mode repaired the part or kept it
    /// raw.
    Error,
}

/// A finding of reading: where, what, and what was done about it.
///
/// ```
/// # use xml_app_core::{Namespace, Unexpected, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party {
/// #     #[xml(value = "host")]
/// #     host: String,
/// #     unexpected: Unexpected,
/// # }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
/// use xml_app_core::{ReadOptions, Registry, XmlApplication};
///
/// let xml = b"<party xmlns='urn:example:party'>\n<host>Ida</host><host>Bob</host></party>";
/// let reading = Registry::empty().parse_with::<PartyDocument>(xml, &ReadOptions::tolerant())?;
/// assert_eq!(reading.document.host, "Ida");
/// let diagnostic = &reading.diagnostics[0];
/// assert!(diagnostic.is_error());
/// assert_eq!(
///     diagnostic.to_string(),
///     "2:17: error: /party/host[2]: unexpected second <host> in <party>; kept raw"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    severity: Severity,
    error: Error,
}

impl Diagnostic {
    /// A finding of a program, beside those of reading.
    pub fn new(severity: Severity, error: Error) -> Self {
        Self { severity, error }
    }

    /// How serious it is.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether it is an [error](Severity::Error).
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The kind of the finding.
    pub fn kind(&self) -> ErrorKind {
        self.error.kind()
    }

    /// What was found, what was expected, and what was done.
    pub fn message(&self) -> &str {
        self.error.message()
    }

    /// The element or attribute, as in `/presence/tuple[2]/contact/@priority`.
    pub fn path(&self) -> &str {
        self.error.path().unwrap_or("/")
    }

    /// The line, from 1.
    pub fn line(&self) -> u32 {
        self.error.line().unwrap_or(1)
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> u32 {
        self.error.column().unwrap_or(1)
    }

    pub(crate) fn error(&self) -> &Error {
        &self.error
    }

    pub(crate) fn error_mut(&mut self) -> &mut Error {
        &mut self.error
    }
}

impl Error {
    pub(crate) fn set_location(&mut self, location: Location) {
        self.0.location = location;
    }

    /// Changes the place of this error and of its diagnostics.
    pub(crate) fn map_places(&mut self, map: &impl Fn(&str, u32, u32) -> (String, u32, u32)) {
        if let Location::At { path, line, column } = &self.0.location {
            let (path, line, column) = map(path, *line, *column);
            self.0.location = Location::At { path, line, column };
        }
        for diagnostic in &mut self.0.diagnostics {
            // The error of a diagnostic has no diagnostics, so this recursion ends here.
            if let Location::At { path, line, column } = &diagnostic.error.0.location {
                let (path, line, column) = map(path, *line, *column);
                diagnostic.error.0.location = Location::At { path, line, column };
            }
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(
            f,
            "{}:{}: {severity}: {}: {}",
            self.line(),
            self.column(),
            self.path(),
            self.message()
        )
    }
}
