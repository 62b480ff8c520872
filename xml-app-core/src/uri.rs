//! What may be an `xs:anyURI`, and when two URIs mean the same.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

/// Whether XML Schema takes a text for an `xs:anyURI`: characters that a URI does not have are
/// thought of as percent-encoded (XML Schema Part 2 §3.2.17, XLink §5.4), and the result has to be a
/// URI reference (RFC 2396 §4).
pub(crate) fn is_any_uri(text: &str) -> bool {
    let bytes = text.as_bytes();
    let first = bytes.iter().position(|byte| matches!(byte, b':' | b'/' | b'?' | b'#'));
    let Some(first) = first else {
        return memchr2(b'[', b']', bytes).is_none()
            && (!bytes.contains(&b'%') || percent_is_valid(text));
    };
    // A first segment with a colon is a scheme.
    let (head, tail) = text.split_at_checked(first).unwrap_or((text, ""));
    let has_scheme = tail.starts_with(':');
    if has_scheme && !is_scheme(head) {
        return false;
    }
    let rest = if has_scheme { tail.get(1..).unwrap_or_default() } else { text };
    let hierarchy = rest.strip_prefix("//");
    // Most have none of these. Without a way out of the loop, so that it is done many bytes at a time.
    let is_rare = |byte: &u8| matches!(byte, b'#' | b'%' | b'[' | b']');
    if !bytes.iter().fold(false, |found, byte| found | is_rare(byte)) {
        return hierarchy.is_none_or(|rest| plain_authority_is_valid(rest.as_bytes()));
    }
    memchr_iter(b'#', bytes).take(2).count() < 2
        && percent_is_valid(text)
        && match hierarchy {
            Some(rest) => hierarchy_is_valid(rest.as_bytes()),
            None => brackets_are_valid(rest.as_bytes(), has_scheme),
        }
}

/// What stands without `//` behind a scheme, `sip` and `tel` for example, is the business of the scheme,
/// but for brackets: they stand around IPv6 addresses only (RFC 2732 §3), where a host may begin.
fn brackets_are_valid(rest: &[u8], has_scheme: bool) -> bool {
    // As in hierarchical URIs, fragments are not looked at.
    let mut rest = memchr(b'#', rest).map_or(rest, |end| rest.get(..end).unwrap_or_default());
    let mut before = None;
    while let Some(open) = memchr2(b'[', b']', rest) {
        let (head, tail) = rest.split_at(open);
        let begins_host = match head.last().copied().or(before) {
            None => true,
            Some(byte) => matches!(byte, b'@' | b'='),
        };
        let Some((address, after)) = address_in_brackets(tail) else { return false };
        let ends_host = after.first().is_none_or(|byte| b":;?&,".contains(byte));
        if !has_scheme || !begins_host || !is_like_ipv6(address) || !ends_host {
            return false;
        }
        (rest, before) = (after, Some(b']'));
    }
    true
}

/// What stands between the brackets at the beginning, and what follows them.
fn address_in_brackets(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let inside = text.strip_prefix(b"[")?;
    let (address, after) = inside.split_at_checked(memchr(b']', inside)?)?;
    Some((address, after.get(1..)?))
}

/// Whether these are the characters of an IPv6 address (RFC 2373 §2.2).
fn is_like_ipv6(address: &[u8]) -> bool {
    address.contains(&b':')
        && address.iter().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
}

/// A text as a URI reference: what it cannot hold is percent-encoded, as little as possible.
pub(crate) fn made_valid(text: &str) -> Cow<'_, str> {
    if is_any_uri(text) {
        return Cow::Borrowed(text);
    }
    // Brackets and percent signs that begin no escape first; then whatever has a meaning.
    let attempts: [&[u8]; 3] = [b"", b"[]", b":/?#[]@"];
    let mut attempts = attempts.into_iter().map(|reserved| encoded(text, reserved));
    let found = attempts.find(|encoded| is_any_uri(encoded));
    Cow::Owned(found.unwrap_or_else(|| encoded(text, b":/?#[]@%")))
}

/// A text with these characters, and percent signs that begin no escape, encoded.
fn encoded(text: &str, reserved: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len() + 8);
    for (index, c) in text.char_indices() {
        let hex = text.get(index + 1..index + 3).unwrap_or_default();
        let is_escape = hex.len() == 2 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_reserved = u8::try_from(c).is_ok_and(|byte| reserved.contains(&byte));
        if is_reserved || (c == '%' && !is_escape) {
            encoded.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            encoded.push(c);
        }
    }
    encoded
}

