//! Authorization documents: who may see what of someone's presence.
//!
//! [`common_policy`] (RFC 4745) is the frame: rules with conditions, actions and transformations.
//! [`pres_rules`] (RFC 5025) and [`dialog_rules`] fill it. A [`Policy`] is made of such documents;
//! it [evaluates](Policy::evaluate) a [`Request`] to [`Permissions`], and [`filter`] makes of a
//! presence document and permissions what the watcher gets. All of it is pure: the time, the identity
//! and the contents of lists elsewhere are arguments.
//!
//! Everything fails closed. A condition that nobody understands or that could not be read is false; a
//! permission that nobody understands permits nothing; an element that nobody claims is shown only if
//! it is named.

pub mod common_policy;
pub mod dialog_rules;
mod evaluation;
mod filter;
mod governance;
mod index;
pub mod ns;
mod permissions;
mod policy;
mod possible;
pub mod pres_rules;
mod request;
mod selected;
mod semantics;
mod subscription;

pub use evaluation::{Failure, Situation, Verdict};
pub use filter::{Delivery, deliver, filter, polite_block};
pub use governance::{Classifies, Governance, Governed, Visibility};
pub use permissions::{Level, Member, PermissionValue, Permissions};
pub use policy::{Evaluation, Explanation, Match, Policy};
pub use request::{ExternalLists, Request};
pub use semantics::{Evaluate, Permission, PolicyModule, Selector, Semantics};
pub use subscription::{PolicyEvent, SubscriptionState};
