//! Equivalence of URIs.

use std::borrow::Cow;

use xml_app_core::AnyUri;
use xml_app_core::value::split_scheme;

use crate::escapes::percent_decode;
use crate::normal_form::normalise;
use crate::sip::{SipUri, is_sip};

/// Equivalence of URIs by the rules of their scheme, and what the scheme is.
pub trait UriExt {
    /// Whether two URIs mean the same by the rules of their scheme: RFC 3261 §19.1.4 for `sip` and
    /// `sips`, RFC 3966 §3 for `tel`, `user@domain` for `mailto`, `pres`, `im` and `xmpp`, RFC 8141 §3.1
    /// for `urn`, RFC 3986 §6.2.2 (case and percent-encoding) for all others. URIs of different schemes
    /// are never equivalent.
    ///
    /// For SIP URIs the relation is not transitive: it ignores most parameters that only one URI has.
    ///
    /// ```
    /// use sip_uri::UriExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let same = |a, b| AnyUri::new(a).unwrap().is_equivalent(&AnyUri::new(b).unwrap());
    /// // RFC 3261 §19.1.4
    /// assert!(same("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"));
    /// assert!(same("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"));
    /// assert!(!same("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"));
    /// assert!(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"));
    /// ```
    fn is_equivalent(&self, other: &Self) -> bool;

    /// Like [`is_equivalent`](Self::is_equivalent), and also takes `sip%3Aalice%40example.com` for
    /// `sip:alice@example.com`: some software percent-encodes whole URIs in the documents that it
    /// stores.
    ///
    /// ```
    /// use sip_uri::UriExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let stored = AnyUri::new("sip%3Aalice%40example.com").unwrap();
    /// let asked = AnyUri::new("sip:alice@example.com").unwrap();
    /// assert!(stored.is_equivalent_lenient(&asked));
    /// assert!(!stored.is_equivalent(&asked));
    /// ```
    fn is_equivalent_lenient(&self, other: &Self) -> bool;

    /// A key for hash tables: [equivalent](Self::is_equivalent) URIs have the same key. URIs that are
    /// not equivalent may share a key, so the caller has to compare what it finds.
    ///
    /// ```
    /// use sip_uri::UriExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let key = |uri| AnyUri::new(uri).unwrap().equivalence_key();
    /// assert_eq!(key("tel:+1-212-555-1234"), key("tel:+12125551234"));
    /// assert_ne!(key("sip:alice@example.com"), key("sips:alice@example.com"));
    /// ```
    fn equivalence_key(&self) -> String;

    /// Whether it is an address of HTTP: its scheme is `http` or `https`.
    ///
    /// ```
    /// use sip_uri::UriExt as _;
    /// use xml_app_core::AnyUri;
    ///
    /// let is_http = |uri| AnyUri::new(uri).unwrap().is_http();
    /// assert!(is_http("HTTPS://xcap.example.com/"));
    /// assert!(!is_http("file:///etc/passwd") && !is_http("lists/index"));
    /// ```
    fn is_http(&self) -> bool;
}

impl UriExt for AnyUri {
    fn is_equivalent(&self, other: &Self) -> bool {
        equivalent(self.as_str(), other.as_str())
    }

    fn is_equivalent_lenient(&self, other: &Self) -> bool {
        equivalent(&repair(self.as_str()), &repair(other.as_str()))
    }

    fn equivalence_key(&self) -> String {
        equivalence_key(self.as_str())
    }

    fn is_http(&self) -> bool {
        self.scheme().is_some_and(|scheme| scheme == "http" || scheme == "https")
    }
}

fn equivalent(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    match (split_scheme(a), split_scheme(b)) {
        (Some((scheme_a, rest_a)), Some((scheme_b, rest_b))) => {
            scheme_a.eq_ignore_ascii_case(scheme_b)
                && if is_sip(scheme_a) {
                    SipUri::split(rest_a).equivalent(&SipUri::split(rest_b))
                } else {
                    normalise(scheme_a, rest_a) == normalise(scheme_b, rest_b)
                }
        }
        (None, None) => normalise("", a) == normalise("", b),
        _ => false,
    }
}

/// The same text for all URIs that are equivalent. Other URIs may have it too.
fn equivalence_key(uri: &str) -> String {
    let (scheme, rest) = split_scheme(uri).unwrap_or(("", uri));
    let key = if is_sip(scheme) { SipUri::split(rest).key() } else { normalise(scheme, rest) };
    format!("{}:{key}", scheme.to_ascii_lowercase())
}

