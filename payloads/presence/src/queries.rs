//! Queries of a presence document.

use std::collections::HashSet;

use xml_app_core::{
    DateTime, ElementWriter, Error, Extensions, Hints, Id, Language, Name, QualifiedName, Sink,
    ValueKind, XmlValue,
};

use crate::{Basic, Device, Note, Person, Presence, Tuple};

/// A tuple, a person or a device: the elements with an occurrence id (RFC 4479 §3.5).
///
/// ```
/// use sip_presence::{Basic, Occurrence, Person, Presence, Status, Tuple};
///
/// let mut presence = Presence::new("pres:someone@example.com".parse()?);
/// presence.tuples.push(Tuple::new("sg89ae".parse()?, Status::from(Basic::Open)));
/// presence.push_person(Person::new(presence.fresh_id("p1")));
/// assert!(matches!(presence.occurrence("sg89ae"), Some(Occurrence::Tuple(_))));
/// assert!(matches!(presence.occurrence("p1"), Some(Occurrence::Person(_))));
/// assert_eq!(presence.occurrence("pc122"), None);
/// assert_eq!(presence.fresh_id("p1"), "p1-2");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Occurrence<'p> {
    /// A service.
    Tuple(&'p Tuple),
    /// A person.
    Person(&'p Person),
    /// A device.
    Device(&'p Device),
}

/// Queries and changes of the extensions of the data model.
///
/// ```
/// use sip_presence::{Device, Note, Person, Presence};
///
/// let mut presence = Presence::new("pres:someone@example.com".parse()?)
///     .with_person(Person::new("p1".parse()?))
///     .with_device(Device::new("d1".parse()?, "mac:8asd7d7d70".parse()?))
///     .with_note(Note::new("In Utrecht"));
/// let person = presence.person().unwrap();
/// assert_eq!(presence.notes_for(person)[0].to_string(), "In Utrecht");
///
/// presence.person_mut().unwrap().notes.push(Note::new("At lunch").in_language("en".parse()?));
/// let person = presence.person().unwrap();
/// let note = &presence.notes_for(person)[0];
/// assert_eq!(note.to_string(), "At lunch");
/// assert_eq!(presence.person_note_language(person, note), Some("en".parse()?));
///
/// for device in presence.devices_mut() {
///     device.notes.push(Note::new("Battery low"));
/// }
/// assert_eq!(presence.devices().next().unwrap().notes.len(), 1);
///
/// for person in presence.persons_mut() {
///     person.notes.clear();
/// }
/// let person = presence.person().unwrap();
/// assert_eq!(presence.notes_for(person)[0].to_string(), "In Utrecht");
/// assert_eq!(presence.note_language(&presence.notes[0]), None);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
impl Presence {
    /// The persons, in document order.
    pub fn persons(&self) -> impl Iterator<Item = &Person> {
        self.extensions.get_all()
    }

    /// The devices, in document order.
    pub fn devices(&self) -> impl Iterator<Item = &Device> {
        self.extensions.get_all()
    }

    /// Adds a person after all other extensions.
    pub fn push_person(&mut self, person: Person) {
        self.extensions.push(person);
    }

    /// Adds a device after all other extensions.
    pub fn push_device(&mut self, device: Device) {
        self.extensions.push(device);
    }

    /// The persons, mutable.
    pub fn persons_mut(&mut self) -> impl Iterator<Item = &mut Person> {
        self.extensions.get_all_mut()
    }

    /// The devices, mutable.
    pub fn devices_mut(&mut self) -> impl Iterator<Item = &mut Device> {
        self.extensions.get_all_mut()
    }

    /// The first person. Several persons are ambiguous descriptions of one human being (RFC 4479
    /// §3.2).
    pub fn person(&self) -> Option<&Person> {
        self.extensions.get()
    }

    /// The first person, mutable.
    pub fn person_mut(&mut self) -> Option<&mut Person> {
        self.extensions.get_mut()
    }

    /// The tuples, by priority of the contact, the highest first. Tuples of equal priority are in
    /// the order of their timestamps, the latest first, then in document order. A missing priority
    /// is the lowest (RFC 3863 §4.1.5).
    pub fn tuples_by_priority(&self) -> Vec<&Tuple> {
        let mut tuples: Vec<_> = self.tuples.iter().collect();
        tuples.sort_by(|a, b| b.priority().cmp(&a.priority()).then_with(|| later_first(a, b)));
        tuples
    }

    /// The tuples, by timestamp, the latest first; those without one come last, in document order.
    /// A timestamp without a zone counts as UTC.
    pub fn tuples_by_timestamp(&self) -> Vec<&Tuple> {
        let mut tuples: Vec<_> = self.tuples.iter().collect();
        tuples.sort_by(|a, b| later_first(a, b));
        tuples
    }

    /// Whether any service is open.
    pub fn is_open(&self) -> bool {
        self.tuples.iter().any(|tuple| tuple.status.basic == Some(Basic::Open))
    }

    /// The tuple, person or device with this id.
    pub fn occurrence(&self, id: &str) -> Option<Occurrence<'_>> {
        let tuple = self.tuples.iter().find(|tuple| tuple.id == *id).map(Occurrence::Tuple);
        let person = || self.persons().find(|person| person.id == *id).map(Occurrence::Person);
        let device = || self.devices().find(|device| device.id == *id).map(Occurrence::Device);
        tuple.or_else(person).or_else(device)
    }

    /// An id that is not used in this document, made from any text: `Id::from_any`, with a number
    /// appended if it is taken. Ids of extension elements count; ids inside raw elements do not.
    pub fn fresh_id(&self, wish: &str) -> Id {
        let mut taken = Ids::default();
        // A document that cannot be written needs no id.
        let _ = ElementWriter::new(&mut taken).element(self);
        let id = Id::from_any(wish);
        let numbered = (2u64..).map(|number| Id::from_any(&format!("{id}-{number}")));
        let mut candidates = std::iter::once(id.clone()).chain(numbered);
        candidates.find(|id| !taken.0.contains(id.as_str())).unwrap_or(id)
    }

    /// The notes about a person: its own, or else those of the presence document (RFC 4479 §5).
    pub fn notes_for<'p>(&'p self, person: &'p Person) -> &'p [Note] {
        if person.notes.is_empty() { &self.notes } else { &person.notes }
    }

    /// The language of the document, which notes without a language inherit (XML 1.0 §2.12).
    pub fn lang(&self) -> Option<Language> {
        language_of(&self.extensions)
    }

    /// The language of a note of the document.
    pub fn note_language(&self, note: &Note) -> Option<Language> {
        inherit(note.lang.clone(), self.lang())
    }

    /// The language of a tuple's note: its own, the tuple's, or the document's.
    ///
    /// ```
    /// use sip_presence::{Note, Pidf};
    /// use xml_app_core::Registry;
    ///
    /// let presence = Registry::empty().parse::<Pidf>(
    ///     "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com' xml:lang='nl'>
    ///        <tuple id='t'><status><basic>open</basic></status><note>Even weg</note></tuple></presence>",
    /// )?;
    /// let tuple = &presence.tuples[0];
    /// assert_eq!(presence.tuple_note_language(tuple, &tuple.notes[0]).unwrap().as_str(), "nl");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn tuple_note_language(&self, tuple: &Tuple, note: &Note) -> Option<Language> {
        inherit(note.lang.clone().or_else(|| language_of(&tuple.extensions)), self.lang())
    }

    /// The language of a person's note: its own, the person's, or the document's.
    pub fn person_note_language(&self, person: &Person, note: &Note) -> Option<Language> {
        inherit(note.lang.clone().or_else(|| language_of(&person.extensions)), self.lang())
    }

    /// The language of a device's note: its own, the device's, or the document's.
    ///
    /// ```
    /// use sip_presence::{Device, Note, Presence};
    ///
    /// let presence = Presence::new("sip:a@example.com".parse()?);
    /// let device = Device::new("d".parse()?, "urn:uuid:48662e19".parse()?);
    /// let note = Note::new("Charging").in_language("en".parse()?);
    /// assert_eq!(presence.device_note_language(&device, &note).unwrap().as_str(), "en");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn device_note_language(&self, device: &Device, note: &Note) -> Option<Language> {
        inherit(note.lang.clone().or_else(|| language_of(&device.extensions)), self.lang())
    }

    /// The devices on which a tuple runs: those that it names and that this document describes.
    pub fn devices_of<'p>(&'p self, tuple: &'p Tuple) -> impl Iterator<Item = &'p Device> {
        let ids = tuple.extensions.get_all::<crate::DeviceId>();
        ids.flat_map(|id| self.devices().filter(move |device| device.device_id.uri == id.uri))
    }
}

/// Collects the ids of a document.
#[derive(Default)]
struct Ids(HashSet<String>);

impl Sink for Ids {
    fn start(&mut self, _: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        Ok(())
    }

    fn attribute(&mut self, _: QualifiedName<'_>, id: &str, kind: ValueKind) -> Result<(), Error> {
        if kind == ValueKind::Id {
            self.0.insert(id.to_owned());
        }
        Ok(())
    }

    fn text(&mut self, _: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

fn later_first(a: &Tuple, b: &Tuple) -> std::cmp::Ordering {
    let time = |tuple: &Tuple| tuple.timestamp.as_ref().map(DateTime::assume_utc);
    time(b).cmp(&time(a))
}

/// The `xml:lang` of an element, which applies to its content (XML 1.0 §2.12). The schema does not
/// allow it on these elements, but some documents have it.
pub(crate) fn language_of<H>(extensions: &Extensions<H>) -> Option<Language> {
    Language::parse(extensions.raw_attribute(&Name::XML_LANG)?).ok()
}

/// An empty language cancels an inherited one.
fn inherit(own: Option<Language>, outer: Option<Language>) -> Option<Language> {
    own.or(outer).filter(|lang| !lang.as_str().is_empty())
}
