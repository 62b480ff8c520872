//! White space, as XML Schema defines it.

use std::borrow::Cow;

/// The characters that XML Schema calls white space: a subset of what Rust's `trim` removes.
pub(crate) const fn is_white_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a text of a document is only XML white space. No other character up to the space is allowed in
/// a document, so bytes are compared with the space: eight at a time, because half of all texts are
/// indentation.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    words.iter().all(|word| is_blank_word(u64::from_ne_bytes(*word)))
        && rest.iter().all(|byte| *byte <= b' ')
}

/// Whether none of eight bytes is greater than the space.
#[inline]
const fn is_blank_word(word: u64) -> bool {
    const HIGH: u64 = u64::from_ne_bytes([0xC0; 8]);
    const TO_HIGH: u64 = u64::from_ne_bytes([0x5F; 8]);
    // Adding 0x5F carries 0x21 to 0x3F into the highest bit, and 0x00 to 0x20 not.
    word & HIGH == 0 && (word + TO_HIGH) & u64::from_ne_bytes([0x80; 8]) == 0
}

/// Removes XML white space from both ends. This is `collapse` for types that allow no white space inside.
///
/// ```
/// assert_eq!(xml_app_core::value::trim("\n open\t"), "open");
/// ```
pub fn trim(text: &str) -> &str {
    // Nearly always there is nothing to remove.
    match text.as_bytes() {
        [first, .., last] if *first > b' ' && *last > b' ' => text,
        _ => text.trim_matches(is_white_space),
    }
}

/// The white-space facet `collapse` (XML Schema Part 2 §4.3.6).
///
/// ```
/// assert_eq!(xml_app_core::value::collapse(" on\n the  phone "), "on the phone");
/// ```
pub fn collapse(text: &str) -> Cow<'_, str> {
    // The loop has no early exit, so that the compiler can do many bytes at a time.
    if text.bytes().fold(true, |clean, byte| clean & (byte > b' ')) {
        return Cow::Borrowed(text);
    }
    let trimmed = trim(text);
    let mut previous = 'x';
    let clean = trimmed.chars().all(|c| {
        let fine = c != '\t' && c != '\n' && c != '\r' && !(c == ' ' && previous == ' ');
        previous = c;
        fine
    });
    if clean {
        return Cow::Borrowed(trimmed);
    }
    let mut words = trimmed.split(is_white_space).filter(|word| !word.is_empty());
    let mut collapsed = String::with_capacity(trimmed.len());
    collapsed.extend(words.next());
    for word in words {
        collapsed.push(' ');
        collapsed.push_str(word);
    }
    Cow::Owned(collapsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_collapsed_as_xml_schema_says() {
        for (text, collapsed) in [
            ("a b", "a b"),
            ("  a \t\n b ", "a b"),
            ("a  b", "a b"),
            ("\u{a0}a", "\u{a0}a"),
            ("", ""),
            (" \n", ""),
            ("a\tb", "a b"),
        ] {
            assert_eq!(collapse(text), collapsed, "{text:?}");
        }
    }

    #[test]
    fn blank_is_what_has_nothing_but_white_space() {
        for length in 0..20 {
            assert!(is_blank(&" \t\n\r".repeat(5)[..length]));
            for place in 0..length {
                for other in ['!', '0', '?', '@', 'a', '\u{7f}', 'ä'] {
                    let mut text = " ".repeat(length);
                    text.replace_range(place..=place, &other.to_string());
                    assert!(!is_blank(&text), "{text:?}");
                }
            }
        }
    }
}
