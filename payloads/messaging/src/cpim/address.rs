//! The values of `From`, `To` and `cc` (RFC 3862 §4.1 to §4.3).

use std::fmt;
use std::str::FromStr;

use xml_app_core::value::invalid_value;
use xml_app_core::{AnyUri, Error};

use super::escape::{escaped, unescaped};
use super::header::is_token;

/// Who sends or receives a message: `Formal-name <URI>`.
///
/// ```
/// use sip_messaging::cpim::Address;
///
/// let pooh: Address = "Winnie the Pooh <im:pooh@100akerwood.com>".parse()?;
/// assert_eq!(pooh.formal_name.as_deref(), Some("Winnie the Pooh"));
/// assert_eq!(pooh.uri.as_str(), "im:pooh@100akerwood.com");
///
/// let quoted = Address { formal_name: Some("Pooh (Winnie)".to_owned()), ..pooh };
/// assert_eq!(quoted.to_string(), "\"Pooh (Winnie)\" <im:pooh@100akerwood.com>");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Address {
    /// The name of the person, without quotes and escapes.
    pub formal_name: Option<String>,
    /// The address.
    pub uri: AnyUri,
}

impl Address {
    /// An address without a name.
    pub fn new(uri: AnyUri) -> Self {
        Self { formal_name: None, uri }
    }
}

/// Reads the value of a header, with its escapes.
impl FromStr for Address {
    type Err = Error;

    fn from_str(value: &str) -> Result<Self, Error> {
        let refused = || invalid_value(value, "an address: expected <URI>, with or without a name");
        let (name, uri) = angled(value).ok_or_else(refused)?;
        let uri: AnyUri = uri.parse().map_err(|_| refused())?;
        if uri.scheme().is_none() {
            return Err(refused());
        }
        let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
        let name = unescaped(quoted.unwrap_or(name));
        Ok(Self { formal_name: (!name.is_empty()).then(|| name.into_owned()), uri })
    }
}

/// What is before `<`, and what is in the angle brackets, with which the value ends.
pub(super) fn angled(value: &str) -> Option<(&str, &str)> {
    let (name, uri) = value.trim().strip_suffix('>')?.rsplit_once('<')?;
    (!uri.contains('>')).then_some((name.trim(), uri))
}

/// The value of a header, with its escapes. A name that is more than tokens has quotes.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.formal_name {
            if name.split(' ').all(is_token) {
                write!(f, "{name} ")?;
            } else {
                write!(f, "\"{}\" ", escaped(name).replace('"', "\\\""))?;
            }
        }
        write!(f, "<{}>", self.uri)
    }
}
