//! A vendor's extension of presence, as in a crate that depends on `sip-payloads` only: an element
//! with attributes and children in a person, one with simple content in a tuple, an attribute and a
//! keyword in RPID's activities, and a capability.
//!
//! `derived.rs` declares it with the derives, and `by_hand.rs` implements the same by hand. The
//! guide is `docs/extending.md`. `cargo run --example vendor_extension`
#![allow(clippy::print_stdout, reason = "an example prints")]

pub mod by_hand;
pub mod derived;

use derived::{Delivery, Dress, Fitting, Hat, PersonHatsExt as _, Shop};
use sip_payloads::caps::ServCaps;
use sip_payloads::presence::{Basic, Person, Pidf, Presence, Status, Tuple};
use sip_payloads::rpid::{Activities, Activity, PersonExt as _};
use sip_payloads::xml::{ExtensionElement, Vocabulary};
use sip_payloads::{Error, ReadOptions, Registry, XmlApplication as _};

fn main() -> Result<(), Error> {
    // Once, at start-up: from now on the functions of `sip_payloads` recognise hats.
    registry_with(derived::Hats)?.install()?;

    let presence = published()?;
    let xml = Pidf::to_xml_pretty(&presence)?;
    println!("{xml}");

    read_back(&xml, &presence)?;
    read_by_hand(&xml)?;
    read_without(&xml)?;
    broken_hats(&xml)?;
    two_vocabularies_of_one_name()
}

/// All built-in vocabularies, and another one.
fn registry_with<V: Vocabulary>(vocabulary: V) -> Result<Registry, Error> {
    let mut builder = sip_payloads::registry_builder()?;
    builder.add(vocabulary)?;
    Ok(builder.build())
}

/// What a client publishes.
fn published() -> Result<Presence, Error> {
    let mut tuple = Tuple::new("shop".parse()?, Status::from(Basic::Open));
    tuple.extensions.set("https://hats.example.com/".parse::<Shop>()?);
    let mut capabilities = ServCaps { audio: Some(true), ..ServCaps::default() };
    capabilities.extensions.set(Delivery::from(true));
    tuple.extensions.set(capabilities);

    let mut activities = Activities::from_iter([Activity::Meeting]);
    activities.activities.push(Activity::Extension(ExtensionElement::new(Fitting)));
    activities.extensions.set_attribute(&Dress::Formal);

    let mut person = Person::new("ida".parse()?);
    person.extensions.set(activities);
    person.extensions.set(Hat::new(57, "fedora".to_owned()));

    let mut presence = Presence::new("sip:ida@example.com".parse()?);
    presence.tuples.push(tuple);
    presence.push_person(person);
    Ok(presence)
}

/// Strict mode checks the elements of the vocabulary like those of the RFCs.
fn read_back(xml: &str, presence: &Presence) -> Result<(), Error> {
    let reading = sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::strict())?;
    assert_eq!(reading.document, *presence);
    assert_eq!(reading.diagnostics, []);

    let person = reading.document.person();
    let hat = person.and_then(|person| person.hat());
    let activities = person.and_then(|person| person.activities());
    println!("hat: {:?}", hat.map(|hat| &hat.model));
    println!("fitting: {}", activities.is_some_and(|a| a.extension::<Fitting>().is_some()));
    println!("dress: {:?}", activities.and_then(|a| a.extensions.attribute::<Dress>()));
    Ok(())
}

/// The types written by hand read the same document, and write the same bytes.
fn read_by_hand(xml: &str) -> Result<(), Error> {
    let registry = registry_with(by_hand::Hats)?;
    let presence = registry.parse_with::<Pidf>(xml, &ReadOptions::strict())?.document;
    let hat = presence.person().and_then(|person| person.extensions.get::<by_hand::Hat>());
    println!("by hand: {:?}", hat.map(|hat| &hat.model));
    assert_eq!(Pidf::to_xml_pretty(&presence)?, xml);
    Ok(())
}

/// A program without the vocabulary keeps its elements in place, and writes them back.
fn read_without(xml: &str) -> Result<(), Error> {
    let registry = sip_payloads::registry_builder()?.build();
    let presence = registry.parse_with::<Pidf>(xml, &ReadOptions::strict())?.document;
    assert_eq!(Pidf::to_xml_pretty(&presence)?, xml);

    let raw = |person: &Person| person.extensions.raw().next().cloned();
    let Some(raw) = presence.person().and_then(raw) else { return Ok(()) };
    println!("kept raw: {raw}");
    // A raw element can be read as a type on demand.
    let hat: Hat = raw.decode(&registry)?;
    println!("decoded: {}, size {}", hat.model, hat.size);
    Ok(())
}

/// Faults in a hat are reported like other faults of a document.
fn broken_hats(xml: &str) -> Result<(), Error> {
    let broken = xml.replace("size=\"57\"", "size=\"large\"");
    let reading = sip_payloads::parse_with::<Pidf>(broken.as_bytes(), &ReadOptions::default())?;
    for diagnostic in reading.diagnostics {
        println!("tolerant: {diagnostic}");
    }
    if let Err(error) = sip_payloads::parse_with::<Pidf>(broken.as_bytes(), &ReadOptions::strict())
    {
        println!("strict: {error}");
    }
    Ok(())
}

/// One name has one type: the builder refuses contradictions.
fn two_vocabularies_of_one_name() -> Result<(), Error> {
    let mut builder = sip_payloads::registry_builder()?;
    builder.add(derived::Hats)?.add(derived::Hats)?; // Again is fine.
    if let Err(conflict) = builder.add(by_hand::Hats) {
        println!("refused: {conflict}");
    }
    Ok(())
}
