//! The first pass of writing: finds the namespaces that are used, and chooses their prefixes.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::name_chars::is_ncname;
use crate::{Error, Hints, Namespace, QualifiedName, Sink, ValueKind};

/// The beginning of generated prefixes.
const MADE: &str = "ns";

/// The limits on declarations in scope and on attributes of the root, so that the output can be read with
/// the default [`Limits`](crate::Limits).
pub(super) const MOST_IN_SCOPE: usize = 128;
const MOST_ATTRIBUTES: usize = 256;

/// Up to this number of entries, comparing is faster than hashing.
const FEW: usize = 8;

/// Collects the namespaces of a document in the order of their first use.
pub(super) struct Collector {
    default: Option<Namespace>,
    used: IndexMap<Box<str>, Used>,
    /// Prefixes that values seem to use, with their namespaces, and how often. The prefixes of values on the
    /// root have priority.
    kept: IndexMap<(Box<str>, Box<str>), usize>,
    /// Texts in values that look like generated prefixes.
    mentioned: HashSet<Box<str>>,
    /// A measure of the document's length.
    size: usize,
    elements: usize,
    root_attributes: usize,
}

struct Used {
    wish: Box<str>,
    by_element: bool,
    by_attribute: bool,
    /// The number of names.
    count: usize,
}

impl Collector {
    pub(super) fn new(default: Option<Namespace>) -> Self {
        Self {
            default,
            used: IndexMap::with_capacity(FEW),
            kept: IndexMap::new(),
            mentioned: HashSet::new(),
            size: 0,
            elements: 0,
            root_attributes: 0,
        }
    }

    fn note(&mut self, name: QualifiedName<'_>) -> Option<&mut Used> {
        self.size += name.local.len() + 8;
        if name.namespace.is_empty() || name.namespace == Namespace::XML.uri() {
            return None;
        }
        let index = index_of(&self.used, name.namespace).unwrap_or_else(|| {
            let wish = name.prefix.into();
            let used = Used { wish, by_element: false, by_attribute: false, count: 0 };
            self.used.insert_full(name.namespace.into(), used).0
        });
        let (_, used) = self.used.get_index_mut(index)?;
        used.count += 1;
        Some(used)
    }

    /// Notes texts such as `ns1:` in a raw value.
    fn note_mentions(&mut self, value: &str) {
        for before in value.split(':') {
            let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
            if digits.len() < before.len() && digits.ends_with(MADE) {
                let start = digits.len() - MADE.len();
                self.mentioned.extend(before.get(start..).map(Box::from));
            }
        }
    }

    /// The number of declarations that fit on the root, if no element below has any.
    pub(super) fn room(&self) -> usize {
        MOST_IN_SCOPE.min(MOST_ATTRIBUTES.saturating_sub(self.root_attributes))
    }

    /// A measure of the length of the document: local names with their markup, and a third of the texts.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Chooses the prefixes, with at most `room` declarations on the root. Those that would cost most
    /// elsewhere are on the root: in documents of usual size without contradictions, these are all.
    pub(super) fn assign(&self, room: usize) -> Prefixes {
        let mut prefixes = Prefixes { mentioned: self.mentioned.clone(), ..Prefixes::default() };
        let mut kept: Vec<_> = self.kept.iter().collect();
        // In an order that does not depend on where values are written.
        kept.sort_by_key(|(key, _)| *key);
        let mut heaviest: HashMap<&str, (usize, &str)> = HashMap::new();
        let mut contested = HashSet::new();
        for ((prefix, uri), count) in &kept {
            let weight = (count.saturating_mul(uri.len()), &**uri);
            if let Some(known) = heaviest.get_mut(&**prefix) {
                contested.insert(&**prefix);
                *known = weight.max(*known);
            } else {
                heaviest.insert(prefix, weight);
            }
        }
        // One place is for the default namespace.
        let room = room.saturating_sub(1);
        let room_for_kept = if self.used.len() + kept.len() <= room { room } else { room / 2 };
        for ((prefix, uri), _) in kept {
            let has_place = prefixes.declared.len() < room_for_kept;
            let is_heaviest =
                heaviest.get(&**prefix).is_some_and(|(_, heaviest)| *heaviest == &**uri);
            if contested.contains(&**prefix) || !has_place {
                prefixes.reserve(prefix, uri, has_place && is_heaviest);
            } else {
                prefixes.declare(prefix, uri);
            }
        }
        let lightest = lightest(&self.used, room.saturating_sub(prefixes.declared.len()));
        for (uri, used) in &self.used {
            let is_default = self.default.is_some_and(|default| default.uri() == &**uri);
            if is_default && used.by_element {
                prefixes.default = Some(uri.clone());
            }
            if (used.by_element && !is_default) || used.by_attribute {
                prefixes.bind(uri, &used.wish, lightest.contains(&**uri));
            }
        }
        prefixes
    }
}

