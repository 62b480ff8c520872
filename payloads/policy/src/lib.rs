//! Authorization documents: common policy (RFC 4745) and presence rules (RFC 5025).

pub mod common_policy;
pub mod dialog_rules;
pub mod ns;
pub mod pres_rules;
