//! Reading: bytes, text, tree, types.

mod context;
mod decode;
mod guard;
mod indentation;
mod line_ends;
mod locate;
mod options;
mod origin;
mod repair;
mod required;
mod strays;
mod syntax;
mod type_reader;
mod wildcard;

use std::borrow::Cow;

use roxmltree::{Document, ParsingOptions};

pub use context::ReadContext;
pub use options::{Limits, Mode, ReadOptions, Reading};
pub use origin::Origin;
pub use type_reader::TypeReader;
pub use wildcard::Wildcard;

use guard::Outline;
use locate::Received;

use crate::error::{Location, Severity};
use crate::registry::Application;
use crate::{Element, Error, ErrorKind, Name, Registry, XmlApplication, XmlElement, XmlType};

/// Reads a document of a known type.
pub(crate) fn read_document<A: XmlApplication>(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let read = read_whole::<A>(bytes, options);
    match &options.origin {
        Some(origin) => origin.place(read),
        None => read,
    }
}

/// The same, with positions that count from the beginning of these bytes.
fn read_whole<A: XmlApplication>(
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let registry = options.registry_or_installed();
    let source = Source::decode(bytes, options)?;
    let document = source.parse(options)?;
    let application = registry.application::<A>();
    let root = Element::new(document.root_element());
    if root.is(&A::Root::NAME) {
        return source.read(&document, &registry, application, options, A::Root::read);
    }
    if let Some(other) = A::other_type(root) {
        let message = format!("this is {other}, which is another type of document");
        return Err(about_root(ErrorKind::WrongRoot, message, &source, &document));
    }
    if options.mode == Mode::Tolerant
        && is_meant_by(root, &A::Root::NAME, A::OBSOLETE_NAMESPACES)
        && let Some(repaired) = source.with_namespace(root, A::Root::NAME.namespace(), options)
        && let Ok(document) = repaired.parse(options)
        && Element::new(document.root_element()).is(&A::Root::NAME)
    {
        return read_repaired::<A>(&repaired, &document, root.namespace(), &registry, options);
    }
    Err(wrong_root(&source, &document, &A::Root::NAME))
}

/// Whether a root element means another name: it forgot its namespace, or is in an old one.
pub(crate) fn is_meant_by(root: Element<'_>, name: &Name, obsolete_namespaces: &[&str]) -> bool {
    let namespace = root.namespace();
    root.local() == name.local()
        && (namespace.is_empty() || obsolete_namespaces.contains(&namespace))
}

/// Reads a document that was in no namespace, or in an old one, after it was put into the right one.
fn read_repaired<A: XmlApplication>(
    repaired: &Source<'_>,
    document: &Document<'_>,
    found: &str,
    registry: &Registry,
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let application = registry.application::<A>();
    repaired.read(document, registry, application, options, |element, context| {
        let found = if found.is_empty() { "no namespace" } else { found };
        let message = format!("the document is in {found}");
        let repair = format!("taken for {}", A::Root::NAME.namespace());
        let error = context.fault(ErrorKind::WrongRoot, &message, &repair);
        context.report(element, error);
        A::Root::read(element, context)
    })
}

fn wrong_root(source: &Source<'_>, document: &Document<'_>, expected: &Name) -> Error {
    let root = Element::new(document.root_element());
    let found = crate::name::expanded(root.namespace(), root.local());
    let message = format!("the root element is {found}, expected {expected}");
    about_root(ErrorKind::WrongRoot, message, source, document)
}

fn about_root(
    kind: ErrorKind,
    message: String,
    source: &Source<'_>,
    document: &Document<'_>,
) -> Error {
    let place = locate::place(document.root_element(), None, &source.received(document));
    Error::new(kind, message).with_location(place)
}

/// Reads one element by itself.
pub(crate) fn read_fragment<T: Clone>(
    xml: &str,
    options: &ReadOptions,
    read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let registry = options.registry_or_installed();
    let source = Source::new(Cow::Borrowed(xml), Vec::new(), options)?;
    let document = source.parse(options)?;
    let reading = source.read(&document, &registry, None, options, read)?;
    Ok(reading.document)
}

/// The document type that the root element tells.
pub(crate) fn told_by_root<'r>(
    bytes: &[u8],
    options: &ReadOptions,
    find: impl FnOnce(Element<'_>) -> Option<&'r Application>,
) -> Result<&'r Application, Error> {
    find_by_root(bytes, options, find).map_err(|mut error| {
        if let Some(origin) = &options.origin {
            origin.place_error(&mut error);
        }
        error
    })
}

