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
///
/// ```
/// use sip_event_state::{Options, Outcome, StateTable};
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
/// let mut options = Options::default();
/// options.limits.rows = 1_000;
/// let mut table = StateTable::with_options(options);
/// assert!(matches!(table.apply(panel(5, Extent::Full, false)), Outcome::Applied(_)));
/// assert!(matches!(table.apply(panel(4, Extent::Full, true)), Outcome::Stale));
/// assert_eq!(table.rows_of(()).map(|lamp| lamp.is_on).collect::<Vec<_>>(), [false]);
/// // A new subscription begins.
/// table.reset();
/// assert!(matches!(table.apply(panel(0, Extent::Full, true)), Outcome::Applied(_)));
/// ```
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

    /// Applies a document, if its version allows it. The answer says what changed, or why nothing did, and
    /// whether the program should ask for a full document.
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
