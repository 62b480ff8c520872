//! RFC 3680, RFC 3858, RFC 4235 and RFC 4575: registrations, watchers, dialogs and a conference.

use sip_payloads::events::conference_info::{
    ConferenceDescription, ConferenceInfo, ConferenceState, DisconnectionMethod, ElementState,
    Endpoint, EndpointStatus, Execution, JoiningMethod, Media, MediaStatus, MediaType, Purpose,
    UriEntry, Uris, User, Users,
};
use sip_payloads::events::dialog_info::{
    Dialog, DialogInfo, DialogState, Direction, NameAddr, Participant, State, Target,
};
use sip_payloads::events::registration_info::{
    Contact, ContactEvent, ContactState, Registration, RegistrationInfo, RegistrationState,
};
use sip_payloads::events::watcher_info::{
    Watcher, WatcherEvent, WatcherInfo, WatcherList, WatcherStatus,
};
use sip_payloads::events::{DocumentState, Versioned};
use sip_payloads::{AnyUri, Error};

/// A heading and how the document is built.
pub(crate) type Entry<T> = (&'static str, fn() -> Result<T, Error>);

/// Watchers.
pub(crate) const WATCHERS: &[Entry<WatcherInfo>] =
    &[("RFC 3858 §5: the watchers of a professor", watchers)];

/// Registrations.
pub(crate) const REGISTRATIONS: &[Entry<RegistrationInfo>] =
    &[("RFC 3680 §5.3: an address of record with two contacts", registrations)];

/// Dialogs.
pub(crate) const DIALOGS: &[Entry<DialogInfo>] = &[
    ("RFC 4235 §6.1, version 0: a call begins", call),
    ("RFC 4235 §6.2, version 2: Alice calls Bob", call_to_bob),
];

/// Conferences.
pub(crate) const CONFERENCES: &[Entry<ConferenceInfo>] =
    &[("RFC 4575 §7.1: a conference with two users", conference)];

fn versioned(version: u64, state: DocumentState) -> Versioned {
    Versioned { version: Some(version.into()), state: Some(state) }
}

fn uri(text: &str) -> Result<AnyUri, Error> {
    text.parse()
}

fn watchers() -> Result<WatcherInfo, Error> {
    let mut first = Watcher::new(
        WatcherStatus::Active,
        WatcherEvent::Approved,
        "8ajksjda7s".to_owned(),
        uri("sip:userA@example.net")?,
    );
    first.duration_subscribed = Some(509);
    let mut second = Watcher::new(
        WatcherStatus::Pending,
        WatcherEvent::Subscribe,
        "hh8juja87s997-ass7".to_owned(),
        uri("sip:userB@example.org")?,
    );
    second.display_name = Some("Mr. Subscriber".to_owned());
    let mut list = WatcherList::new(uri("sip:professor@example.net")?, "presence".to_owned());
    list.watchers = vec![first, second];
    let mut info = WatcherInfo::new();
    info.versioned = versioned(0, DocumentState::Full);
    info.lists.push(list);
    Ok(info)
}

fn registrations() -> Result<RegistrationInfo, Error> {
    let contact = |state, event, id: &str, target: &str| -> Result<Contact, Error> {
        Ok(Contact::new(state, event, id.to_owned(), uri(target)?))
    };
    let (active, terminated) = (ContactState::Active, ContactState::Terminated);
    let mut first = contact(active, ContactEvent::Registered, "76", "sip:user@pc887.example.com")?;
    (first.duration_registered, first.q) = (Some(7322), Some("0.8".to_owned()));
    let mut second = contact(terminated, ContactEvent::Expired, "77", "sip:user@university.edu")?;
    (second.duration_registered, second.q) = (Some(3600), Some("0.5".to_owned()));
    let aor = uri("sip:user@example.com")?;
    let mut registration = Registration::new(aor, "as9".to_owned(), RegistrationState::Active);
    registration.contacts = vec![first, second];
    let mut info = RegistrationInfo::new();
    info.versioned = versioned(0, DocumentState::Full);
    info.registrations.push(registration);
    Ok(info)
}

fn alice(version: u64, state: DocumentState, dialog: Dialog) -> Result<DialogInfo, Error> {
    let mut info = DialogInfo::new(uri("sip:alice@example.com")?);
    info.versioned = versioned(version, state);
    info.dialogs.push(dialog);
    Ok(info)
}

fn call() -> Result<DialogInfo, Error> {
    let mut dialog = Dialog::new("as7d900as8".to_owned(), State::from(DialogState::Trying));
    dialog.call_id = Some("a84b4c76e66710".to_owned());
    dialog.local_tag = Some("1928301774".to_owned());
    dialog.direction = Some(Direction::Initiator);
    alice(0, DocumentState::Full, dialog)
}

fn call_to_bob() -> Result<DialogInfo, Error> {
    let mut dialog = call()?.dialogs.remove(0);
    let mut identity = NameAddr::from(uri("sip:alice@example.com")?);
    identity.display = Some("Alice Smith".to_owned());
    dialog.local = Some(Participant {
        identity: Some(identity),
        target: Some(Target::from("sip:alice@pc33.example.com")),
        ..Participant::default()
    });
    dialog.remote = Some(Participant {
        identity: Some(NameAddr::from(uri("sip:bob@example.net")?)),
        ..Participant::default()
    });
    alice(2, DocumentState::Partial, dialog)
}

fn conference() -> Result<ConferenceInfo, Error> {
    let mut page = UriEntry::new(uri("http://sharepoint/salesgroup/")?);
    page.purpose = Some(Purpose::WebPage);
    let mut conference = ConferenceInfo::new(uri("sips:conf233@example.com")?);
    (conference.state, conference.version) = (Some(ElementState::Full), Some(1));
    conference.description = Some(ConferenceDescription {
        subject: Some("Agenda: This month's goals".to_owned()),
        service_uris: Some(Uris::from([page])),
        ..ConferenceDescription::new()
    });
    conference.conference_state =
        Some(ConferenceState { user_count: Some(33), ..ConferenceState::new() });

    let bob = Endpoint {
        entity: Some("sip:bob@pc33.example.com".to_owned()),
        display_text: Some("Bob's Laptop".to_owned()),
        status: Some(EndpointStatus::Disconnected),
        disconnection_method: Some(DisconnectionMethod::Departed),
        disconnection_info: Some(by_mike(Some("bad voice quality"))?),
        media: vec![main_audio("432424")],
        ..Endpoint::new()
    };
    let alice = Endpoint {
        entity: Some("sip:4kfk4j392jsu@example.com;grid=433kj4j3u".to_owned()),
        status: Some(EndpointStatus::Connected),
        joining_method: Some(JoiningMethod::DialedOut),
        joining_info: Some(by_mike(None)?),
        media: vec![main_audio("534232")],
        ..Endpoint::new()
    };
    conference.users = Some(Users::from([
        user("sip:bob@example.com", "Bob Hoskins", bob)?,
        user("sip:alice@example.com", "Alice", alice)?,
    ]));
    Ok(conference)
}

fn user(entity: &str, name: &str, endpoint: Endpoint) -> Result<User, Error> {
    Ok(User {
        entity: Some(uri(entity)?),
        state: Some(ElementState::Full),
        display_text: Some(name.to_owned()),
        endpoints: vec![endpoint],
        ..User::new()
    })
}

fn by_mike(reason: Option<&str>) -> Result<Execution, Error> {
    Ok(Execution {
        when: Some("2005-03-04T20:00:00Z".parse()?),
        reason: reason.map(str::to_owned),
        by: Some(uri("sip:mike@example.com")?),
        ..Execution::new()
    })
}

fn main_audio(source: &str) -> Media {
    let mut media = Media::new("1".to_owned());
    media.display_text = Some("main audio".to_owned());
    media.type_ = Some(MediaType::Audio);
    media.label = Some("34567".to_owned());
    media.src_id = Some(source.to_owned());
    media.status = Some(MediaStatus::SendAndReceive);
    media
}