/// Authority and path of a hierarchical URI or a relative reference, after `//` (RFC 2396 §3.2, RFC
/// 2732).
fn hierarchy_is_valid(rest: &[u8]) -> bool {
    let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let (authority, path) = rest.split_at(end.unwrap_or(rest.len()));
    let path = path.split(|byte| *byte == b'#').next().unwrap_or_default();
    authority_is_valid(authority) && memchr2(b'[', b']', path).is_none()
}

/// The same without brackets: the authority at the beginning.
fn plain_authority_is_valid(rest: &[u8]) -> bool {
    let end = rest.iter().position(|byte| matches!(byte, b'/' | b'?'));
    let mut parts = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().split(|b| *b == b'@');
    let first = parts.next().unwrap_or_default();
    let host_port = parts.next().unwrap_or(first);
    let mut port = host_port.iter().skip_while(|byte| **byte != b':').skip(1);
    parts.next().is_none() && port.all(u8::is_ascii_digit)
}

fn authority_is_valid(authority: &[u8]) -> bool {
    let host_port = match memrchr(b'@', authority) {
        Some(at) if memchr(b'@', authority) != Some(at) => return false,
        Some(at) if memchr2(b'[', b']', authority).is_some_and(|bracket| bracket < at) => {
            return false;
        }
        Some(at) => authority.get(at + 1..).unwrap_or_default(),
        None => authority,
    };
    let port = match host_port {
        [b'[', host @ ..] => match memchr(b']', host) {
            Some(end) => host.get(end + 1..).unwrap_or_default(),
            None => return false,
        },
        host if memchr2(b'[', b']', host).is_some() => return false,
        host => memchr(b':', host).and_then(|colon| host.get(colon..)).unwrap_or_default(),
    };
    port.strip_prefix(b":").unwrap_or(port).iter().all(u8::is_ascii_digit)
}

