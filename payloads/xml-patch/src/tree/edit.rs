//! Changes.

use std::ops::Range;

use xml_app_core::value::is_name_start_char;
use xml_app_core::{Error, ErrorKind, Limits, check_well_formed};

use super::attributes::{Attributes, name_end};
use super::{
    NodeId, NodeKind, Span, Tree, escape_attribute, is_qualified_name, namespace_declaration, scan,
};

impl Tree {
    /// Adds to the text.
    fn push_text(&mut self, added: &str) -> Result<Span, Error> {
        let start = self.text.len();
        if start.saturating_add(added.len()) > Self::LONGEST {
            return Err(Error::new(
                ErrorKind::Limit,
                "a document and its changes of more than 4 GiB",
            ));
        }
        self.add_work(added.len());
        self.text.push_str(added);
        Ok(Span::new(start, self.text.len()))
    }

    /// Marks a node and its ancestors as changed: they are no longer one piece of the text.
    fn change(&mut self, node: NodeId) {
        let mut next = Some(node);
        while let Some(id) = next {
            let node = self.node_mut(id);
            if std::mem::replace(&mut node.is_changed, true) {
                break;
            }
            next = node.parent.some();
        }
    }

    /// Puts content that is well-formed into an element or the document, before one of its children or at the end.
    /// Texts that meet become one. Returns the first node of the content.
    pub(crate) fn insert(
        &mut self,
        parent: NodeId,
        before: Option<NodeId>,
        content: &str,
    ) -> Result<Option<NodeId>, Error> {
        let span = self.push_text(content)?;
        let offset = span.start as usize;
        let is_document = parent == NodeId::ROOT;
        let (first, last) = scan::scan(content, offset, parent, is_document, &mut self.nodes);
        let (Some(first), Some(last)) = (first.some(), last.some()) else { return Ok(None) };
        let after = match before {
            Some(before) => self.previous(before),
            None => self.node(parent).last.some(),
        };
        self.link(parent, after, Some(first));
        self.link(parent, Some(last), before);
        self.change(parent);
        let mut inserted = Some(first);
        while let Some(node) = inserted {
            self.index_added(node);
            inserted = if node == last { None } else { self.next(node) };
        }
        self.meet(Some(last), before)?;
        Ok(Some(self.meet(after, Some(first))?.unwrap_or(first)))
    }

    /// Makes two nodes neighbours. `None` is an end of the parent.
    fn link(&mut self, parent: NodeId, before: Option<NodeId>, after: Option<NodeId>) {
        match before {
            Some(before) => self.node_mut(before).next = after.unwrap_or(NodeId::NONE),
            None => self.node_mut(parent).first = after.unwrap_or(NodeId::NONE),
        }
        match after {
            Some(after) => self.node_mut(after).previous = before.unwrap_or(NodeId::NONE),
            None => self.node_mut(parent).last = before.unwrap_or(NodeId::NONE),
        }
    }

    /// Two neighbours become one text if both are texts (XPath 1.0 §5.7). Returns it.
    fn meet(
        &mut self,
        before: Option<NodeId>,
        after: Option<NodeId>,
    ) -> Result<Option<NodeId>, Error> {
        let (Some(before), Some(after)) = (before, after) else { return Ok(None) };
        if self.kind(before) != NodeKind::Text || self.kind(after) != NodeKind::Text {
            return Ok(None);
        }
        let first = self.node(before).head;
        let (start, ending) = match first.end as usize == self.text.len() {
            // It is at the end of the text already.
            true => (first.start as usize, String::new()),
            false => (self.text.len(), self.slice(first).to_owned()),
        };
        let joined = joined(self.slice(first), self.slice(self.node(after).head));
        if !ending.is_empty() {
            self.push_text(&ending)?;
        }
        if joined.line_end {
            self.text.pop();
            self.text.push('\n');
        }
        self.push_text(&joined.second)?;
        let end = self.text.len();
        self.node_mut(before).head = Span::new(start, end);
        self.unlink(after);
        Ok(Some(before))
    }

    fn unlink(&mut self, id: NodeId) {
        let node = self.node(id);
        let (parent, previous, next) = (node.parent, node.previous.some(), node.next.some());
        self.link(parent, previous, next);
        let node = self.node_mut(id);
        node.parent = NodeId::NONE;
        node.previous = NodeId::NONE;
        node.next = NodeId::NONE;
    }

    /// Takes a node out. Texts that meet become one (RFC 5261 §4.5.6).
    pub(crate) fn remove(&mut self, id: NodeId) -> Result<(), Error> {
        let Some(parent) = self.parent(id) else { return Ok(()) };
        self.index_removed(id);
        let (previous, next) = (self.previous(id), self.next(id));
        self.change(parent);
        self.unlink(id);
        self.meet(previous, next)?;
        Ok(())
    }

    /// Replaces the text of a text node, comment or processing instruction, as it is written.
    pub(crate) fn set_raw(&mut self, id: NodeId, raw: &str) -> Result<(), Error> {
        let span = self.push_text(raw)?;
        self.node_mut(id).head = span;
        self.change(id);
        Ok(())
    }

