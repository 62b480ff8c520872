//! Finds the children of a long `<identity>` or `<many>` that can decide about a watcher.

use std::collections::HashMap;
use std::ptr;

use sip_uri::{Domain, IdentityExt as _, UriExt as _};

use crate::Request;
use crate::common_policy::{Condition, Entities, Except, Exclusion, Identity, Many, Rule};

/// Shorter lists are evaluated one by one.
const SHORTEST: usize = 8;

/// The lookups of all long lists in the rules of a policy.
///
/// A list is found by its address. This is safe, because a policy neither changes nor moves its rules,
/// and no other list can have the address while they exist.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lookups(HashMap<usize, Lookup>);

/// The positions of the children of one list by what they name.
#[derive(Debug, Clone, Default)]
struct Lookup {
    entities: HashMap<Box<str>, Vec<u32>>,
    /// Exceptions by their URIs without parameters, ports and the like.
    bare_entities: HashMap<Box<str>, Vec<u32>>,
    domains: HashMap<Box<str>, Vec<u32>>,
    /// Children that can decide about every watcher.
    always: Vec<u32>,
    /// The last child that fails for every watcher in the same way. Later failures replace earlier
    /// ones, so the others make no difference.
    last_failure: Option<u32>,
}

impl Lookups {
    pub(crate) fn new<'r>(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut lookups = Self::default();
        let conditions = rules.filter_map(|rule| rule.conditions.as_ref());
        for condition in conditions.flat_map(|conditions| &conditions.conditions) {
            if let Condition::Identity(identity) = condition {
                lookups.add(identity);
            }
        }
        lookups
    }

    fn add(&mut self, identity: &Identity) {
        if identity.entities.len() > SHORTEST {
            self.0.insert(address(identity), Lookup::of_identity(identity));
        }
        for entities in &identity.entities {
            if let Entities::Many(many) = entities
                && many.exclusions.len() > SHORTEST
            {
                self.0.insert(address(many), Lookup::of_many(many));
            }
        }
    }

    /// The children of an `<identity>` that can decide about the watcher, in document order.
    pub(crate) fn entities<'i>(
        &self,
        identity: &'i Identity,
        request: &Request<'_>,
    ) -> impl Iterator<Item = &'i Entities> + use<'i> {
        let lookup = self.0.get(&address(identity));
        at(&identity.entities, lookup.map(|lookup| lookup.positions(request)))
    }

    /// The exceptions of a `<many>` that can decide about the watcher, in document order.
    pub(crate) fn exclusions<'m>(
        &self,
        many: &'m Many,
        request: &Request<'_>,
    ) -> impl Iterator<Item = &'m Exclusion> + use<'m> {
        // Every exception decides about a watcher of unknown domain.
        let is_unclear = request.identities.iter().any(|i| i.domain == Domain::Unreadable);
        let lookup = self.0.get(&address(many)).filter(|_| !is_unclear);
        at(&many.exclusions, lookup.map(|lookup| lookup.positions(request)))
    }
}

impl Lookup {
    fn of_identity(identity: &Identity) -> Self {
        let mut lookup = Self::default();
        for (position, entities) in (0..).zip(&identity.entities) {
            match entities {
                Entities::One(one) if one.can_be_somebody().is_ok() => {
                    add(&mut lookup.entities, one.id.canonical().equivalence_key(), position);
                }
                Entities::One(_) => lookup.last_failure = Some(position),
                Entities::Many(many) => match many.comparable_domain() {
                    Ok(Some(domain)) => add(&mut lookup.domains, domain, position),
                    Ok(None) => lookup.always.push(position),
                    Err(_) => lookup.last_failure = Some(position),
                },
                Entities::Extension(_) => lookup.always.push(position),
            }
        }
        lookup
    }

    fn of_many(many: &Many) -> Self {
        let mut lookup = Self::default();
        for (position, exclusion) in (0..).zip(&many.exclusions) {
            match exclusion {
                Exclusion::Except(except) => lookup.add_exception(except, position),
                Exclusion::Extension(_) => lookup.always.push(position),
            }
        }
        lookup
    }

    fn add_exception(&mut self, except: &Except, position: u32) {
        if except.check_identity().is_err() {
            self.last_failure = Some(position);
            return;
        }
        if let Some(id) = &except.id {
            add(&mut self.entities, id.canonical().equivalence_key(), position);
            if let Some(bare) = id.bare() {
                add(&mut self.bare_entities, bare.equivalence_key(), position);
            }
        }
        match except.comparable_domain() {
            Ok(Some(domain)) => add(&mut self.domains, domain, position),
            Ok(None) => {}
            Err(_) => self.last_failure = Some(position),
        }
    }

    /// The positions of the children that can decide about the watcher, ascending, without duplicates.
    fn positions(&self, request: &Request<'_>) -> Vec<u32> {
        let mut positions = self.always.clone();
        positions.extend(self.last_failure);
        let mut extend = |found: Option<&Vec<u32>>| positions.extend(found.into_iter().flatten());
        for identity in &request.identities {
            extend(self.entities.get(identity.key.as_str()));
            if let Domain::Of(domain) = &identity.domain {
                extend(self.domains.get(domain.as_str()));
            }
            if !self.bare_entities.is_empty()
                && let Some(bare) = identity.uri.bare()
            {
                extend(self.bare_entities.get(bare.equivalence_key().as_str()));
            }
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }
}

fn add(map: &mut HashMap<Box<str>, Vec<u32>>, key: String, position: u32) {
    map.entry(key.into_boxed_str()).or_default().push(position);
}

fn address<T>(value: &T) -> usize {
    ptr::from_ref(value).addr()
}

/// The items at these positions, or all.
fn at<T>(list: &[T], positions: Option<Vec<u32>>) -> impl Iterator<Item = &T> + use<'_, T> {
    let all = if positions.is_none() { list } else { &[] };
    let found = positions.into_iter().flatten();
    all.iter().chain(found.filter_map(|position| list.get(usize::try_from(position).ok()?)))
}

#[cfg(test)]
mod tests;
