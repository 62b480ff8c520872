#![doc = include_str!("../README.md")]

use sip_resource_lists::resource_lists::{Entry, ResourceLists};
use xml_app_core::{Unexpected, XmlElement, XmlValue, vocabulary};

/// The namespace of consent status.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 5362: whether a recipient has consented.
    pub const CONSENT_STATUS: Namespace =
        Namespace::new("urn:ietf:params:xml:ns:consent-status", "cs");
}

/// `<consent-status>`: whether a recipient has consented to be in a list (RFC 5362 §5.1.6).
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::CONSENT_STATUS, name = "consent-status")]
pub struct ConsentStatus {
    /// The status.
    #[xml(text, from)]
    pub consent: Consent,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Whether a recipient has consented (RFC 5362 §5.1.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum Consent {
    /// The server has asked for it, and waits for an answer.
    Pending,
    /// The server has not asked for it yet.
    Waiting,
    /// It could not ask.
    Error,
    /// The recipient refused.
    Denied,
    /// The recipient consented.
    Granted,
}

vocabulary! {
    /// Consent status, to be added to a registry.
    ///
    /// ```
    /// use sip_consent::{Consent, ConsentStatus, ConsentVocabulary};
    /// use sip_resource_lists::resource_lists::ResourceLists;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(ConsentVocabulary)?;
    /// let xml = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list>
    ///     <entry uri='sip:bill@example.com'>
    ///     <consent-status xmlns='urn:ietf:params:xml:ns:consent-status'>granted</consent-status>
    ///     </entry></list></resource-lists>";
    /// let options = ReadOptions::strict();
    /// let lists = builder.build().parse_with::<ResourceLists>(xml, &options)?.document;
    /// let bill = lists.lists[0].entry("sip:bill@example.com").unwrap();
    /// assert_eq!(bill.extensions.get::<ConsentStatus>().unwrap().consent, Consent::Granted);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct ConsentVocabulary: "consent", "RFC 5362";
    document ResourceLists: ns::CONSENT_STATUS;
    extend Entry { ConsentStatus }
}

#[cfg(test)]
mod tests;
