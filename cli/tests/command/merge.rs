//! `merge`

use crate::{outcome, run, run_with_input};

const CALLS: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"4\" state=\"full\" \
entity=\"sip:mate@harbour.example\"><dialog id=\"1\" direction=\"recipient\"><state>confirmed</state>\
<duration>7</duration><remote><identity display=\"The &quot;Pilot&quot;\">sip:pilot@harbour.example\
</identity></remote></dialog></dialog-info>
";

#[test]
fn documents_add_up_to_a_state() {
    let err = "\
calls-1.xml: applied version 1: 1 added
calls-2.xml: applied version 2 after 1: 1 added, 1 changed
calls-1.xml: stale version 1 after 2
calls-2.xml: stale version 2 after 2
calls-4.xml: gap version 4 after 2: applied, a refresh is due, 1 removed
";
    let files = ["calls-1.xml", "calls-2.xml", "calls-1.xml", "calls-2.xml", "calls-4.xml"];
    let arguments = [&["merge", "--compact"], &files[..]].concat();
    assert_eq!(run(&arguments), outcome(0, CALLS, err));
}

#[test]
fn a_full_document_after_a_gap_resets_the_state() {
    let (code, out, err) = run(&["merge", "--compact", "calls-1.xml", "calls-9.xml"]);
    assert_eq!(code, 0);
    assert_eq!(err.lines().last(), Some("calls-9.xml: reset version 9 after 1: 1 removed"));
    assert!(out.contains("version=\"9\" state=\"full\"") && !out.contains("<dialog "), "{out}");
}

#[test]
fn a_conference_refuses_after_a_gap() {
    let (code, out, err) = run(&["merge", "room-1.xml", "room-3.xml"]);
    assert_eq!(code, 1);
    let last = "room-3.xml: gap version 3 after 1: refused, a refresh is due";
    assert_eq!(err.lines().last(), Some(last));
    assert!(out.contains("sip:mate@harbour.example"), "{out}");
}

#[test]
fn what_is_no_state_is_refused() {
    let err = "harbour.xml: a pidf is not part of a state\n";
    assert_eq!(run(&["merge", "harbour.xml"]), outcome(1, "", err));
    let (code, out, err) = run(&["merge", "calls-1.xml", "room-1.xml"]);
    assert_eq!(code, 1);
    assert_eq!(
        err.lines().last(),
        Some("room-1.xml: foreign: a conference-info, not a dialog-info")
    );
    assert!(out.contains("early"), "{out}");
    let (code, _, _) = run(&["merge"]);
    assert_eq!(code, 2);
    let (code, out, _) = run(&["merge", "missing.xml"]);
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn show_says_what_the_lamp_shows_and_why() {
    let (code, out, _) = run(&["show", "calls-1.xml"]);
    assert_eq!(code, 0);
    let lamp = "The lamp shows: ringing, because dialog 1 is early, from \"The \\\"Pilot\\\"\" \
        <sip:pilot@harbour.example>";
    assert_eq!(out.lines().next(), Some(lamp));
    let (_, out, _) = run(&["show", "calls-9.xml"]);
    assert_eq!(out.lines().next(), Some("The lamp shows: idle"));
    let (_, out, _) = run(&["show", "calls-2.xml"]);
    let lamp = "The lamp shows: on the phone, because dialog 1 is confirmed, for 7 s";
    assert_eq!(out.lines().next(), Some(lamp));
}

#[test]
fn notifications_about_a_list_add_up_with_their_bodies() {
    let (code, out, err) = run(&["merge", "crew-1.mime", "crew-2.mime", "crew-1.mime"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        err,
        "crew-1.mime: applied version 0: 2 added\n\
         crew-2.mime: applied version 1 after 0: 1 changed\n\
         crew-1.mime: stale version 0 after 1\n"
    );
    assert!(
        out.starts_with("Content-Type: multipart/related;type=\"application/rlmi+xml\";start="),
        "{out}"
    );
    assert!(out.contains("version=\"1\" fullState=\"true\""), "{out}");
    assert!(out.contains("state=\"terminated\" reason=\"rejected\""), "{out}");
    assert!(out.contains("\r\n\r\nat sea\r\n--"), "{out}");
    // Standard input is read once.
    let body = include_bytes!("../documents/crew-1.mime");
    let (code, out, err) = run_with_input(&["merge", "-", "crew-2.mime"], body);
    assert_eq!((code, err.lines().next()), (0, Some("-: applied version 0: 2 added")));
    assert!(out.contains("state=\"terminated\""), "{out}");
}
