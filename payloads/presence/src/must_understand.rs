//! `mustUnderstand` (RFC 3863 §4.2.3): extensions that must not be ignored.

use xml_app_core::{Extensions, RawElement, XmlAttribute, XmlValue};

use crate::ns;

/// `mustUnderstand`: whether an element has to be understood to process the element around it.
///
/// ```
/// use sip_presence::{MustUnderstand, is_mandatory};
/// use xml_app_core::{RawAttribute, RawElement, XmlAttribute as _, XmlValue as _};
///
/// let mut raw: RawElement = "<x:status xmlns:x='urn:x'/>".parse()?;
/// assert!(!is_mandatory(&raw));
/// let mark = RawAttribute::new(MustUnderstand::NAME.into(), &MustUnderstand(true).text());
/// raw.attributes.push(mark);
/// assert!(is_mandatory(&raw));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(namespace = ns::PIDF, name = "mustUnderstand")]
pub struct MustUnderstand(pub bool);

/// Whether a raw element is marked as mandatory.
pub fn is_mandatory(raw: &RawElement) -> bool {
    let mark = raw.attributes.iter().find(|attribute| attribute.name.is(&MustUnderstand::NAME));
    mark.is_some_and(|mark| MustUnderstand::parse(&mark.value) == Ok(MustUnderstand(true)))
}

/// Whether every mandatory element in an extension point is known. If not, the element around it
/// has to be treated as unrecognised, with all its content.
///
/// A mark inside an unknown element without a mark is ignored together with that element.
///
/// ```
/// use sip_presence::{Basic, Status, is_understood};
/// let mut status = Status::from(Basic::Open);
/// assert!(is_understood(&status.extensions));
/// status.extensions.push_raw(
///     "<x:a xmlns:x='urn:x' xmlns:p='urn:ietf:params:xml:ns:pidf' p:mustUnderstand='1'/>".parse()?,
/// );
/// assert!(!is_understood(&status.extensions));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub fn is_understood<H>(extensions: &Extensions<H>) -> bool {
    !extensions.raw().any(is_mandatory)
}
