//! What capabilities say about a service, and how several of one service become one.

use std::collections::HashSet;
use std::fmt::Debug;

use sip_presence::{Meanings, PresenceElement, PresenceModule, Subject, add_notes};
use xml_app_core::{ExtensionRef, XmlKeyword, XmlType};

use crate::{Capability, Caps, DevCaps, Keywords, Languages, Priorities, Schemes, ServCaps};

impl PresenceModule for Caps {
    fn define(meanings: &mut Meanings) {
        meanings.element::<ServCaps>().element::<DevCaps>();
    }
}

/// A set whose members are supported or not.
trait Members: XmlType {
    /// Adds those of an older set.
    fn add(&mut self, older: &Self);

    /// Removes those that are in another set.
    fn subtract(&mut self, other: &Self);
}

impl<K: XmlKeyword> Members for Keywords<K> {
    fn add(&mut self, older: &Self) {
        older.keywords.iter().for_each(|keyword| self.keywords.insert(keyword));
        let name = |element: ExtensionRef<'_>| {
            (element.namespace().to_owned(), element.local().to_owned())
        };
        let mut known: HashSet<_> = self.extensions.iter().map(name).collect();
        for element in older.extensions.clone() {
            if known.insert(name(element.element())) {
                self.extensions.push_element(element);
            }
        }
    }

    fn subtract(&mut self, other: &Self) {
        other.keywords.iter().for_each(|keyword| self.keywords.remove(keyword));
    }
}

macro_rules! lists {
    ($($list:ident { $($field:ident)* })*) => {
        $(impl Members for $list {
            fn add(&mut self, older: &Self) {
                $(let mut known: HashSet<_> = self.$field.iter().map(word).collect();
                let new = older.$field.iter().filter(|one| known.insert(word(*one)));
                self.$field.extend(new.cloned());)*
            }

            fn subtract(&mut self, other: &Self) {
                $(let others: HashSet<_> = other.$field.iter().map(word).collect();
                self.$field.retain(|one| !others.contains(&word(one)));)*
            }
        })*
    };
}

lists! {
    Languages { languages }
    Schemes { schemes }
    Priorities { equals higher_than lower_than ranges }
}

/// The same for equal members: what hash tables need of those that have no hash.
fn word<T: Debug>(member: &T) -> String {
    format!("{member:?}")
}

/// What either supports is supported (RFC 5196 §4).
fn unite<S: Members>(newer: &mut Option<Capability<S>>, older: &Option<Capability<S>>) {
    match (newer, older) {
        (Some(newer), Some(older)) => {
            unite_sets(&mut newer.supported, &older.supported);
            unite_sets(&mut newer.not_supported, &older.not_supported);
            if let (Some(not), Some(supported)) = (&mut newer.not_supported, &newer.supported) {
                not.subtract(supported);
            }
        }
        (newer @ None, Some(older)) => *newer = Some(older.clone()),
        (_, None) => {}
    }
}

fn unite_sets<S: Members>(newer: &mut Option<S>, older: &Option<S>) {
    match (newer, older) {
        (Some(newer), Some(older)) => newer.add(older),
        (newer @ None, Some(older)) => *newer = Some(older.clone()),
        (_, None) => {}
    }
}

fn unite_flags(newer: &mut Option<bool>, older: Option<bool>) {
    *newer = match (*newer, older) {
        (Some(newer), Some(older)) => Some(newer || older),
        (newer, older) => newer.or(older),
    };
}

impl PresenceElement for ServCaps {
    const SUBJECT: Option<Subject> = Some(Subject::Capability);
    const UNITES: bool = true;

    /// What is supported, by the names of the elements, such as `audio`, and the methods.
    fn words(&self) -> Vec<String> {
        let flags = [
            ("application", self.application),
            ("audio", self.audio),
            ("automata", self.automata),
            ("control", self.control),
            ("data", self.data),
            ("isfocus", self.is_focus),
            ("message", self.message),
            ("text", self.text),
            ("video", self.video),
        ];
        let supported = flags.into_iter().filter(|(_, supported)| *supported == Some(true));
        supported.map(|(name, _)| name.to_owned()).collect()
    }

    fn unite(&mut self, older: &Self) {
        unite(&mut self.actor, &older.actor);
        unite(&mut self.class, &older.class);
        unite(&mut self.duplex, &older.duplex);
        unite(&mut self.event_packages, &older.event_packages);
        unite(&mut self.option_tags, &older.option_tags);
        unite(&mut self.methods, &older.methods);
        unite(&mut self.languages, &older.languages);
        unite(&mut self.priority, &older.priority);
        unite(&mut self.schemes, &older.schemes);
        unite_flags(&mut self.application, older.application);
        unite_flags(&mut self.audio, older.audio);
        unite_flags(&mut self.automata, older.automata);
        unite_flags(&mut self.control, older.control);
        unite_flags(&mut self.data, older.data);
        unite_flags(&mut self.is_focus, older.is_focus);
        unite_flags(&mut self.message, older.message);
        unite_flags(&mut self.text, older.text);
        unite_flags(&mut self.video, older.video);
        add_notes(&mut self.descriptions, older.descriptions.iter().cloned());
        let mut known: HashSet<_> = self.types.iter().cloned().collect();
        self.types.extend(older.types.iter().filter(|one| known.insert((*one).clone())).cloned());
        let newer = std::mem::replace(&mut self.extensions, older.extensions.clone());
        self.extensions.merge(newer);
    }
}

impl PresenceElement for DevCaps {
    const SUBJECT: Option<Subject> = Some(Subject::Capability);
    const UNITES: bool = true;

    fn unite(&mut self, older: &Self) {
        unite(&mut self.mobility, &older.mobility);
        add_notes(&mut self.descriptions, older.descriptions.iter().cloned());
        let newer = std::mem::replace(&mut self.extensions, older.extensions.clone());
        self.extensions.merge(newer);
    }
}
