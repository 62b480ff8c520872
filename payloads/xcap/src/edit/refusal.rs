//! Why a request is refused.

use std::fmt;

use sip_xml_patch::SelectorError;
use xml_app_core::Error;

use crate::uri::XcapUri;
use crate::xcap_error::{Condition, Exists, NoParent, Phrase, UniquenessFailure, XcapError};

/// Why a server refuses a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 400: the address cannot be understood, with the reason.
    BadRequest(String),
    /// 404: nothing is there, or several nodes are.
    NotFound,
    /// 405: namespace bindings can only be read.
    NotAllowed,
    /// 412: the document is another one than the client expected.
    PreconditionFailed,
    /// 415: the body is of another type.
    UnsupportedMediaType {
        /// The type that is expected.
        expected: String,
    },
    /// 409: the change is not possible.
    Conflict(Conflict),
}

/// Why a change is not possible (RFC 4825 §11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// The body is not a well-formed document, with the reason.
    NotWellFormed(String),
    /// The body is not one element, with the reason.
    NotXmlFrag(String),
    /// The parent does not exist.
    NoParent {
        /// How many steps of the node selector lead to elements that exist.
        existing_steps: usize,
    },
    /// The result would not follow the schema, with the first error.
    SchemaValidation(String),
    /// The body is not the value of an attribute, with the reason.
    NotXmlAttValue(String),
    /// A GET would not give what was put, with the reason.
    CannotInsert(String),
    /// Another node would be at the address afterwards, with the reason.
    CannotDelete(String),
    /// Values that have to be unique are not: their places, as XPaths.
    Uniqueness(Vec<String>),
    /// A rule of the application usage is not met, with the reason.
    Constraint(String),
    /// The body or the document is not UTF-8.
    NotUtf8,
}

impl From<Conflict> for Refusal {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<Error> for Refusal {
    /// Changes of a tree fail only if it becomes too large.
    fn from(error: Error) -> Self {
        Conflict::Constraint(error.message().to_owned()).into()
    }
}

impl From<&SelectorError> for Refusal {
    /// A prefix that is not declared makes a bad request. A selector that does not follow the grammar selects nothing.
    fn from(error: &SelectorError) -> Self {
        match error {
            SelectorError::Prefix(_) => Self::BadRequest(error.to_string()),
            SelectorError::Syntax { .. } => Self::NotFound,
        }
    }
}

impl Refusal {
    /// The status code of the response.
    pub fn status(&self) -> u16 {
        match self {
            Self::BadRequest(_) => 400,
            Self::NotFound => 404,
            Self::NotAllowed => 405,
            Self::Conflict(_) => 409,
            Self::PreconditionFailed => 412,
            Self::UnsupportedMediaType { .. } => 415,
        }
    }

    /// The body of a 409 response to a request with this address.
    pub fn document(&self, request: Option<&XcapUri>) -> Option<XcapError> {
        match self {
            Self::Conflict(conflict) => Some(conflict.document(request)),
            _ => None,
        }
    }
}

impl Conflict {
    /// The document that tells the client (RFC 4825 §11). The address of the request is needed for the closest ancestor
    /// that exists.
    pub fn document(&self, request: Option<&XcapUri>) -> XcapError {
        let phrase = |text: &str| Phrase::from(text);
        XcapError::new(match self {
            Self::NotWellFormed(text) => Condition::NotWellFormed(phrase(text)),
            Self::NotXmlFrag(text) => Condition::NotXmlFrag(phrase(text)),
            Self::NoParent { existing_steps } => Condition::NoParent(NoParent {
                ancestor: request.and_then(|uri| ancestor(uri, *existing_steps).parse().ok()),
                ..NoParent::default()
            }),
            Self::SchemaValidation(text) => Condition::SchemaValidationError(phrase(text)),
            Self::NotXmlAttValue(text) => Condition::NotXmlAttValue(phrase(text)),
            Self::CannotInsert(text) => Condition::CannotInsert(phrase(text)),
            Self::CannotDelete(text) => Condition::CannotDelete(phrase(text)),
            Self::Uniqueness(fields) => Condition::UniquenessFailure(UniquenessFailure {
                exists: fields.iter().map(|field| Exists::new(field.clone())).collect(),
                ..UniquenessFailure::default()
            }),
            Self::Constraint(text) => Condition::ConstraintFailure(phrase(text)),
            Self::NotUtf8 => Condition::NotUtf8(Phrase::default()),
        })
    }
}

/// The address of the element to which the first steps lead, or of the document.
fn ancestor(request: &XcapUri, steps: usize) -> String {
    let mut uri = request.without_node();
    if let Some(node) = request.node.as_ref().filter(|_| steps > 0) {
        uri.node = Some(node.first_steps(steps));
    }
    uri.to_string()
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadRequest(reason) => f.write_str(reason),
            Self::NotFound => f.write_str("not exactly one node is at the address"),
            Self::NotAllowed => f.write_str("namespace bindings can only be read"),
            Self::PreconditionFailed => f.write_str("the document has changed"),
            Self::UnsupportedMediaType { expected } => write!(f, "expected a body of {expected}"),
            Self::Conflict(conflict) => conflict.fmt(f),
        }
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document(None).message())
    }
}

impl std::error::Error for Refusal {}
impl std::error::Error for Conflict {}
