//! Writing: types in, well-formed XML out.

mod escape;
mod layout;
mod namespaces;
mod writer;

pub use writer::{ElementWriter, QualifiedName, Sink};

use crate::{Error, Namespace, XmlApplication, XmlElement};
use layout::Layout;
use namespaces::Collector;

/// How a document is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Indent by two blanks per level. Text and mixed content are never touched.
    pub indent: bool,
}

/// Writes a document with its XML declaration.
pub(crate) fn document_to_xml<A: XmlApplication>(
    root: &A::Root,
    options: &WriteOptions,
) -> Result<String, Error> {
    to_xml(A::DEFAULT_NAMESPACE, options.indent, DECLARATION, |writer| writer.element(root))
}

/// Writes one element by itself, without XML declaration.
pub(crate) fn element_to_xml<T: XmlElement>(
    element: &T,
    options: &WriteOptions,
) -> Result<String, Error> {
    to_xml(None, options.indent, "", |writer| writer.element(element))
}

/// Writes one element by itself, without XML declaration.
pub(crate) fn fragment_to_xml(
    write: impl Fn(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    to_xml(None, false, "", write)
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Two passes: the first finds the namespaces that are used, the second writes.
fn to_xml(
    default: Option<Namespace>,
    indent: bool,
    declaration: &str,
    write: impl Fn(&mut ElementWriter<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    let mut collector = Collector::new(default);
    write(&mut ElementWriter::new(&mut collector))?;
    let (prefixes, size) = collector.assign();
    let mut layout = Layout::new(&prefixes, indent, size);
    write(&mut ElementWriter::new(&mut layout))?;
    let body = layout.finish();
    let mut xml = String::with_capacity(declaration.len() + body.len() + 1);
    xml.push_str(declaration);
    xml.push_str(&body);
    if !declaration.is_empty() && !xml.ends_with('\n') {
        xml.push('\n');
    }
    Ok(xml)
}
