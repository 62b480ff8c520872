//! Documents as JSON.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::outline::{FullName, Outline, Text};
use super::registry::Application;
use crate::{Error, Namespace, Registry, ValueKind, XmlApplication, XmlElement as _};

/// A document as JSON. With the feature `serde`, documents implement `serde::Serialize` in this shape.
///
/// - The root is an object with a member `type`, the [name](XmlApplication::NAME) of the document type.
/// - Attributes and child elements are members, by local name. A child in another namespace than the
///   root's, and an attribute in any, has the prefix of its vocabulary and not that of the document:
///   `dm:person`, `xml:lang`; and its namespace where no vocabulary is known: `{urn:x}a`.
/// - A repeatable element is an array, even if it occurs once, and so is everything in an extension point
///   and in an unknown element. Other elements become arrays where they are repeated.
/// - An element without attributes and child elements is its text. A keyword is `true`; any other that has
///   no place for text is an object, which may be empty.
/// - Text beside attributes or children is the member `value`; text where only elements are allowed is in
///   the array `unexpected`.
/// - Booleans and numbers stay so; all else is text.
/// - An element of unknown type is an object with `"raw": true`.
/// - The members `type`, `raw`, `value` and `unexpected` keep their names: a child of the same name gets its
///   prefix, and an attribute gets `@`.
///
/// The prefixes of extension vocabularies are those of the default [`Registry`], if the process has one,
/// and otherwise those that the vocabularies prefer.
///
/// ```
/// use xml_app_core::{Json, Namespace, XmlApplication, XmlElement};
///
/// const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
///
/// #[derive(Debug, Clone, PartialEq, XmlElement)]
/// #[xml(namespace = MENU, name = "menu")]
/// pub struct Menu {
///     #[xml(attribute)]
///     day: String,
///     #[xml(value = "dish")]
///     dishes: Vec<String>,
/// }
///
/// pub struct MenuDocument;
///
/// impl XmlApplication for MenuDocument {
///     type Root = Menu;
///     const NAME: &'static str = "menu";
///     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
///     const SPECIFICATION: &'static str = "the kitchen";
///     const DEFAULT_NAMESPACE: Option<Namespace> = Some(MENU);
/// }
///
/// let menu = Menu { day: "Monday".to_owned(), dishes: vec!["soup".to_owned()] };
/// let Json::Object(members) = Json::of::<MenuDocument>(&menu)? else { unreachable!() };
/// assert_eq!(members["type"], Json::Text("menu".to_owned()));
/// assert_eq!(members["day"], Json::Text("Monday".to_owned()));
/// assert_eq!(members["dish"], Json::Array(vec![Json::Text("soup".to_owned())]));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `true` or `false`.
    Boolean(bool),
    /// A number, with the digits of the document. Spellings that XML allows and JSON does not, such as `+1`,
    /// `007`, `.5` and `1.`, are converted.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(IndexMap<String, Self>),
}

impl Json {
    /// A document as JSON.
    ///
    /// # Errors
    /// [`ErrorKind::NotWritable`](crate::ErrorKind::NotWritable) if a value cannot be written.
    pub fn of<A: XmlApplication>(root: &A::Root) -> Result<Self, Error> {
        let own = A::Root::NAME.namespace();
        let namespaces = std::iter::once(&own).chain(A::NAMESPACES);
        Ok(document(A::NAME, namespaces, &Outline::of(root)?))
    }

    /// A value of simple type.
    fn scalar(text: &Text) -> Self {
        let value = match text.kind {
            ValueKind::Boolean => text.text.parse().ok().map(Self::Boolean),
            ValueKind::Number => number(&text.text).map(Self::Number),
            _ => None,
        };
        value.unwrap_or_else(|| Self::Text(text.text.clone()))
    }

    /// An element without content.
    fn empty() -> Self {
        Self::Object(IndexMap::new())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Json {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(digits) => serialize_number(digits, serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(values) => serializer.collect_seq(values),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

/// An integer, if the number is one and fits into 64 bits; else a double; a string, if it is beyond a double.
#[cfg(feature = "serde")]
fn serialize_number<S: serde::Serializer>(digits: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(number) = digits.parse() {
        return serializer.serialize_u64(number);
    }
    if let Ok(number) = digits.parse() {
        return serializer.serialize_i64(number);
    }
    match digits.parse::<f64>() {
        Ok(number) if number.is_finite() => serializer.serialize_f64(number),
        _ => serializer.serialize_str(digits),
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for crate::AnyDocument {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = self.to_json().map_err(serde::ser::Error::custom)?;
        json.serialize(serializer)
    }
}

/// Implements `Serialize` for the root of a document type: generated by the derive's key `document`.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_document {
    ($root:ty, $application:ty) => {
        /// The shape is that of `Json`.
        impl $crate::__serde::Serialize for $root {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let json = $crate::Json::of::<$application>(self)
                    .map_err(<S::Error as $crate::__serde::ser::Error>::custom)?;
                $crate::__serde::Serialize::serialize(&json, serializer)
            }
        }
    };
}

/// Nothing, without the feature `serde`.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serialize_document {
    ($root:ty, $application:ty) => {};
}

/// The object of a document.
fn document<'n>(
    type_name: &str,
    namespaces: impl IntoIterator<Item = &'n Namespace>,
    root: &'n Outline,
) -> Json {
    let mut members = vec![("type", Json::Text(type_name.to_owned()))];
    members.extend(root.text().map(|text| ("value", Json::scalar(text))));
    members.extend(unexpected(root));
    Mapper::new(type_name, namespaces, root).object(root, members, false)
}

/// Determines the names of members.
struct Mapper<'n> {
    root_namespace: &'n str,
    /// The prefixes of the document type's vocabularies, by namespace.
    prefixes: HashMap<&'n str, &'n str>,
}

