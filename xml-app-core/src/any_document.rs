//! Documents whose type is told at run time.

use std::any::Any;

use crate::write::Sink;
use crate::{Diagnostic, ElementWriter, Error, WriteOptions, XmlApplication};

/// A document that [`Registry::read`](crate::Registry::read) recognised.
pub struct AnyDocument {
    name: &'static str,
    content_type: &'static str,
    root: Box<dyn Root>,
    diagnostics: Vec<Diagnostic>,
}

/// A root element, together with its document type.
trait Root: Send + Sync {
    fn to_xml(&self, options: &WriteOptions) -> Result<String, Error>;
    fn visit(&self, sink: &mut dyn Sink) -> Result<(), Error>;
    fn as_any(&self) -> &dyn Any;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

struct RootOf<A: XmlApplication>(A::Root);

impl<A: XmlApplication> Root for RootOf<A> {
    fn to_xml(&self, options: &WriteOptions) -> Result<String, Error> {
        A::to_xml_with(&self.0, options)
    }

    fn visit(&self, sink: &mut dyn Sink) -> Result<(), Error> {
        ElementWriter::new(sink).element(&self.0)
    }

    fn as_any(&self) -> &dyn Any {
        &self.0
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        Box::new(self.0)
    }
}

impl AnyDocument {
    /// A document of a known type, and what reading it found.
    pub fn new<A: XmlApplication>(root: A::Root, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            name: A::NAME,
            content_type: A::CONTENT_TYPES.first().copied().unwrap_or("application/xml"),
            root: Box::new(RootOf::<A>(root)),
            diagnostics,
        }
    }

    /// The [name](XmlApplication::NAME) of its type.
    pub fn type_name(&self) -> &'static str {
        self.name
    }

    /// The MIME type for writing it.
    pub fn content_type(&self) -> &'static str {
        self.content_type
    }

    /// What reading found.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The root element, if the document is of type `A`.
    pub fn root<A: XmlApplication>(&self) -> Option<&A::Root> {
        self.root.as_any().downcast_ref()
    }

    /// The root element, if the document is of type `A`.
    pub fn into_root<A: XmlApplication>(self) -> Option<A::Root> {
        self.root.into_any().downcast().ok().map(|root| *root)
    }

    /// Writes the document.
    ///
    /// # Errors
    /// As [`XmlApplication::to_xml`].
    pub fn to_xml(&self, options: &WriteOptions) -> Result<String, Error> {
        self.root.to_xml(options)
    }

    /// Shows the document to a [`Sink`], element by element.
    ///
    /// # Errors
    /// Those of the sink.
    pub fn visit(&self, sink: &mut dyn Sink) -> Result<(), Error> {
        self.root.visit(sink)
    }
}

impl std::fmt::Debug for AnyDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AnyDocument")
            .field("type", &self.name)
            .field("diagnostics", &self.diagnostics)
            .finish_non_exhaustive()
    }
}
