//! RFC 4825 §11: why a server refused a change.

#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, ApplicationBuilder, Error, Extensions, Namespace, Unexpected, XmlApplication,
    XmlChoice, XmlElement, XmlType,
};

use crate::ns;

/// `application/xcap-error+xml`.
impl XmlApplication for XcapError {
    type Root = Self;
    const NAME: &'static str = "xcap-error";
    const CONTENT_TYPES: &'static [&'static str] = &["application/xcap-error+xml"];
    const SPECIFICATION: &'static str = "RFC 4825";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::XCAP_ERROR);

    fn register(builder: &mut ApplicationBuilder<'_>) -> Result<(), Error> {
        builder.element::<Condition>()?;
        Ok(())
    }
}

/// `<xcap-error>`: the body of a 409 response (RFC 4825 §11).
///
/// ```
/// use sip_xcap::xcap_error::{Condition, NoParent, XcapError};
///
/// let mut no_parent = NoParent::default();
/// no_parent.ancestor = Some("http://xcap.example.com/resource-lists/users/sip:a@example.com/index".parse()?);
/// let error = XcapError::new(Condition::NoParent(no_parent));
/// assert_eq!(
///     error.message(),
///     "the parent does not exist; http://xcap.example.com/resource-lists/users/sip:a@example.com/index does"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::XCAP_ERROR, name = "xcap-error", document = Self, new)]
pub struct XcapError {
    /// What is wrong.
    #[xml(choice)]
    pub condition: Condition,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// Why a change was refused (RFC 4825 §11.1).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::XCAP_ERROR, elements)]
pub enum Condition {
    /// A reason of another vocabulary. A client that does not know it takes the response for a plain 409.
    #[xml(child = "extension")]
    Extension(Extension),
    /// The result would not follow the schema.
    #[xml(child = "schema-validation-error")]
    SchemaValidationError(Phrase),
    /// The body is not one element.
    #[xml(child = "not-xml-frag")]
    NotXmlFrag(Phrase),
    /// That into which something was to be put does not exist.
    #[xml(child = "no-parent")]
    NoParent(NoParent),
    /// A GET after the PUT would not give what was put.
    #[xml(child = "cannot-insert")]
    CannotInsert(Phrase),
    /// The body is not the value of an attribute.
    #[xml(child = "not-xml-att-value")]
    NotXmlAttValue(Phrase),
    /// Something that has to be unique is not.
    #[xml(child = "uniqueness-failure")]
    UniquenessFailure(UniquenessFailure),
    /// The body is not a well-formed document.
    #[xml(child = "not-well-formed")]
    NotWellFormed(Phrase),
    /// A rule of the application usage is not met.
    #[xml(child = "constraint-failure")]
    ConstraintFailure(Phrase),
    /// After the DELETE, the address would select something else.
    #[xml(child = "cannot-delete")]
    CannotDelete(Phrase),
    /// The result would not be UTF-8.
    #[xml(child = "not-utf-8")]
    NotUtf8(Phrase),
}

/// The type of errors that have nothing but a phrase.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
pub struct Phrase {
    /// What is wrong, for people.
    #[xml(attribute, from)]
    pub phrase: Option<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<no-parent>`: that into which something was to be put does not exist.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(namespace = ns::XCAP_ERROR)]
pub struct NoParent {
    /// What is wrong, for people.
    #[xml(attribute)]
    pub phrase: Option<String>,
    /// The HTTP URI of the closest ancestor that exists.
    #[xml(value = "ancestor")]
    pub ancestor: Option<AnyUri>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<uniqueness-failure>`: something that has to be unique is not.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
#[xml(namespace = ns::XCAP_ERROR)]
pub struct UniquenessFailure {
    /// What is wrong, for people.
    #[xml(attribute)]
    pub phrase: Option<String>,
    /// What exists already.
    #[xml(child = "exists", expected)]
    pub exists: Vec<Exists>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<exists>`: a value that exists already.
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::XCAP_ERROR, new)]
pub struct Exists {
    /// The place of the value: an XPath.
    #[xml(attribute)]
    pub field: String,
    /// Values that would be unique.
    #[xml(value = "alt-value")]
    pub alternatives: Vec<String>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

/// `<extension>`: a reason of another vocabulary.
#[derive(Debug, Clone, PartialEq, Default, XmlType)]
pub struct Extension {
    /// The reason.
    #[xml(extensions(any))]
    pub extensions: Extensions<Self>,
}

impl XcapError {
    /// What is wrong, for people: the phrase of the server, or else what the element means.
    pub fn message(&self) -> String {
        if let Some(phrase) = self.phrase() {
            return phrase.to_owned();
        }
        match &self.condition {
            Condition::Extension(_) => "the server refused the change".to_owned(),
            Condition::SchemaValidationError(_) => "the result would not be valid".to_owned(),
            Condition::NotXmlFrag(_) => "the body is not one element".to_owned(),
            Condition::NoParent(NoParent { ancestor: Some(ancestor), .. }) => {
                format!("the parent does not exist; {ancestor} does")
            }
            Condition::NoParent(_) => "the parent does not exist".to_owned(),
            Condition::CannotInsert(_) => {
                "the address would not select what was put there".to_owned()
            }
            Condition::NotXmlAttValue(_) => "the body is not the value of an attribute".to_owned(),
            Condition::UniquenessFailure(failure) => {
                let fields = failure.exists.iter().map(|exists| exists.field.as_str());
                format!("not unique: {}", fields.collect::<Vec<_>>().join(", "))
            }
            Condition::NotWellFormed(_) => "the body is not well-formed".to_owned(),
            Condition::ConstraintFailure(_) => {
                "the result would break a rule of the document".to_owned()
            }
            Condition::CannotDelete(_) => {
                "the address would select something else afterwards".to_owned()
            }
            Condition::NotUtf8(_) => "the body is not UTF-8".to_owned(),
        }
    }

    /// The phrase of the server.
    pub fn phrase(&self) -> Option<&str> {
        match &self.condition {
            Condition::Extension(_) => None,
            Condition::NoParent(error) => error.phrase.as_deref(),
            Condition::UniquenessFailure(error) => error.phrase.as_deref(),
            Condition::SchemaValidationError(error)
            | Condition::NotXmlFrag(error)
            | Condition::CannotInsert(error)
            | Condition::NotXmlAttValue(error)
            | Condition::NotWellFormed(error)
            | Condition::ConstraintFailure(error)
            | Condition::CannotDelete(error)
            | Condition::NotUtf8(error) => error.phrase.as_deref(),
        }
    }
}
