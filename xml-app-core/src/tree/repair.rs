//! Repairs of the text, in tolerant mode: a root without its namespace, or in an obsolete one; extensions
//! in obsolete namespaces; white space around namespaces; ampersands that begin no reference.
//!
//! A repair edits the text and passes it to [`Source::as_it_is`], which repairs nothing. So each repair is
//! done once, and none can call itself.

use std::borrow::Cow;
use std::ops::Range;

use roxmltree::{Document, Node};

use super::guard::Findings;
use super::locate::{self, Inserted, Received};
use super::{Remark, Source, TextOptions};
use crate::error::Severity;
use crate::value::{Excerpt, is_white_space};
use crate::{Element, Error, ErrorKind, Namespace};

impl Source<'_> {
    /// The same document with another namespace for its root: declarations of the old one on the root are
    /// changed, or a declaration is added.
    pub(crate) fn with_namespace(
        &self,
        root: Element<'_>,
        namespace: Namespace,
        options: TextOptions<'_>,
    ) -> Option<Source<'static>> {
        let prefix = root.prefix();
        let name_end = self.name_end(root, &self.received(root.node().document()));
        let mut edits = Vec::new();
        for attribute in attributes(&self.text, name_end) {
            let name = self.text.get(attribute.name)?;
            let declared = match name.strip_prefix("xmlns") {
                Some("") => None,
                Some(prefix) if prefix.starts_with(':') => prefix.get(1..),
                _ => continue,
            };
            let is_own = declared == prefix;
            if is_own || self.text.get(attribute.value.clone())? == root.namespace() {
                edits.push(Edit::new(attribute.value, namespace.uri().to_owned())?);
            }
        }
        if edits.is_empty() {
            edits.push(Edit::new(name_end..name_end, format!(" xmlns=\"{namespace}\""))?);
        }
        let (text, inserted) = edited(&self.text, &self.inserted, &edits)?;
        Source::as_it_is(Cow::Owned(text), self.remarks.clone(), inserted, options).ok()
    }

    /// The same document with each declaration of an obsolete namespace changed to the one that replaced
    /// it.
    pub(crate) fn without_drafts(
        &self,
        document: &Document<'_>,
        successor: impl Fn(&str) -> Option<Namespace>,
        options: TextOptions<'_>,
    ) -> Option<Source<'static>> {
        let received = self.received(document);
        let (mut edits, mut messages) = (Vec::new(), Vec::new());
        for node in document.descendants().filter(Node::is_element) {
            for attribute in attributes(&self.text, self.name_end(Element::new(node), &received)) {
                let draft = self.text.get(attribute.value.clone())?;
                let name = self.text.get(attribute.name)?;
                let is_declaration = name == "xmlns" || name.starts_with("xmlns:");
                let Some(became) = successor(draft).filter(|_| is_declaration) else {
                    continue;
                };
                messages.push(format!("an obsolete namespace, {draft}; read as {became}"));
                edits.push(Edit::new(attribute.value, became.uri().to_owned())?);
            }
        }
        let places = edits.iter().map(|edit| edit.place.start);
        let places = locate::positions(places, &self.text, &self.inserted);
        let remarks = places.zip(messages).map(|(place, message)| Remark {
            place: Some(place),
            ..Remark::new(ErrorKind::Misspelt, message)
        });
        let remarks = self.remarks.iter().cloned().chain(remarks).collect();
        let (text, inserted) = edited(&self.text, &self.inserted, &edits)?;
        let source = Source::as_it_is(Cow::Owned(text), remarks, inserted, options).ok()?;
        Some(Source { is_from_draft: true, ..source })
    }

    /// The offset where the name of an element ends in its start tag.
    fn name_end(&self, element: Element<'_>, received: &Received<'_>) -> usize {
        let tag = received.offset(element.node().range().start);
        let prefix = element.prefix().map_or(0, |prefix| prefix.len() + 1);
        tag + 1 + prefix + element.local().len()
    }

    /// The document with `&amp;` for each ampersand that begins no reference.
    ///
    /// # Errors
    /// The result is longer than the limit, or there are more diagnostics than the limit.
    pub(super) fn with_references(
        self,
        findings: &Findings,
        options: TextOptions<'_>,
    ) -> Result<(Self, Findings), Error> {
        let bare = &findings.bare_ampersands;
        let limit = |message| Err(Error::new(ErrorKind::Limit, message));
        if bare.len() > options.limits.diagnostics {
            return limit(format!("more than {} diagnostics", options.limits.diagnostics));
        }
        let mut remarks = self.remarks;
        let places = locate::positions(bare.iter().copied(), &self.text, &self.inserted);
        remarks.extend(places.map(|place| Remark {
            severity: Severity::Error,
            place: Some(place),
            ..Remark::new(ErrorKind::NotWellFormed, "an & that begins no reference; read as &amp;")
        }));
        let edits = bare.iter().map(|at| Edit::new(at + 1..at + 1, "amp;".to_owned()));
        let edits = edits.collect::<Option<Vec<_>>>().unwrap_or_default();
        let Some((text, inserted)) = edited(&self.text, &self.inserted, &edits) else {
            return limit("more insertions than can be counted".to_owned());
        };
        if text.len() > options.limits.bytes {
            return limit(format!("more than {} bytes", options.limits.bytes));
        }
        Source::guarded(Cow::Owned(text), remarks, inserted, options)
    }

    /// The document without white space around namespaces, which makes them other namespaces. The white
    /// space and the quotes are exchanged, so that all positions stay the same. `None` if the result is
    /// not well-formed.
    pub(super) fn without_blanks(
        &self,
        padded: &[Range<usize>],
        options: TextOptions<'_>,
    ) -> Option<Source<'static>> {
        let mut edits = Vec::new();
        let mut remarks = self.remarks.clone();
        for place in padded {
            let quoted = self.text.get(place.clone())?;
            let quote = quoted.get(..1)?;
            let value = quoted.get(1..quoted.len().checked_sub(1)?)?;
            let namespace = value.trim_matches(is_white_space);
            let (before, behind) = value.split_once(namespace)?;
            remarks.push(blanks_around(namespace, "read without them"));
            // A quote that moves to another line makes one line shorter and the other longer.
            let opening = place.start..place.start + 1 + before.len();
            let longer = isize::from(before.contains('\n'));
            edits.push(Edit { place: opening, new: format!("{before}{quote}"), longer });
            let closing = place.end - 1 - behind.len()..place.end;
            let longer = -isize::from(behind.contains('\n'));
            edits.push(Edit { place: closing, new: format!("{quote}{behind}"), longer });
        }
        let (text, inserted) = edited(&self.text, &self.inserted, &edits)?;
        let source = Source::as_it_is(Cow::Owned(text), remarks, inserted, options).ok()?;
        let can_be_read = source.parse(options).is_ok();
        can_be_read.then_some(source)
    }
}

