use std::borrow::Cow;

use super::attribute::XmlAttribute;
use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{XmlValue, lexical_traits};
use crate::{Error, Name};

/// The value of `xml:lang`: an `xs:language` tag, or empty, which cancels an inherited language (XML 1.0
/// §2.12).
///
/// ```
/// use xml_app_core::Language;
/// let french: Language = "fr-CA".parse().unwrap();
/// assert_eq!(french.as_str(), "fr-CA");
/// assert!("en_US".parse::<Language>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(Box<str>);

impl Language {
    /// The tag as received; empty if it cancels a language.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

lexical_traits!(Language);

impl XmlValue for Language {
    fn parse(text: &str) -> Result<Self, Error> {
        let tag = trim(text);
        let mut subtags = tag.split('-');
        let first = subtags.next().unwrap_or_default();
        let fits = |subtag: &str| (1..=8).contains(&subtag.len());
        let valid = fits(first)
            && first.bytes().all(|byte| byte.is_ascii_alphabetic())
            && subtags.all(|tag| fits(tag) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        // The empty value is a member of a union with xs:string, so white space is not empty.
        if valid || text.is_empty() {
            Ok(Self(tag.into()))
        } else {
            Err(invalid_value(text, "a language tag: expected one such as en or fr-CA"))
        }
    }

    fn recover(text: &str) -> Option<Self> {
        Self::parse(&text.replace('_', "-")).ok()
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

/// `xml:lang`, which is allowed on many elements.
impl XmlAttribute for Language {
    const NAME: Name = Name::XML_LANG;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_have_the_form_of_xs_language() {
        for text in ["en", "fr-CA", "x-klingon", "i-default", "", " de ", "zh-Hant-TW-1996"] {
            assert!(Language::parse(text).is_ok(), "{text:?}");
        }
        for text in [" ", "e n", "en_US", "abcdefghi", "en-", "-en", "1a", "en-abcdefghi"] {
            assert!(Language::parse(text).is_err(), "{text:?}");
        }
    }
}
