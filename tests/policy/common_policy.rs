//! RFC 4745: one test for each rule in section 10 of our list of processing rules.

use sip_payloads::policy::common_policy::{CommonPolicy, Interval};
use sip_payloads::policy::pres_rules::permission::PROVIDE_PERSONS;
use sip_payloads::policy::{Failure, Permissions, Policy, Request};
use sip_payloads::{DateTime, Name, Namespace, ReadOptions, Registry};

use crate::{matches, policy, rule_set, rule_when, watcher};

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn cp_1_a_rule_applies_when_every_condition_is_true() {
    let both = "<conditions><sphere value='work'/>\
        <identity><one id='sip:bob@example.com'/></identity></conditions>";
    let bob = watcher("sip:bob@example.com");
    assert!(matches(both, &bob.clone().in_sphere("work")));
    assert!(!matches(both, &bob.clone().in_sphere("home")));
    assert!(!matches(both, &watcher("sip:eve@example.com").in_sphere("work")));
    for none in ["", "<conditions/>", "<conditions> </conditions>"] {
        assert!(matches(none, &Request::anonymous()), "{none:?}");
        assert!(matches(none, &bob), "{none:?}");
    }
}

#[test]
fn cp_1_the_order_of_rules_is_irrelevant() {
    let rule = |id: &str, value: &str| {
        format!(
            "<rule id='{id}'><actions><pr:sub-handling>{value}</pr:sub-handling></actions></rule>"
        )
    };
    let (confirm, allow) = (rule("a", "confirm"), rule("b", "allow"));
    let forth = policy(&[confirm.as_str(), &allow].concat());
    let back = policy(&[allow.as_str(), &confirm].concat());
    let request = Request::anonymous();
    assert_eq!(forth.evaluate(&request).permissions, back.evaluate(&request).permissions);
}

#[test]
fn cp_2_unknown_conditions_are_false() {
    let bob = watcher("sip:bob@example.com");
    for conditions in [
        "<conditions><x:moon-is-full/></conditions>",
        "<conditions><identity><one id='sip:bob@example.com'/></identity><x:moon/></conditions>",
        // Also in the namespace of common policy, and in no namespace.
        "<conditions><spheres value='work'/></conditions>",
        "<conditions><sphere xmlns='' value='work'/></conditions>",
        "<conditions><identity><x:everybody/></identity></conditions>",
        // An unknown part may exclude the watcher.
        "<conditions><identity><one id='sip:bob@example.com'><x:at-night/></one></identity></conditions>",
        "<conditions><identity><many><x:except-bob/></many></identity></conditions>",
    ] {
        assert!(!matches(conditions, &bob.clone().in_sphere("work")), "{conditions}");
    }
    // An unknown alternative is skipped.
    let either = "<conditions><identity><x:everybody/><one id='sip:bob@example.com'/></identity></conditions>";
    assert!(matches(either, &bob));
}

#[test]
fn cp_2_unreadable_conditions_are_false() {
    let bob = watcher("sip:bob@example.com").in_sphere("work").at(time("2003-12-24T18:00:00Z"));
    for conditions in [
        "<conditions>sip:bob@example.com</conditions>",
        "<conditions><identity/></conditions>",
        "<conditions><identity>sip:bob@example.com</identity></conditions>",
        "<conditions><identity><one/></identity></conditions>",
        "<conditions><identity><one id='%'/></identity></conditions>",
        "<conditions><identity><one id='sip:bob@example.com' domain='example.com'/></identity></conditions>",
        "<conditions><identity><many><except/></many></identity></conditions>",
        "<conditions><identity><many><except id='%'/></many></identity></conditions>",
        "<conditions><identity><many><exception id='sip:eve@example.com'/></many></identity></conditions>",
        "<conditions><identity><many domian='example.org'/></identity></conditions>",
        "<conditions><sphere>work</sphere></conditions>",
        "<conditions><validity/></conditions>",
        "<conditions><validity><from>2003-01-01T00:00:00Z</from></validity></conditions>",
        "<conditions><validity><until>2004-01-01T00:00:00Z</until>\
            <from>2003-01-01T00:00:00Z</from></validity></conditions>",
        "<conditions><validity><from>yesterday</from><until>tomorrow</until></validity></conditions>",
        // A second one, which may be the one that was meant.
        "<conditions/><conditions><identity><one id='sip:eve@example.com'/></identity></conditions>",
        "<conditions xmlns=''><identity/></conditions>",
        "<x:conditions/>",
        // Any other unexpected content in a rule may be a condition.
        "<condition><identity><one id='sip:eve@example.com'/></identity></condition>",
        "<Conditions><identity><one id='sip:eve@example.com'/></identity></Conditions>",
        "<identity><one id='sip:eve@example.com'/></identity>",
        "<x:wrapped><conditions><identity><one id='sip:eve@example.com'/></identity></conditions></x:wrapped>",
        "only sip:eve@example.com",
    ] {
        assert!(!matches(conditions, &bob), "{conditions}");
    }
}

