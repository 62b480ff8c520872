//! The answer to what people ask of presence: is she available, what does she do, how do I reach her, since when.

mod conflicts;
mod display;
mod services;

use xml_app_core::{AnyUri, DateTime, ExtensionRef, Extensions, Id, Language};

use crate::meanings::{Subject, Validity};
use crate::{Basic, Meanings, Note, Person, Presence, Tuple};

pub use conflicts::Conflict;
pub use services::Service;

/// What a presence document says at a time, over all its persons, tuples and devices.
///
/// The first person is not the truth: a document composed from two phones has two (RFC 4479 §3.2). So whatever any of
/// them says counts, and where they contradict each other is in [`conflicts`](Self::conflicts).
///
/// `Display` says it in one line.
///
/// ```
/// use sip_presence::{Availability, Basic, Meanings, Presence, Status, Tuple};
/// use xml_app_core::AnyUri;
///
/// let phone: AnyUri = "sip:bob@192.0.2.7".parse()?;
/// let tuple = Tuple::new("phone".parse()?, Status::from(Basic::Open))
///     .with_contact(phone)
///     .with_timestamp("2026-03-02T08:00:00Z".parse()?)
///     .with_note("At my desk");
/// let presence = Presence::new("sip:bob@example.com".parse()?).with_tuple(tuple);
///
/// // `sip_payloads::answer` knows all vocabularies.
/// let answer = Meanings::new().answer(&presence, &"2026-03-02T08:30:00Z".parse()?);
/// assert_eq!(answer.availability, Availability::Available);
/// assert_eq!(answer.services[0].contact().unwrap(), "sip:bob@192.0.2.7");
/// assert_eq!(
///     answer.to_string(),
///     "available since 2026-03-02T08:00:00Z: \"At my desk\"; at sip:bob@192.0.2.7"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer<'p> {
    /// Of whom.
    pub entity: &'p AnyUri,
    /// The name to display (RFC 4482 §3.2).
    pub name: Option<String>,
    /// Whether communication is likely to succeed.
    pub availability: Availability,
    /// Why.
    pub reason: Reason<'p>,
    /// Since when, if the document says so.
    pub since: Option<DateTime>,
    /// What the person does now: RPID's keywords, and texts.
    pub activities: Vec<Said<'p>>,
    /// How the person feels now.
    pub moods: Vec<Said<'p>>,
    /// Where the person is now.
    pub places: Vec<Said<'p>>,
    /// The role that the person plays now.
    pub spheres: Vec<Said<'p>>,
    /// Pictures: addresses.
    pub icons: Vec<Said<'p>>,
    /// All notes: those of persons, of their activities and moods, of the document, of its own services. See
    /// [`note`](Self::note).
    pub notes: Vec<SaidNote<'p>>,
    /// The services that can be reached, by priority, the highest first.
    pub services: Vec<Service<'p>>,
    /// What the document contradicts itself about.
    pub conflicts: Vec<Conflict<'p>>,
}

/// Whether communication is likely to succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Availability {
    /// Nothing is known.
    Unknown,
    /// No service is open, or the person does not want to communicate.
    Unavailable,
    /// Not at the device.
    Away,
    /// There, and doing something that should not be disturbed.
    Busy,
    /// There, as far as is known.
    Available,
}

impl Availability {
    /// What a word of RPID, of a dialect or of a chat program means. `None` for one that says nothing about it, such
    /// as `working` or `playing`.
    ///
    /// ```
    /// use sip_presence::Availability;
    ///
    /// assert_eq!(Availability::of_word("on-the-phone"), Some(Availability::Busy));
    /// assert_eq!(Availability::of_word("vacation"), Some(Availability::Away));
    /// assert_eq!(Availability::of_word("playing"), None);
    /// ```
    pub fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "available" | "chat" | "online" | "open" => Self::Available,
            "busy" | "on-the-phone" | "onthephone" | "meeting" | "appointment" | "presentation"
            | "performance" | "steering" | "worship" | "dnd" => Self::Busy,
            "away" | "extended-away" | "xa" | "idle" | "sleeping" | "permanent-absence"
            | "vacation" | "holiday" | "breakfast" | "lunch" | "dinner" | "meal" | "shopping"
            | "travel" | "in-transit" => Self::Away,
            "offline" | "unavailable" | "closed" | "unwilling" => Self::Unavailable,
            _ => return None,
        })
    }

    /// As a word: `available`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Unavailable => "unavailable",
            Self::Away => "away",
            Self::Busy => "busy",
            Self::Available => "available",
        }
    }
}

