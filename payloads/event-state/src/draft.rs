//! The partial document that says what changed since a subscriber was told.

use std::sync::Arc;

use crate::change::{Change, Changes, RowChange};
use crate::document::StateDocument;
use crate::part::{Extent, Part, checked_update, checked_update_as};
use crate::rows::{Keyed, Rows};
use crate::state::{Group, State};

/// Something that happened to a state.
pub(crate) enum Event<D: StateDocument> {
    Head(Option<Arc<D>>),
    Group(Change<D::Group>),
    Row(RowChange<D>),
    /// Something without a key changed, which a partial document cannot say.
    Unsayable,
}

impl<D: StateDocument> Event<D> {
    pub(crate) fn of(changes: &Changes<D>) -> Vec<Self> {
        let head = changes.head.iter().map(|change| Self::Head(change.old().cloned()));
        let groups = changes.groups.iter().map(|change| match has_key(change) {
            true => Self::Group(change.clone()),
            false => Self::Unsayable,
        });
        let rows = changes.rows.iter().map(|row| match has_key(&row.change) {
            true => Self::Row(row.clone()),
            false => Self::Unsayable,
        });
        head.chain(groups).chain(rows).collect()
    }
}

fn has_key<P: Part>(change: &Change<P>) -> bool {
    change.newest().is_some_and(|newest| newest.key().is_some())
}

/// How a part was when the subscriber was told last, and what was last heard of it.
struct Past<P> {
    old: Option<Arc<P>>,
    newest: Arc<P>,
}

impl<P: Part> Keyed for Past<P> {
    type Key<'k>
        = P::Key<'k>
    where
        P: 'k;

    fn key(&self) -> Option<P::Key<'_>> {
        self.newest.key()
    }
}

/// What happened to a group and its rows.
struct PastGroup<D: StateDocument> {
    /// For the key.
    head: Arc<D::Group>,
    /// If the group itself changed.
    past: Option<Past<D::Group>>,
    rows: Rows<Past<D::Row>>,
}

impl<D: StateDocument> Keyed for PastGroup<D> {
    type Key<'k>
        = <D::Group as Part>::Key<'k>
    where
        D: 'k;

    fn key(&self) -> Option<Self::Key<'_>> {
        self.head.key()
    }
}

/// What happened since a subscriber was told.
pub(crate) struct Draft<D: StateDocument> {
    /// The head as it was, if it changed.
    head: Option<Option<Arc<D>>>,
    groups: Rows<PastGroup<D>>,
    is_unsayable: bool,
}

/// An update, or `None` if there is none to send; an error, if a partial document cannot say it.
type Update<P> = Result<Option<P>, Unsayable>;

struct Unsayable;

impl<D: StateDocument> Draft<D> {
    pub(crate) fn new() -> Self {
        Self { head: None, groups: Rows::new(), is_unsayable: false }
    }

    pub(crate) fn note(&mut self, event: &Event<D>) {
        match event {
            Event::Head(old) => drop(self.head.get_or_insert_with(|| old.clone())),
            Event::Unsayable => self.is_unsayable = true,
            Event::Group(change) => {
                let Some(newest) = change.newest() else { return };
                let Some(group) = self.group(newest) else { return };
                let old = match group.past.take() {
                    Some(past) => past.old,
                    None => change.old().cloned(),
                };
                group.past = Some(Past { old, newest: Arc::clone(newest) });
            }
            Event::Row(RowChange { group, change }) => {
                let Some(newest) = change.newest() else { return };
                let Some(group) = self.group(group) else { return };
                let mut past = Past { old: change.old().cloned(), newest: Arc::clone(newest) };
                match group.rows.place(&past).and_then(|place| group.rows.at_mut(place)) {
                    Some(known) => std::mem::swap(&mut known.newest, &mut past.newest),
                    None => group.rows.push(past),
                }
            }
        }
    }

    fn group(&mut self, head: &Arc<D::Group>) -> Option<&mut PastGroup<D>> {
        let group = PastGroup { head: Arc::clone(head), past: None, rows: Rows::new() };
        let place = match self.groups.place(&group) {
            Some(place) => place,
            None => {
                self.groups.push(group);
                self.groups.place_of(&head.key()?)?
            }
        };
        self.groups.at_mut(place)
    }

