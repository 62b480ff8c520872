//! RFC 4480 §3.7: the type of place where the person is.

use sip_presence::Note;
use xml_app_core::{Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<place-type>`: a description of a place, or elements of a vocabulary, such as
/// [`location_type`](crate::location_type) (RFC 4480 §3.7).
///
/// ```
/// use sip_presence::{Note, Person};
/// use sip_rpid::{LocationType, PersonExt as _, PlaceType};
///
/// let mut person = Person::new("p1".parse()?);
/// person.extensions.set(PlaceType { other: Some(Note::from("shed")), ..PlaceType::default() });
/// let place = person.place_type().unwrap();
/// assert_eq!(place.other.as_ref().unwrap(), &"shed");
/// assert_eq!(place.extensions.get::<LocationType>(), None);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "place-type", check = check_interval)]
pub struct PlaceType {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// A description of the place. It excludes other elements.
    #[xml(child = "other", expected)]
    pub other: Option<Note>,
    /// The types of place in other vocabularies.
    #[xml(extensions(other, attributes), excludes(other))]
    pub extensions: Extensions<Self>,
}
