#![doc = include_str!("../README.md")]

pub mod directory;
pub mod documents;
pub mod edit;
pub mod ns;
pub mod pres_content;
pub mod uri;
pub mod usage;
pub mod xcap_caps;
pub mod xcap_diff;
pub mod xcap_error;
