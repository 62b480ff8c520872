//! Properties of flat lists and of list servers.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sip_event_state::{Notifier, Outcome, Subscriber};
use sip_resource_lists::resource_lists::{Entry, List, Resolver};
use sip_resource_lists::rlmi::{
    Instance, InstanceState, List as Rlmi, ListNotification, ListTable, Resource, ResourceBody,
};
use xml_app_core::{ReadOptions, Registry};

/// Users, some of whom are written in two ways.
fn user() -> impl Strategy<Value = String> {
    (0..8_u8, any::<bool>()).prop_map(|(number, is_upper)| {
        let domain = if is_upper { "EXAMPLE.com" } else { "example.com" };
        format!("sip:{number}@{domain}")
    })
}

fn list() -> impl Strategy<Value = List> {
    let leaf = prop::collection::vec(user(), 0..6).prop_map(|users| {
        let mut list = List::new();
        users.iter().for_each(|user| list.push(Entry::new(user.parse().unwrap())));
        list
    });
    leaf.prop_recursive(4, 24, 4, |inner| {
        (prop::collection::vec(inner, 0..4), prop::collection::vec(user(), 0..4)).prop_map(
            |(lists, users)| {
                let mut list = List::new();
                lists.into_iter().for_each(|inner| list.push(inner));
                users.iter().for_each(|user| list.push(Entry::new(user.parse().unwrap())));
                list
            },
        )
    })
}

/// What a server knows of a resource: a state, and a body if it is active.
type Known = BTreeMap<u8, Option<u8>>;

fn states() -> impl Strategy<Value = Vec<Known>> {
    let known = prop::collection::btree_map(0..6_u8, prop::option::of(0..4_u8), 0..6);
    prop::collection::vec(known, 1..12)
}

fn notification(known: &Known) -> ListNotification {
    let mut notification = ListNotification::new(Rlmi::new("sip:l@x".parse().unwrap(), 0, true));
    for (number, body) in known {
        let mut resource = Resource::new(format!("sip:{number}@x").parse().unwrap());
        let state = body.map_or(InstanceState::Pending, |_| InstanceState::Active);
        let mut instance = Instance::new("1".to_owned(), state);
        if let Some(body) = body {
            let cid = format!("{number}@x");
            let body = ResourceBody::new("text/plain".parse().unwrap(), vec![b'a' + body]);
            notification.bodies.insert(cid.clone(), body);
            instance.cid = Some(cid);
        }
        resource.instances.push(instance);
        notification.list.resources.push(resource);
    }
    notification
}

proptest! {
    #[test]
    fn flattening_never_repeats_and_never_loses_an_entry(list in list()) {
        let mut resolver = Resolver::new("http://x", |_: &str| Err(String::new()));
        let flat = resolver.flatten(&list);
        prop_assert!(flat.failures.is_empty());
        let plain = |entry: &Entry| entry.uri.as_str().to_ascii_lowercase();
        let found: Vec<_> = flat.entries.iter().map(plain).collect();
        let all: BTreeSet<_> = list.all_entries().map(plain).collect();
        prop_assert_eq!(found.len(), all.len(), "none is repeated");
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all, "none is lost");
    }

    #[test]
    fn the_notifications_of_a_server_give_its_state_bodies_included(
        states in states(),
        is_full in prop::collection::vec(any::<bool>(), 12),
    ) {
        let mut builder = Registry::builder();
        builder.application::<Rlmi>().unwrap();
        let registry = builder.build();
        let mut notifier = Notifier::new(notification(&Known::new()));
        let (mut subscriber, mut table) = (Subscriber::default(), ListTable::new());
        for (known, is_full) in states.iter().zip(is_full) {
            let _ = notifier.replace(notification(known)).unwrap();
            let sent = match is_full {
                true => Some(notifier.full(&mut subscriber).unwrap()),
                false => notifier.notify(&mut subscriber).unwrap(),
            };
            if let Some(sent) = sent {
                let body = sent.to_body("root@x").unwrap();
                let content_type = body.content_type.to_string();
                let options = ReadOptions::strict();
                let read = ListNotification::read(&registry, &content_type, &body.bytes, &options);
                let outcome = table.apply(read.unwrap().document);
                prop_assert!(matches!(outcome, Outcome::Applied(_)), "{outcome:?}");
            }
            let found: Known = table
                .rows()
                .map(|row| {
                    let number = row.resource.uri.as_str().as_bytes()[4] - b'0';
                    (number, row.best_body().map(|body| body.bytes[0] - b'a'))
                })
                .collect();
            prop_assert_eq!(&found, known);
        }
    }
}
