//! Documents whose type is known only at run time.

use std::any::Any;

use super::application::XmlApplication;
use super::json::Json;
use super::outline::Outline;
use super::write::WriteOptions;
use crate::{Diagnostic, ElementWriter, Error, Sink, ValidXml};

/// A document that [`Registry::read`](crate::Registry::read) recognised.
///
/// ```
/// use xml_app_core::{ReadOptions, Registry, WriteOptions};
/// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
/// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = MENU, name = "menu")]
/// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
/// # struct MenuDocument;
/// # impl XmlApplication for MenuDocument {
/// #     type Root = Menu;
/// #     const NAME: &'static str = "menu";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
/// #     const SPECIFICATION: &'static str = "the kitchen";
/// #     const DEFAULT_NAMESPACE: Option<Namespace> = Some(MENU);
/// # }
///
/// let mut builder = Registry::builder();
/// builder.application::<MenuDocument>()?;
/// let xml = b"<m:menu xmlns:m='urn:example:menu'><m:dish>soup</m:dish></m:menu>";
/// let document = builder.build().read(None, xml, &ReadOptions::default())?;
/// assert_eq!((document.type_name(), document.content_type()), ("menu", "application/menu+xml"));
/// assert!(document.to_xml(&WriteOptions::default())?.ends_with(
///     "<menu xmlns=\"urn:example:menu\"><dish>soup</dish></menu>\n"
/// ));
/// let menu = document.into_root::<MenuDocument>();
/// assert_eq!(menu.map(|menu| menu.dishes), Some(vec!["soup".to_owned()]));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub struct AnyDocument {
    name: &'static str,
    content_type: &'static str,
    root: Box<dyn Root>,
    diagnostics: Vec<Diagnostic>,
}

/// A root element, together with its document type.
trait Root: Send + Sync {
    fn to_xml(&self, options: &WriteOptions) -> Result<String, Error>;
    fn to_valid_xml(&self, options: &WriteOptions) -> Result<ValidXml, Error>;
    fn to_json(&self) -> Result<Json, Error>;
    fn visit(&self, sink: &mut dyn Sink) -> Result<(), Error>;
    fn as_any(&self) -> &dyn Any;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

struct RootOf<A: XmlApplication>(A::Root);

impl<A: XmlApplication> Root for RootOf<A> {
    fn to_xml(&self, options: &WriteOptions) -> Result<String, Error> {
        A::to_xml_with(&self.0, options)
    }

    fn to_valid_xml(&self, options: &WriteOptions) -> Result<ValidXml, Error> {
        A::to_valid_xml(&self.0, options)
    }

    fn to_json(&self) -> Result<Json, Error> {
        Json::of::<A>(&self.0)
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
    /// A document of a known type, with the diagnostics of reading it.
    pub fn new<A: XmlApplication>(root: A::Root, diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            name: A::NAME,
            content_type: A::CONTENT_TYPE,
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

    /// The diagnostics of reading.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
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

    /// Writes the document without unexpected content.
    ///
    /// # Errors
    /// As [`XmlApplication::to_valid_xml`].
    pub fn to_valid_xml(&self, options: &WriteOptions) -> Result<ValidXml, Error> {
        self.root.to_valid_xml(options)
    }

    /// The document as JSON.
    ///
    /// # Errors
    /// As [`Json::of`].
    pub fn to_json(&self) -> Result<Json, Error> {
        self.root.to_json()
    }

    /// The document as a tree of elements, whatever its type.
    ///
    /// # Errors
    /// As [`Outline::of`].
    pub fn outline(&self) -> Result<Outline, Error> {
        Outline::collect(|sink| self.root.visit(sink))
    }

    /// Writes the document to a [`Sink`], element by element.
    ///
    /// ```
    /// use xml_app_core::{AnyDocument, Error, Hints, QualifiedName, Sink, ValueKind};
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = MENU, name = "menu")]
    /// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
    /// # struct MenuDocument;
    /// # impl XmlApplication for MenuDocument {
    /// #     type Root = Menu;
    /// #     const NAME: &'static str = "menu";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    /// #     const EVENT_PACKAGE: Option<&'static str> = Some("menu.winfo");
    /// #     const SPECIFICATION: &'static str = "the kitchen";
    /// # }
    ///
    /// /// Counts the elements.
    /// struct Count(usize);
    ///
    /// impl Sink for Count {
    ///     fn start(&mut self, _: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
    ///         self.0 += 1;
    ///         Ok(())
    ///     }
    ///     fn attribute(&mut self, _: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> {
    ///         Ok(())
    ///     }
    ///     fn text(&mut self, _: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
    ///         Ok(())
    ///     }
    ///     fn end(&mut self) -> Result<(), Error> {
    ///         Ok(())
    ///     }
    ///     // The text of values need not be made, and prefixes in them do not matter.
    ///     fn wants_values(&self) -> bool {
    ///         false
    ///     }
    ///     fn keep_prefix(&mut self, _prefix: &str, _namespace: &str) {}
    /// }
    ///
    /// let menu = Menu { dishes: vec!["soup".to_owned(), "fish".to_owned()] };
    /// let mut count = Count(0);
    /// AnyDocument::new::<MenuDocument>(menu, Vec::new()).visit(&mut count)?;
    /// assert_eq!(count.0, 3);
    /// # Ok::<(), Error>(())
    /// ```
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
