//! Conversions of raw elements from and to text and typed values.

use std::fmt;

use super::options::ReadOptions;
use super::read::read_fragment;
use super::write::fragment_to_xml;
use crate::name::expanded;
use crate::{Error, ErrorKind, RawElement, Registry, XmlElement};

impl RawElement {
    /// The raw element of a typed value.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if the value cannot be written.
    pub fn encode<T: XmlElement>(value: &T) -> Result<Self, Error> {
        fragment_to_xml(|writer| writer.element(value))?.parse()
    }

    /// Reads the element as a type, in tolerant mode: for types that were not registered when the document
    /// was read. The registry recognises extensions in the element.
    ///
    /// # Errors
    /// [`ErrorKind::WrongRoot`] for an element of another name, or the error that keeps it from being read.
    pub fn decode<T: XmlElement>(&self, registry: &Registry) -> Result<T, Error> {
        self.decode_with(registry, &ReadOptions::default())
    }

    /// [`decode`](Self::decode) with options.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    pub fn decode_with<T: XmlElement>(
        &self,
        registry: &Registry,
        options: &ReadOptions,
    ) -> Result<T, Error> {
        if !self.name.is(&T::NAME) {
            let message = format!("found {}, expected {}", self.name, T::NAME);
            return Err(Error::new(ErrorKind::WrongRoot, message));
        }
        read_fragment(registry, &self.to_xml()?, options, T::read)
    }

    /// The element as text, without an XML declaration.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`] if it was changed into something that cannot be written.
    pub fn to_xml(&self) -> Result<String, Error> {
        fragment_to_xml(|writer| writer.raw_element(self))
    }
}

impl std::str::FromStr for RawElement {
    type Err = Error;

    /// Reads any element.
    fn from_str(xml: &str) -> Result<Self, Error> {
        read_fragment(&Registry::empty(), xml, &ReadOptions::default(), |element, context| {
            Ok(Self::capture(element, context.names()))
        })
    }
}

impl fmt::Display for RawElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_xml() {
            Ok(xml) => f.write_str(&xml),
            Err(_) => f.write_str(&expanded(self.name.namespace(), self.name.local())),
        }
    }
}
