use super::*;
use crate::uri::{NodePath, XcapUri};
use crate::xcap_error::Condition as C;

fn selector(text: &str) -> Selector {
    NodePath::new(text).parse(None).unwrap()
}

fn put_at(document: &str, node: &str, body: &str) -> Result<Edited, Refusal> {
    put(document.as_bytes(), &selector(node), None, body.as_bytes())
}

/// The document of RFC 4825 §8.2.3.
const ROOT: &str = "<?xml version=\"1.0\"?>\n<root>\n <el1 att=\"first\"/>\n <el1 att=\"second\"/>\n \
                    <!-- comment -->\n <el2 att=\"first\"/>\n</root>";

#[test]
fn a_new_element_is_put_where_the_rfc_says() {
    let expected = |from: &str, to: &str| ROOT.replacen(from, to, 1);
    let second = "<el1 att=\"second\"/>";
    let el2 = "<el2 att=\"first\"/>";
    for (node, body, result) in [
        (
            "root/el1[@att=\"third\"]",
            "<el1 att=\"third\"/>",
            expected(second, "<el1 att=\"second\"/><el1 att=\"third\"/>"),
        ),
        (
            "root/el1[3][@att=\"third\"]",
            "<el1 att=\"third\"/>",
            expected(second, "<el1 att=\"second\"/><el1 att=\"third\"/>"),
        ),
        (
            "root/*[3][@att=\"third\"]",
            "<el1 att=\"third\"/>",
            expected(second, "<el1 att=\"second\"/><el1 att=\"third\"/>"),
        ),
        ("root/el3", "<el3 att=\"first\"/>", expected("</root>", "<el3 att=\"first\"/></root>")),
        (
            "root/el2[@att=\"2\"]",
            "<el2 att=\"2\"/>",
            expected(el2, "<el2 att=\"first\"/><el2 att=\"2\"/>"),
        ),
        (
            "root/el2[2][@att=\"2\"]",
            "<el2 att=\"2\"/>",
            expected(el2, "<el2 att=\"first\"/><el2 att=\"2\"/>"),
        ),
        (
            "root/*[2][@att=\"2\"]",
            "<el2 att=\"2\"/>",
            expected("<el1 att=\"first\"/>", "<el1 att=\"first\"/><el2 att=\"2\"/>"),
        ),
        (
            "root/el2[1][@att=\"2\"]",
            "<el2 att=\"2\"/>",
            expected(el2, "<el2 att=\"2\"/><el2 att=\"first\"/>"),
        ),
        // A wildcard with an attribute that no other has: the last of all.
        ("root/*[@att=\"4\"]", "<el1 att=\"4\"/>", expected("</root>", "<el1 att=\"4\"/></root>")),
        // Before all others.
        (
            "root/*[1][@att=\"0\"]",
            "<el2 att=\"0\"/>",
            expected("<el1 att=\"first\"/>", "<el2 att=\"0\"/><el1 att=\"first\"/>"),
        ),
    ] {
        let edited = put_at(ROOT, node, body).unwrap();
        assert_eq!(edited, Edited { document: result, is_created: true }, "{node}");
    }
}

#[test]
fn a_new_attribute_needs_a_prefix_for_its_namespace() {
    let mut path = NodePath::new("a/@p:b");
    path.bindings.bind("p", "urn:p");
    let at = path.parse(None).unwrap();
    let put_into = |document: &str| put(document.as_bytes(), &at, None, b"\"1\"");
    assert_eq!(
        put_into("<a xmlns:q='urn:p'/>").unwrap().document,
        "<a xmlns:q='urn:p' q:b=\"1\"/>"
    );
    let refusal = put_into("<a/>").unwrap_err();
    assert!(matches!(refusal, Refusal::Conflict(Conflict::CannotInsert(_))), "{refusal}");
}

#[test]
fn an_element_is_replaced() {
    let edited = put_at(ROOT, "root/el2", "<el2>new</el2>").unwrap();
    assert_eq!(edited.document, ROOT.replace("<el2 att=\"first\"/>", "<el2>new</el2>"));
    assert!(!edited.is_created);
    let root = put_at("<!-- c --><a/>", "a", "<a b='1'/>\n").unwrap();
    assert_eq!(root.document, "<!-- c --><a b='1'/>");
}

