//! Permissions of OMA-TS-Presence_SIMPLE_XDM: what is shown of OMA's presence attributes.

use sip_policy::common_policy::Transformations;
use sip_policy::pres_rules::{BooleanPermission, ProvideServices};
use xml_app_core::{ExtensionOf, Extensions, XmlChoice, XmlElement, XmlValue};

use crate::ns;

/// Whether an attribute of OMA's is shown.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[non_exhaustive]
#[xml(namespace = ns::PRES_RULES, elements)]
pub enum ProvideOmaAttribute {
    /// `<willingness>` of a service, `<overriding-willingness>` of a person.
    #[xml(child = "provide-willingness")]
    Willingness(BooleanPermission),
    /// `<network-availability>` of a device.
    #[xml(child = "provide-network-availability")]
    NetworkAvailability(BooleanPermission),
    /// `<session-participation>` of a service.
    #[xml(child = "provide-session-participation")]
    SessionParticipation(BooleanPermission),
    /// `<registration-state>` of a service.
    #[xml(child = "provide-registration-state")]
    RegistrationState(BooleanPermission),
    /// `<barring-state>` of a service.
    #[xml(child = "provide-barring-state")]
    BarringState(BooleanPermission),
}

/// `<provide-geopriv>`: how much of the location is shown.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-geopriv")]
pub struct ProvideGeopriv {
    /// How much.
    #[xml(text)]
    pub value: ProvideGeoprivValue,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// How much of the location is shown, the least first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum ProvideGeoprivValue {
    /// Nothing.
    #[default]
    False,
    /// All of it.
    Full,
}

/// `<service-id>` in `<provide-services>`: services with this id in their
/// [`ServiceDescription`](crate::ServiceDescription).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "service-id")]
pub struct ServiceId {
    /// The id.
    #[xml(text)]
    pub id: String,
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

impl ProvideOmaAttribute {
    /// The permission, given or not.
    pub fn permission(&self) -> &BooleanPermission {
        match self {
            Self::Willingness(permission)
            | Self::NetworkAvailability(permission)
            | Self::SessionParticipation(permission)
            | Self::RegistrationState(permission)
            | Self::BarringState(permission) => permission,
        }
    }
}

impl From<ProvideGeoprivValue> for ProvideGeopriv {
    fn from(value: ProvideGeoprivValue) -> Self {
        Self { value, extensions: Extensions::new() }
    }
}

impl From<&str> for ServiceId {
    fn from(id: &str) -> Self {
        Self { id: id.to_owned(), extensions: Extensions::new() }
    }
}

impl ExtensionOf<Transformations> for ProvideOmaAttribute {}
impl ExtensionOf<Transformations> for ProvideGeopriv {}
impl ExtensionOf<ProvideServices> for ServiceId {}
