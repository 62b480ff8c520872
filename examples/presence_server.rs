//! The core of a presence server, without its network: publications and rules come in; they are composed; each watcher
//! gets the body that the rules allow, one for each set of permissions; the presentity learns who watches; and the server
//! knows when it has to look again.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;
use std::io::Write as _;

use sip_payloads::event_state::{Notifier, Subscriber};
use sip_payloads::events::watcher_info::{
    Watcher, WatcherEvent, WatcherInfo, WatcherList, WatcherStatus,
};
use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::{Policy, Request, Sent};
use sip_payloads::presence::composition::{Composer, Composition};
use sip_payloads::presence::publications::{PublicationRules, Publications, PublishRequest};
use sip_payloads::rpid::current_sphere;
use sip_payloads::{AnyUri, DateTime, Error, ReadOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const ALICE: &str = "sip:alice@example.com";

const RULES: &str = r#"
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
  <rule id="office-hours">
    <conditions><identity><many domain="example.com"/></identity>
      <validity><from>2026-03-02T09:00:00Z</from><until>2026-03-02T17:00:00Z</until></validity>
    </conditions>
    <actions><pr:sub-handling>allow</pr:sub-handling></actions>
    <transformations><pr:provide-services><pr:all-services/></pr:provide-services>
      <pr:provide-persons><pr:all-persons/></pr:provide-persons>
      <pr:provide-activities>true</pr:provide-activities></transformations>
  </rule>
  <rule id="ask">
    <conditions><identity><many/></identity></conditions>
    <actions><pr:sub-handling>confirm</pr:sub-handling></actions>
  </rule>
</ruleset>"#;

const PHONE: &str = r#"
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
    xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:alice@example.com">
  <tuple id="t1"><status><basic>open</basic></status><contact>sip:alice@192.0.2.4</contact></tuple>
  <dm:person id="p1"><rpid:activities until="2026-03-02T09:15:00Z"><rpid:meeting/></rpid:activities></dm:person>
</presence>"#;

const LAPTOP: &str = r#"
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:alice@example.com">
  <tuple id="t1"><status><basic>open</basic></status><contact>sip:alice@192.0.2.9</contact>
    <note>Not for colleagues</note></tuple>
</presence>"#;

/// What the server keeps about one user.
struct User {
    publications: Publications,
    policy: Policy,
    /// The watchers, and what each of them got last.
    watchers: BTreeMap<AnyUri, Option<Sent>>,
    /// Who watches, for the subscriptions of the user to `presence.winfo`.
    watcher_info: Notifier<WatcherInfo>,
}

impl User {
    fn new(entity: &str) -> Result<Self, Error> {
        let composer = Composer::new(sip_payloads::meanings(), Composition::newest());
        let rules = PublicationRules::new(sip_payloads::registry().clone());
        Ok(Self {
            publications: Publications::new(entity.parse()?, composer, rules),
            policy: Policy::new(sip_payloads::semantics()?, []),
            watchers: BTreeMap::new(),
            watcher_info: Notifier::new(WatcherInfo::new()),
        })
    }

    /// A PUT of rules. They are read in strict mode: the rules in force are those that the user wrote.
    fn put_rules(&mut self, body: &str) -> Result<(), Error> {
        let rules = sip_payloads::parse_with::<CommonPolicy>(body, &ReadOptions::strict())?;
        self.policy = Policy::new(sip_payloads::semantics()?, [rules.document]);
        Ok(())
    }

    /// The watchers who get another document or another state than before.
    fn notify(&mut self, now: &DateTime) -> Result<Vec<(AnyUri, Sent)>, Error> {
        self.publications.expire(now);
        let composed = self.publications.compose(now);
        let sphere = current_sphere([&composed.presence]);
        let mut fan_out = self.policy.fan_out(&composed.presence);
        let mut notifications = Vec::new();
        let mut list = WatcherList::new(self.publications.entity().clone(), "presence".to_owned());
        for (number, (watcher, last)) in self.watchers.iter_mut().enumerate() {
            let request = Request::from_watcher(watcher.clone()).at(now.clone());
            let request = sphere.map_or(request.clone(), |sphere| request.in_sphere(sphere));
            let sent = fan_out.deliver_to(&request)?;
            list.watchers.push(watcher_of(number, watcher, &sent));
            if last.as_ref() != Some(&sent) {
                *last = Some(sent.clone());
                notifications.push((watcher.clone(), sent));
            }
        }
        let mut info = WatcherInfo::new();
        info.lists.push(list);
        let changed = self.watcher_info.replace(info);
        changed.map_err(|error| Error::new(sip_payloads::ErrorKind::Limit, error.to_string()))?;
        Ok(notifications)
    }

    /// When the server has to look again: a rule, a publication or an element ends or begins.
    fn next_change(&self, now: &DateTime) -> Option<DateTime> {
        let times = [self.policy.next_change(now), self.publications.compose(now).valid_until];
        times.into_iter().flatten().min_by_key(DateTime::assume_utc)
    }
}

/// The watcher as its row in watcher information (RFC 3857 §4.7.1).
fn watcher_of(number: usize, watcher: &AnyUri, sent: &Sent) -> Watcher {
    let (status, event) = match sent {
        Sent::Pending => (WatcherStatus::Pending, WatcherEvent::Subscribe),
        Sent::Document(_) => (WatcherStatus::Active, WatcherEvent::Approved),
        Sent::Rejected => (WatcherStatus::Terminated, WatcherEvent::Rejected),
    };
    Watcher::new(status, event, format!("w{number}"), watcher.clone())
}

fn main() -> Result<(), Error> {
    let mut alice = User::new(ALICE)?;
    alice.put_rules(RULES)?;
    for watcher in ["sip:bob@example.com", "sip:bert@example.com", "sip:carol@example.org"] {
        alice.watchers.insert(watcher.parse()?, None);
    }
    let mut alices_phone = Subscriber::default();
    let mut tags = (1..).map(|number: u32| format!("e{number}"));
    let mut tag = || tags.next().unwrap_or_default();

    let start: DateTime = "2026-03-02T08:30:00Z".parse()?;
    for body in [PHONE, LAPTOP] {
        let request =
            PublishRequest::new("application/pidf+xml", body.as_bytes()).expiring_in(7200);
        let response = alice.publications.publish(&request, &start, &mut tag);
        println!(
            "PUBLISH: {} {}, SIP-ETag: {}, Expires: {}",
            response.status,
            response.reason(),
            response.etag.unwrap_or_default(),
            response.expires.unwrap_or_default()
        );
    }

    // The server sets a timer to the next change, and does nothing before it.
    let mut next = Some(start);
    while let Some(now) = next {
        println!("\n{now}");
        for (watcher, sent) in alice.notify(&now)? {
            println!("  NOTIFY {watcher}: {}", sent.subscription_state());
            if let Sent::Document(body) = sent {
                println!("    {}", body.lines().skip(1).collect::<String>());
            }
        }
        if let Ok(Some(info)) = alice.watcher_info.notify(&mut alices_phone) {
            println!("  NOTIFY {ALICE} (presence.winfo)");
            println!("    {}", info.to_xml()?.lines().skip(1).collect::<String>());
        }
        next = alice.next_change(&now);
    }
    Ok(())
}
