//! Tests of RPID, from RFC 4480 and of its schema.

mod vocabularies;

use sip_payloads_testkit::found;
use sip_presence::{DataModel, Person, Pidf, Presence};
use xml_app_core::{
    Diagnostic, ErrorKind, ExtensionElement, ExtensionOf, Namespace, ReadOptions, Registration,
    Registry, XmlApplication, XmlElement,
};

use crate::{
    Activities, Activity, AudioCondition, Class, DeviceExt, Feeling, InputState, LocationType,
    LocationTypes, Mood, PersonExt, PlaceIs, PlaceType, Privacy, Relationship, RelationshipKind,
    Rpid, ServiceClass, ServiceKind, Sphere, SphereKind, StatusIcon, TimeOffset, TupleDefaults,
    TupleExt, UserInput,
};

sip_payloads_testkit::reading!(Pidf, DataModel, Rpid, LocationTypes);

fn document(content: &str) -> String {
    sip_payloads_testkit::presence(
        "xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid' xmlns:lt='urn:ietf:params:xml:ns:location-type'",
        content,
    )
}

fn in_person(content: &str) -> String {
    document(&sip_payloads_testkit::person(content))
}

fn in_tuple(content: &str) -> String {
    document(&sip_payloads_testkit::tuple(content))
}

fn person(presence: &Presence) -> &Person {
    presence.person().unwrap()
}

/// RFC 4480 §4, with the sphere of erratum 2961, without the tuples that add nothing.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
   <presence xmlns="urn:ietf:params:xml:ns:pidf"
     xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
     xmlns:lt="urn:ietf:params:xml:ns:location-type"
     xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid"
     entity="pres:someone@example.com">

  <tuple id="ty4658">
    <status>
      <basic>open</basic>
    </status>
    <rpid:relationship><rpid:assistant/></rpid:relationship>
    <contact priority="1.0">mailto:secretary@example.com</contact>
  </tuple>

  <tuple id="eg92n8">
    <status>
      <basic>open</basic>
    </status>
    <dm:deviceID>urn:x-mac:0003ba4811e3</dm:deviceID>
    <rpid:class>email</rpid:class>
    <rpid:service-class><rpid:electronic/></rpid:service-class>
    <rpid:status-icon>http://example.com/mail.png</rpid:status-icon>
    <contact priority="1.0">mailto:someone@example.com</contact>
  </tuple>

  <note>I'll be in Tokyo next week</note>

  <dm:device id="pc147">
    <rpid:user-input idle-threshold="600"
      last-input="2004-10-21T13:20:00-05:00">idle</rpid:user-input>
    <dm:deviceID>urn:device:0003ba4811e3</dm:deviceID>
    <dm:note>PC</dm:note>
  </dm:device>

  <dm:person id="p1">
    <rpid:activities from="2005-05-30T12:00:00+05:00"
       until="2005-05-30T17:00:00+05:00">
       <rpid:note>Far away</rpid:note>
       <rpid:away/>
    </rpid:activities>
    <rpid:class>calendar</rpid:class>
    <rpid:mood>
      <rpid:angry/>
      <rpid:other>brooding</rpid:other>
    </rpid:mood>
    <rpid:place-is>
       <rpid:audio>
          <rpid:noisy/>
       </rpid:audio>
    </rpid:place-is>
    <rpid:place-type><lt:residence/></rpid:place-type>
    <rpid:privacy><rpid:unknown/></rpid:privacy>
    <rpid:sphere><bowlingleague xmlns="http://example.com/ext"/></rpid:sphere>
    <rpid:status-icon>http://example.com/play.gif</rpid:status-icon>

    <rpid:time-offset>-240</rpid:time-offset>
    <dm:note>Scoring 120</dm:note>
    <dm:timestamp>2005-05-30T16:09:44+05:00</dm:timestamp>
  </dm:person>
</presence>"#;

