//! Status values beside `<basic>`.

use sip_presence::Status;
use xml_app_core::{ExtensionOf, Extensions, XmlElement, XmlValue};

use crate::ns;

/// `<extended>`: a finer status than open and closed.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "extended")]
pub struct Extended {
    /// The status.
    #[xml(text)]
    pub value: ExtendedStatus,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// A finer status. Clients have used other words than these, so others are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum ExtendedStatus {
    /// Ready to communicate.
    Available,
    /// Not there.
    Away,
    /// There, but occupied.
    Busy,
    /// Not connected.
    Offline,
    /// Another word.
    #[xml(other)]
    Other(String),
}

/// `<type>`: where the status comes from.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "type")]
pub struct StatusType {
    /// The source.
    #[xml(text)]
    pub value: String,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl From<ExtendedStatus> for Extended {
    fn from(value: ExtendedStatus) -> Self {
        Self { value, extensions: Extensions::new() }
    }
}

impl From<&str> for StatusType {
    fn from(value: &str) -> Self {
        Self { value: value.to_owned(), extensions: Extensions::new() }
    }
}

impl ExtensionOf<Status> for Extended {}
impl ExtensionOf<Status> for StatusType {}
