use std::borrow::Cow;

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{ValueKind, XmlValue, lexical_traits};
use crate::Error;

/// The lexical form of `xs:integer`: an optional sign and digits.
fn parse_integer<T: std::str::FromStr>(text: &str, expected: &str) -> Result<T, Error> {
    let digits = trim(text);
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    if unsigned.is_empty() || !unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid_value(text, format_args!("an integer: expected {expected}")));
    }
    // XML Schema allows -0 in unsigned types; Rust does not parse it.
    let digits = if unsigned.bytes().all(|byte| byte == b'0') { "0" } else { digits };
    digits.parse().map_err(|_| invalid_value(text, format_args!("in range: expected {expected}")))
}

/// Whether digits, with or without a sign, have our spelling.
fn is_canonical(digits: &str) -> bool {
    match digits.strip_prefix('-').unwrap_or(digits).as_bytes() {
        [b'0'] => digits.len() == 1,
        [first, ..] => *first != b'0' && *first != b'+',
        [] => false,
    }
}

macro_rules! integer_values {
    ($($type:ty, $xsd:literal;)*) => {$(
        #[doc = concat!("`xs:", $xsd, "`.")]
        impl XmlValue for $type {
            const KIND: ValueKind = ValueKind::Number;

            fn parse(text: &str) -> Result<Self, Error> {
                parse_integer(text, concat!("an xs:", $xsd))
            }

            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn is_spelt(&self, text: &str) -> bool {
                is_canonical(text)
            }
        }
    )*};
}

integer_values! {
    i8, "byte";
    u8, "unsignedByte";
    i16, "short";
    u16, "unsignedShort";
    i32, "int";
    u32, "unsignedInt";
    i64, "long";
    u64, "unsignedLong";
    i128, "integer";
}

macro_rules! restricted_integers {
    ($($(#[$doc:meta])* $name:ident, $from:literal, $is_valid:expr, $xsd:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u64);

        impl $name {
            #[doc = concat!("The value, unless it is less than ", $from, ".")]
            pub fn new(value: u64) -> Option<Self> {
                let is_valid: fn(u64) -> bool = $is_valid;
                if is_valid(value) { Some(Self(value)) } else { None }
            }

            /// The value.
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl XmlValue for $name {
            const KIND: ValueKind = ValueKind::Number;

            fn parse(text: &str) -> Result<Self, Error> {
                let expected = concat!("an xs:", $xsd, " up to 18446744073709551615");
                let value = parse_integer(text, expected)?;
                Self::new(value)
                    .ok_or_else(|| invalid_value(text, concat!("an xs:", $xsd)))
            }

            fn text(&self) -> Cow<'_, str> {
                Cow::Owned(self.0.to_string())
            }

            fn is_spelt(&self, text: &str) -> bool {
                is_canonical(text)
            }
        }

        lexical_traits!($name);
    )*};
}

restricted_integers! {
    /// An `xs:positiveInteger`: 1 and up. Values beyond 64 bits are not represented.
    PositiveInteger, 1, |value| value > 0, "positiveInteger";
    /// An `xs:nonNegativeInteger`: 0 and up. Values beyond 64 bits are not represented.
    NonNegativeInteger, 0, |_| true, "nonNegativeInteger";
}

impl From<u64> for NonNegativeInteger {
    fn from(value: u64) -> Self {
        Self(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_have_the_ranges_of_xml_schema() {
        for (text, value) in [("+5", 5), (" 007 ", 7), ("-0", 0), ("255", 255)] {
            assert_eq!(u8::parse(text).unwrap(), value, "{text:?}");
        }
        for text in ["256", "-1", "", "+", "1.0", "1e3", "0x1", "1 2", "٣"] {
            assert!(u8::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(i64::parse("-9223372036854775808").unwrap(), i64::MIN);
    }

    #[test]
    fn what_will_be_written_otherwise_is_told_by_its_spelling() {
        for text in ["0", "7", "-7", "10", "-100"] {
            assert!(i32::parse(text).unwrap().is_spelt(text), "{text:?}");
            assert_eq!(i32::parse(text).unwrap().text(), text);
        }
        for text in ["-0", "00", "07", "+7", "-07", "+0"] {
            assert!(!i32::parse(text).unwrap().is_spelt(text), "{text:?}");
            assert_ne!(i32::parse(text).unwrap().text(), text);
        }
        assert!(PositiveInteger::parse("600").unwrap().is_spelt("600"));
        assert!(!NonNegativeInteger::parse("+6").unwrap().is_spelt("+6"));
    }

    #[test]
    fn zero_is_not_positive() {
        assert!(PositiveInteger::parse("0").is_err());
        assert!(PositiveInteger::parse("-3").is_err());
        assert_eq!(PositiveInteger::parse("600").unwrap().get(), 600);
        assert_eq!(NonNegativeInteger::parse("-0").unwrap().get(), 0);
    }
}
