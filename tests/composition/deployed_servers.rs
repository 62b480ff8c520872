//! Two publications each, and what Kamailio made of them: bodies that were recorded.

use super::*;
use crate::support::shared;

/// The union has every tuple, person and device of Kamailio's aggregate, and those that Kamailio lost.
#[test]
fn the_union_has_what_kamailio_has_and_what_it_loses() {
    let Some(shared) = shared() else { return };
    for (name, lost) in
        [("same-contact", 0), ("same-person-id", 0), ("same-tuple-id", 1), ("two-persons", 0)]
    {
        let read = |kind: &str| {
            let path = shared.join(format!("corpus/live/aggregation/{name}.{kind}.xml"));
            sip_payloads::parse::<Pidf>(std::fs::read(path).unwrap()).unwrap()
        };
        let published = [read("publish0"), read("publish1")];
        let aggregate = read("kamailio");
        let composer = Composer::new(sip_payloads::meanings(), Composition::union());
        let composed = composer.compose(
            &aggregate.entity,
            &sources(&published),
            &time("2026-03-02T09:00:00Z"),
        );
        let union = &composed.presence;
        let missing = |of: &Presence, within: &Presence| {
            let tuples = of.tuples.iter().filter(|tuple| {
                !within.tuples.iter().any(|other| {
                    (
                        &other.status,
                        &other.contact,
                        &other.timestamp,
                        &other.extensions,
                        &other.notes,
                    ) == (
                        &tuple.status,
                        &tuple.contact,
                        &tuple.timestamp,
                        &tuple.extensions,
                        &tuple.notes,
                    )
                })
            });
            let persons = of.persons().filter(|person| {
                !within.persons().any(|other| {
                    (&other.extensions, &other.notes, &other.timestamp)
                        == (&person.extensions, &person.notes, &person.timestamp)
                })
            });
            let devices = of.devices().filter(|device| {
                !within.devices().any(|other| other.device_id == device.device_id)
            });
            tuples.count() + persons.count() + devices.count()
        };
        assert_eq!(missing(&aggregate, union), 0, "{name}");
        assert_eq!(missing(union, &aggregate), lost, "{name}");
        for document in &published {
            assert_eq!(missing(document, union), 0, "{name}");
        }
        let xml = union.to_xml().unwrap();
        assert!(sip_payloads::parse_with::<Pidf>(xml, &ReadOptions::strict()).is_ok(), "{name}");
    }
}

/// Asterisk sends XPIDF to old phones: every body reads, says the same as its PIDF, and is written so that it reads the same.
#[test]
fn xpidf_of_asterisk_is_read_and_becomes_pidf() {
    use sip_payloads::presence::Availability;
    use sip_payloads::presence::xpidf::{Xpidf, XpidfPresence};
    use sip_payloads::rpid::XpidfExt as _;

    let Some(shared) = shared() else { return };
    let mut found = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(shared.join("corpus/live/asterisk16")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let Ok(xpidf) = sip_payloads::parse::<Xpidf>(&bytes) else { continue };
        assert_eq!(sip_payloads::parse::<Xpidf>(xpidf.to_xml().unwrap()).unwrap(), xpidf);
        let presence = xpidf.to_pidf();
        let answer = sip_payloads::answer(&presence, &time("2026-03-02T09:00:00Z"));
        let address = &xpidf.atoms[0].addresses[0];
        let substatus = &address.substatus.as_ref().unwrap().substatus;
        found.insert(format!("{substatus} {}", answer.availability));
        if answer.availability != Availability::Unavailable {
            let back = XpidfPresence::of(&answer);
            assert_eq!(back.atoms[0].addresses[0].status, address.status);
            assert_eq!(back.atoms[0].addresses[0].substatus, address.substatus);
            assert_eq!(back.presentity, xpidf.presentity);
        }
    }
    let found: Vec<_> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["offline unavailable", "online available", "onthephone busy"]);
}
