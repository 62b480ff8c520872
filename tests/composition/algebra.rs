//! What holds for all sources: order, repetition, nothing lost, nothing invented, always valid.

use proptest::prelude::*;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Policy as Rules, Request, filter};
use sip_payloads::presence::composition::{Composition, Containers, Persons, Scope};

use super::*;

fn one_of(options: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(options)
}

fn timestamp(namespace: &'static str) -> impl Strategy<Value = String> {
    let times = one_of(&["", "07:00", "07:30", "08:05"]);
    times.prop_map(move |time| match time {
        "" => String::new(),
        time => format!("<{namespace}timestamp>2026-03-02T{time}:00Z</{namespace}timestamp>"),
    })
}

fn some_tuple() -> impl Strategy<Value = String> {
    let contacts = one_of(&["", "sip:a@x.example", "sip:a@X.example", "sip:b@x.example"]);
    let content = one_of(&[
        "",
        "<r:class>work</r:class>",
        "<x:a>1</x:a>",
        "<x:a>2</x:a>",
        "<x:a>1</x:a><x:a>2</x:a>",
    ]);
    let notes = one_of(&["", "<note>n</note>", "<note xml:lang='en'>n</note>"]);
    (one_of(&["t", "u", "p"]), one_of(&["open", "closed"]), contacts, content, notes, timestamp(""))
        .prop_map(|(id, basic, contact, content, notes, timestamp)| {
            tuple(id, basic, contact, content)
                .replace("</tuple>", &format!("{notes}{timestamp}</tuple>"))
        })
}

fn some_person() -> impl Strategy<Value = String> {
    let activities = one_of(&[
        "",
        "<r:activities><r:busy/></r:activities>",
        "<r:activities id='t'><r:away/></r:activities>",
    ]);
    let more = one_of(&[
        "",
        "<r:mood><r:happy/></r:mood>",
        "<r:sphere><r:work/></r:sphere>",
        "<r:class>home</r:class>",
    ]);
    let notes = one_of(&["", "<dm:note>n</dm:note>"]);
    (one_of(&["p", "q"]), activities, more, notes, timestamp("dm:")).prop_map(
        |(id, activities, more, notes, timestamp)| {
            person(id, &format!("{activities}{more}{notes}{timestamp}"))
        },
    )
}

fn some_device() -> impl Strategy<Value = String> {
    let content = one_of(&["", "<x:a>1</x:a>", "<x:a>2</x:a>", "<r:class>work</r:class>"]);
    (one_of(&["d", "e"]), one_of(&["mac:1", "MAC:1", "mac:2"]), content)
        .prop_map(|(id, urn, content)| device(id, urn, content))
}

/// A document whose ids are unique, with notes of the presentity or without.
fn some_document(note: &'static [&'static str]) -> impl Strategy<Value = Presence> {
    let tuples = prop::collection::vec(some_tuple(), 0..4);
    let persons = prop::collection::vec(some_person(), 0..3);
    let devices = prop::collection::vec(some_device(), 0..3);
    (tuples, one_of(note), persons, devices).prop_map(|(tuples, note, persons, devices)| {
        let content =
            [tuples.concat(), note.to_owned(), persons.concat(), devices.concat()].concat();
        let once = document(&content);
        // Composing it alone makes its ids unique.
        let source = Source::soft("own", &once, time("2026-03-02T08:00:00Z"));
        compose_all(Composition::union(), &[source]).presence
    })
}

const NOTES: &[&str] = &["", "<note>general</note>", "<note>other</note>"];

fn some_documents() -> impl Strategy<Value = Vec<Presence>> {
    prop::collection::vec(some_document(NOTES), 1..5)
}

fn compositions() -> Vec<Composition> {
    let newest = Composition::newest;
    vec![
        Composition::union(),
        Composition::oma(),
        Composition { containers: Containers::United, ..Composition::oma() },
        Composition::non_overlapping(),
        newest(),
        Composition { scope: Scope::Element, ..newest() },
        Composition { scope: Scope::Document, ..newest() },
        Composition { persons: Persons::Merge, ..Composition::union() },
    ]
}

