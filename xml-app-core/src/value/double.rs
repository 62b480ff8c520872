use std::borrow::Cow;

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{ValueKind, XmlValue};
use crate::Error;

/// `xs:double` (XML Schema Part 2 §3.2.5). `NaN` is not equal to itself, as in Rust.
impl XmlValue for f64 {
    const KIND: ValueKind = ValueKind::Number;

    fn parse(text: &str) -> Result<Self, Error> {
        let number = trim(text);
        match number {
            "INF" => return Ok(Self::INFINITY),
            "-INF" => return Ok(Self::NEG_INFINITY),
            "NaN" => return Ok(Self::NAN),
            _ => {}
        }
        // Rust also parses other words, such as `infinity`.
        let is_number = number
            .bytes()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        let parsed = if is_number { number.parse().ok() } else { None };
        parsed.ok_or_else(|| invalid_value(text, "an xs:double"))
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(match *self {
            Self::INFINITY => "INF".to_owned(),
            Self::NEG_INFINITY => "-INF".to_owned(),
            number if number.is_nan() => "NaN".to_owned(),
            number => format!("{number:?}"),
        })
    }

    /// Numbers have many spellings, and only the value is kept.
    fn is_spelt(&self, text: &str) -> bool {
        Self::parse(text).is_ok_and(|other| other.to_bits() == self.to_bits())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// XML Schema Part 2 §3.2.5.1.
    #[test]
    fn doubles_are_those_of_xml_schema() {
        for (text, value) in [
            ("-1E4", -1e4),
            ("1267.43233E12", 1267.43233e12),
            ("12.78e-2", 0.1278),
            ("12", 12.0),
            ("INF", f64::INFINITY),
        ] {
            assert_eq!(f64::parse(text).unwrap().to_bits(), value.to_bits(), "{text}");
        }
        for text in ["", "inf", "nan", "infinity", "1e", "0x10", "+INF"] {
            assert!(f64::parse(text).is_err(), "{text:?}");
        }
        assert!(f64::parse("NaN").unwrap().is_nan());
        for value in [0.1, -2.5e300, f64::NEG_INFINITY, 1e-7] {
            assert_eq!(f64::parse(&value.text()).unwrap().to_bits(), value.to_bits());
        }
    }
}