#[test]
fn cp_3_an_identity_condition_requires_authentication() {
    let work = Request::anonymous().in_sphere("work");
    assert!(matches("<conditions><sphere value='work'/></conditions>", &work));
    for identity in ["<many/>", "<many domain='example.com'/>", "<one id='sip:bob@example.com'/>"] {
        let conditions = format!("<conditions><identity>{identity}</identity></conditions>");
        assert!(!matches(&conditions, &work), "{identity}");
        assert!(matches(&conditions, &watcher("sip:bob@example.com")), "{identity}");
    }
    let two = "<conditions><identity><one id='sip:a@example.com'/><one id='sip:b@example.com'/>\
        </identity></conditions>";
    assert!(matches(two, &watcher("sip:a@example.com")));
    assert!(matches(two, &watcher("sip:b@example.com")));
    assert!(!matches(two, &watcher("sip:c@example.com")));
}

#[test]
fn cp_4_one_is_exactly_one_by_uri_equivalence_and_never_across_schemes() {
    for (id, identity, same) in [
        ("sip:bob@example.com", "sip:bob@EXAMPLE.com", true),
        ("sip:bob@example.com", "sip:%62ob@example.com", true),
        ("sip:bob@example.com", "sip:Bob@example.com", false),
        ("sip:bob@example.com", "sip:bob@example.com:5070", false),
        ("sip:bob@example.com", "sip:bob@example.com.evil.net", false),
        ("sip:bob@example.com", "sips:bob@example.com", false),
        ("sip:bob@example.com", "pres:bob@example.com", false),
        ("mailto:bob@example.net", "mailto:bob@EXAMPLE.net", true),
        ("tel:+1-212-555-1234", "tel:+12125551234", true),
        ("pres:bob@bücher.example", "pres:bob@xn--bcher-kva.example", true),
        ("sip:bob@ex%61mple.com", "sip:bob@example.com", true),
        ("sip:a/b@example.com", "sip:a%2Fb@example.com", false),
        ("tel:+12125551234", "sip:+12125551234@example.com;user=phone", false),
        ("sip:+12125551234@example.com;user=phone", "tel:+12125551234", false),
    ] {
        let conditions = format!("<conditions><identity><one id='{id}'/></identity></conditions>");
        assert_eq!(matches(&conditions, &watcher(identity)), same, "{id} {identity}");
    }
    // RFC 4745 §7.2: "The single-user entity MUST NOT contain a 'domain' attribute."
    let document = r#"<ruleset xmlns="urn:ietf:params:xml:ns:common-policy"><rule id="r"><conditions>
        <identity><one id="sip:a@example.com" domain="example.com"/></identity></conditions></rule></ruleset>"#;
    assert!(
        Registry::empty()
            .parse_with::<CommonPolicy>(document.as_bytes(), &ReadOptions::strict())
            .is_err()
    );
}

/// RFC 4745 §7.2.
#[test]
fn cp_4_only_absolute_uris_are_identities() {
    for identity in ["bob@example.com", "", "//bob@example.com", "sip%3Abob@example.com"] {
        assert!(!watcher(identity).is_authenticated(), "{identity}");
    }
    let nobody = "<conditions><identity><many/></identity></conditions>";
    assert!(!matches(nobody, &watcher("bob@example.com")));
}

