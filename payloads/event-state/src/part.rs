//! What a state is made of.

use std::fmt::Debug;
use std::hash::Hash;

/// What a document, or an element in it, says about a part of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// All of it.
    Full,
    /// What has changed.
    Partial,
    /// That it is gone.
    Deleted,
}

/// A part of a state: a row, a group of rows, or what a document has beside them.
///
/// A document contains parts, and a later document contains updates of them, which are of the same type.
/// The defaults are those of a row that is always sent as a whole.
///
/// ```
/// use sip_event_state::{Extent, Part};
///
/// /// A door, of which an update says what changed: nothing, one thing, or that it is gone.
/// #[derive(Debug, Clone, PartialEq)]
/// struct Door { number: u8, extent: Extent, is_open: Option<bool>, is_locked: Option<bool> }
///
/// impl Part for Door {
///     type Key<'k> = u8;
///
///     fn key(&self) -> Option<u8> {
///         Some(self.number)
///     }
///
///     fn extent(&self) -> Extent {
///         self.extent
///     }
///
///     fn merged(&self, update: Self) -> Self {
///         Self {
///             is_open: update.is_open.or(self.is_open),
///             is_locked: update.is_locked.or(self.is_locked),
///             ..update.settled()
///         }
///     }
///
///     fn update_to(&self, newer: &Self) -> Option<Self> {
///         let changed = |old: Option<bool>, new: Option<bool>| new.filter(|_| old != new);
///         Some(Self {
///             extent: Extent::Partial,
///             is_open: changed(self.is_open, newer.is_open),
///             is_locked: changed(self.is_locked, newer.is_locked),
///             ..*newer
///         })
///     }
///
///     fn deletion(&self) -> Option<Self> {
///         Some(Self { extent: Extent::Deleted, is_open: None, is_locked: None, ..*self })
///     }
///
///     fn settled(self) -> Self {
///         Self { extent: Extent::Full, ..self }
///     }
///
///     fn changes_nothing(&self) -> bool {
///         self.is_open.is_none() && self.is_locked.is_none()
///     }
///
///     // A door has no end of its own, and nothing inside that counts.
///     fn is_ended(&self) -> bool {
///         false
///     }
///     fn weight(&self) -> usize {
///         1
///     }
/// }
///
/// let shut = Door { number: 1, extent: Extent::Full, is_open: Some(false), is_locked: Some(true) };
/// let open = Door { is_open: Some(true), ..shut.clone() };
/// let update = shut.update_to(&open).unwrap();
/// assert_eq!((update.is_open, update.is_locked), (Some(true), None));
/// assert_eq!(shut.merged(update), open);
/// ```
pub trait Part: Clone + Debug + PartialEq {
    /// What identifies the part among others of its kind.
    type Key<'k>: Copy + Eq + Hash
    where
        Self: 'k;

    /// The key. A part without one cannot be found again: it stays until a full document comes.
    fn key(&self) -> Option<Self::Key<'_>>;

    /// What this says about the part.
    fn extent(&self) -> Extent {
        Extent::Full
    }

    /// The part after an update, which is not [`Extent::Deleted`].
    #[must_use]
    fn merged(&self, update: Self) -> Self {
        update.settled()
    }

    /// Whether this, as a partial update, surely changes nothing: it has only what identifies the part.
    fn changes_nothing(&self) -> bool {
        false
    }

    /// The smallest update that turns this into `newer`, if there is one. A notifier checks it, and sends all
    /// of `newer` if it does not do that.
    fn update_to(&self, newer: &Self) -> Option<Self> {
        Some(newer.clone())
    }

    /// The update that says that the part is gone, if there is one.
    fn deletion(&self) -> Option<Self> {
        None
    }

    /// Whether the part says of itself that it has come to its end: a terminated dialog, for example. It is
    /// told once and then dropped.
    fn is_ended(&self) -> bool {
        false
    }

    /// The part as it is kept: whole, without the marks of an update; a document also without its version.
    #[must_use]
    fn settled(self) -> Self {
        self
    }

    /// How many rows it counts for, with those inside.
    fn weight(&self) -> usize {
        1
    }
}

/// The only group of a document whose rows are not in groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Whole;

impl Part for Whole {
    type Key<'k> = ();

    fn key(&self) -> Option<()> {
        Some(())
    }

    fn extent(&self) -> Extent {
        Extent::Partial
    }

    fn weight(&self) -> usize {
        0
    }
}

/// An update after which `old` is `newer`: the smallest, or else all of it.
pub(crate) fn checked_update<P: Part>(old: &P, newer: &P) -> Option<P> {
    checked_update_as(old, newer, |update| update)
}

/// The same for an update that is changed before it is sent: `sent` makes what the other side gets.
pub(crate) fn checked_update_as<P: Part>(old: &P, newer: &P, sent: impl Fn(P) -> P) -> Option<P> {
    let does_it = |update: &P| old.merged(sent(update.clone())) == *newer;
    old.update_to(newer).filter(does_it).or_else(|| Some(newer.clone()).filter(does_it))
}
