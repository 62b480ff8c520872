//! Documents that are put together to a state: the RFCs' examples in sequence, and properties of all packages.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

mod changes;
mod outcomes;
mod properties;
mod rfc_sequences;