fn find_by_root<'r>(
    bytes: &[u8],
    options: &ReadOptions,
    find: impl FnOnce(Element<'_>) -> Option<&'r Application>,
) -> Result<&'r Application, Error> {
    let source = Source::decode(bytes, options)?;
    let document = source.parse(options)?;
    let root = Element::new(document.root_element());
    find(root).ok_or_else(|| {
        let name = crate::name::expanded(root.namespace(), root.local());
        let message = format!("no document with the root element {name} is known");
        about_root(ErrorKind::UnknownDocument, message, &source, &document)
    })
}

/// The text of a document.
pub(crate) struct Source<'b> {
    text: Cow<'b, str>,
    /// The text that the tree is made of, if it is another.
    lean: Option<String>,
    remarks: Vec<Remark>,
    /// Where something was put in that was not received, and how much longer that is.
    inserted: locate::Inserted,
    /// Whether it had namespaces of drafts.
    is_from_draft: bool,
}

/// What there is to say about a text before it is a tree.
#[derive(Clone)]
struct Remark {
    kind: ErrorKind,
    severity: Severity,
    message: String,
    /// Line and column. None: it is about the document as a whole.
    place: Option<(u32, u32)>,
}

impl Remark {
    /// A warning about the document as a whole.
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, severity: Severity::Warning, message: message.into(), place: None }
    }
}

impl<'b> Source<'b> {
    /// A text that is read as the options say: tolerant mode repairs it.
    fn new(text: Cow<'b, str>, remarks: Vec<Remark>, options: &ReadOptions) -> Result<Self, Error> {
        let guarded = Self::guarded(line_ends::normalize(text), remarks, Vec::new(), options)?;
        let (mut source, outline) = match options.mode {
            Mode::Tolerant if !guarded.1.bare_ampersands.is_empty() => {
                let (source, outline) = guarded;
                source.with_references(&outline, options)?
            }
            _ => guarded,
        };
        if outline.padded.is_empty() {
            return Ok(source);
        }
        if options.mode == Mode::Tolerant
            && let Some(repaired) = source.without_blanks(&outline.padded, options)
        {
            return Ok(repaired);
        }
        for place in outline.padded {
            let namespace = source.text.get(place).unwrap_or_default().trim_matches(['"', '\'']);
            let remark = repair::blanks_around(namespace.trim(), "they make it another");
            source.remarks.push(remark);
        }
        Ok(source)
    }

    /// A text that is not repaired.
    fn as_it_is(
        text: Cow<'b, str>,
        remarks: Vec<Remark>,
        inserted: locate::Inserted,
        options: &ReadOptions,
    ) -> Result<Self, Error> {
        Self::guarded(text, remarks, inserted, options).map(|(source, _)| source)
    }

