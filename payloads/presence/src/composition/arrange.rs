//! Which occurrences become one.

use std::collections::HashMap;

use xml_app_core::{DateTime, Id};

use super::digest::Digests;
use super::facts::{GroupFacts, facts};
use super::identity::{Identified, Identities, Identity};
use super::merge::{Lost, MergedNotes, Merging};
use super::part::Part;
use super::report::{LeftOut, Member, Reason, Report, What};
use super::sources::{Instant, Source};
use super::{BasicStatus, Composer, Composition, Persons, Policy, Scope};
use crate::{Basic, Device, Person, Tuple};

/// An occurrence of a source, or of the result.
#[derive(Debug, Clone)]
pub(super) struct Item<P> {
    pub(super) part: P,
    /// The index of its source, newest first. It determines the place in the result.
    pub(super) source: usize,
    /// The other sources that say the same.
    pub(super) also: Vec<usize>,
    /// What it was made from.
    pub(super) members: Vec<Member>,
}

/// How one kind of occurrence is arranged.
pub(super) struct Arrangement<'c, 's> {
    pub(super) composer: &'c Composer,
    pub(super) sources: &'c [&'c Source<'s>],
    pub(super) digests: &'c Digests,
}

/// What differs between tuples, persons and devices.
pub(super) trait Arranged: Part + Identified {
    /// Whether occurrences of the same thing become one even if they contradict each other.
    const IS_ONE: bool = false;

    /// How occurrences of this kind become one.
    fn policy(composition: &Composition) -> (Policy, Scope) {
        (composition.policy, composition.scope)
    }
}

impl Arranged for Tuple {}

impl Arranged for Person {
    fn policy(composition: &Composition) -> (Policy, Scope) {
        match composition.persons {
            Persons::ByPolicy => (composition.policy, composition.scope),
            Persons::Merge => (Policy::Newest, Scope::Element),
        }
    }
}

impl Arranged for Device {
    // OMA: devices with one id are one device.
    const IS_ONE: bool = true;
}

impl Arrangement<'_, '_> {
    fn composition(&self) -> &Composition {
        self.composer.composition()
    }

