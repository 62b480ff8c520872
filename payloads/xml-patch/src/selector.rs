//! Selectors: the part of XPath that patches (RFC 5261 §4.1, §8) and XCAP (RFC 4825 §6.3) use.

mod locate;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt;

use xml_app_core::value::Scope;

use crate::tree::NameTest;

pub use locate::{IdAttributes, Located, NotLocated};

/// The grammars, which differ in details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grammar {
    /// RFC 5261 §8: also texts, comments, processing instructions, `id()`, and comparisons of texts.
    Patch,
    /// RFC 4825 §6.3: elements by name, position, attribute, or position and attribute; and at the end an attribute or
    /// `namespace::*`. Values have references, as in XML.
    NodeSelector,
}

/// A selector. Its prefixes have been replaced by what they stand for.
///
/// ```
/// use sip_xml_patch::{Grammar, NameTest, Selector};
/// use xml_app_core::value::Scope;
///
/// /// No prefixes, and a default namespace.
/// struct Presence;
///
/// impl Scope for Presence {
///     fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
///         prefix.is_none().then_some("urn:ietf:params:xml:ns:pidf")
///     }
/// }
///
/// let selector = Selector::parse("presence/tuple[@id='t1']", Grammar::Patch, &Presence)?;
/// assert_eq!(selector.steps.len(), 2);
/// assert!(matches!(&selector.steps[0].test, NameTest::Name { local, .. } if &**local == "presence"));
/// # Ok::<(), sip_xml_patch::SelectorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The element that `id()` at the beginning selects.
    pub id: Option<Box<str>>,
    /// The steps from the root, or from the element with the id.
    pub steps: Vec<Step>,
    /// What is selected, if it is not an element.
    pub target: Option<Target>,
}

/// A step to child elements.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// Their name.
    pub test: NameTest,
    /// What they must have, each looked at in those that the one before left.
    pub predicates: Vec<Predicate>,
}

/// What an element must have to be selected.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Predicate {
    /// `[2]`: its place among those that are left, from 1.
    Position(u64),
    /// `[@name="value"]`: an attribute.
    Attribute {
        /// Its namespace; empty for none.
        namespace: Box<str>,
        /// The local part of its name.
        local: Box<str>,
        /// Its value.
        value: Box<str>,
    },
    /// `[.="value"]`: all text in it.
    Text(Box<str>),
    /// `[name="value"]`: a child element with this text.
    Child {
        /// The name of the child.
        test: NameTest,
        /// All text in the child.
        value: Box<str>,
    },
}

/// What the last step selects, if it is not an element.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// `text()`, perhaps with a position.
    Text(Option<u64>),
    /// `comment()`, perhaps with a position.
    Comment(Option<u64>),
    /// `processing-instruction('target')`, target and position perhaps left out.
    Instruction(Option<Box<str>>, Option<u64>),
    /// `@name`.
    Attribute {
        /// The namespace; empty for none.
        namespace: Box<str>,
        /// The local part of the name.
        local: Box<str>,
    },
    /// `namespace::prefix`.
    Namespace(Box<str>),
    /// `namespace::*` of XCAP: the declarations in scope.
    Namespaces,
}

/// Why a text is not a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectorError {
    /// It does not follow the grammar.
    Syntax {
        /// What was expected.
        expected: &'static str,
        /// The text from the place on where it was expected, cut off.
        found: String,
    },
    /// A prefix is not declared.
    Prefix(String),
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { expected, found } if found.is_empty() => {
                write!(f, "the selector ends where {expected} is expected")
            }
            Self::Syntax { expected, found } => {
                write!(f, "expected {expected} in the selector, found {found:?}")
            }
            Self::Prefix(prefix) => write!(f, "the prefix {prefix:?} is not declared"),
        }
    }
}

impl std::error::Error for SelectorError {}

impl Selector {
    /// Reads a selector. The scope says what prefixes stand for; a name of an element without a prefix is in its default
    /// namespace (RFC 5261 §4.2.1, RFC 4825 §6.4).
    ///
    /// # Errors
    /// What was expected, or which prefix is not declared.
    pub fn parse(text: &str, grammar: Grammar, scope: &dyn Scope) -> Result<Self, SelectorError> {
        parse::parse(text, grammar, scope)
    }
}
