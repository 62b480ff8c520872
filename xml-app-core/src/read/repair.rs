//! Documents whose root forgot its namespace, or is in that of a draft, and namespaces with blanks
//! around them.

use std::borrow::Cow;
use std::ops::Range;

use super::locate::Inserted;
use super::{ReadOptions, Source};
use crate::value::Excerpt;
use crate::{Element, Error, ErrorKind, Namespace};

impl Source<'_> {
    /// The same document, with the namespace of its root changed: wherever it is declared on the root,
    /// or, if it is none, by a declaration there.
    pub(super) fn with_namespace(
        &self,
        root: Element<'_>,
        namespace: Namespace,
        options: &ReadOptions,
    ) -> Option<Result<Source<'static>, Error>> {
        let tag = self.received(root.node().document()).offset(root.node().range().start);
        let prefix = root.prefix();
        let name_end = tag + 1 + prefix.map_or(0, |prefix| prefix.len() + 1) + root.local().len();
        let mut places: Vec<(Range<usize>, String)> = Vec::new();
        for attribute in attributes(&self.text, name_end) {
            let name = self.text.get(attribute.name)?;
            let declared = match name.strip_prefix("xmlns") {
                Some("") => None,
                Some(prefix) if prefix.starts_with(':') => prefix.get(1..),
                _ => continue,
            };
            let is_own = declared == prefix;
            if is_own || self.text.get(attribute.value.clone())? == root.namespace() {
                places.push((attribute.value, namespace.uri().to_owned()));
            }
        }
        if places.is_empty() {
            places.push((name_end..name_end, format!(" xmlns=\"{namespace}\"")));
        }
        let (text, inserted) = edited(&self.text, &self.inserted, &places)?;
        Some(Source::new(Cow::Owned(text), self.remarks.clone(), inserted, options))
    }
}

impl Source<'_> {
    /// A document with blanks around namespaces, which makes them others: read without them.
    pub(super) fn padded(
        text: &str,
        mut remarks: Vec<(ErrorKind, String)>,
        inserted: &[(usize, isize)],
        padded: &[Range<usize>],
        options: &ReadOptions,
    ) -> Result<Self, Error> {
        let mut places = Vec::new();
        for place in padded {
            let namespace = text.get(place.clone()).unwrap_or_default();
            let namespace = namespace.trim_matches([' ', '\t']);
            remarks.push(blanks_around(namespace, "read without them"));
            places.push((place.clone(), namespace.to_owned()));
        }
        let (text, inserted) = edited(text, inserted, &places)
            .ok_or_else(|| Error::new(ErrorKind::NotWellFormed, "blanks around a namespace"))?;
        Self::new(Cow::Owned(text), remarks, inserted, options)
    }
}

pub(super) fn blanks_around(namespace: &str, result: &str) -> (ErrorKind, String) {
    let message = format!("blanks around the namespace {}; {result}", Excerpt(namespace));
    (ErrorKind::Misspelt, message)
}

/// A text with other things in these places, which ascend, and where it is longer than what was
/// received.
fn edited(
    text: &str,
    inserted: &[(usize, isize)],
    places: &[(Range<usize>, String)],
) -> Option<(String, Inserted)> {
    let mut edited = String::with_capacity(text.len() + 64);
    let mut moved = inserted.to_vec();
    let mut end = 0;
    for (place, new) in places {
        edited.push_str(text.get(end..place.start)?);
        let longer = isize::try_from(new.len()).ok()? - isize::try_from(place.len()).ok()?;
        // What was put in before is as much further on.
        let behind = inserted.iter().zip(&mut moved).filter(|((at, _), _)| *at > place.start);
        behind.for_each(|(_, (at, _))| *at = at.saturating_add_signed(longer));
        moved.push((edited.len(), longer));
        edited.push_str(new);
        end = place.end;
    }
    edited.push_str(text.get(end..)?);
    Some((edited, moved))
}

struct Written {
    name: Range<usize>,
    /// Without the quotes.
    value: Range<usize>,
}

/// The attributes of a start tag as they are written, of a document that is well-formed. `start`: the
/// end of the element's name.
fn attributes(text: &str, start: usize) -> impl Iterator<Item = Written> {
    let mut rest = start;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let begin = rest + tail.find(|c: char| !c.is_ascii_whitespace())?;
        let name = text.get(begin..)?;
        if name.starts_with(['>', '/']) {
            return None;
        }
        let name_end = begin + name.find(|c: char| c == '=' || c.is_ascii_whitespace())?;
        let quote_at = name_end + text.get(name_end..)?.find(['"', '\''])?;
        let quoted = text.get(quote_at..)?;
        let quote = quoted.chars().next()?;
        let value = quote_at + 1;
        let value_end = value + text.get(value..)?.find(quote)?;
        rest = value_end + 1;
        Some(Written { name: begin..name_end, value: value..value_end })
    })
}
