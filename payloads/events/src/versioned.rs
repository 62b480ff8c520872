//! The version and completeness of a document.

use xml_app_core::value::NonNegativeInteger;
use xml_app_core::{AttributeGroup, XmlValue};

/// The attributes `version` and `state`, which the documents of several event packages have (RFC 3858 §3,
/// RFC 4235 §4.1, RFC 3680 §5.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, AttributeGroup)]
pub struct Versioned {
    /// Counts the documents of a subscription, from 0.
    #[xml(attribute, required)]
    pub version: Option<NonNegativeInteger>,
    /// Whether the document contains all of the state.
    #[xml(attribute, required)]
    pub state: Option<Extent>,
}

/// Whether a document contains all of the state, or only changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Extent {
    /// All of the state.
    Full,
    /// What changed.
    Partial,
}
