//! The rules about sources, times, notes, ids and the report, one by one.

use std::time::Duration;

use sip_payloads::presence::composition::{
    Activities, Composition, Containers, Discard, Ids, Notes, Persons, Reason, Scope, What,
};

use super::*;

#[test]
fn c_3_equal_ids_of_different_publications_are_different_things() {
    let documents = [&*person("p", &activity("busy")), &*person("p", &activity("away"))];
    let composed = compose(Composition::union(), &documents);
    let ids: Vec<_> = composed.presence.persons().map(|person| person.id.as_str()).collect();
    assert_eq!(ids[0], "p");
    assert_ne!(ids[1], "p");
}

#[test]
fn c_6_a_document_about_somebody_else_is_left_out() {
    let own = document(&tuple("t", "open", "sip:a@x.example", ""));
    let of = |entity: &str| {
        let mut document = own.clone();
        document.entity = entity.parse().unwrap();
        document.tuples[0].contact = None;
        document
    };
    for (entity, is_in) in [
        ("pres:alice@example.com", true),
        ("sip:alice@EXAMPLE.com", true),
        ("sip:bob@example.com", false),
        ("tel:+12125551234", false),
        ("alice", false),
    ] {
        let other = of(entity);
        let source = Source::soft("x", &other, time("2026-03-02T08:00:00Z"));
        let composed = compose_all(Composition::union(), &[source]);
        assert_eq!(composed.presence.tuples.len(), usize::from(is_in), "{entity}");
        assert_eq!(composed.presence.entity, ENTITY);
        let refused = composed.report.left_out.iter().any(|out| out.reason == Reason::OtherEntity);
        assert_eq!(refused, !is_in);
    }
    let phone = of("tel:+1-212-555-1234");
    let aliases = vec!["tel:+12125551234".parse().unwrap()];
    let source = Source::soft("x", &phone, time("2026-03-02T08:00:00Z"));
    let composed = compose_all(Composition { aliases, ..Composition::union() }, &[source]);
    assert_eq!(composed.presence.tuples.len(), 1);
}

#[test]
fn c_8_one_bad_source_does_not_spoil_the_others() {
    let good = tuple("t", "open", "sip:a@x.example", "");
    let bad = "<tuple><status><basic>maybe</basic></status></tuple><dm:person/><dm:device/>";
    let composed = compose(Composition::union(), &[bad, &good]);
    assert!(tuples(&composed).contains(&"t open sip:a@x.example".to_owned()));
    assert!(composed.presence.to_xml().is_ok());
}

#[test]
fn c_9_the_sphere_is_not_lost() {
    let work = person("p", "<r:sphere><r:work/></r:sphere>");
    let documents = [&*work, &*person("q", &activity("busy"))];
    for composition in [Composition::union(), Composition::oma()] {
        let composed = compose(composition, &documents);
        assert_eq!(sip_payloads::rpid::current_sphere([&composed.presence]), Some("work"));
    }
}

#[test]
fn c_12_elements_whose_time_is_over_are_left_out() {
    let timed = |from: &str, until: &str| {
        person(
            "p",
            &format!(
                "<r:activities from='2026-03-02T{from}:00Z' until='2026-03-02T{until}:00Z'><r:busy/></r:activities>"
            ),
        )
    };
    let over = compose(Composition::union(), &[&timed("07:00", "09:00")]);
    assert_eq!(persons(&over), [""]);
    let left_out = &over.report.left_out[0];
    assert_eq!(left_out.to_string(), "s0: <activities> in p is left out: its time is over");
    let now = compose(Composition::union(), &[&timed("07:00", "09:01")]);
    assert_eq!(
        (persons(&now), now.valid_until),
        (vec!["busy".to_owned()], Some(time("2026-03-02T09:01:00Z")))
    );
    let later = compose(Composition::union(), &[&timed("10:00", "11:00")]);
    assert_eq!(
        (persons(&later), later.valid_until),
        (vec!["busy".to_owned()], Some(time("2026-03-02T10:00:00Z")))
    );
}

