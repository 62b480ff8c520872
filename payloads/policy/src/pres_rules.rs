//! RFC 5025: presence authorization rules, the actions and transformations of common policy for
//! presence.

pub mod permission;
pub mod selector;
mod semantics;

use xml_app_core::{
    AnyUri, Element, Error, ExtensionElement, ReadContext, RegistryBuilder, Token, Unexpected,
    XmlChoice, XmlElement, XmlType, XmlValue, vocabulary,
};

use crate::common_policy::{Actions, CommonPolicy, Rule, Transformations};
use crate::ns;

/// `<sub-handling>`: how a subscription is handled (RFC 5025 §3.2.1).
///
/// ```
/// use sip_policy::pres_rules::{SubHandling, SubHandlingValue};
/// use xml_app_core::RawElement;
///
/// assert_eq!(
///     RawElement::encode(&SubHandling::from(SubHandlingValue::PoliteBlock))?.to_string(),
///     "<pr:sub-handling xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\
///      polite-block</pr:sub-handling>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "sub-handling")]
pub struct SubHandling {
    /// The handling.
    #[xml(text, from)]
    pub value: SubHandlingValue,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// How a subscription is handled, the least permissive first (RFC 5025 §3.2.1).
///
/// ```
/// use sip_policy::pres_rules::SubHandlingValue;
///
/// assert!(SubHandlingValue::Allow > SubHandlingValue::PoliteBlock);
/// assert_eq!(SubHandlingValue::PoliteBlock.priority(), 20);
/// assert_eq!(SubHandlingValue::default(), SubHandlingValue::Block);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
#[xml(collapse)]
pub enum SubHandlingValue {
    /// It is rejected. This is also the default.
    #[default]
    Block,
    /// It waits for a decision of the presentity.
    Confirm,
    /// It is accepted, and answered with a document that shows the presentity as unavailable.
    PoliteBlock,
    /// It is accepted.
    Allow,
}

/// `<provide-devices>`: which devices are shown (RFC 5025 §3.3.1.1).
///
/// ```
/// use sip_policy::pres_rules::{DeviceSelector, ProvideDevices};
/// use xml_app_core::RawElement;
///
/// let devices = ProvideDevices::from_iter([
///     DeviceSelector::DeviceId("urn:device:0003ba4811e3".parse()?),
///     DeviceSelector::Class("biz".into()),
/// ]);
/// assert_eq!(
///     RawElement::encode(&devices)?.to_string(),
///     "<pr:provide-devices xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\
///      <pr:deviceID>urn:device:0003ba4811e3</pr:deviceID><pr:class>biz</pr:class>\
///      </pr:provide-devices>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-devices")]
pub struct ProvideDevices {
    /// A device is shown if any of these selects it.
    #[xml(choice, from)]
    pub devices: Vec<DeviceSelector>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Selects devices (RFC 5025 §3.3.1.1).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PRES_RULES)]
pub enum DeviceSelector {
    /// Every device. It excludes other selectors.
    #[xml(alone)]
    AllDevices,
    /// The device with this device id, by URI equivalence.
    #[xml(value = "deviceID")]
    DeviceId(AnyUri),
    /// The device with this occurrence id: the `id` attribute.
    #[xml(value = "occurrence-id", alias = "occurence-id")]
    OccurrenceId(Token),
    /// The devices of this RPID class.
    #[xml(value = "class")]
    Class(Token),
    /// A selector of another vocabulary. It selects nothing if it is unknown.
    #[xml(extensions)]
    Extension(ExtensionElement<ProvideDevices>),
}

/// `<provide-persons>`: which persons are shown (RFC 5025 §3.3.1.2).
///
/// ```
/// use sip_policy::pres_rules::{PersonSelector, ProvidePersons};
/// use xml_app_core::{ErrorKind, RawElement};
///
/// let mut persons = ProvidePersons::from_iter([PersonSelector::AllPersons]);
/// assert_eq!(
///     RawElement::encode(&persons)?.to_string(),
///     "<pr:provide-persons xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\
///      <pr:all-persons/></pr:provide-persons>"
/// );
/// persons.persons.push(PersonSelector::Class("friends".into()));
/// assert_eq!(RawElement::encode(&persons).unwrap_err().kind(), ErrorKind::NotWritable);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-persons")]
pub struct ProvidePersons {
    /// A person is shown if any of these selects it.
    #[xml(choice, from)]
    pub persons: Vec<PersonSelector>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Selects persons (RFC 5025 §3.3.1.2).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PRES_RULES)]
