//! RFC 4480 §3.12: a picture of the status.

use xml_app_core::{AnyUri, Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

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
    /// For which time it is valid.
    #[xml(group)]
    pub interval: Interval,
    /// A name for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Where the image is.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// What else was found.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}
