//! The documents of RFC 3857 §5 and RFC 3858 §3; the collected ones are in `tests/corpus.rs`.

use xml_app_core::ErrorKind;

use super::*;
use crate::DocumentState;

sip_payloads_testkit::reading!(WatcherInfo);

fn document(watcher: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<watcherinfo \
         xmlns=\"urn:ietf:params:xml:ns:watcherinfo\" version=\"1\" state=\"partial\"><watcher-list \
         resource=\"sip:professor@example.net\" package=\"presence\">{watcher}</watcher-list>\
         </watcherinfo>\n"
    )
}

const WATCHER: &str = "<watcher display-name=\"Ann\" status=\"waiting\" event=\"timeout\" \
    expiration=\"18446744073709551615\" id=\"8ajksjda7s\" duration-subscribed=\"509\" xml:lang=\"en\">\
    sip:userA@example.net</watcher>";

#[test]
fn wi_1_a_watcher_is_read_field_by_field() {
    let info = strict(&document(WATCHER)).unwrap();
    assert_eq!(
        info.versioned,
        Versioned { version: Some(1.into()), state: Some(DocumentState::Partial) }
    );
    let [list] = info.lists.as_slice() else { panic!("{:?}", info.lists) };
    assert_eq!(
        (list.package.as_str(), list.resource.as_str()),
        ("presence", "sip:professor@example.net")
    );
    let [watcher] = list.watchers.as_slice() else { panic!("{:?}", list.watchers) };
    assert_eq!(watcher.display_name.as_deref(), Some("Ann"));
    assert_eq!((watcher.status, watcher.event), (WatcherStatus::Waiting, WatcherEvent::Timeout));
    assert_eq!((watcher.expiration, watcher.duration_subscribed), (Some(u64::MAX), Some(509)));
    assert_eq!(watcher.id, "8ajksjda7s");
    assert_eq!(watcher.lang.as_ref().map(Language::as_str), Some("en"));
    assert_eq!(watcher.uri, "sip:userA@example.net");
    assert_eq!(info.to_xml().unwrap(), document(WATCHER));
}

#[test]
fn wi_1_white_space_around_the_uri_means_nothing() {
    let spaced = WATCHER.replace(">sip:userA@example.net<", ">\n  sip:userA@example.net\n<");
    let info = strict(&document(&spaced)).unwrap();
    assert_eq!(info.lists[0].watchers[0].uri, "sip:userA@example.net");
}

#[test]
fn each_required_part_is_missed() {
    let xml = document(WATCHER);
    for part in [
        " version=\"1\"",
        " state=\"partial\"",
        " resource=\"sip:professor@example.net\"",
        " package=\"presence\"",
        " status=\"waiting\"",
        " event=\"timeout\"",
        " id=\"8ajksjda7s\"",
    ] {
        // The XML declaration has a version too.
        let at = xml.rfind(part).unwrap();
        let without = format!("{}{}", &xml[..at], &xml[at + part.len()..]);
        assert_eq!(strict(&without).unwrap_err().kind(), ErrorKind::MissingAttribute, "{part}");
        let reading = tolerant(&without);
        assert!(!reading.diagnostics.is_empty(), "{part}");
        let written = reading.document.to_xml().unwrap();
        assert_eq!(tolerant(&written).document, reading.document, "{part}");
    }
}

#[test]
fn wi_5_each_word_is_read_and_written() {
    for status in ["pending", "active", "waiting", "terminated"] {
        assert_eq!(WatcherStatus::parse(status).unwrap().text(), status);
    }
    for event in [
        "subscribe",
        "approved",
        "deactivated",
        "probation",
        "rejected",
        "timeout",
        "giveup",
        "noresource",
    ] {
        assert_eq!(WatcherEvent::parse(event).unwrap().text(), event);
    }
    assert!(WatcherStatus::parse("init").is_err());
    let reading = tolerant(&document(&WATCHER.replace("waiting", "Waiting")));
    assert_eq!(reading.document.lists[0].watchers[0].status, WatcherStatus::Waiting);
    assert_eq!(reading.diagnostics[0].kind(), ErrorKind::InvalidValue);
}

/// RFC 3858 §3: what is in other namespaces is ignored, and here it is kept. Any URI scheme will do.
#[test]
fn wi_3_unknown_content_is_kept() {
    let unknown = format!(
        "{}<x:age xmlns:x=\"urn:example:x\">3</x:age>",
        WATCHER.replace("sip:userA", "mailto:a")
    );
    let info = strict(&document(&unknown)).unwrap();
    assert_eq!(info.lists[0].extensions.raw().count(), 1);
    assert_eq!(info.lists[0].watchers[0].uri, "mailto:a@example.net");
    assert_eq!(strict(&info.to_xml().unwrap()).unwrap(), info);
    let coloured = document(&WATCHER.replace(" id=", " colour=\"red\" id="));
    assert_eq!(strict(&coloured).unwrap_err().kind(), ErrorKind::UnexpectedAttribute);
    assert!(tolerant(&coloured).document.to_xml().unwrap().contains("colour=\"red\""));
}

/// Case B07: a watcher that is waiting, with an id that is no token.
#[test]
fn wi_2_and_b07_an_id_that_is_no_token_is_a_warning() {
    let xml = "<watcherinfo xmlns=\"urn:ietf:params:xml:ns:watcherinfo\" version=\"1\" state=\"full\">\
        <watcher-list resource=\"sip:8401@192.0.2.12\" package=\"presence\"><watcher id=\"c2lwOjg0==\" \
        event=\"subscribe\" status=\"waiting\">\n sip:8404@192.0.2.12\n </watcher></watcher-list></watcherinfo>";
    let reading = tolerant(xml);
    let [found] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics) };
    assert_eq!((found.is_error(), found.message()), (false, "the id is not a token (RFC 3858 §3)"));
    let watcher = &reading.document.lists[0].watchers[0];
    assert_eq!(
        (watcher.status, watcher.uri.as_str()),
        (WatcherStatus::Waiting, "sip:8404@192.0.2.12")
    );
}
