//! Rules: an indexed policy compared with evaluating every rule, for several numbers of rules; and
//! filtering a document compared with reading it. Compare ratios within one run. `cargo bench
//! --bench policy`

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use sip_payloads::policy::common_policy::{CommonPolicy, Identity, Rule, RuleSet};
use sip_payloads::policy::pres_rules::{SubHandling, SubHandlingValue};
use sip_payloads::policy::{Delivery, Policy, Request, filter};
use sip_payloads::presence::Pidf;
use sip_payloads::{AnyUri, Error, Limits, ReadOptions, XmlApplication as _};

#[path = "documents/rules.rs"]
mod large;

/// Rules with one identity each.
fn rules(count: usize) -> Result<RuleSet, Error> {
    (0..count)
        .map(|number| {
            let identity = format!("sip:user{number:06}@example.com").parse()?;
            Ok(Rule::new(format!("r{number}").parse()?)
                .when(Identity::one(identity))
                .allow(SubHandling::from(SubHandlingValue::Allow)))
        })
        .collect()
}

fn evaluation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one request");
    for count in [1_000, 10_000, 100_000] {
        let identity = format!("sip:user{:06}@example.com", count / 2).parse::<AnyUri>();
        let (Ok(rules), Ok(identity)) = (rules(count), identity) else { return };
        let policy = Policy::new(sip_payloads::semantics().unwrap_or_default(), [rules]);
        let request = || Request::from_watcher(black_box(&identity).clone());
        assert_eq!(policy.evaluate(&request()).rules.len(), 1);
        group.bench_with_input(BenchmarkId::new("prepared", count), &policy, |bencher, policy| {
            bencher.iter(|| policy.evaluate(&request()).rules.len());
        });
        if count <= 10_000 {
            group.bench_with_input(
                BenchmarkId::new("every rule", count),
                &policy,
                |bencher, policy| {
                    bencher.iter(|| policy.evaluate_all(&request()).rules.len());
                },
            );
        }
    }
    group.finish();
}

/// One rule with many identities.
fn friends(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("one rule");
    for count in [10, 1_000, 10_000] {
        let identities = (0..count).map(|i| format!("sip:user{i:06}@example.com").parse());
        let identities: Result<Identity, Error> = identities.collect();
        let last = format!("sip:user{:06}@example.com", count - 1).parse::<AnyUri>();
        let (Ok(identities), Ok(id), Ok(last)) = (identities, "friends".parse(), last) else {
            return;
        };
        let rule = Rule::new(id).when(identities).allow(SubHandling::from(SubHandlingValue::Allow));
        let policy = Policy::new(
            sip_payloads::semantics().unwrap_or_default(),
            [RuleSet::from_iter([rule])],
        );
        let request = || Request::from_watcher(black_box(&last).clone());
        assert_eq!(policy.evaluate(&request()).rules.len(), 1);
        group.bench_with_input(BenchmarkId::new("friends", count), &policy, |bencher, policy| {
            bencher.iter(|| policy.evaluate(&request()).rules.len());
        });
    }
    group.finish();
}

const DOCUMENT: &str = include_str!("documents/presence-2k.xml");

/// All components and some attributes are shown, which is the most work.
const RULES: &str = r#"<ruleset xmlns="urn:ietf:params:xml:ns:common-policy"
    xmlns:pr="urn:ietf:params:xml:ns:pres-rules"><rule id="r">
    <actions><pr:sub-handling>allow</pr:sub-handling></actions><transformations>
    <pr:provide-services><pr:all-services/></pr:provide-services>
    <pr:provide-persons><pr:all-persons/></pr:provide-persons>
    <pr:provide-devices><pr:all-devices/></pr:provide-devices>
    <pr:provide-activities>true</pr:provide-activities><pr:provide-class>true</pr:provide-class>
    <pr:provide-mood>true</pr:provide-mood><pr:provide-note>true</pr:provide-note>
    <pr:provide-user-input>bare</pr:provide-user-input>
    </transformations></rule></ruleset>"#;

fn filtering(criterion: &mut Criterion) {
    let options = ReadOptions::default();
    let rules = sip_payloads::parse::<CommonPolicy>(RULES.as_bytes());
    let (Ok(presence), Ok(rules)) = (sip_payloads::parse::<Pidf>(DOCUMENT.as_bytes()), rules)
    else {
        return;
    };
    let Ok(identity) = "sip:bob@example.com".parse::<AnyUri>() else { return };
    let policy = Policy::new(sip_payloads::semantics().unwrap_or_default(), [rules]);
    let permissions = policy.evaluate(&Request::anonymous()).permissions;
    let mut group = criterion.benchmark_group("2KB");
    group.bench_function("read", |bencher| {
        bencher.iter(|| sip_payloads::parse_with::<Pidf>(black_box(DOCUMENT), &options));
    });
    group.bench_function("filter", |bencher| {
        bencher.iter(|| filter(black_box(&presence), &permissions, policy.semantics()));
    });
    // One more watcher, by itself and with a permission set that is already there.
    let request = || Request::from_watcher(black_box(&identity).clone());
    group.bench_function("evaluate", |bencher| bencher.iter(|| policy.evaluate(&request())));
    group.bench_function("evaluate, filter and write", |bencher| {
        bencher.iter(|| match policy.deliver_to(&presence, &request()) {
            Delivery::Document(document) => Pidf::to_xml(&document).ok(),
            Delivery::Rejected | Delivery::Pending => None,
        });
    });
    let mut fan_out = policy.fan_out(&presence);
    group.bench_function("one more watcher", |bencher| {
        bencher.iter(|| fan_out.deliver_to(&request()));
    });
    group.finish();
}

/// A large rule set.
fn reading(criterion: &mut Criterion) {
    let text = large::rule_set(100_000);
    let limits = Limits { bytes: 64 << 20, ..Limits::default() };
    let options = ReadOptions::default().with_limits(limits);
    assert!(sip_payloads::parse_with::<CommonPolicy>(&text, &options).is_ok());
    let mut group = criterion.benchmark_group("100,000 rules");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("roxmltree", |bencher| {
        bencher.iter(|| roxmltree::Document::parse(black_box(&text)).map(drop));
    });
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            sip_payloads::parse_with::<CommonPolicy>(black_box(&text), &options).map(drop)
        });
    });
    group.finish();
}

criterion_group!(benches, evaluation, friends, filtering, reading);
criterion_main!(benches);
