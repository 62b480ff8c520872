//! URIs of SIP: equivalence, and the domains of identities.
//!
//! [`AnyUri`](xml_app_core::AnyUri) keeps the spelling of a URI. [`UriExt`] compares URIs by the rules of
//! their scheme. `IdentityExt` reads the domain of an identity and makes it comparable. It belongs to the
//! Cargo feature `domains`, which is on by default and brings the Unicode tables of `idna`. A [`UriSet`]
//! finds URIs by equivalence, and a [`UriMap`] finds values by it.
//!
//! ```
//! use sip_uri::UriExt as _;
//! use xml_app_core::AnyUri;
//!
//! let alice: AnyUri = "sip:%61lice@Example.COM;transport=tcp".parse()?;
//! assert!(alice.is_equivalent(&"sip:alice@example.com;transport=TCP".parse()?));
//! # Ok::<(), xml_app_core::Error>(())
//! ```

#[cfg(feature = "domains")]
mod domain;
mod equivalence;
mod escapes;
#[cfg(feature = "domains")]
mod host;
#[cfg(feature = "domains")]
mod identity;
mod map;
mod normal_form;
mod set;
mod sip;

#[cfg(feature = "domains")]
pub use domain::{Domain, comparable_domain};
pub use equivalence::UriExt;
pub use escapes::percent_decode;
#[cfg(feature = "domains")]
pub use identity::IdentityExt;
pub use map::UriMap;
pub use set::UriSet;

/// The README, as a test.
#[cfg(all(doctest, feature = "domains"))]
#[doc = include_str!("../README.md")]
struct Readme;
