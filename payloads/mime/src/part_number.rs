//! The number of a part of a body.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// The number of a part: `2` is the second part of the body, `2.1` the first part of that. Empty for
/// the body as a whole.
///
/// ```
/// let number: sip_mime::PartNumber = "2.1".parse().unwrap();
/// assert_eq!(number.to_string(), "2.1");
/// assert_eq!(number.depth(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartNumber(Vec<u32>);

impl PartNumber {
    /// The number of multipart bodies around the part.
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Whether this is the body as a whole.
    ///
    /// ```
    /// use sip_mime::PartNumber;
    ///
    /// assert!(PartNumber::default().is_whole());
    /// assert!(!"1".parse::<PartNumber>().unwrap().is_whole());
    /// ```
    pub fn is_whole(&self) -> bool {
        self.0.is_empty()
    }

    /// The part with this index inside.
    pub(crate) fn child(&self, index: usize) -> Self {
        let mut child = self.0.clone();
        child.push(u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1));
        Self(child)
    }
}

impl fmt::Display for PartNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, number) in self.0.iter().enumerate() {
            write!(f, "{}{number}", if place > 0 { "." } else { "" })?;
        }
        Ok(())
    }
}

impl FromStr for PartNumber {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        text.split('.').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}
