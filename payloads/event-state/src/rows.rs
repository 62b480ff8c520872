//! Things with keys, in the order in which they came.

use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::Arc;

use hashbrown::HashTable;

use crate::part::Part;

/// Something with a key.
pub(crate) trait Keyed {
    type Key<'k>: Eq + Hash
    where
        Self: 'k;

    fn key(&self) -> Option<Self::Key<'_>>;
}

impl<P: Part> Keyed for Arc<P> {
    type Key<'k>
        = P::Key<'k>
    where
        P: 'k;

    fn key(&self) -> Option<P::Key<'_>> {
        P::key(self)
    }
}

/// A list in which everything is found by its key in constant time, and taken out too. The order is that in
/// which the keys came.
#[derive(Clone)]
pub(crate) struct Rows<T> {
    /// A slot is empty after its row was taken out. At least half of them are full.
    slots: Vec<Option<T>>,
    /// The slots of the rows with keys.
    index: HashTable<usize>,
    hasher: RandomState,
    len: usize,
}

/// That a row is not there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Absent {
    /// The hash of its key, if it has one.
    hash: Option<u64>,
}

impl<T> Rows<T> {
    pub(crate) fn new() -> Self {
        Self::with_capacity(0)
    }

    pub(crate) fn with_capacity(capacity: usize) -> Self {
        Self {
            slots: Vec::with_capacity(capacity),
            index: HashTable::with_capacity(capacity),
            hasher: RandomState::new(),
            len: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.slots.iter().flatten()
    }

    pub(crate) fn into_vec(self) -> Vec<T> {
        self.slots.into_iter().flatten().collect()
    }

    pub(crate) fn at(&self, place: usize) -> Option<&T> {
        self.slots.get(place)?.as_ref()
    }

    pub(crate) fn at_mut(&mut self, place: usize) -> Option<&mut T> {
        self.slots.get_mut(place)?.as_mut()
    }
}

impl<T: Keyed> Rows<T> {
    /// The place of what has the same key as `like`.
    pub(crate) fn place(&self, like: &T) -> Option<usize> {
        self.find(like).ok()
    }

    /// The place of what has the same key as `like`, or how to [add](Self::add) it.
    pub(crate) fn find(&self, like: &T) -> Result<usize, Absent> {
        let Some(key) = like.key() else { return Err(Absent { hash: None }) };
        let hash = self.hasher.hash_one(&key);
        self.place_by_hash(hash, &key).ok_or(Absent { hash: Some(hash) })
    }

    pub(crate) fn place_of<'k>(&'k self, key: &T::Key<'k>) -> Option<usize> {
        self.place_by_hash(self.hasher.hash_one(key), key)
    }

    fn place_by_hash<'k>(&'k self, hash: u64, key: &T::Key<'k>) -> Option<usize> {
        let is_it = |place: &usize| self.at(*place).and_then(T::key).is_some_and(|one| one == *key);
        self.index.find(hash, is_it).copied()
    }

    /// Adds a row with a new key, or without one, at the end.
    pub(crate) fn push(&mut self, row: T) {
        let hash = row.key().map(|key| self.hasher.hash_one(key));
        self.add(Absent { hash }, row);
    }

    /// Adds a row that was not [found](Self::find).
    pub(crate) fn add(&mut self, absent: Absent, row: T) {
        let Self { slots, index, hasher, len } = self;
        if let Some(hash) = absent.hash {
            index.insert_unique(hash, slots.len(), |place| {
                let key = slots.get(*place).and_then(Option::as_ref).and_then(T::key);
                key.map_or(0, |key| hasher.hash_one(key))
            });
        }
        slots.push(Some(row));
        *len += 1;
    }

    /// Takes out the row at a place.
    pub(crate) fn take(&mut self, place: usize) -> Option<T> {
        let row = self.slots.get_mut(place)?.take()?;
        self.len -= 1;
        if let Some(key) = row.key()
            && let Ok(entry) = self.index.find_entry(self.hasher.hash_one(key), |one| *one == place)
        {
            entry.remove();
        }
        if self.slots.len() > 32 && self.slots.len() > 2 * self.len {
            self.close_gaps();
        }
        Some(row)
    }

    fn close_gaps(&mut self) {
        let mut rows = Self::with_capacity(self.len);
        for row in std::mem::take(&mut self.slots).into_iter().flatten() {
            rows.push(row);
        }
        *self = rows;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Keyed for (u32, &str) {
        type Key<'k>
            = u32
        where
            Self: 'k;

        fn key(&self) -> Option<u32> {
            (self.0 > 0).then_some(self.0)
        }
    }

    #[test]
    fn rows_keep_the_order_of_their_keys() {
        let mut rows = Rows::new();
        for row in [(3, "c"), (1, "a"), (0, "none"), (2, "b"), (0, "none")] {
            rows.push(row);
        }
        let place = rows.place(&(1, "A")).unwrap();
        *rows.at_mut(place).unwrap() = (1, "A");
        let place = rows.place_of(&3).unwrap();
        assert_eq!(rows.take(place), Some((3, "c")));
        assert_eq!(rows.take(place), None);
        assert_eq!(rows.place_of(&3), None);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows.into_vec(), [(1, "A"), (0, "none"), (2, "b"), (0, "none")]);
    }

    #[test]
    fn gaps_are_closed_and_rows_are_still_found() {
        let mut rows = Rows::new();
        for key in 1..=1000 {
            rows.push((key, "row"));
        }
        for key in 1..=900 {
            let place = rows.place_of(&key).unwrap();
            rows.take(place);
        }
        assert!(rows.slots.len() <= 200, "{}", rows.slots.len());
        assert!((1..=900).all(|key| rows.place_of(&key).is_none()));
        assert!(
            (901..=1000).all(|key| rows.at(rows.place_of(&key).unwrap()) == Some(&(key, "row")))
        );
    }
}
