//! Lists that rules refer to (RFC 4826), from files.

use std::collections::BTreeSet;
use std::sync::Mutex;

use sip_payloads::uri::{UriExt as _, UriSet};
use sip_payloads::{AnyUri, Error, ErrorKind, Name, Namespace, RawElement};

use crate::args::ListArg;
use crate::console::{Console, Failure};
use crate::{findings, input};

const RESOURCE_LISTS: Namespace = Namespace::new("urn:ietf:params:xml:ns:resource-lists", "rl");
const ROOT: Name = Name::new(RESOURCE_LISTS, "resource-lists");

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
            let list = parse(&bytes).map(|root| List::new(uri.clone(), &root));
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
    fn new(uri: AnyUri, root: &RawElement) -> Self {
        let mut list = Self { uri, members: UriSet::default(), has_others: false };
        list.add(root);
        list
    }

    /// Adds the entries of a list, or of the root, which contains only lists (RFC 4826 §3).
    /// Elements of other vocabularies may add or remove members; so an entity that is not found may
    /// be on the list.
    fn add(&mut self, element: &RawElement) {
        let is_list = element.name.local() == "list";
        for child in element.elements() {
            let is_ours = child.name.namespace() == RESOURCE_LISTS.uri();
            match child.name.local() {
                "list" if is_ours => self.add(child),
                "entry" if is_ours && is_list => self.add_entry(child),
                "display-name" if is_ours => {}
                _ => self.has_others = true,
            }
        }
    }

    fn add_entry(&mut self, entry: &RawElement) {
        match entry.attribute("uri").map(AnyUri::new) {
            Some(Ok(uri)) if uri.scheme().is_some() => self.members.insert(uri),
            _ => self.has_others = true,
        }
    }
}

fn parse(bytes: &[u8]) -> Result<RawElement, Error> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Error::new(ErrorKind::Encoding, "a list has to be in UTF-8"))?;
    let root: RawElement = text.strip_prefix('\u{feff}').unwrap_or(text).parse()?;
    if root.name.is(&ROOT) {
        Ok(root)
    } else {
        let message = format!("the root element is {}, expected {ROOT}", root.name);
        Err(Error::new(ErrorKind::WrongRoot, message))
    }
}
