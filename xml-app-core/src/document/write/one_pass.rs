//! Writing in one pass. The declarations are put into the tag of the root at the end.
//!
//! This works if each namespace gets its preferred prefix, as it nearly always does. If not, this gives up, and the document
//! is written in [two passes](super::layout). Where both work, their output is the same.

use super::escape::escaped_attribute;
use super::tags::Tags;
use crate::name_chars::is_ncname;
use crate::{Error, ErrorKind, Hints, Namespace, QualifiedName, Sink, ValueKind, WriteOptions};

pub(super) struct OnePass {
    tags: Tags,
    default: Option<Namespace>,
    is_default_used: bool,
    /// The namespaces with a prefix, in the order of their first use.
    bound: Vec<Bound>,
    /// The length of the start of the tag of the root, up to its attributes.
    root: usize,
    root_attributes: usize,
    has_given_up: bool,
}

struct Bound {
    uri: Box<str>,
    /// With its colon.
    prefix: Box<str>,
}

/// With more namespaces, the two passes see to it that no element has too many declarations in scope.
const MOST: usize = 60;

/// With more attributes at the root, the same could happen there.
const MOST_ATTRIBUTES: usize = 150;

impl OnePass {
    pub(super) fn new(default: Option<Namespace>, options: &WriteOptions) -> Self {
        Self {
            tags: Tags::new(options, 4096),
            default,
            is_default_used: false,
            bound: Vec::new(),
            root: 0,
            root_attributes: 0,
            has_given_up: false,
        }
    }

    /// Whether two passes are needed.
    pub(super) fn has_given_up(&self) -> bool {
        self.has_given_up
    }

    /// The document after what is before its root.
    pub(super) fn finish(self, declaration: &str) -> Result<String, Error> {
        let mut declarations = String::with_capacity(64 * (self.bound.len() + 1));
        if let Some(default) = self.default.filter(|_| self.is_default_used) {
            for piece in [" xmlns=\"", &*escaped_attribute(default.uri())?, "\""] {
                declarations.push_str(piece);
            }
        }
        for Bound { uri, prefix } in &self.bound {
            let prefix = prefix.trim_end_matches(':');
            for piece in [" xmlns:", prefix, "=\"", &*escaped_attribute(uri)?, "\""] {
                declarations.push_str(piece);
            }
        }
        let body = self.tags.finish();
        let (start, rest) = body.split_at(self.root.min(body.len()));
        let mut xml =
            String::with_capacity(declaration.len() + body.len() + declarations.len() + 1);
        xml.push_str(declaration);
        xml.push_str(start);
        xml.push_str(&declarations);
        xml.push_str(rest);
        Ok(xml)
    }

    #[cold]
    fn give_up(&mut self) -> Error {
        self.has_given_up = true;
        Error::new(ErrorKind::NotWritable, "two passes are needed")
    }

    /// The index of a namespace with a prefix.
    fn bind(&mut self, name: QualifiedName<'_>) -> Result<usize, Error> {
        let known = self.bound.iter().position(|bound| *bound.uri == *name.namespace);
        if let Some(index) = known {
            return Ok(index);
        }
        let wish = name.prefix;
        let is_free = is_ncname(wish)
            && !wish.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("xml"))
            && !self.bound.iter().any(|bound| bound.prefix.strip_suffix(':') == Some(wish));
        if !is_free || self.bound.len() >= MOST {
            return Err(self.give_up());
        }
        let prefix = format!("{wish}:").into();
        self.bound.push(Bound { uri: name.namespace.into(), prefix });
        Ok(self.bound.len() - 1)
    }

    fn check(&mut self) -> Result<(), Error> {
        if self.has_given_up { Err(self.give_up()) } else { Ok(()) }
    }

    fn is_default(&self, namespace: &str) -> bool {
        self.default.is_some_and(|default| default.is(namespace))
    }
}

impl Sink for OnePass {
    fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        self.check()?;
        let is_root = self.tags.is_empty();
        let namespace = name.namespace;
        let index = if namespace.is_empty() {
            if self.default.is_some() {
                return Err(self.give_up());
            }
            None
        } else if self.is_default(namespace) {
            self.is_default_used = true;
            None
        } else if namespace == Namespace::XML.uri() {
            return Err(self.give_up());
        } else {
            Some(self.bind(name)?)
        };
        let prefix =
            index.and_then(|index| self.bound.get(index)).map_or("", |bound| &bound.prefix);
        self.tags.start(prefix, name)?;
        if is_root {
            self.root = 1 + prefix.len() + name.local.len();
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        kind: ValueKind,
    ) -> Result<(), Error> {
        self.check()?;
        let namespace = name.namespace;
        let prefix = if namespace.is_empty() {
            ""
        } else if namespace == Namespace::XML.uri() {
            "xml:"
        } else if self.is_default(namespace) {
            // It needs a prefix beside the default declaration.
            return Err(self.give_up());
        } else {
            let index = self.bind(name)?;
            self.bound.get(index).map_or("", |bound| &bound.prefix)
        };
        self.tags.check_attribute(prefix, name, value, kind)?;
        if self.tags.depth() == 1 {
            self.root_attributes += 1;
            if self.root_attributes > MOST_ATTRIBUTES {
                return Err(self.give_up());
            }
        }
        self.tags.attribute(value)
    }

    fn text(&mut self, text: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        self.check()?;
        self.tags.text(text)
    }

    fn end(&mut self) -> Result<(), Error> {
        self.check()?;
        self.tags.end()
    }

    fn mixed(&mut self) {
        self.tags.mixed();
    }

    fn keep_prefix(&mut self, _: &str, _: &str) {
        // Prefixes that values use come before those of names.
        self.has_given_up = true;
    }
}
