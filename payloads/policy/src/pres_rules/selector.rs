//! The names of the members of `<provide-services>`, `<provide-persons>` and `<provide-devices>`
//! (RFC 5025 §3.3.1) in sets.

use xml_app_core::Name;

use crate::ns::PRES_RULES;

/// Every service.
pub const ALL_SERVICES: Name = Name::new(PRES_RULES, "all-services");
/// Every person.
pub const ALL_PERSONS: Name = Name::new(PRES_RULES, "all-persons");
/// Every device.
pub const ALL_DEVICES: Name = Name::new(PRES_RULES, "all-devices");
/// By RPID class.
pub const CLASS: Name = Name::new(PRES_RULES, "class");
/// By occurrence id.
pub const OCCURRENCE_ID: Name = Name::new(PRES_RULES, "occurrence-id");
/// By device id.
pub const DEVICE_ID: Name = Name::new(PRES_RULES, "deviceID");
/// By contact.
pub const SERVICE_URI: Name = Name::new(PRES_RULES, "service-uri");
/// By the scheme of the contact.
pub const SERVICE_URI_SCHEME: Name = Name::new(PRES_RULES, "service-uri-scheme");
