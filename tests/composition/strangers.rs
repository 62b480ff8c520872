//! A vocabulary that this project does not know takes part in composition.

use sip_payloads::presence::composition::{Composer, Composition, Containers};
use sip_payloads::presence::{
    Identifies, Meanings, Occurs, PresenceElement, PresenceModule, Tuple, Validity, meanings_of,
};
use sip_payloads::xml::{DateTime, Namespace, XmlElement, vocabulary};

use super::*;

const NS: Namespace = Namespace::new("urn:example:shifts", "s");

/// `<s:shift>`: when somebody works. There can be many.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "shift")]
struct Shift {
    #[xml(attribute)]
    until: DateTime,
}

impl PresenceElement for Shift {
    const OCCURS: Occurs = Occurs::Repeatedly;

    fn validity(&self) -> Validity {
        Validity { from: None, until: Some(self.until.clone()) }
    }
}

/// `<s:skills>`: what somebody can do.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "skills")]
struct Skills {
    #[xml(value = "skill")]
    skills: Vec<String>,
}

impl PresenceElement for Skills {
    const UNITES: bool = true;

    fn unite(&mut self, older: &Self) {
        self.skills.extend(older.skills.iter().cloned());
    }
}

/// `<s:desk>`: the service of a desk, which is another one than that of the next desk.
#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "desk")]
struct Desk {
    #[xml(text)]
    number: u32,
}

impl PresenceElement for Desk {
    const IDENTIFIES: Identifies = Identifies::Service;

    fn words(&self) -> Vec<String> {
        vec![self.number.to_string()]
    }
}

vocabulary! {
    struct Shifts: "shifts", "the shift plan";
    document Pidf: NS;
    extend Person { Shift, Skills }
    extend Tuple { Desk }
    also meanings_of::<Shifts>;
}

impl PresenceModule for Shifts {
    fn define(meanings: &mut Meanings) {
        meanings.element::<Shift>().element::<Skills>().element::<Desk>();
    }
}

fn registry() -> sip_payloads::Registry {
    let mut builder = sip_payloads::registry_builder().unwrap();
    builder.add(Shifts).unwrap();
    builder.build()
}

fn read(content: &str) -> Presence {
    let xml = document(content).to_xml().unwrap();
    registry().parse::<Pidf>(xml).unwrap()
}

fn compose_with(composition: Composition, documents: &[Presence]) -> Presence {
    let composer = Composer::new(Meanings::of(&registry()), composition);
    composer.compose(&entity(), &sources(documents), &time("2026-03-02T09:00:00Z")).presence
}

#[test]
fn elements_of_a_stranger_expire_repeat_unite_and_identify() {
    let shift = |until: &str| {
        format!("<shift xmlns='urn:example:shifts' until='2026-03-02T{until}:00:00Z'/>")
    };
    let skill =
        |name: &str| format!("<skills xmlns='urn:example:shifts'><skill>{name}</skill></skills>");
    let documents = [
        read(&person("p", &format!("{}{}{}", shift("08"), shift("12"), skill("welding")))),
        read(&person("q", &format!("{}{}", shift("16"), skill("cooking")))),
    ];
    let united = Composition { containers: Containers::United, ..Composition::oma() };
    let presence = compose_with(united, &documents);
    let person = presence.person().unwrap();
    let hours: Vec<_> =
        person.extensions.get_all::<Shift>().map(|shift| shift.until.to_string()).collect();
    assert_eq!(hours, ["2026-03-02T16:00:00Z", "2026-03-02T12:00:00Z"]);
    assert_eq!(person.extensions.get::<Skills>().unwrap().skills, ["cooking", "welding"]);
    // Without a union of containers, the skills contradict each other.
    assert_eq!(compose_with(Composition::oma(), &documents).persons().count(), 2);

    let desk = |id: &str, number: u32| {
        tuple(
            id,
            "open",
            "sip:a@x.example",
            &format!("<desk xmlns='urn:example:shifts'>{number}</desk>"),
        )
    };
    let documents = [read(&desk("t", 1)), read(&desk("u", 2)), read(&desk("v", 2))];
    assert_eq!(compose_with(Composition::newest(), &documents).tuples.len(), 2);
}
