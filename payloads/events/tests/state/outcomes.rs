//! What becomes of documents that are late, lost, foreign or too large, and what a notifier sends.

use sip_event_state::{
    Change, Extent, Limits, Notifier, Options, Outcome, Part, Rules, StateDocument, StateTable,
    Subscriber, UpdateError,
};
use sip_events::conference_info::{
    Conference, ConferenceInfo, ElementState, Endpoint, EndpointStatus, User, Users,
};
use sip_events::dialog_info::{Dialog, DialogInfo, DialogState, Dialogs, Event, State};
use sip_events::registration_info::{RegistrationInfo, Registrations, RegistrationsExt};
use sip_events::watcher_info::{WatcherInfo, WatcherStatus, Watchers, WatchersExt};
use xml_app_core::{Registry, XmlApplication};

fn read<A: XmlApplication>(xml: &str) -> A::Root {
    Registry::empty().parse::<A>(xml).unwrap()
}

fn dialogs(version: u64, extent: Extent, rows: &[(&str, DialogState)]) -> DialogInfo {
    let mut info = DialogInfo::new("sip:alice@example.com".parse().unwrap());
    let dialog =
        |(id, state): &(&str, DialogState)| Dialog::new((*id).to_owned(), State::from(*state));
    info.dialogs = rows.iter().map(dialog).collect();
    info.set_version(version, extent);
    info
}

use DialogState::{Confirmed, Early, Terminated};
use Extent::{Full, Partial};

/// Table 0, through a table: the versions of dialog-info.
#[test]
fn table_0_the_versions_of_dialogs() {
    let mut table = Dialogs::new();
    assert!(matches!(table.apply(dialogs(5, Full, &[("a", Early)])), Outcome::Applied(_)));
    assert!(matches!(table.apply(dialogs(5, Partial, &[("a", Confirmed)])), Outcome::Repeated));
    assert!(matches!(table.apply(dialogs(4, Full, &[])), Outcome::Stale));
    assert_eq!(table.get((), "a").unwrap().state.value, Early);
    let outcome = table.apply(dialogs(8, Partial, &[("b", Early)]));
    assert!(matches!(&outcome, Outcome::AppliedAfterGap(_)) && outcome.needs_refresh());
    assert_eq!((table.len(), table.version()), (2, Some(8)));
    let outcome = table.apply(dialogs(20, Full, &[("c", Early)]));
    assert!(matches!(&outcome, Outcome::Applied(_)) && !outcome.needs_refresh());
    assert_eq!(table.rows().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["c"]);
    // A version beyond 32 bits breaks the prose (§4.1).
    assert!(matches!(table.apply(dialogs(1 << 32, Full, &[])), Outcome::Unversioned));
    table.reset();
    assert!(matches!(table.apply(dialogs(0, Full, &[])), Outcome::Applied(_)));
}

#[test]
fn the_changes_of_a_document() {
    let mut table = Dialogs::new();
    let _ = table.apply(dialogs(0, Full, &[("a", Early), ("b", Early), ("c", Early)]));
    let rows = [("a", Early), ("b", Terminated), ("d", Confirmed)];
    let Outcome::Applied(changes) = table.apply(dialogs(1, Full, &rows)) else { panic!() };
    assert!(changes.head.is_none() && changes.groups.is_empty());
    let what = changes.rows.iter().map(|row| match &row.change {
        Change::Added(new) => ("added", new.id.as_str()),
        Change::Changed { new, .. } => ("changed", new.id.as_str()),
        Change::Removed { last: Some(last), .. } => ("ended", last.id.as_str()),
        Change::Removed { old, .. } => ("removed", old.as_ref().unwrap().id.as_str()),
    });
    let what: Vec<_> = what.collect();
    assert_eq!(what, [("ended", "b"), ("added", "d"), ("removed", "c")]);
}

