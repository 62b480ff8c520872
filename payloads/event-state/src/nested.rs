//! Rows inside rows: the endpoints of a user, the media of an endpoint.

use std::sync::Arc;

use crate::part::{Extent, Part, checked_update};
use crate::rows::Rows;

/// The rows after an update: those with known keys are merged or deleted, the others are added at the end.
pub fn merged_rows<P: Part>(rows: &[P], update: Vec<P>) -> Vec<P> {
    let mut merged = Rows::with_capacity(rows.len());
    rows.iter().for_each(|row| merged.push(Arc::new(row.clone())));
    for row in update {
        let row = Arc::new(row);
        let place = merged.place(&row);
        let row = Arc::unwrap_or_clone(row);
        match (place, row.extent()) {
            (Some(place), Extent::Deleted) => drop(merged.take(place)),
            (None, Extent::Deleted) => {}
            (Some(place), _) => {
                if let Some(old) = merged.at_mut(place) {
                    *old = Arc::new(old.merged(row));
                }
            }
            (None, _) => merged.push(Arc::new(row.settled())),
        }
    }
    merged.into_vec().into_iter().map(Arc::unwrap_or_clone).collect()
}

/// The smallest update that turns `old` into `newer`, if there is one.
pub fn changed_rows<P: Part>(old: &[P], newer: &[P]) -> Option<Vec<P>> {
    let mut left = Rows::with_capacity(old.len());
    old.iter().for_each(|row| left.push(Arc::new(row.clone())));
    let mut changes = Vec::new();
    for row in newer {
        row.key()?;
        let place = left.place(&Arc::new(row.clone()));
        match place.and_then(|place| left.take(place)) {
            None => changes.push(row.clone()),
            Some(old) if *old == *row => {}
            Some(old) => changes.push(checked_update(&*old, row)?),
        }
    }
    for row in left.iter() {
        changes.push(row.deletion()?);
    }
    Some(changes)
}

/// A part after an update, either of which may be absent.
pub fn merged_part<P: Part>(part: Option<P>, update: Option<P>) -> Option<P> {
    match (part, update) {
        (part, None) => part,
        (_, Some(update)) if update.extent() == Extent::Deleted => None,
        (Some(part), Some(update)) => Some(part.merged(update)),
        (None, Some(update)) => Some(update.settled()),
    }
}

/// The smallest update that turns `old` into `newer`, which is `Some(None)` if they are the same. `None` if
/// there is no such update.
pub fn changed_part<P: Part>(old: Option<&P>, newer: Option<&P>) -> Option<Option<P>> {
    match (old, newer) {
        (None, None) => Some(None),
        (Some(old), Some(newer)) if old == newer => Some(None),
        (Some(old), Some(newer)) => checked_update(old, newer).map(Some),
        (None, Some(newer)) => Some(Some(newer.clone())),
        (Some(old), None) => old.deletion().map(Some),
    }
}

/// The rows as they are kept: whole, each key once, without those that are marked as deleted.
pub fn settled_rows<P: Part>(rows: Vec<P>) -> Vec<P> {
    merged_rows(&[], rows)
}
