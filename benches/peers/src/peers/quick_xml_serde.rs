//! Structs by the derives of serde. quick-xml matches local names in any namespace when it reads, and
//! takes prefixes for part of a name when it writes.

use serde::{Deserialize, Serialize};

use super::{Outcome, Peer, Writer};
use crate::namespaces::{CIPID, DATA_MODEL, PIDF, RPID};
use crate::values::{Basic, InputState, Time};

/// See the module.
pub struct QuickXmlSerde;

impl Peer for QuickXmlSerde {
    const NAME: &'static str = "quick-xml + serde";
    type Document<'text> = Presence;

    fn read(text: &str) -> Outcome<Presence> {
        Ok(quick_xml::de::from_str(text)?)
    }
}

impl Writer for QuickXmlSerde {
    fn write(document: &Presence) -> Outcome<String> {
        Ok(quick_xml::se::to_string(document)?)
    }
}

/// The root.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename = "presence")]
pub struct Presence {
    #[serde(rename = "@xmlns", skip_deserializing, default = "pidf")]
    pidf: &'static str,
    #[serde(rename = "@xmlns:dm", skip_deserializing, default = "data_model")]
    data_model: &'static str,
    #[serde(rename = "@xmlns:rpid", skip_deserializing, default = "rpid")]
    rpid: &'static str,
    #[serde(rename = "@xmlns:c", skip_deserializing, default = "cipid")]
    cipid: &'static str,
    #[serde(rename = "@entity")]
    entity: String,
    #[serde(rename = "tuple", default)]
    tuples: Vec<Tuple>,
    #[serde(rename = "$value", default)]
    components: Vec<Component>,
}

fn pidf() -> &'static str {
    PIDF
}

fn data_model() -> &'static str {
    DATA_MODEL
}

fn rpid() -> &'static str {
    RPID
}

fn cipid() -> &'static str {
    CIPID
}

#[derive(Debug, Deserialize, Serialize)]
struct Tuple {
    #[serde(rename = "@id")]
    id: String,
    status: Status,
    #[serde(
        rename(serialize = "dm:deviceID", deserialize = "deviceID"),
        skip_serializing_if = "Option::is_none"
    )]
    device_id: Option<String>,
    #[serde(
        rename(serialize = "rpid:relationship", deserialize = "relationship"),
        skip_serializing_if = "Option::is_none"
    )]
    relationship: Option<Relationship>,
    #[serde(
        rename(serialize = "rpid:service-class", deserialize = "service-class"),
        skip_serializing_if = "Option::is_none"
    )]
    service_class: Option<ServiceClass>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<Contact>,
    #[serde(rename = "note", default)]
    notes: Vec<Note>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<Time>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Status {
    #[serde(skip_serializing_if = "Option::is_none")]
    basic: Option<Basic>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Contact {
    #[serde(rename = "@priority", skip_serializing_if = "Option::is_none")]
    priority: Option<f64>,
    #[serde(rename = "$text")]
    uri: String,
}

/// Of PIDF or of the data model: the field has the prefix.
#[derive(Debug, Deserialize, Serialize)]
struct Note {
    #[serde(rename = "@xml:lang", skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "$text", default)]
    text: String,
}

/// Devices and persons come in any order.
#[derive(Debug, Deserialize, Serialize)]
enum Component {
    #[serde(rename(serialize = "dm:device", deserialize = "device"))]
    Device(Device),
    #[serde(rename(serialize = "dm:person", deserialize = "person"))]
    Person(Box<Person>),
}

#[derive(Debug, Deserialize, Serialize)]
struct Device {
    #[serde(rename = "@id")]
    id: String,
    #[serde(
        rename(serialize = "rpid:user-input", deserialize = "user-input"),
        skip_serializing_if = "Option::is_none"
    )]
    user_input: Option<UserInput>,
    #[serde(rename(serialize = "dm:deviceID", deserialize = "deviceID"))]
    device_id: String,
    #[serde(rename(serialize = "dm:note", deserialize = "note"), default)]
    notes: Vec<Note>,
    #[serde(
        rename(serialize = "dm:timestamp", deserialize = "timestamp"),
        skip_serializing_if = "Option::is_none"
    )]
    timestamp: Option<Time>,
}

#[derive(Debug, Deserialize, Serialize)]
struct UserInput {
    #[serde(rename = "@idle-threshold", skip_serializing_if = "Option::is_none")]
    idle_threshold: Option<u32>,
    #[serde(rename = "@last-input", skip_serializing_if = "Option::is_none")]
    last_input: Option<Time>,
    #[serde(rename = "$text")]
    state: InputState,
}

