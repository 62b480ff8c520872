//! Every word of every vocabulary of RPID and of RFC 4589: the words are those of the RFCs' schemas,
//! in their order.

use xml_app_core::{Diagnostic, ErrorKind, XmlApplication};

use super::{document, in_person, in_tuple, person, strict, tolerant};
use crate::{
    Activities, Activity, AudioCondition, Feeling, InputState, LocationType, Mood, PersonExt,
    PlaceIs, PlaceType, Privacy, Relationship, RelationshipKind, ServiceClass, ServiceKind, Sphere,
    SphereKind, TextCondition, UserInput, VideoCondition,
};
use sip_presence::{Note, Pidf};

/// RFC 4480 §3.2, and `lunch`, which its schema forgets (erratum 3121).
const ACTIVITIES: &[(&str, Activity)] = &[
    ("appointment", Activity::Appointment),
    ("away", Activity::Away),
    ("breakfast", Activity::Breakfast),
    ("busy", Activity::Busy),
    ("dinner", Activity::Dinner),
    ("holiday", Activity::Holiday),
    ("in-transit", Activity::InTransit),
    ("looking-for-work", Activity::LookingForWork),
    ("lunch", Activity::Lunch),
    ("meal", Activity::Meal),
    ("meeting", Activity::Meeting),
    ("on-the-phone", Activity::OnThePhone),
    ("performance", Activity::Performance),
    ("permanent-absence", Activity::PermanentAbsence),
    ("playing", Activity::Playing),
    ("presentation", Activity::Presentation),
    ("shopping", Activity::Shopping),
    ("sleeping", Activity::Sleeping),
    ("spectator", Activity::Spectator),
    ("steering", Activity::Steering),
    ("travel", Activity::Travel),
    ("tv", Activity::Tv),
    ("vacation", Activity::Vacation),
    ("working", Activity::Working),
    ("worship", Activity::Worship),
    ("unknown", Activity::Unknown),
];

/// RFC 4480 §3.5.
const FEELINGS: &[(&str, Feeling)] = &[
    ("afraid", Feeling::Afraid),
    ("amazed", Feeling::Amazed),
    ("angry", Feeling::Angry),
    ("annoyed", Feeling::Annoyed),
    ("anxious", Feeling::Anxious),
    ("ashamed", Feeling::Ashamed),
    ("bored", Feeling::Bored),
    ("brave", Feeling::Brave),
    ("calm", Feeling::Calm),
    ("cold", Feeling::Cold),
    ("confused", Feeling::Confused),
    ("contented", Feeling::Contented),
    ("cranky", Feeling::Cranky),
    ("curious", Feeling::Curious),
    ("depressed", Feeling::Depressed),
    ("disappointed", Feeling::Disappointed),
    ("disgusted", Feeling::Disgusted),
    ("distracted", Feeling::Distracted),
    ("embarrassed", Feeling::Embarrassed),
    ("excited", Feeling::Excited),
    ("flirtatious", Feeling::Flirtatious),
    ("frustrated", Feeling::Frustrated),
    ("grumpy", Feeling::Grumpy),
    ("guilty", Feeling::Guilty),
    ("happy", Feeling::Happy),
    ("hot", Feeling::Hot),
    ("humbled", Feeling::Humbled),
    ("humiliated", Feeling::Humiliated),
    ("hungry", Feeling::Hungry),
    ("hurt", Feeling::Hurt),
    ("impressed", Feeling::Impressed),
    ("in_awe", Feeling::InAwe),
    ("in_love", Feeling::InLove),
    ("indignant", Feeling::Indignant),
    ("interested", Feeling::Interested),
    ("invincible", Feeling::Invincible),
    ("jealous", Feeling::Jealous),
    ("lonely", Feeling::Lonely),
    ("mean", Feeling::Mean),
    ("moody", Feeling::Moody),
    ("nervous", Feeling::Nervous),
    ("neutral", Feeling::Neutral),
    ("offended", Feeling::Offended),
    ("playful", Feeling::Playful),
    ("proud", Feeling::Proud),
    ("relieved", Feeling::Relieved),
    ("remorseful", Feeling::Remorseful),
    ("restless", Feeling::Restless),
    ("sad", Feeling::Sad),
    ("sarcastic", Feeling::Sarcastic),
    ("serious", Feeling::Serious),
    ("shocked", Feeling::Shocked),
    ("shy", Feeling::Shy),
    ("sick", Feeling::Sick),
    ("sleepy", Feeling::Sleepy),
    ("stressed", Feeling::Stressed),
    ("surprised", Feeling::Surprised),
    ("thirsty", Feeling::Thirsty),
    ("worried", Feeling::Worried),
    ("unknown", Feeling::Unknown),
];

