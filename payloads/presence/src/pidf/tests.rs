//! Tests of PIDF, from RFC 3863 and of its schema.

use sip_payloads_testkit::found;
use xml_app_core::{ErrorKind, Language, ReadOptions, Registry, XmlApplication};

use crate::{
    Basic, Contact, DataModel, Note, Occurrence, Pidf, Presence, Status, Tuple, is_mandatory,
    is_understood,
};

sip_payloads_testkit::reading!(Pidf, DataModel);

/// A document with this in it.
fn document(content: &str) -> String {
    sip_payloads_testkit::presence("", content)
}

/// RFC 3863 §4.3.1.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf"
     xmlns:im="urn:ietf:params:xml:ns:pidf:im"
     xmlns:myex="http://id.example.com/presence/"
     entity="pres:someone@example.com">
  <tuple id="bs35r9">
    <status>
      <basic>open</basic>
      <im:im>busy</im:im>
      <myex:location>home</myex:location>
    </status>
    <contact priority="0.8">im:someone@mobilecarrier.net</contact>
    <note xml:lang="en">Don't Disturb Please!</note>
    <note xml:lang="fr">Ne derangez pas, s'il vous plait</note>
    <timestamp>2001-10-27T16:49:29Z</timestamp>
  </tuple>
  <tuple id="eg92n8">
    <status>
      <basic>open</basic>
    </status>
    <contact priority="1.0">mailto:someone@example.com</contact>
  </tuple>
  <note>I'll be in Tokyo next week</note>
</presence>
"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    assert_eq!(presence.entity, "pres:someone@example.com");
    assert_eq!(presence.notes, ["I'll be in Tokyo next week"]);
    assert_eq!(presence.notes[0].lang, None);
    assert!(presence.extensions.is_empty());
    assert_eq!(presence.tuples.len(), 2);

    let mobile = &presence.tuples[0];
    assert_eq!(mobile.id, "bs35r9");
    assert_eq!(mobile.status.basic, Some(Basic::Open));
    let raw: Vec<_> = mobile.status.extensions.raw().collect();
    assert_eq!(raw.len(), 2);
    assert_eq!(raw[0].name.to_string(), "{urn:ietf:params:xml:ns:pidf:im}im");
    assert_eq!(raw[0].text(), "busy");
    assert_eq!(raw[1].name.to_string(), "{http://id.example.com/presence/}location");
    assert_eq!(raw[1].text(), "home");
    assert!(mobile.extensions.is_empty());
    let contact = mobile.contact.as_ref().unwrap();
    assert_eq!(contact.uri, "im:someone@mobilecarrier.net");
    assert_eq!(contact.priority.unwrap().thousandths(), 800);
    assert_eq!(mobile.notes, ["Don't Disturb Please!", "Ne derangez pas, s'il vous plait"]);
    let languages = mobile.notes.iter().map(|note| note.lang.as_ref().unwrap().as_str());
    assert_eq!(languages.collect::<Vec<_>>(), ["en", "fr"]);
    let timestamp = mobile.timestamp.as_ref().unwrap();
    assert_eq!(timestamp.to_string(), "2001-10-27T16:49:29Z");
    assert_eq!(timestamp.to_chrono().unwrap().timestamp(), 1_004_201_369);

    let mail = &presence.tuples[1];
    assert_eq!(mail.id, "eg92n8");
    assert_eq!(mail.status, Status::from(Basic::Open));
    let contact = mail.contact.as_ref().unwrap();
    assert_eq!(contact.uri, "mailto:someone@example.com");
    assert_eq!(contact.priority.unwrap().to_string(), "1.0");
    assert!(mail.notes.is_empty());
    assert_eq!(mail.timestamp, None);
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    let xml = Pidf::to_xml(&presence).unwrap();
    assert_eq!(strict(&xml).unwrap(), presence);
    assert_eq!(Pidf::to_xml(&strict(&xml).unwrap()).unwrap(), xml);
    let pretty = Pidf::to_xml_pretty(&presence).unwrap();
    assert_eq!(strict(&pretty).unwrap(), presence);
    // As the RFC prints it, but for the line breaks inside the first tag.
    let (_, printed) = EXAMPLE.split_once("someone@example.com\">").unwrap();
    assert!(pretty.ends_with(printed), "{pretty}");
}

