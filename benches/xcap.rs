//! XCAP and patches: an element put into a document of 1 MB, a patch of 1,000 operations, long selectors, and a
//! difference, each compared with the bare XML tree.

use criterion::{Criterion, criterion_group, criterion_main};
use sip_payloads::xcap::edit;
use sip_payloads::xcap::uri::NodePath;
use sip_payloads::xml_patch::{Grammar, Patch, Selector, diff};

/// So many entries are a document of 1 MB.
const ENTRIES: usize = 10_000;

fn document(changed: &[usize]) -> String {
    let entries: String = (0..ENTRIES)
        .map(|n| {
            let name = if changed.contains(&n) { "somebody else" } else { "User" };
            format!("  <entry uri=\"sip:user{n}@example.com\"><display-name>{name} {n}</display-name></entry>\n")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">\
         <list name=\"all\">\n{entries}</list></resource-lists>\n"
    )
}

fn patch(operations: usize) -> String {
    let operations: String = (0..operations)
        .map(|n| {
            let entry = n * (ENTRIES / operations);
            let sel = format!("*/list/entry[@uri='sip:user{entry}@example.com']");
            match n % 4 {
                0 => format!("<replace sel=\"{sel}/display-name/text()\">Changed {n}</replace>"),
                1 => format!("<remove sel=\"{sel}\" ws=\"after\"/>"),
                2 => format!(
                    "<add sel=\"{sel}\" pos=\"after\"><entry uri=\"sip:new{n}@example.com\"/></add>"
                ),
                _ => format!("<add sel=\"*/list/entry[{}]\" type=\"@id\">i{n}</add>", n + 1),
            }
        })
        .collect();
    format!("<diff xmlns=\"urn:ietf:params:xml:ns:resource-lists\">{operations}</diff>")
}

fn one_megabyte(criterion: &mut Criterion) {
    let xml = document(&[]);
    let mut group = criterion.benchmark_group("1 MB");
    group.sample_size(20);
    group.bench_function("bare tree", |bencher| {
        bencher.iter_with_large_drop(|| roxmltree::Document::parse(&xml));
    });
    let node = NodePath::new("resource-lists/list/entry[@uri=\"sip:new@example.com\"]");
    let Ok(node) = node.parse(Some("urn:ietf:params:xml:ns:resource-lists")) else { return };
    group.bench_function("put of an element", |bencher| {
        bencher
            .iter(|| edit::put(xml.as_bytes(), &node, None, b"<entry uri='sip:new@example.com'/>"));
    });
    for operations in [10, 500, 1_000] {
        let text = patch(operations);
        group.bench_function(format!("patch of {operations} operations"), |bencher| {
            bencher.iter(|| Patch::parse(&text).and_then(|patch| patch.apply(&xml)));
        });
    }
    let changed = document(&[0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000]);
    group.bench_function("difference of ten changes", |bencher| {
        bencher.iter(|| diff(&xml, &changed));
    });
    group.finish();
}

fn selectors(criterion: &mut Criterion) {
    /// No declarations.
    struct Nowhere;
    impl sip_payloads::xml::value::Scope for Nowhere {
        fn namespace_of(&self, _: Option<&str>) -> Option<&str> {
            None
        }
    }
    let mut group = criterion.benchmark_group("selector");
    for length in [10_000, 100_000] {
        let selector = "a[@b='c'][1]/".repeat(length / 13) + "a";
        group.bench_function(format!("{length} characters"), |bencher| {
            bencher.iter(|| Selector::parse(&selector, Grammar::Patch, &Nowhere));
        });
    }
    group.finish();
}

criterion_group!(benches, one_megabyte, selectors);
criterion_main!(benches);
