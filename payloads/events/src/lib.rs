#![doc = include_str!("../README.md")]

pub mod conference_info;
pub mod dialog_info;
pub mod message_summary;
mod name_addr;
pub mod ns;
pub mod registration_info;
mod versioned;
pub mod watcher_info;

pub use versioned::{DocumentState, Versioned};
