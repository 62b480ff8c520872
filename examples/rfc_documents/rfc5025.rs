//! The document of RFC 5025, presence authorization rules.

use sip_payloads::policy::common_policy::{Identity, Rule, RuleSet};
use sip_payloads::policy::pres_rules::{
    PersonSelector, ProvideAttribute, ProvidePersons, ProvideServices, ProvideUnknownAttribute,
    ProvideUserInput, ProvideUserInputValue, ServiceSelector, SubHandling, SubHandlingValue,
};
use sip_payloads::{Error, Token};

type Build = fn() -> Result<RuleSet, Error>;

/// Headings and documents.
pub(crate) const RULES: &[(&str, Build)] = &[("RFC 5025 §6: what one watcher may see", example)];

pub(crate) fn example() -> Result<RuleSet, Error> {
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
