#![doc = include_str!("../README.md")]

mod capability;
mod keywords;
mod meanings;
pub mod ns;
mod priority;

use sip_presence::partial::PidfFull;
use sip_presence::{Device, Note, Pidf, Tuple};
use xml_app_core::{Extensions, Unexpected, XmlElement, XmlType, vocabulary};

pub use capability::{Capability, Keywords};
pub use keywords::{Actor, Class, DuplexMode, EventPackage, Method, Mobility, OptionTag};
pub use priority::{Equals, HigherThan, LowerThan, Priorities, Range};

/// `<servcaps>`: the capabilities of a service (RFC 5196 §3.2). The order is that of the schema;
/// the RFC's text has another one.
///
/// ```
/// use sip_caps::{Capability, OptionTag, ServCaps};
/// use xml_app_core::RawElement;
///
/// let servcaps = ServCaps {
///     option_tags: Some(Capability::supported([OptionTag::Pref])),
///     video: Some(false),
///     ..ServCaps::default()
/// };
/// assert_eq!(
///     RawElement::encode(&servcaps)?.to_string(),
///     "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\"><caps:extensions>\
///      <caps:supported><caps:pref/></caps:supported></caps:extensions>\
///      <caps:video>false</caps:video></caps:servcaps>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::CAPS, name = "servcaps")]
pub struct ServCaps {
    /// The entity that answers.
    #[xml(child = "actor")]
    pub actor: Option<Capability<Keywords<Actor>>>,
    /// Application as a streaming media type.
    #[xml(value = "application")]
    pub application: Option<bool>,
    /// Audio as a streaming media type.
    #[xml(value = "audio")]
    pub audio: Option<bool>,
    /// Whether an automaton answers.
    #[xml(value = "automata")]
    pub automata: Option<bool>,
    /// Business or private.
    #[xml(child = "class")]
    pub class: Option<Capability<Keywords<Class>>>,
    /// Control as a streaming media type.
    #[xml(value = "control")]
    pub control: Option<bool>,
    /// Data as a streaming media type.
    #[xml(value = "data")]
    pub data: Option<bool>,
    /// The description of the service, once per language.
    #[xml(child = "description")]
    pub descriptions: Vec<Note>,
    /// Directions of communication.
    #[xml(child = "duplex")]
    pub duplex: Option<Capability<Keywords<DuplexMode>>>,
    /// Event packages.
    #[xml(child = "event-packages")]
    pub event_packages: Option<Capability<Keywords<EventPackage>>>,
    /// SIP extensions.
    #[xml(child = "extensions")]
    pub option_tags: Option<Capability<Keywords<OptionTag>>>,
    /// Whether it is the focus of a conference.
    #[xml(value = "isfocus")]
    pub is_focus: Option<bool>,
    /// Message as a streaming media type.
    #[xml(value = "message")]
    pub message: Option<bool>,
    /// SIP methods.
    #[xml(child = "methods")]
    pub methods: Option<Capability<Keywords<Method>>>,
    /// Human languages.
    #[xml(child = "languages")]
    pub languages: Option<Capability<Languages>>,
    /// Call priorities.
    #[xml(child = "priority")]
    pub priority: Option<Capability<Priorities>>,
    /// URI schemes.
    #[xml(child = "schemes")]
    pub schemes: Option<Capability<Schemes>>,
    /// Text as a streaming media type.
    #[xml(value = "text")]
    pub text: Option<bool>,
    /// MIME types.
    #[xml(value = "type")]
    pub types: Vec<String>,
    /// Video as a streaming media type.
    #[xml(value = "video")]
    pub video: Option<bool>,
    /// Capabilities of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<devcaps>`: the capabilities of a device (RFC 5196 §3.3).
///
/// ```
/// use sip_caps::{Capability, DevCaps, DeviceCapsExt as _, Mobility};
/// use sip_presence::Device;
///
/// let id = "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a";
/// let mut device = Device::new("hgt67".parse()?, id.parse()?);
/// device.extensions.set(DevCaps {
///     mobility: Some(Capability::supported([Mobility::Mobile])),
///     ..DevCaps::default()
/// });
/// let mobility = device.devcaps().unwrap().mobility.as_ref().unwrap();
/// assert_eq!(mobility.supports(Mobility::Mobile), Some(true));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::CAPS, name = "devcaps")]
pub struct DevCaps {
    /// The description of the device, once per language.
    #[xml(child = "description")]
    pub descriptions: Vec<Note>,
    /// Whether it is mobile.
    #[xml(child = "mobility")]
    pub mobility: Option<Capability<Keywords<Mobility>>>,
    /// Capabilities of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// A list of URI schemes (RFC 5196 §3.2.18), at least one.
///
/// ```
/// use sip_caps::{Capability, Schemes, ServCaps};
///
/// let servcaps = ServCaps {
///     schemes: Some(Capability::supported(["sip", "tel"])),
///     ..ServCaps::default()
/// };
/// let schemes: Option<Schemes> = servcaps.schemes.and_then(|schemes| schemes.supported);
/// assert_eq!(schemes.unwrap().schemes, ["sip", "tel"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CAPS)]
pub struct Schemes {
    /// The schemes.
    #[xml(value = "s", expected, from)]
    pub schemes: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// A list of human languages (RFC 5196 §3.2.21), at least one.
///
/// ```
/// use sip_caps::{Capability, Languages, ServCaps};
/// use xml_app_core::RawElement;
///
/// let languages: Capability<Languages> = Capability::supported(["en", "fi"]);
/// let servcaps = ServCaps { languages: Some(languages), ..ServCaps::default() };
/// assert_eq!(
///     RawElement::encode(&servcaps)?.to_string(),
///     "<caps:servcaps xmlns:caps=\"urn:ietf:params:xml:ns:pidf:caps\"><caps:languages>\
///      <caps:supported><caps:l>en</caps:l><caps:l>fi</caps:l></caps:supported>\
///      </caps:languages></caps:servcaps>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::CAPS)]
pub struct Languages {
    /// The languages.
    #[xml(value = "l", expected, from)]
    pub languages: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

vocabulary! {
    /// Capabilities, to be added to a registry.
    ///
    /// ```
    /// use sip_caps::{Caps, TupleCapsExt as _};
    /// use sip_presence::Pidf;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Caps)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>
    ///     <tuple id='joi9877866786ua9'><status><basic>open</basic></status>
    ///     <servcaps xmlns='urn:ietf:params:xml:ns:pidf:caps'><audio>true</audio></servcaps>
    ///     </tuple></presence>";
    /// let tuple = &registry.parse_with::<Pidf>(xml, &options)?.document.tuples[0];
    /// assert_eq!(tuple.servcaps().and_then(|caps| caps.audio), Some(true));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct Caps: "caps", "RFC 5196";
    document Pidf: ns::CAPS;
    document PidfFull: ns::CAPS;
    also sip_presence::meanings_of::<Caps>;

    /// The capabilities of a service.
    extend Tuple as pub trait TupleCapsExt {
        /// The capabilities of the service, if given.
        servcaps: ServCaps,
    }

    /// The capabilities of a device.
    extend Device as pub trait DeviceCapsExt {
        /// The capabilities of the device, if given.
        devcaps: DevCaps,
    }
}

#[cfg(test)]
mod tests;
