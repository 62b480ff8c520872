//! All peers read and write the same documents in the same run. `cargo bench`

use std::hint::black_box;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use sip_payloads_peers::documents;
use sip_payloads_peers::peers::instant_xml::InstantXml;
use sip_payloads_peers::peers::minidom::Minidom;
use sip_payloads_peers::peers::quick_xml_events::{EventLoop, KeptEvents};
use sip_payloads_peers::peers::quick_xml_serde::QuickXmlSerde;
use sip_payloads_peers::peers::roxmltree::Roxmltree;
use sip_payloads_peers::peers::sip_payloads::SipPayloads;
use sip_payloads_peers::peers::xso::Xso;
use sip_payloads_peers::peers::{Peer, Writer};

fn read<P: Peer>(group: &mut BenchmarkGroup<'_, WallTime>, text: &str) {
    assert!(P::read(text).is_ok(), "{} cannot read the document", P::NAME);
    group.bench_function(P::NAME, |bencher| bencher.iter(|| P::read(black_box(text))));
}

fn write<P: Writer>(group: &mut BenchmarkGroup<'_, WallTime>, text: &str) {
    let document = P::read(text).unwrap_or_else(|error| panic!("{}: {error}", P::NAME));
    assert!(P::write(&document).is_ok(), "{} cannot write the document", P::NAME);
    group.bench_function(P::NAME, |bencher| bencher.iter(|| P::write(black_box(&document))));
}

fn peers(criterion: &mut Criterion) {
    for (name, text) in [("2KB", documents::SMALL), ("200KB", &documents::large())] {
        let mut group = criterion.benchmark_group(format!("read {name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        read::<Roxmltree>(&mut group, text);
        read::<SipPayloads>(&mut group, text);
        read::<InstantXml>(&mut group, text);
        read::<QuickXmlSerde>(&mut group, text);
        read::<Xso>(&mut group, text);
        read::<Minidom>(&mut group, text);
        read::<EventLoop>(&mut group, text);
        group.finish();

        let mut group = criterion.benchmark_group(format!("write {name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        write::<SipPayloads>(&mut group, text);
        write::<InstantXml>(&mut group, text);
        write::<QuickXmlSerde>(&mut group, text);
        write::<Xso>(&mut group, text);
        write::<Minidom>(&mut group, text);
        write::<KeptEvents>(&mut group, text);
        group.finish();
    }
}

criterion_group!(benches, peers);
criterion_main!(benches);
