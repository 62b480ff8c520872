//! A patch from one document to another.

mod align;
mod digest;
mod select;
#[cfg(test)]
mod tests;
mod writer;

use std::borrow::Cow;

use xml_app_core::{Error, Limits, XmlApplication};

use crate::patch::{Patch, PatchError};
use crate::tree::{NodeId, NodeKind, Tree};

use align::{Edit, align};
use digest::{Digests, is_same};
use writer::Writer;

/// A small patch that turns one document into another: the same under canonical XML with comments. Its root element is
/// the `<patch>` of RFC 7351.
///
/// ```
/// use sip_xml_patch::diff;
///
/// let old = "<list><entry uri='sip:a@example.com'/><entry uri='sip:b@example.com'/></list>";
/// let new = "<list><entry uri='sip:a@example.com' n='1'/></list>";
/// let patch = diff(old, new)?;
/// assert_eq!(patch.apply(old)?, "<list><entry uri='sip:a@example.com' n=\"1\"/></list>");
/// assert_eq!(
///     patch.to_xml(),
///     "<p:patch xmlns:p=\"urn:ietf:rfc:7351\">\
///      <p:add sel=\"list/entry[@uri='sip:a@example.com']\" type=\"@n\">1</p:add>\
///      <p:remove sel=\"list/entry[@uri='sip:b@example.com']\"/></p:patch>"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of [`Tree::parse`] for either document.
pub fn diff(old: &str, new: &str) -> Result<Patch, Error> {
    diff_with(old, new, PatchRoot::default(), &Limits::default())
}

/// A small patch from one typed document to another: [`diff`] of what is written for them.
///
/// ```
/// use sip_xml_patch::diff_documents;
/// use sip_xml_patch::patch_ops_error::{Condition, PatchOpsError, WithoutOperation};
///
/// let old = PatchOpsError::from([Condition::InvalidCharacterSet(WithoutOperation::default())]);
/// let mut phrase = WithoutOperation::default();
/// phrase.phrase = Some("ISO-8859-1 is not UTF-8".to_owned());
/// let new = PatchOpsError::from([Condition::InvalidCharacterSet(phrase)]);
/// let patch = diff_documents::<PatchOpsError>(&old, &new)?;
/// assert_eq!(patch.len(), 1);
/// assert_eq!(patch.apply(&old.to_xml()?)?, new.to_xml()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// A document cannot be written.
pub fn diff_documents<A: XmlApplication>(old: &A::Root, new: &A::Root) -> Result<Patch, Error> {
    diff(&A::to_xml(old)?, &A::to_xml(new)?)
}

/// The root element of a patch that is made.
#[derive(Debug, Clone, Copy)]
pub struct PatchRoot<'r> {
    /// Its namespace, in which the operations are, too.
    pub namespace: &'r str,
    /// The local part of its name.
    pub local: &'r str,
    /// The prefix, if no document uses it for something else.
    pub prefix: &'r str,
    /// Attributes in no namespace: names and values.
    pub attributes: &'r [(&'r str, String)],
}

impl Default for PatchRoot<'_> {
    /// The `<patch>` of RFC 7351.
    fn default() -> Self {
        Self { namespace: "urn:ietf:rfc:7351", local: "patch", prefix: "p", attributes: &[] }
    }
}

/// A patch with a root element of the caller's choice.
///
/// # Errors
/// Those of [`Tree::parse_with`] for either document.
pub fn diff_with(
    old: &str,
    new: &str,
    root: PatchRoot<'_>,
    limits: &Limits,
) -> Result<Patch, Error> {
    let old = Tree::parse_with(old, limits)?;
    let new = Tree::parse_with(new, limits)?;
    let mut difference = Difference::new(old.clone(), &new, root);
    let made = difference.content(old.root(), new.root());
    if made.is_ok() && is_same(&difference.tree, &new) {
        return difference.writer.patch();
    }
    // What cannot be said in small steps, such as another default namespace, is said in one.
    let mut whole = Difference::new(old, &new, root);
    whole.around_root().map_err(|error| unexpected(&error))?;
    whole.writer.patch()
}

/// The operations are made from documents that are well-formed, so they can be carried out.
fn unexpected(error: &PatchError) -> Error {
    Error::new(xml_app_core::ErrorKind::NotWritable, error.to_string())
}

