//! What has to be unique in lists (RFC 4826 §3.4.5, §4.4.5), and what references can refer to.

use std::collections::HashSet;

use sip_resource_lists::resource_lists::{Item, List, ResourceLists};
use sip_resource_lists::rls_services::{Resources, RlsServices};
use sip_uri::UriExt as _;

use super::Request;
use crate::edit::Conflict;
use crate::uri::{UserTree, XcapUri};

pub(super) fn resource_lists(lists: &ResourceLists, request: Request<'_>) -> Result<(), Conflict> {
    let mut unique = Unique::default();
    unique.lists(&lists.lists.iter().collect::<Vec<_>>(), "resource-lists", request)?;
    unique.done()
}

pub(super) fn rls_services(services: &RlsServices, request: Request<'_>) -> Result<(), Conflict> {
    let mut unique = Unique::default();
    let mut uris = HashSet::new();
    for (index, service) in services.services.iter().enumerate() {
        let place = format!("rls-services/service[{}]", index + 1);
        unique.note(&mut uris, service.uri.as_str(), &format!("{place}/@uri"));
        match &service.resources {
            Resources::List(list) => unique.content(list, &format!("{place}/list"), request)?,
            Resources::ResourceList(uri) => {
                let place = format!("{place}/resource-list");
                if !uri.is_http() {
                    let message = format!("{place} is not an HTTP URI (RFC 4826 §4.1)");
                    return Err(Conflict::Constraint(message));
                }
                check_list(uri.as_str(), &place, request)?;
            }
        }
    }
    unique.done()
}

/// The places of values that are there twice.
#[derive(Default)]
struct Unique(Vec<String>);

impl Unique {
    fn done(self) -> Result<(), Conflict> {
        if self.0.is_empty() { Ok(()) } else { Err(Conflict::Uniqueness(self.0)) }
    }

    fn note<'v>(&mut self, seen: &mut HashSet<&'v str>, value: &'v str, place: &str) {
        if !seen.insert(value) {
            self.0.push(place.to_owned());
        }
    }

    /// Lists of one parent: their names differ.
    fn lists(
        &mut self,
        lists: &[&List],
        parent: &str,
        request: Request<'_>,
    ) -> Result<(), Conflict> {
        let mut names = HashSet::new();
        for (index, list) in lists.iter().enumerate() {
            let place = format!("{parent}/list[{}]", index + 1);
            if let Some(name) = &list.name {
                self.note(&mut names, name, &format!("{place}/@name"));
            }
            self.content(list, &place, request)?;
        }
        Ok(())
    }

    /// What is in a list. Lists are read within a limit of depth, so this does not go deeper.
    fn content(&mut self, list: &List, place: &str, request: Request<'_>) -> Result<(), Conflict> {
        let (mut uris, mut refs, mut anchors) = (HashSet::new(), HashSet::new(), HashSet::new());
        let (mut entry, mut entry_ref, mut external) = (0, 0, 0);
        for item in &list.items {
            match item {
                Item::Entry(one) => {
                    entry += 1;
                    self.note(&mut uris, one.uri.as_str(), &format!("{place}/entry[{entry}]/@uri"));
                }
                Item::EntryRef(one) => {
                    entry_ref += 1;
                    let place = format!("{place}/entry-ref[{entry_ref}]/@ref");
                    self.note(&mut refs, one.ref_.as_str(), &place);
                    check_reference(one.ref_.as_str(), &place, request)?;
                }
                Item::External(one) => {
                    external += 1;
                    let place = format!("{place}/external[{external}]/@anchor");
                    let anchor = one.anchor.as_ref();
                    let Some(anchor) = anchor.filter(|anchor| anchor.is_http()) else {
                        let message = format!("{place} is not an HTTP URI (RFC 4826 §3.1)");
                        return Err(Conflict::Constraint(message));
                    };
                    self.note(&mut anchors, anchor.as_str(), &place);
                }
                Item::List(_) => {}
            }
        }
        self.lists(&list.lists().collect::<Vec<_>>(), place, request)
    }
}

/// The list of a service is in a document of resource lists, of the same user (RFC 4826 §4.4.5).
fn check_list(uri: &str, place: &str, request: Request<'_>) -> Result<(), Conflict> {
    let refuse =
        |what: &str| Err(Conflict::Constraint(format!("{place} {what} (RFC 4826 §4.4.5)")));
    match uri.parse::<XcapUri>() {
        Err(error) => refuse(&format!("is not an XCAP URI: {error}")),
        Ok(uri) if uri.document.auid != "resource-lists" => refuse("is not a resource list"),
        Ok(uri) if is_of_another(&uri.document.tree, &request.document.tree) => {
            refuse("refers to a document of somebody else")
        }
        Ok(_) => Ok(()),
    }
}

fn is_of_another(found: &UserTree, own: &UserTree) -> bool {
    matches!(own, UserTree::User(_)) && found != own
}

/// A reference is a path below the XCAP root, to a document of the same user (RFC 4826 §3.4.5).
fn check_reference(reference: &str, place: &str, request: Request<'_>) -> Result<(), Conflict> {
    let refuse =
        |what: &str| Err(Conflict::Constraint(format!("{place} {what} (RFC 4826 §3.4.5)")));
    if reference.starts_with('/') || reference.contains("://") {
        return refuse("is not a path that begins below the XCAP root");
    }
    match reference.parse::<XcapUri>() {
        Ok(uri) if !uri.root.is_empty() => refuse("is not a path that begins below the XCAP root"),
        Ok(uri) if is_of_another(&uri.document.tree, &request.document.tree) => {
            refuse("refers to a document of somebody else")
        }
        Ok(uri) if uri.node.is_none() => refuse("does not refer to an entry"),
        Ok(_) => Ok(()),
        Err(error) => refuse(&format!("is not an XCAP path: {error}")),
    }
}
