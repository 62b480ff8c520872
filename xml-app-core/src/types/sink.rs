//! Where documents are written to, piece by piece.

use crate::{Error, Name, ValueKind};

/// The name of an element or attribute that is written: namespace, local part, and preferred prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QualifiedName<'n> {
    /// The namespace URI; empty for none.
    pub namespace: &'n str,
    /// The preferred prefix; empty for none.
    pub prefix: &'n str,
    /// The local part.
    pub local: &'n str,
}

impl From<&Name> for QualifiedName<'static> {
    fn from(name: &Name) -> Self {
        let namespace = name.namespace();
        Self { namespace: namespace.uri(), prefix: namespace.prefix(), local: name.local() }
    }
}

/// What a program knows about an element or a text that the document does not show: for formats other
/// than XML.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hints {
    /// The element is one of a list, even if it is alone.
    pub is_list: bool,
    /// The type of the element is unknown. For a text: only elements are allowed where it is.
    pub is_raw: bool,
    /// The element is a keyword: it says something by being there.
    pub is_keyword: bool,
}

/// A target for writing. XML is one; a program can have another, such as JSON, and let a document
/// [visit](crate::AnyDocument::visit) it.
///
/// ```
/// use xml_app_core::{ElementWriter, Error, Hints, QualifiedName, Sink, ValueKind};
/// # use xml_app_core::{Namespace, XmlElement};
/// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
/// # #[derive(Debug, Clone, PartialEq, XmlElement)]
/// # #[xml(namespace = MENU, name = "menu")]
/// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
///
/// /// The names of the elements, indented by their depth.
/// #[derive(Default)]
/// struct Outline { depth: usize, text: String }
///
/// impl Sink for Outline {
///     fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
///         self.text += &format!("{}{}\n", "-".repeat(self.depth), name.local);
///         self.depth += 1;
///         Ok(())
///     }
///     fn end(&mut self) -> Result<(), Error> {
///         self.depth -= 1;
///         Ok(())
///     }
///     // `attribute` and `text` do nothing.
/// #   fn attribute(&mut self, _: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> {
/// #       Ok(())
/// #   }
/// #   fn text(&mut self, _: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
/// #       Ok(())
/// #   }
/// }
///
/// let mut outline = Outline::default();
/// let menu = Menu { dishes: vec!["soup".to_owned(), "fish".to_owned()] };
/// ElementWriter::new(&mut outline).element(&menu)?;
/// assert_eq!(outline.text, "menu\n-dish\n-dish\n");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait Sink {
    /// An element begins. Its attributes come next, then its content.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn start(&mut self, name: QualifiedName<'_>, hints: Hints) -> Result<(), Error>;

    /// An attribute of the element that has just begun.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error>;

    /// Text in the current element.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn text(&mut self, text: &str, kind: ValueKind, hints: Hints) -> Result<(), Error>;

    /// The current element ends.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn end(&mut self) -> Result<(), Error>;

    /// The current element has mixed content: white space in it counts.
    fn mixed(&mut self) {}

    /// A value in the current element seems to use this prefix, so it has to stand for this namespace.
    fn keep_prefix(&mut self, _prefix: &str, _namespace: &str) {}

    /// Whether the sink uses the text of values.
    fn wants_values(&self) -> bool {
        true
    }
}

/// Takes everything and keeps nothing.
pub(crate) struct Nothing;

impl Sink for Nothing {
    fn start(&mut self, _: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        Ok(())
    }

    fn attribute(&mut self, _: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> {
        Ok(())
    }

    fn text(&mut self, _: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn wants_values(&self) -> bool {
        false
    }
}
