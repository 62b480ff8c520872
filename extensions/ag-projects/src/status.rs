//! Status values in addition to `<basic>`.

use xml_app_core::{Unexpected, XmlElement, XmlValue};

use crate::ns;

/// `<extended>`: a more detailed status than open and closed.
///
/// ```
/// use sip_ag_projects::{Extended, ExtendedStatus};
/// use xml_app_core::{RawElement, Registry};
///
/// let busy = RawElement::encode(&Extended::from(ExtendedStatus::Busy))?;
/// assert_eq!(
///     busy.to_string(),
///     "<agp-pidf:extended xmlns:agp-pidf=\"urn:ag-projects:xml:ns:pidf\">busy</agp-pidf:extended>"
/// );
/// let xml = "<extended xmlns='urn:ag-projects:xml:ns:pidf'>extended-away</extended>";
/// let other: Extended = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(other.value, ExtendedStatus::Other("extended-away".to_owned()));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "extended")]
pub struct Extended {
    /// The status.
    #[xml(text, from)]
    pub value: ExtendedStatus,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A more detailed status. Clients have used other words, which are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum ExtendedStatus {
    /// Ready to communicate.
    Available,
    /// Away.
    Away,
    /// Busy.
    Busy,
    /// Offline.
    Offline,
    /// Another word.
    #[xml(other)]
    Other(String),
}

/// `<type>`: the source of the status.
///
/// ```
/// use sip_ag_projects::StatusType;
/// use sip_presence::{Basic, Status};
///
/// let mut status = Status::from(Basic::Open);
/// status.extensions.set(StatusType::from("manual"));
/// assert_eq!(status.extensions.get::<StatusType>().unwrap().value, "manual");
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "type")]
pub struct StatusType {
    /// The source.
    #[xml(text, from)]
    pub value: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}
