//! The first pass of writing: which namespaces are used, and which prefixes they get.

use super::writer::{QualifiedName, Sink};
use crate::name_chars::is_ncname;
use crate::{Error, Namespace, ValueKind};

/// Notes the namespaces of a document in the order of their first use.
pub(super) struct Collector {
    default: Option<Namespace>,
    used: Vec<Used>,
    /// Prefixes that values seem to use.
    kept: Vec<(Box<str>, Box<str>)>,
    /// There are elements in no namespace, or unprefixed ones whose default must be redeclared.
    size: usize,
}

struct Used {
    uri: Box<str>,
    wish: Box<str>,
    by_element: bool,
    by_attribute: bool,
}

impl Collector {
    pub(super) fn new(default: Option<Namespace>) -> Self {
        Self { default, used: Vec::with_capacity(8), kept: Vec::new(), size: 0 }
    }

    fn note(&mut self, name: QualifiedName<'_>) -> Option<&mut Used> {
        self.size += name.local.len() + 8;
        if name.namespace.is_empty() || name.namespace == Namespace::XML.uri() {
            return None;
        }
        let index = self.used.iter().position(|used| *used.uri == *name.namespace);
        let index = index.unwrap_or_else(|| {
            self.used.push(Used {
                uri: name.namespace.into(),
                wish: name.prefix.into(),
                by_element: false,
                by_attribute: false,
            });
            self.used.len() - 1
        });
        self.used.get_mut(index)
    }

    /// Decides on the prefixes. Answers also a guess at the size of the document.
    pub(super) fn assign(self) -> (Prefixes, usize) {
        let mut prefixes = Prefixes::default();
        let size = self.size * 3;
        for (prefix, uri) in &self.kept {
            let contradicted = self.kept.iter().any(|(p, u)| p == prefix && u != uri);
            if contradicted {
                prefixes.reserved.push(prefix.clone());
            } else {
                prefixes.declare(prefix, uri);
            }
        }
        for used in self.used {
            let is_default = self.default.is_some_and(|default| default.uri() == &*used.uri);
            if is_default && used.by_element {
                prefixes.default = Some(used.uri.clone());
            }
            if (used.by_element && !is_default) || used.by_attribute {
                prefixes.bind(&used.uri, &used.wish);
            }
        }
        (prefixes, size)
    }
}

impl Sink for Collector {
    fn start(&mut self, name: QualifiedName<'_>) -> Result<(), Error> {
        if let Some(used) = self.note(name) {
            used.by_element = true;
        }
        Ok(())
    }

    fn attribute(&mut self, name: QualifiedName<'_>, _: &str, _: ValueKind) -> Result<(), Error> {
        if let Some(used) = self.note(name) {
            used.by_attribute = true;
        }
        Ok(())
    }

    fn text(&mut self, text: &str, _: ValueKind) -> Result<(), Error> {
        self.size += text.len() / 3;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn keep_prefix(&mut self, prefix: &str, namespace: &str) {
        if !self.kept.iter().any(|(p, u)| **p == *prefix && **u == *namespace) {
            self.kept.push((prefix.into(), namespace.into()));
        }
    }

    fn wants_values(&self) -> bool {
        false
    }
}

/// The prefixes of a document, all declared on its root.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    /// The namespace that is written without a prefix.
    default: Option<Box<str>>,
    /// URI, and the prefix with its colon.
    bound: Vec<(Box<str>, Box<str>)>,
    /// Prefix and URI, as declared.
    declared: Vec<(Box<str>, Box<str>)>,
    /// Prefixes that mean different things in different places, by the word of values.
    reserved: Vec<Box<str>>,
}

impl Prefixes {
    fn declare(&mut self, prefix: &str, uri: &str) {
        self.declared.push((prefix.into(), uri.into()));
    }

    fn is_free(&self, prefix: &str) -> bool {
        is_ncname(prefix)
            && !prefix.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("xml"))
            && !self.declared.iter().any(|(declared, _)| **declared == *prefix)
            && !self.reserved.iter().any(|reserved| **reserved == *prefix)
    }

    /// Gives a namespace a prefix: one that it has already, the wish, or `ns1`, `ns2`, ...
    fn bind(&mut self, uri: &str, wish: &str) {
        let declared = self.declared.iter().find(|(_, declared)| **declared == *uri);
        let prefix = match declared {
            Some((prefix, _)) => prefix.clone(),
            None => {
                let prefix: Box<str> = if self.is_free(wish) {
                    wish.into()
                } else {
                    let mut made = (1..).map(|number| format!("ns{number}"));
                    made.find(|made| self.is_free(made)).unwrap_or_default().into()
                };
                self.declare(&prefix, uri);
                prefix
            }
        };
        self.bound.push((uri.into(), format!("{prefix}:").into()));
    }

    pub(super) fn default_namespace(&self) -> Option<&str> {
        self.default.as_deref()
    }

    pub(super) fn declared(&self) -> &[(Box<str>, Box<str>)] {
        &self.declared
    }

    /// Whether values contradict each other about this prefix, so that it is declared where it is
    /// used.
    pub(super) fn is_local(&self, prefix: &str) -> bool {
        self.reserved.iter().any(|reserved| **reserved == *prefix)
    }

    /// The prefix with its colon; empty for the default namespace and for none.
    pub(super) fn of_element(&self, uri: &str) -> &str {
        if uri.is_empty() || self.default.as_deref() == Some(uri) {
            ""
        } else {
            self.of_attribute(uri)
        }
    }

    /// The prefix with its colon; empty for no namespace.
    pub(super) fn of_attribute(&self, uri: &str) -> &str {
        if uri.is_empty() {
            return "";
        }
        if uri == Namespace::XML.uri() {
            return "xml:";
        }
        let bound = self.bound.iter().find(|(bound, _)| **bound == *uri);
        bound.map_or("", |(_, prefix)| prefix)
    }
}
