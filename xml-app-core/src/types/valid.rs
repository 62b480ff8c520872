//! Writing only what the schema allows.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Display};

use super::raw::RawNode;
use super::sink::QualifiedName;
use crate::value::Excerpt;

/// A document without unexpected content, and what was changed for that.
///
/// ```
/// use xml_app_core::{Registry, ValidXml, XmlApplication};
/// # use xml_app_core::{Namespace, Unexpected, XmlElement};
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String, unexpected: Unexpected }
/// # struct HatDocument;
/// # impl XmlApplication for HatDocument {
/// #     type Root = Hat;
/// #     const NAME: &'static str = "hat";
/// #     const CONTENT_TYPES: &'static [&'static str] = &["application/hat+xml"];
/// #     const SPECIFICATION: &'static str = "the hatters' handbook";
/// # }
///
/// let xml = "<hat xmlns='urn:example:hats' colour='red'>fedora</hat>";
/// let hat = Registry::empty().parse::<HatDocument>(xml)?;
/// let valid: ValidXml = HatDocument::to_valid_xml(&hat, &Default::default())?;
/// assert!(!valid.xml.contains("red"));
/// assert_eq!(valid.changes, ["/hat: the attribute colour is left out"]);
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ValidXml {
    /// The document.
    pub xml: String,
    /// What was left out and which ids were changed, each as a path and a few words.
    pub changes: Vec<String>,
}

/// Unexpected content of a value: what the schema does not allow where it was, or what could not be read
/// as what it should be.
///
/// ```
/// use xml_app_core::{RawElement, Registry, UnexpectedItem, XmlElement};
/// # use xml_app_core::{Namespace, Unexpected};
/// # const HATS: Namespace = Namespace::new("urn:example:hats", "hat");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = HATS, name = "hat")]
/// # struct Hat { #[xml(text)] model: String, unexpected: Unexpected }
///
/// let xml = "<hat xmlns='urn:example:hats' colour='red'>fedora</hat>";
/// let hat: Hat = xml.parse::<RawElement>()?.decode(&Registry::empty())?;
/// let found: Vec<UnexpectedItem> = hat.unexpected()?;
/// assert_eq!((found[0].path.as_str(), found[0].what.as_str()), ("/hat", "the attribute colour"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UnexpectedItem {
    /// The element that contains it, such as `/presence/tuple[2]`. The first of several has no number.
    pub path: String,
    /// What it is, such as `the attribute colour`.
    pub what: String,
}

impl Display for UnexpectedItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.what)
    }
}

/// What is left out and changed where only valid content is written.
#[derive(Clone, Default)]
pub(crate) struct Repairs {
    /// The elements that have begun.
    path: Vec<Step>,
    /// All ids of the document, and those that have been made.
    taken: HashSet<String>,
    /// The ids that have been written. `None` while they are collected.
    written: Option<HashSet<String>>,
    /// The last number that was appended to an id.
    numbers: HashMap<String, u64>,
    pub(crate) changes: Vec<String>,
    left_out: Vec<UnexpectedItem>,
}

/// An element that has begun.
#[derive(Clone)]
struct Step {
    /// Its local name, with its number if it is not the first of this name.
    step: String,
    /// How many children of each name have begun.
    children: HashMap<String, usize>,
}

impl Repairs {
    /// The same for writing, after all ids have been collected.
    pub(crate) fn for_writing(&self) -> Self {
        let taken = self.taken.clone();
        Self { taken, written: Some(HashSet::new()), ..Self::default() }
    }

    /// What was left out, apart from what was changed.
    pub(crate) fn into_left_out(self) -> Vec<UnexpectedItem> {
        self.left_out
    }

    pub(crate) fn enter(&mut self, name: QualifiedName<'_>) {
        let number = self.path.last_mut().map_or(1, |parent| {
            let number = parent.children.entry(name.local.to_owned()).or_default();
            *number += 1;
            *number
        });
        let step = match number {
            1 => name.local.to_owned(),
            number => format!("{}[{number}]", name.local),
        };
        self.path.push(Step { step, children: HashMap::new() });
    }

    pub(crate) fn leave(&mut self) {
        self.path.pop();
    }

    fn path(&self) -> String {
        self.path.iter().map(|Step { step, .. }| format!("/{step}")).collect()
    }

    fn note(&mut self, change: impl Display) {
        if self.written.is_some() {
            self.changes.push(format!("{}: {change}", self.path()));
        }
    }

    pub(crate) fn leave_out(&mut self, what: impl Display) {
        self.note(format_args!("{what} is left out"));
        self.left_out.push(UnexpectedItem { path: self.path(), what: what.to_string() });
    }

    pub(crate) fn leave_out_node(&mut self, node: &RawNode) {
        match node {
            RawNode::Element(element) => {
                self.leave_out(format_args!("the element {}", element.name));
            }
            RawNode::Text(text) => self.leave_out(format_args!("the text {}", Excerpt(text))),
        }
    }

    /// What is written instead of a value that is not valid.
    pub(crate) fn other_value(&mut self, text: &str, valid: &str) -> Option<String> {
        if text == valid {
            return None;
        }
        self.note(format_args!("{text:?} becomes {valid:?}"));
        Some(valid.to_owned())
    }

    /// What is written instead of an id that has been written.
    pub(crate) fn other_id(&mut self, id: &str) -> Option<String> {
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
