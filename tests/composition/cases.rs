//! The cases of the rules, under each policy. Documents are listed oldest first; results are newest first.

use sip_payloads::presence::composition::{BasicStatus, Composition, Scope, TimedStatusChoice};

use super::*;

/// The newest of each occurrence as a whole, and the newest status.
fn newest() -> Composition {
    Composition { basic: BasicStatus::Newest, ..Composition::newest() }
}

fn newest_element() -> Composition {
    Composition { scope: Scope::Element, ..newest() }
}

#[test]
fn case_1_equal_ids_of_different_services() {
    let documents = [
        &*tuple("t1", "open", "sip:a@x.example", ""),
        &*tuple("t1", "open", "sip:b@x.example", ""),
    ];
    for composition in [
        Composition::union(),
        Composition::oma(),
        newest(),
        Composition::newest(),
        Composition::non_overlapping(),
    ] {
        let composed = compose(composition, &documents);
        let found = tuples(&composed);
        assert_eq!(found[0], "t1 open sip:b@x.example");
        assert!(
            found[1].starts_with("t1-") && found[1].ends_with(" open sip:a@x.example"),
            "{found:?}"
        );
        assert_eq!(found.len(), 2);
    }
}

#[test]
fn case_2_one_service_with_two_priorities() {
    let with_priority = |id: &str, priority: &str, time: &str| {
        format!(
            "<tuple id='{id}'><status><basic>open</basic></status>\
             <contact priority='{priority}'>sip:a@x.example</contact>\
             <timestamp>{time}</timestamp></tuple>"
        )
    };
    let older = with_priority("t1", "0.8", "2026-03-02T07:00:00Z");
    let newer = with_priority("t9", "0.5", "2026-03-02T07:30:00Z");
    let documents = [older.as_str(), newer.as_str()];
    assert_eq!(
        tuples(&compose(Composition::union(), &documents)),
        ["t9 open sip:a@x.example 0.5", "t1 open sip:a@x.example 0.8"]
    );
    let composed = compose(Composition::oma(), &documents);
    assert_eq!(tuples(&composed), ["t9 open sip:a@x.example 0.8"]);
    assert_eq!(composed.presence.tuples[0].timestamp, Some(time("2026-03-02T07:30:00Z")));
    assert_eq!(tuples(&compose(newest(), &documents)), ["t9 open sip:a@x.example 0.5"]);
    assert_eq!(
        tuples(&compose(Composition::newest(), &documents)),
        ["t9 open sip:a@x.example 0.5"]
    );
}

#[test]
fn case_3_open_and_closed() {
    let documents = [
        &*tuple("t", "open", "sip:a@x.example", ""),
        &*tuple("u", "closed", "sip:a@x.example", ""),
    ];
    let both = ["closed sip:a@x.example", "open sip:a@x.example"];
    assert_eq!(services(&compose(Composition::union(), &documents)), both);
    assert_eq!(services(&compose(Composition::oma(), &documents)), both);
    assert_eq!(services(&compose(newest(), &documents)), ["closed sip:a@x.example"]);
    assert_eq!(services(&compose(Composition::newest(), &documents)), ["open sip:a@x.example"]);
    let all = Composition { basic: BasicStatus::AllOpen, ..newest() };
    assert_eq!(services(&compose(all, &documents)), ["closed sip:a@x.example"]);
}

#[test]
fn case_4_persons_who_do_different_things() {
    let documents = [&*person("p", &activity("busy")), &*person("q", &activity("meeting"))];
    assert_eq!(persons(&compose(Composition::union(), &documents)), ["meeting", "busy"]);
    assert_eq!(persons(&compose(Composition::oma(), &documents)), ["meeting", "busy"]);
    assert_eq!(persons(&compose(newest(), &documents)), ["meeting"]);
}

#[test]
fn case_5_persons_who_complement_each_other() {
    let mood = person("q", "<r:mood><r:happy/></r:mood>");
    let documents = [&*person("p", &activity("busy")), &*mood];
    assert_eq!(persons(&compose(Composition::union(), &documents)), ["happy", "busy"]);
    assert_eq!(persons(&compose(Composition::oma(), &documents)), ["busy happy"]);
    assert_eq!(persons(&compose(Composition::non_overlapping(), &documents)), ["busy happy"]);
    assert_eq!(persons(&compose(newest(), &documents)), ["happy"]);
    assert_eq!(persons(&compose(newest_element(), &documents)), ["busy happy"]);
}