/// The namespaces of names without those that would cost most.
fn lightest(used: &IndexMap<Box<str>, Used>, most: usize) -> HashSet<&str> {
    if used.len() <= most {
        return HashSet::new();
    }
    let mut used: Vec<_> =
        used.iter().map(|(uri, used)| (used.count * uri.len(), &**uri)).collect();
    used.sort_by_key(|weight| Reverse(*weight));
    used.into_iter().skip(most).map(|(_, uri)| uri).collect()
}

/// The index of a namespace in a table. Most tables are short.
fn index_of<T>(table: &IndexMap<Box<str>, T>, uri: &str) -> Option<usize> {
    let few = table.keys().take(FEW).position(|known| **known == *uri);
    few.or_else(|| if table.len() > FEW { table.get_index_of(uri) } else { None })
}

impl Sink for Collector {
    fn start(&mut self, name: QualifiedName<'_>, _: Hints) -> Result<(), Error> {
        self.elements += 1;
        if let Some(used) = self.note(name) {
            used.by_element = true;
        }
        Ok(())
    }

    fn attribute(
        &mut self,
        name: QualifiedName<'_>,
        value: &str,
        _: ValueKind,
    ) -> Result<(), Error> {
        self.note_mentions(value);
        self.root_attributes += usize::from(self.elements == 1);
        if let Some(used) = self.note(name) {
            used.by_attribute = true;
        }
        Ok(())
    }

    fn text(&mut self, text: &str, _: ValueKind, _: Hints) -> Result<(), Error> {
        self.size += text.len() / 3;
        self.note_mentions(text);
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn keep_prefix(&mut self, prefix: &str, namespace: &str) {
        let count = self.kept.entry((prefix.into(), namespace.into())).or_default();
        *count = if self.elements == 1 { usize::MAX } else { count.saturating_add(1) };
    }

    fn wants_values(&self) -> bool {
        false
    }
}

/// The prefixes of a document. Nearly all are declared on its root.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    /// The namespace that is written without a prefix.
    default: Option<Box<str>>,
    /// URI, and the prefix with its colon.
    bound: IndexMap<Box<str>, Bound>,
    /// Prefix and URI, as declared on the root.
    declared: IndexMap<Box<str>, Box<str>>,
    /// Namespaces with a prefix that values use.
    known: HashMap<Box<str>, Box<str>>,
    /// Prefixes that are declared where values use them, because they mean different things in
    /// different places, or because there are too many.
    reserved: HashSet<Box<str>>,
    /// Texts in values that look like generated prefixes.
    mentioned: HashSet<Box<str>>,
    /// The number of generated prefixes.
    made: usize,
    /// Whether names have prefixes that are not on the root.
    has_local_names: bool,
}

/// The prefix that names of a namespace have.
#[derive(Debug)]
struct Bound {
    /// With its colon.
    prefix: Box<str>,
    /// Declared where it is used, not on the root.
    is_local: bool,
}

impl Prefixes {
    fn declare(&mut self, prefix: &str, uri: &str) {
        self.declared.insert(prefix.into(), uri.into());
        self.known.entry(uri.into()).or_insert_with(|| prefix.into());
    }

