//! Conditions, permissions, selectors and governed elements of another crate. The first test is the
//! worked example of RFC 4745 §10.3, whose permissions no specification defines.

use std::sync::atomic::{AtomicUsize, Ordering};

use sip_payloads::policy::common_policy::CommonPolicy;
use sip_payloads::policy::common_policy::{
    Actions, Conditions, Identity, Many, One, Transformations,
};
use sip_payloads::policy::pres_rules::{PresRules, ProvideDevices, ProvidePersons};
use sip_payloads::policy::{
    Evaluate, Failure, Governed, Level, Permission, Permissions, Policy, PolicyModule, Request,
    Selector, Semantics, Situation, Verdict, Visibility, filter,
};
use sip_payloads::presence::{Device, Person, Pidf, Presence};
use sip_payloads::xml::{ExtensionRef, Registration, Unexpected, XmlElement, XmlValue};
use sip_payloads::{
    DateTime, Error, ExtensionOf, Namespace, ReadOptions, Registry, RegistryBuilder, Vocabulary,
};

const NS: Namespace = Namespace::new("urn:example:table", "t");

/// Three permissions as in RFC 4745 §10.3: a boolean, an integer, an enumeration.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "x")]
struct X {
    #[xml(text)]
    value: bool,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "y")]
struct Y {
    #[xml(text)]
    value: i32,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "z")]
struct Z {
    #[xml(text)]
    value: Detail,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
enum Detail {
    #[xml(name = "-")]
    Nothing,
    #[xml(name = "o")]
    Some,
    #[xml(name = "+")]
    All,
}

/// A condition and its subject.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "local-watcher")]
struct LocalWatcher {
    unexpected: Unexpected,
}

/// A person's hat: shown without its size.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat")]
struct Hat {
    #[xml(attribute)]
    size: Option<i32>,
    unexpected: Unexpected,
}

/// Persons with a hat of this size, in `<provide-persons>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat-size")]
struct HatSize {
    #[xml(text)]
    size: i32,
    unexpected: Unexpected,
}

impl ExtensionOf<Actions> for X {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Actions> for Y {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Transformations> for Z {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Conditions> for LocalWatcher {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Identity> for LocalWatcher {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Many> for LocalWatcher {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<One> for LocalWatcher {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Person> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Presence> for Hat {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<ProvidePersons> for HatSize {
    const REGISTRATION: Registration = Registration::ByHand;
}

impl Permission for X {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.grant(Self::NAME, self.value);
    }
}

impl Permission for Y {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        permissions.raise(Self::NAME, self.value.into());
    }
}

impl Permission for Z {
    fn permit(&self, _: &Semantics, permissions: &mut Permissions) {
        let rank = match self.value {
            Detail::Nothing => 1,
            Detail::Some => 2,
            Detail::All => 3,
        };
        permissions.raise(Self::NAME, Level::new(rank, self.value.text()));
    }
}

impl Evaluate for LocalWatcher {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        let is_local = |uri: &sip_payloads::AnyUri| uri.as_str().ends_with("@example.com");
        if situation.request().identities().any(is_local) {
            Ok(())
        } else {
            Err(Failure::SomebodyElse)
        }
    }
}

impl Governed for Hat {
    fn visibility(permissions: &Permissions) -> Visibility {
        Visibility::reduced_if(permissions.is_granted(&X::NAME))
    }

    fn reduce(&mut self, _: &Permissions) {
        self.size = None;
    }
}

impl Selector<Person> for HatSize {
    fn value(&self) -> String {
        self.size.to_string()
    }

    fn selects(value: &str, person: &Person) -> bool {
        person.extensions.iter().any(|child| Self::is_evidence(value, child))
    }

    fn is_evidence(value: &str, child: ExtensionRef<'_>) -> bool {
        let size = child.get::<Hat>().and_then(|hat| hat.size);
        size.is_some_and(|size| size.to_string() == value)
    }
}

/// Persons with an older timestamp, in `<provide-persons>`: the selector examines nothing that is
/// hidden.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "before")]
struct Before {
    #[xml(text)]
    time: DateTime,
    unexpected: Unexpected,
}

impl ExtensionOf<ProvidePersons> for Before {
    const REGISTRATION: Registration = Registration::ByHand;
}

impl Selector<Person> for Before {
    fn value(&self) -> String {
        self.time.to_string()
    }

