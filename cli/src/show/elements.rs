//! Any element in words: `NAME: VALUE (DETAILS)`, and below it what does not fit on the line.

use anstyle::Style;
use sip_payloads::xml::Namespace;

use super::Page;
use super::values::{one_line, quoted, value};
use super::words::{attribute_words, heading, is_hint, is_item, own_text};
use crate::findings::{WARNING, printable};
use sip_payloads::xml::outline::{Attribute, Outline};

/// The most characters of children on the line of their element.
const LONGEST: usize = 100;

/// Prints an element at a depth of indentation.
pub(super) fn element(node: &Outline, depth: usize, page: &mut Page) {
    if node.is_raw {
        unknown(node, depth, page);
    } else if is_remark(node) {
        remark(node, depth, page);
    } else {
        known(node, depth, page);
    }
}

/// Prints elements at a depth of indentation.
pub(super) fn elements<'n>(
    nodes: impl IntoIterator<Item = &'n Outline>,
    depth: usize,
    page: &mut Page,
) {
    nodes.into_iter().for_each(|node| element(node, depth, page));
}

/// Prints text where only elements are allowed.
pub(super) fn unexpected_text(node: &Outline, depth: usize, page: &mut Page) {
    if let Some(text) = &node.unexpected_text {
        let rest = format!(" text {}", quoted(text));
        page.line(depth, WARNING, "unknown:", &rest);
    }
}

/// The attributes in parentheses, except some that are printed elsewhere.
pub(super) fn details(node: &Outline, except: &[&str]) -> String {
    let is_told = |attribute: &&Attribute| {
        let mut except = except.iter();
        except.any(|local| attribute.name.is_unqualified(local))
    };
    let attributes = node.attributes.iter().filter(|a| !is_told(a) && !is_hint(a));
    let details: Vec<_> = attributes.map(detail).collect();
    if details.is_empty() { String::new() } else { format!(" ({})", details.join(", ")) }
}

/// An attribute in words: `until 2026-01-01 ...`, `last input ...`. A language has no name.
fn detail(attribute: &Attribute) -> String {
    if let Some(words) = attribute_words(attribute) {
        return words.to_owned();
    }
    let value = value(&attribute.value);
    let name = &attribute.name;
    match name.namespace.as_str() {
        "" => format!("{} {value}", name.local.replace('-', " ")),
        uri if uri == Namespace::XML.uri() && name.local == "lang" => value,
        _ => format!("{} {value}", printable(&name.expanded())),
    }
}

/// An element of unknown type. Its content is not marked again.
fn unknown(node: &Outline, depth: usize, page: &mut Page) {
    let name = format!(" {}", printable(&node.name.expanded()));
    untyped(node, "unknown:", &name, depth, page);
    inside_unknown(node, depth + 1, page);
}

fn inside_unknown(node: &Outline, depth: usize, page: &mut Page) {
    for child in &node.elements {
        untyped(child, "", &child.name.local, depth, page);
        inside_unknown(child, depth + 1, page);
    }
}

/// The line of an element without a type.
fn untyped(node: &Outline, mark: &str, name: &str, depth: usize, page: &mut Page) {
    let text = node.text().filter(|text| !text.text.trim().is_empty());
    let value = text.map(|text| format!(": {}", value(text)));
    let rest = format!("{name}{}{}", value.unwrap_or_default(), details(node, &[]));
    page.line(depth, WARNING, mark, &rest);
}

/// A note or another text for people, with its language.
fn is_remark(node: &Outline) -> bool {
    const NAMES: [&str; 3] = ["note", "other", "description"];
    NAMES.contains(&node.name.local.as_str()) && node.elements.is_empty() && node.text().is_some()
}

/// Gives notes the language that they inherit (XML 1.0 §2.12).
pub(super) fn hand_down_language(node: &mut Outline, inherited: Option<&Attribute>) {
    let is_lang = |attribute: &&Attribute| {
        attribute.name.namespace == Namespace::XML.uri() && attribute.name.local == "lang"
    };
    let own = node.attributes.iter().find(is_lang).cloned();
    if own.is_none() && is_remark(node) {
        node.attributes.extend(inherited.cloned());
    }
    for child in &mut node.elements {
        hand_down_language(child, own.as_ref().or(inherited));
    }
}

fn remark(node: &Outline, depth: usize, page: &mut Page) {
    let text = node.text().map(|text| one_line(&text.text));
    let rest = format!("{}: {}", details(node, &[]), text.unwrap_or_default());
    page.line(depth, Style::new(), &node.name.local, rest.trim_end());
}

/// An element of a known type. Short children are on its own line. Children that group others stay
/// together, so that supported and unsupported items, for example, are next to each other.
fn known(node: &Outline, depth: usize, page: &mut Page) {
    let (head, separator) = heading(node);
    known_as(head, separator, node, depth, page);
}

/// The same under another name.
pub(super) fn known_as(head: &str, separator: &str, node: &Outline, depth: usize, page: &mut Page) {
    let brief: Vec<_> = node.elements.iter().map(brief).collect();
    let lengths = brief.iter().flatten().map(|words| words.chars().count() + 2);
    let fits = lengths.sum::<usize>() <= LONGEST;
    let all = brief.iter().all(Option::is_some);
    let mut words: Vec<_> = own_text(node).into_iter().collect();
    let mut below = Vec::new();
    for (child, brief) in node.elements.iter().zip(brief) {
        match brief {
            Some(brief) if fits && (all || child.elements.is_empty()) => words.push(brief),
            _ => below.push(child),
        }
    }
    let separator = if words.is_empty() { "" } else { separator };
    let rest = format!("{separator}{}{}", words.join(", "), details(node, &[]));
    page.line(depth, Style::new(), head, &rest);
    unexpected_text(node, depth + 1, page);
    elements(below, depth + 1, page);
}

/// An element in a few words, if possible: a keyword, a short text, or a name around one.
fn brief(node: &Outline) -> Option<String> {
    if node.is_raw || !node.attributes.is_empty() || node.unexpected_text.is_some() {
        return None;
    }
    let name = &node.name.local;
    match (node.elements.as_slice(), node.text()) {
        ([], Some(text)) if is_remark(node) => Some(quoted(&text.text)),
        ([], _) => match own_text(node) {
            Some(text) if is_item(node) => Some(text),
            Some(text) => Some(format!("{name} {text}")),
            None => Some(name.clone()),
        },
        ([only], None) if only.elements.is_empty() => Some(format!("{name} {}", brief(only)?)),
        _ => None,
    }
}
