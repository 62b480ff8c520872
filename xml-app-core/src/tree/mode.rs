//! Strict and tolerant reading.

/// How faults of a document are met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Every well-formed document with the right root is read. Order does not matter; what cannot be
    /// typed is kept raw; what is required and missing gets a placeholder. Each of these is a
    /// [`Diagnostic`](crate::Diagnostic).
    #[default]
    Tolerant,
    /// A document is read exactly when it is schema-valid.
    Strict,
}
