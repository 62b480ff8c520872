//! XCAP node selectors for elements of resource lists (RFC 4825 §6.3).

use sip_uri::percent_decode;

use super::{Entry, ItemRef, List, ResourceLists};

/// The steps of a path such as `resource-lists/list[@name="friends"]`.
pub(super) struct Selector(Vec<Step>);

struct Step {
    /// `None` for `*`.
    name: Option<String>,
    conditions: Vec<Condition>,
}

enum Condition {
    /// The place among the siblings that fulfil what is before, from 1.
    Place(usize),
    Attribute {
        name: String,
        value: String,
    },
}

/// What was selected.
#[derive(Clone, Copy)]
pub(super) enum Selected<'l> {
    Root(&'l ResourceLists),
    List(&'l List),
    Entry(&'l Entry),
    /// Another element, with its name and its identifying attribute.
    Other(&'static str, Option<(&'static str, &'l str)>),
}

impl Selector {
    /// Reads a selector as it is in a URI, with percent-encoding. `None`, if it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.split_once('?').map_or(text, |(path, _)| path);
        let text = String::from_utf8(percent_decode(text).into_owned()).ok()?;
        let mut quote = None;
        let steps = text.split(move |character| {
            match (quote, character) {
                (None, '"' | '\'') => quote = Some(character),
                (Some(open), _) if open == character => quote = None,
                _ => {}
            }
            character == '/' && quote.is_none()
        });
        steps.map(Step::parse).collect::<Option<_>>().map(Self)
    }

    /// The one element that it selects. `None`, if there is none or more than one.
    pub(super) fn select<'l>(&self, lists: &'l ResourceLists) -> Option<Selected<'l>> {
        let mut here = vec![Selected::Root(lists)];
        let (first, steps) = self.0.split_first()?;
        here = first.filter(here);
        for step in steps {
            let next = here.iter().flat_map(|element| step.filter(element.children()));
            here = next.collect();
        }
        match here.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}

impl Step {
    fn parse(text: &str) -> Option<Self> {
        let (name, mut rest) = text.find('[').map_or((text, ""), |at| text.split_at(at));
        // The namespace is that of the usage, whatever the prefix.
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        let name = match local {
            "" => return None,
            "*" => None,
            name => Some(name.to_owned()),
        };
        let mut conditions = Vec::new();
        while let Some(condition) = rest.strip_prefix('[') {
            let (condition, after) = match condition.strip_prefix('@') {
                Some(attribute) => {
                    let (name, value) = attribute.split_once('=')?;
                    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
                    let (value, after) = value.strip_prefix(quote)?.split_once(quote)?;
                    let (name, value) = (name.to_owned(), without_entities(value));
                    (Condition::Attribute { name, value }, after)
                }
                None => {
                    let digits = condition.find(']')?;
                    let (place, after) = condition.split_at(digits);
                    (Condition::Place(place.parse().ok().filter(|place| *place > 0)?), after)
                }
            };
            conditions.push(condition);
            rest = after.strip_prefix(']')?;
        }
        rest.is_empty().then_some(Self { name, conditions })
    }

    /// Those of the siblings that the step selects.
    fn filter<'l>(&self, siblings: Vec<Selected<'l>>) -> Vec<Selected<'l>> {
        let mut left = siblings;
        if let Some(name) = &self.name {
            left.retain(|element| element.name() == name);
        }
        for condition in &self.conditions {
            match condition {
                Condition::Place(place) => {
                    left = left.into_iter().skip(place - 1).take(1).collect();
                }
                Condition::Attribute { name, value } => {
                    left.retain(|element| element.attribute() == Some((name, value)));
                }
            }
        }
        left
    }
}

impl<'l> Selected<'l> {
    fn name(self) -> &'static str {
        match self {
            Self::Root(_) => "resource-lists",
            Self::List(list) => ItemRef::List(list).name(),
            Self::Entry(entry) => ItemRef::Entry(entry).name(),
            Self::Other(name, _) => name,
        }
    }

    /// The attribute that identifies the element.
    fn attribute(self) -> Option<(&'static str, &'l str)> {
        match self {
            Self::Root(_) => None,
            Self::List(list) => ItemRef::List(list).identity(),
            Self::Entry(entry) => ItemRef::Entry(entry).identity(),
            Self::Other(_, attribute) => attribute,
        }
    }

    /// The child elements, without those of other vocabularies, which are after them.
    fn children(self) -> Vec<Self> {
        match self {
            Self::Root(lists) => lists.lists.iter().map(Self::List).collect(),
            Self::List(list) => {
                let name = list.display_name.iter().map(|_| Self::Other("display-name", None));
                name.chain(list.items.iter().map(|item| Self::of(item.into()))).collect()
            }
            Self::Entry(_) | Self::Other(..) => Vec::new(),
        }
    }

    fn of(item: ItemRef<'l>) -> Self {
        match item {
            ItemRef::List(list) => Self::List(list),
            ItemRef::Entry(entry) => Self::Entry(entry),
            other => Self::Other(other.name(), other.identity()),
        }
    }
}

/// An attribute value without the entities of XML.
fn without_entities(value: &str) -> String {
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities
        .iter()
        .fold(value.to_owned(), |text, (entity, character)| text.replace(entity, character))
}
