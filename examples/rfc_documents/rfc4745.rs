//! The documents of RFC 4745, common policy.

use sip_payloads::policy::common_policy::{
    Condition, Conditions, Identity, Many, Rule, RuleSet, Sphere, Validity,
};
use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<RuleSet, Error>;

/// Headings and documents.
pub(crate) const RULES: &[(&str, Build)] = &[
    ("RFC 4745 §7.1.2: one of three identities", one),
    ("RFC 4745 §7.1.3.1: anybody who is authenticated", many),
    ("RFC 4745 §7.1.3.2: all but some domains and identities", except),
    ("RFC 4745 §7.1.3.3: a domain without two of its users", domain),
    ("RFC 4745 §7.3: spheres", spheres),
    ("RFC 4745 §7.4: a time", validity),
    ("RFC 4745 §12: everything together", together),
];

/// A rule whose actions and transformations are empty, as they are throughout the RFC.
fn rule(id: &str, conditions: impl IntoIterator<Item = Condition>) -> Result<Rule, Error> {
    let mut rule = Rule::new(id.parse()?);
    rule.conditions = Some(Conditions::from_iter(conditions));
    rule.actions = Some(Default::default());
    rule.transformations = Some(Default::default());
    Ok(rule)
}

fn one() -> Result<RuleSet, Error> {
    let identities: Vec<AnyUri> = vec![
        "sip:alice@example.com".parse()?,
        "tel:+1-212-555-1234".parse()?,
        "mailto:bob@example.net".parse()?,
    ];
    Ok(RuleSet::from_iter([rule("f3g44r1", [Identity::from_iter(identities).into()])?]))
}

fn many() -> Result<RuleSet, Error> {
    Ok(RuleSet::from_iter([rule("f3g44r5", [Identity::anybody().into()])?]))
}

fn except() -> Result<RuleSet, Error> {
    let many = Many::default()
        .except_domain("example.com")
        .except_domain("example.org")
        .except("sip:alice@bad.example.net".parse()?)
        .except("sip:bob@good.example.net".parse()?)
        .except("tel:+1-212-555-1234".parse()?)
        .except("sip:alice@example.com".parse()?);
    Ok(RuleSet::from_iter([rule(
        "f3g44r1",
        [Sphere::new("work").into(), Identity::from(many).into(), christmas_eve()?],
    )?]))
}

fn christmas_eve() -> Result<Condition, Error> {
    let (from, until) = ("2003-12-24T17:00:00+01:00", "2003-12-24T19:00:00+01:00");
    Ok(Validity::new(from.parse()?, until.parse()?).into())
}

fn domain() -> Result<RuleSet, Error> {
    let many = Many::of_domain("example.com")
        .except("sip:alice@example.com".parse()?)
        .except("sip:bob@example.com".parse()?);
    Ok(RuleSet::from_iter([rule("f3g44r1", [Identity::from(many).into()])?]))
}

fn spheres() -> Result<RuleSet, Error> {
    let one = |uri: &str| Ok::<_, Error>(Condition::from(Identity::one(uri.parse()?)));
    Ok(RuleSet::from_iter([
        rule("f3g44r2", [Sphere::new("work").into(), one("sip:andrew@example.com")?])?,
        rule("y6y55r2", [Sphere::new("home").into(), one("sip:allison@example.com")?])?,
        rule("z6y55r2", [one("sip:john@doe.example.com")?, Sphere::new("home work").into()])?,
    ]))
}

fn validity() -> Result<RuleSet, Error> {
    let (from, until) = ("2003-08-15T10:20:00.000-05:00", "2003-09-15T10:20:00.000-05:00");
    let validity = Validity::new(from.parse()?, until.parse()?);
    Ok(RuleSet::from_iter([rule("f3g44r3", [validity.into()])?]))
}

fn together() -> Result<RuleSet, Error> {
    let bob = Identity::one("sip:bob@example.com".parse()?);
    let conditions = [bob.into(), Sphere::new("work").into(), christmas_eve()?];
    Ok(RuleSet::from_iter([rule("f3g44r1", conditions)?]))
}
