//! Prefixes in values: what they meant where the values were found.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use thin_vec::ThinVec;

use super::interner::Interner;
use crate::Element;
use crate::value::prefixes_in;

/// What prefixes mean that values seem to use, so that a qualified name in a value keeps its meaning.
#[derive(Debug, Clone, Default, Eq, PartialEq)]
pub(crate) struct Declarations(ThinVec<(Box<str>, Arc<Box<str>>)>);

impl Declarations {
    /// Notes each `prefix:` in a value if the prefix is declared there.
    pub(crate) fn note(&mut self, text: &str, element: Element<'_>, names: &mut Interner) {
        for prefix in prefixes_in(text) {
            let Some(uri) = element.lookup_namespace(Some(prefix)) else { continue };
            if !self.0.iter().any(|(known, _)| **known == *prefix) {
                self.0.push((prefix.into(), names.namespace(uri)));
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds the prefixes that are not here yet.
    pub(crate) fn merge(&mut self, others: Self) {
        let known: HashSet<_> = self.0.iter().map(|(prefix, _)| prefix.clone()).collect();
        self.0.extend(others.0.into_iter().filter(|(prefix, _)| !known.contains(prefix)));
    }

    /// Takes over what several child elements need and means the same here, so that it is written once.
    pub(crate) fn gather<'d>(
        &mut self,
        children: impl Iterator<Item = &'d Self>,
        element: Element<'_>,
    ) {
        let mut declarations = children.flat_map(|child| &child.0).peekable();
        // Hardly any value uses a prefix.
        if declarations.peek().is_none() {
            return;
        }
        let mut seen: HashMap<&str, &(Box<str>, Arc<Box<str>>)> = HashMap::new();
        for declaration in declarations {
            let (prefix, uri) = declaration;
            let before = seen.insert(prefix, declaration);
            if before.is_some_and(|(_, before)| before == uri)
                && !self.0.iter().any(|(known, _)| known == prefix)
                && element.lookup_namespace(Some(prefix)) == Some(&**uri)
            {
                self.0.push(declaration.clone());
            }
        }
    }

    /// Prefixes and namespaces.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(prefix, namespace)| (&**prefix, &***namespace))
    }
}
