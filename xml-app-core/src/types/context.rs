use roxmltree::Document;

use super::ids::Ids;
use super::interner::Interner;
use super::recognized::{Host, Recognized, RecognizedInDocument};
use crate::error::{Location, Severity};
use crate::{Attribute, Diagnostic, Element, Error, ErrorKind, Mode};

/// The context of reading: the mode, what is registered, and the diagnostics.
///
/// ```
/// use xml_app_core::{Element, Error, ErrorKind, ReadContext, Registry};
/// # use xml_app_core::{Namespace, ReadOptions, XmlApplication, XmlElement};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "party", check = check_party)]
/// # struct Party { #[xml(attribute)] guests: u8, #[xml(attribute)] chairs: u8 }
///
/// /// To be named by `#[xml(check = check_party)]`.
/// fn check_party(party: &Party, element: Element<'_>, context: &mut ReadContext<'_>) {
///     if party.guests == 0 {
///         context.warn(element, "a party of one");
///     }
///     if party.guests > party.chairs {
///         // Refused by strict reading.
///         context.report(element, Error::new(ErrorKind::InvalidValue, "more guests than chairs"));
///     }
/// }
/// # struct PartyDocument;
/// # impl XmlApplication for PartyDocument {
/// #     type Root = Party;
/// #     const NAME: &'static str = "party";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
///
/// let xml = b"<party xmlns='urn:example:party' guests='7' chairs='6'/>";
/// let error = Registry::empty().parse_with::<PartyDocument>(xml, &ReadOptions::strict()).unwrap_err();
/// assert_eq!(error.to_string(), "1:1: /party: more guests than chairs");
/// ```
#[derive(Debug)]
pub struct ReadContext<'a> {
    mode: Mode,
    recognized: &'a Recognized,
    in_document: Option<&'a RecognizedInDocument>,
    diagnostics: Vec<Diagnostic>,
    /// The limit on diagnostics, and whether there were more.
    most_diagnostics: usize,
    has_more: bool,
    names: Interner,
    ids: Ids<'a>,
    /// Whether an element in an obsolete namespace was found.
    has_drafts: bool,
    /// Whether obsolete namespaces were replaced in the document.
    is_from_draft: bool,
    /// Whether white space between elements was left out of the tree.
    lacks_white_space: bool,
    /// Whether that is content of some element.
    needs_white_space: bool,
}

impl<'a> ReadContext<'a> {
    pub(crate) fn new(
        mode: Mode,
        most_diagnostics: usize,
        recognized: &'a Recognized,
        in_document: Option<&'a RecognizedInDocument>,
        document: &'a Document<'a>,
    ) -> Self {
        Self {
            mode,
            recognized,
            in_document,
            diagnostics: Vec::new(),
            most_diagnostics,
            has_more: false,
            names: Interner::default(),
            ids: Ids::new(document),
            has_drafts: false,
            is_from_draft: false,
            lacks_white_space: false,
            needs_white_space: false,
        }
    }

    pub(crate) fn names(&mut self) -> &mut Interner {
        &mut self.names
    }

    pub(crate) fn ids(&mut self) -> &mut Ids<'a> {
        &mut self.ids
    }

    /// Reports duplicate ids.
    pub(crate) fn check_ids(&mut self) {
        for error in self.ids.duplicates() {
            self.push(error.into_diagnostic(Severity::Error));
        }
    }

    pub(crate) fn recognized(&self) -> &'a Recognized {
        self.recognized
    }

    pub(crate) fn in_document(&self) -> Option<&'a RecognizedInDocument> {
        self.in_document
    }

    /// What extends a type.
    pub(crate) fn host<H: 'static>(&self) -> Option<&'a Host> {
        self.recognized.host::<H>()
    }

    /// The mode of reading.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The diagnostics, and whether there were more than the limit.
    pub(crate) fn into_diagnostics(self) -> (Vec<Diagnostic>, bool) {
        (self.diagnostics, self.has_more)
    }

    pub(crate) fn set_from_draft(&mut self, is_from_draft: bool) {
        self.is_from_draft = is_from_draft;
    }

    /// Whether obsolete namespaces were replaced in the document.
    pub(super) fn is_from_draft(&self) -> bool {
        self.is_from_draft
    }

    pub(crate) fn set_lacks_white_space(&mut self, lacks_white_space: bool) {
        self.lacks_white_space = lacks_white_space;
    }

    /// Notes that white space between elements is content in the document.
    pub(super) fn need_white_space(&mut self) {
        self.needs_white_space = true;
    }

    /// Whether white space was left out that is content.
    pub(crate) fn misses_white_space(&self) -> bool {
        self.needs_white_space && self.lacks_white_space
    }

    pub(super) fn set_has_drafts(&mut self) {
        self.has_drafts = true;
    }

    /// Whether an element in an obsolete namespace was found.
    pub(crate) fn has_drafts(&self) -> bool {
        self.has_drafts
    }

    /// Whether there are more diagnostics than the limit, so that the document will be refused.
    #[inline]
    pub(super) fn has_too_many_diagnostics(&self) -> bool {
        self.has_more
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        if self.diagnostics.len() < self.most_diagnostics {
            self.diagnostics.push(diagnostic);
        } else {
            self.has_more = true;
        }
    }

    /// An error about an element, for reading code to return.
    pub fn error(
        &self,
        kind: ErrorKind,
        element: Element<'_>,
        message: impl Into<String>,
    ) -> Error {
        Error::new(kind, message).with_location(element.location())
    }

    /// An error against the schema. In tolerant mode the message also says how it was repaired.
    #[cold]
    pub(crate) fn fault(&self, kind: ErrorKind, fault: &str, repair: &str) -> Error {
        match self.mode {
            Mode::Strict => Error::new(kind, fault),
            Mode::Tolerant => Error::new(kind, format!("{fault}; {repair}")),
        }
    }

    /// Reports an error against the schema. In tolerant mode reading goes on.
    #[cold]
    pub fn report(&mut self, element: Element<'_>, error: Error) {
        let error = match error.location() {
            Location::None => error.with_location(element.location()),
            _ => error,
        };
        self.push(error.into_diagnostic(Severity::Error));
    }

    /// Reports an error against the schema in an attribute. In tolerant mode reading goes on.
    #[cold]
    pub fn report_attribute(&mut self, attribute: &Attribute<'_>, error: Error) {
        self.push(error.with_location(attribute.location()).into_diagnostic(Severity::Error));
    }

    /// Warns of what the schema allows and the text of a specification does not.
    pub fn warn(&mut self, element: Element<'_>, message: impl Into<String>) {
        let warning = self.error(ErrorKind::Discouraged, element, message);
        self.push(warning.into_diagnostic(Severity::Warning));
    }

    /// Reports what was found in the text, before it was parsed.
    #[cold]
    pub(crate) fn push_remark(&mut self, severity: Severity, remark: Error) {
        self.push(remark.into_diagnostic(severity));
    }

    #[cold]
    pub(crate) fn remark(&mut self, kind: ErrorKind, element: Element<'_>, message: String) {
        let remark = self.error(kind, element, message);
        self.push(remark.into_diagnostic(Severity::Warning));
    }
}
