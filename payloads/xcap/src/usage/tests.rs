use super::*;
use crate::uri::UserTree;

fn check(usage: &Usage, document: &str) -> Result<(), Conflict> {
    let mut builder = Registry::builder();
    builder.application::<CommonPolicy>().unwrap();
    builder.add(sip_policy::pres_rules::PresRules).unwrap();
    let registry = builder.build();
    let place = DocumentSelector::of_user(usage.auid(), "sip:joe@example.com", "index");
    usage.check(Request { registry: &registry, document: &place }, document)
}

fn lists(content: &str) -> String {
    format!(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">{content}</resource-lists>"
    )
}

#[test]
fn what_is_not_unique_in_lists_is_told_by_its_place() {
    let usage = Usage::resource_lists();
    let places = |content: &str| match check(&usage, &lists(content)) {
        Err(Conflict::Uniqueness(places)) => places,
        other => unreachable!("{other:?}"),
    };
    assert_eq!(places("<list name='a'/><list/><list name='a'/>"), ["resource-lists/list[3]/@name"]);
    assert_eq!(
        places(
            "<list><list><entry uri='sip:a@b'/><entry uri='sip:c@d'/><entry uri='sip:a@b'/></list></list>"
        ),
        ["resource-lists/list[1]/list[1]/entry[3]/@uri"]
    );
    let external = "<external anchor='http://x/y'/>";
    assert_eq!(
        places(&format!("<list>{external}{external}</list>")),
        ["resource-lists/list[1]/external[2]/@anchor"]
    );
    // The same name in another list is another thing.
    assert_eq!(check(&usage, &lists("<list name='a'><list name='a'/></list>")), Ok(()));
}

#[test]
fn references_stay_with_the_user() {
    let usage = Usage::resource_lists();
    let reference =
        |path: &str| check(&usage, &lists(&format!("<list><entry-ref ref='{path}'/></list>")));
    assert_eq!(
        reference("resource-lists/users/sip:joe@example.com/index/~~/resource-lists/list/entry"),
        Ok(())
    );
    for (path, message) in [
        (
            "resource-lists/users/sip:eve@example.com/index/~~/x",
            "refers to a document of somebody else",
        ),
        (
            "/resource-lists/users/sip:joe@example.com/index/~~/x",
            "is not a path that begins below the XCAP root",
        ),
        (
            "http://x/resource-lists/users/sip:joe@example.com/index/~~/x",
            "is not a path that begins below the XCAP root",
        ),
        ("resource-lists/users/sip:joe@example.com/index", "does not refer to an entry"),
        (
            "nonsense",
            "is not an XCAP path: expected an application usage, and `global` or `users` after it",
        ),
    ] {
        let place = "resource-lists/list[1]/entry-ref[1]/@ref";
        let message = format!("{place} {message} (RFC 4826 §3.4.5)");
        assert_eq!(reference(path), Err(Conflict::Constraint(message)));
    }
    assert!(matches!(
        check(&usage, &lists("<list><external anchor='ftp://x'/></list>")),
        Err(Conflict::Constraint(_))
    ));
}

#[test]
fn services_have_different_uris() {
    let service = "<service uri='sip:s@example.com'><list/></service>";
    let document = format!(
        "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'>{service}{service}</rls-services>"
    );
    let found = check(&Usage::rls_services(), &document);
    assert_eq!(found, Err(Conflict::Uniqueness(vec!["rls-services/service[2]/@uri".to_owned()])));
}

#[test]
fn the_list_of_a_service_is_a_resource_list_of_the_same_user() {
    let list = |uri: &str| {
        let service = format!(
            "<service uri='sip:s@example.com'><resource-list>{uri}</resource-list></service>"
        );
        let document = format!(
            "<rls-services xmlns='urn:ietf:params:xml:ns:rls-services'>{service}</rls-services>"
        );
        check(&Usage::rls_services(), &document)
    };
    assert_eq!(
        list("http://x/resource-lists/users/sip:joe@example.com/index/~~/resource-lists/list"),
        Ok(())
    );
    for wrong in [
        "http://x/resource-lists/users/sip:eve@example.com/index/~~/resource-lists/list",
        "http://x/pres-rules/users/sip:joe@example.com/index",
        "resource-lists/users/sip:joe@example.com/index",
        "http://x/",
    ] {
        assert!(matches!(list(wrong), Err(Conflict::Constraint(_))), "{wrong}");
    }
}