#[test]
fn c_13_what_can_be_discarded() {
    let discard = |discard| Composition { discard, ..Composition::union() };
    let documents = [
        &*tuple("t", "open", "sip:a@x.example", ""),
        &*tuple("u", "closed", "sip:a@X.example", ""),
    ];
    let beside = Discard { closed_beside_open: true, ..Discard::default() };
    assert_eq!(tuples(&compose(discard(beside), &documents)), ["t open sip:a@x.example"]);

    let old = tuple("t", "open", "sip:a@x.example", "")
        .replace("</tuple>", "<timestamp>2026-03-02T08:00:00Z</timestamp></tuple>");
    let age =
        |seconds| Discard { older_than: Some(Duration::from_secs(seconds)), ..Discard::default() };
    let documents = ["<note>old</note>", &*old];
    let composed = compose(discard(age(3601)), &documents);
    assert_eq!(
        (composed.presence.tuples.len(), composed.valid_until),
        (1, Some(time("2026-03-02T09:00:01Z")))
    );
    assert!(compose(discard(age(3600)), &documents).presence.tuples.is_empty());

    let device_and_tuple = |id: &str| {
        let urn = "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a";
        format!(
            "{}{}",
            tuple("t", "open", "", &format!("<dm:deviceID>{id}</dm:deviceID>")),
            device("d", urn, "")
        )
    };
    let without = Discard { devices_without_service: true, ..Discard::default() };
    let named = compose(
        discard(without.clone()),
        &[&device_and_tuple("D27459B7-8213-4395-AA77-ED859A3E5B3A")],
    );
    assert_eq!(named.presence.devices().count(), 1);
    let unnamed = compose(discard(without), &[&device_and_tuple("mac:8asd7d7d70")]);
    assert_eq!(unnamed.report.left_out[0].reason, Reason::WithoutService);
}

#[test]
fn c_21_device_ids_are_compared_as_urns() {
    let of = |urn: &str, content: &str| device("d", urn, content);
    let first = of("urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a", "<x:a/>");
    for (urn, is_same) in [
        ("URN:UUID:D27459B7-8213-4395-AA77-ED859A3E5B3A", true),
        ("d27459b7-8213-4395-aa77-ed859a3e5b3a", true),
        ("urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3b", false),
    ] {
        let composed = compose(Composition::oma(), &[&first, &of(urn, "<x:b/>")]);
        assert_eq!(composed.presence.devices().count(), if is_same { 1 } else { 2 }, "{urn}");
    }
}

#[test]
fn c_22_tuples_without_contact_are_services_of_their_own() {
    let documents = [&*tuple("t", "open", "", "<x:a/>"), &*tuple("u", "open", "", "<x:b/>")];
    assert_eq!(compose(Composition::newest(), &documents).presence.tuples.len(), 2);
    assert_eq!(compose(Composition::oma(), &documents).presence.tuples.len(), 1);
}

#[test]
fn c_23_a_gruu_is_another_service_than_its_address_of_record() {
    let documents = [
        &*tuple("t", "open", "sip:alice@example.com;gr=urn:uuid:f81d4fae-7dec", ""),
        &*tuple("u", "open", "sip:alice@example.com", ""),
        &*tuple("v", "open", "sip:alice@example.com;gr=urn:uuid:f81d4fae-7dee", ""),
        &*tuple("w", "closed", "sip:alice@example.com;ob", ""),
    ];
    let composed = compose(Composition::newest(), &documents);
    assert_eq!(composed.presence.tuples.len(), 3);
}

