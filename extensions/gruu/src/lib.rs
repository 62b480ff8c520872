#![doc = include_str!("../README.md")]

use sip_events::registration_info::{Contact, RegistrationInfo};
use xml_app_core::{AnyUri, Unexpected, XmlElement, vocabulary};

/// The namespace of GRUUs.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 5628: GRUUs in registration information.
    pub const GRUU: Namespace = Namespace::new("urn:ietf:params:xml:ns:gruuinfo", "gr");
}

/// `<pub-gruu>`: the public GRUU of a contact (RFC 5628 §5).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::GRUU, name = "pub-gruu", new)]
pub struct PubGruu {
    /// The GRUU.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<temp-gruu>`: the newest temporary GRUU of a contact (RFC 5628 §5).
///
/// ```
/// use sip_gruu::TempGruu;
/// use xml_app_core::RawElement;
///
/// let gruu = TempGruu::new("sip:8ffkas08af7fasklzi9@example.com;gr".parse()?, 54301);
/// assert_eq!(
///     RawElement::encode(&gruu)?.to_string(),
///     "<gr:temp-gruu xmlns:gr=\"urn:ietf:params:xml:ns:gruuinfo\" \
///      uri=\"sip:8ffkas08af7fasklzi9@example.com;gr\" first-cseq=\"54301\"/>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::GRUU, name = "temp-gruu", new)]
pub struct TempGruu {
    /// The GRUU.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// The `CSeq` of the REGISTER that got the oldest temporary GRUU that is still valid (RFC 5628 §5). The
    /// text of the RFC calls it `cseq` (erratum 2995).
    #[xml(attribute, alias = "cseq")]
    pub first_cseq: u64,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

vocabulary! {
    /// GRUUs, to be added to a registry.
    ///
    /// ```
    /// use sip_events::registration_info::RegistrationInfo;
    /// use sip_gruu::{Gruu, PubGruu};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Gruu)?;
    /// let xml = "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>
    ///     <registration aor='sip:user@example.com' id='as9' state='active'>
    ///     <contact id='76' state='active' event='registered'><uri>sip:user@192.0.2.1</uri>
    ///     <pub-gruu xmlns='urn:ietf:params:xml:ns:gruuinfo' uri='sip:user@example.com;gr=hha9'/>
    ///     </contact></registration></reginfo>";
    /// let registry = builder.build();
    /// let info = registry.parse_with::<RegistrationInfo>(xml, &ReadOptions::strict())?.document;
    /// let contact = &info.registrations[0].contacts[0];
    /// assert_eq!(contact.extensions.get::<PubGruu>().unwrap().uri, "sip:user@example.com;gr=hha9");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct Gruu: "gruu", "RFC 5628";
    document RegistrationInfo: ns::GRUU;
    extend Contact { PubGruu, TempGruu }
}

#[cfg(test)]
mod tests;
