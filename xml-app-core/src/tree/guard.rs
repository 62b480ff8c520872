//! Linear passes over the text, before the XML parser sees it: limits on what makes reading expensive,
//! and what roxmltree accepts although it is not well-formed.
//!
//! roxmltree follows the grammar of XML 1.0 and of Namespaces in XML, with these exceptions, each of
//! which is refused here:
//!
//! - a processing instruction whose target is no NCName, is `xml`, or is not set apart from what
//!   follows; an XML declaration that does not follow its grammar ([`instructions`]);
//! - a name that begins with a colon ([`check_names`]);
//! - a reference to a surrogate ([`references`]);
//! - two default namespaces on one element; a prefix that is declared for no namespace, or is `xmlns`
//!   ([`namespaces`]).
//!
//! And it keeps a carriage return beside a reference, which [`line_ends`](super::line_ends) replaces.

mod depth;
mod instructions;
mod namespaces;
mod places;
mod references;
mod scanner;

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3_iter, memmem};

use crate::{Error, ErrorKind, Limits};

pub(crate) use depth::too_deep_in;
pub(crate) use places::{Place, Places, section_end};

/// What the guard has seen.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Whether there is something like a comment, CDATA section or processing instruction.
    pub(crate) has_sections: bool,
    /// Whether there is something like `xml:space`.
    pub(crate) has_space: bool,
    /// Namespaces with blanks around them, where they are declared, with their quotes, ascending.
    pub(crate) padded: Vec<Range<usize>>,
    /// Ampersands that begin no reference, ascending.
    pub(crate) bare_ampersands: Vec<usize>,
    /// How many namespace declarations there may be.
    declarations: usize,
    /// In bytes.
    longest_namespace: usize,
}

impl Outline {
    /// Refuses what is beyond a limit, and what is not well-formed although roxmltree accepts it.
    pub(crate) fn of(text: &str, limits: &Limits) -> Result<Self, Error> {
        let bytes = text.as_bytes();
        let mut outline = Self::default();
        check_marks(text, &mut outline)?;
        namespaces::check(bytes, &mut outline)?;
        // Hardly any document comes near a limit, and that can be told much faster than by scanning.
        if outline.declarations > limits.namespaces
            || outline.longest_namespace > limits.namespace_bytes
            || may_have_attributes(bytes, limits.attributes)
        {
            scanner::check(bytes, limits)?;
        }
        Ok(outline)
    }
}

/// Looks at what references and sections begin with.
fn check_marks(text: &str, outline: &mut Outline) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let mut places = Places::new(bytes);
    for at in memchr3_iter(b'&', b'?', b'!', bytes) {
        let mark = bytes.get(at);
        if mark == Some(&b'&') {
            if references::check(text, at, &mut places)? == references::Kind::Bare {
                outline.bare_ampersands.push(at);
            }
        } else if at > 0 && bytes.get(at - 1) == Some(&b'<') {
            // The XML declaration is no section.
            outline.has_sections |= at > 1;
            if mark == Some(&b'?') {
                instructions::check(text, at - 1, &mut places)?;
            }
        }
    }
    Ok(())
}

/// Whether some element might have more attributes than these. Each takes five bytes and no tag can
/// begin between them, so every stretch of so many bytes has a block of half the length in it without
/// the beginning of a tag.
fn may_have_attributes(bytes: &[u8], more_than: usize) -> bool {
    let block = more_than.saturating_add(1).saturating_mul(b" a=''".len()) / 2;
    bytes.chunks_exact(block).any(|block| memchr(b'<', block).is_none())
        && memchr_iter(b'=', bytes).nth(more_than).is_some()
}

/// Where a document type declaration is.
pub(crate) fn document_type(text: &str) -> Option<usize> {
    let mut places = Places::new(text.as_bytes());
    let mut found = memmem::find_iter(text.as_bytes(), b"<!DOCTYPE");
    found.find(|at| places.at(*at) == Place::Text)
}

/// Names of elements and attributes that begin with a colon: roxmltree reads them as if it were not
/// there (Namespaces in XML §4).
pub(crate) fn check_names(bytes: &[u8]) -> Result<(), Error> {
    let mut places = Places::new(bytes);
    for at in memchr_iter(b':', bytes) {
        let may_begin = match bytes.get(..at).unwrap_or_default() {
            [.., b'<'] | [.., b'<', b'/'] => true,
            [.., before] => is_space(*before),
            [] => false,
        };
        if may_begin && places.at(at) == Place::Tag {
            return Err(not_well_formed("a name that begins with a colon", at));
        }
    }
    Ok(())
}

/// White space of XML, which has no form feed.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    let blanks = bytes.iter().take_while(|byte| is_space(**byte)).count();
    bytes.get(blanks..).unwrap_or_default()
}

#[cold]
fn not_well_formed(message: &str, offset: usize) -> Error {
    Error::at_offset(ErrorKind::NotWellFormed, message, offset)
}
