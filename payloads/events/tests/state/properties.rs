//! What holds for every package, whatever happens.

use proptest::prelude::*;
use sip_event_state::{Extent, Notifier, Outcome, StateTable, Subscriber};
use sip_events::conference_info::ConferenceInfo;
use sip_events::dialog_info::DialogInfo;
use sip_events::registration_info::RegistrationInfo;
use sip_events::watcher_info::WatcherInfo;
use xml_app_core::{Registry, XmlApplication};

use crate::changes::{Numbers, Package};

/// What is sent: through XML, as in a NOTIFY.
fn sent<D: XmlApplication<Root = D>>(document: &D) -> D {
    let xml = D::to_xml(document).unwrap();
    Registry::empty().parse::<D>(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"))
}

/// A subscription: what the notifier knows about it, and the subscriber's table.
struct Subscription<D: Package> {
    subscriber: Subscriber,
    table: StateTable<D>,
    /// The documents that arrived.
    arrived: Vec<D>,
    /// Whether one was lost since the last full one.
    misses_one: bool,
}

impl<D: Package> Subscription<D> {
    fn new() -> Self {
        Self {
            subscriber: Subscriber::default(),
            table: StateTable::new(),
            arrived: Vec::new(),
            misses_one: false,
        }
    }

    /// Whether the subscriber has to ask for a full document, which it does if one was lost.
    fn arrives(&mut self, document: &D) -> bool {
        let document = sent(document);
        let before = self.table.document().map(D::sorted);
        let is_partial = document.extent() == Extent::Partial;
        let outcome = self.table.apply(document.clone());
        assert_eq!(outcome.needs_refresh(), self.misses_one && is_partial);
        self.misses_one &= is_partial;
        if let Some(changes) = outcome.changes() {
            // What is the same is no change.
            assert!(changes.rows.iter().all(|row| {
                match (row.change.old(), row.change.current()) {
                    (Some(old), Some(new)) => old != new,
                    _ => true,
                }
            }));
        } else {
            assert_eq!(self.table.document().map(D::sorted), before);
        }
        self.arrived.push(document);
        outcome.needs_refresh()
    }

    /// Documents that arrive again change nothing.
    fn nothing_new(&mut self) {
        let before = self.table.document();
        let mut arrived = self.arrived.iter().rev();
        if let Some(last) = arrived.next() {
            assert!(matches!(self.table.apply(last.clone()), Outcome::Repeated));
        }
        for older in arrived {
            assert!(matches!(self.table.apply(older.clone()), Outcome::Stale));
        }
        assert_eq!(self.table.document(), before);
    }
}

/// After any sequence of changes at the notifier and any choice of full and partial documents, with lost and
/// repeated ones, the subscriber's table is the notifier's state.
fn tables_follow<D: Package>(seed: u64) {
    let mut numbers = Numbers::new(seed);
    let mut notifier = Notifier::new(D::empty());
    let mut subscriptions: Vec<_> = (0..3).map(|_| Subscription::<D>::new()).collect();
    for _ in 0..12 {
        let mut change = D::change(&mut numbers);
        let _ = match numbers.below(6) {
            0 => {
                change.set_version(0, Extent::Full);
                notifier.replace(change).unwrap()
            }
            _ => notifier.update(change).unwrap(),
        };
        for subscription in &mut subscriptions {
            if numbers.below(3) == 0 {
                continue;
            }
            let subscriber = &mut subscription.subscriber;
            let document = match numbers.below(5) {
                0 => Some(notifier.full(subscriber).unwrap()),
                _ => notifier.notify(subscriber).unwrap(),
            };
            let Some(document) = document else { continue };
            if subscription.table.version().is_some() && numbers.below(6) == 0 {
                subscription.misses_one = true;
                continue;
            }
            if subscription.arrives(&document) {
                let full = notifier.full(&mut subscription.subscriber).unwrap();
                subscription.arrives(&full);
            }
            let mut state = notifier.document().unwrap();
            state.set_version(0, Extent::Full);
            let table = D::of_table(&subscription.table);
            assert!(table == sent(&state).sorted(), "seed {seed}");
            subscription.nothing_new();
        }
    }
}

/// A partial document that arrives in two halves does the same.
fn halves_do_the_same<D: Package>(seed: u64) {
    let mut numbers = Numbers::new(seed);
    let mut state = D::empty();
    state.set_version(0, Extent::Full);
    let (mut at_once, mut in_halves) = (StateTable::new(), StateTable::new());
    let _ = (at_once.apply(state.clone()), in_halves.apply(state));
    for _ in 0..6 {
        let mut document = D::change(&mut numbers);
        let groups = document.take_rows();
        let middle = groups.iter().map(|(_, rows)| rows.len()).sum::<usize>() / 2;
        // In the order of the document, because a later row can be about the same as an earlier one.
        let half = |is_first: bool| {
            let (mut half, mut place) = (document.clone(), 0);
            let mut part = |row: &&D::Row| {
                let _: &D::Row = row;
                place += 1;
                (place <= middle) == is_first
            };
            let groups = groups.iter().map(|(group, rows)| {
                (group.clone(), rows.iter().filter(&mut part).cloned().collect())
            });
            half.put_rows(groups.collect());
            half
        };
        let mut whole = document.clone();
        whole.put_rows(groups.clone());
        // Groups that replace all their rows cannot be sent in halves.
        if groups.iter().any(|(group, _)| {
            use sip_event_state::Part;
            group.extent() != Extent::Partial || group.is_ended()
        }) {
            continue;
        }
        let next = |table: &StateTable<D>| table.version().unwrap() + 1;
        whole.set_version(next(&at_once), Extent::Partial);
        let _ = at_once.apply(whole);
        for mut half in [half(true), half(false)] {
            half.set_version(next(&in_halves), Extent::Partial);
            let _ = in_halves.apply(half);
        }
        assert!(D::of_table(&at_once) == D::of_table(&in_halves), "seed {seed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 0,
        ..ProptestConfig::with_cases(100)
    })]

    #[test]
    fn dialogs_follow(seed: u64) {
        tables_follow::<DialogInfo>(seed);
        halves_do_the_same::<DialogInfo>(seed);
    }

    #[test]
    fn watchers_follow(seed: u64) {
        tables_follow::<WatcherInfo>(seed);
        halves_do_the_same::<WatcherInfo>(seed);
    }

    #[test]
    fn registrations_follow(seed: u64) {
        tables_follow::<RegistrationInfo>(seed);
        halves_do_the_same::<RegistrationInfo>(seed);
    }

    #[test]
    fn conferences_follow(seed: u64) {
        tables_follow::<ConferenceInfo>(seed);
        halves_do_the_same::<ConferenceInfo>(seed);
    }
}
