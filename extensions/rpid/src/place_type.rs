//! RFC 4480 §3.7: the type of place where the person is; RFC 4589: the words for it.

use sip_presence::Note;
use xml_app_core::{Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<place-type>`: a place in words, or elements of a vocabulary, such as
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
    /// For which time it is valid.
    #[xml(group)]
    pub interval: Interval,
    /// A name for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Remarks.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// The place in words. Excludes other elements.
    #[xml(child = "other", expected)]
    pub other: Option<Note>,
    /// The place in words of a vocabulary.
    #[xml(extensions(other, attributes), excludes(other))]
    pub extensions: Extensions<Self>,
}
