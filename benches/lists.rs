//! Lists: 100,000 entries built, read and compared with the bare XML tree; and one resource changed in tables of
//! two sizes, at the subscriber.

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use sip_payloads::lists::resource_lists::{Entry, List, ResourceLists};
use sip_payloads::lists::rlmi::{
    Instance, InstanceState, List as Rlmi, ListNotification, ListTable, Resource, ResourceBody,
};
use sip_payloads::{AnyUri, Error, ReadOptions};

const ENTRIES: usize = 100_000;

fn build(entries: usize) -> Result<ResourceLists, Error> {
    let mut list = List::named("all");
    for number in 0..entries {
        let uri: AnyUri = format!("sip:user{number}@example.com").parse()?;
        list.push(Entry::new(uri).with_name(format!("User {number}")));
    }
    Ok(ResourceLists::from([list]))
}

fn lists(criterion: &mut Criterion) {
    let Ok(xml) = build(ENTRIES).and_then(|lists| lists.to_xml()) else { return };
    let mut options = ReadOptions::tolerant();
    options.limits.nodes = 10_000_000;
    let mut group = criterion.benchmark_group("100,000 entries");
    group.sample_size(10);
    group.bench_function("build", |bencher| bencher.iter_with_large_drop(|| build(ENTRIES)));
    group.bench_function("build 10,000", |bencher| {
        bencher.iter_with_large_drop(|| build(ENTRIES / 10));
    });
    group.bench_function("bare tree", |bencher| {
        bencher.iter_with_large_drop(|| roxmltree::Document::parse(&xml));
    });
    group.bench_function("read", |bencher| {
        bencher.iter_with_large_drop(|| sip_payloads::parse_with::<ResourceLists>(&xml, &options));
    });
    group.finish();
}

fn notification(
    rows: std::ops::Range<usize>,
    version: u32,
    is_full: bool,
    text: &str,
) -> Result<ListNotification, Error> {
    let list = Rlmi::new("sip:friends@example.com".parse()?, version, is_full);
    let mut notification = ListNotification::new(list);
    for number in rows {
        let mut resource = Resource::new(format!("sip:user{number}@example.com").parse()?);
        let mut instance = Instance::new("1".to_owned(), InstanceState::Active);
        let cid = format!("{number}@example.com");
        instance.cid = Some(cid.clone());
        resource.instances.push(instance);
        notification.list.resources.push(resource);
        let body = ResourceBody::new("text/plain".parse()?, text.as_bytes());
        notification.bodies.insert(cid, body);
    }
    Ok(notification)
}

fn partial(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one resource of a list");
    for count in [100, 10_000] {
        let Ok(full) = notification(0..count, 0, true, "open") else { return };
        let mut table = ListTable::new();
        let _ = table.apply(full);
        let mut version = 0;
        group.bench_function(BenchmarkId::new("subscriber", count), |bencher| {
            bencher.iter_batched(
                || {
                    version += 1;
                    notification(50..51, version, false, if version % 2 == 0 { "a" } else { "b" })
                },
                |update| update.map(|update| black_box(table.apply(update))),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, lists, partial);
criterion_main!(benches);
