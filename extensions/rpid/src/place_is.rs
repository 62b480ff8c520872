//! RFC 4480 §3.6: the properties of the place where the person is.

use sip_presence::Note;
use xml_app_core::{Extensions, Id, Unexpected, XmlChoice, XmlElement, XmlType};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<place-is>`: whether the place suits communication (RFC 4480 §3.6).
///
/// ```
/// use sip_rpid::{AudioCondition, PlaceIs};
/// use xml_app_core::RawElement;
///
/// let place = PlaceIs { audio: Some(AudioCondition::Noisy.into()), ..PlaceIs::default() };
/// assert_eq!(
///     RawElement::encode(&place)?.to_string(),
///     "<rpid:place-is xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\">\
///      <rpid:audio><rpid:noisy/></rpid:audio></rpid:place-is>"
/// );
/// assert_eq!(place.audio.map(|audio| audio.value), Some(AudioCondition::Noisy));
/// assert_eq!(place.video, None); // Nothing is said about it.
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "place-is", check = check_interval)]
pub struct PlaceIs {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// For audio communication.
    #[xml(child = "audio")]
    pub audio: Option<PlaceIsAudio>,
    /// For video communication.
    #[xml(child = "video")]
    pub video: Option<PlaceIsVideo>,
    /// For real-time and instant text.
    #[xml(child = "text")]
    pub text: Option<PlaceIsText>,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<audio>`: the place as one for audio communication.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsAudio {
    /// Its suitability.
    #[xml(choice, from)]
    pub value: AudioCondition,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<video>`: the place as one for video communication.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsVideo {
    /// Its suitability.
    #[xml(choice, from)]
    pub value: VideoCondition,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<text>`: the place as one for text communication.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsText {
    /// Its suitability.
    #[xml(choice, from)]
    pub value: TextCondition,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Suitability for audio communication (RFC 4480 §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum AudioCondition {
    /// A lot of background noise.
    Noisy,
    /// Adequate.
    Ok,
    /// Quiet is required, as in a library.
    Quiet,
    /// Unknown.
    Unknown,
}

/// Suitability for video communication (RFC 4480 §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum VideoCondition {
    /// Too bright.
    #[xml(name = "toobright")]
    TooBright,
    /// Adequate.
    Ok,
    /// Too dark.
    Dark,
    /// Unknown.
    Unknown,
}

/// Suitability for text communication (RFC 4480 §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum TextCondition {
    /// Typing or reading is difficult, as in a moving vehicle.
    Uncomfortable,
    /// Typing or reading is inappropriate, as in a place of worship.
    Inappropriate,
    /// Adequate.
    Ok,
    /// Unknown.
    Unknown,
}