pub enum PersonSelector {
    /// Every person. It excludes other selectors.
    #[xml(alone)]
    AllPersons,
    /// The person with this occurrence id: the `id` attribute.
    #[xml(value = "occurrence-id", alias = "occurence-id")]
    OccurrenceId(Token),
    /// The persons of this RPID class.
    #[xml(value = "class")]
    Class(Token),
    /// A selector of another vocabulary. It selects nothing if it is unknown.
    #[xml(extensions)]
    Extension(ExtensionElement<ProvidePersons>),
}

/// `<provide-services>`: which services are shown (RFC 5025 §3.3.1.3).
///
/// ```
/// use sip_policy::pres_rules::{ProvideServices, ServiceSelector};
/// use xml_app_core::RawElement;
///
/// let schemes = ["sip", "mailto"];
/// let schemes = schemes.map(|scheme| ServiceSelector::ServiceUriScheme(scheme.into()));
/// assert_eq!(
///     RawElement::encode(&ProvideServices::from_iter(schemes))?.to_string(),
///     "<pr:provide-services xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\">\
///      <pr:service-uri-scheme>sip</pr:service-uri-scheme>\
///      <pr:service-uri-scheme>mailto</pr:service-uri-scheme></pr:provide-services>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-services")]
pub struct ProvideServices {
    /// A service is shown if any of these selects it.
    #[xml(choice, from)]
    pub services: Vec<ServiceSelector>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Selects services (RFC 5025 §3.3.1.3).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PRES_RULES)]
pub enum ServiceSelector {
    /// Every service. It excludes other selectors.
    #[xml(alone)]
    AllServices,
    /// The services with this contact, by URI equivalence.
    #[xml(value = "service-uri")]
    ServiceUri(AnyUri),
    /// The services whose contact has this scheme, in this spelling.
    #[xml(value = "service-uri-scheme")]
    ServiceUriScheme(Token),
    /// The service with this occurrence id: the `id` attribute.
    #[xml(value = "occurrence-id", alias = "occurence-id")]
    OccurrenceId(Token),
    /// The services of this RPID class.
    #[xml(value = "class")]
    Class(Token),
    /// A selector of another vocabulary. It selects nothing if it is unknown.
    #[xml(extensions)]
    Extension(ExtensionElement<ProvideServices>),
}

/// Whether an attribute of persons, devices and services is shown (RFC 5025 §3.3.2.1 to §3.3.2.11, and §3.3.2.13).
///
/// ```
/// use sip_policy::common_policy::{Rule, RuleSet};
/// use sip_policy::pres_rules::{PresRules, ProvideAttribute, permission};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rule = Rule::new("a".parse()?).show(ProvideAttribute::Activities(true.into()));
/// let policy = Policy::new(Semantics::new().with(PresRules), [RuleSet::from_iter([rule])]);
/// let permissions = policy.evaluate(&Request::anonymous()).permissions;
/// assert!(permissions.is_granted(&permission::PROVIDE_ACTIVITIES));
/// assert!(!permissions.is_granted(&permission::PROVIDE_MOOD));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PRES_RULES, elements)]
pub enum ProvideAttribute {
    /// `<activities>` of a person.
    #[xml(child = "provide-activities")]
    Activities(BooleanPermission),
    /// `<class>` of a person, device or service.
    #[xml(child = "provide-class")]
    Class(BooleanPermission),
    /// `<deviceID>` of a service; that of a device is always shown.
    #[xml(child = "provide-deviceID")]
    DeviceId(BooleanPermission),
    /// `<mood>` of a person.
    #[xml(child = "provide-mood")]
    Mood(BooleanPermission),
    /// `<place-is>` of a person.
    #[xml(child = "provide-place-is")]
    PlaceIs(BooleanPermission),
    /// `<place-type>` of a person.
    #[xml(child = "provide-place-type")]
    PlaceType(BooleanPermission),
    /// `<privacy>` of a person or service.
    #[xml(child = "provide-privacy")]
    Privacy(BooleanPermission),
    /// `<relationship>` of a service.
    #[xml(child = "provide-relationship")]
    Relationship(BooleanPermission),
    /// `<sphere>` of a person.
    #[xml(child = "provide-sphere")]
    Sphere(BooleanPermission),
    /// `<status-icon>` of a person or service.
    #[xml(child = "provide-status-icon")]
    StatusIcon(BooleanPermission),
    /// `<time-offset>` of a person.
    #[xml(child = "provide-time-offset")]
    TimeOffset(BooleanPermission),
    /// `<note>` of a person, device or service, but not inside other attributes.
    #[xml(child = "provide-note")]
    Note(BooleanPermission),
}

