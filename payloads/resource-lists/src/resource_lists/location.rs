//! Where something is in a document: its parent and its XCAP node selector (RFC 4825 §6.3).

use super::{Entry, EntryRef, External, Item, List, ResourceLists};

/// Something that is in a list.
#[derive(Debug, Clone, Copy)]
pub enum ItemRef<'l> {
    /// A resource.
    Entry(&'l Entry),
    /// A reference to an entry.
    EntryRef(&'l EntryRef),
    /// A reference to a list.
    External(&'l External),
    /// A list.
    List(&'l List),
}

/// Where something is in a document.
#[derive(Debug, Clone)]
pub struct Location<'l> {
    /// The lists around it, from the one at the top.
    pub ancestors: Vec<&'l List>,
    /// The node selector, such as `resource-lists/list[@name="friends"]/entry[@uri="sip:bill@example.com"]`. Elements
    /// without a name of their own are selected by their place.
    pub selector: String,
}

impl<'l> Location<'l> {
    /// The list that it is in. `None` for a list at the top.
    pub fn parent(&self) -> Option<&'l List> {
        self.ancestors.last().copied()
    }

    /// The selector as it is in a URI, after `/~~/`: with percent-encoding of what a path cannot have (RFC 4825 §6).
    pub fn uri_selector(&self) -> String {
        let mut encoded = String::with_capacity(self.selector.len() + 16);
        for byte in self.selector.bytes() {
            // pchar of RFC 3986 §3.3, and the slash.
            if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
        encoded
    }
}

impl ResourceLists {
    /// Where something of this document is. It is found by identity: another one that is equal is not it.
    ///
    /// ```
    /// use sip_resource_lists::resource_lists::{Entry, List, ResourceLists};
    ///
    /// let mut close = List::new();
    /// close.push(Entry::new("sip:joe@example.com".parse()?));
    /// let mut friends = List::named("my \"friends\"");
    /// friends.push(close);
    /// let lists = ResourceLists::from([friends]);
    ///
    /// let joe = lists.lists[0].all_entries().next().unwrap();
    /// let location = lists.locate(joe).unwrap();
    /// assert_eq!(
    ///     location.selector,
    ///     "resource-lists/list[@name='my \"friends\"']/list[1]/entry[@uri=\"sip:joe@example.com\"]"
    /// );
    /// assert_eq!(
    ///     location.uri_selector(),
    ///     "resource-lists/list%5B@name='my%20%22friends%22'%5D/list%5B1%5D/entry%5B@uri=%22sip:joe@example.com%22%5D"
    /// );
    /// assert_eq!(location.parent().unwrap().entries().count(), 1);
    /// assert!(lists.locate(&joe.clone()).is_none());
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn locate<'l>(&'l self, item: impl Into<ItemRef<'l>>) -> Option<Location<'l>> {
        let item = item.into();
        let mut open: Vec<(Option<&List>, Siblings<'_>)> = vec![(None, Siblings::top(self))];
        loop {
            let (_, siblings) = open.last_mut()?;
            let Some(sibling) = siblings.next() else {
                open.pop();
                continue;
            };
            if sibling.is(item) {
                let ancestors = open.iter().filter_map(|(list, _)| *list).collect();
                let steps = open.iter().filter_map(|(_, siblings)| siblings.step());
                let selector =
                    steps.fold("resource-lists".to_owned(), |path, step| path + "/" + &step);
                return Some(Location { ancestors, selector });
            }
            if let ItemRef::List(list) = sibling {
                open.push((Some(list), Siblings::of(list)));
            }
        }
    }
}

/// The items of a list, or the lists at the top, one after the other.
struct Siblings<'l> {
    items: Vec<ItemRef<'l>>,
    next: usize,
}

impl<'l> Siblings<'l> {
    fn top(lists: &'l ResourceLists) -> Self {
        Self { items: lists.lists.iter().map(ItemRef::List).collect(), next: 0 }
    }

    fn of(list: &'l List) -> Self {
        Self { items: list.items.iter().map(ItemRef::from).collect(), next: 0 }
    }

    fn next(&mut self) -> Option<ItemRef<'l>> {
        let item = self.items.get(self.next).copied()?;
        self.next += 1;
        Some(item)
    }

    /// The step that selects the last one: by its name if only it has it, or else by its place.
    fn step(&self) -> Option<String> {
        let place = self.next.checked_sub(1)?;
        let item = self.items.get(place)?;
        let name = item.name();
        let alike = || self.items.iter().filter(|other| other.name() == name);
        if let Some((attribute, value)) = item.identity() {
            let same = alike().filter(|other| other.identity() == item.identity()).count();
            if same == 1 {
                return Some(format!("{name}[@{attribute}={}]", quoted(value)));
            }
        }
        let before = self.items.iter().take(place).filter(|other| other.name() == name).count();
        Some(format!("{name}[{}]", before + 1))
    }
}

/// An attribute value of XML (RFC 4825 §6.3: `AttValue`).
fn quoted(value: &str) -> String {
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    match value.contains('"') {
        false => format!("\"{value}\""),
        true => format!("'{}'", value.replace('\'', "&apos;")),
    }
}

impl<'l> ItemRef<'l> {
    /// Whether two are the same element.
    fn is(self, other: ItemRef<'_>) -> bool {
        match (self, other) {
            (Self::Entry(one), ItemRef::Entry(other)) => std::ptr::eq(one, other),
            (Self::EntryRef(one), ItemRef::EntryRef(other)) => std::ptr::eq(one, other),
            (Self::External(one), ItemRef::External(other)) => std::ptr::eq(one, other),
            (Self::List(one), ItemRef::List(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }

    /// The name of the element.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Entry(_) => "entry",
            Self::EntryRef(_) => "entry-ref",
            Self::External(_) => "external",
            Self::List(_) => "list",
        }
    }

    /// The attribute that identifies it among its siblings (RFC 4826 §3.4.5).
    pub(super) fn identity(self) -> Option<(&'static str, &'l str)> {
        match self {
            Self::Entry(entry) => Some(("uri", entry.uri.as_str())),
            Self::EntryRef(reference) => Some(("ref", reference.ref_.as_str())),
            Self::External(external) => Some(("anchor", external.anchor.as_ref()?.as_str())),
            Self::List(list) => Some(("name", list.name.as_deref()?)),
        }
    }
}

impl<'l> From<&'l Item> for ItemRef<'l> {
    fn from(item: &'l Item) -> Self {
        match item {
            Item::Entry(entry) => Self::Entry(entry),
            Item::EntryRef(reference) => Self::EntryRef(reference),
            Item::External(external) => Self::External(external),
            Item::List(list) => Self::List(list),
        }
    }
}

impl<'l> From<&'l Entry> for ItemRef<'l> {
    fn from(entry: &'l Entry) -> Self {
        Self::Entry(entry)
    }
}

impl<'l> From<&'l EntryRef> for ItemRef<'l> {
    fn from(reference: &'l EntryRef) -> Self {
        Self::EntryRef(reference)
    }
}

impl<'l> From<&'l External> for ItemRef<'l> {
    fn from(external: &'l External) -> Self {
        Self::External(external)
    }
}

impl<'l> From<&'l List> for ItemRef<'l> {
    fn from(list: &'l List) -> Self {
        Self::List(list)
    }
}