/// Which elements contradict each other: the table of the rules.
#[test]
fn conflicts_by_element() {
    let is_one = |first: &str, second: &str| {
        let documents = [&*person("p", first), &*person("q", second)];
        compose(Composition::oma(), &documents).presence.persons().count() == 1
    };
    let timed = |from: u8, until: u8, what: &str| {
        format!(
            "<r:activities from='2026-03-02T{from}:00:00Z' until='2026-03-02T{until}:00:00Z'><r:{what}/></r:activities>"
        )
    };
    assert!(is_one("<dm:note>a</dm:note>", "<dm:note>b</dm:note>"));
    assert!(is_one(&activity("busy"), &activity("busy")));
    assert!(!is_one(&activity("busy"), &activity("away")));
    assert!(is_one(&timed(10, 11, "busy"), &timed(11, 12, "away")));
    assert!(!is_one(&timed(10, 12, "busy"), &timed(11, 13, "away")));
    assert!(is_one(&activity("busy"), &timed(11, 12, "away")));
    assert!(is_one("<x:a>1</x:a>", "<x:b>1</x:b>"));
    assert!(is_one("<x:a p='1' q='2'/>", "<x:a q='2' p='1'/>"));
    assert!(!is_one("<x:a>1</x:a>", "<x:a>2</x:a>"));
    assert!(!is_one("<r:sphere><r:work/></r:sphere>", "<r:sphere><r:home/></r:sphere>"));
    // Other spellings of one value.
    assert!(is_one("<r:time-offset>+60</r:time-offset>", "<r:time-offset>60</r:time-offset>"));
    let composed = compose(
        Composition::oma(),
        &[
            &*tuple("t", "open", "sip:a@x.example", "<dm:deviceID>mac:1</dm:deviceID>"),
            &*tuple("u", "open", "sip:a@x.example", "<dm:deviceID>mac:2</dm:deviceID>"),
        ],
    );
    assert_eq!(composed.presence.tuples[0].extensions.len(), 2);
}

#[test]
fn containers_can_be_united() {
    let unite = Composition { containers: Containers::United, ..Composition::oma() };
    let documents = [&*person("p", &activity("busy")), &*person("q", &activity("unknown"))];
    assert_eq!(persons(&compose(unite.clone(), &documents)), ["busy"]);
    let documents = [&*person("p", &activity("busy")), &*person("q", &activity("meeting"))];
    assert_eq!(persons(&compose(unite.clone(), &documents)), ["meeting, busy"]);

    let caps = |content: &str| {
        tuple("t", "open", "sip:a@x.example", &format!("<c:servcaps>{content}</c:servcaps>"))
    };
    let methods = |supported: &str, not: &str| {
        format!(
            "<c:methods><c:supported>{supported}</c:supported><c:notsupported>{not}</c:notsupported></c:methods>"
        )
    };
    let first = caps(&format!(
        "<c:audio>true</c:audio>{}",
        methods("<c:INVITE/>", "<c:MESSAGE/><c:INFO/>")
    ));
    let second = caps(&format!(
        "<c:audio>false</c:audio>{}<c:video>true</c:video>",
        methods("<c:MESSAGE/>", "<c:REFER/>")
    ));
    let composed = compose(unite, &[&first, &second]);
    let united: Presence = document(&tuple(
        "t",
        "open",
        "sip:a@x.example",
        &format!(
            "<c:servcaps><c:audio>true</c:audio>{}<c:video>true</c:video></c:servcaps>",
            methods("<c:INVITE/><c:MESSAGE/>", "<c:INFO/><c:REFER/>")
        ),
    ));
    let (found, expected) = (&composed.presence.tuples[0].extensions, &united.tuples[0].extensions);
    assert_eq!(found, expected);
}

#[test]
fn n_1_the_newest_document_wins_whole() {
    let documents = [&*tuple("t", "open", "sip:a@x.example", ""), &*person("p", &activity("busy"))];
    let composed =
        compose(Composition { scope: Scope::Document, ..Composition::newest() }, &documents);
    assert_eq!((composed.presence.tuples.len(), persons(&composed)), (0, vec!["busy".to_owned()]));
}

/// Whole means that nothing in it is resolved.
#[test]
fn n_1_the_newest_document_stays_as_it_is() {
    let both = [
        tuple("t", "open", "sip:a@x.example", ""),
        tuple("u", "closed", "sip:a@x.example", ""),
        person("p", &activity("busy")),
        person("q", &activity("away")),
    ];
    let composition = Composition { scope: Scope::Document, ..Composition::newest() };
    let composed = compose(composition, &["<note>older</note>", &both.concat()]);
    assert_eq!(tuples(&composed), ["t open sip:a@x.example", "u closed sip:a@x.example"]);
    assert_eq!(persons(&composed), ["busy", "away"]);
}

