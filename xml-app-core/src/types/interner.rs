//! Names and namespaces of a document, each kept once.

use std::collections::HashMap;
use std::sync::Arc;

use super::raw::RawName;

/// The names and namespaces of the document that is being read, each kept once. Namespaces are compared by
/// the address that the parser gives them, because comparing long texts often would be slow.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    /// The first namespaces. Few documents have more, and a list of few is searched fast.
    few: Vec<(Place, Arc<Box<str>>)>,
    more: HashMap<Place, Arc<Box<str>>>,
    names: Vec<RawName>,
    /// For a hash, the number of a name in the list, counted from 1. It may be in one of the places behind,
    /// if the place was taken.
    slots: Vec<u16>,
}

/// The address and the length of a namespace.
type Place = (usize, usize);

/// The number of namespaces in the list.
const FEW: usize = 8;

/// The number of hashes.
const HASHES: usize = 256;

/// How many slots are searched. A name that finds all of them taken is not shared. So names that were
/// made to have the same hash do not make reading slow.
const PROBES: usize = 8;

impl Interner {
    pub(crate) fn namespace(&mut self, namespace: &str) -> Arc<Box<str>> {
        let place = place(namespace);
        if let Some((_, known)) = self.few.iter().find(|(known, _)| *known == place) {
            return Arc::clone(known);
        }
        if self.few.len() < FEW {
            let new: Arc<Box<str>> = Arc::new(namespace.into());
            self.few.push((place, Arc::clone(&new)));
            return new;
        }
        Arc::clone(self.more.entry(place).or_insert_with(|| Arc::new(namespace.into())))
    }

    /// A name as it is in the document, with its prefix.
    pub(crate) fn name(&mut self, namespace: &str, written: &str) -> RawName {
        if self.slots.is_empty() {
            self.slots = vec![0; HASHES + PROBES];
            // Enough for most small documents, and small enough that allocators have such memory at hand.
            self.names.reserve(40);
        }
        let namespace = self.namespace(namespace);
        let first = hash(written);
        let mut free = None;
        for slot in self.slots.iter_mut().skip(first).take(PROBES) {
            let Some(index) = usize::from(*slot).checked_sub(1) else {
                free = Some(slot);
                break;
            };
            if let Some(name) = self.names.get(index)
                && name.is_written(&namespace, written)
            {
                return name.clone();
            }
        }
        if let Some(slot) = free
            && let Ok(number) = u16::try_from(self.names.len() + 1)
        {
            *slot = number;
            let name = RawName::from_document(namespace, written);
            self.names.push(name.clone());
            return name;
        }
        RawName::from_document(namespace, written)
    }
}

fn place(namespace: &str) -> Place {
    (namespace.as_ptr().addr(), namespace.len())
}

/// A number below [`HASHES`]. The names of a document differ in their last letters or in their length.
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let end = match bytes.last_chunk() {
        Some(end) => u64::from_le_bytes(*end),
        None => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let length = u64::try_from(bytes.len()).unwrap_or_default();
    let [.., top] =
        (end ^ length.rotate_right(8)).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
    usize::from(top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_names_are_shared() {
        let mut names = Interner::default();
        let (namespace, other) = ("urn:x", "urn:y");
        let first = names.name(namespace, "p:a");
        assert_eq!((first.namespace(), first.prefix(), first.local()), ("urn:x", "p", "a"));
        assert!(names.name(namespace, "p:a").is_same(&first));
        for (namespace, written) in [(other, "p:a"), (namespace, "a"), (namespace, "q:a")] {
            let name = names.name(namespace, written);
            assert!(!name.is_same(&first));
            assert!(names.name(namespace, written).is_same(&name));
        }
    }

    #[test]
    fn names_of_one_hash_and_many_names_are_right() {
        let mut names = Interner::default();
        let texts: Vec<_> = (0..2000).map(|n| format!("p{n:04}:abcdefgh")).collect();
        let others: Vec<_> = (0..2000).map(|n| format!("p:a{n}")).collect();
        for written in texts.iter().chain(&others).chain(&texts) {
            let name = names.name("urn:x", written);
            assert_eq!(format!("{}:{}", name.prefix(), name.local()), *written);
        }
        assert!(names.names.len() <= HASHES + PROBES);
    }

    #[test]
    fn many_namespaces_are_shared() {
        let mut names = Interner::default();
        let namespaces: Vec<_> = (0..20).map(|n| format!("urn:{n}")).collect();
        let first: Vec<_> = namespaces.iter().map(|one| names.namespace(one)).collect();
        for (namespace, first) in namespaces.iter().zip(&first) {
            assert_eq!(***first, **namespace);
            assert!(Arc::ptr_eq(first, &names.namespace(namespace)));
        }
    }
}
