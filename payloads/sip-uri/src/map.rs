//! Values that are found by URI.

use std::collections::HashMap;

use xml_app_core::AnyUri;

use crate::UriExt as _;

/// A map that finds a value by an [equivalent](crate::UriExt::is_equivalent) URI, as fast in a large map as in a
/// small one.
///
/// SIP URIs that differ in nothing but parameters are compared one by one, so only
/// [`MOST_ALIKE`](Self::MOST_ALIKE) of them are: any more are found by the same spelling only.
///
/// ```
/// use sip_uri::UriMap;
///
/// let mut names = UriMap::default();
/// names.insert("sip:bob@example.com".parse()?, "Bob");
/// assert_eq!(names.get(&"sip:bob@EXAMPLE.com".parse()?), Some(&"Bob"));
/// assert_eq!(names.get(&"sip:eve@example.com".parse()?), None);
/// // The first value stays.
/// names.insert("sip:bob@EXAMPLE.com".parse()?, "Robert");
/// assert_eq!(names.get(&"sip:bob@example.com".parse()?), Some(&"Bob"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct UriMap<V> {
    /// The URIs with the same key.
    alike: HashMap<String, Vec<(AnyUri, V)>>,
    /// Those that are too many to be compared.
    others: HashMap<AnyUri, V>,
}

impl<V> UriMap<V> {
    /// How many URIs are compared that differ only in the parameters of SIP URIs.
    pub const MOST_ALIKE: usize = 64;

    /// The value of an equivalent URI.
    pub fn get(&self, uri: &AnyUri) -> Option<&V> {
        let alike = self.alike.get(&uri.equivalence_key())?;
        let found = alike.iter().find(|(known, _)| known.is_equivalent(uri));
        found.map(|(_, value)| value).or_else(|| self.others.get(uri))
    }

    /// Adds a value, unless there is one for an equivalent URI.
    pub fn insert(&mut self, uri: AnyUri, value: V) {
        let alike = self.alike.entry(uri.equivalence_key()).or_default();
        if alike.iter().any(|(known, _)| known.is_equivalent(&uri)) {
            return;
        }
        if alike.len() < Self::MOST_ALIKE {
            alike.push((uri, value));
        } else {
            self.others.entry(uri).or_insert(value);
        }
    }
}

impl<V> Default for UriMap<V> {
    fn default() -> Self {
        Self { alike: HashMap::new(), others: HashMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beyond the limit nothing is lost, and every spelling is found.
    #[test]
    fn many_uris_that_are_alike_are_all_found() {
        let alike = |n: usize| AnyUri::new(&format!("sip:bob@example.com;p={n}")).unwrap();
        let mut map = UriMap::default();
        for n in (0..300).chain(0..300) {
            map.insert(alike(n), n);
        }
        for n in 0..300 {
            assert_eq!(map.get(&alike(n)), Some(&n));
        }
        assert_eq!(map.get(&alike(300)), None);
    }
}
