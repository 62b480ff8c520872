//! RFC 4745 §7.1: the identity of the watcher.

use xml_app_core::{
    AnyUri, Element, Error, ErrorKind, ExtensionElement, Extensions, Name, ReadContext, Unexpected,
    XmlChoice, XmlType,
};

use crate::{Failure, Verdict, ns};

/// `<identity>`: the watcher matches one of these. Only an authenticated watcher can match (RFC
/// 4745 §7.1.1).
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use sip_policy::{Policy, Request, Semantics};
///
/// let friends = Identity::from_iter(["sip:bob@example.com".parse()?, "tel:+15551234".parse()?]);
/// let rule = Rule::new("friends".parse()?).when(friends);
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
/// let bob = Request::from_watcher("sip:bob@example.com".parse()?);
/// assert_eq!(policy.evaluate(&bob).rules.len(), 1);
/// assert_eq!(policy.evaluate(&Request::anonymous()).rules.len(), 0);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct Identity {
    /// The condition is true if any of them matches.
    #[xml(choice, expected)]
    pub entities: Vec<Entities>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// One entity or several (RFC 4745 §7.1).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::COMMON_POLICY)]
pub enum Entities {
    /// One entity.
    #[xml(child = "one", from)]
    One(One),
    /// A domain, or everybody.
    #[xml(child = "many", from)]
    Many(Many),
    /// A child of another vocabulary. It matches no watcher if it is unknown (RFC 4745 §7.1.1).
    #[xml(extensions)]
    Extension(ExtensionElement<Identity>),
}

/// `<one>`: this entity (RFC 4745 §7.1.2).
///
/// ```
/// use sip_policy::common_policy::{Entities, Identity, One};
///
/// let one = One::new("sip:alice@example.com".parse()?);
/// let identity = Identity::from(Entities::One(one));
/// assert_eq!(identity, Identity::one("sip:alice@example.com".parse()?));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::COMMON_POLICY, check = check_one, new = "One identity.")]
pub struct One {
    /// Its identity, as a URI.
    #[xml(attribute)]
    pub id: AnyUri,
    /// At most one element of another vocabulary. If it is unknown, this matches no watcher.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<many>`: all authenticated watchers, or those of a domain (RFC 4745 §7.1.3).
///
/// ```
/// use sip_policy::common_policy::{Identity, Many, Rule, RuleSet};
/// use xml_app_core::RawElement;
///
/// let many = Many::of_domain("example.com").except("sip:alice@example.com".parse()?);
/// let rule = Rule::new("f3g44r1".parse()?).when(Identity::from(many));
/// assert_eq!(
///     RawElement::encode(&RuleSet::from_iter([rule]))?.to_string(),
///     "<cp:ruleset xmlns:cp=\"urn:ietf:params:xml:ns:common-policy\"><cp:rule id=\"f3g44r1\">\
///      <cp:conditions><cp:identity><cp:many domain=\"example.com\">\
///      <cp:except id=\"sip:alice@example.com\"/></cp:many></cp:identity></cp:conditions>\
///      </cp:rule></cp:ruleset>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(check = check_many)]
pub struct Many {
    /// The domain.
    #[xml(attribute)]
    pub domain: Option<String>,
    /// Exceptions: watchers that this `<many>` does not match.
    #[xml(choice)]
    pub exclusions: Vec<Exclusion>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// An exception of `<many>`.
///
/// ```
/// use sip_policy::common_policy::{Exclusion, Many};
///
/// let many = Many::of_domain("example.com").except("sip:alice@example.com".parse()?);
/// let [Exclusion::Except(except)] = many.exclusions.as_slice() else { unreachable!() };
/// assert_eq!(except.id.as_ref().unwrap(), "sip:alice@example.com");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::COMMON_POLICY)]
pub enum Exclusion {
    /// An entity or a domain.
    #[xml(child = "except")]
    Except(Except),
    /// An exception of another vocabulary. If it is unknown, it excludes everybody.
    #[xml(extensions)]
    Extension(ExtensionElement<Many>),
}

/// `<except>`: excludes an entity or a domain (RFC 4745 §7.1.3).
///
/// ```
/// use sip_policy::common_policy::{Identity, Many, Rule, RuleSet};
/// use sip_policy::{Failure, Policy, Request, Semantics};
///
/// let many = Many::default().except_domain("example.org");
/// let rule = Rule::new("r".parse()?).when(Identity::from(many));
/// let policy = Policy::new(Semantics::new(), [RuleSet::from_iter([rule])]);
/// let eve = Request::from_watcher("sip:eve@example.org".parse()?);
/// assert_eq!(policy.explain(&eve)[0].failures, [("identity", Failure::Excepted)]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlType)]
#[xml(check = check_except)]
pub struct Except {
    /// A domain.
    #[xml(attribute)]
    pub domain: Option<String>,
    /// One entity.
    #[xml(attribute)]
    pub id: Option<AnyUri>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl Identity {
    /// One entity.
    pub fn one(id: AnyUri) -> Self {
        Entities::One(One::new(id)).into()
    }

    /// All watchers of a domain.
    pub fn domain(domain: impl Into<String>) -> Self {
        Entities::Many(Many::of_domain(domain)).into()
    }

    /// All authenticated watchers.
    pub fn anybody() -> Self {
        Entities::Many(Many::default()).into()
    }
}

/// These entities: at least one.
impl From<Entities> for Identity {
    fn from(entities: Entities) -> Self {
        Self { entities: vec![entities], unexpected: Unexpected::new() }
    }
}

impl FromIterator<AnyUri> for Identity {
    fn from_iter<I: IntoIterator<Item = AnyUri>>(ids: I) -> Self {
        let entities = ids.into_iter().map(|id| Entities::One(One::new(id))).collect();
        Self { entities, unexpected: Unexpected::new() }
    }
}

impl Many {
    /// All watchers of a domain.
    pub fn of_domain(domain: impl Into<String>) -> Self {
        Self { domain: Some(domain.into()), ..Self::default() }
    }