#[test]
fn services_and_devices_of_the_example_are_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    let [assistant, mail] = &presence.tuples[..] else {
        panic!("{} tuples", presence.tuples.len());
    };
    assert_eq!(assistant.relationship_kind(), Some(RelationshipKind::Assistant));
    // Empty.
    assert_eq!(assistant.service_kind(), Some(ServiceKind::Electronic));
    assert_eq!(assistant.class(), None);

    assert_eq!(mail.relationship_kind(), Some(RelationshipKind::Myself));
    assert_eq!(mail.service_kind(), Some(ServiceKind::Electronic));
    assert_eq!(mail.class().unwrap().name.as_str(), "email");
    assert_eq!(mail.status_icon().unwrap().uri, "http://example.com/mail.png");
    assert_eq!(mail.user_input(), None);

    let device = presence.devices().next().unwrap();
    let input = device.user_input().unwrap();
    assert_eq!(input.state, InputState::Idle);
    assert_eq!(input.idle_threshold.unwrap().get(), 600);
    assert_eq!(input.last_input.as_ref().unwrap().to_string(), "2004-10-21T13:20:00-05:00");
    assert_eq!(input.id, None);
    assert_eq!(device.class(), None);
}

#[test]
fn the_person_of_the_example_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    let person = person(&presence);
    let activities = person.activities().unwrap();
    assert_eq!(activities.interval.from.as_ref().unwrap().to_string(), "2005-05-30T12:00:00+05:00");
    assert_eq!(
        activities.interval.until.as_ref().unwrap().to_string(),
        "2005-05-30T17:00:00+05:00"
    );
    assert_eq!(activities.id, None);
    assert_eq!(activities.notes, ["Far away"]);
    assert_eq!(activities.activities, [Activity::Away]);
    assert_eq!(person.class(), Some(&Class::from("calendar")));
    let mood = person.mood().unwrap();
    assert_eq!(mood.feelings, [Feeling::Angry, Feeling::Other("brooding".into())]);
    let place = person.place_is().unwrap();
    assert_eq!(place.audio.as_ref().unwrap().value, AudioCondition::Noisy);
    assert_eq!((&place.video, &place.text), (&None, &None));
    let place = person.place_type().unwrap();
    assert_eq!(place.other, None);
    assert_eq!(place.extensions.get::<LocationType>(), Some(&LocationType::Residence));
    let unknown = Privacy { unknown: true, ..Privacy::default() };
    assert_eq!(person.privacy(), Some(&unknown));
    let sphere = person.sphere().unwrap();
    assert_eq!(sphere.kind, None);
    let league = sphere.extensions.raw().next().unwrap();
    assert_eq!(league.name.to_string(), "{http://example.com/ext}bowlingleague");
    assert_eq!(person.status_icon().unwrap().uri, "http://example.com/play.gif");
    let offset = person.time_offset().unwrap();
    assert_eq!((offset.minutes, &offset.description), (-240, &None));
    assert_eq!(person.user_input(), None);
    assert_eq!(person.extensions.raw().count(), 0);
    assert_eq!(person.notes, ["Scoring 120"]);
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    for xml in [Pidf::to_xml(&presence).unwrap(), Pidf::to_xml_pretty(&presence).unwrap()] {
        assert_eq!(strict(&xml).unwrap(), presence);
    }
}

/// RFC 4480 prints a text in `<sphere>`, which its schema forbids (erratum 2961).
#[test]
fn a_sphere_in_words_is_kept() {
    let xml = in_person("<rpid:sphere>bowling league</rpid:sphere>");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::UnexpectedText);
    let reading = tolerant(&xml);
    let path = "/presence/dm:person/rpid:sphere";
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::UnexpectedText, path)]);
    assert_eq!(person(&reading.document).sphere().unwrap().kind, None);
    let written = Pidf::to_xml(&reading.document).unwrap();
    assert!(written.contains("<rpid:sphere>bowling league</rpid:sphere>"), "{written}");
}

/// Missing required parts: reported and repaired.
#[test]
fn missing_parts_are_reported() {
    for (element, name) in [
        ("<rpid:mood/>", "mood"),
        ("<rpid:mood><rpid:note>n</rpid:note></rpid:mood>", "mood"),
        ("<rpid:place-type/>", "place-type"),
    ] {
        let xml = in_person(element);
        let path = format!("/presence/dm:person/rpid:{name}");
        let reading = tolerant(&xml);
        assert_eq!(
            found(&reading.diagnostics),
            [(ErrorKind::MissingElement, path.as_str())],
            "{element}"
        );
        assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::MissingElement, "{element}");
        assert_eq!(tolerant(&Pidf::to_xml(&reading.document).unwrap()).document, reading.document);
    }
    let xml = in_tuple("<rpid:service-class/>");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::MissingElement);
    let reading = tolerant(&xml);
    assert_eq!(
        found(&reading.diagnostics),
        [(ErrorKind::MissingElement, "/presence/tuple/rpid:service-class")]
    );
}

