//! Characters that are written as references, and characters that cannot be written.

use std::borrow::Cow;

use crate::name_chars::{Bytes, is_char};
use crate::{Error, ErrorKind};

/// Text, with `&`, `<`, `>` and carriage returns as references.
pub(super) fn escaped_text(text: &str) -> Result<Cow<'_, str>, Error> {
    escape(text, |byte| !IN_TEXT.has(byte))
}

/// An attribute value, with `&`, `<`, `>`, `"` and all white space except the space as references.
pub(super) fn escaped_attribute(text: &str) -> Result<Cow<'_, str>, Error> {
    escape(text, |byte| !IN_ATTRIBUTES.has(byte))
}

/// What is written as it is.
const PLAIN: &[u8] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 !#$%'()*+,-./:;=?@[\\]^_`{|}~";
static IN_TEXT: Bytes = Bytes::of(&[PLAIN, b"\"\n\t"]);
static IN_ATTRIBUTES: Bytes = Bytes::of(&[PLAIN]);

fn escape(text: &str, is_special: impl Fn(u8) -> bool) -> Result<Cow<'_, str>, Error> {
    if !text.bytes().any(&is_special) {
        return Ok(Cow::Borrowed(text));
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\r' => escaped.push_str("&#xD;"),
            '"' if is_special(b'"') => escaped.push_str("&quot;"),
            '\n' if is_special(b'\n') => escaped.push_str("&#xA;"),
            '\t' if is_special(b'\t') => escaped.push_str("&#x9;"),
            c if is_char(c) => escaped.push(c),
            c => {
                let message = format!("the character U+{:04X} is not allowed in XML", u32::from(c));
                return Err(Error::new(ErrorKind::NotWritable, message));
            }
        }
    }
    Ok(Cow::Owned(escaped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(
            escaped_text("a & b < c > d \" \r\n\t").unwrap(),
            "a &amp; b &lt; c &gt; d \" &#xD;\n\t"
        );
        assert_eq!(
            escaped_attribute("a & b < c > \" ' \r\n\t").unwrap(),
            "a &amp; b &lt; c &gt; &quot; ' &#xD;&#xA;&#x9;"
        );
        assert!(matches!(escaped_text("plain text"), Ok(Cow::Borrowed(_))));
        assert_eq!(escaped_text("Grüße \u{10ffff}").unwrap(), "Grüße \u{10ffff}");
    }

    #[test]
    fn what_xml_does_not_have_is_refused() {
        for c in ['\0', '\u{1}', '\u{b}', '\u{fffe}', '\u{ffff}'] {
            assert!(escaped_text(&format!("a{c}b")).is_err(), "{c:?}");
            assert!(escaped_attribute(&c.to_string()).is_err(), "{c:?}");
        }
    }
}
