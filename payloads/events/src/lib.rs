#![doc = include_str!("../README.md")]

pub mod dialog_info;
pub mod ns;
