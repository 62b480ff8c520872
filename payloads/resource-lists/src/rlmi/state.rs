//! How notifications combine to the state of a list (RFC 4662 §5.6).

use std::collections::BTreeMap;

use sip_event_state::{Extent, Part, Rules, StateDocument, StateTable, Whole};

use super::collector::Collector;
use super::{Instance, InstanceState, List, ListNotification, Resource, ResourceBody};

/// The state of a list, as a subscriber knows it.
pub type ListTable = StateTable<ListNotification>;

/// A row of the table: a resource, with the bodies of its instances.
///
/// A resource of which all subscriptions have ended stays a row, because it is still in the list: `rejected` is
/// worth showing. It goes when a full notification does not have it.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceState {
    /// What is said about it. A `cid` refers to one of its bodies.
    pub resource: Resource,
    /// The bodies of its instances, by their Content-ID. Another resource can have another body with the same one.
    pub bodies: BTreeMap<String, ResourceBody>,
}

impl ResourceState {
    /// The body of an instance of it.
    pub fn body(&self, instance: &Instance) -> Option<&ResourceBody> {
        self.bodies.get(instance.cid.as_deref()?)
    }

    /// The body of the instance that says most.
    pub fn best_body(&self) -> Option<&ResourceBody> {
        self.body(self.resource.best_instance()?)
    }
}

impl Part for ListNotification {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(self.list.uri.as_str())
    }

    fn extent(&self) -> Extent {
        match self.list.full_state {
            true => Extent::Full,
            false => Extent::Partial,
        }
    }

    /// A partial notification says nothing about what it does not have: without names, they are as before. The
    /// only body of the head is the one about the list itself, to which its `cid` refers.
    fn merged(&self, update: Self) -> Self {
        let List { names, cid, extensions, .. } = update.list;
        let mut merged = self.clone();
        if !names.is_empty() {
            merged.list.names = names;
        }
        if cid.is_some() {
            (merged.list.cid, merged.bodies) = (cid, update.bodies);
        }
        if !extensions.is_empty() {
            merged.list.extensions = extensions;
        }
        merged.settled()
    }

    fn changes_nothing(&self) -> bool {
        let List { names, cid, extensions, .. } = &self.list;
        names.is_empty() && cid.is_none() && extensions.is_empty()
    }

    fn settled(mut self) -> Self {
        (self.list.version, self.list.full_state) = (0, true);
        self
    }

    fn weight(&self) -> usize {
        1 + self.bodies.len() + self.list.extensions.size()
    }
}

impl StateDocument for ListNotification {
    type Group = Whole;
    type Row = ResourceState;

    /// After a gap, a partial notification is applied, and the subscriber refreshes (RFC 4662 §5.6.2).
    const RULES: Rules = Rules::MERGING;

    fn version(&self) -> Option<u64> {
        Some(u64::from(self.list.version))
    }

    fn set_version(&mut self, version: u64, extent: Extent) {
        self.list.version = u32::try_from(version).unwrap_or(u32::MAX);
        self.list.full_state = extent == Extent::Full;
    }

    /// A row takes the bodies of its instances with it. What is left is the body about the list itself.
    fn take_rows(&mut self) -> Vec<(Whole, Vec<ResourceState>)> {
        let resources = std::mem::take(&mut self.list.resources);
        let rows = resources.into_iter().map(|resource| self.row(resource)).collect();
        let own = self.list.cid.as_deref().and_then(|cid| self.entry(cid));
        let own = own.map(|(cid, body)| (cid.clone(), body.clone()));
        self.list.cid = own.as_ref().map(|(cid, _)| cid.clone());
        self.bodies = own.into_iter().collect();
        vec![(Whole, rows)]
    }

    fn put_rows(&mut self, groups: Vec<(Whole, Vec<ResourceState>)>) {
        let own = std::mem::take(&mut self.bodies);
        let mut collector = Collector::new(&mut self.bodies);
        if let Some(cid) = &mut self.list.cid
            && let Some(body) = own.get(cid)
        {
            *cid = collector.add(cid, body);
        }
        for ResourceState { mut resource, bodies } in groups.into_iter().flat_map(|(_, rows)| rows)
        {
            for cid in resource.instances.iter_mut().filter_map(|instance| instance.cid.as_mut()) {
                if let Some(body) = bodies.get(cid) {
                    *cid = collector.add(cid, body);
                }
            }
            self.list.resources.push(resource);
        }
    }
}

impl ListNotification {
    /// A resource with its bodies. A `cid` that refers to no part goes, because a part of a later notification can
    /// have that Content-ID (RFC 4662 §5.5).
    fn row(&self, mut resource: Resource) -> ResourceState {
        let mut bodies = BTreeMap::new();
        for instance in &mut resource.instances {
            let found = instance.cid.as_deref().and_then(|cid| self.entry(cid));
            instance.cid = found.map(|(cid, _)| cid.clone());
            bodies.extend(found.map(|(cid, body)| (cid.clone(), body.clone())));
        }
        ResourceState { resource, bodies }
    }
}

impl Part for ResourceState {
    type Key<'k> = &'k str;

    fn key(&self) -> Option<&str> {
        Some(self.resource.uri.as_str())
    }

    /// The new information takes the place of the old (RFC 4662 §5.6.2). An active instance that comes without a
    /// body keeps the one that it had.
    fn merged(&self, update: Self) -> Self {
        let mut merged = update;
        let mut collector = Collector::new(&mut merged.bodies);
        for instance in &mut merged.resource.instances {
            if instance.state != InstanceState::Active || instance.cid.is_some() {
                continue;
            }
            let mut before = self.resource.instances.iter();
            let Some(old) = before.find(|old| old.id == instance.id) else { continue };
            if let (Some(cid), Some(body)) = (&old.cid, self.body(old)) {
                instance.cid = Some(collector.add(cid, body));
            }
        }
        merged
    }

    fn weight(&self) -> usize {
        1 + self.resource.instances.len() + self.resource.extensions.size()
    }
}
