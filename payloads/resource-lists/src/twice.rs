//! What has to differ among siblings.

use std::collections::HashSet;
use std::hash::Hash;

/// The first value that was there before.
pub(crate) fn first_twice<T: Copy + Eq + Hash>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut values = values.into_iter();
    let mut seen = HashSet::with_capacity(values.size_hint().1.unwrap_or(0));
    values.find(|value| !seen.insert(*value))
}
