//! The document of RFC 4575; the collected documents are compared with xmllint in `tests/corpus.rs`.

use xml_app_core::ErrorKind;

use super::*;

sip_payloads_testkit::reading!(ConferenceInfo);

const DOCUMENT: &str = include_str!("../../../../tests/documents/events/valid/conference.xml");

#[test]
fn a_conference_is_read_field_by_field() {
    let conference = strict(DOCUMENT).unwrap();
    assert_eq!(conference.entity, "sip:standup@conference.example.org");
    assert_eq!((conference.state, conference.version), (Some(ElementState::Full), Some(12)));
    let description = conference.description.as_ref().unwrap();
    assert_eq!(description.display_text.as_deref(), Some("Morning stand-up"));
    assert_eq!(description.subject.as_deref(), Some("What is in the way?"));
    assert_eq!(description.free_text.as_deref(), Some("Fifteen minutes at most"));
    let keywords: Vec<_> = description.keywords.iter().flat_map(|words| words.0.iter()).collect();
    assert_eq!(keywords, ["stand-up", "morning", "team"]);
    let bridge = &description.conf_uris.as_ref().unwrap().entries[0];
    assert_eq!(
        (bridge.uri.as_str(), &bridge.purpose),
        ("tel:+49301234567", &Some(Purpose::Participation))
    );
    let modified = bridge.modified.as_ref().unwrap();
    assert_eq!(modified.when.as_ref().unwrap().to_string(), "2026-11-02T07:55:00Z");
    assert_eq!(modified.by.as_ref().unwrap(), "sip:ops@example.org");
    let services = &description.service_uris.as_ref().unwrap().entries;
    assert_eq!(services[0].purpose, Some(Purpose::WebPage));
    assert_eq!(description.maximum_user_count, Some(25));
    let media = &description.available_media.as_ref().unwrap().entries;
    assert_eq!((media[0].label.as_str(), &media[0].type_), ("10", &MediaType::Audio));
    assert_eq!(media[1].status, Some(MediaStatus::Inactive));
    let host = conference.host_info.as_ref().unwrap();
    assert_eq!(host.web_page.as_ref().unwrap(), "https://example.org/ops");
    assert_eq!(host.uris.as_ref().unwrap().entries[0].uri, "sip:ops@example.org");
    let state = conference.conference_state.as_ref().unwrap();
    assert_eq!((state.user_count, state.active, state.locked), (Some(2), Some(true), Some(false)));
    let side = conference.sidebars_by_ref.as_ref().unwrap();
    assert_eq!(side.entries[0].display_text.as_deref(), Some("The build"));
    let side = &conference.sidebars_by_val.as_ref().unwrap().entries[0];
    assert_eq!(
        side.users.as_ref().unwrap().users[0].entity.as_ref().unwrap(),
        "sip:ivo@example.org"
    );
    assert_eq!(conference.extensions.raw().count(), 1);
    assert_eq!(strict(&conference.to_xml().unwrap()).unwrap(), conference);
}

#[test]
fn a_user_is_read_field_by_field() {
    let conference = strict(DOCUMENT).unwrap();
    let users = conference.users.as_ref().unwrap();
    assert_eq!((users.state, users.users.len()), (Some(ElementState::Full), 2));
    let noor = &users.users[0];
    assert_eq!(noor.display_text.as_deref(), Some("Noor"));
    let address = &noor.associated_aors.as_ref().unwrap().entries[0];
    assert_eq!(address.uri, "mailto:noor@example.org");
    assert_eq!(noor.roles.as_ref().unwrap().entries, ["moderator", "participant"]);
    assert_eq!(noor.languages.as_ref().unwrap().text(), "nl en");
    assert_eq!(noor.cascaded_focus.as_ref().unwrap(), "sip:branch@conference.example.org");
    let [endpoint] = noor.endpoints.as_slice() else { panic!("{noor:?}") };
    assert_eq!(endpoint.entity.as_deref(), Some("sip:noor@192.0.2.7:5062"));
    assert_eq!(endpoint.referred.as_ref().unwrap().reason.as_deref(), Some("on time"));
    assert_eq!(endpoint.status, Some(EndpointStatus::Connected));
    assert_eq!(endpoint.joining_method, Some(JoiningMethod::DialedIn));
    let joined = endpoint.joining_info.as_ref().unwrap().when.as_ref().unwrap();
    assert_eq!(joined.to_string(), "2026-11-02T08:00:03Z");
    assert_eq!(endpoint.disconnection_method, Some(DisconnectionMethod::Departed));
    let [voice, second] = endpoint.media.as_slice() else { panic!("{endpoint:?}") };
    assert_eq!((voice.id.as_str(), voice.label.as_deref()), ("1", Some("10")));
    assert_eq!(voice.type_, Some(MediaType::Audio));
    assert_eq!(
        (voice.src_id.as_deref(), voice.status),
        (Some("583398"), Some(MediaStatus::SendAndReceive))
    );
    assert_eq!(second, &Media::new("2".to_owned()));
    let call = endpoint.call_info.as_ref().unwrap().sip.as_ref().unwrap();
    assert_eq!(
        (call.call_id.as_str(), call.from_tag.as_str(), call.to_tag.as_str()),
        ("f81d4fae@192.0.2.7", "a6c8", "b3d1")
    );
}

