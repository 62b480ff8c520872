use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};

use super::{Mode, ReadOptions};
use crate::error::{Location, Severity};
use crate::extension::Extension;
use crate::raw::{Interner, RawElement, RawNode};
use crate::registry::{Application, AttributeEntry, Host, Known};
use crate::value::{Excerpt, XmlValue};
use crate::{
    Attribute, Diagnostic, Element, Error, ErrorKind, Id, Language, Name, Namespace, Registry,
    ValueKind,
};

/// What reading code is given besides the element: the mode, the registry, and where to report.
///
/// ```
/// use xml_app_core::{Element, Error, ErrorKind, ReadContext};
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
/// let error = PartyDocument::parse_with(xml, &ReadOptions::strict()).unwrap_err();
/// assert_eq!(error.to_string(), "1:1: /party: more guests than chairs");
/// ```
#[derive(Debug)]
pub struct ReadContext<'a> {
    mode: Mode,
    registry: &'a Registry,
    application: Option<&'a Application>,
    document: &'a Document<'a>,
    diagnostics: Vec<Diagnostic>,
    /// How many there may be, and whether there were more.
    most_diagnostics: usize,
    has_more: bool,
    names: Interner,
    /// Where ids stand. They are compared in the end.
    ids: Vec<PlaceOfId>,
    /// The number of the last placeholder, once one was needed.
    fresh: Option<u64>,
    /// Whether an element in the namespace of a draft was met.
    has_drafts: bool,
    /// Whether there were such elements, which are now in the namespaces that these became.
    is_from_draft: bool,
    /// The ids that a repaired id may not take. Collected when the first id is repaired.
    taken_ids: Option<TakenIds<'a>>,
}

/// The ids of a document, received and repaired. Which values are ids is not known before they are read,
/// so every value and every text counts as received.
#[derive(Debug)]
struct TakenIds<'a> {
    received: HashSet<&'a str>,
    repaired: HashSet<String>,
    /// The last number that was appended to an id.
    numbers: HashMap<String, u64>,
}

impl<'a> TakenIds<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let elements = || document.descendants().filter(Node::is_element).map(Element::new);
        let values = elements().flat_map(|element| element.attributes().map(|a| a.value()));
        let texts = elements().flat_map(|element| element.text_pieces());
        let received = values.chain(texts).map(crate::value::trim).collect();
        Self { received, repaired: HashSet::new(), numbers: HashMap::new() }
    }

    fn is_taken(&self, id: &str) -> bool {
        self.received.contains(id) || self.repaired.contains(id)
    }

    /// The id itself if it is free, else the first free one of `id-2`, `id-3` and so on.
    fn make(&mut self, wish: &str) -> String {
        let mut id = wish.to_owned();
        let mut number = self.numbers.get(wish).copied().unwrap_or(1);
        while self.is_taken(&id) {
            number += 1;
            id = format!("{wish}-{number}");
        }
        self.numbers.insert(wish.to_owned(), number);
        self.repaired.insert(id.clone());
        id
    }
}

/// Ids that are found faster by looking than by hashing.
const FEW_IDS: usize = 8;

/// Where an id stands.
#[derive(Debug, PartialEq, Eq)]
struct PlaceOfId {
    node: NodeId,
    /// Its number, or [`CONTENT`](Self::CONTENT).
    attribute: u16,
    /// Not read as it was received.
    mended: bool,
}

impl PlaceOfId {
    /// Instead of an attribute: the id is the text of the element.
    const CONTENT: u16 = u16::MAX;

    fn attribute_in<'d>(&self, document: &'d Document<'d>) -> Option<Attribute<'d>> {
        let element = Element::new(document.get_node(self.node)?);
        element.attributes().nth(self.attribute.into())
    }