#[test]
fn what_the_specifications_leave_open_can_be_chosen() {
    let mut options = Options::default();
    (options.applies_repeated, options.keeps_ended, options.any_resource) = (true, true, true);
    let mut table = StateTable::with_options(options);
    let _ = table.apply(dialogs(0, Full, &[("a", Early)]));
    assert!(matches!(table.apply(dialogs(0, Partial, &[("a", Terminated)])), Outcome::Applied(_)));
    assert_eq!(table.get((), "a").unwrap().state.value, Terminated);
    let mut other = dialogs(1, Partial, &[("b", Early)]);
    other.entity = "sip:alice@192.0.2.1".parse().unwrap();
    assert!(matches!(table.apply(other.clone()), Outcome::Applied(_)));
    let mut table = Dialogs::new();
    let _ = table.apply(dialogs(0, Full, &[("a", Early)]));
    assert!(matches!(table.apply(other), Outcome::Foreign));
}

#[test]
fn a_table_does_not_grow_beyond_its_limit() {
    let mut options = Options::default();
    options.limits.rows = 3;
    let mut table = StateTable::with_options(options);
    let four = [("a", Early), ("b", Early), ("c", Early), ("d", Early)];
    assert!(matches!(table.apply(dialogs(0, Full, &four)), Outcome::TooLarge));
    let _ = table.apply(dialogs(0, Full, &four[..3]));
    assert!(matches!(table.apply(dialogs(1, Partial, &four[3..])), Outcome::TooLarge));
    assert_eq!((table.len(), table.version()), (3, Some(0)));
    // What is known can still change and end.
    let rows = [("a", Confirmed), ("b", Terminated)];
    assert!(matches!(table.apply(dialogs(1, Partial, &rows)), Outcome::Applied(_)));
    assert!(matches!(table.apply(dialogs(2, Partial, &four[3..])), Outcome::Applied(_)));
}

#[test]
fn endpoints_count_as_rows() {
    let mut options = Options::default();
    options.limits.rows = 10;
    let mut table = StateTable::with_options(options);
    let mut conference = conference(1, ElementState::Full);
    let endpoint = |number: u32| Endpoint { entity: Some(number.to_string()), ..Endpoint::new() };
    let mut user = User { entity: Some("sip:a@b".parse().unwrap()), ..User::new() };
    user.endpoints = (0..20).map(endpoint).collect();
    conference.users = Some(Users::from([user]));
    assert!(matches!(table.apply(conference), Outcome::TooLarge));
}

/// Updates that each add an endpoint to a user, and documents that say the same row many times.
#[test]
fn a_row_does_not_grow_beyond_its_limit() {
    let mut options = Options::default();
    options.limits.row = 8;
    let mut table = StateTable::with_options(options);
    let _ = table.apply(read::<ConferenceInfo>(CONFERENCE));
    let add = |version: u32| {
        update(
            version,
            &format!(
                "<users state='partial'><user entity='sip:a@example.com' state='partial'>\
                 <endpoint entity='new{version}'/></user></users>"
            ),
        )
    };
    // Ann, two endpoints and two media; then as many more as there is room.
    let outcomes = (2..9).map(|version| matches!(table.apply(add(version)), Outcome::Applied(_)));
    assert_eq!(outcomes.take_while(|is_applied| *is_applied).count(), 2);

    let mut options = Options::default();
    options.limits.rows = 10;
    let mut table = StateTable::with_options(options);
    let many: Vec<_> = ["a"; 6].iter().map(|id| (*id, Early)).collect();
    let _ = table.apply(dialogs(0, Full, &[("a", Early), ("b", Early)]));
    let new = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(|id| (id, Early));
    let rows = [many, new.to_vec()].concat();
    assert!(matches!(table.apply(dialogs(1, Partial, &rows)), Outcome::TooLarge));
}

