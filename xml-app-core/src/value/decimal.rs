use std::borrow::Cow;
use std::cmp::Ordering;

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{ValueKind, XmlValue, lexical_traits};
use crate::Error;

/// An `xs:decimal` of any length (XML Schema Part 2 §3.2.3), as it was spelt. Compared by value:
/// `0.5` and `+0.50` are equal.
///
/// ```
/// use xml_app_core::value::Decimal;
/// let (half, one): (Decimal, Decimal) = ("0.50".parse()?, "1".parse()?);
/// assert_eq!(half, ".5".parse()?);
/// assert!(half < one);
/// assert_eq!(half.to_string(), "0.50");
/// assert_eq!(half.to_f64(), 0.5);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Decimal(Box<str>);

/// The parts of a decimal that make its value: no zeros at either end.
#[derive(PartialEq, Eq)]
struct Parts<'d> {
    is_negative: bool,
    whole: &'d str,
    fraction: &'d str,
}

impl Decimal {
    /// The nearest floating-point number.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    fn parts(&self) -> Parts<'_> {
        let (is_negative, digits) = match self.0.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.0.strip_prefix('+').unwrap_or(&self.0)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole.is_empty() && fraction.is_empty();
        Parts { is_negative: is_negative && !is_zero, whole, fraction }
    }
}

lexical_traits!(Decimal);

impl XmlValue for Decimal {
    const KIND: ValueKind = ValueKind::Number;

    fn parse(text: &str) -> Result<Self, Error> {
        let number = trim(text);
        let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if is_digits(whole) && is_digits(fraction) && !(whole.is_empty() && fraction.is_empty()) {
            Ok(Self(number.into()))
        } else {
            Err(invalid_value(text, "an xs:decimal"))
        }
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (ours, theirs) = (self.parts(), other.parts());
        // Without zeros at the end, fractions compare like texts.
        let by_size = || {
            let by_length = ours.whole.len().cmp(&theirs.whole.len());
            by_length.then(ours.whole.cmp(theirs.whole)).then(ours.fraction.cmp(theirs.fraction))
        };
        match (ours.is_negative, theirs.is_negative) {
            (false, false) => by_size(),
            (true, true) => by_size().reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// XML Schema Part 2 §3.2.3: the examples of its lexical representation, and what is none.
    #[test]
    fn decimals_are_told_by_their_spelling() {
        for text in ["-1.23", "12678967.543233", "+100000.00", "210", ".5", "5.", " 0 "] {
            assert!(Decimal::parse(text).is_ok(), "{text:?}");
        }
        for text in ["", ".", "+", "1e5", "1,5", "INF", "--1", "1.2.3", "0x1"] {
            assert!(Decimal::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn decimals_are_compared_by_value() {
        let decimal = |text| Decimal::parse(text).unwrap();
        let ascending = ["-10", "-9.5", "-0.1", "0", "0.09", "0.1", "0.11", "2", "10", "10.01"];
        for (index, less) in ascending.iter().enumerate() {
            for more in &ascending[index + 1..] {
                assert!(decimal(less) < decimal(more), "{less} {more}");
            }
        }
        for (a, b) in [("1", "+01.00"), ("-0", "0.0"), (".5", "0.50")] {
            assert_eq!(decimal(a), decimal(b));
        }
    }
}
