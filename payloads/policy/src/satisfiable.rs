//! Which parts of a rule can never match or grant anything. Evaluation, the warnings of reading and
//! the command's `show` all use this.

use sip_uri::IdentityExt as _;

use crate::common_policy::{
    Condition, Entities, Except, Exclusion, Identity, Interval, Many, One, Rule, Sphere, Validity,
};
use crate::{Failure, Semantics, Verdict};

/// Refuses an element with unexpected content, which may have been meant as a restriction.
pub(crate) fn readable(has_unexpected: bool) -> Verdict {
    if has_unexpected { Err(Failure::Unreadable) } else { Ok(()) }
}

impl One {
    /// Whether this can match a watcher (RFC 4745 §7.1.2, §7.2).
    pub(crate) fn can_be_somebody(&self) -> Verdict {
        readable(self.extensions.has_unexpected())?;
        if self.id.scheme().is_none() || self.id.has_no_host() {
            return Err(Failure::NoIdentity(self.id.as_str().to_owned()));
        }
        Ok(())
    }
}

impl Many {
    /// The domain in the form in which domains are compared.
    pub(crate) fn comparable_domain(&self) -> Result<Option<String>, Failure> {
        readable(self.unexpected.has_unexpected())?;
        self.domain.as_deref().map(comparable_domain).transpose()
    }

    /// Whether this can match a watcher: an unknown exception may exclude all of them.
    fn can_be_somebody(&self, semantics: &Semantics) -> Verdict {
        self.comparable_domain()?;
        self.exclusions.iter().try_for_each(|exclusion| match exclusion {
            Exclusion::Except(except) => except.can_be_compared(),
            Exclusion::Extension(element) => semantics.exclusions.can_be_true(element.element()),
        })
    }
}

impl Except {
    /// Whether the exception can be compared with a watcher.
    pub(crate) fn can_be_compared(&self) -> Verdict {
        self.check_identity()?;
        self.comparable_domain().map(drop)
    }

    /// Whether the exception names someone. Something other than an absolute URI cannot be an
    /// identity.
    pub(crate) fn check_identity(&self) -> Verdict {
        readable(self.unexpected.has_unexpected())?;
        match &self.id {
            Some(id) if id.scheme().is_none() => Err(Failure::NoIdentity(id.as_str().to_owned())),
            None if self.domain.is_none() => {
                Err(Failure::Other("the exception has neither an id nor a domain".into()))
            }
            _ => Ok(()),
        }
    }

    /// The domain in the form in which domains are compared.
    pub(crate) fn comparable_domain(&self) -> Result<Option<String>, Failure> {
        self.domain.as_deref().map(comparable_domain).transpose()
    }
}

/// Domains have no wildcards.
fn comparable_domain(domain: &str) -> Result<String, Failure> {
    let comparable = sip_uri::comparable_domain(domain).filter(|domain| !domain.contains('*'));
    comparable.ok_or_else(|| Failure::NoDomain(domain.to_owned()))
}

impl Sphere {
    /// Whether the presentity can be in this sphere (RFC 4745 §7.3).
    pub(crate) fn can_be_current(&self) -> Verdict {
        readable(self.unexpected.has_unexpected())?;
        match self.states().next() {
            Some(_) => Ok(()),
            None => Err(Failure::Other("no sphere is named".into())),
        }
    }
}

impl Validity {
    /// Whether one of the intervals can contain a time (RFC 4745 §7.4).
    pub(crate) fn can_come(&self) -> Verdict {
        readable(self.unexpected.has_unexpected())?;
        match self.intervals.iter().all(Interval::is_empty) {
            true => Err(Failure::Other("no moment is in any of its intervals".into())),
            false => Ok(()),
        }
    }
}

impl Interval {
    /// Whether the interval contains no time: it ends before it begins, or a time zone is missing
    /// (erratum 1455).
    ///
    /// ```
    /// use sip_policy::common_policy::Interval;
    ///
    /// let march = "2026-03-01T00:00:00Z".parse()?;
    /// assert!(Interval { from: "2026-03-02T00:00:00Z".parse()?, until: march }.is_empty());
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        let (Some(from), Some(until)) = (self.from.to_chrono(), self.until.to_chrono()) else {
            return true;
        };
        until <= from
    }
}

impl Semantics {
    /// Why a rule can never match: the local name of a condition, and its fault. `None` if the rule
    /// can match.
    ///
    /// ```
    /// use sip_policy::Semantics;
    /// use sip_policy::common_policy::{Identity, Rule};
    ///
    /// let rule = Rule::new("friends".parse()?).when(Identity::one("bob@example.com".parse()?));
    /// let (condition, reason) = Semantics::new().never_matches(&rule).unwrap();
    /// assert_eq!(condition, "identity");
    /// assert_eq!(
    ///     reason.to_string(),
    ///     "\"bob@example.com\" is not an identity: expected an absolute URI"
    /// );
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn never_matches<'r>(&self, rule: &'r Rule) -> Option<(&'r str, Failure)> {
        if !rule.is_readable() {
            return Some(("conditions", Failure::Unreadable));
        }
        let conditions = rule.conditions.iter().flat_map(|conditions| &conditions.conditions);
        let impossible = |condition: &'r Condition| {
            let reason = self.can_be_true(condition).err()?;
            Some((condition.local_name(), reason))
        };
        conditions.into_iter().find_map(impossible)
    }

    fn can_be_true(&self, condition: &Condition) -> Verdict {
        match condition {
            Condition::Identity(identity) => self.can_be_somebody(identity),
            Condition::Sphere(sphere) => sphere.can_be_current(),
            Condition::Validity(validity) => validity.can_come(),
            Condition::Extension(element) => self.conditions.can_be_true(element.element()),
        }
    }

    /// Whether one of the alternatives can match a watcher.
    fn can_be_somebody(&self, identity: &Identity) -> Verdict {
        readable(identity.unexpected.has_unexpected())?;
        let mut verdict = Err(Failure::Other("no watcher is named".into()));
        for entities in &identity.entities {
            verdict = match entities {
                Entities::One(one) => one.can_be_somebody().and_then(|()| {
                    let mut refinements = one.extensions.iter();
                    refinements.try_for_each(|element| self.refinements.can_be_true(element))
                }),
                Entities::Many(many) => many.can_be_somebody(self),
                Entities::Extension(element) => self.entities.can_be_true(element.element()),
            };
            if verdict.is_ok() {
                break;
            }
        }
        verdict
    }
}

