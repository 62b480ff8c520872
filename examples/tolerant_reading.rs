//! Tolerant reading: the NOTIFY of an old phone, with a fault on nearly every line.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::rpid::PersonExt;
use sip_payloads::{Error, ReadOptions, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// An id that is a number, a note before the tuple, OPEN in capitals, too many decimals, a time
/// zone without a colon, elements that no specification has, a person without an id.
const NOTIFY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf"
    xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid"
    entity="sip:202@pbx.example.com">
  <note>Ready</note>
  <tuple id="202">
    <contact priority="0.80000">sip:202@192.0.2.7</contact>
    <status>
      <basic>OPEN</basic>
      <display>Ready</display>
    </status>
    <timestamp>2024-05-06T09:30:00+0200</timestamp>
    <firmware xmlns="urn:example:old-phone">1.0.3</firmware>
  </tuple>
  <dm:person>
    <rpid:activities>
      <rpid:on-the-phone/>
      <rpid:ringing/>
    </rpid:activities>
  </dm:person>
</presence>
"#;

fn main() -> Result<(), Error> {
    // Tolerant is the default. `parse` returns only the document, `parse_with` also the
    // diagnostics.
    let reading = sip_payloads::parse_with::<Pidf>(NOTIFY.as_bytes(), &ReadOptions::tolerant())?;
    println!("Found, with line and column:");
    for diagnostic in &reading.diagnostics {
        println!("  {diagnostic}");
    }

    println!("\nUnderstood:");
    show(&reading.document);

    println!("\nWritten back: in order, with what nobody understands still in it:\n");
    println!("{}", Pidf::to_xml_pretty(&reading.document)?);

    println!("A strict reader says:");
    match sip_payloads::parse_with::<Pidf>(NOTIFY.as_bytes(), &ReadOptions::strict()) {
        Ok(_) => println!("  valid"),
        Err(error) => println!("  {error}\n  and {} more", error.diagnostics().len() - 1),
    }
    Ok(())
}

fn show(presence: &Presence) {
    println!("  {} says {:?}", presence.entity, presence.notes.first().map(|note| &*note.text));
    for tuple in &presence.tuples {
        println!("  tuple {}: {:?}", tuple.id, tuple.status.basic);
        if let Some(contact) = &tuple.contact {
            println!("    at {}, priority {}/1000", contact.uri, tuple.priority());
        }
        if let Some(time) = &tuple.timestamp {
            println!("    since {time}");
        }
        let raw = tuple.status.extensions.raw().chain(tuple.extensions.raw());
        for element in raw {
            println!("    and {}: {:?}", element.name, element.text());
        }
    }
    for person in presence.persons() {
        println!("  person {}", person.id);
        if let Some(activities) = person.activities() {
            println!("    is doing {:?}", activities.activities);
        }
    }
}
