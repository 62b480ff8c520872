//! The documents of the SIP SIMPLE client SDK's wiki.

use sip_payloads::policy::common_policy::{Identity, Rule, RuleSet};
use sip_payloads::presence::{Basic, Contact, Note, Presence, Status, Tuple};

use sip_payloads::{AnyUri, Error};

type Build = fn() -> Result<Presence, Error>;

/// Headings and documents.
pub(crate) const DOCUMENTS: &[(&str, Build)] = &[("wiki: PIDF, two ways to reach someone", pidf)];

type BuildRules = fn() -> Result<RuleSet, Error>;

/// Headings and authorization documents.
pub(crate) const RULES: &[(&str, BuildRules)] = &[
    ("wiki: common policy, one of three identities", common_policy),
    ("wiki: presence rules, what one watcher may see", crate::rfc5025::example),
];

fn common_policy() -> Result<RuleSet, Error> {
    let identities: Vec<AnyUri> = vec![
        "sip:alice@example.com".parse()?,
        "mailto:bob@example.net".parse()?,
        "tel:+1-212-555-1234".parse()?,
    ];
    let mut rule = Rule::new("f3g44r1".parse()?).when(Identity::from_iter(identities));
    rule.actions = Some(Default::default());
    rule.transformations = Some(Default::default());
    Ok(RuleSet::from_iter([rule]))
}

fn pidf() -> Result<Presence, Error> {
    let mut mobile = Tuple::new("bs35r9".parse()?, Status::from(Basic::Open));
    mobile.contact =
        Some(Contact::new("im:someone@mobilecarrier.net".parse()?).with_priority("0.8".parse()?));
    mobile.notes = vec![
        Note::new("Don't Disturb Please!"),
        Note::new("Ne derangez pas, s'il vous plait").in_language("fr".parse()?),
    ];
    mobile.timestamp = Some("2008-09-11T20:42:03Z".parse()?);

    let mut mail = Tuple::new("eg92n8".parse()?, Status::from(Basic::Open));
    mail.contact =
        Some(Contact::new("mailto:someone@example.com".parse()?).with_priority("1.0".parse()?));

    let mut presence = Presence::new("pres:someone@example.com".parse()?);
    presence.tuples = vec![mobile, mail];
    presence.notes.push(Note::new("I'll be in Tokyo next week"));
    Ok(presence)
}
