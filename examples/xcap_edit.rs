//! A buddy list on an XCAP server: an address, a node read, a buddy added, and what the server refuses.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::xcap::uri::{NodePath, XcapUri};
use sip_payloads::xcap::usage::{Request, Usage};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// The document that the server has.
const INDEX: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
  <!-- Whom I like. -->
  <list name="friends">
    <entry uri="sip:bill@example.com"><display-name>Bill Doe</display-name></entry>
  </list>
</resource-lists>
"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // What the client writes into the request line.
    let mut uri: XcapUri =
        "http://xcap.example.com/root/resource-lists/users/sip:joe@example.com/index".parse()?;
    uri.node = Some(NodePath::new(
        "resource-lists/list[@name=\"friends\"]/entry[@uri=\"sip:nancy@example.com\"]",
    ));
    println!("PUT {uri}\n");

    // What the server does with it.
    let request: XcapUri = uri.to_string().parse()?;
    let usage = Usage::of(&request.document.auid).ok_or("no such usage")?;
    let rules = Request { registry: sip_payloads::registry(), document: &request.document };
    let node = request.node.clone().unwrap_or_default();
    let put = |body: &str| {
        let content_type = Some("application/xcap-el+xml");
        usage.put(rules, INDEX.as_bytes(), &node, content_type, body.as_bytes())
    };
    let edited = put("<entry uri=\"sip:nancy@example.com\"/>")?;
    println!("{}\n{}", if edited.is_created { "201 Created" } else { "200 OK" }, edited.document);

    println!("GET {}", request.document);
    let name = NodePath::new("resource-lists/list[1]/entry[1]/display-name");
    println!("{}\n", usage.get(edited.document.as_bytes(), &name)?.body);

    // Each refusal has a status, and a conflict has a document that tells the client.
    for body in [
        "<entry uri=\"sip:somebody@example.com\"/>",
        "<entry",
        "<entry uri=\"sip:nancy@example.com\" x=\"1\"/>",
    ] {
        if let Err(refusal) = put(body) {
            println!("PUT {body}\n{} {refusal}", refusal.status());
            if let Some(document) = refusal.document(Some(&request)) {
                println!("{}", document.to_xml()?);
            }
        }
    }
    Ok(())
}
