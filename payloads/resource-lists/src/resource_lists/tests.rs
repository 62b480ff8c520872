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

#[test]
fn every_element_is_selected_by_its_own_selector() {
    let inner = "<entry uri=\"sip:a@x\"/><entry uri=\"sip:a@x\"/><entry-ref ref=\"r\"/><external anchor=\"http://x\"/>\
        <external/><list name=\"l\"/><list/><list name=\"a&amp;b'&quot;&lt;c/d]\"/>";
    let xml = document(&format!(
        "<list><display-name>D</display-name>{inner}</list><list name=\"n\">{inner}</list>"
    ));
    let lists = tolerant(&xml).document;
    let mut seen = std::collections::HashSet::new();
    for list in &lists.lists {
        for item in &list.items {
            let location = lists.locate(item).unwrap();
            assert!(std::ptr::eq(location.parent().unwrap(), list), "{}", location.selector);
            assert!(seen.insert(location.selector.clone()), "{}", location.selector);
            let selector = selector::Selector::parse(&location.uri_selector()).unwrap();
            let selected = selector.select(&lists).unwrap();
            let is_it = match (selected, item) {
                (selector::Selected::List(one), Item::List(other)) => std::ptr::eq(one, &**other),
                (selector::Selected::Entry(one), Item::Entry(other)) => std::ptr::eq(one, other),
                (selector::Selected::Other(name, _), Item::EntryRef(_)) => name == "entry-ref",
                (selector::Selected::Other(name, _), Item::External(_)) => name == "external",
                _ => false,
            };
            assert!(is_it, "{}", location.selector);
        }
        assert!(lists.locate(list).unwrap().parent().is_none());
    }
    assert!(seen.contains("resource-lists/list[1]/entry[2]"));
    assert!(seen.contains("resource-lists/list[@name=\"n\"]/external[@anchor=\"http://x\"]"));
}

mod references {
    use std::cell::RefCell;

    use super::super::*;
    use super::{document, tolerant};

    const ROOT: &str = "http://x/r";

    /// The flat list of the first list of `own`, which is the document `own`, where `other` is another one.
    fn flatten(
        own: &str,
        other: &str,
        limits: ResolveLimits,
    ) -> (Vec<String>, Vec<FailureReason>, usize) {
        let (own, other) = (tolerant(&document(own)).document, tolerant(&document(other)).document);
        let fetched = RefCell::new(0);
        let mut resolver = Resolver::new(ROOT, |uri: &str| {
            *fetched.borrow_mut() += 1;
            match uri {
                "http://x/r/own" => Ok(own.clone()),
                "http://x/r/other" => Ok(other.clone()),
                _ => Err("404".to_owned()),
            }
        })
        .with_limits(limits);
        let flat = resolver.flatten(&own.lists[0]);
        let uris = flat.entries.iter().map(|entry| entry.uri.to_string()).collect();
        let reasons = flat.failures.into_iter().map(|failure| failure.reason).collect();
        (uris, reasons, *fetched.borrow())
    }

    const OTHER: &str = "<list name=\"crew\"><display-name>Crew</display-name><entry uri=\"sip:a@x\"/>\
        <list><entry uri=\"sip:b@x\"/></list><entry uri=\"sip:c@x\"/></list><list name=\"empty\"/>";

    fn all(own: &str) -> (Vec<String>, Vec<FailureReason>, usize) {
        flatten(&format!("<list name=\"mine\">{own}</list>"), OTHER, ResolveLimits::default())
    }

    #[test]
    fn rl_4_references_are_followed_and_each_resource_is_there_once() {
        let (uris, failures, fetched) = all(
            "<entry uri=\"sip:A@x\"/><external anchor=\"http://x/r/other/~~/resource-lists/list%5b@name=%22crew%22%5d\"/>\
             <entry uri=\"sip:c@X\"/><entry-ref ref=\"other/~~/resource-lists/list/entry%5b@uri=%22sip:c@x%22%5d\"/>\
             <entry-ref ref=\"other/~~/rl:resource-lists/rl:list%5b1%5d/*%5b2%5d?xmlns(rl=urn:ietf:params:xml:ns:resource-lists)\"/>",
        );
        assert_eq!(uris, ["sip:A@x", "sip:a@x", "sip:b@x", "sip:c@x"]);
        assert_eq!((failures, fetched), (vec![], 1));
    }

    #[test]
    fn rl_4_what_cannot_be_followed_is_said_and_loses_nothing_else() {
        for (reference, reason) in [
            ("<external/>", FailureReason::Invalid),
            ("<external anchor=\"http://x/r/other\"/>", FailureReason::Invalid),
            (
                "<external anchor=\"http://x/r/ot her/~~/resource-lists/list\"/>",
                FailureReason::Invalid,
            ),
            (
                "<external anchor=\"http://x/r/other/~~/resource-lists/list%5b0%5d\"/>",
                FailureReason::Invalid,
            ),
            (
                "<external anchor=\"http://x/r/gone/~~/resource-lists/list\"/>",
                FailureReason::NotFetched("404".to_owned()),
            ),
            (
                "<external anchor=\"http://x/r/other/~~/resource-lists/list\"/>",
                FailureReason::NotFound,
            ),
            (
                "<external anchor=\"http://x/r/other/~~/resource-lists/list%5b9%5d\"/>",
                FailureReason::NotFound,
            ),
            (
                "<external anchor=\"http://x/r/other/~~/resource-lists/list/entry%5b1%5d\"/>",
                FailureReason::WrongElement,
            ),
            (
                "<entry-ref ref=\"other/~~/resource-lists/list%5b1%5d\"/>",
                FailureReason::WrongElement,
            ),
            (
                "<external anchor=\"http://x/r/other/~~/resource-lists\"/>",
                FailureReason::WrongElement,
            ),
        ] {
            let (uris, failures, _) = all(&format!("{reference}<entry uri=\"sip:z@x\"/>"));
            assert_eq!((uris, failures), (vec!["sip:z@x".to_owned()], vec![reason]), "{reference}");
        }
    }