    /// Reserves a prefix, so that names do not get it.
    fn reserve(&mut self, prefix: &str, uri: &str, on_root: bool) {
        self.reserved.insert(prefix.into());
        if on_root {
            self.declared.insert(prefix.into(), uri.into());
        }
    }

    fn is_free(&self, prefix: &str) -> bool {
        is_ncname(prefix)
            && !prefix.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("xml"))
            && !self.declared.contains_key(prefix)
            && !self.reserved.contains(prefix)
    }

    /// Gives a namespace a prefix: one that it has, the preferred one, or `ns1`, `ns2`, ...
    fn bind(&mut self, uri: &str, wish: &str, is_local: bool) {
        let known = self.known.get(uri).cloned();
        let is_local = is_local && known.is_none();
        let prefix = known.unwrap_or_else(|| {
            if self.is_free(wish) { wish.into() } else { self.make_prefix().into() }
        });
        if is_local {
            self.has_local_names = true;
            self.reserved.insert(prefix.clone());
        } else {
            self.declare(&prefix, uri);
        }
        self.bound.insert(uri.into(), Bound { prefix: format!("{prefix}:").into(), is_local });
    }

    fn make_prefix(&mut self) -> String {
        loop {
            self.made += 1;
            let made = format!("{MADE}{}", self.made);
            if self.is_free(&made) && !self.mentioned.contains(&*made) {
                return made;
            }
        }
    }

    pub(super) fn default_namespace(&self) -> Option<&str> {
        self.default.as_deref()
    }

    /// The prefixes and URIs to declare on the root: those of names in the order of use, then those that only
    /// values use. So a value that was read, whose prefix was noted, and a value that a program made give
    /// the same output.
    pub(super) fn declared(&self) -> impl Iterator<Item = (&str, &str)> {
        let of_names = self
            .bound
            .iter()
            .filter(|(_, bound)| !bound.is_local)
            .map(|(uri, bound)| (bound.prefix.trim_end_matches(':'), &**uri));
        let all = self.declared.iter().map(|(prefix, uri)| (&**prefix, &**uri));
        let is_bound = |prefix: &str, uri: &str| {
            self.bound.get(uri).is_some_and(|bound| bound.prefix.trim_end_matches(':') == prefix)
        };
        of_names.chain(all.filter(move |(prefix, uri)| !is_bound(prefix, uri)))
    }

    /// The number of declarations on the root.
    pub(super) fn count_on_root(&self) -> usize {
        self.declared.len() + usize::from(self.default.is_some())
    }

    /// The namespace of a prefix that is declared on the root.
    pub(super) fn on_root(&self, prefix: &str) -> Option<&str> {
        self.declared.get(prefix).map(|uri| &**uri)
    }

    /// The prefix that has to be declared where a namespace is used, because it is not declared on the root.
    #[inline]
    pub(super) fn local_of(&self, uri: &str) -> Option<&str> {
        if !self.has_local_names {
            return None;
        }
        let (_, bound) = index_of(&self.bound, uri).and_then(|at| self.bound.get_index(at))?;
        bound.is_local.then(|| bound.prefix.trim_end_matches(':'))
    }

    /// Whether a prefix is declared where values use it.
    pub(super) fn is_local(&self, prefix: &str) -> bool {
        self.reserved.contains(prefix)
    }

    /// The prefix with its colon; empty for the default namespace and for none.
    pub(super) fn of_element(&self, uri: &str) -> &str {
        if uri.is_empty() || self.default.as_deref() == Some(uri) {
            ""
        } else {
            self.of_attribute(uri)
        }
    }

    /// The prefix with its colon; empty for no namespace.
    pub(super) fn of_attribute(&self, uri: &str) -> &str {
        if uri.is_empty() {
            return "";
        }
        if uri == Namespace::XML.uri() {
            return "xml:";
        }
        let bound = index_of(&self.bound, uri).and_then(|index| self.bound.get_index(index));
        bound.map_or("", |(_, bound)| &bound.prefix)
    }
}
