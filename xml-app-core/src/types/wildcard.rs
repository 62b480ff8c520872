//! What a type takes without having a field for it.

use crate::{Attribute, Element, Namespace};

/// Which elements a wildcard lets in (`xs:any`; `processContents="lax"` is taken for granted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wildcard {
    /// There is no wildcard.
    None,
    /// `##other`: any namespace but that of the type's schema, which is taken for that of the element:
    /// nearly always it is.
    Other,
    /// `##other`: any namespace but this one, where a type stands in an element of another schema.
    OtherThan(Namespace),
    /// `##any`.
    Any,
}

impl Wildcard {
    /// Whether a wildcard of `element` lets in what is in `namespace`.
    pub(super) fn lets_in(self, namespace: &str, element: Element<'_>) -> bool {
        match self {
            Self::None => false,
            Self::Other => !namespace.is_empty() && namespace != element.namespace(),
            Self::OtherThan(own) => !namespace.is_empty() && !own.is(namespace),
            Self::Any => true,
        }
    }
}

/// `xsi:schemaLocation` and its sibling may stand on every element (XML Schema Part 1 §3.2.7).
pub(super) fn is_schema_location(attribute: &Attribute<'_>) -> bool {
    attribute.namespace() == Namespace::XSI.uri()
        && matches!(attribute.local(), "schemaLocation" | "noNamespaceSchemaLocation")
}
