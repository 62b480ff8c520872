//! Strict and tolerant reading.

/// How errors in a document are treated.
///
/// ```
/// use xml_app_core::{Mode, ReadOptions};
///
/// assert_eq!(ReadOptions::strict().mode, Mode::Strict);
/// assert_eq!(ReadOptions::default().mode, Mode::Tolerant);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Every well-formed document with the right root is read. Children are read in any order; what is
    /// unexpected is kept raw; a missing required part gets a placeholder. Each of these is a
    /// [`Diagnostic`](crate::Diagnostic).
    #[default]
    Tolerant,
    /// A document is read if and only if it is schema-valid.
    Strict,
}
