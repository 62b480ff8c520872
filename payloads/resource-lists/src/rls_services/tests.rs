//! RFC 4826 §4: services, and the two namespaces of a list.

use super::*;

sip_payloads_testkit::reading!(RlsServices);

fn document(content: &str) -> String {
    format!(
        "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\" \
         xmlns:rl=\"urn:ietf:params:xml:ns:resource-lists\">{content}</rls-services>"
    )
}

#[test]
fn rls_1_services_are_read_with_their_resources_and_packages() {
    let services = strict(&document(
        "<service uri=\"sip:friends@example.com\"><resource-list>http://xcap.example.com/lists</resource-list>\
         <packages><package>presence</package><x xmlns=\"urn:x\"/><package>dialog</package></packages></service>\
         <service uri=\"sip:marketing@example.com\"><list name=\"marketing\"><rl:entry uri=\"sip:joe@example.com\"/>\
         </list></service>",
    ))
    .unwrap();
    let friends = services.service("sip:friends@example.com").unwrap();
    let Resources::ResourceList(uri) = &friends.resources else { panic!() };
    assert_eq!(uri, "http://xcap.example.com/lists");
    assert!(friends.is_for("dialog") && !friends.is_for("conference"));
    assert_eq!(friends.packages.as_ref().unwrap().items.len(), 3);
    let marketing = services.service("sip:marketing@example.com").unwrap();
    let Resources::List(list) = &marketing.resources else { panic!() };
    assert_eq!(list.entries().count(), 1);
    assert!(marketing.is_for("conference"), "no packages are all packages");
    assert_eq!(strict(&services.to_xml().unwrap()).unwrap(), services);
}

#[test]
fn rls_1_exactly_one_of_the_two_and_uris_that_differ() {
    for content in [
        "<service uri=\"sip:a@b\"/>",
        "<service uri=\"sip:a@b\"><list/><list/></service>",
        "<service uri=\"sip:a@b\"><list/><resource-list>http://x</resource-list></service>",
        "<service uri=\"sip:a@b\"><list/><packages><x xmlns=\"urn:x\"/></packages></service>",
        "<service><list/></service>",
    ] {
        assert!(strict(&document(content)).is_err(), "{content}");
    }
    let twice = document(
        "<service uri=\"sip:a@b\"><list/></service><service uri=\"sip:a@b\"><list/></service>",
    );
    assert_eq!(tolerant(&twice).diagnostics.len(), 1);
}

/// RLS-2: the list is in one namespace and its content in the other.
#[test]
fn rls_2_children_in_the_wrong_one_of_the_two_namespaces_are_read_and_said() {
    let of = |content: &str| {
        let xml = document(&format!("<service uri=\"sip:a@b\">{content}</service>"));
        let reading = tolerant(&xml);
        let written = reading.document.to_xml().unwrap();
        let again = tolerant(&written);
        assert_eq!(again.document, reading.document);
        assert!(again.diagnostics.is_empty(), "{written}: {:?}", again.diagnostics);
        let Resources::List(list) = &reading.document.services[0].resources else { panic!() };
        let names: Vec<_> =
            list.all_entries().filter_map(|entry| entry.name().map(str::to_owned)).collect();
        (names, reading.diagnostics.len(), strict(&xml).is_ok())
    };
    let right =
        "<list><rl:entry uri=\"sip:c@d\"><rl:display-name>C</rl:display-name></rl:entry></list>";
    let inner = "<list><entry uri=\"sip:c@d\"><display-name>C</display-name></entry></list>";
    let outer = "<rl:list><rl:entry uri=\"sip:c@d\"><rl:display-name>C</rl:display-name></rl:entry></rl:list>";
    let name = || vec!["C".to_owned()];
    assert_eq!(of(right), (name(), 0, true));
    // For the schema they are elements of another vocabulary.
    assert_eq!(of(inner), (name(), 2, true));
    // For the schema there is no list.
    assert_eq!(of(outer), (name(), 2, false));
}
