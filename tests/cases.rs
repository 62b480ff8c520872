//! Inputs that were read wrongly before, named after their cases.

#![allow(clippy::unwrap_used, reason = "a test may panic in its helpers too")]

use sip_payloads::presence::xpidf::Xpidf;
use sip_payloads::presence::{Pidf, Presence};
use sip_payloads::rpid::{Activities, Activity};
use sip_payloads::{Error, ReadOptions, Reading};

/// A presence document with this content.
fn document(content: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:a@example.org' \
         xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>{content}</presence>"
    )
}

fn strict(xml: &str) -> Result<Reading<Presence>, Error> {
    sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::strict())
}

fn tolerant(xml: &str) -> Reading<Presence> {
    sip_payloads::parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::default()).unwrap()
}

fn findings(reading: &Reading<Presence>) -> Vec<String> {
    reading.diagnostics.iter().map(ToString::to_string).collect()
}

/// Asterisk writes the person of an RPID draft.
#[test]
fn a01_namespaces_of_drafts_are_read_as_what_they_became() {
    let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:207@example.net'\n \
        xmlns:pp='urn:ietf:params:xml:ns:pidf:person'\n \
        xmlns:es='urn:ietf:params:xml:ns:pidf:rpid:status:rpid-status'\n \
        xmlns:ep='urn:ietf:params:xml:ns:pidf:rpid:rpid-person'>\n\
        <pp:person id='p'><status><ep:activities><ep:busy/></ep:activities></status></pp:person>\n\
        </presence>";
    let reading = tolerant(xml);
    let person = reading.document.person().unwrap();
    let activities = person.extensions.get::<Activities>().unwrap();
    assert_eq!(activities.activities, [Activity::Busy]);
    let draft = |draft: &str, became: &str| {
        format!(
            "an obsolete namespace, urn:ietf:params:xml:ns:pidf:{draft}; \
             read as urn:ietf:params:xml:ns:pidf:{became}"
        )
    };
    let found: Vec<_> =
        reading.diagnostics.iter().map(|d| (d.line(), d.column(), d.message())).collect();
    assert_eq!(
        found,
        [
            (2, 12, draft("person", "data-model").as_str()),
            (3, 12, &draft("rpid:status:rpid-status", "rpid")),
            (4, 12, &draft("rpid:rpid-person", "rpid")),
            (5, 19, "unexpected <status> around elements of <pp:person>; read without it"),
        ]
    );
    // Strict reading keeps unknown elements, and reports them.
    let reading = strict(xml).unwrap();
    assert!(reading.document.person().is_none());
    assert_eq!(
        findings(&reading),
        ["5:1: warning: /presence/pp:person: an obsolete namespace, which \
          urn:ietf:params:xml:ns:pidf:data-model replaced"]
    );
}

#[test]
fn a24_known_elements_in_unexpected_places_are_warned_about() {
    for (content, path, message) in [
        (
            "<dm:person id='p'><note>x</note></dm:person>",
            "/presence/dm:person/note",
            "unknown element <note> in <dm:person>: programs will not look for it here",
        ),
        (
            "<dm:person id='p'><rpid:busy/></dm:person>",
            "/presence/dm:person/rpid:busy",
            "unknown element <rpid:busy> in <dm:person>: programs will not look for it here",
        ),
        (
            "<dm:person id='p'><rpid:activities><rpid:away/><activities/></rpid:activities></dm:person>",
            "/presence/dm:person/rpid:activities/activities",
            "unknown element <activities> in <rpid:activities>: programs will not look for it here",
        ),
        (
            "<tuple id='t'><status><rpid:sphere/></status></tuple>",
            "/presence/tuple/status/rpid:sphere",
            "<rpid:sphere> is known, but not expected here",
        ),
    ] {
        let reading = strict(&document(content)).unwrap();
        let found = &reading.diagnostics[0];
        assert!(!found.is_error());
        assert_eq!((found.path(), found.message()), (path, message), "{content}");
        assert_eq!(reading.diagnostics.len(), 1);
    }
    let unknown = document("<dm:person id='p'><x:note xmlns:x='urn:x'/></dm:person>");
    assert!(strict(&unknown).unwrap().diagnostics.is_empty());
}