#[cfg(test)]
mod tests {
    use xml_app_core::{ExtensionElement, RawElement};

    use super::*;
    use crate::common_policy::{Conditions, RuleSet};
    use crate::{Policy, Request};

    fn rule(condition: impl Into<Condition>) -> Rule {
        Rule::new("r".parse().unwrap()).when(condition)
    }

    fn reason(rule: &Rule) -> Option<String> {
        let found = Semantics::new().never_matches(rule);
        found.map(|(condition, reason)| format!("{condition}: {reason}"))
    }

    fn one(id: &str) -> Identity {
        Identity::one(id.parse().unwrap())
    }

    fn never(condition: impl Into<Condition>, expected: &str) {
        assert_eq!(reason(&rule(condition)).as_deref(), Some(expected));
    }

    #[test]
    fn invalid_identities() {
        let nobody =
            |id: &str| format!("identity: {id:?} is not an identity: expected an absolute URI");
        for id in ["bob", "", "sip:", "sip:bob@", "sips:bob@:5061", "http:///x"] {
            never(one(id), &nobody(id));
        }
        for id in ["sip:bob@example.com", "tel:+1", "urn:x:1", "sip:bob@[2001:db8::1]"] {
            assert_eq!(reason(&rule(one(id))), None, "{id}");
        }
        never(Identity::from_iter([]), "identity: no watcher is named");
        // One alternative that can match is enough.
        let mut both = one("bob");
        both.entities.extend(one("sip:bob@example.com").entities);
        assert_eq!(reason(&rule(both)), None);
    }

    #[test]
    fn text_that_is_not_a_domain() {
        for domain in ["@example.org", "*.example.org", "", "a..b"] {
            never(Identity::domain(domain), &format!("identity: {domain:?} is not a domain"));
        }
        assert_eq!(reason(&rule(Identity::domain("example.org"))), None);
        assert_eq!(reason(&rule(Identity::anybody())), None);
        let many = Many::of_domain("example.org").except_domain("*.example.org");
        never(Identity::from(many), "identity: \"*.example.org\" is not a domain");
        let many = Many::default().except("sip:eve@example.org".parse().unwrap());
        assert_eq!(reason(&rule(Identity::from(many))), None);
        let many = Many::default().except("eve".parse().unwrap());
        never(
            Identity::from(many),
            "identity: \"eve\" is not an identity: expected an absolute URI",
        );
        let mut many = Many::default();
        many.exclusions.push(Exclusion::Except(Except::default()));
        never(Identity::from(many), "identity: the exception has neither an id nor a domain");
    }

    #[test]
    fn spheres_and_times_that_never_match() {
        never(Sphere::new(" "), "sphere: no sphere is named");
        assert_eq!(reason(&rule(Sphere::new("work"))), None);
        let interval = |from: &str, until: &str| Interval {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        let (early, late) = ("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        let reason_of = "validity: no moment is in any of its intervals";
        never(Validity::from(interval(late, early)), reason_of);
        never(Validity::from(interval(early, early)), reason_of);
        never(Validity::from(interval("2026-03-01T00:00:00", late)), reason_of);
        let mut validity = Validity::from(interval(late, early));
        validity.intervals.push(interval(early, late));
        assert_eq!(reason(&rule(validity)), None);
    }

    #[test]
    fn unknown_identities_never_match() {
        let unknown: RawElement = "<moon xmlns='urn:example:x'/>".parse().unwrap();
        let unknown = ExtensionElement::<Conditions>::raw(unknown);
        never(Condition::Extension(unknown), "moon: it is not understood");
        let unknown: RawElement = "<moon xmlns='urn:example:x'/>".parse().unwrap();
        let friends = ExtensionElement::<Identity>::raw(unknown);
        let identity = Identity::from(Entities::Extension(friends));
        never(identity, "identity: it is not understood");
    }

    #[test]
    fn the_permissions_of_one_rule() {
        use crate::pres_rules::{PresRules, ProvideAttribute, SubHandling, SubHandlingValue};
        let semantics = Semantics::new().with(PresRules);
        let rule = Rule::new("r".parse().unwrap());
        assert!(semantics.permissions(&rule).is_empty());
        let rule = rule
            .allow(SubHandling::from(SubHandlingValue::Allow))
            .show(ProvideAttribute::Mood(true.into()));
        let permissions = semantics.permissions(&rule);
        assert_eq!(permissions.sub_handling(), SubHandlingValue::Allow);
        assert_eq!(permissions.iter().count(), 2);
    }

    /// Reports the first condition that can never be true.
    #[test]
    fn evaluation_agrees() {
        let rule = rule(one("bob")).when(Sphere::new(" "));
        assert!(reason(&rule).is_some_and(|reason| reason.starts_with("identity")));
        let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
        let bob = Request::from_watcher("sip:bob@example.com".parse().unwrap()).in_sphere(" ");
        assert!(policy.evaluate(&bob).rules.is_empty());
        assert_eq!(policy.explain(&bob)[0].failures.len(), 2);
    }
}
