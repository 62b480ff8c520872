//! Hard state (RFC 4827), nothing at all, and publications that were not refreshed.

use std::time::Duration;

use sip_payloads::presence::composition::{Composition, Empty, Expired, HardState, Reason, What};

use super::*;

fn with(hard_state: HardState, soft: &str, hard: &str) -> Composed {
    let (soft, hard) = (document(soft), document(hard));
    let sources = [
        Source::soft("phone", &soft, time("2026-03-02T08:00:00Z")),
        Source::hard("xcap", &hard, time("2026-03-01T08:00:00Z")),
    ];
    compose_all(Composition { hard_state, ..Composition::union() }, &sources)
}

#[test]
fn h_1_hard_state_is_a_fallback() {
    let soft = tuple("t", "open", "sip:a@x.example", "");
    let hard = person("p", &activity("vacation"));
    let composed = with(HardState::Fallback, &soft, &hard);
    assert_eq!((composed.presence.tuples.len(), composed.presence.persons().count()), (1, 0));
    assert_eq!(composed.report.left_out[0].reason, Reason::HardState);
    let composed = with(HardState::Ignore, &soft, &hard);
    assert_eq!(composed.presence.persons().count(), 0);
    // Nothing but hard state, which does not count.
    let hard = document(&hard);
    let only = [Source::hard("xcap", &hard, time("2026-03-01T08:00:00Z"))];
    let ignore = Composition { hard_state: HardState::Ignore, ..Composition::union() };
    assert_eq!(compose_all(ignore, &only).presence.persons().count(), 0);
}

#[test]
fn h_2_hard_state_is_one_more_source() {
    let soft = person("p", &activity("busy"));
    let composed = with(HardState::Source, &soft, &person("q", &activity("vacation")));
    assert_eq!(persons(&composed), ["busy", "vacation"]);
}

/// Case 15 of the rules, and "appear offline".
#[test]
fn h_3_hard_state_overrides_what_it_mentions() {
    let soft = format!(
        "{}{}",
        tuple("t", "open", "sip:a@x.example", "<r:class>work</r:class>"),
        person("p", &format!("{}<r:mood><r:happy/></r:mood>", activity("busy")))
    );
    let composed = with(HardState::Override, &soft, &person("q", &activity("away")));
    assert_eq!(services(&composed), ["open sip:a@x.example"]);
    assert_eq!(persons(&composed), ["away happy"]);
    assert_eq!(composed.presence.person().unwrap().id, "p");
    let lost = &composed.report.left_out[0];
    assert_eq!(lost.to_string(), "phone: <activities> in p is left out: hard state has its place");

    let offline = tuple("u", "closed", "sip:a@x.example", "");
    let composed = with(HardState::Override, &soft, &offline);
    assert_eq!(tuples(&composed), ["t closed sip:a@x.example"]);
    // It mentions no class.
    assert_eq!(composed.presence.tuples[0].extensions.len(), 1);
    // What soft state does not have is there by itself.
    let open = tuple("t", "open", "sip:a@x.example", "");
    let composed = with(HardState::Override, &open, &person("q", &activity("away")));
    assert_eq!((services(&composed).len(), persons(&composed)), (1, vec!["away".to_owned()]));
}

#[test]
fn h_4_hard_state_is_the_base() {
    let soft = person("p", &activity("busy"));
    let hard = person("q", &format!("{}<r:mood><r:happy/></r:mood>", activity("vacation")));
    assert_eq!(persons(&with(HardState::Base, &soft, &hard)), ["busy happy"]);
}

/// What became equal under hard state is there once, and what it hides is reported.
#[test]
fn h_3_nothing_is_hidden_in_silence() {
    let soft = format!("{}{}", person("p", &activity("away")), person("q", &activity("busy")));
    let composed = with(HardState::Override, &soft, &person("h", &activity("vacation")));
    assert_eq!(persons(&composed), ["vacation"]);
    let soft = format!("<note>soft</note>{}", person("p", "<dm:note>soft</dm:note>"));
    let hard = format!("<note>hard</note>{}", person("h", "<dm:note>hard</dm:note>"));
    let composed = with(HardState::Override, &soft, &hard);
    let left_out: Vec<_> = composed.report.left_out.iter().map(ToString::to_string).collect();
    assert!(
        left_out.contains(&"phone: <note> in p is left out: hard state has its place".to_owned()),
        "{left_out:?}"
    );
}

/// A publication that counts as closed is not live.
#[test]
fn h_1_a_closed_publication_is_not_live() {
    let (soft, hard) =
        (document(&tuple("t", "open", "", "")), document("<note>back Monday</note>"));
    let composition =
        Composition { expired: Expired::Closed(Duration::from_secs(600)), ..Composition::union() };
    let sources = [
        Source::soft("phone", &soft, time("2026-03-02T08:00:00Z"))
            .expiring(time("2026-03-02T08:59:00Z")),
        Source::hard("xcap", &hard, time("2026-03-01T08:00:00Z")),
    ];
    let composed = compose_all(composition, &sources);
    assert_eq!(
        (notes(&composed), tuples(&composed)),
        (vec!["back Monday"], vec!["t closed".to_owned()])
    );
}

#[test]
fn e_1_nothing_is_published() {
    let nothing = |empty| compose_all(Composition { empty, ..Composition::union() }, &[]);
    let bare = nothing(Empty::Bare);
    assert_eq!(bare.document().unwrap(), &Presence::new(entity()));
    assert_eq!(bare.valid_until, None);
    assert_eq!(nothing(Empty::NoDocument).document(), None);
    assert_eq!(tuples(&nothing(Empty::Closed)), ["closed closed"]);
    assert_eq!(notes(&nothing(Empty::Note("Nobody there".to_owned()))), ["Nobody there"]);
    // With a source there always is a document.
    let composition = Composition { empty: Empty::NoDocument, ..Composition::union() };
    assert!(compose(composition, &[""]).document().is_some());
}

#[test]
fn e_2_a_publication_that_was_not_refreshed() {
    let content = format!(
        "{}{}<note>private</note>",
        tuple("t", "open", "sip:a@x.example", "<r:class>work</r:class>"),
        person("p", &activity("busy"))
    );
    let document = document(&content);
    let expired = |expires: &str, expired| {
        let source = Source::soft("phone", &document, time("2026-03-02T08:00:00Z"));
        compose_all(
            Composition { expired, ..Composition::union() },
            &[source.expiring(time(expires))],
        )
    };
    let gone = expired("2026-03-02T09:00:00Z", Expired::Gone);
    assert!(gone.presence.tuples.is_empty());
    assert_eq!(
        (&gone.report.left_out[0].what, gone.report.left_out[0].reason),
        (&What::Source, Reason::Expired)
    );
    let grace = Expired::Closed(Duration::from_secs(300));
    let closed = expired("2026-03-02T08:58:00Z", grace);
    assert_eq!(tuples(&closed), ["t closed"]);
    assert!(closed.presence.tuples[0].extensions.is_empty());
    assert_eq!((notes(&closed).len(), closed.presence.persons().count()), (0, 0));
    assert_eq!(closed.valid_until, Some(time("2026-03-02T09:03:00Z")));
    assert!(expired("2026-03-02T08:55:00Z", grace).presence.tuples.is_empty());
    let live = expired("2026-03-02T09:00:01Z", grace);
    assert_eq!(
        (live.presence.persons().count(), live.valid_until),
        (1, Some(time("2026-03-02T09:00:01Z")))
    );
}