fn conference(version: u32, state: ElementState) -> ConferenceInfo {
    let mut conference = ConferenceInfo::new("sip:room@example.com".parse().unwrap());
    (conference.version, conference.state) = (Some(version), Some(state));
    conference
}

/// Case B21.
#[test]
fn b21_a_snapshot_cannot_be_merged() {
    let mut table = Conference::new();
    let mut snapshot = conference(0, ElementState::Full);
    snapshot.version = None;
    assert!(matches!(table.apply(snapshot), Outcome::Unversioned));
}

const CONFERENCE: &str = "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' version='1'
    entity='sip:room@example.com'><conference-description><subject>Tea</subject>
    </conference-description><users><user entity='sip:a@example.com'><display-text>Ann</display-text>
    <roles><entry>host</entry></roles><endpoint entity='e1'><status>connected</status>
    <media id='1'><type>audio</type></media><media id='2'><type>video</type></media></endpoint>
    <endpoint entity='e2'><status>pending</status></endpoint></user>
    <user entity='sip:A@example.com'/></users></conference-info>";

fn update(version: u32, content: &str) -> ConferenceInfo {
    read::<ConferenceInfo>(&format!(
        "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' version='{version}' \
         state='partial' entity='sip:room@example.com'>{content}</conference-info>"
    ))
}

/// CONF-5, CONF-6 and CONF-7, at every depth.
#[test]
fn conf_5_conf_6_and_conf_7_each_part_is_merged_by_its_state() {
    let mut table = Conference::new();
    let _ = table.apply(read::<ConferenceInfo>(CONFERENCE));
    // Keys are compared octet by octet.
    assert_eq!(table.len(), 2);
    let ann = "<users state='partial'><user entity='sip:a@example.com' state='partial'>";
    let content = format!(
        "{ann}<endpoint entity='e1' state='partial'><status>on-hold</status>\
         <media id='2'><type>text</type></media><media id='3'/></endpoint>\
         <endpoint entity='e2' state='deleted'/></user></users>"
    );
    assert!(matches!(table.apply(update(2, &content)), Outcome::Applied(_)));
    let ann_now = table.get((), "sip:a@example.com").unwrap();
    // What an update does not mention stays.
    assert_eq!((ann_now.name(), ann_now.roles.is_some()), (Some("Ann"), true));
    let [endpoint] = ann_now.endpoints.as_slice() else { panic!("{ann_now:?}") };
    assert_eq!(endpoint.status, Some(EndpointStatus::OnHold));
    let media: Vec<_> = endpoint
        .media
        .iter()
        .map(|medium| (medium.id.as_str(), medium.type_.as_ref().map(ToString::to_string)))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(media, [("1", text("audio")), ("2", text("text")), ("3", None)]);
    assert_eq!(table.head().unwrap().description.as_ref().unwrap().subject.as_deref(), Some("Tea"));

    // A full endpoint replaces all of it; a full user too.
    let content =
        format!("{ann}<endpoint entity='e1'><status>connected</status></endpoint></user></users>");
    let _ = table.apply(update(3, &content));
    let ann_now = table.get((), "sip:a@example.com").unwrap();
    assert_eq!((ann_now.endpoints[0].media.len(), ann_now.name()), (0, Some("Ann")));
    let content = "<users state='partial'><user entity='sip:a@example.com'/>\
        <user entity='sip:A@example.com' state='deleted'/></users>";
    let _ = table.apply(update(4, content));
    assert_eq!(table.get((), "sip:a@example.com").unwrap().name(), Some("sip:a@example.com"));
    assert_eq!(table.len(), 1);
    let _ = table.apply(update(5, "<users state='deleted'/>"));
    assert!(table.is_empty());
}

