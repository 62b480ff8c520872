//! OMA and AG Projects: one test for each rule in section 11 of our list of processing rules.

use sip_payloads::AnyUri;
use sip_payloads::oma::permission::PROVIDE_SERVICE_DESCRIPTION;
use sip_payloads::policy::Request;
use sip_payloads::policy::pres_rules::SubHandlingValue::{Allow, PoliteBlock};
use sip_payloads::uri::UriExt as _;

use crate::pres_rules::ALL;
use crate::{filtered, matches, policy, watcher};

#[test]
fn oma_1_conditions() {
    let friends: AnyUri = "http://xcap.example.com/friends".parse().unwrap();
    let lists = |list: &AnyUri, entity: &AnyUri| {
        list.is_equivalent(&friends).then(|| entity.as_str() == "sip:bob@example.com")
    };
    let list = "<conditions><ocp:external-list><ocp:entry anc='http://xcap.example.com/friends'/>\
        </ocp:external-list></conditions>";
    let (bob, eve) = (watcher("sip:bob@example.com"), watcher("sip:eve@example.com"));
    assert!(matches(list, &bob.clone().with_lists(&lists)));
    assert!(!matches(list, &eve.clone().with_lists(&lists)));
    assert!(!matches(list, &bob), "the list cannot be had");
    assert!(!matches(list, &Request::anonymous().with_lists(&lists)));
    let unknown = "<conditions><ocp:external-list><ocp:entry/></ocp:external-list></conditions>";
    assert!(!matches(unknown, &bob.clone().with_lists(&lists)));

    let more = "<conditions><ocp:external-list><ocp:entry anc='http://xcap.example.com/friends'><x:unless/>\
        </ocp:entry></ocp:external-list></conditions>";
    assert!(!matches(more, &bob.clone().with_lists(&lists)));

    let anonymous = "<conditions><ocp:anonymous-request/></conditions>";
    assert!(matches(anonymous, &Request::anonymous()));
    assert!(!matches(anonymous, &bob));
}

#[test]
fn oma_1_other_identity_matches_watchers_whom_no_rule_names() {
    let rules = "<rule id='other'><conditions><ocp:other-identity/></conditions></rule>\
        <rule id='bob'><conditions><identity><one id='sip:bob@example.com'/></identity></conditions></rule>\
        <rule id='org'><conditions><identity><many domain='example.org'><except id='sip:dan@example.org'/>\
          </many></identity><sphere value='home'/></conditions></rule>\
        <rule id='list'><conditions><ocp:external-list><ocp:entry anc='http://x/friends'/>\
          </ocp:external-list></conditions></rule>\
        <rule id='anybody'><conditions/></rule>";
    let policy = policy(rules);
    let lists = |_: &AnyUri, entity: &AnyUri| Some(entity.as_str() == "sip:fred@example.net");
    for (identity, other) in [
        ("sip:bob@example.com", false),
        ("sip:carl@example.org", false),
        ("sip:dan@example.org", true),
        ("sip:fred@example.net", false),
        ("sip:eve@example.com", true),
    ] {
        let request = watcher(identity).with_lists(&lists);
        let evaluation = policy.evaluate(&request);
        let found = evaluation.rules.iter().any(|rule| rule.id.as_str() == "other");
        assert_eq!(found, other, "{identity}");
        assert_eq!(evaluation, policy.evaluate_all(&request));
    }
    let without_list = policy.evaluate(&watcher("sip:eve@example.com"));
    assert!(without_list.rules.iter().all(|rule| rule.id.as_str() != "other"), "eve may be on it");
    let anonymous = policy.evaluate(&Request::anonymous());
    assert!(anonymous.rules.iter().all(|rule| rule.id.as_str() != "other"));
}

