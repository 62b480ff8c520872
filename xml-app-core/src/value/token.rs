use std::borrow::Cow;

use super::white_space::collapse;
use super::xml_value::{XmlValue, lexical_traits};
use crate::Error;

/// An `xs:token`: text in which white space is collapsed.
///
/// ```
/// use xml_app_core::Token;
/// assert_eq!(Token::new("  forward   all "), "forward all");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token(Box<str>);

impl Token {
    /// A token; white space is collapsed.
    pub fn new(text: &str) -> Self {
        Self(collapse(text).into())
    }

    /// The token as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

lexical_traits!(Token, every text is a value);

impl XmlValue for Token {
    fn parse(text: &str) -> Result<Self, Error> {
        Ok(Self::new(text))
    }

    fn placeholder() -> Option<Self> {
        Some(Self::default())
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl PartialEq<&str> for Token {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
