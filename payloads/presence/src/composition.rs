//! Composition: one presence document out of several publications of one presentity (RFC 3856 §4, RFC 4479 §3.8).
//!
//! No RFC says how: RFC 3903 §10.3 calls it local policy. So a [`Composition`] is a value with a name for each
//! choice, and there are four to begin with: [`union`](Composition::union), [`oma`](Composition::oma),
//! [`non_overlapping`](Composition::non_overlapping) and [`newest`](Composition::newest). Vocabularies take part
//! through [`PresenceElement`](crate::PresenceElement). The guide to
//! [presence](https://docs.rs/sip-payloads/latest/sip_payloads/guide/presence/) has the details.
//!
//! ```
//! use sip_presence::composition::{Composer, Composition, Source};
//! use sip_presence::{Basic, Meanings, Presence, Status, Tuple};
//!
//! let publication = |id: &str, contact: &str, basic| {
//!     let tuple = Tuple::new(id.parse()?, Status::from(basic));
//!     let contact: xml_app_core::AnyUri = contact.parse()?;
//!     Ok::<_, xml_app_core::Error>(
//!         Presence::new("sip:alice@example.com".parse()?).with_tuple(tuple.with_contact(contact)),
//!     )
//! };
//! let phone = publication("t1", "sip:alice@192.0.2.1", Basic::Closed)?;
//! let laptop = publication("t1", "sip:alice@192.0.2.2", Basic::Open)?;
//! let sources = [
//!     Source::soft("phone", &phone, "2026-03-02T08:30:00Z".parse()?),
//!     Source::soft("laptop", &laptop, "2026-03-02T08:31:00Z".parse()?),
//! ];
//!
//! let composer = Composer::new(Meanings::new(), Composition::union());
//! let now = "2026-03-02T08:32:00Z".parse()?;
//! let composed = composer.compose(&"sip:alice@example.com".parse()?, &sources, &now);
//! // Both are there, the newest first. Their ids are unique.
//! assert_eq!(composed.presence.tuples[0].contact.as_ref().unwrap().uri, "sip:alice@192.0.2.2");
//! assert_eq!(composed.presence.tuples[0].id, "t1");
//! assert_ne!(composed.presence.tuples[1].id, "t1");
//! assert_eq!(composed.report.parts[1].members[0].source, "phone");
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod arrange;
mod collect;
mod compose;
mod digest;
mod discard;
mod facts;
mod hard_state;
mod identity;
mod ids;
mod merge;
mod notes;
mod part;
mod prepare;
mod report;
mod sources;

use std::time::Duration;

use xml_app_core::{AnyUri, DateTime};

use crate::{Meanings, Presence};

pub(crate) use identity::device_key;
pub use report::{LeftOut, Member, PartReport, Reason, Report, What};
pub use sources::{Kind, Source};

/// How several documents become one. The choices are independent of each other; each has a default, which is the
/// first of its alternatives unless a constructor says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// Which occurrences become one.
    pub policy: Policy,
    /// What is taken of the newest, with [`Policy::Newest`].
    pub scope: Scope,
    /// Which status a service has about which sources differ, with [`Policy::Newest`].
    pub basic: BasicStatus,
    /// What becomes of different activities, moods, places and capabilities.
    pub containers: Containers,
    /// Which activities a person has about which sources differ, with [`Policy::Newest`].
    pub activities: Activities,
    /// Whether tuples without a contact can be the same service.
    pub anonymous: Anonymous,
    /// Whether several persons can be in the result.
    pub persons: Persons,
    /// Where notes of a document go when documents are joined.
    pub notes: Notes,
    /// Which ids are kept.
    pub ids: Ids,
    /// What becomes of a status that was announced for now (RFC 4481).
    pub timed_status: TimedStatusChoice,
    /// What is left out.
    pub discard: Discard,
    /// What hard state does (RFC 4827).
    pub hard_state: HardState,
    /// What there is if nothing is published.
    pub empty: Empty,
    /// What becomes of a publication that was not refreshed.
    pub expired: Expired,
    /// How much later than its publication the timestamp of an occurrence can be and still be believed: clocks differ.
    pub tolerance: Duration,
    /// Other addresses of the presentity, which documents may name as their entity.
    pub aliases: Vec<AnyUri>,
}

/// Which occurrences become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Policy {
    /// Equal ones only. Nothing is lost and nothing is decided.
    Union,
    /// Those that describe the same thing and do not contradict each other: the default policy of OMA's
    /// presence enabler, as implementations quote it.
    Oma,
    /// Those that describe the same thing and have no kind of child in common.
    NonOverlapping,
    /// All that describe the same thing; the newest wins.
    Newest,
}

/// What is taken of the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The service, the person or the device as a whole.
    Occurrence,
    /// Each kind of element by itself.
    Element,
    /// The whole document.
    Document,
}

/// Which basic status wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BasicStatus {
    /// Open, as long as one source says so.
    AnyOpen,
    /// The newest.
    Newest,
    /// Open only if all sources say so.
    AllOpen,
}

/// What becomes of different containers: activities, moods, place types, capabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Containers {
    /// They contradict each other, like other elements.
    Apart,
    /// Their contents are united.
    United,
}

/// Which activities win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Activities {
    /// The newest.
    Newest,
    /// All together.
    United,
    /// Those with the word that comes first in this list, such as `on-the-phone`, `meeting`, `busy`, `away`; the
    /// newest, if none has any.
    Ranked(Vec<String>),
}

/// Whether tuples without a contact can be the same service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anonymous {
    /// Each is a service of its own.
    Separate,
    /// They are, if all else agrees.
    Together,
}

/// Whether several persons can be in the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Persons {
    /// As the policy says. Several are an ambiguous description of one (RFC 4479 §3.2).
    ByPolicy,
    /// One, with each kind of element from the newest that has it.
    Merge,
}

