//! Finds the rules that may be about a watcher without asking each of them.

use std::collections::HashMap;

use crate::Request;
use crate::common_policy::{Condition, Entities, Identity, Rule};
use crate::domain::{Domain, comparable};

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
            match keyed_identity(rule) {
                Some(identity) => index.add(place, identity),
                None => index.anybody.push(place),
            }
        }
        index
    }

    fn add(&mut self, place: u32, identity: &Identity) {
        for entities in &identity.entities {
            let (table, key) = match entities {
                Entities::One(one) => (&mut self.entities, Some(one.id.equivalence_key())),
                // A domain that is equal to no other is nobody's.
                Entities::Many(many) => {
                    (&mut self.domains, many.domain.as_deref().and_then(comparable))
                }
                Entities::Extension(_) => continue,
            };
            if let Some(key) = key {
                table.entry(key).or_default().push(place);
            }
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

/// An identity condition that can only be true of entities and domains that it names.
fn keyed_identity(rule: &Rule) -> Option<&Identity> {
    let conditions = rule.conditions.as_ref()?;
    conditions.conditions.iter().find_map(|condition| match condition {
        Condition::Identity(identity) if identity.entities.iter().all(has_key) => Some(identity),
        _ => None,
    })
}

fn has_key(entities: &Entities) -> bool {
    match entities {
        Entities::One(_) => true,
        Entities::Many(many) => many.domain.is_some(),
        Entities::Extension(_) => false,
    }
}
