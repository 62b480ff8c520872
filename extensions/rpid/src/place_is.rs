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
    /// For which time it is valid.
    #[xml(group)]
    pub interval: Interval,
    /// A name for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Remarks.
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
    /// What else was found.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<audio>`: how the place is for audio.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsAudio {
    /// How it is.
    #[xml(choice, from)]
    pub value: AudioCondition,
    /// What else was found.
    pub unexpected: Unexpected,
}

/// `<video>`: how the place is for video.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsVideo {
    /// How it is.
    #[xml(choice, from)]
    pub value: VideoCondition,
    /// What else was found.
    pub unexpected: Unexpected,
}

/// `<text>`: how the place is for text.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct PlaceIsText {
    /// How it is.
    #[xml(choice, from)]
    pub value: TextCondition,
    /// What else was found.
    pub unexpected: Unexpected,
}

/// How a place is for audio (RFC 4480 §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum AudioCondition {
    /// A lot of background noise.
    Noisy,
    /// Adequate.
    Ok,
    /// Sounds are to be avoided, as in a library.
    Quiet,
    /// Not known.
    Unknown,
}

/// How a place is for video (RFC 4480 §3.6).
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
    /// Not known.
    Unknown,
}

/// How a place is for text (RFC 4480 §3.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::RPID)]
pub enum TextCondition {
    /// Typing or reading is hard, as in a moving vehicle.
    Uncomfortable,
    /// Typing or reading is not fitting, as in a place of worship.
    Inappropriate,
    /// Adequate.
    Ok,
    /// Not known.
    Unknown,
}
