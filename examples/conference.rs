//! A conference: the conference server tells who comes and goes, and a participant keeps a roster.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::Error;
use sip_payloads::event_state::{Notifier, Outcome, Subscriber};
use sip_payloads::events::conference_info::{
    Conference, ConferenceDescription, ConferenceInfo, ElementState, Endpoint, EndpointStatus,
    Media, MediaType, User, Users,
};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The server.
    let mut room = ConferenceInfo::new("sip:weekly@conference.example.com".parse()?);
    room.description = Some(ConferenceDescription {
        subject: Some("Weekly".to_owned()),
        ..ConferenceDescription::new()
    });
    room.users = Some(Users::from([user("bob", "Bob Hoskins", EndpointStatus::Connected)?]));
    let mut notifier = Notifier::new(room.clone());
    let mut subscriber = Subscriber::default();

    // The participant.
    let mut conference = Conference::new();

    let alice = user("alice", "Alice", EndpointStatus::DialingIn)?;
    let connected = status("alice", EndpointStatus::Connected)?;
    let mut left = User::new();
    left.entity = Some("sip:bob@example.com".parse()?);
    left.state = Some(ElementState::Deleted);
    let news = [
        ("it begins", None),
        ("Alice dials in", Some(alice)),
        ("Alice is there", Some(connected)),
        ("Alice holds", Some(status("alice", EndpointStatus::OnHold)?)),
        ("Bob leaves", Some(left)),
    ];
    for (moment, user) in news {
        if let Some(user) = user {
            let users = Users { state: Some(ElementState::Partial), ..Users::from([user]) };
            let entity = room.entity.clone();
            let mut update = ConferenceInfo::new(entity);
            update.state = Some(ElementState::Partial);
            update.users = Some(users);
            notifier.update(update)?;
        }
        let Some(document) = notifier.notify(&mut subscriber)? else { continue };
        let body = document.to_xml_pretty()?;
        println!("{moment}\n\n{body}");
        match conference.apply(sip_payloads::parse::<ConferenceInfo>(body)?) {
            Outcome::Applied(_) => print_roster(&conference),
            Outcome::Ended(_) => println!("the conference is over: unsubscribe"),
            outcome if outcome.needs_refresh() => println!("one is missing: subscribe again"),
            outcome => println!("nothing new: {outcome:?}"),
        }
    }
    Ok(())
}

fn user(name: &str, display_text: &str, status: EndpointStatus) -> Result<User, Error> {
    let mut audio = Media::new("1".to_owned());
    audio.type_ = Some(MediaType::Audio);
    let endpoint = Endpoint {
        entity: Some(format!("sip:{name}@pc33.example.com")),
        status: Some(status),
        media: vec![audio],
        ..Endpoint::new()
    };
    Ok(User {
        entity: Some(format!("sip:{name}@example.com").parse()?),
        display_text: Some(display_text.to_owned()),
        endpoints: vec![endpoint],
        ..User::new()
    })
}

/// An update that says nothing but the status of a user's endpoint.
fn status(name: &str, status: EndpointStatus) -> Result<User, Error> {
    let endpoint = Endpoint {
        entity: Some(format!("sip:{name}@pc33.example.com")),
        state: Some(ElementState::Partial),
        status: Some(status),
        ..Endpoint::new()
    };
    Ok(User {
        entity: Some(format!("sip:{name}@example.com").parse()?),
        state: Some(ElementState::Partial),
        endpoints: vec![endpoint],
        ..User::new()
    })
}

fn print_roster(conference: &Conference) {
    for user in conference.rows() {
        let state = match (user.is_present(), user.is_on_hold()) {
            (false, _) => "not there yet",
            (true, true) => "on hold",
            (true, false) => "there",
        };
        let media: Vec<_> = user.media_types().iter().map(ToString::to_string).collect();
        println!("-> {}: {state} ({})", user.name().unwrap_or("somebody"), media.join(", "));
    }
    println!("");
}