    /// The same, except one entity.
    #[must_use]
    pub fn except(mut self, id: AnyUri) -> Self {
        self.exclusions.push(Exclusion::Except(Except { id: Some(id), ..Except::default() }));
        self
    }

    /// The same, except a domain.
    #[must_use]
    pub fn except_domain(mut self, domain: impl Into<String>) -> Self {
        let except = Except { domain: Some(domain.into()), ..Except::default() };
        self.exclusions.push(Exclusion::Except(except));
        self
    }
}

impl From<Many> for Identity {
    fn from(many: Many) -> Self {
        Entities::Many(many).into()
    }
}

fn check_one(one: &One, element: Element<'_>, context: &mut ReadContext<'_>) {
    if one.extensions.len() - one.extensions.unexpected_elements().count() > 1 {
        let message = "one may hold one element of another vocabulary, not several";
        context.report(element, Error::new(ErrorKind::TooMany, message));
    }
    // A missing id was reported while reading.
    if element.attribute(&Name::local_only("id")).is_some() {
        warn_of(one.can_be_somebody(), "", element, context);
    }
}

fn check_many(many: &Many, element: Element<'_>, context: &mut ReadContext<'_>) {
    warn_of(many.comparable_domain().map(drop), "", element, context);
}

fn check_except(except: &Except, element: Element<'_>, context: &mut ReadContext<'_>) {
    let consequence = ", so this <many> matches no watcher";
    warn_of(except.can_be_compared(), consequence, element, context);
}

/// Warns of identities that are valid but match no watcher. Unreadable ones were reported while
/// reading.
pub(super) fn warn_of(
    verdict: Verdict,
    consequence: &str,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    match verdict {
        Ok(()) | Err(Failure::Unreadable) => {}
        Err(failure) => context.warn(element, format!("{failure}{consequence}")),
    }
}
