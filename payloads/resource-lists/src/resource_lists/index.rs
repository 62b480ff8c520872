//! Lists and entries found by name and URI in constant time.

use std::collections::HashMap;

use sip_uri::UriMap;
use xml_app_core::AnyUri;

use super::{Entry, List};

/// What is in one list, by name and URI. It is made once for many questions.
///
/// ```
/// use sip_resource_lists::resource_lists::{Entry, List};
///
/// let mut friends = List::named("friends");
/// friends.push(Entry::new("sip:bill@example.com".parse()?).with_name("Bill Doe"));
/// friends.push(List::named("close-friends"));
/// let index = friends.index();
/// assert_eq!(index.entry("sip:bill@example.com").unwrap().name(), Some("Bill Doe"));
/// assert!(index.entry("sip:bill@EXAMPLE.com").is_none());
/// assert!(index.equivalent(&"sip:bill@EXAMPLE.com".parse()?).is_some());
/// assert!(index.list("close-friends").is_some());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct ListIndex<'l> {
    lists: HashMap<&'l str, &'l List>,
    entries: HashMap<&'l str, &'l Entry>,
    equivalent: UriMap<&'l Entry>,
}

impl List {
    /// An index of the entries and lists in this one, and not in the lists inside. Of several with one name or URI,
    /// the first is found.
    pub fn index(&self) -> ListIndex<'_> {
        let (mut lists, mut entries) = (HashMap::new(), HashMap::new());
        let mut equivalent = UriMap::default();
        for list in self.lists() {
            if let Some(name) = list.name.as_deref() {
                lists.entry(name).or_insert(list);
            }
        }
        for entry in self.entries() {
            entries.entry(entry.uri.as_str()).or_insert(entry);
            equivalent.insert(entry.uri.clone(), entry);
        }
        ListIndex { lists, entries, equivalent }
    }
}

impl<'l> ListIndex<'l> {
    /// The list with this name.
    pub fn list(&self, name: &str) -> Option<&'l List> {
        self.lists.get(name).copied()
    }

    /// The entry with this URI. URIs are the same if all characters are (RFC 4826 §3.4.5).
    pub fn entry(&self, uri: &str) -> Option<&'l Entry> {
        self.entries.get(uri).copied()
    }

    /// An entry with an [equivalent](sip_uri::UriExt::is_equivalent) URI.
    pub fn equivalent(&self, uri: &AnyUri) -> Option<&'l Entry> {
        self.equivalent.get(uri).copied()
    }
}
