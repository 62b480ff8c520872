//! The events that quick-xml makes, without a model. Reading resolves every name and value, and keeps
//! nothing. Writing takes events that were kept as they were read: nothing is left to escape.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{NsReader, Reader, XmlVersion};

use super::{Outcome, Peer, Writer};

const VERSION: XmlVersion = XmlVersion::Explicit1_0;

/// A loop over events.
pub struct EventLoop;

impl Peer for EventLoop {
    const NAME: &'static str = "quick-xml events";
    /// The length of all names and values: proof that each was seen.
    type Document<'text> = usize;

    fn read(text: &str) -> Outcome<usize> {
        let mut reader = NsReader::from_str(text);
        let mut length = 0;
        loop {
            match reader.read_event()? {
                Event::Start(start) | Event::Empty(start) => length += seen(&reader, &start)?,
                Event::Text(text) => length += text.xml_content(VERSION).len(),
                Event::GeneralRef(reference) => length += reference.xml_content(VERSION).len(),
                Event::Eof => return Ok(length),
                _ => {}
            }
        }
    }
}

/// The length of the names and values of a start tag.
fn seen(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Outcome<usize> {
    let resolver = reader.resolver();
    let (namespace, name) = resolver.resolve_element(start.name());
    let mut length = namespace_length(&namespace) + name.into_inner().len();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let (namespace, name) = resolver.resolve_attribute(attribute.key);
        length += namespace_length(&namespace) + name.into_inner().len();
        length += attribute.normalized_value(VERSION)?.len();
    }
    Ok(length)
}

fn namespace_length(result: &quick_xml::name::ResolveResult<'_>) -> usize {
    match result {
        quick_xml::name::ResolveResult::Bound(namespace) => namespace.into_inner().len(),
        _ => 0,
    }
}

/// The events of a document.
pub struct KeptEvents;

impl Peer for KeptEvents {
    const NAME: &'static str = EventLoop::NAME;
    type Document<'text> = Vec<Event<'text>>;

    fn read(text: &str) -> Outcome<Vec<Event<'_>>> {
        let mut reader = Reader::from_str(text);
        let mut events = Vec::new();
        loop {
            match reader.read_event()? {
                Event::Eof => return Ok(events),
                event => events.push(event),
            }
        }
    }
}

impl Writer for KeptEvents {
    fn write(events: &Vec<Event<'_>>) -> Outcome<String> {
        let mut writer = quick_xml::Writer::new(Vec::new());
        for event in events {
            writer.write_event(event.borrow())?;
        }
        Ok(String::from_utf8(writer.into_inner())?)
    }
}