    /// Gives an attribute in no namespace a value, or adds it.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] if the name is not a name, or declares a namespace.
    pub fn set_attribute(&mut self, element: NodeId, name: &str, value: &str) -> Result<(), Error> {
        let name: xml_app_core::value::NcName = xml_app_core::XmlValue::parse(name)?;
        if name.as_str() == "xmlns" {
            return Err(Error::new(ErrorKind::InvalidValue, "xmlns is not an attribute"));
        }
        if let Some(wrong) = value.chars().find(|c| !xml_app_core::value::is_char(*c)) {
            let message = format!("{wrong:?} is not a character of XML");
            return Err(Error::new(ErrorKind::InvalidValue, message));
        }
        self.write_attribute(element, name.as_str(), &escape_attribute(value))
    }

    /// Gives an attribute or a declaration a value as it is written between quotation marks, or adds it.
    pub(crate) fn write_attribute(
        &mut self,
        element: NodeId,
        name: &str,
        raw: &str,
    ) -> Result<(), Error> {
        let tag = self.slice(self.node(element).head);
        let (place, written) = match self.attribute_written(element, name) {
            Some(known) => {
                let quotes = known.value_place.start - 1..known.value_place.end + 1;
                (quotes, format!("\"{raw}\""))
            }
            None => {
                let last = self.attributes(element).last();
                let end = last.map_or_else(|| name_end(tag, 1), |last| last.place.end);
                (end..end, format!(" {name}=\"{raw}\""))
            }
        };
        self.rewrite_tag(element, name, place, &written)
    }

    /// Takes an attribute or a declaration out, by the name that is written.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] if the document and its changes become too long.
    pub fn remove_attribute(&mut self, element: NodeId, name: &str) -> Result<(), Error> {
        let Some(known) = self.attribute_written(element, name) else { return Ok(()) };
        let place = known.place;
        self.rewrite_tag(element, name, place, "")
    }

    fn rewrite_tag(
        &mut self,
        element: NodeId,
        name: &str,
        place: Range<usize>,
        written: &str,
    ) -> Result<(), Error> {
        let is_declaration = name == "xmlns" || name.starts_with("xmlns:");
        let tag = self.slice(self.node(element).head);
        let (before, after) = (tag.get(..place.start), tag.get(place.end..));
        let tag = [before.unwrap_or_default(), written, after.unwrap_or_default()].concat();
        if !is_declaration {
            self.index_removed(element);
        }
        let span = self.push_text(&tag)?;
        let node = self.node_mut(element);
        node.head = span;
        node.declares = node.declares || is_declaration;
        self.change(element);
        if is_declaration {
            self.forget_indexes();
        } else {
            self.index_added(element);
        }
        Ok(())
    }
}

/// How two texts are written one after the other.
struct Joined {
    /// Whether the carriage return at the end of the first has to be written as a line feed.
    line_end: bool,
    second: String,
}

/// Joining must not make `]]>`, nor one line end of the two that `\r` and `\n` are.
fn joined(first: &str, second: &str) -> Joined {
    let line_end = first.ends_with('\r') && second.starts_with('\n');
    let is_section_end = match (first.ends_with("]]"), first.ends_with(']')) {
        (true, _) if second.starts_with('>') => Some(0),
        (_, true) if second.starts_with("]>") => Some(1),
        _ => None,
    };
    let second = match is_section_end {
        Some(at) => {
            let (before, after) = second.split_at(at);
            format!("{before}&gt;{}", after.strip_prefix('>').unwrap_or(after))
        }
        None => second.to_owned(),
    };
    Joined { line_end, second }
}

/// The changes that a program can make.
impl Tree {
    /// Puts an element into another, before one of its children or at the end. Its prefixes are those of the place, and
    /// its declarations are kept as they are.
    ///
    /// ```
    /// use sip_xml_patch::Tree;
    ///
    /// let mut tree = Tree::parse("<a xmlns:p='urn:p'>\n</a>")?;
    /// let root = tree.root_element();
    /// let b = tree.insert_element(root, None, "<p:b/>")?;
    /// assert_eq!(tree.namespace(b), "urn:p");
    /// assert!(tree.insert_element(root, None, "<q:b/>").is_err());
    /// assert_eq!(tree.to_xml(), "<a xmlns:p='urn:p'>\n<p:b/></a>");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotWellFormed`] if the text is not one element that is well-formed at the place;
    /// [`ErrorKind::Limit`] if it is too deep.
    pub fn insert_element(
        &mut self,
        parent: NodeId,
        before: Option<NodeId>,
        xml: &str,
    ) -> Result<NodeId, Error> {
        self.check_element(parent, xml)?;
        let inserted = self.insert(parent, before, xml.trim_matches(is_space))?;
        Ok(inserted.unwrap_or(parent))
    }

    /// Puts an element in the place of another.
    ///
    /// # Errors
    /// As [`insert_element`](Self::insert_element).
    pub fn replace_element(&mut self, element: NodeId, xml: &str) -> Result<NodeId, Error> {
        let parent = self.parent(element).unwrap_or(NodeId::ROOT);
        self.check_element(parent, xml)?;
        let next = self.next(element);
        let inserted = self.insert(parent, next, xml.trim_matches(is_space))?;
        self.remove(element)?;
        Ok(inserted.unwrap_or(parent))
    }

