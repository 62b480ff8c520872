use proptest::prelude::*;

use super::*;

/// The operations between two documents, which are seen to do what they say.
fn operations(old: &str, new: &str) -> Vec<String> {
    let patch = diff(old, new).unwrap();
    let result = patch.apply(old).unwrap();
    let (ours, theirs) = (Tree::parse(&result).unwrap(), Tree::parse(new).unwrap());
    assert!(is_same(&ours, &theirs), "{old}\n{new}\n{result}\n{}", patch.to_xml());
    let xml = patch.to_xml();
    let tree = Tree::parse(&xml).unwrap();
    tree.child_elements(tree.root_element()).map(|operation| tree.raw(operation)).collect()
}

#[test]
fn a_small_difference_is_a_small_patch() {
    for (old, new, expected) in [
        ("<a>\n  <b/>\n</a>", "<a>\n  <b/>\n</a>", &[][..]),
        (
            "<a>\n  <b/>\n</a>",
            "<a>\n  <b/>\n  <c/>\n</a>",
            &["<p:add sel=\"a/b\" pos=\"after\">\n  <c/></p:add>"],
        ),
        (
            "<a>\n  <b/>\n  <c/>\n</a>",
            "<a>\n  <b/>\n</a>",
            &["<p:remove sel=\"a/c\" ws=\"before\"/>"],
        ),
        (
            "<a>\n  <b/>\n  <c/>\n</a>",
            "<a>\n  <c/>\n</a>",
            &["<p:remove sel=\"a/b\" ws=\"after\"/>"],
        ),
        ("<a><b/></a>", "<a/>", &["<p:remove sel=\"a/b\"/>"]),
        ("<a>x</a>", "<a>y</a>", &["<p:replace sel=\"a/text()\">y</p:replace>"]),
        ("<a>x</a>", "<a/>", &["<p:remove sel=\"a/text()\"/>"]),
        ("<a/>", "<a>y</a>", &["<p:add sel=\"a\" pos=\"prepend\">y</p:add>"]),
        (
            "<a><b>1</b><b>2</b></a>",
            "<a><b>1</b><b>3</b></a>",
            &["<p:replace sel=\"a/b[2]/text()\">3</p:replace>"],
        ),
        (
            "<a><b id='1'/><b id='2'/></a>",
            "<a><b id='1'/><b id='2' x='&lt;'/></a>",
            &["<p:add sel=\"a/b[@id='2']\" type=\"@x\">&lt;</p:add>"],
        ),
        ("<a><b/></a>", "<a><c/></a>", &["<p:replace sel=\"a/b\"><c/></p:replace>"]),
        (
            "<a><!--x--></a>",
            "<a><!--y--></a>",
            &["<p:replace sel=\"a/comment()\"><!--y--></p:replace>"],
        ),
        (
            "<!--x--><a/>",
            "<a/><?y?>",
            &["<p:remove sel=\"comment()\"/>", "<p:add sel=\"a\" pos=\"after\"><?y?></p:add>"],
        ),
    ] {
        assert_eq!(operations(old, new), expected, "{old} {new}");
    }
}

#[test]
fn attributes_and_declarations_have_operations_of_their_own() {
    for (old, new, expected) in [
        (
            "<a x='1' y='2'/>",
            "<a y='3'/>",
            &["<p:replace sel=\"a/@y\">3</p:replace>", "<p:remove sel=\"a/@x\"/>"][..],
        ),
        ("<a/>", "<b/>", &["<p:replace sel=\"a\"><b/></p:replace>"]),
        (
            "<a xmlns='u'/>",
            "<a xmlns='u' xmlns:q='q'><q:b/></a>",
            &[
                "<p:add sel=\"a\" type=\"namespace::q\">q</p:add>",
                "<p:add sel=\"a\"><q:b/></p:add>",
            ],
        ),
        (
            "<a xmlns='u'><b xmlns='v'><c/></b></a>",
            "<a xmlns='u'><b xmlns='v'><c d='1'/></b></a>",
            &["<p:add sel=\"*/b/c\" type=\"@d\" xmlns=\"v\">1</p:add>"],
        ),
    ] {
        assert_eq!(operations(old, new), expected, "{old} {new}");
    }
}

#[test]
fn lists_that_have_nothing_in_common_are_one_patch() {
    let list = |letter: char, count: usize| -> String {
        let items: String = (0..count).map(|n| format!("<i id='{letter}{n}'>{n}</i>")).collect();
        format!("<a>{items}</a>")
    };
    let made = operations(&list('x', 1500), &list('y', 1500));
    assert_eq!(made.len(), 1500);
}

#[test]
fn the_root_of_a_patch_can_be_chosen() {
    let root = PatchRoot {
        namespace: "urn:ietf:params:xml:ns:pidf-diff",
        local: "pidf-diff",
        prefix: "p",
        attributes: &[("version", "2".to_owned())],
    };
    let patch =
        diff_with("<a xmlns:p='q'/>", "<a xmlns:p='q' b='1'/>", root, &Limits::default()).unwrap();
    assert_eq!(
        patch.to_xml(),
        "<p1:pidf-diff xmlns:p1=\"urn:ietf:params:xml:ns:pidf-diff\" xmlns:p=\"q\" version=\"2\">\
         <p1:add sel=\"a\" type=\"@b\">1</p1:add></p1:pidf-diff>"
    );
}

/// Elements with few names, so that documents are alike.
fn content() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(String::new()),
        "[ x]{1,2}",
        Just("<!--c-->".to_owned()),
        Just("<?i?>".to_owned()),
        Just("<![CDATA[<]]>".to_owned()),
        Just("]]&gt;".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let element = (
            prop_oneof![Just("a"), Just("b"), Just("q:a")],
            prop_oneof![
                Just(""),
                Just(" id='1'"),
                Just(" id='2' x=' &#xA;'"),
                Just(" xmlns='v'"),
                Just(" xmlns:q='w'"),
                Just(" xmlns:r='w' r:x='1'")
            ],
            prop::collection::vec(inner, 0..5),
        );
        element.prop_map(|(name, attributes, content)| {
            format!("<{name}{attributes}>{}</{name}>", content.concat())
        })
    })
}

fn document() -> impl Strategy<Value = String> {
    (
        prop_oneof![Just(""), Just("<!--x-->"), Just("<?y?>\n")],
        prop_oneof![4 => Just("a"), 1 => Just("q:a")],
        prop_oneof![4 => Just(" xmlns='u' xmlns:q='q'"), 1 => Just(" xmlns:q='u'"), 1 => Just(" xmlns:q='q' k='1'")],
        prop::collection::vec(content(), 0..5),
        prop_oneof![Just(""), Just("<!--z-->")],
    )
        .prop_map(|(before, name, attributes, content, after)| {
            format!("{before}<{name}{attributes}>{}</{name}>{after}", content.concat())
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Applying `diff(old, new)` to the old document gives the new one.
    #[test]
    fn a_difference_leads_to_the_new_document(old in document(), new in document()) {
        operations(&old, &new);
    }

    /// A small change of a document gives a patch of few operations.
    #[test]
    fn one_inserted_element_is_one_operation(before in content(), after in content()) {
        let old = format!("<d>{before}<k id='9'/>{after}</d>").replace("q:", "");
        let new = format!("<d>{before}<k id='9'/><n/>{after}</d>").replace("q:", "");
        prop_assert!(operations(&old, &new).len() <= 1);
    }
}
