//! A request: the watcher, the time, and the sphere of the presentity.

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};
use xml_app_core::{AnyUri, DateTime};

/// A request for presence information, as conditions see it. Conditions about facts that are not
/// given are false.
///
/// ```
/// use sip_policy::Request;
///
/// let request = Request::from_watcher("sip:bob@example.com".parse()?)
///     .in_sphere("work")
///     .at("2003-12-24T17:15:00+01:00".parse()?);
/// assert!(request.is_authenticated());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Request<'r> {
    pub(crate) identities: Vec<Identified>,
    pub(crate) sphere: Option<String>,
    pub(crate) time: Option<DateTime>,
    pub(crate) lists: Option<&'r ExternalLists<'r>>,
    facts: Vec<Arc<dyn Any + Send + Sync>>,
}

/// A function of the URI of a list and an entity, in this order: whether the entity is on the list,
/// or `None` if the list is not available.
///
/// ```
/// use sip_policy::{ExternalLists, Request};
/// use xml_app_core::AnyUri;
///
/// let lists: &ExternalLists<'_> = &|list: &AnyUri, who: &AnyUri| {
///     (*list == "http://xcap.example.com/friends").then(|| *who == "sip:bob@example.com")
/// };
/// let request = Request::from_watcher("sip:bob@example.com".parse()?).with_lists(lists);
/// assert_eq!(request.is_on_list(&"http://xcap.example.com/friends".parse()?), Some(true));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub type ExternalLists<'r> = dyn Fn(&AnyUri, &AnyUri) -> Option<bool> + Sync + 'r;

/// An identity, with what is compared repeatedly.
#[derive(Debug, Clone)]
pub(crate) struct Identified {
    pub(crate) uri: AnyUri,
    pub(crate) key: String,
    pub(crate) domain: Domain,
    /// The identity with its domain in normal form, if that is different.
    pub(crate) canonical: Option<AnyUri>,
}

impl Identified {
    pub(crate) fn canonical(&self) -> &AnyUri {
        self.canonical.as_ref().unwrap_or(&self.uri)
    }
}

impl<'r> Request<'r> {
    /// The longest identity in bytes. An identity is compared with each rule that can match it.
    pub const LONGEST_IDENTITY: usize = 4096;

    /// A request of an authenticated watcher: by cryptography, or by a trusted assertion (RFC 5025
    /// §3.1.1.1). An identity that is not an absolute URI does not count, and leaves the request
    /// [anonymous](Self::anonymous): see [`is_authenticated`](Self::is_authenticated).
    pub fn from_watcher(identity: AnyUri) -> Self {
        Self::anonymous().also_known_as(identity)
    }

