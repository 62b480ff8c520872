//! `format`

use crate::check::{FAULTS, REPAIRS};
use crate::{outcome, run, run_with_input};

#[test]
fn repaired_documents_are_written_and_reported() {
    let out = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="">
  <tuple id="_202">
    <status>
      <basic>open</basic>
    </status>
    <flag>blue</flag>
  </tuple>
  <note>first</note>
</presence>
"#;
    assert_eq!(run(&["format", "broken.xml"]), outcome(0, out, REPAIRS));
    let strict = run(&["format", "--mode", "strict", "broken.xml"]);
    assert_eq!(strict, outcome(1, "", FAULTS));
}

/// Also without faults.
#[test]
fn changes_by_writing_are_reported() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\n\
                  <tuple id='t'><status><basic>open</basic></status>\n\
                  <servcaps xmlns='urn:ietf:params:xml:ns:pidf:caps'><audio>1</audio></servcaps>\n\
                  </tuple></presence>";
    let (code, out, err) = run_with_input(&["format", "--compact", "-"], input);
    assert_eq!(code, 0);
    assert!(out.contains("<caps:audio>true</caps:audio>"), "{out}");
    assert_eq!(
        err,
        "-:3:52: warning: /presence/tuple/servcaps/audio: \"1\" will be written as \"true\"\n"
    );
}

#[test]
fn every_encoding_becomes_utf_8() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b.example\">\
               <note>Caf\u{e9}</note></presence>\n";
    assert_eq!(run(&["format", "--compact", "latin1.xml"]), outcome(0, out, ""));
}

#[test]
fn the_document_in_a_mime_body_is_written_without_the_body() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b.example\">\
               <tuple id=\"t1\"><status><basic>closed</basic></status></tuple></presence>\n";
    assert_eq!(run(&["format", "--compact", "multipart.mime"]), outcome(0, out, ""));
}

#[test]
fn refused_documents_are_reported() {
    let (code, out, err) = run(&["format", "unfinished.xml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml:2:26: error: /: "), "{err}");
    let (code, out, err) = run(&["format", "nowhere.xml"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("sip-payloads: nowhere.xml: "), "{err}");
}

/// Case I3: how to get a valid document.
#[test]
fn i3_what_is_not_valid_is_left_out_on_request() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' x='1'>\
                 <tuple id='t'><status><basic>open</basic></status></tuple>stray\
                 <tuple id='t'><status><basic y='2'>open</basic></status><odd/></tuple>\
                 <tuple id='t-2'><status/></tuple>\
                 <dm:person xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' id='t'/></presence>";
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" \
               xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" entity=\"sip:a@b.example\">\
               <tuple id=\"t\"><status><basic>open</basic></status></tuple>\
               <tuple id=\"t-3\"><status><basic>open</basic></status></tuple>\
               <tuple id=\"t-2\"><status/></tuple><dm:person id=\"t-4\"/></presence>\n";
    let (code, valid, err) =
        run_with_input(&["format", "--valid", "--compact", "-"], input.as_bytes());
    assert_eq!((code, valid.as_str()), (0, out));
    let changes: Vec<_> = err.lines().filter_map(|line| line.strip_prefix("-: ")).collect();
    assert_eq!(
        changes,
        [
            "/presence: the attribute x is left out",
            "/presence/tuple[2]: the id \"t\", which is another's, becomes \"t-3\"",
            "/presence/tuple[2]/status/basic: the attribute y is left out",
            "/presence/tuple[2]: the element {urn:ietf:params:xml:ns:pidf}odd is left out",
            "/presence/person: the id \"t\", which is another's, becomes \"t-4\"",
            "/presence: the text \"stray\" is left out",
        ]
    );
    let (code, checked, _) = run_with_input(&["check", "-"], valid.as_bytes());
    assert_eq!(code, 0, "{checked}");
}

/// An element can become empty against its schema, and then the one around it.
#[test]
fn elements_that_become_empty_are_omitted() {
    let input = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                 <dm:person xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' id='p'>\
                 <mood xmlns='urn:ietf:params:xml:ns:pidf:rpid'><peckish/></mood>\
                 </dm:person></presence>";
    let (code, valid, err) =
        run_with_input(&["format", "--valid", "--compact", "-"], input.as_bytes());
    assert_eq!(code, 0, "{err}");
    assert!(
        valid.ends_with("entity=\"sip:a@b.example\"><dm:person id=\"p\"/></presence>\n"),
        "{valid}"
    );
    let changes: Vec<_> = err.lines().filter_map(|line| line.strip_prefix("-: ")).collect();
    assert_eq!(
        changes,
        [
            "/presence/person/mood: the element {urn:ietf:params:xml:ns:pidf:rpid}peckish is left out",
            "/presence/person: the element {urn:ietf:params:xml:ns:pidf:rpid}mood is left out",
        ]
    );
}