/// An unreadable rule may name the watcher.
#[test]
fn oma_1_other_identity_is_false_if_a_rule_is_unreadable() {
    let other = "<rule id='other'><conditions><ocp:other-identity/></conditions></rule>";
    let eve = watcher("sip:eve@example.com");
    assert_eq!(policy(other).evaluate(&eve).rules.len(), 1);
    for unreadable in [
        "<rule id='b'><conditions><identity><one uri='sip:eve@example.com'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><one/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><many domain='a b'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><many domain='*.example.org'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><many domain='example.org' x='1'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><one id='sip:bob@example.org' x='1'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity x='1'><one id='sip:bob@example.org'/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity><x:friends/></identity></conditions></rule>",
        "<rule id='b'><conditions><identity/></conditions></rule>",
        // Before or after it.
        "<rule id='b'><conditions><identity><x:friends/><many><except id='sip:eve@example.com'/></many>\
            </identity></conditions></rule>",
        "<rule id='b'><conditions><identity><many><except id='sip:eve@example.com'/></many><x:friends/>\
            </identity></conditions></rule>",
        "<rule id='b'><condition/></rule>",
        "<rule id='b'><conditions><x:friends/></conditions></rule>",
        "<rule id='b'><conditions><ocp:external-list><ocp:entry/></ocp:external-list></conditions></rule>",
        "<rule id='b'><conditions>sip:eve@example.com<identity><one id='sip:bob@example.com'/></identity>\
            </conditions></rule>",
        "<rules><rule id='b'><conditions><identity><one id='sip:eve@example.com'/></identity>\
            </conditions></rule></rules>",
    ] {
        let policy = policy(&[other, unreadable].concat());
        assert_eq!(policy.evaluate(&eve).rules.len(), 0, "{unreadable}");
        assert_eq!(policy.evaluate(&eve), policy.evaluate_all(&eve), "{unreadable}");
    }
}

