//! The document of RFC 4235; the collected documents are compared with xmllint in `tests/corpus.rs`.

use xml_app_core::{ErrorKind, RawElement};

use super::*;
use crate::DocumentState;

sip_payloads_testkit::reading!(DialogInfo);

fn document(content: &str) -> String {
    format!(
        "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"full\" \
         entity=\"sip:alice@example.com\">{content}</dialog-info>"
    )
}

/// Every element and attribute of RFC 4235 §4.1, and those of its schema.
const DIALOG: &str = "<dialog id=\"zxcnm3\" call-id=\"a&lt;b&gt;@host\" local-tag=\"1928301774\" \
    remote-tag=\"hh76a\" direction=\"recipient\"><state event=\"remote-bye\" code=\"200\">terminated\
    </state><duration>274</duration><replaces call-id=\"hg287s98s89\" local-tag=\"6762h7\" \
    remote-tag=\"09278hsb\"/><referred-by display=\"Bob\">sip:bob@example.com</referred-by>\
    <route-set><hop>sip:proxy.example.com;lr</hop></route-set><local><identity display=\"Alice\">\
    sip:alice@example.com</identity><target uri=\"sip:alice@pc33.example.com\"><param \
    pname=\"isfocus\" pval=\"true\"/></target><session-description type=\"application/sdp\">v=0\
    </session-description><cseq>2</cseq></local><remote><identity>sip:carol@example.net</identity>\
    </remote></dialog>";

#[test]
fn a_dialog_is_read_field_by_field() {
    let xml = document(DIALOG);
    let info = strict(&xml).unwrap();
    assert_eq!(info.versioned.version, NonNegativeInteger::new(1));
    assert_eq!(info.versioned.state, Some(DocumentState::Full));
    assert_eq!(info.entity, "sip:alice@example.com");
    let [dialog] = info.dialogs.as_slice() else { panic!("{:?}", info.dialogs) };
    assert_eq!((dialog.id.as_str(), dialog.direction), ("zxcnm3", Some(Direction::Recipient)));
    assert_eq!(dialog.call_id.as_deref(), Some("a<b>@host"));
    assert_eq!(dialog.local_tag.as_deref(), Some("1928301774"));
    assert_eq!(dialog.remote_tag.as_deref(), Some("hh76a"));
    let state = &dialog.state;
    assert_eq!((state.value, state.event), (DialogState::Terminated, Some(Event::RemoteBye)));
    assert_eq!(state.code.map(StatusCode::get), Some(200));
    assert_eq!(dialog.duration, NonNegativeInteger::new(274));
    assert_eq!(dialog.replaces.as_ref().unwrap().remote_tag, "09278hsb");
    assert_eq!(dialog.referred_by.as_ref().unwrap().display.as_deref(), Some("Bob"));
    assert_eq!(dialog.route_set.as_ref().unwrap().hops, ["sip:proxy.example.com;lr"]);
    let local = dialog.local.as_ref().unwrap();
    assert_eq!(local.identity.as_ref().unwrap().uri, "sip:alice@example.com");
    let target = local.target.as_ref().unwrap();
    assert_eq!(target.uri, "sip:alice@pc33.example.com");
    assert_eq!(
        (target.params[0].name.as_str(), target.params[0].value.as_str()),
        ("isfocus", "true")
    );
    let session = local.session_description.as_ref().unwrap();
    assert_eq!((session.content_type.as_str(), session.text.as_str()), ("application/sdp", "v=0"));
    assert_eq!(local.cseq, NonNegativeInteger::new(2));
    let remote = dialog.remote.as_ref().unwrap();
    assert_eq!(remote.identity.as_ref().unwrap().uri, "sip:carol@example.net");
    assert!(!info.has_unexpected());
    assert!(DialogInfo::to_xml(&info).unwrap().contains(DIALOG));
}