    /// A text that is not repaired, and what there is to repair in it.
    fn guarded(
        text: Cow<'b, str>,
        remarks: Vec<Remark>,
        inserted: locate::Inserted,
        options: &ReadOptions,
    ) -> Result<(Self, Outline), Error> {
        let located = |mut error| {
            locate::resolve_offset(&mut error, &text, &inserted);
            error
        };
        let outline = guard::guard(&text, &options.limits).map_err(located)?;
        let lean = match outline.has_space || outline.has_sections {
            true => None,
            false => indentation::without(&text),
        };
        if lean.is_none() {
            guard::check_names(text.as_bytes()).map_err(located)?;
        }
        Ok((Self { text, lean, remarks, inserted, is_from_draft: false }, outline))
    }

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
                locate::resolve_offset(&mut error, &String::from_utf8_lossy(bytes), &[]);
                error
            })?;
        if text.len() > options.limits.bytes {
            return Err(too_long());
        }
        if text.starts_with('\u{feff}') {
            let message = "a second byte order mark";
            let mut error = Error::at_offset(ErrorKind::NotWellFormed, message, 0);
            locate::resolve_offset(&mut error, &text, &[]);
            return Err(error);
        }
        let remarks = remark.map(|remark| Remark::new(ErrorKind::Encoding, remark));
        Self::new(text, remarks.into_iter().collect(), options)
    }

    pub(crate) fn parse(&self, options: &ReadOptions) -> Result<Document<'_>, Error> {
        let parse = |text| {
            let parsing = ParsingOptions {
                // The document itself is a node there.
                nodes_limit: options.limits.nodes.saturating_add(1),
                ..ParsingOptions::default()
            };
            Document::parse_with_options(text, parsing)
        };
        // What is wrong is said about the whole text.
        let lean = self.lean.as_deref().and_then(|lean| parse(lean).ok());
        let document = match lean {
            Some(document) => document,
            None => parse(&self.text).map_err(|refusal| {
                let received =
                    Received { text: &self.text, gaps: Vec::new(), inserted: &self.inserted };
                syntax::error(&refusal, &received, options)
            })?,
        };
        let depth = options.limits.depth.min(Limits::DEEPEST);
        if let Some(node) = guard::too_deep_in(&document, depth) {
            let message = format!("more than {depth} elements inside each other");
            let offset = self.received(&document).offset(node.range().start);
            let mut error = Error::at_offset(ErrorKind::Limit, message, offset);
            locate::resolve_offset(&mut error, &self.text, &self.inserted);
            return Err(error);
        }
        Ok(document)
    }

    /// Where in the text that was received a document has its nodes.
    fn received(&self, document: &Document<'_>) -> Received<'_> {
        let whole = document.input_text().len() == self.text.len();
        let gaps = if whole { Vec::new() } else { indentation::gaps(&self.text) };
        Received { text: &self.text, gaps, inserted: &self.inserted }
    }

    /// Reads a document; in tolerant mode once more, if namespaces of drafts were met, with what they
    /// became.
    fn read<T>(
        &self,
        document: &Document<'_>,
        registry: &Registry,
        application: Option<&Application>,
        options: &ReadOptions,
        read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
    ) -> Result<Reading<T>, Error> {
        let (reading, has_drafts) = self.read_once(document, registry, application, options, &read);
        if has_drafts
            && options.mode == Mode::Tolerant
            && let Some(repaired) = self.without_drafts(document, registry, options)
            && let Ok(document) = repaired.parse(options)
        {
            return repaired.read_once(&document, registry, application, options, &read).0;
        }
        reading
    }

    /// Reads a document as it is, and tells whether namespaces of drafts were met.
    fn read_once<T>(
        &self,
        document: &Document<'_>,
        registry: &Registry,
        application: Option<&Application>,
        options: &ReadOptions,
        read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
    ) -> (Result<Reading<T>, Error>, bool) {
        let root = Element::new(document.root_element());
        let mut context = ReadContext::new(options, registry, application, document);
        context.set_from_draft(self.is_from_draft);
        for Remark { kind, severity, message, place } in &self.remarks {
            let error = context.error(*kind, root, message.clone());
            context.push_remark(
                *severity,
                match *place {
                    None => error,
                    Some((line, column)) => {
                        error.with_location(Location::At { path: String::new(), line, column })
                    }
                },
            );
        }
        let result = read(root, &mut context);
        context.check_ids();
        let has_drafts = context.has_drafts();
        (self.finish(document, options, context, result), has_drafts)
    }

    /// The value that was read, with what was found, unless that forbids it.
    fn finish<T>(
        &self,
        document: &Document<'_>,
        options: &ReadOptions,
        context: ReadContext<'_>,
        result: Result<T, Error>,
    ) -> Result<Reading<T>, Error> {
        let (mut diagnostics, has_more) = context.into_diagnostics();
        if !diagnostics.is_empty() {
            locate::resolve(document, &mut diagnostics, &self.received(document));
        }
        if has_more {
            let message = format!("more than {} things are wrong", options.limits.diagnostics);
            return Err(Error::new(ErrorKind::Limit, message).with_diagnostics(diagnostics));
        }
        let value = result.map_err(|mut error| {
            if *error.location() == Location::None {
                error.set_location(Location::Node(document.root_element().id(), None));
            }
            locate::resolve_error(document, &mut error, &self.received(document));
            diagnostics.push(error.clone().into_diagnostic(Severity::Error));
            diagnostics.sort_by_key(|diagnostic| (diagnostic.line(), diagnostic.column()));
            error.with_diagnostics(std::mem::take(&mut diagnostics))
        })?;
        if options.mode == Mode::Strict
            && let Some(first) = diagnostics.iter().find(|diagnostic| diagnostic.is_error())
        {
            return Err(first.error().clone().with_diagnostics(diagnostics));
        }
        Ok(Reading::new(value, diagnostics))
    }
}