#[test]
fn h4_an_entity_and_a_contact_are_absolute_uris() {
    let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='ana@example.org'>\
        <tuple id='t'><status><basic>open</basic></status><contact>ana@example.org</contact></tuple>\
        </presence>";
    assert_eq!(
        findings(&strict(xml).unwrap()),
        [
            "1:1: warning: /presence: the entity \"ana@example.org\" is no absolute URI (RFC 3863 §4.1.1)",
            "1:122: warning: /presence/tuple/contact: the contact \"ana@example.org\" is no absolute \
             URI (RFC 3863 §4.1.5)"
        ]
    );
}

#[test]
fn h6_brackets_in_a_uri_stand_around_an_ipv6_address() {
    let tuple = |contact: &str| {
        document(&format!("<tuple id='t'><status/><contact>{contact}</contact></tuple>"))
    };
    assert!(strict(&tuple("sip:ida@[2001:db8::1]:5060")).is_ok());
    assert!(strict(&tuple("sip:[service]@example.org")).is_err());
    assert!(strict(&tuple("http://example.org/list[1]")).is_err());
}

#[test]
fn i2_xpidf_is_another_document_type() {
    let xml = b"<presence><presentity uri='sip:101@192.0.2.1;method=SUBSCRIBE'/>\
        <atom atomid='a' id='101'><address uri='sip:b@192.0.2.1'/></atom></presence>";
    let options = ReadOptions::default();
    let expected =
        "1:1: /presence: this is XPIDF (application/xpidf+xml), which is another type of document";
    let error = sip_payloads::parse_with::<Pidf>(xml, &options).unwrap_err();
    assert_eq!(error.to_string(), expected);
    let document = sip_payloads::read(None, xml, &options).unwrap();
    assert_eq!(document.root::<Xpidf>().unwrap().atoms.len(), 1);
    // PIDF without its namespace is PIDF.
    let forgot = b"<presence entity='sip:a@example.org'><tuple id='t'><status/></tuple></presence>";
    assert!(sip_payloads::parse_with::<Pidf>(forgot, &options).is_ok());
    assert!(sip_payloads::read(None, forgot, &options).unwrap().root::<Pidf>().is_some());
}

/// Linphone writes the timestamp of a person in PIDF's namespace.
#[test]
fn i5_a_timestamp_of_pidf_in_a_person_is_the_time_of_the_person() {
    let person = |inside: &str| document(&format!("<dm:person id='p'>{inside}</dm:person>"));
    let xml = person(
        "<rpid:activities><rpid:busy/></rpid:activities><timestamp>2026-03-01T09:30:00Z</timestamp>",
    );
    for reading in [strict(&xml).unwrap(), tolerant(&xml)] {
        let person = reading.document.person().unwrap();
        assert_eq!(person.timestamp.as_ref().unwrap().to_string(), "2026-03-01T09:30:00Z");
        assert_eq!(reading.diagnostics.len(), 1);
        assert_eq!(
            reading.diagnostics[0].message(),
            "<timestamp> in the namespace urn:ietf:params:xml:ns:pidf is read as <timestamp> in \
             urn:ietf:params:xml:ns:pidf:data-model"
        );
    }
    // An instruction or a comment in it makes no difference.
    let xml = person("<timestamp><?x y?>2026-03-01<!-- -->T09:30:00Z</timestamp>");
    assert!(tolerant(&xml).document.person().unwrap().timestamp.is_some());
    // Where it cannot be that timestamp, it stays an unknown extension, which is valid.
    for (inside, time) in [
        ("<timestamp>yesterday</timestamp>", None),
        ("<timestamp x='1'>2026-03-01T09:30:00Z</timestamp>", None),
        (
            "<timestamp>2026-03-01T09:30:00Z</timestamp><dm:timestamp>2026-01-01T00:00:00Z</dm:timestamp>",
            Some("2026-01-01T00:00:00Z"),
        ),
        (
            "<timestamp>2026-03-01T09:30:00Z</timestamp><timestamp>2026-03-02T09:30:00Z</timestamp>",
            Some("2026-03-01T09:30:00Z"),
        ),
    ] {
        let reading = strict(&person(inside)).unwrap();
        let person = reading.document.person().unwrap();
        assert_eq!(person.timestamp.as_ref().map(ToString::to_string).as_deref(), time, "{inside}");
        assert!(person.extensions.raw().any(|raw| raw.name.local() == "timestamp"), "{inside}");
    }
}
