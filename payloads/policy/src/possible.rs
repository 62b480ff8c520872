//! What in a rule is nobody, never or nothing, whoever asks and whenever. Evaluation, the warnings of
//! reading and the command's `show` all ask here.

use xml_app_core::Extensions;

use crate::common_policy::{
    Condition, Entities, Except, Exclusion, Identity, Interval, Many, One, Rule, Sphere, Validity,
};
use crate::domain::{comparable, has_no_host};
use crate::{Failure, Semantics, Verdict};

/// Whether an element holds nothing that has no place there.
pub(crate) fn readable<H>(extensions: &Extensions<H>) -> Verdict {
    if extensions.has_misfits() { Err(Failure::Unreadable) } else { Ok(()) }
}

impl One {
    /// Whether this can be anybody (RFC 4745 §7.1.2, §7.2).
    pub(crate) fn can_be_somebody(&self) -> Verdict {
        readable(&self.extensions)?;
        if self.id.scheme().is_none() || has_no_host(&self.id) {
            return Err(Failure::NoIdentity(self.id.as_str().to_owned()));
        }
        Ok(())
    }
}

impl Many {
    /// The domain, in the form in which domains are compared.
    pub(crate) fn comparable_domain(&self) -> Result<Option<String>, Failure> {
        readable(&self.extensions)?;
        self.domain.as_deref().map(comparable_domain).transpose()
    }

    /// Whether this can be anybody: an exception that nobody understands may mean them all.
    fn can_be_somebody(&self, semantics: &Semantics) -> Verdict {
        self.comparable_domain()?;
        self.exclusions.iter().try_for_each(|exclusion| match exclusion {
            Exclusion::Except(except) => except.can_be_understood(),
            Exclusion::Extension(element) => semantics.exclusions.can_be_true(element.element()),
        })
    }
}

impl Except {
    /// Whether it is known who is meant.
    pub(crate) fn can_be_understood(&self) -> Verdict {
        self.says_who()?;
        self.comparable_domain().map(drop)
    }

    /// Whether it is said who is meant. What is no absolute URI can be nobody's identity, so it is not.
    pub(crate) fn says_who(&self) -> Verdict {
        readable(&self.extensions)?;
        match &self.id {
            Some(id) if id.scheme().is_none() => Err(Failure::NoIdentity(id.as_str().to_owned())),
            None if self.domain.is_none() => Err(Failure::Other("nobody is excepted".into())),
            _ => Ok(()),
        }
    }

    /// The domain, in the form in which domains are compared.
    pub(crate) fn comparable_domain(&self) -> Result<Option<String>, Failure> {
        self.domain.as_deref().map(comparable_domain).transpose()
    }
}

/// There are no wildcards in domains.
fn comparable_domain(domain: &str) -> Result<String, Failure> {
    let comparable = comparable(domain).filter(|domain| !domain.contains('*'));
    comparable.ok_or_else(|| Failure::NoDomain(domain.to_owned()))
}

impl Sphere {
    /// Whether the presentity can be in it (RFC 4745 §7.3).
    pub(crate) fn can_be_current(&self) -> Verdict {
        readable(&self.extensions)?;
        match self.states().next() {
            Some(_) => Ok(()),
            None => Err(Failure::Other("no sphere is named".into())),
        }
    }
}

impl Validity {
    /// Whether one of the intervals ever is (RFC 4745 §7.4).
    pub(crate) fn can_come(&self) -> Verdict {
        readable(&self.extensions)?;
        match self.intervals.iter().all(Interval::is_empty) {
            true => Err(Failure::Other("no moment is in any of its intervals".into())),
            false => Ok(()),
        }
    }
}

impl Interval {
    /// Whether no moment is in it: it ends before it begins, or nobody knows when it is, because a time
    /// zone is missing (erratum 1455).
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
    /// Why a rule matches nobody, whoever asks and whenever: a condition, by the local name of its
    /// element, and what is wrong with it. `None` for a rule that may match.
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
    ///     "\"bob@example.com\" is nobody's identity, which is an absolute URI"
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

    /// Whether one of the alternatives can be anybody.
    fn can_be_somebody(&self, identity: &Identity) -> Verdict {
        readable(&identity.extensions)?;
        let mut verdict = Err(Failure::Other("nobody is named".into()));
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