/// One more than the groups that are compared stays by itself, although it agrees with the last group.
#[test]
fn a_limit_bounds_the_groups_that_are_compared() {
    let count = |groups: usize| {
        let mut all: String =
            (0..groups).map(|n| person(&format!("p{n}"), &format!("<x:a>{n}</x:a>"))).collect();
        all += &person("q", &format!("<x:a>{}</x:a><x:b/>", groups - 1));
        compose(Composition::oma(), &[&all]).presence.persons().count()
    };
    assert_eq!(count(Composition::MOST_GROUPS), Composition::MOST_GROUPS);
    assert_eq!(count(Composition::MOST_GROUPS + 1), Composition::MOST_GROUPS + 2);
}

#[test]
fn n_2_a_timestamp_in_the_future_is_not_believed() {
    let at = |id: &str, time: &str, name: &str| {
        person(id, &format!("{}<dm:timestamp>{time}</dm:timestamp>", activity(name)))
    };
    // The first source says that it is from tomorrow.
    let documents = [&*at("p", "2026-03-03T08:00:00Z", "busy"), &*person("q", &activity("away"))];
    assert_eq!(persons(&compose(Composition::newest(), &documents)), ["away"]);
    // The clock of the first one is half a minute fast.
    let documents =
        [&*at("p", "2026-03-02T08:00:30Z", "busy"), &*at("q", "2026-03-02T08:00:10Z", "away")];
    assert_eq!(persons(&compose(Composition::newest(), &documents)), ["busy"]);
}

#[test]
fn n_3_a_higher_rank_beats_a_newer_time() {
    let documents =
        [document(&person("p", &activity("busy"))), document(&person("q", &activity("away")))];
    let mut sources = sources(&documents);
    sources[0].rank = 1;
    sources[1].kind = Kind::Derived;
    assert_eq!(persons(&compose_all(Composition::newest(), &sources)), ["busy"]);
    let whole = Composition { scope: Scope::Document, ..Composition::newest() };
    assert_eq!(persons(&compose_all(whole, &sources)), ["busy"]);
}

/// An equal source of lower rank takes no rank away.
#[test]
fn n_3_an_equal_source_changes_no_rank() {
    let meeting = person("p", &activity("meeting"));
    let documents =
        [document(&meeting), document(&person("q", &activity("away"))), document(&meeting)];
    let mut sources = sources(&documents);
    (sources[0].rank, sources[1].rank) = (5, 3);
    assert_eq!(persons(&compose_all(Composition::newest(), &sources)), ["meeting"]);
}

/// What is united or ranked is valid at the same time.
#[test]
fn n_5_activities_of_another_time_are_left_alone() {
    let tomorrow = "<r:activities from='2026-03-03T10:00:00Z' until='2026-03-03T11:00:00Z'><r:meeting/></r:activities>";
    let newer = person("q", &format!("{tomorrow}{}", activity("away")));
    let documents = [&*person("p", &activity("on-the-phone")), &*newer];
    let found = |activities| {
        let composition =
            Composition { activities, scope: Scope::Element, ..Composition::newest() };
        let composed = compose(composition, &documents);
        let person = composed.presence.person().unwrap();
        let all = person.extensions.get_all::<sip_payloads::rpid::Activities>();
        all.map(ToString::to_string).collect::<Vec<_>>()
    };
    let list = ["on-the-phone", "meeting", "away"].map(str::to_owned).to_vec();
    assert_eq!(found(Activities::United), ["meeting", "away, on-the-phone"]);
    assert_eq!(found(Activities::Ranked(list)), ["meeting", "on-the-phone"]);
}

#[test]
fn n_5_activities_by_rank_or_together() {
    let documents = [&*person("p", &activity("on-the-phone")), &*person("q", &activity("away"))];
    let with = |activities, scope| Composition { activities, scope, ..Composition::newest() };
    let ranked = || Activities::Ranked(vec!["on-the-phone".to_owned(), "away".to_owned()]);
    for scope in [Scope::Occurrence, Scope::Element] {
        assert_eq!(persons(&compose(with(Activities::Newest, scope), &documents)), ["away"]);
        assert_eq!(
            persons(&compose(with(Activities::United, scope), &documents)),
            ["away, on-the-phone"]
        );
        assert_eq!(persons(&compose(with(ranked(), scope), &documents)), ["on-the-phone"]);
    }
}

