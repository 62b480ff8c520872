//! A tree of elements that own their content.

use minidom::Element;

use super::{Outcome, Peer, Writer};

/// See the module.
pub struct Minidom;

impl Peer for Minidom {
    const NAME: &'static str = "minidom";
    type Document<'text> = Element;

    fn read(text: &str) -> Outcome<Element> {
        Ok(Element::from_reader(text.as_bytes())?)
    }
}

impl Writer for Minidom {
    fn write(document: &Element) -> Outcome<String> {
        let mut bytes = Vec::new();
        document.write_to(&mut bytes)?;
        Ok(String::from_utf8(bytes)?)
    }
}
