//! A document as a tree of elements, with what their types know: for formats other than XML.
//!
//! ```
//! use xml_app_core::outline::Outline;
//! use xml_app_core::{Namespace, XmlElement};
//!
//! const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
//!
//! #[derive(Debug, Clone, PartialEq, XmlElement)]
//! #[xml(namespace = MENU, name = "menu")]
//! struct Menu {
//!     #[xml(attribute)]
//!     day: String,
//!     #[xml(value = "dish")]
//!     dishes: Vec<String>,
//! }
//!
//! let menu = Menu { day: "Monday".to_owned(), dishes: vec!["soup".to_owned()] };
//! let outline = Outline::of(&menu)?;
//! assert!(outline.is("urn:example:menu", "menu"));
//! assert_eq!(outline.attribute("day"), Some("Monday"));
//! let dish = &outline.elements[0];
//! assert_eq!(dish.text().map(|text| text.text.as_str()), Some("soup"));
//! assert!(dish.is_list); // There can be others.
//! # Ok::<(), xml_app_core::Error>(())
//! ```

use crate::{ElementWriter, Error, Hints, QualifiedName, Sink, ValueKind, XmlElement};

/// An element of any type: its name, its attributes, its children and its text.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outline {
    /// Its name.
    pub name: FullName,
    /// It can be repeated, even if it occurs once.
    pub is_list: bool,
    /// Its type is unknown.
    pub is_raw: bool,
    /// It is a keyword: an empty element whose name is its meaning.
    pub is_keyword: bool,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// Its children, in order.
    pub elements: Vec<Self>,
    /// Text where only elements are allowed, if there is any.
    pub unexpected_text: Option<String>,
    /// Its text, joined. `None` if the type has no text; `Some("")` if it has, and is empty.
    text: Option<Text>,
}

/// An attribute.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Attribute {
    /// Its name.
    pub name: FullName,
    /// Its value.
    pub value: Text,
}

/// The name of an element or attribute.
///
/// ```
/// use xml_app_core::outline::{FullName, Outline};
/// # use xml_app_core::{Namespace, XmlElement};
/// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = MENU, name = "menu")]
/// # struct Menu { #[xml(attribute)] day: String }
///
/// let outline = Outline::of(&Menu { day: "Monday".to_owned() })?;
/// let name: &FullName = &outline.name;
/// assert_eq!((name.prefix.as_str(), name.local.as_str()), ("menu", "menu"));
/// assert_eq!(name.expanded(), "{urn:example:menu}menu");
/// assert!(outline.attributes[0].name.is_unqualified("day"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct FullName {
    /// The namespace; empty for none.
    pub namespace: String,
    /// The preferred prefix of its type, or the one that the document used; empty for none.
    pub prefix: String,
    /// The local part.
    pub local: String,
}

/// A value.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Text {
    /// Its lexical form.
    pub text: String,
    /// The kind of its type.
    pub kind: ValueKind,
}

impl Outline {
    /// The outline of an element.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`](crate::ErrorKind::NotWritable) if a value cannot be written.
    pub fn of<E: XmlElement>(element: &E) -> Result<Self, Error> {
        Self::collect(|sink| ElementWriter::new(sink).element(element))
    }

    /// The outline of what is written.
    pub(crate) fn collect(
        write: impl FnOnce(&mut dyn Sink) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let mut planter = Planter::default();
        write(&mut planter)?;
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
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.namespace == namespace && self.name.local == local
    }

    /// The value of an attribute in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|attribute| attribute.name.is_unqualified(local))?;
        Some(&found.value.text)
    }

    /// Its text, unless it is white space between child elements.
    pub fn text(&self) -> Option<&Text> {
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
    pub fn is_unqualified(&self, local: &str) -> bool {
        self.namespace.is_empty() && self.local == local
    }

    /// `{namespace}local`.
    pub fn expanded(&self) -> String {
        format!("{{{}}}{}", self.namespace, self.local)
    }
}

impl From<QualifiedName<'_>> for FullName {
    fn from(name: QualifiedName<'_>) -> Self {
        Self {
            namespace: name.namespace.to_owned(),
            prefix: name.prefix.to_owned(),
            local: name.local.to_owned(),
        }
    }
}

/// Makes a tree of the events of writing.
#[derive(Debug, Default)]
struct Planter {
    /// The open elements.
    open: Vec<Outline>,
    root: Option<Outline>,
}

impl Sink for Planter {
    fn start(&mut self, name: QualifiedName<'_>, hints: Hints) -> Result<(), Error> {
        self.open.push(Outline {
            is_list: hints.is_list,
            is_raw: hints.is_raw,
            is_keyword: hints.is_keyword,
            ..Outline::new(name.into())
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
