//! `check`

use crate::{outcome, run, run_with_input};

/// Every fault of `broken.xml`, in document order, as strict reading reports it.
pub(crate) const FAULTS: &str = r#"broken.xml:2:1: error: /presence: missing required attribute "entity"
broken.xml:4:3: error: /presence/tuple: <tuple> comes too late in <presence>
broken.xml:4:10: error: /presence/tuple/@id: "202" is not an xs:ID: a name begins with a letter or an underscore
broken.xml:5:13: error: /presence/tuple/status/basic: "OPEN" is not allowed: expected open or closed
broken.xml:6:5: error: /presence/tuple/flag: unexpected element <flag> in <tuple>
"#;

/// The same as tolerant reading reports it.
pub(crate) const REPAIRS: &str = r#"broken.xml:2:1: error: /presence: missing required attribute "entity"; taken for ""
broken.xml:4:3: error: /presence/tuple: <tuple> comes too late in <presence>
broken.xml:4:10: error: /presence/tuple/@id: "202" is not an xs:ID: a name begins with a letter or an underscore; read as "_202"
broken.xml:5:13: error: /presence/tuple/status/basic: "OPEN" is not allowed: expected open or closed; read as "open"
broken.xml:6:5: error: /presence/tuple/flag: unexpected element <flag> in <tuple>; kept raw
"#;

#[test]
fn a_valid_document_is_one_line() {
    let expected = outcome(0, "harbour.xml: valid pidf\n", "");
    assert_eq!(run(&["check", "harbour.xml"]), expected);
    assert_eq!(run(&["check", "--type", "pidf", "harbour.xml"]), expected);
}

#[test]
fn every_fault_is_a_line() {
    let invalid = outcome(1, &format!("{FAULTS}broken.xml: invalid\n"), "");
    assert_eq!(run(&["check", "broken.xml"]), invalid);
    let repaired = outcome(0, &format!("{REPAIRS}broken.xml: repaired pidf\n"), "");
    assert_eq!(run(&["check", "--mode", "tolerant", "broken.xml"]), repaired);
}

