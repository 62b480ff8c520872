//! A list of buddies, followed through three notifications as in RFC 4662 §6: all of it, one change, and a list in
//! the list.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::event_state::Outcome;
use sip_payloads::lists::rlmi::{ListNotification, ListTable, ResourceBody};
use sip_payloads::presence::Pidf;
use sip_payloads::{Error, ReadOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// The Content-Type of all three.
const TYPE: &str =
    "multipart/related;type=\"application/rlmi+xml\";start=\"<list@example.com>\";boundary=cut";

/// Bob is available. Nothing is known yet about the others.
const FIRST: &str = r#"--cut
Content-ID: <list@example.com>
Content-Type: application/rlmi+xml

<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:friends@example.com" version="0" fullState="true">
  <resource uri="sip:bob@example.com"><name>Bob</name>
    <instance id="1" state="active" cid="bob@example.com"/></resource>
  <resource uri="sip:ed@example.net"><name>Ed</name></resource>
  <resource uri="sip:crew@example.org"><name>The crew</name></resource>
</list>
--cut
Content-ID: <bob@example.com>
Content-Type: application/pidf+xml

<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com">
  <tuple id="t"><status><basic>open</basic></status></tuple></presence>
--cut--
"#;

/// Ed has not decided, and Bob has gone.
const SECOND: &str = r#"--cut
Content-ID: <list@example.com>
Content-Type: application/rlmi+xml

<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:friends@example.com" version="1" fullState="false">
  <resource uri="sip:bob@example.com"><name>Bob</name>
    <instance id="1" state="active" cid="bob@example.com"/></resource>
  <resource uri="sip:ed@example.net"><name>Ed</name><instance id="1" state="pending"/></resource>
</list>
--cut
Content-ID: <bob@example.com>
Content-Type: application/pidf+xml

<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:bob@example.com">
  <tuple id="t"><status><basic>closed</basic></status></tuple></presence>
--cut--
"#;

/// The crew is a list itself: its part is a notification in the notification.
const THIRD: &str = r#"--cut
Content-ID: <list@example.com>
Content-Type: application/rlmi+xml

<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:friends@example.com" version="2" fullState="false">
  <resource uri="sip:crew@example.org"><name>The crew</name>
    <instance id="1" state="active" cid="crew@example.org"/></resource>
</list>
--cut
Content-ID: <crew@example.org>
Content-Type: multipart/related;type="application/rlmi+xml";start="<inner@example.org>";boundary=inner

--inner
Content-ID: <inner@example.org>
Content-Type: application/rlmi+xml

<list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:crew@example.org" version="0" fullState="true">
  <resource uri="sip:joe@example.org"><name>Joe</name>
    <instance id="1" state="active" cid="joe@example.org"/></resource>
</list>
--inner
Content-ID: <joe@example.org>
Content-Type: application/pidf+xml

<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:joe@example.org">
  <tuple id="t"><status><basic>open</basic></status></tuple></presence>
--inner--
--cut--
"#;

fn main() -> Result<(), Error> {
    let registry = sip_payloads::registry();
    let mut table = ListTable::new();
    for body in [FIRST, SECOND, THIRD] {
        let options = ReadOptions::tolerant();
        let reading = ListNotification::read(registry, TYPE, body, &options)?;
        for diagnostic in &reading.diagnostics {
            println!("{diagnostic}");
        }
        match table.apply(reading.document) {
            Outcome::Applied(changes) => println!("{} resources changed", changes.rows.len()),
            outcome => println!("not applied: {outcome:?}"),
        }
        for row in table.rows() {
            let name = row.resource.names.first().map_or("", |name| name.text.as_str());
            let state = row.resource.best_instance().map(|instance| instance.state.to_string());
            println!("  {name} ({}): {}", row.resource.uri, state.as_deref().unwrap_or("unknown"));
            if let Some(body) = row.best_body() {
                show(body)?;
            }
        }
    }
    Ok(())
}

/// Shows the body of a resource: presence, or a list.
fn show(body: &ResourceBody) -> Result<(), Error> {
    let (registry, options) = (sip_payloads::registry(), ReadOptions::tolerant());
    if body.content_type.is_multipart() {
        let list = body.list(registry, &options)?.document;
        for (resource, instances) in list.resources() {
            println!("    {}:", resource.uri);
            for (_, body) in instances {
                body.map_or(Ok(()), show)?;
            }
        }
        return Ok(());
    }
    let document = body.read(registry, &options)?;
    if let Some(presence) = document.root::<Pidf>() {
        let basic = presence.tuples.iter().filter_map(|tuple| tuple.status.basic);
        let words: Vec<_> = basic.map(|basic| basic.to_string()).collect();
        println!("    {}", words.join(", "));
    }
    Ok(())
}
