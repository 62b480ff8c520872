//! RFC 5025 §3.2 and §3.3: the permissions of presence rules, and the elements that they govern.

use sip_presence::DeviceId;
use xml_app_core::{GlobalElement, Name, Namespace, XmlElement, XmlValue};

use super::{
    DeviceSelector, PersonSelector, PresRules, ProvideAllAttributes, ProvideAttribute,
    ProvideDevices, ProvidePersons, ProvideServices, ProvideUnknownAttribute, ProvideUserInput,
    ProvideUserInputValue, ServiceSelector, SubHandling, SubHandlingValue, permission, selector,
};
use crate::{
    Governance, Governed, Level, Member, Permission, Permissions, PolicyModule, Semantics,
    Visibility,
};

impl Permissions {
    /// How a subscription is handled (RFC 5025 §3.2.1).
    pub fn sub_handling(&self) -> SubHandlingValue {
        SubHandlingValue::of_level(self.level(&permission::SUB_HANDLING))
    }

    /// How much of `<user-input>` is shown (RFC 5025 §3.3.2.12, §3.3.2.15).
    pub fn user_input(&self) -> ProvideUserInputValue {
        use ProvideUserInputValue::{Bare, Full, Thresholds};
        if self.is_granted(&permission::PROVIDE_ALL_ATTRIBUTES) {
            return Full;
        }
        let rank = self.level(&permission::PROVIDE_USER_INPUT).map_or(0.0, Level::rank);
        let mut values = [Full, Thresholds, Bare].into_iter();
        values.find(|value| f64::from(value.priority()) <= rank).unwrap_or_default()
    }
}

impl Permission for SubHandling {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.raise(Self::NAME, self.value.into());
    }
}

impl SubHandlingValue {
    /// The greatest value up to a level.
    pub(crate) fn of_level(level: Option<&Level>) -> Self {
        let rank = level.map_or(0.0, Level::rank);
        let mut values = [Self::Allow, Self::PoliteBlock, Self::Confirm].into_iter();
        values.find(|value| f64::from(value.priority()) <= rank).unwrap_or_default()
    }
}

impl From<SubHandlingValue> for Level {
    fn from(value: SubHandlingValue) -> Self {
        Self::new(value.priority(), value.text())
    }
}

impl From<ProvideUserInputValue> for Level {
    fn from(value: ProvideUserInputValue) -> Self {
        Self::new(value.priority(), value.text())
    }
}

impl Permission for ProvideUserInput {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.raise(Self::NAME, self.value.into());
    }
}

impl Permission for ProvideAttribute {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(self.name(), self.permission().is_given());
    }
}

impl Permission for ProvideAllAttributes {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(Self::NAME, true);
    }
}

impl Permission for ProvideUnknownAttribute {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        if self.value {
            permissions.add(Self::NAME, Member::unknown_attribute(&self.ns, &self.name));
        }
    }
}

/// A member with a value; `None` if the value is empty, which an invalid component could match.
fn told_by(kind: Name, text: &str) -> Option<Member> {
    (!text.is_empty()).then(|| Member::new(kind, text))
}

impl Permission for ProvideServices {
    fn permit(&self, semantics: &Semantics, permissions: &mut Permissions) {
        let members = self.services.iter().filter_map(|service| match service {
            ServiceSelector::AllServices => Some(Member::new(selector::ALL_SERVICES, "")),
            ServiceSelector::ServiceUri(uri) => told_by(selector::SERVICE_URI, uri.as_str()),
            ServiceSelector::ServiceUriScheme(scheme) => {
                told_by(selector::SERVICE_URI_SCHEME, scheme.as_str())
            }
            ServiceSelector::OccurrenceId(id) => told_by(selector::OCCURRENCE_ID, id.as_str()),
            ServiceSelector::Class(class) => told_by(selector::CLASS, class.as_str()),
            ServiceSelector::Extension(element) => semantics.service_members.read(element),
        });
        members.for_each(|member| permissions.add(Self::NAME, member));
    }
}