/// A note goes into no person that is left out.
#[test]
fn c_13_a_note_does_not_go_with_an_old_person() {
    let old = person("p", "<dm:timestamp>2026-03-01T08:00:00Z</dm:timestamp>");
    let age = Discard { older_than: Some(Duration::from_secs(3600)), ..Discard::default() };
    let composition = Composition { discard: age, ..Composition::union() };
    let composed = compose(composition, &[&format!("<note>On holiday</note>{old}"), ""]);
    assert_eq!((notes(&composed), composed.presence.persons().count()), (vec!["On holiday"], 0));
}

/// The equivalence of SIP URIs is not transitive, so what a third contact joins is one service.
#[test]
fn c_22_services_are_the_same_in_any_company() {
    let documents = [
        &*tuple("t", "open", "sip:a@x.example;line=2", ""),
        &*tuple("u", "open", "sip:a@x.example", ""),
        &*tuple("v", "closed", "sip:a@x.example;line=1", ""),
    ];
    let once = compose(Composition::newest(), &documents);
    assert_eq!(tuples(&once), ["u open sip:a@x.example"]);
    assert_eq!(
        compose(Composition::newest(), &[documents[0], documents[2]]).presence.tuples.len(),
        2
    );
    let beside = Discard { closed_beside_open: true, ..Discard::default() };
    let gruu = [
        &*tuple("t", "open", "sip:a@x.example", ""),
        &*tuple("u", "closed", "sip:a@x.example;gr=1", ""),
    ];
    let composition = Composition { discard: beside, ..Composition::union() };
    assert_eq!(compose(composition, &gruu).presence.tuples.len(), 2);
}

#[test]
fn c_30_persons_can_be_merged_under_any_policy() {
    let first = person("p", &format!("{}<dm:note>in a call</dm:note>", activity("busy")));
    let second = person("q", "<r:mood><r:happy/></r:mood><dm:note>great</dm:note>");
    let composition = Composition { persons: Persons::Merge, ..Composition::union() };
    assert_eq!(persons(&compose(composition, &[&first, &second])), ["busy happy \"great\""]);
}

/// RFC 4480 §5: one element of a kind without a time.
#[test]
fn c_32_a_merged_person_is_valid() {
    let first = person("p", &format!("{}<r:mood><r:happy/></r:mood>", activity("busy")));
    let second = person("q", &format!("{}<r:mood><r:sad/></r:mood>", activity("away")));
    let composition = Composition { persons: Persons::Merge, ..Composition::union() };
    let composed = compose(composition, &[&first, &second]);
    let reading = sip_payloads::parse_with::<Pidf>(
        composed.presence.to_xml().unwrap(),
        &ReadOptions::strict(),
    );
    assert!(reading.unwrap().diagnostics.is_empty());
}

#[test]
fn c_40_notes_can_stay_where_they_are() {
    let first = format!("<note>on holiday</note>{}", person("p", ""));
    let composition = Composition { notes: Notes::AsIs, ..Composition::union() };
    let composed = compose(composition, &[&first, &person("q", &activity("busy"))]);
    assert_eq!(notes(&composed), ["on holiday"]);
    // A person with a note of its own gets no other, and nothing is lost.
    let own = format!("<note>general</note>{}", person("p", "<dm:note>own</dm:note>"));
    let composed = compose(Composition::union(), &[&own, ""]);
    assert_eq!(
        (notes(&composed), persons(&composed)),
        (vec!["general"], vec!["\"own\"".to_owned()])
    );
}

#[test]
fn c_41_merged_tuples_have_the_notes_of_both() {
    let with_notes = |id: &str, notes: &[&str]| {
        let notes: String = notes.iter().map(|note| format!("<note>{note}</note>")).collect();
        tuple(id, "open", "", "").replace("</tuple>", &format!("{notes}</tuple>"))
    };
    let documents = [&*with_notes("t", &["a", "b"]), &*with_notes("u", &["c", "a"])];
    let composed = compose(Composition::oma(), &documents);
    assert_eq!(composed.presence.tuples[0].notes, ["c", "a", "b"]);
}

