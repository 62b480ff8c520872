//! RFC 4745 §7 and §10.1: when a rule matches a request.

use std::any::TypeId;
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};
use xml_app_core::{AnyUri, ExtensionElement};

use crate::common_policy::{
    Condition, Conditions, Entities, Except, Exclusion, Identity, Many, One, Rule, Sphere, Validity,
};
use crate::lookup::Lookups;
use crate::request::Identified;
use crate::satisfiable::readable;
use crate::{Policy, Request};

/// `Ok` if a condition is true, otherwise the reason why it is false.
pub type Verdict = Result<(), Failure>;

/// Why a condition is false.
///
/// ```
/// use sip_policy::Failure;
///
/// assert_eq!(Failure::OtherSphere.to_string(), "the presentity is in another sphere");
/// let reason = Failure::Other("nobody is at home".into());
/// assert_eq!(reason.to_string(), "nobody is at home");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The watcher is not authenticated, and the condition requires it (RFC 4745 §7.1.1).
    Unauthenticated,
    /// The condition does not match the watcher.
    SomebodyElse,
    /// The watcher is an exception (RFC 4745 §7.1.3).
    Excepted,
    /// The sphere of the presentity is unknown (RFC 5025 §3.1.2).
    SphereUnknown,
    /// The presentity is in another sphere (RFC 4745 §7.3).
    OtherSphere,
    /// The time of the request is unknown.
    TimeUnknown,
    /// The condition does not hold at this time (RFC 4745 §7.4).
    OtherTime,
    /// The condition is unknown (RFC 4745 §7).
    Unknown,
    /// The condition has unexpected content, or lacks a part, so its meaning is uncertain.
    Unreadable,
    /// This is not an absolute URI, so it is not an identity (RFC 4745 §7.2).
    NoIdentity(String),
    /// This is not a domain, so no watcher is in it (RFC 4745 §7.1.3).
    NoDomain(String),
    /// The domain of the watcher cannot be determined, so an exception may apply.
    DomainUnclear,
    /// Another reason: a sentence without a capital letter and a full stop.
    Other(Cow<'static, str>),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unauthenticated => "the watcher is not authenticated",
            Self::SomebodyElse => "the watcher does not match",
            Self::Excepted => "the watcher is an exception",
            Self::SphereUnknown => "the sphere of the presentity is unknown",
            Self::OtherSphere => "the presentity is in another sphere",
            Self::TimeUnknown => "the time is unknown",
            Self::OtherTime => "it does not hold at this time",
            Self::Unknown => "it is not understood",
            Self::Unreadable => "it has unexpected content or lacks a part",
            Self::NoIdentity(id) => {
                return write!(f, "{id:?} is not an identity: expected an absolute URI");
            }
            Self::NoDomain(domain) => return write!(f, "{domain:?} is not a domain"),
            Self::DomainUnclear => "the domain of the watcher cannot be determined",
            Self::Other(reason) => reason,
        })
    }
}

/// The input of a condition: the request, and all rules.
///
/// ```
/// use sip_policy::common_policy::{Condition, Conditions, Rule, RuleSet};
/// use sip_policy::{Evaluate, Failure, Policy, Request, Semantics, Situation, Verdict};
/// # use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
/// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = NS, name = "telephone")]
/// # struct Telephone;
/// # impl ExtensionOf<Conditions> for Telephone { const REGISTRATION: Registration = Registration::ByHand; }
///
/// /// `<x:telephone/>`: the watcher has a telephone number.
/// impl Evaluate for Telephone {
///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
///         let mut identities = situation.request().identities();
///         let has_number = identities.any(|uri| uri.scheme().as_deref() == Some("tel"));
///         if has_number { Ok(()) } else { Err(Failure::SomebodyElse) }
///     }
/// }
///
/// let mut semantics = Semantics::new();
/// semantics.condition::<Telephone>();
/// let rule = Rule::new("r".parse()?).when(Condition::extension(Telephone));
/// let policy = Policy::new(semantics, [RuleSet::from_iter([rule])]);
/// let request = Request::from_watcher("tel:+15551234".parse()?);
/// assert_eq!(policy.evaluate(&request).rules.len(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Situation<'s> {
    policy: &'s Policy,
    request: &'s Request<'s>,
    /// Empty, if all children of all lists are evaluated.
    lookups: Arc<Lookups>,
    /// Results that are computed once, by the type that asked for them.
    found: RefCell<Vec<(TypeId, Verdict)>>,
}

impl<'s> Situation<'s> {
    pub(crate) fn new(policy: &'s Policy, request: &'s Request<'s>) -> Self {
        let lookups = Arc::clone(&policy.lookups);
        Self { policy, request, lookups, found: RefCell::default() }
    }

