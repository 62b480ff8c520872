//! Several occurrences of one thing become one.

use std::collections::{HashMap, HashSet};

use xml_app_core::{ExtensionElement, Extensions, Name};

use super::digest::Digests;
use super::facts::{Place, name_of};
use super::notes::move_language_into_notes;
use super::part::Part;
use super::{Activities, Composer, Composition, Containers};
use crate::meanings::{Meaning, Occurs, Subject, Validity};
use crate::{Meanings, add_notes};

/// An element that lost: the index of its member, and its local name.
pub(super) type Lost = (usize, String);

/// Which notes a merged occurrence has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MergedNotes {
    /// Those of all members, equal ones once.
    All,
    /// Those of the first member that has any.
    First,
}

/// Makes one occurrence out of several. What the first one says goes before what the second one says, and so on.
pub(super) struct Merging<'c> {
    meanings: &'c Meanings,
    digests: &'c Digests,
    containers: Containers,
    activities: &'c Activities,
}

impl<'c> Merging<'c> {
    pub(super) fn new(composer: &'c Composer, digests: &'c Digests) -> Self {
        Self {
            meanings: composer.meanings(),
            digests,
            containers: composer.composition().containers,
            activities: &composer.composition().activities,
        }
    }

    /// All elements of all members, each kind once.
    pub(super) fn merge<P: Part>(
        &self,
        first: P,
        others: Vec<P>,
        notes: MergedNotes,
    ) -> (P, Vec<Lost>) {
        let (mut merged, mut others) = (first, others);
        let language =
            |part: &P| part.extensions().raw_attribute(&Name::XML_LANG).map(str::to_owned);
        let own_language = language(&merged);
        if others.iter().any(|other| language(other) != own_language) {
            // One attribute cannot say it for all.
            move_language_into_notes(&mut merged, self.meanings);
            others.iter_mut().for_each(|other| move_language_into_notes(other, self.meanings));
        }
        let mut own = Elements::new(Place::Part, self);
        own.add_all(0, merged.extensions_mut().take_elements());
        let mut status = Elements::new(Place::Status, self);
        if let Some(merged) = merged.status_mut() {
            status.add_all(0, merged.extensions.take_elements());
        }
        for (index, mut member) in (1..).zip(others) {
            own.add_all(index, member.extensions_mut().take_elements());
            if let Some(member) = member.status_mut() {
                status.add_all(index, member.extensions.take_elements());
            }
            merged.take_later_timestamp(&member);
            match notes {
                MergedNotes::All => add_notes(merged.notes_mut(), member.notes_mut().drain(..)),
                MergedNotes::First if merged.notes().is_empty() => {
                    merged.notes_mut().append(member.notes_mut());
                }
                MergedNotes::First => {
                    let lost = member.notes_mut().drain(..).map(|_| (index, "note".to_owned()));
                    own.lost.extend(lost);
                }
            }
            take_rest(merged.extensions_mut(), member.extensions_mut());
            if let (Some(merged), Some(member)) = (merged.status_mut(), member.status_mut()) {
                merged.basic = merged.basic.or(member.basic);
                take_rest(&mut merged.extensions, &mut member.extensions);
            }
        }
        let mut lost = own.put_into(merged.extensions_mut());
        if let Some(merged) = merged.status_mut() {
            lost.extend(status.put_into(&mut merged.extensions));
        }
        (merged, lost)
    }

    /// The first one, with what the others say about activities, if that is to be united or ranked.
    pub(super) fn with_activities<P: Part>(&self, first: P, others: Vec<P>) -> P {
        if *self.activities == Activities::Newest {
            return first;
        }
        let mut merged = first;
        let mut own = Elements::new(Place::Part, self);
        own.add_all(0, merged.extensions_mut().take_elements());
        for (index, mut member) in (1..).zip(others) {
            let mut elements = member.extensions_mut().take_elements();
            elements.retain(|element| {
                let meaning = self.meanings.meaning(element.element());
                meaning.and_then(|meaning| meaning.subject) == Some(Subject::Activity)
            });
            own.add_all(index, elements);
        }
        own.put_into(merged.extensions_mut());
        merged
    }
}

/// Takes over attributes and unexpected texts of an older one that the newer one does not have.
fn take_rest<H>(newer: &mut Extensions<H>, older: &mut Extensions<H>) {
    if !older.is_empty() {
        let newest = std::mem::replace(newer, std::mem::take(older));
        newer.merge(newest);
    }
}

