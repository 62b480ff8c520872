//! RFC 4745 §10: the rules that match a request, and the permissions that they grant together.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use sip_presence::Presence;
use xml_app_core::{DateTime, Id, Name};

use crate::common_policy::{Condition, Rule, RuleSet};
use crate::evaluation::{Failure, Situation};
use crate::index::Index;
use crate::lookup::Lookups;
use crate::{Delivery, Permissions, Request, Semantics};

/// All rules of a presentity, from one or several documents, ready for evaluation.
///
/// An index finds the rules that can match a watcher, and, in a rule with many identities or exceptions,
/// those that can decide about the watcher. So the time for an evaluation does not depend on their number.
///
/// The guide [Who may see what](https://docs.rs/sip-payloads/latest/sip_payloads/guide/policy/) shows how a server uses it.
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use sip_policy::pres_rules::{PresRules, SubHandling, SubHandlingValue};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rule = Rule::new("friends".parse()?)
///     .when(Identity::one("sip:bob@example.com".parse()?))
///     .allow(SubHandling::from(SubHandlingValue::Allow));
/// let policy = Policy::new(Semantics::new().with(PresRules), [RuleSet::from_iter([rule])]);
///
/// let bob = policy.evaluate(&Request::from_watcher("sip:bob@example.com".parse()?));
/// assert_eq!(bob.permissions.sub_handling(), SubHandlingValue::Allow);
/// let eve = policy.evaluate(&Request::from_watcher("sip:eve@example.com".parse()?));
/// assert_eq!(eve.permissions.sub_handling(), SubHandlingValue::Block);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Policy {
    pub(crate) semantics: Arc<Semantics>,
    /// Shared with clones of the policy, so that they do not move.
    rules: Arc<[Numbered]>,
    index: Index,
    pub(crate) lookups: Arc<Lookups>,
    /// Whether no document has unexpected content that may have been a rule.
    pub(crate) is_complete: bool,
    /// Implied permissions: granted together with any other.
    implied: Vec<Name>,
}

#[derive(Debug, Clone)]
struct Numbered {
    document: usize,
    rule: Rule,
}

/// The result of evaluating a request.
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let anybody = Rule::new("anybody".parse()?).when(Identity::anybody());
/// let always = Rule::new("always".parse()?);
/// let documents = [RuleSet::from_iter([anybody]), RuleSet::from_iter([always])];
/// let policy = Policy::new(Semantics::new(), documents);
/// let evaluation = policy.evaluate(&Request::anonymous());
/// let matches = evaluation.rules.iter().map(|rule| (rule.document, rule.id.as_str()));
/// assert_eq!(matches.collect::<Vec<_>>(), [(1, "always")]);
/// assert_eq!(evaluation.permissions.iter().count(), 0);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Evaluation<'p> {
    /// The rules that match, in the order of the documents.
    pub rules: Vec<Match<'p>>,
    /// The permissions that they grant together.
    pub permissions: Permissions,
}

/// A rule that matches a request.
///
/// ```
/// use sip_policy::common_policy::{Rule, RuleSet};
/// use sip_policy::{Match, Policy, Request, Semantics};
///
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([Rule::new("a".parse()?)])]);
/// let matches: Vec<Match<'_>> = policy.evaluate(&Request::anonymous()).rules;
/// // It derefs to the rule.
/// assert_eq!((matches[0].document, matches[0].id.as_str()), (0, "a"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Match<'p> {
    /// The position of the document, from 0 in the order in which they were given. Ids of rules are
    /// unique within one document only.
    pub document: usize,
    /// The rule.
    pub rule: &'p Rule,
}

impl Deref for Match<'_> {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        self.rule
    }
}

