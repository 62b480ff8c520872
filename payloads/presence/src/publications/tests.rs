use std::time::Duration;

use super::*;
use crate::composition::{Composition, Expired};
use crate::{Basic, DataModel, Meanings};

const FULL: &str = "<p:pidf-full xmlns='urn:ietf:params:xml:ns:pidf' xmlns:p='urn:ietf:params:xml:ns:pidf-diff' entity='sip:a@example.com'>\
    <tuple id='t'><status><basic>open</basic></status></tuple></p:pidf-full>";
const DIFF: &str = "<p:pidf-diff xmlns='urn:ietf:params:xml:ns:pidf' xmlns:p='urn:ietf:params:xml:ns:pidf-diff' entity='sip:a@example.com'>\
    <p:replace sel='*/tuple/status/basic/text()'>closed</p:replace></p:pidf-diff>";
const PIDF: &str = "application/pidf+xml";
const PARTIAL: &str = "application/pidf-diff+xml; charset=utf-8";

fn presence(basic: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com'>\
         <tuple id='t'><status><basic>{basic}</basic></status></tuple></presence>"
    )
}

/// A store, and a counter that makes tags.
struct Server {
    store: Publications,
    tags: u32,
}

impl Server {
    fn new(composition: Composition) -> Self {
        let mut builder = Registry::builder();
        builder.add(DataModel).unwrap();
        let composer = Composer::new(Meanings::new(), composition);
        let rules = PublicationRules::new(builder.build());
        let entity = "sip:a@example.com".parse().unwrap();
        Self { store: Publications::new(entity, composer, rules), tags: 0 }
    }

    fn publish(&mut self, request: &PublishRequest<'_>, minute: u32) -> PublishResponse {
        let tags = &mut self.tags;
        self.store.publish(request, &at(minute), || {
            *tags += 1;
            format!("e{tags}")
        })
    }

    fn status(&mut self, request: &PublishRequest<'_>, minute: u32) -> (u16, bool) {
        let response = self.publish(request, minute);
        assert_eq!(response.etag.is_some(), response.status == 200);
        (response.status, response.is_changed)
    }

    fn basics(&self, minute: u32) -> Vec<Option<Basic>> {
        let composed = self.store.compose(&at(minute));
        composed.presence.tuples.iter().map(|tuple| tuple.status.basic).collect()
    }
}

fn at(minute: u32) -> DateTime {
    let start: DateTime = "2026-03-02T08:00:00Z".parse().unwrap();
    start.plus(Duration::from_secs(u64::from(minute) * 60))
}

#[test]
fn c_1_publications_are_found_by_their_tags() {
    let mut server = Server::new(Composition::union());
    let open = presence("open");
    let initial = PublishRequest::new(PIDF, open.as_bytes());
    let response = server.publish(&initial, 0);
    assert_eq!((response.status, response.reason()), (200, "OK"));
    assert_eq!((response.etag.as_deref(), response.expires), (Some("e1"), Some(3600)));
    assert!(response.is_changed);
    assert_eq!(server.status(&PublishRequest::refresh("e0"), 1), (412, false));
    assert_eq!(server.status(&PublishRequest::refresh("e1, e2"), 1), (400, false));
    assert_eq!(server.status(&PublishRequest::refresh("e1"), 1), (200, false));
    // Each success has a new tag.
    assert_eq!(server.status(&PublishRequest::refresh("e1"), 2), (412, false));
    let closed = presence("closed");
    assert_eq!(
        server.status(&PublishRequest::modify("e2", PIDF, closed.as_bytes()), 3),
        (200, true)
    );
    assert_eq!(server.basics(3), [Some(Basic::Closed)]);
    assert_eq!(server.status(&PublishRequest::remove("e3"), 4), (200, true));
    assert!(server.store.is_empty());
    assert!(server.basics(4).is_empty());
}

