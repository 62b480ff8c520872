//! Lists of values in one text.

use std::borrow::Cow;

use super::xml_value::XmlValue;
use crate::Error;

/// A list of values, separated by white space (`xs:list`, XML Schema Part 2 §2.5.1.2).
///
/// ```
/// use xml_app_core::XmlValue;
/// use xml_app_core::value::List;
///
/// let sizes: List<u8> = List::parse(" 56 58\n60 ")?;
/// assert_eq!(sizes.0, [56, 58, 60]);
/// assert_eq!(sizes.text(), "56 58 60");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct List<T>(pub Vec<T>);

impl<T: XmlValue> XmlValue for List<T> {
    fn parse(text: &str) -> Result<Self, Error> {
        words(text).map(T::parse).collect::<Result<_, _>>().map(Self)
    }

    fn recover(text: &str) -> Option<Self> {
        words(text)
            .map(|word| T::parse(word).ok().or_else(|| T::recover(word)))
            .collect::<Option<_>>()
            .map(Self)
    }

    fn placeholder() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn text(&self) -> Cow<'_, str> {
        let words: Vec<_> = self.0.iter().map(XmlValue::text).collect();
        Cow::Owned(words.join(" "))
    }

    fn valid_text(&self) -> Cow<'_, str> {
        let words: Vec<_> = self.0.iter().map(XmlValue::valid_text).collect();
        Cow::Owned(words.join(" "))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(super::white_space::is_white_space).filter(|word| !word.is_empty())
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}
