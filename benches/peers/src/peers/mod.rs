//! The crates that are compared. Trees stay trees; the others have structs of what the small document
//! contains, that own their content as those of `sip-payloads` do.

use std::error::Error;

pub mod instant_xml;
pub mod minidom;
pub mod quick_xml_events;
pub mod quick_xml_serde;
pub mod roxmltree;
pub mod sip_payloads;
pub mod xso;

/// What reading and writing result in.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// A crate that reads documents.
pub trait Peer {
    /// Its name in tables, and in the names of benchmarks.
    const NAME: &'static str;
    /// What it makes of a document.
    type Document<'text>;

    /// Reads a document.
    ///
    /// # Errors
    ///
    /// If the crate does not accept it.
    fn read(text: &str) -> Outcome<Self::Document<'_>>;
}

/// A crate that also writes them.
pub trait Writer: Peer {
    /// Writes a document.
    ///
    /// # Errors
    ///
    /// If the crate cannot express it.
    fn write(document: &Self::Document<'_>) -> Outcome<String>;

    /// Reads a document, and writes it.
    ///
    /// # Errors
    ///
    /// If either fails.
    fn round_trip(text: &str) -> Outcome<String> {
        Self::write(&Self::read(text)?)
    }
}
