//! RFC 4745 §7.1.3: the domain of an identity, and when two domains are the same.

use std::borrow::Cow;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use percent_encoding::percent_decode_str;
use xml_app_core::AnyUri;

/// The domain part of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Domain {
    /// Such identities have none: a telephone number.
    None,
    /// There is one, in the form in which domains are compared.
    Of(String),
    /// There should be one, but it cannot be made out.
    Unreadable,
}

/// The domain part of an identity: where its scheme has it, and nowhere else, because the rest of a URI
/// may look like one.
pub(crate) fn domain_of(identity: &AnyUri) -> Domain {
    let Some(host) = host_of(identity.as_str()) else { return Domain::Unreadable };
    match host.map(comparable) {
        None => Domain::None,
        Some(Some(domain)) => Domain::Of(domain),
        Some(None) => Domain::Unreadable,
    }
}

/// The same identity with its domain in the form in which domains are compared.
pub(crate) fn canonical(identity: &AnyUri) -> Cow<'_, AnyUri> {
    let text = identity.as_str();
    // Case is the business of URI equivalence.
    let host = host_of(text).flatten().filter(|host| !host.is_ascii() || host.contains('%'));
    let respelt = host.and_then(|host| {
        let (before, after) = around(text, host)?;
        AnyUri::new(&format!("{before}{}{after}", comparable(host)?)).ok()
    });
    respelt.map_or(Cow::Borrowed(identity), Cow::Owned)
}

/// Whether there should be a host in it, and is none: `sip:bob@`.
pub(crate) fn has_no_host(identity: &AnyUri) -> bool {
    host_of(identity.as_str()) == Some(Some(""))
}

/// User and domain alone, of schemes whose URIs hold more than an identity: without password, port,
/// parameters, headers and resource.
pub(crate) fn bare(identity: &AnyUri) -> Option<AnyUri> {
    let text = identity.as_str();
    let (scheme, rest) = text.split_once(':')?;
    let is_one = ["sip", "sips", "xmpp"].into_iter().any(|name| scheme.eq_ignore_ascii_case(name));
    let host = host_of(text).flatten().filter(|_| is_one)?;
    let user = match around(text, host)?.0.strip_suffix('@') {
        Some(before) => before.get(text.len() - rest.len()..)?.split(':').next()?,
        None => "",
    };
    AnyUri::new(&format!("{scheme}:{user}@{}", comparable(host)?)).ok()
}

/// What stands before and after a part of a text.
fn around<'t>(text: &'t str, part: &str) -> Option<(&'t str, &'t str)> {
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some((text.get(..start)?, text.get(start + part.len()..)?))
}

/// The host in a URI. `None`: it cannot be made out; `Some(None)`: such URIs have none.
#[allow(clippy::option_option, reason = "no host is not an unreadable host")]
fn host_of(uri: &str) -> Option<Option<&str>> {
    let (scheme, rest) = uri.split_once(':')?;
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let until = |ends: &[char], text| str::split(text, ends).next().unwrap_or_default();
    let address = if is("sip") || is("sips") {
        // The user part may hold what ends a host.
        rest
    } else if is("xmpp") {
        // An authority there is the account that is to be used, and not who is meant (RFC 5122 §2.3).
        until(&['/', '?', '#'], Some(rest).filter(|rest| !rest.starts_with('/'))?)
    } else if let Some(rest) = rest.strip_prefix("//") {
        until(&['/', '?', '#', '\\'], rest)
    } else if ["pres", "im", "mailto", "acct"].into_iter().any(is) {
        let address = until(&['?', '#'], rest);
        address.contains('@').then_some(address)?
    } else {
        // What an unknown scheme means by it is not known.
        return (is("urn") || is("tel") || !rest.contains('@')).then_some(None);
    };
    let host = address.split_once('@').map_or(address, |(_, host)| host);
    // A second one has no place in a URI, and nobody knows on which side of it the domain is.
    if host.contains('@') {
        return None;
    }
    let host = until(&[';', '?', '#', '/'], host);
    let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    Some(Some(port.map_or(host, |(host, _)| host)))
}

/// A domain in the form in which domains are compared: percent-encoding undone, then `ToASCII`
/// (RFC 3490 §4.1). `None`: the conversion fails, and the domain is equal to no other.
pub(crate) fn comparable(domain: &str) -> Option<String> {
    let bytes: Cow<'_, [u8]> = percent_decode_str(domain).into();
    Uts46::new()
        .to_ascii(&bytes, AsciiDenyList::URL, Hyphens::Allow, DnsLength::Verify)
        .ok()
        .map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(uri: &str) -> Domain {
        domain_of(&AnyUri::new(uri).unwrap())
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

    #[test]
    fn domains_are_compared_after_percent_decoding_and_to_ascii() {
        let same = |a, b| comparable(a).is_some() && comparable(a) == comparable(b);
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