/// What has no placeholder is kept raw.
#[test]
fn unreadable_content_is_kept_raw() {
    for (element, kind) in [
        ("<rpid:place-is><rpid:audio/></rpid:place-is>", ErrorKind::MissingElement),
        ("<rpid:time-offset/>", ErrorKind::InvalidValue),
        ("<rpid:time-offset>noon</rpid:time-offset>", ErrorKind::InvalidValue),
        ("<rpid:user-input/>", ErrorKind::InvalidValue),
        ("<rpid:activities from=\"noon\"><rpid:away/></rpid:activities>", ErrorKind::InvalidValue),
        ("<rpid:user-input idle-threshold=\"0\">idle</rpid:user-input>", ErrorKind::InvalidValue),
    ] {
        let xml = in_person(element);
        assert_eq!(strict(&xml).unwrap_err().kind(), kind, "{element}");
        let reading = tolerant(&xml);
        assert_eq!(reading.diagnostics.len(), 1, "{element}");
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert!(written.contains(element), "{element}: {written}");
    }
}

/// The choices in the schema: `unknown` or any of the others.
#[test]
fn unknown_excludes_others() {
    for element in [
        "<rpid:activities><rpid:unknown/><rpid:away/></rpid:activities>",
        "<rpid:activities><rpid:away/><rpid:unknown/></rpid:activities>",
        "<rpid:mood><rpid:unknown/><rpid:sad/></rpid:mood>",
        "<rpid:mood><rpid:sad/><rpid:unknown/></rpid:mood>",
        "<rpid:privacy><rpid:unknown/><rpid:audio/></rpid:privacy>",
        "<rpid:privacy><rpid:unknown/><x:smell/></rpid:privacy>",
        "<rpid:place-type><rpid:other>shed</rpid:other><lt:bar/></rpid:place-type>",
        "<rpid:sphere><rpid:home/><rpid:work/></rpid:sphere>",
        "<rpid:sphere><rpid:home/><x:club/></rpid:sphere>",
    ] {
        let xml = in_person(element);
        assert!(strict(&xml).is_err(), "{element}");
        let reading = tolerant(&xml);
        assert!(!reading.is_valid(), "{element}");
        let written = Pidf::to_xml(&reading.document).unwrap();
        let parts = element.split_inclusive('>').filter(|part| part.ends_with("/>"));
        for part in parts {
            assert!(written.contains(part), "{part} of {element}: {written}");
        }
        assert_eq!(tolerant(&written).document, reading.document, "{element}");
    }
    let both = tolerant(&in_person("<rpid:mood><rpid:sad/><rpid:unknown/></rpid:mood>"));
    assert_eq!(person(&both.document).mood().unwrap().feelings, [Feeling::Sad]);
}

#[test]
fn a_wrong_order_is_put_right() {
    for (wrong, right) in [
        (
            "<rpid:activities><rpid:away/><rpid:note>n</rpid:note></rpid:activities>",
            "<rpid:activities><rpid:note>n</rpid:note><rpid:away/></rpid:activities>",
        ),
        (
            "<rpid:place-is><rpid:video><rpid:ok/></rpid:video><rpid:audio><rpid:ok/></rpid:audio>\
             </rpid:place-is>",
            "<rpid:place-is><rpid:audio><rpid:ok/></rpid:audio><rpid:video><rpid:ok/></rpid:video>\
             </rpid:place-is>",
        ),
        (
            "<rpid:privacy><rpid:text/><rpid:audio/></rpid:privacy>",
            "<rpid:privacy><rpid:audio/><rpid:text/></rpid:privacy>",
        ),
    ] {
        let reading = tolerant(&in_person(wrong));
        assert_eq!(strict(&in_person(wrong)).unwrap_err().kind(), ErrorKind::OutOfOrder);
        assert_eq!(reading.document, strict(&in_person(right)).unwrap());
        assert!(Pidf::to_xml(&reading.document).unwrap().contains(right), "{right}");
    }
}

