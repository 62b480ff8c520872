//! One presence document, one set of rules, three watchers, and what each of them gets, side by side.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Delivery, Policy, Request, Sent};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const RULES: &[u8] = br#"
<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
  <cp:rule id="colleagues">
    <cp:conditions>
      <cp:identity><cp:many domain="example.com"><cp:except id="sip:mallory@example.com"/></cp:many></cp:identity>
    </cp:conditions>
    <cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions>
    <cp:transformations>
      <pr:provide-services><pr:service-uri-scheme>sip</pr:service-uri-scheme></pr:provide-services>
    </cp:transformations>
  </cp:rule>
  <cp:rule id="friends">
    <cp:conditions><cp:identity><cp:one id="sip:bob@example.com"/></cp:identity></cp:conditions>
    <cp:transformations>
      <pr:provide-services><pr:all-services/></pr:provide-services>
      <pr:provide-persons><pr:all-persons/></pr:provide-persons>
      <pr:provide-activities>true</pr:provide-activities>
      <pr:provide-user-input>bare</pr:provide-user-input>
      <pr:provide-note>true</pr:provide-note>
    </cp:transformations>
  </cp:rule>
  <cp:rule id="nosy">
    <cp:conditions><cp:identity><cp:one id="sip:mallory@example.com"/></cp:identity></cp:conditions>
    <cp:actions><pr:sub-handling>polite-block</pr:sub-handling></cp:actions>
  </cp:rule>
</cp:ruleset>"#;

const PRESENCE: &[u8] = br#"
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:alice@example.com">
  <tuple id="desk"><status><basic>open</basic></status><contact>sip:alice@pc.example.com</contact></tuple>
  <tuple id="mobile"><status><basic>open</basic></status><contact>tel:+12125551234</contact>
    <note>Only if it burns</note></tuple>
  <dm:person id="alice">
    <rpid:activities><rpid:working/></rpid:activities>
    <rpid:mood><rpid:happy/></rpid:mood>
    <rpid:user-input idle-threshold="600" last-input="2004-10-21T13:20:00-05:00">idle</rpid:user-input>
  </dm:person>
</presence>"#;

fn main() -> Result<(), Error> {
    let rules = sip_payloads::parse::<CommonPolicy>(RULES)?;
    let policy = Policy::new(sip_payloads::semantics()?, [rules]);
    let presence = sip_payloads::parse::<Pidf>(PRESENCE)?;
    let columns = ["sip:bob@example.com", "sip:carol@example.com", "sip:mallory@example.com"]
        .into_iter()
        .map(|watcher| column(watcher, &policy, &presence))
        .collect::<Result<Vec<_>, _>>()?;

    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    for row in 0..height {
        let cells = columns.iter().map(|column| {
            let cell = column.get(row).map_or("", String::as_str);
            format!("{cell:58}")
        });
        println!("{}", cells.collect::<Vec<_>>().join("| ").trim_end());
    }

    // Many watchers: those with equal permissions share one document, filtered and written once.
    let mut fan_out = policy.fan_out(&presence);
    let mut notified = 0;
    for number in 0..1000 {
        let watcher = Request::from_watcher(format!("sip:user{number}@example.com").parse()?);
        notified += u32::from(matches!(fan_out.deliver_to(&watcher)?, Sent::Document(_)));
    }
    println!("\n{notified} more watchers are notified, with {} document", fan_out.documents());
    Ok(())
}

/// The watcher, the rules that match, and the document.
fn column(watcher: &str, policy: &Policy, presence: &Presence) -> Result<Vec<String>, Error> {
    let evaluation = policy.evaluate(&Request::from_watcher(watcher.parse()?));
    let matching: Vec<_> = evaluation.rules.iter().map(|rule| rule.id.as_str()).collect();
    let mut lines =
        vec![watcher.to_owned(), format!("rules: {}", matching.join(", ")), String::new()];
    match policy.deliver(presence, &evaluation.permissions) {
        Delivery::Rejected => lines.push("(rejected)".to_owned()),
        Delivery::Pending => lines.push("(pending)".to_owned()),
        Delivery::Document(document) => {
            let xml = Pidf::to_xml_pretty(&document)?;
            // The namespace declarations are the same for all.
            lines.extend(xml.lines().skip(2).map(str::to_owned));
        }
    }
    Ok(lines)
}
