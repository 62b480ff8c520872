//! Composition, compared with reading what is composed. Compare ratios within one run.
//! `cargo bench --bench composition`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sip_payloads::presence::composition::{Composer, Composition, Source};
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::{AnyUri, DateTime};

const SMALL: &str = include_str!("documents/presence-2k.xml");

/// Ten publications of 2 KB: of ten devices, with different contents.
fn publications() -> Vec<String> {
    let numbered = (0..10).map(|number| {
        let id = |text: String, kind: &str| {
            text.replace(&format!("id=\"{kind}0\""), &format!("id=\"{kind}{number}\""))
        };
        ["t", "d", "p"].into_iter().fold(SMALL.to_owned(), id)
    });
    numbered.collect()
}

/// One document with so many tuples, each with a contact of its own, or all with one of ten.
fn with_tuples(count: usize, contacts: usize) -> Option<Presence> {
    let tuples: String = (0..count)
        .map(|number| {
            let contact = number % contacts;
            format!(
                "<tuple id='t{number}'><status><basic>open</basic></status>\
                 <contact>sip:a{contact}@example.com</contact><note>{number}</note></tuple>"
            )
        })
        .collect();
    let xml = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com'>{tuples}</presence>"
    );
    sip_payloads::parse::<Pidf>(xml).ok()
}

fn time() -> DateTime {
    DateTime::from_unix(1_700_000_000).unwrap_or_else(DateTime::now)
}

fn compositions() -> [(&'static str, Composition); 4] {
    [
        ("union", Composition::union()),
        ("oma", Composition::oma()),
        ("non-overlapping", Composition::non_overlapping()),
        ("newest", Composition::newest()),
    ]
}

fn composition(criterion: &mut Criterion) {
    let texts = publications();
    let documents: Vec<_> =
        texts.iter().filter_map(|text| sip_payloads::parse::<Pidf>(text).ok()).collect();
    let keys: Vec<_> = (0..documents.len()).map(|number| number.to_string()).collect();
    let Some(entity) = documents.first().map(|document| document.entity.clone()) else { return };
    let mut group = criterion.benchmark_group("10 publications of 2KB");
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let read = texts.iter().map(|text| sip_payloads::parse::<Pidf>(black_box(text)));
            read.collect::<Vec<_>>()
        });
    });
    for (name, composition) in compositions() {
        let composer = Composer::new(sip_payloads::meanings(), composition);
        bench(&mut group, name, &composer, &entity, &keys, &documents);
    }
    group.finish();
    for (count, contacts) in [(1000, 1000), (10_000, 10_000), (10_000, 10)] {
        let Some(document) = with_tuples(count, contacts) else { return };
        let mut group = criterion.benchmark_group(format!("{count} tuples, {contacts} contacts"));
        for (name, composition) in compositions() {
            let composer = Composer::new(sip_payloads::meanings(), composition);
            let (entity, documents) = (document.entity.clone(), [document.clone()]);
            bench(&mut group, name, &composer, &entity, &keys, &documents);
        }
        group.finish();
    }
}

type Group<'c> = criterion::BenchmarkGroup<'c, criterion::measurement::WallTime>;

fn bench(
    group: &mut Group<'_>,
    name: &str,
    composer: &Composer,
    entity: &AnyUri,
    keys: &[String],
    documents: &[Presence],
) {
    let pairs = keys.iter().zip(documents);
    let sources: Vec<_> =
        pairs.map(|(key, document)| Source::soft(key, document, time())).collect();
    group.bench_function(name, |bencher| {
        bencher.iter(|| composer.compose(entity, black_box(&sources), &time()));
    });
}

criterion_group!(benches, composition);
criterion_main!(benches);
