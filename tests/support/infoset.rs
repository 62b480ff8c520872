//! What of a document has to survive: expanded names, attributes, text; not order, prefixes,
//! ignorable space, comments.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

type Name = (String, String);

/// An element with all that matters in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    name: Name,
    attributes: BTreeMap<Name, String>,
    text: String,
    children: Vec<Element>,
}

/// Something that differs: where (as a path in the first document, like those of diagnostics), and
/// what.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Difference {
    pub(crate) path: String,
    pub(crate) what: String,
}

const PIDF: &str = "urn:ietf:params:xml:ns:pidf";
const DATA_MODEL: &str = "urn:ietf:params:xml:ns:pidf:data-model";
const RPID: &str = "urn:ietf:params:xml:ns:pidf:rpid";
const CIPID: &str = "urn:ietf:params:xml:ns:pidf:cipid";
const CAPS: &str = "urn:ietf:params:xml:ns:pidf:caps";

/// Known elements without child elements whose white space has no meaning: containers that happen
/// to be empty, and types that collapse it (XML Schema Part 2 §4.3.6).
const COLLAPSED: [(&str, &str); 22] = [
    (PIDF, "presence"),
    (PIDF, "tuple"),
    (PIDF, "status"),
    (PIDF, "contact"),
    (PIDF, "timestamp"),
    (DATA_MODEL, "person"),
    (DATA_MODEL, "device"),
    (DATA_MODEL, "deviceID"),
    (DATA_MODEL, "timestamp"),
    (RPID, "activities"),
    (RPID, "class"),
    (RPID, "mood"),
    (RPID, "place-is"),
    (RPID, "status-icon"),
    (RPID, "time-offset"),
    (CIPID, "card"),
    (CIPID, "homepage"),
    (CIPID, "icon"),
    (CIPID, "map"),
    (CIPID, "sound"),
    (CAPS, "servcaps"),
    (CAPS, "devcaps"),
];

impl Element {
    /// The root element of a document. `adopted` is the namespace of elements that are in none.
    pub(crate) fn root(xml: &str, adopted: &str) -> Self {
        let document = Document::parse(xml).unwrap();
        Self::of(document.root_element(), adopted)
    }

    fn of(node: Node<'_, '_>, adopted: &str) -> Self {
        let namespace = node.tag_name().namespace().unwrap_or(adopted);
        let name = (namespace.to_owned(), node.tag_name().name().to_owned());
        let attributes = node.attributes().map(|attribute| {
            let namespace = attribute.namespace().unwrap_or_default().to_owned();
            let name = (namespace, attribute.name().to_owned());
            (name, attribute.value().to_owned())
        });
        let elements = node.children().filter(Node::is_element);
        let children: Vec<_> = elements.map(|child| Self::of(child, adopted)).collect();
        let texts = node.children().filter(Node::is_text);
        let texts: String = texts.filter_map(text_of).collect();
        let known = (name.0.as_str(), name.1.as_str());
        let collapse = !children.is_empty() || COLLAPSED.contains(&known);
        Self {
            attributes: attributes.collect(),
            text: if collapse { collapsed(&texts) } else { texts },
            children,
            name,
        }
    }

    /// What the other element lacks, and what it has too much. Order does not count.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut differences = Vec::new();
        self.compare(other, &format!("/{}", self.name.1), &mut differences);
        differences
    }

    fn compare(&self, other: &Self, path: &str, differences: &mut Vec<Difference>) {
        let mut differ = |path: String, what: String| differences.push(Difference { path, what });
        for (name, value) in &self.attributes {
            if other.attributes.get(name) != Some(value) {
                let found = other.attributes.get(name);
                differ(format!("{path}/@{}", name.1), format!("{value:?} became {found:?}"));
            }
        }
        for (name, value) in &other.attributes {
            if !self.attributes.contains_key(name) {
                differ(path.to_owned(), format!("the attribute {name:?} = {value:?} was added"));
            }
        }
        if self.text != other.text {
            let what = format!("the text {:?} became {:?}", self.text, other.text);
            differ(path.to_owned(), what);
        }
        let mut rest: Vec<_> = other.children.iter().collect();
        let mut children = self.paths(path);
        children.retain(|(child, _)| {
            let equal = rest.iter().position(|candidate| candidate == child);
            equal.map(|index| rest.remove(index)).is_none()
        });
        for (child, path) in children {
            match rest.iter().position(|candidate| candidate.name == child.name) {
                Some(index) => child.compare(rest.remove(index), &path, differences),
                None => differences.push(Difference { path, what: "was lost".to_owned() }),
            }
        }
        for surplus in rest {
            let what = format!("{:?} was added", surplus.name);
            differences.push(Difference { path: path.to_owned(), what });
        }
    }

    /// The children with their paths, numbered as in diagnostics.
    fn paths(&self, parent: &str) -> Vec<(&Self, String)> {
        let mut seen: BTreeMap<&Name, usize> = BTreeMap::new();
        let total = |name: &Name| self.children.iter().filter(|child| child.name == *name).count();
        let children = self.children.iter().map(|child| {
            let index = seen.entry(&child.name).or_default();
            *index += 1;
            let path = match total(&child.name) {
                1 => format!("{parent}/{}", child.name.1),
                _ => format!("{parent}/{}[{index}]", child.name.1),
            };
            (child, path)
        });
        children.collect()
    }
}

#[allow(clippy::disallowed_methods, reason = "of a text node it is the whole text")]
fn text_of<'a>(text: Node<'a, '_>) -> Option<&'a str> {
    text.text()
}

fn collapsed(text: &str) -> String {
    let words = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