/// CONF-6 (b) to (d), and CONF-8.
#[test]
fn conf_6_and_conf_8_the_versions_of_a_conference() {
    let mut table = Conference::new();
    let _ = table.apply(read::<ConferenceInfo>(CONFERENCE));
    assert!(matches!(table.apply(read::<ConferenceInfo>(CONFERENCE)), Outcome::Repeated));
    let outcome = table.apply(update(3, "<users state='deleted'/>"));
    assert!(matches!(outcome, Outcome::Refused) && outcome.needs_refresh());
    assert_eq!((table.len(), table.version()), (2, Some(1)));
    let end = conference(9, ElementState::Deleted);
    let Outcome::Ended(changes) = table.apply(end) else { panic!() };
    assert_eq!((changes.rows.len(), table.len()), (2, 0));
}

/// WI-4: a full document flushes all lists, also those that it does not mention. REG-4: the last contact goes,
/// and the registration with it.
#[test]
fn wi_4_and_reg_4_lists_and_registrations_go() {
    let list = |resource: &str, package: &str| {
        format!(
            "<watcher-list resource='{resource}' package='{package}'><watcher id='1' \
             status='active' event='approved'>sip:w@example.com</watcher></watcher-list>"
        )
    };
    let info = |version: u32, state: &str, lists: &str| {
        read::<WatcherInfo>(&format!(
            "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='{version}' \
             state='{state}'>{lists}</watcherinfo>"
        ))
    };
    let mut watchers = Watchers::new();
    let both = list("sip:a@example.com", "presence") + &list("sip:a@example.com", "dialog");
    let _ = watchers.apply(info(0, "full", &both));
    // Two packages of one resource are two lists, although RFC 3858 identifies lists by the resource.
    assert_eq!((watchers.lists().count(), watchers.len()), (2, 2));
    assert_eq!(watchers.with_status("sip:a@example.com", WatcherStatus::Active).count(), 2);
    let other = list("sip:b@example.com", "presence");
    let _ = watchers.apply(info(1, "partial", &other));
    assert_eq!(watchers.lists().count(), 3);
    let _ = watchers.apply(info(2, "full", &other));
    assert_eq!(watchers.lists().count(), 1);

    let mut registrations = Registrations::new();
    for (version, state, contact) in [
        (0, "active", "active' event='registered"),
        (1, "terminated", "terminated' event='expired"),
    ] {
        let extent = if version == 0 { "full" } else { "partial" };
        let outcome = registrations.apply(read::<RegistrationInfo>(&format!(
            "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='{version}' state='{extent}'>\
             <registration aor='sip:j@example.com' id='a7' state='{state}'><contact id='76' \
             state='{contact}'><uri>sip:j@192.0.2.1</uri></contact></registration></reginfo>"
        )));
        let changes = outcome.changes().unwrap();
        assert_eq!((changes.rows.len(), changes.groups.len()), (1, 1));
    }
    assert_eq!(registrations.contacts("sip:j@example.com").count(), 0);
    assert!(registrations.group("a7").is_none());
}

/// REG-2: a shortened contact is still there.
#[test]
fn reg_2_a_shortened_contact_stays() {
    let mut registrations = Registrations::new();
    let _ = registrations.apply(read::<RegistrationInfo>(
        "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>\
         <registration aor='sip:j@example.com' id='a7' state='active'><contact id='76' state='active' \
         event='shortened' expires='60'><uri>sip:j@192.0.2.1</uri></contact></registration></reginfo>",
    ));
    let contact = registrations.contacts("sip:j@example.com").next().unwrap();
    assert_eq!(contact.expires, Some(60));
}

