//! The state of event packages: one change applied to a small table and to a large one, at the subscriber and
//! at the notifier; and a large table built from a document, compared with the bare XML tree. Compare ratios
//! within one run. `cargo bench --bench events`

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use sip_payloads::event_state::{
    Extent, Limits, Notifier, Options, StateDocument, StateTable, Subscriber,
};
use sip_payloads::events::conference_info::{ConferenceInfo, ElementState, User, Users};
use sip_payloads::events::dialog_info::{Dialog, DialogInfo, DialogState, State};
use sip_payloads::events::watcher_info::{
    Watcher, WatcherEvent, WatcherInfo, WatcherList, WatcherStatus,
};
use sip_payloads::{Error, ReadOptions};

/// A document with these rows, each in one of two states.
type Build<D> = fn(std::ops::Range<usize>, bool) -> Result<D, Error>;

fn watchers(rows: std::ops::Range<usize>, is_active: bool) -> Result<WatcherInfo, Error> {
    let (status, event) = match is_active {
        true => (WatcherStatus::Active, WatcherEvent::Approved),
        false => (WatcherStatus::Pending, WatcherEvent::Subscribe),
    };
    let mut list = WatcherList::new("sip:alice@example.com".parse()?, "presence".to_owned());
    for row in rows {
        let uri = format!("sip:watcher{row:06}@example.com").parse()?;
        list.watchers.push(Watcher::new(status, event, format!("w{row:06}"), uri));
    }
    let mut info = WatcherInfo::new();
    info.lists.push(list);
    Ok(info)
}

fn dialogs(rows: std::ops::Range<usize>, is_confirmed: bool) -> Result<DialogInfo, Error> {
    let state = if is_confirmed { DialogState::Confirmed } else { DialogState::Early };
    let mut info = DialogInfo::new("sip:alice@example.com".parse()?);
    info.dialogs = rows.map(|row| Dialog::new(format!("d{row:06}"), State::from(state))).collect();
    Ok(info)
}

fn conference(rows: std::ops::Range<usize>, is_named: bool) -> Result<ConferenceInfo, Error> {
    let user = |row| -> Result<User, Error> {
        Ok(User {
            entity: Some(format!("sip:user{row:06}@example.com").parse()?),
            display_text: Some(if is_named { "Bob" } else { "somebody" }.to_owned()),
            state: Some(ElementState::Partial),
            ..User::new()
        })
    };
    let users: Result<Users, Error> = rows.map(user).collect();
    let mut conference = ConferenceInfo::new("sip:room@example.com".parse()?);
    conference.state = Some(ElementState::Partial);
    conference.users = Some(Users { state: Some(ElementState::Partial), ..users? });
    Ok(conference)
}

/// One change in a table.
fn one_change<D: StateDocument>(criterion: &mut Criterion, name: &str, build: Build<D>) {
    let mut group = criterion.benchmark_group(format!("one change, {name}"));
    for count in [100, 100_000] {
        let Ok(mut all) = build(0..count, false) else { return };
        all.set_version(0, Extent::Full);
        let mut options = Options::default();
        options.limits.rows = 2 * count + 10;
        let mut table = StateTable::<D>::with_options(options);
        let _ = table.apply(all.clone());
        let (Ok(there), Ok(back)) =
            (build(count / 2..count / 2 + 1, true), build(count / 2..count / 2 + 1, false))
        else {
            return;
        };
        group.bench_with_input(BenchmarkId::new("subscriber", count), &there, |bencher, _| {
            let mut version = 0;
            let next = || {
                version += 1;
                let mut document = if version % 2 == 0 { back.clone() } else { there.clone() };
                document.set_version(version, Extent::Partial);
                document
            };
            let mut table = table.clone();
            bencher.iter_batched(next, |document| table.apply(document), BatchSize::SmallInput);
        });
        let mut limits = Limits::default();
        limits.rows = 2 * count + 10;
        let mut notifier = Notifier::with_limits(all, limits);
        let mut subscriber = Subscriber::default();
        let _ = notifier.notify(&mut subscriber);
        let mut is_there = false;
        group.bench_with_input(BenchmarkId::new("notifier", count), &there, |bencher, _| {
            let next = || {
                is_there = !is_there;
                if is_there { there.clone() } else { back.clone() }
            };
            bencher.iter_batched(
                next,
                |document| {
                    let _ = notifier.update(document);
                    black_box(notifier.notify(&mut subscriber))
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn changes(criterion: &mut Criterion) {
    one_change(criterion, "watchers", watchers);
    one_change(criterion, "dialogs", dialogs);
    one_change(criterion, "users", conference);
}

/// A table of 100,000 watchers from the text of a document.
fn building(criterion: &mut Criterion) {
    let Ok(mut info) = watchers(0..100_000, false) else { return };
    info.set_version(0, Extent::Full);
    let Ok(xml) = info.to_xml() else { return };
    let mut options = ReadOptions::tolerant();
    options.limits.nodes = 10_000_000;
    let mut group = criterion.benchmark_group("100,000 watchers");
    group.sample_size(10);
    // Dropping is not measured: programs keep tables.
    group.bench_function("bare tree", |bencher| {
        bencher.iter_with_large_drop(|| roxmltree::Document::parse(&xml));
    });
    let read = || sip_payloads::parse_with::<WatcherInfo>(&xml, &options);
    group.bench_function("document", |bencher| bencher.iter_with_large_drop(read));
    group.bench_function("table", |bencher| {
        bencher.iter_with_large_drop(|| {
            let mut table = StateTable::new();
            let outcome = read().map(|reading| table.apply(reading.document));
            (outcome, table)
        });
    });
    group.finish();
}

criterion_group!(benches, changes, building);
criterion_main!(benches);
