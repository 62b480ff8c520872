//! Flat lists: references followed, each resource once (RFC 4826 §3.1, §5).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use sip_uri::UriMap;
use xml_app_core::AnyUri;

use super::selector::{Selected, Selector};
use super::{Entry, Item, List, ResourceLists};
use crate::rls_services::{Resources, Service};

/// How much a [`Resolver`] follows, against lists that refer to each other without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ResolveLimits {
    /// Lists inside lists, by reference or not. 64 by default.
    pub depth: usize,
    /// References, each of which costs as much as the document that it is into is large. 1,000 by default.
    pub references: usize,
    /// Entries of the result. 100,000 by default.
    pub entries: usize,
}

impl Default for ResolveLimits {
    fn default() -> Self {
        Self { depth: 64, references: 1_000, entries: 100_000 }
    }
}

/// Follows the references of lists. The program fetches the documents; each is asked for once.
///
/// ```
/// use sip_resource_lists::resource_lists::{Resolver, ResourceLists};
/// use xml_app_core::Registry;
///
/// let parse = |xml: &str| Registry::empty().parse::<ResourceLists>(xml);
/// let mine = parse(r#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list name="friends">
///     <entry uri="sip:joe@example.com"/>
///     <external anchor="http://xcap.example.com/resource-lists/users/sip:bill@example.com/index/~~/resource-lists/list%5b@name=%22crew%22%5d"/>
///     </list></resource-lists>"#)?;
/// let bills = parse(r#"<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list name="crew">
///     <entry uri="sip:JOE@example.com"/><entry uri="sip:ann@example.com"/><entry uri="sip:joe@EXAMPLE.COM"/>
///     </list></resource-lists>"#)?;
///
/// let mut resolver = Resolver::new("http://xcap.example.com", |document: &str| match document {
///     "http://xcap.example.com/resource-lists/users/sip:bill@example.com/index" => Ok(bills.clone()),
///     _ => Err("404 Not Found".to_owned()),
/// });
/// let flat = resolver.flatten(mine.list("friends").unwrap());
/// let uris: Vec<_> = flat.entries.iter().map(|entry| entry.uri.as_str()).collect();
/// assert_eq!(uris, ["sip:joe@example.com", "sip:JOE@example.com", "sip:ann@example.com"]);
/// assert!(flat.failures.is_empty());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Resolver<F> {
    root: String,
    fetch: F,
    limits: ResolveLimits,
    documents: HashMap<String, Result<Arc<ResourceLists>, String>>,
}

/// The resources of a list, each once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Flat {
    /// The entries, in the order in which they are met. Of those with [equivalent](sip_uri::UriExt) URIs, the first.
    pub entries: Vec<Entry>,
    /// The references that could not be followed. The other entries are there nevertheless.
    pub failures: Vec<Failure>,
}

/// A reference that could not be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The reference as a URI; empty for a limit that no reference exceeded.
    pub reference: String,
    /// Why.
    pub reason: FailureReason,
}

/// Why a reference could not be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureReason {
    /// It is not the URI of a node in an XCAP document. White space inside it is not repaired.
    Invalid,
    /// The program could not fetch the document, and says why.
    NotFetched(String),
    /// It selects nothing, or more than one element.
    NotFound,
    /// It selects something else than an entry or a list.
    WrongElement,
    /// It leads back to itself.
    Loop,
    /// Lists are inside each other too deeply ([`ResolveLimits::depth`]).
    TooDeep,
    /// There are too many references ([`ResolveLimits::references`]).
    TooManyReferences,
    /// There are too many entries ([`ResolveLimits::entries`]).
    TooManyEntries,
}

impl fmt::Display for FailureReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "it is not the URI of a node in an XCAP document",
            Self::NotFetched(why) => return write!(f, "the document could not be fetched: {why}"),
            Self::NotFound => "it selects nothing, or more than one element",
            Self::WrongElement => "it selects an element of another kind",
            Self::Loop => "it leads back to itself",
            Self::TooDeep => "lists are inside each other too deeply",
            Self::TooManyReferences => "there are too many references",
            Self::TooManyEntries => "there are too many entries",
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reference.as_str() {
            "" => write!(f, "{}", self.reason),
            reference => write!(f, "{reference}: {}", self.reason),
        }
    }
}

