//! A document as a tree of elements, with the knowledge of its types: for outputs other than XML.

use sip_payloads::xml::{Hints, QualifiedName, Sink, ValueKind};
use sip_payloads::{AnyDocument, Error};

/// An element.
#[derive(Debug)]
pub(crate) struct Node {
    /// Its name.
    pub(crate) name: FullName,
    /// It is repeatable, even if it occurs once.
    pub(crate) is_list: bool,
    /// Its type is unknown.
    pub(crate) is_raw: bool,
    /// It is a keyword: an empty element whose name is its meaning.
    pub(crate) is_keyword: bool,
    /// Its attributes, in order.
    pub(crate) attributes: Vec<Attribute>,
    /// Its children, in order.
    pub(crate) elements: Vec<Self>,
    /// Text where only elements are allowed, if there is any.
    pub(crate) unexpected_text: Option<String>,
    /// Its text, joined. `None` if the type has no text; `Some("")` if it has, and is empty.
    text: Option<Text>,
}

/// An attribute.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    /// Its name.
    pub(crate) name: FullName,
    /// Its value.
    pub(crate) value: Text,
}

/// The name of an element or attribute.
#[derive(Debug, Clone, Default)]
pub(crate) struct FullName {
    /// The namespace; empty for none.
    pub(crate) namespace: String,
    /// The local part.
    pub(crate) local: String,
}

/// A value.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Its lexical form.
    pub(crate) text: String,
    /// The kind of its type.
    pub(crate) kind: ValueKind,
}

impl Node {
    /// The tree of a document.
    pub(crate) fn of(document: &AnyDocument) -> Result<Self, Error> {
        let mut planter = Planter::default();
        document.visit(&mut planter)?;
        Ok(planter.root.unwrap_or_else(|| Self::new(FullName::default())))
    }

    fn new(name: FullName) -> Self {
        Self {
            name,
            is_list: false,
            is_raw: false,
            is_keyword: false,
            attributes: Vec::new(),
            elements: Vec::new(),
            unexpected_text: None,
            text: None,
        }
    }

    /// Whether this is its name.
    pub(crate) fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.namespace == namespace && self.name.local == local
    }

    /// The value of an attribute in no namespace.
    pub(crate) fn attribute(&self, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|attribute| attribute.name.is_unqualified(local))?;
        Some(&found.value.text)
    }

    /// Its text, unless it is white space between child elements.
    pub(crate) fn text(&self) -> Option<&Text> {
        let text = self.text.as_ref()?;
        let is_layout = !self.elements.is_empty() && text.text.trim().is_empty();
        (!is_layout).then_some(text)
    }

    fn add_text(&mut self, text: &str, kind: ValueKind) {
        match &mut self.text {
            Some(before) => {
                before.text.push_str(text);
                before.kind = ValueKind::Text;
            }
            None => {
                let text = text.to_owned();
                self.text = Some(Text { text, kind });
            }
        }
    }
}

impl FullName {
    /// Whether this is the name, without a namespace.
    pub(crate) fn is_unqualified(&self, local: &str) -> bool {
        self.namespace.is_empty() && self.local == local
    }

    /// `{namespace}local`.
    pub(crate) fn expanded(&self) -> String {
        format!("{{{}}}{}", self.namespace, self.local)
    }
}

impl From<QualifiedName<'_>> for FullName {
    fn from(name: QualifiedName<'_>) -> Self {
        Self { namespace: name.namespace.to_owned(), local: name.local.to_owned() }
    }
}

/// Makes a tree of the events of writing.
#[derive(Debug, Default)]
struct Planter {
    /// The open elements.
    open: Vec<Node>,
    root: Option<Node>,
}

impl Sink for Planter {
    fn start(&mut self, name: QualifiedName<'_>, hints: Hints) -> Result<(), Error> {
        self.open.push(Node {
            is_list: hints.is_list,
            is_raw: hints.is_raw,
            is_keyword: hints.is_keyword,
            ..Node::new(name.into())
        });
        Ok(())
    }

    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error> {
        if let Some(node) = self.open.last_mut() {
            let text = value.to_owned();
            node.attributes.push(Attribute { name: name.into(), value: Text { text, kind } });
        }
        Ok(())
    }

    fn text(&mut self, text: &str, kind: ValueKind, hints: Hints) -> Result<(), Error> {
        if let Some(node) = self.open.last_mut() {
            match hints.is_raw {
                true => node.unexpected_text.get_or_insert_default().push_str(text),
                false => node.add_text(text, kind),
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        if let Some(node) = self.open.pop() {
            match self.open.last_mut() {
                Some(parent) => parent.elements.push(node),
                None => self.root = Some(node),
            }
        }
        Ok(())
    }
}
