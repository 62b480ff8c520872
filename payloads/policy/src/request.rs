//! Who asks, when, and in which state the presentity is: what conditions are about.

use std::borrow::Cow;
use std::fmt;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};
use xml_app_core::{AnyUri, DateTime};

/// A request for someone's data, as far as conditions ask for it. What is not said is not known, and
/// conditions about it are false.
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
}

/// Answers, for the URI of a list and an entity, in this order, whether the entity is on the list; `None`
/// if the list cannot be had.
pub type ExternalLists<'r> = dyn Fn(&AnyUri, &AnyUri) -> Option<bool> + Sync + 'r;

/// An identity, with what is asked of it again and again.
#[derive(Debug, Clone)]
pub(crate) struct Identified {
    pub(crate) uri: AnyUri,
    pub(crate) key: String,
    pub(crate) domain: Domain,
    /// With its domain in the form in which domains are compared, if that is another.
    pub(crate) canonical: Option<AnyUri>,
}

impl Identified {
    pub(crate) fn canonical(&self) -> &AnyUri {
        self.canonical.as_ref().unwrap_or(&self.uri)
    }
}

impl<'r> Request<'r> {
    /// The length in bytes of an identity: it is compared with each rule that may be about it.
    pub const LONGEST_IDENTITY: usize = 4096;

    /// From a watcher who is authenticated: by cryptography, or by an assertion that is trusted
    /// (RFC 5025 §3.1.1.1). An identity that is no absolute URI does not count, and leaves the request
    /// [anonymous](Self::anonymous): see [`is_authenticated`](Self::is_authenticated).
    pub fn from_watcher(identity: AnyUri) -> Self {
        Self::anonymous().also_known_as(identity)
    }

    /// From somebody who is not authenticated. Who hides behind a `Privacy` header but has an asserted
    /// identity is not anonymous in this sense (RFC 5025 §3.1.1.2).
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// The same with one more asserted identity: any of them counts (RFC 5025 §3.1.1.2). What is no
    /// absolute URI is nobody's identity (RFC 4745 §7.2), and does not count; neither does what is longer
    /// than [`LONGEST_IDENTITY`](Self::LONGEST_IDENTITY).
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

    /// The same, with the presentity in this state. It has none unless all documents that name one
    /// name the same (RFC 5025 §3.1.2).
    #[must_use]
    pub fn in_sphere(mut self, sphere: impl Into<String>) -> Self {
        self.sphere = Some(sphere.into());
        self
    }

    /// The same, at this time.
    #[must_use]
    pub fn at(mut self, time: DateTime) -> Self {
        self.time = Some(time);
        self
    }

    /// The same, with lists that rules may point to. Who answers `None` for all may leave it out.
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

    /// Whether there is an identity.
    pub fn is_authenticated(&self) -> bool {
        !self.identities.is_empty()
    }

    /// The identities.
    pub fn identities(&self) -> impl Iterator<Item = &AnyUri> {
        self.identities.iter().map(|identity| &identity.uri)
    }

    /// The state that the presentity is in, if that is known.
    pub fn sphere(&self) -> Option<&str> {
        self.sphere.as_deref()
    }

    /// The time, if it is known.
    pub fn time(&self) -> Option<&DateTime> {
        self.time.as_ref()
    }

    /// Whether one of the identities is on the list at a URI; `None` if the list cannot be had.
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
             lists: true }"
        );
    }
}
