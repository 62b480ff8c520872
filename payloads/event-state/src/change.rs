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
        /// What the document says about its end: a terminated dialog, for example. `None` if it just is not
        /// there any more.
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
