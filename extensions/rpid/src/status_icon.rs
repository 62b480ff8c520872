//! RFC 4480 §3.12: a picture of the status.

use std::str::FromStr;

use xml_app_core::{AnyUri, DateTime, Error, Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::ns;

/// `<status-icon>`: a URI of an image (RFC 4480 §3.12). Whoever keeps a copy validates it with every
/// notification.
///
/// ```
/// use sip_presence::Person;
/// use sip_rpid::{PersonExt as _, StatusIcon};
///
/// let mut person = Person::new("p1".parse()?);
/// person.extensions.set("http://example.com/play.gif".parse::<StatusIcon>()?);
/// assert_eq!(person.status_icon().unwrap().uri, "http://example.com/play.gif");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "status-icon", check = check_interval)]
pub struct StatusIcon {
    /// Since when.
    #[xml(attribute)]
    pub from: Option<DateTime>,
    /// Until when this is expected to be so.
    #[xml(attribute)]
    pub until: Option<DateTime>,
    /// A name for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Where the image is.
    #[xml(text)]
    pub uri: AnyUri,
    /// What else was found.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

impl From<AnyUri> for StatusIcon {
    fn from(uri: AnyUri) -> Self {
        Self { from: None, until: None, id: None, uri, extensions: Extensions::new() }
    }
}

impl FromStr for StatusIcon {
    type Err = Error;

    fn from_str(uri: &str) -> Result<Self, Error> {
        AnyUri::from_str(uri).map(Self::from)
    }
}
