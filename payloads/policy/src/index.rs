//! Finds the rules that may be about a watcher without asking each of them.

use std::collections::HashMap;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};

use crate::Request;
use crate::common_policy::{Condition, Entities, Rule};

/// Where rules stand that name an entity, a domain, or neither.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    entities: HashMap<String, Vec<u32>>,
    domains: HashMap<String, Vec<u32>>,
    /// Those that may be about anybody.
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

    /// The places of the rules that may be about the watcher, ascending, each once.
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

/// By what a rule is found.
enum Key {
    Entity(String),
    Domain(String),
}

/// The keys of a rule that can only be about entities and domains that it names.
fn keys(rule: &Rule) -> Option<Vec<Key>> {
    let conditions = rule.conditions.as_ref().filter(|_| rule.is_readable())?;
    conditions.conditions.iter().find_map(|condition| match condition {
        Condition::Identity(identity) if !identity.unexpected.has_unexpected() => {
            identity.entities.iter().map(key).collect()
        }
        _ => None,
    })
}

/// Nothing, if it is not known who is meant.
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
