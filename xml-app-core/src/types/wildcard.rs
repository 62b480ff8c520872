//! Wildcards: `xs:any` and `xs:anyAttribute`.

use crate::{Attribute, Element, Namespace};

/// Which elements or attributes a wildcard allows (`xs:any`, `xs:anyAttribute`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wildcard {
    /// There is no wildcard.
    None,
    /// `##other`: any namespace but that of the schema, which is taken to be the namespace of the
    /// element.
    Other,
    /// `##other`: any namespace but this one, for a type whose elements can be in another namespace.
    OtherThan(Namespace),
    /// `##any`.
    Any,
}

impl Wildcard {
    /// Whether a wildcard of `element` allows a namespace.
    pub(super) fn lets_in(self, namespace: &str, element: Element<'_>) -> bool {
        match self {
            Self::None => false,
            Self::Other => !namespace.is_empty() && namespace != element.namespace(),
            Self::OtherThan(own) => !namespace.is_empty() && !own.is(namespace),
            Self::Any => true,
        }
    }
}

/// `xsi:schemaLocation` and its sibling are allowed on every element (XML Schema Part 1 §3.2.7).
pub(super) fn is_schema_location(attribute: &Attribute<'_>) -> bool {
    attribute.namespace() == Namespace::XSI.uri()
        && matches!(attribute.local(), "schemaLocation" | "noNamespaceSchemaLocation")
}