    fn selects(value: &str, person: &Person) -> bool {
        let times = person.timestamp.as_ref().zip(value.parse().ok());
        times.is_some_and(|(time, before): (_, DateTime)| *time < before)
    }
}

/// Two conditions whose verdicts are computed once for a request.
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "yes")]
struct Yes;

#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "no")]
struct No;

impl ExtensionOf<Conditions> for Yes {
    const REGISTRATION: Registration = Registration::ByHand;
}
impl ExtensionOf<Conditions> for No {
    const REGISTRATION: Registration = Registration::ByHand;
}

/// The number of times a verdict was computed.
static ASKED: AtomicUsize = AtomicUsize::new(0);

impl Evaluate for Yes {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        situation.once::<Self>(|| {
            ASKED.fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
    }
}

impl Evaluate for No {
    fn evaluate(&self, situation: &Situation<'_>) -> Verdict {
        situation.once::<Self>(|| Err(Failure::Other("no".into())))
    }
}

#[derive(Clone, Copy)]
struct Table;

impl Vocabulary for Table {
    const NAME: &'static str = "table";
    const SPECIFICATION: &'static str = "RFC 4745 §10.3";
    const NAMESPACES: &'static [Namespace] = &[NS];

    fn register(registry: &mut RegistryBuilder) -> Result<(), Error> {
        registry.application::<CommonPolicy>()?.namespace(NS)?;
        registry.application::<Pidf>()?.namespace(NS)?;
        registry.extend::<Actions>().with::<X>()?.with::<Y>()?;
        registry.extend::<Transformations>().with::<Z>()?;
        registry.extend::<Conditions>().with::<LocalWatcher>()?;
        registry.extend::<Identity>().with::<LocalWatcher>()?;
        registry.extend::<Many>().with::<LocalWatcher>()?;
        registry.extend::<One>().with::<LocalWatcher>()?;
        registry.extend::<Person>().with::<Hat>()?;
        registry.extend::<Presence>().with::<Hat>()?;
        registry.extend::<ProvidePersons>().with::<HatSize>()?.with::<Before>()?;
        registry.extend::<Conditions>().with::<Yes>()?.with::<No>()?;
        Ok(())
    }
}

impl PolicyModule for Table {
    fn define(semantics: &mut Semantics) {
        semantics
            .action::<X>()
            .action::<Y>()
            .transformation::<Z>()
            .condition::<LocalWatcher>()
            .entities::<LocalWatcher>()
            .exclusion::<LocalWatcher>()
            .refinement::<LocalWatcher>()
            .condition::<Yes>()
            .condition::<No>()
            .person_selector::<HatSize>()
            .person_selector::<Before>();
        semantics.persons().governs::<Hat>();
        semantics.documents().governs::<Hat>();
    }
}

fn strict(xml: &str) -> Presence {
    registry().parse_with::<Pidf>(xml, &ReadOptions::strict()).unwrap().document
}

fn registry() -> Registry {
    let mut builder = sip_payloads::registry_builder().unwrap();
    builder.add(Table).unwrap().build()
}

fn policy(rules: &str, options: &ReadOptions) -> Policy {
    let document = format!(
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:t='urn:example:table'
            xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>{rules}</ruleset>"
    );
    let rules = registry().parse_with::<CommonPolicy>(document, options).unwrap().document;
    Policy::new(sip_payloads::semantics().unwrap().with(Table), [rules])
}

#[test]
fn cp_10_the_worked_example_of_rfc_4745() {
    const A1: &str = "2003-12-24T17:00:00+01:00";
    const A2: &str = "2003-12-24T21:00:00+01:00";
    const A3: &str = "2003-12-24T23:30:00+01:00";
    const B1: &str = "2003-12-22T17:00:00+01:00";
    const B2: &str = "2003-12-23T17:00:00+01:00";
    let rule = |(id, who, sphere, from, until, x, y, z): (
        u8,
        &str,
        &str,
        &str,
        &str,
        &str,
        u8,
        &str,
    )| {
        let x = if x == "NULL" { String::new() } else { format!("<t:x>{x}</t:x>") };
        format!(
            "<rule id='r{id}'><conditions><identity><one id='sip:{who}@example.com'/></identity>\
             <sphere value='{sphere}'/><validity><from>{from}</from><until>{until}</until></validity>\
             </conditions><actions>{x}<t:y>{y}</t:y></actions>\
             <transformations><t:z>{z}</t:z></transformations></rule>"
        )
    };
    let rows = [
        (1, "bob", "home", A1, A2, "true", 10, "o"),
        (2, "alice", "work", A1, A2, "false", 5, "+"),
        (3, "bob", "work", A1, A2, "true", 3, "-"),
        (4, "tom", "work", A1, A2, "true", 5, "+"),
        (5, "bob", "work", A1, A3, "NULL", 12, "o"),
        (6, "bob", "work", B1, B2, "false", 10, "-"),
    ];
    let rules: String = rows.into_iter().map(rule).collect();
    let policy = policy(&rules, &ReadOptions::strict());
    let request = Request::from_watcher("sip:bob@example.com".parse().unwrap())
        .in_sphere("work")
        .at("2003-12-24T17:15:00+01:00".parse().unwrap());
    let evaluation = policy.evaluate(&request);
    let ids: Vec<_> = evaluation.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["r3", "r5"]);
    assert!(evaluation.permissions.is_granted(&X::NAME));
    assert_eq!(evaluation.permissions.level(&Y::NAME), Some(&Level::new(12, "12")));
    assert_eq!(evaluation.permissions.level(&Z::NAME), Some(&Level::new(2, "o")));
}

#[test]
fn a_foreign_condition_is_evaluated() {
    let policy = policy(
        "<rule id='a'><conditions><t:local-watcher/></conditions></rule>\
         <rule id='b'><conditions><identity><t:local-watcher/></identity></conditions></rule>",
        &ReadOptions::strict(),
    );
    let local = Request::from_watcher("sip:bob@example.com".parse().unwrap());
    assert_eq!(policy.evaluate(&local).rules.len(), 2);
    let other = Request::from_watcher("sip:bob@example.org".parse().unwrap());
    assert_eq!(policy.evaluate(&other).rules.len(), 0);
    let explained = policy.explain(&other);
    assert_eq!(explained[0].failures, [("local-watcher", Failure::SomebodyElse)]);
}

/// None of these types looks for unexpected content in itself; it is refused for them, however
/// deep.
#[test]
fn unexpected_content_of_a_foreign_condition_makes_it_false() {
    let rule = |conditions: &str, actions: &str| {
        let rule = format!(
            "<rule id='r'><conditions>{conditions}</conditions><actions>{actions}</actions></rule>"
        );
        policy(&rule, &ReadOptions::tolerant())
    };
    let request = Request::from_watcher("sip:bob@example.com".parse().unwrap());
    let permitted = |conditions: &str, actions: &str| {
        let policy = rule(conditions, actions);
        let evaluation = policy.evaluate(&request);
        assert_eq!(evaluation, policy.evaluate_all(&request));
        evaluation.permissions.is_granted(&X::NAME)
    };
    assert!(permitted("<t:local-watcher/>", "<t:x>true</t:x>"));
    for local_watcher in [
        "<t:local-watcher unless='monday'/>",
        "<t:local-watcher>but not on mondays</t:local-watcher>",
        "<t:local-watcher><t:unless/></t:local-watcher>",
    ] {
        assert!(!permitted(local_watcher, "<t:x>true</t:x>"), "{local_watcher}");
        let identity = format!("<identity>{local_watcher}</identity>");
        assert!(!permitted(&identity, "<t:x>true</t:x>"), "{identity}");
        let one =
            format!("<identity><one id='sip:bob@example.com'>{local_watcher}</one></identity>");
        assert!(!permitted(&one, "<t:x>true</t:x>"), "{one}");
        // An unknown exception may exclude everybody.
        let many = format!("<identity><many>{local_watcher}</many></identity>");
        assert!(!permitted(&many, "<t:x>true</t:x>"), "{many}");
        let policy = rule(local_watcher, "");
        assert_eq!(policy.explain(&request)[0].failures, [("local-watcher", Failure::Unreadable)]);
    }
    for x in ["<t:x unless='monday'>true</t:x>", "<t:x>true<t:unless/></t:x>"] {
        assert!(!permitted("<t:local-watcher/>", x), "{x}");
    }
}

#[test]
fn foreign_elements_refine_one_and_many() {
    let matches = |identity: &str, inside: &str| {
        let rules =
            format!("<rule id='r'><conditions><identity>{inside}</identity></conditions></rule>");
        let request = Request::from_watcher(identity.parse().unwrap());
        policy(&rules, &ReadOptions::tolerant()).evaluate(&request).rules.len() == 1
    };
    let (local, other) = ("sip:bob@example.com", "sip:bob@example.org");
    let excluded = "<many><t:local-watcher/></many>";
    assert!(!matches(local, excluded));
    assert!(matches(other, excluded));
    // A doubt whether a watcher is excluded stays, even if another exception does not apply.
    let doubtful = "<many><t:local-watcher x='1'/><except id='sip:eve@example.org'/></many>";
    assert!(!matches(local, doubtful));
    assert!(!matches(other, doubtful));
    let refined = |id: &str| format!("<one id='{id}'><t:local-watcher/></one>");
    assert!(matches(local, &refined(local)));
    assert!(!matches(other, &refined(other)));
}

#[test]
fn a_foreign_permission_decides_what_is_shown() {
    let document = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com'
        xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:t='urn:example:table'>
        <dm:person id='p1'><t:hat size='57'/></dm:person><dm:person id='p2'><t:hat/></dm:person></presence>";
    let presence = strict(document);
    let seen = |rules: &str| {
        let policy = policy(rules, &ReadOptions::strict());
        let permissions = policy.evaluate(&Request::anonymous()).permissions;
        let once = filter(&presence, &permissions, policy.semantics());
        assert_eq!(filter(&once, &permissions, policy.semantics()), once);
        let hats = once.persons().map(|person| {
            let size = person.extensions.get::<Hat>().map(|hat| hat.size);
            (person.id.to_string(), size)
        });
        hats.collect::<Vec<_>>()
    };
    let all = "<pr:provide-persons><pr:all-persons/></pr:provide-persons>";
    let rule = |actions: &str, inside: &str| {
        format!(
            "<rule id='r'><actions>{actions}</actions><transformations>{inside}</transformations></rule>"
        )
    };
    let p = |id: &str, size| (id.to_owned(), size);
    assert_eq!(seen(&rule("", all)), [p("p1", None), p("p2", None)]);
    assert_eq!(seen(&rule("<t:x>true</t:x>", all)), [p("p1", Some(None)), p("p2", Some(None))]);
    // An element with a permission is not an unknown attribute (RFC 5025 §3.3.2.14).
    let unknown = format!(
        "{all}<pr:provide-unknown-attribute ns='urn:example:table' name='hat'>true</pr:provide-unknown-attribute>"
    );
    assert_eq!(seen(&rule("", &unknown)), [p("p1", None), p("p2", None)]);
    let by_size = "<pr:provide-persons><t:hat-size>57</t:hat-size></pr:provide-persons>";
    assert_eq!(seen(&rule("", by_size)), [p("p1", Some(Some(57)))]);
    // The child that selects a component is shown whole, even if its permission shows less.
    assert_eq!(seen(&rule("<t:x>true</t:x>", by_size)), [p("p1", Some(Some(57)))]);
}

/// Other children of presence are shown by their own permission only, not by all attributes.
#[test]
fn a_foreign_permission_governs_children_of_the_document() {
    let document = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com'
        xmlns:t='urn:example:table' xmlns:x='urn:example:x'><t:hat size='57'/><x:foo/></presence>";
    let presence = strict(document);
    let hat = |rule: &str| {
        let policy = policy(&format!("<rule id='r'>{rule}</rule>"), &ReadOptions::strict());
        let permissions = policy.evaluate(&Request::anonymous()).permissions;
        let seen = filter(&presence, &permissions, policy.semantics());
        assert_eq!(seen.extensions.raw().count(), 0, "{rule}");
        seen.extensions.get::<Hat>().map(|hat| hat.size)
    };
    assert_eq!(hat(""), None);
    assert_eq!(hat("<transformations><pr:provide-all-attributes/></transformations>"), None);
    assert_eq!(hat("<actions><t:x>true</t:x></actions>"), Some(None));
}

/// A selector that examines elements that are always shown reveals nothing else.
#[test]
fn a_selector_without_evidence_shows_no_child() {
    let document = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.com'
        xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:t='urn:example:table'>
        <dm:person id='p1'><t:hat size='57'/><dm:timestamp>2005-01-01T00:00:00Z</dm:timestamp></dm:person>
        <dm:person id='p2'><dm:timestamp>2007-01-01T00:00:00Z</dm:timestamp></dm:person></presence>";
    let presence = strict(document);
    let rule = "<rule id='r'><transformations><pr:provide-persons><t:before>2006-01-01T00:00:00Z</t:before>
        </pr:provide-persons></transformations></rule>";
    let policy = policy(rule, &ReadOptions::strict());
    let permissions = policy.evaluate(&Request::anonymous()).permissions;
    let seen = filter(&presence, &permissions, policy.semantics());
    let persons: Vec<_> = seen.persons().collect();
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0].id, "p1");
    assert!(persons[0].extensions.is_empty());
    assert_eq!(filter(&seen, &permissions, policy.semantics()), seen);
}

/// Devices of a maker, in `<provide-devices>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "maker")]
struct Maker {
    #[xml(text)]
    maker: String,
    unexpected: Unexpected,
}

impl ExtensionOf<ProvideDevices> for Maker {
    const REGISTRATION: Registration = Registration::ByHand;
}

impl Selector<Device> for Maker {
    fn value(&self) -> String {
        self.maker.clone()
    }

