//! What a document contradicts itself about.

use std::collections::{BTreeMap, BTreeSet};

use xml_app_core::Id;

use super::{Asking, Speaker};
use crate::contacts::Contacts;
use crate::meanings::Subject;

/// Two or more say different things about one subject. A program can show them all, or ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict<'p> {
    /// What they differ about. [`Subject::Availability`] is for tuples with the same contact that are open and closed.
    pub subject: Subject,
    /// Who says what: the id, and the words.
    pub sides: Vec<(&'p Id, Vec<String>)>,
}

impl<'p> Asking<'_, 'p> {
    pub(super) fn conflicts(&self) -> Vec<Conflict<'p>> {
        let subjects = [
            Subject::Activity,
            Subject::Mood,
            Subject::Place,
            Subject::Sphere,
            Subject::DisplayName,
        ];
        let of_persons = subjects.into_iter().filter_map(|subject| self.between_persons(subject));
        of_persons.chain(self.between_services()).collect()
    }

    /// Persons that say different things. One that says nothing contradicts nobody.
    fn between_persons(&self, subject: Subject) -> Option<Conflict<'p>> {
        let sides = self.presence.persons().filter_map(|person| {
            let said = self.said_in(&person.extensions, Speaker::from(person), subject);
            let words: Vec<_> = said.into_iter().map(|said| said.word).collect();
            (!words.is_empty()).then_some((&person.id, words))
        });
        let sides: Vec<_> = sides.collect();
        let mut different: Vec<BTreeSet<_>> =
            sides.iter().map(|(_, words)| words.iter().collect()).collect();
        different.dedup();
        (different.len() > 1).then_some(Conflict { subject, sides })
    }

    /// Tuples with one contact that are open and closed.
    fn between_services(&self) -> Vec<Conflict<'p>> {
        let mut contacts = Contacts::default();
        let all = self.presence.tuples.iter().filter_map(|tuple| tuple.contact.as_ref());
        all.for_each(|contact| contacts.add(&contact.uri));
        let mut groups: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for tuple in &self.presence.tuples {
            let contact = tuple.contact.as_ref();
            let group = contact.and_then(|contact| contacts.group(&contact.uri));
            if let (Some(group), Some(basic)) = (group, tuple.status.basic) {
                groups.entry(group).or_default().push((&tuple.id, basic));
            }
        }
        let differ = |group: &Vec<_>| {
            let mut all = group.iter().map(|(_, basic)| *basic);
            let first = all.next();
            all.any(|basic| Some(basic) != first)
        };
        let contradictory = groups.into_values().filter(differ);
        contradictory
            .map(|group| Conflict {
                subject: Subject::Availability,
                sides: group.into_iter().map(|(id, basic)| (id, vec![basic.to_string()])).collect(),
            })
            .collect()
    }
}
