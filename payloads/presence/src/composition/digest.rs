//! Content as a number: equal content has equal numbers.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use xml_app_core::{
    ElementWriter, Error, ExtensionRef, Hints, QualifiedName, Sink, ValueKind, XmlType,
};

use super::part::Part;
use crate::ns;

/// Makes digests. They are keyed with a secret, so that nobody can make two contents with one digest.
#[derive(Default)]
pub(super) struct Digests(RandomState);

impl Digests {
    /// Of an extension element.
    pub(super) fn element(&self, element: ExtensionRef<'_>) -> u64 {
        self.written(false, |writer| element.write(writer))
    }

    /// Of a tuple, person or device, without its timestamp.
    pub(super) fn part<P: Part>(&self, part: &P) -> u64 {
        self.written(true, |writer| XmlType::write(part, writer))
    }

    /// Of texts.
    pub(super) fn texts(&self, texts: &[&str]) -> u64 {
        let mut hasher = self.0.build_hasher();
        texts.iter().for_each(|text| write_text(&mut hasher, text));
        hasher.finish()
    }

    fn written(
        &self,
        is_part: bool,
        write: impl FnOnce(&mut ElementWriter<'_>) -> Result<(), Error>,
    ) -> u64 {
        let mut sink = Digest {
            digests: self,
            content: self.0.build_hasher(),
            attributes: 0,
            depth: 0,
            is_part,
            skipped: None,
        };
        // What cannot be written, such as a text with a NUL, is digested as far as it goes.
        let _ = write(&mut ElementWriter::new(&mut sink));
        sink.end_of_attributes();
        sink.content.finish()
    }
}

fn write_text(hasher: &mut impl Hasher, text: &str) {
    hasher.write_usize(text.len());
    hasher.write(text.as_bytes());
}

struct Digest<'d> {
    digests: &'d Digests,
    content: <RandomState as BuildHasher>::Hasher,
    /// The sum of the digests of attributes: their order has no meaning.
    attributes: u64,
    depth: usize,
    is_part: bool,
    /// The depth of the timestamp, while it is written.
    skipped: Option<usize>,
}

impl Digest<'_> {
    fn end_of_attributes(&mut self) {
        let attributes = std::mem::take(&mut self.attributes);
        if attributes != 0 {
            self.content.write_u64(attributes);
        }
    }
}

impl Sink for Digest<'_> {
    fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        self.end_of_attributes();
        let is_of_part = [ns::PIDF.uri(), ns::DATA_MODEL.uri()].contains(&name.namespace);
        if self.is_part && self.depth == 0 && name.local == "timestamp" && is_of_part {
            self.skipped = Some(self.depth);
        }
        self.depth += 1;
        if self.skipped.is_none() {
            self.content.write_u8(b'<');
            write_text(&mut self.content, name.namespace);
            write_text(&mut self.content, name.local);
        }
        Ok(())
    }

    /// Ids do not count: they are made unique in each result, so that an equal element gets another one.
    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error> {
        if self.skipped.is_none() && kind != ValueKind::Id {
            let digest = self.digests.texts(&[name.namespace, name.local, value]);
            self.attributes = self.attributes.wrapping_add(digest);
        }
        Ok(())
    }

    fn text(&mut self, text: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        self.end_of_attributes();
        if self.skipped.is_none() {
            self.content.write_u8(b'"');
            write_text(&mut self.content, text);
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        self.end_of_attributes();
        self.depth = self.depth.saturating_sub(1);
        match self.skipped {
            Some(depth) if depth == self.depth => self.skipped = None,
            Some(_) => {}
            None => self.content.write_u8(b'>'),
        }
        Ok(())
    }
}
