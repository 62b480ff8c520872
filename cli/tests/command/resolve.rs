//! `resolve`

use crate::{outcome, run};

#[test]
fn resources_are_printed_once_with_references_followed() {
    let pilots = "http://xcap.harbour.example/pilots=pilots.xml";
    let out = "sip:mate@harbour.example\tMate\nsip:pilot@harbour.example\tPilot\nsip:cook@harbour.example\t\n";
    let arguments = ["resolve", "--list", "crew", "--document", pilots, "crew.xml"];
    assert_eq!(run(&arguments), outcome(0, out, ""));
    let (code, out, _) = run(&["resolve", "--document", pilots, "crew.xml"]);
    assert_eq!((code, out.lines().count()), (0, 4));
}

#[test]
fn what_cannot_be_resolved_is_said() {
    let (code, out, err) = run(&["resolve", "--list", "crew", "crew.xml"]);
    assert_eq!((code, out.lines().count()), (1, 2));
    assert!(err.starts_with("crew.xml: http://xcap.harbour.example/pilots/~~/"), "{err}");
    assert!(
        err.ends_with(": the document could not be fetched: not given with --document\n"),
        "{err}"
    );
    let err = "crew.xml: there is no list \"nobody\"\n";
    assert_eq!(run(&["resolve", "--list", "nobody", "crew.xml"]), outcome(1, "", err));
    assert_eq!(
        run(&["resolve", "harbour.xml"]),
        outcome(1, "", "harbour.xml: a pidf is not a list\n")
    );
}
