//! `json`: the document as JSON.
//!
//! `json --help` describes the mapping. Beside that: a keyword is `true`, because `null` is false
//! in most languages; attributes and children have the prefix of their vocabulary and not that of
//! the document, so that the sender's choice makes no difference; and members that this program
//! adds (`type`, `raw`, `value`, `unexpected`) keep their names: a child of the same name gets its
//! prefix, and an attribute gets `@`.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Number, Value};
use sip_payloads::AnyDocument;
use sip_payloads::xml::{Namespace, ValueKind};

use crate::args::JsonArgs;
use crate::console::{Console, Failure, Outcome};
use crate::input;
use crate::tree::{FullName, Node, Text};

/// Prints the document as JSON.
pub(crate) fn run(args: &JsonArgs, console: &mut Console) -> Result<Outcome, Failure> {
    let Some(document) = input::read_document(&args.file, &args.reading, console)? else {
        return Ok(Outcome::Wrong);
    };
    write(&document_json(&document)?, args.layout.compact, console)?;
    Ok(Outcome::Fine)
}

/// Prints a value.
pub(crate) fn write(value: &Value, compact: bool, console: &mut Console) -> Result<(), Failure> {
    let text =
        if compact { serde_json::to_string(value) } else { serde_json::to_string_pretty(value) };
    let text = text.map_err(|error| Failure::Internal(error.to_string()))?;
    console.line(text)
}

fn document_json(document: &AnyDocument) -> Result<Value, Failure> {
    let root = Node::of(document)?;
    let mapper = Mapper::new(document, &root);
    let mut members = vec![("type", Value::from(document.type_name()))];
    members.extend(root.text().map(|text| ("value", scalar(text))));
    members.extend(unexpected(&root));
    Ok(mapper.object(&root, members, false))
}

/// Determines the names of members.
struct Mapper<'n> {
    root_namespace: &'n str,
    /// The prefixes of the document type's vocabularies, by namespace.
    prefixes: HashMap<&'n str, &'n str>,
}

impl<'n> Mapper<'n> {
    fn new(document: &AnyDocument, root: &'n Node) -> Self {
        let mut prefixes = HashMap::from([(Namespace::XML.uri(), Namespace::XML.prefix())]);
        let registry = sip_payloads::registry();
        if let Some(application) = registry.application_by_name(document.type_name()) {
            let namespaces = application.namespaces().iter();
            prefixes.extend(namespaces.map(|known| (known.uri(), known.prefix())));
        }
        Self { root_namespace: &root.name.namespace, prefixes }
    }

    fn element(&self, node: &'n Node, inside_raw: bool) -> Value {
        let is_marked = node.is_raw && !inside_raw;
        let text = node.text().map(scalar);
        let is_bare = node.attributes.is_empty() && node.elements.is_empty();
        if is_bare && !is_marked && node.unexpected_text.is_none() {
            return match text {
                Some(text) => text,
                None if node.is_keyword => Value::Bool(true),
                None => Value::Object(Map::new()),
            };
        }
        let mut members = Vec::new();
        if is_marked {
            members.push(("raw", Value::Bool(true)));
        }
        members.extend(text.map(|text| ("value", text)));
        members.extend(unexpected(node));
        self.object(node, members, inside_raw || node.is_raw)
    }

    /// An object of additional members, and all attributes and children of an element.
    fn object(&self, node: &'n Node, own: Vec<(&str, Value)>, inside_raw: bool) -> Value {
        let mut taken: HashSet<String> = own.iter().map(|(key, _)| (*key).to_owned()).collect();
        let children: Vec<_> = node
            .elements
            .iter()
            .map(|child| (self.child_key(&child.name, &taken), child))
            .collect();
        taken.extend(children.iter().map(|(key, _)| key.clone()));
        let mut members = Map::new();
        let is_first = |(key, _): &(&str, Value)| !matches!(*key, "value" | "unexpected");
        let (own, value): (Vec<_>, Vec<_>) = own.into_iter().partition(is_first);
        members.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
        for attribute in &node.attributes {
            let key = self.attribute_key(&attribute.name, &taken);
            members.insert(key, scalar(&attribute.value));
        }
        members.extend(value.into_iter().map(|(key, value)| (key.to_owned(), value)));
        for (key, child) in children {
            let value = self.element(child, inside_raw);
            add(&mut members, key, value, child.is_list || inside_raw);
        }
        Value::Object(members)
    }

    fn child_key(&self, name: &'n FullName, taken: &HashSet<String>) -> String {
        if name.namespace == self.root_namespace && !taken.contains(&name.local) {
            return name.local.clone();
        }
        self.qualified(name)
    }

    fn attribute_key(&self, name: &'n FullName, taken: &HashSet<String>) -> String {
        let key = if name.namespace.is_empty() { name.local.clone() } else { self.qualified(name) };
        if taken.contains(&key) { format!("@{key}") } else { key }
    }

    /// `prefix:local`, or `{namespace}local` without a known prefix.
    fn qualified(&self, name: &'n FullName) -> String {
        match self.prefixes.get(name.namespace.as_str()) {
            Some(prefix) => format!("{prefix}:{}", name.local),
            None => name.expanded(),
        }
    }
}

/// The member for text where only elements are allowed.
fn unexpected(node: &Node) -> Option<(&'static str, Value)> {
    let text = node.unexpected_text.as_deref()?;
    Some(("unexpected", Value::Array(vec![text.into()])))
}

/// Adds a member; to an array, if the element is repeated.
fn add(members: &mut Map<String, Value>, key: String, value: Value, is_list: bool) {
    match members.get_mut(&key) {
        Some(Value::Array(values)) => values.push(value),
        Some(first) => *first = Value::Array(vec![first.take(), value]),
        None if is_list => {
            members.insert(key, Value::Array(vec![value]));
        }
        None => {
            members.insert(key, value);
        }
    }
}

/// A value of simple type.
fn scalar(text: &Text) -> Value {
    let value = match text.kind {
        ValueKind::Boolean => text.text.parse().ok().map(Value::Bool),
        ValueKind::Number => number(&text.text),
        _ => None,
    };
    value.unwrap_or_else(|| text.text.as_str().into())
}

/// A number with the digits of the document. Spellings that XML allows and JSON does not, such as
/// `+1`, `007`, `.5` and `1.`, are converted.
fn number(text: &str) -> Option<Value> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if decimals.is_empty() { "" } else { "." };
    let number: Number = format!("{sign}{whole}{point}{decimals}").parse().ok()?;
    Some(Value::Number(number))
}
