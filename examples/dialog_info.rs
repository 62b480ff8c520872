//! Dialogs: a phone tells what happens to its calls, and a lamp on another phone follows.
//!
//! The calls are those of RFC 4235 §6.2: Alice calls Bob and gets his voicemail, which hands her over to an
//! attendant. She holds the call, and it ends.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::event_state::{Notifier, Subscriber};
use sip_payloads::events::dialog_info::{
    Dialog, DialogInfo, Dialogs, DialogsExt, Direction, Invitation, NameAddr, Param, Participant,
    SipEvent, State, Target,
};
use sip_payloads::{AnyUri, Error};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let phone = DialogInfo::new("sip:alice@example.com".parse()?);
    let mut notifier = Notifier::new(phone.clone());
    let (mut subscriber, mut lamp) = (Subscriber::default(), Dialogs::new());

    // Alice calls Bob: 180 from his phone, 200 from his voicemail, which is another fork.
    let mut call = Invitation::new();
    let bob = party("sip:bob@example.net", None)?;
    let moments: [(&str, Option<SipEvent<'_>>); 4] = [
        ("INVITE", None),
        ("180", Some(SipEvent::Provisional { tag: Some("07346y131") })),
        ("200 from another fork", Some(SipEvent::Success { tag: "8736347" })),
        // The attendant takes the call over.
        ("INVITE with Replaces", Some(SipEvent::Replaced)),
    ];
    for (moment, event) in moments {
        if let Some(event) = event {
            call.apply(event);
        }
        let mut news = phone.clone();
        for (number, leg) in call.legs().iter().enumerate() {
            news.dialogs.push(dialog(number, leg.state.clone(), Direction::Initiator, &bob));
        }
        notifier.update(news)?;
        tell(moment, &notifier, &mut subscriber, &mut lamp)?;
    }

    // The call with the attendant.
    let mut attendant = Invitation::new();
    let cathy = party("sip:cjones@example.net", Some("Cathy Jones"))?;
    attendant.apply(SipEvent::Success { tag: "78cjkus" });
    let moments = [("200 to the attendant", None, true), ("Alice holds", None, false)];
    let end = ("BYE from the attendant", Some(SipEvent::RemoteBye { tag: "78cjkus" }), false);
    for (moment, event, renders) in moments.into_iter().chain([end]) {
        if let Some(event) = event {
            attendant.apply(event);
        }
        let mut news = phone.clone();
        for leg in attendant.legs() {
            let mut dialog = dialog(10, leg.state.clone(), Direction::Recipient, &cathy);
            let rendering = if renders { "yes" } else { "no" };
            let mut target = Target::from("sip:alice@pc33.example.com");
            target.params.push(Param::new("+sip.rendering".to_owned(), rendering.to_owned()));
            dialog.local = Some(Participant { target: Some(target), ..Participant::default() });
            news.dialogs.push(dialog);
        }
        notifier.update(news)?;
        tell(moment, &notifier, &mut subscriber, &mut lamp)?;
    }
    Ok(())
}

fn party(uri: &str, name: Option<&str>) -> Result<Participant, Error> {
    let mut identity = NameAddr::from(uri.parse::<AnyUri>()?);
    identity.display = name.map(str::to_owned);
    Ok(Participant { identity: Some(identity), ..Participant::default() })
}

fn dialog(number: usize, state: State, direction: Direction, remote: &Participant) -> Dialog {
    let mut dialog = Dialog::new(format!("d{number}"), state);
    dialog.direction = Some(direction);
    dialog.remote = Some(remote.clone());
    dialog
}

/// Sends a NOTIFY, if there is anything to tell, and prints what the lamp shows then.
fn tell(
    moment: &str,
    notifier: &Notifier<DialogInfo>,
    subscriber: &mut Subscriber,
    dialogs: &mut Dialogs,
) -> Result<(), Box<dyn std::error::Error>> {
    if let Some(document) = notifier.notify(subscriber)? {
        let body = document.to_xml_pretty()?;
        println!("{moment}\n\n{body}");
        let outcome = dialogs.apply(sip_payloads::parse::<DialogInfo>(body)?);
        // The program sends SUBSCRIBE again in this case, to get a full document.
        assert!(!outcome.needs_refresh());
    }
    let lamp = dialogs.lamp();
    match lamp.remote() {
        Some(remote) => println!("-> the lamp shows: {}, {remote}\n", lamp.state),
        None => println!("-> the lamp shows: {}\n", lamp.state),
    }
    Ok(())
}
