//! RFC 4480 §3.7: the type of place where the person is; RFC 4589: the words for it.

use sip_presence::Note;
use xml_app_core::{DateTime, Extensions, Id, XmlElement};

use crate::interval::check_interval;
use crate::ns;

/// `<place-type>`: a place in words, or elements of a vocabulary, such as
/// [`location_type`](crate::location_type) (RFC 4480 §3.7).
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "place-type", check = check_interval)]
pub struct PlaceType {
    /// Since when.
    #[xml(attribute)]
    pub from: Option<DateTime>,
    /// Until when this is expected to be so.
    #[xml(attribute)]
    pub until: Option<DateTime>,
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
