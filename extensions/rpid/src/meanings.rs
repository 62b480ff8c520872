//! What RPID says about a person, and how several of its elements become one.

use std::collections::HashSet;

use sip_presence::{
    Identifies, Meanings, Note, PresenceElement, PresenceModule, Subject, Validity, add_notes,
};
use xml_app_core::{ExtensionRef, Id, XmlChoice};

use crate::{
    Activities, Activity, Class, Feeling, InputState, Interval, Mood, PlaceIs, PlaceType, Privacy,
    Relationship, RelationshipKind, Rpid, ServiceClass, Sphere, StatusIcon, TimeOffset, UserInput,
};

impl PresenceModule for Rpid {
    fn define(meanings: &mut Meanings) {
        meanings
            .element::<Activities>()
            .element::<Class>()
            .element::<Mood>()
            .element::<PlaceIs>()
            .element::<PlaceType>()
            .element::<Privacy>()
            .element::<Relationship>()
            .element::<ServiceClass>()
            .element::<Sphere>()
            .element::<StatusIcon>()
            .element::<TimeOffset>()
            .element::<UserInput>();
    }
}

impl From<&Interval> for Validity {
    fn from(interval: &Interval) -> Self {
        Self { from: interval.from.clone(), until: interval.until.clone() }
    }
}

/// The methods about the attributes that most elements of RPID have.
macro_rules! interval_and_id {
    () => {
        fn validity(&self) -> Validity {
            Validity::from(&self.interval)
        }

        fn id_mut(&mut self) -> Option<&mut Id> {
            self.id.as_mut()
        }
    };
}

/// The methods about notes.
macro_rules! notes {
    () => {
        fn notes(&self) -> &[Note] {
            &self.notes
        }

        fn notes_mut(&mut self) -> &mut [Note] {
            &mut self.notes
        }
    };
}

/// Adds the older members that are not there. `unknown` stays only if there is nothing else.
fn unite<C: XmlChoice>(newer: &mut Vec<C>, older: &[C]) {
    // What is equal is shown as the same text; choices have no hash.
    let mut known: HashSet<_> = newer.iter().map(|one| format!("{one:?}")).collect();
    newer.extend(older.iter().filter(|one| known.insert(format!("{one:?}"))).cloned());
    if newer.iter().any(|one| !one.is_alone()) {
        newer.retain(|one| !one.is_alone());
    }
}

impl PresenceElement for Activities {
    const SUBJECT: Option<Subject> = Some(Subject::Activity);
    const UNITES: bool = true;

    interval_and_id!();
    notes!();

    fn words(&self) -> Vec<String> {
        let known = self.activities.iter().filter(|activity| **activity != Activity::Unknown);
        known.map(ToString::to_string).collect()
    }

    fn unite(&mut self, older: &Self) {
        unite(&mut self.activities, &older.activities);
        add_notes(&mut self.notes, older.notes.iter().cloned());
    }
}

impl PresenceElement for Mood {
    const SUBJECT: Option<Subject> = Some(Subject::Mood);
    const UNITES: bool = true;

    interval_and_id!();
    notes!();

    fn words(&self) -> Vec<String> {
        let known = self.feelings.iter().filter(|feeling| **feeling != Feeling::Unknown);
        known.map(ToString::to_string).collect()
    }

    fn unite(&mut self, older: &Self) {
        unite(&mut self.feelings, &older.feelings);
        add_notes(&mut self.notes, older.notes.iter().cloned());
    }
}

impl PresenceElement for PlaceType {
    const SUBJECT: Option<Subject> = Some(Subject::Place);
    const UNITES: bool = true;

    interval_and_id!();
    notes!();

    fn words(&self) -> Vec<String> {
        let other = self.other.iter().map(|note| note.text.clone());
        let known = self.extensions.iter().map(|place| place.local());
        other.chain(known.filter(|place| *place != "unknown").map(str::to_owned)).collect()
    }

    /// A description excludes place types, so where one of them has a description the newer one stays alone.
    fn unite(&mut self, older: &Self) {
        if self.other.is_some() || older.other.is_some() {
            return;
        }
        let name =
            |place: ExtensionRef<'_>| (place.namespace().to_owned(), place.local().to_owned());
        let mut known: HashSet<_> = self.extensions.iter().map(name).collect();
        for place in older.extensions.clone() {
            if known.insert(name(place.element())) {
                self.extensions.push_element(place);
            }
        }
        if self.extensions.iter().any(|place| place.local() != "unknown") {
            self.extensions.retain_elements(|place| place.local() != "unknown");
        }
        add_notes(&mut self.notes, older.notes.iter().cloned());
    }
}

impl PresenceElement for PlaceIs {
    interval_and_id!();
    notes!();
}

impl PresenceElement for Privacy {
    interval_and_id!();
    notes!();
}

impl PresenceElement for Sphere {
    const SUBJECT: Option<Subject> = Some(Subject::Sphere);

    interval_and_id!();

    fn words(&self) -> Vec<String> {
        self.word().map(str::to_owned).into_iter().collect()
    }
}

impl PresenceElement for StatusIcon {
    const SUBJECT: Option<Subject> = Some(Subject::Icon);

    interval_and_id!();

    fn words(&self) -> Vec<String> {
        vec![self.uri.to_string()]
    }
}

impl PresenceElement for TimeOffset {
    interval_and_id!();
}

impl PresenceElement for UserInput {
    const SUBJECT: Option<Subject> = Some(Subject::Idle);

    fn id_mut(&mut self) -> Option<&mut Id> {
        self.id.as_mut()
    }

    fn words(&self) -> Vec<String> {
        match (self.state, &self.last_input) {
            (InputState::Active, _) => Vec::new(),
            (InputState::Idle, Some(since)) => vec![since.to_string()],
            (InputState::Idle, None) => vec!["idle".to_owned()],
        }
    }
}

impl PresenceElement for Class {
    const IDENTIFIES: Identifies = Identifies::Class;

    fn words(&self) -> Vec<String> {
        vec![self.name.to_string()]
    }
}

impl PresenceElement for Relationship {
    const SUBJECT: Option<Subject> = Some(Subject::Relationship);

    notes!();

    /// Nothing for the presentity itself.
    fn words(&self) -> Vec<String> {
        match &self.kind {
            Some(RelationshipKind::Myself) => Vec::new(),
            Some(kind) => vec![kind.to_string()],
            None => self.extensions.iter().map(|kind| kind.local().to_owned()).collect(),
        }
    }
}

impl PresenceElement for ServiceClass {
    notes!();
}
