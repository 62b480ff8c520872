#![doc = include_str!("../README.md")]

pub mod ns;
pub mod resource_lists;
pub mod resource_lists_diff;
pub mod rlmi;
pub mod rls_services;
mod twice;
