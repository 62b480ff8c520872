//! RFC 4662 §5: the document that notifications about lists begin with.

use super::*;

sip_payloads_testkit::reading!(List);

const LIST: &str = "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:friends@example.com\" version=\"7\" \
    fullState=\"true\" cid=\"a@b\" extra=\"x\"><name xml:lang=\"en\">Friends</name><name xml:lang=\"de\">Freunde</name>\
    <resource uri=\"sip:bob@example.com\"><name>Bob</name><instance id=\"1\" state=\"active\" cid=\"c@d\">\
    <any xmlns=\"urn:x\"/></instance><instance id=\"2\" state=\"terminated\" reason=\"rejected\"/></resource>\
    <resource uri=\"sip:dave@example.com\"/></list>";

#[test]
fn rlmi_3_a_list_is_read_field_by_field() {
    let list = strict(LIST).unwrap();
    assert_eq!(
        (list.uri.as_str(), list.version, list.full_state),
        ("sip:friends@example.com", 7, true)
    );
    assert_eq!(list.cid.as_deref(), Some("a@b"));
    assert_eq!(list.names[1].lang.as_ref().unwrap().as_str(), "de");
    let bob = &list.resources[0];
    assert_eq!(bob.names[0].text, "Bob");
    assert_eq!(bob.instances[0].cid.as_deref(), Some("c@d"));
    assert_eq!(bob.instances[1].state, InstanceState::Terminated);
    assert_eq!(bob.instances[1].reason.as_deref(), Some("rejected"));
    assert_eq!(bob.best_instance().unwrap().id, "1");
    assert!(list.resources[1].instances.is_empty());
    let written = list.to_xml().unwrap();
    assert!(written.contains("extra=\"x\""), "{written}");
    assert_eq!(strict(&written).unwrap(), list);
}

#[test]
fn rlmi_2_what_is_mandatory_is_demanded() {
    for part in [
        " uri=\"sip:friends@example.com\"",
        " version=\"7\"",
        " fullState=\"true\"",
        " state=\"active\"",
    ] {
        assert!(strict(&LIST.replacen(part, "", 1)).is_err(), "{part}");
    }
    // Case B09: an empty list is a list.
    let empty = "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:a@b\" version=\"0\" fullState=\"true\"></list>";
    assert!(strict(empty).unwrap().resources.is_empty());
}

#[test]
fn rlmi_3_what_the_text_demands_is_a_warning() {
    for (from, to) in [
        (" cid=\"c@d\"", ""),
        (" reason=\"rejected\"", ""),
        ("id=\"2\"", "id=\"1\""),
        ("sip:dave@example.com", "sip:bob@example.com"),
    ] {
        let xml = LIST.replacen(from, to, 1);
        let found = tolerant(&xml).diagnostics;
        assert_eq!(found.len(), 1, "{from}: {found:?}");
        assert!(strict(&xml).is_ok(), "{from}");
    }
}
