//! Why a patch cannot be applied (RFC 5261 §5.1).

use std::fmt;

use xml_app_core::Error;

use crate::tree::{NodeId, Tree, namespace_declaration};

/// The error conditions of RFC 5261 §5.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PatchCondition {
    /// The value of `sel`, `type`, `pos` or `ws`, or of an attribute to be written, is not allowed.
    InvalidAttributeValue,
    /// The patch and the document have different character sets. Texts have none, so applying a patch to a text does not
    /// give this.
    InvalidCharacterSet,
    /// The patch is not well-formed, or does not follow its schema.
    InvalidDiffFormat,
    /// An entity is not declared.
    InvalidEntityDeclaration,
    /// A prefix is not declared, or its declaration is in use and cannot be changed.
    InvalidNamespacePrefix,
    /// A namespace URI is not valid, or is not declared there.
    InvalidNamespaceUri,
    /// The content of `replace` is not of the kind of what it replaces.
    InvalidNodeTypes,
    /// An operation is unknown, or cannot be carried out as it is told.
    InvalidPatchDirective,
    /// The root element cannot be removed or get siblings.
    InvalidRootElementOperation,
    /// The XML declaration cannot be changed.
    InvalidXmlPrologOperation,
    /// The white space that is to be removed is not there.
    InvalidWhitespaceDirective,
    /// Nothing is selected, or several nodes are.
    UnlocatedNode,
    /// `id()` is used, and it is not known which attributes are ids.
    UnsupportedIdFunction,
    /// `xml:id` is not supported. It is here, so this is never given.
    UnsupportedXmlId,
}

impl PatchCondition {
    /// The name of the element of the error.
    pub fn name(self) -> &'static str {
        match self {
            Self::InvalidAttributeValue => "invalid-attribute-value",
            Self::InvalidCharacterSet => "invalid-character-set",
            Self::InvalidDiffFormat => "invalid-diff-format",
            Self::InvalidEntityDeclaration => "invalid-entity-declaration",
            Self::InvalidNamespacePrefix => "invalid-namespace-prefix",
            Self::InvalidNamespaceUri => "invalid-namespace-uri",
            Self::InvalidNodeTypes => "invalid-node-types",
            Self::InvalidPatchDirective => "invalid-patch-directive",
            Self::InvalidRootElementOperation => "invalid-root-element-operation",
            Self::InvalidXmlPrologOperation => "invalid-xml-prolog-operation",
            Self::InvalidWhitespaceDirective => "invalid-whitespace-directive",
            Self::UnlocatedNode => "unlocated-node",
            Self::UnsupportedIdFunction => "unsupported-id-function",
            Self::UnsupportedXmlId => "unsupported-xml-id",
        }
    }
}

impl fmt::Display for PatchCondition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a patch cannot be read or applied.
///
/// ```
/// use sip_xml_patch::{Patch, PatchCondition};
///
/// let patch = Patch::parse("<diff><remove sel='doc/note[0]'/></diff>")?;
/// let error = patch.apply("<doc><note/></doc>").unwrap_err();
/// assert_eq!(error.condition(), PatchCondition::UnlocatedNode);
/// assert_eq!(
///     error.to_string(),
///     "unlocated-node: nothing is selected: positions count from 1: <remove sel='doc/note[0]'/>"
/// );
/// # Ok::<(), sip_xml_patch::PatchError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    condition: PatchCondition,
    phrase: String,
    /// The operation, as an element with the declarations that it needs.
    operation: Option<String>,
}

impl PatchError {
    /// An error without an operation.
    pub fn new(condition: PatchCondition, phrase: impl Into<String>) -> Self {
        Self(Box::new(Inner { condition, phrase: phrase.into(), operation: None }))
    }

    /// The same, with the operation that cannot be carried out.
    pub(super) fn at(mut self, tree: &Tree, operation: NodeId) -> Self {
        self.0.operation = Some(with_declarations(tree, operation));
        self
    }

    /// The condition.
    pub fn condition(&self) -> PatchCondition {
        self.0.condition
    }

    /// What is wrong, for people.
    pub fn phrase(&self) -> &str {
        &self.0.phrase
    }

    /// The operation that cannot be carried out, as an element that stands by itself.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }
}

impl From<Error> for PatchError {
    /// Changes of a tree fail only if it becomes too large.
    fn from(error: Error) -> Self {
        Self::new(PatchCondition::InvalidPatchDirective, error.message())
    }
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.condition, self.0.phrase)?;
        match &self.0.operation {
            Some(operation) if operation.len() <= 200 => write!(f, ": {operation}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for PatchError {}

/// An element of a tree with the declarations that it has from outside.
pub(crate) fn with_declarations(tree: &Tree, element: NodeId) -> String {
    let raw = tree.raw(element);
    let name = tree.name(element);
    let (start, rest) = raw.split_at((1 + name.len()).min(raw.len()));
    let mut whole = start.to_owned();
    for (prefix, namespace) in tree.namespaces_in_scope(element) {
        if tree.declaration(element, prefix).is_none() {
            whole.push_str(&namespace_declaration(prefix, &namespace));
        }
    }
    whole + rest
}
