//! Attributes of one element, and namespaces in scope: counted tag by tag, if the quick passes cannot
//! exclude that there are too many.

use memchr::memchr;

use super::{is_space, section_end};
use crate::{Error, ErrorKind, Limits};

/// Refuses an element with more than the limits allow.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    Scanner::new(bytes, limits).scan()
}

/// Follows tags through a document and counts.
struct Scanner<'a> {
    bytes: &'a [u8],
    limits: &'a Limits,
    position: usize,
    /// Namespace declarations of each open element.
    open: Vec<usize>,
    in_scope: usize,
}

impl<'a> Scanner<'a> {
    fn new(bytes: &'a [u8], limits: &'a Limits) -> Self {
        Self { bytes, limits, position: 0, open: Vec::new(), in_scope: 0 }
    }

    fn scan(mut self) -> Result<(), Error> {
        while let Some(found) = self.rest().and_then(|rest| memchr(b'<', rest)) {
            let start = self.position + found;
            match self.bytes.get(start + 1) {
                Some(b'!' | b'?') => {
                    let Some(end) = section_end(self.bytes, start) else {
                        let message = "a document type declaration, which is refused";
                        return Err(Error::at_offset(ErrorKind::DocumentType, message, start));
                    };
                    self.position = end;
                }
                Some(b'/') => {
                    self.position = start + 2;
                    self.in_scope -= self.open.pop().unwrap_or(0).min(self.in_scope);
                }
                Some(_) => {
                    self.position = start + 1;
                    if !self.start_tag(start)? {
                        return Ok(());
                    }
                }
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn rest(&self) -> Option<&'a [u8]> {
        self.bytes.get(self.position..)
    }

    /// Counts the attributes of a start tag. Returns false if the document ends inside it.
    fn start_tag(&mut self, start: usize) -> Result<bool, Error> {
        let (mut attributes, mut namespaces) = (0, 0);
        let mut name_start = self.position;
        loop {
            let Some(found) =
                self.rest().and_then(|rest| rest.iter().position(|b| matches!(b, b'=' | b'>')))
            else {
                return Ok(false);
            };
            let at = self.position + found;
            if self.bytes.get(at) == Some(&b'>') {
                self.position = at + 1;
                let empty = self.bytes.get(at - 1) == Some(&b'/');
                if !empty {
                    self.open.push(namespaces);
                    self.in_scope += namespaces;
                }
                return Ok(true);
            }
            let name = self.bytes.get(name_start..at).unwrap_or_default();
            attributes += 1;
            if is_namespace_declaration(name) {
                namespaces += 1;
            }
            self.check(attributes, self.limits.attributes, "attributes on one element", start)?;
            self.check(
                self.in_scope + namespaces,
                self.limits.namespaces,
                "namespace declarations in scope",
                start,
            )?;
            let value = self.bytes.get(at + 1..).unwrap_or_default();
            let blanks = value.iter().take_while(|byte| is_space(**byte)).count();
            let Some(quote @ (b'"' | b'\'')) = value.get(blanks) else {
                self.position = at + 1;
                name_start = self.position;
                continue;
            };
            let Some(length) = memchr(*quote, value.get(blanks + 1..).unwrap_or_default()) else {
                return Ok(false);
            };
            if is_namespace_declaration(name) {
                let limit = self.limits.namespace_bytes;
                self.check(length, limit, "bytes in a namespace", start)?;
            }
            self.position = at + 1 + blanks + 1 + length + 1;
            name_start = self.position;
        }
    }

    fn check(&self, count: usize, limit: usize, of: &str, offset: usize) -> Result<(), Error> {
        if count <= limit {
            return Ok(());
        }
        Err(Error::at_offset(ErrorKind::Limit, format!("more than {limit} {of}"), offset))
    }
}

/// Whether the text before `=` ends in the name of a namespace declaration.
fn is_namespace_declaration(text: &[u8]) -> bool {
    let name = text.trim_ascii_end();
    let start = name.iter().rposition(|byte| is_space(*byte)).map_or(0, |at| at + 1);
    let name = name.get(start..).unwrap_or_default();
    name == b"xmlns" || name.starts_with(b"xmlns:")
}
