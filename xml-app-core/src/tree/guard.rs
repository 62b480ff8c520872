//! Linear passes over the text before it is parsed: limits on what makes reading expensive, and errors
//! that roxmltree accepts although the text is not well-formed.
//!
//! roxmltree follows the grammar of XML 1.0 and of Namespaces in XML, with these exceptions, each of
//! which is refused here:
//!
//! - a processing instruction whose target is not an NCName, is `xml`, or is not separated from what
//!   follows; an XML declaration that does not follow its grammar ([`instructions`]);
//! - a name that begins with a colon ([`check_names`]);
//! - a reference to a surrogate ([`references`]);
//! - two default namespaces on one element; a prefix that is declared for no namespace, or is `xmlns`
//!   ([`namespaces`]).
//!
//! It also keeps a carriage return beside a reference. [`line_ends`](super::line_ends) replaces those.

mod depth;
mod instructions;
mod namespaces;
mod places;
mod references;
mod scanner;

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr3_iter, memmem};

use crate::value::is_char;
use crate::{Error, ErrorKind, Limits};

pub(crate) use depth::too_deep_in;
pub(crate) use places::{Place, Places, section_end};

/// What the passes have found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// The comments, ascending, if they are well-formed.
    pub(crate) comments: Vec<Range<usize>>,
    /// Whether there may be a CDATA section, a processing instruction, or a comment that is not among
    /// the [`comments`](Self::comments).
    pub(crate) has_sections: bool,
    /// Whether there may be an `xml:space`.
    pub(crate) has_space: bool,
    /// Where namespaces with white space around them are declared, with their quotes, ascending.
    pub(crate) padded: Vec<Range<usize>>,
    /// Where ampersands are that begin no reference, ascending.
    pub(crate) bare_ampersands: Vec<usize>,
    /// The number of namespace declarations, or more.
    declarations: usize,
    /// In bytes.
    longest_namespace: usize,
}

impl Findings {
    /// Looks through a text. Refuses what is beyond a limit, and errors that roxmltree accepts.
    pub(crate) fn of(text: &str, limits: &Limits) -> Result<Self, Error> {
        let bytes = text.as_bytes();
        let mut findings = Self::default();
        check_marks(text, &mut findings)?;
        namespaces::check(bytes, &mut findings)?;
        // Few documents come near a limit, and finding that out is much faster than scanning.
        if findings.declarations > limits.namespaces
            || findings.longest_namespace > limits.namespace_bytes
            || may_have_attributes(bytes, limits.attributes)
        {
            scanner::check(bytes, limits)?;
        }
        Ok(findings)
    }
}

/// Looks at every character that can begin a reference or a section.
fn check_marks(text: &str, findings: &mut Findings) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let mut places = Places::new(bytes);
    for at in memchr3_iter(b'&', b'?', b'!', bytes) {
        let mark = bytes.get(at);
        if mark == Some(&b'&') {
            if references::check(text, at, &mut places)? == references::Kind::Bare {
                findings.bare_ampersands.push(at);
            }
        } else if at > 0 && bytes.get(at - 1) == Some(&b'<') {
            if findings.comments.last().is_none_or(|comment| at >= comment.end) {
                match comment_at(text, at - 1) {
                    Some(comment) => findings.comments.push(comment),
                    // The XML declaration is not a section.
                    None => findings.has_sections |= at > 1,
                }
            }
            if mark == Some(&b'?') {
                instructions::check(text, at - 1, &mut places)?;
            }
        }
    }
    Ok(())
}

/// The well-formed comment that begins here (XML 1.0 §2.5).
fn comment_at(text: &str, start: usize) -> Option<Range<usize>> {
    let content = text.get(start..)?.strip_prefix("<!--")?;
    let (content, end) = content.split_at_checked(memmem::find(content.as_bytes(), b"--")?)?;
    let is_well_formed = end.starts_with("-->") && content.chars().all(is_char);
    is_well_formed.then(|| start..start + "<!---->".len() + content.len())
}

/// Whether an element may have more attributes than a limit. An attribute takes at least five bytes, and
/// no tag begins between the attributes of an element. So if there are more, some block of half that
/// many bytes contains no beginning of a tag.
fn may_have_attributes(bytes: &[u8], more_than: usize) -> bool {
    let block = more_than.saturating_add(1).saturating_mul(b" a=''".len()) / 2;
    bytes.chunks_exact(block).any(|block| memchr(b'<', block).is_none())
        && memchr_iter(b'=', bytes).nth(more_than).is_some()
}

/// The offset of a document type declaration.
pub(crate) fn document_type(text: &str) -> Option<usize> {
    let mut places = Places::new(text.as_bytes());
    let mut found = memmem::find_iter(text.as_bytes(), b"<!DOCTYPE");
    found.find(|at| places.at(*at) == Place::Text)
}

/// Refuses names of elements and attributes that begin with a colon (Namespaces in XML §4), which
/// roxmltree ignores.
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

/// White space of XML: without the form feed that Rust counts too.
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
