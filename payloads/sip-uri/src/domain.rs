//! RFC 4745 §7.1.3: when two domains are the same.

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

use crate::escapes::percent_decode;

/// The domain part of an identity: see [`IdentityExt::domain`](crate::IdentityExt::domain).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domain {
    /// URIs of this kind have no domain: a telephone number.
    None,
    /// The domain, in the form of [`comparable_domain`].
    Of(String),
    /// The URI should have a domain, but it cannot be read.
    Unreadable,
}

/// A domain in the form in which domains are compared: percent-encoding undone, then `ToASCII`
/// (RFC 3490 §4.1, by UTS 46). `None`: the conversion fails, and the domain is equal to no other.
///
/// ```
/// use sip_uri::comparable_domain;
///
/// assert_eq!(comparable_domain("BÜCHER.example").unwrap(), "xn--bcher-kva.example");
/// assert_eq!(comparable_domain("ex%61mple.com").unwrap(), "example.com");
/// assert_eq!(comparable_domain("a..b"), None);
/// ```
pub fn comparable_domain(domain: &str) -> Option<String> {
    let bytes = percent_decode(domain);
    Uts46::new()
        .to_ascii(&bytes, AsciiDenyList::URL, Hyphens::Allow, DnsLength::Verify)
        .ok()
        .map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_compared_after_percent_decoding_and_to_ascii() {
        let same =
            |a, b| comparable_domain(a).is_some() && comparable_domain(a) == comparable_domain(b);
        assert!(same("example.com", "EXAMPLE.com"));
        assert!(same("ex%61mple.com", "example.com"));
        assert!(same("b%C3%BCcher.example", "xn--bcher-kva.example"));
        assert!(same("BÜCHER.example", "bücher.example"));
        assert!(!same("example.com", "evilcor.com"));
        assert!(!same("example.com", "www.example.com"));
        assert!(!same("example.com", "example.com.evil.net"));
        // A conversion that fails makes nothing equal, not even the same text.
        for text in ["", "a b.com", "xn--a", "a..b", "%FF.com"] {
            assert!(!same(text, text), "{text}");
        }
    }
}
