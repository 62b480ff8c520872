//! Documents of an event package, one after the other: the table of a subscriber is the state of the notifier,
//! a full document says all of it, and what arrives again changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::XmlApplication;
use sip_payloads::event_state::{Extent, Notifier, Outcome, StateDocument, StateTable, Subscriber};
use sip_payloads::events::conference_info::ConferenceInfo;
use sip_payloads::events::dialog_info::DialogInfo;
use sip_payloads::events::registration_info::RegistrationInfo;
use sip_payloads::events::watcher_info::WatcherInfo;

sip_payloads_fuzz::xml_mutator!();

fuzz_target!(|bytes: &[u8]| {
    follow::<DialogInfo>(bytes);
    follow::<WatcherInfo>(bytes);
    follow::<RegistrationInfo>(bytes);
    follow::<ConferenceInfo>(bytes);
});

/// The documents in the input: each begins with an XML declaration, but for the first.
fn documents<D: XmlApplication<Root = D>>(bytes: &[u8]) -> Vec<D> {
    let text = String::from_utf8_lossy(bytes);
    let parts = text.split("<?xml version=\"1.0\"?>").filter(|part| !part.trim().is_empty());
    parts.filter_map(|part| sip_payloads::parse::<D>(part).ok()).collect()
}

fn follow<D: StateDocument + XmlApplication<Root = D>>(bytes: &[u8]) {
    let documents = documents::<D>(bytes);
    let Some(first) = documents.first() else { return };
    // The subscriber of whoever sent these.
    let mut table = StateTable::<D>::new();
    for document in &documents {
        let is_applied = table.apply(document.clone()).changes().is_some();
        let before = table.document();
        let again = table.apply(document.clone());
        assert!(!is_applied || matches!(again, Outcome::Repeated), "{again:?}");
        assert_eq!(table.document(), before);
    }
    if let Some(document) = table.document() {
        let mut other = StateTable::new();
        let outcome = other.apply(document.clone());
        assert!(outcome.changes().is_some(), "{outcome:?}");
        assert_eq!(other.document(), Some(document));
    }
    // A notifier with the first as its state and the others as changes.
    let mut notifier = Notifier::new(first.clone());
    let (mut subscriber, mut table) = (Subscriber::default(), StateTable::<D>::new());
    for change in &documents {
        let _ = notifier.update(change.clone());
        let told = notifier.notify(&mut subscriber).expect("there are enough versions");
        if let Some(document) = told {
            let outcome = table.apply(document);
            assert!(matches!(outcome, Outcome::Applied(_)), "{outcome:?}");
        }
        let (Some(mut state), Some(mut known)) = (notifier.document(), table.document()) else {
            continue;
        };
        state.set_version(0, Extent::Full);
        known.set_version(0, Extent::Full);
        // Rows that came again in the meantime have another place.
        let sorted = |mut document: D| {
            let mut rows: Vec<_> = document
                .take_rows()
                .into_iter()
                .flat_map(|(group, rows)| {
                    let group = format!("{group:?}");
                    rows.into_iter().map(move |row| format!("{group} {row:?}"))
                })
                .collect();
            rows.sort();
            rows
        };
        assert_eq!(sorted(state), sorted(known));
    }
}
