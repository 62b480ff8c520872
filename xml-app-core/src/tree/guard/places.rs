//! Whether an offset is in a tag, a value, a text or a section.

use memchr::{memchr, memmem};

/// Tells whether an offset is in a tag, a value, a text or a section. Offsets have to ascend, so all calls
/// together cost one pass. It is called only for suspicious places.
pub(crate) struct Places<'a> {
    bytes: &'a [u8],
    position: usize,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Text,
    /// Inside a tag, outside attribute values.
    Tag,
    /// Inside an attribute value with this quote.
    Value(u8),
    /// In a comment, CDATA section or processing instruction, where markup has no meaning.
    Section,
}

impl<'a> Places<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0, place: Place::Text }
    }

    pub(crate) fn at(&mut self, offset: usize) -> Place {
        while self.position < offset {
            let head = self.bytes.get(self.position..offset).unwrap_or_default();
            let found = match self.place {
                Place::Text | Place::Section => memchr(b'<', head),
                Place::Tag => memchr::memchr3(b'>', b'"', b'\'', head),
                Place::Value(quote) => memchr(quote, head),
            };
            let Some(found) = found else {
                self.position = offset;
                break;
            };
            let at = self.position + found;
            self.position = at + 1;
            self.place = match (self.place, self.bytes.get(at)) {
                (Place::Tag, Some(quote @ (b'"' | b'\''))) => Place::Value(*quote),
                (Place::Tag, _) => Place::Text,
                (Place::Value(_), _) => Place::Tag,
                (Place::Text | Place::Section, _) => match section_end(self.bytes, at) {
                    None => Place::Tag,
                    Some(end) => {
                        self.position = end;
                        Place::Text
                    }
                },
            };
        }
        if self.position > offset { Place::Section } else { self.place }
    }
}

/// The end of a comment, CDATA section or processing instruction at `start`; the end of the text if it is
/// not closed. `None` if there is none at `start`.
pub(crate) fn section_end(bytes: &[u8], start: usize) -> Option<usize> {
    let tail = bytes.get(start..)?;
    let (skip, end): (usize, &[u8]) = match tail {
        [b'<', b'!', b'-', b'-', ..] => (4, b"-->"),
        [b'<', b'!', b'[', ..] => (3, b"]]>"),
        [b'<', b'?', ..] => (2, b"?>"),
        _ => return None,
    };
    let found = tail.get(skip..).and_then(|tail| memmem::find(tail, end));
    Some(found.map_or(bytes.len(), |found| start + skip + found + end.len()))
}
