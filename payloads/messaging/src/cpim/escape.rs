//! The escapes in header values (RFC 3862 §2.3).

use std::borrow::Cow;

/// What a header value says, without its escapes.
///
/// As §2.3.1 has it, an unknown escape stands for the character after the backslash, and a backslash at the end
/// for nothing. Two escapes of a surrogate pair are one character; a surrogate alone is an unknown escape.
pub(super) fn unescaped(value: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = value.split_once('\\') else { return Cow::Borrowed(value) };
    let mut text = String::with_capacity(value.len());
    text.push_str(before);
    loop {
        rest = push_escaped(&mut text, rest);
        let Some((before, after)) = rest.split_once('\\') else { break };
        text.push_str(before);
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Adds what the escape at the beginning of `after` stands for, and returns what follows it. The backslash was
/// taken off.
fn push_escaped<'v>(text: &mut String, after: &'v str) -> &'v str {
    if let Some((character, rest)) = by_number(after) {
        text.push(character);
        return rest;
    }
    let mut rest = after.chars();
    let Some(character) = rest.next() else { return "" };
    text.push(match character {
        'b' => '\u{8}',
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        other => other,
    });
    rest.as_str()
}

/// The character of `uxxxx`, or of `uxxxx\uxxxx` for a surrogate pair, and what follows it.
fn by_number(after: &str) -> Option<(char, &str)> {
    let (first, rest) = code_unit(after)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, rest));
    }
    let (second, rest) = code_unit(rest.strip_prefix('\\')?)?;
    let character = char::decode_utf16([first, second]).next()?.ok()?;
    Some((character, rest))
}

fn code_unit(after: &str) -> Option<(u16, &str)> {
    let (digits, rest) = after.strip_prefix('u')?.split_at_checked(4)?;
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_number.then(|| u16::from_str_radix(digits, 16).ok()).flatten().map(|unit| (unit, rest))
}

/// A text as it is written in a header value: control characters and backslashes as escapes, nothing else
/// (§2.3.1).
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    with_escapes(text, |character| character == '\\' || character.is_ascii_control())
}

/// A header value in which control characters are escapes, as they should be.
pub(super) fn without_controls(value: &str) -> Cow<'_, str> {
    with_escapes(value, |character| character.is_ascii_control())
}

fn with_escapes(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut value = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            plain if !is_escaped(plain) => value.push(plain),
            '\\' => value.push_str("\\\\"),
            '\u{8}' => value.push_str("\\b"),
            '\t' => value.push_str("\\t"),
            '\n' => value.push_str("\\n"),
            '\r' => value.push_str("\\r"),
            control => value.push_str(&format!("\\u{:04x}", u32::from(control))),
        }
    }
    Cow::Owned(value)
}

#[cfg(test)]
mod tests {
    use super::{escaped, unescaped};

    #[test]
    fn escapes_of_the_rfc_are_read() {
        assert_eq!(unescaped("no escape"), "no escape");
        assert_eq!(unescaped(r#"\\ \" \' \b\t\n\r."#), "\\ \" ' \u{8}\t\n\r.");
        assert_eq!(unescaped(r"\u0041\u00e9\u00E9"), "A\u{e9}\u{e9}");
    }

    #[test]
    fn other_escapes_are_the_character_itself_and_a_last_backslash_is_nothing() {
        assert_eq!(unescaped(r"\x\é\U0041"), "xéU0041");
        assert_eq!(unescaped(r"\u004"), "u004");
        assert_eq!(unescaped(r"\u+041"), "u+041");
        assert_eq!(unescaped(r"end\"), "end");
    }

    #[test]
    fn two_escapes_of_a_pair_are_one_character() {
        assert_eq!(unescaped(r"\ud83d\ude00!"), "\u{1f600}!");
        assert_eq!(unescaped(r"\ud83d!"), "ud83d!");
        assert_eq!(unescaped(r"\ud83d\u0041"), "ud83dA");
        assert_eq!(unescaped(r"\ude00"), "ude00");
    }

    #[test]
    fn only_control_characters_and_backslashes_are_escaped() {
        assert_eq!(escaped("Eeyore's \"day\""), "Eeyore's \"day\"");
        assert_eq!(escaped("a\\b\u{8}\t\n\r\u{0}\u{b}\u{7f}é"), r"a\\b\b\t\n\r\u0000\u000b\u007fé");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for text in ["", "\\", "\\u0041", "\u{1}\\\\n\n", "\u{1f600}\u{7f}"] {
            assert_eq!(unescaped(&escaped(text)), text);
        }
    }
}
