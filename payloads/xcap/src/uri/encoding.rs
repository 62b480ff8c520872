//! Percent-encoding in XCAP URIs (RFC 4825 §6).

use super::UriError;

/// The text that a part of an address stands for. Characters that should be encoded and are not, as in deployed rules,
/// stand for themselves.
pub(super) fn decode(text: &str) -> Result<String, UriError> {
    let bytes = sip_uri::percent_decode(text).into_owned();
    String::from_utf8(bytes).map_err(|_| UriError::Encoding)
}

/// The parts before and after the first segment `~~`.
pub(super) fn split_node(path: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    while let Some(found) = path.get(from..)?.find("/~~") {
        let at = from + found;
        let rest = path.get(at + 3..)?;
        if rest.is_empty() {
            return Some((path.get(..at)?, ""));
        }
        if let Some(node) = rest.strip_prefix('/') {
            return Some((path.get(..at)?, node));
        }
        from = at + 3;
    }
    None
}

/// A segment of a path as it is written.
pub(super) fn segment(text: &str) -> String {
    // The separator of node selectors.
    if text == "~~" {
        return "%7E%7E".to_owned();
    }
    encode(text, |c, _| is_segment_char(c))
}

/// A node selector as it is written. The slashes between steps stay, those in values are encoded.
pub(super) fn node(selector: &str) -> String {
    encode(selector, |c, in_value| is_segment_char(c) || c == '/' && !in_value)
}

/// A namespace as it is written in a query.
pub(super) fn query(text: &str) -> String {
    encode(text, |c, _| is_segment_char(c) && !matches!(c, '(' | ')') || matches!(c, '/' | '?'))
}

/// A part of an XPointer as it is written in a query. Its parentheses are those of the XPointer.
pub(super) fn pointer(text: &str) -> String {
    encode(text, |c, _| is_segment_char(c) || matches!(c, '/' | '?'))
}

/// `pchar` of RFC 3986 §3.3.
fn is_segment_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c)
}

fn encode(text: &str, is_plain: impl Fn(char, bool) -> bool) -> String {
    let mut written = String::with_capacity(text.len());
    let mut quote = None;
    for c in text.chars() {
        if matches!(c, '"' | '\'') && quote.is_none_or(|quote| quote == c) {
            quote = if quote.is_none() { Some(c) } else { None };
        }
        if is_plain(c, quote.is_some()) {
            written.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                written.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    written
}

/// Where the steps of a selector end.
pub(super) fn step_ends(selector: &str) -> impl Iterator<Item = usize> + '_ {
    let mut quote = None;
    let ends = selector.char_indices().filter_map(move |(at, c)| {
        if matches!(c, '"' | '\'') && quote.is_none_or(|quote| quote == c) {
            quote = if quote.is_none() { Some(c) } else { None };
        }
        (c == '/' && quote.is_none()).then_some(at)
    });
    ends.chain(std::iter::once(selector.len()))
}
