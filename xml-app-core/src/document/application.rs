//! Document types.

use super::any_document::AnyDocument;
use super::options::{ReadOptions, Reading};
use super::write::WriteOptions;
use crate::{Element, Error, Namespace, ValidXml, XmlElement};

/// A document type: its root element, its names in MIME and SIP, and its namespaces.
///
/// ```
/// use xml_app_core::{Extensions, Name, Namespace, ReadOptions, XmlApplication, XmlElement};
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
/// let menu = MenuDocument::parse_with(
///     b"<menu xmlns='urn:example:menu'><dish>soup</dish></menu>",
///     &ReadOptions::strict(),
/// )
/// .unwrap()
/// .document;
/// assert_eq!(menu.dishes, ["soup"]);
/// assert_eq!(
///     MenuDocument::to_xml(&menu).unwrap(),
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <menu xmlns=\"urn:example:menu\"><dish>soup</dish></menu>\n"
/// );
/// ```
pub trait XmlApplication: Sized + Send + Sync + 'static {
    /// The root element.
    type Root: XmlElement;

    /// A short name for people and command lines, such as `pidf`.
    const NAME: &'static str;

    /// The MIME types of such documents. The first one is for writing.
    const CONTENT_TYPES: &'static [&'static str];

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
    fn other_type(_root: Element<'_>) -> Option<&'static str> {
        None
    }

    /// Reads a document.
    ///
    /// # Errors
    /// In either mode: not well-formed, beyond a limit, or another root element. In strict mode also:
    /// not schema-valid; the error then has all diagnostics.
    fn parse_with(bytes: &[u8], options: &ReadOptions) -> Result<Reading<Self::Root>, Error> {
        super::read::read_document::<Self>(bytes, options)
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
        Self::to_xml_with(root, &WriteOptions { indent: true })
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

    /// Checks a document as a whole, also for duplicate ids: writes it, and reads that in strict mode.
    ///
    /// # Errors
    /// The first error; [`Error::diagnostics`] has all.
    fn validate(root: &Self::Root, options: &ReadOptions) -> Result<(), Error> {
        let xml = Self::to_xml(root)?;
        let strict = ReadOptions { mode: crate::Mode::Strict, ..options.clone() };
        Self::parse_with(xml.as_bytes(), &strict).map(drop)
    }

    /// Reads a document of this type as an [`AnyDocument`].
    #[doc(hidden)]
    fn parse_any(bytes: &[u8], options: &ReadOptions) -> Result<AnyDocument, Error> {
        let Reading { document, diagnostics } = Self::parse_with(bytes, options)?;
        Ok(AnyDocument::new::<Self>(document, diagnostics))
    }
}
