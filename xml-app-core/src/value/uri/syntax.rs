//! The texts that XML Schema accepts as `xs:anyURI`.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

/// Whether XML Schema accepts a text as `xs:anyURI`: with characters that a URI does not allow
/// percent-encoded (XML Schema Part 2 §3.2.17, XLink §5.4), it has to be a URI reference (RFC 2396 §4).
pub(super) fn is_any_uri(text: &str) -> bool {
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
    // Most have none of these. The loop has no early exit, so that the compiler can do many bytes at a
    // time.
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

/// The syntax after a scheme without `//` is defined by the scheme, except for brackets: they are allowed
/// only around IPv6 addresses (RFC 2732 §3), where a host can begin.
fn brackets_are_valid(rest: &[u8], has_scheme: bool) -> bool {
    // As in hierarchical URIs, fragments are not checked.
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

/// The text in brackets at the beginning, and the text after them.
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

/// A text as a URI reference: characters that are not allowed are percent-encoded, and as few others as
/// possible.
pub(super) fn made_valid(text: &str) -> Cow<'_, str> {
    if is_any_uri(text) {
        return Cow::Borrowed(text);
    }
    // First brackets and percent signs that begin no escape, then all characters with a meaning.
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
pub(super) fn is_absolute(uri: &str) -> bool {
    let bytes = uri.as_bytes();
    let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.iter().find(|byte| !is_scheme(byte)) == Some(&b':')
}

/// The scheme of a URI, and what follows its colon (RFC 3986 §3). `None`, if the text does not begin
/// with a scheme: a relative reference.
///
/// ```
/// use xml_app_core::value::split_scheme;
/// assert_eq!(split_scheme("SIP:alice@example.com"), Some(("SIP", "alice@example.com")));
/// assert_eq!(split_scheme("a/b:c"), None);
/// ```
pub fn split_scheme(uri: &str) -> Option<(&str, &str)> {
    uri.split_once(':').filter(|(scheme, _)| is_scheme(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

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