/// Why a rule matches a request or does not match it.
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet, Sphere};
/// use sip_policy::{Failure, Policy, Request, Semantics};
///
/// let rule = Rule::new("colleagues".parse()?)
///     .when(Identity::domain("example.com"))
///     .when(Sphere::new("work"));
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
/// let bob = Request::from_watcher("sip:bob@example.com".parse()?);
/// let explanation = &policy.explain(&bob)[0];
/// assert_eq!(*explanation.id(), "colleagues");
/// assert_eq!(explanation.failures, [("sphere", Failure::SphereUnknown)]);
/// assert_eq!(
///     explanation.to_string(),
///     "colleagues: no match: sphere: the sphere of the presentity is unknown"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation<'p> {
    /// The position of the document, from 0 in the order in which they were given.
    pub document: usize,
    /// The rule.
    pub rule: &'p Rule,
    /// Its false conditions, by the local names of their elements. If there are none, the rule
    /// matches.
    pub failures: Vec<(&'p str, Failure)>,
}

impl Policy {
    /// A policy with all rules of these documents, and their semantics.
    ///
    /// Many policies can share one `Arc<Semantics>`.
    pub fn new(
        semantics: impl Into<Arc<Semantics>>,
        documents: impl IntoIterator<Item = RuleSet>,
    ) -> Self {
        let semantics = semantics.into();
        let numbered = |(document, set): (usize, RuleSet)| {
            set.rules.into_iter().map(move |rule| Numbered { document, rule })
        };
        let mut is_complete = true;
        let mut implied = Vec::new();
        let documents = documents.into_iter().inspect(|set| {
            is_complete &= set.unexpected.elements().next().is_none();
            implied.extend(semantics.implied_by(set));
        });
        let rules: Arc<[_]> = documents.enumerate().flat_map(numbered).collect();
        let index = Index::new(rules.iter().map(|numbered| &numbered.rule));
        let lookups = Arc::new(Lookups::new(rules.iter().map(|numbered| &numbered.rule)));
        Self { semantics, rules, index, lookups, is_complete, implied }
    }

    /// The semantics of conditions and permissions.
    pub fn semantics(&self) -> &Semantics {
        &self.semantics
    }

    /// The rules that match, and the permissions that they grant together (RFC 4745 §10).
    pub fn evaluate(&self, request: &Request<'_>) -> Evaluation<'_> {
        let rules = self.index.candidates(request).into_iter();
        let situation = Situation::new(self, request);
        self.combine(rules.filter_map(|place| self.numbered(place)), &situation)
    }

    /// What the server sends to a watcher with these permissions: [`deliver`](crate::deliver) with
    /// the semantics of this policy.
    pub fn deliver(&self, presence: &Presence, permissions: &Permissions) -> Delivery {
        crate::deliver(presence, permissions, &self.semantics)
    }

    /// What the server sends to a watcher who makes this request: the rules are evaluated, and what they
    /// permit is delivered.
    ///
    /// ```
    /// use sip_policy::common_policy::RuleSet;
    /// use sip_policy::{Delivery, Policy, Request, Semantics};
    /// use sip_presence::Presence;
    ///
    /// let presence = Presence::new("sip:alice@example.com".parse()?);
    /// let policy = Policy::new(Semantics::new(), [RuleSet::default()]);
    /// let bob = Request::from_watcher("sip:bob@example.com".parse()?);
    /// assert_eq!(policy.deliver_to(&presence, &bob), Delivery::Rejected);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn deliver_to(&self, presence: &Presence, request: &Request<'_>) -> Delivery {
        self.deliver(presence, &self.evaluate(request).permissions)
    }

