//! Names with addresses, as in SIP header fields.

use std::fmt;

/// Writes `"Bob" <sip:bob@example.com>`, or the URI alone: the `name-addr` of RFC 3261 §25.1.
pub(crate) fn write(f: &mut fmt::Formatter<'_>, name: Option<&str>, uri: &str) -> fmt::Result {
    let Some(name) = name.filter(|name| !name.is_empty()) else { return f.write_str(uri) };
    f.write_str("\"")?;
    for c in name.chars() {
        if matches!(c, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{c}")?;
    }
    write!(f, "\" <{uri}>")
}
