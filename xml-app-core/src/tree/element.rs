//! The view of a document that reading code has: an element, its attributes and its content.

use std::borrow::Cow;
use std::fmt;

use roxmltree::{Document, Node, NodeId, NodeType};

use crate::Name;
use crate::error::Location;
use crate::value::{Excerpt, Scope, is_blank};

/// A borrowed element of a document that is being read.
///
/// It is small and `Copy`. Comments and processing instructions are not visible through it, and
/// neither they nor CDATA sections cut a text.
///
/// ```
/// use xml_app_core::{Element, ReadContext, Registry};
/// # use xml_app_core::{Name, Namespace, ReadOptions, XmlApplication, XmlElement, XmlType};
/// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
/// const COAT: Name = Name::new(PARTY, "coat");
///
/// /// To be named by `#[xml(check = check_hat)]`: it is called when a hat has been read.
/// fn check_hat(_: &Hat, element: Element<'_>, context: &mut ReadContext<'_>) {
///     let mut siblings = element.parent().into_iter().flat_map(|guest| guest.elements());
///     if !siblings.any(|sibling| sibling.is(&COAT)) {
///         context.warn(element, "a hat without a coat");
///     }
/// }
/// # #[derive(Debug, Clone, PartialEq, XmlType)]
/// # #[xml(check = check_hat)]
/// # struct Hat {}
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = PARTY, name = "guest")]
/// # struct Guest { #[xml(child = "hat")] hat: Hat }
/// # struct GuestDocument;
/// # impl XmlApplication for GuestDocument {
/// #     type Root = Guest;
/// #     const NAME: &'static str = "guest";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/guest+xml"];
/// #     const SPECIFICATION: &'static str = "the host";
/// # }
///
/// let xml = b"<guest xmlns='urn:example:party'><hat/></guest>";
/// let reading = Registry::empty().parse_with::<GuestDocument>(xml, &ReadOptions::strict())?;
/// assert_eq!(reading.diagnostics[0].message(), "a hat without a coat");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Element<'a> {
    // Two words, and not the three of a node, so that it is passed in registers: elements are passed very
    // often.
    document: &'a Document<'a>,
    id: NodeId,
}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Element({})", crate::name::expanded(self.namespace(), self.local()))
    }
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Element<'_> {}

impl<'a> Element<'a> {
    #[inline]
    pub(crate) fn new(node: Node<'a, 'a>) -> Self {
        Self { document: node.document(), id: node.id() }
    }

    #[inline]
    pub(crate) fn node(&self) -> Node<'a, 'a> {
        node_at(self.document, self.id)
    }

    /// The location for a diagnostic.
    pub(crate) fn location(&self) -> Location {
        Location::Node(self.id, None)
    }

