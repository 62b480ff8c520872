use super::xml_value::XmlValue;
use crate::Name;

/// A global attribute: a simple type with a name.
///
/// ```
/// use xml_app_core::{
///     AttributeOf, Extensions, Name, Namespace, RawElement, Registration, Registry, XmlAttribute,
///     XmlElement, XmlValue,
/// };
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party")]
/// # struct Party { #[xml(extensions(other, attributes))] extensions: Extensions<Self> }
///
/// #[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
/// enum Dress {
///     Casual,
///     Formal,
/// }
/// impl XmlAttribute for Dress {
///     const NAME: Name = Name::new(HATS, "dress");
/// }
/// impl AttributeOf<Party> for Dress {
///     const REGISTRATION: Registration = Registration::ByHand;
/// }
///
/// let mut party = Party { extensions: Extensions::new() };
/// party.extensions.set_attribute(&Dress::Formal);
/// let raw = RawElement::encode(&party)?;
/// assert!(raw.to_string().ends_with(" hat:dress=\"formal\"/>"));
/// assert_eq!(raw.decode::<Party>(&Registry::empty())?.extensions.attribute(), Some(Dress::Formal));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait XmlAttribute: XmlValue {
    /// The attribute's expanded name.
    const NAME: Name;
}
