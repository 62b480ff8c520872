//! Tests of the data model, from RFC 4479 and of its schema.

use sip_payloads_testkit::found;
use xml_app_core::{ErrorKind, ReadOptions, Registry, XmlApplication};

use crate::{
    Basic, DataModel, Device, DeviceId, Occurrence, Person, Pidf, Presence, Status, Tuple,
};

sip_payloads_testkit::reading!(Pidf, DataModel);

fn document(content: &str) -> String {
    sip_payloads_testkit::presence("", content)
}

/// RFC 4479 §7.1 with the entity of erratum 2131.
const EXAMPLE: &str = r#"<presence xmlns="urn:ietf:params:xml:ns:pidf"
 xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
 xmlns:rp="urn:ietf:params:xml:ns:pidf:rpid"
 xmlns:caps="urn:ietf:params:xml:ns:pidf:caps"
 entity="pres:presentity@example.com">
 <tuple id="sg89ae">
  <status>
   <basic>open</basic>
  </status>
  <dm:deviceID>mac:8asd7d7d70</dm:deviceID>
  <caps:servcaps>
   <caps:extensions>
    <caps:supported>
     <caps:pref/>
    </caps:supported>
   </caps:extensions>
   <caps:methods>
    <caps:supported>
     <caps:MESSAGE/>
     <caps:OPTIONS/>
    </caps:supported>
   </caps:methods>
  </caps:servcaps>
  <contact>sip:someone@example.com</contact>
 </tuple>
 <dm:person id="p1">
  <rp:activities>
   <rp:on-the-phone/>
  </rp:activities>
 </dm:person>
 <dm:device id="pc122">
  <rp:user-input>idle</rp:user-input>
  <dm:deviceID>mac:8asd7d7d70</dm:deviceID>
 </dm:device>
</presence>"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    assert_eq!(presence.entity, "pres:presentity@example.com");

    let tuple = &presence.tuples[0];
    assert_eq!(tuple.id, "sg89ae");
    assert_eq!(tuple.status, Status::from(Basic::Open));
    let device_id = tuple.extensions.get::<DeviceId>().unwrap();
    assert_eq!(device_id.uri, "mac:8asd7d7d70");
    // This registry does not know capabilities.
    assert_eq!(tuple.extensions.raw().next().unwrap().name.local(), "servcaps");
    assert_eq!(tuple.extensions.len(), 2);
    assert_eq!(tuple.contact.as_ref().unwrap().uri, "sip:someone@example.com");

    let person = presence.person().unwrap();
    assert_eq!(person.id, "p1");
    assert_eq!(person.extensions.raw().next().unwrap().name.local(), "activities");
    assert!(person.notes.is_empty());
    assert_eq!(person.timestamp, None);

    let device = presence.devices().next().unwrap();
    assert_eq!(device.id, "pc122");
    assert_eq!(device.device_id.uri, "mac:8asd7d7d70");
    assert_eq!(device.extensions.raw().next().unwrap().text(), "idle");
    assert_eq!(presence.devices_of(tuple).collect::<Vec<_>>(), [device]);
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    for xml in [Pidf::to_xml(&presence).unwrap(), Pidf::to_xml_pretty(&presence).unwrap()] {
        assert_eq!(strict(&xml).unwrap(), presence);
    }
    let full = document(
        "<dm:person id='p'><x:a/><dm:note xml:lang='en'>n</dm:note><dm:note>m</dm:note>\
         <dm:timestamp>2005-05-30T16:09:44+05:00</dm:timestamp></dm:person>\
         <dm:device id='d'><x:b/><dm:deviceID>urn:device:1</dm:deviceID><dm:note>PC</dm:note>\
         <dm:timestamp>2005-05-30T16:09:44.5+05:00</dm:timestamp></dm:device>",
    );
    let presence = strict(&full).unwrap();
    let person = presence.person().unwrap();
    assert_eq!(person.notes, ["n", "m"]);
    assert_eq!(person.timestamp.as_ref().unwrap().to_string(), "2005-05-30T16:09:44+05:00");
    let device = presence.devices().next().unwrap();
    assert_eq!(device.notes, ["PC"]);
    assert_eq!(device.timestamp.as_ref().unwrap().to_string(), "2005-05-30T16:09:44.5+05:00");
    assert_eq!(strict(&Pidf::to_xml(&presence).unwrap()).unwrap(), presence);
}

#[test]
fn missing_parts_have_placeholders() {
    for (content, kind, path) in [
        ("<dm:person/>", ErrorKind::MissingAttribute, "/presence/dm:person"),
        (
            "<dm:device><dm:deviceID>urn:device:1</dm:deviceID></dm:device>",
            ErrorKind::MissingAttribute,
            "/presence/dm:device",
        ),
        ("<dm:device id='d'/>", ErrorKind::MissingElement, "/presence/dm:device"),
    ] {
        let xml = document(content);
        let reading = tolerant(&xml);
        assert_eq!(found(&reading.diagnostics), [(kind, path)], "{content}");
        assert_eq!(strict(&xml).unwrap_err().kind(), kind, "{content}");
        let typed = reading.document.persons().count() + reading.document.devices().count();
        assert_eq!(typed, 1, "{content}");
    }
}

