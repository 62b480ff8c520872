//! `compose`

use crate::{outcome, run, run_with_input};

const LAPTOP: &str = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:pilot@harbour.example'>\
    <tuple id='radio'><status><basic>closed</basic></status><contact>sip:pilot@boat.example</contact></tuple></presence>";

#[test]
fn publications_become_one_document() {
    let arguments =
        ["compose", "--compact", "--at=2026-01-15T16:00:00Z", "--report", "harbour.xml", "-"];
    let (code, out, err) = run_with_input(&arguments, LAPTOP.as_bytes());
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("<tuple id=\"radio\"><status><basic>closed</basic></status>"), "{out}");
    assert!(out.contains("steering"), "{out}");
    let mut lines = err.lines();
    assert_eq!(lines.next(), Some("radio from radio in -"));
    let renamed = lines.next().unwrap();
    assert!(
        renamed.starts_with("radio-") && renamed.ends_with(" from radio in harbour.xml"),
        "{err}"
    );
    assert_eq!(lines.last(), Some("valid until 2026-01-15T18:00:00+01:00"));
}

#[test]
fn the_newest_wins_if_asked() {
    let arguments =
        ["compose", "--policy=newest", "--at=2026-01-15T16:00:00Z", "--report", "harbour.xml", "-"];
    let (code, out, err) = run_with_input(&arguments, LAPTOP.as_bytes());
    assert_eq!(code, 0);
    // The radio is open, as long as one source says so.
    assert_eq!(
        (out.matches("<tuple ").count(), out.matches("<basic>open</basic>").count()),
        (1, 1)
    );
    assert!(
        err.contains("-: radio is left out: something newer or preferred has its place\n"),
        "{err}"
    );
}

#[test]
fn what_is_no_presence_is_left_out() {
    let (code, out, err) = run_with_input(&["compose", "calls-1.xml", "-"], LAPTOP.as_bytes());
    assert_eq!((code, err.as_str()), (1, "calls-1.xml: a dialog-info, not a pidf: left out\n"));
    assert!(out.contains("radio"));
    let other = LAPTOP.replace("pilot@harbour", "mate@harbour");
    let (code, _, err) = run_with_input(&["compose", "harbour.xml", "-"], other.as_bytes());
    assert_eq!(
        (code, err.as_str()),
        (1, "-: the document is left out: it is about another presentity\n")
    );
    let err = "calls-1.xml: a dialog-info, not a pidf: left out\n";
    assert_eq!(run(&["compose", "calls-1.xml"]), outcome(1, "", err));
    assert_eq!(run(&["compose"]).0, 2);
    assert_eq!(run(&["compose", "--policy=best", "harbour.xml"]).0, 2);
}