struct Difference<'n> {
    /// The old document, with the operations that have been written.
    tree: Tree,
    new: &'n Tree,
    old_digests: Digests,
    new_digests: Digests,
    writer: Writer<'n>,
}

impl<'n> Difference<'n> {
    fn new(old: Tree, new: &'n Tree, root: PatchRoot<'n>) -> Self {
        let mut digests = digest::Digester::default();
        let old_digests = digests.of(&old);
        let new_digests = digests.of(new);
        let writer = Writer::new(&old, new, root);
        Self { tree: old, new, old_digests, new_digests, writer }
    }

    /// Replaces the root element, and comments and processing instructions beside it one by one.
    fn around_root(&mut self) -> Result<(), PatchError> {
        let (old, new) = (self.tree.root_element(), self.new.root_element());
        self.writer.replace(&mut self.tree, old, new)?;
        let (old, new) = (self.tree.root(), self.new.root());
        let mut edits = Vec::new();
        let is_element = |tree: &Tree, node: &NodeId| tree.kind(*node) == NodeKind::Element;
        let olds = nodes(&self.tree, old);
        let news = nodes(self.new, new);
        let middle_of_old = olds.iter().position(|node| is_element(&self.tree, node)).unwrap_or(0);
        let middle_of_new = news.iter().position(|node| is_element(self.new, node)).unwrap_or(0);
        edits.extend(olds.iter().take(middle_of_old).map(|node| Edit::Remove(*node)));
        edits.extend(news.iter().take(middle_of_new).map(|node| Edit::Insert(*node)));
        if let (Some(one), Some(other)) = (olds.get(middle_of_old), news.get(middle_of_new)) {
            edits.push(Edit::Keep(*one, *other));
        }
        edits.extend(olds.iter().skip(middle_of_old + 1).map(|node| Edit::Remove(*node)));
        edits.extend(news.iter().skip(middle_of_new + 1).map(|node| Edit::Insert(*node)));
        self.carry_out(old, new, &edits)
    }

    /// Makes what is in an element what is in another.
    fn content(&mut self, old: NodeId, new: NodeId) -> Result<(), PatchError> {
        let edits = align(&self.tree, old, &self.old_digests, self.new, new, &self.new_digests);
        self.carry_out(old, new, &edits)
    }

    fn carry_out(
        &mut self,
        parent: NodeId,
        new_parent: NodeId,
        edits: &[Edit],
    ) -> Result<(), PatchError> {
        let mut place = Place { parent, new_parent, cursor: None, new_cursor: None };
        let mut rest = edits;
        while let Some((edit, after)) = rest.split_first() {
            rest = after;
            match *edit {
                Edit::Remove(node) => self.remove(&place, node, rest)?,
                Edit::Insert(_) => {
                    let is_insert = |edit: &&Edit| matches!(edit, Edit::Insert(_));
                    let run = 1 + after.iter().take_while(is_insert).count();
                    let inserted = edits.get(edits.len() - after.len() - 1..).unwrap_or_default();
                    self.insert(&mut place, inserted.get(..run).unwrap_or_default())?;
                    rest = after.get(run - 1..).unwrap_or_default();
                }
                Edit::Keep(old, new) => {
                    self.fix_text(&place, new)?;
                    place.go_on(old, new);
                }
                Edit::Change(old, new) => {
                    self.fix_text(&place, new)?;
                    self.change(old, new)?;
                    place.go_on(old, new);
                }
                Edit::Replace(old, new) => {
                    self.fix_text(&place, new)?;
                    self.writer.replace(&mut self.tree, old, new)?;
                    let replaced = self.after_cursor(&place).unwrap_or(old);
                    place.go_on(replaced, new);
                }
            }
        }
        let wanted = self.new_text_after(&place);
        self.set_text(&place, &wanted)
    }

    /// Makes an element another of the same name: its attributes and declarations, then what is in it.
    fn change(&mut self, old: NodeId, new: NodeId) -> Result<(), PatchError> {
        if self.new.kind(new) != NodeKind::Element {
            return self.writer.replace(&mut self.tree, old, new);
        }
        self.attributes(old, new)?;
        self.content(old, new)?;
        let declared = |tree: &Tree, node| -> Vec<String> {
            tree.attributes(node).filter_map(|one| one.declares().map(str::to_owned)).collect()
        };
        let wanted = declared(self.new, new);
        for prefix in
            declared(&self.tree, old).into_iter().filter(|prefix| !wanted.contains(prefix))
        {
            let target = format!("namespace::{prefix}");
            self.writer.remove(&mut self.tree, old, Some(&target), new, None)?;
        }
        Ok(())
    }

