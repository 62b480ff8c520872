use std::borrow::Cow;

use super::excerpt::invalid_value;
use super::white_space::trim;
use super::xml_value::{XmlValue, lexical_traits};
use crate::Error;
use crate::name_chars::{is_ncname, name_fault};

/// An `xs:NCName`: an XML name without a colon (Namespaces in XML §3). Unlike an [`Id`](super::Id),
/// the same name can be in a document more than once.
///
/// ```
/// use xml_app_core::value::NcName;
/// let name: NcName = "mood".parse()?;
/// assert_eq!(name.as_str(), "mood");
/// assert!("rpid:mood".parse::<NcName>().is_err());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NcName(Box<str>);

impl NcName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

lexical_traits!(NcName);

impl XmlValue for NcName {
    fn parse(text: &str) -> Result<Self, Error> {
        let name = trim(text);
        match is_ncname(name) {
            true => Ok(Self(name.into())),
            false => Err(invalid_value(text, format_args!("an xs:NCName: {}", name_fault(name)))),
        }
    }

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl AsRef<str> for NcName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
