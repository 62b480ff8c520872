//! The names of the permissions of RFC 5025 in [`Permissions`].

use xml_app_core::{Name, XmlElement};

use super::{
    ProvideAllAttributes, ProvideDevices, ProvidePersons, ProvideServices, ProvideUnknownAttribute,
    ProvideUserInput, SubHandling,
};
#[cfg(doc)]
use crate::Permissions;
use crate::ns::PRES_RULES;

/// How a subscription is handled: a level.
pub const SUB_HANDLING: Name = SubHandling::NAME;
/// Which services are shown: a set.
pub const PROVIDE_SERVICES: Name = ProvideServices::NAME;
/// Which persons are shown: a set.
pub const PROVIDE_PERSONS: Name = ProvidePersons::NAME;
/// Which devices are shown: a set.
pub const PROVIDE_DEVICES: Name = ProvideDevices::NAME;
/// `<activities>`.
pub const PROVIDE_ACTIVITIES: Name = Name::new(PRES_RULES, "provide-activities");
/// `<class>`.
pub const PROVIDE_CLASS: Name = Name::new(PRES_RULES, "provide-class");
/// `<deviceID>` of a service.
pub const PROVIDE_DEVICE_ID: Name = Name::new(PRES_RULES, "provide-deviceID");
/// `<mood>`.
pub const PROVIDE_MOOD: Name = Name::new(PRES_RULES, "provide-mood");
/// `<place-is>`.
pub const PROVIDE_PLACE_IS: Name = Name::new(PRES_RULES, "provide-place-is");
/// `<place-type>`.
pub const PROVIDE_PLACE_TYPE: Name = Name::new(PRES_RULES, "provide-place-type");
/// `<privacy>`.
pub const PROVIDE_PRIVACY: Name = Name::new(PRES_RULES, "provide-privacy");
/// `<relationship>`.
pub const PROVIDE_RELATIONSHIP: Name = Name::new(PRES_RULES, "provide-relationship");
/// `<sphere>`.
pub const PROVIDE_SPHERE: Name = Name::new(PRES_RULES, "provide-sphere");
/// `<status-icon>`.
pub const PROVIDE_STATUS_ICON: Name = Name::new(PRES_RULES, "provide-status-icon");
/// `<time-offset>`.
pub const PROVIDE_TIME_OFFSET: Name = Name::new(PRES_RULES, "provide-time-offset");
/// `<note>`.
pub const PROVIDE_NOTE: Name = Name::new(PRES_RULES, "provide-note");
/// How much of `<user-input>`: a level.
pub const PROVIDE_USER_INPUT: Name = ProvideUserInput::NAME;
/// Attributes for which the server knows no permission: a set.
pub const PROVIDE_UNKNOWN_ATTRIBUTE: Name = ProvideUnknownAttribute::NAME;
/// All attributes of the components that are shown, but not the components themselves.
pub const PROVIDE_ALL_ATTRIBUTES: Name = ProvideAllAttributes::NAME;