#[test]
fn a_notifier_tells_what_changed_and_no_more() {
    let mut notifier = Notifier::new(read::<ConferenceInfo>(CONFERENCE));
    let mut subscriber = Subscriber::default();
    let first = notifier.notify(&mut subscriber).unwrap().unwrap();
    assert_eq!((first.version, first.extent()), (Some(0), Full));
    assert!(notifier.notify(&mut subscriber).unwrap().is_none());
    // There and back is no change.
    let hold = |status: &str| {
        update(
            0,
            &format!(
                "<users state='partial'><user entity='sip:a@example.com' state='partial'>\
                 <endpoint entity='e1' state='partial'><status>{status}</status></endpoint></user>\
                 </users>"
            ),
        )
    };
    let _ = notifier.update(hold("on-hold")).unwrap();
    let _ = notifier.update(hold("connected")).unwrap();
    assert!(notifier.notify(&mut subscriber).unwrap().is_none());

    let _ = notifier.update(hold("on-hold")).unwrap();
    let told = notifier.notify(&mut subscriber).unwrap().unwrap();
    assert_eq!(
        told.to_xml().unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" \
         entity=\"sip:room@example.com\" state=\"partial\" version=\"1\"><users state=\"partial\">\
         <user entity=\"sip:a@example.com\" state=\"partial\"><endpoint entity=\"e1\" \
         state=\"partial\"><status>on-hold</status></endpoint></user></users></conference-info>\n"
    );
    let end = notifier.end(&mut subscriber).unwrap().unwrap();
    assert_eq!((end.version, end.state), (Some(2), Some(ElementState::Deleted)));
    assert!(end.users.is_none() && end.description.is_none());
}

#[test]
fn wi_6_what_came_and_went_is_not_told() {
    let mut notifier = Notifier::new(dialogs(0, Full, &[("a", Confirmed)]));
    let (mut early, mut late) = (Subscriber::default(), Subscriber::default());
    let _ = notifier.notify(&mut early).unwrap();
    let mut end = dialogs(0, Partial, &[("a", Terminated), ("b", Terminated)]);
    end.dialogs[0].state.event = Some(Event::LocalBye);
    let _ = notifier.update(end).unwrap();
    let told = notifier.notify(&mut early).unwrap().unwrap();
    // The other one came and went, and this subscriber never knew it.
    let [dialog] = told.dialogs.as_slice() else { panic!("{told:?}") };
    assert_eq!((dialog.id.as_str(), dialog.state.event), ("a", Some(Event::LocalBye)));
    assert!(notifier.notify(&mut early).unwrap().is_none());
    assert!(notifier.notify(&mut late).unwrap().unwrap().dialogs.is_empty());
    // A full document has no terminated dialogs either.
    assert!(notifier.full(&mut early).unwrap().dialogs.is_empty());
    assert_eq!((early.version(), late.version()), (Some(2), Some(0)));
}

/// A dialog that is just gone cannot be told by a partial document.
#[test]
fn what_a_partial_document_cannot_say_is_told_by_a_full_one() {
    let mut notifier = Notifier::new(dialogs(0, Full, &[("a", Early), ("b", Early)]));
    let mut subscriber = Subscriber::default();
    let _ = notifier.notify(&mut subscriber).unwrap();
    let _ = notifier.replace(dialogs(0, Full, &[("b", Early)])).unwrap();
    let told = notifier.notify(&mut subscriber).unwrap().unwrap();
    assert_eq!((told.extent(), told.dialogs.len()), (Full, 1));
}

#[test]
fn a_slow_subscriber_gets_a_full_document() {
    let mut limits = Limits::default();
    limits.history = 2;
    let mut notifier = Notifier::with_limits(dialogs(0, Full, &[]), limits);
    let mut subscriber = Subscriber::default();
    let _ = notifier.notify(&mut subscriber).unwrap();
    for id in ["a", "b", "c"] {
        let _ = notifier.update(dialogs(0, Partial, &[(id, Early)])).unwrap();
    }
    let told = notifier.notify(&mut subscriber).unwrap().unwrap();
    assert_eq!((told.extent(), told.dialogs.len()), (Full, 3));
}

