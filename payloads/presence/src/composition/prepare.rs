//! A source before it is joined with others: what has expired goes, notes find their persons, and it comes apart.

use xml_app_core::{
    DateTime, ExtensionElement, ExtensionRef, Extensions, Language, Name, RawAttribute,
};

use super::notes::attribute;
use super::part::Part;
use super::report::{LeftOut, Reason, What};
use super::sources::{Instant, Source};
use super::{Composer, Notes, Report, TimedStatusChoice};
use crate::queries::language_of;
use crate::timed_status::TimedStatus;
use crate::{Basic, Device, Meanings, Note, Person, Presence, Status, Tuple, add_notes};

/// The parts of a source.
pub(super) struct Prepared {
    pub(super) tuples: Vec<Tuple>,
    pub(super) persons: Vec<Person>,
    pub(super) devices: Vec<Device>,
    pub(super) notes: Vec<Note>,
    pub(super) others: Vec<ExtensionElement<Presence>>,
    /// Attributes and unexpected texts.
    pub(super) rest: Extensions<Presence>,
}

/// What preparing needs to know.
pub(super) struct Preparation<'c> {
    pub(super) composer: &'c Composer,
    pub(super) now: &'c DateTime,
    /// Whether it is the only source: then nothing has to move.
    pub(super) is_alone: bool,
}

/// The earliest of many times after now.
pub(super) struct NextChange {
    now: Instant,
    next: Option<DateTime>,
}

impl NextChange {
    pub(super) fn new(now: &DateTime) -> Self {
        Self { now: now.assume_utc(), next: None }
    }

    pub(super) fn at(&mut self, time: &DateTime) {
        let instant = time.assume_utc();
        if instant > self.now && self.next.as_ref().is_none_or(|next| instant < next.assume_utc()) {
            self.next = Some(time.clone());
        }
    }

    pub(super) fn get(self) -> Option<DateTime> {
        self.next
    }
}

impl Preparation<'_> {
    pub(super) fn prepare(
        &self,
        source: &Source<'_>,
        next: &mut NextChange,
        report: &mut Report,
    ) -> Prepared {
        let Presence { tuples, mut notes, mut extensions, .. } = source.document.clone();
        let (mut persons, mut devices, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for element in extensions.take_elements() {
            if element.get::<Person>().is_some() {
                persons.extend(element.into_typed());
            } else if element.get::<Device>().is_some() {
                devices.extend(element.into_typed());
            } else {
                others.push(element);
            }
        }
        let mut prepared =
            Prepared { tuples, persons, devices, notes: Vec::new(), others, rest: extensions };
        self.leave_out_old(&mut prepared.tuples, source, next, report);
        self.leave_out_old(&mut prepared.persons, source, next, report);
        if !self.is_alone {
            let language = language_of(&prepared.rest);
            hand_down_language(&mut prepared, &mut notes, language.as_ref());
            if self.composer.composition().notes == Notes::Attribute {
                attribute(&mut notes, &mut prepared.persons, language.as_ref());
            }
        }
        prepared.notes = notes;
        prepared.tuples.iter_mut().for_each(|tuple| {
            self.expire(tuple, source, next, report);
            self.promote(tuple, source, next, report);
        });
        prepared.persons.iter_mut().for_each(|part| self.expire(part, source, next, report));
        prepared.devices.iter_mut().for_each(|part| self.expire(part, source, next, report));
        prepared
    }

    /// Leaves out what is too old, before notes move: a note must not go with a person that is left out.
    fn leave_out_old<P: Part>(
        &self,
        parts: &mut Vec<P>,
        source: &Source<'_>,
        next: &mut NextChange,
        report: &mut Report,
    ) {
        let Some(age) = self.composer.composition().discard.older_than else { return };
        parts.retain(|part| {
            let end = part.timestamp().unwrap_or(&source.modified).plus(age);
            next.at(&end);
            let is_young = end.assume_utc() > self.now.assume_utc();
            if !is_young {
                let (source, what) = (source.key.to_owned(), What::Occurrence(part.id().clone()));
                report.left_out.push(LeftOut { source, what, reason: Reason::TooOld });
            }
            is_young
        });
    }

    /// Removes elements whose time is over. Those whose time is to come stay.
    fn expire<P: Part>(
        &self,
        part: &mut P,
        source: &Source<'_>,
        next: &mut NextChange,
        report: &mut Report,
    ) {
        let meanings = self.composer.meanings();
        let id = part.id().clone();
        let mut keep = |element: ExtensionRef<'_>| {
            let is_kept = is_current(element, meanings, self.now, next);
            if !is_kept {
                let what = What::Element(id.clone(), element.local().to_owned());
                let source = source.key.to_owned();
                report.left_out.push(LeftOut { source, what, reason: Reason::Over });
            }
            is_kept
        };
        retain(part.extensions_mut(), &mut keep);
        if let Some(status) = part.status_mut() {
            retain(&mut status.extensions, &mut keep);
        }
    }

    /// RFC 4481 §3: a status for a time that has come is no announcement any more.
    fn promote(
        &self,
        tuple: &mut Tuple,
        source: &Source<'_>,
        next: &mut NextChange,
        report: &mut Report,
    ) {
        let does_promote = self.composer.composition().timed_status == TimedStatusChoice::Promote;
        let mut current = Vec::new();
        let id = &tuple.id;
        tuple.extensions.retain::<TimedStatus>(|timed| {
            let validity = timed.validity();
            [&validity.from, &validity.until].into_iter().flatten().for_each(|time| next.at(time));
            let is_current = validity.contains(self.now);
            if is_current && does_promote {
                current.push(timed.clone());
                return false;
            }
            let is_kept = !is_current && !validity.is_over(self.now);
            if !is_kept {
                let what = What::Element(id.clone(), "timed-status".to_owned());
                let source = source.key.to_owned();
                report.left_out.push(LeftOut { source, what, reason: Reason::Over });
            }
            is_kept
        });
        // Of several, what the first one says about open and closed.
        let basic = current.iter().find_map(|timed| timed.basic);
        tuple.status.basic = basic.or(tuple.status.basic);
        for timed in current {
            add_notes(&mut tuple.notes, timed.note);
            for element in timed.extensions.iter() {
                if let ExtensionRef::Raw(raw) = element {
                    tuple.status.extensions.push_raw(raw.clone());
                }
            }
        }
    }
}