/// Lists named `<entry>` are read at all their places, and media types are an open vocabulary: sipsimple
/// reads no entries, and refuses documents with other media types.
#[test]
fn other_words_are_kept() {
    let xml = DOCUMENT
        .replace("<type>audio</type>", "<type>hologram</type>")
        .replace("<purpose>web-page</purpose>", "<purpose>whiteboard</purpose>");
    let conference = strict(&xml).unwrap();
    let description = conference.description.as_ref().unwrap();
    let medium = &description.available_media.as_ref().unwrap().entries[0];
    assert_eq!(medium.type_, MediaType::Other("hologram".to_owned()));
    let service = &description.service_uris.as_ref().unwrap().entries[0];
    assert_eq!(service.purpose, Some(Purpose::Other("whiteboard".to_owned())));
}

#[test]
fn each_required_part_is_missed() {
    for (part, kind) in [
        ("entity=\"sip:standup@conference.example.org\"", ErrorKind::MissingAttribute),
        (" label=\"10\"", ErrorKind::MissingAttribute),
        ("<type>message</type>", ErrorKind::MissingElement),
        (" id=\"1\"", ErrorKind::MissingAttribute),
        ("<uri>tel:+49301234567</uri>", ErrorKind::MissingElement),
        ("<call-id>f81d4fae@192.0.2.7</call-id>", ErrorKind::MissingElement),
        ("<from-tag>a6c8</from-tag>", ErrorKind::MissingElement),
        ("<to-tag>b3d1</to-tag>", ErrorKind::MissingElement),
    ] {
        let without = DOCUMENT.replacen(part, "", 1);
        assert_ne!(without, DOCUMENT, "{part}");
        assert_eq!(strict(&without).unwrap_err().kind(), kind, "{part}");
        let reading = tolerant(&without);
        let written = reading.document.to_xml().unwrap();
        assert_eq!(tolerant(&written).document, reading.document, "{part}");
    }
}

fn words(xml: &str) -> Vec<String> {
    tolerant(xml).diagnostics.iter().map(|one| one.message().to_owned()).collect()
}

const NS: &str = "xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"sip:c@example.com\"";

/// CONF-1 and CONF-4; and case B21: a document without a version can be read.
#[test]
fn conf_1_and_conf_4_a_root_without_version_or_parts_is_told() {
    let told = words(&format!("<conference-info {NS}/>"));
    assert_eq!(
        told,
        [
            "there is no version: the document is a snapshot, which cannot be combined with others \
             (RFC 4575 §5.2)",
            "a full state has to have a <conference-description> and <users> (RFC 4575 §5.2)",
        ]
    );
    let partial = format!("<conference-info {NS} version=\"2\" state=\"partial\"/>");
    assert_eq!(words(&partial), Vec::<String>::new());
}

/// CONF-3.
#[test]
fn conf_3_states_that_contradict_each_other_are_told() {
    let contradiction = "an element with full state has a child with another state (RFC 4575 §4.4)";
    for (content, is_told) in [
        ("<users state=\"partial\"><user entity=\"sip:a@b\" state=\"deleted\"/></users>", false),
        ("<users><user entity=\"sip:a@b\" state=\"deleted\"/></users>", true),
        (
            "<users state=\"partial\"><user entity=\"sip:a@b\"><endpoint entity=\"e\" state=\"partial\"/></user></users>",
            true,
        ),
    ] {
        let xml = format!(
            "<conference-info {NS} version=\"2\" state=\"partial\">{content}</conference-info>"
        );
        let told = words(&xml);
        assert_eq!(told.iter().any(|word| word == contradiction), is_told, "{content}: {told:?}");
    }
}

#[test]
fn rows_without_a_key_are_told() {
    let xml = format!(
        "<conference-info {NS} version=\"2\" state=\"partial\"><users><user><endpoint/></user></users>\
         </conference-info>"
    );
    let told = words(&xml);
    assert_eq!(
        told.iter().filter(|word| word.starts_with("there is no entity")).count(),
        2,
        "{told:?}"
    );
}

#[test]
fn conf_2_a_state_is_full_by_default() {
    let conference = tolerant(&format!("<conference-info {NS} version=\"2\"/>")).document;
    assert_eq!((conference.state, conference.state()), (None, ElementState::Full));
    for state in ["full", "partial", "deleted"] {
        assert_eq!(ElementState::parse(state).unwrap().text(), state);
    }
    assert!(ElementState::parse("gone").is_err());
}

#[test]
fn conf_9_each_word_is_read_and_written() {
    for word in [
        "pending",
        "dialing-out",
        "dialing-in",
        "alerting",
        "on-hold",
        "connected",
        "muted-via-focus",
        "disconnecting",
        "disconnected",
    ] {
        assert_eq!(EndpointStatus::parse(word).unwrap().text(), word);
    }
    for word in ["dialed-in", "dialed-out", "focus-owner"] {
        assert_eq!(JoiningMethod::parse(word).unwrap().text(), word);
    }
    for word in ["departed", "booted", "failed", "busy"] {
        assert_eq!(DisconnectionMethod::parse(word).unwrap().text(), word);
    }
    for word in ["sendrecv", "sendonly", "recvonly", "inactive"] {
        assert_eq!(MediaStatus::parse(word).unwrap().text(), word);
    }
}
