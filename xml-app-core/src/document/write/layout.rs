//! The second pass of writing. Only this module uses xmlwriter, which does not escape `&`, checks
//! nothing, and panics when misused. So everything is escaped and checked here.

use std::collections::HashSet;

use xmlwriter::{Indent, Options, XmlWriter};

use super::escape::{escaped_attribute, escaped_text};
use super::namespaces::Prefixes;
use crate::name_chars::is_ncname;
use crate::{Error, ErrorKind, Hints, QualifiedName, Sink, ValueKind, WriteOptions};

pub(super) struct Layout<'p> {
    xml: XmlWriter,
    prefixes: &'p Prefixes,
    indent: bool,
    /// The ids so far, if they have to be unique.
    ids: Option<HashSet<Box<str>>>,
    /// A buffer for prefixed names.
    name: String,
    /// The attributes of the current element.
    attributes: Vec<String>,
    open: Vec<Open>,
    /// The declarations on open elements below the root, innermost last.
    locals: Vec<Local>,
    /// The greatest number of these.
    most_locals: usize,
    /// The number of bytes of declarations below the root, and its limit.
    repeated: usize,
    most_repeated: usize,
    state: State,
}

/// A namespace declaration.
struct Local {
    /// The number of open elements, its own included.
    depth: usize,
    prefix: Box<str>,
    uri: Box<str>,
}

/// The state of an open element.
struct Open {
    /// Whether unprefixed elements inside are in the default namespace, and not in none.
    default_declared: bool,
    /// Whether white space is content here or in an element around it.
    preserve: bool,
}

#[derive(PartialEq, Eq)]
enum State {
    Empty,
    /// Attributes of the innermost element may be written.
    Tag,
    Content,
    Done,
}

impl<'p> Layout<'p> {
    /// `size` is a measure of the length of the document.
    pub(super) fn new(prefixes: &'p Prefixes, options: &WriteOptions, size: usize) -> Self {
        let indent = options.indent;
        let ids = (!options.allow_duplicate_ids).then(HashSet::new);
        let options = Options {
            use_single_quote: false,
            indent: if indent { Indent::Spaces(2) } else { Indent::None },
            attributes_indent: Indent::None,
        };
        Self {
            xml: XmlWriter::with_capacity(size.saturating_mul(3), options),
            prefixes,
            indent,
            ids,
            name: String::new(),
            attributes: Vec::new(),
            open: Vec::new(),
            locals: Vec::new(),
            most_locals: 0,
            repeated: 0,
            most_repeated: WriteOptions::FREE_DECLARATIONS
                .saturating_add(size.saturating_mul(WriteOptions::MOST_DECLARATIONS)),
            state: State::Empty,
        }
    }

    /// The greatest number of declarations in scope.
    pub(super) fn most_in_scope(&self) -> usize {
        self.prefixes.count_on_root() + self.most_locals
    }

    pub(super) fn finish(self) -> String {
        self.xml.end_document()
    }

    fn note_id(&mut self, id: &str) -> Result<(), Error> {
        let is_new = self.ids.as_mut().is_none_or(|ids| ids.insert(id.into()));
        if is_new {
            return Ok(());
        }
        let message = format!("duplicate id {id:?}: ids are unique in a document");
        Err(Error::new(ErrorKind::DuplicateId, message))
    }

    fn set_name(&mut self, prefix: &str, name: QualifiedName<'_>) -> Result<(), Error> {
        const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
        let local = name.local;
        if !is_ncname(local) || name.namespace == XMLNS {
            return Err(not_writable(format!("{local:?} is no XML name")));
        }
        self.name.clear();
        self.name.push_str(prefix);
        self.name.push_str(local);
        Ok(())
    }

