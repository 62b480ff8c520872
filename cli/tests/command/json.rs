//! `json`

use crate::{outcome, run, run_with_input};

#[test]
fn names_lists_numbers_and_keywords() {
    let out = concat!(
        r#"{"type":"pidf","entity":"sip:pilot@harbour.example","tuple":[{"id":"radio","#,
        r#""status":{"basic":"open","agp-pidf:extended":["available"],"#,
        r#""{urn:example:tide}tide":[{"raw":true,"{urn:example:tide}level":"2","value":"high"}]},"#,
        r#""dm:deviceID":["urn:uuid:6f1c"],"#,
        r#""caps:servcaps":[{"caps:audio":true,"caps:video":false}],"#,
        r#""contact":{"priority":0.80,"value":"sip:pilot@boat.example"},"#,
        r#""note":["On deck",{"xml:lang":"nl","value":"Aan dek"}],"#,
        r#""timestamp":"2026-01-15T12:30:00Z"}],"#,
        r#""dm:person":[{"id":"p1","rpid:activities":[{"until":"2026-01-15T18:00:00+01:00","#,
        r#""rpid:steering":[true],"rpid:other":["mooring"]}],"#,
        r#""rpid:place-is":[{"rpid:audio":{"rpid:noisy":true}}],"rpid:time-offset":[60],"#,
        r#""c:homepage":["http://harbour.example/pilots"],"dm:note":["Call before noon"],"#,
        r#""dm:timestamp":"2026-01-15T12:00:00"}],"#,
        r#""dm:device":[{"id":"d1","rpid:user-input":[{"last-input":"2026-01-15T12:29:00Z","#,
        r#""value":"idle"}],"dm:deviceID":"urn:uuid:6f1c"}]}"#,
        "\n"
    );
    assert_eq!(run(&["json", "--compact", "harbour.xml"]), outcome(0, out, ""));
}

#[test]
fn it_is_indented_for_people() {
    let out = r#"{
  "type": "pidf",
  "entity": "sip:a@b.example",
  "note": [
    "Café"
  ]
}
"#;
    assert_eq!(run(&["json", "latin1.xml"]), outcome(0, out, ""));
}

#[test]
fn names_that_clash_are_told_apart() {
    let out = concat!(
        r#"{"type":"pidf","entity":"sip:a@b.example","#,
        r#""{urn:example:one}thing":[{"raw":true,"@value":"1","@raw":"2","note":"3","value":"four","#,
        r#""{urn:example:one}value":["five"]}],"#,
        r#""{urn:example:two}thing":[{"raw":true}],"#,
        r#""{urn:example:three}thing":[{"raw":true,"{urn:example:three}type":"t"}]}"#,
        "\n"
    );
    assert_eq!(run(&["json", "--compact", "clash.xml"]), outcome(0, out, ""));
}

#[test]
fn members_of_the_document_cannot_replace_its_type() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
                  type='1'><type>2</type></presence>";
    let (code, out, err) = run_with_input(&["json", "--compact", "-"], input);
    let expected = concat!(
        r#"{"type":"pidf","entity":"sip:a@b.example","@type":"1","#,
        r#""pidf:type":[{"raw":true,"value":"2"}]}"#,
        "\n"
    );
    assert_eq!((code, out.as_str()), (0, expected));
    assert_eq!(err.lines().count(), 2, "{err}");
}

#[test]
fn numbers_are_numbers_however_they_are_spelt() {
    for (spelt, number) in [("1", "1"), ("0.800", "0.800"), ("1.", "1"), ("0.", "0")] {
        let input = format!(
            "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'><tuple id='t'>\
             <status/><contact priority='{spelt}'>sip:a@b.example</contact></tuple></presence>"
        );
        let (_, out, _) = run_with_input(&["json", "--compact", "-"], input.as_bytes());
        assert!(out.contains(&format!("\"priority\":{number},")), "{out}");
    }
}

#[test]
fn readable_and_raw_elements_of_one_name_are_an_array() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                  <tuple id='t'><status><basic>open</basic><basic>ajar</basic></status></tuple>\
                  </presence>";
    let (code, out, err) = run_with_input(&["json", "--compact", "-"], input);
    assert_eq!(code, 0, "{err}");
    let expected = r#""status":{"basic":["open",{"raw":true,"value":"ajar"}]}"#;
    assert!(out.contains(expected), "{out}");
}

/// Elements of one type have one JSON type, so `.status.basic` works for every tuple.
#[test]
fn empty_elements_are_empty_objects() {
    let input = b"<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example'>\
                  <tuple id='a'><status><basic>open</basic></status></tuple>\
                  <tuple id='b'><status/></tuple>\
                  <person xmlns='urn:ietf:params:xml:ns:pidf:data-model' id='p'>\
                  <r:activities xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'/>\
                  <r:activities xmlns:r='urn:ietf:params:xml:ns:pidf:rpid'><r:away/></r:activities>\
                  </person></presence>";
    let (code, out, _) = run_with_input(&["json", "--compact", "-"], input);
    assert_eq!(code, 0);
    let tuples = r#""tuple":[{"id":"a","status":{"basic":"open"}},{"id":"b","status":{}}]"#;
    assert!(out.contains(tuples), "{out}");
    assert!(out.contains(r#""rpid:activities":[{},{"rpid:away":[true]}]"#), "{out}");
}

/// Case A30: unknown content has one shape, and keys that do not depend on the sender.
#[test]
fn a30_unknown_elements_have_one_shape() {
    let lines = |prefix: &str, lines: &str| {
        let input = format!(
            "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@b.example' \
             xmlns:{prefix}='urn:example:v'><tuple id='t'><status/><{prefix}:lines>{lines}\
             </{prefix}:lines></tuple></presence>"
        );
        run_with_input(&["json", "--compact", "-"], input.as_bytes()).1
    };
    let line = r#"{"n":"1","value":"x"}"#;
    let one = lines("v", "<v:line n='1'>x</v:line>");
    let key = |values: &str| {
        format!(r#""{{urn:example:v}}lines":[{{"raw":true,"{{urn:example:v}}line":[{values}]}}]"#)
    };
    assert!(one.contains(&key(line)), "{one}");
    assert_eq!(lines("other", "<other:line n='1'>x</other:line>"), one);
    let two = lines("v", "<v:line n='1'>x</v:line><v:line n='1'>x</v:line>");
    assert!(two.contains(&key(&format!("{line},{line}"))), "{two}");
}