    /// The name as it is in the document, for messages: `<dm:person>`.
    pub(crate) fn tag(&self) -> Tag<'a> {
        Tag(*self)
    }

    /// The local part of the name.
    pub fn local(&self) -> &'a str {
        self.node().tag_name().name()
    }

    /// The namespace URI; empty if the element is in no namespace.
    pub fn namespace(&self) -> &'a str {
        self.node().tag_name().namespace().unwrap_or_default()
    }

    /// Whether this is the element's expanded name.
    #[inline(always)]
    pub fn is(&self, name: &Name) -> bool {
        // For a name without a namespace the node compares the local part only, and most names differ
        // in that.
        self.node().has_tag_name(name.local()) && name.namespace().is(self.namespace())
    }

    /// The prefix as it was written, if there was one.
    pub fn prefix(&self) -> Option<&'a str> {
        let source = self.node().document().input_text();
        let tag = source.get(self.node().range().start + 1..)?;
        prefix_of(tag)
    }

    /// The name as it was written, with its prefix.
    pub(crate) fn written(&self) -> &'a str {
        let source = self.document.input_text();
        let tag = source.get(self.node().range().start + 1..);
        tag.and_then(|tag| name_at(tag, self.local())).unwrap_or(self.local())
    }

    /// The attributes in document order. Namespace declarations are not among them.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        self.all_attributes()
    }

    pub(crate) fn all_attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.node().attributes(), element: *self }
    }

    /// The value of an attribute, as received.
    pub fn attribute(&self, name: &Name) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.is(name)).map(|attribute| attribute.value())
    }

    /// Child elements and the text between them, in document order.
    pub fn content(&self) -> impl Iterator<Item = Content<'a>> + use<'a> {
        self.contents()
    }

    pub(crate) fn contents(&self) -> Contents<'a> {
        Contents {
            document: self.document,
            next: self.node().first_child().map(|child| child.id()),
        }
    }

    /// The pieces of text in this element, those of its children left out.
    pub(crate) fn text_pieces(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.node().children().filter(Node::is_text).filter_map(node_text)
    }

    /// Child elements in document order.
    pub fn elements(&self) -> impl Iterator<Item = Self> + use<'a> {
        self.node().children().filter(Node::is_element).map(Self::new)
    }

    /// The element around this one.
    pub fn parent(&self) -> Option<Self> {
        self.node().parent_element().map(Self::new)
    }

    /// The text of an element that has one piece of text and no other content, as most have.
    #[inline]
    pub(crate) fn only_text(&self) -> Option<&'a str> {
        let Some(child) = self.node().last_child() else { return Some("") };
        let alone = child.is_text() && child.prev_sibling().is_none();
        if alone { node_text(child) } else { None }
    }

    #[inline]
    pub(crate) fn has_attributes(&self) -> bool {
        self.node().attributes().len() > 0
    }

    /// The text in this element, in one piece also around comments and CDATA sections. White space does
    /// not count if there are child elements and no other text.
    pub fn text(&self) -> Cow<'a, str> {
        if let Some(text) = self.only_text() {
            return Cow::Borrowed(text);
        }
        if self.elements().next().is_some() && self.text_pieces().all(is_blank) {
            return Cow::Borrowed("");
        }
        let mut texts = self.text_pieces();
        let first = texts.next().unwrap_or_default();
        match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => {
                let mut whole = String::from(first);
                whole.push_str(second);
                whole.extend(texts);
                Cow::Owned(whole)
            }
        }
    }

    /// The namespace that a prefix stands for here; the default namespace for `None`.
    ///
    /// ```
    /// use xml_app_core::{
    ///     Element, Error, ErrorKind, Namespace, RawElement, ReadContext, Registry, XmlElement,
    /// };
    ///
    /// const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
    ///
    /// #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// #[xml(namespace = HATS, name = "hat", check = check_hat)]
    /// struct Hat {
    ///     #[xml(attribute)]
    ///     kind: String,
    /// }
    ///
    /// /// The kind is a name with a prefix.
    /// fn check_hat(hat: &Hat, element: Element<'_>, context: &mut ReadContext<'_>) {
    ///     let prefix = hat.kind.split_once(':').map(|(prefix, _)| prefix);
    ///     let kind = element.attributes().find(|attribute| attribute.local() == "kind");
    ///     if let (None, Some(kind)) = (element.lookup_namespace(prefix), kind) {
    ///         let error = Error::new(ErrorKind::InvalidValue, "an unknown prefix");
    ///         context.report_attribute(&kind, error);
    ///     }
    /// }
    ///
    /// let hat = "<hat xmlns='urn:example:hats' kind='h:fedora'/>".parse::<RawElement>()?;
    /// let read = hat.decode::<Hat>(&Registry::empty())?;
    /// assert_eq!(read.kind, "h:fedora");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn lookup_namespace(&self, prefix: Option<&str>) -> Option<&'a str> {
        self.node().lookup_namespace_uri(prefix)
    }
}

/// The name of an element in a message.
pub(crate) struct Tag<'a>(Element<'a>);

impl fmt::Display for Tag<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let local = Excerpt(self.0.local()).bare();
        match self.0.prefix() {
            Some(prefix) => write!(f, "<{}:{local}>", Excerpt(prefix).bare()),
            None => write!(f, "<{local}>"),
        }
    }
}

impl Scope for Element<'_> {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        self.lookup_namespace(prefix)
    }
}

/// Iterates over the children of an element. roxmltree's iterator also goes backwards, which makes it
/// twice as slow, and typed reading spends most of its time here.
#[derive(Debug)]
pub(crate) struct Contents<'a> {
    document: &'a Document<'a>,
    next: Option<NodeId>,
}

impl Contents<'_> {
    /// The node of the last step.
    pub(crate) fn last_node(&self, parent: Element<'_>) -> Option<NodeId> {
        let last = match self.next {
            Some(next) => node_at(self.document, next).prev_sibling(),
            None => parent.node().last_child(),
        };
        last.map(|last| last.id())
    }

    /// How many elements are left, at most `most`.
    pub(crate) fn elements_left(&self, most: usize) -> usize {
        let rest = self.next.map(|next| node_at(self.document, next).next_siblings());
        rest.map_or(0, |rest| rest.filter(Node::is_element).take(most).count())
    }
}

