//! Sets of URIs.

use std::collections::HashMap;

use xml_app_core::AnyUri;

use crate::UriExt as _;

/// A set of URIs that finds a URI by [equivalence](crate::UriExt::is_equivalent), as fast in a large set
/// as in a small one.
///
/// Equivalence of SIP URIs is not transitive (RFC 3261 §19.1.4: most parameters that only one of them
/// has do not count), so the set compares one by one the URIs that differ in nothing else. It keeps
/// [`MOST_ALIKE`](Self::MOST_ALIKE) of them.
///
/// ```
/// use sip_uri::UriSet;
///
/// let mut friends = UriSet::default();
/// friends.insert("sip:bob@example.com".parse()?);
/// assert_eq!(friends.contains(&"sip:bob@EXAMPLE.com".parse()?), Some(true));
/// assert_eq!(friends.contains(&"sip:eve@example.com".parse()?), Some(false));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct UriSet(HashMap<String, Alike>);

/// URIs with the same key.
#[derive(Debug, Clone, Default)]
struct Alike {
    uris: Vec<AnyUri>,
    /// Whether there were more than are kept.
    has_more: bool,
}

impl UriSet {
    /// How many URIs are kept that differ only in the parameters of SIP URIs.
    pub const MOST_ALIKE: usize = 64;

    /// Adds a URI.
    pub fn insert(&mut self, uri: AnyUri) {
        let alike = self.0.entry(uri.equivalence_key()).or_default();
        if alike.uris.contains(&uri) {
            return;
        }
        if alike.uris.len() < Self::MOST_ALIKE {
            alike.uris.push(uri);
        } else {
            alike.has_more = true;
        }
    }

    /// Whether an equivalent URI is here. `None`, if it may be among those that were not kept.
    pub fn contains(&self, uri: &AnyUri) -> Option<bool> {
        if self.0.is_empty() {
            return Some(false);
        }
        let Some(alike) = self.0.get(&uri.equivalence_key()) else { return Some(false) };
        if alike.uris.iter().any(|one| one.is_equivalent(uri)) {
            return Some(true);
        }
        (!alike.has_more).then_some(false)
    }
}

impl Extend<AnyUri> for UriSet {
    fn extend<I: IntoIterator<Item = AnyUri>>(&mut self, uris: I) {
        uris.into_iter().for_each(|uri| self.insert(uri));
    }
}

impl FromIterator<AnyUri> for UriSet {
    fn from_iter<I: IntoIterator<Item = AnyUri>>(uris: I) -> Self {
        let mut set = Self::default();
        set.extend(uris);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_that_differ_in_parameters_only_are_bounded() {
        let alike = |n: usize| AnyUri::new(&format!("sip:bob@example.com;p={n}")).unwrap();
        let set: UriSet = (0..UriSet::MOST_ALIKE).chain(0..9).map(alike).collect();
        assert_eq!(set.contains(&alike(1)), Some(true));
        assert_eq!(set.contains(&alike(1000)), Some(false));
        // RFC 3261 §19.1.4: a parameter that only one of them has does not count.
        assert_eq!(set.contains(&AnyUri::new("sip:bob@example.com").unwrap()), Some(true));
        let more: UriSet = (0..=UriSet::MOST_ALIKE).map(alike).collect();
        assert_eq!(more.contains(&alike(UriSet::MOST_ALIKE)), None);
        assert_eq!(more.contains(&alike(1)), Some(true));
        assert_eq!(more.contains(&AnyUri::new("sip:eve@example.com").unwrap()), Some(false));
    }
}