/// The elements of one extension point that is merged.
struct Elements<'m, H> {
    place: Place,
    merging: &'m Merging<'m>,
    elements: Vec<ExtensionElement<H>>,
    known: HashMap<u64, Known>,
    lost: Vec<Lost>,
}

/// The elements of one name.
#[derive(Default)]
struct Known {
    contents: HashSet<u64>,
    entries: Vec<Entry>,
}

/// An element that occurs once, or once at a time.
struct Entry {
    /// The member that has it.
    member: usize,
    /// Its place.
    at: usize,
    validity: Validity,
}

impl<'m, H: 'static> Elements<'m, H> {
    fn new(place: Place, merging: &'m Merging<'m>) -> Self {
        Self { place, merging, elements: Vec::new(), known: HashMap::new(), lost: Vec::new() }
    }

    fn add_all(&mut self, member: usize, elements: Vec<ExtensionElement<H>>) {
        for element in elements {
            self.add(member, element);
        }
    }

    fn lose(&mut self, member: usize, element: &ExtensionElement<H>) {
        self.lost.push((member, element.local().to_owned()));
    }

    fn add(&mut self, member: usize, element: ExtensionElement<H>) {
        let Merging { meanings, digests, .. } = self.merging;
        let name = name_of(self.place, element.element(), digests);
        let content = digests.element(element.element());
        let validity = meanings.validity(element.element());
        let known = self.known.entry(name).or_default();
        let is_new = known.contents.insert(content);
        let others = known.entries.iter().filter(|entry| entry.member != member);
        if !is_new && others.clone().next().is_some() {
            return;
        }
        let is_full = known.entries.len() >= Composition::MOST_TIMES;
        let rival = others.clone().find(|entry| is_full || entry.validity.overlaps(&validity));
        match rival.map(|entry| entry.at) {
            Some(at) if meanings.occurs(element.element()) == Occurs::Once => {
                self.settle(name, at, member, element);
            }
            _ => {
                if !is_full {
                    known.entries.push(Entry { member, at: self.elements.len(), validity });
                }
                self.elements.push(element);
            }
        }
    }

    /// Another content of an element that is there, at this place, and valid at the same time.
    fn settle(&mut self, name: u64, at: usize, member: usize, element: ExtensionElement<H>) {
        let validity = self.merging.meanings.validity(element.element());
        match self.merging.meanings.meaning(element.element()).copied() {
            Some(meaning) if self.is_united(&meaning) => {
                let newer = self.elements.get_mut(at).and_then(ExtensionElement::object_mut);
                match newer {
                    Some(newer) => (meaning.unite)(newer, element.element()),
                    None => self.lose(member, &element),
                }
            }
            Some(meaning) if self.ranks_higher(&meaning, &element, at) => {
                let Some(place) = self.elements.get_mut(at) else { return };
                let beaten = std::mem::replace(place, element);
                let entries = self.known.get_mut(&name).map(|known| &mut known.entries);
                let entry = entries.into_iter().flatten().find(|entry| entry.at == at);
                let owner = entry.map(|entry| {
                    entry.validity = validity;
                    std::mem::replace(&mut entry.member, member)
                });
                self.lose(owner.unwrap_or(member), &beaten);
            }
            _ => self.lose(member, &element),
        }
    }

    fn is_united(&self, meaning: &Meaning) -> bool {
        let is_activity = meaning.subject == Some(Subject::Activity);
        meaning.unites
            && (self.merging.containers == Containers::United
                || is_activity && *self.merging.activities == Activities::United)
    }

    /// Whether its words come before those of the one that is there, in the list of the program.
    fn ranks_higher(&self, meaning: &Meaning, element: &ExtensionElement<H>, at: usize) -> bool {
        let Activities::Ranked(list) = self.merging.activities else { return false };
        let rank = |element: &ExtensionElement<H>| {
            let words = (meaning.words)(element.element());
            list.iter().position(|word| words.contains(word)).unwrap_or(usize::MAX)
        };
        meaning.subject == Some(Subject::Activity)
            && self.elements.get(at).is_some_and(|first| rank(element) < rank(first))
    }

    fn put_into(self, extensions: &mut Extensions<H>) -> Vec<Lost> {
        for element in self.elements {
            extensions.push_element(element);
        }
        self.lost
    }
}
