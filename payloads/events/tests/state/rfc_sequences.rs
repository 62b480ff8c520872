//! The examples of the RFCs, applied in sequence: the table after each document, row by row.

use std::path::{Path, PathBuf};

use sip_event_state::{Change, Outcome, Part, StateDocument, StateTable};
use sip_events::conference_info::{Conference, ConferenceInfo, EndpointStatus};
use sip_events::dialog_info::{DialogInfo, DialogState, Dialogs, DialogsExt, LampState};
use sip_events::registration_info::{
    RegistrationInfo, RegistrationState, Registrations, RegistrationsExt,
};
use sip_events::watcher_info::{WatcherInfo, WatcherStatus, Watchers, WatchersExt};
use sip_payloads_testkit::corpus;
use xml_app_core::{Registry, XmlApplication};

fn shared() -> Option<PathBuf> {
    corpus(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn read<A: XmlApplication>(path: &Path) -> A::Root {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Registry::empty().parse::<A>(bytes).unwrap()
}

/// A document of `corpus/rfc`.
fn rfc<A: XmlApplication>(shared: &Path, name: &str) -> A::Root {
    read::<A>(&shared.join("corpus/rfc").join(name))
}

fn applied<D: StateDocument>(table: &mut StateTable<D>, document: D) -> Vec<Change<D::Row>> {
    let version = document.version();
    let Outcome::Applied(changes) = table.apply(document) else { panic!("version {version:?}") };
    changes.rows.into_iter().map(|row| row.change).collect()
}

/// Id, remote tag and state of each dialog.
fn rows(dialogs: &Dialogs) -> Vec<(&str, Option<&str>, DialogState)> {
    dialogs
        .rows()
        .map(|dialog| (dialog.id.as_str(), dialog.remote_tag.as_deref(), dialog.state.value))
        .collect()
}

/// RFC 4235 §6.1: a call that forks. Both forks have the same id in the RFC (erratum 785), so the second
/// replaces the first.
#[test]
fn rfc_4235_section_6_1() {
    let Some(shared) = shared() else { return };
    let mut dialogs = Dialogs::new();
    let (id, early) = ("as7d900as8", DialogState::Early);
    for (name, expected) in [
        ("full-v0", vec![(id, None, DialogState::Trying)]),
        ("full-v1", vec![(id, Some("456887766"), early)]),
        ("full-v2", vec![(id, Some("hh76a"), early)]),
        ("partial-v3", vec![(id, Some("hh76a"), DialogState::Confirmed)]),
        ("partial-v4", vec![]),
    ] {
        let document = rfc::<DialogInfo>(&shared, &format!("rfc4235-6.1-dialog-info-{name}.xml"));
        applied(&mut dialogs, document);
        assert_eq!(rows(&dialogs), expected, "{name}");
    }
    assert_eq!((dialogs.version(), dialogs.lamp().state), (Some(4), LampState::Idle));
}

const BOB: &str = "sip:bob@example.net";
const CATHY: &str = "\"Cathy Jones\" <sip:cjones@example.net>";

/// A document, the rows after it, the lamp, and the other party that it knows.
type Step = (
    &'static str,
    &'static [(&'static str, Option<&'static str>, DialogState)],
    LampState,
    Option<&'static str>,
);

const SECTION_6_2: [Step; 10] = [
    ("rfc4235-6.2-dialog-info-full-v0", &[], LampState::Idle, None),
    (
        "rfc4235-6.2-dialog-info-partial-v1",
        &[("as7d900as8", None, DialogState::Trying)],
        // Nothing says who called.
        LampState::Ringing,
        None,
    ),
    (
        "rfc4235-6.2-dialog-info-partial-v2",
        &[("as7d900as8", None, DialogState::Trying)],
        LampState::Calling,
        Some(BOB),
    ),
    (
        "rfc4235-6.2-dialog-info-partial-v3",
        &[("as7d900as8", Some("07346y131"), DialogState::Early)],
        LampState::Calling,
        // The document does not repeat it (§4.1.6.1).
        Some(BOB),
    ),
    (
        "derived/rfc4235-6.2-dialog-info-partial-v4.errata",
        &[("zxcvbnm3", Some("8736347"), DialogState::Confirmed)],
        LampState::OnThePhone,
        None,
    ),
    (
        "derived/rfc4235-6.2-dialog-info-partial-v5.errata",
        &[("sfhjsjk12", Some("78cjkus"), DialogState::Confirmed)],
        LampState::OnThePhone,
        Some(CATHY),
    ),
    (
        "derived/rfc4235-6.2-dialog-info-partial-v6.errata",
        &[("sfhjsjk12", Some("78cjkus"), DialogState::Confirmed)],
        LampState::OnThePhone,
        Some(CATHY),
    ),
    (
        "derived/rfc4235-6.2-dialog-info-partial-v7.errata",
        &[("sfhjsjk12", Some("78cjkus"), DialogState::Confirmed)],
        LampState::Held,
        Some(CATHY),
    ),
    (
        "derived/rfc4235-6.2-dialog-info-partial-v8.errata",
        &[("08hjh1345", None, DialogState::Trying)],
        LampState::Ringing,
        None,
    ),
    ("rfc4235-6.2-dialog-info-full-v9", &[], LampState::Idle, None),
];

/// RFC 4235 §6.2, with its errata: a call to voicemail is replaced by a call through an attendant, which
/// becomes a conference, is held, and ends.
#[test]
fn rfc_4235_section_6_2() {
    let Some(shared) = shared() else { return };
    let mut dialogs = Dialogs::new();
    for (name, expected, lamp, remote) in SECTION_6_2 {
        let document = rfc::<DialogInfo>(&shared, &format!("{name}.xml"));
        applied(&mut dialogs, document);
        assert_eq!(rows(&dialogs), expected, "{name}");
        assert_eq!(dialogs.lamp().state, lamp, "{name}");
        let known = dialogs.lamp().remote().map(ToString::to_string);
        assert_eq!(known.as_deref(), remote, "{name}");
    }
}

/// DLG-4: a target that is there replaces the old one with all its parameters, and what is not there stays.
#[test]
fn dlg_4_what_an_update_omits_stays() {
    let Some(shared) = shared() else { return };
    let mut dialogs = Dialogs::new();
    for name in ["partial-v5.errata", "partial-v6.errata"] {
        let path = format!("derived/rfc4235-6.2-dialog-info-{name}.xml");
        let _ = dialogs.apply(rfc::<DialogInfo>(&shared, &path));
    }
    let dialog = dialogs.get((), "sfhjsjk12").unwrap();
    let remote = dialog.remote.as_ref().unwrap();
    assert_eq!(remote.identity.as_ref().unwrap().display.as_deref(), Some("Cathy Jones"));
    let target = remote.target.as_ref().unwrap();
    assert_eq!(target.uri, "sip:confid-34579@host3.example.net");
    let params: Vec<_> = target.params.iter().map(|param| param.name.as_str()).collect();
    assert_eq!(params, ["isfocus"]);
    let local = dialog.local.as_ref().unwrap();
    assert_eq!(local.target.as_ref().unwrap().uri, "sip:alice@pc33.example.com");
    // The rest of the row is the new one's (DLG-3).
    assert_eq!((&dialog.replaces, &dialog.referred_by), (&None, &None));
}

/// RFC 4235 §6.3: what a stranger sees.
#[test]
fn dlg_10_rfc_4235_section_6_3() {
    let Some(shared) = shared() else { return };
    let mut dialogs = Dialogs::new();
    for (name, expected) in
        [("v0", vec![]), ("v1", vec![("1", None, DialogState::Confirmed)]), ("v2", vec![])]
    {
        let document =
            rfc::<DialogInfo>(&shared, &format!("rfc4235-6.3-dialog-info-full-{name}.xml"));
        applied(&mut dialogs, document);
        assert_eq!(rows(&dialogs), expected, "{name}");
    }
    // The virtual dialog of a phone that rings, as the RFC recommends it.
    let ringing = rfc::<DialogInfo>(&shared, "rfc4235-6.1-dialog-info-full-v1.xml");
    let seen = ringing.for_strangers(DialogState::Confirmed);
    let expected = rfc::<DialogInfo>(&shared, "rfc4235-6.3-dialog-info-full-v1.xml");
    assert_eq!(seen, expected);
    assert_eq!(
        ringing.for_strangers(DialogState::Trying).dialogs[0].state.value,
        DialogState::Early
    );
}

/// RFC 3857 §5: a watcher is approved.
#[test]
fn rfc_3857_section_5() {
    let Some(shared) = shared() else { return };
    let mut watchers = Watchers::new();
    let joe = "sip:joe@example.com";
    for (name, status) in [
        ("rfc3857-5-watcherinfo-full-v0.xml", WatcherStatus::Pending),
        ("rfc3857-5-watcherinfo-partial-v1.xml", WatcherStatus::Active),
    ] {
        let changes = applied(&mut watchers, rfc::<WatcherInfo>(&shared, name));
        assert_eq!(changes.len(), 1);
        let row: Vec<_> = watchers.rows_of((joe, "presence")).collect();
        assert_eq!((row.len(), row[0].id.as_str(), row[0].status), (1, "77ajsyy76", status));
        assert_eq!(row[0].to_string(), "sip:A@example.com");
        assert_eq!(watchers.with_status(joe, status).count(), 1);
    }
}

/// RFC 3680 §6: an address of record gets a contact.
#[test]
fn reg_3_rfc_3680_section_6() {
    let Some(shared) = shared() else { return };
    let mut registrations = Registrations::new();
    let joe = "sip:joe@example.com";
    applied(&mut registrations, rfc::<RegistrationInfo>(&shared, "rfc3680-6-reginfo-full-v0.xml"));
    assert_eq!(registrations.group("a7").unwrap().state, RegistrationState::Init);
    assert_eq!(registrations.contacts(joe).count(), 0);
    applied(
        &mut registrations,
        rfc::<RegistrationInfo>(&shared, "rfc3680-6-reginfo-partial-v1.xml"),
    );
    assert_eq!(registrations.group("a7").unwrap().state, RegistrationState::Active);
    let contacts: Vec<_> = registrations.contacts(joe).collect();
    assert_eq!((contacts.len(), contacts[0].id.as_str()), (1, "76"));
    assert_eq!(contacts[0].uri, "sip:joe@pc34.example.com");
}

/// RFC 4575 §7: the full document has version 1, and the partial one version 5, so it has to be refused; with
/// the right version it is merged.
#[test]
fn rfc_4575_section_7() {
    let Some(shared) = shared() else { return };
    let mut conference = Conference::new();
    let full = rfc::<ConferenceInfo>(&shared, "rfc4575-7.1-conference-info-full-v1.xml");
    let mut partial = rfc::<ConferenceInfo>(&shared, "rfc4575-7.2-conference-info-partial-v5.xml");
    assert!(matches!(conference.apply(partial.clone()), Outcome::Refused));
    let full_users: Vec<_> = full.users.as_ref().unwrap().users.clone();
    applied(&mut conference, full);
    assert_eq!(conference.len(), full_users.len());
    assert!(conference.apply(partial.clone()).needs_refresh());

    partial.version = Some(2);
    applied(&mut conference, partial);
    // `<users>` has no state, so it is full: only Bob is left, as he is described now.
    let users: Vec<_> = conference.rows().collect();
    let [bob] = users.as_slice() else { panic!("{users:?}") };
    assert_eq!(bob.key(), Some("sip:bob@example.com"));
    assert_eq!(bob.endpoints[0].status, Some(EndpointStatus::Disconnecting));
    assert!(!bob.is_present());
    // The sidebars are partial: those that the document does not mention stay.
    let head = conference.head().unwrap();
    let by_ref = head.sidebars_by_ref.as_ref().unwrap();
    let uris: Vec<_> = by_ref.entries.iter().map(|entry| entry.uri.as_str()).collect();
    assert_eq!(uris, ["sips:conf233@example.com;grid=45", "sips:conf233@example.com;grid=21"]);
    let sidebars = &head.sidebars_by_val.as_ref().unwrap().entries;
    let sidebars: Vec<_> = sidebars.iter().map(|sidebar| sidebar.entity.as_str()).collect();
    assert!(sidebars.contains(&"sips:conf233@example.com;grid=77"), "{sidebars:?}");
}

/// Case B04: two calls in four documents.
#[test]
fn b04_the_lamp_shows_the_most_advanced_dialog() {
    let Some(shared) = shared() else { return };
    let mut dialogs = Dialogs::new();
    for number in 1..=4 {
        let name = format!("cases/B04-{number}-dialog-two-calls-v{number}.xml");
        let _ = dialogs.apply(read::<DialogInfo>(&shared.join(name)));
    }
    assert_eq!(dialogs.get((), "d2").unwrap().state.value, DialogState::Confirmed);
    assert_eq!(dialogs.lamp().state, LampState::OnThePhone);
    assert_eq!(dialogs.lamp().dialog.unwrap().id, "d2");
}

/// The transcript of python3-sipsimple's wiki, line by line.
#[test]
fn the_transcript_of_the_wiki() {
    let professor = "sip:professor@example.net";
    let mut winfo = Watchers::new();
    let document = Registry::empty().parse::<WatcherInfo>(
        "<?xml version=\"1.0\"?><watcherinfo xmlns=\"urn:ietf:params:xml:ns:watcherinfo\" version=\"0\" \
         state=\"full\"><watcher-list resource=\"sip:professor@example.net\" package=\"presence\">\
         <watcher status=\"active\" id=\"8ajksjda7s\" duration-subscribed=\"509\" event=\"approved\" \
         >sip:userA@example.net</watcher><watcher status=\"pending\" id=\"hh8juja87s997-ass7\" \
         display-name=\"Mr. Subscriber\" event=\"subscribe\">sip:userB@example.org</watcher>\
         </watcher-list></watcherinfo>",
    );
    // updated = winfo.update(winfo_doc); len(updated['sip:professor@example.net']) is 2
    let Outcome::Applied(updated) = winfo.apply(document.unwrap()) else { panic!() };
    assert_eq!(updated.rows.iter().filter(|row| row.group.resource == professor).count(), 2);
    let with = |status| -> Vec<String> {
        winfo.with_status(professor, status).map(ToString::to_string).collect()
    };
    // winfo.pending[...][0], and no second one
    assert_eq!(with(WatcherStatus::Pending), ["\"Mr. Subscriber\" <sip:userB@example.org>"]);
    // winfo.active[...][0]
    assert_eq!(with(WatcherStatus::Active), ["sip:userA@example.net"]);
    // len(winfo.terminated[...]) is 0
    assert_eq!(with(WatcherStatus::Terminated), Vec::<String>::new());
    // winfo.wlists[0].active is winfo.active[...]
    let list = winfo.lists().next().unwrap();
    let active = winfo.rows_of(list.key().unwrap());
    let active = active.filter(|watcher| watcher.status == WatcherStatus::Active);
    assert_eq!(active.map(ToString::to_string).collect::<Vec<_>>(), with(WatcherStatus::Active));
}