#[test]
fn attributes_of_other_vocabularies_are_kept() {
    let element = "<rpid:activities x:k=\"1\"><rpid:away/></rpid:activities>";
    let presence = strict(&in_person(element)).unwrap();
    assert!(Pidf::to_xml(&presence).unwrap().contains(element));
    let element = "<rpid:class x:k=\"1\">c</rpid:class>";
    assert!(strict(&in_person(element)).is_err());
    let reading = tolerant(&in_person(element));
    assert!(Pidf::to_xml(&reading.document).unwrap().contains(element));
}

/// RFC 4480 §3.2 allows activities of other vocabularies; they can be registered.
#[test]
fn activities_can_be_extended() {
    const CLUB: Namespace = Namespace::new("urn:example:club", "club");

    #[derive(Debug, Clone, PartialEq, XmlElement)]
    #[xml(namespace = CLUB, name = "juggling")]
    struct Juggling {
        #[xml(attribute)]
        balls: u8,
    }
    impl ExtensionOf<Activities> for Juggling {
        const REGISTRATION: Registration = Registration::ByHand;
    }

    let mut builder = Registry::builder();
    builder.application::<Pidf>().unwrap().namespace(CLUB).unwrap();
    builder.add(DataModel).unwrap().add(Rpid).unwrap();
    builder.extend::<Activities>().with::<Juggling>().unwrap();
    let registry = builder.build();
    let options = ReadOptions::strict();
    let xml = in_person(
        "<rpid:activities><rpid:away/><j:juggling xmlns:j='urn:example:club' balls='3'/>\
         <rpid:tv/></rpid:activities>",
    );
    let presence = registry.parse_with::<Pidf>(xml.as_bytes(), &options).unwrap().document;
    let activities = person(&presence).activities().unwrap();
    assert_eq!(activities.extension::<Juggling>(), Some(&Juggling { balls: 3 }));
    let juggling = Activity::Extension(ExtensionElement::new(Juggling { balls: 3 }));
    assert_eq!(activities.activities, [Activity::Away, juggling, Activity::Tv]);
    let written = Pidf::to_xml(&presence).unwrap();
    assert!(written.contains("<rpid:away/><club:juggling balls=\"3\"/><rpid:tv/>"), "{written}");
}

/// RFC 4480 §3.9 and §3.10: defaults, and other vocabularies.
#[test]
fn defaults_are_those_of_the_rfc() {
    let tuple = |content: &str| tolerant(&in_tuple(content)).document.tuples.remove(0);
    let silent = tuple("");
    assert_eq!(silent.relationship_kind(), Some(RelationshipKind::Myself));
    assert_eq!(silent.service_kind(), Some(ServiceKind::Electronic));
    let foreign = tuple(
        "<rpid:relationship><x:twin/></rpid:relationship>\
         <rpid:service-class><x:drone/></rpid:service-class>",
    );
    assert_eq!(foreign.relationship_kind(), None);
    assert_eq!(foreign.service_kind(), None);
}

/// RFC 4480 §3.10: services that deliver objects have no contact URI.
#[test]
fn physical_services_ask_for_an_empty_contact() {
    for (kind, contact, warnings) in [
        ("postal", "mailto:a@b", 1),
        ("in-person", "sip:a@b", 1),
        ("courier", "", 0),
        ("electronic", "sip:a@b", 0),
    ] {
        let reading = tolerant(&in_tuple(&format!(
            "<rpid:service-class><rpid:{kind}/></rpid:service-class><contact>{contact}</contact>"
        )));
        assert!(reading.is_valid());
        let kinds = reading.diagnostics.iter().map(Diagnostic::kind);
        assert_eq!(kinds.collect::<Vec<_>>(), vec![ErrorKind::Discouraged; warnings], "{kind}");
    }
}

/// RFC 4480 §3.13, its own example among them: minutes, east of UTC positive.
#[test]
fn time_offsets_have_a_sign() {
    for (text, minutes) in [("-300\n", -300), ("+120", 120), ("0", 0), ("-0", 0), ("840", 840)] {
        let xml = in_person(&format!(
            "<rpid:time-offset description=\"America/New_York\">{text}</rpid:time-offset>"
        ));
        let presence = strict(&xml).unwrap();
        let offset = person(&presence).time_offset().unwrap();
        assert_eq!(offset.minutes, minutes);
        assert_eq!(offset.description.as_deref(), Some("America/New_York"));
        assert_eq!(strict(&Pidf::to_xml(&presence).unwrap()).unwrap(), presence);
    }
    assert_eq!(TimeOffset::from_minutes(-240).minutes, -240);
}

