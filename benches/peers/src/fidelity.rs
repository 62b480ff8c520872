//! What a document has lost when it was read and written: elements, attributes, text and comments by
//! their places, as canonical XML compares them, except that white space between elements does not count;
//! and the prefixes of elements.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::{self, Display, Formatter};

use roxmltree::{Document, Node};

/// How many names a summary gives.
const NAMES_SHOWN: usize = 4;

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Kind {
    Element,
    Attribute,
    Text,
    Comment,
    Prefix,
}

/// Something that a document says.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
struct Fact {
    kind: Kind,
    /// The names from the root to here.
    place: String,
    /// The name by itself, for summaries.
    name: String,
    value: String,
}

/// The differences of a written document.
#[derive(Debug, Default)]
pub struct Losses {
    lost: Vec<Fact>,
    /// With the new values of what was changed.
    added: Vec<Fact>,
    is_reordered: bool,
}

impl Losses {
    /// Compares a written document with the original.
    ///
    /// # Errors
    ///
    /// If one of them is not well-formed.
    pub fn between(original: &str, written: &str) -> Result<Self, roxmltree::Error> {
        let (original, written) = (facts(original)?, facts(written)?);
        let mut lost = difference(&original, &written);
        forget_prefixes_of_lost_elements(&mut lost);
        let added = difference(&written, &original);
        let elements = |facts: &[Fact], without: &[Fact]| -> Vec<Fact> {
            let is_common = |fact: &&Fact| fact.kind == Kind::Element && !without.contains(fact);
            facts.iter().filter(is_common).cloned().collect()
        };
        let is_reordered = elements(&original, &lost) != elements(&written, &added);
        Ok(Self { lost, added, is_reordered })
    }

    /// Whether the written document says the same as the original, maybe with other prefixes.
    #[must_use]
    pub fn is_lossless(&self) -> bool {
        let mut facts = self.lost.iter().chain(&self.added);
        facts.all(|fact| fact.kind == Kind::Prefix) && !self.is_reordered
    }
}

impl Display for Losses {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let kinds = [
            (Kind::Element, "elements"),
            (Kind::Attribute, "attributes"),
            (Kind::Text, "text"),
            (Kind::Comment, "comments"),
            (Kind::Prefix, "prefixes"),
        ];
        let mut parts: Vec<String> = kinds.iter().filter_map(|(k, t)| self.part(*k, t)).collect();
        let added = self.added_places();
        if added > 0 {
            parts.push(format!("{added} added"));
        }
        if self.is_reordered {
            parts.push("order of elements".to_owned());
        }
        if parts.is_empty() {
            parts.push("nothing".to_owned());
        }
        formatter.write_str(&parts.join("; "))
    }
}

impl Losses {
    /// How much of a kind was lost, and some names.
    fn part(&self, kind: Kind, title: &str) -> Option<String> {
        let lost = || self.lost.iter().filter(move |fact| fact.kind == kind);
        let names: BTreeSet<&str> = lost().map(|fact| fact.name.as_str()).collect();
        let mut shown: Vec<&str> = names.iter().copied().take(NAMES_SHOWN).collect();
        if names.len() > NAMES_SHOWN {
            shown.push("…");
        }
        let count = lost().count();
        (count > 0).then(|| format!("{title} {count} ({})", shown.join(", ")))
    }

    /// How many facts are new in their places, rather than changed.
    fn added_places(&self) -> usize {
        let is_change = |fact: &Fact| {
            self.lost.iter().any(|lost| lost.kind == fact.kind && lost.place == fact.place)
        };
        self.added.iter().filter(|fact| !is_change(fact)).count()
    }
}

/// The facts that are more frequent in the one document than in the other.
fn difference(one: &[Fact], other: &[Fact]) -> Vec<Fact> {
    let mut counts: HashMap<&Fact, usize> = HashMap::new();
    for fact in other {
        *counts.entry(fact).or_default() += 1;
    }
    let mut missing = Vec::new();
    for fact in one {
        match counts.get_mut(fact) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing.push(fact.clone()),
        }
    }
    missing
}

fn forget_prefixes_of_lost_elements(lost: &mut Vec<Fact>) {
    let is_element = |fact: &&Fact| fact.kind == Kind::Element;
    let elements: HashSet<String> =
        lost.iter().filter(is_element).map(|fact| fact.place.clone()).collect();
    lost.retain(|fact| fact.kind != Kind::Prefix || !elements.contains(&fact.place));
}

/// All facts, in document order.
fn facts(text: &str) -> Result<Vec<Fact>, roxmltree::Error> {
    let document = Document::parse(text)?;
    let mut facts = Vec::new();
    for node in document.descendants() {
        if node.is_element() {
            element_facts(text, node, &mut facts);
        } else if node.is_comment() {
            let content = content(node).unwrap_or_default().trim().to_owned();
            let place = place(node);
            facts.push(Fact { kind: Kind::Comment, place, name: content.clone(), value: content });
        }
    }
    Ok(facts)
}

fn element_facts(text: &str, node: Node<'_, '_>, facts: &mut Vec<Fact>) {
    let place = place(node);
    let name = node.tag_name().name();
    let mut push = |kind, place: &str, name: &str, value: &str| {
        let [place, name, value] = [place, name, value].map(str::to_owned);
        facts.push(Fact { kind, place, name, value });
    };
    push(Kind::Element, &place, name, "");
    push(Kind::Prefix, &place, name, prefix(text, node));
    for attribute in node.attributes() {
        let namespace = attribute.namespace().unwrap_or_default();
        let place = format!("{place}/@{{{namespace}}}{}", attribute.name());
        push(Kind::Attribute, &place, attribute.name(), attribute.value());
    }
    let content: String = node.children().filter(Node::is_text).filter_map(content).collect();
    if !content.trim().is_empty() {
        push(Kind::Text, &place, name, &content);
    }
}

/// The content of a text or a comment.
fn content(node: Node<'_, '_>) -> Option<String> {
    node.text_storage().map(|content| content.as_str().to_owned())
}

/// The path of names from the root.
fn place(node: Node<'_, '_>) -> String {
    let step = |node: Node<'_, '_>| {
        let name = node.tag_name();
        format!("{{{}}}{}", name.namespace().unwrap_or_default(), name.name())
    };
    let mut steps: Vec<String> = node.ancestors().filter(Node::is_element).map(step).collect();
    steps.reverse();
    steps.join("/")
}

/// The prefix in the start tag, which the tree does not keep.
fn prefix<'text>(text: &'text str, node: Node<'_, '_>) -> &'text str {
    let tag = text.get(node.range()).unwrap_or_default();
    let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
    let name = tag.get(1..end).unwrap_or_default();
    name.split_once(':').map_or("", |(prefix, _)| prefix)
}