#[test]
fn c_42_inherited_languages_are_written_out() {
    let mut first = document(&format!(
        "<note>Urlaub</note>{}{}",
        person("p", "<r:activities><r:note>am Strand</r:note><r:vacation/></r:activities>"),
        tuple("t", "open", "", "").replace("</tuple>", "<note xml:lang='en'>away</note></tuple>")
    ));
    let with_language = first.to_xml().unwrap().replace("<presence ", "<presence xml:lang='de' ");
    first = sip_payloads::parse::<Pidf>(with_language).unwrap();
    let second = document(&person("q", ""));
    let documents = [first, second];
    let composed = compose_all(Composition::union(), &sources(&documents));
    let person = composed.presence.persons().find(|person| person.id == "p").unwrap();
    let presence = &composed.presence;
    let language = |note| presence.person_note_language(person, note).map(|lang| lang.to_string());
    assert_eq!(language(&person.notes[0]).as_deref(), Some("de"));
    // That of the document is now that of its parts, so that it also holds for what has no notes.
    assert_eq!(language(&person.activities().unwrap().notes[0]).as_deref(), Some("de"));
    let tuple = &presence.tuples[0];
    let language = presence.tuple_note_language(tuple, &tuple.notes[0]);
    assert_eq!(language.map(|lang| lang.to_string()).as_deref(), Some("en"));
    assert_eq!(presence.lang(), None);
}

/// A note that moves keeps its language, and one language does not become that of a merged neighbour.
#[test]
fn c_42_languages_do_not_change() {
    let moved = format!("<note>Away</note>{}", "<dm:person id='p' xml:lang='de'/>");
    let composed = compose(Composition::union(), &[&moved, ""]);
    let presence = &composed.presence;
    let person = presence.person().unwrap();
    assert_eq!(presence.person_note_language(person, &person.notes[0]), None);
    let german = "<tuple id='t' xml:lang='de'><status><basic>open</basic></status><contact>sip:a@x.example</contact><note>Weg</note></tuple>";
    let neutral =
        tuple("u", "open", "sip:a@x.example", "").replace("</tuple>", "<note>Hello</note></tuple>");
    let composed = compose(Composition::oma(), &[german, &neutral]);
    let presence = &composed.presence;
    let tuple = &presence.tuples[0];
    let languages: Vec<_> = tuple
        .notes
        .iter()
        .map(|note| presence.tuple_note_language(tuple, note).map(|lang| lang.to_string()))
        .collect();
    assert_eq!(
        (tuple.notes[0].text.as_str(), languages),
        ("Hello", vec![None, Some("de".to_owned())])
    );
}

#[test]
fn c_50_ids_are_unique_over_all_kinds() {
    let first = format!(
        "{}{}",
        tuple("a", "open", "", ""),
        person("b", "<r:activities id='d'><r:busy/></r:activities>")
    );
    let second =
        format!("{}{}{}", person("a", ""), device("b", "mac:1", ""), tuple("d", "closed", "", ""));
    let composed = compose(Composition::union(), &[&first, &second]);
    let reading = sip_payloads::parse_with::<Pidf>(
        composed.presence.to_xml().unwrap(),
        &ReadOptions::strict(),
    );
    assert!(reading.unwrap().diagnostics.is_empty());
    // Those of the newer source stay.
    assert_eq!(composed.presence.tuples[0].id, "d");
    assert_eq!(composed.presence.person().unwrap().id, "a");
}