impl Permission for ProvidePersons {
    fn permit(&self, semantics: &Semantics, permissions: &mut Permissions) {
        let members = self.persons.iter().filter_map(|person| match person {
            PersonSelector::AllPersons => Some(Member::new(selector::ALL_PERSONS, "")),
            PersonSelector::OccurrenceId(id) => told_by(selector::OCCURRENCE_ID, id.as_str()),
            PersonSelector::Class(class) => told_by(selector::CLASS, class.as_str()),
            PersonSelector::Extension(element) => semantics.person_members.read(element),
        });
        members.for_each(|member| permissions.add(Self::NAME, member));
    }
}

impl Permission for ProvideDevices {
    fn permit(&self, semantics: &Semantics, permissions: &mut Permissions) {
        let members = self.devices.iter().filter_map(|device| match device {
            DeviceSelector::AllDevices => Some(Member::new(selector::ALL_DEVICES, "")),
            DeviceSelector::DeviceId(id) => told_by(selector::DEVICE_ID, id.as_str()),
            DeviceSelector::OccurrenceId(id) => told_by(selector::OCCURRENCE_ID, id.as_str()),
            DeviceSelector::Class(class) => told_by(selector::CLASS, class.as_str()),
            DeviceSelector::Extension(element) => semantics.device_members.read(element),
        });
        members.for_each(|member| permissions.add(Self::NAME, member));
    }
}

impl Governed for DeviceId {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::whole_if(permissions.is_granted(&permission::PROVIDE_DEVICE_ID))
    }
}

/// RPID, whose elements RFC 5025 names. Whether the program has types for them makes no difference.
pub(super) const RPID: Namespace = Namespace::new("urn:ietf:params:xml:ns:pidf:rpid", "rpid");

/// Lets a boolean permission govern an element of RPID.
macro_rules! governs {
    ($governance:expr, $($local:literal => $permission:ident),*) => {
        $($governance.governs_name(Name::new(RPID, $local), |permissions| {
            permissions.is_granted(&permission::$permission)
        });)*
    };
}

impl PolicyModule for PresRules {
    fn define(semantics: &mut Semantics) {
        semantics.action::<SubHandling>();
        semantics
            .transformation::<ProvideServices>()
            .transformation::<ProvidePersons>()
            .transformation::<ProvideDevices>()
            .transformation::<ProvideAttribute>()
            .transformation::<ProvideUserInput>()
            .transformation::<ProvideUnknownAttribute>()
            .transformation::<ProvideAllAttributes>();

        let services = semantics.services();
        governs!(services,
            "class" => PROVIDE_CLASS,
            "privacy" => PROVIDE_PRIVACY,
            "relationship" => PROVIDE_RELATIONSHIP,
            "status-icon" => PROVIDE_STATUS_ICON
        );
        services.governs::<DeviceId>().governs_name(Name::new(RPID, "service-class"), |_| true);
        claim(services);

        let persons = semantics.persons();
        governs!(persons,
            "activities" => PROVIDE_ACTIVITIES,
            "class" => PROVIDE_CLASS,
            "mood" => PROVIDE_MOOD,
            "place-is" => PROVIDE_PLACE_IS,
            "place-type" => PROVIDE_PLACE_TYPE,
            "privacy" => PROVIDE_PRIVACY,
            "sphere" => PROVIDE_SPHERE,
            "status-icon" => PROVIDE_STATUS_ICON,
            "time-offset" => PROVIDE_TIME_OFFSET
        );
        claim(persons);

        let devices = semantics.devices();
        governs!(devices, "class" => PROVIDE_CLASS);
        claim(devices);
    }
}

/// Elements that RFC 5025 names are never unknown attributes, wherever they are (§3.3.2.14). An
/// element that cannot be reduced is shown as a whole or not at all.
fn claim<Host: 'static>(governance: &mut Governance<Host>) {
    governance
        .governs_name(Name::new(RPID, "user-input"), |permissions| {
            permissions.user_input() == ProvideUserInputValue::Full
        })
        .claims(RPID)
        .claims(sip_presence::ns::PIDF)
        .claims(sip_presence::ns::DATA_MODEL);
}
