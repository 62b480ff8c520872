//! What OMA adds to presence documents, common policy and presence rules.
//!
//! ```
//! use sip_oma::Willingness;
//! use sip_presence::{Basic, Status, Tuple};
//!
//! let mut tuple = Tuple::new("poc".parse()?, Status::from(Basic::Open));
//! tuple.extensions.set(Willingness::from(Basic::Closed));
//! assert_eq!(tuple.extensions.get::<Willingness>().unwrap().basic, Some(Basic::Closed));
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod conditions;
mod meaning;
pub mod ns;
pub mod permission;
mod permissions;
mod presence;

use sip_policy::common_policy::{CommonPolicy, Conditions, Transformations};
use sip_policy::pres_rules::ProvideServices;
use sip_presence::{Device, Person, Pidf, Tuple};
use xml_app_core::{Error, ExtensionModule, Namespace, RegistryBuilder};

pub use conditions::{AnonymousRequest, Entry, ExternalList, OtherIdentity};
pub use permissions::{ProvideGeopriv, ProvideGeoprivValue, ProvideOmaAttribute, ServiceId};
pub use presence::{
    BarringState, Network, NetworkAvailability, NetworkState, OverridingWillingness,
    RegistrationState, ServiceDescription, ServiceState, SessionParticipation, Willingness,
};

/// The extensions of OMA, to be added to a registry, and for what they mean to a
/// [`Semantics`](sip_policy::Semantics).
///
/// ```
/// use sip_oma::{Oma, Willingness};
/// use sip_presence::{Basic, Pidf};
/// use xml_app_core::{ReadOptions, Registry, XmlApplication as _};
///
/// let mut builder = Registry::builder();
/// builder.add(Oma)?;
/// let options = ReadOptions::strict().with_registry(&builder.build());
/// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:alice@example.com'>
///     <tuple id='poc'><status><basic>open</basic></status>
///     <willingness xmlns='urn:oma:xml:prs:pidf:oma-pres'><basic>closed</basic></willingness>
///     </tuple></presence>";
/// let tuple = &Pidf::parse_with(xml, &options)?.document.tuples[0];
/// let willing = tuple.extensions.get::<Willingness>().unwrap();
/// assert_eq!(willing.basic, Some(Basic::Closed));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Oma;

impl ExtensionModule for Oma {
    const NAME: &'static str = "oma";
    const SPECIFICATION: &'static str = "OMA Presence SIMPLE, OMA XDM";
    const NAMESPACES: &'static [Namespace] = &[ns::COMMON_POLICY, ns::PRES_RULES, ns::PIDF];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry
            .application::<CommonPolicy>()?
            .namespace(ns::COMMON_POLICY)?
            .namespace(ns::PRES_RULES)?;
        registry
            .extend::<Conditions>()
            .with::<OtherIdentity>()?
            .with::<AnonymousRequest>()?
            .with::<ExternalList>()?;
        registry
            .extend::<Transformations>()
            .with::<ProvideOmaAttribute>()?
            .with::<ProvideGeopriv>()?;
        registry.extend::<ProvideServices>().with::<ServiceId>()?;
        registry.application::<Pidf>()?.namespace(ns::PIDF)?;
        registry
            .extend::<Tuple>()
            .with::<ServiceDescription>()?
            .with::<Willingness>()?
            .with::<SessionParticipation>()?
            .with::<RegistrationState>()?
            .with::<BarringState>()?;
        registry.extend::<Person>().with::<OverridingWillingness>()?;
        registry.extend::<Device>().with::<NetworkAvailability>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
