//! A client that keeps documents of an XCAP server, and is told what has changed (RFC 5874).
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::xcap::documents::{Documents, Outcome, difference};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const FRIENDS: &str = "resource-lists/users/sip:joe@example.com/index";
const RULES: &str = "pres-rules/users/sip:joe@example.com/index";
const ICON: &str =
    "org.openmobilealliance.pres-content/users/sip:joe@example.com/oma_status-icon/icon";

fn list(entries: &[&str]) -> String {
    let entry = |uri: &&str| format!("  <entry uri=\"{uri}\"/>\n");
    let entries: String = entries.iter().map(entry).collect();
    format!(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"friends\">\n{entries}</list>         </resource-lists>"
    )
}

fn main() -> Result<(), sip_payloads::Error> {
    let buddies = [
        "sip:ann@example.com",
        "sip:bill@example.com",
        "sip:cem@example.com",
        "sip:dora@example.com",
    ];
    let mut server = Documents::new();
    server.insert(FRIENDS, "7ahggs", &list(&buddies));
    server.insert(RULES, "8a77f8d", "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>");
    let mut client = server.clone();

    // Something changes at the server, and the client is notified.
    let before = server.clone();
    server.insert(
        FRIENDS,
        "ffds66a",
        &list(&["sip:ann@example.com", "sip:cem@example.com", "sip:dora@example.com"]),
    );
    server.remove(RULES);
    server.insert(
        ICON,
        "terteer",
        "<content xmlns=\"urn:oma:xml:prs:pres-content\"><data/></content>",
    );
    let notification = difference(&before, &server, "http://xcap.example.com/root/")?;
    println!("{notification}");

    for change in client.apply(&notification)? {
        match change.outcome {
            Outcome::Applied => println!("patched: {}", change.sel),
            Outcome::Removed => println!("removed: {}", change.sel),
            outcome if outcome.needs_fetch() => println!("to be fetched: {}", change.sel),
            outcome => println!("{outcome:?}: {}", change.sel),
        }
    }
    println!("\n{}", client.get(FRIENDS).map_or("", |friends| &friends.text));

    // The same notification again says nothing new.
    let again = client.apply(&notification)?;
    println!("\nagain: {:?}", again.iter().map(|change| &change.outcome).collect::<Vec<_>>());
    Ok(())
}
