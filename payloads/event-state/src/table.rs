//! The subscriber's side.

use crate::document::StateDocument;
use crate::outcome::Outcome;
use crate::part::{Extent, Part};
use crate::rules::Verdict;
use crate::state::{Limits, State};

/// What the specifications leave open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Whether a document with the version of the last one is applied. Only RFC 4575 says that it is not; here
    /// no package applies it unless this is set.
    pub applies_repeated: bool,
    /// Whether a row that has ended stays, for as long as documents mention it: "that entry MAY be removed
    /// from the table at any time" (RFC 4235 §4.3). Otherwise it is removed at once.
    pub keeps_ended: bool,
    /// Whether documents about another resource are applied too. Some servers change the spelling of the
    /// address.
    pub any_resource: bool,
    /// How much is kept.
    pub limits: Limits,
}

/// The state of a subscription, as a subscriber knows it.
///
/// [`apply`](Self::apply) takes each document as it arrives. A new subscription begins with a new table, or
/// after [`reset`](Self::reset).
pub struct StateTable<D: StateDocument> {
    options: Options,
    version: Option<u64>,
    state: State<D>,
}

impl<D: StateDocument> StateTable<D> {
    /// A table that no document has been applied to.
    pub fn new() -> Self {
        Self::with_options(Options::default())
    }

    /// The same with other decisions where the specifications leave something open.
    pub fn with_options(options: Options) -> Self {
        Self { options, version: None, state: State::new() }
    }

    /// Applies a document, if its version allows it.
    pub fn apply(&mut self, document: D) -> Outcome<D> {
        let version = document.version().filter(|version| *version <= D::RULES.greatest);
        let Some(version) = version else { return Outcome::Unversioned };
        if let Some(head) = &self.state.head
            && head.key() != document.key()
            && !self.options.any_resource
        {
            return Outcome::Foreign;
        }
        let extent = document.extent();
        let verdict = match D::RULES.judge(self.version, version, extent) {
            Verdict::Repeated if self.options.applies_repeated => Verdict::Apply,
            verdict => verdict,
        };
        let is_after_gap = match verdict {
            Verdict::Apply => false,
            Verdict::ApplyAfterGap => true,
            Verdict::Repeated => return Outcome::Repeated,
            Verdict::Stale => return Outcome::Stale,
            Verdict::Refuse => return Outcome::Refused,
        };
        let Options { keeps_ended, limits, .. } = self.options;
        let changes = match extent {
            Extent::Partial => self.state.merge(document, keeps_ended, &limits),
            Extent::Full | Extent::Deleted => self.state.replace(document, keeps_ended, &limits),
        };
        let Ok(changes) = changes else { return Outcome::TooLarge };
        self.version = Some(version);
        match (extent, is_after_gap) {
            (Extent::Deleted, _) => Outcome::Ended(changes),
            (_, true) => Outcome::AppliedAfterGap(changes),
            (_, false) => Outcome::Applied(changes),
        }
    }

    /// Forgets everything, for a new subscription.
    pub fn reset(&mut self) {
        (self.version, self.state) = (None, State::new());
    }

    /// The version of the last document that was applied.
    pub fn version(&self) -> Option<u64> {
        self.version
    }

    /// What the documents have beside their rows. `None` before the first.
    pub fn head(&self) -> Option<&D> {
        self.state.head.as_deref()
    }

    /// The groups, each with its rows.
    pub fn groups(&self) -> impl Iterator<Item = (&D::Group, impl Iterator<Item = &D::Row>)> {
        self.state.groups.iter().map(|group| (&*group.head, group.rows.iter().map(|row| &**row)))
    }

    /// The group with this key.
    pub fn group<'k>(&'k self, key: <D::Group as Part>::Key<'k>) -> Option<&'k D::Group> {
        Some(&self.state.groups.at(self.state.groups.place_of(&key)?)?.head)
    }

    /// The rows of the group with this key: none, if there is no such group.
    pub fn rows_of<'k>(
        &'k self,
        key: <D::Group as Part>::Key<'k>,
    ) -> impl Iterator<Item = &'k D::Row> {
        let group = self.state.groups.place_of(&key).and_then(|place| self.state.groups.at(place));
        group.into_iter().flat_map(|group| group.rows.iter().map(|row| &**row))
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &D::Row> {
        self.state.groups.iter().flat_map(|group| group.rows.iter().map(|row| &**row))
    }

    /// The row with this key in the group with that key, in constant time.
    pub fn get<'k>(
        &'k self,
        group: <D::Group as Part>::Key<'k>,
        row: <D::Row as Part>::Key<'k>,
    ) -> Option<&'k D::Row> {
        let group = self.state.groups.at(self.state.groups.place_of(&group)?)?;
        group.rows.at(group.rows.place_of(&row)?).map(|row| &**row)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.state.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The state as a full document with the version of the last one. `None` before the first.
    pub fn document(&self) -> Option<D> {
        let mut document = self.state.document()?;
        document.set_version(self.version?, Extent::Full);
        Some(document)
    }
}

impl<D: StateDocument> Default for StateTable<D> {
    fn default() -> Self {
        Self::new()
    }
}

impl<D: StateDocument> Clone for StateTable<D> {
    fn clone(&self) -> Self {
        Self { options: self.options, version: self.version, state: self.state.clone() }
    }
}

impl<D: StateDocument> std::fmt::Debug for StateTable<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StateTable")
            .field("version", &self.version)
            .field("rows", &self.len())
            .finish_non_exhaustive()
    }
}
