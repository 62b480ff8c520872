//! `show`

use crate::check::{FAULTS, REPAIRS};
use crate::{outcome, run, run_with_input};

#[test]
fn presence_in_words() {
    let out = "\
Now: available since 2026-01-15T07:30:00-05:00: \"Call before noon\"; at sip:pilot@boat.example (radio says available)
Presence of sip:pilot@harbour.example
  Service radio: open
    extended: available
    unknown: {urn:example:tide}tide: high ({urn:example:tide}level 2)
    device urn:uuid:6f1c
    servcaps: audio yes, video no
    contact sip:pilot@boat.example (priority 0.80)
    note: On deck
    note (nl): Aan dek
    since 2026-01-15 07:30:00 -05:00
  Person p1
    activities: steering, \"mooring\" (until 2026-01-15 12:00:00 -05:00)
    place-is: audio noisy
    time-offset: UTC+01:00
    homepage: http://harbour.example/pilots
    note: Call before noon
    since 2026-01-15 12:00:00 (no time zone)
  Device d1: urn:uuid:6f1c
    user-input: idle (last input 2026-01-15 07:29:00 -05:00)
";
    assert_eq!(run(&["show", "harbour.xml"]), outcome(0, out, ""));
}

/// Two persons: the first one is not the truth, and what they disagree about is said.
#[test]
fn the_answer_comes_first() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'>\
         <tuple id='t'><status><basic>open</basic></status></tuple>\
         <dm:person id='p'><r:activities><r:away/></r:activities></dm:person>\
         <dm:person id='q'><r:activities><r:meeting/></r:activities></dm:person></presence>";
    let out = "\
Now: busy: away, meeting; contradictory (q says meeting)
Contradictory: activity: p says away, q says meeting
Presence of sip:a@b.example
";
    let (code, shown, _) = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(code, 0);
    assert!(shown.starts_with(out), "{shown}");
}

#[test]
fn unknown_elements_are_marked_and_shown() {
    let out = "\
Presence of sip:a@b.example
  unknown: {urn:example:one}thing: four (value 1, raw 2, note 3)
    value: five
  unknown: {urn:example:two}thing
  unknown: {urn:example:three}thing ({urn:example:three}type t)
";
    assert_eq!(run(&["show", "clash.xml"]), outcome(0, out, ""));
}

#[test]
fn repaired_documents_are_shown_and_reported() {
    let out = "\
Now: available: \"first\" (the service _202 is open)
Presence of nobody in particular
  Service _202: open
    unknown: {urn:ietf:params:xml:ns:pidf}flag: blue
  note: first
";
    assert_eq!(run(&["show", "broken.xml"]), outcome(0, out, REPAIRS));
    assert_eq!(run(&["show", "--mode", "strict", "broken.xml"]), outcome(1, "", FAULTS));
}

#[test]
fn text_has_no_control_characters_for_the_terminal() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                 <note>one\ntwo \u{9b}2J \u{202e}eerht</note></presence>";
    let out = "Presence of sip:a@b.example\n  note: one two \\u{9b}2J \\u{202e}eerht\n";
    let shown = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(shown, outcome(0, out, ""));
}

#[test]
fn times_outside_the_range_of_clocks_are_unchanged() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                 <tuple id='t'><status><basic>open</basic></status>\
                 <timestamp>-200000-01-01T00:00:00Z</timestamp></tuple></presence>";
    let (code, out, err) = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("    since -200000-01-01T00:00:00Z\n"), "{out}");
}

#[test]
fn long_lists_are_shown_line_by_line() {
    let notes = "<rpid:note>a note of some length</rpid:note>".repeat(5);
    let input = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>\
         <dm:person id='p'><rpid:activities>{notes}<rpid:away/></rpid:activities></dm:person>\
         </presence>"
    );
    let note = "      note: a note of some length\n".repeat(5);
    let out = format!(
        "Now: away: \"a note of some length\" (p says away)\nPresence of sip:a@b.example\n  Person p\n    activities\n{note}      away\n"
    );
    let shown = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(shown, outcome(0, &out, ""));
}

#[test]
fn capabilities_and_vendors_in_words() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
         xmlns:caps='urn:ietf:params:xml:ns:pidf:caps' xmlns:ap='urn:ag-projects:xml:ns:pidf' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:a b' \
         xmlns:p='urn:ietf:params:xml:ns:pidf'>\
         <tuple id='t'><status><basic>open</basic><z xmlns='urn:z' p:mustUnderstand='1'/></status>\
         <ap:device-info id='d'><ap:user-agent>Blink</ap:user-agent>\
         <ap:time-offset description='EST'>1140.0</ap:time-offset></ap:device-info>\
         <caps:servcaps><caps:audio>true</caps:audio><caps:languages>\
         <caps:supported><caps:l>en</caps:l><caps:l>nl</caps:l></caps:supported>\
         <caps:notsupported><caps:l>fr</caps:l></caps:notsupported></caps:languages>\
         </caps:servcaps></tuple></presence>";
    let out = "\
Presence of sip:a@b.example
  Service t: open
    unknown: {urn:z}z (must be understood)
    device-info: user-agent Blink (id d)
      time-offset: UTC-05:00 (description EST)
    servcaps: audio yes
      languages
        supported: en, nl
        notsupported: fr
";
    let err = "-:1:292: warning: /presence/tuple/status: {urn:z}z must be understood, but is not \
               known: what it belongs to is to be ignored (RFC 3863 \u{a7}4.2.3)\n";
    let shown = run_with_input(&["show", "-"], input.as_bytes());
    assert_eq!(shown, outcome(0, out, err));
}

#[test]
fn the_deepest_document_is_shown() {
    let (open, close) = ("<x:y>".repeat(127), "</x:y>".repeat(127));
    let input = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
         xmlns:x='urn:x'>{open}{close}</presence>"
    );
    for command in ["show", "json", "format", "check"] {
        let (code, _, err) = run_with_input(&[command, "-"], input.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""), "{command}");
    }
}

/// Case H5: text beside a keyword is no keyword.
#[test]
fn h5_unexpected_text_is_marked() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                 <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p'>\
                 <activities xmlns='urn:ietf:params:xml:ns:pidf:rpid'><away/>away</activities>\
                 </person></presence>";
    let out = "\
Now: away (p says away)
Presence of sip:a@b.example
  Person p
    activities: away
      unknown: text \"away\"
";
    assert_eq!(run_with_input(&["show", "-"], input.as_bytes()).1, out);
    let json = concat!(
        r#"{"type":"pidf","entity":"sip:a@b.example","dm:person":[{"id":"p","rpid:activities":"#,
        r#"[{"unexpected":["away"],"rpid:away":[true]}]}]}"#,
        "\n"
    );
    assert_eq!(run_with_input(&["json", "--compact", "-"], input.as_bytes()).1, json);
}
