//! RFC 4745: common policy, a document format for expressing privacy preferences.

mod conditions;
mod identity;
mod validity;

use xml_app_core::{Extensions, Id, Unexpected, XmlApplication, XmlElement, XmlType};

pub use conditions::{Condition, Conditions, Sphere};
pub use identity::{Entities, Except, Exclusion, Identity, Many, One};
pub use validity::{Interval, Validity};

use crate::ns;

/// `application/auth-policy+xml`, the document type.
///
/// Presence rules (RFC 5025) and dialog rules are such documents too. They differ in their actions
/// and transformations.
///
/// ```
/// use sip_policy::common_policy::CommonPolicy;
/// use sip_policy::pres_rules::PresRules;
/// use xml_app_core::{ReadOptions, Registry};
///
/// // `sip_payloads::registry()` has every vocabulary; this one has presence rules.
/// let mut builder = Registry::builder();
/// builder.application::<CommonPolicy>()?;
/// builder.add(PresRules)?;
/// let registry = builder.build();
///
/// // RFC 4745 §7.1.3.1
/// let xml = b"<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='f3g44r5'>
///     <conditions><identity><many/></identity></conditions><actions/><transformations/>
///     </rule></ruleset>";
/// let rules = registry.parse_with::<CommonPolicy>(xml, &ReadOptions::strict())?.document;
/// assert!(rules.rule("f3g44r5").is_some_and(|rule| rule.is_readable()));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct CommonPolicy;

impl XmlApplication for CommonPolicy {
    type Root = RuleSet;
    const NAME: &'static str = "common-policy";
    const CONTENT_TYPES: &'static [&'static str] = &["application/auth-policy+xml"];
    const EVENT_PACKAGE: Option<&'static str> = None;
    const SPECIFICATION: &'static str = "RFC 4745";
    const DEFAULT_NAMESPACE: Option<xml_app_core::Namespace> = None;
}

/// `<ruleset>`: rules that each grant permissions; their order has no meaning (RFC 4745 §6).
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use xml_app_core::RawElement;
///
/// let rule = Rule::new("f3g44r1".parse()?).when(Identity::one("sip:bob@example.com".parse()?));
/// let rules = RuleSet::from_iter([rule]);
/// assert_eq!(
///     RawElement::encode(&rules)?.to_string(),
///     "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\"><cp:rule id=\"f3g44r1\">\
///      <cp:conditions><cp:identity><cp:one id=\"sip:bob@example.com\"/></cp:identity>\
///      </cp:conditions></cp:rule></cp:ruleset>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "ruleset", document = CommonPolicy)]
pub struct RuleSet {
    /// The rules.
    #[xml(child = "rule", from)]
    pub rules: Vec<Rule>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<rule>`: if all conditions hold, its actions and transformations are permitted (RFC 4745 §6).
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, Sphere};
/// use sip_policy::pres_rules::{PersonSelector, ProvidePersons, SubHandling, SubHandlingValue};
///
/// let rule = Rule::new("a".parse()?)
///     .when(Identity::one("sip:user@example.com".parse()?))
///     .when(Sphere::new("work"))
///     .allow(SubHandling::from(SubHandlingValue::Allow))
///     .show(ProvidePersons::from_iter([PersonSelector::AllPersons]));
/// assert_eq!(rule.conditions.as_ref().map(|all| all.conditions.len()), Some(2));
/// assert!(rule.is_readable());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::COMMON_POLICY, new = "A rule that always applies and permits nothing.")]
pub struct Rule {
    /// Identifies the rule within its document.
    #[xml(attribute)]
    pub id: Id,
    /// When the rule applies; always, if there are none.
    #[xml(child = "conditions")]
    pub conditions: Option<Conditions>,
    /// Permissions that do not change the data, such as accepting a subscription.
    #[xml(child = "actions")]
    pub actions: Option<Actions>,
    /// Permissions that say how much of the data is shown.
    #[xml(child = "transformations")]
    pub transformations: Option<Transformations>,
    /// Extensions of rules, and unexpected content.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<actions>`: permissions that do not change the data (RFC 4745 §8). Applications define its
/// content, such as [`SubHandling`](crate::pres_rules::SubHandling).
///
/// ```
/// use sip_policy::common_policy::Rule;
/// use sip_policy::pres_rules::{SubHandling, SubHandlingValue};
///
/// let rule = Rule::new("a".parse()?).allow(SubHandling::from(SubHandlingValue::Confirm));
/// let action = rule.actions.as_ref().and_then(|actions| actions.extensions.get::<SubHandling>());
/// assert_eq!(action.map(|action| action.value), Some(SubHandlingValue::Confirm));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::COMMON_POLICY)]
pub struct Actions {
    /// The actions.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<transformations>`: permissions that say how much of the data is shown (RFC 4745 §9).
/// Applications define its content, such as [`ProvidePersons`](crate::pres_rules::ProvidePersons).
///
/// ```
/// use sip_policy::common_policy::Transformations;
/// use sip_policy::pres_rules::{ProvideAttribute, ProvideUserInput, ProvideUserInputValue};
///
/// let mut shown = Transformations::default();
/// shown.extensions.push(ProvideAttribute::Activities(true.into()));
/// shown.extensions.push(ProvideAttribute::Mood(true.into()));
/// shown.extensions.push(ProvideUserInput::from(ProvideUserInputValue::Bare));
/// assert_eq!(shown.extensions.get_all::<ProvideAttribute>().count(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(namespace = ns::COMMON_POLICY)]
pub struct Transformations {
    /// The transformations.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

impl RuleSet {
    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
    }
}

impl Rule {
    /// Whether the rule and its conditions have no unexpected content. Unexpected content can be a
    /// condition that is misspelt, in the wrong place, in the wrong namespace or repeated. A rule
    /// with it never matches.
    pub fn is_readable(&self) -> bool {
        self.extensions.unexpected_texts().next().is_none()
            && self.extensions.unexpected_elements().next().is_none()
            && self
                .conditions
                .as_ref()
                .is_none_or(|conditions| !conditions.unexpected.has_unexpected())
    }

    /// The same rule with one more condition.
    #[must_use]
    pub fn when(mut self, condition: impl Into<Condition>) -> Self {
        self.conditions.get_or_insert_default().conditions.push(condition.into());
        self
    }

    /// The same rule with an action. Permissions are added to those that the watcher has already.
    #[must_use]
    pub fn allow<A: xml_app_core::ExtensionOf<Actions>>(mut self, action: A) -> Self {
        self.actions.get_or_insert_default().extensions.push(action);
        self
    }

    /// The same rule with a transformation. Permissions are added to those that the watcher has
    /// already.
    #[must_use]
    pub fn show<T: xml_app_core::ExtensionOf<Transformations>>(
        mut self,
        transformation: T,
    ) -> Self {
        self.transformations.get_or_insert_default().extensions.push(transformation);
        self
    }
}

#[cfg(test)]
mod tests;
