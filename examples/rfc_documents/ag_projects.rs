//! What a client such as AG Projects' Blink publishes.

use sip_payloads::ag_projects::{
    self, DeviceInfo, Extended, ExtendedStatus, FileTransfer, Minutes, ScreenSharingClient,
    ScreenSharingServer,
};
use sip_payloads::caps::ServCaps;
use sip_payloads::cipid::{DisplayName, Icon};
use sip_payloads::presence::{Basic, Contact, Note, Person, Presence, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, InputState, TimeOffset, UserInput};
use sip_payloads::xml::Extensions;
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] =
    &[("AG Projects: what Blink publishes (of our own making)", blink)];

fn blink() -> Result<Presence, Error> {
    let mut status = Status::from(Basic::Open);
    status.extensions.set(Extended::from(ExtendedStatus::Away));

    let mut service = Tuple::new("SID-2b1d7a1c".parse()?, status);
    service.extensions.set(DeviceInfo {
        id: "2b1d7a1c".to_owned(),
        description: Some("alice-laptop".to_owned()),
        user_agent: Some("Blink 6.0".to_owned()),
        time_offset: Some(ag_projects::TimeOffset {
            description: Some("Europe/Amsterdam".to_owned()),
            ..ag_projects::TimeOffset::from(Minutes::new(120))
        }),
        extensions: Extensions::new(),
    });
    let mut caps = ServCaps {
        audio: Some(true),
        message: Some(true),
        video: Some(true),
        ..ServCaps::default()
    };
    caps.extensions.set(FileTransfer::from(true));
    caps.extensions.set(ScreenSharingServer::from(true));
    caps.extensions.set(ScreenSharingClient::from(true));
    service.extensions.set(caps);
    service.extensions.set(UserInput {
        last_input: Some("2024-05-06T11:52:00Z".parse()?),
        ..UserInput::from(InputState::Idle)
    });
    service.contact = Some(Contact::new("sip:alice@example.com".parse()?));
    service.notes.push(Note::new("Out for a walk").in_language("en".parse()?));
    service.timestamp = Some("2024-05-06T12:02:00Z".parse()?);

    let mut person = Person::new("PID-alice".parse()?);
    person.extensions.set(Activities::from_iter([Activity::Away]));
    person.extensions.set(TimeOffset::from_minutes(120));
    person.extensions.set(DisplayName::from("Alice"));
    let icon: AnyUri = "https://example.com/icons/alice.png".parse()?;
    person.extensions.set(Icon::from(icon));
    person.timestamp = Some("2024-05-06T12:02:00Z".parse()?);

    let mut presence = Presence::new("sip:alice@example.com".parse()?);
    presence.tuples.push(service);
    presence.extensions.push(person);
    Ok(presence)
}
