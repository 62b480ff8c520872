//! Capabilities of a service and a device.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::caps::{
    Actor, Capability, DevCaps, DeviceCapsExt, DuplexMode, EventPackage, HigherThan, Languages,
    Method, Mobility, OptionTag, Priorities, Range, Schemes, ServCaps, TupleCapsExt,
};
use sip_payloads::presence::{Basic, Contact, Device, Note, Pidf, Presence, Status, Tuple};
use sip_payloads::{Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let mut tuple = Tuple::new("softphone".parse()?, Status::from(Basic::Open));
    tuple.extensions.set(service()?);
    tuple.contact = Some(Contact::new("sip:alice@example.com".parse()?));

    let id = "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a".parse()?;
    let mut device = Device::new("laptop".parse()?, id);
    device.extensions.set(DevCaps {
        descriptions: vec![Note::new("A laptop").in_language("en".parse()?)],
        mobility: Some(Capability::supported([Mobility::Mobile])),
        ..DevCaps::default()
    });

    let mut presence = Presence::new("pres:alice@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.extensions.push(device);

    let body = Pidf::to_xml_pretty(&presence)?;
    println!("{body}");

    ask(&sip_payloads::parse::<Pidf>(body.as_bytes())?);
    Ok(())
}

fn service() -> Result<ServCaps, Error> {
    Ok(ServCaps {
        // Media and other boolean capabilities: yes, no, or unknown.
        audio: Some(true),
        message: Some(true),
        video: Some(false),
        automata: Some(false),
        descriptions: vec![Note::new("A softphone").in_language("en".parse()?)],
        // Sets of keywords: supported, not supported, or both.
        actor: Some(Capability::supported([Actor::Principal])),
        duplex: Some(Capability::supported([DuplexMode::Full])),
        event_packages: Some(Capability::supported([
            EventPackage::Presence,
            EventPackage::MessageSummary,
        ])),
        methods: Some(Capability {
            supported: Some([Method::Invite, Method::Ack, Method::Bye, Method::Message].into()),
            not_supported: Some([Method::Publish].into()),
            ..Capability::default()
        }),
        option_tags: Some(Capability::supported([OptionTag::Replaces, OptionTag::Rel100])),
        // Lists of words, and ranges of numbers.
        languages: Some(Capability::supported(Languages::from(["en", "nl"]))),
        schemes: Some(Capability::supported(Schemes::from(["sip", "sips"]))),
        priority: Some(Capability::supported(Priorities {
            higher_than: vec![HigherThan::new(20)],
            ranges: vec![Range::new(5, 10)],
            ..Priorities::default()
        })),
        ..ServCaps::default()
    })
}

fn ask(presence: &Presence) {
    for tuple in &presence.tuples {
        let Some(caps) = tuple.servcaps() else {
            continue;
        };
        println!("audio: {:?}, video: {:?}, text: {:?}", caps.audio, caps.video, caps.text);
        if let Some(methods) = &caps.methods {
            let supported = methods.supported.as_ref();
            for method in [Method::Invite, Method::Refer] {
                let known = supported.is_some_and(|supported| supported.contains(method));
                println!("{method:?}: {}", if known { "supported" } else { "not said to be" });
            }
        }
        if let Some(priorities) = caps.priority.as_ref().and_then(|it| it.supported.as_ref()) {
            for priority in [7, 15, 30] {
                println!("priority {priority}: {}", priorities.contains(priority));
            }
        }
    }
    for device in presence.devices() {
        let mobility = device.devcaps().and_then(|caps| caps.mobility.as_ref());
        let supported = mobility.and_then(|mobility| mobility.supported.as_ref());
        let is_mobile = supported.is_some_and(|supported| supported.contains(Mobility::Mobile));
        println!("{} is {}", device.id, if is_mobile { "mobile" } else { "not known to move" });
    }
}