#[test]
fn c_51_new_ids_are_stable() {
    let tuple_of = |contact: &str| tuple("t", "open", contact, "");
    let documents: Vec<_> = ["sip:a@x.example", "sip:b@x.example", "sip:c@x.example"]
        .iter()
        .map(|contact| document(&tuple_of(contact)))
        .collect();
    let all = sources(&documents);
    let id_of = |composed: &Composed, contact: &str| {
        let tuples = &mut composed.presence.tuples.iter();
        tuples.find(|tuple| tuple.contact.as_ref().unwrap().uri == *contact).unwrap().id.clone()
    };
    let before = compose_all(Composition::union(), &all);
    // One of the others is gone.
    let after = compose_all(Composition::union(), &[all[0].clone(), all[2].clone()]);
    assert_eq!(id_of(&before, "sip:a@x.example"), id_of(&after, "sip:a@x.example"));
    assert_eq!(id_of(&after, "sip:c@x.example"), "t");
    let from_source = Composition { ids: Ids::AllFromSource, ..Composition::union() };
    let composed = compose_all(from_source, &all);
    assert_eq!(id_of(&composed, "sip:a@x.example"), id_of(&before, "sip:a@x.example"));
    assert_ne!(id_of(&composed, "sip:c@x.example"), "t");
}

#[test]
fn c_60_a_time_without_a_zone_counts_as_utc() {
    let at = |id: &str, time: &str, name: &str| {
        person(id, &format!("{}<dm:timestamp>{time}</dm:timestamp>", activity(name)))
    };
    let documents =
        [&*at("p", "2026-03-02T07:30:00", "busy"), &*at("q", "2026-03-02T08:15:00+01:00", "away")];
    assert_eq!(persons(&compose(Composition::newest(), &documents)), ["busy"]);
}

#[test]
fn c_62_newest_source_first_then_document_order() {
    let documents = [
        &*format!(
            "{}{}",
            tuple("a", "open", "sip:a@x.example", ""),
            tuple("b", "open", "sip:b@x.example", "")
        ),
        &*format!(
            "{}{}",
            tuple("c", "open", "sip:c@x.example", ""),
            tuple("d", "open", "sip:d@x.example", "")
        ),
    ];
    let composed = compose(Composition::union(), &documents);
    let ids: Vec<_> = composed.presence.tuples.iter().map(|tuple| tuple.id.as_str()).collect();
    assert_eq!(ids, ["c", "d", "a", "b"]);
}

#[test]
fn c_63_foreign_elements_of_the_document_once_if_equal() {
    let documents = ["<x:a>1</x:a>", "<x:a>1</x:a><x:a>2</x:a>", "<x:b/>"];
    let names = |composition| {
        let composed = compose(composition, &documents);
        composed
            .presence
            .extensions
            .raw()
            .map(|raw| format!("{}{}", raw.name.local(), raw.text()))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(Composition::union()), ["b", "a1", "a2"]);
    let documents_of_newest = names(Composition::newest());
    assert_eq!(documents_of_newest, ["b", "a1", "a2"]);
    let composed = compose(Composition::newest(), &["<x:a>1</x:a>", "<x:a>2</x:a>"]);
    assert_eq!(composed.presence.extensions.raw().next().unwrap().text(), "2");
    assert_eq!(composed.report.left_out[0].what, What::Root("a".to_owned()));
}

#[test]
fn c_64_what_did_not_change_is_equal_byte_for_byte() {
    let first = format!(
        "{}{}",
        tuple("t", "open", "sip:a@x.example", "<x:a p='1' q='2'/>"),
        person("p", &activity("busy"))
    );
    let second = format!(
        "{}{}",
        tuple("t", "closed", "sip:b@x.example", ""),
        person("p", &activity("away"))
    );
    for composition in [
        Composition::union(),
        Composition::oma(),
        Composition::newest(),
        Composition::non_overlapping(),
    ] {
        let xml = || compose(composition.clone(), &[&first, &second]).presence.to_xml().unwrap();
        assert_eq!(xml(), xml());
    }
}

#[test]
fn c_70_the_report_says_where_everything_comes_from() {
    let first = person("p", &activity("busy"));
    let second = person("q", "<r:mood><r:happy/></r:mood>");
    let composed = compose(Composition::oma(), &[&first, &second]);
    let parts: Vec<_> = composed.report.parts.iter().map(ToString::to_string).collect();
    assert_eq!(parts, ["q from q in s1, p in s0"]);
    let composed = compose(Composition::newest(), &[&first, &second]);
    let left_out: Vec<_> = composed.report.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(left_out, ["s0: p is left out: something newer or preferred has its place"]);
}