/// RFC 4480 table 1: elsewhere these elements are unknown and kept.
#[test]
fn elements_have_their_parents() {
    let xml = in_tuple("<rpid:mood><rpid:sad/></rpid:mood>");
    let reading = tolerant(&xml);
    assert!(reading.is_valid());
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.document.tuples[0].extensions.raw().count(), 1);
    assert!(strict(&xml).is_ok());
    // Known elements are checked wherever they stand.
    assert!(strict(&in_tuple("<rpid:mood><rpid:table/></rpid:mood>")).is_err());
    assert!(strict(&in_tuple("<x:e><rpid:mood/></x:e>")).is_err());
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<Activities>();
    is_shared::<Mood>();
    is_shared::<PlaceIs>();
    is_shared::<PlaceType>();
    is_shared::<Privacy>();
    is_shared::<Sphere>();
    is_shared::<(Relationship, ServiceClass, StatusIcon, TimeOffset, UserInput, Class)>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("Activities", size_of::<Activities>(), 176),
        ("Activity", size_of::<Activity>(), 72),
        ("Class", size_of::<Class>(), 48),
        ("Feeling", size_of::<Feeling>(), 72),
        ("LocationType", size_of::<LocationType>(), 72),
        ("Mood", size_of::<Mood>(), 176),
        ("PlaceIs", size_of::<PlaceIs>(), 272),
        ("PlaceType", size_of::<PlaceType>(), 224),
        ("Privacy", size_of::<Privacy>(), 160),
        ("Relationship", size_of::<Relationship>(), 128),
        ("ServiceClass", size_of::<ServiceClass>(), 64),
        ("Sphere", size_of::<Sphere>(), 136),
        ("SphereKind", size_of::<SphereKind>(), 1),
        ("StatusIcon", size_of::<StatusIcon>(), 144),
        ("TimeOffset", size_of::<TimeOffset>(), 176),
        ("UserInput", size_of::<UserInput>(), 112),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}

#[test]
fn an_interval_that_ends_before_it_begins_is_warned_of() {
    let mood = |from: &str, until: &str| {
        in_person(&format!("<rpid:mood from='{from}' until='{until}'><rpid:sad/></rpid:mood>"))
    };
    let backwards = tolerant(&mood("2005-05-30T12:00:00Z", "2005-05-30T12:59:59+02:00"));
    assert_eq!(
        found(&backwards.diagnostics),
        [(ErrorKind::Discouraged, "/presence/dm:person/rpid:mood")]
    );
    assert!(backwards.is_valid());
    let forwards = tolerant(&mood("2005-05-30T12:00:00Z", "2005-05-30T14:00:01+02:00"));
    assert_eq!(found(&forwards.diagnostics), []);
}

/// The warnings about a valid document.
fn warnings(xml: &str) -> Vec<String> {
    let reading = tolerant(xml);
    assert!(reading.is_valid(), "{:?}", reading.diagnostics);
    let said = |found: &Diagnostic| format!("{} {}", found.path(), found.message());
    reading.diagnostics.iter().map(said).collect()
}

/// RFC 4480 §5: "Elements that do not have from/until parameters MUST NOT appear more than once in
/// each <person>, <tuple>, or <device>."
#[test]
fn elements_without_an_interval_occur_once() {
    let input = "<rpid:user-input>idle</rpid:user-input>";
    let group = "<rpid:class>a</rpid:class><rpid:class>b</rpid:class><rpid:class>c</rpid:class>";
    assert_eq!(warnings(&in_person(&format!("{input}<rpid:class>a</rpid:class>"))), [""; 0]);
    assert_eq!(
        warnings(&in_person(&format!("{input}{group}{input}"))),
        [
            "/presence/dm:person 3 class elements where one is allowed (RFC 4480 §5)",
            "/presence/dm:person 2 user-input elements where one is allowed (RFC 4480 §5)",
        ]
    );
    let kind = "<rpid:relationship><rpid:self/></rpid:relationship>";
    let class = "<rpid:service-class><rpid:electronic/></rpid:service-class>";
    assert_eq!(
        warnings(&in_tuple(&format!("{class}{kind}{kind}{class}"))),
        [
            "/presence/tuple 2 relationship elements where one is allowed (RFC 4480 §5)",
            "/presence/tuple 2 service-class elements where one is allowed (RFC 4480 §5)",
        ]
    );
    // §3.4: a service may be on several devices.
    let device = "<dm:deviceID>urn:device:1</dm:deviceID>";
    assert_eq!(warnings(&in_tuple(&format!("{device}{device}"))), [""; 0]);
}

