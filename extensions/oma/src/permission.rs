//! The names of OMA's permissions in [`Permissions`].

#[cfg(doc)]
use sip_policy::Permissions;
use xml_app_core::{Name, XmlElement};

use crate::ProvideGeopriv;
use crate::ns::PRES_RULES;

/// `<willingness>`, `<overriding-willingness>`.
pub const PROVIDE_WILLINGNESS: Name = Name::new(PRES_RULES, "provide-willingness");
/// `<network-availability>`.
pub const PROVIDE_NETWORK_AVAILABILITY: Name =
    Name::new(PRES_RULES, "provide-network-availability");
/// `<session-participation>`.
pub const PROVIDE_SESSION_PARTICIPATION: Name =
    Name::new(PRES_RULES, "provide-session-participation");
/// `<registration-state>`.
pub const PROVIDE_REGISTRATION_STATE: Name = Name::new(PRES_RULES, "provide-registration-state");
/// `<barring-state>`.
pub const PROVIDE_BARRING_STATE: Name = Name::new(PRES_RULES, "provide-barring-state");
/// How much of a location: a level.
pub const PROVIDE_GEOPRIV: Name = ProvideGeopriv::NAME;
/// `<service-description>`. There is no element for this permission. Rules with OMA's vocabulary
/// imply it, because OMA shows a service with its description.
pub const PROVIDE_SERVICE_DESCRIPTION: Name = Name::new(PRES_RULES, "provide-service-description");
