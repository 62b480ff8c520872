//! RFC 4482: contact information (CIPID).

use sip_payloads::cipid::{Card, DisplayName, Homepage, Icon, Map, Sound};
use sip_payloads::presence::{Basic, Contact, Person, Presence, Status, Tuple};
use sip_payloads::rpid::{Relationship, RelationshipKind};
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[
    (
        "RFC 4482 §4, first: contact information of a person (its display-name closed, which \
         the RFC's print forgets)",
        person_alone,
    ),
    (
        "RFC 4482 §4, second: contact information of a person and of an assistant (the RFC's \
         schemaLocation left out)",
        person_and_assistant,
    ),
];

fn person_alone() -> Result<Presence, Error> {
    let mut tuple = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
    tuple.contact =
        Some(Contact::new("im:alice@example.net".parse()?).with_priority("0.8".parse()?));
    tuple.timestamp = Some("2005-11-21T16:14:29Z".parse()?);

    let mut person = Person::new("p1".parse()?);
    let extensions = &mut person.extensions;
    extensions.set(Card::from(uri("http://example.com/~alice/card.vcd")?));
    extensions.set(DisplayName::from("Alice Lewis"));
    extensions.set(Homepage::from(uri("http://example.com/~alice")?));
    extensions.set(Icon::from(uri("http://example.com/~alice/me.png")?));
    extensions.set(Map::from(uri("http://example.com/~alice/gml-map.xml")?));
    extensions.set(Sound::from(uri("http://example.com/~alice/hello.wav")?));
    person.timestamp = Some("2005-11-21T09:00:00+05:00".parse()?);

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.extensions.push(person);
    Ok(presence)
}

fn person_and_assistant() -> Result<Presence, Error> {
    let mut own = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
    own.contact =
        Some(Contact::new("im:someone@mobile.example.net".parse()?).with_priority("0.8".parse()?));
    own.timestamp = Some("2005-05-30T22:00:29Z".parse()?);

    let mut assistant = Tuple::new("bs78".parse()?, Status::from(Basic::Closed));
    let extensions = &mut assistant.extensions;
    extensions.set(Relationship::from(RelationshipKind::Assistant));
    extensions.set(Card::from(uri("http://example.com/~assistant/card.vcd")?));
    extensions.set(Homepage::from(uri("http://example.com/~assistant")?));
    assistant.contact =
        Some(Contact::new("im:assistant@example.com".parse()?).with_priority("0.1".parse()?));
    assistant.timestamp = Some("2005-05-30T22:00:29Z".parse()?);

    let mut person = Person::new("p1".parse()?);
    let extensions = &mut person.extensions;
    extensions.set(Card::from(uri("http://example.com/~someone/card.vcd")?));
    extensions.set(Homepage::from(uri("http://example.com/~someone")?));
    extensions.set(Icon::from(uri("http://example.com/~someone/icon.gif")?));
    extensions.set(Map::from(uri("http://example.com/~someone/gml-map.xml")?));
    extensions.set(Sound::from(uri("http://example.com/~someone/whoosh.wav")?));
    person.timestamp = Some("2005-05-30T22:02:44+05:00".parse()?);

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples = vec![own, assistant];
    presence.extensions.push(person);
    Ok(presence)
}

fn uri(text: &str) -> Result<AnyUri, Error> {
    text.parse()
}
