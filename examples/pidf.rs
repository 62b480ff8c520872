//! PIDF: builds a presence document, checks it, writes it, reads it and queries it.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::presence::{Basic, Contact, Note, Occurrence, Pidf, Presence, Status, Tuple};
use sip_payloads::{Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let presence = build()?;

    // Constraints on the whole document, such as unique ids, are checked here.
    sip_payloads::validate::<Pidf>(&presence)?;

    let body = Pidf::to_xml_pretty(&presence)?;
    println!("Content-Type: {}\n\n{body}", Pidf::CONTENT_TYPE);

    ask(&sip_payloads::parse::<Pidf>(body.as_bytes())?);

    println!("\nWith an id that is there twice:");
    let mut broken = presence;
    broken.tuples.extend_from_within(..1);
    if let Err(error) = sip_payloads::validate::<Pidf>(&broken) {
        println!("  {error}");
    }
    Ok(())
}

fn build() -> Result<Presence, Error> {
    let mut presence = Presence::new("pres:alice@example.com".parse()?);
    presence.notes.push(Note::new("In Tokyo until Friday").in_language("en".parse()?));

    // `fresh_id` makes a valid id of any text that the document does not use yet.
    let mut desk = Tuple::new(presence.fresh_id("desk phone"), Status::from(Basic::Closed));
    desk.contact = Some(
        Contact::new("sip:alice@192.0.2.17;transport=tcp".parse()?).with_priority("0.3".parse()?),
    );
    desk.timestamp = Some("2024-05-06T08:00:00Z".parse()?);
    presence.tuples.push(desk);

    let mut mobile = Tuple::new(presence.fresh_id("202"), Status::from(Basic::Open));
    mobile.contact =
        Some(Contact::new("sip:alice@mobile.example.com".parse()?).with_priority("0.9".parse()?));
    mobile.notes.push(Note::new("Nur dringende Anrufe").in_language("de".parse()?));
    mobile.timestamp = Some("2024-05-06T09:30:00+02:00".parse()?);
    presence.tuples.push(mobile);

    Ok(presence)
}

fn ask(presence: &Presence) {
    println!("{} is {}", presence.entity, if presence.is_open() { "open" } else { "closed" });

    println!("\nBest way first:");
    for tuple in presence.tuples_by_priority() {
        let status = match tuple.status.basic {
            Some(Basic::Open) => "open",
            Some(Basic::Closed) => "closed",
            None => "unknown",
        };
        let contact = tuple.contact.as_ref().map_or("no address", |contact| contact.uri.as_str());
        println!("  {:4}/1000  {status:7}  {contact}", tuple.priority());
    }

    println!("\nLatest news first:");
    for tuple in presence.tuples_by_timestamp() {
        if let Some(time) = &tuple.timestamp {
            println!("  {time}  {}", tuple.id);
        }
    }

    println!("\nNotes:");
    for note in &presence.notes {
        println!("  [{}] {}", language(note), note.text);
    }
    for tuple in &presence.tuples {
        for note in &tuple.notes {
            println!("  [{}] {} (on {})", language(note), note.text, tuple.id);
        }
    }

    if let Some(Occurrence::Tuple(tuple)) = presence.occurrence("_202") {
        println!("\n_202 is a tuple with {} note", tuple.notes.len());
    }
}

fn language(note: &Note) -> &str {
    note.lang.as_ref().map_or("?", |lang| lang.as_str())
}
