//! What a tuple, person or device says, element by element, so that contradictions are found quickly.

use std::collections::{HashMap, HashSet};

use xml_app_core::{ExtensionRef, XmlValue as _};

use super::digest::Digests;
use super::part::Part;
use super::{Composition, Containers};
use crate::Meanings;
use crate::meanings::{Occurs, Validity};

/// One statement.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// What it is about: the place and the name of an element or attribute.
    pub(super) name: u64,
    /// Its content.
    pub(super) content: u64,
    pub(super) validity: Validity,
    occurs: Occurs,
    unites: bool,
    /// It is `<basic>`.
    is_basic: bool,
}

/// Where an element or attribute is. The same name means something else in another place.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Part,
    Status,
    Attribute,
}

impl Place {
    fn text(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Status => "status",
            Self::Attribute => "attribute",
        }
    }
}

/// The statements of a tuple, person or device: elements, extension attributes, the basic status.
pub(super) fn facts<P: Part>(part: &P, digests: &Digests, meanings: &Meanings) -> Vec<Fact> {
    let element = |place: Place, element: ExtensionRef<'_>| Fact {
        name: name_of(place, element, digests),
        content: digests.element(element),
        validity: meanings.validity(element),
        occurs: meanings.occurs(element),
        unites: meanings.meaning(element).is_some_and(|meaning| meaning.unites),
        is_basic: false,
    };
    let once = |name: u64, content: u64, is_basic: bool| Fact {
        name,
        content,
        validity: Validity::ALWAYS,
        occurs: Occurs::Once,
        unites: false,
        is_basic,
    };
    let mut facts: Vec<_> =
        part.extensions().iter().map(|child| element(Place::Part, child)).collect();
    for attribute in part.extensions().attributes() {
        let (namespace, local) = (attribute.name.namespace(), attribute.name.local());
        let name = digests.texts(&[Place::Attribute.text(), namespace, local]);
        facts.push(once(name, digests.texts(&[&attribute.value]), false));
    }
    if let Some(status) = part.status() {
        facts.extend(status.extensions.iter().map(|child| element(Place::Status, child)));
        if let Some(basic) = status.basic {
            let name = digests.texts(&[Place::Status.text(), "basic"]);
            facts.push(once(name, digests.texts(&[&basic.text()]), true));
        }
    }
    facts
}

/// The name of an element as a number.
pub(super) fn name_of(place: Place, element: ExtensionRef<'_>, digests: &Digests) -> u64 {
    digests.texts(&[place.text(), element.namespace(), element.local()])
}

/// What a group says: all statements of its members.
#[derive(Debug, Default)]
pub(super) struct GroupFacts {
    said: HashMap<u64, Said>,
    has_notes: bool,
}

/// Statements under one name.
#[derive(Debug, Default)]
struct Said {
    contents: HashSet<u64>,
    validities: Vec<Validity>,
}

impl GroupFacts {
    pub(super) fn add(&mut self, facts: &[Fact], has_notes: bool) {
        self.has_notes |= has_notes;
        for fact in facts {
            let said = self.said.entry(fact.name).or_default();
            said.contents.insert(fact.content);
            if said.validities.len() <= Composition::MOST_TIMES {
                said.validities.push(fact.validity.clone());
            }
        }
    }

    /// Whether anything contradicts the group: it says something else where one can be true.
    pub(super) fn contradicts(&self, facts: &[Fact], containers: Containers) -> bool {
        facts.iter().any(|fact| {
            self.said.get(&fact.name).is_some_and(|said| {
                fact.occurs == Occurs::Once
                    && !said.contents.contains(&fact.content)
                    && !(fact.unites && containers == Containers::United)
                    && said.overlaps(&fact.validity)
            })
        })
    }

    /// Whether the group has any kind of child that is here too. An equal basic status is none: each tuple has one.
    pub(super) fn has_any_of(&self, facts: &[Fact], has_notes: bool) -> bool {
        self.has_notes && has_notes
            || facts.iter().any(|fact| {
                self.said
                    .get(&fact.name)
                    .is_some_and(|said| !(fact.is_basic && said.contents.contains(&fact.content)))
            })
    }
}

impl Said {
    fn overlaps(&self, validity: &Validity) -> bool {
        self.validities.len() > Composition::MOST_TIMES
            || self.validities.iter().any(|known| known.overlaps(validity))
    }
}