/// RFC 4480 §3.1: "there can be multiple elements of the same type, whose time ranges SHOULD NOT
/// overlap".
#[test]
fn intervals_of_one_type_do_not_overlap() {
    let overlap = ["/presence/dm:person mood elements for times that overlap (RFC 4480 §3.1)"];
    let twice = ["/presence/dm:person 2 mood elements without from and until (RFC 4480 §5)"];
    let from = |hour: u8| format!("from='2005-05-30T{hour:02}:00:00Z'");
    let until = |hour: u8| format!("until='2005-05-30T{hour:02}:00:00Z'");
    let hours = |first: u8, last: u8| format!("{} {}", from(first), until(last));
    let moods = |intervals: &[String]| {
        let mood = |of: &String| format!("<rpid:mood {of}><rpid:sad/></rpid:mood>");
        warnings(&in_person(&intervals.iter().map(mood).collect::<String>()))
    };
    let always = String::new;
    assert_eq!(moods(&[hours(8, 12), hours(13, 17)]), [""; 0]);
    assert_eq!(moods(&[hours(13, 17), hours(8, 13)]), [""; 0]);
    assert_eq!(moods(&[hours(8, 12), hours(11, 17)]), overlap);
    assert_eq!(moods(&[hours(8, 12), hours(18, 19), hours(11, 17)]), overlap);
    assert_eq!(moods(&[hours(8, 18), hours(9, 10), hours(11, 12)]), overlap);
    // Open ends.
    assert_eq!(moods(&[from(12), until(12)]), [""; 0]);
    assert_eq!(moods(&[from(12), until(13)]), overlap);
    assert_eq!(moods(&[from(12), from(13)]), overlap);
    assert_eq!(moods(&[until(12), until(13)]), overlap);
    // One that applies when no other does.
    assert_eq!(moods(&[always(), hours(8, 12), hours(13, 17)]), [""; 0]);
    assert_eq!(moods(&[always(), hours(8, 12), always()]), twice);
    // Without a zone it may be fourteen hours earlier or later.
    let here = |first: u8, last: u8| hours(first, last).replace('Z', "");
    assert_eq!(moods(&[hours(8, 12), here(11, 17)]), [""; 0]);
    assert_eq!(moods(&[here(8, 12), here(11, 17)]), overlap);
    assert_eq!(moods(&[hours(0, 10), here(5, 6), from(8)]), overlap);
    // Intervals that only touch do not overlap.
    assert_eq!(moods(&[hours(16, 18), hours(16, 16)]), [""; 0]);
    assert_eq!(moods(&[hours(16, 16), hours(16, 18)]), [""; 0]);
    // Other types do not count.
    let other = format!("<rpid:privacy {}><rpid:audio/></rpid:privacy>", hours(8, 12));
    let mood = format!("<rpid:mood {}><rpid:sad/></rpid:mood>", hours(8, 12));
    assert_eq!(warnings(&in_person(&format!("{other}{mood}"))), [""; 0]);
}

/// Its unexpected attributes are kept with it only.
#[test]
fn an_unexpected_keyword_keeps_its_attributes() {
    let xml = in_person(
        "<rpid:activities><rpid:away/><rpid:unknown a='1'/><rpid:lunch b='2'/></rpid:activities>",
    );
    let first = tolerant(&xml).document;
    let written = Pidf::to_xml(&first).unwrap();
    assert_eq!(written.matches("a=\"1\"").count(), 1, "{written}");
    assert_eq!(tolerant(&written).document, first);
    // It is not kept for a keyword that a program sets later.
    let mut changed = first;
    let person = changed.extensions.get_mut::<Person>().unwrap();
    let activities = person.extensions.get_mut::<Activities>().unwrap();
    activities.extensions.remove_unexpected();
    activities.activities = vec![Activity::Unknown];
    assert!(!Pidf::to_xml(&changed).unwrap().contains("a=\"1\""));
}