    /// The same without lookups: for tests and benchmarks.
    pub(crate) fn walking(policy: &'s Policy, request: &'s Request<'s>) -> Self {
        Self { lookups: Arc::default(), ..Self::new(policy, request) }
    }

    /// A verdict that is the same for every occurrence of the condition `T`. It is computed when it
    /// is first needed, and kept while the request is evaluated.
    ///
    /// # Errors
    /// The condition is false.
    pub fn once<T: 'static>(&self, verdict: impl FnOnce() -> Verdict) -> Verdict {
        let known = |found: &Vec<(TypeId, Verdict)>| {
            found
                .iter()
                .find(|(of, _)| *of == TypeId::of::<T>())
                .map(|(_, verdict)| verdict.clone())
        };
        let known = known(&self.found.borrow());
        known.unwrap_or_else(|| {
            let verdict = verdict();
            self.found.borrow_mut().push((TypeId::of::<T>(), verdict.clone()));
            verdict
        })
    }

    /// The request.
    pub fn request(&self) -> &'s Request<'s> {
        self.request
    }

    /// A [fact](Request::with_fact) of the request.
    pub fn fact<T: std::any::Any>(&self) -> Option<&'s T> {
        self.request.fact()
    }

    /// The rules of all documents that can match this watcher: all except those whose identities
    /// exclude the watcher.
    pub fn rules(&self) -> impl Iterator<Item = &'s Rule> + use<'s> {
        self.policy.candidates(self.request)
    }

    /// Whether all rules could be read. If not, there may be more rules that match this watcher.
    ///
    /// ```
    /// use sip_policy::{Evaluate, Failure, Situation, Verdict};
    /// # use xml_app_core::{Namespace, XmlElement};
    /// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = NS, name = "nobody-else")]
    /// # struct NobodyElse;
    ///
    /// /// True if no other rule can match: not if one of them could not be read.
    /// impl Evaluate for NobodyElse {
    ///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
    ///         let is_alone = situation.knows_all_rules() && situation.rules().count() == 1;
    ///         is_alone.then_some(()).ok_or(Failure::Unreadable)
    ///     }
    /// }
    /// ```
    pub fn knows_all_rules(&self) -> bool {
        self.policy.is_complete
    }

    /// Whether a condition is known. If not, it may match this watcher.
    pub fn understands(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Extension(element) => {
                self.policy.semantics.conditions.understand(element.element())
            }
            Condition::Identity(_) | Condition::Sphere(_) | Condition::Validity(_) => true,
        }
    }

    /// Whether an `<identity>` matches the watcher (RFC 4745 §7.1).
    ///
    /// # Errors
    /// It does not match.
    pub fn identity(&self, identity: &Identity) -> Verdict {
        readable(identity.unexpected.has_unexpected())?;
        if !self.request.is_authenticated() {
            return Err(Failure::Unauthenticated);
        }
        let mut failure = Failure::SomebodyElse;
        for entities in self.lookups.entities(identity, self.request) {
            match self.entities(entities) {
                Ok(()) => return Ok(()),
                Err(Failure::SomebodyElse) => {}
                // Uncertainty takes precedence over an exception: this alternative may match the
                // watcher.
                Err(Failure::Excepted) if failure != Failure::SomebodyElse => {}
                Err(reason) => failure = reason,
            }
        }
        Err(failure)
    }

    fn entities(&self, entities: &Entities) -> Verdict {
        match entities {
            Entities::One(one) => self.one(one),
            Entities::Many(many) => self.many(many),
            Entities::Extension(element) => {
                let semantics = &self.policy.semantics;
                let known = semantics.entities.evaluate(element.element(), self);
                known.unwrap_or(Err(Failure::Unknown))
            }
        }
    }

    fn one(&self, one: &One) -> Verdict {
        one.can_be_somebody()?;
        let id = one.id.canonical();
        if !self.request.identities.iter().any(|identity| identity.canonical().is_equivalent(&id)) {
            return Err(Failure::SomebodyElse);
        }
        one.extensions.iter().try_for_each(|element| {
            let known = self.policy.semantics.refinements.evaluate(element, self);
            known.unwrap_or(Err(Failure::Unknown))
        })
    }

    fn many(&self, many: &Many) -> Verdict {
        let identities = &self.request.identities;
        if let Some(domain) = many.comparable_domain()?
            && !identities.iter().any(|identity| is_in(identity, &domain))
        {
            return Err(Failure::SomebodyElse);
        }
        let mut doubt = Ok(());
        for exclusion in self.lookups.exclusions(many, self.request) {
            match self.exclusion(exclusion) {
                Ok(()) => {}
                Err(Failure::Excepted) => return Err(Failure::Excepted),
                unclear => doubt = unclear,
            }
        }
        doubt
    }

    /// Whether no exception applies to the watcher.
    fn exclusion(&self, exclusion: &Exclusion) -> Verdict {
        let element = match exclusion {
            Exclusion::Except(except) => return self.except(except),
            Exclusion::Extension(element) => element.element(),
        };
        let known = self.policy.semantics.exclusions.evaluate(element, self);
        match known {
            Some(Ok(())) => Err(Failure::Excepted),
            Some(Err(Failure::SomebodyElse)) => Ok(()),
            Some(Err(doubt)) => Err(doubt),
            None => Err(Failure::Unknown),
        }
    }

    /// Whether an exception does not apply to the watcher. It does apply if this is uncertain.
    fn except(&self, except: &Except) -> Verdict {
        except.check_identity()?;
        // A watcher of unknown domain may be any of the exceptions.
        if self.request.identities.iter().any(|identity| identity.domain == Domain::Unreadable) {
            return Err(Failure::DomainUnclear);
        }
        if except.id.as_ref().is_some_and(|id| self.is_excepted(id)) {
            return Err(Failure::Excepted);
        }
        let Some(domain) = except.comparable_domain()? else {
            return Ok(());
        };
        let is_there = self.request.identities.iter().any(|identity| is_in(identity, &domain));
        if is_there { Err(Failure::Excepted) } else { Ok(()) }
    }

    /// Whether one of the identities is this one. An exception also applies to the same URI with
    /// ports, parameters and the like, which an identity should not have.
    fn is_excepted(&self, id: &AnyUri) -> bool {
        let (id, bare_id) = (id.canonical(), id.bare());
        self.request.identities.iter().any(|identity| {
            let is_same = |a: AnyUri| bare_id.as_ref().is_some_and(|b| a.is_equivalent(b));
            identity.canonical().is_equivalent(&id) || identity.uri.bare().is_some_and(is_same)
        })
    }

    /// RFC 4745 §7.3.
    fn sphere(&self, sphere: &Sphere) -> Verdict {
        sphere.can_be_current()?;
        let current = self.request.sphere().ok_or(Failure::SphereUnknown)?;
        let is_current = |state: &str| state.to_lowercase() == current.to_lowercase();
        if sphere.states().any(is_current) { Ok(()) } else { Err(Failure::OtherSphere) }
    }

    /// RFC 4745 §7.4.
    fn validity(&self, validity: &Validity) -> Verdict {
        validity.can_come()?;
        let time = self.request.time().ok_or(Failure::TimeUnknown)?;
        if validity.intervals.iter().any(|interval| interval.contains(time)) {
            Ok(())
        } else {
            Err(Failure::OtherTime)
        }
    }

    /// Whether a condition is true.
    ///
    /// # Errors
    /// It is false.
    pub fn condition(&self, condition: &Condition) -> Verdict {
        match condition {
            Condition::Identity(identity) => self.identity(identity),
            Condition::Sphere(sphere) => self.sphere(sphere),
            Condition::Validity(validity) => self.validity(validity),
            Condition::Extension(element) => self.extension(element),
        }
    }

    fn extension(&self, element: &ExtensionElement<Conditions>) -> Verdict {
        let semantics = &self.policy.semantics;
        let known = semantics.conditions.evaluate(element.element(), self);
        known.unwrap_or(Err(Failure::Unknown))
    }

    /// The names of all conditions of a rule, each with its verdict.
    pub(crate) fn verdicts<'v, 'r>(
        &'v self,
        rule: &'r Rule,
    ) -> impl Iterator<Item = (&'r str, Verdict)> + use<'v, 'r, 's> {
        let conditions = rule.conditions.as_ref();
        let unreadable = (!rule.is_readable()).then_some(("conditions", Err(Failure::Unreadable)));
        let all = conditions.into_iter().flat_map(|conditions| &conditions.conditions);
        unreadable
            .into_iter()
            .chain(all.map(move |condition| (condition.local_name(), self.condition(condition))))
    }

    /// Whether all conditions of a rule are true (RFC 4745 §10.1).
    pub(crate) fn matches(&self, rule: &Rule) -> bool {
        self.verdicts(rule).all(|(_, verdict)| verdict.is_ok())
    }
}

fn is_in(identity: &Identified, domain: &str) -> bool {
    matches!(&identity.domain, Domain::Of(theirs) if theirs == domain)
}