#[test]
fn ill_formed_documents_have_a_position() {
    let (code, out, err) = run(&["check", "--mode", "tolerant", "unfinished.xml"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let lines: Vec<_> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    assert!(lines[0].starts_with("unfinished.xml:2:26: error: /: not well-formed: "), "{out}");
    assert_eq!(lines[1], "unfinished.xml: invalid");
}

#[test]
fn unknown_documents_are_reported_at_the_root() {
    let expected = "recipe.xml:1:1: error: /recipe: no document with the root element \
                    {urn:example:kitchen}recipe is known\n\
                    recipe.xml: invalid\n";
    assert_eq!(run(&["check", "recipe.xml"]), outcome(1, expected, ""));
}

#[test]
fn warnings_do_not_make_a_document_invalid() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\n\
                  <tuple id='t'><status/></tuple></presence>";
    let expected = "-:2:15: warning: /presence/tuple/status: a status without any value \
                    (RFC 3863 \u{a7}4.1.3)\n\
                    -: valid pidf\n";
    assert_eq!(run_with_input(&["check", "-"], input), outcome(0, expected, ""));
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let (code, out, err) = run(&["check", "nowhere.xml", "recipe.xml", "harbour.xml"]);
    assert_eq!(code, 2);
    assert!(out.ends_with("recipe.xml: invalid\nharbour.xml: valid pidf\n"), "{out}");
    assert!(err.starts_with("sip-payloads: nowhere.xml: "), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn documents_are_found_in_mime_bodies() {
    let said = "multipart.mime: part 1: not checked: text/plain\n";
    let expected = outcome(0, "multipart.mime: valid pidf\n", said);
    assert_eq!(run(&["check", "multipart.mime"]), expected);
    let expected = outcome(0, "multipart.mime: valid pidf\n", "");
    assert_eq!(run(&["check", "--type", "pidf", "multipart.mime"]), expected);
    let header = "multipart/mixed; boundary=b1";
    let said = "multipart.body: part 1: not checked: text/plain\n";
    let expected = outcome(0, "multipart.body: valid pidf\n", said);
    assert_eq!(run(&["check", "--content-type", header, "multipart.body"]), expected);
    assert_eq!(run(&["check", "multipart.body"]).0, 1);
}

#[test]
fn a_content_type_overrules_what_the_document_declares() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                  <note>Caf\xe9</note></presence>";
    let latin1 = "application/pidf+xml; charset=\"iso-8859-1\"";
    let valid = outcome(0, "-: valid pidf\n", "");
    assert_eq!(run_with_input(&["check", "--content-type", latin1, "-"], input), valid);
    let text = "text/plain; charset=iso-8859-1";
    let arguments = ["check", "--type", "pidf", "--content-type", text, "-"];
    assert_eq!(run_with_input(&arguments, input), valid);
}

#[test]
fn empty_and_random_input_is_invalid() {
    for input in [&b""[..], b"\0\xff\xfe", b"<", b"hello", b"MIME-Version: 1.0\r\n\r\n"] {
        let (code, out, err) = run_with_input(&["check", "-"], input);
        assert_eq!((code, err.as_str()), (1, ""), "{input:?}");
        assert!(out.ends_with("\n-: invalid\n"), "{out}");
    }
}

#[test]
fn colour_is_for_those_who_ask() {
    let (_, out, _) = run(&["check", "--color", "always", "harbour.xml"]);
    assert_eq!(out, "harbour.xml: \u{1b}[32mvalid\u{1b}[0m pidf\n");
}

#[test]
fn messages_have_no_control_characters_for_the_terminal() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                 <tuple id='\u{9b}31m'><status/></tuple></presence>";
    let (_, out, _) = run_with_input(&["check", "-"], input.as_bytes());
    assert!(!out.contains('\u{9b}'), "{out:?}");
}

/// Every part of a known type is checked, at its line in the file.
#[test]
fn a27_i1_every_part_is_checked_with_its_position() {
    let part = |status: &str| {
        format!(
            "--b\nContent-Type: application/pidf+xml\nContent-ID: <{status}@x>\n\n\
             <presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\n\
             <tuple id='t'><status><basic>{status}</basic></status></tuple></presence>\n"
        )
    };
    let head = "Content-Type: multipart/mixed;boundary=b\n\n";
    let body = format!("{head}{}{}--b--\n", part("open"), part("busy"));
    let (code, out, err) = run_with_input(&["check", "-"], body.as_bytes());
    assert_eq!((code, err.as_str()), (1, ""));
    assert_eq!(
        out,
        "-:14:23: error: part 2 <busy@x>: /presence/tuple/status/basic: \"busy\" is not allowed: \
         expected open or closed\n-: invalid\n"
    );
    let body = format!("{head}{}{}--b--\n", part("open"), part("closed"));
    let valid = outcome(0, "-: valid pidf, pidf\n", "");
    assert_eq!(run_with_input(&["check", "-"], body.as_bytes()), valid);
}

/// A pasted SIP message.
#[test]
fn a18_a_whole_sip_message_is_read() {
    let message = "NOTIFY sip:b@192.0.2.1 SIP/2.0\nEvent: presence\nc: application/pidf+xml\n\n\
        <presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'/>";
    let valid = outcome(0, "-: valid pidf\n", "");
    assert_eq!(run_with_input(&["check", "-"], message.as_bytes()), valid);
    let (code, out, _) = run_with_input(&["parts", "-"], message.as_bytes());
    assert_eq!((code, out.as_str()), (0, "-\tapplication/pidf+xml\t-\t72\tpidf\n"));
}

#[test]
fn parts_are_listed() {
    let out = "1\ttext/plain\t-\t14\t-\n2\tapplication/pidf+xml\t-\t183\tpidf\n";
    assert_eq!(run(&["parts", "multipart.mime"]), outcome(0, out, ""));
    assert_eq!(run(&["parts", "--content-type", "multipart/mixed", "multipart.body"]).0, 1);
}
