//! Simple types: text on one side, Rust values on the other, by the lexical rules of XML Schema.

mod attribute;
mod date_time;
mod id;
mod integer;
mod language;
mod token;
mod uri;

use std::borrow::Cow;
use std::fmt::Debug;

pub use attribute::XmlAttribute;
pub use date_time::DateTime;
pub use id::Id;
pub use integer::{NonNegativeInteger, PositiveInteger};
pub use language::Language;
pub use token::Token;
pub use uri::{AnyUri, split_scheme};

use crate::{Error, ErrorKind};

/// A simple type: the value of an attribute, or the whole content of an element.
///
/// Implemented by `bool`, `String` (`xs:string`), the integers of Rust (`xs:int`, `xs:unsignedInt`,
/// ...) and the types of this module. Enumerations derive it:
///
/// ```
/// use xml_app_core::XmlValue;
///
/// /// `active` or `idle`.
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, XmlValue)]
/// enum UserInput {
///     Active,
///     Idle,
/// }
/// assert_eq!(UserInput::parse("idle").unwrap(), UserInput::Idle);
/// assert!(UserInput::parse("asleep").is_err());
/// assert_eq!(UserInput::Active.text(), "active");
/// ```
pub trait XmlValue: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// What the value is to formats other than XML, and whether it is an `xs:ID`.
    const KIND: ValueKind = ValueKind::Text;

    /// Reads a value, exactly as XML Schema says: its white-space facet is applied first.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`], saying what was found and what was expected.
    fn parse(text: &str) -> Result<Self, Error>;

    /// What an invalid text was obviously meant to be. Tolerant reading uses it, with a diagnostic;
    /// `None` leaves the text raw.
    fn recover(_text: &str) -> Option<Self> {
        None
    }

    /// What takes the place of a required value that is missing from a document that is read
    /// tolerantly. `None` makes the element around it unreadable. Ids need none: reading makes one that
    /// no other element has.
    fn placeholder() -> Option<Self> {
        None
    }

    /// The lexical form that is written.
    fn text(&self) -> Cow<'_, str>;

    /// The lexical form where only what is valid is written. It differs from [`text`](Self::text) for
    /// values that tolerant reading keeps although they are not valid.
    fn valid_text(&self) -> Cow<'_, str> {
        self.text()
    }

    /// Whether [`text`](Self::text) is the text, without white space around it, that the value was read
    /// from. For types that can tell without making it.
    fn is_spelt(&self, text: &str) -> bool {
        self.text() == text
    }
}

/// What a [value](XmlValue) is to formats that know more than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueKind {
    /// `true` or `false`.
    Boolean,
    /// An `xs:ID`: unique in its document.
    Id,
    /// A decimal number.
    Number,
    /// Anything else.
    Text,
}

/// An [`ErrorKind::InvalidValue`] error: `"OPEN" is not a basic status: expected open or closed`.
#[cold]
pub fn invalid_value(found: &str, expected: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidValue, format!("{} is not {expected}", Excerpt(found)))
}

/// A text in quotes, cut where it is too long for a message.
pub(crate) struct Excerpt<'a>(pub(crate) &'a str);

impl Excerpt<'_> {
    /// In characters.
    pub(crate) const LONGEST: usize = 60;

    /// The same without quotes.
    pub(crate) fn bare(&self) -> String {
        let (text, end) = self.cut();
        format!("{text}{end}")
    }

    /// The beginning, and what marks that more follows.
    fn cut(&self) -> (&str, &str) {
        match self.0.char_indices().nth(Self::LONGEST) {
            Some((end, _)) => (self.0.get(..end).unwrap_or_default(), "..."),
            None => (self.0, ""),
        }
    }
}

impl std::fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (text, end) = self.cut();
        write!(f, "{text:?}{end}")
    }
}

/// The characters that XML Schema calls white space: a subset of what Rust's `trim` removes.
pub(crate) const fn is_white_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether a text of a document is nothing but XML white space: no other character up to the blank
/// can stand in one. Eight bytes at a time, because half of all texts are indentation.
#[inline]
pub(crate) fn is_blank(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    words.iter().all(|word| is_blank_word(u64::from_ne_bytes(*word)))
        && rest.iter().all(|byte| *byte <= b' ')
}

/// Whether no byte of eight is beyond the blank.
#[inline]
const fn is_blank_word(word: u64) -> bool {
    const HIGH: u64 = u64::from_ne_bytes([0xC0; 8]);
    const TO_HIGH: u64 = u64::from_ne_bytes([0x5F; 8]);
    // 0x21 to 0x3F are carried into the bit above them, what is up to 0x20 is not.
    word & HIGH == 0 && (word + TO_HIGH) & u64::from_ne_bytes([0x80; 8]) == 0
}

/// Removes XML white space from both ends: enough where no inner white space is legal anyway.
pub fn trim(text: &str) -> &str {
    // Nearly always there is none.
    match text.as_bytes() {
        [first, .., last] if *first > b' ' && *last > b' ' => text,
        _ => text.trim_matches(is_white_space),
    }
}

/// The white-space facet `collapse` (XML Schema Part 2 §4.3.6).
pub fn collapse(text: &str) -> Cow<'_, str> {
    // Without a way out of the loop, so that it is done many bytes at a time.
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

/// `xs:string`.
impl XmlValue for String {
    fn parse(text: &str) -> Result<Self, Error> {
        Ok(text.to_owned())
    }

    fn placeholder() -> Option<Self> {
        Some(Self::new())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

/// `xs:boolean`: `true`, `false`, `1` and `0` are read, the words are written.
impl XmlValue for bool {
    const KIND: ValueKind = ValueKind::Boolean;

    fn parse(text: &str) -> Result<Self, Error> {
        match trim(text) {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(invalid_value(text, "a boolean: expected true, false, 1 or 0")),
        }
    }

    fn recover(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("true") {
            Some(true)
        } else if text.eq_ignore_ascii_case("false") {
            Some(false)
        } else {
            None
        }
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

/// Whether a text is a word but for case and white space around it.
pub fn is_same_word(text: &str, word: &str) -> bool {
    text.trim().eq_ignore_ascii_case(word)
}

/// Implements `FromStr` and `Display` by the lexical form.
macro_rules! lexical_traits {
    ($type:ty) => {
        impl std::str::FromStr for $type {
            type Err = $crate::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <Self as $crate::XmlValue>::parse(text)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::XmlValue::text(self))
            }
        }
    };
}
pub(crate) use lexical_traits;

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

    #[test]
    fn booleans_have_four_spellings_and_two_are_written() {
        for (text, value) in [("true", true), (" 1 ", true), ("false", false), ("\n0", false)] {
            assert_eq!(bool::parse(text).unwrap(), value, "{text:?}");
        }
        for text in ["", "TRUE", "yes", "10", "tru e"] {
            assert!(bool::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(bool::recover("True"), Some(true));
        assert_eq!(bool::recover("yes"), None);
        assert_eq!(true.text(), "true");
    }

    #[test]
    fn long_values_are_cut_in_messages() {
        let error = bool::parse(&"x".repeat(1000)).unwrap_err();
        assert!(error.to_string().len() < 140, "{error}");
    }
}
