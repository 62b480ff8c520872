//! The second pass of writing, with prefixes that have been chosen.

use super::namespaces::Prefixes;
use super::tags::Tags;
use crate::{Error, ErrorKind, Hints, QualifiedName, Sink, ValueKind, WriteOptions};

pub(super) struct Layout<'p> {
    tags: Tags,
    prefixes: &'p Prefixes,
    /// For each open element, whether unprefixed elements inside are in the default namespace, and not in none.
    default_declared: Vec<bool>,
    /// The declarations on open elements below the root, innermost last.
    locals: Vec<Local>,
    /// The greatest number of these.
    most_locals: usize,
    /// The number of bytes of declarations below the root, and its limit.
    repeated: usize,
    most_repeated: usize,
}

/// A namespace declaration.
struct Local {
    /// The number of open elements, its own included.
    depth: usize,
    prefix: Box<str>,
    uri: Box<str>,
}

impl<'p> Layout<'p> {
    /// `size` is a measure of the length of the document.
    pub(super) fn new(prefixes: &'p Prefixes, options: &WriteOptions, size: usize) -> Self {
        Self {
            tags: Tags::new(options, size.saturating_mul(3)),
            prefixes,
            default_declared: Vec::new(),
            locals: Vec::new(),
            most_locals: 0,
            repeated: 0,
            most_repeated: WriteOptions::FREE_DECLARATIONS
                .saturating_add(size.saturating_mul(WriteOptions::MOST_DECLARATIONS)),
        }
    }

    /// The greatest number of declarations in scope.
    pub(super) fn most_in_scope(&self) -> usize {
        self.prefixes.count_on_root() + self.most_locals
    }

    pub(super) fn finish(self) -> String {
        self.tags.finish()
    }

    fn declare_namespaces(&mut self, root_has_namespace: bool) -> Result<(), Error> {
        // A root in no namespace cannot have a default namespace.
        if let Some(uri) = self.prefixes.default_namespace().filter(|_| root_has_namespace) {
            self.tags.declaration(None, uri)?;
        }
        for (prefix, uri) in self.prefixes.declared() {
            self.tags.declaration(Some(prefix), uri)?;
        }
        Ok(())
    }

    /// Declares a prefix on the current element, unless it stands for the namespace already.
    fn declare(&mut self, prefix: &str, uri: &str) -> Result<(), Error> {
        let local = self.locals.iter().rev().find(|local| *local.prefix == *prefix);
        let meaning =
            local.map_or_else(|| self.prefixes.on_root(prefix), |local| Some(&*local.uri));
        if meaning != Some(uri) {
            self.count_repeated(prefix.len() + uri.len())?;
            self.tags.declaration(Some(prefix), uri)?;
            let depth = self.tags.depth();
            self.locals.push(Local { depth, prefix: prefix.into(), uri: uri.into() });
            self.most_locals = self.most_locals.max(self.locals.len());
        }
        Ok(())
    }

    /// Counts a declaration below the root.
    fn count_repeated(&mut self, bytes: usize) -> Result<(), Error> {
        self.repeated += " xmlns:=\"\"".len() + bytes;
        self.check_repeated()
    }

    fn check_repeated(&self) -> Result<(), Error> {
        if self.repeated <= self.most_repeated {
            return Ok(());
        }
        let message = "namespaces have to be declared so often that the document would be many times as \
                       long as what is in it";
        Err(Error::new(ErrorKind::Limit, message))
    }
}

impl Sink for Layout<'_> {
    fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        let is_root = self.tags.is_empty();
        let prefixes = self.prefixes;
        let prefix = prefixes.of_element(name.namespace);
        self.tags.start(prefix, name)?;
        if is_root {
            self.declare_namespaces(!name.namespace.is_empty())?;
        }
        // An unprefixed element is in the default namespace or in none: declare it where that changes.
        let has_default = prefixes.default_namespace().is_some();
        let mut default_declared = self.default_declared.last().copied().unwrap_or(has_default);
        if prefix.is_empty() && default_declared == name.namespace.is_empty() && has_default {
            default_declared = !name.namespace.is_empty();
            if !is_root {
                self.count_repeated(name.namespace.len())?;
                self.tags.declaration(None, name.namespace)?;
            }
        }
        self.default_declared.push(default_declared);
        match prefixes.local_of(name.namespace) {
            Some(prefix) => self.declare(prefix, name.namespace),
            None => Ok(()),
        }
    }

    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error> {
        let prefixes = self.prefixes;
        let prefix = prefixes.of_attribute(name.namespace);
        self.tags.check_attribute(prefix, name, value, kind)?;
        if let Some(prefix) = prefixes.local_of(name.namespace) {
            self.declare(prefix, name.namespace)?;
        }
        self.tags.attribute(value)
    }

    fn text(&mut self, text: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        self.tags.text(text)
    }

    fn end(&mut self) -> Result<(), Error> {
        // Prefixes of values are declared in a method that cannot return an error.
        self.check_repeated()?;
        self.tags.end()?;
        self.default_declared.pop();
        let depth = self.tags.depth();
        while self.locals.last().is_some_and(|local| local.depth > depth) {
            self.locals.pop();
        }
        Ok(())
    }

    fn mixed(&mut self) {
        self.tags.mixed();
    }

    fn keep_prefix(&mut self, prefix: &str, namespace: &str) {
        if self.tags.is_in_tag() && self.prefixes.is_local(prefix) {
            // A namespace that was read can be escaped, so this cannot fail.
            let _ = self.declare(prefix, namespace);
        }
    }
}
