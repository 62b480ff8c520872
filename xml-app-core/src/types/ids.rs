//! The ids of a document that is being read: duplicates, unique repairs, and placeholders.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};

use crate::error::Location;
use crate::{Attribute, Element, Error, ErrorKind};

/// The ids of a document.
#[derive(Debug)]
pub(crate) struct Ids<'a> {
    document: &'a Document<'a>,
    /// Where the ids are. They are compared at the end.
    places: Vec<PlaceOfId>,
    /// The number of the last placeholder.
    last_made: Option<u64>,
    /// The ids that a repaired id must not be. Collected when the first id is repaired.
    taken: Option<TakenIds<'a>>,
}

impl<'a> Ids<'a> {
    pub(crate) fn new(document: &'a Document<'a>) -> Self {
        Self { document, places: Vec::with_capacity(FEW_IDS), last_made: None, taken: None }
    }

    /// Notes an id in an attribute. `mended` means that it was repaired.
    pub(crate) fn note_attribute(&mut self, attribute: &Attribute<'_>, mended: bool) {
        let node = attribute.element().node();
        let start = attribute.start();
        let attribute = node
            .attributes()
            .position(|other| other.range().start == start)
            .and_then(|place| u16::try_from(place).ok());
        let place = attribute.map(|attribute| PlaceOfId { node: node.id(), attribute, mended });
        self.places.extend(place);
    }

    /// Notes an id that is the text of an element.
    pub(crate) fn note_text(&mut self, element: Element<'_>, mended: bool) {
        let node = element.node().id();
        self.places.push(PlaceOfId { node, attribute: PlaceOfId::CONTENT, mended });
    }

    /// An id that no element of the document has: `id-` and a number greater than all that follow
    /// an `id-` anywhere in it.
    pub(crate) fn fresh(&mut self) -> String {
        let document = self.document;
        let last = self.last_made.get_or_insert_with(|| {
            let numbers = |text: &'a str| {
                text.split("id-").skip(1).filter_map(|text| {
                    let end = text.bytes().take_while(u8::is_ascii_digit).count();
                    // Placeholders never have longer numbers.
                    text.get(..end).filter(|_| end < 19)?.parse::<u64>().ok()
                })
            };
            values_and_texts(document).flat_map(numbers).max().unwrap_or(0)
        });
        *last += 1;
        format!("id-{last}")
    }

    /// The id itself if no other id of the document, received or repaired, is the same; else one that is
    /// free.
    #[cold]
    pub(crate) fn unique(&mut self, id: &str) -> String {
        self.taken.get_or_insert_with(|| TakenIds::of(self.document)).make(id)
    }

    /// An error for each duplicate id.
    pub(crate) fn duplicates(&mut self) -> Vec<Error> {
        let mut places = std::mem::take(&mut self.places);
        if places.len() < 2 {
            return Vec::new();
        }
        // An element that was kept raw may have been read twice.
        places.sort_unstable_by_key(|place| (place.node.get_usize(), place.attribute));
        places.dedup();
        let document = self.document;
        let many = if places.len() > FEW_IDS { places.len() } else { 0 };
        let mut seen = HashSet::with_capacity(many);
        let mut errors = Vec::new();
        for (index, place) in places.iter().enumerate() {
            let Some(id) = place.id_in(document) else { continue };
            let again = if places.len() <= FEW_IDS {
                let mut before =
                    places.iter().take(index).filter_map(|place| place.id_in(document));
                before.any(|before| before == id)
            } else {
                !seen.insert(id.clone())
            };
            if again {
                let message = format!("duplicate id {id:?}: ids are unique in a document");
                let error = Error::new(ErrorKind::DuplicateId, message);
                errors.push(error.with_location(place.location(document)));
            }
        }
        errors
    }
}

/// All attribute values and texts of a document.
fn values_and_texts<'a>(document: &'a Document<'a>) -> impl Iterator<Item = &'a str> {
    let elements = || document.descendants().filter(Node::is_element).map(Element::new);
    let values = elements().flat_map(|element| element.attributes().map(|a| a.value()));
    let texts = elements().flat_map(|element| element.text_pieces());
    values.chain(texts)
}

/// The ids of a document, received and repaired. Which values are ids is known only when they are read,
/// so every value and every text counts as a received id.
#[derive(Debug)]
struct TakenIds<'a> {
    received: HashSet<&'a str>,
    repaired: HashSet<String>,
    /// The last number that was appended to an id.
    numbers: HashMap<String, u64>,
}

impl<'a> TakenIds<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let received = values_and_texts(document).map(crate::value::trim).collect();
        Self { received, repaired: HashSet::new(), numbers: HashMap::new() }
    }

    fn is_taken(&self, id: &str) -> bool {
        self.received.contains(id) || self.repaired.contains(id)
    }

    /// The id itself if it is free, else the first free one of `id-2`, `id-3` and so on.
    fn make(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut number = self.numbers.get(wish).copied().unwrap_or(1);
        while self.is_taken(&id) {
            number += 1;
            id = format!("{wish}-{number}");
        }
        self.numbers.insert(wish.to_owned(), number);
        self.repaired.insert(id.clone());
        id
    }
}

/// Up to this number of ids, comparing is faster than hashing.
const FEW_IDS: usize = 8;

/// Where an id is.
#[derive(Debug, PartialEq, Eq)]
struct PlaceOfId {
    node: NodeId,
    /// The number of the attribute, or [`CONTENT`](Self::CONTENT).
    attribute: u16,
    /// Whether it was repaired.
    mended: bool,
}

impl PlaceOfId {
    /// Instead of an attribute: the id is the text of the element.
    const CONTENT: u16 = u16::MAX;

    fn attribute_in<'d>(&self, document: &'d Document<'d>) -> Option<Attribute<'d>> {
        let element = Element::new(document.get_node(self.node)?);
        element.attributes().nth(self.attribute.into())
    }

    /// The id as it was read. `None` for a repaired id or a placeholder, which are unique.
    fn id_in<'d>(&self, document: &'d Document<'d>) -> Option<Cow<'d, str>> {
        if self.mended {
            return None;
        }
        let received = match self.attribute {
            Self::CONTENT => Element::new(document.get_node(self.node)?).text(),
            _ => Cow::Borrowed(self.attribute_in(document)?.value()),
        };
        Some(match received {
            Cow::Borrowed(id) => Cow::Borrowed(crate::value::trim(id)),
            Cow::Owned(id) => Cow::Owned(crate::value::trim(&id).to_owned()),
        })
    }

    fn location(&self, document: &Document<'_>) -> Location {
        let attribute = self.attribute_in(document);
        Location::Node(self.node, attribute.map(|attribute| attribute.start()))
    }
}
