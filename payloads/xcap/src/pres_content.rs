//! OMA Presence Content: something that presence refers to, such as an icon.

#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use xml_app_core::{
    Error, ErrorKind, Extensions, Language, Namespace, XmlApplication, XmlElement, XmlType,
};

use crate::ns;

/// `application/vnd.oma.pres-content+xml`.
impl XmlApplication for PresContent {
    type Root = Self;
    const NAME: &'static str = "pres-content";
    const CONTENT_TYPES: &'static [&'static str] = &["application/vnd.oma.pres-content+xml"];
    const SPECIFICATION: &'static str = "OMA Presence Content";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::PRES_CONTENT);
}

/// `<content>`: something that presence refers to.
///
/// ```
/// use sip_xcap::pres_content::PresContent;
///
/// let icon = PresContent::from_bytes("image/png", b"\x89PNG");
/// assert_eq!(icon.data.text, "iVBORw==");
/// assert_eq!(icon.bytes()?, b"\x89PNG");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PRES_CONTENT, name = "content", document = Self, new)]
pub struct PresContent {
    /// The MIME type of the data.
    #[xml(child = "mime-type")]
    pub mime_type: Option<Text>,
    /// How the data is encoded: `base64`, for example.
    #[xml(child = "encoding")]
    pub encoding: Option<Text>,
    /// What it is, in several languages.
    #[xml(child = "description")]
    pub descriptions: Vec<Description>,
    /// The data, encoded.
    #[xml(child = "data")]
    pub data: Text,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, attributes))]
    pub extensions: Extensions<Self>,
}

/// A text with attributes of other vocabularies.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
pub struct Text {
    /// The text.
    #[xml(text, from)]
    pub text: String,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// `<description>`: what the content is.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
pub struct Description {
    /// The language.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The text.
    #[xml(text, from)]
    pub text: String,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

impl PresContent {
    /// Content from bytes, in base64.
    pub fn from_bytes(mime_type: &str, bytes: &[u8]) -> Self {
        Self {
            mime_type: Some(Text::from(mime_type.to_owned())),
            encoding: Some(Text::from("base64".to_owned())),
            ..Self::new(Text::from(STANDARD.encode(bytes)))
        }
    }

    /// The bytes of the data. Without an encoding, those of its text.
    ///
    /// # Errors
    /// [`ErrorKind::Encoding`] for an encoding other than base64; [`ErrorKind::InvalidValue`] for text that is not base64.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        match self.encoding.as_ref().map(|encoding| encoding.text.trim()) {
            None | Some("" | "binary" | "8bit" | "7bit") => Ok(self.data.text.clone().into_bytes()),
            Some(encoding) if encoding.eq_ignore_ascii_case("base64") => {
                let is_base64 = |c: &char| !c.is_ascii_whitespace();
                let text: String = self.data.text.chars().filter(is_base64).collect();
                STANDARD.decode(text).map_err(|error| {
                    Error::new(ErrorKind::InvalidValue, format!("not base64: {error}"))
                })
            }
            Some(other) => {
                Err(Error::new(ErrorKind::Encoding, format!("unknown encoding {other:?}")))
            }
        }
    }

    /// The description in a language, or else the first.
    pub fn description(&self, language: &str) -> Option<&str> {
        let is_in = |description: &&Description| {
            description
                .lang
                .as_ref()
                .is_some_and(|lang| lang.as_str().eq_ignore_ascii_case(language))
        };
        let found = self.descriptions.iter().find(is_in).or_else(|| self.descriptions.first());
        found.map(|description| description.text.as_str())
    }
}
