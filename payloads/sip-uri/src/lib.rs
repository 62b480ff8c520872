//! URIs of SIP: whether two of them mean the same.
//!
//! [`AnyUri`](xml_app_core::AnyUri) keeps the spelling of a URI. [`UriExt`] compares URIs by the rules of
//! their scheme.
//!
//! ```
//! use sip_uri::UriExt as _;
//! use xml_app_core::AnyUri;
//!
//! let alice: AnyUri = "sip:%61lice@Example.COM;transport=tcp".parse()?;
//! assert!(alice.is_equivalent(&"sip:alice@example.com;transport=TCP".parse()?));
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod equivalence;
mod escapes;
mod normal_form;
mod sip;

pub use equivalence::UriExt;

/// The README, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
