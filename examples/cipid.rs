//! CIPID: the card, picture and sound of a person, and of another person who answers.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::cipid::{Card, DisplayName, Homepage, Icon, Map, Sound};
use sip_payloads::presence::{Basic, Contact, Person, Pidf, Presence, Status, Tuple};
use sip_payloads::rpid::{Relationship, RelationshipKind};
use sip_payloads::{AnyUri, Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let mut person = Person::new("alice".parse()?);
    person.extensions.set(DisplayName::from("Alice Lewis"));
    person.extensions.set(Card::from(uri("https://example.com/alice/card.vcf")?));
    person.extensions.set(Homepage::from(uri("https://example.com/alice/")?));
    person.extensions.set(Icon::from(uri("https://example.com/alice/me.png")?));
    person.extensions.set(Map::from(uri("https://example.com/alice/map.gml")?));
    person.extensions.set(Sound::from(uri("https://example.com/alice/name.wav")?));

    // In a tuple these describe the person who answers instead of the presentity.
    let mut tuple = Tuple::new("reception".parse()?, Status::from(Basic::Open));
    tuple.extensions.set(Relationship::from(RelationshipKind::Assistant));
    tuple.extensions.set(DisplayName::from("Bob, at the reception"));
    tuple.contact = Some(Contact::new("sip:reception@example.com".parse()?));

    let mut presence = Presence::new("pres:alice@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.extensions.push(person);

    let body = Pidf::to_xml_pretty(&presence)?;
    println!("{body}");

    let presence = sip_payloads::parse::<Pidf>(body.as_bytes())?;
    for tuple in &presence.tuples {
        if let Some(name) = tuple.extensions.get::<DisplayName>() {
            println!("{} is answered by {}", tuple.id, name.text);
        }
    }
    if let Some(person) = presence.person() {
        let name = person.extensions.get::<DisplayName>().map(|name| name.text.as_str());
        let icon = person.extensions.get::<Icon>().map(|icon| icon.uri.as_str());
        println!("person: {}, shown as {}", name.unwrap_or("?"), icon.unwrap_or("nothing"));
    }
    Ok(())
}

fn uri(text: &str) -> Result<AnyUri, Error> {
    text.parse()
}
