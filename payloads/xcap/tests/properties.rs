//! An edit changes only the bytes of its node, and what was put is there.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use proptest::prelude::*;
use sip_xcap::edit;
use sip_xcap::uri::NodePath;

/// Content with numbered elements, so that each has an address by its attribute.
fn content() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("text &amp; &lt;".to_owned()),
        Just("\r\n  ".to_owned()),
        Just("<!-- c -->".to_owned()),
        Just("<?p q?>".to_owned()),
        Just("<![CDATA[<]]>".to_owned()),
        Just("<e  i = '#' />".to_owned()),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop::collection::vec(inner, 0..5)
            .prop_map(|content| format!("<e i='#'\t>{}</e >", content.concat()))
    })
}

/// A document with the numbers of its elements put in.
fn document(content: &str) -> (String, usize) {
    let mut pieces = content.split('#');
    let mut numbered = pieces.next().unwrap_or_default().to_owned();
    let mut count = 0;
    for piece in pieces {
        numbered.push_str(&format!("{count}{piece}"));
        count += 1;
    }
    (format!("\u{feff}<?xml version=\"1.0\"?>\n<!-- x --><r>{numbered}</r>\n"), count)
}

/// The address of the element with a number, by the numbers of those around it.
fn address(document: &str, number: usize) -> String {
    let mut open: Vec<String> = Vec::new();
    let mut rest = document;
    while let Some(start) = rest.find(['<']) {
        rest = &rest[start..];
        let end = match rest {
            _ if rest.starts_with("<![CDATA[") => rest.find("]]>").unwrap() + 3,
            _ => rest.find('>').unwrap() + 1,
        };
        let tag = &rest[..end];
        if tag.starts_with("<e") {
            let id = tag.split('\'').nth(1).unwrap();
            open.push(format!("e[@i=\"{id}\"]"));
            if id == number.to_string() {
                return format!("r/{}", open.join("/"));
            }
            if tag.ends_with("/>") {
                open.pop();
            }
        } else if tag.starts_with("</e") {
            open.pop();
        }
        rest = &rest[end..];
    }
    unreachable!("{number} in {document}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn an_edit_changes_only_the_bytes_of_its_node(content in prop::collection::vec(content(), 1..5), pick in any::<prop::sample::Index>()) {
        let (document, count) = document(&content.concat());
        prop_assume!(count > 0);
        let number = pick.index(count);
        let node = NodePath::new(address(&document, number)).parse(None).unwrap();
        let before = edit::get(document.as_bytes(), &node).unwrap().body;
        let (start, end) = document.split_once(before.as_str()).unwrap();
        let body = format!("<e i='{number}'>new</e>");
        let put = edit::put(document.as_bytes(), &node, None, body.as_bytes()).unwrap();
        prop_assert_eq!(&put.document, &format!("{start}{body}{end}"));
        prop_assert_eq!(edit::get(put.document.as_bytes(), &node).unwrap().body, body);
        let deleted = edit::delete(document.as_bytes(), &node).unwrap();
        // A start tag without content any more stays as it is.
        prop_assert_eq!(&deleted.document, &format!("{start}{end}"));
        prop_assert!(edit::get(deleted.document.as_bytes(), &node).is_err());
        // Put back, the element is the last of its parent.
        let again = edit::put(deleted.document.as_bytes(), &node, None, before.as_bytes()).unwrap();
        prop_assert!(again.is_created);
        prop_assert_eq!(edit::get(again.document.as_bytes(), &node).unwrap().body, before);
    }
}
