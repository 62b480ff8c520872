//! Lists that rules refer to (RFC 4826), from files.

use std::collections::BTreeSet;
use std::sync::Mutex;

use sip_payloads::lists::resource_lists::{self, Item, ResourceLists};
use sip_payloads::uri::{UriExt as _, UriSet};
use sip_payloads::{AnyUri, Diagnostic, ReadOptions, Reading};

use crate::args::ListArg;
use crate::console::{Console, Failure};
use crate::{findings, input};

/// All lists that were given.
pub(super) struct Lists {
    known: Vec<List>,
    /// Requested lists that were not given.
    missing: Mutex<BTreeSet<String>>,
}

struct List {
    uri: AnyUri,
    members: UriSet,
    /// It may have more members: references, or members that could not be read.
    has_others: bool,
}

impl Lists {
    /// Reads them. `None` if a file is refused, which is reported.
    pub(super) fn read(args: &[ListArg], console: &mut Console) -> Result<Option<Self>, Failure> {
        let mut lists = Vec::new();
        for ListArg { uri, file } in args {
            let bytes = input::read_bytes(file)?;
            let reading =
                sip_payloads::parse_with::<ResourceLists>(&bytes, &ReadOptions::tolerant());
            let list = reading.map(|reading| List::new(uri.clone(), &reading));
            lists.push(list.map_err(|error| findings::report(file, &error, console)).ok());
        }
        let known = lists.into_iter().collect::<Option<_>>();
        Ok(known.map(|known| Self { known, missing: Mutex::default() }))
    }

    /// The lists that were requested and not given.
    pub(super) fn missing(&self) -> Vec<String> {
        let missing = self.missing.lock();
        missing.map(|missing| missing.iter().cloned().collect()).unwrap_or_default()
    }

    /// Whether an entity is on the list at a URI; `None` if this is uncertain.
    pub(super) fn membership(&self, uri: &AnyUri, entity: &AnyUri) -> Option<bool> {
        let here = || self.known.iter().filter(|list| list.uri.is_equivalent(uri));
        let answers: Vec<_> = here().map(|list| list.members.contains(entity)).collect();
        if answers.is_empty()
            && let Ok(mut missing) = self.missing.lock()
        {
            missing.insert(uri.to_string());
        }
        if answers.contains(&Some(true)) {
            return Some(true);
        }
        let is_all =
            !answers.is_empty() && !answers.contains(&None) && !here().any(|list| list.has_others);
        is_all.then_some(false)
    }
}

impl List {
    /// The members of all lists in the document (RFC 4826 §3). References, extensions and damage can stand for more
    /// members; `has_others` notes them.
    fn new(uri: AnyUri, reading: &Reading<ResourceLists>) -> Self {
        let is_damaged = reading.diagnostics.iter().any(Diagnostic::is_error);
        let mut list = Self { uri, members: UriSet::default(), has_others: is_damaged };
        for inner in &reading.document.lists {
            list.add(inner);
        }
        list
    }

    fn add(&mut self, list: &resource_lists::List) {
        self.has_others |= list.extensions.iter().next().is_some();
        for item in &list.items {
            match item {
                Item::List(inner) => self.add(inner),
                Item::Entry(entry) if entry.uri.scheme().is_some() => {
                    self.members.insert(entry.uri.clone());
                }
                Item::Entry(_) | Item::EntryRef(_) | Item::External(_) => self.has_others = true,
            }
        }
    }
}
