use super::NodeKind::{Around, Comment, Element, Instruction, Text};
use super::*;

fn round_trip(xml: &str) -> Tree {
    let tree = Tree::parse(xml).unwrap();
    assert_eq!(tree.to_xml(), xml);
    // Written node by node, it is the same.
    let mut changed = tree.clone();
    for node in &mut changed.nodes {
        node.is_changed = true;
    }
    assert_eq!(changed.to_xml(), xml);
    tree
}

#[test]
fn what_is_not_changed_is_written_byte_for_byte() {
    for xml in [
        "<a/>",
        "<a ></a >",
        "\u{feff}<?xml version='1.0'?>\r\n<!-- c --><?p?>\n<a>\r\n<b x=\"1\"\ty='&lt;>'/>&#x41;<![CDATA[<x>]]>]]&gt;</a>\n<!-- d -->\n",
        "<a xmlns='urn:a' xmlns:b = 'urn:b'><b:c b:d='>'/><?x y?>text<![CDATA[]]><!----></a>",
    ] {
        round_trip(xml);
    }
}

#[test]
fn nodes_have_their_kinds_and_texts() {
    let tree =
        round_trip("<?xml version='1.0'?>\n<!--c--><a>x &lt;<![CDATA[<&]]>\r\n<b/><?p q?></a>");
    let kinds: Vec<_> = tree.children(tree.root()).map(|child| tree.kind(child)).collect();
    assert_eq!(kinds, [Around, Around, Comment, Element]);
    let root = tree.root_element();
    let children: Vec<_> = tree.children(root).collect();
    let kinds: Vec<_> = children.iter().map(|child| tree.kind(*child)).collect();
    assert_eq!(kinds, [Text, Element, Instruction]);
    assert_eq!(tree.string_value(children[0]), "x <<&\n");
    assert_eq!(tree.target(children[2]), "p");
    assert_eq!(tree.string_value(root), "x <<&\n");
}

#[test]
fn names_are_in_the_namespaces_of_their_prefixes() {
    let tree =
        round_trip("<a xmlns='urn:a'><b:c xmlns:b='urn:b' b:x='1' x='2'><d xmlns=''/></b:c></a>");
    let a = tree.root_element();
    let c = tree.child_elements(a).next().unwrap();
    let d = tree.child_elements(c).next().unwrap();
    assert_eq!((tree.namespace(a), tree.local(c)), ("urn:a".into(), "c"));
    assert_eq!((tree.namespace(c), tree.namespace(d)), ("urn:b".into(), "".into()));
    assert_eq!(tree.attribute(c, "urn:b", "x").unwrap().value(), "1");
    assert_eq!(tree.attribute(c, "", "x").unwrap().value(), "2");
    assert_eq!(tree.namespaces_in_scope(d), [("b", "urn:b".into())]);
}

#[test]
fn texts_that_meet_become_one() {
    let mut tree = Tree::parse("<a>x]<b/>]&gt;y</a>").unwrap();
    let root = tree.root_element();
    let b = tree.child_elements(root).next().unwrap();
    tree.remove(b).unwrap();
    assert_eq!(tree.children(root).count(), 1);
    assert_eq!(tree.to_xml(), "<a>x]]&gt;y</a>");
    tree.insert(root, None, ">\r").unwrap();
    tree.insert(root, None, "\nz<c/>]]").unwrap();
    tree.insert(root, None, "><![CDATA[>]]>").unwrap();
    assert_eq!(tree.to_xml(), "<a>x]]&gt;y>\n\nz<c/>]]&gt;<![CDATA[>]]></a>");
    assert_eq!(tree.children(root).count(), 3);
    assert_eq!(tree.string_value(root), "x]]>y>\n\nz]]>>");
}

#[test]
fn an_index_follows_the_changes() {
    let mut tree = Tree::parse("<a><b i='1'/><c/><b i='2'/></a>").unwrap();
    let root = tree.root_element();
    let test = NameTest::Name { namespace: "".into(), local: "b".into() };
    let found = |tree: &mut Tree| -> Vec<String> {
        let elements = tree.named(root, &test).to_vec();
        elements.iter().map(|b| tree.attribute(*b, "", "i").unwrap().value().into_owned()).collect()
    };
    assert_eq!(found(&mut tree), ["1", "2"]);
    // The index is made when it is worth it.
    assert_eq!(tree.with_value(root, "i", "1"), None);
    assert_eq!(tree.with_value(root, "i", "1"), None);
    let one = tree.with_value(root, "i", "1").unwrap();
    let c = tree.next(one[0]);
    tree.insert(root, c, "<b i='3'/>").unwrap();
    tree.insert(root, None, "<b i='4'/>").unwrap();
    assert_eq!(found(&mut tree), ["1", "3", "2", "4"]);
    tree.set_attribute(one[0], "i", "5").unwrap();
    assert_eq!(tree.with_value(root, "i", "1").unwrap(), []);
    assert_eq!(tree.with_value(root, "i", "5").unwrap(), one);
    tree.remove(one[0]).unwrap();
    assert_eq!(found(&mut tree), ["3", "2", "4"]);
    assert_eq!(tree.with_value(root, "i", "5").unwrap(), []);
    assert_eq!(tree.to_xml(), "<a><b i='3'/><c/><b i='2'/><b i='4'/></a>");
}

#[test]
fn an_element_is_as_deep_and_as_large_as_a_document_may_be() {
    let limits = Limits::default();
    let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    let insert = |depth: usize, xml: &str| {
        let mut tree = Tree::parse(&nested(depth)).unwrap();
        let innermost = tree.descendants(tree.root()).last().unwrap();
        tree.insert_element(innermost, None, xml).map(|_| Tree::parse(&tree.to_xml()).is_ok())
    };
    assert_eq!(insert(limits.depth - 1, "<b/>"), Ok(true));
    assert!(insert(limits.depth - 1, "<b><c/></b>").is_err());
    assert!(insert(limits.depth, "<b/>").is_err());
    let attributes: String = (0..limits.attributes).map(|n| format!(" a{n}=''")).collect();
    let mut tree = Tree::parse("<p:a xmlns:p='urn:p' xmlns='urn:d'/>").unwrap();
    let root = tree.root_element();
    assert!(tree.insert_element(root, None, &format!("<b{attributes}/>")).is_ok());
    assert!(tree.insert_element(root, None, &format!("<b{attributes} x=''/>")).is_err());
}

#[test]
fn what_is_not_a_name_is_not_written() {
    let mut tree = Tree::parse("<a xmlns:p='urn:p'/>").unwrap();
    let root = tree.root_element();
    for wrong in ["", "b c", "b=''", "b='1' c", "b/", "p:", ":b", "p:b:c", "1b", "q:b"] {
        assert!(tree.rename(root, wrong).is_err(), "{wrong:?}");
        assert!(tree.set_raw_attribute(root, wrong, "1").is_err(), "{wrong:?}");
    }
    tree.set_raw_attribute(root, "p:b", "1").unwrap();
    tree.rename(root, "p:c").unwrap();
    assert_eq!(tree.to_xml(), "<p:c xmlns:p='urn:p' p:b=\"1\"/>");
}