#[test]
fn cp_5_many_is_everybody_or_a_domain_without_exceptions() {
    let many = |inside: &str, identity: &str| {
        let conditions = format!("<conditions><identity>{inside}</identity></conditions>");
        matches(&conditions, &watcher(identity))
    };
    assert!(many("<many/>", "tel:+12125551234"));
    let domain = "<many domain='example.com'><except id='sip:alice@example.com'/>\
        <except id='sip:bob@example.com'/></many>";
    // RFC 4745 §7.1.3.3
    assert!(many(domain, "sip:carol@example.com"));
    assert!(!many(domain, "sip:alice@example.com"));
    assert!(!many(domain, "sip:bob@EXAMPLE.com"));
    assert!(!many(domain, "sip:carol@example.org"));
    assert!(!many(domain, "tel:+12125551234"));
    // RFC 4745 §7.1.3.2
    let except = "<many><except domain='example.com'/><except domain='example.org'/>\
        <except id='sip:alice@bad.example.net'/><except id='sip:bob@good.example.net'/>\
        <except id='tel:+1-212-555-1234'/><except id='sip:alice@example.com'/></many>";
    for (identity, met) in [
        ("sip:dora@example.com", false),
        ("sip:dora@example.org", false),
        ("sip:alice@bad.example.net", false),
        ("sip:alice@good.example.net", true),
        ("sip:bob@good.example.net", false),
        ("tel:+12125551234", false),
        ("tel:+12125551235", true),
    ] {
        assert_eq!(many(except, identity), met, "{identity}");
    }
    // An exception applies to every spelling of its domain.
    let eve =
        "<many><except id='sip:eve@example.com'/><except id='pres:eve@bücher.example'/></many>";
    for identity in [
        "sip:eve@ex%61mple.com",
        "sip:eve@EXAMPLE.com",
        "sip:eve@example\u{3002}com",
        "pres:eve@xn--bcher-kva.example",
        "pres:eve@b%C3%BCcher.example",
    ] {
        assert!(!many(eve, identity), "{identity}");
    }
    // It also applies with parts that do not belong in an identity.
    for identity in [
        "sip:eve@example.com:5060",
        "sip:eve@example.com;transport=tcp",
        "sip:eve:pw@example.com?a=b",
    ] {
        assert!(!many(eve, identity), "{identity}");
    }
    assert!(many(eve, "sip:eve@example.org"));
    // Text that looks like a domain but is not one.
    for identity in [
        "xmpp:evil.com/foo@example.com",
        "http://evil.com?@example.com",
        "pres:evil?x@example.com",
        "mailto:?to=bob@example.com",
        "tel:1;x=@example.com",
        "urn:x:@example.com",
    ] {
        assert!(!many("<many domain='example.com'/>", identity), "{identity}");
    }
    // An exception by domain applies to a watcher whose domain cannot be determined.
    assert!(!many("<many><except domain='example.com'/></many>", "sip:a@x@example.com"));
    // A misspelt exception is not ignored.
    assert!(!many("<many><except domain='a..b'/></many>", "sip:a@example.com"));
}

#[test]
fn cp_6_domains_are_compared_after_percent_decoding_and_to_ascii() {
    for (domain, identity, same) in [
        ("example.com", "sip:bob@example.com", true),
        ("EXAMPLE.com", "sip:bob@example.COM", true),
        ("ex%61mple.com", "sip:bob@example.com", true),
        ("bücher.example", "sip:bob@xn--bcher-kva.example", true),
        ("xn--bcher-kva.example", "sip:bob@b%C3%BCcher.example", true),
        ("example.com", "sip:bob@example.com:5070;transport=tls", true),
        ("example.com", "sip:bob@www.example.com", false),
        ("example.com", "sip:bob@evilcorp.com", false),
        ("example.com", "sip:bob@example.org", false),
        ("", "sip:bob@example.com", false),
        ("xn--a", "sip:bob@xn--a", false),
    ] {
        let conditions =
            format!("<conditions><identity><many domain='{domain}'/></identity></conditions>");
        assert_eq!(matches(&conditions, &watcher(identity)), same, "{domain} {identity}");
    }
}

#[test]
fn cp_7_a_sphere_is_one_of_several_words_whatever_their_case() {
    for (value, sphere, met) in [
        ("work", Some("work"), true),
        ("work", Some("WORK"), true),
        ("home work", Some("work"), true),
        (" home\twork ", Some("home"), true),
        ("work", Some("home"), false),
        ("work", Some("working"), false),
        ("homework", Some("work"), false),
        ("", Some("work"), false),
        ("", Some(""), false),
        ("work", None, false),
    ] {
        let conditions = format!("<conditions><sphere value='{value}'/></conditions>");
        let mut request = Request::anonymous();
        if let Some(sphere) = sphere {
            request = request.in_sphere(sphere);
        }
        assert_eq!(matches(&conditions, &request), met, "{value:?} {sphere:?}");
    }
}

