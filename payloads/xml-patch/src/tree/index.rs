//! Elements by name and by attribute, so that an operation of a patch does not look at all siblings of its target.
//!
//! An index is made when a selector asks for it, and follows the changes from then on.

use std::collections::HashMap;

use super::names::same_prefix;
use super::{NameTest, NodeId, NodeKind, Tree};

#[derive(Debug, Clone, Default)]
pub(super) struct Indexes {
    /// For each parent, the lists of children that were asked for, in document order.
    names: HashMap<NodeId, Vec<NameList>>,
    /// For each parent, its children by attributes in no namespace.
    values: HashMap<NodeId, Vec<ValueMap>>,
}

#[derive(Debug, Clone)]
struct NameList {
    test: NameTest,
    elements: Vec<NodeId>,
}

#[derive(Debug, Clone)]
struct ValueMap {
    attribute: Box<str>,
    /// `None` until it is asked for the third time: an edit asks before and after, and making this takes longer.
    elements: Option<HashMap<Box<str>, Vec<NodeId>>>,
    /// How often it was asked for.
    questions: u32,
}

/// After so many questions a map of values is made.
const ENOUGH: u32 = 2;

impl Tree {
    /// The child elements that a name test selects, in document order.
    pub fn named(&mut self, parent: NodeId, test: &NameTest) -> &[NodeId] {
        let known = self.indexes.names.get(&parent);
        let place = known.and_then(|lists| lists.iter().position(|list| list.test == *test));
        let place = place.unwrap_or_else(|| {
            let elements = self.find_named(parent, test);
            let lists = self.indexes.names.entry(parent).or_default();
            lists.push(NameList { test: test.clone(), elements });
            lists.len() - 1
        });
        let lists = self.indexes.names.get(&parent);
        lists.and_then(|lists| lists.get(place)).map_or(&[], |list| &list.elements)
    }

    fn find_named(&mut self, parent: NodeId, test: &NameTest) -> Vec<NodeId> {
        let mut looked_at = 0;
        // Siblings often have the same prefix, and no declarations of their own.
        let mut known: Option<(String, bool)> = None;
        let mut elements = Vec::new();
        for child in self.child_elements(parent) {
            looked_at += 1;
            let selected = match test {
                NameTest::Any => true,
                NameTest::Name { namespace, local } => {
                    let (prefix, name) = super::split_name(self.name(child));
                    name == &**local
                        && match &known {
                            Some((before, same))
                                if same_prefix(before, prefix) && !self.node(child).declares =>
                            {
                                *same
                            }
                            _ => {
                                let same = self.namespace(child) == **namespace;
                                if !self.node(child).declares {
                                    known = Some((prefix.to_owned(), same));
                                }
                                same
                            }
                        }
                }
            };
            if selected {
                elements.push(child);
            }
        }
        self.add_work(looked_at);
        elements
    }

    /// The child elements with this value of an attribute in no namespace, in any order. `None` if few have asked for
    /// the attribute yet, so that looking at all is faster.
    pub(crate) fn with_value(
        &mut self,
        parent: NodeId,
        attribute: &str,
        value: &str,
    ) -> Option<Vec<NodeId>> {
        let maps = self.indexes.values.entry(parent).or_default();
        let place = maps.iter().position(|map| *map.attribute == *attribute);
        let place = place.unwrap_or_else(|| {
            maps.push(ValueMap { attribute: attribute.into(), elements: None, questions: 0 });
            maps.len() - 1
        });
        let map = maps.get_mut(place)?;
        map.questions = map.questions.saturating_add(1);
        if map.elements.is_none() {
            if map.questions <= ENOUGH {
                return None;
            }
            let elements = self.find_values(parent, attribute);
            self.indexes.values.get_mut(&parent)?.get_mut(place)?.elements = Some(elements);
        }
        let map = self.indexes.values.get(&parent)?.get(place)?;
        Some(map.elements.as_ref()?.get(value).cloned().unwrap_or_default())
    }

    fn find_values(&mut self, parent: NodeId, attribute: &str) -> HashMap<Box<str>, Vec<NodeId>> {
        let mut elements: HashMap<Box<str>, Vec<NodeId>> = HashMap::new();
        let mut looked_at = 0;
        for child in self.child_elements(parent) {
            looked_at += 1 + self.head_length(child);
            if let Some(found) = self.attribute_written(child, attribute) {
                elements.entry(found.value().into()).or_default().push(child);
            }
        }
        self.add_work(looked_at);
        elements
    }

    /// After an element was put under its parent.
    pub(super) fn index_added(&mut self, element: NodeId) {
        let parent = self.node(element).parent;
        if self.kind(element) != NodeKind::Element {
            return;
        }
        let mut indexes = std::mem::take(&mut self.indexes);
        for list in indexes.names.get_mut(&parent).into_iter().flatten() {
            if self.is_named(element, &list.test) {
                let place = self.place_in(element, list);
                list.elements.insert(place, element);
            }
            self.add_work(1);
        }
        for map in indexes.values.get_mut(&parent).into_iter().flatten() {
            if let Some(elements) = &mut map.elements
                && let Some(found) = self.attribute_written(element, &map.attribute)
            {
                elements.entry(found.value().into()).or_default().push(element);
            }
        }
        self.indexes = indexes;
    }

    /// Where an element belongs in a list of siblings.
    fn place_in(&mut self, element: NodeId, list: &NameList) -> usize {
        if self.next(element).is_none() {
            return list.elements.len();
        }
        let mut before = self.previous(element);
        let mut looked_at = 0;
        while let Some(sibling) = before {
            looked_at += 1;
            if self.kind(sibling) == NodeKind::Element && self.is_named(sibling, &list.test) {
                break;
            }
            before = self.previous(sibling);
        }
        self.add_work(looked_at);
        let place = before.and_then(|before| list.elements.iter().position(|one| *one == before));
        place.map_or(0, |place| place + 1)
    }

    /// Before an element is taken from its parent.
    pub(super) fn index_removed(&mut self, element: NodeId) {
        let parent = self.node(element).parent;
        if self.kind(element) != NodeKind::Element {
            return;
        }
        let mut indexes = std::mem::take(&mut self.indexes);
        for list in indexes.names.get_mut(&parent).into_iter().flatten() {
            if let Some(place) = list.elements.iter().position(|one| *one == element) {
                list.elements.remove(place);
            }
            self.add_work(1);
        }
        for map in indexes.values.get_mut(&parent).into_iter().flatten() {
            if let Some(elements) = &mut map.elements
                && let Some(found) = self.attribute_written(element, &map.attribute)
                && let Some(same) = elements.get_mut(&*found.value())
            {
                same.retain(|one| *one != element);
            }
        }
        self.indexes = indexes;
    }

    /// After namespace declarations changed, names can mean something else.
    pub(super) fn forget_indexes(&mut self) {
        self.indexes = Indexes::default();
    }
}
