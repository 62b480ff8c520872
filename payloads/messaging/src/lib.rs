#![doc = include_str!("../README.md")]

pub mod cpim;
pub mod file_transfer;
pub mod imdn;
pub mod is_composing;
pub mod ns;