    fn attributes(&mut self, old: NodeId, new: NodeId) -> Result<(), PatchError> {
        for wanted in self.new.attributes(new) {
            let known = self
                .tree
                .attribute_written(old, wanted.name)
                .map(|known| known.value().into_owned());
            let value = wanted.value();
            if known.as_deref() == Some(&*value) {
                continue;
            }
            let target = match wanted.declares() {
                Some(prefix) => format!("namespace::{prefix}"),
                None => format!("@{}", wanted.name),
            };
            match known {
                Some(_) => self.writer.set(&mut self.tree, old, &target, &value, new)?,
                None => self.writer.add_to(&mut self.tree, old, &target, &value, new)?,
            }
        }
        let known: Vec<_> = self
            .tree
            .attributes(old)
            .map(|one| (one.name.to_owned(), one.declares().is_some()))
            .collect();
        for (name, _) in known.into_iter().filter(|(_, is_declaration)| !is_declaration) {
            if self.new.attribute_written(new, &name).is_none() {
                let target = format!("@{name}");
                self.writer.remove(&mut self.tree, old, Some(&target), new, None)?;
            }
        }
        Ok(())
    }

    fn remove(&mut self, place: &Place, node: NodeId, rest: &[Edit]) -> Result<(), PatchError> {
        // The text that is to be there before what comes next.
        let next = rest.iter().find_map(Edit::new_node);
        let wanted = match next {
            Some(next) => text_before(self.new, next),
            None => self.new_text_after(place),
        };
        let blank = |node: Option<NodeId>| node.filter(|node| self.tree.is_blank(*node));
        let text = |node: Option<NodeId>| {
            let node = node.filter(|node| self.tree.kind(*node) == NodeKind::Text);
            node.map_or(Cow::Borrowed(""), |node| self.tree.string_value(node))
        };
        let (before, after) = (self.tree.previous(node), self.tree.next(node));
        let white_space = if format!("{}{}", text(before), text(after)) == wanted {
            None
        } else if blank(after).is_some() && text(before) == wanted {
            Some("after")
        } else if blank(before).is_some() && text(after) == wanted {
            Some("before")
        } else if blank(before).is_some() && blank(after).is_some() && wanted.is_empty() {
            Some("both")
        } else {
            None
        };
        self.writer.remove(&mut self.tree, node, None, place.new_parent, white_space)
    }

    /// Adds a run of nodes, with the texts between them and, if that saves an operation, one beside them.
    fn insert(&mut self, place: &mut Place, edits: &[Edit]) -> Result<(), PatchError> {
        let inserted: Vec<_> = edits.iter().filter_map(Edit::new_node).collect();
        let (Some(first), Some(last)) = (inserted.first(), inserted.last()) else { return Ok(()) };
        let mut nodes = String::new();
        for (index, node) in inserted.iter().enumerate() {
            if index > 0 {
                nodes.push_str(&raw_text(self.new, self.new.previous(*node)));
            }
            nodes.push_str(&self.new.raw(*node));
        }
        let here = self.text_after(place);
        let here = here.map(|text| self.tree.string_value(text).into_owned()).unwrap_or_default();
        let before = raw_text(self.new, self.new.previous(*first));
        let after = raw_text(self.new, self.new.next(*last));
        let is_before =
            here == text_before(self.new, *first) && here != text_after(self.new, *last);
        if is_before && self.tree.kind(place.parent) != NodeKind::Root {
            self.add_before(place, &(nodes + &after))?;
        } else {
            let after = if here.is_empty() { after } else { String::new() };
            self.add_after(place, &(before + &nodes + &after), here.is_empty())?;
        }
        for node in inserted {
            let old = self.after_cursor(place).unwrap_or(place.parent);
            place.go_on(old, node);
        }
        Ok(())
    }

    /// Adds content after the text that follows the cursor.
    fn add_before(&mut self, place: &Place, content: &str) -> Result<(), PatchError> {
        match self.after_cursor(place) {
            Some(next) => {
                self.writer.add(&mut self.tree, next, Some("before"), content, place.new_parent)
            }
            None => self.writer.add(&mut self.tree, place.parent, None, content, place.new_parent),
        }
    }