impl<'a> Iterator for Contents<'a> {
    type Item = Content<'a>;

    #[inline(always)]
    fn next(&mut self) -> Option<Content<'a>> {
        loop {
            let node = node_at(self.document, self.next?);
            self.next = node.next_sibling().map(|next| next.id());
            match node.node_type() {
                NodeType::Element => return Some(Content::Element(Element::new(node))),
                NodeType::Text => return node_text(node).map(Content::Text),
                _ => {}
            }
        }
    }
}

/// The node of an id that came from this document.
#[inline]
fn node_at<'a>(document: &'a Document<'a>, id: NodeId) -> Node<'a, 'a> {
    document.get_node(id).unwrap_or_else(|| document.root())
}

/// Iterates over the attributes of an element.
#[derive(Debug)]
pub(crate) struct Attributes<'a> {
    rest: roxmltree::Attributes<'a, 'a>,
    element: Element<'a>,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    #[inline]
    fn next(&mut self) -> Option<Attribute<'a>> {
        self.rest.next().map(|attribute| Attribute { attribute, element: self.element })
    }
}

/// The text of a text node. Only on such a node is roxmltree's `text` the whole text.
#[allow(clippy::disallowed_methods, reason = "a text node has no comment inside")]
fn node_text<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.text()
}

/// A piece of content: a child element or a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// A child element.
    Element(Element<'a>),
    /// Text between two elements, comments or processing instructions.
    Text(&'a str),
}

/// An attribute of an element that is being read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribute<'a> {
    attribute: roxmltree::Attribute<'a, 'a>,
    element: Element<'a>,
}

impl<'a> Attribute<'a> {
    /// The local part of the name.
    pub fn local(&self) -> &'a str {
        self.attribute.name()
    }

    /// The namespace URI; empty if the attribute is in no namespace.
    pub fn namespace(&self) -> &'a str {
        self.attribute.namespace().unwrap_or_default()
    }

    /// The value, with references replaced and line ends normalized.
    pub fn value(&self) -> &'a str {
        self.attribute.value()
    }

    /// Whether this is the attribute's expanded name.
    #[inline(always)]
    pub fn is(&self, name: &Name) -> bool {
        self.local() == name.local() && name.namespace().is(self.namespace())
    }

    /// The location for a diagnostic.
    pub(crate) fn location(&self) -> Location {
        Location::Node(self.element.id, Some(self.start()))
    }

    /// Where it begins in the document, in bytes.
    pub(crate) fn start(&self) -> usize {
        self.attribute.range().start
    }

    /// The prefix as it was written, if there was one.
    pub fn prefix(&self) -> Option<&'a str> {
        self.attribute.namespace()?;
        prefix_of(self.element.document.input_text().get(self.start()..)?)
    }

    /// The name as it was written, with its prefix.
    pub(crate) fn written(&self) -> &'a str {
        // Without a namespace there is no prefix.
        self.attribute.namespace().map_or(self.local(), |_| {
            let source = self.element.document.input_text();
            let text = source.get(self.start()..);
            text.and_then(|text| name_at(text, self.local())).unwrap_or(self.local())
        })
    }

    /// The name as it is in the document, for messages.
    pub(crate) fn written_name(&self) -> String {
        let local = Excerpt(self.local()).bare();
        match self.prefix() {
            Some(prefix) => format!("{}:{local}", Excerpt(prefix).bare()),
            None => local,
        }
    }

    /// The element that has it.
    pub fn element(&self) -> Element<'a> {
        self.element
    }
}

/// The name with a prefix at the head of a text, of which the local part is known.
fn name_at<'a>(text: &'a str, local: &str) -> Option<&'a str> {
    text.get(..prefix_of(text)?.len() + 1 + local.len())
}

/// The prefix at the head of `prefix:local...`.
pub(crate) fn prefix_of(text: &str) -> Option<&str> {
    let ends = |byte: u8| matches!(byte, b':' | b'/' | b'>' | b'=') || byte.is_ascii_whitespace();
    let end = text.bytes().position(ends)?;
    if text.as_bytes().get(end) == Some(&b':') { text.get(..end) } else { None }
}
