//! Rich presence: RPID (RFC 4480), and the place types of RFC 4589.
//!
//! ```
//! use sip_presence::Person;
//! use sip_rpid::{Activities, Activity, PersonExt};
//!
//! let mut person = Person::new("p1".parse()?);
//! person.extensions.set(Activities::from_iter([Activity::Meeting, Activity::Travel]));
//! assert_eq!(person.activities().unwrap().activities[0], Activity::Meeting);
//! # Ok::<(), xml_app_core::Error>(())
//! ```

mod activities;
mod class;
mod interval;
pub mod location_type;
mod mood;
pub mod ns;
mod place_is;
mod place_type;
#[cfg(feature = "policy")]
mod policy;
mod privacy;
mod service;
mod sphere;
mod status_icon;
mod table_1;
mod time_offset;
mod user_input;
mod view;

use sip_presence::{Device, Person, Pidf, Tuple};
use xml_app_core::{Error, ExtensionModule, Namespace, RegistryBuilder};

pub use activities::{Activities, Activity};
pub use class::Class;
pub use location_type::LocationType;
pub use mood::{Feeling, Mood};
pub use place_is::{
    AudioCondition, PlaceIs, PlaceIsAudio, PlaceIsText, PlaceIsVideo, TextCondition, VideoCondition,
};
pub use place_type::PlaceType;
pub use privacy::Privacy;
pub use service::{Relationship, RelationshipKind, ServiceClass, ServiceKind};
pub use sphere::{Sphere, SphereKind, current_sphere};
pub use status_icon::StatusIcon;
pub use time_offset::TimeOffset;
pub use user_input::{InputState, UserInput};
pub use view::{DeviceExt, PersonExt, TupleExt};

/// RPID, to be added to a registry: everything in table 1 of RFC 4480. `<deviceID>` comes with the
/// data model.
///
/// ```
/// use sip_presence::{DataModel, Pidf};
/// use sip_rpid::{Feeling, PersonExt as _, Rpid};
/// use xml_app_core::{ReadOptions, Registry, XmlApplication as _};
///
/// let mut builder = Registry::builder();
/// builder.add(DataModel)?.add(Rpid)?;
/// let options = ReadOptions::strict().with_registry(&builder.build());
/// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>
///     <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p1'>
///     <mood xmlns='urn:ietf:params:xml:ns:pidf:rpid'><angry/></mood></person></presence>";
/// let presence = Pidf::parse_with(xml, &options)?.document;
/// assert_eq!(presence.person().unwrap().mood().unwrap().feelings, [Feeling::Angry]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rpid;

impl ExtensionModule for Rpid {
    const NAME: &'static str = "rpid";
    const SPECIFICATION: &'static str = "RFC 4480";
    const NAMESPACES: &'static [Namespace] = &[ns::RPID];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>()?.namespace(ns::RPID)?;
        registry
            .extend::<Person>()
            .with::<Activities>()?
            .with::<Class>()?
            .with::<Mood>()?
            .with::<PlaceIs>()?
            .with::<PlaceType>()?
            .with::<Privacy>()?
            .with::<Sphere>()?
            .with::<StatusIcon>()?
            .with::<TimeOffset>()?
            .with::<UserInput>()?;
        registry
            .extend::<Tuple>()
            .with::<Class>()?
            .with::<Privacy>()?
            .with::<Relationship>()?
            .with::<ServiceClass>()?
            .with::<StatusIcon>()?
            .with::<UserInput>()?;
        registry.extend::<Device>().with::<Class>()?.with::<UserInput>()?;
        for draft in DRAFTS {
            registry.draft(draft, ns::RPID)?;
        }
        Ok(())
    }
}

/// The namespaces that RPID had while it was a draft.
const DRAFTS: [&str; 3] = [
    "urn:ietf:params:xml:ns:pidf:rpid:rpid-person",
    "urn:ietf:params:xml:ns:pidf:rpid:rpid-tuple",
    "urn:ietf:params:xml:ns:pidf:rpid:status:rpid-status",
];

/// The place types of RFC 4589, to be added to a registry.
#[derive(Debug, Clone, Copy)]
pub struct LocationTypes;

impl ExtensionModule for LocationTypes {
    const NAME: &'static str = "location-types";
    const SPECIFICATION: &'static str = "RFC 4589";
    const NAMESPACES: &'static [Namespace] = &[ns::LOCATION_TYPE];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<Pidf>()?.namespace(ns::LOCATION_TYPE)?;
        registry.extend::<PlaceType>().with::<LocationType>()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