#[test]
fn attributes_are_put_read_and_deleted() {
    let edited = put_at(ROOT, "root/el2/@att", "\"a &lt; b\"").unwrap();
    assert_eq!(edited.document, ROOT.replace("<el2 att=\"first\"/>", "<el2 att=\"a &lt; b\"/>"));
    let created = put_at(ROOT, "root/el2/@new", "'x\"y'").unwrap();
    assert!(created.is_created);
    assert_eq!(
        created.document,
        ROOT.replace("<el2 att=\"first\"/>", "<el2 att=\"first\" new=\"x&quot;y\"/>")
    );
    let read = get(created.document.as_bytes(), &selector("root/el2/@new")).unwrap();
    assert_eq!((read.body.as_str(), read.content_type), ("\"x&quot;y\"", ATTRIBUTE));
    let deleted = delete(created.document.as_bytes(), &selector("root/el2/@new")).unwrap();
    assert_eq!(deleted.document, ROOT);
}

#[test]
fn namespace_bindings_are_read() {
    let document = b"<a xmlns='urn:a'><b:c xmlns:b='urn:b'><b:d/></b:c></a>";
    let mut path = NodePath::new("a/x:c/x:d/namespace::*");
    path.bindings.bind("x", "urn:b");
    let node = path.parse(Some("urn:a")).unwrap();
    let read = get(document, &node).unwrap();
    assert_eq!(read.body, "<b:d xmlns=\"urn:a\" xmlns:b=\"urn:b\"/>");
    assert_eq!(read.content_type, NAMESPACES);
    assert_eq!(put(document, &node, None, b"x").unwrap_err().status(), 405);
    assert_eq!(delete(document, &node).unwrap_err().status(), 405);
}

#[test]
fn each_conflict_is_told() {
    let conflict = |result: Result<Edited, Refusal>| match result.unwrap_err() {
        Refusal::Conflict(conflict) => conflict.document(None).condition,
        other => unreachable!("{other}"),
    };
    let put = |node, body| conflict(put_at(ROOT, node, body));
    assert!(matches!(put("root/el3", "<el3>"), C::NotXmlFrag(_)));
    assert!(matches!(put("root/el3", "<el3/><el3/>"), C::NotXmlFrag(_)));
    assert!(matches!(put("root/el3", "</root><root>"), C::NotXmlFrag(_)));
    assert!(matches!(put("root/el3", "<p:el3/>"), C::NotXmlFrag(_)));
    assert!(matches!(put("root/el3", "text"), C::NotXmlFrag(_)));
    assert!(matches!(put("root/x/y", "<y/>"), C::NoParent(_)));
    assert!(matches!(put("root/x/@y", "\"1\""), C::NoParent(_)));
    assert!(matches!(put("root/el3", "<el4/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el1", "<el1/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el1[5]", "<el1/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el3[2]", "<el3/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el1[0]", "<el1/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el3[@a=\"1\"]", "<el3/>"), C::CannotInsert(_)));
    assert!(matches!(put("other", "<other/>"), C::CannotInsert(_)));
    assert!(matches!(put("root/el2[@att=\"first\"]/@att", "\"2\""), C::CannotInsert(_)));
    assert!(matches!(put("root/el2/@a", "\"<\""), C::NotXmlAttValue(_)));
    assert!(matches!(put("root/el2/@a", "\"&x;\""), C::NotXmlAttValue(_)));
    assert!(matches!(put("root/el2/@a", "\"1"), C::NotXmlAttValue(_)));
    let delete_at = |node| conflict(delete(ROOT.as_bytes(), &selector(node)));
    assert!(matches!(delete_at("root/el1[1]"), C::CannotDelete(_)));
    assert!(matches!(delete_at("root"), C::CannotDelete(_)));
    let not_utf_8 = super::put(ROOT.as_bytes(), &selector("root/el3"), None, b"<el3>\xff</el3>");
    assert!(matches!(conflict(not_utf_8), C::NotUtf8(_)));
}

