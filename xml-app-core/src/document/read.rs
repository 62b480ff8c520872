//! The ways into a document: bytes, text, tree, types.

use std::borrow::Cow;

use roxmltree::Document;

use super::options::{ReadOptions, Reading};
use super::registry::{Application, Registry};
use crate::error::{Location, Severity};
use crate::tree::{Remark, Source, locate};
use crate::{
    Element, Error, ErrorKind, Limits, Mode, Name, ReadContext, XmlApplication, XmlElement, XmlType,
};

/// Reads a document of a known type.
pub(crate) fn read_document<A: XmlApplication>(
    registry: &Registry,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let read = read_whole::<A>(registry, bytes, options);
    match &options.origin {
        Some(origin) => match read {
            Ok(mut reading) => {
                for diagnostic in &mut reading.diagnostics {
                    origin.place_error(diagnostic.error_mut());
                }
                Ok(reading)
            }
            Err(mut error) => {
                origin.place_error(&mut error);
                Err(error)
            }
        },
        None => read,
    }
}

/// The same, with positions that count from the beginning of these bytes.
fn read_whole<A: XmlApplication>(
    registry: &Registry,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let source = Source::decode(bytes, options.for_text())?;
    let document = source.parse(options.for_text())?;
    let application = registry.application::<A>();
    let root = Element::new(document.root_element());
    if let Some(other) = A::other_type(root) {
        let message = format!("this is {other}, which is another type of document");
        return Err(about_root(ErrorKind::WrongRoot, message, &source, &document));
    }
    if root.is(&A::Root::NAME) {
        return read_source(&source, &document, registry, application, options, A::Root::read);
    }
    if options.mode == Mode::Tolerant
        && is_meant_by(root, &A::Root::NAME, A::OBSOLETE_NAMESPACES)
        && let Some(repaired) =
            source.with_namespace(root, A::Root::NAME.namespace(), options.for_text())
        && let Ok(document) = repaired.parse(options.for_text())
        && Element::new(document.root_element()).is(&A::Root::NAME)
    {
        return read_repaired::<A>(&repaired, &document, root.namespace(), registry, options);
    }
    Err(wrong_root(&source, &document, &A::Root::NAME))
}

/// Whether a root element lacks its namespace or is in an obsolete one.
pub(crate) fn is_meant_by(root: Element<'_>, name: &Name, obsolete_namespaces: &[&str]) -> bool {
    let namespace = root.namespace();
    root.local() == name.local()
        && (namespace.is_empty() || obsolete_namespaces.contains(&namespace))
}

