use xml_app_core::{Namespace, Registry, XmlElement, vocabulary};

use super::*;
use crate::{DataModel, Pidf, PresenceElement, PresenceModule, Validity, meanings_of};

const NS: Namespace = Namespace::new("urn:example:deeds", "d");

/// An activity, for a time.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "does")]
struct Does {
    #[xml(attribute)]
    until: Option<DateTime>,
    #[xml(text)]
    what: String,
}

impl PresenceElement for Does {
    const SUBJECT: Option<Subject> = Some(Subject::Activity);

    fn validity(&self) -> Validity {
        Validity { from: None, until: self.until.clone() }
    }

    fn words(&self) -> Vec<String> {
        vec![self.what.clone()]
    }
}

/// Who answers.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "by")]
struct By {
    #[xml(text)]
    whom: String,
}

impl PresenceElement for By {
    const SUBJECT: Option<Subject> = Some(Subject::Relationship);

    fn words(&self) -> Vec<String> {
        vec![self.whom.clone()]
    }
}

vocabulary! {
    struct Deeds: "deeds", "a test";
    document Pidf: NS;
    extend Person { Does }
    extend Tuple { By }
    also meanings_of::<Deeds>;
}

impl PresenceModule for Deeds {
    fn define(meanings: &mut Meanings) {
        meanings.element::<Does>().element::<By>();
    }
}

fn read(content: &str) -> Presence {
    let mut builder = Registry::builder();
    builder.add(DataModel).unwrap().add(Deeds).unwrap();
    let xml = format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' \
         xmlns:d='urn:example:deeds' entity='sip:bob@example.com'>{content}</presence>"
    );
    builder.build().parse::<Pidf>(xml).unwrap()
}

fn answer(presence: &Presence) -> Answer<'_> {
    Meanings::new().with(Deeds).answer(presence, &"2026-03-02T09:00:00Z".parse().unwrap())
}

fn tuple(id: &str, basic: &str, contact: &str, more: &str) -> String {
    format!(
        "<tuple id='{id}'><status><basic>{basic}</basic></status>{more}\
         <contact priority='0.{}'>{contact}</contact></tuple>",
        id.len()
    )
}

#[test]
fn nothing_is_known_without_tuples_and_persons() {
    let presence = read("");
    let answer = answer(&presence);
    assert_eq!(
        (answer.availability, &answer.reason),
        (Availability::Unknown, &Reason::NothingSaid)
    );
    assert_eq!(answer.to_string(), "unknown");
}

#[test]
fn closed_services_are_unavailable_whatever_the_person_does() {
    let content = tuple("t", "closed", "sip:a@x.example", "");
    let presence =
        read(&format!("{content}<dm:person id='p'><d:does>on-the-phone</d:does></dm:person>"));
    let answer = answer(&presence);
    assert_eq!(answer.availability, Availability::Unavailable);
    assert_eq!(answer.reason.to_string(), "no service is open, t is closed");
    assert!(answer.services.is_empty());
    assert_eq!(answer.activities[0].word, "on-the-phone");
}

#[test]
fn the_first_person_is_not_the_truth() {
    let content = tuple("t", "open", "sip:a@x.example", "");
    let presence = read(&format!(
        "{content}<dm:person id='p'/><dm:person id='q'><d:does>away</d:does></dm:person>\
         <dm:person id='r'><d:does>meeting</d:does></dm:person>"
    ));
    let answer = answer(&presence);
    assert_eq!(answer.availability, Availability::Busy);
    assert_eq!(answer.reason.to_string(), "r says meeting");
    assert_eq!(answer.conflicts.len(), 1);
    assert_eq!(answer.conflicts[0].to_string(), "activity: q says away, r says meeting");
    assert_eq!(answer.to_string(), "busy: away, meeting; at sip:a@x.example; contradictory");
}

#[test]
fn what_is_over_is_not_said() {
    let content = tuple("t", "open", "sip:a@x.example", "");
    let presence = read(&format!(
        "{content}<dm:person id='p'><d:does until='2026-03-02T09:00:00Z'>meeting</d:does></dm:person>"
    ));
    let answer = answer(&presence);
    assert_eq!((answer.availability, answer.activities.len()), (Availability::Available, 0));
}