#[test]
fn c_1_what_is_refused_changes_nothing() {
    let mut server = Server::new(Composition::union());
    let open = presence("open");
    let nothing = PublishRequest { if_match: None, expires: None, body: None };
    assert_eq!(server.status(&nothing, 0), (400, false));
    assert_eq!(server.status(&PublishRequest::new("text/plain", b"open"), 0), (415, false));
    assert_eq!(server.status(&PublishRequest::new(PIDF, b"<foo/>"), 0), (400, false));
    let other = open.replace("sip:a@", "sip:b@");
    let response = server.publish(&PublishRequest::new(PIDF, other.as_bytes()), 0);
    assert_eq!(response.status, 400);
    assert_eq!(response.problem.as_deref(), Some("the document is about another presentity"));
    let brief = PublishRequest::new(PIDF, open.as_bytes()).expiring_in(59);
    let response = server.publish(&brief, 0);
    assert_eq!((response.status, response.min_expires), (423, Some(60)));
    assert!(server.store.is_empty());
    // A publication that ends at once is none.
    let at_once = PublishRequest::new(PIDF, open.as_bytes()).expiring_in(0);
    assert_eq!(server.status(&at_once, 0), (200, false));
    assert!(server.store.is_empty());
    server.store.rules.most = 1;
    assert_eq!(server.status(&PublishRequest::new(PIDF, open.as_bytes()), 0).0, 200);
    assert_eq!(server.status(&PublishRequest::new(PIDF, open.as_bytes()), 0), (503, false));
    let long = PublishRequest::refresh("e2").expiring_in(90_000);
    assert_eq!(server.publish(&long, 0).expires, Some(3600));
}

#[test]
fn c_2_requests_are_processed_as_a_whole() {
    let mut server = Server::new(Composition::union());
    assert_eq!(server.status(&PublishRequest::new(PARTIAL, FULL.as_bytes()), 0), (200, true));
    let half = DIFF.replace("</p:pidf-diff>", "<p:remove sel='presence/nothing'/></p:pidf-diff>");
    let response = server.publish(&PublishRequest::modify("e1", PARTIAL, half.as_bytes()), 1);
    assert_eq!((response.status, response.is_changed), (400, false));
    assert!(response.patch_error.is_some());
    assert_eq!(server.basics(1), [Some(Basic::Open)]);
    // The tag is still the same.
    assert_eq!(server.status(&PublishRequest::refresh("e1"), 1), (200, false));
}

#[test]
fn c_3_each_publication_is_by_itself() {
    let mut server = Server::new(Composition::union());
    let (open, closed) = (presence("open"), presence("closed"));
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 0);
    let _ = server.publish(&PublishRequest::new(PIDF, closed.as_bytes()), 1);
    assert_eq!(server.store.len(), 2);
    assert_eq!(server.basics(1), [Some(Basic::Closed), Some(Basic::Open)]);
    let _ = server.publish(&PublishRequest::remove("e2"), 2);
    assert_eq!(server.basics(2), [Some(Basic::Open)]);
}

#[test]
fn c_4_a_refresh_changes_the_end_only() {
    let mut server = Server::new(Composition::union());
    let (open, closed) = (presence("open"), presence("closed"));
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 0);
    let _ = server.publish(&PublishRequest::new(PIDF, closed.as_bytes()), 1);
    assert_eq!(server.status(&PublishRequest::refresh("e1"), 2), (200, false));
    // The same document again is a refresh, too, even if it is spelt otherwise.
    let again = open.replace('\'', "\"");
    assert_eq!(
        server.status(&PublishRequest::modify("e3", PIDF, again.as_bytes()), 3),
        (200, false)
    );
    assert_eq!(server.basics(3), [Some(Basic::Closed), Some(Basic::Open)]);
    assert_eq!(server.store.sources()[0].modified, at(0));
    assert_eq!(server.store.sources()[0].expires, Some(at(63)));
}

#[test]
fn c_5_partial_publications() {
    let mut server = Server::new(Composition::union());
    assert_eq!(server.status(&PublishRequest::new(PARTIAL, DIFF.as_bytes()), 0), (400, false));
    assert_eq!(server.status(&PublishRequest::new(PARTIAL, FULL.as_bytes()), 0), (200, true));
    assert_eq!(
        server.status(&PublishRequest::modify("e1", PARTIAL, DIFF.as_bytes()), 1),
        (200, true)
    );
    assert_eq!(server.basics(1), [Some(Basic::Closed)]);
    // A patch also applies to a document that was published as a whole.
    let open = presence("open");
    assert_eq!(server.status(&PublishRequest::modify("e2", PIDF, open.as_bytes()), 2), (200, true));
    assert_eq!(
        server.status(&PublishRequest::modify("e3", PARTIAL, DIFF.as_bytes()), 3),
        (200, true)
    );
    assert_eq!(server.basics(3), [Some(Basic::Closed)]);
    // At the end all of it goes.
    assert!(server.store.expire(&at(63)));
    assert!(server.basics(63).is_empty());
}

