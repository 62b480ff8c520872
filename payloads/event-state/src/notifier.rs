//! The notifier's side.

use std::collections::VecDeque;
use std::fmt;

use crate::change::Changes;
use crate::document::StateDocument;
use crate::draft::{Draft, Event};
use crate::part::Extent;
use crate::state::{Limits, State, TooLarge};

/// A state that subscribers are told about.
///
/// [`update`](Self::update) changes it, and [`notify`](Self::notify) makes the next document for a
/// subscriber: a full one the first time, then one with what changed since the last. A row that has ended is
/// told once and then dropped. Where a partial document cannot say what changed, or the changes are not
/// remembered any more, the document is full.
pub struct Notifier<D: StateDocument> {
    state: State<D>,
    /// What happened, with the number of the change.
    history: VecDeque<(u64, Event<D>)>,
    /// The number of the last change.
    last: u64,
    /// The number of the last change that is not remembered any more.
    forgotten: u64,
    limits: Limits,
}

/// What a notifier knows about a subscription.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Subscriber {
    /// The version of the last document.
    version: Option<u64>,
    /// The number of the last change that it was told.
    told: u64,
}

impl Subscriber {
    /// The version of the last document. `None` before the first.
    pub fn version(&self) -> Option<u64> {
        self.version
    }
}

/// Why a state was not changed.
///
/// ```
/// use sip_event_state::{Limits, Notifier, UpdateError};
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
/// let mut limits = Limits::default();
/// limits.rows = 1;
/// let mut notifier = Notifier::with_limits(panel(0, Extent::Full, false), limits);
/// let more = Panel { lamps: vec![Lamp { name: "hall", is_on: true }], ..panel(0, Extent::Full, true) };
/// assert_eq!(notifier.update(more).unwrap_err(), UpdateError::TooLarge);
/// let elsewhere = Panel { room: 2, ..panel(0, Extent::Full, true) };
/// assert_eq!(notifier.update(elsewhere).unwrap_err(), UpdateError::Foreign);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateError {
    /// It would have more rows than [`Limits::rows`].
    TooLarge,
    /// The document is about another resource.
    Foreign,
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the state would have more rows than the limit allows",
            Self::Foreign => "the document is about another resource",
        })
    }
}

impl std::error::Error for UpdateError {}

impl From<TooLarge> for UpdateError {
    fn from(_: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// A subscription has used up all versions. It has to be ended; the subscriber will subscribe again.
///
/// ```
/// use sip_event_state::{Notifier, Subscriber, VersionsUsedUp};
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
/// let notifier = Notifier::new(panel(0, Extent::Full, false));
/// let mut subscriber = Subscriber::default();
/// // After some four thousand million documents, this is an error.
/// let document: Result<Panel, VersionsUsedUp> = notifier.full(&mut subscriber);
/// assert_eq!(document.unwrap().version, 0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionsUsedUp;

impl fmt::Display for VersionsUsedUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the subscription has used up all versions")
    }
}

impl std::error::Error for VersionsUsedUp {}

impl<D: StateDocument> Notifier<D> {
    /// A notifier of the state in a document, whatever its version. The number of rows has no limit.
    pub fn new(document: D) -> Self {
        Self::with_limits(
            document,
            Limits { rows: usize::MAX, row: usize::MAX, ..Limits::default() },
        )
    }

    /// The same with limits. The document itself does not count.
    pub fn with_limits(document: D, limits: Limits) -> Self {
        let mut state = State::new();
        let unlimited = Limits { rows: usize::MAX, row: usize::MAX, ..limits };
        // Without a limit, nothing is refused.
        let _ = state.replace(document, false, &unlimited);
        Self { state, history: VecDeque::new(), last: 0, forgotten: 0, limits }
    }

