//! Permissions of OMA-TS-Presence_SIMPLE_XDM for OMA's presence attributes.

use sip_policy::pres_rules::BooleanPermission;
use xml_app_core::{Unexpected, XmlChoice, XmlElement, XmlValue};

use crate::ns;

/// Whether one of OMA's attributes is shown.
///
/// ```
/// use sip_oma::ProvideOmaAttribute;
/// use sip_policy::common_policy::Rule;
///
/// let rule = Rule::new("r".parse()?)
///     .show(ProvideOmaAttribute::Willingness(true.into()))
///     .show(ProvideOmaAttribute::BarringState(false.into()));
/// let shown = rule.transformations.unwrap().extensions;
/// let given = shown.get_all::<ProvideOmaAttribute>().filter(|one| one.permission().is_given());
/// assert_eq!(given.count(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
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
///
/// ```
/// use sip_oma::{ProvideGeopriv, ProvideGeoprivValue};
/// use xml_app_core::RawElement;
///
/// assert_eq!(
///     RawElement::encode(&ProvideGeopriv::from(ProvideGeoprivValue::Full))?.to_string(),
///     "<opr:provide-geopriv xmlns:opr=\"urn:oma:xml:prs:pres-rules\">full</opr:provide-geopriv>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-geopriv")]
pub struct ProvideGeopriv {
    /// How much of it.
    #[xml(text, from)]
    pub value: ProvideGeoprivValue,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// How much of the location is shown, the least first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum ProvideGeoprivValue {
    /// None of it.
    #[default]
    False,
    /// All of it.
    Full,
}

/// `<service-id>` in `<provide-services>`: services with this id in their
/// [`ServiceDescription`](crate::ServiceDescription).
///
/// ```
/// use sip_oma::ServiceId;
/// use sip_policy::pres_rules::{ProvideServices, ServiceSelector};
/// use xml_app_core::{ExtensionElement, RawElement};
///
/// let poc = ExtensionElement::new(ServiceId::from("org.openmobilealliance:PoC-Session"));
/// let services = ProvideServices::from_iter([ServiceSelector::Extension(poc)]);
/// assert_eq!(
///     RawElement::encode(&services)?.to_string(),
///     "<pr:provide-services xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\" \
///      xmlns:opr=\"urn:oma:xml:prs:pres-rules\">\
///      <opr:service-id>org.openmobilealliance:PoC-Session</opr:service-id>\
///      </pr:provide-services>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "service-id")]
pub struct ServiceId {
    /// The id.
    #[xml(text, from)]
    pub id: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl ProvideOmaAttribute {
    /// The permission, granted or not.
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
