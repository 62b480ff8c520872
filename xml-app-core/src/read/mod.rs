//! Reading: bytes, text, tree, types.

mod context;
mod decode;
mod guard;
mod locate;
mod options;
mod type_reader;

use std::borrow::Cow;

use roxmltree::{Document, ParsingOptions};

pub use context::ReadContext;
pub use options::{Limits, Mode, ReadOptions, Reading};
pub use type_reader::{TypeReader, Wildcard};

use crate::error::Location;
use crate::registry::Application;
use crate::{Element, Error, ErrorKind, Name, Registry, XmlApplication, XmlElement, XmlType};

/// Reads a document of a known type.
pub(crate) fn read_document<A: XmlApplication>(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let registry = options.registry.clone().unwrap_or_else(Registry::process_default);
    let source = Source::decode(bytes, options)?;
    let document = source.parse(options)?;
    let application = registry.application::<A>();
    let root = Element::new(document.root_element());
    if root.is(&A::Root::NAME) {
        return source.read(&document, &registry, application, options, A::Root::read);
    }
    if root.local() == A::Root::NAME.local()
        && root.namespace().is_empty()
        && options.mode == Mode::Tolerant
    {
        return read_without_namespace::<A>(&source, root, &registry, options);
    }
    Err(wrong_root(&document, &A::Root::NAME))
}

/// Software exists that forgets the namespace altogether. The root declares it, then.
fn read_without_namespace<A: XmlApplication>(
    source: &Source<'_>,
    root: Element<'_>,
    registry: &Registry,
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let declaration = format!(" xmlns=\"{}\"", A::Root::NAME.namespace());
    let offset = root.node().range().start + 1 + root.local().len();
    let mut text = source.text.clone().into_owned();
    if root.prefix().is_some() || !text.is_char_boundary(offset) {
        let message = format!("found {}, expected {}", root.local(), A::Root::NAME);
        return Err(Error::new(ErrorKind::WrongRoot, message));
    }
    text.insert_str(offset, &declaration);
    let repaired = Source {
        text: Cow::Owned(text),
        remark: None,
        inserted: Some((offset, declaration.len())),
    };
    let document = repaired.parse(options)?;
    let application = registry.application::<A>();
    repaired.read(&document, registry, application, options, |element, context| {
        let message =
            format!("the document is in no namespace; taken for {}", A::Root::NAME.namespace());
        context.report(element, Error::new(ErrorKind::WrongRoot, message));
        A::Root::read(element, context)
    })
}

fn wrong_root(document: &Document<'_>, expected: &Name) -> Error {
    let root = Element::new(document.root_element());
    let found = crate::name::expanded(root.namespace(), root.local());
    let message = format!("the root element is {found}, expected {expected}");
    let mut error = Error::new(ErrorKind::WrongRoot, message);
    error.set_location(locate::place(document, document.root_element(), None, None));
    error
}

/// Reads one element by itself.
pub(crate) fn read_fragment<T: Clone>(
    xml: &str,
    options: &ReadOptions,
    read: impl FnOnce(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let registry = options.registry.clone().unwrap_or_else(Registry::process_default);
    let source = Source { text: Cow::Borrowed(xml), remark: None, inserted: None };
    let document = source.parse(options)?;
    let reading = source.read(&document, &registry, None, options, read)?;
    Ok(reading.document)
}

/// Namespace and local part of the root element.
pub(crate) fn root_name(bytes: &[u8], options: &ReadOptions) -> Result<(String, String), Error> {
    let source = Source::decode(bytes, options)?;
    let document = source.parse(options)?;
    let root = Element::new(document.root_element());
    Ok((root.namespace().to_owned(), root.local().to_owned()))
}

/// The text of a document.
pub(crate) struct Source<'b> {
    text: Cow<'b, str>,
    /// What is untrue about its declaration.
    remark: Option<String>,
    /// Where something was put in that was not received, and how long it is.
    inserted: Option<(usize, usize)>,
}

impl<'b> Source<'b> {
    pub(crate) fn decode(bytes: &'b [u8], options: &ReadOptions) -> Result<Self, Error> {
        let too_long = || {
            let limit = options.limits.bytes;
            Error::new(ErrorKind::Limit, format!("more than {limit} bytes"))
        };
        if bytes.len() > options.limits.bytes {
            return Err(too_long());
        }
        let (text, remark) =
            decode::decode(bytes, options.charset.as_deref()).map_err(|mut error| {
                locate::resolve_offset(&mut error, &String::from_utf8_lossy(bytes));
                error
            })?;
        if text.len() > options.limits.bytes {
            return Err(too_long());
        }
        Ok(Self { text, remark, inserted: None })
    }

    pub(crate) fn parse(&self, options: &ReadOptions) -> Result<Document<'_>, Error> {
        let located = |mut error: Error| {
            locate::resolve_offset(&mut error, &self.text);
            error
        };
        guard::guard(&self.text, &options.limits).map_err(located)?;
        let parsing =
            ParsingOptions { nodes_limit: options.limits.nodes, ..ParsingOptions::default() };
        Document::parse_with_options(&self.text, parsing)
            .map_err(|error| syntax_error(&error, &self.text, options))
    }

    fn read<T>(
        &self,
        document: &Document<'_>,
        registry: &Registry,
        application: Option<&Application>,
        options: &ReadOptions,
        read: impl FnOnce(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
    ) -> Result<Reading<T>, Error> {
        let root = Element::new(document.root_element());
        let mut context = ReadContext::new(options, registry, application, document);
        if let Some(remark) = &self.remark {
            context.remark(ErrorKind::Encoding, root, remark.clone());
        }
        let result = read(root, &mut context);
        context.check_ids(document);
        let mut diagnostics = context.into_diagnostics();
        if !diagnostics.is_empty() {
            locate::resolve(document, &mut diagnostics, self.inserted);
        }
        let value = result.map_err(|mut error| {
            if *error.location() == Location::None {
                error.set_location(Location::Node(document.root_element().id(), None));
            }
            locate::resolve_error(document, &mut error, self.inserted);
            error.with_diagnostics(diagnostics.clone())
        })?;
        if options.mode == Mode::Strict {
            if let Some(first) = diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
                return Err(first.error().clone().with_diagnostics(diagnostics));
            }
        }
        Ok(Reading::new(value, diagnostics))
    }
}

fn syntax_error(error: &roxmltree::Error, text: &str, options: &ReadOptions) -> Error {
    let (kind, message) = match error {
        roxmltree::Error::DtdDetected => {
            let offset = text.find("<!DOCTYPE").unwrap_or_default();
            let message = "a document type declaration, which is refused";
            let mut error = Error::at_offset(ErrorKind::DocumentType, message, offset);
            locate::resolve_offset(&mut error, text);
            return error;
        }
        roxmltree::Error::NodesLimitReached => {
            (ErrorKind::Limit, format!("more than {} nodes", options.limits.nodes))
        }
        error => (ErrorKind::NotWellFormed, format!("not well-formed: {error}")),
    };
    let position = error.pos();
    Error::new(kind, message)
        .with_location(Location::At {
            path: String::new(),
            line: position.row,
            column: position.col,
        })
        .with_source(error.clone())
}
