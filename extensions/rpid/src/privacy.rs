//! RFC 4480 §3.8: communication that others near the person are unlikely to overhear or see.

use sip_presence::Note;
use xml_app_core::{Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<privacy>`: the kinds of communication that are private (RFC 4480 §3.8).
///
/// ```
/// use sip_rpid::Privacy;
/// use xml_app_core::{ErrorKind, RawElement};
///
/// let privacy = Privacy { audio: true, text: true, ..Privacy::default() };
/// assert_eq!(
///     RawElement::encode(&privacy)?.to_string(),
///     "<rpid:privacy xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\">\
///      <rpid:audio/><rpid:text/></rpid:privacy>"
/// );
/// let both = Privacy { unknown: true, ..privacy };
/// assert_eq!(RawElement::encode(&both).unwrap_err().kind(), ErrorKind::NotWritable);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "privacy", check = check_interval)]
pub struct Privacy {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// Unknown. It excludes all others.
    #[xml(keyword = "unknown", excludes(audio, text, video, extensions))]
    pub unknown: bool,
    /// Others are not likely to overhear audio.
    #[xml(keyword = "audio")]
    pub audio: bool,
    /// Others are not likely to see text.
    #[xml(keyword = "text")]
    pub text: bool,
    /// Others are not likely to see video.
    #[xml(keyword = "video")]
    pub video: bool,
    /// Other kinds of communication, and unexpected content.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}
