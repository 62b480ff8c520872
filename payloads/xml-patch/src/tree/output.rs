//! From nodes to text.

use super::{NodeId, NodeKind, Tree};

impl Tree {
    /// The document.
    pub fn to_xml(&self) -> String {
        let mut xml = String::with_capacity(self.text.len());
        self.write(NodeId::ROOT, &mut xml);
        xml
    }

    /// A node with all in it, as it is written in the document. Prefixes may be declared outside.
    pub fn raw(&self, node: NodeId) -> String {
        let mut xml = String::new();
        self.write(node, &mut xml);
        xml
    }

    /// What is in an element, as it is written in the document.
    pub fn raw_content(&self, element: NodeId) -> String {
        let mut xml = String::new();
        for child in self.children(element) {
            self.write(child, &mut xml);
        }
        xml
    }

    fn write(&self, top: NodeId, xml: &mut String) {
        let mut node = top;
        loop {
            if let Some(first) = self.open(node, xml) {
                node = first;
                continue;
            }
            // The node is written. What comes after it?
            loop {
                if node == top {
                    return;
                }
                if let Some(next) = self.next(node) {
                    node = next;
                    break;
                }
                let Some(parent) = self.parent(node) else { return };
                self.write_end_tag(parent, xml);
                node = parent;
            }
        }
    }

    /// Writes a node. If it was changed, only its start tag: its first child is to be written next.
    fn open(&self, id: NodeId, xml: &mut String) -> Option<NodeId> {
        let node = self.node(id);
        match node.kind {
            NodeKind::Root => node.first.some(),
            NodeKind::Element if node.is_changed => {
                let tag = self.slice(node.head);
                match (node.first.some(), node.close.is_empty()) {
                    (Some(first), true) => {
                        let open = tag.strip_suffix("/>").unwrap_or(tag);
                        xml.push_str(open.trim_end_matches([' ', '\t', '\r', '\n']));
                        xml.push('>');
                        Some(first)
                    }
                    (Some(first), false) => {
                        xml.push_str(tag);
                        Some(first)
                    }
                    (None, _) => {
                        xml.push_str(tag);
                        xml.push_str(self.slice(node.close));
                        None
                    }
                }
            }
            NodeKind::Element => {
                let end = if node.close.is_empty() { node.head.end } else { node.close.end };
                let whole = node.head.start as usize..end as usize;
                xml.push_str(self.text.get(whole).unwrap_or_default());
                None
            }
            _ => {
                xml.push_str(self.slice(node.head));
                None
            }
        }
    }

    fn write_end_tag(&self, element: NodeId, xml: &mut String) {
        if self.kind(element) != NodeKind::Element {
            return;
        }
        let close = self.node(element).close;
        if close.is_empty() {
            xml.push_str("</");
            xml.push_str(self.name(element));
            xml.push('>');
        } else {
            xml.push_str(self.slice(close));
        }
    }
}

impl Tree {
    /// The start tag of an element, as it is written.
    pub(crate) fn start_tag(&self, element: NodeId) -> &str {
        self.slice(self.node(element).head)
    }

    /// Whether an element is written as one tag, like `<a/>`.
    pub(crate) fn is_empty_tag(&self, element: NodeId) -> bool {
        self.node(element).close.is_empty() && self.node(element).first == NodeId::NONE
    }
}
