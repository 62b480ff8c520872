//! Conditions of OMA's common policy (its schema `xdm_commonPolicy`), as commonly implemented: who asks,
//! beyond what RFC 4745 can say.

use sip_policy::common_policy::Conditions;
use xml_app_core::{AnyUri, ExtensionOf, Extensions, XmlElement, XmlType};

use crate::ns;

/// `<other-identity>`: anybody whom no rule means by `<identity>` or `<external-list>`. Where it cannot be
/// told whether one does, nobody. Conditions of other vocabularies about who asks do not count.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "other-identity")]
pub struct OtherIdentity {
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<anonymous-request>`: anybody without an identity.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "anonymous-request")]
pub struct AnonymousRequest {
    /// What else was found on it.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<external-list>`: a member of one of these lists.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::COMMON_POLICY, name = "external-list")]
pub struct ExternalList {
    /// The lists.
    #[xml(child = "entry")]
    pub entries: Vec<Entry>,
    /// What else was found.
    #[xml(extensions(none))]
    pub extensions: Extensions<Self>,
}

/// `<entry>`: a list.
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
pub struct Entry {
    /// Where it is: the XCAP URI of a resource list. Without it nobody knows which list is meant, so nobody
    /// is known to be on it.
    #[xml(attribute)]
    pub anc: Option<AnyUri>,
    /// What else was found on it.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// These lists.
impl FromIterator<AnyUri> for ExternalList {
    fn from_iter<I: IntoIterator<Item = AnyUri>>(lists: I) -> Self {
        let entry = |anc| Entry { anc: Some(anc), extensions: Extensions::new() };
        Self { entries: lists.into_iter().map(entry).collect(), extensions: Extensions::new() }
    }
}

impl ExtensionOf<Conditions> for OtherIdentity {}
impl ExtensionOf<Conditions> for AnonymousRequest {}
impl ExtensionOf<Conditions> for ExternalList {}
