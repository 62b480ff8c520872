//! Publications of one presentity: their order has no effect, composing again changes nothing, valid documents give a valid
//! one, and the answer to each of them can be told. The same documents also go through a store of publications.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::presence::composition::{
    Composer, Composition, Containers, Expired, HardState, Persons, Scope, Source,
};
use sip_payloads::presence::publications::{PublicationRules, Publications, PublishRequest};
use sip_payloads::presence::xpidf::{Xpidf, XpidfPresence};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::rpid::XpidfExt as _;
use sip_payloads::{AnyUri, DateTime, ReadOptions, WriteOptions, XmlApplication};

sip_payloads_fuzz::xml_mutator!();

const KEYS: [&str; 4] = ["a", "b", "c", "d"];

fuzz_target!(|bytes: &[u8]| {
    let bodies: Vec<_> = bytes.split(|byte| *byte == 0).take(KEYS.len()).collect();
    let mut documents = Vec::new();
    let mut are_valid = true;
    for body in &bodies {
        if let Ok(reading) = sip_payloads::parse_with::<Pidf>(body, &ReadOptions::tolerant()) {
            are_valid &= sip_payloads::parse_with::<Pidf>(body, &ReadOptions::strict()).is_ok();
            documents.push(reading.document);
        }
        if let Ok(xpidf) = sip_payloads::parse::<Xpidf>(body) {
            let presence = xpidf.to_pidf();
            let _ = presence.to_xml();
            told(&presence);
        }
    }
    documents.iter().for_each(told);
    publish(&bodies);
    let Some(entity) = documents.first().map(|document| document.entity.clone()) else { return };
    for composition in compositions() {
        check(&composition, &entity, &documents, are_valid);
    }
});

fn time(minute: u64) -> DateTime {
    let start: DateTime = "2026-03-02T08:00:00Z".parse().expect("a time");
    start.plus(std::time::Duration::from_secs(60 * minute))
}

fn compositions() -> Vec<Composition> {
    vec![
        Composition::union(),
        Composition { containers: Containers::United, ..Composition::oma() },
        Composition::non_overlapping(),
        Composition::newest(),
        Composition { scope: Scope::Element, ..Composition::newest() },
        Composition { persons: Persons::Merge, ..Composition::union() },
    ]
}

fn check(composition: &Composition, entity: &AnyUri, documents: &[Presence], are_valid: bool) {
    let composer = Composer::new(sip_payloads::meanings(), composition.clone());
    let numbered = KEYS.iter().zip(documents).zip(0..);
    let mut sources: Vec<_> =
        numbered.map(|((key, document), minute)| Source::soft(key, document, time(minute))).collect();
    let composed = composer.compose(entity, &sources, &time(60));
    sources.reverse();
    assert_eq!(composer.compose(entity, &sources, &time(60)), composed);
    let again = Source::soft("again", &composed.presence, time(60));
    assert_eq!(composer.compose(entity, &[again], &time(60)).presence, composed.presence);
    if are_valid {
        let xml = composed.presence.to_xml().expect("valid documents can be written");
        let read = sip_payloads::parse_with::<Pidf>(&xml, &ReadOptions::strict());
        assert_eq!(read.expect("valid").document, composed.presence, "{xml}");
    }
    // The other kinds of source must not break.
    for hard_state in [HardState::Override, HardState::Base] {
        let expired = Expired::Closed(std::time::Duration::from_secs(60));
        let composer = Composer::new(
            sip_payloads::meanings(),
            Composition { hard_state, expired, ..composition.clone() },
        );
        let mut sources = sources.clone();
        if let Some(source) = sources.first_mut() {
            *source = Source::hard(source.key, source.document, time(1)).expiring(time(59));
        }
        let options = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
        let _ = Pidf::to_xml_with(&composer.compose(entity, &sources, &time(60)).presence, &options);
    }
}

/// The answer is one line, and an old phone can be told.
fn told(presence: &Presence) {
    let answer = sip_payloads::answer(presence, &time(60));
    assert!(!answer.to_string().contains('\n'));
    let _ = answer.note(&["en-GB-x", ""]);
    let xpidf = XpidfPresence::of(&answer);
    if let Ok(xml) = xpidf.to_xml() {
        assert_eq!(sip_payloads::parse::<Xpidf>(xml).expect("what was written"), xpidf);
    }
}

/// Each body is published, and once more as a change of what was published before.
fn publish(bodies: &[&[u8]]) {
    let composer = Composer::new(sip_payloads::meanings(), Composition::union());
    let rules = PublicationRules::new(sip_payloads::registry().clone());
    let entity: AnyUri = "sip:someone@example.com".parse().expect("a URI");
    let mut store = Publications::new(entity, composer, rules);
    let mut tags = 0;
    let mut tag = || {
        tags += 1;
        format!("e{tags}")
    };
    let mut last: Option<String> = None;
    for body in bodies {
        for content_type in ["application/pidf+xml", "application/pidf-diff+xml"] {
            let request = match &last {
                Some(etag) => PublishRequest::modify(etag, content_type, body),
                None => PublishRequest::new(content_type, body),
            };
            let before = store.compose(&time(60)).presence;
            let response = store.publish(&request, &time(60), &mut tag);
            let after = store.compose(&time(60)).presence;
            // A refusal changes nothing, and a change is told.
            assert!(response.is_changed || before == after);
            assert_eq!(response.etag.is_some(), response.status == 200);
            last = response.etag.or(last);
        }
    }
}