/// Why someone is available or not.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason<'p> {
    /// The document says nothing about it.
    NothingSaid,
    /// This service is open, and nothing says otherwise.
    Open(&'p Tuple),
    /// All services are closed: this is the last that was open, or the first.
    Closed(&'p Tuple),
    /// Something that a person or a service says.
    Said(Said<'p>),
}

/// Something that is said in a tuple, person or device.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<'p> {
    /// The keyword, the text or the address.
    pub word: String,
    /// The id of the tuple, person or device that says it.
    pub by: &'p Id,
    /// For which time it is said.
    pub validity: Validity,
    /// Since when: the beginning of its time, or else the timestamp of who says it.
    pub since: Option<DateTime>,
}

/// A note, and who says it.
#[derive(Debug, Clone, PartialEq)]
pub struct SaidNote<'p> {
    /// The note.
    pub note: &'p Note,
    /// Its language, inherited ones included.
    pub language: Option<Language>,
    /// The id of the tuple, person or device that says it; `None` for a note of the presentity.
    pub by: Option<&'p Id>,
}

impl<'p> Answer<'p> {
    /// The note to show to someone who reads these languages, the preferred one first: the first note in the first
    /// language that any note has, by lookup (RFC 4647 §3.4); or else the first without a language; or else the first.
    ///
    /// ```
    /// use sip_presence::{Meanings, Note, Presence};
    ///
    /// let presence = Presence::new("sip:bob@example.com".parse()?)
    ///     .with_note(Note::new("Bin gleich zurück").in_language("de".parse()?))
    ///     .with_note(Note::new("Back soon").in_language("en".parse()?));
    /// let answer = Meanings::new().answer(&presence, &"2026-03-02T08:30:00Z".parse()?);
    /// let note = answer.note(&["fr", "en-GB", "de"]);
    /// assert_eq!(note.unwrap().note, &"Back soon");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn note(&self, languages: &[&str]) -> Option<&SaidNote<'p>> {
        let in_language = |range: &str| {
            self.notes.iter().find(|note| {
                note.language.as_ref().is_some_and(|own| own.as_str().eq_ignore_ascii_case(range))
            })
        };
        let looked_up = languages.iter().find_map(|range| {
            let mut range = *range;
            loop {
                if let Some(note) = in_language(range) {
                    return Some(note);
                }
                range = range.rsplit_once('-')?.0;
            }
        });
        let without = || self.notes.iter().find(|note| note.language.is_none());
        looked_up.or_else(without).or_else(|| self.notes.first())
    }

    /// The service to try first.
    pub fn best_service(&self) -> Option<&Service<'p>> {
        self.services.iter().find(|service| service.relationship.is_none())
    }
}

impl Meanings {
    /// What a document says at a time.
    pub fn answer<'p>(&self, presence: &'p Presence, now: &DateTime) -> Answer<'p> {
        Asking { meanings: self, presence, now }.answer()
    }
}

/// A question.
struct Asking<'m, 'p> {
    meanings: &'m Meanings,
    presence: &'p Presence,
    now: &'m DateTime,
}

/// Who says something.
#[derive(Clone, Copy)]
struct Speaker<'p> {
    id: &'p Id,
    timestamp: Option<&'p DateTime>,
}

