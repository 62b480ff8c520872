//! RFC 3994: that somebody is writing a message.

use xml_app_core::{
    DateTime, Extensions, Namespace, PositiveInteger, XmlApplication, XmlElement, XmlValue,
};

use crate::ns;

mod receiver;
mod sender;

pub use receiver::Composers;
pub use sender::Composer;

/// `application/im-iscomposing+xml`.
impl XmlApplication for IsComposing {
    type Root = Self;
    const NAME: &'static str = "isComposing";
    const CONTENT_TYPES: &'static [&'static str] = &["application/im-iscomposing+xml"];
    const SPECIFICATION: &'static str = "RFC 3994";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::IS_COMPOSING);
}

/// `<isComposing>`: whether somebody is writing a message (RFC 3994 §4).
///
/// ```
/// use sip_messaging::is_composing::{IsComposing, State};
///
/// // The first document of RFC 3994 §5.
/// let mut document = IsComposing::new(State::Active);
/// document.content_type = Some("text/plain".to_owned());
/// document.refresh = Some("90".parse()?);
/// assert_eq!(
///     document.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <isComposing xmlns=\"urn:ietf:params:xml:ns:im-iscomposing\"><state>active</state>\
///      <contenttype>text/plain</contenttype><refresh>90</refresh></isComposing>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::IS_COMPOSING, name = "isComposing", document = Self)]
#[xml(new = "A document that says nothing but the state.")]
pub struct IsComposing {
    /// Whether somebody is writing.
    #[xml(value = "state")]
    pub state: State,
    /// When the last input was, in a document that says that nobody is writing any more.
    #[xml(value = "lastactive")]
    pub last_active: Option<DateTime>,
    /// What is being written: a MIME type such as `text/plain`, or its first half.
    #[xml(value = "contenttype")]
    pub content_type: Option<String>,
    /// The time in seconds after which the state is idle, unless another document comes.
    #[xml(value = "refresh")]
    pub refresh: Option<PositiveInteger>,
    /// Elements of other vocabularies.
    #[xml(extensions)]
    pub extensions: Extensions<Self>,
}

/// `<state>`: whether somebody is writing (RFC 3994 §3.5).
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
pub enum State {
    /// Somebody is writing.
    Active,
    /// Nobody is writing.
    Idle,
    /// Another word, which means the same as idle.
    Other(String),
}

impl State {
    /// Whether somebody is writing: for no other word than `active`.
    pub fn is_active(&self) -> bool {
        *self == Self::Active
    }
}

#[cfg(test)]
mod tests;
