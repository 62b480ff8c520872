#![doc = include_str!("../README.md")]

mod diff;
pub mod ns;
pub mod operations;
mod patch;
pub mod patch_ops_error;
mod selector;
mod tree;

pub use diff::{PatchRoot, diff, diff_documents, diff_with};
pub use patch::{Patch, PatchCondition, PatchError, PatchOptions};
pub use selector::{
    Grammar, IdAttributes, Located, NotLocated, Predicate, Selector, SelectorError, Step, Target,
};
pub use tree::{
    Attribute, Attributes, NameTest, NodeId, NodeKind, Tree, escape_attribute, escape_text,
    free_prefix, namespace_declaration,
};