    /// Takes a node out, with all in it. The root element stays.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] if the document and its changes become too long.
    pub fn remove_node(&mut self, node: NodeId) -> Result<(), Error> {
        if node == self.root_element() || node == NodeId::ROOT {
            return Ok(());
        }
        self.remove(node)
    }

    /// Gives an attribute a value as it is written between quotation marks, or adds it. The name can have a prefix.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] if it is no value of an attribute, or the prefix is not declared.
    pub fn set_raw_attribute(
        &mut self,
        element: NodeId,
        name: &str,
        raw: &str,
    ) -> Result<(), Error> {
        let raw = raw.replace('"', "&quot;");
        let scope = self.declarations_in_scope(element);
        let probe = format!("<{PROBE}{scope} {name}=\"{raw}\"/>");
        let is_declaration = name == "xmlns" || name.starts_with("xmlns:");
        if is_declaration
            || !is_qualified_name(name)
            || check_well_formed(&probe, &Limits::default()).is_err()
        {
            return Err(Error::new(
                ErrorKind::InvalidValue,
                "not an attribute that can be written",
            ));
        }
        self.write_attribute(element, name, &raw)
    }

    /// Gives an element another name. Its prefix has to be declared at the element.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] if it is no name, or the prefix is not declared.
    pub fn rename(&mut self, element: NodeId, name: &str) -> Result<(), Error> {
        let scope = self.declarations_in_scope(element);
        if !is_qualified_name(name)
            || check_well_formed(&format!("<{name}{scope}/>"), &Limits::default()).is_err()
        {
            return Err(Error::new(ErrorKind::InvalidValue, "not a name that can be written"));
        }
        let tag = self.slice(self.node(element).head);
        let rest = tag.get(name_end(tag, 1)..).unwrap_or_default();
        let (tag, close) = (format!("<{name}{rest}"), format!("</{name}>"));
        self.index_removed(element);
        let head = self.push_text(&tag)?;
        if !self.node(element).close.is_empty() {
            let close = self.push_text(&close)?;
            self.node_mut(element).close = close;
        }
        self.node_mut(element).head = head;
        self.change(element);
        self.index_added(element);
        Ok(())
    }

    /// Declares a prefix at an element; the default namespace with an empty one. Names that use it change their meaning.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidValue`] if it cannot be declared.
    pub fn declare(&mut self, element: NodeId, prefix: &str, namespace: &str) -> Result<(), Error> {
        let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
        let raw = escape_attribute(namespace);
        if check_well_formed(&format!("<{PROBE} {name}=\"{raw}\"/>"), &Limits::default()).is_err() {
            return Err(Error::new(
                ErrorKind::InvalidValue,
                "not a declaration that can be written",
            ));
        }
        self.write_attribute(element, &name, &raw)
    }

    fn declarations_in_scope(&self, element: NodeId) -> String {
        let scope = self.namespaces_in_scope(element).into_iter();
        scope.map(|(prefix, namespace)| namespace_declaration(prefix, &namespace)).collect()
    }

    /// Whether a text is one element that is well-formed in this one.
    fn check_element(&self, parent: NodeId, xml: &str) -> Result<(), Error> {
        let not_one =
            || Error::new(ErrorKind::NotWellFormed, "expected one element and nothing else");
        let xml = xml.trim_matches(is_space);
        let is_start = |c: char| c == ':' || is_name_start_char(c);
        if !xml.strip_prefix('<').is_some_and(|rest| rest.starts_with(is_start)) {
            return Err(not_one());
        }
        // The root of the tree is an ancestor, too.
        let depth = std::iter::successors(Some(parent), |node| self.parent(*node)).count() - 1;
        // With the declarations around it, it is a document. An element around it could be ended by the text.
        let end = Attributes::of(xml).last().map_or(name_end(xml, 1), |last| last.place.end);
        let (start, rest) = xml.split_at_checked(end).unwrap_or((xml, ""));
        let own: Vec<_> = Attributes::of(xml).filter_map(|one| one.declares()).collect();
        let mut scope = self.namespaces_in_scope(parent);
        scope.retain(|(prefix, _)| !own.contains(prefix));
        let declarations: String =
            scope.iter().map(|(prefix, uri)| namespace_declaration(prefix, uri)).collect();
        let limits = Limits::default();
        let limits = Limits {
            depth: limits.depth.saturating_sub(depth),
            attributes: limits.attributes + scope.len(),
            ..limits
        };
        check_well_formed(&format!("{start}{declarations}{rest}"), &limits)?;
        let mut nodes = Vec::new();
        scan::scan(xml, 0, NodeId::NONE, false, &mut nodes);
        match nodes.iter().filter(|node| node.parent == NodeId::NONE).count() {
            1 => Ok(()),
            _ => Err(not_one()),
        }
    }
}

/// An element for looking at whether something is well-formed.
const PROBE: &str = "probe";

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}
