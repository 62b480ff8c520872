//! RFC 5025 §3.2.1: the effect of `<sub-handling>` on subscriptions, by the state machine of RFC
//! 3857 §4.7.1.

use crate::pres_rules::SubHandlingValue;

/// The state of a subscription (RFC 3857 §4.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SubscriptionState {
    /// It waits for a decision.
    Pending,
    /// It gets documents.
    Active,
    /// It expired without a decision, and is remembered.
    Waiting,
    /// It has ended.
    Terminated,
}

/// The effect of a change of policy on a subscription (RFC 3857 §4.7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolicyEvent {
    /// The watcher is rejected.
    Rejected,
    /// The watcher is approved.
    Approved,
}

impl SubHandlingValue {
    /// The status code that answers a new subscription, and its first state.
    ///
    /// ```
    /// use sip_policy::SubscriptionState;
    /// use sip_policy::pres_rules::SubHandlingValue;
    ///
    /// assert_eq!(SubHandlingValue::Confirm.answer(), (202, SubscriptionState::Pending));
    /// ```
    pub const fn answer(self) -> (u16, SubscriptionState) {
        match self {
            Self::Block => (403, SubscriptionState::Terminated),
            Self::Confirm => (202, SubscriptionState::Pending),
            Self::PoliteBlock | Self::Allow => (200, SubscriptionState::Active),
        }
    }

    /// The effect of changing the value to `new`: the event of RFC 3857, if it defines one, and the
    /// new state of the subscription. A change between polite blocking and allowing has no event,
    /// but the document changes.
    ///
    /// ```
    /// use sip_policy::pres_rules::SubHandlingValue::{Allow, Confirm};
    /// use sip_policy::{PolicyEvent, SubscriptionState::{Active, Pending}};
    ///
    /// assert_eq!(Confirm.change(Allow, Pending), (Some(PolicyEvent::Approved), Active));
    /// assert_eq!(Allow.change(Confirm, Active), (None, Pending));
    /// ```
    pub fn change(
        self,
        new: Self,
        state: SubscriptionState,
    ) -> (Option<PolicyEvent>, SubscriptionState) {
        use SubscriptionState::{Active, Pending, Terminated, Waiting};
        match new {
            _ if self == new => (None, state),
            Self::Block => (Some(PolicyEvent::Rejected), Terminated),
            // RFC 3857 has no event for this.
            Self::Confirm => (None, if state == Active { Pending } else { state }),
            Self::PoliteBlock | Self::Allow if self >= Self::PoliteBlock => (None, state),
            Self::PoliteBlock | Self::Allow => {
                let next = match state {
                    Pending | Active => Active,
                    Waiting | Terminated => Terminated,
                };
                (Some(PolicyEvent::Approved), next)
            }
        }
    }
}