fn percent_is_valid(text: &str) -> bool {
    let mut parts = text.split('%');
    parts.next();
    parts.all(|part| {
        let mut bytes = part.bytes();
        let mut hex = || bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        hex() && hex()
    })
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Whether a URI begins with a scheme.
pub(crate) fn is_absolute(uri: &str) -> bool {
    let bytes = uri.as_bytes();
    let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.iter().find(|byte| !is_scheme(byte)) == Some(&b':')
}

/// Scheme and the rest after the colon.
pub(crate) fn split_scheme(uri: &str) -> Option<(&str, &str)> {
    uri.split_once(':').filter(|(scheme, _)| is_scheme(scheme))
}

/// Whether two URIs mean the same by the rules of their scheme.
pub(crate) fn equivalent(a: &str, b: &str) -> bool {
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

/// The same text for all URIs that mean the same; others may share it.
pub(crate) fn equivalence_key(uri: &str) -> String {
    let (scheme, rest) = split_scheme(uri).unwrap_or(("", uri));
    let key = if is_sip(scheme) { SipUri::split(rest).key() } else { normalise(scheme, rest) };
    format!("{}:{key}", scheme.to_ascii_lowercase())
}

fn is_sip(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips")
}

/// Undoes the percent-encoding of a whole URI, where its scheme's colon was encoded too.
pub(crate) fn repair(uri: &str) -> Cow<'_, str> {
    match uri.split_once('%') {
        Some((scheme, rest))
            if is_scheme(scheme)
                && rest.get(..2).is_some_and(|hex| hex.eq_ignore_ascii_case("3a")) =>
        {
            match String::from_utf8(percent_decode(uri)) {
                Ok(decoded) => Cow::Owned(decoded),
                Err(_) => Cow::Borrowed(uri),
            }
        }
        _ => Cow::Borrowed(uri),
    }
}

fn percent_decode(text: &str) -> Vec<u8> {
    unescape(text, |_| false)
}

/// Undoes percent-encoding, but for the bytes that have to stay encoded: these in capitals.
fn unescape(text: &str, stays: impl Fn(u8) -> bool) -> Vec<u8> {
    let mut parts = text.split('%');
    let mut bytes = Vec::from(parts.next().unwrap_or_default());
    for part in parts {
        // `from_str_radix` takes a sign, too.
        let hex = part.get(..2).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (escaped, part.get(2..)) {
            (Some(byte), Some(rest)) => {
                if stays(byte) {
                    bytes.extend_from_slice(format!("%{byte:02X}").as_bytes());
                } else {
                    bytes.push(byte);
                }
                bytes.extend_from_slice(rest.as_bytes());
            }
            _ => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    bytes
}

/// What follows the scheme, in one spelling of all that mean the same.
fn normalise(scheme: &str, rest: &str) -> String {
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    if is("tel") {
        normalise_tel(rest)
    } else if ["mailto", "pres", "im", "xmpp"].into_iter().any(is) {
        normalise_mailbox(rest)
    } else if is("urn") {
        normalise_urn(rest)
    } else {
        normalise_generic(rest)
    }
}

/// The case of a URN's namespace means nothing (RFC 8141 §3.1), nor that of a UUID (RFC 9562 §4).
fn normalise_urn(rest: &str) -> String {
    let (namespace, name) = rest.split_once(':').unwrap_or((rest, ""));
    let (namespace, name) = (namespace.to_ascii_lowercase(), normalise_escapes(name));
    let name = if namespace == "uuid" { name.to_ascii_lowercase() } else { name };
    format!("{namespace}:{name}")
}

/// Telephone numbers (RFC 3966 §3): visual separators, case and the order of parameters mean nothing.
fn normalise_tel(rest: &str) -> String {
    let mut pieces = rest.split(';');
    let number = pieces.next().unwrap_or_default().to_ascii_lowercase();
    let without_separators = |text: &str| text.replace(['-', '.', '(', ')'], "");
    let mut parameters: Vec<_> = pieces
        .map(|parameter| {
            let parameter = normalise_escapes(parameter).to_ascii_lowercase();
            match parameter.split_once('=') {
                Some(("ext", digits)) => format!("ext={}", without_separators(digits)),
                Some(("phone-context", context)) if context.starts_with('+') => {
                    format!("phone-context={}", without_separators(context))
                }
                _ => parameter,
            }
        })
        .collect();
    parameters.sort_unstable();
    parameters.insert(0, without_separators(&number));
    parameters.join(";")
}

/// Addresses of the form `user@domain`: the domain is not case-sensitive (RFC 6068 §2, RFC 3859 §3,
/// RFC 3860 §3).
fn normalise_mailbox(rest: &str) -> String {
    let end = rest.find('?').unwrap_or(rest.len());
    let (address, query) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let address = match address.rsplit_once('@') {
        Some((user, domain)) => {
            format!("{}@{}", normalise_escapes(user), domain.to_ascii_lowercase())
        }
        None => normalise_escapes(address),
    };
    address + &normalise_escapes(query)
}

/// Case and percent-encoding normalisation (RFC 3986 §6.2.2.1, §6.2.2.2): unreserved characters are
/// decoded, other escapes upper-cased, the authority lower-cased up to the user part.
fn normalise_generic(rest: &str) -> String {
    let Some(after) = rest.strip_prefix("//") else {
        return normalise_escapes(rest);
    };
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority, path) = after.split_at_checked(end).unwrap_or((after, ""));
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, authority),
    };
    let mut normal = String::from("//");
    if let Some(user) = user {
        normal.push_str(&normalise_escapes(user));
        normal.push('@');
    }
    normal.push_str(&host.to_ascii_lowercase());
    normal.push_str(&normalise_escapes(if path.is_empty() { "/" } else { path }));
    normal
}

/// Characters that a URI does not have stand for their percent-encoding (XML Schema Part 2 §3.2.17).
fn normalise_escapes(text: &str) -> String {
    let is_unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    let mut normal = String::with_capacity(text.len());
    for byte in unescape(text, |byte| !is_unreserved(byte)) {
        match byte.is_ascii_graphic() && !b"\"<>[\\]^`{|}".contains(&byte) {
            true => normal.push(char::from(byte)),
            false => normal.push_str(&format!("%{byte:02X}")),
        }
    }
    normal
}

/// Undoes percent-encoding where it means nothing: not that of reserved characters (RFC 3261 §19.1.4),
/// nor that of the percent sign itself.
fn sip_decode(text: &str) -> Vec<u8> {
    unescape(text, |byte| b";/?:@&=+$,%".contains(&byte))
}

