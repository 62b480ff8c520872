//! RFC 4480: rich presence.

use sip_payloads::presence::{
    Basic, Contact, Device, DeviceId, Note, Person, Presence, Status, Tuple,
};
use sip_payloads::rpid::{
    Activities, Activity, AudioCondition, Class, Feeling, InputState, Interval, LocationType, Mood,
    PlaceIs, PlaceIsAudio, PlaceType, Privacy, Relationship, RelationshipKind, ServiceClass,
    ServiceKind, Sphere, StatusIcon, TimeOffset, UserInput,
};
use sip_payloads::xml::PositiveInteger;
use sip_payloads::xml::RawElement;
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[(
    "RFC 4480 §4: rich presence (the sphere as an element, where the RFC prints a text that its \
     schema forbids: erratum 2961)",
    rich_presence,
)];

fn rich_presence() -> Result<Presence, Error> {
    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples = vec![messaging()?, assistant()?, mail()?];
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    presence.extensions.push(pc()?);
    presence.extensions.push(person()?);
    Ok(presence)
}

fn messaging() -> Result<Tuple, Error> {
    let mut tuple = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
    tuple.extensions.push("urn:device:0003ba4811e3".parse::<DeviceId>()?);
    tuple.extensions.set(Relationship::from(RelationshipKind::Myself));
    tuple.extensions.set(ServiceClass::from(ServiceKind::Electronic));
    tuple.contact =
        Some(Contact::new("im:someone@mobile.example.net".parse()?).with_priority("0.8".parse()?));
    tuple.notes = vec![
        Note::new("Don't Disturb Please!").in_language("en".parse()?),
        Note::new("Ne derangez pas, s'il vous plait").in_language("fr".parse()?),
    ];
    tuple.timestamp = Some("2005-10-27T16:49:29Z".parse()?);
    Ok(tuple)
}

fn assistant() -> Result<Tuple, Error> {
    let mut tuple = Tuple::new("ty4658".parse()?, Status::from(Basic::Open));
    tuple.extensions.set(Relationship::from(RelationshipKind::Assistant));
    tuple.contact =
        Some(Contact::new("mailto:secretary@example.com".parse()?).with_priority("1.0".parse()?));
    Ok(tuple)
}

fn mail() -> Result<Tuple, Error> {
    let mut tuple = Tuple::new("eg92n8".parse()?, Status::from(Basic::Open));
    tuple.extensions.push("urn:x-mac:0003ba4811e3".parse::<DeviceId>()?);
    tuple.extensions.set(Class::from("email"));
    tuple.extensions.set(ServiceClass::from(ServiceKind::Electronic));
    let icon: AnyUri = "http://example.com/mail.png".parse()?;
    tuple.extensions.set(StatusIcon::from(icon));
    tuple.contact =
        Some(Contact::new("mailto:someone@example.com".parse()?).with_priority("1.0".parse()?));
    Ok(tuple)
}

fn pc() -> Result<Device, Error> {
    let mut device = Device::new("pc147".parse()?, "urn:device:0003ba4811e3".parse()?);
    device.extensions.set(UserInput {
        idle_threshold: PositiveInteger::new(600),
        last_input: Some("2004-10-21T13:20:00-05:00".parse()?),
        ..UserInput::from(InputState::Idle)
    });
    device.notes.push(Note::new("PC"));
    Ok(device)
}

fn person() -> Result<Person, Error> {
    let mut person = Person::new("p1".parse()?);
    person.extensions.set(Activities {
        interval: Interval {
            from: Some("2005-05-30T12:00:00+05:00".parse()?),
            until: Some("2005-05-30T17:00:00+05:00".parse()?),
        },
        notes: vec![Note::new("Far away")],
        ..Activities::from_iter([Activity::Away])
    });
    person.extensions.set(Class::from("calendar"));
    person.extensions.set(Mood::from_iter([Feeling::Angry, Feeling::Other(Note::new("brooding"))]));
    person.extensions.set(PlaceIs {
        audio: Some(PlaceIsAudio::from(AudioCondition::Noisy)),
        ..PlaceIs::default()
    });
    let mut place = PlaceType::default();
    place.extensions.push(LocationType::Residence);
    person.extensions.set(place);
    person.extensions.set(Privacy { unknown: true, ..Privacy::default() });
    let mut sphere = Sphere::default();
    let league: RawElement = "<bowlingleague xmlns='http://example.com/ext'/>".parse()?;
    sphere.extensions.push_raw(league);
    person.extensions.set(sphere);
    let icon: AnyUri = "http://example.com/play.gif".parse()?;
    person.extensions.set(StatusIcon::from(icon));
    person.extensions.set(TimeOffset::from_minutes(-240));
    person.notes.push(Note::new("Scoring 120"));
    person.timestamp = Some("2005-05-30T16:09:44+05:00".parse()?);
    Ok(person)
}
