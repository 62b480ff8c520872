//! Authorization documents: who may see which presence information.
//!
//! [`common_policy`] (RFC 4745) defines rules with conditions, actions and transformations.
//! [`pres_rules`] (RFC 5025) and [`dialog_rules`] define actions and transformations. A [`Policy`]
//! is made of such documents. It [evaluates](Policy::evaluate) a [`Request`] to [`Permissions`],
//! and [`filter`] applies them to a presence document. All functions are pure: the time, the
//! identity and the contents of external lists are arguments.
//!
//! Everything fails closed. A condition that is unknown or could not be read is false; an unknown
//! permission permits nothing; an element that no permission governs is shown only if it is named.

pub mod common_policy;
pub mod dialog_rules;
mod evaluation;
mod fan_out;
mod filter;
mod governance;
mod index;
mod lookup;
pub mod ns;
mod permissions;
mod policy;
pub mod pres_rules;
mod request;
mod satisfiable;
mod selected;
mod semantics;
mod subscription;

pub use evaluation::{Failure, Situation, Verdict};
pub use fan_out::{FanOut, Sent};
pub use filter::{Delivery, deliver, filter, polite_block};
pub use governance::{Classifies, Governance, Governed, Visibility};
pub use permissions::{Level, Member, PermissionValue, Permissions};
pub use policy::{Evaluation, Explanation, Match, Policy};
pub use request::{ExternalLists, Request};
pub use semantics::{Evaluate, Permission, PolicyModule, Selector, Semantics, semantics_of};
pub use subscription::{PolicyEvent, SubscriptionState};

/// The README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