/// A SIP or SIPS URI, taken apart for comparison (RFC 3261 §19.1.1).
struct SipUri {
    user: Option<Vec<u8>>,
    host_port: String,
    parameters: BTreeMap<String, String>,
    headers: BTreeMap<String, Vec<u8>>,
}

impl SipUri {
    fn split(rest: &str) -> Self {
        // A question mark may stand in the user part, so that goes first.
        let (user, rest) = match rest.rsplit_once('@') {
            Some((user, rest)) => (Some(user), rest),
            None => (None, rest),
        };
        let (host, headers) = rest.split_once('?').unwrap_or((rest, ""));
        let mut pieces = host.split(';');
        let host_port = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let parameters = pieces
            .map(|piece| {
                let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
                let decode = |text| String::from_utf8_lossy(&sip_decode(text)).to_ascii_lowercase();
                (decode(name), decode(value))
            })
            .collect();
        let headers = headers
            .split('&')
            .filter(|header| !header.is_empty())
            .map(|header| {
                let (name, value) = header.split_once('=').unwrap_or((header, ""));
                (name.to_ascii_lowercase(), sip_decode(value))
            })
            .collect();
        Self { user: user.map(sip_decode), host_port, parameters, headers }
    }

    /// User, host and port: what has to be the same in any case.
    fn key(&self) -> String {
        let user = self.user.as_deref().map(String::from_utf8_lossy);
        format!("{}@{}", user.unwrap_or_default(), self.host_port)
    }

    /// RFC 3261 §19.1.4.
    fn equivalent(&self, other: &Self) -> bool {
        const ALWAYS_COMPARED: [&str; 5] = ["user", "ttl", "method", "maddr", "transport"];
        self.user == other.user
            && self.host_port == other.host_port
            && self.headers == other.headers
            && ALWAYS_COMPARED
                .iter()
                .all(|name| self.parameters.get(*name) == other.parameters.get(*name))
            && self.parameters.iter().all(|(name, value)| {
                other.parameters.get(name).is_none_or(|theirs| theirs == value)
            })
    }
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
    fn what_is_equivalent_has_one_key() {
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

    #[test]
    fn a_text_is_made_a_uri_by_encoding_as_little_as_possible() {
        for (text, valid) in [
            ("sip:alice@example.com", "sip:alice@example.com"),
            ("pres:%s", "pres:%25s"),
            ("100%", "100%25"),
            ("%41%4", "%41%254"),
            ("sip:[service]@example.org", "sip:%5Bservice%5D@example.org"),
            ("http://example.org/list[1]", "http://example.org/list%5B1%5D"),
            ("<sip:bob@example.com>", "<sip%3Abob%40example.com>"),
            ("a#b#c", "a%23b%23c"),
            (":x", "%3Ax"),
            ("\u{e9}[%", "\u{e9}%5B%25"),
        ] {
            assert_eq!(made_valid(text), valid);
            assert!(is_any_uri(valid), "{valid}");
        }
    }

    /// Case H6.
    #[test]
    fn brackets_stand_around_ipv6_addresses_only() {
        for text in [
            "sip:[2001:db8::1]",
            "sip:ida@[2001:db8::1]:5060;transport=tcp",
            "sip:ida@example.org;maddr=[2001:db8::1];x",
            "sip:ida@[::ffff:192.0.2.1]?subject=x",
            "http://[2001:db8::1]:80/",
        ] {
            assert!(is_any_uri(text), "{text}");
        }
        for text in [
            "sip:[service]@example.org",
            "sip:[2001:db8::1]x",
            "sip:a[2001:db8::1]",
            "sip:ida@[]",
            "sip:ida@[::1",
            "sip:ida@::1]",
            "sip:a@[::1][::1]",
            "list[1]",
            "a/list[@name=x]",
            "[::1]",
            "http://[a]b@example.org/",
            "http://a[b/",
            "http://example.org/list[1]",
        ] {
            assert!(!is_any_uri(text), "{text}");
        }
    }

    #[test]
    fn uri_references_are_told_from_other_texts() {
        for text in [
            "",
            "sip:alice@example.com",
            "a b",
            "../x?y#z",
            "tel:+09012345678",
            "%7e",
            "ä",
            "a/b:c",
        ] {
            assert!(is_any_uri(text), "{text}");
        }
        for text in ["%zz", "50%", "a#b#c", ":x", "1a:b"] {
            assert!(!is_any_uri(text), "{text}");
        }
    }
}
