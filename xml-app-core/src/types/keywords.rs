//! Sets of keywords: empty elements, each of which may stand once.

use super::extensions::UnexpectedInChildren;
use super::reader::TypeReader;
use super::writer::ElementWriter;
use crate::{Element, Error, Name, XmlChoice};

/// An enumeration of keywords for a [`KeywordSet`]: `#[derive(XmlChoice)]` with `#[xml(keywords)]`,
/// or with `#[xml(keywords(text))]` where the schema allows text in their elements.
pub trait XmlKeyword: XmlChoice + Copy {
    /// The keywords in schema order, with the names of their elements.
    const ALL: &'static [(Self, Name)];
    /// Alternative spellings, which are read and not written.
    const ALIASES: &'static [(Self, Name)];
    /// Whether the schema allows text in the elements.
    const ALLOWS_TEXT: bool;
}

/// A set of keywords: a sequence of optional empty elements. They are written in schema order,
/// whatever the order in which the set was filled.
///
/// ```
/// use xml_app_core::{KeywordSet, Namespace, RawElement, Unexpected, XmlChoice, XmlElement};
///
/// const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
///
/// #[derive(Debug, Clone, Copy, PartialEq, XmlChoice)]
/// #[xml(namespace = MENU, keywords)]
/// enum Diet {
///     Vegan,
///     GlutenFree,
/// }
///
/// #[derive(Debug, Clone, Default, PartialEq, XmlElement)]
/// #[xml(namespace = MENU, name = "dish")]
/// struct Dish {
///     #[xml(keywords)]
///     diets: KeywordSet<Diet>,
///     unexpected: Unexpected,
/// }
///
/// let dish = Dish { diets: KeywordSet::from([Diet::GlutenFree, Diet::Vegan]), ..Dish::default() };
/// assert_eq!(
///     RawElement::encode(&dish)?.to_string(),
///     "<menu:dish xmlns:menu=\"urn:example:menu\"><menu:vegan/><menu:gluten-free/></menu:dish>"
/// );
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct KeywordSet<K> {
    /// In schema order, with the text in their elements: it means nothing, and is kept.
    keywords: Vec<(K, String)>,
}

impl<K> KeywordSet<K> {
    /// An empty set.
    pub const fn new() -> Self {
        Self { keywords: Vec::new() }
    }

    /// Whether there is no keyword in it.
    pub fn is_empty(&self) -> bool {
        self.keywords.is_empty()
    }

    /// How many keywords are in it.
    pub fn len(&self) -> usize {
        self.keywords.len()
    }
}

impl<K: XmlKeyword> KeywordSet<K> {
    /// Whether a keyword is in the set.
    pub fn contains(&self, keyword: K) -> bool {
        self.keywords.iter().any(|(known, _)| *known == keyword)
    }

    /// Puts a keyword into the set.
    pub fn insert(&mut self, keyword: K) {
        if !self.contains(keyword) {
            self.put(keyword, String::new());
        }
    }

    /// Takes a keyword out of the set.
    pub fn remove(&mut self, keyword: K) {
        self.keywords.retain(|(known, _)| *known != keyword);
    }

    /// The keywords, in schema order.
    pub fn iter(&self) -> impl Iterator<Item = K> {
        self.keywords.iter().map(|(keyword, _)| *keyword)
    }

    fn put(&mut self, keyword: K, text: String) {
        let place = |keyword: K| K::ALL.iter().position(|(known, _)| *known == keyword);
        let index = self.keywords.partition_point(|(known, _)| place(*known) < place(keyword));
        self.keywords.insert(index, (keyword, text));
    }
}

impl<K> Default for KeywordSet<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: XmlKeyword> FromIterator<K> for KeywordSet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keywords: I) -> Self {
        let mut set = Self::new();
        keywords.into_iter().for_each(|keyword| set.insert(keyword));
        set
    }
}

impl<K: XmlKeyword, const N: usize> From<[K; N]> for KeywordSet<K> {
    fn from(keywords: [K; N]) -> Self {
        keywords.into_iter().collect()
    }
}

impl TypeReader<'_, '_> {
    /// Reads a child that may be a keyword of a set. False: it is none of them.
    pub fn keywords<K: XmlKeyword>(
        &mut self,
        rank: u16,
        child: Element<'_>,
        set: &mut KeywordSet<K>,
    ) -> bool {
        let alias = K::ALIASES.iter().find(|(_, alias)| child.is(alias)).map(|(known, _)| *known);
        let is_meant = |(known, name): &(K, Name)| child.is(name) || Some(*known) == alias;
        let Some(index) = K::ALL.iter().position(is_meant) else { return false };
        let Some((keyword, name)) = K::ALL.get(index) else { return false };
        if alias.is_some() {
            self.misspelt(child, name);
        }
        // The set takes one place in the sequence, and its keywords have an order of their own.
        let is_late = set
            .iter()
            .last()
            .is_some_and(|last| K::ALL.iter().skip(index + 1).any(|(later, _)| *later == last));
        if is_late {
            self.out_of_order(child);
        }
        if !self.has_place(rank, child, set.contains(*keyword)) {
            return true;
        }
        let read = match K::ALLOWS_TEXT {
            true => self.simple::<String>(name, child),
            false => self.keyword(name, child).map(|()| String::new()),
        };
        if let Some(text) = self.take(child, read) {
            set.put(*keyword, text);
        }
        true
    }
}

impl ElementWriter<'_> {
    /// Writes a set of keywords.
    ///
    /// # Errors
    /// As [`attribute`](Self::attribute).
    pub fn keywords<K: XmlKeyword>(
        &mut self,
        set: &KeywordSet<K>,
        in_children: &mut UnexpectedInChildren<'_>,
    ) -> Result<(), Error> {
        for (keyword, text) in &set.keywords {
            if let Some((_, name)) = K::ALL.iter().find(|(known, _)| known == keyword) {
                match text.as_str() {
                    "" => self.keyword(name, in_children)?,
                    _ => self.value(name, text, in_children)?,
                }
            }
        }
        Ok(())
    }
}
