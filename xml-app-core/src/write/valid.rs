//! Writing only what the schema allows.

use std::collections::{HashMap, HashSet};
use std::fmt::Display;

use super::QualifiedName;
use crate::raw::RawNode;
use crate::value::Excerpt;

/// A document without what the schema does not allow, and what that changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidXml {
    /// The document.
    pub xml: String,
    /// What was left out and which ids were changed, each as a path and a few words.
    pub changes: Vec<String>,
}

/// Leaves out and changes, and takes notes.
#[derive(Clone, Default)]
pub(super) struct Repairs {
    /// The local names of the elements that have begun.
    path: Vec<String>,
    /// All ids of the document, and those that have been made.
    taken: HashSet<String>,
    /// Those that have been written. None, while they are collected.
    written: Option<HashSet<String>>,
    /// The last number that was appended to an id.
    numbers: HashMap<String, u64>,
    pub(super) changes: Vec<String>,
    has_left_out: bool,
}

impl Repairs {
    /// For writing, after all ids have been collected.
    pub(super) fn for_writing(&self) -> Self {
        let taken = self.taken.clone();
        Self { taken, written: Some(HashSet::new()), ..Self::default() }
    }

    /// Whether anything was left out, and not only an id changed.
    pub(super) fn has_left_out(&self) -> bool {
        self.has_left_out
    }

    pub(super) fn enter(&mut self, name: QualifiedName<'_>) {
        self.path.push(name.local.to_owned());
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    fn note(&mut self, change: impl Display) {
        if self.written.is_some() {
            self.changes.push(format!("/{}: {change}", self.path.join("/")));
        }
    }

    pub(super) fn leave_out(&mut self, what: impl Display) {
        self.has_left_out = true;
        self.note(format_args!("{what} is left out"));
    }

    pub(super) fn leave_out_node(&mut self, node: &RawNode) {
        match node {
            RawNode::Element(element) => {
                self.leave_out(format_args!("the element {}", element.name));
            }
            RawNode::Text(text) => self.leave_out(format_args!("the text {}", Excerpt(text))),
        }
    }

    /// What is written instead of a value that is not valid.
    pub(super) fn other_value(&mut self, text: &str, valid: &str) -> Option<String> {
        if text == valid {
            return None;
        }
        self.note(format_args!("{text:?} becomes {valid:?}"));
        Some(valid.to_owned())
    }

    /// What is written instead of an id that has been written.
    pub(super) fn other_id(&mut self, id: &str) -> Option<String> {
        let Some(written) = &mut self.written else {
            self.taken.insert(id.to_owned());
            return None;
        };
        if written.insert(id.to_owned()) {
            return None;
        }
        let number = self.numbers.entry(id.to_owned()).or_insert(1);
        let other = loop {
            *number += 1;
            let other = format!("{id}-{number}");
            if self.taken.insert(other.clone()) {
                break other;
            }
        };
        self.note(format_args!("the id {id:?}, which is another's, becomes {other:?}"));
        Some(other)
    }
}