    fn source(&self, index: usize) -> Option<&Source<'_>> {
        self.sources.get(index).copied()
    }

    /// The key of a source.
    pub(super) fn key(&self, index: usize) -> String {
        self.source(index).map(|source| source.key.to_owned()).unwrap_or_default()
    }

    /// The occurrences of the result. The items come newest source first.
    pub(super) fn arrange<P: Arranged>(
        &self,
        items: Vec<Item<P>>,
        report: &mut Report,
    ) -> Vec<Item<P>> {
        let (policy, scope) = P::policy(self.composition());
        // The newest document stays as it is.
        let is_union =
            policy == Policy::Union || (policy, scope) == (Policy::Newest, Scope::Document);
        let items = self.distinct(items, is_union, report);
        let made = match policy {
            _ if is_union => return items,
            Policy::Union | Policy::Newest => {
                let groups = self.groups(items, |_| (), |_, ()| true);
                groups.into_iter().filter_map(|group| self.newest(group, scope, report)).collect()
            }
            Policy::Oma | Policy::NonOverlapping => {
                let groups = self.groups_that_agree(items, policy);
                groups.into_iter().filter_map(|group| self.merged(group, report)).collect()
            }
        };
        // What was made can be equal to what was left alone.
        self.distinct(made, false, report)
    }

    /// Equal occurrences once. In a union, one without a timestamp is equal to one with any.
    pub(super) fn distinct<P: Arranged>(
        &self,
        items: Vec<Item<P>>,
        is_union: bool,
        report: &mut Report,
    ) -> Vec<Item<P>> {
        let mut made: Vec<Item<P>> = Vec::new();
        let mut known: HashMap<u64, Alike> = HashMap::new();
        for item in items {
            let alike = known.entry(self.digests.part(&item.part)).or_default();
            let time = item.part.timestamp().map(DateTime::assume_utc);
            let index = alike.place_of(time, made.len(), is_union);
            let Some(same) = made.get_mut(index) else {
                made.push(item);
                continue;
            };
            if same.part.timestamp().is_none() {
                same.part.set_timestamp(item.part.timestamp().cloned());
            }
            for Member { source, id } in &item.members {
                let (source, what) = (source.clone(), What::Occurrence(id.clone()));
                report.left_out.push(LeftOut { source, what, reason: Reason::Duplicate });
            }
            same.members.extend(item.members);
            same.also.push(item.source);
            same.also.extend(item.also);
        }
        made
    }

    /// Items of the same thing, if `joins` says so of what `examine` found in an item and the number of a group. It is
    /// also told of the first item of each group. Groups are in the order of their first items.
    fn groups<P: Arranged, F>(
        &self,
        items: Vec<Item<P>>,
        examine: impl Fn(&Item<P>) -> F,
        mut joins: impl FnMut(usize, &F) -> bool,
    ) -> Vec<Vec<Item<P>>> {
        let (policy, _) = P::policy(self.composition());
        let mut identities = Identities::new(self.composer, self.digests, policy);
        items.iter().for_each(|item| identities.learn(&item.part));
        let mut groups: Vec<Vec<Item<P>>> = Vec::new();
        let mut known: HashMap<Identity, Vec<usize>> = HashMap::new();
        for item in items {
            let same = known.entry(item.part.identity(&identities)).or_default();
            let found = examine(&item);
            let mut candidates = same.iter().copied().take(Composition::MOST_GROUPS);
            let group = candidates.find(|group| joins(*group, &found));
            match group.and_then(|group| groups.get_mut(group)) {
                Some(group) => group.push(item),
                None => {
                    joins(groups.len(), &found);
                    same.push(groups.len());
                    groups.push(vec![item]);
                }
            }
        }
        groups
    }

    /// Each item joins the first group with no member that it contradicts.
    fn groups_that_agree<P: Arranged>(
        &self,
        items: Vec<Item<P>>,
        policy: Policy,
    ) -> Vec<Vec<Item<P>>> {
        if P::IS_ONE {
            return self.groups(items, |_| (), |_, ()| true);
        }
        let containers = self.composition().containers;
        let mut said: Vec<GroupFacts> = Vec::new();
        let examine = |item: &Item<P>| {
            let facts = facts(&item.part, self.digests, self.composer.meanings());
            (facts, !item.part.notes().is_empty())
        };
        self.groups(items, examine, |group, (facts, has_notes)| {
            if group == said.len() {
                said.push(GroupFacts::default());
            }
            let Some(known) = said.get_mut(group) else { return false };
            let agrees = match policy {
                Policy::NonOverlapping => !known.has_any_of(facts, *has_notes),
                _ => !known.contradicts(facts, containers),
            };
            if agrees {
                known.add(facts, *has_notes);
            }
            agrees
        })
    }

    /// All members of a group as one.
    fn merged<P: Arranged>(&self, group: Vec<Item<P>>, report: &mut Report) -> Option<Item<P>> {
        let firsts = first_members(&group);
        let members = group.iter().flat_map(|item| item.members.clone()).collect();
        let mut items = group.into_iter();
        let first = items.next()?;
        let source = first.source;
        let others: Vec<_> = items.map(|item| item.part).collect();
        if others.is_empty() {
            return Some(Item { part: first.part, source, also: Vec::new(), members });
        }
        let priority = others.iter().filter_map(Part::priority).max();
        let (mut part, lost) =
            Merging::new(self.composer, self.digests).merge(first.part, others, MergedNotes::All);
        part.raise_priority(priority);
        report_lost(lost, &firsts, Reason::Superseded, report);
        Some(Item { part, source, also: Vec::new(), members })
    }

    /// The newest member of a group, or the newest of each of its elements.
    fn newest<P: Arranged>(
        &self,
        mut group: Vec<Item<P>>,
        scope: Scope,
        report: &mut Report,
    ) -> Option<Item<P>> {
        // The sort is stable, so that the order of sources decides between equal times.
        group.sort_by_key(|item| std::cmp::Reverse(self.newness(item)));
        let basic = self.basic_of(&group);
        if scope != Scope::Element
            && let Some(basic) = basic
            && let Some(winner) =
                group.iter().position(|item| basic_status(&item.part) == Some(basic))
        {
            let winner = group.remove(winner);
            group.insert(0, winner);
        }
        let source = group.iter().map(|item| item.source).min().unwrap_or_default();
        let firsts = first_members(&group);
        let mut items = group.into_iter();
        let Item { part: first, mut members, .. } = items.next()?;
        let mut others = Vec::new();
        let mut other_members = Vec::new();
        for item in items {
            others.push(item.part);
            other_members.extend(item.members);
        }
        let merging = Merging::new(self.composer, self.digests);
        if scope == Scope::Element {
            let notes = if P::HAS_NOTES_OF_WINNER { MergedNotes::First } else { MergedNotes::All };
            let (mut part, lost) = merging.merge(first, others, notes);
            if let Some(status) = part.status_mut() {
                status.basic = basic.or(status.basic);
            }
            report_lost(lost, &firsts, Reason::Superseded, report);
            members.append(&mut other_members);
            return Some(Item { part, source, also: Vec::new(), members });
        }
        let part = merging.with_activities(first, others);
        for Member { source, id } in other_members {
            let what = What::Occurrence(id);
            report.left_out.push(LeftOut { source, what, reason: Reason::Superseded });
        }
        Some(Item { part, source, also: Vec::new(), members })
    }

    /// By rank, then by time: that of the occurrence, unless it is later than its publication, or else that of the
    /// publication. Of several sources that say the same, the greatest counts.
    fn newness<P: Part>(&self, item: &Item<P>) -> (i32, Instant) {
        let stated = item.part.timestamp().map(DateTime::assume_utc);
        let of = |index: &usize| {
            let source = self.source(*index)?;
            let modified = source.modified.assume_utc();
            let latest = source.modified.plus(self.composition().tolerance).assume_utc();
            Some((source.rank, stated.filter(|stated| *stated <= latest).unwrap_or(modified)))
        };
        let all = std::iter::once(&item.source).chain(&item.also);
        all.filter_map(of).max().unwrap_or((i32::MIN, Instant::MIN))
    }

    /// The basic status that wins in a group, newest first.
    fn basic_of<P: Part>(&self, group: &[Item<P>]) -> Option<Basic> {
        let mut all = group.iter().filter_map(|item| basic_status(&item.part));
        let wins = match self.composition().basic {
            BasicStatus::Newest => return all.next(),
            BasicStatus::AnyOpen => Basic::Open,
            BasicStatus::AllOpen => Basic::Closed,
        };
        let first = all.next()?;
        let has_it = first == wins || all.any(|basic| basic == wins);
        Some(if has_it { wins } else { first })
    }
}