#[test]
fn case_6_one_device() {
    let of = |network: &str| {
        device(
            "d",
            "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a",
            &format!("<x:network>{network}</x:network>"),
        )
    };
    let documents = [&*of("x"), &*of("y")];
    let networks = |composition| {
        let composed = compose(composition, &documents);
        let texts = composed
            .presence
            .devices()
            .map(|device| device.extensions.raw().map(RawElement::text).collect::<String>());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(networks(Composition::union()), ["y", "x"]);
    for composition in [Composition::oma(), newest(), Composition::non_overlapping()] {
        assert_eq!(networks(composition), ["y"]);
    }
}

#[test]
fn case_7_with_and_without_class() {
    let work = tuple("t", "open", "sip:a@x.example", "<r:class>work</r:class>");
    let documents = [&*work, &*tuple("u", "open", "sip:a@x.example", "")];
    assert_eq!(compose(Composition::union(), &documents).presence.tuples.len(), 2);
    assert_eq!(compose(Composition::oma(), &documents).presence.tuples.len(), 2);
    assert_eq!(tuples(&compose(newest(), &documents)), ["u open sip:a@x.example"]);
}

/// Not contradicting is not transitive, so the order in which groups form has to be fixed.
#[test]
fn case_8_three_of_which_two_contradict() {
    let with = |id: &str, content: &str| person(id, content);
    let c = with("c", "<r:mood><r:happy/></r:mood>");
    let b = with("b", "<r:mood><r:sad/></r:mood>");
    let a = with("a", "<r:sphere><r:work/></r:sphere>");
    let documents = [document(&c), document(&b), document(&a)];
    let mut sources = sources(&documents);
    for _ in 0..3 {
        sources.rotate_left(1);
        let composed = compose_all(Composition::oma(), &sources);
        assert_eq!(persons(&composed), ["sad", "happy"]);
        let ids: Vec<_> = composed.presence.persons().map(|person| person.id.as_str()).collect();
        assert_eq!(ids, ["a", "c"]);
        assert!(composed.presence.person().unwrap().sphere().is_some());
        assert_eq!(compose_all(Composition::union(), &sources).presence.persons().count(), 3);
        let composed = compose_all(newest(), &sources);
        assert!(
            composed.presence.persons().all(|person| person.id == "a" && person.mood().is_none())
        );
    }
}

#[test]
fn case_9_a_note_of_a_source_without_persons() {
    let documents = ["<note>on holiday</note>", &*person("p", "")];
    for composition in [Composition::union(), Composition::oma(), newest()] {
        let composed = compose(composition, &documents);
        assert_eq!(notes(&composed), ["on holiday"]);
        assert!(composed.presence.person().unwrap().notes.is_empty());
    }
}

#[test]
fn case_10_a_note_of_a_source_with_a_person() {
    let first = format!("<note>on holiday</note>{}", person("p", ""));
    let other = person("q", &activity("busy"));
    for composition in [Composition::union(), Composition::non_overlapping()] {
        let composed = compose(composition, &[&first, &other]);
        assert!(notes(&composed).is_empty());
        assert!(persons(&composed).iter().any(|person| person.contains("on holiday")));
    }
    let composed = compose(Composition::union(), &[&first, &other]);
    assert_eq!(persons(&composed), ["busy", "\"on holiday\""]);
}

#[test]
fn case_11_equivalent_contacts() {
    let documents = [
        &*tuple("t", "open", "sip:Alice@EXAMPLE.com", ""),
        &*tuple("u", "open", "sip:Alice@example.com", ""),
    ];
    assert_eq!(compose(Composition::union(), &documents).presence.tuples.len(), 2);
    assert_eq!(tuples(&compose(Composition::oma(), &documents)), ["u open sip:Alice@example.com"]);
    assert_eq!(tuples(&compose(newest(), &documents)), ["u open sip:Alice@example.com"]);
}

/// Case 12, of a document that is none: it never becomes a source; see `compose` of the command and `Publications`.
#[test]
fn case_12_a_document_of_another_type_is_refused() {
    assert!(sip_payloads::parse::<Pidf>("<foo/>").is_err());
}

#[test]
fn case_13_times_are_compared_as_points_in_time() {
    let at = |id: &str, time: &str| {
        tuple(id, "open", "sip:a@x.example", "")
            .replace("</tuple>", &format!("<timestamp>{time}</timestamp></tuple>"))
    };
    // 13:50 and 14:10 in UTC.
    let documents = [
        document(&at("t", "2026-03-01T14:10:00Z")),
        document(&at("u", "2026-03-01T14:50:00+01:00")),
    ];
    let sources = sources(&documents);
    assert_eq!(tuples(&compose_all(newest(), &sources)), ["t open sip:a@x.example"]);
    let composed = compose_all(Composition::oma(), &sources);
    assert_eq!(composed.presence.tuples[0].timestamp, Some(time("2026-03-01T14:10:00Z")));
}

#[test]
fn case_14_hard_state_alone() {
    let hard = document(
        "<tuple id='t'><status><basic>closed</basic></status></tuple><note>back Monday</note>",
    );
    for composition in [Composition::union(), Composition::oma(), newest()] {
        let composed =
            compose_all(composition, &[Source::hard("xcap", &hard, time("2026-03-01T00:00:00Z"))]);
        assert_eq!(composed.presence, hard);
    }
}

#[test]
fn case_16_a_refresh_changes_no_order() {
    let documents = [
        &*tuple("t", "open", "sip:a@x.example", ""),
        &*tuple("u", "closed", "sip:a@x.example", ""),
    ];
    let documents: Vec<_> = documents.iter().map(|content| document(content)).collect();
    let before = sources(&documents);
    let mut after = before.clone();
    // The first one was refreshed: only when it expires is another time now.
    after[0].expires = Some(time("2026-03-02T10:00:00Z"));
    for composition in [Composition::union(), newest()] {
        let (before, after) =
            (compose_all(composition.clone(), &before), compose_all(composition, &after));
        assert_eq!(before.presence, after.presence);
        assert_eq!(after.valid_until, Some(time("2026-03-02T10:00:00Z")));
    }
}

#[test]
fn case_17_a_timed_status_whose_time_has_come() {
    let timed = |from: &str, until: &str| {
        let timed = format!(
            "<ts:timed-status from='{from}' until='{until}'><ts:basic>closed</ts:basic></ts:timed-status>"
        );
        tuple("t", "open", "sip:a@x.example", &timed)
    };
    let is_announced = |composed: &Composed| {
        composed.presence.tuples[0]
            .extensions
            .iter()
            .any(|element| element.local() == "timed-status")
    };
    let now = timed("2026-03-02T08:30:00Z", "2026-03-02T12:00:00Z");
    let composed = compose(Composition::union(), &[&now]);
    assert_eq!(services(&composed), ["open sip:a@x.example"]);
    assert!(!is_announced(&composed));
    assert_eq!(composed.valid_until, Some(time("2026-03-02T12:00:00Z")));
    let promote = Composition { timed_status: TimedStatusChoice::Promote, ..Composition::union() };
    let composed = compose(promote, &[&now]);
    assert_eq!(services(&composed), ["closed sip:a@x.example"]);
    assert!(!is_announced(&composed));
    let later = timed("2026-03-03T08:30:00Z", "2026-03-03T12:00:00Z");
    let composed = compose(Composition::union(), &[&later]);
    assert!(is_announced(&composed));
    assert_eq!(composed.valid_until, Some(time("2026-03-03T08:30:00Z")));
    let past = timed("2026-03-01T08:30:00Z", "2026-03-01T12:00:00Z");
    assert!(!is_announced(&compose(Composition::union(), &[&past])));
}

#[test]
fn case_18_ids_that_differ_in_case() {
    let documents = [
        &*tuple("T1", "open", "sip:a@x.example", ""),
        &*tuple("t1", "open", "sip:b@x.example", ""),
    ];
    assert_eq!(
        tuples(&compose(Composition::union(), &documents)),
        ["t1 open sip:b@x.example", "T1 open sip:a@x.example"]
    );
}

#[test]
fn case_19_several_service_descriptions() {
    let description = |id: &str| {
        format!(
            "<op:service-description><op:service-id>{id}</op:service-id><op:version>1.0</op:version></op:service-description>"
        )
    };
    let both = format!("{}{}", description("poc"), description("im"));
    let reversed = format!("{}{}", description("im"), description("poc"));
    let documents = [&*tuple("t", "open", "", &both), &*tuple("u", "open", "", &reversed)];
    let composed = compose(Composition::oma(), &documents);
    assert_eq!(tuples(&composed), ["u open"]);
    assert_eq!(composed.presence.tuples[0].extensions.len(), 2);
    // Another pair is another service.
    let other = tuple("u", "open", "", &description("im"));
    assert_eq!(compose(Composition::oma(), &[documents[0], &*other]).presence.tuples.len(), 2);
}

#[test]
fn case_20_two_persons_in_one_document() {
    let both =
        format!("{}{}", person("p", &activity("busy")), person("q", "<r:mood><r:happy/></r:mood>"));
    assert_eq!(persons(&compose(Composition::union(), &[&both])), ["busy", "happy"]);
    assert_eq!(persons(&compose(Composition::oma(), &[&both])), ["busy happy"]);
    assert_eq!(persons(&compose(newest(), &[&both])).len(), 1);
}
