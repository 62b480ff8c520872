//! RFC 4480 §3.1, table 1: which elements stand in persons, tuples and devices, and how many of each.
//! `<deviceID>` comes with the data model.

use sip_presence::{Device, Person, Tuple};
use xml_app_core::{ExtensionOf, XmlElement};

use crate::interval::one_at_a_time;
use crate::{
    Activities, Class, Mood, PlaceIs, PlaceType, Privacy, Relationship, ServiceClass, Sphere,
    StatusIcon, TimeOffset, UserInput,
};

macro_rules! table_1 {
    ($($element:ident, $check:ident: $($host:ident),+;)*) => {$($(
        impl ExtensionOf<$host> for $element {
            fn check_several(several: &[&Self]) -> Result<(), String> {
                $check(several)
            }
        }
    )+)*};
}

table_1! {
    Activities, one_at_a_time: Person;
    Class, once: Person, Tuple, Device;
    Mood, one_at_a_time: Person;
    PlaceIs, one_at_a_time: Person;
    PlaceType, one_at_a_time: Person;
    Privacy, one_at_a_time: Person, Tuple;
    Relationship, once: Tuple;
    ServiceClass, once: Tuple;
    Sphere, one_at_a_time: Person;
    StatusIcon, one_at_a_time: Person, Tuple;
    TimeOffset, one_at_a_time: Person;
    UserInput, once: Person, Tuple, Device;
}

/// What cannot be limited in time stands once (RFC 4480 §5).
fn once<T: XmlElement>(several: &[&T]) -> Result<(), String> {
    Err(format!("{} {} elements where one may stand (RFC 4480 §5)", several.len(), T::NAME.local()))
}
