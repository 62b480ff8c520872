//! RFC 4480 §3.14: whether a service or device is in use.

use xml_app_core::{DateTime, Extensions, Id, PositiveInteger, XmlElement, XmlValue};

use crate::ns;

/// `<user-input>`: whether the service or device is in use (RFC 4480 §3.14).
///
/// ```
/// use sip_presence::Device;
/// use sip_rpid::{DeviceExt as _, InputState, UserInput};
/// use xml_app_core::{PositiveInteger, RawElement};
///
/// let mut input = UserInput::from(InputState::Idle);
/// input.idle_threshold = PositiveInteger::new(600);
/// input.last_input = Some("2004-10-21T13:20:00-05:00".parse()?);
/// assert_eq!(
///     RawElement::encode(&input)?.to_string(),
///     "<rpid:user-input xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" \
///      idle-threshold=\"600\" last-input=\"2004-10-21T13:20:00-05:00\">idle</rpid:user-input>"
/// );
/// let mut device = Device::new("pc147".parse()?, "urn:device:0003ba4811e3".parse()?);
/// device.extensions.set(input);
/// assert_eq!(device.user_input().unwrap().state, InputState::Idle);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "user-input")]
pub struct UserInput {
    /// Seconds without input before idleness is reported.
    #[xml(attribute)]
    pub idle_threshold: Option<PositiveInteger>,
    /// The time of the last input.
    #[xml(attribute)]
    pub last_input: Option<DateTime>,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Active or idle.
    #[xml(text, from)]
    pub state: InputState,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// Active or idle (RFC 4480 §3.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum InputState {
    /// There was input within the threshold.
    Active,
    /// There was no input within the threshold.
    Idle,
}
