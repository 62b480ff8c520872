//! What the text of RFC 4826 says beside the schema: names that differ (§3.4.5), and references (§3.1). The schema
//! allows the documents, so all of it is a warning.

use xml_app_core::{AnyUri, Element, ReadContext};

use sip_uri::UriExt as _;

use super::{EntryRef, External, Item, List, ResourceLists};
use crate::twice::first_twice;

pub(super) fn lists(lists: &ResourceLists, element: Element<'_>, context: &mut ReadContext<'_>) {
    let names = lists.lists.iter().filter_map(|list| list.name.as_deref());
    differ("list", "name", names, element, context);
}

pub(super) fn list(list: &List, element: Element<'_>, context: &mut ReadContext<'_>) {
    let names = list.lists().filter_map(|list| list.name.as_deref());
    differ("list", "name", names, element, context);
    let uris = list.entries().map(|entry| entry.uri.as_str());
    differ("entry", "uri", uris, element, context);
    let refs = list.items.iter().filter_map(|item| match item {
        Item::EntryRef(reference) => Some(reference.ref_.as_str()),
        _ => None,
    });
    differ("entry-ref", "ref", refs, element, context);
    let anchors = list.items.iter().filter_map(|item| match item {
        Item::External(external) => external.anchor.as_ref().map(AnyUri::as_str),
        _ => None,
    });
    differ("external", "anchor", anchors, element, context);
}

/// Warns about the first value that is there twice.
fn differ<'v>(
    child: &str,
    attribute: &str,
    values: impl Iterator<Item = &'v str>,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    if let Some(twice) = first_twice(values) {
        let message =
            format!("two <{child}> have the same {attribute} {twice:?} (RFC 4826 §3.4.5)");
        context.warn(element, message);
    }
}

pub(super) fn entry_ref(reference: &EntryRef, element: Element<'_>, context: &mut ReadContext<'_>) {
    if reference.ref_.is_absolute() || reference.ref_.as_str().starts_with('/') {
        context.warn(element, "ref is not a path that begins below the XCAP root (RFC 4826 §3.1)");
    }
}

pub(super) fn external(external: &External, element: Element<'_>, context: &mut ReadContext<'_>) {
    if !external.anchor.as_ref().is_some_and(AnyUri::is_http) {
        context.warn(element, "<external> needs an anchor: an HTTP URI (RFC 4826 §3.1)");
    }
}
