//! Common policy: builds rules, evaluates them, and prints why they do not match.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::policy::common_policy::{
    CommonPolicy, Identity, Many, Rule, RuleSet, Sphere, Validity,
};
use sip_payloads::policy::{Policy, Request};
use sip_payloads::{AnyUri, Error, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let body = CommonPolicy::to_xml_pretty(&wiki()?)?;
    println!("Content-Type: {}\n\n{body}", CommonPolicy::CONTENT_TYPES.join(", "));

    // A policy has all documents of a presentity, and is evaluated many times.
    let policy = Policy::new(sip_payloads::semantics()?, [wiki()?, conditions()?]);
    for request in [
        // RFC 3966: hyphens have no meaning.
        Request::from_watcher("tel:+12125551234".parse()?),
        Request::from_watcher("sip:carol@EXAMPLE.org".parse()?)
            .in_sphere("work")
            .at("2003-12-24T17:30:00+01:00".parse()?),
        Request::from_watcher("sip:dave@example.org".parse()?)
            .in_sphere("home")
            .at("2003-12-24T17:30:00+01:00".parse()?),
        Request::anonymous(),
    ] {
        let identities: Vec<_> = request.identities().map(AnyUri::as_str).collect();
        println!(
            "\n{}:",
            if identities.is_empty() { "anonymous".into() } else { identities.join(", ") }
        );
        for explanation in policy.explain(&request) {
            if explanation.matches() {
                println!("  rule {} matches", explanation.id());
            }
            for (condition, failure) in &explanation.failures {
                println!("  rule {}: {condition}: {failure}", explanation.id());
            }
        }
    }
    Ok(())
}

/// The document of the SIP SIMPLE client SDK's wiki, near that of RFC 4745 §7.1.2: one of three
/// identities.
fn wiki() -> Result<RuleSet, Error> {
    let identities: Vec<AnyUri> = vec![
        "sip:alice@example.com".parse()?,
        "mailto:bob@example.net".parse()?,
        "tel:+1-212-555-1234".parse()?,
    ];
    let mut rule = Rule::new("f3g44r1".parse()?).when(Identity::from_iter(identities));
    // Applications define permissions: this rule has none.
    rule.actions = Some(Default::default());
    rule.transformations = Some(Default::default());
    Ok(RuleSet::from_iter([rule]))
}

/// Every condition of RFC 4745. All of them have to be true.
fn conditions() -> Result<RuleSet, Error> {
    let colleagues = Many::of_domain("example.org").except("sip:dave@example.org".parse()?);
    let rule = Rule::new("christmas-eve".parse()?)
        .when(Identity::from(colleagues))
        .when(Sphere::new("work travel"))
        .when(Validity::new(
            "2003-12-24T17:00:00+01:00".parse()?,
            "2003-12-24T19:00:00+01:00".parse()?,
        ));
    Ok(RuleSet::from_iter([rule]))
}
