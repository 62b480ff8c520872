//! Identities: URIs of watchers (RFC 4745 §7).

use std::borrow::Cow;

use xml_app_core::AnyUri;

use crate::domain::{Domain, comparable_domain};
use crate::host::{around, host_of};

/// What a URI says about the one that it identifies (RFC 4745 §7.1, §7.2).
pub trait IdentityExt: Clone {
    /// The domain of the identity (RFC 4745 §7.1.3). It is read only where the scheme has it, because
    /// other parts of the URI may look like a domain.
    ///
    /// ```
    /// use sip_uri::{Domain, IdentityExt as _};
    /// use xml_app_core::AnyUri;
    ///
    /// let domain = |uri| AnyUri::new(uri).unwrap().domain();
    /// assert_eq!(domain("sip:bob@EXAMPLE.com:5060"), Domain::Of("example.com".into()));
    /// assert_eq!(domain("xmpp:example.com/foo@evil.com"), Domain::Of("example.com".into()));
    /// assert_eq!(domain("tel:+12125551234"), Domain::None);
    /// assert_eq!(domain("sip:bob@evil.com?x=y@example.com"), Domain::Unreadable);
    /// ```
    fn domain(&self) -> Domain;

    /// The same identity, with its domain in the form of [`comparable_domain`]. A domain of plain ASCII
    /// keeps its case, because [`is_equivalent`](crate::UriExt::is_equivalent) ignores it. A domain that
    /// has no such form stays as it is.
    ///
    /// ```
    /// use sip_uri::IdentityExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let bob = AnyUri::new("sip:bob@b%C3%BCcher.example").unwrap();
    /// assert_eq!(*bob.canonical(), "sip:bob@xn--bcher-kva.example");
    /// ```
    fn canonical(&self) -> Cow<'_, Self>;

    /// User and domain alone, for the schemes whose URIs hold more than an identity (`sip`, `sips` and
    /// `xmpp`): without password, port, parameters, headers and resource. `None` for other schemes, and
    /// if the domain cannot be read.
    ///
    /// ```
    /// use sip_uri::IdentityExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let bare = |uri| AnyUri::new(uri).unwrap().bare();
    /// let bob = bare("sip:bob:secret@EXAMPLE.com:5060;transport=tcp?subject=x").unwrap();
    /// assert_eq!(bob, "sip:bob@example.com");
    /// assert_eq!(bare("xmpp:bob@example.com/home").unwrap(), "xmpp:bob@example.com");
    /// assert_eq!(bare("tel:+12125551234"), None);
    /// ```
    fn bare(&self) -> Option<Self>;

    /// Whether the URI should have a host, and has none.
    ///
    /// ```
    /// use sip_uri::IdentityExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let has_no_host = |uri| AnyUri::new(uri).unwrap().has_no_host();
    /// assert!(has_no_host("sip:bob@"));
    /// assert!(!has_no_host("sip:bob@example.com"));
    /// assert!(!has_no_host("tel:+12125551234"));
    /// ```
    fn has_no_host(&self) -> bool;
}

impl IdentityExt for AnyUri {
    fn domain(&self) -> Domain {
        let Some(host) = host_of(self.as_str()) else { return Domain::Unreadable };
        match host.map(comparable_domain) {
            None => Domain::None,
            Some(Some(domain)) => Domain::Of(domain),
            Some(None) => Domain::Unreadable,
        }
    }

    fn canonical(&self) -> Cow<'_, Self> {
        let text = self.as_str();
        // URI equivalence ignores the case of ASCII hosts, so they can stay as they are.
        let host = host_of(text).flatten().filter(|host| !host.is_ascii() || host.contains('%'));
        let respelt = host.and_then(|host| {
            let (before, after) = around(text, host)?;
            Self::new(&format!("{before}{}{after}", comparable_domain(host)?)).ok()
        });
        respelt.map_or(Cow::Borrowed(self), Cow::Owned)
    }

    fn bare(&self) -> Option<Self> {
        let text = self.as_str();
        let (scheme, rest) = text.split_once(':')?;
        let is_one =
            ["sip", "sips", "xmpp"].into_iter().any(|name| scheme.eq_ignore_ascii_case(name));
        let host = host_of(text).flatten().filter(|_| is_one)?;
        let user = match around(text, host)?.0.strip_suffix('@') {
            Some(before) => before.get(text.len() - rest.len()..)?.split(':').next()?,
            None => "",
        };
        Self::new(&format!("{scheme}:{user}@{}", comparable_domain(host)?)).ok()
    }

    fn has_no_host(&self) -> bool {
        host_of(self.as_str()) == Some(Some(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(uri: &str) -> Domain {
        AnyUri::new(uri).unwrap().domain()
    }

    #[test]
    fn the_domain_is_found_in_every_kind_of_uri() {
        for uri in [
            "sip:bob@example.com",
            "SIP:bob@EXAMPLE.com:5060;transport=tcp?subject=x",
            "sips:example.com",
            "sip:%40x@example.com",
            "sip:a?b@example.com",
            "pres:bob@example.com",
            "mailto:bob@example.com?subject=a",
            "xmpp:bob@example.com/home",
            "xmpp:example.com/foo@evil.com",
            "acct:bob@example.com",
            "https://bob@example.com:8080/~bob",
            "http://example.com",
            "http://example.com?@evil.com",
            "http://example.com#@evil.com",
        ] {
            assert_eq!(domain(uri), Domain::Of("example.com".into()), "{uri}");
        }
        for uri in ["tel:+12125551234", "tel:1;x=@example.com", "urn:x:@example.com", "x-id:bob"] {
            assert_eq!(domain(uri), Domain::None, "{uri}");
        }
        for uri in [
            "bob",
            "bob@example.com",
            "sip:bob@evil.com?x=y@example.com",
            "sip:bob@",
            "sip:b@a..b",
            "sip:bob@[2001:db8::1]",
            "pres:bob",
            "pres:evil?x@example.com",
            "mailto:?to=bob@example.com",
            "mailto:eve@evil.com,bob@example.com",
            "x-id:bob@example.com",
            "xmpp://example.com/eve@evil.org",
        ] {
            assert_eq!(domain(uri), Domain::Unreadable, "{uri}");
        }
    }
}
