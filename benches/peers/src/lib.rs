//! Other XML crates that read and write the presence documents of `benches/presence.rs`, and what a
//! round trip through each of them loses.

pub mod documents;
pub mod fidelity;
pub mod namespaces;
pub mod peers;
pub mod timing;
pub mod values;
