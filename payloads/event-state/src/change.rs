//! What a document changed.

use std::sync::Arc;

use crate::document::StateDocument;

/// What happened to a part of the state.
#[derive(Debug)]
pub enum Change<T> {
    /// It is new.
    Added(Arc<T>),
    /// It is different.
    Changed {
        /// How it was.
        old: Arc<T>,
        /// How it is.
        new: Arc<T>,
    },
    /// It is gone.
    Removed {
        /// How it was. `None` if the first that is heard of it is its end.
        old: Option<Arc<T>>,
        /// The last thing that was said about it, such as that the dialog is terminated. `None` if the
        /// document leaves it out or deletes it.
        last: Option<Arc<T>>,
    },
}

impl<T> Change<T> {
    /// How it was, if it was there.
    pub fn old(&self) -> Option<&Arc<T>> {
        match self {
            Self::Added(_) => None,
            Self::Changed { old, .. } => Some(old),
            Self::Removed { old, .. } => old.as_ref(),
        }
    }

    /// How it is, if it is there.
    pub fn current(&self) -> Option<&Arc<T>> {
        match self {
            Self::Added(new) | Self::Changed { new, .. } => Some(new),
            Self::Removed { .. } => None,
        }
    }

    /// The newest that is known of it, also if it is gone.
    pub fn newest(&self) -> Option<&Arc<T>> {
        match self {
            Self::Added(new) | Self::Changed { new, .. } => Some(new),
            Self::Removed { old, last } => last.as_ref().or(old.as_ref()),
        }
    }
}

impl<T> Clone for Change<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Added(new) => Self::Added(Arc::clone(new)),
            Self::Changed { old, new } => {
                Self::Changed { old: Arc::clone(old), new: Arc::clone(new) }
            }
            Self::Removed { old, last } => Self::Removed { old: old.clone(), last: last.clone() },
        }
    }
}

/// What happened to a row.
#[derive(Debug, Clone)]
pub struct RowChange<D: StateDocument> {
    /// The group of the row.
    pub group: Arc<D::Group>,
    /// What happened.
    pub change: Change<D::Row>,
}

/// What a document changed.
///
/// ```
/// use sip_event_state::{Changes, Outcome, RowChange, StateTable};
/// # use sip_event_state::{Extent, Part, Rules, StateDocument, Whole};
/// # #[derive(Debug, Clone, PartialEq)]
/// # struct Lamp { name: &'static str, is_on: bool }
/// # impl Part for Lamp {
/// #     type Key<'k> = &'k str;
/// #     fn key(&self) -> Option<&str> { Some(self.name) }
/// # }
/// # #[derive(Debug, Clone, PartialEq)]
/// # struct Panel { room: u8, version: u64, extent: Extent, lamps: Vec<Lamp> }
/// # impl Part for Panel {
/// #     type Key<'k> = u8;
/// #     fn key(&self) -> Option<u8> { Some(self.room) }
/// #     fn extent(&self) -> Extent { self.extent }
/// #     fn settled(self) -> Self { Self { version: 0, extent: Extent::Full, ..self } }
/// # }
/// # impl StateDocument for Panel {
/// #     type Group = Whole;
/// #     type Row = Lamp;
/// #     const RULES: Rules = Rules::MERGING;
/// #     fn version(&self) -> Option<u64> { Some(self.version) }
/// #     fn set_version(&mut self, version: u64, extent: Extent) {
/// #         (self.version, self.extent) = (version, extent);
/// #     }
/// #     fn take_rows(&mut self) -> Vec<(Whole, Vec<Lamp>)> {
/// #         vec![(Whole, std::mem::take(&mut self.lamps))]
/// #     }
/// #     fn put_rows(&mut self, groups: Vec<(Whole, Vec<Lamp>)>) {
/// #         self.lamps = groups.into_iter().flat_map(|(_, lamps)| lamps).collect();
/// #     }
/// # }
/// # let panel = |version, extent, is_on| {
/// #     Panel { room: 1, version, extent, lamps: vec![Lamp { name: "door", is_on }] }
/// # };
///
/// let mut table = StateTable::new();
/// let _ = table.apply(panel(0, Extent::Full, false));
/// let Outcome::Applied(changes) = table.apply(panel(1, Extent::Partial, true)) else { panic!() };
/// let changes: Changes<Panel> = changes;
/// assert!(!changes.is_empty() && changes.head.is_none() && changes.groups.is_empty());
/// let row: &RowChange<Panel> = &changes.rows[0];
/// assert_eq!(row.change.old().map(|lamp| lamp.is_on), Some(false));
/// assert_eq!(row.change.current().map(|lamp| lamp.is_on), Some(true));
/// ```
#[derive(Debug, Clone)]
pub struct Changes<D: StateDocument> {
    /// What the document has beside its rows, if that changed.
    pub head: Option<Change<D>>,
    /// The groups that changed. Changes of their rows alone do not count.
    pub groups: Vec<Change<D::Group>>,
    /// The rows that changed, in the order of the document; those that are just gone come last.
    pub rows: Vec<RowChange<D>>,
}

impl<D: StateDocument> Changes<D> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.head.is_none() && self.groups.is_empty() && self.rows.is_empty()
    }

    pub(crate) fn row(&mut self, group: &Arc<D::Group>, change: Change<D::Row>) {
        self.rows.push(RowChange { group: Arc::clone(group), change });
    }
}

impl<D: StateDocument> Default for Changes<D> {
    fn default() -> Self {
        Self { head: None, groups: Vec::new(), rows: Vec::new() }
    }
}
