//! Composition (RFC 3856 §4, RFC 4479 §3.8): rules and cases, one by one, and what holds for all.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

#[path = "composition/algebra.rs"]
mod algebra;
#[path = "composition/cases.rs"]
mod cases;
#[path = "composition/deployed_servers.rs"]
mod deployed_servers;
#[path = "composition/hard_state.rs"]
mod hard_state;
#[path = "composition/rules.rs"]
mod rules;
#[path = "composition/strangers.rs"]
mod strangers;
mod support;

use sip_payloads::presence::composition::{Composed, Composer, Composition, Kind, Source};
use sip_payloads::presence::{Person, Pidf, Presence};
use sip_payloads::rpid::PersonExt as _;
use sip_payloads::{AnyUri, DateTime, RawElement, ReadOptions};

const ENTITY: &str = "sip:alice@example.com";

/// A document of the presentity.
fn document(content: &str) -> Presence {
    let xml = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:r='urn:ietf:params:xml:ns:pidf:rpid' xmlns:op='urn:oma:xml:prs:pidf:oma-pres' \
         xmlns:c='urn:ietf:params:xml:ns:pidf:caps' xmlns:x='urn:example:x' \
         xmlns:ts='urn:ietf:params:xml:ns:pidf:timed-status' entity='{ENTITY}'>{content}</presence>"
    );
    sip_payloads::parse_with::<Pidf>(&xml, &ReadOptions::tolerant()).unwrap().document
}

fn tuple(id: &str, basic: &str, contact: &str, more: &str) -> String {
    let contact = match contact {
        "" => String::new(),
        contact => format!("<contact>{contact}</contact>"),
    };
    format!("<tuple id='{id}'><status><basic>{basic}</basic></status>{more}{contact}</tuple>")
}

fn person(id: &str, content: &str) -> String {
    format!("<dm:person id='{id}'>{content}</dm:person>")
}

fn device(id: &str, urn: &str, content: &str) -> String {
    format!("<dm:device id='{id}'>{content}<dm:deviceID>{urn}</dm:deviceID></dm:device>")
}

fn activity(name: &str) -> String {
    format!("<r:activities><r:{name}/></r:activities>")
}

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn entity() -> AnyUri {
    ENTITY.parse().unwrap()
}

/// Composes documents that came one minute after another, the newest last.
fn compose(composition: Composition, documents: &[&str]) -> Composed {
    let documents: Vec<_> = documents.iter().map(|content| document(content)).collect();
    compose_all(composition, &sources(&documents))
}

fn compose_all(composition: Composition, sources: &[Source<'_>]) -> Composed {
    let composer = Composer::new(sip_payloads::meanings(), composition);
    composer.compose(&entity(), sources, &time("2026-03-02T09:00:00Z"))
}

const KEYS: [&str; 10] = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"];

/// Publications that were received at 8:00, 8:01 and so on.
fn sources(documents: &[Presence]) -> Vec<Source<'_>> {
    let numbered = documents.iter().enumerate();
    numbered
        .map(|(number, document)| {
            let received = time(&format!("2026-03-02T08:{number:02}:00Z"));
            Source::soft(KEYS[number], document, received)
        })
        .collect()
}

/// Each tuple as `id basic contact priority`, without what it does not have.
fn tuples(composed: &Composed) -> Vec<String> {
    let tuples = composed.presence.tuples.iter();
    tuples
        .map(|tuple| {
            let mut words = vec![tuple.id.to_string()];
            words.extend(tuple.status.basic.map(|basic| basic.to_string()));
            if let Some(contact) = &tuple.contact {
                words.push(contact.uri.to_string());
                words.extend(contact.priority.map(|priority| priority.to_string()));
            }
            words.join(" ")
        })
        .collect()
}

/// The contacts and the basic status of all tuples.
fn services(composed: &Composed) -> Vec<String> {
    let without_id = |text: String| text.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap();
    tuples(composed).into_iter().map(without_id).collect()
}

/// What each person does and feels.
fn persons(composed: &Composed) -> Vec<String> {
    let words = |person: &Person| {
        let mut words: Vec<String> = Vec::new();
        words.extend(person.activities().map(ToString::to_string));
        words.extend(person.mood().map(ToString::to_string));
        words.extend(person.notes.iter().map(|note| format!("{:?}", note.text)));
        words.join(" ")
    };
    composed.presence.persons().map(words).collect()
}

fn notes(composed: &Composed) -> Vec<&str> {
    composed.presence.notes.iter().map(|note| note.text.as_str()).collect()
}
