//! The bare tree that `sip-payloads` reads from. It does not write.

use roxmltree::Document;

use super::{Outcome, Peer};

/// See the module.
pub struct Roxmltree;

impl Peer for Roxmltree {
    const NAME: &'static str = "roxmltree";
    type Document<'text> = Document<'text>;

    fn read(text: &str) -> Outcome<Document<'_>> {
        Ok(Document::parse(text)?)
    }
}