/// Where notes of a document go when documents are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Notes {
    /// Notes of a document with persons go into those persons that have none: they speak for them (RFC 4479 §5),
    /// and not for the persons of other documents.
    Attribute,
    /// They stay where they are.
    AsIs,
}

/// Which ids are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ids {
    /// All that are unique, and of equal ones that of the newest source.
    KeepFirst,
    /// None: all are made from the source and the id there.
    AllFromSource,
}

/// What becomes of a `<timed-status>` whose time is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimedStatusChoice {
    /// It is left out (RFC 4481 §3).
    Drop,
    /// It becomes the status.
    Promote,
}

/// What is left out: nothing, by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Discard {
    /// Closed tuples, where another one with the same contact is open.
    pub closed_beside_open: bool,
    /// Tuples and persons that are older than this, by their timestamp or else by their publication.
    pub older_than: Option<Duration>,
    /// Devices that no tuple names. RFC 4479 §3.4 shows why this is dangerous: a device may be there for its location.
    pub devices_without_service: bool,
}

/// What hard state does: the one document that XCAP clients wrote (RFC 4827 §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HardState {
    /// It is there if nothing else is.
    Fallback,
    /// It is one more source.
    Source,
    /// It replaces what it mentions: "appear offline", "on holiday".
    Override,
    /// What others mention replaces it.
    Base,
    /// Nothing.
    Ignore,
}

/// What there is if nothing is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Empty {
    /// A document without tuples. A NOTIFY without a document would leave the last one in force (RFC 3856 §6.7).
    Bare,
    /// No document: see [`Composed::document`]. Only for watchers that never got one.
    NoDocument,
    /// A document with a closed tuple.
    Closed,
    /// A document with a note.
    Note(String),
}

/// What becomes of a publication that was not refreshed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expired {
    /// It is gone.
    Gone,
    /// For this time its tuples are closed, and all else is gone.
    Closed(Duration),
}

impl Composition {
    /// How many groups of occurrences that describe the same thing are compared with one more of them. Beyond that
    /// it stays by itself.
    pub const MOST_GROUPS: usize = 64;

    /// How many elements of one name are compared by the times for which they are valid. Beyond that they count as valid at
    /// the same time.
    pub const MOST_TIMES: usize = 64;

    /// Everything is in the result, and only equal occurrences are there once. The default.
    pub const fn union() -> Self {
        Self {
            policy: Policy::Union,
            scope: Scope::Occurrence,
            basic: BasicStatus::AnyOpen,
            containers: Containers::Apart,
            activities: Activities::Newest,
            anonymous: Anonymous::Separate,
            persons: Persons::ByPolicy,
            notes: Notes::Attribute,
            ids: Ids::KeepFirst,
            timed_status: TimedStatusChoice::Drop,
            discard: Discard {
                closed_beside_open: false,
                older_than: None,
                devices_without_service: false,
            },
            hard_state: HardState::Fallback,
            empty: Empty::Bare,
            expired: Expired::Gone,
            tolerance: Duration::from_secs(60),
            aliases: Vec::new(),
        }
    }

    /// What agrees becomes one, and contradictions stay: [`Policy::Oma`].
    pub fn oma() -> Self {
        Self { policy: Policy::Oma, anonymous: Anonymous::Together, ..Self::union() }
    }

    /// What complements each other becomes one: [`Policy::NonOverlapping`].
    pub fn non_overlapping() -> Self {
        Self { policy: Policy::NonOverlapping, ..Self::union() }
    }

    /// One status for each service, device and person: what phones want that show one state.
    pub fn newest() -> Self {
        Self { policy: Policy::Newest, ..Self::union() }
    }
}

impl Composition {
    /// How long a publication counts after its end.
    pub(crate) fn grace(&self) -> Duration {
        match self.expired {
            Expired::Gone => Duration::ZERO,
            Expired::Closed(grace) => grace,
        }
    }
}

impl Default for Composition {
    fn default() -> Self {
        Self::union()
    }
}

/// Composes documents.
#[derive(Debug, Clone)]
pub struct Composer {
    meanings: Meanings,
    composition: Composition,
}

/// The result of a composition.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Composed {
    /// The document.
    pub presence: Presence,
    /// The earliest time at which the result may be another one, if nothing is published before.
    pub valid_until: Option<DateTime>,
    /// Where everything comes from, and what was left out.
    pub report: Report,
    /// Whether no source had anything to say, and there is to be no document then.
    is_without_document: bool,
}

impl Composer {
    /// A composer for documents with the elements of these vocabularies.
    pub const fn new(meanings: Meanings, composition: Composition) -> Self {
        Self { meanings, composition }
    }

    /// How it composes.
    pub const fn composition(&self) -> &Composition {
        &self.composition
    }

    /// The meanings of elements.
    pub const fn meanings(&self) -> &Meanings {
        &self.meanings
    }

    /// Whether a document is about a presentity with this address, or with one of its aliases.
    pub fn is_about(&self, entity: &AnyUri, document: &Presence) -> bool {
        let names = std::iter::once(entity).chain(&self.composition.aliases);
        names.into_iter().any(|name| collect::is_same_presentity(name, &document.entity))
    }

    /// One document out of all sources. Their order has no effect. `entity` is the address of the presentity that the
    /// document gets.
    pub fn compose(&self, entity: &AnyUri, sources: &[Source<'_>], now: &DateTime) -> Composed {
        compose::compose(self, entity, sources, now)
    }
}

impl Composed {
    /// The document, unless there is none: see [`Empty::NoDocument`].
    pub fn document(&self) -> Option<&Presence> {
        (!self.is_without_document).then_some(&self.presence)
    }
}
