//! `format`

use crate::check::{FAULTS, REPAIRS};
use crate::{outcome, run};

#[test]
fn what_was_repaired_is_written_and_reported() {
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

#[test]
fn every_encoding_becomes_utf_8() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b.example\">\
               <note>Caf\u{e9}</note></presence>\n";
    assert_eq!(run(&["format", "--compact", "latin1.xml"]), outcome(0, out, ""));
}

#[test]
fn the_document_in_a_mime_body_is_written_by_itself() {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
               <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b.example\">\
               <tuple id=\"t1\"><status><basic>closed</basic></status></tuple></presence>\n";
    assert_eq!(run(&["format", "--compact", "multipart.mime"]), outcome(0, out, ""));
}

#[test]
fn what_is_refused_is_reported() {
    let (code, out, err) = run(&["format", "unfinished.xml"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.starts_with("unfinished.xml:2:26: error: /: "), "{err}");
    let (code, out, err) = run(&["format", "nowhere.xml"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.starts_with("sip-payloads: nowhere.xml: "), "{err}");
}
