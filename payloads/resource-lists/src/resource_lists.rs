//! RFC 4826 §3: resource lists, such as a list of buddies.

mod check;
mod index;
mod location;
mod resolve;
mod selector;
#[cfg(test)]
mod tests;

use xml_app_core::{
    AnyUri, Extensions, Language, Namespace, Unexpected, XmlApplication, XmlChoice, XmlElement,
    XmlType,
};

use crate::ns;

pub use index::ListIndex;
pub use location::{ItemRef, Location};
pub use resolve::{Failure, FailureReason, Flat, ResolveLimits, Resolver};

/// `application/resource-lists+xml`.
impl XmlApplication for ResourceLists {
    type Root = Self;
    const NAME: &'static str = "resource-lists";
    const CONTENT_TYPES: &'static [&'static str] = &["application/resource-lists+xml"];
    const SPECIFICATION: &'static str = "RFC 4826";
    const DEFAULT_NAMESPACE: Option<Namespace> = Some(ns::RESOURCE_LISTS);
}

/// `<resource-lists>`: lists of resources (RFC 4826 §3.1).
///
/// ```
/// use sip_resource_lists::resource_lists::{Entry, List, ResourceLists};
///
/// let mut friends = List::named("friends");
/// friends.push(Entry::new("sip:bill@example.com".parse()?).with_name("Bill Doe"));
/// friends.push(List::named("close-friends"));
/// let lists = ResourceLists::from([friends]);
/// assert_eq!(
///     lists.to_xml()?,
///     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
///      <resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list name=\"friends\">\
///      <entry uri=\"sip:bill@example.com\"><display-name>Bill Doe</display-name></entry>\
///      <list name=\"close-friends\"/></list></resource-lists>\n"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = ns::RESOURCE_LISTS, name = "resource-lists", document = Self)]
#[xml(check = check::lists)]
pub struct ResourceLists {
    /// The lists. Their names differ.
    #[xml(child = "list", from)]
    pub lists: Vec<List>,
    /// Unexpected content.
    pub unexpected: Unexpected,
}

impl ResourceLists {
    /// The list with this name at the top. Names are the same if all characters are (RFC 4826 §3.4.5).
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.name.as_deref() == Some(name))
    }
}

/// A list: `<list>` (RFC 4826 §3.1). Its parent says in which namespace the element is.
///
/// ```
/// use sip_resource_lists::resource_lists::{Entry, List};
///
/// let mut close = List::named("close-friends");
/// close.push(Entry::new("sip:joe@example.com".parse()?));
/// let mut friends = List::named("friends");
/// friends.push(Entry::new("sip:bill@example.com".parse()?));
/// friends.push(close);
/// assert_eq!(friends.entries().count(), 1);
/// assert_eq!(friends.all_entries().count(), 2);
/// assert!(friends.list("close-friends").unwrap().entry("sip:joe@example.com").is_some());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RESOURCE_LISTS, new = "A list without a name.", check = check::list)]
pub struct List {
    /// The name, which no other list of the same parent has.
    #[xml(attribute)]
    pub name: Option<String>,
    /// The name for people.
    #[xml(child = "display-name", alias_namespace = ns::RLS_SERVICES)]
    pub display_name: Option<DisplayName>,
    /// What is in the list, in its order.
    #[xml(choice)]
    pub items: Vec<Item>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

impl List {
    /// An empty list.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::new() }
    }

    /// Adds something at the end.
    pub fn push(&mut self, item: impl Into<Item>) {
        self.items.push(item.into());
    }

    /// The list with this name in this one.
    pub fn list(&self, name: &str) -> Option<&Self> {
        self.lists().find(|list| list.name.as_deref() == Some(name))
    }

    /// The entry with this URI in this list, and not in the lists inside. URIs are the same if all characters are
    /// (RFC 4826 §3.4.5).
    pub fn entry(&self, uri: &str) -> Option<&Entry> {
        self.entries().find(|entry| entry.uri == uri)
    }

