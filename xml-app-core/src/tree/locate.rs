//! From nodes and offsets to paths, lines and columns: once, after reading, and only if there are
//! diagnostics.

use std::collections::{HashMap, HashSet};

use roxmltree::{Document, Node, NodeId};

use crate::error::{Error, Location};
use crate::{Diagnostic, Element};

/// Offsets where the text differs from what was received, ascending, and how much longer it is there.
pub(crate) type Inserted = Vec<(usize, isize)>;

/// A text as it was received, and how its offsets differ from those of the parsed text.
pub(crate) struct Received<'t> {
    pub(crate) text: &'t str,
    /// Offsets in the parsed text, ascending, and how much has been left out before each.
    pub(crate) gaps: Vec<(usize, usize)>,
    pub(crate) inserted: &'t [(usize, isize)],
}

impl Received<'_> {
    /// The offset in the whole text of an offset in the parsed text.
    pub(crate) fn offset(&self, parsed: usize) -> usize {
        let before = self.gaps.partition_point(|(at, _)| *at <= parsed);
        let missing = before.checked_sub(1).and_then(|last| self.gaps.get(last));
        parsed + missing.map_or(0, |(_, missing)| *missing)
    }
}

/// Gives every diagnostic its path, line and column, and sorts them by document order. The time is linear
/// in the document, for any number of diagnostics.
pub(crate) fn resolve(
    document: &Document<'_>,
    diagnostics: &mut [Diagnostic],
    received: &Received<'_>,
) {
    let mut lines = Lines::new(received.text);
    let mut paths = Paths::default();
    let mut order: Vec<_> = diagnostics.iter_mut().collect();
    order.sort_by_key(|diagnostic| offset_of(document, diagnostic.error().location()));
    for diagnostic in order {
        let offset = offset_of(document, diagnostic.error().location());
        let (line, column) = lines.position(received.offset(offset), received.inserted);
        if let Location::Node(id, attribute) = diagnostic.error().location().clone() {
            let path = document.get_node(id).map(|node| paths.path(node, attribute));
            let path = path.unwrap_or_default();
            diagnostic.error_mut().set_location(Location::At { path, line, column });
        }
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.line(), diagnostic.column()));
}

/// Gives one error its path, line and column.
pub(crate) fn resolve_error(document: &Document<'_>, error: &mut Error, received: &Received<'_>) {
    if let Location::Node(id, attribute) = error.location().clone()
        && let Some(node) = document.get_node(id)
    {
        error.set_location(place(node, attribute, received));
    }
}

/// Gives an error that has an offset its line and column.
pub(crate) fn resolve_offset(error: &mut Error, text: &str, inserted: &[(usize, isize)]) {
    if let Location::Offset(offset) = *error.location() {
        let (line, column) = Lines::new(text).position(offset, inserted);
        error.set_location(Location::At { path: String::new(), line, column });
    }
}

/// The line and column of an offset in the whole text.
pub(crate) fn position(offset: usize, received: &Received<'_>) -> (u32, u32) {
    Lines::new(received.text).position(offset, received.inserted)
}

/// The lines and columns of ascending offsets in the whole text.
pub(crate) fn positions(
    offsets: impl IntoIterator<Item = usize>,
    text: &str,
    inserted: &[(usize, isize)],
) -> impl Iterator<Item = (u32, u32)> {
    let mut lines = Lines::new(text);
    offsets.into_iter().map(move |offset| lines.position(offset, inserted))
}

pub(crate) fn place<'d>(
    node: Node<'d, 'd>,
    attribute: Option<usize>,
    received: &Received<'_>,
) -> Location {
    let location = Location::Node(node.id(), attribute);
    let offset = received.offset(offset_of(node.document(), &location));
    let (line, column) = Lines::new(received.text).position(offset, received.inserted);
    Location::At { path: Paths::default().path(node, attribute), line, column }
}

fn offset_of(document: &Document<'_>, location: &Location) -> usize {
    match location {
        Location::Node(_, Some(attribute)) => *attribute,
        Location::Node(id, None) => document.get_node(*id).map_or(0, start_of),
        _ => 0,
    }
}

/// The offset where a node begins; for a text, after its leading white space.
fn start_of(node: Node<'_, '_>) -> usize {
    let range = node.range();
    let start = range.start;
    if !node.is_text() {
        return start;
    }
    let text = node.document().input_text().get(range).unwrap_or_default();
    start + text.len() - text.trim_start_matches(crate::value::is_white_space).len()
}

