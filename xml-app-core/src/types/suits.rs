//! What the derives ask about the type of a field before they use it, so that the compiler reports a
//! type that does not suit its role once: the errors that follow are about the same place.

use crate::{AttributeGroup, XmlChoice, XmlType, XmlValue};

/// The type of an attribute, a value or a text.
#[inline(always)]
pub const fn is_value<T: XmlValue>(_: Option<&T>) {}

/// The type of a child.
#[inline(always)]
pub const fn is_type<T: XmlType>(_: Option<&T>) {}

/// The type of a choice.
#[inline(always)]
pub const fn is_choice<T: XmlChoice>(_: Option<&T>) {}

/// Whether no attribute of a group is required.
#[inline(always)]
pub const fn is_optional<T: AttributeGroup>(_: Option<&T>) -> bool {
    T::IS_OPTIONAL
}

/// The type of a group.
#[inline(always)]
pub const fn is_group<T: AttributeGroup>(_: Option<&T>) {}