    /// A request of an unauthenticated watcher. A watcher with a `Privacy` header field and an
    /// asserted identity is not anonymous in this sense (RFC 5025 §3.1.1.2).
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// The same request with another asserted identity; any of them can match (RFC 5025 §3.1.1.2).
    /// An identity does not count if it is not an absolute URI (RFC 4745 §7.2) or is longer than
    /// [`LONGEST_IDENTITY`](Self::LONGEST_IDENTITY).
    ///
    /// ```
    /// use sip_policy::Request;
    ///
    /// // P-Asserted-Identity can have a SIP URI and a telephone number (RFC 3325 §9.1).
    /// let request = Request::from_watcher("sip:bob@example.com".parse()?)
    ///     .also_known_as("tel:+14085264000".parse()?);
    /// assert_eq!(request.identities().count(), 2);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn also_known_as(mut self, identity: AnyUri) -> Self {
        if identity.scheme().is_some() && identity.as_str().len() <= Self::LONGEST_IDENTITY {
            let domain = identity.domain();
            let canonical = match identity.canonical() {
                Cow::Owned(other) => Some(other),
                Cow::Borrowed(_) => None,
            };
            let key = canonical.as_ref().unwrap_or(&identity).equivalence_key();
            self.identities.push(Identified { uri: identity, key, domain, canonical });
        }
        self
    }

    /// The same request, with the presentity in this sphere. There is no sphere if published
    /// documents name different ones (RFC 5025 §3.1.2).
    #[must_use]
    pub fn in_sphere(mut self, sphere: impl Into<String>) -> Self {
        self.sphere = Some(sphere.into());
        self
    }

    /// The same request at this time.
    #[must_use]
    pub fn at(mut self, time: DateTime) -> Self {
        self.time = Some(time);
        self
    }

    /// The same request with external lists for rules that refer to them. Without this, no list is
    /// available.
    ///
    /// ```
    /// use sip_policy::Request;
    /// use xml_app_core::AnyUri;
    ///
    /// let lists = |list: &AnyUri, entity: &AnyUri| {
    ///     (list.as_str() == "http://xcap.example.com/friends")
    ///         .then(|| entity.as_str() == "sip:bob@example.com")
    /// };
    /// let request = Request::from_watcher("sip:bob@example.com".parse()?).with_lists(&lists);
    /// assert_eq!(request.is_on_list(&"http://xcap.example.com/friends".parse()?), Some(true));
    /// assert_eq!(request.is_on_list(&"http://xcap.example.com/others".parse()?), None);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_lists(mut self, lists: &'r ExternalLists<'r>) -> Self {
        self.lists = Some(lists);
        self
    }

    /// The same request with a fact for conditions of other vocabularies. There is one fact of each type; a
    /// later one replaces an earlier one.
    ///
    /// ```
    /// use sip_policy::common_policy::{Condition, Conditions, Rule, RuleSet};
    /// use sip_policy::{Evaluate, Failure, Policy, Request, Semantics, Situation, Verdict};
    /// # use xml_app_core::{ExtensionOf, Namespace, Registration, XmlElement};
    /// # const NS: Namespace = Namespace::new("urn:example:policy", "x");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = NS, name = "in-office")]
    /// # struct InOffice;
    /// # impl ExtensionOf<Conditions> for InOffice { const REGISTRATION: Registration = Registration::ByHand; }
    ///
    /// /// The network of the watcher: a fact.
    /// struct Network(&'static str);
    ///
    /// /// `<x:in-office/>`
    /// impl Evaluate for InOffice {
    ///     fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
    ///         match situation.fact::<Network>() {
    ///             Some(Network("office")) => Ok(()),
    ///             Some(_) => Err(Failure::SomebodyElse),
    ///             None => Err(Failure::Other("the network of the watcher is unknown".into())),
    ///         }
    ///     }
    /// }
    ///
    /// let mut semantics = Semantics::new();
    /// semantics.condition::<InOffice>();
    /// let rule = Rule::new("r".parse()?).when(Condition::extension(InOffice));
    /// let policy = Policy::new(semantics, [RuleSet::from_iter([rule])]);
    /// let bob = Request::from_watcher("sip:bob@example.com".parse()?);
    /// assert_eq!(policy.evaluate(&bob).rules.len(), 0);
    /// assert_eq!(policy.evaluate(&bob.with_fact(Network("office"))).rules.len(), 1);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_fact<T: Any + Send + Sync>(mut self, fact: T) -> Self {
        self.facts.retain(|known| !known.is::<T>());
        self.facts.push(Arc::new(fact));
        self
    }

    /// The fact of a type, if there is one.
    pub fn fact<T: Any>(&self) -> Option<&T> {
        self.facts.iter().find_map(|fact| fact.downcast_ref())
    }

    /// Whether there is an identity.
    pub fn is_authenticated(&self) -> bool {
        !self.identities.is_empty()
    }

    /// The identities.
    pub fn identities(&self) -> impl Iterator<Item = &AnyUri> {
        self.identities.iter().map(|identity| &identity.uri)
    }

    /// The sphere of the presentity, if it is known.
    pub fn sphere(&self) -> Option<&str> {
        self.sphere.as_deref()
    }

    /// The time, if it is known.
    pub fn time(&self) -> Option<&DateTime> {
        self.time.as_ref()
    }

    /// Whether one of the identities is on the list at a URI; `None` if the list is not available.
    pub fn is_on_list(&self, list: &AnyUri) -> Option<bool> {
        let lists = self.lists?;
        let mut answer = Some(false);
        for identity in self.identities() {
            match lists(list, identity) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => answer = None,
            }
        }
        answer
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("identities", &self.identities().collect::<Vec<_>>())
            .field("sphere", &self.sphere)
            .field("time", &self.time)
            .field("lists", &self.lists.is_some())
            .field("facts", &self.facts.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_printed_without_its_lists() {
        let lists = |_: &AnyUri, _: &AnyUri| None;
        let request = Request::from_watcher("sip:bob@example.com".parse().unwrap());
        let request = request.in_sphere("work").with_lists(&lists);
        assert_eq!(
            format!("{request:?}"),
            "Request { identities: [AnyUri(\"sip:bob@example.com\")], sphere: Some(\"work\"), time: None, \
             lists: true, facts: 0 }"
        );
    }
}