/// Turns ascending offsets into lines and columns in one pass.
struct Lines<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
    /// Characters of the line before the offset.
    column: usize,
    line_start: usize,
    /// The number of insertions before the offset, and how much longer they make the line up to it.
    passed: usize,
    not_received: isize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, offset: 0, line: 1, column: 0, line_start: 0, passed: 0, not_received: 0 }
    }

    fn position(&mut self, offset: usize, inserted: &[(usize, isize)]) -> (u32, u32) {
        let between = self.text.get(self.offset..offset).unwrap_or_default();
        let mut tail = between;
        for newline in memchr::memchr_iter(b'\n', between.as_bytes()) {
            self.line += 1;
            self.column = 0;
            self.line_start = self.offset + newline + 1;
            self.not_received = 0;
            tail = between.get(newline + 1..).unwrap_or_default();
        }
        self.column += tail.chars().count();
        self.offset = self.offset.max(offset);
        let ahead = inserted.get(self.passed..).unwrap_or_default();
        for (at, longer) in ahead.iter().take_while(|(at, _)| *at < self.offset) {
            self.passed += 1;
            self.not_received += if *at < self.line_start { 0 } else { *longer };
        }
        let column = self.column.saturating_add_signed(-self.not_received) + 1;
        (self.line, u32::try_from(column).unwrap_or(u32::MAX))
    }
}

/// The number of a node among its siblings of the same name, and how many there are.
type Index = (usize, usize);

/// Makes paths. The children of each element are counted once.
#[derive(Default)]
struct Paths {
    counted: HashSet<NodeId>,
    indexes: HashMap<NodeId, Index>,
}

impl Paths {
    /// The path of a node. A hostile document could make thousands of long paths, so the middle of a long
    /// path is left out.
    fn path<'d>(&mut self, node: Node<'d, 'd>, attribute: Option<usize>) -> String {
        /// Steps at either end.
        const STEPS: usize = 16;
        let mut elements = Vec::new();
        // The path of a text is that of its element.
        let mut current = if node.is_element() { Some(node) } else { node.parent() };
        while let Some(element) = current.filter(Node::is_element) {
            elements.push(element);
            current = element.parent();
        }
        elements.reverse();
        let mut path = String::new();
        for (place, element) in elements.iter().enumerate() {
            if place >= STEPS && place + STEPS < elements.len() {
                path.push_str(if place == STEPS { "/…" } else { "" });
                continue;
            }
            path.push('/');
            push_prefix(&mut path, prefix_of(*element));
            push_name(&mut path, element.tag_name().name());
            if let (index, 2..) = self.index(*element) {
                path.push_str(&format!("[{index}]"));
            }
        }
        let attribute = attribute
            .and_then(|start| node.attributes().find(|attribute| attribute.range().start == start));
        if let Some(attribute) = attribute {
            path.push_str("/@");
            if attribute.namespace().is_some() {
                let text = node.document().input_text().get(attribute.range().start..);
                push_prefix(&mut path, text.and_then(super::element::prefix_of));
            }
            push_name(&mut path, attribute.name());
        }
        path
    }

    fn index<'d>(&mut self, element: Node<'d, 'd>) -> Index {
        let Some(parent) = element.parent() else {
            return (1, 1);
        };
        if self.counted.insert(parent.id()) {
            let mut counts: HashMap<_, usize> = HashMap::new();
            let children = || parent.children().filter(Node::is_element);
            for child in children() {
                let count = counts.entry(key(child)).or_default();
                *count += 1;
                self.indexes.insert(child.id(), (*count, 0));
            }
            for child in children() {
                let total = counts.get(&key(child)).copied().unwrap_or(1);
                self.indexes.entry(child.id()).and_modify(|index| index.1 = total);
            }
        }
        self.indexes.get(&element.id()).copied().unwrap_or((1, 1))
    }
}

/// The prefix of an element that is in another namespace than its parent.
fn prefix_of<'d>(element: Node<'d, 'd>) -> Option<&'d str> {
    let outer = element.parent_element()?;
    let is_same = outer.tag_name().namespace() == element.tag_name().namespace();
    if is_same { None } else { Element::new(element).prefix() }
}

fn push_prefix(path: &mut String, prefix: Option<&str>) {
    if let Some(prefix) = prefix {
        push_name(path, prefix);
        path.push(':');
    }
}

/// Adds a name, or the beginning of a very long one.
fn push_name(path: &mut String, name: &str) {
    /// In characters.
    const LONGEST: usize = 64;
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => {
            path.push_str(name.get(..end).unwrap_or_default());
            path.push('…');
        }
        None => path.push_str(name),
    }
}

/// The name by which siblings are counted.
fn key<'d>(node: Node<'d, 'd>) -> (Option<&'d str>, &'d str) {
    (node.tag_name().namespace(), node.tag_name().name())
}