#[test]
fn oma_allows_simple_rules_only() {
    let rule = |conditions: &str, handling: &str, transformations: &str| {
        format!(
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy' xmlns:pr='urn:ietf:params:xml:ns:pres-rules'>\
             <rule id='a'><conditions>{conditions}</conditions>\
             <actions><pr:sub-handling>{handling}</pr:sub-handling></actions>{transformations}</rule></ruleset>"
        )
    };
    let oma = |document: String| check(&Usage::oma_pres_rules(), &document);
    let sphere = "<sphere value='work'/>";
    let all = "<transformations><pr:provide-services><pr:all-services/></pr:provide-services></transformations>";
    assert_eq!(oma(rule(sphere, "allow", all)), Ok(()));
    assert_eq!(oma(rule("", "block", "")), Ok(()));
    let complex = rule(&sphere.repeat(2), "allow", "");
    assert!(matches!(oma(complex.clone()), Err(Conflict::Constraint(_))));
    assert!(matches!(oma(rule(sphere, "block", all)), Err(Conflict::Constraint(_))));
    // The usage of the IETF has no such rules.
    assert_eq!(check(&Usage::pres_rules(), &complex), Ok(()));
}

#[test]
fn content_can_be_decoded() {
    let content = |data: &str| {
        format!(
            "<content xmlns='urn:oma:xml:prs:pres-content'><encoding>base64</encoding><data>{data}</data></content>"
        )
    };
    assert_eq!(check(&Usage::oma_pres_content(), &content("aGk=")), Ok(()));
    assert!(matches!(
        check(&Usage::oma_pres_content(), &content("a!")),
        Err(Conflict::Constraint(_))
    ));
}

#[test]
fn a_whole_document_is_checked_before_it_is_stored() {
    let usage = Usage::resource_lists();
    let registry = Registry::empty();
    let place = DocumentSelector {
        tree: UserTree::Global,
        ..DocumentSelector::global("resource-lists", "index")
    };
    let request = Request { registry: &registry, document: &place };
    let put =
        |content_type: Option<&str>, body: &[u8]| usage.put_document(request, content_type, body);
    assert!(put(Some("application/resource-lists+xml"), lists("").as_bytes()).is_ok());
    assert_eq!(put(Some("text/xml"), b"").unwrap_err().status(), 415);
    assert!(matches!(put(None, b"<a>"), Err(Refusal::Conflict(Conflict::NotWellFormed(_)))));
    assert!(matches!(put(None, b"<a/>"), Err(Refusal::Conflict(Conflict::SchemaValidation(_)))));
    assert!(matches!(put(None, b"\xff"), Err(Refusal::Conflict(Conflict::NotUtf8))));
    let latin = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{}", lists(""));
    assert!(matches!(put(None, latin.as_bytes()), Err(Refusal::Conflict(Conflict::NotUtf8))));
}

#[test]
fn an_address_that_cannot_be_understood_is_told() {
    let usage = Usage::resource_lists();
    let document = lists("<list/>");
    let get = |node: &str| usage.get(document.as_bytes(), &NodePath::new(node));
    assert_eq!(get("resource-lists/list").unwrap().body, "<list/>");
    assert_eq!(get("x:resource-lists").unwrap_err().status(), 400);
    assert_eq!(get("resource-lists//list").unwrap_err().status(), 404);
}

#[test]
fn usages_are_known_by_their_ids() {
    assert_eq!(Usage::all().len(), 9);
    for usage in Usage::all() {
        assert_eq!(Usage::of(usage.auid()).unwrap().content_type(), usage.content_type());
    }
    assert!(Usage::of("unknown").is_none());
}