#[test]
fn services_by_priority_and_those_of_others_by_themselves() {
    let presence = read(
        &[
            tuple("t", "open", "sip:a@x.example", ""),
            tuple("ttt", "open", "sip:c@x.example", "<d:by>assistant</d:by>"),
            tuple("tt", "open", "sip:b@x.example", ""),
            tuple("tttt", "closed", "sip:d@x.example", ""),
        ]
        .concat(),
    );
    let answer = answer(&presence);
    let contacts: Vec<_> = answer.services.iter().filter_map(Service::contact).collect();
    assert_eq!(contacts, ["sip:c@x.example", "sip:b@x.example", "sip:a@x.example"]);
    assert_eq!(answer.services[0].relationship.as_deref(), Some("assistant"));
    assert_eq!(answer.best_service().unwrap().contact().unwrap(), "sip:b@x.example");
    // An assistant who is there does not make Bob available.
    let presence = read(&tuple("t", "open", "sip:a@x.example", "<d:by>assistant</d:by>"));
    let answer =
        Meanings::new().with(Deeds).answer(&presence, &"2026-03-02T09:00:00Z".parse().unwrap());
    assert_eq!(answer.availability, Availability::Unknown);
}

#[test]
fn a_service_that_is_not_understood_does_not_count() {
    let presence = read(
        "<tuple id='t'><status><basic>open</basic><x:a xmlns:x='urn:x' \
         xmlns:p='urn:ietf:params:xml:ns:pidf' p:mustUnderstand='1'/></status></tuple>",
    );
    assert_eq!(answer(&presence).availability, Availability::Unknown);
}

#[test]
fn one_contact_that_is_open_and_closed_is_a_contradiction() {
    let presence = read(
        &[tuple("t", "open", "sip:a@x.example", ""), tuple("u", "closed", "sip:a@X.example", "")]
            .concat(),
    );
    let answer = answer(&presence);
    assert_eq!(answer.conflicts[0].to_string(), "availability: t says open, u says closed");
    assert_eq!(answer.availability, Availability::Available);
}

#[test]
fn digium_phones_say_it_in_an_element_of_their_own() {
    let digium = |kind: &str| {
        read(&format!(
            "<note>Ready</note>{}<tuple id='digium-presence'><status><digium_presence type='{kind}'/></status></tuple>",
            tuple("t", "open", "sip:a@x.example", "")
        ))
    };
    let presence = digium("chat");
    assert_eq!(answer(&presence).to_string(), "available: \"Ready\"; at sip:a@x.example");
}

#[test]
fn notes_by_language() {
    let presence =
        read("<note xml:lang='de'>Mahlzeit</note><note>Out</note><note xml:lang='en'>Lunch</note>");
    let answer = answer(&presence);
    let note = |languages: &[&str]| answer.note(languages).unwrap().note.text.clone();
    assert_eq!(note(&["en-US-x-a"]), "Lunch");
    assert_eq!(note(&["fr", "DE"]), "Mahlzeit");
    assert_eq!(note(&["fr"]), "Out");
    assert_eq!(note(&[]), "Out");
}

#[test]
fn a_line_has_no_control_characters() {
    let presence = read("<note>a\n\tb\u{1b}</note>".replace('\u{1b}', " ").as_str());
    assert_eq!(answer(&presence).to_string(), "unknown: \"a b\"");
}

#[test]
fn who_is_unwilling_is_the_reason() {
    let content = tuple("t", "closed", "sip:a@x.example", "");
    let presence =
        read(&format!("{content}<dm:person id='p'><d:does>unwilling</d:does></dm:person>"));
    let answer = answer(&presence);
    assert_eq!(answer.availability, Availability::Unavailable);
    assert_eq!(answer.reason.to_string(), "p says unwilling");
}

#[test]
fn an_assistant_speaks_for_nobody_else() {
    let by = "<d:by>assistant</d:by>";
    let with_note = tuple("tt", "open", "sip:b@x.example", by)
        .replace("</tuple>", "<note>Call me</note></tuple>");
    let presence = read(&[tuple("t", "open", "sip:a@x.example", ""), with_note].concat());
    let answer = answer(&presence);
    assert_eq!(answer.to_string(), "available; at sip:a@x.example");
    let xpidf = crate::xpidf::XpidfPresence::of(&answer);
    assert_eq!((xpidf.atoms.len(), xpidf.atoms[0].id.as_deref()), (1, Some("t")));
}

#[test]
fn a_time_that_is_to_come_is_no_since() {
    let late = "<timestamp>2027-01-01T00:00:00Z</timestamp>";
    let presence = read(
        &tuple("t", "open", "sip:a@x.example", "").replace("</tuple>", &format!("{late}</tuple>")),
    );
    assert_eq!(answer(&presence).since, None);
}