/// Occurrences with the same content.
#[derive(Default)]
struct Alike {
    first: Option<usize>,
    /// The one without a timestamp.
    timeless: Option<usize>,
    at: HashMap<Instant, usize>,
}

impl Alike {
    /// The index of the occurrence that is equal to one with this timestamp, or the next index.
    fn place_of(&mut self, time: Option<Instant>, next: usize, is_union: bool) -> usize {
        let index = match time {
            Some(time) => {
                let timeless = &mut self.timeless;
                let same = || timeless.take_if(|_| is_union);
                let index = self.at.get(&time).copied().or_else(same).unwrap_or(next);
                self.at.insert(time, index);
                index
            }
            None => {
                let same = self.timeless.or(self.first.filter(|_| is_union));
                let index = same.unwrap_or(next);
                if same.is_none() {
                    self.timeless = Some(index);
                }
                index
            }
        };
        self.first.get_or_insert(index);
        index
    }
}

/// The first member of each item.
fn first_members<P>(group: &[Item<P>]) -> Vec<Member> {
    group.iter().filter_map(|item| item.members.first().cloned()).collect()
}

fn basic_status<P: Part>(part: &P) -> Option<Basic> {
    part.status()?.basic
}

pub(super) fn report_lost(
    lost: Vec<Lost>,
    members: &[Member],
    reason: Reason,
    report: &mut Report,
) {
    for (index, name) in lost {
        if let Some(Member { source, id }) = members.get(index) {
            let what = What::Element(Id::clone(id), name);
            report.left_out.push(LeftOut { source: source.clone(), what, reason });
        }
    }
}
