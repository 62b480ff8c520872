//! The server in this example. It says what presence servers and phones were seen to say.

use std::error::Error;
use std::net::UdpSocket;

use sip_payloads::ReadOptions;
use sip_payloads::presence::Pidf;

use crate::sip;

/// What a softphone published, as Kamailio sends it.
const MEETING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:bob@example.com">
  <tuple id="pc"><status><basic>open</basic></status>
    <contact priority="0.8">sip:bob@192.0.2.7</contact></tuple>
  <dm:person id="p1"><rpid:activities><rpid:meeting/></rpid:activities></dm:person>
</presence>"#;

/// As old phones write: an id that begins with a digit, a status in capitals.
const OLD_PHONE: &str = r#"<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com">
  <tuple id="101"><status><basic>OPEN</basic></status>
    <contact priority="1.5">sip:bob@192.0.2.9</contact></tuple><note>Ready</note>
</presence>"#;

const BROKEN: &str = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:bob@example.com'>";

const CLOSED: &str = r#"<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com">
  <tuple id="pc"><status><basic>closed</basic></status></tuple></presence>"#;

/// Plays the server for one subscription and one publication. Returns what was published, in words.
///
/// # Errors
/// Those of the socket, and a published document that is not valid.
pub(crate) fn run(socket: &UdpSocket) -> Result<String, Box<dyn Error + Send + Sync>> {
    let subscribe = sip::receive(socket)?;
    sip::answer(socket, &subscribe, "200 OK")?;
    let states = [
        ("pending", ""),
        ("active", MEETING),
        ("active", OLD_PHONE),
        ("active", BROKEN),
        ("terminated;reason=timeout", CLOSED),
    ];
    for (number, (state, body)) in (1..).zip(states) {
        let kind = if body.is_empty() { "" } else { "\r\nContent-Type: application/pidf+xml" };
        let headers = format!("Event: presence\r\nSubscription-State: {state}{kind}");
        sip::send(socket, "NOTIFY sip:alice@192.0.2.4 SIP/2.0", number, &headers, body.as_bytes())?;
        sip::receive(socket)?;
    }

    let publish = sip::receive(socket)?;
    let document = sip_payloads::read(None, &publish, &ReadOptions::strict())?;
    sip::answer(socket, &publish, "200 OK")?;
    let presence = document.root::<Pidf>().ok_or("not a presence document")?;
    Ok(format!("{}, {} service, valid", presence.entity, presence.tuples.len()))
}