    /// The id as it was read. `None` for a repaired or made-up id: those are unique already.
    fn id_in<'d>(&self, document: &'d Document<'d>) -> Option<Cow<'d, str>> {
        if self.mended {
            return None;
        }
        let received = match self.attribute {
            Self::CONTENT => Element::new(document.get_node(self.node)?).text(),
            _ => Cow::Borrowed(self.attribute_in(document)?.value()),
        };
        Some(match received {
            Cow::Borrowed(id) => Cow::Borrowed(crate::value::trim(id)),
            Cow::Owned(id) => Cow::Owned(crate::value::trim(&id).to_owned()),
        })
    }

    fn location(&self, document: &Document<'_>) -> Location {
        let attribute = self.attribute_in(document);
        Location::Node(self.node, attribute.map(|attribute| attribute.start()))
    }
}

impl<'a> ReadContext<'a> {
    pub(crate) fn new(
        options: &ReadOptions,
        registry: &'a Registry,
        application: Option<&'a Application>,
        document: &'a Document<'a>,
    ) -> Self {
        Self {
            mode: options.mode,
            registry,
            application,
            document,
            diagnostics: Vec::new(),
            most_diagnostics: options.limits.diagnostics,
            has_more: false,
            names: Interner::default(),
            ids: Vec::with_capacity(FEW_IDS),
            fresh: None,
            has_drafts: false,
            is_from_draft: false,
            taken_ids: None,
        }
    }

    pub(crate) fn names(&mut self) -> &mut Interner {
        &mut self.names
    }

    /// The mode of reading.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What was found, and whether that is not all of it.
    pub(crate) fn into_diagnostics(self) -> (Vec<Diagnostic>, bool) {
        (self.diagnostics, self.has_more)
    }

    pub(super) fn set_from_draft(&mut self, is_from_draft: bool) {
        self.is_from_draft = is_from_draft;
    }

    /// Whether the document had namespaces of drafts.
    pub(super) fn is_from_draft(&self) -> bool {
        self.is_from_draft
    }

    /// Whether there is anything in the namespace of a draft.
    pub(super) fn has_drafts(&self) -> bool {
        self.has_drafts
    }

