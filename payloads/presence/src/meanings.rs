//! What the elements of vocabularies mean in a presence document: for composition and for answers.

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use xml_app_core::{
    DateTime, Error, ExtensionObject, ExtensionRef, GlobalElement, Id, Name, Namespace, Registry,
    RegistryBuilder, XmlElement,
};

use crate::{DeviceId, Note};

/// An element that a vocabulary adds to tuples, statuses, persons or devices: what it says, and what becomes of it
/// when several documents become one. All of it has defaults, for an element that occurs once and says nothing
/// that [`Answer`](crate::Answer) knows.
///
/// ```
/// use sip_presence::{DataModel, Meanings, Person, Pidf, PresenceElement, PresenceModule, Subject};
/// use xml_app_core::{Namespace, Registry, XmlElement, vocabulary};
///
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = HATS, name = "wears")]
/// struct Wears { #[xml(text)] model: String }
///
/// impl PresenceElement for Wears {
///     const SUBJECT: Option<Subject> = Some(Subject::Mood);
///
///     fn words(&self) -> Vec<String> {
///         vec![format!("in a {}", self.model)]
///     }
/// }
///
/// vocabulary! {
///     struct Hats: "hats", "the hatters' handbook";
///     document Pidf: HATS;
///     extend Person { Wears }
///     also sip_presence::meanings_of::<Hats>;
/// }
///
/// impl PresenceModule for Hats {
///     fn define(meanings: &mut Meanings) {
///         meanings.element::<Wears>();
///     }
/// }
///
/// let mut builder = Registry::builder();
/// builder.add(DataModel)?.add(Hats)?;
/// let registry = builder.build();
/// let presence = registry.parse::<Pidf>(
///     "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:ida@example.com'>
///        <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p'>
///          <wears xmlns='urn:example:hats'>fedora</wears></person></presence>",
/// )?;
/// let meanings = Meanings::of(&registry);
/// let answer = meanings.answer(&presence, &"2026-03-02T08:30:00Z".parse()?);
/// assert_eq!(answer.moods[0].word, "in a fedora");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait PresenceElement: GlobalElement {
    /// How often it can be in one tuple, status, person or device.
    const OCCURS: Occurs = Occurs::Once;
    /// Whether it tells one service from another.
    const IDENTIFIES: Identifies = Identifies::Nothing;
    /// What its [`words`](Self::words) are about.
    const SUBJECT: Option<Subject> = None;
    /// Whether several with different content can become one by [`unite`](Self::unite).
    const UNITES: bool = false;

    /// The time for which it is valid.
    fn validity(&self) -> Validity {
        Validity::ALWAYS
    }

    /// Its `xs:ID`, which has to be unique in a document.
    fn id_mut(&mut self) -> Option<&mut Id> {
        None
    }

    /// The notes in it.
    fn notes(&self) -> &[Note] {
        &[]
    }

    /// The notes in it, to change.
    fn notes_mut(&mut self) -> &mut [Note] {
        &mut []
    }

    /// What it says, in words: keywords as they are in the document, texts, addresses. If it [identifies](Self::IDENTIFIES) a
    /// service, then by these words.
    fn words(&self) -> Vec<String> {
        Vec::new()
    }

    /// Takes over what an older one says that this one does not.
    fn unite(&mut self, _older: &Self) {}
}

/// How often an element can be in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occurs {
    /// Once; several only if they are valid at different times.
    Once,
    /// Any number of times.
    Repeatedly,
}

/// Whether an element tells services from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Identifies {
    /// It does not.
    Nothing,
    /// Services with different ones are different services: OMA's `<service-description>`.
    Service,
    /// It is the class, by which OMA's policy tells occurrences from each other: RPID's `<class>`.
    Class,
}

/// What an element is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject {
    /// What the person does: `on-the-phone`.
    Activity,
    /// Whether the person can be reached: `available`, `away`, `busy`, `offline`.
    Availability,
    /// What a service or device can do: `audio`.
    Capability,
    /// The name to display.
    DisplayName,
    /// An address of a picture.
    Icon,
    /// Since when nobody has used the service or device: a time, or `idle`.
    Idle,
    /// How the person feels: `happy`.
    Mood,
    /// Where the person is: `office`.
    Place,
    /// Who answers, if it is not the presentity: `assistant`.
    Relationship,
    /// What a service is.
    Service,
    /// The role that the person plays: `work`.
    Sphere,
}

/// The time for which an element is valid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Validity {
    /// The beginning.
    pub from: Option<DateTime>,
    /// The end, which does not belong to it.
    pub until: Option<DateTime>,
}

