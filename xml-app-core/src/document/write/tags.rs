//! Tags and texts. Only this module uses xmlwriter, which does not escape `&`, checks nothing, and panics when misused. So
//! everything is escaped and checked here.

use std::collections::HashSet;

use xmlwriter::{Indent, Options, XmlWriter};

use super::escape::{escaped_attribute, escaped_text};
use crate::name_chars::is_ncname;
use crate::{Error, ErrorKind, QualifiedName, ValueKind, WriteOptions};

pub(super) struct Tags {
    xml: XmlWriter,
    indent: bool,
    /// The ids so far, if they have to be unique.
    ids: Option<HashSet<Box<str>>>,
    /// A buffer for prefixed names.
    name: String,
    /// The attributes of the current element, and how many there are: the texts behind them are used again.
    attributes: Vec<String>,
    attribute_count: usize,
    /// For each open element, whether white space is content in it or in an element around it.
    open: Vec<bool>,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Empty,
    /// Attributes of the innermost element may be written.
    Tag,
    Content,
    Done,
}

impl Tags {
    pub(super) fn new(options: &WriteOptions, capacity: usize) -> Self {
        let indent = options.indent;
        let ids = (!options.allow_duplicate_ids).then(HashSet::new);
        let options = Options {
            use_single_quote: false,
            indent: if indent { Indent::Spaces(2) } else { Indent::None },
            attributes_indent: Indent::None,
        };
        Self {
            xml: XmlWriter::with_capacity(capacity, options),
            indent,
            ids,
            name: String::new(),
            attributes: Vec::new(),
            attribute_count: 0,
            open: Vec::new(),
            state: State::Empty,
        }
    }

    pub(super) fn finish(self) -> String {
        self.xml.end_document()
    }

    /// The number of open elements.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether nothing has been written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.state == State::Empty
    }

    /// Whether attributes of the innermost element may be written.
    pub(super) fn is_in_tag(&self) -> bool {
        self.state == State::Tag
    }

    /// Begins an element. The prefix has its colon.
    pub(super) fn start(&mut self, prefix: &str, name: QualifiedName<'_>) -> Result<(), Error> {
        if self.state == State::Done {
            return Err(not_writable(format!("a second root element {}", name.local)));
        }
        if prefix == "xml:" {
            return Err(not_writable(format!("there is no element xml:{}", name.local)));
        }
        self.set_name(prefix, name)?;
        self.xml.start_element(&self.name);
        self.attribute_count = 0;
        self.state = State::Tag;
        self.open.push(self.open.last().copied().unwrap_or(false));
        if self.open.len() == WriteOptions::DEEPEST_INDENTED {
            self.preserve(true);
        }
        Ok(())
    }

    /// Writes a namespace declaration. Without a prefix, it is that of the default namespace.
    pub(super) fn declaration(&mut self, prefix: Option<&str>, uri: &str) -> Result<(), Error> {
        let uri = escaped_attribute(uri)?;
        match prefix {
            Some(prefix) => self.xml.write_attribute(&format!("xmlns:{prefix}"), &*uri),
            None => self.xml.write_attribute("xmlns", &*uri),
        }
        Ok(())
    }

    /// Makes sure that an attribute can be written, before a declaration is written for it.
    pub(super) fn check_attribute(
        &mut self,
        prefix: &str,
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
        self.set_name(prefix, name)?;
        if self.name == "xmlns" {
            return Err(not_writable("a namespace declaration as an attribute".to_owned()));
        }
        let known = self.attributes.get(..self.attribute_count).unwrap_or_default();
        if known.contains(&self.name) {
            return Err(not_writable(format!("a second attribute {}", self.name)));
        }
        Ok(())
    }

    /// Writes the attribute that was checked last.
    pub(super) fn attribute(&mut self, value: &str) -> Result<(), Error> {
        let value = escaped_attribute(value)?;
        self.xml.write_attribute_raw(&self.name, |xml| xml.extend_from_slice(value.as_bytes()));
        match self.attributes.get_mut(self.attribute_count) {
            Some(known) => known.clone_from(&self.name),
            None => self.attributes.push(self.name.clone()),
        }
        self.attribute_count += 1;
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Error> {
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

    pub(super) fn end(&mut self) -> Result<(), Error> {
        if self.open.pop().is_none() {
            return Err(not_writable("an end without a beginning".to_owned()));
        }
        self.xml.end_element();
        let outer = self.open.last().copied();
        self.preserve(outer.unwrap_or(false));
        self.state = if outer.is_some() { State::Content } else { State::Done };
        Ok(())
    }

    /// White space is content in the innermost element.
    pub(super) fn mixed(&mut self) {
        if let Some(open) = self.open.last_mut() {
            *open = true;
            self.preserve(true);
        }
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
