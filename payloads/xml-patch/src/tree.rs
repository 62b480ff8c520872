//! A document that can be changed. What is not changed is written byte for byte.

mod attributes;
mod edit;
mod index;
mod names;
mod output;
mod references;
mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use xml_app_core::{Error, ErrorKind, Limits, check_well_formed};

pub(crate) use attributes::name_end;
pub use attributes::{Attribute, Attributes};
pub use names::{NameTest, free_prefix};
pub(crate) use names::{is_ncname, is_qualified_name, split_name};
pub(crate) use references::{attribute as attribute_value, character};
pub use references::{escape_attribute, escape_text, namespace_declaration};

use index::Indexes;

/// A node of a [`Tree`]. It is one until it is removed; after that it has no parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

impl NodeId {
    const NONE: Self = Self(u32::MAX);
    const ROOT: Self = Self(0);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

/// The kinds of nodes, as XPath 1.0 §5 has them. Attributes and namespaces are not nodes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// The document.
    Root,
    /// An element.
    Element,
    /// Text, CDATA sections included.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
    /// The XML declaration, or white space outside the root element. No selector selects it.
    Around,
}

/// A piece of the text of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    const EMPTY: Self = Self { start: 0, end: 0 };

    /// Texts are at most as long as [`Tree::LONGEST`], so nothing is cut off.
    fn new(start: usize, end: usize) -> Self {
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: offset(start), end: offset(end) }
    }

    fn is_empty(self) -> bool {
        self.start == self.end
    }

    fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Debug, Clone)]
struct Node {
    kind: NodeKind,
    /// Whether the node and what is in it are no longer one piece of the text.
    is_changed: bool,
    /// Whether the start tag has a namespace declaration.
    declares: bool,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    /// The start tag of an element, and all of another node.
    head: Span,
    /// The end tag of an element. It is empty if the start tag is `<a/>`.
    close: Span,
}

impl Node {
    fn new(kind: NodeKind, parent: NodeId, head: Span) -> Self {
        let none = NodeId::NONE;
        Self {
            kind,
            is_changed: false,
            declares: false,
            parent,
            first: none,
            last: none,
            previous: none,
            next: none,
            head,
            close: Span::EMPTY,
        }
    }
}

/// An empty node in place of one that is not in the tree. Ids come from the tree, so it is not needed.
static NOWHERE: Node = Node {
    kind: NodeKind::Around,
    is_changed: false,
    declares: false,
    parent: NodeId::NONE,
    first: NodeId::NONE,
    last: NodeId::NONE,
    previous: NodeId::NONE,
    next: NodeId::NONE,
    head: Span::EMPTY,
    close: Span::EMPTY,
};

/// A well-formed document as a tree of nodes that can be changed. What is not changed is written as it was: comments,
/// prefixes, white space, quotes, references and CDATA sections.
///
/// ```
/// use sip_xml_patch::Tree;
///
/// let mut tree = Tree::parse("<a  x='1'><!-- of b -->\n<b/></a>")?;
/// let root = tree.root_element();
/// let b = tree.child_elements(root).next().unwrap();
/// tree.set_attribute(b, "y", "2 < 3")?;
/// assert_eq!(tree.to_xml(), "<a  x='1'><!-- of b -->\n<b y=\"2 &lt; 3\"/></a>");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tree {
    /// The document, and after it everything that was added. It only grows.
    text: String,
    nodes: Vec<Node>,
    indexes: Indexes,
    /// How much the last operations have looked at and copied, in nodes and bytes.
    work: u64,
    /// How much they may.
    work_limit: u64,
}

impl Tree {
    /// The most bytes that a document and its changes can have.
    const LONGEST: usize = u32::MAX as usize - 1;

    /// Reads a document within the default limits.
    ///
    /// # Errors
    /// Those of [`check_well_formed`].
    pub fn parse(xml: &str) -> Result<Self, Error> {
        Self::parse_with(xml, &Limits::default())
    }

    /// Reads a document within limits.
    ///
    /// # Errors
    /// Those of [`check_well_formed`].
    pub fn parse_with(xml: &str, limits: &Limits) -> Result<Self, Error> {
        // A byte order mark is not part of the document, and is kept.
        check_well_formed(xml.strip_prefix('\u{feff}').unwrap_or(xml), limits)?;
        if xml.len() > Self::LONGEST {
            return Err(Error::new(ErrorKind::Limit, "more than 4 GiB"));
        }
        let mut nodes = Vec::with_capacity(xml.len() / 32 + 2);
        nodes.push(Node::new(NodeKind::Root, NodeId::NONE, Span::EMPTY));
        let (first, last) = scan::scan(xml, 0, NodeId::ROOT, true, &mut nodes);
        let mut tree = Self {
            text: xml.to_owned(),
            nodes,
            indexes: Indexes::default(),
            work: 0,
            work_limit: u64::MAX,
        };
        let root = tree.node_mut(NodeId::ROOT);
        root.first = first;
        root.last = last;
        Ok(tree)
    }

    fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&NOWHERE)
    }

    /// # Panics
    /// Never: ids come from this tree.
    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        let index = (id.0 as usize).min(self.nodes.len() - 1);
        #[allow(clippy::indexing_slicing, reason = "a tree has its root")]
        &mut self.nodes[index]
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The document.
    pub fn root(&self) -> NodeId {
        NodeId::ROOT
    }

    /// The root element.
    pub fn root_element(&self) -> NodeId {
        self.child_elements(NodeId::ROOT).next().unwrap_or(NodeId::ROOT)
    }

    /// The kind of a node.
    pub fn kind(&self, node: NodeId) -> NodeKind {
        self.node(node).kind
    }

    /// The node around this one: an element or the document.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).parent.some()
    }

    /// The node before, of the same parent.
    pub fn previous(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).previous.some()
    }

    /// The node after, of the same parent.
    pub fn next(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).next.some()
    }

    /// The nodes in an element or in the document.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(node).first.some(), |child| self.next(*child))
    }

    /// The elements in an element or in the document.
    pub fn child_elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(|child| self.kind(*child) == NodeKind::Element)
    }

    /// A text, comment or processing instruction: its characters, without `<!--`, `<?` and the like. The text of an
    /// element is all text in it (XPath 1.0 §5.2).
    pub fn string_value(&self, node: NodeId) -> Cow<'_, str> {
        let all = self.slice(self.node(node).head);
        let within = |start: &str, end: &str| {
            let inner = all.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            references::line_ends(inner.unwrap_or_default())
        };
        match self.kind(node) {
            NodeKind::Text | NodeKind::Around => references::text(all),
            NodeKind::Comment => within("<!--", "-->"),
            NodeKind::Instruction => within("<?", "?>"),
            NodeKind::Element | NodeKind::Root => {
                let mut texts =
                    self.descendants(node).filter(|inner| self.kind(*inner) == NodeKind::Text);
                let Some(first) = texts.next() else { return Cow::Borrowed("") };
                let mut whole = self.string_value(first);
                for text in texts {
                    whole.to_mut().push_str(&self.string_value(text));
                }
                whole
            }
        }
    }

    /// Whether a text is only white space.
    pub fn is_blank(&self, node: NodeId) -> bool {
        self.kind(node) == NodeKind::Text
            && self.string_value(node).chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n'))
    }

    /// A node and all in it, in document order.
    pub(crate) fn descendants(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = Some(top);
        std::iter::from_fn(move || {
            let node = next?;
            next = self.node(node).first.some().or_else(|| self.following(node, top));
            Some(node)
        })
    }

    /// Whether a text has no characters: it consists of empty CDATA sections. Also how many bytes were looked at.
    pub(crate) fn is_empty_text(&self, text: NodeId) -> (bool, usize) {
        let raw = self.slice(self.node(text).head);
        let sections = raw.as_bytes().chunks(references::EMPTY_SECTION.len());
        let empty = sections.take_while(|section| *section == references::EMPTY_SECTION).count();
        let looked_at = empty * references::EMPTY_SECTION.len();
        (looked_at == raw.len(), looked_at)
    }

    /// The bytes of a start tag, or of another node.
    pub(crate) fn head_length(&self, node: NodeId) -> usize {
        self.node(node).head.range().len()
    }

    /// What was looked at and copied since the last call, in nodes and bytes: a bound for what an operation costs. There
    /// is no limit on the work that follows.
    pub(crate) fn take_work(&mut self) -> u64 {
        self.work_limit = u64::MAX;
        std::mem::take(&mut self.work)
    }

    /// Sets how much work may be done until the next [`take_work`](Self::take_work).
    pub(crate) fn limit_work(&mut self, most: u64) {
        self.work_limit = most;
    }

    /// Whether more work was done than may be. What a selector selects does not matter any more then.
    pub(crate) fn is_overworked(&self) -> bool {
        self.work > self.work_limit
    }

    pub(crate) fn add_work(&mut self, amount: usize) {
        self.work = self.work.saturating_add(amount as u64);
    }
}
