//! Document types.

use super::write::WriteOptions;
use crate::{ApplicationBuilder, Element, Error, Namespace, ValidXml, XmlElement};

/// A document type: its root element, its names in MIME and SIP, and its namespaces.
///
/// ```
/// use xml_app_core::{Extensions, Namespace, Registry, XmlApplication, XmlElement};
///
/// const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
///
/// /// `<menu>`
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = MENU, name = "menu")]
/// pub struct Menu {
///     #[xml(value = "dish")]
///     pub dishes: Vec<String>,
///     #[xml(extensions)]
///     pub extensions: Extensions<Self>,
/// }
///
/// /// `application/menu+xml`
/// pub struct MenuDocument;
///
/// impl XmlApplication for MenuDocument {
///     type Root = Menu;
///     const NAME: &'static str = "menu";
///     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
///     const SPECIFICATION: &'static str = "the kitchen";
///     const DEFAULT_NAMESPACE: Option<Namespace> = Some(MENU);
/// }
///
/// // Reading starts from a registry, which knows the extensions.
/// let mut builder = Registry::builder();
/// builder.application::<MenuDocument>()?;
/// let registry = builder.build();
/// let menu = registry.parse::<MenuDocument>("<menu xmlns='urn:example:menu'><dish>soup</dish></menu>")?;
/// assert_eq!(menu.dishes, ["soup"]);
/// assert_eq!(
///     MenuDocument::to_xml(&menu)?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <menu xmlns=\"urn:example:menu\"><dish>soup</dish></menu>\n"
/// );
/// assert_eq!(MenuDocument::CONTENT_TYPE, "application/menu+xml");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait XmlApplication: Sized + Send + Sync + 'static {
    /// The root element.
    type Root: XmlElement;

    /// A short name for people and command lines, such as `pidf`.
    const NAME: &'static str;

    /// The MIME types of such documents. The first one is for writing.
    const CONTENT_TYPES: &'static [&'static str];

    /// The MIME type for writing: the first of [`CONTENT_TYPES`](Self::CONTENT_TYPES).
    const CONTENT_TYPE: &'static str = first(Self::CONTENT_TYPES);

    /// The event package whose notifications carry such documents (RFC 6665), if there is one.
    const EVENT_PACKAGE: Option<&'static str> = None;

    /// The specification, such as `RFC 3863`.
    const SPECIFICATION: &'static str;

    /// The namespace that is written without a prefix.
    const DEFAULT_NAMESPACE: Option<Namespace> = None;

    /// Further namespaces of the document type itself. Vocabularies add their own.
    const NAMESPACES: &'static [Namespace] = &[];

    /// Obsolete namespaces, which older software uses for the root. Tolerant reading replaces them, with a
    /// diagnostic.
    const OBSOLETE_NAMESPACES: &'static [&'static str] = &[];

    /// Recognises a root that has the right local name in a wrong namespace, or in none, and is the root of
    /// another document type. Returns the name of that type for the error. It is not called for roots with
    /// the right name.
    ///
    /// ```
    /// use xml_app_core::{Element, Registry, XmlApplication};
    /// # use xml_app_core::{Namespace, XmlElement};
    /// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = MENU, name = "menu")]
    /// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
    ///
    /// struct MenuDocument;
    ///
    /// impl XmlApplication for MenuDocument {
    ///     type Root = Menu;
    ///     const NAME: &'static str = "menu";
    ///     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    ///     const SPECIFICATION: &'static str = "the kitchen";
    ///
    ///     fn other_type(root: Element<'_>) -> Option<&'static str> {
    ///         (root.namespace() == "urn:example:wine").then_some("a wine list")
    ///     }
    /// }
    ///
    /// let error = Registry::empty().parse::<MenuDocument>("<menu xmlns='urn:example:wine'/>").unwrap_err();
    /// assert!(error.message().contains("a wine list"), "{error}");
    /// ```
    fn other_type(_root: Element<'_>) -> Option<&'static str> {
        None
    }

    /// Adds what the document type has beside its root, such as further global elements of its schema.
    /// [`RegistryBuilder::application`](crate::RegistryBuilder::application) calls it.
    ///
    /// # Errors
    /// Those of the builder.
    fn register(_builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        Ok(())
    }

    /// Writes a document without indentation.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`](crate::ErrorKind::NotWritable) if a value cannot be written.
    fn to_xml(root: &Self::Root) -> Result<String, Error> {
        Self::to_xml_with(root, &WriteOptions::default())
    }

    /// Writes a document with indentation, which never changes content.
    ///
    /// # Errors
    /// As [`to_xml`](Self::to_xml).
    fn to_xml_pretty(root: &Self::Root) -> Result<String, Error> {
        Self::to_xml_with(root, &WriteOptions { indent: true, ..WriteOptions::default() })
    }

    /// Writes a document as the options say.
    ///
    /// # Errors
    /// As [`to_xml`](Self::to_xml).
    fn to_xml_with(root: &Self::Root, options: &WriteOptions) -> Result<String, Error> {
        super::write::document_to_xml::<Self>(root, options)
    }

    /// Writes a document that strict mode accepts: without the unexpected content that tolerant reading
    /// keeps, and with unique ids. The content of unknown elements is written as it is.
    ///
    /// # Errors
    /// As [`to_xml`](Self::to_xml).
    fn to_valid_xml(root: &Self::Root, options: &WriteOptions) -> Result<ValidXml, Error> {
        super::write::document_to_valid_xml::<Self>(root, options)
    }
}

/// The content type for writing. A document type without one does not compile.
#[allow(clippy::panic, reason = "it is evaluated by the compiler")]
const fn first(content_types: &[&'static str]) -> &'static str {
    match content_types {
        [first, ..] => first,
        [] => panic!("a document type needs a content type"),
    }
}
