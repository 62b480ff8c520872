//! RFC 4589: a vocabulary of places, for `<place-type>` and other elements.

use sip_presence::Note;
use xml_app_core::XmlChoice;

use crate::{PlaceType, ns};

/// A type of place (RFC 4589 §3).
///
/// ```
/// use sip_rpid::{LocationType, PlaceType};
/// use xml_app_core::RawElement;
///
/// let place = PlaceType::from(LocationType::Residence);
/// assert_eq!(
///     RawElement::encode(&place)?.to_string(),
///     "<rpid:place-type xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" \
///      xmlns:lt=\"urn:ietf:params:xml:ns:location-type\"><lt:residence/></rpid:place-type>"
/// );
/// assert_eq!(place.extensions.get(), Some(&LocationType::Residence));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::LOCATION_TYPE, elements, display)]
pub enum LocationType {
    /// `<aircraft>`
    Aircraft,
    /// `<airport>`
    Airport,
    /// `<arena>`
    Arena,
    /// `<automobile>`
    Automobile,
    /// `<bank>`
    Bank,
    /// `<bar>`
    Bar,
    /// A bicycle. The RFC's schema misspells it as `bicyle`, which is written; both spellings are
    /// read.
    #[xml(name = "bicyle", alias = "bicycle")]
    Bicycle,
    /// `<bus>`
    Bus,
    /// `<bus-station>`
    BusStation,
    /// `<cafe>`
    Cafe,
    /// `<classroom>`
    Classroom,
    /// `<club>`
    Club,
    /// `<construction>`
    Construction,
    /// `<convention-center>`
    ConventionCenter,
    /// `<government>`
    Government,
    /// `<hospital>`
    Hospital,
    /// `<hotel>`
    Hotel,
    /// `<industrial>`
    Industrial,
    /// `<library>`
    Library,
    /// `<motorcycle>`
    Motorcycle,
    /// `<office>`
    Office,
    /// `<outdoors>`
    Outdoors,
    /// `<parking>`
    Parking,
    /// `<place-of-worship>`
    PlaceOfWorship,
    /// `<prison>`
    Prison,
    /// `<public>`
    Public,
    /// `<public-transport>`
    PublicTransport,
    /// `<residence>`
    Residence,
    /// `<restaurant>`
    Restaurant,
    /// `<school>`
    School,
    /// `<shopping-area>`
    ShoppingArea,
    /// `<stadium>`
    Stadium,
    /// `<store>`
    Store,
    /// `<street>`
    Street,
    /// `<theater>`
    Theater,
    /// `<train>`
    Train,
    /// `<train-station>`
    TrainStation,
    /// `<truck>`
    Truck,
    /// `<underway>`
    Underway,
    /// `<unknown>`
    Unknown,
    /// `<warehouse>`
    Warehouse,
    /// `<water>`
    Water,
    /// `<watercraft>`
    Watercraft,
    /// A description.
    #[xml(child = "other")]
    Other(Note),
}

impl From<LocationType> for PlaceType {
    fn from(place: LocationType) -> Self {
        let mut place_type = Self::default();
        place_type.extensions.push(place);
        place_type
    }
}