/// Reads a document whose root was in no namespace or an obsolete one, after that was repaired.
fn read_repaired<A: XmlApplication>(
    repaired: &Source<'_>,
    document: &Document<'_>,
    found: &str,
    registry: &Registry,
    options: &ReadOptions,
) -> Result<Reading<A::Root>, Error> {
    let application = registry.application::<A>();
    read_source(repaired, document, registry, application, options, |element, context| {
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
    registry: &Registry,
    xml: &str,
    options: &ReadOptions,
    read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let source = Source::new(Cow::Borrowed(xml), Vec::new(), options.for_text())?;
    let document = source.parse(options.for_text())?;
    let reading = read_source(&source, &document, registry, None, options, read)?;
    Ok(reading.document)
}

/// Checks that a text is a well-formed document within limits, without a document type declaration, as reading does
/// before it looks at types.
///
/// ```
/// use xml_app_core::{ErrorKind, Limits, check_well_formed};
///
/// assert!(check_well_formed("<a xmlns='urn:example:a'><b/></a>", &Limits::default()).is_ok());
/// let error = check_well_formed("<a><b></a>", &Limits::default()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotWellFormed);
/// ```
///
/// # Errors
/// [`ErrorKind::NotWellFormed`], [`ErrorKind::DocumentType`], [`ErrorKind::EmptyDocument`] or [`ErrorKind::Limit`].
pub fn check_well_formed(xml: &str, limits: &Limits) -> Result<(), Error> {
    if xml.len() > limits.bytes {
        let message = format!("more than {} bytes", limits.bytes);
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let options = ReadOptions::strict().with_limits(*limits);
    let source = Source::new(Cow::Borrowed(xml), Vec::new(), options.for_text())?;
    source.parse(options.for_text()).map(drop)
}

/// The document type of a root element.
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
    let source = Source::decode(bytes, options.for_text())?;
    let document = source.parse(options.for_text())?;
    let root = Element::new(document.root_element());
    find(root).ok_or_else(|| {
        let name = crate::name::expanded(root.namespace(), root.local());
        let message = format!("no document with the root element {name} is known");
        about_root(ErrorKind::UnknownDocument, message, &source, &document)
    })
}

/// Reads a document, and again for each of two things that are known only after reading: that white
/// space is content in it, and, in tolerant mode, that it has obsolete namespaces.
fn read_source<T>(
    source: &Source<'_>,
    document: &Document<'_>,
    registry: &Registry,
    application: Option<&Application>,
    options: &ReadOptions,
    read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
) -> Result<Reading<T>, Error> {
    let (reading, again) = read_once(source, document, registry, application, options, &read);
    let Some(again) = again else { return reading };
    match again {
        Again::WithWhiteSpace => {
            let whole = source.parse_whole(options.for_text())?;
            read_source(source, &whole, registry, application, options, read)
        }
        Again::WithoutDrafts => {
            let became = |draft: &str| registry.recognized().became(draft);
            let repaired = source.without_drafts(document, became, options.for_text());
            let Some(repaired) = repaired else { return reading };
            match repaired.parse(options.for_text()) {
                Ok(document) => {
                    read_source(&repaired, &document, registry, application, options, read)
                }
                Err(_) => reading,
            }
        }
    }
}

/// Why a document has to be read once more.
enum Again {
    /// White space between elements is content in it, and was left out.
    WithWhiteSpace,
    /// It has obsolete namespaces.
    WithoutDrafts,
}

/// Reads a document once, and tells whether it has to be read again.
fn read_once<T>(
    source: &Source<'_>,
    document: &Document<'_>,
    registry: &Registry,
    application: Option<&Application>,
    options: &ReadOptions,
    read: impl Fn(Element<'_>, &mut ReadContext<'_>) -> Result<T, Error>,
) -> (Result<Reading<T>, Error>, Option<Again>) {
    let root = Element::new(document.root_element());
    let mut context = ReadContext::new(
        options.mode,
        options.limits.diagnostics,
        registry.recognized(),
        application.map(Application::recognized),
        document,
    );
    context.set_from_draft(source.is_from_draft());
    context.set_lacks_white_space(source.is_lean(document));
    for Remark { kind, severity, message, place } in source.remarks() {
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
    let again = if context.misses_white_space() {
        Some(Again::WithWhiteSpace)
    } else if context.has_drafts() && options.mode == Mode::Tolerant && !source.is_from_draft() {
        Some(Again::WithoutDrafts)
    } else {
        None
    };
    (finish(source, document, options, context, result), again)
}

/// The value with its diagnostics, or the error that refuses the document.
fn finish<T>(
    source: &Source<'_>,
    document: &Document<'_>,
    options: &ReadOptions,
    context: ReadContext<'_>,
    result: Result<T, Error>,
) -> Result<Reading<T>, Error> {
    let (mut diagnostics, has_more) = context.into_diagnostics();
    if !diagnostics.is_empty() {
        locate::resolve(document, &mut diagnostics, &source.received(document));
    }
    if has_more {
        let message = format!("more than {} diagnostics", options.limits.diagnostics);
        return Err(Error::new(ErrorKind::Limit, message).with_diagnostics(diagnostics));
    }
    let value = result.map_err(|mut error| {
        if *error.location() == Location::None {
            error.set_location(Location::Node(document.root_element().id(), None));
        }
        locate::resolve_error(document, &mut error, &source.received(document));
        diagnostics.push(error.clone().into_diagnostic(Severity::Error));
        diagnostics.sort_by_key(|diagnostic| (diagnostic.line(), diagnostic.column()));
        error.with_diagnostics(std::mem::take(&mut diagnostics))
    })?;
    Reading::checked(value, diagnostics, options)
}