    fn declare_namespaces(&mut self, root_has_namespace: bool) -> Result<(), Error> {
        // A root in no namespace cannot have a default namespace.
        if let Some(uri) = self.prefixes.default_namespace().filter(|_| root_has_namespace) {
            self.xml.write_attribute("xmlns", &*escaped_attribute(uri)?);
        }
        for (prefix, uri) in self.prefixes.declared() {
            self.xml.write_attribute(&format!("xmlns:{prefix}"), &*escaped_attribute(uri)?);
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
            self.xml.write_attribute(&format!("xmlns:{prefix}"), &*escaped_attribute(uri)?);
            let depth = self.open.len();
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

    /// Very deep elements are not indented: their lines would be mostly white space.
    fn preserve(&mut self, preserve: bool) {
        if self.indent {
            let is_deep = self.open.len() >= WriteOptions::DEEPEST_INDENTED;
            self.xml.set_preserve_whitespaces(preserve || is_deep);
        }
    }
}

fn not_writable(message: String) -> Error {
    Error::new(ErrorKind::NotWritable, message)
}

impl Sink for Layout<'_> {
    fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        let root = self.state == State::Empty;
        if self.state == State::Done {
            return Err(not_writable(format!("a second root element {}", name.local)));
        }
        let prefixes = self.prefixes;
        let prefix = prefixes.of_element(name.namespace);
        if prefix == "xml:" {
            return Err(not_writable(format!("there is no element xml:{}", name.local)));
        }
        self.set_name(prefix, name)?;
        self.xml.start_element(&self.name);
        self.attributes.clear();
        self.state = State::Tag;
        let (default, preserve) = match self.open.last() {
            Some(open) => (open.default_declared, open.preserve),
            None => (prefixes.default_namespace().is_some(), false),
        };
        if root {
            self.declare_namespaces(!name.namespace.is_empty())?;
        }
        // An unprefixed element is in the default namespace or in none: declare it where that changes.
        let mut default_declared = default;
        if prefix.is_empty()
            && default == name.namespace.is_empty()
            && prefixes.default_namespace().is_some()
        {
            default_declared = !name.namespace.is_empty();
            if !root {
                self.count_repeated(name.namespace.len())?;
                let uri = escaped_attribute(name.namespace)?;
                self.xml.write_attribute("xmlns", &*uri);
            }
        }
        self.open.push(Open { default_declared, preserve });
        if self.open.len() == WriteOptions::DEEPEST_INDENTED {
            self.preserve(true);
        }
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
        if kind == ValueKind::Id {
            self.note_id(value)?;
        }
        if self.state != State::Tag {
            return Err(not_writable(format!("the attribute {} after content", name.local)));
        }
        let prefix = self.prefixes.of_attribute(name.namespace);
        self.set_name(prefix, name)?;
        if self.name == "xmlns" {
            return Err(not_writable("a namespace declaration as an attribute".to_owned()));
        }
        if self.attributes.contains(&self.name) {
            return Err(not_writable(format!("a second attribute {}", self.name)));
        }
        if let Some(prefix) = self.prefixes.local_of(name.namespace) {
            self.declare(prefix, name.namespace)?;
        }
        self.xml.write_attribute(&self.name, &*escaped_attribute(value)?);
        self.attributes.push(self.name.clone());
        Ok(())
    }

    fn text(&mut self, text: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        if !matches!(self.state, State::Tag | State::Content) {
            return Err(not_writable("text outside the root element".to_owned()));
        }
        if text.is_empty() {
            return Ok(());
        }
        self.mixed();
        self.xml.write_text(&escaped_text(text)?);
        self.state = State::Content;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        if self.open.pop().is_none() {
            return Err(not_writable("an end without a beginning".to_owned()));
        }
        // Prefixes of values are declared in a method that cannot return an error.
        self.check_repeated()?;
        self.xml.end_element();
        let depth = self.open.len();
        while self.locals.last().is_some_and(|local| local.depth > depth) {
            self.locals.pop();
        }
        let outer = self.open.last().map(|open| open.preserve);
        self.preserve(outer.unwrap_or(false));
        self.state = if outer.is_some() { State::Content } else { State::Done };
        Ok(())
    }

    fn mixed(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.preserve = true;
            self.preserve(true);
        }
    }

    fn keep_prefix(&mut self, prefix: &str, namespace: &str) {
        if self.state == State::Tag && self.prefixes.is_local(prefix) {
            // A namespace that was read can be escaped, so this cannot fail.
            let _ = self.declare(prefix, namespace);
        }
    }
}