/// The URI with its percent-encoding undone, if the colon of its scheme is encoded too.
fn repair(uri: &str) -> Cow<'_, str> {
    let decoded = uri.split_once('%').and_then(|(scheme, rest)| {
        rest.get(..2).filter(|hex| hex.eq_ignore_ascii_case("3a"))?;
        let decoded = String::from_utf8(percent_decode(uri).into_owned()).ok()?;
        (split_scheme(&decoded)?.0 == scheme).then_some(decoded)
    });
    decoded.map_or(Cow::Borrowed(uri), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equivalence_follows_rfc_3261() {
        // The equivalent pairs of RFC 3261 §19.1.4.
        for (a, b) in [
            ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;security=on"),
            ("sip:a%2fb%7E@example.com", "sip:a%2Fb~@example.com"),
            (
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
                "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
            ),
            (
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:alice@atlanta.com?priority=urgent&subject=project%20x",
            ),
        ] {
            assert!(equivalent(a, b), "{a} {b}");
            assert!(equivalent(b, a), "{b} {a}");
        }
        // The pairs there that are not equivalent.
        for (a, b) in [
            ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
            ("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
            ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
            ("sip:alice@example.com", "sips:alice@example.com"),
            ("sip:alice@example.com", "pres:alice@example.com"),
            // Reserved characters are not what they are when they are escaped.
            ("sip:a/b@example.com", "sip:a%2Fb@example.com"),
            ("sip:a@b@example.com", "sip:a%40b@example.com"),
            ("sip:a%2540@example.com", "sip:a%40@example.com"),
            ("sip:a%+1@example.com", "sip:a%01@example.com"),
        ] {
            assert!(!equivalent(a, b), "{a} {b}");
            assert!(!equivalent(b, a), "{b} {a}");
        }
    }

    #[test]
    fn equivalence_follows_rfc_3986() {
        assert!(equivalent("HTTP://Example.com/%7euser", "http://example.com/~user"));
        assert!(equivalent("http://example.com", "http://example.com/"));
        assert!(equivalent("pres:a%2fb@example.com", "pres:a%2Fb@example.com"));
        assert!(!equivalent("http://example.com/A", "http://example.com/a"));
        assert!(!equivalent("pres:a/b@example.com", "pres:a%2Fb@example.com"));
        assert!(!equivalent("urn:x:a", "x:a"));
    }

    #[test]
    fn equivalence_follows_the_scheme() {
        // RFC 3966 §3 and §4.
        assert!(equivalent("tel:+1-212-555-1234", "tel:+12125551234"));
        assert!(equivalent("tel:+1(212)555.1234", "TEL:+1-212-555-1234"));
        assert!(equivalent(
            "tel:7042;phone-context=Example.com;ext=1-2",
            "tel:7042;ext=12;phone-context=example.com"
        ));
        assert!(!equivalent("tel:+12125551234", "tel:12125551234"));
        assert!(!equivalent("tel:+12125551234", "tel:+12125551234;ext=1"));
        assert!(!equivalent("tel:+12125551234", "sip:+12125551234@example.com;user=phone"));
        assert!(equivalent("mailto:bob@Example.NET", "MAILTO:bob@example.net"));
        assert!(equivalent("pres:%62ob@EXAMPLE.net", "pres:bob@example.net"));
        assert!(equivalent("urn:UUID:F81D4FAE-7dec", "URN:uuid:f81d4fae-7DEC"));
        assert!(!equivalent("urn:example:A", "urn:example:a"));
        assert!(!equivalent("mailto:Bob@example.net", "mailto:bob@example.net"));
        assert!(!equivalent("mailto:bob@example.net", "pres:bob@example.net"));
    }

    #[test]
    fn equivalent_uris_have_one_key() {
        for (a, b) in [
            ("sip:%61lice@atlanta.com;transport=TCP", "SIP:alice@AtLanTa.CoM;Transport=tcp"),
            ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
            ("tel:+1-212-555-1234", "TEL:+12125551234"),
            ("HTTP://Example.com", "http://example.com/"),
        ] {
            assert!(equivalent(a, b), "{a} {b}");
            assert_eq!(equivalence_key(a), equivalence_key(b));
        }
        assert_ne!(equivalence_key("sip:a@example.com"), equivalence_key("sips:a@example.com"));
        assert_ne!(equivalence_key("sip:a@example.com"), equivalence_key("sip:A@example.com"));
    }
}
