//! AG Projects' dialog rules: who may subscribe to dialogs. Common policy with its own action.

use xml_app_core::{Unexpected, XmlElement, vocabulary};

use crate::common_policy::{Actions, CommonPolicy};
use crate::ns;
use crate::pres_rules::SubHandlingValue;
use crate::{Permission, Permissions, PolicyModule, Semantics};

/// `<sub-handling>` of dialog rules: how a subscription to dialogs is handled. The values are those
/// of presence rules.
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use sip_policy::dialog_rules::{DialogRules, SubHandling};
/// use sip_policy::pres_rules::SubHandlingValue;
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rule = Rule::new("r".parse()?)
///     .when(Identity::domain("example.com"))
///     .allow(SubHandling::from(SubHandlingValue::Allow));
/// let policy = Policy::new(Semantics::new().with(DialogRules), [RuleSet::from_iter([rule])]);
/// let bob = policy.evaluate(&Request::from_watcher("sip:bob@example.com".parse()?));
/// assert_eq!(bob.permissions.dialog_sub_handling(), SubHandlingValue::Allow);
/// assert_eq!(bob.permissions.sub_handling(), SubHandlingValue::Block); // of presence
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::DIALOG_RULES, name = "sub-handling")]
pub struct SubHandling {
    /// The handling.
    #[xml(text, from)]
    pub value: SubHandlingValue,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

vocabulary! {
    /// Dialog rules, to be added to a registry and to a [`Semantics`].
    pub struct DialogRules: "dialog-rules", "AG Projects";
    document CommonPolicy: ns::DIALOG_RULES;
    extend Actions { SubHandling }
    also crate::semantics_of::<DialogRules>;
}

impl Permission for SubHandling {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.raise(Self::NAME, self.value.into());
    }
}

impl PolicyModule for DialogRules {
    fn define(semantics: &mut Semantics) {
        semantics.action::<SubHandling>();
    }
}

impl Permissions {
    /// How a subscription to dialogs is handled.
    pub fn dialog_sub_handling(&self) -> SubHandlingValue {
        SubHandlingValue::of_level(self.level(&SubHandling::NAME))
    }
}