/// The content without ids, in any order.
fn content(presence: &Presence) -> Vec<String> {
    let mut presence = presence.clone();
    let mut parts: Vec<String> = Vec::new();
    for tuple in &mut presence.tuples {
        tuple.id = "x".parse().unwrap();
        parts.push(format!("{tuple:?}"));
    }
    for person in presence.persons() {
        let mut person = person.clone();
        person.id = "x".parse().unwrap();
        for activities in person.extensions.get_all_mut::<sip_payloads::rpid::Activities>() {
            activities.id = None;
        }
        parts.push(format!("{person:?}"));
    }
    for device in presence.devices() {
        let mut device = device.clone();
        device.id = "x".parse().unwrap();
        parts.push(format!("{device:?}"));
    }
    parts.extend(presence.notes.iter().map(|note| format!("{note:?}")));
    parts.sort();
    parts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_1_the_order_of_sources_has_no_effect(documents in some_documents(), rotation in 0..4_usize) {
        for composition in compositions() {
            let mut sources = sources(&documents);
            let before = compose_all(composition.clone(), &sources);
            sources.reverse();
            let length = sources.len();
            sources.rotate_left(rotation % length);
            prop_assert_eq!(before, compose_all(composition, &sources));
        }
    }

    #[test]
    fn a_2_composing_again_changes_nothing(documents in some_documents()) {
        for composition in compositions() {
            let once = compose_all(composition.clone(), &sources(&documents)).presence;
            let again = Source::soft("composed", &once, time("2026-03-02T09:00:00Z"));
            let again = compose_all(composition.clone(), &[again]).presence;
            prop_assert_eq!(once, again, "{:?}", composition);
        }
    }

    #[test]
    fn a_3_an_equal_source_adds_nothing(documents in some_documents()) {
        for composition in compositions() {
            let mut sources = sources(&documents);
            // Joined with others even if it is alone, so that notes move in both cases.
            let nothing = document("");
            sources.push(Source::soft("nothing", &nothing, time("2026-03-02T07:00:00Z")));
            let before = compose_all(composition.clone(), &sources);
            let mut copy = sources[0].clone();
            copy.key = "copy";
            sources.push(copy);
            let after = compose_all(composition.clone(), &sources);
            prop_assert_eq!(content(&before.presence), content(&after.presence), "{:?}", composition);
        }
    }

    /// Without notes of the presentity: where one covers persons of others, nobody can tell afterwards whom it was about.
    #[test]
    fn a_4_a_union_of_unions_is_the_union(
        documents in prop::collection::vec(some_document(&[""]), 3..4)
    ) {
        let sources = sources(&documents);
        let all = compose_all(Composition::union(), &sources).presence;
        let inner = compose_all(Composition::union(), &sources[1..]).presence;
        let inner = Source::soft("inner", &inner, time("2026-03-02T08:30:00Z"));
        let nested = compose_all(Composition::union(), &[sources[0].clone(), inner]).presence;
        prop_assert_eq!(content(&all), content(&nested));
    }

    #[test]
    fn a_6_a_union_loses_nothing(documents in some_documents()) {
        let composed = compose_all(Composition::union(), &sources(&documents)).presence;
        let statuses = |presence: &Presence| -> Vec<String> {
            presence.tuples.iter().map(|tuple| format!("{:?}{:?}{:?}{:?}", tuple.status, tuple.contact, tuple.extensions, tuple.notes)).collect()
        };
        let urns = |presence: &Presence| -> Vec<String> {
            presence.devices().map(|device| format!("{:?}{:?}", device.device_id, device.extensions)).collect()
        };
        let persons = |presence: &Presence| -> Vec<String> {
            presence.persons().map(|person| format!("{:?}{:?}", person.mood(), person.sphere())).collect()
        };
        for document in &documents {
            for part in statuses(document) {
                prop_assert!(statuses(&composed).contains(&part));
            }
            for part in urns(document) {
                prop_assert!(urns(&composed).contains(&part));
            }
            for part in persons(document) {
                prop_assert!(persons(&composed).contains(&part));
            }
            for note in &document.notes {
                let in_persons = composed.persons().any(|person| person.notes.contains(note));
                prop_assert!(composed.notes.contains(note) || in_persons);
            }
        }
    }

    #[test]
    fn a_7_nothing_is_invented(documents in some_documents()) {
        for composition in compositions() {
            let composed = compose_all(composition, &sources(&documents)).presence;
            for tuple in &composed.tuples {
                let all = || documents.iter().flat_map(|document| &document.tuples);
                prop_assert!(all().any(|other| other.status.basic == tuple.status.basic));
                prop_assert!(tuple.timestamp.is_none() || all().any(|other| other.timestamp == tuple.timestamp));
                for element in tuple.extensions.raw() {
                    prop_assert!(all().any(|other| other.extensions.raw().any(|other| other == element)));
                }
            }
        }
    }

    #[test]
    fn a_8_the_result_is_strictly_valid(documents in some_documents()) {
        for composition in compositions() {
            let composed = compose_all(composition, &sources(&documents)).presence;
            let xml = composed.to_xml().unwrap();
            let reading = sip_payloads::parse_with::<Pidf>(&xml, &ReadOptions::strict());
            prop_assert_eq!(reading.unwrap().document, composed);
        }
    }

    /// Rules that show one class show nothing of the others after composition.
    #[test]
    fn a_9_rules_by_class_hold_after_composition(documents in some_documents()) {
        let rules = sip_payloads::parse::<CommonPolicy>(
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>\
               <rule id='r'><conditions><identity><many/></identity></conditions>\
                 <actions><pr:sub-handling>allow</pr:sub-handling></actions>\
                 <transformations><pr:provide-services><pr:class>work</pr:class></pr:provide-services>\
                 <pr:provide-persons><pr:class>work</pr:class></pr:provide-persons></transformations></rule></ruleset>",
        ).unwrap();
        let rules = Rules::new(sip_payloads::semantics().unwrap(), [rules]);
        let permissions = rules.evaluate(&Request::from_watcher("sip:bob@example.com".parse().unwrap())).permissions;
        let of_class = |presence: &Presence| {
            let shown = filter(presence, &permissions, rules.semantics());
            shown.tuples.into_iter().map(|tuple| tuple.contact).collect::<Vec<_>>()
        };
        let allowed: Vec<_> = documents.iter().flat_map(of_class).collect();
        for composition in [Composition::union(), Composition::oma(), Composition::non_overlapping()] {
            let composed = compose_all(composition, &sources(&documents)).presence;
            for contact in of_class(&composed) {
                let is_allowed = allowed.iter().any(|other| match (other, &contact) {
                    (Some(other), Some(contact)) => other.uri.as_str().eq_ignore_ascii_case(contact.uri.as_str()),
                    (other, contact) => other == contact,
                });
                prop_assert!(is_allowed);
            }
        }
    }
}
