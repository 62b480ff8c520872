use proptest::prelude::*;

use super::*;

fn parse(text: &str) -> Result<XcapUri, UriError> {
    text.parse()
}

#[test]
fn addresses_of_the_rfc_are_read() {
    for (text, root, document, selector) in [
        (
            "http://xcap.example.com/test/users/sip:joe@example.com/index/~~/foo/ns2:bar?xmlns(ns2=urn:test:n2)",
            "http://xcap.example.com",
            "test/users/sip:joe@example.com/index",
            Some("foo/ns2:bar"),
        ),
        (
            "http://xcap.example.com/services/resource-lists/global/a/b",
            "http://xcap.example.com/services",
            "resource-lists/global/a/b",
            None,
        ),
        (
            "resource-lists/users/sip:joe@example.com/index/~~/resource-lists/list%5b1%5d",
            "",
            "resource-lists/users/sip:joe@example.com/index",
            Some("resource-lists/list[1]"),
        ),
        ("/a/global/b", "", "a/global/b", None),
        // Deployed rules do not encode.
        (
            "http://x/a/users/u/d/~~/l/e[@uri=\"sip:a@b\"]",
            "http://x",
            "a/users/u/d",
            Some("l/e[@uri=\"sip:a@b\"]"),
        ),
        // Only the first separator counts.
        ("a/users/u/d/~~/x/~~/y", "", "a/users/u/d", Some("x/~~/y")),
        ("a/users/u/~~b/c", "", "a/users/u/~~b/c", None),
    ] {
        let uri = parse(text).unwrap();
        assert_eq!(uri.root, root, "{text}");
        assert_eq!(uri.document.to_string(), document, "{text}");
        assert_eq!(uri.node.as_ref().map(|node| node.selector.as_str()), selector, "{text}");
    }
}

#[test]
fn other_schemes_in_a_query_mean_nothing_and_are_kept() {
    let uri = parse("a/global/d/~~/x?element(/1/2)xmlns(a=urn:a)%20xmlns(b=urn:b)").unwrap();
    let bindings = uri.node.unwrap().bindings;
    assert_eq!(bindings.namespace_of("a"), Some("urn:a"));
    assert_eq!(bindings.to_string(), "?element(/1/2)xmlns(a=urn:a)xmlns(b=urn:b)");
    for text in [
        "a/global/d/~~/x?xmlns(p=u)x(y)",
        "a/global/d/~~/x?x(y)",
        "a/global/d/~~/x?x((y)%5E)%C3%A9)xmlns(p=u)",
    ] {
        assert_eq!(parse(text).unwrap().to_string(), text);
    }
    assert!(parse("a/global/d/~~/x?x(y)").unwrap().node.unwrap().bindings.is_empty());
}

#[test]
fn a_known_root_can_have_any_path() {
    let root = "http://xcap.example.com/for/users/";
    let uri = XcapUri::parse_below(root, "http://xcap.example.com/for/users/a/users/u/d").unwrap();
    assert_eq!(
        (uri.root.as_str(), uri.document.auid.as_str()),
        ("http://xcap.example.com/for/users", "a")
    );
    assert_eq!(XcapUri::parse_below(root, "http://other/a/users/u/d"), Err(UriError::OtherRoot));
}

#[test]
fn what_is_no_address_is_said() {
    for (text, error) in [
        ("http://xcap.example.com", UriError::NoTree),
        ("http://xcap.example.com/a/b/c", UriError::NoTree),
        ("users/a/b", UriError::NoTree),
        ("a/users", UriError::NoUser),
        ("a/users//b", UriError::NoUser),
        ("a/users/u", UriError::NoDocument),
        ("a/global/", UriError::NoDocument),
        ("a/global/d?xmlns(a=b)", UriError::QueryWithoutNode),
        ("a/global/d/~~/x?a=b", UriError::Query),
        ("a/global/d/~~/x?xmlns(a=b", UriError::Query),
        ("a/global/d/~~/x?xmlns(1=b)", UriError::Query),
        ("a/global/d#x", UriError::Fragment),
        ("a/global/%ff", UriError::Encoding),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
}

#[test]
fn values_keep_their_slashes() {
    let mut uri = parse("a/global/d").unwrap();
    uri.node = Some(NodePath::new("l/external[@anchor=\"http://x/y\"]/@anchor"));
    assert_eq!(
        uri.to_string(),
        "a/global/d/~~/l/external%5B@anchor=%22http:%2F%2Fx%2Fy%22%5D/@anchor"
    );
    let node = uri.node.unwrap();
    assert_eq!(node.first_steps(1).selector, "l");
    assert_eq!(node.first_steps(2).selector, "l/external[@anchor=\"http://x/y\"]");
    assert_eq!(node.first_steps(3).selector, node.selector);
    assert_eq!(node.parse(Some("urn:d")).unwrap().steps.len(), 2);
}

#[test]
fn a_long_address_takes_linear_time() {
    // sipsimple's expression takes four times as long for each two characters more.
    let long = format!("resource-lists/users/u/{}~~x", "a/~~".repeat(50_000));
    assert!(parse(&long).unwrap().node.is_none());
    let selector = format!("a/global/d/~~/{}", "a[@b='~~/']/".repeat(20_000));
    assert!(parse(&selector).unwrap().node.is_some());
}

fn segment() -> impl Strategy<Value = String> {
    prop_oneof![Just("~~".to_owned()), "[a-z:@/%?#é \"'~]{1,6}"]
}

proptest! {
    /// `parse(build(uri))` is the address.
    #[test]
    fn a_written_address_is_read_again(
        root in prop_oneof![Just(""), Just("http://h"), Just("http://h/r")],
        auid in "[a-z%/]{1,4}",
        user in prop::option::of(segment()),
        path in prop::collection::vec(segment(), 1..3),
        selector in prop::option::of("[a-z/\\[\\]@='\"%?#é()~]{0,12}"),
        bindings in prop::collection::vec(("[a-z]{1,3}", "[a-z:()^%é/?#]{0,6}"), 0..3),
    ) {
        // A usage that looks like a tree cannot be told from one without a known root.
        prop_assume!(!matches!(&*auid, "users" | "global"));
        let node = selector.map(|selector| {
            let mut node = NodePath::new(selector);
            for (prefix, namespace) in &bindings {
                node.bindings.bind(prefix, namespace);
            }
            node
        });
        let tree = user.map_or(UserTree::Global, UserTree::User);
        let uri = XcapUri { root: root.to_owned(), document: DocumentSelector { auid, tree, path }, node };
        prop_assert_eq!(parse(&uri.to_string()), Ok(uri.clone()), "{}", uri);
    }
}