/// RFC 4480 §3.6.
const AUDIO: &[(&str, AudioCondition)] = &[
    ("noisy", AudioCondition::Noisy),
    ("ok", AudioCondition::Ok),
    ("quiet", AudioCondition::Quiet),
    ("unknown", AudioCondition::Unknown),
];

/// RFC 4480 §3.6.
const VIDEO: &[(&str, VideoCondition)] = &[
    ("toobright", VideoCondition::TooBright),
    ("ok", VideoCondition::Ok),
    ("dark", VideoCondition::Dark),
    ("unknown", VideoCondition::Unknown),
];

/// RFC 4480 §3.6.
const TEXT: &[(&str, TextCondition)] = &[
    ("uncomfortable", TextCondition::Uncomfortable),
    ("inappropriate", TextCondition::Inappropriate),
    ("ok", TextCondition::Ok),
    ("unknown", TextCondition::Unknown),
];

/// RFC 4480 §3.9.
const RELATIONSHIPS: &[(&str, RelationshipKind)] = &[
    ("assistant", RelationshipKind::Assistant),
    ("associate", RelationshipKind::Associate),
    ("family", RelationshipKind::Family),
    ("friend", RelationshipKind::Friend),
    ("self", RelationshipKind::Myself),
    ("supervisor", RelationshipKind::Supervisor),
    ("unknown", RelationshipKind::Unknown),
];

/// RFC 4480 §3.10.
const SERVICE_CLASSES: &[(&str, ServiceKind)] = &[
    ("courier", ServiceKind::Courier),
    ("electronic", ServiceKind::Electronic),
    ("freight", ServiceKind::Freight),
    ("in-person", ServiceKind::InPerson),
    ("postal", ServiceKind::Postal),
    ("unknown", ServiceKind::Unknown),
];

/// RFC 4480 §3.11.
const SPHERES: &[(&str, SphereKind)] =
    &[("home", SphereKind::Home), ("work", SphereKind::Work), ("unknown", SphereKind::Unknown)];

/// RFC 4480 §3.14.
const INPUT: &[(&str, InputState)] = &[("active", InputState::Active), ("idle", InputState::Idle)];

