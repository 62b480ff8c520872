//! The steps of a composition: collect, discard, arrange, give ids, put together.

use std::collections::{HashMap, HashSet};

use xml_app_core::{AnyUri, DateTime, ExtensionElement, Extensions, Id};

use super::arrange::{Arranged, Arrangement, Item};
use super::collect::collect;
use super::digest::Digests;
use super::ids::Allocation;
use super::part::Part;
use super::prepare::{NextChange, Preparation, Prepared, closed};
use super::report::{LeftOut, Member, PartReport, Reason, Report, What};
use super::sources::{Kind, Source};
use super::{Composed, Composer, Empty, HardState, Policy};
use crate::{Basic, Device, Note, Person, Presence, Status, Tuple, add_notes};

pub(super) fn compose(
    composer: &Composer,
    entity: &AnyUri,
    sources: &[Source<'_>],
    now: &DateTime,
) -> Composed {
    let mut report = Report::default();
    let mut next = NextChange::new(now);
    let collected = collect(composer, entity, sources, now, &mut next, &mut report);
    let is_alone = collected.len() == 1;
    let preparation = Preparation { composer, now, is_alone };
    let mut joined = Joined::default();
    for (index, (source, is_closed)) in collected.iter().enumerate() {
        let prepared = match is_closed {
            true => closed(source.document),
            false => preparation.prepare(source, &mut next, &mut report),
        };
        joined.add(index, source, prepared, &mut report);
    }
    let sources: Vec<_> = collected.iter().map(|(source, _)| *source).collect();
    let digests = Digests::default();
    let arrangement = Arrangement { composer, sources: &sources, digests: &digests };
    let mut presence = Presence::new(entity.clone());
    if sources.is_empty() {
        put_empty(&composer.composition().empty, &mut presence);
    } else {
        joined.discard(&arrangement, &mut report);
        joined.put_together(&arrangement, &mut presence, &mut report);
    }
    let is_without_document =
        sources.is_empty() && composer.composition().empty == Empty::NoDocument;
    Composed { presence, valid_until: next.get(), report, is_without_document }
}

/// Nothing is published.
fn put_empty(empty: &Empty, presence: &mut Presence) {
    match empty {
        Empty::Bare | Empty::NoDocument => {}
        Empty::Closed => {
            presence.tuples.push(Tuple::new(Id::from_any("closed"), Status::from(Basic::Closed)));
        }
        Empty::Note(text) => presence.notes.push(Note::new(text.as_str())),
    }
}

/// All occurrences of all sources.
#[derive(Default)]
pub(super) struct Joined {
    pub(super) tuples: Halves<Tuple>,
    pub(super) persons: Halves<Person>,
    pub(super) devices: Halves<Device>,
    /// The source, whether it is hard state, and its notes.
    notes: Vec<(usize, bool, Vec<Note>)>,
    others: Vec<(usize, ExtensionElement<Presence>)>,
    rest: Extensions<Presence>,
    /// The attributes in it.
    attributes: HashMap<(String, String), String>,
}

/// Soft and hard state.
pub(super) struct Halves<P> {
    pub(super) soft: Vec<Item<P>>,
    pub(super) hard: Vec<Item<P>>,
}

impl<P> Default for Halves<P> {
    fn default() -> Self {
        Self { soft: Vec::new(), hard: Vec::new() }
    }
}

impl<P> Halves<P> {
    fn add(&mut self, source: usize, key: &str, is_hard: bool, parts: Vec<P>)
    where
        P: Part,
    {
        let half = if is_hard { &mut self.hard } else { &mut self.soft };
        half.extend(parts.into_iter().map(|part| {
            let members = vec![Member { source: key.to_owned(), id: part.id().clone() }];
            Item { part, source, also: Vec::new(), members }
        }));
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Item<P>> {
        self.soft.iter().chain(&self.hard)
    }

    fn arrange(self, arrangement: &Arrangement<'_, '_>, report: &mut Report) -> Vec<Item<P>>
    where
        P: Arranged,
    {
        let Self { mut soft, hard } = self;
        match arrangement.composer.composition().hard_state {
            HardState::Override | HardState::Base => {
                let is_over = arrangement.composer.composition().hard_state == HardState::Override;
                let mut made = arrangement.arrange(soft, report);
                let hard = arrangement.arrange(hard, report);
                arrangement.overlay(&mut made, hard, is_over, report);
                // Occurrences can be equal now.
                let is_union = arrangement.composer.composition().policy == Policy::Union;
                if is_union { arrangement.distinct(made, true, report) } else { made }
            }
            HardState::Fallback | HardState::Source | HardState::Ignore => {
                soft.extend(hard);
                soft.sort_by_key(|item| item.source);
                arrangement.arrange(soft, report)
            }
        }
    }
}

impl Joined {
    fn add(&mut self, index: usize, source: &Source<'_>, prepared: Prepared, report: &mut Report) {
        let (key, is_hard) = (source.key, source.kind == Kind::Hard);
        let Prepared { tuples, persons, devices, notes, others, mut rest } = prepared;
        self.tuples.add(index, key, is_hard, tuples);
        self.persons.add(index, key, is_hard, persons);
        self.devices.add(index, key, is_hard, devices);
        self.notes.push((index, is_hard, notes));
        self.others.extend(others.into_iter().map(|other| (index, other)));
        // Of attributes of the document, that of the newest source stays.
        rest.retain_attributes(|attribute| {
            let name = (attribute.name.namespace().to_owned(), attribute.name.local().to_owned());
            let known = self.attributes.get(&name);
            let is_new = known.is_none();
            if known.is_some_and(|known| **known != *attribute.value) {
                let (source, what) = (key.to_owned(), What::Root(name.1.clone()));
                report.left_out.push(LeftOut { source, what, reason: Reason::Superseded });
            }
            self.attributes.entry(name).or_insert_with(|| attribute.value.to_string());
            is_new
        });
        self.rest.append(&mut rest);
    }

    fn put_together(
        self,
        arrangement: &Arrangement<'_, '_>,
        presence: &mut Presence,
        report: &mut Report,
    ) {
        let mut tuples = self.tuples.arrange(arrangement, report);
        let mut persons = self.persons.arrange(arrangement, report);
        let mut devices = self.devices.arrange(arrangement, report);
        give_ids(arrangement, &mut tuples, &mut persons, &mut devices);
        let is_over = arrangement.composer.composition().hard_state == HardState::Override;
        let has_hard = self.notes.iter().any(|(_, is_hard, notes)| *is_hard && !notes.is_empty());
        for (source, is_hard, notes) in self.notes {
            if is_hard || !is_over || !has_hard {
                add_notes(&mut presence.notes, notes);
                continue;
            }
            report.left_out.extend(notes.into_iter().map(|note| LeftOut {
                source: arrangement.key(source),
                what: What::Note(note.text),
                reason: Reason::Overridden,
            }));
        }
        presence.extensions = self.rest;
        let mut parts = Vec::new();
        let mut told = |id: &Id, members| parts.push(PartReport { id: id.clone(), members });
        for item in tuples {
            told(item.part.id(), item.members);
            presence.tuples.push(item.part);
        }
        for item in persons {
            told(item.part.id(), item.members);
            presence.extensions.push(item.part);
        }
        for item in devices {
            told(item.part.id(), item.members);
            presence.extensions.push(item.part);
        }
        report.parts = parts;
        put_others(arrangement, self.others, presence, report);
    }
}

/// Elements of the document that are neither persons nor devices: equal ones once, and with `newest` the newest of each name.
fn put_others(
    arrangement: &Arrangement<'_, '_>,
    others: Vec<(usize, ExtensionElement<Presence>)>,
    presence: &mut Presence,
    report: &mut Report,
) {
    let is_newest = arrangement.composer.composition().policy == Policy::Newest;
    let mut contents = HashSet::new();
    let mut names = HashMap::new();
    for (source, element) in others {
        let digest = arrangement.digests.element(element.element());
        let name = arrangement.digests.texts(&[element.namespace(), element.local()]);
        let owner = *names.entry(name).or_insert(source);
        let reason = match (contents.insert(digest), is_newest && owner != source) {
            (false, _) => Some(Reason::Duplicate),
            (true, true) => Some(Reason::Superseded),
            (true, false) => None,
        };
        if let Some(reason) = reason {
            let what = What::Root(element.local().to_owned());
            let source = arrangement.key(source);
            report.left_out.push(LeftOut { source, what, reason });
        } else {
            presence.extensions.push_element(element);
        }
    }
}

/// Makes all ids unique. Those of newer sources are given first, so that they stay.
fn give_ids(
    arrangement: &Arrangement<'_, '_>,
    tuples: &mut [Item<Tuple>],
    persons: &mut [Item<Person>],
    devices: &mut [Item<Device>],
) {
    let mut allocation = Allocation::new(arrangement.composer.composition().ids);
    let (mut tuples, mut persons, mut devices) = (
        tuples.iter_mut().peekable(),
        persons.iter_mut().peekable(),
        devices.iter_mut().peekable(),
    );
    for (index, source) in arrangement.sources.iter().enumerate() {
        while let Some(item) = tuples.next_if(|item| item.source <= index) {
            give(arrangement, &mut allocation, item, source.key);
        }
        while let Some(item) = persons.next_if(|item| item.source <= index) {
            give(arrangement, &mut allocation, item, source.key);
        }
        while let Some(item) = devices.next_if(|item| item.source <= index) {
            give(arrangement, &mut allocation, item, source.key);
        }
    }
}

fn give<P: Part>(
    arrangement: &Arrangement<'_, '_>,
    allocation: &mut Allocation,
    item: &mut Item<P>,
    key: &str,
) {
    let key = item.members.first().map_or(key, |member| &member.source).to_owned();
    allocation.give(item.part.id_mut(), &key);
    let meanings = arrangement.composer.meanings();
    for object in item.part.extensions_mut().objects_mut() {
        let id = meanings.of_object(object).copied().and_then(|meaning| (meaning.id_mut)(object));
        if let Some(id) = id {
            allocation.give(id, &key);
        }
    }
}
