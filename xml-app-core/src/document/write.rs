//! The ways out of a document: types in, well-formed XML out.

mod escape;
mod layout;
mod namespaces;
mod one_pass;
mod tags;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use super::application::XmlApplication;
use crate::types::Repairs;
use crate::{ElementWriter, Error, Namespace, Sink, ValidXml};
use layout::Layout;
use namespaces::{Collector, MOST_IN_SCOPE};
use one_pass::OnePass;

/// Options for writing a document.
///
/// ```
/// use xml_app_core::{WriteOptions, XmlApplication};
/// # use xml_app_core::{Namespace, XmlElement};
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
/// # }
///
/// let menu = Menu { dishes: vec!["soup".to_owned()] };
/// assert_eq!(
///     MenuDocument::to_xml_with(&menu, &WriteOptions { indent: true, ..WriteOptions::default() })?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <menu:menu xmlns:menu=\"urn:example:menu\">\n  <menu:dish>soup</menu:dish>\n</menu:menu>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Indent by two spaces per level. Text and mixed content are never changed, and elements deeper than
    /// [`DEEPEST_INDENTED`](Self::DEEPEST_INDENTED) are written on one line.
    pub indent: bool,
    /// Write a document in which an id occurs twice. It is invalid; tolerant reading accepts it. Without this,
    /// it is an error: [`ErrorKind::DuplicateId`](crate::ErrorKind::DuplicateId).
    pub allow_duplicate_ids: bool,
}

/// These bound the length of the output by that of the input: it is at most about 16 times as long, and a
/// mebibyte.
impl WriteOptions {
    /// The depth to which elements are indented.
    pub const DEEPEST_INDENTED: usize = 16;

    /// The number of bytes of namespace declarations below the root for each byte of names and texts,
    /// beyond [`FREE_DECLARATIONS`](Self::FREE_DECLARATIONS). More is
    /// [`ErrorKind::Limit`](crate::ErrorKind::Limit). Nearly all documents have their declarations on the
    /// root. They are repeated only if prefixes in values contradict each other, or if there are very many
    /// namespaces.
    pub const MOST_DECLARATIONS: usize = 4;

    /// The number of bytes of namespace declarations that any document can have below the root.
    pub const FREE_DECLARATIONS: usize = 1 << 20;
}

/// Writes a document with its XML declaration.
pub(crate) fn document_to_xml<A: XmlApplication>(
    root: &A::Root,
    options: &WriteOptions,
) -> Result<String, Error> {
    to_xml(A::DEFAULT_NAMESPACE, options, DECLARATION, |writer| writer.element(root))
}

/// Writes a document with its XML declaration, without unexpected content.
pub(crate) fn document_to_valid_xml<A: XmlApplication>(
    root: &A::Root,
    options: &WriteOptions,
) -> Result<ValidXml, Error> {
    let mut ids = Repairs::default();
    let mut collector = Collector::new(None);
    ElementWriter::valid(&mut collector, &mut ids).element(root)?;
    let changes = RefCell::default();
    let xml = to_xml_by(A::DEFAULT_NAMESPACE, options, DECLARATION, |sink| {
        let mut repairs = ids.for_writing();
        ElementWriter::valid(sink, &mut repairs).element(root)?;
        changes.replace(repairs.changes);
        Ok(())
    })?;
    Ok(ValidXml { xml, changes: changes.into_inner() })
}

/// Writes one element by itself, without XML declaration.
pub(crate) fn fragment_to_xml(
    write: impl Fn(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    // An element is part of a document, so its ids are not checked.
    let options = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
    to_xml(None, &options, "", write)
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn to_xml(
    default: Option<Namespace>,
    options: &WriteOptions,
    declaration: &str,
    write: impl Fn(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    to_xml_by(default, options, declaration, |sink| write(&mut ElementWriter::new(sink)))
}

/// Writes in one pass if that is possible, or else in two.
fn to_xml_by(
    default: Option<Namespace>,
    options: &WriteOptions,
    declaration: &str,
    write: impl Fn(&mut dyn Sink) -> Result<(), Error>,
) -> Result<String, Error> {
    let mut one_pass = OnePass::new(default, options);
    match write(&mut one_pass) {
        Ok(()) if !one_pass.has_given_up() => {
            return one_pass.finish(declaration).map(|xml| ended(xml, declaration));
        }
        Err(error) if !one_pass.has_given_up() => return Err(error),
        Ok(()) | Err(_) => {}
    }
    in_two_passes(default, options, declaration, write)
}

/// The first pass finds the namespaces, the second writes. If there are too many declarations in scope somewhere, the second
/// pass is repeated with fewer of them on the root.
fn in_two_passes(
    default: Option<Namespace>,
    options: &WriteOptions,
    declaration: &str,
    write: impl Fn(&mut dyn Sink) -> Result<(), Error>,
) -> Result<String, Error> {
    let mut collector = Collector::new(default);
    write(&mut collector)?;
    let mut room = collector.room();
    let body = loop {
        let prefixes = collector.assign(room);
        let mut layout = Layout::new(&prefixes, options, collector.size());
        write(&mut layout)?;
        if room == 0 || layout.most_in_scope() <= MOST_IN_SCOPE {
            break layout.finish();
        }
        room /= 2;
    };
    let mut xml = String::with_capacity(declaration.len() + body.len() + 1);
    xml.push_str(declaration);
    xml.push_str(&body);
    Ok(ended(xml, declaration))
}

/// A document ends with its last line.
fn ended(mut xml: String, declaration: &str) -> String {
    if !declaration.is_empty() && !xml.ends_with('\n') {
        xml.push('\n');
    }
    xml
}