/// RFC 4589 §4: the schema spells the bicycle so.
const PLACES: &[(&str, LocationType)] = &[
    ("aircraft", LocationType::Aircraft),
    ("airport", LocationType::Airport),
    ("arena", LocationType::Arena),
    ("automobile", LocationType::Automobile),
    ("bank", LocationType::Bank),
    ("bar", LocationType::Bar),
    ("bicyle", LocationType::Bicycle),
    ("bus", LocationType::Bus),
    ("bus-station", LocationType::BusStation),
    ("cafe", LocationType::Cafe),
    ("classroom", LocationType::Classroom),
    ("club", LocationType::Club),
    ("construction", LocationType::Construction),
    ("convention-center", LocationType::ConventionCenter),
    ("government", LocationType::Government),
    ("hospital", LocationType::Hospital),
    ("hotel", LocationType::Hotel),
    ("industrial", LocationType::Industrial),
    ("library", LocationType::Library),
    ("motorcycle", LocationType::Motorcycle),
    ("office", LocationType::Office),
    ("outdoors", LocationType::Outdoors),
    ("parking", LocationType::Parking),
    ("place-of-worship", LocationType::PlaceOfWorship),
    ("prison", LocationType::Prison),
    ("public", LocationType::Public),
    ("public-transport", LocationType::PublicTransport),
    ("residence", LocationType::Residence),
    ("restaurant", LocationType::Restaurant),
    ("school", LocationType::School),
    ("shopping-area", LocationType::ShoppingArea),
    ("stadium", LocationType::Stadium),
    ("store", LocationType::Store),
    ("street", LocationType::Street),
    ("theater", LocationType::Theater),
    ("train", LocationType::Train),
    ("train-station", LocationType::TrainStation),
    ("truck", LocationType::Truck),
    ("underway", LocationType::Underway),
    ("unknown", LocationType::Unknown),
    ("warehouse", LocationType::Warehouse),
    ("water", LocationType::Water),
    ("watercraft", LocationType::Watercraft),
];

/// A document that is valid; the element in it is written back.
fn round_trip(xml: &str, element: &str) -> sip_presence::Presence {
    let presence = strict(xml).unwrap_or_else(|error| panic!("{element}: {error}"));
    let written = Pidf::to_xml(&presence).unwrap();
    assert!(written.contains(element), "{element}: {written}");
    assert_eq!(strict(&written).unwrap(), presence);
    presence
}

#[test]
fn the_tables_are_complete() {
    // 24 in the schema, lunch, and unknown.
    assert_eq!(ACTIVITIES.len(), 26);
    assert_eq!(FEELINGS.len(), 60);
    // 44 in the schema; `other` is tested by itself.
    assert_eq!(PLACES.len(), 43);
}

#[test]
fn activities() {
    for (word, activity) in ACTIVITIES {
        let element = format!("<rpid:activities><rpid:{word}/></rpid:activities>");
        let presence = round_trip(&in_person(&element), &element);
        let activities = person(&presence).activities().unwrap();
        assert_eq!(&activities.activities[..], std::slice::from_ref(activity), "{word}");
        assert_eq!(activities, &Activities::from_iter([activity.clone()]));
    }
}

#[test]
fn feelings() {
    for (word, feeling) in FEELINGS {
        let element = format!("<rpid:mood><rpid:{word}/></rpid:mood>");
        let presence = round_trip(&in_person(&element), &element);
        let mood = person(&presence).mood().unwrap();
        assert_eq!(mood, &Mood::from_iter([feeling.clone()]), "{word}");
    }
}

/// The schema of the RFC has other words than its text for two moods.
#[test]
fn misspelt_feelings_are_understood() {
    for (word, feeling, right) in [
        ("contended", Feeling::Contented, "contented"),
        ("invisible", Feeling::Invincible, "invincible"),
    ] {
        let xml = in_person(&format!("<rpid:mood><rpid:{word}/></rpid:mood>"));
        let reading = tolerant(&xml);
        let kinds: Vec<_> = reading.diagnostics.iter().map(Diagnostic::kind).collect();
        assert_eq!(kinds, [ErrorKind::Misspelt], "{word}");
        assert_eq!(person(&reading.document).mood().unwrap().feelings, [feeling]);
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert!(written.contains(&format!("<rpid:{right}/>")), "{written}");
    }
}