impl Validity {
    /// Without limits.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// Whether there is no limit.
    pub fn is_always(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// Whether it has ended. Times without a zone count as UTC.
    pub fn is_over(&self, now: &DateTime) -> bool {
        self.until.as_ref().is_some_and(|until| until.assume_utc() <= now.assume_utc())
    }

    /// Whether it has begun and has not ended.
    pub fn contains(&self, now: &DateTime) -> bool {
        let has_begun = self.from.as_ref().is_none_or(|from| from.assume_utc() <= now.assume_utc());
        has_begun && !self.is_over(now)
    }

    /// Whether there is a time in both. A time with limits and one without do not overlap, because RFC 4480 §3.1 allows
    /// both beside each other: the one with limits is the exception.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        if self.is_always() || other.is_always() {
            return self.is_always() == other.is_always();
        }
        let ends_before = |one: &Self, two: &Self| {
            one.until
                .as_ref()
                .zip(two.from.as_ref())
                .is_some_and(|(until, from)| until.assume_utc() <= from.assume_utc())
        };
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// A vocabulary whose elements mean something in presence documents.
pub trait PresenceModule {
    /// Adds its elements.
    fn define(meanings: &mut Meanings);
}

/// Adds the meanings of a vocabulary to a registry: for `also` in [`vocabulary!`](xml_app_core::vocabulary).
///
/// # Errors
/// None.
pub fn meanings_of<M: PresenceModule>(registry: &mut RegistryBuilder) -> Result<(), Error> {
    registry.define(Definition(M::define));
    Ok(())
}

struct Definition(fn(&mut Meanings));

/// What elements of vocabularies mean: see [`PresenceElement`].
///
/// A clone shares them: it costs next to nothing.
#[derive(Clone, Default)]
pub struct Meanings {
    known: Arc<HashMap<TypeId, Meaning>>,
}

/// [`PresenceElement`] without its type.
#[derive(Clone, Copy)]
pub(crate) struct Meaning {
    pub(crate) occurs: Occurs,
    pub(crate) identifies: Identifies,
    pub(crate) subject: Option<Subject>,
    pub(crate) unites: bool,
    pub(crate) validity: fn(ExtensionRef<'_>) -> Validity,
    pub(crate) id_mut: fn(&mut dyn ExtensionObject) -> Option<&mut Id>,
    pub(crate) notes: for<'a> fn(ExtensionRef<'a>) -> &'a [Note],
    pub(crate) notes_mut: fn(&mut dyn ExtensionObject) -> &mut [Note],
    pub(crate) words: fn(ExtensionRef<'_>) -> Vec<String>,
    pub(crate) unite: fn(&mut dyn ExtensionObject, ExtensionRef<'_>),
}

impl Meaning {
    fn of<T: PresenceElement>() -> Self {
        Self {
            occurs: T::OCCURS,
            identifies: T::IDENTIFIES,
            subject: T::SUBJECT,
            unites: T::UNITES,
            validity: |element| element.get::<T>().map(T::validity).unwrap_or_default(),
            id_mut: |element| element.get_mut::<T>().and_then(T::id_mut),
            notes: |element| element.get::<T>().map(T::notes).unwrap_or_default(),
            notes_mut: |element| element.get_mut::<T>().map(T::notes_mut).unwrap_or_default(),
            words: |element| element.get::<T>().map(T::words).unwrap_or_default(),
            unite: |newer, older| {
                if let (Some(newer), Some(older)) = (newer.get_mut::<T>(), older.get::<T>()) {
                    newer.unite(older);
                }
            },
        }
    }
}

/// RFC 5491 §3.3: several locations are in order of preference.
const GEOPRIV: Name =
    Name::new(Namespace::new("urn:ietf:params:xml:ns:pidf:geopriv10", "gp"), "geopriv");

/// Elements that can be repeated, and have no type that says so.
const REPEATED: [Name; 2] = [DeviceId::NAME, GEOPRIV];

impl Meanings {
    /// Of PIDF and the data model only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Those of all vocabularies in a registry that [define](meanings_of) them.
    pub fn of(registry: &Registry) -> Self {
        let mut meanings = Self::new();
        for Definition(define) in registry.definitions() {
            define(&mut meanings);
        }
        meanings
    }

    /// The same with those of a vocabulary.
    #[must_use]
    pub fn with<M: PresenceModule>(mut self, _module: M) -> Self {
        M::define(&mut self);
        self
    }

    /// Adds an element.
    pub fn element<T: PresenceElement>(&mut self) -> &mut Self {
        Arc::make_mut(&mut self.known).insert(TypeId::of::<T>(), Meaning::of::<T>());
        self
    }

    pub(crate) fn meaning(&self, element: ExtensionRef<'_>) -> Option<&Meaning> {
        self.known.get(&element.object_type()?)
    }

    pub(crate) fn of_object(&self, object: &dyn ExtensionObject) -> Option<&Meaning> {
        self.meaning(ExtensionRef::Typed(object))
    }

    pub(crate) fn occurs(&self, element: ExtensionRef<'_>) -> Occurs {
        match self.meaning(element) {
            Some(meaning) => meaning.occurs,
            None if REPEATED.iter().any(|name| element.is(name)) => Occurs::Repeatedly,
            None => Occurs::Once,
        }
    }

    pub(crate) fn validity(&self, element: ExtensionRef<'_>) -> Validity {
        self.meaning(element).map_or(Validity::ALWAYS, |meaning| (meaning.validity)(element))
    }
}

impl fmt::Debug for Meanings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meanings").field("known", &self.known.len()).finish_non_exhaustive()
    }
}