#[test]
fn cp_8_validity_includes_from_and_excludes_until() {
    let two = "<conditions><validity><from>2003-08-15T10:20:00.000-05:00</from>\
        <until>2003-09-15T10:20:00.000-05:00</until><from>2004-01-01T00:00:00Z</from>\
        <until>2004-01-02T00:00:00Z</until></validity></conditions>";
    for (now, met) in [
        ("2003-08-15T15:19:59.999Z", false),
        ("2003-08-15T15:20:00Z", true),
        ("2003-08-15T17:20:00+02:00", true),
        ("2003-09-15T15:19:59Z", true),
        ("2003-09-15T15:20:00Z", false),
        ("2003-12-01T00:00:00Z", false),
        ("2004-01-01T12:00:00Z", true),
        // Without a zone the time is uncertain.
        ("2003-09-01T00:00:00", false),
    ] {
        assert_eq!(matches(two, &Request::anonymous().at(time(now))), met, "{now}");
    }
    assert!(!matches(two, &Request::anonymous()), "the time is unknown");
    // Several elements have to be true at once.
    let both = "<conditions><validity><from>2003-01-01T00:00:00Z</from><until>2003-03-01T00:00:00Z</until>\
        </validity><validity><from>2003-02-01T00:00:00Z</from><until>2003-04-01T00:00:00Z</until>\
        </validity></conditions>";
    assert!(matches(both, &Request::anonymous().at(time("2003-02-15T00:00:00Z"))));
    assert!(!matches(both, &Request::anonymous().at(time("2003-01-15T00:00:00Z"))));
}

#[test]
fn cp_8_an_interval_without_a_zone_is_a_warning_and_never_true() {
    // Erratum 1455.
    let conditions = "<conditions><validity><from>2003-08-15T10:20:00</from>\
        <until>2003-09-15T10:20:00</until></validity></conditions>";
    assert!(!matches(conditions, &Request::anonymous().at(time("2003-09-01T00:00:00Z"))));
    let document = format!(
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='r'>{conditions}</rule></ruleset>"
    );
    let reading = Registry::empty()
        .parse_with::<CommonPolicy>(document.as_bytes(), &ReadOptions::strict())
        .unwrap();
    assert!(reading.diagnostics[0].to_string().contains("erratum 1455"));
    let interval =
        Interval { from: time("2003-08-15T10:20:00"), until: time("2003-09-15T10:20:00Z") };
    assert!(!interval.contains(&time("2003-09-01T00:00:00Z")));
}

#[test]
fn cp_9_permissions_are_combined_each_by_itself() {
    let rules = "<rule id='a'><transformations><pr:provide-mood>true</pr:provide-mood>\
          <pr:provide-note>false</pr:provide-note><pr:provide-user-input>thresholds</pr:provide-user-input>\
          <pr:provide-persons><pr:class>friends</pr:class></pr:provide-persons></transformations></rule>\
        <rule id='b'><actions><pr:sub-handling>confirm</pr:sub-handling></actions>\
          <transformations><pr:provide-mood>false</pr:provide-mood>\
          <pr:provide-user-input>bare</pr:provide-user-input>\
          <pr:provide-persons><pr:class>work</pr:class></pr:provide-persons></transformations></rule>";
    let permissions = policy(rules).evaluate(&Request::anonymous()).permissions;
    let lines: Vec<_> =
        permissions.iter().map(|(name, value)| format!("{}: {value}", name.local())).collect();
    assert_eq!(
        lines,
        [
            "provide-mood: true",
            "provide-note: false",
            "provide-persons: class=friends class=work",
            "provide-user-input: thresholds",
            "sub-handling: confirm",
        ]
    );
    // An absent permission is the least.
    assert!(policy("").evaluate(&Request::anonymous()).permissions == Permissions::new());
}

#[test]
fn cp_9_several_documents_combine() {
    let allow = rule_set(&rule_when(""));
    let mood = rule_set(
        "<rule id='r'><transformations><pr:provide-mood>true</pr:provide-mood>\
        </transformations></rule>",
    );
    let policy = Policy::new(sip_payloads::semantics().unwrap(), [allow, mood]);
    let request = Request::anonymous();
    let lines: Vec<_> =
        policy.evaluate(&request).permissions.iter().map(|(name, _)| name.local()).collect();
    assert_eq!(lines, ["provide-mood", "sub-handling"]);
    let documents: Vec<_> = policy.explain(&request).iter().map(|rule| rule.document).collect();
    assert_eq!(documents, [0, 1]);
}

#[test]
fn cp_11_rule_ids_are_unique() {
    let document = "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><rule id='r'/><rule id='r'/></ruleset>";
    assert!(
        Registry::empty()
            .parse_with::<CommonPolicy>(document.as_bytes(), &ReadOptions::strict())
            .is_err()
    );
    let reading = Registry::empty()
        .parse_with::<CommonPolicy>(document.as_bytes(), &ReadOptions::default())
        .unwrap();
    assert_eq!(reading.document.rules.len(), 2);
    assert!(reading.diagnostics.iter().any(sip_payloads::Diagnostic::is_error));
}

