//! Bodies with parts, and whole SIP messages.

use crate::{outcome, run_with_input};

/// A body of three parts: text, presence, and presence that is broken.
const BODY: &str = "\
Content-Type: multipart/mixed;boundary=cut

--cut
Content-Type: text/plain
Content-ID: <hello@b.example>

Hello!
--cut
Content-Type: application/pidf+xml
Content-ID: <one@b.example>

<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:one@b.example'/>
--cut
Content-Type: application/pidf+xml

<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:two@b.example'/>
--cut--
";

#[test]
fn show_tells_every_part_and_names_those_that_are_left_out() {
    let out = "\
Part 2
Presence of sip:one@b.example
Part 3
Presence of sip:two@b.example
";
    let shown = run_with_input(&["show", "-"], BODY.as_bytes());
    assert_eq!(shown, outcome(0, out, "-: part 1: not shown: text/plain\n"));
}

/// Case I1.
#[test]
fn i1_a_broken_part_is_reported_and_the_others_are_shown() {
    let broken = BODY.replace("sip:two@b.example'/>", "sip:two@b.example'>");
    let (code, out, err) = run_with_input(&["show", "-"], broken.as_bytes());
    assert_eq!((code, out.as_str()), (1, "Part 2\nPresence of sip:one@b.example\n"));
    let fault = "-:16:74: error: part 3: not well-formed: the document ends in <presence>, which begins \
                 at 16:1\n";
    assert!(err.ends_with(fault), "{err}");
    let (code, out, _) = run_with_input(&["check", "-"], broken.as_bytes());
    assert_eq!((code, out.lines().last()), (1, Some("-: invalid")));
}

#[test]
fn one_part_is_chosen_by_its_number_or_its_content_id() {
    for part in ["2", "one@b.example", "<one@b.example>"] {
        let shown = run_with_input(&["show", "--part", part, "-"], BODY.as_bytes());
        assert_eq!(shown, outcome(0, "Presence of sip:one@b.example\n", ""), "{part}");
    }
    let checked = run_with_input(&["check", "--part=3", "-"], BODY.as_bytes());
    assert_eq!(checked, outcome(0, "-: valid pidf\n", ""));
    let (code, out, _) = run_with_input(&["json", "--compact", "--part=3", "-"], BODY.as_bytes());
    let json = "{\"type\":\"pidf\",\"entity\":\"sip:two@b.example\"}\n";
    assert_eq!((code, out.as_str()), (0, json));
    let missing = run_with_input(&["format", "--part=4", "-"], BODY.as_bytes());
    assert_eq!(missing, outcome(1, "", "-:1:1: error: /: the body has no part 4\n"));
    let text = run_with_input(&["check", "--part=1", "-"], BODY.as_bytes());
    let finding =
        "-:7:1: error: part 1 <hello@b.example>: no document of type \"text/plain\" is known";
    assert_eq!(text, outcome(1, &format!("{finding}\n-: invalid\n"), ""));
}

/// Case A18: a pasted SIP message works in every command that reads a document.
#[test]
fn a18_a_sip_message_is_read_by_every_command() {
    let presence = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                    <tuple id='t'><status><basic>open</basic></status></tuple></presence>";
    let message = format!(
        "NOTIFY sip:w@192.0.2.1 SIP/2.0\r\nv: SIP/2.0/UDP 192.0.2.9\r\no: presence\r\n\
         c: application/pidf+xml\r\nl: {}\r\n\r\n{presence}",
        presence.len()
    );
    let out = |arguments: &[&str]| {
        let (code, out, err) = run_with_input(arguments, message.as_bytes());
        assert_eq!((code, err.as_str()), (0, ""), "{arguments:?}");
        out
    };
    assert_eq!(out(&["check", "-"]), "-: valid pidf\n");
    assert_eq!(
        out(&["show", "-"]),
        "Now: available (the service t is open)\nPresence of sip:a@b.example\n  Service t: open\n"
    );
    assert_eq!(
        out(&["parts", "-"]),
        format!("-\tapplication/pidf+xml\t-\t{}\tpidf\n", presence.len())
    );
    let written = presence.replace('\'', "\"");
    let format = out(&["format", "--compact", "-"]);
    assert!(format.ends_with(&format!("?>\n{written}\n")), "{format}");
    assert!(out(&["json", "--compact", "-"]).starts_with("{\"type\":\"pidf\""));
    let filtered = out(&["filter", "--compact", "--rules=all-rules.xml", "--anonymous", "-"]);
    assert!(filtered.ends_with(&format!("{written}\n")), "{filtered}");
}
