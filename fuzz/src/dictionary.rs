//! The words of the vocabularies: made by `cargo run --bin dictionary`, from the registry and from our
//! own documents.

/// Names of elements, one a line, with the prefixes that our documents use.
pub const NAMES: &str = include_str!("../words/names.txt");

/// Values of attributes and texts, one a line.
pub const VALUES: &str = include_str!("../words/values.txt");

/// What is put between two tags, one a line.
pub const PIECES: &str = include_str!("../words/pieces.txt");