#[test]
fn c_7_hard_state_is_one_document_of_its_own() {
    let mut server = Server::new(Composition::union());
    let read = |basic: &str| Registry::empty().parse::<Pidf>(presence(basic)).unwrap();
    assert_eq!(server.store.put_hard_state(read("closed"), &at(0)), Ok(true));
    assert_eq!(server.store.put_hard_state(read("closed"), &at(1)), Ok(false));
    assert_eq!(server.basics(2), [Some(Basic::Closed)]);
    let open = presence("open");
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 3);
    assert_eq!(server.basics(3), [Some(Basic::Open)]);
    assert!(server.store.expire(&at(63)));
    assert_eq!(server.basics(63), [Some(Basic::Closed)]);
    let mut other = read("open");
    other.entity = "sip:b@example.com".parse().unwrap();
    assert_eq!(server.store.put_hard_state(other, &at(64)), Err(OtherEntity));
    assert!(server.store.delete_hard_state() && !server.store.delete_hard_state());
}

#[test]
fn e_2_a_publication_stays_for_its_grace_time() {
    let expired = Expired::Closed(Duration::from_secs(600));
    let mut server = Server::new(Composition { expired, ..Composition::union() });
    let open = presence("open");
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 0);
    assert!(!server.store.expire(&at(61)));
    assert_eq!(server.basics(61), [Some(Basic::Closed)]);
    // Its time is over all the same.
    assert_eq!(server.status(&PublishRequest::refresh("e1"), 61), (412, false));
    assert!(server.store.expire(&at(70)));
}

#[test]
fn a_5_what_was_removed_never_was() {
    let (open, closed) = (presence("open"), presence("closed"));
    let mut server = Server::new(Composition::union());
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 0);
    let before = server.store.compose(&at(2));
    let _ = server.publish(&PublishRequest::new(PIDF, closed.as_bytes()), 1);
    assert!(server.store.remove("e2"));
    assert_eq!(server.store.compose(&at(2)), before);
}

/// What ends while another request is processed is a change, too.
#[test]
fn the_end_of_another_publication_is_told() {
    let mut server = Server::new(Composition::union());
    let open = presence("open");
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()).expiring_in(60), 0);
    let _ = server.publish(&PublishRequest::new(PIDF, open.as_bytes()), 0);
    assert_eq!(server.status(&PublishRequest::refresh("e2"), 1), (200, true));
    assert_eq!(server.status(&PublishRequest::refresh("e9"), 2), (412, false));
}

/// A body that tolerant reading repairs is published, and can be patched.
#[test]
fn what_can_be_repaired_is_published() {
    for (right, wrong) in [
        ("</tuple>", "<note>a & b</note></tuple>"),
        ("<presence ", "<!DOCTYPE presence SYSTEM 'x'><presence "),
        ("ns:pidf'", "ns:pidf '"),
    ] {
        let mut server = Server::new(Composition::union());
        let body = presence("open").replacen(right, wrong, 1);
        assert_eq!(server.status(&PublishRequest::new(PIDF, body.as_bytes()), 0), (200, true));
        let diff = PublishRequest::modify("e1", PARTIAL, DIFF.as_bytes());
        assert_eq!(server.status(&diff, 1), (200, true), "{wrong}");
        assert_eq!(server.basics(1), [Some(Basic::Closed)]);
    }
}

/// RFC 5264 §4.3.1: errors of a full state are answered with 500.
#[test]
fn c_5_an_error_of_a_full_state_is_one_of_the_server() {
    let mut server = Server::new(Composition::union());
    let other = FULL.replace("sip:a@", "sip:b@");
    assert_eq!(server.status(&PublishRequest::new(PARTIAL, other.as_bytes()), 0), (500, false));
    assert_eq!(server.status(&PublishRequest::new(PARTIAL, b"<x"), 0), (400, false));
}
