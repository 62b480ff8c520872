//! Presence attributes of OMA-TS-Presence_SIMPLE.

use sip_presence::Basic;
use xml_app_core::{Extensions, Token, XmlChoice, XmlElement, XmlType, XmlValue};

use crate::ns;

/// `<service-description>` of a service: its id, version and description.
///
/// ```
/// use sip_oma::ServiceDescription;
/// use xml_app_core::RawElement;
///
/// let service = ServiceDescription::new("org.openmobilealliance:PoC-Session", "1.0");
/// assert_eq!(
///     RawElement::encode(&service)?.to_string(),
///     "<op:service-description xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\">\
///      <op:service-id>org.openmobilealliance:PoC-Session</op:service-id>\
///      <op:version>1.0</op:version>\
///      </op:service-description>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "service-description")]
pub struct ServiceDescription {
    /// The id of the service.
    #[xml(value = "service-id")]
    pub service_id: Token,
    /// Its version.
    #[xml(value = "version")]
    pub version: Token,
    /// The description.
    #[xml(value = "description")]
    pub description: Option<Token>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<willingness>` of a service: whether the person is willing to use it.
///
/// ```
/// use sip_oma::Willingness;
/// use sip_presence::Basic;
/// use xml_app_core::RawElement;
///
/// assert_eq!(
///     RawElement::encode(&Willingness::from(Basic::Open))?.to_string(),
///     "<op:willingness xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\">\
///      <op:basic>open</op:basic></op:willingness>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "willingness")]
pub struct Willingness {
    /// Open if they are willing.
    #[xml(value = "basic", from)]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<session-participation>` of a service: whether the person takes part in a session.
///
/// ```
/// use sip_oma::SessionParticipation;
/// use sip_presence::{Basic, Status, Tuple};
///
/// let mut tuple = Tuple::new("poc".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set(SessionParticipation::from(Basic::Open));
/// let session = tuple.extensions.get_mut::<SessionParticipation>().unwrap();
/// session.basic = Some(Basic::Closed); // The session is over.
/// assert_eq!(tuple.extensions.get(), Some(&SessionParticipation::from(Basic::Closed)));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "session-participation")]
pub struct SessionParticipation {
    /// Open if they do.
    #[xml(value = "basic", from)]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<overriding-willingness>` of a person: whether they are willing to communicate. It overrides
/// the willingness of services.
///
/// ```
/// use sip_oma::OverridingWillingness;
/// use sip_presence::{Basic, Person};
///
/// let mut person = Person::new("p1".parse()?);
/// person.extensions.set(OverridingWillingness::from(Basic::Closed));
/// let willing = person.extensions.get::<OverridingWillingness>();
/// assert_eq!(willing.and_then(|willing| willing.basic), Some(Basic::Closed));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "overriding-willingness")]
pub struct OverridingWillingness {
    /// Open if they are willing.
    #[xml(value = "basic", from)]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<registration-state>` of a service: whether the user is registered for it.
///
/// ```
/// use sip_oma::{RegistrationState, ServiceState};
/// use xml_app_core::{RawElement, Registry};
///
/// let xml = "<op:registration-state xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\">\
///     active</op:registration-state>";
/// let registration: RegistrationState = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(registration.state, ServiceState::Active);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "registration-state")]
pub struct RegistrationState {
    /// The state.
    #[xml(text, from)]
    pub state: ServiceState,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<barring-state>` of a service: whether the user is barred from it.
///
/// ```
/// use sip_oma::{BarringState, ServiceState};
/// use sip_presence::{Basic, Status, Tuple};
///
/// let mut tuple = Tuple::new("poc".parse()?, Status::from(Basic::Open));
/// tuple.extensions.set(BarringState::from(ServiceState::Terminated));
/// let barring = tuple.extensions.get::<BarringState>();
/// assert!(!barring.is_some_and(|barring| barring.state == ServiceState::Active));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "barring-state")]
pub struct BarringState {
    /// The state.
    #[xml(text, from)]
    pub state: ServiceState,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// Whether a registration or barring is active.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ServiceState {
    /// Active.
    Active,
    /// Terminated.
    Terminated,
}

/// `<network-availability>` of a device: its networks.
///
/// ```
/// use sip_oma::{Network, NetworkAvailability, NetworkState};
/// use xml_app_core::{Extensions, RawElement, Token};
///
/// let ims = Network {
///     id: Token::new("IMS"),
///     state: Some(NetworkState::Active),
///     extensions: Extensions::new(),
/// };
/// let networks = NetworkAvailability { networks: vec![ims], extensions: Extensions::new() };
/// assert_eq!(
///     RawElement::encode(&networks)?.to_string(),
///     "<op:network-availability xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\">\
///      <op:network id=\"IMS\"><op:active/></op:network></op:network-availability>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "network-availability")]
pub struct NetworkAvailability {
    /// The networks, at least one.
    #[xml(child = "network", expected)]
    pub networks: Vec<Network>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<network>`: a network of a device.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Network {
    /// The id of the network, such as `IMS`.
    #[xml(attribute)]
    pub id: Token,
    /// Whether the device is connected, if known.
    #[xml(choice)]
    pub state: Option<NetworkState>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// Whether a device is connected to a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::PIDF)]
pub enum NetworkState {
    /// Connected.
    Active,
    /// Not connected.
    Terminated,
}

impl ServiceDescription {
    /// A service and its version.
    pub fn new(service_id: &str, version: &str) -> Self {
        Self {
            service_id: Token::new(service_id),
            version: Token::new(version),
            description: None,
            extensions: Extensions::new(),
        }
    }
}