/// An element, a document with it, its permission, and the value that shows it.
fn attributes() -> [(&'static str, String, &'static str, &'static str); 8] {
    let service = |inside: &str| format!("<tuple id='t'><status/>{inside}</tuple>");
    let in_status = |inside: &str| format!("<tuple id='t'><status>{inside}</status></tuple>");
    let person = |inside: &str| format!("<dm:person id='p'>{inside}</dm:person>");
    let device = |inside: &str| {
        format!("<dm:device id='d'>{inside}<dm:deviceID>urn:x:1</dm:deviceID></dm:device>")
    };
    [
        (
            "op:willingness",
            service("<op:willingness><op:basic>open</op:basic></op:willingness>"),
            "provide-willingness",
            "true",
        ),
        (
            "op:overriding-willingness",
            person(
                "<op:overriding-willingness><op:basic>open</op:basic></op:overriding-willingness>",
            ),
            "provide-willingness",
            "true",
        ),
        (
            "op:network-availability",
            device(
                "<op:network-availability><op:network id='IMS'><op:active/></op:network>\
                </op:network-availability>",
            ),
            "provide-network-availability",
            "true",
        ),
        (
            "op:session-participation",
            service(
                "<op:session-participation><op:basic>open</op:basic></op:session-participation>",
            ),
            "provide-session-participation",
            "true",
        ),
        (
            "op:registration-state",
            service("<op:registration-state>active</op:registration-state>"),
            "provide-registration-state",
            "true",
        ),
        (
            "op:barring-state",
            service("<op:barring-state>active</op:barring-state>"),
            "provide-barring-state",
            "true",
        ),
        ("gp:geopriv", in_status("<gp:geopriv><x:here/></gp:geopriv>"), "provide-geopriv", "full"),
        ("gp:geopriv", person("<gp:geopriv><x:here/></gp:geopriv>"), "provide-geopriv", "full"),
    ]
}

#[test]
fn oma_2_every_attribute_needs_its_own_permission() {
    let cases = attributes();
    for (element, document, own, value) in &cases {
        for (_, _, permission, given) in &cases {
            let given = format!("<opr:{permission}>{given}</opr:{permission}>");
            let left = filtered(document, &[ALL, &given]);
            assert_eq!(left.contains(element), own == permission, "{element} {given}: {left}");
        }
        let denied = if *value == "full" { "false" } else { "0" };
        let denied = format!("<opr:{own}>{denied}</opr:{own}>");
        assert!(!filtered(document, &[ALL, &denied]).contains(element), "{element} {denied}");
        assert!(
            filtered(document, &[ALL, "<pr:provide-all-attributes/>"]).contains(element),
            "{element}"
        );
        // It has a permission, so it is not an unknown attribute.
        let (prefix, local) = element.split_once(':').unwrap();
        let ns = if prefix == "op" {
            "urn:oma:xml:prs:pidf:oma-pres"
        } else {
            "urn:ietf:params:xml:ns:pidf:geopriv10"
        };
        let unknown = format!(
            "<pr:provide-unknown-attribute ns='{ns}' name='{local}'>true</pr:provide-unknown-attribute>"
        );
        assert!(!filtered(document, &[ALL, &unknown]).contains(element), "{element} {unknown}");
    }
}

#[test]
fn oma_2_attributes_in_other_places_are_not_unknown() {
    let unknown = "<pr:provide-unknown-attribute ns='urn:oma:xml:prs:pidf:oma-pres' name='willingness'>true\
        </pr:provide-unknown-attribute>";
    let document =
        "<dm:person id='p'><op:willingness><op:basic>open</op:basic></op:willingness></dm:person>";
    assert_eq!(filtered(document, &[ALL, unknown]), "<dm:person id=\"p\"/>");
}

#[test]
fn oma_2_services_are_selected_by_service_id() {
    let document = "<tuple id='t1'><status/><op:service-description><op:service-id>poc</op:service-id>\
        <op:version>1.0</op:version></op:service-description></tuple><tuple id='t2'><status/></tuple>";
    let by = |id: &str| {
        format!("<pr:provide-services><opr:service-id>{id}</opr:service-id></pr:provide-services>")
    };
    let left = filtered(document, &[&by("poc")]);
    assert!(
        left.contains("t1") && left.contains("service-description") && !left.contains("t2"),
        "{left}"
    );
    assert_eq!(filtered(document, &[&by("Poc")]), "");
}

/// Rules in OMA's vocabulary show the service description; rules of RFC 5025 alone have to name it.
#[test]
fn oma_3_a_service_description_comes_with_rules_of_oma() {
    let document = "<tuple id='t'><status/><op:service-description><op:service-id>poc</op:service-id>\
        <op:version>1.0</op:version></op:service-description></tuple>";
    let shows = |given: &[&str]| filtered(document, given).contains("service-description");
    assert!(!shows(&[ALL]));
    assert!(shows(&[ALL, "<opr:provide-willingness>false</opr:provide-willingness>"]));
    let other = "<pr:provide-services><opr:service-id>other</opr:service-id></pr:provide-services>";
    assert!(shows(&[ALL, other]));
    let named = "<pr:provide-unknown-attribute ns='urn:oma:xml:prs:pidf:oma-pres' \
        name='service-description'>true</pr:provide-unknown-attribute>";
    assert!(shows(&[ALL, named]));

    // A watcher who asks for less keeps it.
    let permissions = crate::permitted(&[ALL, other]);
    let asked = crate::permitted(&[ALL]);
    let both = permissions.intersection(&asked);
    assert!(both.is_granted(&PROVIDE_SERVICE_DESCRIPTION));
    assert!(permissions.includes(&both) && !asked.includes(&permissions));
    assert!(both.iter().all(|(name, _)| *name != PROVIDE_SERVICE_DESCRIPTION));
}

#[test]
fn ag_1_dialog_rules_have_a_sub_handling_of_their_own() {
    let rules = "<rule id='r'><actions><dr:sub-handling>confirm</dr:sub-handling>\
        <pr:sub-handling>allow</pr:sub-handling></actions></rule>\
        <rule id='s'><actions><dr:sub-handling>polite-block</dr:sub-handling></actions></rule>";
    let permissions = policy(rules).evaluate(&Request::anonymous()).permissions;
    assert_eq!(permissions.dialog_sub_handling(), PoliteBlock);
    assert_eq!(permissions.sub_handling(), Allow);
}

#[test]
fn ag_false_condition_is_false() {
    assert!(!matches("<conditions><agp:false-condition/></conditions>", &Request::anonymous()));
}

/// The result is computed once for all rules with `other-identity`.
#[test]
fn oma_1_other_identity_takes_linear_time() {
    let many: String = (0..20_000)
        .map(|number| {
            format!("<rule id='r{number}'><conditions><ocp:other-identity/></conditions></rule>")
        })
        .collect();
    let policy = policy(&many);
    // Walking all rules for each rule would take seconds.
    assert_eq!(policy.evaluate(&watcher("sip:eve@example.com")).rules.len(), 20_000);
}
