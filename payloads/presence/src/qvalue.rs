//! RFC 3863 §4.1.5: the priority of a contact.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use xml_app_core::value::{invalid_value, trim};
use xml_app_core::{Error, ValueKind, XmlValue};

/// The type `qvalue` of PIDF's schema (RFC 3863 §4.1.5): a number from 0 to 1 with at most three
/// decimals, counted in thousandths.
///
/// It keeps the number of decimals, so that `0.80` is written as it was read. Comparisons ignore
/// the number.
///
/// ```
/// use sip_presence::QValue;
/// let priority: QValue = "0.80".parse().unwrap();
/// assert_eq!(priority, QValue::from_thousandths(800).unwrap());
/// assert_eq!(priority.to_string(), "0.80");
/// assert_eq!(QValue::from_thousandths(800).unwrap().to_string(), "0.8");
/// assert!("1.001".parse::<QValue>().is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct QValue {
    thousandths: u16,
    /// The number of decimals to write; [`NO_POINT`] for a number without a point.
    decimals: u8,
}

/// `0.` and `1.` are valid, so zero decimals do not mean that there is no point.
const NO_POINT: u8 = u8::MAX;

impl QValue {
    /// 0, the lowest.
    pub const ZERO: Self = Self { thousandths: 0, decimals: NO_POINT };
    /// 1, the highest.
    pub const ONE: Self = Self { thousandths: 1000, decimals: NO_POINT };

    /// A value in thousandths; `None` above 1000.
    pub const fn from_thousandths(thousandths: u16) -> Option<Self> {
        let decimals = match thousandths {
            0 | 1000 => NO_POINT,
            t if t % 100 == 0 => 1,
            t if t % 10 == 0 => 2,
            _ => 3,
        };
        if thousandths <= 1000 { Some(Self { thousandths, decimals }) } else { None }
    }

    /// The value in thousandths, from 0 to 1000.
    ///
    /// ```
    /// use sip_presence::QValue;
    ///
    /// assert_eq!("0.80".parse::<QValue>().unwrap().thousandths(), 800);
    /// ```
    pub const fn thousandths(self) -> u16 {
        self.thousandths
    }

    fn from_text(text: &str) -> Option<Self> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let digits = decimals.unwrap_or_default();
        if digits.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let three = digits.bytes().chain(std::iter::repeat(b'0')).take(3);
        let fraction = three.fold(0, |sum, digit| sum * 10 + u16::from(digit - b'0'));
        let thousandths = match whole {
            "0" => fraction,
            "1" if fraction == 0 => 1000,
            _ => return None,
        };
        let decimals = decimals.map_or(Some(NO_POINT), |digits| u8::try_from(digits.len()).ok())?;
        Some(Self { thousandths, decimals })
    }
}

impl PartialEq for QValue {
    fn eq(&self, other: &Self) -> bool {
        self.thousandths == other.thousandths
    }
}

impl Eq for QValue {}

impl PartialOrd for QValue {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for QValue {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.thousandths.cmp(&other.thousandths)
    }
}

impl std::hash::Hash for QValue {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.thousandths.hash(state);
    }
}

impl fmt::Display for QValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.thousandths / 1000, self.thousandths % 1000);
        match self.decimals {
            0 => write!(f, "{whole}."),
            1 => write!(f, "{whole}.{}", fraction / 100),
            2 => write!(f, "{whole}.{:02}", fraction / 10),
            3 => write!(f, "{whole}.{fraction:03}"),
            _ => write!(f, "{whole}"),
        }
    }
}

impl TryFrom<&str> for QValue {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        text.parse()
    }
}

impl TryFrom<String> for QValue {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        text.parse()
    }
}

impl FromStr for QValue {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::parse(text)
    }
}

impl XmlValue for QValue {
    const KIND: ValueKind = ValueKind::Number;

    fn parse(text: &str) -> Result<Self, Error> {
        Self::from_text(trim(text)).ok_or_else(|| {
            invalid_value(text, "a qvalue: expected 0 to 1 with at most three decimals")
        })
    }

    /// Only decimals after the third are cut off.
    fn recover(text: &str) -> Option<Self> {
        let text = trim(text);
        let (whole, decimals) = text.split_once('.')?;
        let rest = decimals.get(3..)?;
        if !rest.bytes().all(|byte| byte.is_ascii_digit())
            || (whole == "1" && rest.contains(|c| c != '0'))
        {
            return None;
        }
        Self::from_text(text.get(..whole.len() + 4)?)
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    /// The number of decimals determines the spelling.
    fn is_spelt(&self, text: &str) -> bool {
        Self::from_text(text).is_some_and(|read| *self == read && self.decimals == read.decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qvalues_keep_their_spelling() {
        // RFC 3863 §4.1.5: "Examples of priority values are 0, 0.021, 0.5, 1.00."
        for (text, thousandths) in [
            ("0", 0),
            ("0.021", 21),
            ("0.5", 500),
            ("1.00", 1000),
            ("0.", 0),
            ("1.", 1000),
            ("0.80", 800),
        ] {
            let value = QValue::parse(text).unwrap();
            assert_eq!(value.thousandths(), thousandths, "{text}");
            assert_eq!(value.to_string(), text);
            assert!(value.is_spelt(text), "{text}");
        }
    }

    #[test]
    fn invalid_qvalues_are_refused() {
        for text in ["", ".5", "1.1", "2", "-0", "0.1234", "0,5", "09", "0.5 0", "+1", "1e0", "0.é"]
        {
            assert!(QValue::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn surplus_decimals_are_cut_where_that_is_safe() {
        assert_eq!(QValue::recover("0.80000").unwrap().to_string(), "0.800");
        assert_eq!(QValue::recover("1.00000").unwrap(), QValue::ONE);
        for text in ["2.0", "1.0001", "0.8x000", "x"] {
            assert_eq!(QValue::recover(text), None, "{text}");
        }
        assert!(!QValue::recover("0.80000").unwrap().is_spelt("0.80000"));
        assert!(!QValue::ONE.is_spelt("1.0"));
    }
}
