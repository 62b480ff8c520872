//! Faulty rules grant nothing.

use sip_payloads::DateTime;
use sip_payloads::policy::common_policy::{
    CommonPolicy, Condition, Entities, Exclusion, Rule, RuleSet,
};
use sip_payloads::policy::{Policy, Request};

use crate::support::family::POLICY;
use crate::support::{corpus, mutants, mutants_per_document, own};

/// Mutations after which a condition is unknown, unreadable or unchanged: it never matches more
/// watchers.
const HARMLESS: [&str; 14] = [
    "swap siblings",
    "rename element to an unknown name",
    "rename attribute",
    "insert foreign element",
    "insert element in no namespace",
    "insert foreign element around own",
    "empty attribute",
    "insert unknown attribute",
    "insert own qualified attribute",
    "insert foreign attribute",
    "stray text",
    "stray blanks",
    "comment inside text",
    "wrap text in CDATA",
];

const SEEDS: [u64; 2] = [7, 0xBEEF];

fn parse(bytes: &[u8]) -> Option<RuleSet> {
    sip_payloads::parse::<CommonPolicy>(bytes).ok()
}

/// Every watcher whom the rules name, and others; in every sphere and at every time that they name.
fn requests(rules: &RuleSet) -> Vec<Request<'static>> {
    let conditions = || rules.rules.iter().filter_map(|rule: &Rule| rule.conditions.as_ref());
    let all = || conditions().flat_map(|conditions| &conditions.conditions);
    let mut watchers = vec!["sip:stranger@elsewhere.example".to_owned(), "tel:+1555".to_owned()];
    let (mut spheres, mut times) = (vec![None], vec![None]);
    for condition in all() {
        match condition {
            Condition::Identity(identity) => {
                for entities in &identity.entities {
                    match entities {
                        Entities::One(one) => watchers.push(one.id.to_string()),
                        Entities::Many(many) => {
                            watchers.extend(
                                many.domain.iter().map(|domain| format!("sip:eve@{domain}")),
                            );
                            watchers.extend(many.exclusions.iter().filter_map(|exclusion| {
                                match exclusion {
                                    Exclusion::Except(except) => {
                                        except.id.as_ref().map(ToString::to_string)
                                    }
                                    Exclusion::Extension(_) => None,
                                }
                            }));
                        }
                        Entities::Extension(_) => {}
                    }
                }
            }
            Condition::Sphere(sphere) => {
                spheres.extend(sphere.states().map(|s| Some(s.to_owned())));
            }
            Condition::Validity(validity) => {
                times.extend(validity.intervals.iter().map(|interval| Some(interval.from.clone())));
            }
            Condition::Extension(_) => {}
        }
    }
    let mut requests = Vec::new();
    for sphere in &spheres {
        for time in &times {
            let set = |request| situated(request, sphere.as_ref(), time.as_ref());
            requests.push(set(Request::anonymous()));
            let known = watchers.iter().filter_map(|watcher| watcher.parse().ok());
            requests.extend(known.map(|watcher| set(Request::from_watcher(watcher))));
        }
    }
    requests
}

fn situated(
    request: Request<'static>,
    sphere: Option<&String>,
    time: Option<&DateTime>,
) -> Request<'static> {
    let request = match sphere {
        Some(sphere) => request.in_sphere(sphere),
        None => request,
    };
    match time {
        Some(time) => request.at(time.clone()),
        None => request,
    }
}

#[test]
fn a_fault_never_makes_a_rule_match() {
    let mut asked = 0;
    let vocabulary = POLICY.vocabulary();
    for original in own(&POLICY, "valid").into_iter().chain(corpus(&POLICY)) {
        let Some(rules) = parse(&original.bytes) else { continue };
        let requests = requests(&rules);
        let policy = Policy::new(sip_payloads::semantics().unwrap(), [rules]);
        for seed in SEEDS {
            let count = mutants_per_document(60);
            for mutant in mutants(&original, &vocabulary, count, seed) {
                let Some(rules) = parse(&mutant.bytes) else { continue };
                let mutated = Policy::new(sip_payloads::semantics().unwrap(), [rules]);
                let is_harmless = HARMLESS.iter().any(|kind| mutant.name.contains(kind))
                    && !mutant.name.contains("; then ");
                for request in &requests {
                    let now = mutated.evaluate(request);
                    assert_eq!(now, mutated.evaluate_all(request), "{}: {request:?}", mutant.name);
                    let before = policy.evaluate(request);
                    let wider = is_harmless && now.rules.len() > before.rules.len();
                    assert!(
                        !wider,
                        "{}: {request:?}: {:?} {:?}",
                        mutant.name, before.rules, now.rules
                    );
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 2_000, "{asked}");
}
