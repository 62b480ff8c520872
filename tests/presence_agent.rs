//! The client of `examples/presence_agent` reads what servers and phones send.

#[path = "../examples/presence_agent/presence.rs"]
mod presence;

use presence::Buddy;
use sip_payloads::presence::Pidf;
use sip_payloads::{Diagnostic, ErrorKind};

fn notify(fields: &str, body: &str) -> String {
    format!("NOTIFY sip:alice@192.0.2.4 SIP/2.0\r\nEvent: presence\r\n{fields}\r\n{body}")
}

const PRESENCE: &str = "Content-Type: application/pidf+xml\r\n";

#[test]
fn the_presence_is_that_of_the_last_readable_body() {
    let mut bob = Buddy::default();
    assert_eq!(bob.update(notify("Subscription-State: pending\r\n", "").as_bytes()).unwrap(), []);
    assert_eq!(bob.to_string(), "unknown");

    let body = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:bob@example.com'>\
        <tuple id='101'><status><basic>OPEN</basic></status><contact>sip:bob@192.0.2.9</contact></tuple>\
        <note>Ready</note></presence>";
    let findings = bob.update(notify(PRESENCE, body).as_bytes()).unwrap();
    let kinds: Vec<_> = findings.iter().map(Diagnostic::kind).collect();
    assert_eq!(kinds, [ErrorKind::InvalidValue; 2]);
    assert_eq!(bob.to_string(), "reachable at sip:bob@192.0.2.9, \"Ready\"");

    let error = bob.update(notify(PRESENCE, "<presence").as_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotWellFormed);
    assert_eq!(bob.to_string(), "reachable at sip:bob@192.0.2.9, \"Ready\"");
}

#[test]
fn what_it_publishes_is_valid() {
    let body = presence::own("desk", &"2026-03-01T10:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(body.content_type.to_string(), "application/pidf+xml");
    let published = sip_payloads::parse::<Pidf>(&body.bytes).unwrap();
    sip_payloads::validate::<Pidf>(&published).unwrap();
    let mut me = Buddy::default();
    let body = String::from_utf8(body.bytes).unwrap();
    me.update(notify(PRESENCE, &body).as_bytes()).unwrap();
    assert_eq!(me.to_string(), "reachable at sip:alice@192.0.2.4, meeting");
}