    #[test]
    fn rl_4_loops_and_limits() {
        let own = "<list><external anchor=\"http://x/r/own/~~/resource-lists/list\"/><entry uri=\"sip:a@x\"/></list>";
        let (uris, failures, _) = flatten(own, "", ResolveLimits::default());
        assert_eq!((uris.len(), failures), (1, vec![FailureReason::Loop]));

        let deep = ["<list>".repeat(9), "<entry uri=\"sip:a@x\"/>".to_owned(), "</list>".repeat(9)]
            .concat();
        let limits = |depth, references, entries| ResolveLimits { depth, references, entries };
        assert_eq!(flatten(&deep, "", limits(9, 9, 9)).0.len(), 1);
        assert_eq!(flatten(&deep, "", limits(8, 9, 9)).1, [FailureReason::TooDeep]);

        let reference = "<entry-ref ref=\"other/~~/resource-lists/list/entry%5b1%5d\"/>";
        let own = format!("<list>{}</list>", reference.repeat(3));
        assert_eq!(flatten(&own, OTHER, limits(9, 2, 9)).1, [FailureReason::TooManyReferences]);
        let own = "<list><entry uri=\"sip:a@x\"/><list><entry uri=\"sip:b@x\"/></list><entry uri=\"sip:c@x\"/></list>";
        let (uris, failures, _) = flatten(own, "", limits(9, 9, 1));
        assert_eq!((uris.len(), failures), (1, vec![FailureReason::TooManyEntries]));
    }

    /// However often a list is referred to, and in whatever spelling, its entries are looked at once.
    #[test]
    fn a_list_that_was_followed_is_not_followed_again() {
        let inner: String =
            (0..3_000).map(|n| format!("<external anchor=\"http://x/r/gone{n}\"/>")).collect();
        let other = format!("<list name=\"b\">{inner}<entry uri=\"sip:a@x\"/></list>");
        let spellings = ["list%5b@name=%22b%22%5d", "list", "list%5b1%5d"];
        let references: String = (0..900)
            .map(|n| {
                format!(
                    "<external anchor=\"http://x/r/other/~~/resource-lists/{}\"/>",
                    spellings[n % 3]
                )
            })
            .collect();
        let limits = ResolveLimits { depth: 9, references: 4_000, entries: 9 };
        let (uris, failures, _) = flatten(&format!("<list>{references}</list>"), &other, limits);
        assert_eq!((uris, failures.len()), (vec!["sip:a@x".to_owned()], 3_000));
        assert!(failures.iter().all(|reason| *reason == FailureReason::Invalid));
    }

    #[test]
    fn a_list_that_was_cut_is_followed_where_it_is_less_deep() {
        let other = "<list name=\"b\"><list><list><entry uri=\"sip:a@x\"/></list></list></list>";
        let to_b = "<external anchor=\"http://x/r/other/~~/resource-lists/list\"/>";
        let own = format!("<list><list>{to_b}</list>{to_b}</list>");
        let limits = ResolveLimits { depth: 4, references: 9, entries: 9 };
        let (uris, failures, _) = flatten(&own, other, limits);
        assert_eq!((uris.len(), failures), (1, vec![FailureReason::TooDeep]));
    }

    /// Through a list inside, and in another spelling.
    #[test]
    fn rl_4_loops_in_two_documents() {
        let own =
            "<list><external anchor=\"http://x/r/other/~~/resource-lists/list/list\"/></list>";
        let other = "<list><entry uri=\"sip:a@x\"/><list><entry uri=\"sip:b@x\"/>\
            <external anchor=\"http://x/r/other/~~/resource-lists/list%5b1%5d\"/></list></list>";
        let (uris, failures, _) = flatten(own, other, ResolveLimits::default());
        assert_eq!(
            (uris.join(" "), failures),
            ("sip:b@x sip:a@x".to_owned(), vec![FailureReason::Loop])
        );
        let other = other.replace("/list%5b1%5d", "/list%5b1%5d/list%5b1%5d");
        let (uris, failures, _) = flatten(own, &other, ResolveLimits::default());
        assert_eq!((uris.join(" "), failures), ("sip:b@x".to_owned(), vec![FailureReason::Loop]));
    }

    /// More equivalent spellings than a set of URIs keeps.
    #[test]
    fn nothing_is_repeated_and_nothing_lost_among_many_that_are_alike() {
        let entries: String =
            (0..300).map(|n| format!("<entry uri=\"sip:a@x;p={}\"/>", n % 150)).collect();
        let (uris, failures, _) = all(&entries);
        assert_eq!((uris.len(), failures), (150, vec![]));
    }
}
