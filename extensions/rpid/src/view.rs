//! Short ways to RPID elements.

use sip_presence::{Device, Person, Tuple};

use crate::{
    Activities, Class, Mood, PlaceIs, PlaceType, Privacy, Relationship, RelationshipKind,
    ServiceClass, ServiceKind, Sphere, StatusIcon, TimeOffset, UserInput,
};

/// What RPID says about a person (RFC 4480 table 1).
pub trait PersonExt {
    /// What the person is doing.
    fn activities(&self) -> Option<&Activities>;
    /// How the person feels.
    fn mood(&self) -> Option<&Mood>;
    /// Whether the place suits communication.
    fn place_is(&self) -> Option<&PlaceIs>;
    /// Where the person is.
    fn place_type(&self) -> Option<&PlaceType>;
    /// What others are unlikely to overhear or see.
    fn privacy(&self) -> Option<&Privacy>;
    /// The role that the person plays.
    fn sphere(&self) -> Option<&Sphere>;
    /// A picture of the status.
    fn status_icon(&self) -> Option<&StatusIcon>;
    /// The time zone of the person.
    fn time_offset(&self) -> Option<&TimeOffset>;
    /// Whether the person uses any service or device.
    fn user_input(&self) -> Option<&UserInput>;
    /// The group that this description belongs to.
    fn class(&self) -> Option<&Class>;
}

impl PersonExt for Person {
    fn activities(&self) -> Option<&Activities> {
        self.extensions.get()
    }

    fn mood(&self) -> Option<&Mood> {
        self.extensions.get()
    }

    fn place_is(&self) -> Option<&PlaceIs> {
        self.extensions.get()
    }

    fn place_type(&self) -> Option<&PlaceType> {
        self.extensions.get()
    }

    fn privacy(&self) -> Option<&Privacy> {
        self.extensions.get()
    }

    fn sphere(&self) -> Option<&Sphere> {
        self.extensions.get()
    }

    fn status_icon(&self) -> Option<&StatusIcon> {
        self.extensions.get()
    }

    fn time_offset(&self) -> Option<&TimeOffset> {
        self.extensions.get()
    }

    fn user_input(&self) -> Option<&UserInput> {
        self.extensions.get()
    }

    fn class(&self) -> Option<&Class> {
        self.extensions.get()
    }
}

/// What RPID says about a service (RFC 4480 table 1), with the defaults of the RFC.
pub trait TupleExt {
    /// Who answers; the presentity unless something else is said (RFC 4480 §3.9). `None` if it is a
    /// relationship of another vocabulary.
    fn relationship(&self) -> Option<RelationshipKind>;
    /// How the service is delivered; electronically unless something else is said (RFC 4480 §3.10).
    /// `None` if it is a kind of another vocabulary.
    fn service_kind(&self) -> Option<ServiceKind>;
    /// A picture of the status.
    fn status_icon(&self) -> Option<&StatusIcon>;
    /// Whether the service is in use.
    fn user_input(&self) -> Option<&UserInput>;
    /// The group that the service belongs to.
    fn class(&self) -> Option<&Class>;
}

impl TupleExt for Tuple {
    fn relationship(&self) -> Option<RelationshipKind> {
        match self.extensions.get::<Relationship>() {
            None => Some(RelationshipKind::Myself),
            Some(relationship) if relationship.extensions.is_extended() => None,
            Some(relationship) => {
                Some(relationship.kind.clone().unwrap_or(RelationshipKind::Myself))
            }
        }
    }

    fn service_kind(&self) -> Option<ServiceKind> {
        match self.extensions.get::<ServiceClass>() {
            None => Some(ServiceKind::Electronic),
            Some(class) => class.kind,
        }
    }

    fn status_icon(&self) -> Option<&StatusIcon> {
        self.extensions.get()
    }

    fn user_input(&self) -> Option<&UserInput> {
        self.extensions.get()
    }

    fn class(&self) -> Option<&Class> {
        self.extensions.get()
    }
}

/// What RPID says about a device (RFC 4480 table 1).
pub trait DeviceExt {
    /// Whether the device is in use.
    fn user_input(&self) -> Option<&UserInput>;
    /// The group that the device belongs to.
    fn class(&self) -> Option<&Class>;
}

impl DeviceExt for Device {
    fn user_input(&self) -> Option<&UserInput> {
        self.extensions.get()
    }

    fn class(&self) -> Option<&Class> {
        self.extensions.get()
    }
}
