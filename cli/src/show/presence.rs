//! Presence documents (RFC 3863, RFC 4479) in words: services, persons and devices.

use sip_payloads::DateTime;
use sip_payloads::presence::ns::{DATA_MODEL, PIDF};
use sip_payloads::presence::{Presence, Reason};

use super::elements::{details, element, elements, unexpected_text};
use super::values::{in_local_zone, one_line};
use super::words::own_text;
use super::{HEAD, Page, is};
use crate::findings::WARNING;
use sip_payloads::xml::outline::Outline;

/// Prints what a document says now, in one line, and why; then what it contradicts itself about.
pub(super) fn answer(document: &Presence, page: &mut Page) {
    let mut answer = sip_payloads::answer(document, &DateTime::now());
    answer.since = answer.since.map(in_local_zone);
    if answer.reason != Reason::NothingSaid {
        let rest = one_line(&format!("{answer} ({})", answer.reason));
        page.line(0, HEAD, "Now:", &format!(" {rest}"));
    }
    for conflict in &answer.conflicts {
        page.line(0, WARNING, "Contradictory:", &format!(" {}", one_line(&conflict.to_string())));
    }
}

/// Prints a presence document.
pub(super) fn presence(root: &Outline, page: &mut Page) {
    let entity = root.attribute("entity").filter(|entity| !entity.is_empty());
    let entity = entity.map_or_else(|| "nobody in particular".to_owned(), one_line);
    let rest = format!(" {entity}{}", details(root, &["entity"]));
    page.line(0, HEAD, "Presence of", &rest);
    unexpected_text(root, 1, page);
    for child in &root.elements {
        if is(child, PIDF.uri(), "tuple") {
            service(child, page);
        } else if is(child, DATA_MODEL.uri(), "person") {
            head("Person", child, None, page);
            elements(&child.elements, 2, page);
        } else if is(child, DATA_MODEL.uri(), "device") {
            device(child, page);
        } else {
            element(child, 1, page);
        }
    }
}

/// A tuple: its basic status is on its own line, and its other statuses are printed like other
/// elements.
fn service(tuple: &Outline, page: &mut Page) {
    let mut children = tuple.elements.iter();
    let status = children.find(|child| is(child, PIDF.uri(), "status") && is_bare(child));
    let inside = status.map(|status| status.elements.as_slice());
    let inside = inside.unwrap_or_default();
    let basic = inside.iter().find(|child| is(child, PIDF.uri(), "basic"));
    let basic = basic.filter(|basic| is_bare(basic) && basic.elements.is_empty());
    head("Service", tuple, basic.and_then(own_text), page);
    elements(without(inside, basic), 2, page);
    elements(without(&tuple.elements, status), 2, page);
}

fn device(device: &Outline, page: &mut Page) {
    let mut children = device.elements.iter();
    let urn = children.find(|child| is(child, DATA_MODEL.uri(), "deviceID"));
    let urn = urn.filter(|urn| urn.attributes.is_empty() && urn.elements.is_empty());
    head("Device", device, urn.and_then(own_text), page);
    elements(without(&device.elements, urn), 2, page);
}

/// The first line of a service, a person or a device.
fn head(what: &str, node: &Outline, summary: Option<String>, page: &mut Page) {
    let id = one_line(node.attribute("id").unwrap_or_default());
    let summary = summary.map(|summary| format!(": {summary}"));
    let details = details(node, &["id"]);
    let rest = format!("{}{details}", summary.unwrap_or_default());
    page.line(1, HEAD, &format!("{what} {id}"), &rest);
    unexpected_text(node, 2, page);
}

/// Whether all content of an element is in its child elements or, without any, in its text.
fn is_bare(node: &Outline) -> bool {
    node.attributes.is_empty() && node.unexpected_text.is_none()
}

/// All except one.
fn without<'n>(
    nodes: &'n [Outline],
    told: Option<&'n Outline>,
) -> impl Iterator<Item = &'n Outline> {
    nodes.iter().filter(move |node| !told.is_some_and(|told| std::ptr::eq(told, *node)))
}
