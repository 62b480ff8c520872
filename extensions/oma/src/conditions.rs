//! Conditions of OMA's common policy (schema `xdm_commonPolicy`), as commonly implemented:
//! conditions about the watcher that RFC 4745 does not have.

use xml_app_core::{AnyUri, Extensions, Unexpected, XmlElement, XmlType};

use crate::ns;

/// `<other-identity>`: true for watchers whom no rule names by `<identity>` or `<external-list>`.
/// False if this is uncertain. Conditions of other vocabularies about the watcher do not count.
///
/// ```
/// use sip_oma::{Oma, OtherIdentity};
/// use sip_policy::common_policy::{Condition, Identity, Rule, RuleSet};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rules = RuleSet::from_iter([
///     Rule::new("bob".parse()?).when(Identity::one("sip:bob@example.com".parse()?)),
///     Rule::new("others".parse()?).when(Condition::extension(OtherIdentity::default())),
/// ]);
/// let policy = Policy::new(Semantics::new().with(Oma), [rules]);
/// let bob = policy.evaluate(&Request::from_watcher("sip:bob@example.com".parse()?));
/// assert_eq!(bob.rules[0].id, "bob");
/// let eve = policy.evaluate(&Request::from_watcher("sip:eve@example.com".parse()?));
/// assert_eq!(eve.rules[0].id, "others");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "other-identity")]
pub struct OtherIdentity {
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<anonymous-request>`: true for watchers without an identity.
///
/// ```
/// use sip_oma::{AnonymousRequest, Oma};
/// use sip_policy::common_policy::{Condition, Rule, RuleSet};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let rule = Rule::new("anonymous".parse()?)
///     .when(Condition::extension(AnonymousRequest::default()));
/// let policy = Policy::new(Semantics::new().with(Oma), [RuleSet::from_iter([rule])]);
/// assert_eq!(policy.evaluate(&Request::anonymous()).rules.len(), 1);
/// let bob = Request::from_watcher("sip:bob@example.com".parse()?);
/// assert_eq!(policy.evaluate(&bob).rules.len(), 0);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "anonymous-request")]
pub struct AnonymousRequest {
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<external-list>`: true for the members of one of these lists.
///
/// ```
/// use sip_oma::ExternalList;
/// use xml_app_core::RawElement;
///
/// let friends = "http://xcap.example.com/resource-lists/users/sip:alice@example.com/index";
/// let list = ExternalList::from_iter([friends.parse()?]);
/// assert_eq!(
///     RawElement::encode(&list)?.to_string(),
///     format!(
///         "<ocp:external-list xmlns:ocp=\"urn:oma:xml:xdm:common-policy\">\
///          <ocp:entry anc=\"{friends}\"/></ocp:external-list>"
///     )
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "external-list")]
pub struct ExternalList {
    /// The lists.
    #[xml(child = "entry")]
    pub entries: Vec<Entry>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<entry>`: a list.
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
pub struct Entry {
    /// Its address: the XCAP URI of a resource list. An entry without an address has no members.
    #[xml(attribute)]
    pub anc: Option<AnyUri>,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// These lists.
impl FromIterator<AnyUri> for ExternalList {
    fn from_iter<I: IntoIterator<Item = AnyUri>>(lists: I) -> Self {
        let entry = |anc| Entry { anc: Some(anc), extensions: Extensions::new() };
        Self { entries: lists.into_iter().map(entry).collect(), unexpected: Unexpected::new() }
    }
}
