//! RFC 4745 §7: when a rule applies.

use xml_app_core::{Element, ExtensionElement, Name, ReadContext, Unexpected, XmlChoice, XmlType};

use super::identity::warn_of;
use super::{Identity, Validity};
use crate::ns;

/// `<conditions>`: all of them have to hold (RFC 4745 §10.1). Without any, the rule always applies.
///
/// ```
/// use sip_policy::common_policy::{Condition, Conditions, Identity, Rule, Sphere};
///
/// let mut rule = Rule::new("f3g44r1".parse()?);
/// rule.conditions = Some(Conditions::from_iter([
///     Identity::domain("example.com").into(),
///     Sphere::new("work").into(),
/// ]));
/// let conditions = rule.conditions.unwrap().conditions;
/// let sphere = conditions.iter().find_map(|condition| match condition {
///     Condition::Sphere(sphere) => Some(sphere.value.as_str()),
///     _ => None,
/// });
/// assert_eq!(sphere, Some("work"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
pub struct Conditions {
    /// The conditions, in document order. The order has no meaning.
    #[xml(choice, from)]
    pub conditions: Vec<Condition>,
    /// Unexpected content. With it, the rule never applies.
    pub unexpected: Unexpected,
}

/// A condition (RFC 4745 §7).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::COMMON_POLICY)]
pub enum Condition {
    /// The identity of the watcher.
    #[xml(child = "identity", from)]
    Identity(Identity),
    /// The sphere of the presentity.
    #[xml(child = "sphere", from)]
    Sphere(Sphere),
    /// The time of the request.
    #[xml(child = "validity", from)]
    Validity(Validity),
    /// A condition of another vocabulary. It is false if it is unknown (RFC 4745 §7).
    #[xml(extensions)]
    Extension(ExtensionElement<Conditions>),
}

/// `<sphere>`: the presentity is in one of these spheres (RFC 4745 §7.3).
///
/// ```
/// use sip_policy::common_policy::{Rule, RuleSet, Sphere};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let sphere = Sphere::new("home work");
/// assert_eq!(sphere.states().collect::<Vec<_>>(), ["home", "work"]);
/// let rule = Rule::new("r".parse()?).when(sphere);
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
/// let request = Request::anonymous();
/// assert!(policy.evaluate(&request).rules.is_empty());
/// assert_eq!(policy.evaluate(&request.in_sphere("work")).rules.len(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(check = check_sphere)]
pub struct Sphere {
    /// The spheres, separated by white space.
    #[xml(attribute, from)]
    pub value: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

fn check_sphere(sphere: &Sphere, element: Element<'_>, context: &mut ReadContext<'_>) {
    // A missing value was reported while reading.
    if element.attribute(&Name::local_only("value")).is_some() {
        warn_of(sphere.can_be_current(), ", so this is never true", element, context);
    }
}

impl Condition {
    /// The local name of its element.
    pub(crate) fn local_name(&self) -> &str {
        match self {
            Self::Identity(_) => "identity",
            Self::Sphere(_) => "sphere",
            Self::Validity(_) => "validity",
            Self::Extension(element) => element.local(),
        }
    }
}

impl Sphere {
    /// One sphere, or several separated by white space.
    pub fn new(value: impl Into<String>) -> Self {
        Self::from(value.into())
    }

    /// The spheres, one by one.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        self.value.split_ascii_whitespace()
    }
}
