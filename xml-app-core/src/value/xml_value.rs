use std::borrow::Cow;
use std::fmt::Debug;

use super::excerpt::invalid_value;
use super::prefixed::{Prefix, Scope};
use super::white_space::trim;
use crate::Error;

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
///
/// ```
/// use std::borrow::Cow;
/// use xml_app_core::{Error, ErrorKind, XmlValue};
///
/// /// A size in centimetres, which some write with the unit.
/// #[derive(Debug, Clone, PartialEq)]
/// struct Size(u8);
///
/// impl XmlValue for Size {
///     fn parse(text: &str) -> Result<Self, Error> {
///         u8::parse(text).map(Self)
///     }
///
///     fn text(&self) -> Cow<'_, str> {
///         Cow::Owned(self.0.to_string())
///     }
///
///     // What an invalid text was obviously meant to be.
///     fn recover(text: &str) -> Option<Self> {
///         text.strip_suffix("cm").and_then(|number| Self::parse(number.trim()).ok())
///     }
///
///     // Sizes above 70 are kept, and not written where only valid content is.
///     fn valid_text(&self) -> Cow<'_, str> {
///         Cow::Owned(self.0.min(70).to_string())
///     }
///
///     // Written with the same digits as read? `007` is not.
///     fn is_spelt(&self, text: &str) -> bool {
///         self.text() == text
///     }
///
///     // There is no list of sizes.
///     fn is_unknown_word(&self) -> bool {
///         false
///     }
/// }
///
/// assert_eq!(Size::parse("57 cm").unwrap_err().kind(), ErrorKind::InvalidValue);
/// assert_eq!(Size::recover("57 cm"), Some(Size(57)));
/// assert_eq!(Size(99).valid_text(), "70");
/// assert!(!Size(7).is_spelt("007") && !Size(7).is_unknown_word());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an XML value",
    label = "an attribute, a `value` or a `text` needs a type with `XmlValue`",
    note = "use bool, String, an integer, f64 or a type of `xml_app_core::value`, or derive `XmlValue`",
    note = "a child element of complex type is `#[xml(child = \"name\")]`"
)]
pub trait XmlValue: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// The kind of the value, for formats other than XML; and whether it is an `xs:ID`.
    const KIND: ValueKind = ValueKind::Text;

    /// Reads a value as XML Schema defines it, with its white-space facet applied first.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`](crate::ErrorKind::InvalidValue), saying what was found and what was expected.
    fn parse(text: &str) -> Result<Self, Error>;

    /// Reads a value from a place in a document. Only types whose texts have namespace prefixes need the
    /// scope.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    fn parse_in(text: &str, scope: &dyn Scope) -> Result<Self, Error> {
        let _ = scope;
        Self::parse(text)
    }

    /// The meaning of prefixes in the text. They are declared where the value is written.
    fn prefixes(&self) -> &[Prefix] {
        &[]
    }

    /// The value that an invalid text was obviously meant to be. Tolerant reading uses it, with a
    /// diagnostic. With `None` the text is kept raw.
    fn recover(_text: &str) -> Option<Self> {
        None
    }

    /// The placeholder for a required value that is missing, in tolerant mode. `None` means that the element
    /// around it cannot be read. Ids need none: reading makes one that no other element has.
    fn placeholder() -> Option<Self> {
        None
    }

    /// The lexical form that is written.
    fn text(&self) -> Cow<'_, str>;

    /// The lexical form where only valid content is written. It differs from [`text`](Self::text) for invalid
    /// values that tolerant reading keeps.
    fn valid_text(&self) -> Cow<'_, str> {
        self.text()
    }

    /// Whether this is a word that an open enumeration does not list. Reading reports it as a warning.
    fn is_unknown_word(&self) -> bool {
        false
    }

    /// Whether the value would be written with this spelling. Types that can tell without making the
    /// [`text`](Self::text) override it.
    fn is_spelt(&self, text: &str) -> bool {
        self.text() == text
    }
}

/// The kind of a [value](XmlValue), for formats that know more than text.
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

/// Implements `FromStr`, `Display` and, unless every text is a value, `TryFrom` of texts by the lexical form.
macro_rules! lexical_traits {
    ($type:ty) => {
        $crate::value::xml_value::lexical_traits! { $type, every text is a value }

        impl TryFrom<&str> for $type {
            type Error = $crate::Error;

            fn try_from(text: &str) -> Result<Self, $crate::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $type {
            type Error = $crate::Error;

            fn try_from(text: String) -> Result<Self, $crate::Error> {
                text.parse()
            }
        }
    };
    ($type:ty, every text is a value) => {
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
