//! A watcher of partial presence: the notifications of RFC 5263 §5, and what it knows after each.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::presence::partial::{PartialNotifier, PartialOutcome, PartialPresence};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const FULL: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<p:pidf-full xmlns="urn:ietf:params:xml:ns:pidf" xmlns:p="urn:ietf:params:xml:ns:pidf-diff"
    xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    entity="sip:resource@example.com" version="1">
  <tuple id="cg231jcr"><status><basic>open</basic></status>
    <contact priority="1.0">im:res@example.com</contact></tuple>
  <tuple id="r1230d"><status><basic>closed</basic></status>
    <contact priority="0.9">sip:resource@example.com</contact></tuple>
  <note xml:lang="en">Full state presence document</note>
  <dm:person id="fdkfj"><r:activities><r:on-the-phone/><r:busy/></r:activities></dm:person>
</p:pidf-full>
"#;

const DIFF: &str = r#"<p:pidf-diff xmlns="urn:ietf:params:xml:ns:pidf" xmlns:p="urn:ietf:params:xml:ns:pidf-diff"
    xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    entity="sip:resource@example.com" version="2">
  <p:add sel="presence/note" pos="before"><tuple id="ert4773"><status><basic>open</basic></status>
    <contact priority="0.4">mailto:res@example.com</contact></tuple>
  </p:add>
  <p:replace sel="*/tuple[@id='r1230d']/status/basic/text()">open</p:replace>
  <p:remove sel="*/dm:person/r:activities/r:busy"/>
  <p:replace sel="*/tuple[@id='cg231jcr']/contact/@priority">0.7</p:replace>
</p:pidf-diff>
"#;

fn main() -> Result<(), sip_payloads::Error> {
    let mut watcher = PartialPresence::new();
    for (name, body) in
        [("the full state", FULL), ("the changes", DIFF), ("the changes again", DIFF)]
    {
        let outcome = match watcher.apply(body)? {
            PartialOutcome::Applied => "applied",
            PartialOutcome::Repeated => "repeated, nothing changed",
            other if other.needs_refresh() => "refused: refresh the subscription",
            _ => "not for this watcher",
        };
        println!("{name}: {outcome}");
        let presence = watcher.presence(sip_payloads::registry())?;
        for tuple in presence.iter().flat_map(|presence| &presence.tuples) {
            let contact = tuple.contact.as_ref().map_or("", |contact| contact.uri.as_str());
            println!("  {}: {contact}", tuple.id);
        }
    }

    // The other side: the agent says what has changed in a PIDF document.
    let before = watcher.document().unwrap_or_default().to_owned();
    let after = before.replace("<basic>open</basic>", "<basic>closed</basic>");
    let mut notifier = PartialNotifier::new();
    notifier.full(&before)?;
    println!("\n{}", notifier.update(&after)?.unwrap_or_default());
    Ok(())
}