    /// The same result, by evaluating every child of every rule: for tests and benchmarks.
    #[doc(hidden)]
    pub fn evaluate_all(&self, request: &Request<'_>) -> Evaluation<'_> {
        self.combine(self.rules.iter(), &Situation::walking(self, request))
    }

    fn combine<'p>(
        &'p self,
        rules: impl Iterator<Item = &'p Numbered>,
        situation: &Situation<'_>,
    ) -> Evaluation<'p> {
        let mut permissions = Permissions::new();
        let rules: Vec<_> = rules
            .filter(|numbered| situation.matches(&numbered.rule))
            .map(|Numbered { document, rule }| Match { document: *document, rule })
            .collect();
        for rule in &rules {
            self.semantics.permit(rule, &mut permissions);
        }
        if !permissions.is_empty() {
            self.implied.iter().for_each(|name| permissions.imply(*name));
        }
        Evaluation { rules, permissions }
    }

    /// The next time after `now` at which the result for a watcher can change without a new request or
    /// document: where an interval of a `<validity>` begins or ends. `None` if there is no such time, or if
    /// `now` has no time zone. Conditions of other vocabularies are not taken into account.
    ///
    /// ```
    /// use sip_policy::common_policy::{Rule, RuleSet, Validity};
    /// use sip_policy::{Policy, Semantics};
    ///
    /// let march = Validity::new("2026-03-01T00:00:00Z".parse()?, "2026-04-01T00:00:00Z".parse()?);
    /// let rule = Rule::new("march".parse()?).when(march);
    /// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
    /// let next = |now: &str| Some(policy.next_change(&now.parse().ok()?)?.to_string());
    /// assert_eq!(next("2026-02-01T00:00:00Z").as_deref(), Some("2026-03-01T00:00:00Z"));
    /// assert_eq!(next("2026-03-01T00:00:00Z").as_deref(), Some("2026-04-01T00:00:00Z"));
    /// assert_eq!(next("2026-04-01T00:00:00Z"), None);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn next_change(&self, now: &DateTime) -> Option<DateTime> {
        let now = now.to_chrono()?;
        let conditions = self.rules.iter().filter_map(|numbered| numbered.rule.conditions.as_ref());
        let validities =
            conditions.flat_map(|conditions| &conditions.conditions).filter_map(|one| match one {
                Condition::Validity(validity) => Some(validity),
                _ => None,
            });
        let intervals = validities.flat_map(|validity| &validity.intervals);
        let times = intervals
            .filter(|interval| !interval.is_empty())
            .flat_map(|interval| [&interval.from, &interval.until]);
        let later = times.filter(|time| time.to_chrono().is_some_and(|time| time > now));
        later.min_by_key(|time| time.to_chrono()).cloned()
    }

    /// Every rule, with its false conditions.
    pub fn explain<'p>(&'p self, request: &Request<'_>) -> Vec<Explanation<'p>> {
        let situation = Situation::new(self, request);
        let explain = |numbered: &'p Numbered| {
            let Numbered { document, rule } = numbered;
            let false_ones = |(name, verdict): (_, crate::Verdict)| Some((name, verdict.err()?));
            let failures = situation.verdicts(rule).filter_map(false_ones).collect();
            Explanation { document: *document, rule, failures }
        };
        self.rules.iter().map(explain).collect()
    }

    pub(crate) fn candidates<'p>(
        &'p self,
        request: &Request<'_>,
    ) -> impl Iterator<Item = &'p Rule> + use<'p> {
        self.index
            .candidates(request)
            .into_iter()
            .filter_map(|place| self.numbered(place).map(|numbered| &numbered.rule))
    }

    fn numbered(&self, place: u32) -> Option<&Numbered> {
        self.rules.get(usize::try_from(place).ok()?)
    }
}

impl Explanation<'_> {
    /// Whether the rule matches.
    pub fn matches(&self) -> bool {
        self.failures.is_empty()
    }

    /// Identifies the rule within its document.
    pub fn id(&self) -> &Id {
        &self.rule.id
    }
}

/// `ID: match`, or `ID: no match: ` and the false conditions with their reasons.
impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id();
        let Some(((name, failure), others)) = self.failures.split_first() else {
            return write!(f, "{id}: match");
        };
        write!(f, "{id}: no match: {name}: {failure}")?;
        others.iter().try_for_each(|(name, failure)| write!(f, "; {name}: {failure}"))
    }
}
