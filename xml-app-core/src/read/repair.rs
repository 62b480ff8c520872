//! Documents whose root forgot its namespace, or is in that of a draft.

use std::borrow::Cow;
use std::ops::Range;

use super::{ReadOptions, Source};
use crate::{Element, Error, Namespace};

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
        let mut text = String::with_capacity(self.text.len() + 64);
        let mut inserted = Vec::new();
        let mut end = 0;
        for (place, new) in places {
            text.push_str(self.text.get(end..place.start)?);
            let longer = isize::try_from(new.len()).ok()? - isize::try_from(place.len()).ok()?;
            inserted.push((text.len(), longer));
            text.push_str(&new);
            end = place.end;
        }
        text.push_str(self.text.get(end..)?);
        Some(Source::new(Cow::Owned(text), self.remark.clone(), inserted, options))
    }
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