    /// The partial document; `Some(None)`, if there is nothing to tell; `None`, if a partial document cannot
    /// tell it.
    pub(crate) fn document(self, state: &State<D>) -> Option<Option<D>> {
        if self.is_unsayable {
            return None;
        }
        let head = state.head.as_ref()?;
        let mut has_news = false;
        let mut document = match &self.head {
            Some(old) if old.as_ref() != Some(head) => {
                has_news = true;
                changed_head(&**old.as_ref()?, &**head)?
            }
            _ => head.update_to(head)?,
        };
        let mut groups = Vec::new();
        for past in self.groups.iter() {
            let now = state.groups.place_of(&past.head.key()?);
            let now = now.and_then(|place| state.groups.at(place));
            match past.update(now) {
                Ok(None) => {}
                Ok(Some(group)) => groups.push(group),
                Err(Unsayable) => return None,
            }
        }
        if groups.is_empty() && !has_news {
            return Some(None);
        }
        document.put_rows(groups);
        Some(Some(document))
    }
}

/// A partial document after which the head is `newer`.
fn changed_head<D: StateDocument>(old: &D, newer: &D) -> Option<D> {
    checked_update_as(old, newer, |mut update| {
        update.set_version(D::RULES.first, Extent::Partial);
        update
    })
}

impl<D: StateDocument> PastGroup<D> {
    /// What the group says about itself and its rows.
    fn update(&self, now: Option<&Group<D>>) -> Update<(D::Group, Vec<D::Row>)> {
        match (now, &self.past) {
            (None, None) => Err(Unsayable),
            // It came and went.
            (None, Some(Past { old: None, .. })) => Ok(None),
            (None, Some(Past { old: Some(old), newest })) => self.end(old, newest).map(Some),
            (Some(now), Some(Past { old: None, .. })) => {
                let rows = now.rows.iter().map(|row| D::Row::clone(row)).collect();
                Ok(Some((D::Group::clone(&now.head), rows)))
            }
            (Some(now), past) => {
                let old = past.as_ref().and_then(|past| past.old.as_ref()).unwrap_or(&now.head);
                let is_news = **old != *now.head;
                let head = match is_news {
                    true => checked_update(&**old, &*now.head),
                    false => old.update_to(&now.head),
                };
                let head = head.ok_or(Unsayable)?;
                // A group that is sent as a whole would replace its rows.
                if head.extent() != Extent::Partial {
                    return Err(Unsayable);
                }
                let mut rows = Vec::new();
                for past in self.rows.iter() {
                    rows.extend(past.update(now)?);
                }
                Ok((is_news || !rows.is_empty()).then_some((head, rows)))
            }
        }
    }

    /// What says that the group is gone.
    fn end(&self, old: &D::Group, newest: &D::Group) -> Result<(D::Group, Vec<D::Row>), Unsayable> {
        if newest.is_ended() {
            // The rows that the subscriber knows, with what was last heard of them.
            let known =
                self.rows.iter().filter(|past| past.old.is_some() && past.newest.is_ended());
            return Ok((newest.clone(), known.map(|past| D::Row::clone(&past.newest)).collect()));
        }
        old.deletion().map(|deletion| (deletion, Vec::new())).ok_or(Unsayable)
    }
}

impl<R: Part> Past<R> {
    /// What the row says about itself.
    fn update<D: StateDocument<Row = R>>(&self, now: &Group<D>) -> Update<R> {
        let now =
            self.key().and_then(|key| now.rows.place_of(&key)).and_then(|one| now.rows.at(one));
        match (&self.old, now) {
            (None, None) => Ok(None),
            (Some(old), Some(now)) if **old == **now => Ok(None),
            (Some(old), Some(now)) => checked_update(&**old, &**now).map(Some).ok_or(Unsayable),
            (None, Some(now)) => Ok(Some(R::clone(now))),
            (Some(_), None) if self.newest.is_ended() => Ok(Some(R::clone(&self.newest))),
            (Some(old), None) => old.deletion().map(Some).ok_or(Unsayable),
        }
    }
}
