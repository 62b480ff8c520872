#![doc = include_str!("../README.md")]

mod history;
#[cfg(test)]
mod tests;

use sip_resource_lists::resource_lists::{Entry, EntryRef, External, List, ResourceLists};
use xml_app_core::value::NonNegativeInteger;
use xml_app_core::{XmlValue, vocabulary};

pub use history::{Recipient, recipient_history, recipients};

/// The namespace of copy control.
pub mod ns {
    use xml_app_core::Namespace;

    /// RFC 5364: copies in resource lists.
    pub const COPY_CONTROL: Namespace = Namespace::new("urn:ietf:params:xml:ns:copycontrol", "cp");
}

/// `copyControl`: how a recipient gets a message (RFC 5364 §4). Without it, as a blind copy.
///
/// The order is that of precedence: what comes first is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, XmlValue)]
#[xml(namespace = ns::COPY_CONTROL, name = "copyControl")]
pub enum CopyControl {
    /// It is for the recipient.
    To,
    /// The recipient gets a copy.
    Cc,
    /// The recipient gets a copy, and nobody else is told.
    Bcc,
}

/// `anonymize`: whether other recipients are not told who this one is (RFC 5364 §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(namespace = ns::COPY_CONTROL, name = "anonymize")]
pub struct Anonymize(bool);

/// `count`: for how many recipients an anonymous entry stands (RFC 5364 §4). Without it, for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(namespace = ns::COPY_CONTROL, name = "count")]
pub struct Count(NonNegativeInteger);

vocabulary! {
    /// Copy control, to be added to a registry.
    ///
    /// ```
    /// use sip_copy_control::{CopyControl, CopyControlVocabulary, recipients};
    /// use sip_resource_lists::resource_lists::ResourceLists;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(CopyControlVocabulary)?;
    /// let xml = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'
    ///     xmlns:cp='urn:ietf:params:xml:ns:copycontrol'><list>
    ///     <entry uri='sip:bill@example.com' cp:copyControl='to'/>
    ///     <entry uri='sip:carol@example.net' cp:copyControl='cc' cp:anonymize='true'/>
    ///     <entry uri='sip:andy@example.com'/></list></resource-lists>";
    /// let options = ReadOptions::strict();
    /// let lists = builder.build().parse_with::<ResourceLists>(xml, &options)?.document;
    /// let recipients = recipients(&lists.lists[0]);
    /// assert_eq!(recipients[0].copy, CopyControl::To);
    /// assert!(recipients[1].is_anonymous);
    /// assert_eq!(recipients[2].copy, CopyControl::Bcc);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct CopyControlVocabulary: "copy-control", "RFC 5364";
    document ResourceLists: ns::COPY_CONTROL;
    extend List { attribute CopyControl, attribute Anonymize, attribute Count }
    extend Entry { attribute CopyControl, attribute Anonymize, attribute Count }
    extend EntryRef { attribute CopyControl, attribute Anonymize, attribute Count }
    extend External { attribute CopyControl, attribute Anonymize, attribute Count }
}