#[test]
fn places_for_communication() {
    for (word, condition) in AUDIO {
        let element =
            format!("<rpid:place-is><rpid:audio><rpid:{word}/></rpid:audio></rpid:place-is>");
        let presence = round_trip(&in_person(&element), &element);
        let expected = PlaceIs { audio: Some((*condition).into()), ..PlaceIs::default() };
        assert_eq!(person(&presence).place_is(), Some(&expected));
    }
    for (word, condition) in VIDEO {
        let element =
            format!("<rpid:place-is><rpid:video><rpid:{word}/></rpid:video></rpid:place-is>");
        let presence = round_trip(&in_person(&element), &element);
        let expected = PlaceIs { video: Some((*condition).into()), ..PlaceIs::default() };
        assert_eq!(person(&presence).place_is(), Some(&expected));
    }
    for (word, condition) in TEXT {
        let element =
            format!("<rpid:place-is><rpid:text><rpid:{word}/></rpid:text></rpid:place-is>");
        let presence = round_trip(&in_person(&element), &element);
        let expected = PlaceIs { text: Some((*condition).into()), ..PlaceIs::default() };
        assert_eq!(person(&presence).place_is(), Some(&expected));
    }
}

#[test]
fn types_of_places() {
    for (word, place) in PLACES {
        let element = format!("<rpid:place-type><lt:{word}/></rpid:place-type>");
        let presence = round_trip(&in_person(&element), &element);
        let found = person(&presence).place_type().unwrap();
        assert_eq!(found.extensions.get::<LocationType>(), Some(place), "{word}");
    }
    let element = "<rpid:place-type><lt:other xml:lang=\"en\">a shed</lt:other></rpid:place-type>";
    let presence = round_trip(&in_person(element), element);
    let shed = LocationType::Other(Note::new("a shed").in_language("en".parse().unwrap()));
    let found = person(&presence).place_type().unwrap();
    assert_eq!(found.extensions.get::<LocationType>(), Some(&shed));
}

/// The text of RFC 4589 and its registry have the other spelling.
#[test]
fn a_bicycle_has_two_spellings() {
    let reading = tolerant(&in_person("<rpid:place-type><lt:bicycle/></rpid:place-type>"));
    let place = person(&reading.document).place_type().unwrap();
    assert_eq!(place.extensions.get::<LocationType>(), Some(&LocationType::Bicycle));
    let kinds: Vec<_> = reading.diagnostics.iter().map(Diagnostic::kind).collect();
    assert_eq!(kinds, [ErrorKind::Misspelt]);
    // The wildcard of place-type is lax, and the schema knows no such element: valid.
    assert!(reading.is_valid());
    assert!(Pidf::to_xml(&reading.document).unwrap().contains("<lt:bicyle/>"));
}

#[test]
fn relationships() {
    for (word, kind) in RELATIONSHIPS {
        let element = format!("<rpid:relationship><rpid:{word}/></rpid:relationship>");
        let presence = round_trip(&in_tuple(&element), &element);
        let found = presence.tuples[0].extensions.get::<Relationship>();
        assert_eq!(found, Some(&Relationship::from(kind.clone())), "{word}");
    }
}

#[test]
fn service_classes() {
    for (word, kind) in SERVICE_CLASSES {
        let element = format!("<rpid:service-class><rpid:{word}/></rpid:service-class>");
        let presence = round_trip(&in_tuple(&element), &element);
        let found = presence.tuples[0].extensions.get::<ServiceClass>();
        assert_eq!(found, Some(&ServiceClass::from(*kind)), "{word}");
    }
}

#[test]
fn spheres() {
    for (word, kind) in SPHERES {
        let element = format!("<rpid:sphere><rpid:{word}/></rpid:sphere>");
        let presence = round_trip(&in_person(&element), &element);
        assert_eq!(person(&presence).sphere(), Some(&Sphere::from(*kind)), "{word}");
    }
}

#[test]
fn user_input() {
    for (word, state) in INPUT {
        let element = format!("<rpid:user-input>{word}</rpid:user-input>");
        let presence = round_trip(&in_person(&element), &element);
        assert_eq!(person(&presence).user_input(), Some(&UserInput::from(*state)), "{word}");
    }
}