impl<F> Resolver<F>
where
    F: FnMut(&str) -> Result<ResourceLists, String>,
{
    /// A resolver for an XCAP root, such as `http://xcap.example.com`, to which the references to entries are
    /// relative. `fetch` gets the URI of a document, and answers it, or why it cannot.
    pub fn new(root: &str, fetch: F) -> Self {
        let root = root.trim_end_matches('/').to_owned();
        Self { root, fetch, limits: ResolveLimits::default(), documents: HashMap::new() }
    }

    /// The same with other limits.
    #[must_use]
    pub fn with_limits(mut self, limits: ResolveLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The resources of a list and of the lists inside.
    pub fn flatten(&mut self, list: &List) -> Flat {
        self.flatten_all([list])
    }

    /// The resources of several lists.
    pub fn flatten_all<'l>(&mut self, lists: impl IntoIterator<Item = &'l List>) -> Flat {
        let mut run = Run::default();
        for list in lists {
            self.add(list, &mut run);
        }
        run.flat
    }

    /// The resources to which a list server subscribes for a service (RFC 4826 §5).
    ///
    /// ```
    /// use sip_resource_lists::resource_lists::{Entry, List, Resolver};
    /// use sip_resource_lists::rls_services::Service;
    ///
    /// let mut list = List::new();
    /// list.push(Entry::new("sip:joe@example.com".parse()?));
    /// let service = Service::new("sip:crew@example.com".parse()?, list.into());
    /// let mut resolver = Resolver::new("http://xcap.example.com", |_: &str| Err(String::new()));
    /// assert_eq!(resolver.resources(&service).entries.len(), 1);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn resources(&mut self, service: &Service) -> Flat {
        let mut run = Run::default();
        match &service.resources {
            Resources::List(list) => self.add(list, &mut run),
            Resources::ResourceList(uri) => self.follow(uri.as_str(), Wanted::List, &mut run),
        }
        run.flat
    }

    /// Adds the entries of a list, unless they are there already: a list costs as much as it is large, however
    /// many references there are to it.
    fn add(&mut self, list: &List, run: &mut Run) {
        if !run.enter(list, self.limits.depth) {
            return;
        }
        for item in &list.items {
            match item {
                Item::Entry(entry) => run.push(entry, &self.limits),
                Item::List(list) => self.add(list, run),
                Item::EntryRef(reference) => {
                    let uri = format!("{}/{}", self.root, reference.ref_);
                    self.follow(&uri, Wanted::Entry, run);
                }
                Item::External(external) => {
                    let anchor = external.anchor.as_ref().map_or("", AnyUri::as_str);
                    self.follow(anchor, Wanted::List, run);
                }
            }
            if run.is_full {
                break;
            }
        }
        run.open.pop();
    }

    /// Adds what a reference selects.
    fn follow(&mut self, uri: &str, wanted: Wanted, run: &mut Run) {
        if run.references >= self.limits.references {
            return run.fail(uri.to_owned(), FailureReason::TooManyReferences);
        }
        run.references += 1;
        if run.followed.iter().any(|open| open == uri) {
            return run.fail(uri.to_owned(), FailureReason::Loop);
        }
        let parts = uri.split_once("/~~/").filter(|_| !uri.contains(char::is_whitespace));
        let Some((document, selector)) = parts else {
            return run.fail(uri.to_owned(), FailureReason::Invalid);
        };
        let Some(selector) = Selector::parse(selector) else {
            return run.fail(uri.to_owned(), FailureReason::Invalid);
        };
        let lists = match self.document(document) {
            Ok(lists) => lists,
            Err(why) => return run.fail(uri.to_owned(), FailureReason::NotFetched(why)),
        };
        match (selector.select(&lists), wanted) {
            (None, _) => run.fail(uri.to_owned(), FailureReason::NotFound),
            (Some(Selected::Entry(entry)), Wanted::Entry) => run.push(entry, &self.limits),
            (Some(Selected::List(list)), Wanted::List) => {
                run.followed.push(uri.to_owned());
                self.add(list, run);
                run.followed.pop();
            }
            (Some(_), _) => run.fail(uri.to_owned(), FailureReason::WrongElement),
        }
    }

    fn document(&mut self, uri: &str) -> Result<Arc<ResourceLists>, String> {
        if let Some(known) = self.documents.get(uri) {
            return known.clone();
        }
        let fetched = (self.fetch)(uri).map(Arc::new);
        self.documents.insert(uri.to_owned(), fetched.clone());
        fetched
    }
}

/// What a reference has to select.
#[derive(Clone, Copy)]
enum Wanted {
    Entry,
    List,
}

/// What was done so far.
#[derive(Default)]
struct Run {
    flat: Flat,
    seen: UriMap<()>,
    /// The references that are being followed.
    followed: Vec<String>,
    /// The lists that are being added, from the outermost. Lists are compared by their addresses: none moves while
    /// they are added, because the documents stay in the resolver.
    open: Vec<*const List>,
    /// The lists that were entered, with the least depth at which that was.
    entered: HashMap<*const List, usize>,
    /// Whether some list was too deep.
    is_cut: bool,
    references: usize,
    is_full: bool,
}

impl Run {
    /// Enters a list, if its entries are not there yet.
    fn enter(&mut self, list: &List, most: usize) -> bool {
        let (depth, list) = (self.open.len(), std::ptr::from_ref(list));
        let reference = || self.followed.last().cloned().unwrap_or_default();
        if self.open.contains(&list) {
            self.fail(reference(), FailureReason::Loop);
            return false;
        }
        if depth >= most {
            self.is_cut = true;
            self.fail(reference(), FailureReason::TooDeep);
            return false;
        }
        // Of a list that was entered before, less was too deep if it was entered at a lower depth.
        let known = self.entered.get(&list).copied();
        if known.is_some_and(|known| known <= depth || !self.is_cut) {
            return false;
        }
        self.entered.insert(list, depth);
        self.open.push(list);
        true
    }

    fn push(&mut self, entry: &Entry, limits: &ResolveLimits) {
        if self.seen.get(&entry.uri).is_some() {
            return;
        }
        if self.flat.entries.len() >= limits.entries {
            self.is_full = true;
            return self.fail(String::new(), FailureReason::TooManyEntries);
        }
        self.seen.insert(entry.uri.clone(), ());
        self.flat.entries.push(entry.clone());
    }

    fn fail(&mut self, reference: String, reason: FailureReason) {
        let failure = Failure { reference, reason };
        if self.flat.failures.last() != Some(&failure) {
            self.flat.failures.push(failure);
        }
    }
}
