//! An owned XML document that keeps what its author wrote.

use std::fmt::Write as _;

/// A document: one root element and whatever stands before and after it.
///
/// Names keep their prefixes, namespace declarations are attributes like all others, and
/// character data keep their references: [`Tree::to_xml`] gives the document back but for the
/// white space and the quotes inside tags, and for `<a></a>`, which becomes `<a/>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    /// The text before the root element: the XML declaration, comments, white space.
    pub prolog: String,
    /// The root element.
    pub root: Element,
    /// The text after the root element.
    pub epilog: String,
}

/// An element as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The name with its prefix, if any.
    pub name: String,
    /// The attributes in order, namespace declarations among them.
    pub attributes: Vec<Attribute>,
    /// The content in order.
    pub children: Vec<Node>,
}

/// An attribute or a namespace declaration as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name with its prefix, if any.
    pub name: String,
    /// The value as written: references are not expanded.
    pub raw: String,
}

/// A piece of the content of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A child element.
    Element(Element),
    /// Character data as written: references are not expanded.
    Text(String),
    /// The content of a CDATA section.
    CData(String),
    /// The content of a comment.
    Comment(String),
    /// A processing instruction as written, delimiters included.
    Pi(String),
}

impl Tree {
    /// The document as text.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut xml = self.prolog.clone();
        self.root.write(&mut xml);
        xml.push_str(&self.epilog);
        xml
    }

    /// The paths of all elements in document order; the root's is empty.
    ///
    /// A path is the chain of indices into [`Element::children`].
    #[must_use]
    pub fn paths(&self) -> Vec<Vec<usize>> {
        let mut paths = Vec::new();
        collect_paths(&self.root, &mut Vec::new(), &mut paths);
        paths
    }

    /// The element at a path.
    #[must_use]
    pub fn element(&self, path: &[usize]) -> Option<&Element> {
        path.iter()
            .try_fold(&self.root, |element, &index| element.children.get(index)?.as_element())
    }

    /// The element at a path, to be changed.
    pub fn element_mut(&mut self, path: &[usize]) -> Option<&mut Element> {
        path.iter().try_fold(&mut self.root, |element, &index| {
            match element.children.get_mut(index) {
                Some(Node::Element(child)) => Some(child),
                _ => None,
            }
        })
    }

    /// A path as people read it: `/presence/tuple[2]/note`.
    #[must_use]
    pub fn describe(&self, path: &[usize]) -> String {
        let mut text = format!("/{}", self.root.name);
        let mut parent = &self.root;
        for &index in path {
            let Some(child) = parent.children.get(index).and_then(Node::as_element) else {
                return text;
            };
            let namesakes = |nodes: &[Node]| {
                let elements = nodes.iter().filter_map(Node::as_element);
                elements.filter(|other| other.name == child.name).count()
            };
            let _ = write!(text, "/{}", child.name);
            if namesakes(&parent.children) > 1 {
                let before = parent.children.get(..index).map_or(0, namesakes);
                let _ = write!(text, "[{}]", before + 1);
            }
            parent = child;
        }
        text
    }
}

fn collect_paths(element: &Element, path: &mut Vec<usize>, paths: &mut Vec<Vec<usize>>) {
    paths.push(path.clone());
    for (index, child) in element.children.iter().enumerate() {
        if let Node::Element(child) = child {
            path.push(index);
            collect_paths(child, path, paths);
            path.pop();
        }
    }
}

impl Element {
    /// An element without attributes and content.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The prefix of the name; empty when there is none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        split_name(&self.name).0
    }

    /// The name without its prefix.
    #[must_use]
    pub fn local(&self) -> &str {
        split_name(&self.name).1
    }

    /// Whether the content holds character data other than white space.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.children.iter().any(Node::is_visible_text)
    }

    /// The child elements.
    pub fn child_elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::as_element)
    }

    fn write(&self, xml: &mut String) {
        let _ = write!(xml, "<{}", self.name);
        for attribute in &self.attributes {
            let value = attribute.raw.replace('"', "&quot;");
            let _ = write!(xml, " {}=\"{value}\"", attribute.name);
        }
        if self.children.is_empty() {
            xml.push_str("/>");
            return;
        }
        xml.push('>');
        for child in &self.children {
            child.write(xml);
        }
        let _ = write!(xml, "</{}>", self.name);
    }
}

impl Attribute {
    /// An attribute with this value, which is escaped as needed.
    #[must_use]
    pub fn new(name: impl Into<String>, value: &str) -> Self {
        let raw = escape(value).replace('"', "&quot;").replace('\t', "&#9;").replace('\n', "&#10;");
        Self { name: name.into(), raw }
    }

    /// The declaration of a namespace prefix; the empty prefix is the default namespace.
    #[must_use]
    pub fn declaration(prefix: &str, namespace: &str) -> Self {
        if prefix.is_empty() {
            Self::new("xmlns", namespace)
        } else {
            Self::new(format!("xmlns:{prefix}"), namespace)
        }
    }

    /// The prefix this attribute declares, if it declares one; empty for `xmlns`.
    #[must_use]
    pub fn declared_prefix(&self) -> Option<&str> {
        match split_name(&self.name) {
            ("", "xmlns") => Some(""),
            ("xmlns", prefix) => Some(prefix),
            _ => None,
        }
    }
}

impl Node {
    /// Character data that read as `text`, escaped as needed.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(escape(text))
    }

    /// The element, if the node is one.
    #[must_use]
    pub fn as_element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Whether this is character data other than white space.
    #[must_use]
    pub fn is_visible_text(&self) -> bool {
        match self {
            Self::Text(text) | Self::CData(text) => !text.trim().is_empty(),
            Self::Element(_) | Self::Comment(_) | Self::Pi(_) => false,
        }
    }

    fn write(&self, xml: &mut String) {
        match self {
            Self::Element(element) => element.write(xml),
            Self::Text(raw) | Self::Pi(raw) => xml.push_str(raw),
            Self::CData(text) => {
                let _ = write!(xml, "<![CDATA[{text}]]>");
            }
            Self::Comment(text) => {
                let _ = write!(xml, "<!--{text}-->");
            }
        }
    }
}

/// A name cut into its prefix, empty when there is none, and the local name.
pub(crate) fn split_name(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;")
}

/// What a piece of text as written reads as, but for numeric references.
pub(crate) fn unescape(raw: &str) -> String {
    raw.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}
