//! The document of RFC 4826 §3.3 in our words, and what its text demands.

use super::*;

sip_payloads_testkit::reading!(ResourceLists);

fn document(content: &str) -> String {
    format!(
        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">{content}</resource-lists>"
    )
}

const LISTS: &str = "<list name=\"friends\" xmlns:x=\"urn:x\" x:colour=\"blue\"><display-name xml:lang=\"en\">\
    Friends</display-name><external anchor=\"http://xcap.example.org/lists\"><display-name>Marketing\
    </display-name></external><list name=\"close\"><entry uri=\"sip:joe@example.com\"/></list>\
    <entry-ref ref=\"resource-lists/users/a/index/~~/resource-lists/list/entry\"/>\
    <entry uri=\"sip:bill@example.com\" x:rank=\"1\"><display-name>Bill</display-name><x:y/></entry>\
    <x:note/></list>";

#[test]
fn rl_2_a_list_is_read_item_by_item() {
    let lists = strict(&document(LISTS)).unwrap();
    let friends = lists.list("friends").unwrap();
    assert_eq!(friends.title(), Some("Friends"));
    assert_eq!(friends.display_name.as_ref().unwrap().lang.as_ref().unwrap().as_str(), "en");
    let [Item::External(external), Item::List(close), Item::EntryRef(reference), Item::Entry(bill)] =
        friends.items.as_slice()
    else {
        panic!("{:?}", friends.items)
    };
    assert_eq!(external.anchor.as_ref().unwrap(), "http://xcap.example.org/lists");
    assert_eq!(close.entry("sip:joe@example.com").unwrap().name(), None);
    assert_eq!(reference.ref_, "resource-lists/users/a/index/~~/resource-lists/list/entry");
    assert_eq!((bill.uri.as_str(), bill.name()), ("sip:bill@example.com", Some("Bill")));
    assert_eq!(bill.extensions.raw().count(), 1);
    assert_eq!(friends.extensions.raw().count(), 1);
    let all: Vec<_> = friends.all_entries().map(|entry| entry.uri.as_str()).collect();
    assert_eq!(all, ["sip:joe@example.com", "sip:bill@example.com"]);
    assert_eq!(strict(&lists.to_xml().unwrap()).unwrap(), lists);
}

#[test]
fn rl_2_extensions_are_last() {
    let xml = document("<list><x xmlns=\"urn:x\"/><entry uri=\"sip:a@b\"/></list>");
    assert!(strict(&xml).is_err());
    assert_eq!(tolerant(&xml).document.lists[0].entries().count(), 1);
}

#[test]
fn rl_1_names_differ_among_siblings() {
    let same = [
        "<list name=\"a\"/><list name=\"a\"/>",
        "<list><list name=\"a\"/><list name=\"a\"/></list>",
        "<list><entry uri=\"sip:a@b\"/><entry uri=\"sip:a@b\"/></list>",
        "<list><entry-ref ref=\"a\"/><entry-ref ref=\"a\"/></list>",
        "<list><external anchor=\"http://a\"/><external anchor=\"http://a\"/></list>",
    ];
    for content in same {
        let reading = tolerant(&document(content));
        assert_eq!(reading.diagnostics.len(), 1, "{content}: {:?}", reading.diagnostics);
        assert!(reading.diagnostics[0].message().contains("(RFC 4826 §3.4.5)"));
        assert!(strict(&document(content)).is_ok(), "the schema allows it");
    }
    // Case counts, lists without a name are no duplicates, and nested lists are a scope of their own.
    let other = "<list name=\"a\"><list name=\"a\"/><entry uri=\"sip:a@b\"/><entry uri=\"sip:A@b\"/></list>\
        <list/><list/>";
    assert!(tolerant(&document(other)).diagnostics.is_empty());
}

#[test]
fn rl_3_references_are_what_the_text_demands() {
    let remarks =
        |content: &str| tolerant(&document(&format!("<list>{content}</list>"))).diagnostics.len();
    assert_eq!(remarks("<entry-ref ref=\"resource-lists/users/a\"/>"), 0);
    assert_eq!(remarks("<entry-ref ref=\"/resource-lists/users/a\"/>"), 1);
    assert_eq!(remarks("<entry-ref ref=\"http://x/resource-lists\"/>"), 1);
    assert_eq!(remarks("<external anchor=\"https://x/l\"/>"), 0);
    assert_eq!(remarks("<external/>"), 1);
    assert_eq!(remarks("<external anchor=\"l\"/>"), 1);
}

/// As `CounterPath` writes it.
#[test]
fn an_entry_without_uri_survives() {
    let xml = document("<list><entry><display-name>Bill</display-name></entry></list>");
    assert_eq!(strict(&xml).unwrap_err().kind(), xml_app_core::ErrorKind::MissingAttribute);
    let kept = tolerant(&xml).document;
    assert!(kept.to_xml().unwrap().contains("<display-name>Bill</display-name>"));
    assert_eq!(tolerant(&kept.to_xml().unwrap()).document, kept);
}