#[derive(Debug, Deserialize, Serialize)]
struct Person {
    #[serde(rename = "@id")]
    id: String,
    #[serde(
        rename(serialize = "rpid:activities", deserialize = "activities"),
        skip_serializing_if = "Option::is_none"
    )]
    activities: Option<Activities>,
    #[serde(
        rename(serialize = "rpid:class", deserialize = "class"),
        skip_serializing_if = "Option::is_none"
    )]
    class: Option<String>,
    #[serde(
        rename(serialize = "rpid:mood", deserialize = "mood"),
        skip_serializing_if = "Option::is_none"
    )]
    mood: Option<Mood>,
    #[serde(
        rename(serialize = "rpid:place-is", deserialize = "place-is"),
        skip_serializing_if = "Option::is_none"
    )]
    place_is: Option<PlaceIs>,
    #[serde(
        rename(serialize = "rpid:sphere", deserialize = "sphere"),
        skip_serializing_if = "Option::is_none"
    )]
    sphere: Option<Sphere>,
    #[serde(
        rename(serialize = "rpid:time-offset", deserialize = "time-offset"),
        skip_serializing_if = "Option::is_none"
    )]
    time_offset: Option<TimeOffset>,
    #[serde(
        rename(serialize = "c:display-name", deserialize = "display-name"),
        skip_serializing_if = "Option::is_none"
    )]
    display_name: Option<String>,
    #[serde(
        rename(serialize = "c:icon", deserialize = "icon"),
        skip_serializing_if = "Option::is_none"
    )]
    icon: Option<String>,
    #[serde(
        rename(serialize = "c:homepage", deserialize = "homepage"),
        skip_serializing_if = "Option::is_none"
    )]
    homepage: Option<String>,
    #[serde(rename(serialize = "dm:note", deserialize = "note"), default)]
    notes: Vec<Note>,
    #[serde(
        rename(serialize = "dm:timestamp", deserialize = "timestamp"),
        skip_serializing_if = "Option::is_none"
    )]
    timestamp: Option<Time>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Activities {
    #[serde(rename = "@from", skip_serializing_if = "Option::is_none")]
    from: Option<Time>,
    #[serde(rename = "@until", skip_serializing_if = "Option::is_none")]
    until: Option<Time>,
    #[serde(rename(serialize = "rpid:note", deserialize = "note"), default)]
    notes: Vec<String>,
    #[serde(rename = "$value", default)]
    activities: Vec<Activity>,
}

#[derive(Debug, Deserialize, Serialize)]
enum Activity {
    #[serde(rename(serialize = "rpid:meeting", deserialize = "meeting"))]
    Meeting,
    #[serde(rename(serialize = "rpid:travel", deserialize = "travel"))]
    Travel,
}

#[derive(Debug, Deserialize, Serialize)]
struct Mood {
    #[serde(rename = "$value", default)]
    feelings: Vec<Feeling>,
}

#[derive(Debug, Deserialize, Serialize)]
enum Feeling {
    #[serde(rename(serialize = "rpid:calm", deserialize = "calm"))]
    Calm,
    #[serde(rename(serialize = "rpid:other", deserialize = "other"))]
    Other(String),
}

#[derive(Debug, Deserialize, Serialize)]
struct PlaceIs {
    #[serde(
        rename(serialize = "rpid:audio", deserialize = "audio"),
        skip_serializing_if = "Option::is_none"
    )]
    audio: Option<Audio>,
}

#[derive(Debug, Deserialize, Serialize)]
struct TimeOffset {
    #[serde(rename = "@description", skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "$text")]
    minutes: i32,
}

/// Elements with one child of a choice, of which the documents have one word.
macro_rules! choices {
    ($($element:ident $choice:ident $variant:ident $name:literal $prefixed:literal),*) => {$(
        #[derive(Debug, Deserialize, Serialize)]
        struct $element {
            #[serde(rename = "$value")]
            word: $choice,
        }

        #[derive(Debug, Deserialize, Serialize)]
        enum $choice {
            #[serde(rename(serialize = $prefixed, deserialize = $name))]
            $variant,
        }
    )*};
}

choices!(
    Relationship RelationshipWord Myself "self" "rpid:self",
    ServiceClass ServiceClassWord Electronic "electronic" "rpid:electronic",
    Audio AudioWord Noisy "noisy" "rpid:noisy",
    Sphere SphereWord Work "work" "rpid:work"
);
