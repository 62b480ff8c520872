//! `patch`, `diff`, and `merge` of partial presence

use crate::{outcome, run, run_with_input};

const LATER: &str = include_str!("../documents/pier-later.xml");

#[test]
fn a_patch_is_applied_and_the_rest_stays() {
    assert_eq!(run(&["patch", "pier.xml", "pier-patch.xml"]), outcome(0, LATER, ""));
}

#[test]
fn a_patch_that_cannot_be_applied_says_why() {
    let err = "pier-wrong-patch.xml: unlocated-node: nothing is selected: [name=…] compares a child element; \
               [@name=…] compares the attribute: <remove xmlns=\"urn:example:harbour\" sel=\"pier/boat[name='Berta']\"/>\n";
    assert_eq!(run(&["patch", "pier.xml", "pier-wrong-patch.xml"]), outcome(1, "", err));
    let (code, out, err) = run(&["patch", "pier.xml", "unfinished.xml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml: invalid-diff-format: "), "{err}");
}

#[test]
fn the_patches_of_changes_on_a_server_are_applied_in_order() {
    let pier = "<pier xmlns=\"urn:example:harbour\">\n  <!-- of the harbour -->\n  \n  </pier>\n";
    assert_eq!(run(&["patch", "pier.xml", "pier-diff.xml"]), outcome(0, pier, ""));
}

#[test]
fn patches_of_several_documents_are_refused() {
    let err = "piers-diff.xml: invalid-patch-directive: expected patches of one document, found those of \
               com.example.piers/global/index, com.example.piers/global/other\n";
    assert_eq!(run(&["patch", "pier.xml", "piers-diff.xml"]), outcome(1, "", err));
}

/// RFC 5263 §5: selectors begin with `presence`, and the root element is `<pidf-full>`.
#[test]
fn a_patch_of_partial_presence_is_applied_to_a_full_state() {
    let out = "<p:pidf-full xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\" \
               entity=\"sip:mate@harbour.example\" version=\"2\"><tuple id=\"t1\"><status><basic>closed</basic>\
               </status></tuple></p:pidf-full>\n";
    assert_eq!(run(&["patch", "mate-full.xml", "mate-diff.xml"]), outcome(0, out, ""));
    let wrong = "<p:pidf-diff xmlns:p='urn:ietf:params:xml:ns:pidf-diff'><p:remove sel='presence/x'/></p:pidf-diff>";
    let (code, out, err) = run_with_input(&["patch", "mate-full.xml", "-"], wrong.as_bytes());
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("-: unlocated-node: nothing is selected: <p:remove"), "{err}");
}

#[test]
fn a_difference_is_a_patch_to_the_new_document() {
    let (code, patch, err) = run(&["diff", "pier.xml", "pier-later.xml"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        patch,
        "<p:patch xmlns:p=\"urn:ietf:rfc:7351\" xmlns=\"urn:example:harbour\">\
         <p:add sel=\"pier/boat[@name='Anna']\" type=\"@berth\">3</p:add>\
         <p:remove sel=\"pier/boat[@name='Berta']\" ws=\"before\"/></p:patch>\n"
    );
    assert_eq!(
        run_with_input(&["patch", "pier.xml", "-"], patch.as_bytes()),
        outcome(0, LATER, "")
    );
    let (code, out, err) = run(&["diff", "pier.xml", "unfinished.xml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml:"), "{err}");
}

#[test]
fn partial_presence_is_merged() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<p:pidf-full xmlns=\"urn:ietf:params:xml:ns:pidf\" \
               xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\" entity=\"sip:mate@harbour.example\" version=\"2\">\
               <tuple id=\"t1\"><status><basic>closed</basic></status></tuple></p:pidf-full>\n";
    let err = "mate-full.xml: applied version 1\nmate-diff.xml: applied version 2 after 1\n\
               mate-diff.xml: stale: the state has version 2\n";
    let merged = run(&["merge", "--compact", "mate-full.xml", "mate-diff.xml", "mate-diff.xml"]);
    assert_eq!(merged, outcome(0, out, err));
    let err = "mate-diff.xml: gap: refused, a refresh is due\n";
    assert_eq!(run(&["merge", "mate-diff.xml"]), outcome(1, "", err));
}