#[test]
fn privacy() {
    type IsSet = fn(&Privacy) -> [bool; 4];
    let is_set: IsSet = |privacy| [privacy.unknown, privacy.audio, privacy.text, privacy.video];
    for (index, word) in ["unknown", "audio", "text", "video"].into_iter().enumerate() {
        let element = format!("<rpid:privacy><rpid:{word}/></rpid:privacy>");
        let presence = round_trip(&in_person(&element), &element);
        let mut expected = [false; 4];
        expected[index] = true;
        assert_eq!(is_set(person(&presence).privacy().unwrap()), expected, "{word}");
    }
    let all = "<rpid:privacy><rpid:audio/><rpid:text/><rpid:video/></rpid:privacy>";
    let presence = round_trip(&in_person(all), all);
    assert_eq!(is_set(person(&presence).privacy().unwrap()), [false, true, true, true]);
}

/// `other` takes text, where it is allowed (RFC 4480 §3.2, §3.5, §3.7, §3.9).
#[test]
fn other_takes_words() {
    let words = Note::new("reading").in_language("en".parse().unwrap());
    let other = "<rpid:other xml:lang=\"en\">reading</rpid:other>";

    let element = format!("<rpid:activities>{other}</rpid:activities>");
    let presence = round_trip(&in_person(&element), &element);
    let activities = person(&presence).activities().unwrap();
    assert_eq!(activities.activities, [Activity::Other(words.clone())]);

    let element = format!("<rpid:mood>{other}</rpid:mood>");
    let presence = round_trip(&in_person(&element), &element);
    assert_eq!(person(&presence).mood().unwrap().feelings, [Feeling::Other(words.clone())]);

    let element = format!("<rpid:place-type>{other}</rpid:place-type>");
    let presence = round_trip(&in_person(&element), &element);
    let expected = PlaceType { other: Some(words.clone()), ..PlaceType::default() };
    assert_eq!(person(&presence).place_type(), Some(&expected));

    let element = format!("<rpid:relationship>{other}</rpid:relationship>");
    let presence = round_trip(&in_tuple(&element), &element);
    let found = presence.tuples[0].extensions.get::<Relationship>();
    assert_eq!(found, Some(&Relationship::from(RelationshipKind::Other(words))));
}

/// Words that the vocabularies do not have are kept, and reported.
#[test]
fn unknown_words_are_kept() {
    for (before, after) in [
        ("<rpid:activities>", "</rpid:activities>"),
        ("<rpid:mood>", "</rpid:mood>"),
        ("<rpid:place-is>", "</rpid:place-is>"),
        ("<rpid:place-type>", "</rpid:place-type>"),
        ("<rpid:privacy>", "</rpid:privacy>"),
        ("<rpid:sphere>", "</rpid:sphere>"),
    ] {
        let xml = in_person(&format!("{before}<rpid:juggling/>{after}"));
        assert!(strict(&xml).is_err(), "{before}");
        let reading = tolerant(&xml);
        assert!(!reading.is_valid(), "{before}");
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert!(written.contains("<rpid:juggling/>"), "{before}: {written}");
        assert_eq!(tolerant(&written).document, reading.document, "{before}");
    }
    let xml = in_person("<rpid:user-input>asleep</rpid:user-input>");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::InvalidValue);
    let reading = tolerant(&xml);
    assert_eq!(person(&reading.document).user_input(), None);
    assert!(Pidf::to_xml(&reading.document).unwrap().contains(">asleep<"));
}

/// Words in the same namespace as the host's, but of another element, are not this element's.
#[test]
fn vocabularies_do_not_mix() {
    for element in [
        "<rpid:activities><rpid:happy/></rpid:activities>",
        "<rpid:mood><rpid:meeting/></rpid:mood>",
        "<rpid:place-is><rpid:audio><rpid:dark/></rpid:audio></rpid:place-is>",
        "<rpid:sphere><rpid:friend/></rpid:sphere>",
    ] {
        assert!(strict(&in_person(element)).is_err(), "{element}");
    }
    let xml = document(
        "<tuple id='t'><status/><rpid:relationship><rpid:home/></rpid:relationship></tuple>",
    );
    assert!(strict(&xml).is_err());
}
