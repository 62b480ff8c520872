//! `xcap`

use crate::{outcome, run, run_with_input};

const LIST: &str = "resource-lists/list[@name=\"crew\"]";

#[test]
fn nodes_are_printed() {
    let out = "<boat name=\"Anna\"/>\n";
    assert_eq!(run(&["xcap", "get", "pier.xml", "pier/boat[1]"]), outcome(0, out, ""));
    assert_eq!(run(&["xcap", "get", "pier.xml", "pier/boat%5B1%5D"]), outcome(0, out, ""));
    let bound = [
        "xcap",
        "get",
        "--namespace",
        "h=urn:example:harbour",
        "pier.xml",
        "h:pier/h:boat[2]/@name",
    ];
    assert_eq!(run(&bound), outcome(0, "\"Berta\"\n", ""));
    let err = "pier.xml: 404 not exactly one node is at the address\n";
    assert_eq!(run(&["xcap", "get", "pier.xml", "pier/boat"]), outcome(1, "", err));
    let err = "pier.xml: 400 the prefix \"x\" is not declared\n";
    assert_eq!(run(&["xcap", "get", "pier.xml", "x:pier"]), outcome(1, "", err));
    // A selector that does not follow the grammar selects nothing.
    let err = "pier.xml: 404 expected / or the end in the selector, found \"]\"\n";
    assert_eq!(run(&["xcap", "get", "pier.xml", "pier]"]), outcome(1, "", err));
}

#[test]
fn documents_are_edited() {
    let edited = "<pier xmlns=\"urn:example:harbour\">\n  <!-- of the harbour -->\n  <boat name=\"Anna\"/>\n  \
                  <boat name=\"Berta\"/><boat name=\"Carla\"/>\n</pier>\n";
    let put = ["xcap", "put", "pier.xml", "pier/boat[3]", "-"];
    assert_eq!(run_with_input(&put, b"<boat name=\"Carla\"/>\n"), outcome(0, edited, ""));
    let edited = "<pier xmlns=\"urn:example:harbour\">\n  <!-- of the harbour -->\n  <boat name=\"Anna\"/>\n  <boat/>\n</pier>\n";
    assert_eq!(run(&["xcap", "delete", "pier.xml", "pier/boat[2]/@name"]), outcome(0, edited, ""));
}

#[test]
fn a_refusal_is_a_document() {
    let (code, out, err) = run(&["xcap", "delete", "pier.xml", "pier/boat[1]"]);
    assert_eq!(
        (code, err.as_str()),
        (1, "pier.xml: 409 the address selects something else afterwards\n")
    );
    assert!(
        out.contains("<cannot-delete phrase=\"the address selects something else afterwards\"/>"),
        "{out}"
    );
}

#[test]
fn usages_have_rules() {
    let put = |selector: &str| {
        let selector = format!("{LIST}/{selector}");
        run(&["xcap", "put", "--auid", "resource-lists", "crew.xml", &selector, "cook.xml"])
    };
    let (code, out, _) = put("entry[@uri=\"sip:cook@harbour.example\"]");
    assert_eq!(code, 0);
    assert!(out.contains("<entry uri=\"sip:cook@harbour.example\"/>"), "{out}");
    let (code, out, _) = put("@name/x");
    assert_eq!((code, out.as_str()), (1, ""));
    let (code, _, err) = run(&["xcap", "get", "--auid", "nothing", "crew.xml", LIST]);
    assert_eq!(code, 2);
    assert!(err.contains("no usage \"nothing\" is known"), "{err}");
}