    /// Whether more was found than the limit allows, so that the document is refused.
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
        Error::new(kind, message).with_location(Location::Node(element.node().id(), None))
    }

    /// What is against the schema, and what tolerant reading makes of it; strict reading makes
    /// nothing of it, so there it is not said.
    #[cold]
    pub(crate) fn fault(&self, kind: ErrorKind, fault: &str, repair: &str) -> Error {
        match self.mode {
            Mode::Strict => Error::new(kind, fault),
            Mode::Tolerant => Error::new(kind, format!("{fault}; {repair}")),
        }
    }

    /// Reports what is against the schema, and was survived.
    #[cold]
    pub fn report(&mut self, element: Element<'_>, error: Error) {
        let error = match error.location() {
            Location::None => error.with_location(Location::Node(element.node().id(), None)),
            _ => error,
        };
        self.push(error.into_diagnostic(Severity::Error));
    }

    /// Reports what is against the schema in an attribute, and was survived.
    #[cold]
    pub fn report_attribute(&mut self, attribute: &Attribute<'_>, error: Error) {
        let location = attribute_location(attribute);
        self.push(error.with_location(location).into_diagnostic(Severity::Error));
    }

    /// Reports what is schema-valid, but against the prose of a specification.
    pub fn warn(&mut self, element: Element<'_>, message: impl Into<String>) {
        let warning = self.error(ErrorKind::Discouraged, element, message);
        self.push(warning.into_diagnostic(Severity::Warning));
    }

    /// Reports what was found before there was a tree.
    #[cold]
    pub(crate) fn push_remark(&mut self, severity: Severity, remark: Error) {
        self.push(remark.into_diagnostic(severity));
    }

    #[cold]
    pub(crate) fn remark(&mut self, kind: ErrorKind, element: Element<'_>, message: String) {
        let remark = self.error(kind, element, message);
        self.push(remark.into_diagnostic(Severity::Warning));
    }

    /// What takes the place of a required value that is missing: of an id, one that is free.
    pub fn placeholder<V: XmlValue>(&mut self) -> Option<V> {
        match V::KIND {
            ValueKind::Id => V::parse(&self.fresh_id()).ok(),
            _ => V::placeholder(),
        }
    }

    /// An id that no element of the document has: `id-` and a number greater than all that follow
    /// an `id-` anywhere in it.
    fn fresh_id(&mut self) -> String {
        let document = self.document;
        let last = self.fresh.get_or_insert_with(|| {
            let numbers = |text: &'a str| {
                text.split("id-").skip(1).filter_map(|text| {
                    let end = text.bytes().take_while(u8::is_ascii_digit).count();
                    // Longer numbers than these are never made.
                    text.get(..end).filter(|_| end < 19)?.parse::<u64>().ok()
                })
            };
            let elements = || document.descendants().filter(Node::is_element).map(Element::new);
            let values = elements().flat_map(|element| element.attributes().map(|a| a.value()));
            let texts = elements().flat_map(|element| element.text_pieces());
            values.chain(texts).flat_map(numbers).max().unwrap_or(0)
        });
        *last += 1;
        format!("id-{last}")
    }

    /// Makes a repaired id different from every other id of the document, received or repaired. Other
    /// values stay as they are.
    #[cold]
    fn unique<V: XmlValue>(&mut self, meant: V) -> V {
        if V::KIND != ValueKind::Id {
            return meant;
        }
        let document = self.document;
        let taken = self.taken_ids.get_or_insert_with(|| TakenIds::of(document));
        V::parse(&taken.make(&meant.text())).unwrap_or(meant)
    }

    /// Notes an `xs:ID`. `mended`: it was not read as it was received.
    pub(crate) fn note_id(&mut self, attribute: &Attribute<'_>, mended: bool) {
        let node = attribute.element().node();
        let start = attribute.start();
        let attribute = node
            .attributes()
            .position(|other| other.range().start == start)
            .and_then(|place| u16::try_from(place).ok());
        let place = attribute.map(|attribute| PlaceOfId { node: node.id(), attribute, mended });
        self.ids.extend(place);
    }

    /// Reports the ids that stand more than once.
    pub(crate) fn check_ids(&mut self) {
        let mut ids = std::mem::take(&mut self.ids);
        if ids.len() < 2 {
            return;
        }
        // What could not be typed may have been looked at twice.
        ids.sort_unstable_by_key(|place| (place.node.get_usize(), place.attribute));
        ids.dedup();
        let document = self.document;
        let many = if ids.len() > FEW_IDS { ids.len() } else { 0 };
        let mut seen = HashSet::with_capacity(many);
        for (index, place) in ids.iter().enumerate() {
            let Some(id) = place.id_in(document) else { continue };
            let again = if ids.len() <= FEW_IDS {
                let mut before = ids.iter().take(index).filter_map(|place| place.id_in(document));
                before.any(|before| before == id)
            } else {
                !seen.insert(id.clone())
            };
            if again {
                let message =
                    format!("the id {id:?} stands here again: ids are unique in a document");
                let error = Error::new(ErrorKind::DuplicateId, message);
                self.push(
                    error.with_location(place.location(document)).into_diagnostic(Severity::Error),
                );
            }
        }
    }

    /// Reads an attribute's value, or what it was obviously meant to be, or `otherwise`.
    ///
    /// # Errors
    /// Nothing helps; that is not reported yet.
    pub(crate) fn attribute_value<V: XmlValue>(
        &mut self,
        attribute: &Attribute<'_>,
        otherwise: impl FnOnce(&mut Self) -> Option<V>,
    ) -> Result<V, Error> {
        let mut mended = false;
        let value = match V::parse(attribute.value()) {
            Ok(value) => {
                if let Some(message) = respelt(&value, attribute.value()) {
                    let remark = Error::new(ErrorKind::Respelt, message);
                    let remark = remark.with_location(attribute_location(attribute));
                    self.push(remark.into_diagnostic(Severity::Warning));
                }
                value
            }
            Err(error) => {
                let meant = V::recover(attribute.value()).map(|meant| self.unique(meant));
                let meant = meant.or_else(|| otherwise(self));
                let Some(meant) = meant else {
                    return Err(error.with_location(attribute_location(attribute)));
                };
                let fault = self.misread(&error, &meant, attribute.value());
                self.report_attribute(attribute, fault);
                mended = true;
                meant
            }
        };
        if V::KIND == ValueKind::Id {
            self.note_id(attribute, mended);
        }
        Ok(value)
    }

    /// The value of an element that has no attributes and no children, if there is nothing to say about
    /// it.
    pub fn only_text<V: XmlValue>(&mut self, element: Element<'_>) -> Option<V> {
        if V::KIND != ValueKind::Text || element.has_attributes() {
            return None;
        }
        V::parse(element.only_text()?).ok()
    }

    /// Reads the text of an element as a value, or as what it was obviously meant to be.
    pub(crate) fn text_value<V: XmlValue>(
        &mut self,
        element: Element<'_>,
        text: &str,
    ) -> Result<V, Error> {
        let mut mended = false;
        let value = match V::parse(text) {
            Ok(value) => {
                if let Some(message) = respelt(&value, text) {
                    self.remark(ErrorKind::Respelt, element, message);
                }
                value
            }
            Err(error) => {
                let meant = V::recover(text).map(|meant| self.unique(meant));
                let Some(meant) = meant else {
                    return Err(error.with_location(Location::Node(element.node().id(), None)));
                };
                let fault = self.misread(&error, &meant, text);
                self.report(element, fault);
                mended = true;
                meant
            }
        };
        if V::KIND == ValueKind::Id {
            let node = element.node().id();
            self.ids.push(PlaceOfId { node, attribute: PlaceOfId::CONTENT, mended });
        }
        Ok(value)
    }

    /// An error about a value, and what was made of it.
    #[cold]
    fn misread<V: XmlValue>(&self, error: &Error, meant: &V, received: &str) -> Error {
        let repair = match meant.text() {
            same if same == received => "kept as it is".to_owned(),
            meant => format!("read as {meant:?}"),
        };
        // The whole of it is nowhere else any more.
        let whole = format!("{received:?}");
        let excerpt = Excerpt(received).to_string();
        let message = match error.message().strip_prefix(&excerpt) {
            Some(rest) => format!("{whole}{rest}"),
            None if excerpt != whole => format!("{} in {whole}", error.message()),
            None => error.message().to_owned(),
        };
        self.fault(error.kind(), &message, &repair)
    }

    /// Keeps an element of which no type is known.
    pub(crate) fn unknown(&mut self, element: Element<'_>) -> Extension {
        self.check_unknown(element);
        self.check_place(element);
        Extension::raw(RawElement::capture(element, &mut self.names))
    }

    /// Keeps an element that does not fit, after saying why.
    #[cold]
    pub(crate) fn misfit(&mut self, element: Element<'_>, error: &Error) -> Extension {
        Extension::misfit(RawNode::Element(self.kept_raw(element, error)))
    }

    #[cold]
    pub(crate) fn kept_raw(&mut self, element: Element<'_>, error: &Error) -> RawElement {
        let fault = self.fault(error.kind(), error.message(), "kept raw");
        self.report(element, fault.with_location(error.location().clone()));
        RawElement::capture(element, &mut self.names)
    }

    pub(crate) fn registry_host<H: 'static>(&self) -> Option<&'a Host> {
        self.registry.host::<H>()
    }

    /// What an attribute is registered as that stands on `H`.
    pub(crate) fn host_attribute<H: 'static>(
        &self,
        attribute: &Attribute<'_>,
    ) -> Option<&'a AttributeEntry> {
        let host = self.registry_host::<H>()?;
        host.attribute(attribute.namespace(), attribute.local())
    }

    /// Checks the value of an attribute that is registered.
    pub(crate) fn check_registered(
        &mut self,
        attribute: &Attribute<'_>,
        entry: &AttributeEntry,
    ) -> Result<(), Error> {
        (entry.check)(attribute.value())?;
        if entry.kind == ValueKind::Id {
            self.note_id(attribute, false);
        }
        Ok(())
    }

    fn known(&self) -> Option<&'a Known> {
        self.application.map(Application::known)
    }

    /// Lax checking of content that nobody could type (XML Schema Part 1 §3.10.1): what the document
    /// type knows is checked wherever it stands. Strict mode only; tolerant reading keeps it raw.
    pub(crate) fn check_unknown(&mut self, element: Element<'_>) {
        let Some(known) = self.known() else { return };
        if let Some(entry) = known.element(element) {
            let message = format!("{} is known, but not here", entry.name);
            self.remark(ErrorKind::Discouraged, element, message);
            if self.mode == Mode::Strict
                && let Err(error) = (entry.read)(element, self)
            {
                self.report(element, error);
            }
            return;
        }
        if self.mode == Mode::Strict {
            for attribute in element.attributes() {
                if let Err(error) = self.check_attribute(&attribute) {
                    self.report_attribute(&attribute, error);
                }
            }
            for child in element.elements() {
                self.check_unknown(child);
            }
        }
    }

    /// Warns of an unknown element in a namespace that is known: it may have been meant for another place,
    /// or for another namespace, and nobody will look for it here.
    pub(crate) fn check_place(&mut self, element: Element<'_>) {
        if let Some(namespace) = self.registry.successor(element.namespace()) {
            self.has_drafts = true;
            let message = format!("the namespace of a draft of {namespace}");
            return self.remark(ErrorKind::Misspelt, element, message);
        }
        let Some(application) = self.application else { return };
        let is_known = |namespace: &Namespace| namespace.is(element.namespace());
        if !application.namespaces().iter().any(is_known)
            || application.known().element(element).is_some()
        {
            return;
        }
        let local = element.local();
        let parent = element.parent().map_or("the document", |parent| parent.local());
        let message = format!("{local} is not known in {parent}: nobody will look for it here");
        self.remark(ErrorKind::Discouraged, element, message);
    }

    /// Checks the value of an attribute that is known wherever it stands.
    pub(crate) fn check_attribute(&mut self, attribute: &Attribute<'_>) -> Result<(), Error> {
        let (namespace, local) = (attribute.namespace(), attribute.local());
        if namespace != Namespace::XML.uri() {
            let entry = self.known().and_then(|known| known.attribute(namespace, local));
            return entry.map_or(Ok(()), |entry| self.check_registered(attribute, entry));
        }
        match local {
            "lang" => Language::parse(attribute.value()).map(drop),
            "space" => check_space(attribute.value()),
            "base" => crate::AnyUri::parse(attribute.value()).map(drop),
            "id" => {
                Id::parse(attribute.value())?;
                self.note_id(attribute, false);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn check_space(value: &str) -> Result<(), Error> {
    match value {
        "default" | "preserve" => Ok(()),
        _ => Err(crate::value::invalid_value(
            value,
            "a value of xml:space: expected default or preserve",
        )),
    }
}

/// That a number or boolean will be written otherwise than it was received. Other types keep their
/// spelling.
fn respelt<V: XmlValue>(value: &V, received: &str) -> Option<String> {
    if !matches!(V::KIND, ValueKind::Boolean | ValueKind::Number) {
        return None;
    }
    let received = crate::value::trim(received);
    if value.is_spelt(received) {
        return None;
    }
    Some(format!("{received:?} will be written as {:?}", value.text()))
}

pub(crate) fn attribute_location(attribute: &Attribute<'_>) -> Location {
    Location::Node(attribute.element().node().id(), Some(attribute.start()))
}

#[cold]
pub(crate) fn missing_attribute(element: Element<'_>, name: &Name) -> Error {
    let message = format!("the attribute {name} is missing");
    Error::new(ErrorKind::MissingAttribute, message)
        .with_location(Location::Node(element.node().id(), None))
}

#[cold]
pub(crate) fn missing_element(element: Element<'_>, name: &Name) -> Error {
    let message = format!("there is no usable {name}");
    Error::new(ErrorKind::MissingElement, message)
        .with_location(Location::Node(element.node().id(), None))
}
