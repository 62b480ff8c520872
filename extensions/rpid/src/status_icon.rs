//! RFC 4480 §3.12: a picture of the status.

use xml_app_core::{AnyUri, Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<status-icon>`: the URI of an image (RFC 4480 §3.12). A watcher that caches the image validates
/// its copy with every notification.
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
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// The URI of the image.
    #[xml(text, from)]
    pub uri: AnyUri,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}
