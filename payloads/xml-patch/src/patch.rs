//! Patches: what they say (RFC 5261 §4), and applying them.

mod apply;
mod error;
mod prefixes;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use xml_app_core::Limits;
use xml_app_core::value::Scope;

use crate::selector::{Grammar, IdAttributes, Selector, SelectorError};
use crate::tree::{NodeId, NodeKind, Tree, is_ncname, is_qualified_name, split_name};

pub(crate) use apply::operate;
pub use error::{PatchCondition, PatchError};

/// A patch: operations that are applied one after the other, all or none (RFC 5261 §4).
///
/// ```
/// use sip_xml_patch::Patch;
///
/// let patch = Patch::parse("<diff><add sel='doc'><foo id='ert4773'>This is a new child</foo></add></diff>")?;
/// assert_eq!(
///     patch.apply("<doc>\n  <note>This is a sample document</note>\n</doc>")?,
///     "<doc>\n  <note>This is a sample document</note>\n<foo id='ert4773'>This is a new child</foo></doc>"
/// );
/// # Ok::<(), sip_xml_patch::PatchError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Patch {
    tree: Arc<Tree>,
    operations: Vec<Operation>,
}

/// What applying a patch needs to know.
#[derive(Debug, Clone)]
pub struct PatchOptions {
    /// Which attributes are ids for `id()`.
    pub ids: IdAttributes,
    /// Limits on the document.
    pub limits: Limits,
    /// How many nodes a patch may look at, how many bytes of texts and attributes it may compare, and how many bytes it
    /// may write, together. Default: 268,435,456.
    pub work: u64,
}

impl Default for PatchOptions {
    fn default() -> Self {
        Self { ids: IdAttributes::default(), limits: Limits::default(), work: 1 << 28 }
    }
}

#[derive(Debug, Clone)]
struct Operation {
    /// The element of the patch that has the content.
    element: NodeId,
    selector: Selector,
    action: Action,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Action {
    Add(Position),
    AddAttribute { prefix: String, local: String },
    AddNamespace { prefix: String },
    Replace,
    Remove { before: bool, after: bool },
}

/// Where `add` puts nodes: `pos` (RFC 5261 §4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Append,
    Prepend,
    Before,
    After,
}

impl Patch {
    /// Reads a patch: a document of any root element, with the operations in it in the namespace of the root.
    ///
    /// # Errors
    /// What is wrong with it, as an error of RFC 5261 §5.
    pub fn parse(xml: &str) -> Result<Self, PatchError> {
        Self::parse_with(xml, &Limits::default())
    }

    /// Reads a patch within limits.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn parse_with(xml: &str, limits: &Limits) -> Result<Self, PatchError> {
        let tree = Tree::parse_with(xml, limits).map_err(|error| {
            PatchError::new(PatchCondition::InvalidDiffFormat, error.to_string())
        })?;
        let root = tree.root_element();
        let tree = Arc::new(tree);
        let namespace = tree.namespace(root);
        if let Some(other) =
            tree.child_elements(root).find(|child| tree.namespace(*child) != namespace)
        {
            let message = format!("<{}> is not an operation", tree.name(other));
            return Err(PatchError::new(PatchCondition::InvalidDiffFormat, message));
        }
        Self::of_element(&tree, root)
    }

    /// Reads the operations in an element: the children that are in its namespace. Others are left out.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn of_element(tree: &Arc<Tree>, element: NodeId) -> Result<Self, PatchError> {
        let namespace = tree.namespace(element);
        let operations =
            tree.child_elements(element).filter(|child| tree.namespace(*child) == namespace);
        let operations = operations
            .map(|operation| Operation::parse(tree, operation))
            .collect::<Result<_, _>>()?;
        Ok(Self { tree: Arc::clone(tree), operations })
    }

    /// How many operations there are.
    pub fn len(&self) -> usize {
        self.operations.len()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }

    /// Applies the patch to a document. What it does not touch stays byte for byte.
    ///
    /// # Errors
    /// The first operation that cannot be carried out, as an error of RFC 5261 §5.
    pub fn apply(&self, document: &str) -> Result<String, PatchError> {
        self.apply_with(document, &PatchOptions::default())
    }

    /// Applies the patch to a document as the options say.
    ///
    /// # Errors
    /// As [`apply`](Self::apply).
    pub fn apply_with(&self, document: &str, options: &PatchOptions) -> Result<String, PatchError> {
        apply::apply(self, document, options)
    }

    /// The document of the patch.
    pub fn to_xml(&self) -> String {
        self.tree.to_xml()
    }
}

