//! RFC 5261 §5.1: the errors of patches as a document.

#[cfg(test)]
mod tests;

use xml_app_core::{
    ApplicationBuilder, Element, Error, ErrorKind, Extensions, Language, Namespace, RawElement,
    ReadContext, XmlApplication, XmlChoice, XmlElement, XmlType,
};

use crate::ns;
use crate::patch::{PatchCondition, PatchError};

/// `application/patch-ops-error+xml`.
impl XmlApplication for PatchOpsError {
    type Root = Self;
    const NAME: &'static str = "patch-ops-error";
    const CONTENT_TYPES: &'static [&'static str] = &["application/patch-ops-error+xml"];
    const SPECIFICATION: &'static str = "RFC 5261";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::PATCH_OPS_ERROR);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Condition>()?;
        Ok(())
    }
}

/// `<patch-ops-error>`: why a patch could not be applied (RFC 5261 §5.1).
///
/// ```
/// use sip_xml_patch::Patch;
/// use sip_xml_patch::patch_ops_error::PatchOpsError;
///
/// let patch = Patch::parse("<d:diff xmlns:d='urn:d'><d:remove sel='doc/x'/></d:diff>")?;
/// let error = patch.apply("<doc/>").unwrap_err();
/// assert_eq!(
///     PatchOpsError::from(&error).to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <patch-ops-error xmlns=\"urn:ietf:params:xml:ns:patch-ops-error\" xmlns:d=\"urn:d\">\
///      <unlocated-node phrase=\"nothing is selected\"><d:remove sel=\"doc/x\"/></unlocated-node>\
///      </patch-ops-error>\n"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::PATCH_OPS_ERROR, name = "patch-ops-error", document = Self)]
pub struct PatchOpsError {
    /// The errors.
    #[xml(choice, from)]
    pub errors: Vec<Condition>,
    /// Errors and attributes of other vocabularies.
    #[xml(extensions(any, attributes))]
    pub extensions: Extensions<Self>,
}

/// An error (RFC 5261 §5.1).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::PATCH_OPS_ERROR, elements)]
pub enum Condition {
    /// The value of an attribute is not allowed.
    #[xml(child = "invalid-attribute-value")]
    InvalidAttributeValue(WithOperation),
    /// The patch and the document have different character sets.
    #[xml(child = "invalid-character-set")]
    InvalidCharacterSet(WithoutOperation),
    /// The patch is not well-formed or not valid.
    #[xml(child = "invalid-diff-format")]
    InvalidDiffFormat(WithoutOperation),
    /// An entity is not declared.
    #[xml(child = "invalid-entity-declaration")]
    InvalidEntityDeclaration(WithOperation),
    /// A prefix is not declared.
    #[xml(child = "invalid-namespace-prefix")]
    InvalidNamespacePrefix(WithOperation),
    /// A namespace URI is not valid, or is not declared.
    #[xml(child = "invalid-namespace-uri")]
    InvalidNamespaceUri(WithOperation),
    /// The content of `replace` is of another kind than what it replaces.
    #[xml(child = "invalid-node-types")]
    InvalidNodeTypes(WithOperation),
    /// An operation is unknown or cannot be carried out.
    #[xml(child = "invalid-patch-directive")]
    InvalidPatchDirective(WithOperation),
    /// The root element cannot be removed or get siblings.
    #[xml(child = "invalid-root-element-operation")]
    InvalidRootElementOperation(WithOperation),
    /// The XML declaration cannot be changed.
    #[xml(child = "invalid-xml-prolog-operation")]
    InvalidXmlPrologOperation(WithOperation),
    /// White space that was to be removed is not there.
    #[xml(child = "invalid-whitespace-directive")]
    InvalidWhitespaceDirective(WithOperation),
    /// Not exactly one node is selected.
    #[xml(child = "unlocated-node")]
    UnlocatedNode(WithOperation),
    /// `id()` is not supported.
    #[xml(child = "unsupported-id-function")]
    UnsupportedIdFunction(WithOperation),
    /// `xml:id` is not supported.
    #[xml(child = "unsupported-xml-id")]
    UnsupportedXmlId(WithOperation),
}

/// The type of errors about an operation.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(check = has_one_operation)]
pub struct WithOperation {
    /// What is wrong, for people.
    #[xml(attribute)]
    pub phrase: Option<String>,
    /// The language of the phrase.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The operation.
    #[xml(extensions(any, attributes))]
    pub extensions: Extensions<Self>,
}

/// The schema wants one element.
fn has_one_operation(error: &WithOperation, element: Element<'_>, context: &mut ReadContext<'_>) {
    if error.extensions.len() != 1 {
        let found = error.extensions.len();
        let message = format!("{found} elements: expected the operation");
        context.report(element, Error::new(ErrorKind::MissingElement, message));
    }
}

/// The type of errors about the patch.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
pub struct WithoutOperation {
    /// What is wrong, for people.
    #[xml(attribute)]
    pub phrase: Option<String>,
    /// The language of the phrase.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// Attributes of other vocabularies.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

impl From<&PatchError> for PatchOpsError {
    fn from(error: &PatchError) -> Self {
        Self::from([Condition::from(error)])
    }
}

impl From<&PatchError> for Condition {
    fn from(error: &PatchError) -> Self {
        let phrase = Some(error.phrase().to_owned());
        let without = || WithoutOperation { phrase: phrase.clone(), ..WithoutOperation::default() };
        let with = || {
            let mut with = WithOperation { phrase: phrase.clone(), ..WithOperation::default() };
            if let Some(Ok(operation)) = error.operation().map(str::parse::<RawElement>) {
                with.extensions.push_raw(operation);
            }
            with
        };
        match error.condition() {
            PatchCondition::InvalidAttributeValue => Self::InvalidAttributeValue(with()),
            PatchCondition::InvalidCharacterSet => Self::InvalidCharacterSet(without()),
            PatchCondition::InvalidDiffFormat => Self::InvalidDiffFormat(without()),
            PatchCondition::InvalidEntityDeclaration => Self::InvalidEntityDeclaration(with()),
            PatchCondition::InvalidNamespacePrefix => Self::InvalidNamespacePrefix(with()),
            PatchCondition::InvalidNamespaceUri => Self::InvalidNamespaceUri(with()),
            PatchCondition::InvalidNodeTypes => Self::InvalidNodeTypes(with()),
            PatchCondition::InvalidPatchDirective => Self::InvalidPatchDirective(with()),
            PatchCondition::InvalidRootElementOperation => {
                Self::InvalidRootElementOperation(with())
            }
            PatchCondition::InvalidXmlPrologOperation => Self::InvalidXmlPrologOperation(with()),
            PatchCondition::InvalidWhitespaceDirective => Self::InvalidWhitespaceDirective(with()),
            PatchCondition::UnlocatedNode => Self::UnlocatedNode(with()),
            PatchCondition::UnsupportedIdFunction => Self::UnsupportedIdFunction(with()),
            PatchCondition::UnsupportedXmlId => Self::UnsupportedXmlId(with()),
        }
    }
}