/// RFC 3863 §4.2.2: one document in two prefix styles.
#[test]
fn prefixes_do_not_matter() {
    let prefixed = r#"<impp:presence xmlns:impp="urn:ietf:params:xml:ns:pidf"
            entity="pres:someone@example.com">
          <impp:tuple id="sg89ae">
            <impp:status>
              <impp:basic>open</impp:basic>
            </impp:status>
            <impp:contact priority="0.8">tel:+09012345678</impp:contact>
          </impp:tuple>
        </impp:presence>"#;
    let plain = prefixed.replace("impp:", "").replace("xmlns:impp", "xmlns");
    assert_eq!(strict(prefixed).unwrap(), strict(&plain.replace(":impp", "")).unwrap());
}

#[test]
fn missing_parts_have_placeholders() {
    let root = "<presence xmlns='urn:ietf:params:xml:ns:pidf'/>";
    let reading = tolerant(root);
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::MissingAttribute, "/presence")]);
    assert_eq!(reading.document.entity, "");
    assert_eq!(strict(root).unwrap_err().kind(), ErrorKind::MissingAttribute);

    let id = document("<tuple><status><basic>open</basic></status></tuple>");
    let reading = tolerant(&id);
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::MissingAttribute, "/presence/tuple")]);
    assert!(!reading.document.tuples[0].id.as_str().is_empty());
    assert_eq!(strict(&id).unwrap_err().kind(), ErrorKind::MissingAttribute);

    let status = document("<tuple id='t'/>");
    let reading = tolerant(&status);
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::MissingElement, "/presence/tuple")]);
    assert_eq!(reading.document.tuples[0].status, Status::default());
    assert_eq!(strict(&status).unwrap_err().kind(), ErrorKind::MissingElement);
}

#[test]
fn placeholders_of_ids_are_unique() {
    let reading = tolerant(&document(
        "<tuple><status/></tuple><tuple><status/></tuple><tuple id='id-1'><status/></tuple>",
    ));
    let ids: Vec<_> = reading.document.tuples.iter().map(|tuple| tuple.id.as_str()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
}

#[test]
fn basic_is_open_or_closed() {
    for (word, basic) in [("open", Basic::Open), ("closed", Basic::Closed)] {
        let xml =
            document(&format!("<tuple id='t'><status><basic>{word}</basic></status></tuple>"));
        let presence = strict(&xml).unwrap();
        assert_eq!(presence.tuples[0].status.basic, Some(basic));
        let written = Pidf::to_xml(&presence).unwrap();
        assert!(written.contains(&format!("<basic>{word}</basic>")), "{written}");
    }
    for (word, meant) in [("OPEN", Some(Basic::Open)), ("Closed", Some(Basic::Closed))] {
        let xml =
            document(&format!("<tuple id='t'><status><basic>{word}</basic></status></tuple>"));
        let reading = tolerant(&xml);
        assert_eq!(reading.document.tuples[0].status.basic, meant);
        let path = "/presence/tuple/status/basic";
        assert_eq!(found(&reading.diagnostics), [(ErrorKind::InvalidValue, path)]);
        assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::InvalidValue);
    }
}

#[test]
fn an_unknown_basic_is_kept_raw() {
    let xml = document("<tuple id='t'><status><basic>ajar</basic></status></tuple>");
    let reading = tolerant(&xml);
    let status = &reading.document.tuples[0].status;
    assert_eq!(status.basic, None);
    assert_eq!(status.extensions.unexpected_elements().count(), 1);
    let written = Pidf::to_xml(&reading.document).unwrap();
    assert!(written.contains("<basic>ajar</basic>"), "{written}");
    assert_eq!(tolerant(&written).document, reading.document);
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let legal = document(
        "<tuple id='t'><status><basic>open</basic><x:s/></status><x:t x:k='v'>text</x:t></tuple>\
         <x:p><x:q/></x:p>",
    );
    let presence = strict(&legal).unwrap();
    assert_eq!(presence.tuples[0].extensions.raw().next().unwrap().text(), "text");
    let written = Pidf::to_xml(&presence).unwrap();
    assert_eq!(strict(&written).unwrap(), presence);
    for part in ["<x:s/>", "<x:t x:k=\"v\">text</x:t>", "<x:p><x:q/></x:p>"] {
        assert!(written.contains(part), "{part}: {written}");
    }

    // No wildcard of the schema is for these.
    let illegal = document(
        "<tuple id='t' x:k='1'><status x:k='2'><basic x:k='3'>open</basic></status><odd/>\
         <contact x:k='4'>sip:a@b</contact><note x:k='5'>n</note></tuple><odd/>",
    );
    let reading = tolerant(&illegal);
    assert_eq!(strict(&illegal).unwrap_err().kind(), ErrorKind::UnexpectedAttribute);
    let written = Pidf::to_xml(&reading.document).unwrap();
    for k in 1..=5 {
        assert!(written.contains(&format!("x:k=\"{k}\"")), "{k}: {written}");
    }
    assert_eq!(written.matches("<odd/>").count(), 2, "{written}");
    assert_eq!(tolerant(&written).document, reading.document);
}