/// The language of a document becomes that of its parts, because they get another document around them (XML 1.0 §2.12).
fn hand_down_language(prepared: &mut Prepared, notes: &mut [Note], language: Option<&Language>) {
    let attributes = prepared.rest.attributes();
    let attribute = attributes.iter().find(|attribute| attribute.name.is(&Name::XML_LANG)).cloned();
    let Some(attribute) = attribute else { return };
    prepared.rest.remove_attribute(&Name::XML_LANG);
    for note in notes {
        note.lang = note.lang.take().or_else(|| language.cloned());
    }
    hand_down(&mut prepared.tuples, &attribute);
    hand_down(&mut prepared.persons, &attribute);
    hand_down(&mut prepared.devices, &attribute);
}

fn hand_down<P: Part>(parts: &mut [P], attribute: &RawAttribute) {
    for part in parts {
        if part.extensions().raw_attribute(&Name::XML_LANG).is_none() {
            part.extensions_mut().push_raw_attribute(attribute.clone());
        }
    }
}

fn is_current(
    element: ExtensionRef<'_>,
    meanings: &Meanings,
    now: &DateTime,
    next: &mut NextChange,
) -> bool {
    let validity = meanings.validity(element);
    [&validity.from, &validity.until].into_iter().flatten().for_each(|time| next.at(time));
    !validity.is_over(now)
}

/// Unlike `retain_elements`, this keeps unexpected texts.
fn retain<H>(extensions: &mut Extensions<H>, keep: &mut impl FnMut(ExtensionRef<'_>) -> bool) {
    if extensions.iter().any(|element| element.object_type().is_some()) {
        for element in extensions.take_elements() {
            if keep(element.element()) {
                extensions.push_element(element);
            }
        }
    }
}

/// A publication that was not refreshed, while it counts as closed: nothing private is left.
pub(super) fn closed(document: &Presence) -> Prepared {
    let closed = |tuple: &Tuple| Tuple::new(tuple.id.clone(), Status::from(Basic::Closed));
    Prepared {
        tuples: document.tuples.iter().map(closed).collect(),
        persons: Vec::new(),
        devices: Vec::new(),
        notes: Vec::new(),
        others: Vec::new(),
        rest: Extensions::new(),
    }
}
