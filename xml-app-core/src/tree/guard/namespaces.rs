//! Namespace declarations: two default namespaces on one element, and prefixes bound to nothing
//! (Namespaces in XML §2.2 and §3), which roxmltree accepts.

use memchr::{memchr, memmem};

use super::{Findings, Place, Places, is_space, not_well_formed, trim_start};
use crate::Error;

pub(super) fn check(bytes: &[u8], findings: &mut Findings) -> Result<(), Error> {
    let mut places = Places::new(bytes);
    let mut defaults = Defaults { bytes, places: Places::new(bytes), last: None, clear_to: 0 };
    for at in memmem::find_iter(bytes, b"xml") {
        findings.has_space |= bytes.get(at + 3..).is_some_and(|rest| rest.starts_with(b":space"));
        if at > 0 && bytes.get(at - 1) == Some(&b':') && is_xmlns(bytes, at) {
            if places.at(at) == Place::Tag && is_attribute(bytes, at) {
                let message = "an attribute called xmlns, with a prefix: it cannot be read";
                return Err(not_well_formed(message, at));
            }
            continue;
        }
        let Some(Declaration { prefix, start, namespace }) = Declaration::at(bytes, at) else {
            continue;
        };
        findings.longest_namespace = findings.longest_namespace.max(namespace.len());
        findings.declarations += 1;
        if is_padded(namespace, bytes.get(start + namespace.len() + 2..))
            && places.at(at) == Place::Tag
        {
            findings.padded.push(start..start + namespace.len() + 2);
        }
        let is_bound = prefix.is_none_or(|prefix| !namespace.is_empty() && prefix != b"xmlns");
        if !is_bound && places.at(at) == Place::Tag {
            let message = "a prefix without a namespace, or a reserved one";
            return Err(not_well_formed(message, at));
        }
        if prefix.is_none() && defaults.is_second(at, &mut places) {
            return Err(not_well_formed("two default namespaces on one element", at));
        }
    }
    Ok(())
}

/// What looks like a namespace declaration. It can also be in a text or a section.
struct Declaration<'a> {
    /// `None` for a default namespace.
    prefix: Option<&'a [u8]>,
    /// The offset of the opening quote.
    start: usize,
    /// The text between the quotes.
    namespace: &'a [u8],
}

impl<'a> Declaration<'a> {
    /// The declaration whose name begins with the `xml` at an offset.
    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before))?;
        if !is_space(*before) && !matches!(before, b'"' | b'\'') {
            return None;
        }
        let rest = bytes.get(at..)?.strip_prefix(b"xmlns")?;
        // Only the name is searched: a document may have very many beginnings of declarations.
        let ends = |byte: &u8| is_space(*byte) || b"=\"'<>/&".contains(byte);
        let (name, rest) = rest.split_at_checked(rest.iter().position(ends)?)?;
        let prefix = match name {
            [] => None,
            [b':', prefix @ ..] => Some(prefix),
            _ => return None,
        };
        let rest = trim_start(trim_start(rest).strip_prefix(b"=")?);
        let (quote, value) = rest.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let namespace = value.get(..memchr(*quote, value)?)?;
        Some(Self { prefix, start: bytes.len() - rest.len(), namespace })
    }
}

/// Follows default namespaces, to find two on one element.
struct Defaults<'a> {
    bytes: &'a [u8],
    /// For the last default namespace, which is before the current one.
    places: Places<'a>,
    last: Option<usize>,
    /// There is no tag between the last default namespace and this offset, so nothing is searched twice.
    clear_to: usize,
}

impl Defaults<'_> {
    /// Whether a default namespace is on the same element as the one before it.
    fn is_second(&mut self, at: usize, places: &mut Places<'_>) -> bool {
        let since = self.bytes.get(self.clear_to..at);
        let last = self.last.filter(|_| since.is_some_and(|since| memchr(b'<', since).is_none()));
        self.clear_to = at;
        // A declaration inside a value does not count. Nearly always there is only one in a tag, and
        // then its place is not needed.
        if last.is_some() && places.at(at) != Place::Tag {
            return false;
        }
        self.last = Some(at);
        last.is_some_and(|last| {
            let between = self.bytes.get(last..at).unwrap_or_default();
            !closes_tag(between) && self.places.at(last) == Place::Tag
        })
    }
}

/// Whether there is white space around a namespace that can be left out. `after` is the text after the
/// closing quote. If nothing separates the next attribute, the tag is not well-formed, and moving white
/// space there must not make it so.
fn is_padded(namespace: &[u8], after: Option<&[u8]>) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_some_and(|byte| is_space(*byte));
    let after = after.and_then(<[u8]>::first);
    (is_blank(namespace.first()) || is_blank(namespace.last()))
        && namespace.iter().any(|byte| !is_space(*byte))
        && (is_blank(after) || matches!(after, Some(b'/' | b'>')))
}

/// Whether a local name in a tag, behind a prefix, is that of an attribute and not of the element.
fn is_attribute(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at.saturating_sub(1)).unwrap_or_default();
    // Only the prefix is searched.
    let ends = |byte: &u8| is_space(*byte) || b"<>\"'/=:".contains(byte);
    let end = before.iter().rposition(ends).and_then(|end| before.get(end));
    end.is_some_and(|byte| !b"</".contains(byte))
}

/// Whether the name that begins here is `xmlns`.
fn is_xmlns(bytes: &[u8], at: usize) -> bool {
    let after = bytes.get(at..).and_then(|rest| rest.strip_prefix(b"xmlns"));
    let after = after.and_then(<[u8]>::first);
    after.is_some_and(|byte| *byte == b'=' || is_space(*byte))
}

/// Whether the text after an attribute name closes its tag: a `>` outside quotes.
fn closes_tag(text: &[u8]) -> bool {
    let mut quote = None;
    for byte in text {
        match (quote, byte) {
            (None, b'>') => return true,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    false
}