#[test]
fn a_wrong_order_is_put_right() {
    let wrong = document(
        "<note>n</note><tuple id='t'><timestamp>2024-01-01T00:00:00Z</timestamp><note>m</note>\
         <contact>sip:a@b</contact><x:e/><status><basic>open</basic></status></tuple>",
    );
    let reading = tolerant(&wrong);
    assert!(reading.diagnostics.iter().all(|found| found.kind() == ErrorKind::OutOfOrder));
    assert_eq!(strict(&wrong).unwrap_err().kind(), ErrorKind::OutOfOrder);
    let right = document(
        "<tuple id='t'><status><basic>open</basic></status><x:e/><contact>sip:a@b</contact>\
         <note>m</note><timestamp>2024-01-01T00:00:00Z</timestamp></tuple><note>n</note>",
    );
    assert_eq!(reading.document, strict(&right).unwrap());
    assert_eq!(strict(&Pidf::to_xml(&reading.document).unwrap()).unwrap(), reading.document);
}

#[test]
fn a_second_child_is_kept_raw() {
    for child in ["<contact>sip:second@b</contact>", "<timestamp>2025-01-01T00:00:00Z</timestamp>"]
    {
        let xml = document(&format!(
            "<tuple id='t'><status/><contact>sip:a@b</contact>\
             <timestamp>2024-01-01T00:00:00Z</timestamp>{child}</tuple>"
        ));
        let reading = tolerant(&xml);
        assert!(
            reading.diagnostics.iter().any(|found| found.kind() == ErrorKind::TooMany),
            "{child}"
        );
        let tuple = &reading.document.tuples[0];
        assert_eq!(tuple.contact.as_ref().unwrap().uri, "sip:a@b");
        assert_eq!(tuple.timestamp.as_ref().unwrap().to_string(), "2024-01-01T00:00:00Z");
        assert_eq!(tuple.extensions.unexpected_elements().count(), 1);
        assert!(Pidf::to_xml(&reading.document).unwrap().contains(child));
        assert!(strict(&xml).is_err());
    }
}

#[test]
fn ids_are_unique_in_a_document() {
    let xml = document("<tuple id='t'><status/></tuple><tuple id='t'><status/></tuple>");
    let reading = tolerant(&xml);
    let twice = (ErrorKind::DuplicateId, "/presence/tuple[2]/@id");
    assert!(found(&reading.diagnostics).contains(&twice), "{:?}", reading.diagnostics);
    assert_eq!(reading.document.tuples.len(), 2);
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::DuplicateId);
    let error = registry().validate::<Pidf>(&reading.document).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DuplicateId);
}

/// RFC 3863 §4.1.5: a decimal from 0 to 1 with at most three digits behind the point.
#[test]
fn priorities_have_three_decimals_at_most() {
    for (text, thousandths) in
        [("0", 0), ("1", 1000), ("0.5", 500), ("0.725", 725), ("1.000", 1000)]
    {
        let xml = document(&format!(
            "<tuple id='t'><status><basic>open</basic></status>\
             <contact priority='{text}'>sip:a@b</contact></tuple>"
        ));
        let presence = strict(&xml).unwrap();
        assert_eq!(presence.tuples[0].priority(), thousandths, "{text}");
        let written = Pidf::to_xml(&presence).unwrap();
        assert!(written.contains(&format!("priority=\"{text}\"")), "{written}");
    }
    for text in ["2", "1.001", "-0.5", "high", ""] {
        let xml = document(&format!(
            "<tuple id='t'><status/><contact priority='{text}'>sip:a@b</contact></tuple>"
        ));
        assert!(strict(&xml).is_err(), "{text}");
        let reading = tolerant(&xml);
        let path = "/presence/tuple/contact/@priority";
        let invalid = (ErrorKind::InvalidValue, path);
        assert!(found(&reading.diagnostics).contains(&invalid), "{text}");
    }
}

