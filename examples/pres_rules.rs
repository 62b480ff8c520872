//! Presence rules: builds the document of the SIP SIMPLE client SDK's wiki, reads it, and prints
//! the permissions of several watchers.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::policy::common_policy::{CommonPolicy, Identity, Rule, RuleSet};
use sip_payloads::policy::pres_rules::{
    PersonSelector, ProvideAttribute, ProvidePersons, ProvideServices, ProvideUnknownAttribute,
    ProvideUserInput, ProvideUserInputValue, ServiceSelector, SubHandling, SubHandlingValue,
};
use sip_payloads::policy::{Policy, Request};
use sip_payloads::{Error, Token, XmlApplication};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let body = CommonPolicy::to_xml_pretty(&wiki()?)?;
    println!("Content-Type: {}\n\n{body}", CommonPolicy::CONTENT_TYPES.join(", "));

    let rules = sip_payloads::parse::<CommonPolicy>(body.as_bytes())?;
    if let Some(persons) = rules
        .rule("a")
        .and_then(|rule| rule.transformations.as_ref())
        .and_then(|transformations| transformations.extensions.get::<ProvidePersons>())
    {
        println!("persons that rule a shows: {:?}", persons.persons);
    }

    let policy = Policy::new(sip_payloads::semantics()?, [rules]);
    for watcher in ["sip:user@example.com", "sip:eve@example.com"] {
        let request = Request::from_watcher(watcher.parse()?);
        let permissions = policy.evaluate(&request).permissions;
        let handling = permissions.sub_handling();
        let (status, state) = handling.answer();
        println!("\n{watcher}: {handling:?}, so the SUBSCRIBE gets {status} and is {state:?}");
        for (name, value) in permissions.iter() {
            println!("  {}: {value}", name.local());
        }
    }
    Ok(())
}

/// The document of the wiki, which is that of RFC 5025 §6.
fn wiki() -> Result<RuleSet, Error> {
    let schemes =
        ["sip", "mailto"].map(|scheme| ServiceSelector::ServiceUriScheme(Token::new(scheme)));
    let rule = Rule::new("a".parse()?)
        .when(Identity::one("sip:user@example.com".parse()?))
        .allow(SubHandling::from(SubHandlingValue::Allow))
        .show(ProvideServices::from_iter(schemes))
        .show(ProvidePersons::from_iter([PersonSelector::AllPersons]))
        .show(ProvideAttribute::Activities(true.into()))
        .show(ProvideUserInput::from(ProvideUserInputValue::Bare))
        .show(ProvideUnknownAttribute::new("urn:vendor-specific:foo-namespace", "foo"));
    Ok(RuleSet::from_iter([rule]))
}