#[test]
fn each_required_part_is_missed() {
    for (part, kind) in [
        (" version=\"1\"", ErrorKind::MissingAttribute),
        (" state=\"full\"", ErrorKind::MissingAttribute),
        (" entity=\"sip:alice@example.com\"", ErrorKind::MissingAttribute),
        (" id=\"zxcnm3\"", ErrorKind::MissingAttribute),
        (" call-id=\"hg287s98s89\"", ErrorKind::MissingAttribute),
        (" pval=\"true\"", ErrorKind::MissingAttribute),
        (" type=\"application/sdp\"", ErrorKind::MissingAttribute),
        ("<hop>sip:proxy.example.com;lr</hop>", ErrorKind::MissingElement),
    ] {
        let xml = document(DIALOG);
        assert!(xml.contains(part), "{part}");
        let without = xml.replacen(part, "", 1);
        assert_eq!(strict(&without).unwrap_err().kind(), kind, "{part}");
        // What is left is still there, and nothing is lost.
        let reading = tolerant(&without);
        assert!(!reading.diagnostics.is_empty(), "{part}");
        let written = DialogInfo::to_xml(&reading.document).unwrap();
        assert_eq!(tolerant(&written).document, reading.document, "{part}");
    }
    // A dialog without its state is invalid.
    let stateless = document("<dialog id=\"d\"/>");
    assert_eq!(strict(&stateless).unwrap_err().kind(), ErrorKind::MissingElement);
    assert_eq!(tolerant(&stateless).document.extensions.raw().count(), 1);
}

#[test]
fn each_word_is_read_and_written() {
    let states = ["trying", "proceeding", "early", "confirmed", "terminated"];
    let events =
        ["cancelled", "rejected", "replaced", "local-bye", "remote-bye", "error", "timeout"];
    for state in states {
        assert_eq!(DialogState::parse(state).unwrap().text(), state);
    }
    for event in events {
        assert_eq!(Event::parse(event).unwrap().text(), event);
    }
    for (code, fine) in [("99", false), ("100", true), ("699", true), ("700", false)] {
        assert_eq!(StatusCode::parse(code).is_ok(), fine, "{code}");
    }
    assert!(DialogState::parse("held").is_err());
}

#[test]
fn dlg_7_names_of_people_have_two_spellings() {
    let xml = document(&DIALOG.replace("display=\"Alice\"", "display-name=\"Alice\""));
    let reading = tolerant(&xml);
    let local = reading.document.dialogs[0].local.as_ref().unwrap();
    assert_eq!(local.identity.as_ref().unwrap().display.as_deref(), Some("Alice"));
    assert!(DialogInfo::to_xml(&reading.document).unwrap().contains("display=\"Alice\""));
}

#[test]
fn extensions_are_kept_in_place() {
    let appearance = "<sa:appearance xmlns:sa=\"urn:ietf:params:xml:ns:sa-dialog-info\">1\
                      </sa:appearance>";
    let xml = document(&format!("<dialog id=\"d\"><state>early</state>{appearance}</dialog>"));
    let info = strict(&xml).unwrap();
    assert_eq!(info.dialogs[0].extensions.raw().count(), 1);
    let written = DialogInfo::to_xml(&info).unwrap();
    assert_eq!(strict(&written).unwrap(), info);
    let misplaced =
        document("<dialog id=\"d\" notify-state=\"full\"><state>early</state></dialog>");
    let reading = tolerant(&misplaced);
    assert_eq!(reading.diagnostics[0].kind(), ErrorKind::UnexpectedAttribute);
    assert!(DialogInfo::to_xml(&reading.document).unwrap().contains("notify-state=\"full\""));
}

#[test]
fn a_document_is_made_of_its_required_parts() {
    let mut info = DialogInfo::new("sip:alice@example.com".parse().unwrap());
    info.versioned = Versioned { version: Some(0.into()), state: Some(DocumentState::Partial) };
    let mut dialog = Dialog::new("as7d900as8".to_owned(), State::from(DialogState::Trying));
    dialog.direction = Some(Direction::Initiator);
    info.dialogs.push(dialog);
    assert_eq!(
        RawElement::encode(&info).unwrap().to_string(),
        "<di:dialog-info xmlns:di=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" \
         state=\"partial\" entity=\"sip:alice@example.com\"><di:dialog id=\"as7d900as8\" \
         direction=\"initiator\"><di:state>trying</di:state></di:dialog></di:dialog-info>"
    );
}

