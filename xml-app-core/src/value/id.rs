use std::borrow::Cow;

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{ValueKind, XmlValue, lexical_traits};
use crate::Error;
use crate::name_chars::{is_name_char, is_name_start_char, is_ncname, name_fault};

/// An `xs:ID`: an NCName that is unique in its document.
///
/// ```
/// use xml_app_core::Id;
/// let id: Id = "bs35r9".parse().unwrap();
/// assert_eq!(id, "bs35r9");
/// assert!("202".parse::<Id>().is_err());
/// // From a number, a UUID or a URI:
/// assert_eq!(Id::from_any("202"), "_202");
/// assert_eq!(Id::from_any("sip:alice@example.com"), "sip_alice_example.com");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Box<str>);

impl Id {
    /// An id made from any text: characters that an NCName does not allow become `_`, and `_` is put in
    /// front of a character that cannot begin a name. Equal texts give equal ids; different texts can give
    /// equal ids too.
    pub fn from_any(text: &str) -> Self {
        let mut id = String::with_capacity(text.len() + 1);
        if !text.starts_with(is_name_start_char) {
            id.push('_');
        }
        let rest = text.chars().map(|c| if is_name_char(c) { c } else { '_' });
        id.extend(rest);
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

lexical_traits!(Id);

impl XmlValue for Id {
    const KIND: ValueKind = ValueKind::Id;

    fn parse(text: &str) -> Result<Self, Error> {
        let id = trim(text);
        if is_ncname(id) {
            Ok(Self(id.into()))
        } else {
            Err(invalid_value(text, format_args!("an xs:ID: {}", name_fault(id))))
        }
    }

    fn recover(text: &str) -> Option<Self> {
        Some(Self::from_any(trim(text))).filter(|id| id.as_str() != "_")
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_an_ncname() {
        for text in ["a", "_", "a-b.c1", "ä", " a\n"] {
            assert!(Id::parse(text).is_ok(), "{text:?}");
        }
        for text in ["", "1a", "a b", "a:b", "-a", "a@b", "\u{d7}"] {
            assert!(Id::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn any_text_makes_an_id() {
        for (text, id) in [("202", "_202"), ("", "_"), ("a b", "a_b"), ("-x", "_-x"), ("x", "x")] {
            assert_eq!(Id::from_any(text), id);
            assert!(Id::parse(Id::from_any(text).as_str()).is_ok());
        }
    }
}
