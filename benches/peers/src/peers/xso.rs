//! Structs by the derives of xso, which keep foreign elements in the places where the schema allows them.

#![expect(clippy::useless_conversion, reason = "in the code that the derive of xso makes")]

use minidom::Element;
use xso::exports::rxml;
use xso::{AsXml, FromXml};

use super::{Outcome, Peer, Writer};
use crate::namespaces::{CIPID, DATA_MODEL, PIDF, RPID};
use crate::values::{Basic, InputState, Time};

/// See the module.
pub struct Xso;

impl Peer for Xso {
    const NAME: &'static str = "xso";
    type Document<'text> = Presence;

    fn read(text: &str) -> Outcome<Presence> {
        // Comments are errors by default.
        let comments = rxml::parser::CommentMode::Discard;
        let options = rxml::Options { comments, ..rxml::Options::default() };
        Ok(xso::from_bytes_with_options(text.as_bytes(), options)?)
    }
}

impl Writer for Xso {
    fn write(document: &Presence) -> Outcome<String> {
        Ok(String::from_utf8(xso::to_vec(document)?)?)
    }
}

/// The root.
#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = PIDF, name = "presence")]
pub struct Presence {
    #[xml(attribute)]
    entity: String,
    #[xml(child(n = ..))]
    tuples: Vec<Tuple>,
    #[xml(child(n = ..))]
    components: Vec<Component>,
    #[xml(element(n = ..))]
    extensions: Vec<Element>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = PIDF, name = "tuple")]
struct Tuple {
    #[xml(attribute)]
    id: String,
    #[xml(child)]
    status: Status,
    #[xml(extract(namespace = DATA_MODEL, name = "deviceID", default, fields(text(type_ = String))))]
    device_id: Option<String>,
    #[xml(child(default))]
    relationship: Option<Relationship>,
    #[xml(child(default))]
    service_class: Option<ServiceClass>,
    #[xml(element(n = ..))]
    extensions: Vec<Element>,
    #[xml(child(default))]
    contact: Option<Contact>,
    #[xml(child(n = ..))]
    notes: Vec<Note>,
    #[xml(extract(namespace = PIDF, name = "timestamp", default, fields(text(type_ = Time))))]
    timestamp: Option<Time>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = PIDF, name = "status")]
struct Status {
    #[xml(extract(namespace = PIDF, name = "basic", default, fields(text(type_ = Basic))))]
    basic: Option<Basic>,
    #[xml(element(n = ..))]
    extensions: Vec<Element>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = PIDF, name = "contact")]
struct Contact {
    #[xml(attribute(default))]
    priority: Option<f64>,
    #[xml(text)]
    uri: String,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = PIDF, name = "note")]
struct Note {
    #[xml(attribute(name = "xml:lang", default))]
    language: Option<String>,
    #[xml(text)]
    text: String,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = DATA_MODEL, name = "note")]
struct DataModelNote {
    #[xml(attribute(name = "xml:lang", default))]
    language: Option<String>,
    #[xml(text)]
    text: String,
}

/// Devices and persons come in any order.
#[derive(AsXml, Debug, FromXml)]
#[xml()]
enum Component {
    #[xml(transparent)]
    Device(Device),
    #[xml(transparent)]
    Person(Box<Person>),
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = DATA_MODEL, name = "device")]
struct Device {
    #[xml(attribute)]
    id: String,
    #[xml(child(default))]
    user_input: Option<UserInput>,
    #[xml(element(n = ..))]
    extensions: Vec<Element>,
    #[xml(extract(namespace = DATA_MODEL, name = "deviceID", fields(text(type_ = String))))]
    device_id: String,
    #[xml(child(n = ..))]
    notes: Vec<DataModelNote>,
    #[xml(extract(namespace = DATA_MODEL, name = "timestamp", default, fields(text(type_ = Time))))]
    timestamp: Option<Time>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "user-input")]
struct UserInput {
    #[xml(attribute(name = "idle-threshold", default))]
    idle_threshold: Option<u32>,
    #[xml(attribute(name = "last-input", default))]
    last_input: Option<Time>,
    #[xml(text)]
    state: InputState,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = DATA_MODEL, name = "person")]
struct Person {
    #[xml(attribute)]
    id: String,
    #[xml(child(default))]
    activities: Option<Activities>,
    #[xml(extract(namespace = RPID, name = "class", default, fields(text(type_ = String))))]
    class: Option<String>,
    #[xml(child(default))]
    mood: Option<Mood>,
    #[xml(child(default))]
    place_is: Option<PlaceIs>,
    #[xml(child(default))]
    sphere: Option<Sphere>,
    #[xml(child(default))]
    time_offset: Option<TimeOffset>,
    #[xml(extract(namespace = CIPID, name = "display-name", default, fields(text(type_ = String))))]
    display_name: Option<String>,
    #[xml(extract(namespace = CIPID, name = "icon", default, fields(text(type_ = String))))]
    icon: Option<String>,
    #[xml(extract(namespace = CIPID, name = "homepage", default, fields(text(type_ = String))))]
    homepage: Option<String>,
    #[xml(element(n = ..))]
    extensions: Vec<Element>,
    #[xml(child(n = ..))]
    notes: Vec<DataModelNote>,
    #[xml(extract(namespace = DATA_MODEL, name = "timestamp", default, fields(text(type_ = Time))))]
    timestamp: Option<Time>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "activities")]
struct Activities {
    #[xml(attribute(default))]
    from: Option<Time>,
    #[xml(attribute(default))]
    until: Option<Time>,
    #[xml(extract(namespace = RPID, name = "note", n = .., fields(text(type_ = String))))]
    notes: Vec<String>,
    #[xml(child(n = ..))]
    activities: Vec<Activity>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum Activity {
    #[xml(name = "meeting")]
    Meeting,
    #[xml(name = "travel")]
    Travel,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "mood")]
struct Mood {
    #[xml(child(n = ..))]
    feelings: Vec<Feeling>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum Feeling {
    #[xml(name = "calm")]
    Calm,
    #[xml(name = "other")]
    Other(#[xml(text)] String),
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "place-is")]
struct PlaceIs {
    #[xml(child(default))]
    audio: Option<Audio>,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "time-offset")]
struct TimeOffset {
    #[xml(attribute(default))]
    description: Option<String>,
    #[xml(text)]
    minutes: i32,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "relationship")]
struct Relationship {
    #[xml(child)]
    word: RelationshipWord,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum RelationshipWord {
    #[xml(name = "self")]
    Myself,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "service-class")]
struct ServiceClass {
    #[xml(child)]
    word: ServiceClassWord,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum ServiceClassWord {
    #[xml(name = "electronic")]
    Electronic,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "audio")]
struct Audio {
    #[xml(child)]
    word: AudioWord,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum AudioWord {
    #[xml(name = "noisy")]
    Noisy,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID, name = "sphere")]
struct Sphere {
    #[xml(child)]
    word: SphereWord,
}

#[derive(AsXml, Debug, FromXml)]
#[xml(namespace = RPID)]
enum SphereWord {
    #[xml(name = "work")]
    Work,
}