impl<'n> Mapper<'n> {
    fn new(
        type_name: &str,
        namespaces: impl IntoIterator<Item = &'n Namespace>,
        root: &'n Outline,
    ) -> Self {
        let registry = Registry::current_default();
        let application = registry.and_then(|registry| registry.application_by_name(type_name));
        let registered = application.map(Application::namespaces).unwrap_or_default();
        let known = namespaces.into_iter().chain(registered).chain([&Namespace::XML]);
        let prefixes = known.map(|namespace| (namespace.uri(), namespace.prefix())).collect();
        Self { root_namespace: &root.name.namespace, prefixes }
    }

    fn element(&self, node: &'n Outline, inside_raw: bool) -> Json {
        let is_marked = node.is_raw && !inside_raw;
        let text = node.text().map(Json::scalar);
        let is_bare = node.attributes.is_empty() && node.elements.is_empty();
        if is_bare && !is_marked && node.unexpected_text.is_none() {
            return match text {
                Some(text) => text,
                None if node.is_keyword => Json::Boolean(true),
                None => Json::empty(),
            };
        }
        let mut members = Vec::new();
        if is_marked {
            members.push(("raw", Json::Boolean(true)));
        }
        members.extend(text.map(|text| ("value", text)));
        members.extend(unexpected(node));
        self.object(node, members, inside_raw || node.is_raw)
    }

    /// An object of additional members, and all attributes and children of an element.
    fn object(&self, node: &'n Outline, own: Vec<(&str, Json)>, inside_raw: bool) -> Json {
        let mut taken: HashSet<String> = own.iter().map(|(key, _)| (*key).to_owned()).collect();
        let children: Vec<_> =
            node.elements.iter().map(|child| (self.child_key(child, &taken), child)).collect();
        taken.extend(children.iter().map(|(key, _)| key.clone()));
        let mut members = IndexMap::new();
        let is_first = |(key, _): &(&str, Json)| !matches!(*key, "value" | "unexpected");
        let (own, value): (Vec<_>, Vec<_>) = own.into_iter().partition(is_first);
        members.extend(own.into_iter().map(|(key, value)| (key.to_owned(), value)));
        for attribute in &node.attributes {
            let key = self.attribute_key(&attribute.name, &taken);
            members.insert(key, Json::scalar(&attribute.value));
        }
        members.extend(value.into_iter().map(|(key, value)| (key.to_owned(), value)));
        for (key, child) in children {
            let value = self.element(child, inside_raw);
            add(&mut members, key, value, child.is_list || inside_raw);
        }
        Json::Object(members)
    }

    fn child_key(&self, child: &'n Outline, taken: &HashSet<String>) -> String {
        let name = &child.name;
        if name.namespace == self.root_namespace && !taken.contains(&name.local) {
            return name.local.clone();
        }
        // The prefix of a raw element is that of the document.
        let is_known = self.prefixes.contains_key(name.namespace.as_str());
        match is_known || child.is_raw || name.prefix.is_empty() {
            true => self.qualified(name),
            false => format!("{}:{}", name.prefix, name.local),
        }
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
fn unexpected(node: &Outline) -> Option<(&'static str, Json)> {
    let text = node.unexpected_text.as_deref()?;
    Some(("unexpected", Json::Array(vec![Json::Text(text.to_owned())])))
}

/// Adds a member; to an array, if the element is repeated.
fn add(members: &mut IndexMap<String, Json>, key: String, value: Json, is_list: bool) {
    match members.get_mut(&key) {
        Some(Json::Array(values)) => values.push(value),
        Some(first) => *first = Json::Array(vec![std::mem::replace(first, Json::empty()), value]),
        None if is_list => {
            members.insert(key, Json::Array(vec![value]));
        }
        None => {
            members.insert(key, value);
        }
    }
}

/// The digits of a number in the spelling of JSON.
fn number(text: &str) -> Option<String> {
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
    Some(format!("{sign}{whole}{point}{decimals}"))
}
