//! A vendor's condition and a vendor's permission, in a rule that is read, evaluated and explained.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::policy::common_policy::{Actions, CommonPolicy, Conditions};
use sip_payloads::policy::{
    Evaluate, Failure, Permission, Permissions, Policy, PolicyModule, Request, Semantics,
    Situation, Verdict, semantics_of,
};
use sip_payloads::xml::{Namespace, Unexpected, XmlElement, vocabulary};

const OFFICE: Namespace = Namespace::new("urn:example:office", "office");

/// `<in-office/>`: a condition. The watcher is in the network of the office.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = OFFICE, name = "in-office")]
pub struct InOffice {
    unexpected: Unexpected,
}

/// The network of the watcher: a fact that the server gives to the request.
pub struct Network(pub &'static str);

impl Evaluate for InOffice {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        match situation.fact::<Network>() {
            Some(Network("office")) => Ok(()),
            Some(_) => Err(Failure::Other("the watcher is in another network".into())),
            None => Err(Failure::Other("the network of the watcher is unknown".into())),
        }
    }
}

/// `<may-call>true</may-call>`: a permission.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = OFFICE, name = "may-call")]
pub struct MayCall {
    #[xml(text, from)]
    value: bool,
    unexpected: Unexpected,
}

impl Permission for MayCall {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(Self::NAME, self.value);
    }
}

vocabulary! {
    /// The vocabulary, for a registry.
    pub struct Office: "office", "the house rules";
    document CommonPolicy: OFFICE;
    extend Conditions { InOffice }
    extend Actions { MayCall }
    also semantics_of::<Office>;
}

impl PolicyModule for Office {
    fn define(semantics: &mut Semantics) {
        semantics.condition::<InOffice>().action::<MayCall>();
    }
}

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const RULES: &str = r#"
<ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:o="urn:example:office">
  <rule id="at-work">
    <conditions><identity><many domain="example.com"/></identity><o:in-office/></conditions>
    <actions><o:may-call>true</o:may-call></actions>
  </rule>
</ruleset>"#;

fn main() -> Result<(), sip_payloads::Error> {
    // Once, at start-up: the elements and their semantics.
    let mut builder = sip_payloads::registry_builder()?;
    builder.add(Office)?;
    builder.build().install()?;

    let rules = sip_payloads::parse::<CommonPolicy>(RULES)?;
    let policy = Policy::new(sip_payloads::semantics()?, [rules]);
    let bob = Request::from_watcher("sip:bob@example.com".parse()?);
    for (place, request) in [
        ("in the office", bob.clone().with_fact(Network("office"))),
        ("at home", bob.clone().with_fact(Network("home"))),
        ("somewhere", bob),
    ] {
        let permissions = policy.evaluate(&request).permissions;
        let answer =
            if permissions.is_granted(&MayCall::NAME) { "may call" } else { "may not call" };
        println!("Bob, {place}, {answer}.");
        for explanation in policy.explain(&request) {
            println!("  {explanation}");
        }
    }
    Ok(())
}
