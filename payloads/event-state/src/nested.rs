//! Rows inside rows: the endpoints of a user, the media of an endpoint.

use std::sync::Arc;

use crate::part::{Extent, Part, checked_update};
use crate::rows::Rows;

/// The rows after an update: those with known keys are merged or deleted, the others are added at the end.
///
/// ```
/// use sip_event_state::{Part, changed_rows, merged_rows, settled_rows};
/// # #[derive(Debug, Clone, PartialEq)]
/// # struct Seat { number: u8, guest: Option<&'static str> }
/// # impl Part for Seat {
/// #     type Key<'k> = u8;
/// #     fn key(&self) -> Option<u8> { Some(self.number) }
/// # }
///
/// let seat = |number, guest| Seat { number, guest };
/// let rows = vec![seat(1, None), seat(2, Some("Ida"))];
/// let after = merged_rows(&rows, vec![seat(1, Some("Bob")), seat(3, None)]);
/// assert_eq!(after, [seat(1, Some("Bob")), seat(2, Some("Ida")), seat(3, None)]);
/// // The way back needs a deletion, which a seat does not have.
/// assert_eq!(changed_rows(&rows, &after), Some(vec![seat(1, Some("Bob")), seat(3, None)]));
/// assert_eq!(changed_rows(&after, &rows), None);
/// // Of two rows with one key, the later counts.
/// assert_eq!(settled_rows(vec![seat(1, None), seat(1, Some("Bob"))]), [seat(1, Some("Bob"))]);
/// ```
pub fn merged_rows<P: Part>(rows: &[P], update: Vec<P>) -> Vec<P> {
    let mut merged = Rows::with_capacity(rows.len());
    rows.iter().for_each(|row| merged.push(Arc::new(row.clone())));
    for row in update {
        let place = row.key().and_then(|key| merged.place_of(&key));
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
        let place = left.place_of(&row.key()?);
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
///
/// ```
/// use sip_event_state::{Part, changed_part, merged_part};
/// # #[derive(Debug, Clone, PartialEq)]
/// # struct Seat { number: u8, guest: Option<&'static str> }
/// # impl Part for Seat {
/// #     type Key<'k> = u8;
/// #     fn key(&self) -> Option<u8> { Some(self.number) }
/// # }
///
/// let seat = |guest| Seat { number: 1, guest };
/// assert_eq!(merged_part(Some(seat(None)), Some(seat(Some("Bob")))), Some(seat(Some("Bob"))));
/// // What an update does not mention stays.
/// assert_eq!(merged_part(Some(seat(Some("Bob"))), None), Some(seat(Some("Bob"))));
/// let same = seat(None);
/// assert_eq!(changed_part(Some(&same), Some(&same)), Some(None));
/// ```
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
