//! The extensions of AG Projects' clients for common policy.

use sip_policy::{Evaluate, Failure, PolicyModule, Semantics, Situation, Verdict};
use xml_app_core::{Language, Namespace, Unexpected, XmlElement};

use crate::{AgProjects, ns};

/// `<false-condition>`: never true. It disables a rule without removing it.
///
/// ```
/// use sip_ag_projects::{AgProjects, FalseCondition};
/// use sip_policy::common_policy::{Condition, Identity, Rule, RuleSet};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rule = Rule::new("later".parse()?)
///     .when(Identity::anybody())
///     .when(Condition::extension(FalseCondition::default()));
/// let policy = Policy::new(Semantics::new().with(AgProjects), [RuleSet::from_iter([rule])]);
/// let request = Request::from_watcher("sip:bob@example.com".parse()?);
/// assert!(policy.evaluate(&request).rules.is_empty());
/// let (condition, reason) = policy.explain(&request)[0].failures[0].clone();
/// assert_eq!(format!("{condition}: {reason}"), "false-condition: it is never true");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "false-condition")]
pub struct FalseCondition {
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<display-name>` of a rule. The schema of common policy does not allow it: servers that validate
/// refuse a document with it.
///
/// ```
/// use sip_ag_projects::RuleDisplayName;
/// use sip_policy::common_policy::Rule;
///
/// let mut rule = Rule::new("f3g44r1".parse()?);
/// rule.extensions.set(RuleDisplayName::from("Colleagues"));
/// assert_eq!(rule.extensions.get::<RuleDisplayName>().unwrap().text, "Colleagues");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "display-name")]
pub struct RuleDisplayName {
    /// Its language.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The name.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Evaluate for FalseCondition {
    fn can_be_true(&self) -> Verdict {
        Err(Failure::Other("it is never true".into()))
    }

    fn evaluate(&self, _: &Situation<'_>) -> Verdict {
        self.can_be_true()
    }
}

impl PolicyModule for AgProjects {
    fn define(semantics: &mut Semantics) {
        semantics.condition::<FalseCondition>();
    }
}