#[test]
fn a_notifier_has_limits_too() {
    let mut limits = Limits::default();
    limits.rows = 1;
    let mut notifier = Notifier::with_limits(dialogs(0, Full, &[("a", Early)]), limits);
    let too_many = notifier.update(dialogs(0, Partial, &[("b", Early)])).unwrap_err();
    assert_eq!(too_many, UpdateError::TooLarge);
    let mut other = dialogs(0, Partial, &[("a", Confirmed)]);
    other.entity = "sip:bob@example.com".parse().unwrap();
    assert_eq!(notifier.update(other.clone()).unwrap_err(), UpdateError::Foreign);
    assert_eq!(notifier.replace(other).unwrap_err(), UpdateError::Foreign);
    assert_eq!(notifier.rows().count(), 1);
}

/// A document type whose versions are used up soon.
#[derive(Debug, Clone, PartialEq)]
struct Short(u64);

impl Part for Short {
    type Key<'k> = ();
    fn key(&self) -> Option<()> {
        Some(())
    }
}

impl StateDocument for Short {
    type Group = sip_event_state::Whole;
    type Row = Self;
    const RULES: Rules = Rules { greatest: 1, ..Rules::MERGING };
    fn version(&self) -> Option<u64> {
        Some(self.0)
    }
    fn set_version(&mut self, version: u64, _: Extent) {
        self.0 = version;
    }
    fn take_rows(&mut self) -> Vec<(Self::Group, Vec<Self>)> {
        Vec::new()
    }
    fn put_rows(&mut self, _: Vec<(Self::Group, Vec<Self>)>) {}
}

/// Versions do not wrap (RFC 3858 §3).
#[test]
fn versions_are_used_up() {
    let notifier = Notifier::new(Short(0));
    let mut subscriber = Subscriber::default();
    assert_eq!(notifier.full(&mut subscriber).unwrap(), Short(0));
    assert_eq!(notifier.full(&mut subscriber).unwrap(), Short(1));
    assert!(notifier.full(&mut subscriber).is_err());
    assert_eq!(subscriber.version(), Some(1));
}

/// DLG-1: the examples of the RFC have two dialogs with one id (erratum 785).
#[test]
fn dlg_1_of_two_dialogs_with_one_id_the_later_counts() {
    let mut table = Dialogs::new();
    let _ = table.apply(dialogs(0, Full, &[("a", Early), ("a", Confirmed)]));
    assert_eq!((table.len(), table.get((), "a").unwrap().state.value), (1, Confirmed));
    let _ = table.apply(dialogs(1, Full, &[("a", Confirmed), ("a", Terminated)]));
    assert!(table.is_empty());
}

#[test]
fn dlg_3_a_full_document_flushes_and_a_partial_one_replaces_rows() {
    let mut table = Dialogs::new();
    let mut first = dialogs(0, Full, &[("a", Early), ("b", Early)]);
    first.dialogs[0].call_id = Some("c1".to_owned());
    let _ = table.apply(first);
    let _ = table.apply(dialogs(1, Partial, &[("a", Confirmed)]));
    // The row is that of the update, which has no Call-ID.
    assert_eq!(table.get((), "a").unwrap().call_id, None);
    assert_eq!(table.len(), 2);
    let _ = table.apply(dialogs(2, Full, &[("c", Early)]));
    assert_eq!(table.rows().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["c"]);
}

/// REG-1: a registration for each address of record, and contacts with ids of their own.
#[test]
fn reg_1_registrations_and_contacts_have_ids() {
    let mut registrations = Registrations::new();
    let contact =
        "<contact id='1' state='active' event='registered'><uri>sip:x@192.0.2.1</uri></contact>";
    let _ = registrations.apply(read::<RegistrationInfo>(&format!(
        "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='0' state='full'>\
         <registration aor='sip:j@example.com' id='a' state='active'>{contact}</registration>\
         <registration aor='sip:k@example.com' id='b' state='active'>{contact}</registration></reginfo>"
    )));
    assert_eq!(registrations.len(), 2);
    assert!(registrations.get("a", "1").is_some() && registrations.get("b", "1").is_some());
}
