//! Buddy lists: the document of the SIP SIMPLE client SDK's wiki built, one read, and its references resolved.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::Error;
use sip_payloads::lists::resource_lists::{Entry, EntryRef, List, Resolver, ResourceLists};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// A list with a list inside, and a reference to one of another user.
const MINE: &str = r#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
  <list name="friends">
    <entry uri="sip:bill@example.com"><display-name>Bill Doe</display-name></entry>
    <list name="close-friends">
      <display-name>Close Friends</display-name>
      <entry uri="sip:joe@example.com"><display-name>Joe Smith</display-name></entry>
      <external anchor="http://xcap.example.org/resource-lists/users/sip:a@example.org/index/~~/resource-lists/list%5b@name=%22mkting%22%5d">
        <display-name>Marketing</display-name></external>
    </list>
    <external anchor="http://xcap.example.net/gone/~~/resource-lists/list"/>
  </list>
</resource-lists>"#;

/// The other user's lists.
const THEIRS: &str = r#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
  <list name="mkting">
    <entry uri="sip:joe@EXAMPLE.com"/>
    <entry uri="sip:nancy@example.com"><display-name>Nancy Gross</display-name></entry>
  </list>
</resource-lists>"#;

fn main() -> Result<(), Error> {
    let mut friends = List::new();
    friends.push(Entry::new("sip:bill@example.com".parse()?).with_name("Bill Doe"));
    friends.push(EntryRef::new("some/ref".parse()?));
    println!("{}", ResourceLists::from([friends]).to_xml_pretty()?);

    let lists = sip_payloads::parse::<ResourceLists>(MINE)?;
    let friends = lists.list("friends").into_iter();
    for close in friends.clone().flat_map(List::lists) {
        println!("{}:", close.title().unwrap_or("without a name"));
        for entry in close.entries() {
            println!("  {} <{}>", entry.name().unwrap_or_default(), entry.uri);
        }
    }

    // The program fetches documents, over HTTP for example.
    let theirs = sip_payloads::parse::<ResourceLists>(THEIRS)?;
    let mut resolver = Resolver::new("http://xcap.example.com", |document: &str| match document {
        "http://xcap.example.org/resource-lists/users/sip:a@example.org/index" => {
            Ok(theirs.clone())
        }
        _ => Err("404 Not Found".to_owned()),
    });
    let flat = resolver.flatten_all(friends);
    println!("All friends:");
    for entry in &flat.entries {
        println!("  {} <{}>", entry.name().unwrap_or_default(), entry.uri);
    }
    for failure in &flat.failures {
        println!("not followed: {failure}");
    }
    Ok(())
}