/// The phrase is about the body, and says nothing of how it is looked at.
#[test]
fn a_body_that_is_not_one_element_is_told() {
    for (body, phrase) in [
        ("</probe><probe>", "expected one element and nothing else"),
        ("<el3/></probe>", "not well-formed: \"</probe>\" follows the end of the document"),
        ("<el3>", "not well-formed: the document ends in <el3>, which begins at 1:1"),
        ("<p:el3/>", "not well-formed: an unknown namespace prefix 'p'"),
        ("<el3 a='1' a='2'/>", "not well-formed: attribute 'a' at 1:12 is already defined"),
        ("<el3/><!-- c -->", "expected one element and nothing else"),
        ("<?xml version='1.0'?><el3/>", "expected one element and nothing else"),
    ] {
        let document = "<root xmlns='urn:r' xmlns:q='urn:q'/>";
        let mut path = NodePath::new("r:root/r:el3");
        path.bindings.bind("r", "urn:r");
        let at = path.parse(None).unwrap();
        let refusal = put(document.as_bytes(), &at, None, body.as_bytes()).unwrap_err();
        assert_eq!(refusal, Conflict::NotXmlFrag(phrase.to_owned()).into(), "{body}");
    }
}

#[test]
fn other_refusals_have_their_status() {
    assert_eq!(get(ROOT.as_bytes(), &selector("root/x")).unwrap_err().status(), 404);
    assert_eq!(get(ROOT.as_bytes(), &selector("root/el1")).unwrap_err().status(), 404);
    assert_eq!(delete(ROOT.as_bytes(), &selector("root/x")).unwrap_err().status(), 404);
    let wrong_type = put(ROOT.as_bytes(), &selector("root/el3"), Some("text/xml"), b"<el3/>");
    assert_eq!(wrong_type.unwrap_err().status(), 415);
    let right_type = put(
        ROOT.as_bytes(),
        &selector("root/el3"),
        Some("Application/xcap-el+xml; charset=utf-8"),
        b"<el3/>",
    );
    assert!(right_type.is_ok());
    let any = Precondition { if_none_match: Some("*".to_owned()), ..Precondition::default() };
    assert_eq!(any.check(Some("a")).unwrap_err().status(), 412);
    assert!(any.check(None).is_ok());
}

/// RFC 9110 §8.8.3, §13.1.1 and §13.1.2.
#[test]
fn entity_tags_are_compared() {
    // The field, the tag of the document, and whether it is listed for If-Match and for If-None-Match.
    for (field, etag, strongly, weakly) in [
        ("\"a,b\"", "\"a,b\"", true, true),
        ("\"a,b\"", "a,b", true, true),
        ("\"a,b\"", "a", false, false),
        ("\"x\",\"a,b\" ,, \"y\"", "a,b", true, true),
        ("W/\"a\"", "\"a\"", false, true),
        ("\"a\"", "W/\"a\"", false, true),
        ("W/\"a\"", "W/\"a\"", false, true),
        ("W/\"a\", \"a\"", "a", true, true),
        ("\"1\"", "W/\"2\"", false, false),
        ("\"\"", "\"\"", true, true),
        ("\"*\"", "\"a\"", false, false),
        (" * ", "\"a\"", true, true),
        ("a, b", "\"b\"", true, true),
        ("\"a", "a", false, false),
        ("", "\"\"", false, false),
    ] {
        let if_match = Precondition { if_match: Some(field.to_owned()), if_none_match: None };
        assert_eq!(if_match.check(Some(etag)).is_ok(), strongly, "If-Match: {field} of {etag}");
        let none = Precondition { if_match: None, if_none_match: Some(field.to_owned()) };
        assert_eq!(none.check(Some(etag)).is_err(), weakly, "If-None-Match: {field} of {etag}");
        assert!(if_match.check(None).is_err() && none.check(None).is_ok(), "{field}");
    }
}

#[test]
fn the_closest_ancestor_is_told() {
    let uri: XcapUri = "http://x/a/users/u/d/~~/root/el2/y/z".parse().unwrap();
    let node = uri.node.as_ref().unwrap().parse(None).unwrap();
    let refusal = put(ROOT.as_bytes(), &node, None, b"<z/>").unwrap_err();
    let document = refusal.document(Some(&uri)).unwrap();
    assert_eq!(
        document.message(),
        "the parent does not exist; http://x/a/users/u/d/~~/root/el2 does"
    );
}

#[test]
fn a_deleted_element_leaves_the_white_space() {
    let edited = delete(ROOT.as_bytes(), &selector("root/el2")).unwrap();
    assert_eq!(edited.document, ROOT.replace("<el2 att=\"first\"/>", ""));
}