fn open(id: &str, priority: Option<&str>, timestamp: Option<&str>) -> Tuple {
    let mut tuple = Tuple::new(id.parse().unwrap(), Status::from(Basic::Open));
    tuple.contact = priority.map(|priority| {
        Contact::new("sip:a@b".parse().unwrap()).with_priority(priority.parse().unwrap())
    });
    tuple.timestamp = timestamp.map(|timestamp| timestamp.parse().unwrap());
    tuple
}

fn ids(tuples: Vec<&Tuple>) -> Vec<&str> {
    tuples.into_iter().map(|tuple| tuple.id.as_str()).collect()
}

#[test]
fn tuples_are_sorted_by_priority() {
    let mut presence = Presence::new("pres:a@example.com".parse().unwrap());
    let mut unranked = open("unranked", None, None);
    unranked.contact = Some(Contact::new("sip:a@b".parse().unwrap()));
    presence.tuples = vec![
        open("none", None, None),
        open("low", Some("0.1"), None),
        open("early", Some("0.8"), Some("2024-05-06T10:00:00Z")),
        open("late", Some("0.800"), Some("2024-05-06T11:30:00+01:00")),
        open("timeless", Some("0.8"), None),
        unranked,
        open("top", Some("1"), None),
        open("zero", Some("0"), Some("2000-01-01T00:00:00Z")),
    ];
    assert_eq!(
        ids(presence.tuples_by_priority()),
        ["top", "late", "early", "timeless", "low", "zero", "none", "unranked"]
    );
}

#[test]
fn tuples_are_sorted_by_time() {
    let mut presence = Presence::new("pres:a@example.com".parse().unwrap());
    presence.tuples = vec![
        open("timeless", None, None),
        open("zoneless", None, Some("2024-05-06T10:00:00")),
        open("east", None, Some("2024-05-06T11:00:00+02:00")),
        open("west", None, Some("2024-05-06T06:00:00-05:00")),
        open("too", None, None),
    ];
    assert_eq!(
        ids(presence.tuples_by_timestamp()),
        ["west", "zoneless", "east", "timeless", "too"]
    );
}

#[test]
fn a_presentity_is_open_if_one_service_is() {
    let mut presence = Presence::new("pres:a@example.com".parse().unwrap());
    assert!(!presence.is_open());
    presence.tuples.push(Tuple::new("a".parse().unwrap(), Status::from(Basic::Closed)));
    presence.tuples.push(Tuple::new("b".parse().unwrap(), Status::default()));
    assert!(!presence.is_open());
    presence.tuples.push(open("c", None, None));
    assert!(presence.is_open());
}

#[test]
fn fresh_ids_are_not_in_use() {
    let mut presence = Presence::new("pres:a@example.com".parse().unwrap());
    assert_eq!(presence.fresh_id("202"), "_202");
    for id in ["_202", "_202-2", "phone"] {
        presence.tuples.push(open(id, None, None));
    }
    assert_eq!(presence.fresh_id("202"), "_202-3");
    assert_eq!(presence.fresh_id("phone"), "phone-2");
    assert_eq!(presence.fresh_id("sip:a@b"), "sip_a_b");
    assert!(matches!(presence.occurrence("phone"), Some(Occurrence::Tuple(_))));
    assert_eq!(presence.occurrence("fax"), None);
}

#[test]
fn languages_are_inherited() {
    let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@b' xml:lang='en'>\
        <tuple id='t' xml:lang='nl'><status/><note>geen</note><note xml:lang='de'>kein</note>\
        <note xml:lang=''>7</note></tuple><tuple id='u'><status/><note>none</note></tuple>\
        <note>all</note><note xml:lang='fr'>tout</note></presence>";
    let presence = tolerant(xml).document;
    let text = |language: Option<Language>| language.map(|language| language.to_string());
    let lang = |language: &str| Some(language.to_owned());
    assert_eq!(text(presence.lang()), lang("en"));
    let own: Vec<_> =
        presence.notes.iter().map(|note| text(presence.note_language(note))).collect();
    assert_eq!(own, [lang("en"), lang("fr")]);
    let of_tuple = |tuple: &Tuple| -> Vec<_> {
        let notes = tuple.notes.iter();
        notes.map(|note| text(presence.tuple_note_language(tuple, note))).collect()
    };
    assert_eq!(of_tuple(&presence.tuples[0]), [lang("nl"), lang("de"), None]);
    assert_eq!(of_tuple(&presence.tuples[1]), [lang("en")]);
}

