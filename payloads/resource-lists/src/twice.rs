//! What has to differ among siblings.

use std::collections::HashSet;
use std::hash::Hash;

/// The first value that was there before.
pub(crate) fn first_twice<T: Copy + Eq + Hash>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut seen = HashSet::new();
    values.into_iter().find(|value| !seen.insert(*value))
}
