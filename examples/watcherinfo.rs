//! Watchers: who watches a user, followed through two documents of a subscription to `presence.winfo`.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::Error;
use sip_payloads::event_state::Outcome;
use sip_payloads::events::watcher_info::{WatcherInfo, WatcherStatus, Watchers, WatchersExt};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const PROFESSOR: &str = "sip:professor@example.net";

/// The first NOTIFY: everything.
const FULL: &str = r#"<?xml version="1.0"?>
<watcherinfo xmlns="urn:ietf:params:xml:ns:watcherinfo" version="0" state="full">
  <watcher-list resource="sip:professor@example.net" package="presence">
    <watcher status="active" id="8ajksjda7s" duration-subscribed="509" event="approved"
        >sip:userA@example.net</watcher>
    <watcher status="pending" id="hh8juja87s997-ass7" display-name="Mr. Subscriber"
        event="subscribe">sip:userB@example.org</watcher>
  </watcher-list>
</watcherinfo>"#;

/// The second one: the professor has approved Mr. Subscriber, and user A has gone.
const PARTIAL: &str = r#"<?xml version="1.0"?>
<watcherinfo xmlns="urn:ietf:params:xml:ns:watcherinfo" version="1" state="partial">
  <watcher-list resource="sip:professor@example.net" package="presence">
    <watcher status="active" id="hh8juja87s997-ass7" display-name="Mr. Subscriber"
        event="approved">sip:userB@example.org</watcher>
    <watcher status="terminated" id="8ajksjda7s" event="timeout">sip:userA@example.net</watcher>
  </watcher-list>
</watcherinfo>"#;

fn main() -> Result<(), Error> {
    let mut watchers = Watchers::new();
    for body in [FULL, PARTIAL, PARTIAL] {
        match watchers.apply(sip_payloads::parse::<WatcherInfo>(body)?) {
            Outcome::Applied(changes) => {
                println!("applied: {} watchers changed", changes.rows.len());
                for row in &changes.rows {
                    let status = |watcher: Option<&_>| watcher.map_or("-".to_owned(), status);
                    let (old, new) = (row.change.old(), row.change.newest());
                    let (old, new) = (status(old.map(|old| &**old)), status(new.map(|new| &**new)));
                    let name = row.change.newest().map(ToString::to_string).unwrap_or_default();
                    println!("  {name} on {}: {old} -> {new}", row.group.resource);
                }
            }
            outcome => println!("not applied: {outcome:?}"),
        }
        for status in [WatcherStatus::Pending, WatcherStatus::Active] {
            let names = watchers.with_status(PROFESSOR, status).map(ToString::to_string);
            println!("{status}: {}", names.collect::<Vec<_>>().join(", "));
        }
    }
    for list in watchers.lists() {
        println!("list: {} in {}", list.resource, list.package);
    }
    Ok(())
}

fn status(watcher: &sip_payloads::events::watcher_info::Watcher) -> String {
    watcher.status.to_string()
}