    /// Adds content directly after the cursor.
    fn add_after(&mut self, place: &Place, content: &str, is_last: bool) -> Result<(), PatchError> {
        let next = self.after_cursor(place);
        let is_around = self.tree.kind(place.parent) == NodeKind::Root;
        let (node, position) = match (place.cursor, next) {
            (Some(cursor), _) => (cursor, Some("after")),
            (None, Some(next)) if is_around => (next, Some("before")),
            (None, None) if is_last => (place.parent, None),
            (None, _) => (place.parent, Some("prepend")),
        };
        self.writer.add(&mut self.tree, node, position, content, place.new_parent)
    }

    /// The first node after the cursor that is not text.
    fn after_cursor(&self, place: &Place) -> Option<NodeId> {
        let mut next = match place.cursor {
            Some(cursor) => self.tree.next(cursor),
            None => self.tree.children(place.parent).next(),
        };
        while let Some(node) = next {
            if !matches!(self.tree.kind(node), NodeKind::Text | NodeKind::Around) {
                return Some(node);
            }
            next = self.tree.next(node);
        }
        None
    }

    /// The text directly after the cursor.
    fn text_after(&self, place: &Place) -> Option<NodeId> {
        let next = match place.cursor {
            Some(cursor) => self.tree.next(cursor),
            None => self.tree.children(place.parent).next(),
        };
        next.filter(|next| self.tree.kind(*next) == NodeKind::Text)
    }

    /// The text after the node of the new document that corresponds to the cursor.
    fn new_text_after(&self, place: &Place) -> String {
        match place.new_cursor {
            Some(cursor) => text_after(self.new, cursor),
            None => {
                let first = self.new.children(place.new_parent).next();
                text_of(self.new, first)
            }
        }
    }

    /// Makes the text between the cursor and what comes next that of the new document.
    fn fix_text(&mut self, place: &Place, next: NodeId) -> Result<(), PatchError> {
        let wanted = text_before(self.new, next);
        self.set_text(place, &wanted)
    }

    fn set_text(&mut self, place: &Place, wanted: &str) -> Result<(), PatchError> {
        if self.tree.kind(place.parent) == NodeKind::Root {
            return Ok(());
        }
        let new_parent = place.new_parent;
        match self.text_after(place) {
            Some(text) if self.tree.string_value(text) == wanted => Ok(()),
            Some(text) if wanted.is_empty() => {
                self.writer.remove(&mut self.tree, text, None, new_parent, None)
            }
            Some(text) => self.writer.set_text(&mut self.tree, text, wanted, new_parent),
            None if wanted.is_empty() => Ok(()),
            None => {
                let content = crate::tree::escape_text(wanted);
                match place.cursor {
                    Some(cursor) => {
                        self.writer.add(&mut self.tree, cursor, Some("after"), &content, new_parent)
                    }
                    None => self.writer.add(
                        &mut self.tree,
                        place.parent,
                        Some("prepend"),
                        &content,
                        new_parent,
                    ),
                }
            }
        }
    }
}

/// Where the operations have come to in the content of an element.
struct Place {
    parent: NodeId,
    new_parent: NodeId,
    /// The last node that is as it is to be, and not text.
    cursor: Option<NodeId>,
    /// The node of the new document that it is like.
    new_cursor: Option<NodeId>,
}

impl Place {
    fn go_on(&mut self, old: NodeId, new: NodeId) {
        self.cursor = Some(old);
        self.new_cursor = Some(new);
    }
}

/// The nodes in an element that are not text.
fn nodes(tree: &Tree, parent: NodeId) -> Vec<NodeId> {
    let is_text = |node: &NodeId| matches!(tree.kind(*node), NodeKind::Text | NodeKind::Around);
    tree.children(parent).filter(|node| !is_text(node)).collect()
}

fn text_of(tree: &Tree, node: Option<NodeId>) -> String {
    let text = node.filter(|node| tree.kind(*node) == NodeKind::Text);
    text.map(|text| tree.string_value(text).into_owned()).unwrap_or_default()
}

fn text_before(tree: &Tree, node: NodeId) -> String {
    text_of(tree, tree.previous(node))
}

fn text_after(tree: &Tree, node: NodeId) -> String {
    text_of(tree, tree.next(node))
}

/// A text as it is written.
fn raw_text(tree: &Tree, node: Option<NodeId>) -> String {
    let text = node.filter(|node| tree.kind(*node) == NodeKind::Text);
    text.map(|text| tree.raw(text)).unwrap_or_default()
}
