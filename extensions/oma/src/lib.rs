#![doc = include_str!("../README.md")]

mod conditions;
mod meanings;
pub mod ns;
pub mod permission;
mod permissions;
mod presence;
mod semantics;

use sip_policy::common_policy::{CommonPolicy, Conditions, Transformations};
use sip_policy::pres_rules::ProvideServices;
use sip_presence::partial::PidfFull;
use sip_presence::{Device, Person, Pidf, Tuple};
use xml_app_core::vocabulary;

pub use conditions::{AnonymousRequest, Entry, ExternalList, OtherIdentity};
pub use permissions::{ProvideGeopriv, ProvideGeoprivValue, ProvideOmaAttribute, ServiceId};
pub use presence::{
    BarringState, Network, NetworkAvailability, NetworkState, OverridingWillingness,
    RegistrationState, ServiceDescription, ServiceState, SessionParticipation, Willingness,
};

vocabulary! {
    /// The extensions of OMA, to be added to a registry and to a
    /// [`Semantics`](sip_policy::Semantics).
    ///
    /// ```
    /// use sip_oma::{Oma, Willingness};
    /// use sip_presence::{Basic, Pidf};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(Oma)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>
    ///     <tuple id='poc'><status><basic>open</basic></status>
    ///     <willingness xmlns='urn:oma:xml:prs:pidf:oma-pres'><basic>closed</basic></willingness>
    ///     </tuple></presence>";
    /// let tuple = &registry.parse_with::<Pidf>(xml, &options)?.document.tuples[0];
    /// let willing = tuple.extensions.get::<Willingness>().unwrap();
    /// assert_eq!(willing.basic, Some(Basic::Closed));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct Oma: "oma", "OMA Presence SIMPLE, OMA XDM";
    document CommonPolicy: ns::COMMON_POLICY, ns::PRES_RULES;
    document Pidf: ns::PIDF;
    document PidfFull: ns::PIDF;
    extend Conditions { OtherIdentity, AnonymousRequest, ExternalList }
    extend Transformations { ProvideOmaAttribute, ProvideGeopriv }
    extend ProvideServices { ServiceId }
    extend Tuple {
        ServiceDescription, Willingness, SessionParticipation, RegistrationState, BarringState,
    }
    extend Person { OverridingWillingness }
    extend Device { NetworkAvailability }
    also sip_policy::semantics_of::<Oma>;
    also sip_presence::meanings_of::<Oma>;
}

#[cfg(test)]
mod tests;
