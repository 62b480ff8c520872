//! Line ends (XML 1.0 §2.11).

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

/// The text with line feeds as line ends, if roxmltree would keep a carriage return, which it does beside
/// references. Otherwise roxmltree replaces line ends itself, so nothing is copied.
pub(super) fn normalize(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr(b'\r', bytes).is_none()
        || (memmem::find(bytes, b"\r&").is_none() && memmem::find(bytes, b";\r").is_none())
    {
        return text;
    }
    let mut normalized = String::with_capacity(text.len());
    let mut copied = 0;
    for at in memchr_iter(b'\r', bytes) {
        normalized.push_str(text.get(copied..at).unwrap_or_default());
        copied = at + 1;
        if bytes.get(copied) != Some(&b'\n') {
            normalized.push('\n');
        }
    }
    normalized.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(normalized)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_beside_references_become_line_feeds() {
        for (text, normalized) in [
            ("x\r&amp;y", "x\n&amp;y"),
            ("x\r\r&amp;y\r\n", "x\n\n&amp;y\n"),
            ("&amp;\r\r\n\n", "&amp;\n\n\n"),
            ("&#13;\r&#13;", "&#13;\n&#13;"),
        ] {
            assert_eq!(normalize(Cow::Borrowed(text)), normalized, "{text:?}");
        }
        // The parser does the rest.
        assert!(matches!(normalize(Cow::Borrowed("a\r\nb\r;")), Cow::Borrowed(_)));
    }
}