    /// Changes the state as a partial document would do it, whatever version and extent this one has: rows
    /// are added, changed and, if they have ended, dropped. Answers what changed.
    ///
    /// # Errors
    /// [`UpdateError`]. The state is as before.
    pub fn update(&mut self, document: D) -> Result<Changes<D>, UpdateError> {
        self.check_resource(&document)?;
        let changes = self.state.merge(document, false, &self.limits)?;
        self.remember(&changes);
        Ok(changes)
    }

    /// Replaces the state by that of a document. It costs as much as the state is large.
    ///
    /// # Errors
    /// [`UpdateError`]. The state is as before.
    pub fn replace(&mut self, document: D) -> Result<Changes<D>, UpdateError> {
        self.check_resource(&document)?;
        let changes = self.state.replace(document, false, &self.limits)?;
        self.remember(&changes);
        Ok(changes)
    }

    fn check_resource(&self, document: &D) -> Result<(), UpdateError> {
        match &self.state.head {
            Some(head) if head.key() != document.key() => Err(UpdateError::Foreign),
            _ => Ok(()),
        }
    }

    fn remember(&mut self, changes: &Changes<D>) {
        let events = Event::of(changes);
        if events.is_empty() {
            return;
        }
        self.last += 1;
        self.history.extend(events.into_iter().map(|event| (self.last, event)));
        while self.history.len() > self.limits.history {
            if let Some((number, _)) = self.history.pop_front() {
                self.forgotten = number;
            }
        }
    }

    /// The next document for a subscriber, or `None` if there is nothing to tell.
    ///
    /// # Errors
    /// [`VersionsUsedUp`]
    pub fn notify(&self, subscriber: &mut Subscriber) -> Result<Option<D>, VersionsUsedUp> {
        if subscriber.version.is_none() || subscriber.told < self.forgotten {
            return self.full(subscriber).map(Some);
        }
        if subscriber.told == self.last {
            return Ok(None);
        }
        let untold = self.history.partition_point(|(number, _)| *number <= subscriber.told);
        let mut draft = Draft::new();
        for (_, event) in self.history.range(untold..) {
            draft.note(event);
        }
        match draft.document(&self.state) {
            Some(None) => {
                subscriber.told = self.last;
                Ok(None)
            }
            Some(Some(document)) => self.send(document, Extent::Partial, subscriber).map(Some),
            None => self.full(subscriber).map(Some),
        }
    }

    /// A full document for a subscriber: the answer to a refresh.
    ///
    /// # Errors
    /// [`VersionsUsedUp`]
    pub fn full(&self, subscriber: &mut Subscriber) -> Result<D, VersionsUsedUp> {
        let document = self.state.document().ok_or(VersionsUsedUp)?;
        self.send(document, Extent::Full, subscriber)
    }

    /// The document that says that there is nothing to report any more: the conference is over, for example.
    /// `None` if the package has none.
    ///
    /// # Errors
    /// [`VersionsUsedUp`]
    pub fn end(&self, subscriber: &mut Subscriber) -> Result<Option<D>, VersionsUsedUp> {
        let end = self.state.head.as_ref().and_then(|head| head.deletion());
        end.map(|end| self.send(end, Extent::Deleted, subscriber)).transpose()
    }

    fn send(
        &self,
        mut document: D,
        extent: Extent,
        subscriber: &mut Subscriber,
    ) -> Result<D, VersionsUsedUp> {
        let version = subscriber.version.map_or(D::RULES.first, |version| version + 1);
        if version > D::RULES.greatest {
            return Err(VersionsUsedUp);
        }
        document.set_version(version, extent);
        *subscriber = Subscriber { version: Some(version), told: self.last };
        Ok(document)
    }

    /// The state as a document, without a version of its own.
    pub fn document(&self) -> Option<D> {
        self.state.document()
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &D::Row> {
        self.state.groups.iter().flat_map(|group| group.rows.iter().map(|row| &**row))
    }
}

impl<D: StateDocument> fmt::Debug for Notifier<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notifier")
            .field("rows", &self.state.len())
            .field("changes", &self.last)
            .finish_non_exhaustive()
    }
}
