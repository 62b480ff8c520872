//! Finds the rules that can match a watcher without evaluating each of them.

use std::collections::HashMap;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};

use crate::Request;
use crate::common_policy::{Condition, Entities, Rule};

/// The positions of the rules that name an entity, name a domain, or name neither.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    entities: HashMap<String, Vec<u32>>,
    domains: HashMap<String, Vec<u32>>,
    /// Rules that can match any watcher.
    anybody: Vec<u32>,
}

impl Index {
    pub(crate) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut index = Self::default();
        for (place, rule) in (0..).zip(rules) {
            match keys(rule) {
                Some(keys) => index.add(place, keys),
                None => index.anybody.push(place),
            }
        }
        index
    }

    fn add(&mut self, place: u32, keys: Vec<Key>) {
        for key in keys {
            let places = match key {
                Key::Entity(key) => self.entities.entry(key).or_default(),
                Key::Domain(domain) => self.domains.entry(domain).or_default(),
            };
            places.push(place);
        }
    }

    /// The positions of the rules that can match the watcher, ascending, without duplicates.
    pub(crate) fn candidates(&self, request: &Request<'_>) -> Vec<u32> {
        let mut places = self.anybody.clone();
        for identity in &request.identities {
            places.extend(self.entities.get(&identity.key).into_iter().flatten());
            if let Domain::Of(domain) = &identity.domain {
                places.extend(self.domains.get(domain).into_iter().flatten());
            }
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// A key by which a rule is found.
enum Key {
    Entity(String),
    Domain(String),
}

/// The keys of a rule that can match only the entities and domains that it names.
fn keys(rule: &Rule) -> Option<Vec<Key>> {
    let conditions = rule.conditions.as_ref().filter(|_| rule.is_readable())?;
    conditions.conditions.iter().find_map(|condition| match condition {
        Condition::Identity(identity) if !identity.unexpected.has_unexpected() => {
            identity.entities.iter().map(key).collect()
        }
        _ => None,
    })
}

/// `None` if the rule can match others.
fn key(entities: &Entities) -> Option<Key> {
    match entities {
        Entities::One(one) => {
            one.can_be_somebody().ok()?;
            Some(Key::Entity(one.id.canonical().equivalence_key()))
        }
        Entities::Many(many) => many.comparable_domain().ok()?.map(Key::Domain),
        Entities::Extension(_) => None,
    }
}
