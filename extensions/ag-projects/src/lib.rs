#![doc = include_str!("../README.md")]

mod address_book;
mod attributes;
mod caps;
mod conference;
mod device_info;
mod meanings;
pub mod ns;
mod rules;
mod status;

use sip_caps::ServCaps;
use sip_events::conference_info::{ConferenceDescription, ConferenceInfo, User};
use sip_policy::common_policy::{CommonPolicy, Conditions, Rule};
use sip_presence::partial::PidfFull;
use sip_presence::{Pidf, Status, Tuple};
use sip_resource_lists::resource_lists::{Entry, List, ResourceLists};
use xml_app_core::vocabulary;

pub use address_book::{
    Contact, ContactUri, ContactUris, EventHandling, EventPolicy, Group, GroupContacts,
    PolicyElement,
};
pub use attributes::{
    ApplicationAttribute, BlinkAttributes, EntryAttributes, Nil, SipsimpleAttributes,
};
pub use caps::{FileTransfer, ScreenSharingClient, ScreenSharingServer};
pub use conference::{File, Files, Resources, ScreenImageUrl};
pub use device_info::{DeviceInfo, Minutes, TimeOffset};
pub use rules::{FalseCondition, RuleDisplayName};
pub use status::{Extended, ExtendedStatus, StatusType};

vocabulary! {
    /// The extensions of AG Projects, to be added to a registry.
    ///
    /// ```
    /// use sip_ag_projects::{AgProjects, DeviceInfo};
    /// use sip_presence::Pidf;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(AgProjects)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>
    ///     <tuple id='SID-1'><status><basic>open</basic></status>
    ///     <device-info xmlns='urn:ag-projects:xml:ns:pidf' id='0a1b-2c3d'/></tuple></presence>";
    /// let tuple = &registry.parse_with::<Pidf>(xml, &options)?.document.tuples[0];
    /// assert_eq!(tuple.extensions.get::<DeviceInfo>().unwrap().id, "0a1b-2c3d");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct AgProjects: "ag-projects", "AG Projects";
    document Pidf: ns::PIDF, ns::CAPS;
    document PidfFull: ns::PIDF, ns::CAPS;
    document CommonPolicy: ns::COMMON_POLICY;
    document ConferenceInfo: ns::CONFERENCE_INFO;
    document ResourceLists: ns::RESOURCE_LISTS, ns::ADDRESS_BOOK, ns::SIPSIMPLE, ns::BLINK;
    extend Status { Extended, StatusType }
    extend Tuple { DeviceInfo }
    extend ServCaps { FileTransfer, ScreenSharingServer, ScreenSharingClient }
    extend Conditions { FalseCondition }
    extend Rule { RuleDisplayName }
    extend ConferenceDescription { Resources }
    extend User { ScreenImageUrl }
    extend Entry { EntryAttributes }
    extend List { Contact, Group, PolicyElement }
    extend Contact { SipsimpleAttributes, BlinkAttributes }
    extend ContactUri { SipsimpleAttributes, BlinkAttributes }
    extend Group { SipsimpleAttributes, BlinkAttributes }
    extend PolicyElement { SipsimpleAttributes, BlinkAttributes }
    also sip_policy::semantics_of::<AgProjects>;
    also sip_presence::meanings_of::<AgProjects>;
}

#[cfg(test)]
mod tests;