impl<'p> Asking<'_, 'p> {
    fn answer(&self) -> Answer<'p> {
        let services = self.services();
        let (availability, reason) = self.availability();
        let since = match &reason {
            Reason::NothingSaid => None,
            Reason::Open(tuple) | Reason::Closed(tuple) => tuple.timestamp.clone(),
            Reason::Said(said) => said.since.clone(),
        };
        // A clock that is wrong.
        let since = since.filter(|since| since.assume_utc() <= self.now.assume_utc());
        let names = self.said(Subject::DisplayName);
        Answer {
            entity: &self.presence.entity,
            name: names.into_iter().next().map(|said| said.word),
            availability,
            reason,
            since,
            activities: self.said(Subject::Activity),
            moods: self.said(Subject::Mood),
            places: self.said(Subject::Place),
            spheres: self.said(Subject::Sphere),
            icons: self.said(Subject::Icon),
            notes: self.notes(),
            services,
            conflicts: self.conflicts(),
        }
    }

    /// The worst that any person says; or else the best that any service says.
    fn availability(&self) -> (Availability, Reason<'p>) {
        let by_persons = self.by_persons();
        let by_services = self.by_services();
        match (by_persons, by_services) {
            // Whatever a person does, closed services cannot be reached.
            (Some(person), Some(service)) if weight(person.0) >= weight(service.0) => person,
            (_, Some(service)) => service,
            (Some(person), None) => person,
            (None, None) => (Availability::Unknown, Reason::NothingSaid),
        }
    }

    /// What persons say about availability. Busy beats away: who is on one of two phones is not away.
    fn by_persons(&self) -> Option<(Availability, Reason<'p>)> {
        let persons = self.presence.persons();
        let all = persons.flat_map(|person| {
            let speaker = Speaker::from(person);
            let mut said = self.said_in(&person.extensions, speaker, Subject::Activity);
            said.extend(self.said_in(&person.extensions, speaker, Subject::Availability));
            said
        });
        let judged = all.filter_map(|said| Some((Availability::of_word(&said.word)?, said)));
        let worst = judged.fold(None, |worst: Option<(Availability, Said<'p>)>, one| match worst {
            Some(worst) if weight(worst.0) >= weight(one.0) => Some(worst),
            _ => Some(one),
        });
        worst.map(|(availability, said)| (availability, Reason::Said(said)))
    }

    /// What a subject is said to be by persons, now. The same word once.
    fn said(&self, subject: Subject) -> Vec<Said<'p>> {
        let persons = self.presence.persons();
        let by_persons = persons
            .flat_map(|person| self.said_in(&person.extensions, Speaker::from(person), subject));
        let tuples = self.presence.tuples.iter();
        let by_tuples =
            tuples.flat_map(|tuple| self.said_in(&tuple.extensions, Speaker::from(tuple), subject));
        let mut known = std::collections::HashSet::new();
        by_persons.chain(by_tuples).filter(|said| known.insert(said.word.clone())).collect()
    }

    /// The same in one extension point.
    fn said_in<H>(
        &self,
        extensions: &'p Extensions<H>,
        speaker: Speaker<'p>,
        subject: Subject,
    ) -> Vec<Said<'p>> {
        let mut said = Vec::new();
        for element in extensions.iter() {
            let Some(meaning) = self.meanings.meaning(element) else { continue };
            let validity = (meaning.validity)(element);
            if meaning.subject == Some(subject) && validity.contains(self.now) {
                let since = validity.from.clone().or_else(|| speaker.timestamp.cloned());
                said.extend((meaning.words)(element).into_iter().map(|word| Said {
                    word,
                    by: speaker.id,
                    validity: validity.clone(),
                    since: since.clone(),
                }));
            }
        }
        said
    }

    fn notes(&self) -> Vec<SaidNote<'p>> {
        let presence = self.presence;
        let mut notes = Vec::new();
        for person in presence.persons() {
            let language = |note: &Note| presence.person_note_language(person, note);
            let by = Some(&person.id);
            let own = person.notes.iter();
            notes.extend(own.map(|note| SaidNote { note, language: language(note), by }));
            let inside = person.extensions.iter().flat_map(|element| self.notes_in(element));
            notes.extend(inside.map(|note| SaidNote { note, language: language(note), by }));
        }
        let of_all = presence.notes.iter();
        notes.extend(of_all.map(|note| SaidNote {
            note,
            language: presence.note_language(note),
            by: None,
        }));
        for tuple in presence.tuples.iter().filter(|tuple| self.is_own(tuple)) {
            notes.extend(tuple.notes.iter().map(|note| {
                let language = presence.tuple_note_language(tuple, note);
                SaidNote { note, language, by: Some(&tuple.id) }
            }));
        }
        notes
    }

    /// The notes in an element that is valid now.
    fn notes_in(&self, element: ExtensionRef<'p>) -> &'p [Note] {
        let meaning = self.meanings.meaning(element);
        let current = meaning.filter(|meaning| (meaning.validity)(element).contains(self.now));
        current.map(|meaning| (meaning.notes)(element)).unwrap_or_default()
    }
}

impl<'p> From<&'p Person> for Speaker<'p> {
    fn from(person: &'p Person) -> Self {
        Self { id: &person.id, timestamp: person.timestamp.as_ref() }
    }
}

impl<'p> From<&'p Tuple> for Speaker<'p> {
    fn from(tuple: &'p Tuple) -> Self {
        Self { id: &tuple.id, timestamp: tuple.timestamp.as_ref() }
    }
}

/// What counts more: unwilling or closed, then busy, then away.
const fn weight(availability: Availability) -> u8 {
    match availability {
        Availability::Unavailable => 3,
        Availability::Busy => 2,
        Availability::Away => 1,
        Availability::Available | Availability::Unknown => 0,
    }
}

/// Whether a service is open.
fn is_open(tuple: &Tuple) -> bool {
    tuple.status.basic == Some(Basic::Open)
}

#[cfg(test)]
mod tests;