#[test]
fn cp_12_a_request_for_less_gets_the_intersection() {
    let permitted = crate::permitted(&[
        "<pr:provide-services><pr:all-services/></pr:provide-services>\
         <pr:provide-persons><pr:class>a</pr:class><pr:class>b</pr:class></pr:provide-persons>\
         <pr:provide-mood>true</pr:provide-mood><pr:provide-user-input>full</pr:provide-user-input>",
    ]);
    let asked = crate::permitted(&[
        "<pr:provide-services><pr:service-uri-scheme>sip</pr:service-uri-scheme></pr:provide-services>\
         <pr:provide-persons><pr:class>b</pr:class><pr:class>c</pr:class></pr:provide-persons>\
         <pr:provide-mood>true</pr:provide-mood><pr:provide-note>true</pr:provide-note>\
         <pr:provide-user-input>bare</pr:provide-user-input>",
    ]);
    let given = permitted.intersection(&asked);
    assert_eq!(given, asked.intersection(&permitted));
    let lines: Vec<_> =
        given.iter().map(|(name, value)| format!("{}: {value}", name.local())).collect();
    assert_eq!(
        lines,
        [
            "provide-mood: true",
            "provide-note: false",
            "provide-persons: class=b",
            "provide-services: service-uri-scheme=sip",
            "provide-user-input: bare",
        ]
    );
    assert!(permitted.includes(&given) && asked.includes(&given));
}

/// A watcher who asks for a class does not learn the classes of other components.
#[test]
fn cp_12_a_request_adds_no_permission() {
    let permitted =
        crate::permitted(&["<pr:provide-persons><pr:all-persons/></pr:provide-persons>"]);
    let asked =
        crate::permitted(&["<pr:provide-persons><pr:class>work</pr:class></pr:provide-persons>"]);
    assert_eq!(permitted.intersection(&asked).members(&PROVIDE_PERSONS).count(), 0);
    let told = crate::permitted(&[
        "<pr:provide-persons><pr:all-persons/></pr:provide-persons><pr:provide-class>1</pr:provide-class>",
    ]);
    assert_eq!(told.intersection(&asked).members(&PROVIDE_PERSONS).count(), 1);
    // A permission by class is independent of the request.
    assert_eq!(asked.intersection(&permitted).members(&PROVIDE_PERSONS).count(), 1);
}

/// The explanation has the false conditions of each rule, with reasons.
#[test]
fn a_rule_that_does_not_match_says_why() {
    let rules = "<rule id='a'><conditions><identity><one id='sip:bob@example.com'/></identity>\
          <sphere value='work'/></conditions></rule>\
        <rule id='b'><conditions><x:moon/></conditions></rule>\
        <rule id='c'><conditions><identity><many><except id='sip:eve@example.com'/></many></identity>\
          </conditions></rule>\
        <rule id='d'/>";
    let policy = policy(rules);
    let request = watcher("sip:eve@example.com");
    let explained = policy.explain(&request);
    let failures: Vec<_> =
        explained.iter().map(|rule| (rule.id().as_str(), rule.failures.clone())).collect();
    assert_eq!(
        failures,
        [
            ("a", vec![("identity", Failure::SomebodyElse), ("sphere", Failure::SphereUnknown)]),
            ("b", vec![("moon", Failure::Unknown)]),
            ("c", vec![("identity", Failure::Excepted)]),
            ("d", vec![]),
        ]
    );
    assert_eq!(failures[0].1[0].1.to_string(), "the watcher does not match");
}

const X: Name = Name::new(Namespace::new("urn:example:table", "t"), "x");

#[test]
fn permissions_of_different_types_under_one_name_do_not_meet() {
    let mut forth = Permissions::new();
    forth.grant(X, true);
    forth.raise(X, 3.into());
    let mut back = Permissions::new();
    back.raise(X, 3.into());
    back.grant(X, true);
    assert_eq!(forth, back);
    assert!(forth.is_granted(&X) && forth.level(&X).unwrap().word() == "3");
}

#[test]
fn an_identity_that_is_too_long_does_not_count() {
    // RFC 4745 has no limit. This one is ours; it leaves the watcher anonymous.
    let identity = |length: usize| {
        let uri = format!("sip:bob@example.com;p={}", "x".repeat(length - 22));
        assert_eq!(uri.len(), length);
        Request::from_watcher(uri.parse().unwrap())
    };
    assert!(identity(4096).is_authenticated());
    assert!(!identity(4097).is_authenticated());
}