/// The remark about a namespace with white space around it.
pub(super) fn blanks_around(namespace: &str, result: &str) -> Remark {
    let message = format!("white space around the namespace {}; {result}", Excerpt(namespace));
    Remark::new(ErrorKind::Misspelt, message)
}

/// A replacement of a part of the text.
struct Edit {
    place: Range<usize>,
    new: String,
    /// How much longer the line becomes in which it ends.
    longer: isize,
}

impl Edit {
    /// An edit within a line.
    fn new(place: Range<usize>, new: String) -> Option<Self> {
        let longer = isize::try_from(new.len()).ok()? - isize::try_from(place.len()).ok()?;
        Some(Self { place, new, longer })
    }
}

/// A text with edits in ascending order, and where it is longer than what was received.
fn edited(text: &str, inserted: &[(usize, isize)], edits: &[Edit]) -> Option<(String, Inserted)> {
    let mut edited = String::with_capacity(text.len() + 64);
    let mut moved = Vec::new();
    let mut end = 0;
    // Earlier insertions move by the length of the edits before them.
    let mut before = inserted.iter().peekable();
    let moved_to = |at: usize, end: usize, edited: usize| at - end + edited;
    for Edit { place, new, longer } in edits {
        while let Some((at, longer)) = before.next_if(|(at, _)| *at <= place.start) {
            moved.push((moved_to((*at).max(end), end, edited.len()), *longer));
        }
        edited.push_str(text.get(end..place.start)?);
        edited.push_str(new);
        end = place.end;
        if *longer != 0 {
            moved.push((edited.len(), *longer));
        }
    }
    moved.extend(before.map(|(at, longer)| (moved_to((*at).max(end), end, edited.len()), *longer)));
    edited.push_str(text.get(end..)?);
    Some((edited, moved))
}

/// Where an attribute is.
struct Written {
    name: Range<usize>,
    /// Without the quotes.
    value: Range<usize>,
}

/// The attributes of a start tag in the text of a well-formed document. `start` is the end of the
/// element's name.
fn attributes(text: &str, start: usize) -> impl Iterator<Item = Written> {
    let mut rest = start;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let begin = rest + tail.find(|c: char| !c.is_ascii_whitespace())?;
        let name = text.get(begin..)?;
        if name.starts_with(['>', '/']) {
            return None;
        }
        let name_end = begin + name.find(|c: char| c == '=' || c.is_ascii_whitespace())?;
        let quote_at = name_end + text.get(name_end..)?.find(['"', '\''])?;
        let quoted = text.get(quote_at..)?;
        let quote = quoted.chars().next()?;
        let value = quote_at + 1;
        let value_end = value + text.get(value..)?.find(quote)?;
        rest = value_end + 1;
        Some(Written { name: begin..name_end, value: value..value_end })
    })
}
