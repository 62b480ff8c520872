//! Presence attributes of OMA-TS-Presence_SIMPLE.

use sip_presence::{Basic, Device, Person, Tuple};
use xml_app_core::{ExtensionOf, Extensions, Token, XmlChoice, XmlElement, XmlType, XmlValue};

use crate::ns;

/// `<service-description>` of a service: what service it is.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "service-description")]
pub struct ServiceDescription {
    /// The service.
    #[xml(value = "service-id")]
    pub service_id: Token,
    /// Its version.
    #[xml(value = "version")]
    pub version: Token,
    /// What it is, in words.
    #[xml(value = "description")]
    pub description: Option<Token>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<willingness>` of a service: whether the person wants to use it.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "willingness")]
pub struct Willingness {
    /// Open: they do.
    #[xml(value = "basic")]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<session-participation>` of a service: whether the person is in a session of it.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "session-participation")]
pub struct SessionParticipation {
    /// Open: they are.
    #[xml(value = "basic")]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<overriding-willingness>` of a person: whether they want to communicate, whatever the services
/// say.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "overriding-willingness")]
pub struct OverridingWillingness {
    /// Open: they do.
    #[xml(value = "basic")]
    pub basic: Option<Basic>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<registration-state>` of a service: whether the user is registered for it.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "registration-state")]
pub struct RegistrationState {
    /// Whether they are.
    #[xml(text)]
    pub state: ServiceState,
    /// What else was found on it.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<barring-state>` of a service: whether the user is barred from it.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "barring-state")]
pub struct BarringState {
    /// Whether they are.
    #[xml(text)]
    pub state: ServiceState,
    /// What else was found on it.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// Whether a registration or a barring is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum ServiceState {
    /// It is.
    Active,
    /// It is not.
    Terminated,
}

/// `<network-availability>` of a device: the networks that it knows.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PIDF, name = "network-availability")]
pub struct NetworkAvailability {
    /// The networks, one at least.
    #[xml(child = "network", expected)]
    pub networks: Vec<Network>,
    /// Elements of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<network>`: a network of a device.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Network {
    /// Which it is: `IMS` for example.
    #[xml(attribute)]
    pub id: Token,
    /// Whether the device is connected, if that is known.
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
    /// It is.
    Active,
    /// It is not.
    Terminated,
}

impl From<Basic> for Willingness {
    fn from(basic: Basic) -> Self {
        Self { basic: Some(basic), extensions: Extensions::new() }
    }
}

impl From<Basic> for SessionParticipation {
    fn from(basic: Basic) -> Self {
        Self { basic: Some(basic), extensions: Extensions::new() }
    }
}

impl From<Basic> for OverridingWillingness {
    fn from(basic: Basic) -> Self {
        Self { basic: Some(basic), extensions: Extensions::new() }
    }
}

impl From<ServiceState> for RegistrationState {
    fn from(state: ServiceState) -> Self {
        Self { state, extensions: Extensions::new() }
    }
}

impl From<ServiceState> for BarringState {
    fn from(state: ServiceState) -> Self {
        Self { state, extensions: Extensions::new() }
    }
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

impl ExtensionOf<Tuple> for ServiceDescription {}
impl ExtensionOf<Tuple> for Willingness {}
impl ExtensionOf<Tuple> for SessionParticipation {}
impl ExtensionOf<Tuple> for RegistrationState {}
impl ExtensionOf<Tuple> for BarringState {}
impl ExtensionOf<Person> for OverridingWillingness {}
impl ExtensionOf<Device> for NetworkAvailability {}
