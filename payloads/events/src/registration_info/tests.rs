//! The documents of RFC 3680 §5.3 and §6; the collected ones are in `tests/corpus.rs`.

use xml_app_core::ErrorKind;

use super::*;
use crate::DocumentState;

sip_payloads_testkit::reading!(RegistrationInfo);

const DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"2\" state=\"full\">\
    <registration aor=\"sip:user@example.com\" id=\"as9\" state=\"active\">\
    <contact state=\"active\" event=\"shortened\" duration-registered=\"7322\" expires=\"60\" \
    retry-after=\"5\" id=\"76\" q=\"0.8\" callid=\"a@host\" cseq=\"17\">\
    <uri>sip:user@pc887.example.com</uri><display-name xml:lang=\"en\">Joe</display-name>\
    <unknown-param name=\"audio\"></unknown-param><unknown-param name=\"x\">y</unknown-param>\
    </contact></registration></reginfo>\n";

#[test]
fn a_contact_is_read_field_by_field() {
    let info = strict(DOCUMENT).unwrap();
    assert_eq!(
        info.versioned,
        Versioned { version: Some(2.into()), state: Some(DocumentState::Full) }
    );
    let [registration] = info.registrations.as_slice() else { panic!("{info:?}") };
    assert_eq!(registration.aor, "sip:user@example.com");
    assert_eq!((registration.id.as_str(), registration.state), ("as9", RegistrationState::Active));
    let [contact] = registration.contacts.as_slice() else { panic!("{registration:?}") };
    assert_eq!((contact.state, contact.event), (ContactState::Active, ContactEvent::Shortened));
    assert_eq!((contact.duration_registered, contact.expires), (Some(7322), Some(60)));
    assert_eq!((contact.retry_after, contact.cseq), (Some(5), Some(17)));
    assert_eq!((contact.id.as_str(), contact.q.as_deref()), ("76", Some("0.8")));
    assert_eq!(contact.call_id.as_deref(), Some("a@host"));
    assert_eq!(contact.uri, "sip:user@pc887.example.com");
    let name = contact.display_name.as_ref().unwrap();
    assert_eq!((name.text.as_str(), name.lang.as_ref().unwrap().as_str()), ("Joe", "en"));
    let params: Vec<_> = contact
        .unknown_params
        .iter()
        .map(|param| (param.name.as_str(), param.value.as_str()))
        .collect();
    assert_eq!(params, [("audio", ""), ("x", "y")]);
    assert_eq!(strict(&info.to_xml().unwrap()).unwrap(), info);
}

#[test]
fn each_required_part_is_missed() {
    for (part, kind) in [
        (" version=\"2\"", ErrorKind::MissingAttribute),
        (" state=\"full\"", ErrorKind::MissingAttribute),
        (" aor=\"sip:user@example.com\"", ErrorKind::MissingAttribute),
        (" id=\"as9\"", ErrorKind::MissingAttribute),
        (" event=\"shortened\"", ErrorKind::MissingAttribute),
        (" id=\"76\"", ErrorKind::MissingAttribute),
        ("<uri>sip:user@pc887.example.com</uri>", ErrorKind::MissingElement),
        (" name=\"audio\"", ErrorKind::MissingAttribute),
    ] {
        let without = DOCUMENT.replacen(part, "", 1);
        assert_ne!(without, DOCUMENT, "{part}");
        assert_eq!(strict(&without).unwrap_err().kind(), kind, "{part}");
        let reading = tolerant(&without);
        assert!(!reading.diagnostics.is_empty(), "{part}");
        let written = reading.document.to_xml().unwrap();
        assert_eq!(tolerant(&written).document, reading.document, "{part}");
    }
}

#[test]
fn each_word_is_read_and_written() {
    for state in ["init", "active", "terminated"] {
        assert_eq!(RegistrationState::parse(state).unwrap().text(), state);
    }
    for event in [
        "registered",
        "created",
        "refreshed",
        "shortened",
        "expired",
        "deactivated",
        "probation",
        "unregistered",
        "rejected",
    ] {
        assert_eq!(ContactEvent::parse(event).unwrap().text(), event);
    }
    assert!(ContactState::parse("init").is_err());
}

/// RFC 5628: GRUUs are extensions of a contact.
#[test]
fn reg_5_unknown_elements_are_kept() {
    let gruu = "<gr:pub-gruu xmlns:gr=\"urn:ietf:params:xml:ns:gruuinfo\" uri=\"sip:user@example.com;gr=a\"/>";
    let xml = DOCUMENT.replace("</contact>", &format!("{gruu}</contact>"));
    let info = strict(&xml).unwrap();
    assert_eq!(info.registrations[0].contacts[0].extensions.raw().count(), 1);
    assert_eq!(strict(&info.to_xml().unwrap()).unwrap(), info);
}

/// Case B01b.
#[test]
fn b01b_a_capital_event_is_offered_as_the_event() {
    let reading = tolerant(&DOCUMENT.replace(" event=", " Event="));
    let [found] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics) };
    assert_eq!((found.kind(), found.is_error()), (ErrorKind::Misspelt, true));
    assert_eq!(reading.document.registrations[0].contacts[0].event, ContactEvent::Shortened);
}

/// Case B02: the attributes that Kamailio adds.
#[test]
fn b02_attributes_that_the_schema_lacks_are_kept() {
    let xml =
        DOCUMENT.replace(" cseq=", " user_agent=\"ua r1 / phone\" path=\"&lt;sip:lb@h;lr>\" cseq=");
    let reading = tolerant(&xml);
    assert_eq!(reading.diagnostics.len(), 2);
    let contact = &reading.document.registrations[0].contacts[0];
    let kept: Vec<_> = contact.extensions.attributes().iter().map(|one| &*one.value).collect();
    assert_eq!(kept, ["ua r1 / phone", "<sip:lb@h;lr>"]);
    let written = reading.document.to_xml().unwrap();
    assert!(
        written.contains("path=\"&lt;sip:lb@h;lr&gt;\"")
            || written.contains("path=\"&lt;sip:lb@h;lr>\""),
        "{written}"
    );
}

/// REG-2.
#[test]
fn reg_2_events_that_demand_an_attribute() {
    let told = |xml: &str| {
        tolerant(xml).diagnostics.iter().map(|one| one.message().to_owned()).collect::<Vec<_>>()
    };
    let shortened = "a shortened contact has to say when it expires (RFC 3680 §5.1.2)";
    assert_eq!(told(&DOCUMENT.replace(" expires=\"60\"", "")), [shortened]);
    let probation = DOCUMENT.replace("shortened", "probation").replace(" retry-after=\"5\"", "");
    let probation_words = "a contact on probation has to say when to retry (RFC 3680 §5.1.2)";
    assert_eq!(told(&probation), [probation_words]);
    assert_eq!(told(DOCUMENT), Vec::<String>::new());
}
