//! A state, and how documents change it.

use std::collections::HashSet;
use std::sync::Arc;

use crate::change::{Change, Changes};
use crate::document::StateDocument;
use crate::part::{Extent, Part};
use crate::rows::{Keyed, Rows};

/// How much a table or a notifier keeps, against a peer that fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Limits {
    /// Rows, with the rows inside them and the groups. 200,000 by default.
    pub rows: usize,
    /// Rows inside one row, or inside what a document has beside its rows: the endpoints of a user, the
    /// sidebars of a conference. An update of such a row costs as much as it is large. 10,000 by default.
    pub row: usize,
    /// Changes that a notifier remembers. A subscriber that was not told for longer gets a full document.
    /// 10,000 by default.
    pub history: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { rows: 200_000, row: 10_000, history: 10_000 }
    }
}

/// The state would have more rows than [`Limits::rows`]. It was not changed.
#[derive(Debug)]
pub(crate) struct TooLarge;

/// A group and its rows.
pub(crate) struct Group<D: StateDocument> {
    pub(crate) head: Arc<D::Group>,
    pub(crate) rows: Rows<Arc<D::Row>>,
}

impl<D: StateDocument> Keyed for Group<D> {
    type Key<'k>
        = <D::Group as Part>::Key<'k>
    where
        D: 'k;

    fn key(&self) -> Option<Self::Key<'_>> {
        self.head.key()
    }
}

impl<D: StateDocument> Clone for Group<D> {
    fn clone(&self) -> Self {
        Self { head: Arc::clone(&self.head), rows: self.rows.clone() }
    }
}

impl<D: StateDocument> Group<D> {
    fn new(head: D::Group, capacity: usize) -> Self {
        Self { head: Arc::new(head), rows: Rows::with_capacity(capacity) }
    }

    fn weight(&self) -> usize {
        self.head.weight() + self.rows.iter().map(|row| row.weight()).sum::<usize>()
    }
}

/// All that a document type keeps.
pub(crate) struct State<D: StateDocument> {
    pub(crate) head: Option<Arc<D>>,
    pub(crate) groups: Rows<Group<D>>,
    /// The weight of the head, the groups and the rows.
    weight: usize,
}

impl<D: StateDocument> Clone for State<D> {
    fn clone(&self) -> Self {
        Self { head: self.head.clone(), groups: self.groups.clone(), weight: self.weight }
    }
}

/// The groups of a document and their rows.
type Groups<D> = Vec<(<D as StateDocument>::Group, Vec<<D as StateDocument>::Row>)>;

impl<D: StateDocument> State<D> {
    pub(crate) fn new() -> Self {
        Self { head: None, groups: Rows::new(), weight: 0 }
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.groups.iter().map(|group| group.rows.len()).sum()
    }

    /// All of it as a full document, with the version that the head has.
    pub(crate) fn document(&self) -> Option<D> {
        let mut document = D::clone(self.head.as_ref()?);
        let rows = |group: &Group<D>| group.rows.iter().map(|row| D::Row::clone(row)).collect();
        let groups = self.groups.iter().map(|group| (D::Group::clone(&group.head), rows(group)));
        document.put_rows(groups.collect());
        Some(document)
    }

    /// Replaces everything by what a full document has.
    pub(crate) fn replace(
        &mut self,
        mut document: D,
        keeps_ended: bool,
        limits: &Limits,
    ) -> Result<Changes<D>, TooLarge> {
        let groups = match document.extent() {
            Extent::Deleted => {
                // What is deleted has no content, whatever the document says.
                document.take_rows();
                document = document.deletion().unwrap_or(document);
                Vec::new()
            }
            Extent::Full | Extent::Partial => document.take_rows(),
        };
        let head = document.settled();
        let rows = groups.iter().flat_map(|(_, rows)| rows);
        let heaviest = rows.map(Part::weight).max().unwrap_or_default().max(head.weight());
        if weight_of_head(&head) + weight_of(&groups) > limits.rows || heaviest > limits.row {
            return Err(TooLarge);
        }
        let mut changes = Changes { head: self.changed_head(head), ..Changes::default() };
        let mut old = std::mem::replace(&mut self.groups, Rows::with_capacity(groups.len()));
        for (group, rows) in groups {
            let like = Group::<D>::new(group, 0);
            let before = old.place(&like).and_then(|place| old.take(place));
            let group = Arc::unwrap_or_clone(like.head);
            self.add_whole_group(group, before, rows, keeps_ended, &mut changes);
        }
        for group in old.iter() {
            gone(group, None, &mut changes);
        }
        self.weight = self.head.as_ref().map_or(0, |head| weight_of_head(&**head))
            + self.groups.iter().map(Group::weight).sum::<usize>();
        Ok(changes)
    }

    /// The change of the head, which is done.
    fn changed_head(&mut self, head: D) -> Option<Change<D>> {
        match &self.head {
            Some(old) if **old == head => return None,
            _ => {}
        }
        let new = Arc::new(head);
        Some(match self.head.replace(Arc::clone(&new)) {
            Some(old) => Change::Changed { old, new },
            None => Change::Added(new),
        })
    }

