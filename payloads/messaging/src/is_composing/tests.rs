//! The documents and the rules of RFC 3994.

use std::time::Duration;

use proptest::prelude::*;
use xml_app_core::ErrorKind;

use super::*;

sip_payloads_testkit::reading!(IsComposing);

const DOCUMENT: &str = "<isComposing xmlns=\"urn:ietf:params:xml:ns:im-iscomposing\">\
    <state>idle</state><lastactive>2003-01-27T10:43:00Z</lastactive><contenttype>audio</contenttype>\
    <refresh>90</refresh><x:mood xmlns:x=\"urn:x\">calm</x:mood></isComposing>";

fn at(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn active(refresh: Option<u64>) -> IsComposing {
    let mut document = IsComposing::new(State::Active);
    document.refresh = refresh.and_then(PositiveInteger::new);
    document
}

#[test]
fn a_document_is_read_field_by_field() {
    let document = strict(DOCUMENT).unwrap();
    assert_eq!(document.state, State::Idle);
    assert_eq!(document.last_active.as_ref().unwrap().to_string(), "2003-01-27T10:43:00Z");
    assert_eq!(document.content_type.as_deref(), Some("audio"));
    assert_eq!(document.refresh.map(PositiveInteger::get), Some(90));
    assert_eq!(document.extensions.raw().count(), 1);
    assert_eq!(strict(&document.to_xml().unwrap()).unwrap(), document);
}

#[test]
fn each_fault_is_told() {
    for (from, to, kind) in [
        ("<state>idle</state>", "", ErrorKind::MissingElement),
        ("<refresh>90</refresh>", "<refresh>0</refresh>", ErrorKind::InvalidValue),
        ("2003-01-27T10:43:00Z", "yesterday", ErrorKind::InvalidValue),
        ("<state>idle</state>", "<state>idle</state><state>idle</state>", ErrorKind::TooMany),
    ] {
        let xml = DOCUMENT.replacen(from, to, 1);
        assert_eq!(strict(&xml).unwrap_err().kind(), kind, "{xml}");
    }
    // A time without a zone is kept.
    let xml = DOCUMENT.replace("10:43:00Z", "10:43:00");
    let time = strict(&xml).unwrap().last_active.unwrap();
    assert_eq!(time.to_string(), "2003-01-27T10:43:00");
}

#[test]
fn isc_1_the_sender_tells_the_first_input_and_refreshes() {
    let mut composer = Composer::new().with_content_type("text/plain");
    let first = composer.input(at(0)).unwrap();
    assert_eq!((first.state, first.content_type.as_deref()), (State::Active, Some("text/plain")));
    assert_eq!(first.refresh.map(PositiveInteger::get), Some(120));
    // The user goes on typing: the next document is due after the refresh interval.
    for second in (10..120).step_by(10) {
        assert_eq!(composer.input(at(second)), None, "{second}");
        assert_eq!(composer.at(at(second)), None, "{second}");
    }
    assert_eq!(composer.next(), Some(at(120)));
    assert_eq!(composer.at(at(120)).unwrap().state, State::Active);
    // Then there is a pause.
    let idle = composer.at(at(125)).unwrap();
    assert_eq!((idle.state, idle.refresh), (State::Idle, None));
    assert_eq!((composer.at(at(500)), composer.next()), (None, None));
    // A message that goes out is silent.
    assert!(composer.input(at(600)).is_some());
    composer.content_sent();
    assert_eq!((composer.is_active(), composer.at(at(700))), (false, None));
    // A refresh interval below a minute is not used.
    let mut hasty = Composer::new().with_times(at(15), at(1));
    assert_eq!(hasty.input(at(0)).unwrap().refresh.map(PositiveInteger::get), Some(60));
}

#[test]
fn isc_2_the_receiver_waits_for_idle_for_content_or_for_the_time() {
    let mut composers = Composers::new();
    composers.received("bob", &active(Some(90)), at(0));
    assert!(composers.is_composing(&"bob", at(89)) && !composers.is_composing(&"bob", at(90)));
    // Another one restarts the timer; without a refresh it is 120 seconds.
    composers.received("bob", &active(None), at(60));
    assert!(composers.is_composing(&"bob", at(179)) && !composers.is_composing(&"bob", at(180)));
    composers.received("bob", &IsComposing::new(State::Idle), at(61));
    assert!(!composers.is_composing(&"bob", at(61)));
    composers.received("bob", &active(None), at(62));
    composers.content_received(&"bob");
    assert_eq!(composers.at(at(62)).count(), 0);
}

#[test]
fn isc_3_an_unknown_state_is_idle() {
    let xml = DOCUMENT.replace("idle", "pondering");
    let document = strict(&xml).unwrap();
    assert_eq!(document.state, State::Other("pondering".to_owned()));
    assert!(!document.state.is_active());
    let mut composers = Composers::new();
    composers.received("bob", &active(None), at(0));
    composers.received("bob", &document, at(1));
    assert!(!composers.is_composing(&"bob", at(1)));
}

#[test]
fn isc_4_after_415_nothing_is_sent() {
    let mut composer = Composer::new();
    assert!(composer.input(at(0)).is_some());
    composer.refused();
    assert_eq!((composer.at(at(20)), composer.input(at(30))), (None, None));
}

#[test]
fn parties_are_listed_in_order_and_limited() {
    let mut composers = Composers::new().with_most(2);
    for (second, party) in ["carol", "bob", "dave"].into_iter().enumerate() {
        composers.received(party, &active(Some(10)), at(second as u64));
    }
    assert_eq!(composers.at(at(3)).collect::<Vec<_>>(), [&"carol", &"bob"]);
    assert_eq!(composers.next_change(at(3)), Some(at(10)));
    // Those who have stopped make room.
    composers.received("dave", &active(Some(10)), at(11));
    assert_eq!(composers.at(at(11)).collect::<Vec<_>>(), [&"dave"]);
}

proptest! {
    /// Nobody is shown as writing after the last refresh has run out, whatever came in which order.
    #[test]
    fn nobody_writes_after_the_last_refresh(events: Vec<(u8, u8, bool)>, refresh in 1..200_u64) {
        let mut composers = Composers::new();
        for (party, second, is_active) in &events {
            let document = match is_active {
                true => active(Some(refresh)),
                false => IsComposing::new(State::Idle),
            };
            composers.received(party % 4, &document, at(u64::from(*second)));
        }
        let last = events.iter().map(|(_, second, _)| u64::from(*second)).max().unwrap_or(0);
        prop_assert_eq!(composers.at(at(last + refresh)).count(), 0);
    }
}
