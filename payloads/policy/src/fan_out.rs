//! One presence document for many watchers.

use std::collections::HashMap;
use std::sync::Arc;

use sip_presence::{Pidf, Presence};
use xml_app_core::{Error, XmlApplication as _};

use crate::{Delivery, Permissions, Policy, Request};

#[cfg(test)]
mod tests;

/// A presence document on its way to many watchers. Each is evaluated; those with equal permissions share one document,
/// which is filtered and written once.
///
/// ```
/// use sip_policy::common_policy::{Identity, Rule, RuleSet};
/// use sip_policy::pres_rules::{PresRules, SubHandling, SubHandlingValue};
/// use sip_policy::{Policy, Request, Semantics, Sent};
/// use sip_presence::Presence;
///
/// let colleagues = Rule::new("colleagues".parse()?)
///     .when(Identity::domain("example.com"))
///     .allow(SubHandling::from(SubHandlingValue::Allow));
/// let policy = Policy::new(Semantics::new().with(PresRules), [RuleSet::from_iter([colleagues])]);
/// let presence = Presence::new("sip:alice@example.com".parse()?);
///
/// let mut fan_out = policy.fan_out(&presence);
/// for watcher in ["sip:bob@example.com", "sip:carol@example.com", "sip:eve@example.net"] {
///     match fan_out.deliver_to(&Request::from_watcher(watcher.parse()?))? {
///         Sent::Document(xml) => assert!(xml.contains("sip:alice@example.com")), // The body of a NOTIFY.
///         Sent::Rejected | Sent::Pending => assert_eq!(watcher, "sip:eve@example.net"),
///     }
/// }
/// assert_eq!(fan_out.documents(), 1);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct FanOut<'p> {
    policy: &'p Policy,
    presence: &'p Presence,
    known: HashMap<Permissions, Sent>,
}

/// What the server sends to a watcher: [`Delivery`] with the document written, and shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// No document, and the subscription ends: `block`.
    Rejected,
    /// No document yet: `confirm`.
    Pending,
    /// A document of type `application/pidf+xml`.
    Document(Arc<str>),
}

impl Sent {
    /// The value of the header field Subscription-State, as [`Delivery::subscription_state`].
    pub fn subscription_state(&self) -> &'static str {
        match self {
            Self::Rejected => Delivery::Rejected.subscription_state(),
            Self::Pending => Delivery::Pending.subscription_state(),
            Self::Document(_) => "active",
        }
    }
}

impl Policy {
    /// A presence document on its way to many watchers.
    pub fn fan_out<'p>(&'p self, presence: &'p Presence) -> FanOut<'p> {
        FanOut { policy: self, presence, known: HashMap::new() }
    }
}

impl FanOut<'_> {
    /// What the server sends to a watcher who makes this request.
    ///
    /// # Errors
    /// The document cannot be written; see [`xml_app_core::XmlApplication::to_xml`].
    pub fn deliver_to(&mut self, request: &Request<'_>) -> Result<Sent, Error> {
        let permissions = self.policy.evaluate(request).permissions;
        if let Some(sent) = self.known.get(&permissions) {
            return Ok(sent.clone());
        }
        let sent = match self.policy.deliver(self.presence, &permissions) {
            Delivery::Rejected => Sent::Rejected,
            Delivery::Pending => Sent::Pending,
            Delivery::Document(document) => Sent::Document(Pidf::to_xml(&document)?.into()),
        };
        self.known.insert(permissions, sent.clone());
        Ok(sent)
    }

    /// How many documents have been written.
    pub fn documents(&self) -> usize {
        self.known.values().filter(|sent| matches!(sent, Sent::Document(_))).count()
    }
}