    /// Adds a group with its rows, which were `before`.
    fn add_group(
        &mut self,
        mut group: Group<D>,
        before: Option<Group<D>>,
        rows: Vec<D::Row>,
        keeps_ended: bool,
        changes: &mut Changes<D>,
    ) {
        // A document can have the same group twice.
        let again = self.groups.place(&group).and_then(|place| self.groups.take(place));
        let (old, mut left) = match (again, before) {
            (Some(again), _) => {
                group.rows = again.rows;
                (Some(again.head), Rows::new())
            }
            (None, Some(before)) => (Some(before.head), before.rows),
            (None, None) => (None, Rows::new()),
        };
        match old {
            Some(old) if *old == *group.head => group.head = old,
            Some(old) => {
                changes.groups.push(Change::Changed { old, new: Arc::clone(&group.head) });
            }
            None => changes.groups.push(Change::Added(Arc::clone(&group.head))),
        }
        changes.rows.reserve(rows.len().saturating_sub(left.len()));
        for row in rows {
            if row.extent() == Extent::Deleted {
                continue;
            }
            let mut row = Arc::new(row.settled());
            // A document can have the same row twice.
            let again = group.rows.find(&row);
            let old = match (again, left.len()) {
                (Ok(place), _) => group.rows.at(place).map(Arc::clone),
                (Err(_), 0) => None,
                (Err(_), _) => left.place(&row).and_then(|place| left.take(place)),
            };
            if row.is_ended() && !keeps_ended {
                again.ok().and_then(|place| group.rows.take(place));
                changes.row(&group.head, Change::Removed { old, last: Some(row) });
                continue;
            }
            match old {
                Some(old) if *old == *row => row = old,
                Some(old) => {
                    let new = Arc::clone(&row);
                    changes.row(&group.head, Change::Changed { old, new });
                }
                None => changes.row(&group.head, Change::Added(Arc::clone(&row))),
            }
            match again {
                Ok(place) => {
                    if let Some(slot) = group.rows.at_mut(place) {
                        *slot = row;
                    }
                }
                Err(absent) => group.rows.add(absent, row),
            }
        }
        for old in left.iter() {
            let old = Some(Arc::clone(old));
            changes.row(&group.head, Change::Removed { old, last: None });
        }
        self.groups.push(group);
    }

    /// Applies what a partial document has.
    pub(crate) fn merge(
        &mut self,
        mut document: D,
        keeps_ended: bool,
        limits: &Limits,
    ) -> Result<Changes<D>, TooLarge> {
        let groups = document.take_rows();
        let head = match &self.head {
            Some(_) if document.changes_nothing() => None,
            Some(head) => Some(head.merged(document)),
            None => Some(document.settled()),
        };
        if !self.fits(head.as_ref(), &groups, limits) {
            return Err(TooLarge);
        }
        let mut changes = Changes::default();
        if let Some(head) = head {
            self.weight -= self.head.as_ref().map_or(0, |head| weight_of_head(&**head));
            self.weight += weight_of_head(&head);
            changes.head = self.changed_head(head);
        }
        for (group, rows) in groups {
            self.merge_group(group, rows, keeps_ended, &mut changes);
        }
        Ok(changes)
    }

    /// Whether the state is within the limits after an update. What is replaced does not count twice.
    fn fits(&self, head: Option<&D>, groups: &Groups<D>, limits: &Limits) -> bool {
        let mut weight = self.weight;
        if let Some(head) = head {
            weight += weight_of_head(head);
            weight -= self.head.as_ref().map_or(0, |head| weight_of_head(&**head));
        }
        // A document can have the same row twice.
        let mut replaced = HashSet::new();
        let is_too_heavy = |weight: usize| weight > limits.row;
        for (group, rows) in groups {
            weight += group.weight();
            let place = group.key().and_then(|key| self.groups.place_of(&key));
            let known = place.and_then(|place| self.groups.at(place));
            for row in rows {
                weight += row.weight();
                let key = row.key();
                let row_place = known.zip(key).and_then(|(known, key)| known.rows.place_of(&key));
                let known = known.zip(row_place).and_then(|(known, place)| known.rows.at(place));
                let Some(known) = known.filter(|_| replaced.insert((place, row_place))) else {
                    if is_too_heavy(row.weight()) {
                        return false;
                    }
                    continue;
                };
                match row.extent() {
                    Extent::Partial if is_too_heavy(known.weight() + row.weight()) => return false,
                    Extent::Partial => weight -= 1,
                    _ if is_too_heavy(row.weight()) => return false,
                    _ => weight -= known.weight(),
                }
            }
        }
        weight <= limits.rows && !head.is_some_and(|head| is_too_heavy(head.weight()))
    }

