#![doc = include_str!("../README.md")]

mod patch;
mod selector;
mod tree;

pub use patch::{Patch, PatchCondition, PatchError, PatchOptions};
pub use selector::{
    Grammar, IdAttributes, Located, NotLocated, Predicate, Selector, SelectorError, Step, Target,
};
pub use tree::{
    Attribute, Attributes, NameTest, NodeId, NodeKind, Tree, escape_attribute, escape_text,
};