    /// The entries of this list, and not of the lists inside.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.items.iter().filter_map(|item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        })
    }

    /// The lists in this one.
    pub fn lists(&self) -> impl Iterator<Item = &Self> {
        self.items.iter().filter_map(|item| match item {
            Item::List(list) => Some(&**list),
            _ => None,
        })
    }

    /// The entries of this list and of all lists inside, in the order of the document. References are not
    /// followed.
    pub fn all_entries(&self) -> impl Iterator<Item = &Entry> {
        let mut open = vec![self.items.iter()];
        std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(Item::Entry(entry)) => return Some(entry),
                    Some(Item::List(list)) => open.push(list.items.iter()),
                    Some(Item::EntryRef(_) | Item::External(_)) => {}
                    None => drop(open.pop()),
                }
            }
        })
    }

    /// The name for people, in whatever language.
    pub fn title(&self) -> Option<&str> {
        self.display_name.as_ref().map(|name| name.text.as_str())
    }
}

/// What can be in a list (RFC 4826 §3.1). Some programs put it into the namespace of RLS services, where an
/// inline list of a service is: that is read, and said.
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RESOURCE_LISTS, alias_namespace = ns::RLS_SERVICES)]
pub enum Item {
    /// A resource.
    #[xml(child = "entry", from)]
    Entry(Entry),
    /// A reference to an entry of the same XCAP root.
    #[xml(child = "entry-ref", from)]
    EntryRef(EntryRef),
    /// A reference to a list anywhere.
    #[xml(child = "external", from)]
    External(External),
    /// A list. It has a place of its own, so that entries are small.
    #[xml(child = "list", from)]
    List(Box<List>),
}

impl From<List> for Item {
    fn from(list: List) -> Self {
        Self::List(Box::new(list))
    }
}

/// `<entry>`: a resource (RFC 4826 §3.1).
///
/// ```
/// use sip_resource_lists::resource_lists::Entry;
///
/// let bill = Entry::new("sip:bill@example.com".parse()?).with_name("Bill Doe");
/// assert_eq!(bill.name(), Some("Bill Doe"));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RESOURCE_LISTS, new)]
pub struct Entry {
    /// Its URI, which no other entry of the list has.
    #[xml(attribute)]
    pub uri: AnyUri,
    /// The name for people.
    #[xml(child = "display-name", alias_namespace = ns::RLS_SERVICES)]
    pub display_name: Option<DisplayName>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

impl Entry {
    /// The same with a name for people.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.display_name = Some(DisplayName::from(name.into()));
        self
    }

    /// The name for people, in whatever language.
    pub fn name(&self) -> Option<&str> {
        self.display_name.as_ref().map(|name| name.text.as_str())
    }
}

/// `<entry-ref>`: a reference to an entry in a document of the same XCAP root (RFC 4826 §3.1).
///
/// ```
/// use sip_resource_lists::resource_lists::EntryRef;
///
/// let path = "resource-lists/users/sip:bill@example.com/index/~~/resource-lists/list%5b@name=%22list1%22%5d";
/// let reference = EntryRef::new(path.parse()?);
/// assert!(!reference.ref_.is_absolute());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RESOURCE_LISTS, new, check = check::entry_ref)]
pub struct EntryRef {
    /// The path from the XCAP root to the entry, which no other reference of the list has.
    #[xml(attribute = "ref")]
    pub ref_: AnyUri,
    /// The name for people.
    #[xml(child = "display-name", alias_namespace = ns::RLS_SERVICES)]
    pub display_name: Option<DisplayName>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<external>`: a reference to a list (RFC 4826 §3.1).
///
/// ```
/// use sip_resource_lists::resource_lists::External;
///
/// let mut external = External::new();
/// external.anchor = Some("http://www.example.org/xcap/resource-lists/users/a/foo/~~/list1".parse()?);
/// assert!(external.anchor.unwrap().is_absolute());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = ns::RESOURCE_LISTS, new, check = check::external)]
pub struct External {
    /// The HTTP URI of the list, which no other reference of the list has. The text of the RFC requires it, and
    /// its schema does not (erratum 1477).
    #[xml(attribute)]
    pub anchor: Option<AnyUri>,
    /// The name for people.
    #[xml(child = "display-name", alias_namespace = ns::RLS_SERVICES)]
    pub display_name: Option<DisplayName>,
    /// Elements and attributes of other vocabularies.
    #[xml(extensions(other, other_attributes))]
    pub extensions: Extensions<Self>,
}

/// `<display-name>`: a name for people.
#[derive(Debug, Clone, PartialEq, XmlType)]
pub struct DisplayName {
    /// The language: `xml:lang`.
    #[xml(attribute = "lang", namespace = Namespace::XML)]
    pub lang: Option<Language>,
    /// The name.
    #[xml(text, from)]
    pub text: String,
    /// Unexpected content.
    pub unexpected: Unexpected,
}
