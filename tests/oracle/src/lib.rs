//! Test support: mutants of XML documents, and `xmllint` as the oracle of schema validity.
//!
//! A test makes [`mutants`] of a document it knows, asks [`Xmllint`] for its [`Verdict`] on
//! each of them, and compares it with what the library under test says. [`Vocabulary`] tells the
//! mutations which names the schemas know; [`Tree`] is the document they change.

mod attribute_mutations;
mod insert_mutations;
mod mutants;
mod rename_mutations;
mod rng;
mod scope;
mod scrambled;
mod structure_mutations;
mod text_mutations;
mod tree;
mod tree_parse;
mod values;
mod vocabulary;
mod xmllint;
mod xmllint_output;

pub use crate::mutants::{MUTATION_KINDS, Mutant, mutants};
pub use crate::scrambled::scrambled;
pub use crate::tree::{Attribute, Element, Node, Tree};
pub use crate::vocabulary::{ElementName, Vocabulary};
pub use crate::xmllint::{Verdict, Xmllint, canonical};
