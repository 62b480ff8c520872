//! The core of a presence server, without its network: a publication and a rule set come in, one body for
//! each watcher goes out, and the server knows when it has to look again.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;
use std::io::Write as _;

use sip_payloads::mime::Body;
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Policy, Request};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{AnyUri, DateTime, Error, ReadOptions, WriteOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const RULES: &str = r#"
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
  <rule id="office-hours">
    <conditions><identity><many domain="example.com"/></identity>
      <validity><from>2026-03-02T09:00:00Z</from><until>2026-03-02T17:00:00Z</until></validity>
    </conditions>
    <actions><pr:sub-handling>allow</pr:sub-handling></actions>
    <transformations><pr:provide-services><pr:all-services/></pr:provide-services></transformations>
  </rule>
  <rule id="ask">
    <conditions><identity><many/></identity></conditions>
    <actions><pr:sub-handling>confirm</pr:sub-handling></actions>
  </rule>
</ruleset>"#;

const NO_ID: &str = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule/></ruleset>";

const PUBLISHED: &str = r#"
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com">
  <tuple id="pc"><status><basic>open</basic></status><contact>sip:alice@192.0.2.4</contact>
    <note>Not for colleagues</note></tuple>
</presence>"#;

/// What the server keeps about one user.
struct User {
    presence: Presence,
    policy: Policy,
    /// The watchers, and what each of them got last.
    watchers: BTreeMap<AnyUri, Option<Notification>>,
}

/// The value of Subscription-State, and the body.
#[derive(Clone, PartialEq)]
struct Notification {
    state: &'static str,
    body: Option<Body>,
}

impl User {
    fn new(entity: &str) -> Result<Self, Error> {
        Ok(Self {
            presence: Presence::new(entity.parse()?),
            policy: Policy::new(sip_payloads::semantics()?, []),
            watchers: BTreeMap::new(),
        })
    }

    /// A PUT of rules. They are read in strict mode: the rules in force are those that the user wrote.
    fn put_rules(&mut self, body: &str) -> Result<(), Error> {
        let rules = sip_payloads::parse_with::<CommonPolicy>(body, &ReadOptions::strict())?;
        self.policy = Policy::new(sip_payloads::semantics()?, [rules.document]);
        Ok(())
    }

    /// A PUBLISH. What can be read of it is published.
    fn publish(&mut self, body: &str) -> Result<(), Error> {
        self.presence = sip_payloads::parse::<Pidf>(body)?;
        Ok(())
    }

    /// What the subscribers get whose subscription or presence is not what it was.
    fn notify(&mut self, now: &DateTime) -> Result<Vec<(AnyUri, Notification)>, Error> {
        let mut notifications = Vec::new();
        for (watcher, last) in &mut self.watchers {
            let request = Request::from_watcher(watcher.clone()).at(now.clone());
            let delivery = self.policy.deliver_to(&self.presence, &request);
            let seen = delivery.document();
            let body =
                seen.map(|seen| Body::of::<Pidf>(seen, &WriteOptions::default())).transpose()?;
            let notification = Notification { state: delivery.subscription_state(), body };
            if last.as_ref() != Some(&notification) {
                *last = Some(notification.clone());
                notifications.push((watcher.clone(), notification));
            }
        }
        Ok(notifications)
    }
}

fn main() -> Result<(), Error> {
    let mut alice = User::new("sip:alice@example.com")?;
    for watcher in ["sip:bob@example.com", "sip:carol@example.org"] {
        alice.watchers.insert(watcher.parse()?, None);
    }
    alice.put_rules(RULES)?;
    alice.publish(PUBLISHED)?;
    if let Err(error) = alice.put_rules(NO_ID) {
        println!("Refused: {error}");
    }

    // The server sets a timer to the next change, and does nothing before it.
    let mut next = Some("2026-03-02T08:30:00Z".parse::<DateTime>()?);
    while let Some(now) = next {
        println!("\n{now}");
        for (watcher, Notification { state, body }) in alice.notify(&now)? {
            println!("  NOTIFY {watcher}: {state}");
            if let Some(Body { content_type, bytes }) = body {
                println!("    {content_type}: {}", String::from_utf8_lossy(&bytes).trim_end());
            }
        }
        next = alice.policy.next_change(&now);
    }
    Ok(())
}
