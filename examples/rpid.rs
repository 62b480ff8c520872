//! RPID: rich presence of a person, two services and a device, with every element once.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::presence::{
    Basic, Contact, Device, DeviceId, Note, Person, Pidf, Presence, Status, Tuple,
};
use sip_payloads::rpid::{
    Activities, Activity, AudioCondition, Class, Feeling, InputState, Interval, LocationType, Mood,
    PersonExt, PlaceIs, PlaceIsAudio, PlaceIsText, PlaceIsVideo, PlaceType, Privacy, Relationship,
    RelationshipKind, ServiceClass, ServiceKind, Sphere, SphereKind, StatusIcon, TextCondition,
    TimeOffset, TupleDefaults, UserInput, VideoCondition,
};
use sip_payloads::xml::PositiveInteger;
use sip_payloads::{AnyUri, Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let mut presence = Presence::new("pres:alice@example.com".parse()?);
    presence.tuples = vec![assistant()?, own_phone()?];
    presence.extensions.push(person()?);
    presence.extensions.push(laptop()?);

    let body = Pidf::to_xml_pretty(&presence)?;
    println!("{body}");

    ask(&sip_payloads::parse::<Pidf>(body.as_bytes())?);
    Ok(())
}

fn person() -> Result<Person, Error> {
    let mut person = Person::new("alice".parse()?);
    // Several activities at once, for a time, and a note.
    person.extensions.set(Activities {
        interval: Interval {
            from: Some("2024-05-06T14:00:00+02:00".parse()?),
            until: Some("2024-05-06T18:30:00+02:00".parse()?),
        },
        notes: vec![Note::new("On the way to the fair")],
        ..Activities::from_iter([Activity::Travel, Activity::InTransit])
    });
    // A description, where no keyword fits.
    person.extensions.set(Mood::from_iter([
        Feeling::Excited,
        Feeling::Other(Note::new("looking forward to it")),
    ]));
    person.extensions.set(PlaceIs {
        audio: Some(PlaceIsAudio::from(AudioCondition::Noisy)),
        video: Some(PlaceIsVideo::from(VideoCondition::Dark)),
        text: Some(PlaceIsText::from(TextCondition::Ok)),
        ..PlaceIs::default()
    });
    // The types of place are another vocabulary (RFC 4589), so they are extensions here.
    let mut place = PlaceType::default();
    place.extensions.push(LocationType::Train);
    person.extensions.set(place);
    person.extensions.set(Privacy { text: true, ..Privacy::default() });
    person.extensions.set(Sphere::from(SphereKind::Work));
    let icon: AnyUri = "https://example.com/train.png".parse()?;
    person.extensions.set(StatusIcon::from(icon));
    person.extensions.set(TimeOffset::from_minutes(120));
    person.extensions.set(UserInput::from(InputState::Active));
    person.extensions.set(Class::from("travel"));
    Ok(person)
}

fn own_phone() -> Result<Tuple, Error> {
    let mut tuple = Tuple::new("phone".parse()?, Status::from(Basic::Open));
    tuple.extensions.push("urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599".parse::<DeviceId>()?);
    tuple.contact = Some(Contact::new("sip:alice@example.com".parse()?));
    Ok(tuple)
}

fn assistant() -> Result<Tuple, Error> {
    let mut tuple = Tuple::new("office".parse()?, Status::from(Basic::Open));
    tuple.extensions.set(Relationship::from(RelationshipKind::Assistant));
    tuple.extensions.set(ServiceClass::from(ServiceKind::Electronic));
    tuple.contact = Some(Contact::new("tel:+31205550100".parse()?));
    Ok(tuple)
}

fn laptop() -> Result<Device, Error> {
    let id = "urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599".parse()?;
    let mut device = Device::new("laptop".parse()?, id);
    device.extensions.set(UserInput {
        idle_threshold: PositiveInteger::new(600),
        last_input: Some("2024-05-06T13:42:10+02:00".parse()?),
        ..UserInput::from(InputState::Idle)
    });
    Ok(device)
}

/// The traits `PersonExt` and `TupleExt` have a method for each RPID element, and `TupleDefaults`
/// has the defaults of the RFC.
fn ask(presence: &Presence) {
    if let Some(person) = presence.person() {
        if let Some(activities) = person.activities() {
            println!("doing:    {:?}", activities.activities);
            if let Some(until) = &activities.interval.until {
                println!("until:    {until}");
            }
        }
        if let Some(mood) = person.mood() {
            for feeling in &mood.feelings {
                match feeling {
                    Feeling::Other(words) => println!("feels:    {}", words.text),
                    keyword => println!("feels:    {keyword:?}"),
                }
            }
        }
        if let Some(place) = person.place_type() {
            println!("place:    {:?}", place.extensions.get::<LocationType>());
        }
        if let Some(offset) = person.time_offset() {
            println!("clock:    UTC{:+} minutes", offset.minutes);
        }
    }
    // Defaults: the presentity itself, electronically.
    for tuple in &presence.tuples {
        println!(
            "service:  {} is answered by {:?}, delivered by {:?}, runs on {} known device(s)",
            tuple.id,
            tuple.relationship_kind(),
            tuple.service_kind(),
            presence.devices_of(tuple).count(),
        );
    }
}
