//! What became of a document.

use crate::change::Changes;
use crate::document::StateDocument;

/// What became of a document that a table was given.
#[derive(Debug, Clone)]
#[must_use]
pub enum Outcome<D: StateDocument> {
    /// It was applied.
    Applied(Changes<D>),
    /// It was applied although others before it are missing, so the state may be incomplete. The program
    /// should refresh the subscription to get a full document.
    AppliedAfterGap(Changes<D>),
    /// It says that there is nothing to report any more: the conference is over, for example. The program
    /// should end the subscription.
    Ended(Changes<D>),
    /// It has the version of the last document. Nothing was changed.
    Repeated,
    /// It is older than the last document. Nothing was changed.
    Stale,
    /// Others before it are missing, and the package does not apply a partial document then. Nothing was
    /// changed. The program has to refresh the subscription to get a full document.
    Refused,
    /// It is about another resource. Nothing was changed.
    Foreign,
    /// It has no version, or one that the package does not have, so it cannot be compared with others. It can
    /// be read by itself. Nothing was changed.
    Unversioned,
    /// The table would have more rows than [`Limits::rows`](crate::Limits::rows). Nothing was changed.
    TooLarge,
}

impl<D: StateDocument> Outcome<D> {
    /// Whether the program should refresh the subscription, to get a full document.
    pub fn needs_refresh(&self) -> bool {
        matches!(self, Self::AppliedAfterGap(_) | Self::Refused)
    }

    /// What the document changed, if it was applied.
    pub fn changes(&self) -> Option<&Changes<D>> {
        match self {
            Self::Applied(changes) | Self::AppliedAfterGap(changes) | Self::Ended(changes) => {
                Some(changes)
            }
            Self::Repeated
            | Self::Stale
            | Self::Refused
            | Self::Foreign
            | Self::Unversioned
            | Self::TooLarge => None,
        }
    }
}