#[test]
fn a_wrong_order_is_put_right() {
    let wrong = document(
        "<dm:device id='d'><dm:timestamp>2024-01-01T00:00:00Z</dm:timestamp><dm:note>n</dm:note>\
         <dm:deviceID>urn:device:1</dm:deviceID><x:e/></dm:device>\
         <dm:person id='p'><dm:note>n</dm:note><x:e/></dm:person>",
    );
    let right = document(
        "<dm:device id='d'><x:e/><dm:deviceID>urn:device:1</dm:deviceID><dm:note>n</dm:note>\
         <dm:timestamp>2024-01-01T00:00:00Z</dm:timestamp></dm:device>\
         <dm:person id='p'><x:e/><dm:note>n</dm:note></dm:person>",
    );
    let reading = tolerant(&wrong);
    assert!(!reading.diagnostics.is_empty());
    assert!(reading.diagnostics.iter().all(|found| found.kind() == ErrorKind::OutOfOrder));
    assert_eq!(strict(&wrong).unwrap_err().kind(), ErrorKind::OutOfOrder);
    assert_eq!(reading.document, strict(&right).unwrap());
    assert_eq!(strict(&Pidf::to_xml(&reading.document).unwrap()).unwrap(), reading.document);
}

/// The same local names in PIDF's own namespace are not those of the data model (RFC 4479 §5).
#[test]
fn notes_of_pidf_are_not_notes_of_a_person() {
    let xml = document("<dm:person id='p'><note>n</note></dm:person>");
    let presence = tolerant(&xml).document;
    let person = presence.person().unwrap();
    assert!(person.notes.is_empty());
    assert_eq!(person.extensions.len(), 1);
    assert!(Pidf::to_xml(&presence).unwrap().contains("<note>n</note>"));
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let xml = document(
        "<dm:person id='p' x:k='1'><x:e/><dm:odd/></dm:person>\
         <dm:device id='d' x:k='2'><x:f/><dm:deviceID x:k='3'>urn:device:1</dm:deviceID>\
         </dm:device>",
    );
    let reading = tolerant(&xml);
    assert!(strict(&xml).is_err());
    let written = Pidf::to_xml(&reading.document).unwrap();
    for part in ["x:k=\"1\"", "<x:e/>", "<dm:odd/>", "x:k=\"2\"", "<x:f/>", "x:k=\"3\""] {
        assert!(written.contains(part), "{part}: {written}");
    }
    assert_eq!(tolerant(&written).document, reading.document);
}

/// RFC 4479 §5: notes of the presence document are for every person that has none of its own.
#[test]
fn notes_of_the_document_are_for_persons_without_notes() {
    let presence = strict(&document(
        "<note>all</note><dm:person id='p'/><dm:person id='q'><dm:note>own</dm:note></dm:person>",
    ))
    .unwrap();
    let persons: Vec<_> = presence.persons().collect();
    assert_eq!(presence.notes_for(persons[0]), ["all"]);
    assert_eq!(presence.notes_for(persons[1]), ["own"]);
}

/// RFC 4479 §3.5: occurrence ids are unique over tuples, persons and devices.
#[test]
fn occurrences_are_found_by_id() {
    let presence = strict(&document(
        "<tuple id='t'><status><basic>open</basic></status></tuple>\
         <dm:device id='d'><dm:deviceID>urn:device:1</dm:deviceID></dm:device>\
         <dm:person id='p'/>",
    ))
    .unwrap();
    assert!(matches!(presence.occurrence("t"), Some(Occurrence::Tuple(t)) if t.id == "t"));
    assert!(matches!(presence.occurrence("p"), Some(Occurrence::Person(p)) if p.id == "p"));
    assert!(matches!(presence.occurrence("d"), Some(Occurrence::Device(d)) if d.id == "d"));
    assert_eq!(presence.occurrence("x"), None);
    for taken in ["t", "p", "d"] {
        assert_eq!(presence.fresh_id(taken).to_string(), format!("{taken}-2"));
    }
    let twice =
        document("<tuple id='t'><status><basic>open</basic></status></tuple><dm:person id='t'/>");
    assert_eq!(strict(&twice).unwrap_err().kind(), ErrorKind::DuplicateId);
}

#[test]
fn a_tuple_names_any_number_of_devices() {
    let presence = strict(&document(
        "<tuple id='t'><status><basic>open</basic></status><dm:deviceID>urn:d:1</dm:deviceID>\
         <dm:deviceID>urn:d:2</dm:deviceID><dm:deviceID>urn:d:3</dm:deviceID></tuple>\
         <dm:device id='c'><dm:deviceID>urn:d:3</dm:deviceID></dm:device>\
         <dm:device id='a'><dm:deviceID>urn:d:1</dm:deviceID></dm:device>\
         <dm:device id='b'><dm:deviceID>urn:d:1</dm:deviceID></dm:device>",
    ))
    .unwrap();
    let devices = presence.devices_of(&presence.tuples[0]);
    assert_eq!(devices.map(|device| device.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn persons_can_be_changed() {
    let mut presence = Presence::new("pres:a@example.com".parse().unwrap());
    assert!(presence.person_mut().is_none());
    presence.extensions.push(Person::new("p".parse().unwrap()));
    presence.person_mut().unwrap().notes.push("n".into());
    assert_eq!(presence.person().unwrap().notes, ["n"]);
}

#[test]
fn without_the_module_persons_are_kept_raw() {
    let mut builder = Registry::builder();
    builder.application::<Pidf>().unwrap();
    let registry = builder.build();
    let options = ReadOptions::strict();
    let xml = document("<dm:person id='p'><x:e/></dm:person>");
    let presence = registry.parse_with::<Pidf>(xml.as_bytes(), &options).unwrap().document;
    assert_eq!(presence.person(), None);
    let raw = presence.extensions.raw().next().unwrap();
    assert_eq!(raw.name.local(), "person");
    assert_eq!(raw.decode::<Person>(&Registry::empty()).unwrap().id, "p");
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<Person>();
    is_shared::<Device>();
    is_shared::<DeviceId>();
    is_shared::<Tuple>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("Person", size_of::<Person>(), 112),
        ("Device", size_of::<Device>(), 160),
        ("DeviceId", size_of::<DeviceId>(), 48),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}
