//! Structs by the derives of instant-xml.

use instant_xml::{FromXml, ToXml};

use super::{Outcome, Peer, Writer};
use crate::namespaces::{CIPID, DATA_MODEL, PIDF, RPID, XML};
use crate::values::{Basic, InputState, Time};

/// See the module.
pub struct InstantXml;

impl Peer for InstantXml {
    const NAME: &'static str = "instant-xml";
    type Document<'text> = Presence;

    fn read(text: &str) -> Outcome<Presence> {
        Ok(instant_xml::from_str(text)?)
    }
}

impl Writer for InstantXml {
    fn write(document: &Presence) -> Outcome<String> {
        Ok(instant_xml::to_string(document)?)
    }
}

/// The root. It declares the prefix `xml`, because the crate needs that to write `xml:lang`.
#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "presence", ns(PIDF, dm = DATA_MODEL, rpid = RPID, c = CIPID, xml = XML))]
pub struct Presence {
    #[xml(attribute)]
    entity: String,
    tuples: Vec<Tuple>,
    components: Vec<Component>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "tuple", ns(PIDF))]
struct Tuple {
    #[xml(attribute)]
    id: String,
    status: Status,
    #[xml(rename = "deviceID", ns(DATA_MODEL))]
    device_id: Option<String>,
    relationship: Option<Relationship>,
    service_class: Option<ServiceClass>,
    contact: Option<Contact>,
    notes: Vec<Note>,
    timestamp: Option<Time>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "status", ns(PIDF))]
struct Status {
    basic: Option<Basic>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "contact", ns(PIDF))]
struct Contact {
    #[xml(attribute)]
    priority: Option<f64>,
    #[xml(direct)]
    uri: String,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "note", ns(PIDF))]
struct Note {
    #[xml(attribute, rename = "lang", ns(XML))]
    language: Option<String>,
    #[xml(direct)]
    text: String,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "note", ns(DATA_MODEL), force_prefix)]
struct DataModelNote {
    #[xml(attribute, rename = "lang", ns(XML))]
    language: Option<String>,
    #[xml(direct)]
    text: String,
}

/// Devices and persons come in any order.
#[derive(Debug, FromXml, ToXml)]
#[xml(forward)]
enum Component {
    Device(Device),
    Person(Box<Person>),
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "device", ns(DATA_MODEL), force_prefix)]
struct Device {
    #[xml(attribute)]
    id: String,
    user_input: Option<UserInput>,
    #[xml(rename = "deviceID")]
    device_id: String,
    notes: Vec<DataModelNote>,
    timestamp: Option<Time>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "user-input", ns(RPID), force_prefix)]
struct UserInput {
    #[xml(attribute, rename = "idle-threshold")]
    idle_threshold: Option<u32>,
    #[xml(attribute, rename = "last-input")]
    last_input: Option<Time>,
    #[xml(direct)]
    state: InputState,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "person", ns(DATA_MODEL), force_prefix)]
struct Person {
    #[xml(attribute)]
    id: String,
    activities: Option<Activities>,
    #[xml(ns(RPID))]
    class: Option<String>,
    mood: Option<Mood>,
    place_is: Option<PlaceIs>,
    sphere: Option<Sphere>,
    time_offset: Option<TimeOffset>,
    #[xml(rename = "display-name", ns(CIPID))]
    display_name: Option<String>,
    #[xml(ns(CIPID))]
    icon: Option<String>,
    #[xml(ns(CIPID))]
    homepage: Option<String>,
    notes: Vec<DataModelNote>,
    timestamp: Option<Time>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "activities", ns(RPID), force_prefix)]
struct Activities {
    #[xml(attribute)]
    from: Option<Time>,
    #[xml(attribute)]
    until: Option<Time>,
    #[xml(rename = "note")]
    notes: Vec<String>,
    activities: Vec<Activity>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "mood", ns(RPID), force_prefix)]
struct Mood {
    feelings: Vec<Feeling>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "other", ns(RPID), force_prefix)]
struct Other {
    #[xml(direct)]
    text: String,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "place-is", ns(RPID), force_prefix)]
struct PlaceIs {
    audio: Option<Audio>,
}

#[derive(Debug, FromXml, ToXml)]
#[xml(rename = "time-offset", ns(RPID), force_prefix)]
struct TimeOffset {
    #[xml(attribute)]
    description: Option<String>,
    #[xml(direct)]
    minutes: i32,
}

/// Elements without content.
macro_rules! empty_elements {
    ($($element:ident $name:tt),*) => {$(
        #[derive(Debug, FromXml, ToXml)]
        #[xml(rename = $name, ns(RPID), force_prefix)]
        struct $element;
    )*};
}

empty_elements!(
    Myself "self", Electronic "electronic", Meeting "meeting", Travel "travel", Calm "calm",
    Noisy "noisy", Work "work"
);

#[derive(Debug, FromXml, ToXml)]
#[xml(forward)]
enum Activity {
    Meeting(Meeting),
    Travel(Travel),
}

#[derive(Debug, FromXml, ToXml)]
#[xml(forward)]
enum Feeling {
    Calm(Calm),
    Other(Other),
}

/// Elements with one child of a choice, of which the documents have one word.
macro_rules! choices {
    ($($element:ident $name:tt $word:ident),*) => {$(
        #[derive(Debug, FromXml, ToXml)]
        #[xml(rename = $name, ns(RPID), force_prefix)]
        struct $element {
            word: Option<$word>,
        }
    )*};
}

choices!(
    Relationship "relationship" Myself, ServiceClass "service-class" Electronic,
    Audio "audio" Noisy, Sphere "sphere" Work
);