/// RFC 3863 §4.3.3: the mark is inside an extension of the tuple that is itself not marked.
#[test]
fn the_mark_in_the_example_of_the_rfc_is_ignored_with_its_element() {
    let xml = r#"<impp:presence xmlns:impp="urn:ietf:params:xml:ns:pidf"
             xmlns:myex="http://id.mycompany.com/presence/"
             entity="pres:someone@example.com">
          <impp:tuple id="tj25ds">
            <impp:status>
              <impp:basic>open</impp:basic>
            </impp:status>
            <myex:complexExtension>
              <myex:ex1 impp:mustUnderstand="1">val1</myex:ex1>
              <myex:ex2>val2</myex:ex2>
            </myex:complexExtension>
            <impp:contact priority="0.725">tel:+09012345678</impp:contact>
          </impp:tuple>
          <myex:mytag>My extended presentity information</myex:mytag>
        </impp:presence>"#;
    let presence = strict(xml).unwrap();
    let tuple = &presence.tuples[0];
    assert_eq!(tuple.priority(), 725);
    assert!(is_understood(&tuple.status.extensions));
    assert!(is_understood(&tuple.extensions));
    let complex = tuple.extensions.raw().next().unwrap();
    assert!(!is_mandatory(complex));
    let marks: Vec<_> = complex.elements().map(is_mandatory).collect();
    assert_eq!(marks, [true, false]);
    assert_eq!(strict(&Pidf::to_xml(&presence).unwrap()).unwrap(), presence);
}

/// RFC 3863 §4.2.3: a marked element makes the status unrecognised.
#[test]
fn unknown_mandatory_elements_are_reported() {
    for (mark, is_known) in [("1", false), ("true", false), ("0", true), ("false", true)] {
        let reading = tolerant(&document(&format!(
            "<tuple id='t'><status><basic>open</basic>\
             <x:s xmlns:p='urn:ietf:params:xml:ns:pidf' p:mustUnderstand='{mark}'/>\
             </status></tuple>"
        )));
        let status = &reading.document.tuples[0].status;
        assert_eq!(is_understood(&status.extensions), is_known, "{mark}");
        assert_eq!(reading.diagnostics.is_empty(), is_known, "{mark}");
        assert!(reading.is_valid());
    }
    let bad = document(
        "<tuple id='t'><status><x:s xmlns:p='urn:ietf:params:xml:ns:pidf' \
         p:mustUnderstand='yes'/></status></tuple>",
    );
    assert_eq!(strict(&bad).unwrap_err().kind(), ErrorKind::InvalidValue);
}

/// RFC 3863 §4.1.3 asks for a value; the schema does not.
#[test]
fn an_empty_status_is_worth_a_warning() {
    let xml = document("<tuple id='t'><status/></tuple>");
    let reading = tolerant(&xml);
    assert!(reading.is_valid());
    let discouraged = (ErrorKind::Discouraged, "/presence/tuple/status");
    assert_eq!(found(&reading.diagnostics), [discouraged]);
    assert!(strict(&xml).is_ok());
}

#[test]
fn notes_compare_and_convert() {
    assert_eq!(Note::from("n"), "n");
    assert_ne!(Note::from("n"), "m");
    let french = Note::new("n").in_language("fr".parse().unwrap());
    assert_eq!(french, "n");
    assert_ne!(french, Note::new("n"));
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<Presence>();
    is_shared::<Tuple>();
    is_shared::<Status>();
    is_shared::<Contact>();
    is_shared::<Note>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("Presence", size_of::<Presence>(), 96),
        ("Tuple", size_of::<Tuple>(), 208),
        ("Status", size_of::<Status>(), 40),
        ("Contact", size_of::<Contact>(), 56),
        ("Note", size_of::<Note>(), 72),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}

/// The first is not a date and is kept raw, so the second is read.
#[test]
fn unexpected_attributes_of_a_value_after_a_bad_one_are_kept() {
    let xml = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@example.com'>\
        <tuple id='t'><status/><timestamp/><timestamp a='1'>2024-01-02T00:00:00Z</timestamp></tuple></presence>";
    let first = Registry::empty()
        .parse_with::<Pidf>(xml.as_bytes(), &ReadOptions::tolerant())
        .unwrap()
        .document;
    let written = Pidf::to_xml(&first).unwrap();
    assert!(written.contains("<timestamp a=\"1\">2024-01-02T00:00:00Z</timestamp>"), "{written}");
    let second = Registry::empty()
        .parse_with::<Pidf>(written.as_bytes(), &ReadOptions::tolerant())
        .unwrap()
        .document;
    assert_eq!(second, first);
}
