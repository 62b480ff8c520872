//! Percent-encoding (RFC 3986 §2.1).

use std::borrow::Cow;

/// Undoes all percent-encoding (RFC 3986 §2.1). A percent sign that begins no escape stays.
///
/// ```
/// assert_eq!(&*sip_uri::percent_decode("list%5b%40name%5D, 100%"), b"list[@name], 100%");
/// ```
pub fn percent_decode(text: &str) -> Cow<'_, [u8]> {
    match text.contains('%') {
        true => Cow::Owned(unescape(text, |_| false)),
        false => Cow::Borrowed(text.as_bytes()),
    }
}

/// The normal form of percent-encoding: unreserved characters are decoded (RFC 3986 §6.2.2.2), escapes
/// have capital digits (§6.2.2.1), and characters that no URI contains are encoded (XML Schema Part 2
/// §3.2.17).
pub(crate) fn normalise_escapes(text: &str) -> String {
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

/// Undoes percent-encoding, except that of the bytes for which `stays` is true: their escapes get
/// capital digits.
pub(crate) fn unescape(text: &str, stays: impl Fn(u8) -> bool) -> Vec<u8> {
    let mut parts = text.split('%');
    let mut bytes = Vec::from(parts.next().unwrap_or_default());
    for part in parts {
        // `from_str_radix` would also accept a sign.
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
