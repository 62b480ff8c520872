//! The rules of OMA for presence rules (OMA Presence XDM §5.1).

use sip_policy::common_policy::RuleSet;
use sip_policy::pres_rules::{SubHandling, SubHandlingValue};

use super::Request;
use crate::edit::Conflict;

/// A rule has one condition, and transformations only where subscriptions are allowed.
pub(super) fn oma(rules: &RuleSet, _: Request<'_>) -> Result<(), Conflict> {
    for rule in &rules.rules {
        let refuse = |what: &str| Err(Conflict::Constraint(format!("the rule {} {what}", rule.id)));
        let conditions = rule.conditions.as_ref();
        if conditions.is_some_and(|conditions| conditions.conditions.len() > 1) {
            return refuse("has several conditions, of which OMA allows one");
        }
        let handling =
            rule.actions.as_ref().and_then(|actions| actions.extensions.get::<SubHandling>());
        let is_allowed = handling.is_some_and(|handling| handling.value == SubHandlingValue::Allow);
        if rule.transformations.is_some() && !is_allowed {
            return refuse("has transformations, which OMA allows only with sub-handling allow");
        }
    }
    Ok(())
}
