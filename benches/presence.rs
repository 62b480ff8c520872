//! Typed reading and writing of presence, compared with building the bare tree. Compare ratios
//! within one run. `cargo bench --bench presence`

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sip_payloads::presence::Pidf;
use sip_payloads::{ReadOptions, Registry, XmlApplication};

#[path = "documents/presence.rs"]
mod documents;

use documents::{SMALL, repeated};

fn presence(criterion: &mut Criterion) {
    let documents = [("2KB", SMALL.to_owned()), ("200KB", repeated(100))];
    let options = ReadOptions::default();
    for (name, text) in &documents {
        let reading = sip_payloads::parse_with::<Pidf>(text, &options);
        let root = reading.map(|reading| {
            assert_eq!(reading.diagnostics, []);
            reading.document
        });
        let Ok(root) = root else { return };
        let mut group = criterion.benchmark_group(*name);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter("roxmltree"), text, |bencher, text| {
            bencher.iter(|| roxmltree::Document::parse(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::from_parameter("read"), text, |bencher, text| {
            bencher.iter(|| sip_payloads::parse_with::<Pidf>(black_box(text), &options));
        });
        // Of a registry that knows nothing, every extension is kept raw.
        let nothing = Registry::empty();
        let id = BenchmarkId::from_parameter("read unknown extensions");
        group.bench_with_input(id, text, |bencher, text| {
            bencher.iter(|| nothing.parse_with::<Pidf>(black_box(text).as_bytes(), &options));
        });
        let commented = text.replacen("  <tuple", "  <!-- Made by hand -->\n  <tuple", 1);
        let id = BenchmarkId::from_parameter("read with a comment");
        group.bench_with_input(id, &commented, |bencher, text| {
            bencher.iter(|| sip_payloads::parse_with::<Pidf>(black_box(text), &options));
        });
        group.bench_with_input(BenchmarkId::from_parameter("write"), &root, |bencher, root| {
            bencher.iter(|| Pidf::to_xml(black_box(root)));
        });
        group.bench_with_input(
            BenchmarkId::from_parameter("write, indented"),
            &root,
            |bencher, root| {
                bencher.iter(|| Pidf::to_xml_pretty(black_box(root)));
            },
        );
        group.finish();
    }
}

criterion_group!(benches, presence);
criterion_main!(benches);