    fn selects(value: &str, device: &Device) -> bool {
        device.device_id.uri.as_str().contains(value)
    }
}

#[test]
fn a_foreign_selector_selects_devices() {
    let mut builder = Registry::builder();
    builder.application::<CommonPolicy>().unwrap();
    builder.add(PresRules).unwrap();
    builder.extend::<ProvideDevices>().with::<Maker>().unwrap();
    let registry = builder.build();
    let options = ReadOptions::strict();
    let rules = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:t='urn:example:table'
        xmlns:pr='urn:ietf:params:xml:ns:pres-rules'><rule id='r'><transformations><pr:provide-devices>
        <t:maker>acme</t:maker></pr:provide-devices></transformations></rule></ruleset>";
    let rules = registry.parse_with::<CommonPolicy>(rules.as_bytes(), &options).unwrap().document;
    let mut semantics = Semantics::new().with(PresRules);
    semantics.device_selector::<Maker>();
    let policy = Policy::new(semantics, [rules]);
    let mut presence = Presence::new("sip:a@example.com".parse().unwrap());
    for (id, urn) in [("d1", "urn:acme:1"), ("d2", "urn:other:1")] {
        presence.push_device(Device::new(id.parse().unwrap(), urn.parse().unwrap()));
    }
    let permissions = policy.evaluate(&Request::anonymous()).permissions;
    let seen = filter(&presence, &permissions, policy.semantics());
    let ids: Vec<_> = seen.devices().map(|device| device.id.to_string()).collect();
    assert_eq!(ids, ["d1"]);
}

/// A cached verdict belongs to its type and to one request.
#[test]
fn verdicts_are_cached_by_type() {
    let rule = |id: &str, condition: &str| {
        format!("<rule id='{id}'><conditions><t:{condition}/></conditions></rule>")
    };
    let rules: String =
        [("a", "yes"), ("b", "no"), ("c", "yes"), ("d", "no")].map(|(id, c)| rule(id, c)).concat();
    let policy = policy(&rules, &ReadOptions::strict());
    for requests in 1..=2 {
        let evaluation = policy.evaluate(&Request::anonymous());
        let ids: Vec<_> = evaluation.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids, ["a", "c"]);
        assert_eq!(ASKED.load(Ordering::Relaxed), requests);
    }
}

/// `Debug` shows everything that is known of a vocabulary.
#[test]
fn debug_output_of_governance_has_its_names() {
    let mut semantics = Semantics::new();
    semantics.persons().governs::<Hat>();
    assert_eq!(format!("{:?}", semantics.persons()), format!("[{:?}]", Hat::NAME));
}