/// A boolean permission (RFC 5025 §7).
///
/// ```
/// use sip_policy::pres_rules::{BooleanPermission, ProvideAttribute};
///
/// let provide = ProvideAttribute::Mood(BooleanPermission::from(true));
/// assert_eq!(provide, ProvideAttribute::Mood(true.into()));
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct BooleanPermission {
    /// Whether it is granted. `false` does not revoke the permission of another rule.
    #[xml(text, from)]
    pub value: bool,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<provide-user-input>`: how much of `<user-input>` is shown (RFC 5025 §3.3.2.12).
///
/// ```
/// use sip_policy::pres_rules::{ProvideUserInput, ProvideUserInputValue};
/// use xml_app_core::{RawElement, Registry};
///
/// let xml = "<provide-user-input xmlns='urn:ietf:params:xml:ns:pres-rules'>bare\
///     </provide-user-input>";
/// let permission: ProvideUserInput = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// assert_eq!(permission.value, ProvideUserInputValue::Bare);
/// assert_eq!(permission.value.priority(), 10);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-user-input")]
pub struct ProvideUserInput {
    /// How much of it.
    #[xml(text, from)]
    pub value: ProvideUserInputValue,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// How much of `<user-input>` is shown, the least first (RFC 5025 §3.3.2.12).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
pub enum ProvideUserInputValue {
    /// None of it.
    #[default]
    False,
    /// Only the value, without its times and threshold (erratum 2544).
    Bare,
    /// The value and the idle threshold in seconds.
    Thresholds,
    /// All of it.
    Full,
}

/// `<provide-unknown-attribute>`: whether an attribute is shown for which the server knows no
/// permission (RFC 5025 §3.3.2.14).
///
/// ```
/// use sip_policy::pres_rules::ProvideUnknownAttribute;
/// use xml_app_core::RawElement;
///
/// let foo = ProvideUnknownAttribute::new("urn:vendor-specific:foo-namespace", "foo");
/// assert_eq!(
///     RawElement::encode(&foo)?.to_string(),
///     "<pr:provide-unknown-attribute xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\" \
///      ns=\"urn:vendor-specific:foo-namespace\" name=\"foo\">true</pr:provide-unknown-attribute>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-unknown-attribute", check = check_unknown)]
pub struct ProvideUnknownAttribute {
    /// The namespace of its name.
    #[xml(attribute)]
    pub ns: String,
    /// The local part of its name.
    #[xml(attribute)]
    pub name: String,
    /// Whether it is shown.
    #[xml(text)]
    pub value: bool,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<provide-all-attributes>`: all attributes of the components that are shown (RFC 5025
/// §3.3.2.15).
///
/// ```
/// use sip_policy::pres_rules::ProvideAllAttributes;
/// use xml_app_core::RawElement;
///
/// assert_eq!(
///     RawElement::encode(&ProvideAllAttributes::default())?.to_string(),
///     "<pr:provide-all-attributes xmlns:pr=\"urn:ietf:params:xml:ns:pres-rules\"/>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_RULES, name = "provide-all-attributes")]
pub struct ProvideAllAttributes {
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// The selectors that are global elements in the schema. They are checked wherever they are.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PRES_RULES, elements)]
enum GlobalSelector {
    #[xml(value = "deviceID")]
    DeviceId(AnyUri),
    #[xml(value = "service-uri")]
    ServiceUri(AnyUri),
    #[xml(value = "service-uri-scheme")]
    ServiceUriScheme(Token),
    #[xml(value = "occurrence-id")]
    OccurrenceId(Token),
    #[xml(value = "class")]
    Class(Token),
}

impl ProvideAttribute {
    /// The permission, granted or not.
    pub fn permission(&self) -> &BooleanPermission {
        match self {
            Self::Activities(permission)
            | Self::Class(permission)
            | Self::DeviceId(permission)
            | Self::Mood(permission)
            | Self::PlaceIs(permission)
            | Self::PlaceType(permission)
            | Self::Privacy(permission)
            | Self::Relationship(permission)
            | Self::Sphere(permission)
            | Self::StatusIcon(permission)
            | Self::TimeOffset(permission)
            | Self::Note(permission) => permission,
        }
    }
}

impl SubHandlingValue {
    /// Its number in the RFC: 0, 10, 20 or 30. The greatest one applies.
    pub const fn priority(self) -> u8 {
        match self {
            Self::Block => 0,
            Self::Confirm => 10,
            Self::PoliteBlock => 20,
            Self::Allow => 30,
        }
    }
}

impl ProvideUserInputValue {
    /// Its number in the RFC: 0, 10, 20 or 30. The greatest one applies.
    pub const fn priority(self) -> u8 {
        match self {
            Self::False => 0,
            Self::Bare => 10,
            Self::Thresholds => 20,
            Self::Full => 30,
        }
    }
}

impl BooleanPermission {
    /// Whether it is granted and has no unexpected content.
    pub fn is_given(&self) -> bool {
        self.value && !self.unexpected.has_unexpected()
    }
}

impl ProvideUnknownAttribute {
    /// An attribute that is shown.
    pub fn new(ns: impl Into<String>, name: impl Into<String>) -> Self {
        Self { ns: ns.into(), name: name.into(), value: true, unexpected: Unexpected::new() }
    }
}

fn check_unknown(
    attribute: &ProvideUnknownAttribute,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    let name = &attribute.name;
    if name.contains(':') {
        let message = format!("{name:?} is no name without prefix: this is about no element");
        context.warn(element, message);
    } else if attribute.ns == semantics::RPID.uri() {
        let message = "the elements of RPID have permissions of their own: this is about none";
        context.warn(element, message);
    }
}

impl SubHandling {
    /// Accepts the subscription.
    pub fn allow() -> Self {
        SubHandlingValue::Allow.into()
    }

    /// Lets the subscription wait for a decision of the presentity.
    pub fn confirm() -> Self {
        SubHandlingValue::Confirm.into()
    }

    /// Accepts the subscription, and shows the presentity as unavailable.
    pub fn polite_block() -> Self {
        SubHandlingValue::PoliteBlock.into()
    }

    /// Rejects the subscription.
    pub fn block() -> Self {
        SubHandlingValue::Block.into()
    }
}

impl ProvideDevices {
    /// All devices.
    pub fn all() -> Self {
        DeviceSelector::AllDevices.into()
    }
}

impl ProvidePersons {
    /// All persons.
    pub fn all() -> Self {
        PersonSelector::AllPersons.into()
    }
}

impl ProvideServices {
    /// All services.
    pub fn all() -> Self {
        ServiceSelector::AllServices.into()
    }
}

impl Rule {
    /// The same rule, which shows all services, persons and devices with all their attributes.
    ///
    /// ```
    /// use sip_policy::common_policy::{Identity, Rule};
    /// use sip_policy::pres_rules::SubHandling;
    ///
    /// let friends = Rule::new("friends".parse()?)
    ///     .when(Identity::one("sip:bob@example.com".parse()?))
    ///     .allow(SubHandling::allow())
    ///     .show_everything();
    /// assert_eq!(friends.transformations.unwrap().extensions.len(), 4);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn show_everything(self) -> Self {
        self.show(ProvideServices::all())
            .show(ProvidePersons::all())
            .show(ProvideDevices::all())
            .show(ProvideAllAttributes::default())
    }
}

vocabulary! {
    /// Presence rules, to be added to a registry and to a [`Semantics`](crate::Semantics).
    ///
    /// ```
    /// use sip_policy::common_policy::CommonPolicy;
    /// use sip_policy::pres_rules::{PresRules, SubHandling, SubHandlingValue};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(PresRules)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='a'><actions>
    ///     <sub-handling xmlns='urn:ietf:params:xml:ns:pres-rules'>allow</sub-handling>
    ///     </actions></rule></ruleset>";
    /// let rules = registry.parse_with::<CommonPolicy>(xml, &options)?.document;
    /// let actions = rules.rule("a").and_then(|rule| rule.actions.as_ref()).unwrap();
    /// let action = actions.extensions.get::<SubHandling>().unwrap();
    /// assert_eq!(action.value, SubHandlingValue::Allow);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct PresRules: "pres-rules", "RFC 5025";
    document CommonPolicy: ns::PRES_RULES;
    extend Actions { SubHandling }
    extend Transformations {
        ProvideDevices, ProvidePersons, ProvideServices, ProvideAttribute, ProvideUserInput,
        ProvideUnknownAttribute, ProvideAllAttributes,
    }
    also register_selectors;
    also crate::semantics_of::<PresRules>;
}

/// Selectors are global elements of the schema. They extend no type.
fn register_selectors(registry: &mut RegistryBuilder) -> Result<(), Error> {
    registry.application::<CommonPolicy>()?.element::<GlobalSelector>().map(drop)
}

#[cfg(test)]
mod tests;