/// DLG-6.
#[test]
fn dlg_6_an_event_without_an_end_is_a_warning() {
    let told = |state: &str| {
        let xml = document(&format!(
            "<dialog id=\"1\"><state event=\"replaced\">{state}</state></dialog>"
        ));
        tolerant(&xml).diagnostics.iter().map(|one| one.message().to_owned()).collect::<Vec<_>>()
    };
    let message = "the event means something for a terminated dialog only (RFC 4235 §4.1.2)";
    assert_eq!(told("confirmed"), [message]);
    assert_eq!(told("terminated"), Vec::<String>::new());
}

/// Case B05b: a display name with a bare `&` inside and a Call-ID with `<` are refused at their place, and what
/// is written is escaped.
#[test]
fn b05b_what_is_not_escaped_is_refused_at_its_place() {
    let xml = document("<dialog id=\"z97<8df>6d\"><state>early</state></dialog>");
    let error = strict(&xml).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotWellFormed);
    let place = u32::try_from(xml.find("<8df").unwrap()).unwrap() + 1;
    assert_eq!((error.line(), error.column()), (Some(1), Some(place)));
    let mut info = DialogInfo::new("sip:u@example.org".parse().unwrap());
    info.dialogs.push(Dialog::new("z97<8df>6d".to_owned(), State::from(DialogState::Early)));
    info.versioned = Versioned { version: Some(0.into()), state: Some(DocumentState::Full) };
    let written = info.to_xml().unwrap();
    assert!(written.contains("id=\"z97&lt;8df"), "{written}");
    assert_eq!(strict(&written).unwrap(), info);
}

#[test]
fn dlg_1_a_document_has_a_version_a_state_and_an_entity() {
    for attribute in ["version=\"1\"", "state=\"full\"", "entity=\"sip:alice@example.com\""] {
        let xml = document("").replacen(attribute, "", 1);
        assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::MissingAttribute, "{attribute}");
    }
}

#[test]
fn dlg_2_a_half_dialog_has_no_remote_tag_and_a_receiver_is_a_recipient() {
    let xml = document("<dialog id=\"1\" direction=\"receiver\"><state>trying</state></dialog>");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::InvalidValue);
    let dialog = &tolerant(&xml).document.dialogs[0];
    assert_eq!((dialog.direction, &dialog.remote_tag), (Some(Direction::Recipient), &None));
}

#[test]
fn dlg_6_states_are_lower_case_and_codes_have_a_range() {
    let xml = document("<dialog id=\"1\"><state code=\"200\">Confirmed</state></dialog>");
    assert!(strict(&xml).is_err());
    assert_eq!(tolerant(&xml).document.dialogs[0].state.value, DialogState::Confirmed);
    for (code, is_valid) in [(99, false), (100, true), (699, true), (700, false)] {
        let xml =
            document(&format!("<dialog id=\"1\"><state code=\"{code}\">early</state></dialog>"));
        assert_eq!(strict(&xml).is_ok(), is_valid, "{code}");
    }
}

#[test]
fn dlg_8_and_dlg_9_what_only_the_schema_has_and_parameters_are_kept() {
    let info = strict(&document(DIALOG)).unwrap();
    let local = info.dialogs[0].local.as_ref().unwrap();
    let param = &local.target.as_ref().unwrap().params[0];
    assert_eq!((param.name.as_str(), param.value.as_str()), ("isfocus", "true"));
    let written = info.to_xml().unwrap();
    assert!(
        written.contains("<route-set><hop>") && written.contains("<cseq>2</cseq>"),
        "{written}"
    );
}
