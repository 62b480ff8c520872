//! RFC 4480 §3.1, table 1: which elements extend persons, tuples and devices, and how many of each.

use sip_presence::partial::PidfFull;
use sip_presence::{Device, Person, Pidf, Tuple};
use xml_app_core::{Error, RegistryBuilder, XmlElement, vocabulary};

use crate::interval::one_at_a_time;
use crate::{
    Activities, Class, LocationType, Mood, PlaceIs, PlaceType, Privacy, Relationship,
    RelationshipKind, ServiceClass, ServiceKind, Sphere, StatusIcon, TimeOffset, UserInput, ns,
};

vocabulary! {
    /// RPID, to be added to a registry: table 1 of RFC 4480. `<deviceID>` is in the data model.
    ///
    /// ```
    /// use sip_presence::{DataModel, Pidf};
    /// use sip_rpid::{Feeling, PersonExt as _, Rpid};
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// let mut builder = Registry::builder();
    /// builder.add(DataModel)?.add(Rpid)?;
    /// let registry = builder.build();
    /// let options = ReadOptions::strict();
    /// let xml = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:someone@example.com'>
    ///     <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p1'>
    ///     <mood xmlns='urn:ietf:params:xml:ns:pidf:rpid'><angry/></mood></person></presence>";
    /// let presence = registry.parse_with::<Pidf>(xml, &options)?.document;
    /// assert_eq!(presence.person().unwrap().mood().unwrap().feelings, [Feeling::Angry]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct Rpid: "rpid", "RFC 4480";
    document Pidf: ns::RPID;
    document PidfFull: ns::RPID;
    also define_semantics;
    also sip_presence::meanings_of::<Rpid>;
    obsolete "urn:ietf:params:xml:ns:pidf:rpid:rpid-person" => ns::RPID;
    obsolete "urn:ietf:params:xml:ns:pidf:rpid:rpid-tuple" => ns::RPID;
    obsolete "urn:ietf:params:xml:ns:pidf:rpid:status:rpid-status" => ns::RPID;

    /// The RPID elements of a person (RFC 4480, table 1).
    extend Person as pub trait PersonExt {
        /// What the person is doing.
        #[several(one_at_a_time)]
        activities: Activities,
        /// The class of this description.
        #[several(once)]
        class: Class,
        /// The mood of the person.
        #[several(one_at_a_time)]
        mood: Mood,
        /// Whether the place suits communication.
        #[several(one_at_a_time)]
        place_is: PlaceIs,
        /// Where the person is.
        #[several(one_at_a_time)]
        place_type: PlaceType,
        /// Communication that others are unlikely to overhear or see.
        #[several(one_at_a_time)]
        privacy: Privacy,
        /// The role that the person plays.
        #[several(one_at_a_time)]
        sphere: Sphere,
        /// A picture of the status.
        #[several(one_at_a_time)]
        status_icon: StatusIcon,
        /// The time zone of the person.
        #[several(one_at_a_time)]
        time_offset: TimeOffset,
        /// Whether the person uses any service or device.
        #[several(once)]
        user_input: UserInput,
    }

    /// The RPID elements of a service (RFC 4480, table 1). [`TupleDefaults`] has those with the
    /// defaults of the RFC.
    extend Tuple as pub trait TupleExt {
        /// The class of the service.
        #[several(once)]
        class: Class,
        /// Communication that others are unlikely to overhear or see.
        #[several(one_at_a_time)]
        privacy: Privacy,
        /// How the user of the service is related to the presentity.
        #[several(once)]
        relationship: Relationship,
        /// How the service is delivered.
        #[several(once)]
        service_class: ServiceClass,
        /// A picture of the status.
        #[several(one_at_a_time)]
        status_icon: StatusIcon,
        /// Whether the service is in use.
        #[several(once)]
        user_input: UserInput,
    }

    /// The RPID elements of a device (RFC 4480, table 1).
    extend Device as pub trait DeviceExt {
        /// The class of the device.
        #[several(once)]
        class: Class,
        /// Whether the device is in use.
        #[several(once)]
        user_input: UserInput,
    }
}

/// Presence rules about RPID, with the feature `policy`.
#[cfg_attr(
    not(feature = "policy"),
    allow(clippy::unnecessary_wraps, reason = "a vocabulary needs it")
)]
fn define_semantics(registry: &mut RegistryBuilder) -> Result<(), Error> {
    #[cfg(feature = "policy")]
    sip_policy::semantics_of::<Rpid>(registry)?;
    let _ = registry;
    Ok(())
}

/// An element without an interval of validity occurs once (RFC 4480 §5).
fn once<T: XmlElement>(several: &[&T]) -> Result<(), String> {
    Err(format!(
        "{} {} elements where one is allowed (RFC 4480 §5)",
        several.len(),
        T::NAME.local()
    ))
}

/// RPID elements of a service, with the defaults of the RFC.
pub trait TupleDefaults {
    /// The relationship; by default the presentity itself (RFC 4480 §3.9). `None` if it is a
    /// relationship of another vocabulary.
    fn relationship_kind(&self) -> Option<RelationshipKind>;
    /// The service class; by default electronic (RFC 4480 §3.10). `None` if it is a kind of another
    /// vocabulary.
    fn service_kind(&self) -> Option<ServiceKind>;
}

impl TupleDefaults for Tuple {
    fn relationship_kind(&self) -> Option<RelationshipKind> {
        match self.relationship() {
            None => Some(RelationshipKind::Myself),
            Some(relationship) if relationship.extensions.is_extended() => None,
            Some(relationship) => {
                Some(relationship.kind.clone().unwrap_or(RelationshipKind::Myself))
            }
        }
    }

    fn service_kind(&self) -> Option<ServiceKind> {
        match self.service_class() {
            None => Some(ServiceKind::Electronic),
            Some(class) => class.kind,
        }
    }
}

vocabulary! {
    /// The place types of RFC 4589, to be added to a registry.
    ///
    /// ```
    /// use sip_presence::Pidf;
    /// use sip_rpid::{LocationTypes, Rpid};
    /// use xml_app_core::Registry;
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<Pidf>()?;
    /// builder.add(Rpid)?.add(LocationTypes)?;
    /// assert_eq!(builder.build().vocabularies()[1].specification(), "RFC 4589");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub struct LocationTypes: "location-types", "RFC 4589";
    document Pidf: ns::LOCATION_TYPE;
    document PidfFull: ns::LOCATION_TYPE;
    extend PlaceType { LocationType }
}