    fn merge_group(
        &mut self,
        update: D::Group,
        rows: Vec<D::Row>,
        keeps_ended: bool,
        changes: &mut Changes<D>,
    ) {
        let extent = update.extent();
        let group = Group::<D>::new(update, 0);
        let place = self.groups.place(&group);
        let known = place.and_then(|place| self.groups.at_mut(place));
        let update = Arc::unwrap_or_clone(group.head);
        match (known, extent) {
            (None, Extent::Deleted) => {}
            (Some(_), Extent::Deleted) => self.remove_group(place, None, changes),
            (Some(_), Extent::Full) => {
                let before = place.and_then(|place| self.groups.take(place));
                self.weight -= before.as_ref().map_or(0, Group::weight);
                self.add_whole_group(update, before, rows, keeps_ended, changes);
            }
            (None, Extent::Full | Extent::Partial) => {
                self.add_whole_group(update, None, rows, keeps_ended, changes);
            }
            (Some(known), Extent::Partial) => {
                let merged = Arc::new(known.head.merged(update));
                let is_ended = merged.is_ended() && !keeps_ended;
                self.weight -= known.head.weight();
                self.weight += merged.weight();
                let old = std::mem::replace(&mut known.head, Arc::clone(&merged));
                if old != merged && !is_ended {
                    let old = Arc::clone(&old);
                    changes.groups.push(Change::Changed { old, new: merged });
                }
                for row in rows {
                    self.weight = merge_row(known, row, keeps_ended, self.weight, changes);
                }
                if is_ended {
                    self.remove_group(place, Some(old), changes);
                }
            }
        }
    }

    fn add_whole_group(
        &mut self,
        group: D::Group,
        before: Option<Group<D>>,
        rows: Vec<D::Row>,
        keeps_ended: bool,
        changes: &mut Changes<D>,
    ) {
        let group = Group::new(group.settled(), rows.len());
        let like = Arc::clone(&group.head);
        self.add_group(group, before, rows, keeps_ended, changes);
        let place = like.key().and_then(|key| self.groups.place_of(&key));
        self.weight += place.and_then(|place| self.groups.at(place)).map_or(0, Group::weight);
        if like.is_ended() && !keeps_ended {
            let before = Arc::clone(&like);
            self.remove_group(place, Some(before), changes);
        }
    }

    /// Removes a group. `before` is how it was, if what it has now is the news of its end.
    fn remove_group(
        &mut self,
        place: Option<usize>,
        before: Option<Arc<D::Group>>,
        changes: &mut Changes<D>,
    ) {
        let Some(mut group) = place.and_then(|place| self.groups.take(place)) else { return };
        self.weight -= group.weight();
        let last = before.map(|before| std::mem::replace(&mut group.head, before));
        gone(&group, last, changes);
    }
}

/// Applies a row to its group. Returns the weight of the state after it.
fn merge_row<D: StateDocument>(
    group: &mut Group<D>,
    row: D::Row,
    keeps_ended: bool,
    mut weight: usize,
    changes: &mut Changes<D>,
) -> usize {
    let row = Arc::new(row);
    let place = group.rows.place(&row);
    let old = place.and_then(|place| group.rows.at(place)).map(Arc::clone);
    let row = Arc::unwrap_or_clone(row);
    let new = match (&old, row.extent()) {
        (None, Extent::Deleted) => return weight,
        (Some(_), Extent::Deleted) => None,
        (Some(old), _) => Some(Arc::new(old.merged(row))),
        (None, _) => Some(Arc::new(row.settled())),
    };
    if new.is_some() && old.as_deref() == new.as_deref() {
        return weight;
    }
    weight -= old.as_ref().map_or(0, |old| old.weight());
    match new {
        Some(new) if keeps_ended || !new.is_ended() => {
            weight += new.weight();
            match place.and_then(|place| group.rows.at_mut(place)) {
                Some(slot) => *slot = Arc::clone(&new),
                None => group.rows.push(Arc::clone(&new)),
            }
            let change = match old {
                Some(old) => Change::Changed { old, new },
                None => Change::Added(new),
            };
            changes.row(&group.head, change);
        }
        last => {
            place.and_then(|place| group.rows.take(place));
            changes.row(&group.head, Change::Removed { old, last });
        }
    }
    weight
}

/// Reports that a group and its rows are gone.
fn gone<D: StateDocument>(group: &Group<D>, last: Option<Arc<D::Group>>, changes: &mut Changes<D>) {
    for old in group.rows.iter() {
        let old = Some(Arc::clone(old));
        changes.row(&group.head, Change::Removed { old, last: None });
    }
    changes.groups.push(Change::Removed { old: Some(Arc::clone(&group.head)), last });
}

/// The head itself does not count, but the rows inside it.
fn weight_of_head<D: Part>(head: &D) -> usize {
    head.weight().saturating_sub(1)
}

fn weight_of<G: Part, R: Part>(groups: &[(G, Vec<R>)]) -> usize {
    let rows = |rows: &Vec<R>| rows.iter().map(Part::weight).sum::<usize>();
    groups.iter().map(|(group, inside)| group.weight() + rows(inside)).sum()
}
