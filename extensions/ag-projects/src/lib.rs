//! What AG Projects' clients (Blink, sipsimple) add to presence documents and common policy.
//!
//! ```
//! use sip_ag_projects::{Extended, ExtendedStatus};
//! use sip_presence::{Basic, Status};
//!
//! let mut status = Status::from(Basic::Open);
//! status.extensions.set(Extended::from(ExtendedStatus::Away));
//! assert_eq!(status.extensions.get::<Extended>().unwrap().value, ExtendedStatus::Away);
//! ```

mod caps;
mod device_info;
pub mod ns;
mod rules;
mod status;

use sip_caps::ServCaps;
use sip_policy::common_policy::{CommonPolicy, Conditions, Rule};
use sip_presence::{Pidf, Status, Tuple};
use xml_app_core::{Error, ExtensionModule, Namespace, RegistryBuilder};

pub use caps::{FileTransfer, ScreenSharingClient, ScreenSharingServer};
pub use device_info::{DeviceInfo, Minutes, TimeOffset};
pub use rules::{FalseCondition, RuleDisplayName};
pub use status::{Extended, ExtendedStatus, StatusType};

/// The extensions of AG Projects, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct AgProjects;

impl ExtensionModule for AgProjects {
    const NAME: &'static str = "ag-projects";
    const SPECIFICATION: &'static str = "AG Projects";
    const NAMESPACES: &'static [Namespace] = &[ns::PIDF, ns::CAPS, ns::COMMON_POLICY];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>().namespace(ns::PIDF)?.namespace(ns::CAPS)?;
        registry.extend::<Status>().with::<Extended>()?.with::<StatusType>()?;
        registry.extend::<Tuple>().with::<DeviceInfo>()?;
        registry
            .extend::<ServCaps>()
            .with::<FileTransfer>()?
            .with::<ScreenSharingServer>()?
            .with::<ScreenSharingClient>()?;
        registry.application::<CommonPolicy>().namespace(ns::COMMON_POLICY)?;
        registry.extend::<Conditions>().with::<FalseCondition>()?;
        registry.extend::<Rule>().with::<RuleDisplayName>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