/// The declarations in scope of an element of a tree.
pub(crate) struct InScope<'t>(Vec<(&'t str, std::borrow::Cow<'t, str>)>);

impl<'t> InScope<'t> {
    pub(crate) fn of(tree: &'t Tree, element: NodeId) -> Self {
        Self(tree.namespaces_in_scope(element))
    }
}

impl Scope for InScope<'_> {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        let prefix = prefix.unwrap_or_default();
        self.0.iter().find(|(known, _)| *known == prefix).map(|(_, namespace)| &**namespace)
    }
}

impl Operation {
    fn parse(tree: &Tree, element: NodeId) -> Result<Self, PatchError> {
        let wrong =
            |condition, phrase: String| PatchError::new(condition, phrase).at(tree, element);
        let attribute = |name| tree.value_of(element, name);
        let name = tree.local(element);
        let action = match name {
            "add" => match (attribute("type"), attribute("pos")) {
                (Some(type_), _) => Action::of_type(&type_).ok_or_else(|| {
                    let message = format!("type={type_:?} is neither @name nor namespace::prefix");
                    wrong(PatchCondition::InvalidAttributeValue, message)
                })?,
                (None, position) => Action::Add(match position.as_deref() {
                    None => Position::Append,
                    Some("prepend") => Position::Prepend,
                    Some("before") => Position::Before,
                    Some("after") => Position::After,
                    Some(other) => {
                        let message = format!("pos={other:?} is not prepend, before or after");
                        return Err(wrong(PatchCondition::InvalidAttributeValue, message));
                    }
                }),
            },
            "replace" => Action::Replace,
            "remove" => match attribute("ws").as_deref() {
                None => Action::Remove { before: false, after: false },
                Some("before") => Action::Remove { before: true, after: false },
                Some("after") => Action::Remove { before: false, after: true },
                Some("both") => Action::Remove { before: true, after: true },
                Some(other) => {
                    let message = format!("ws={other:?} is not before, after or both");
                    return Err(wrong(PatchCondition::InvalidAttributeValue, message));
                }
            },
            other => {
                let message = format!("<{other}> is not add, replace or remove");
                return Err(wrong(PatchCondition::InvalidPatchDirective, message));
            }
        };
        if name == "remove" && !tree.children(element).all(|child| is_ignorable(tree, child)) {
            return Err(wrong(
                PatchCondition::InvalidDiffFormat,
                "<remove> has content".to_owned(),
            ));
        }
        let Some(sel) = attribute("sel") else {
            return Err(wrong(PatchCondition::InvalidDiffFormat, format!("<{name}> has no sel")));
        };
        let selector = Selector::parse(&sel, Grammar::Patch, &InScope::of(tree, element));
        let selector = selector.map_err(|error| match error {
            SelectorError::Prefix(_) => {
                wrong(PatchCondition::InvalidNamespacePrefix, error.to_string())
            }
            SelectorError::Syntax { .. } => {
                wrong(PatchCondition::InvalidAttributeValue, error.to_string())
            }
        })?;
        Ok(Self { element, selector, action })
    }
}

impl Action {
    /// `@name` or `namespace::prefix`.
    fn of_type(text: &str) -> Option<Self> {
        if let Some(prefix) = text.strip_prefix("namespace::") {
            return is_ncname(prefix).then(|| Self::AddNamespace { prefix: prefix.to_owned() });
        }
        let name = text.strip_prefix('@').filter(|name| is_qualified_name(name))?;
        let (prefix, local) = split_name(name);
        Some(Self::AddAttribute { prefix: prefix.to_owned(), local: local.to_owned() })
    }
}

/// White space, comments and processing instructions beside the content that matters.
fn is_ignorable(tree: &Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        NodeKind::Text => tree.is_blank(node),
        NodeKind::Comment | NodeKind::Instruction => true,
        _ => false,
    }
}
