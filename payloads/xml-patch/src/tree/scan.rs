//! From text to nodes. The text is known to be well-formed.

use memchr::{memchr, memchr3, memmem};

use super::{Node, NodeId, NodeKind, Span};

/// Makes the nodes of a text that begins at an offset of the text of the tree. Returns the first and the last of those
/// that are not in others.
pub(super) fn scan(
    text: &str,
    offset: usize,
    parent: NodeId,
    is_document: bool,
    nodes: &mut Vec<Node>,
) -> (NodeId, NodeId) {
    let mut scanner = Scanner {
        bytes: text.as_bytes(),
        offset,
        outermost: parent,
        parent,
        is_document,
        first: NodeId::NONE,
        last: NodeId::NONE,
        nodes,
    };
    scanner.run();
    (scanner.first, scanner.last)
}

struct Scanner<'t> {
    bytes: &'t [u8],
    offset: usize,
    outermost: NodeId,
    parent: NodeId,
    is_document: bool,
    /// The outermost nodes.
    first: NodeId,
    last: NodeId,
    nodes: &'t mut Vec<Node>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.bytes.len() {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let end = match rest {
                [b'<', b'!', b'-', ..] => {
                    self.simple(NodeKind::Comment, at, after(rest, 4, b"-->"))
                }
                [b'<', b'?', ..] => {
                    let is_declaration = self.is_document
                        && matches!(
                            rest,
                            [_, _, b'x', b'm', b'l', b' ' | b'\t' | b'\r' | b'\n', ..]
                        );
                    let kind =
                        if is_declaration { NodeKind::Around } else { NodeKind::Instruction };
                    self.simple(kind, at, after(rest, 2, b"?>"))
                }
                [b'<', b'/', ..] => self.end_tag(at, after(rest, 2, b">")),
                [b'<', b'!', ..] => self.text(at),
                [b'<', ..] => self.start_tag(at),
                _ => self.text(at),
            };
            // Each of them is at least one byte long.
            at = end.max(at + 1);
        }
    }

    fn push(&mut self, kind: NodeKind, start: usize, end: usize) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX - 1));
        let mut node =
            Node::new(kind, self.parent, Span::new(self.offset + start, self.offset + end));
        let before = if self.parent == self.outermost {
            if self.first == NodeId::NONE {
                self.first = id;
            }
            std::mem::replace(&mut self.last, id)
        } else {
            match self.nodes.get_mut(self.parent.0 as usize) {
                Some(parent) => {
                    if parent.first == NodeId::NONE {
                        parent.first = id;
                    }
                    std::mem::replace(&mut parent.last, id)
                }
                None => NodeId::NONE,
            }
        };
        node.previous = before;
        if let Some(before) = self.nodes.get_mut(before.0 as usize) {
            before.next = id;
        }
        self.nodes.push(node);
        id
    }

    /// A node that has no others in it. Returns where it ends.
    fn simple(&mut self, kind: NodeKind, start: usize, length: usize) -> usize {
        self.push(kind, start, start + length);
        start + length
    }

    /// Text up to the next tag, comment or processing instruction, CDATA sections included.
    fn text(&mut self, start: usize) -> usize {
        let mut end = start;
        loop {
            let rest = self.bytes.get(end..).unwrap_or_default();
            if rest.starts_with(b"<![CDATA[") {
                end += after(rest, 9, b"]]>");
                continue;
            }
            match memchr(b'<', rest) {
                Some(0) => break,
                Some(found) => end += found,
                None => {
                    end = self.bytes.len();
                    break;
                }
            }
        }
        let is_around = self.is_document && self.parent == self.outermost;
        let kind = if is_around { NodeKind::Around } else { NodeKind::Text };
        // An empty CDATA section alone is no text node, and is kept.
        self.simple(kind, start, end - start)
    }

    fn start_tag(&mut self, start: usize) -> usize {
        let (end, declares) = tag_end(self.bytes, start);
        let id = self.push(NodeKind::Element, start, end);
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.declares = declares;
        }
        if !matches!(self.bytes.get(start..end), Some([.., b'/', b'>'])) {
            self.parent = id;
        }
        end
    }

    fn end_tag(&mut self, start: usize, length: usize) -> usize {
        let close = Span::new(self.offset + start, self.offset + start + length);
        if let Some(node) = self.nodes.get_mut(self.parent.0 as usize) {
            node.close = close;
            self.parent = node.parent;
        }
        start + length
    }
}

/// The length up to the end of a mark that is looked for from a place on.
fn after(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    let found = match mark {
        [one] => bytes.get(from..).and_then(|rest| memchr(*one, rest)),
        _ => bytes.get(from..).and_then(|rest| memmem::find(rest, mark)),
    };
    found.map_or(bytes.len(), |found| from + found + mark.len())
}

/// Where a start tag ends, and whether it has a namespace declaration.
fn tag_end(bytes: &[u8], start: usize) -> (usize, bool) {
    let mut at = start + 1;
    let mut declares = false;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = memchr3(b'>', b'"', b'\'', rest) else { return (bytes.len(), declares) };
        let quote = rest.get(found).copied().unwrap_or(b'>');
        if quote == b'>' {
            return (at + found + 1, declares);
        }
        declares = declares || is_declaration(rest.get(..found).unwrap_or_default());
        let value = at + found + 1;
        let length = bytes.get(value..).and_then(|rest| memchr(quote, rest));
        at = length.map_or(bytes.len(), |length| value + length + 1);
    }
}

/// Whether the name before a value declares a namespace.
fn is_declaration(before: &[u8]) -> bool {
    let is_end = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'=');
    let end = before.iter().rposition(|b| !is_end(b)).map_or(0, |last| last + 1);
    let name = before.get(..end).unwrap_or_default();
    let start = name.iter().rposition(is_end).map_or(0, |space| space + 1);
    name.get(start..).unwrap_or_default().starts_with(b"xmlns")
}
