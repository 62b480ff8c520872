//! Every word of every vocabulary of RFC 5196: the words are those of its schema (§4), in its order.

use xml_app_core::{Diagnostic, ErrorKind, XmlApplication, XmlKeyword};

use super::{device, in_devcaps, in_servcaps, servcaps, strict, tolerant};
use crate::{
    Actor, Capability, Class, DeviceCapsExt, DuplexMode, EventPackage, Keywords, Method, Mobility,
    OptionTag, ServCaps,
};
use sip_presence::Pidf;

/// RFC 5196 §3.2.19.
const ACTORS: &[(&str, Actor)] = &[
    ("attendant", Actor::Attendant),
    ("information", Actor::Information),
    ("msg-taker", Actor::MsgTaker),
    ("principal", Actor::Principal),
];

/// RFC 5196 §3.2.11.
const CLASSES: &[(&str, Class)] = &[("business", Class::Business), ("personal", Class::Personal)];

/// RFC 5196 §3.2.12.
const DUPLEX: &[(&str, DuplexMode)] = &[
    ("full", DuplexMode::Full),
    ("half", DuplexMode::Half),
    ("receive-only", DuplexMode::ReceiveOnly),
    ("send-only", DuplexMode::SendOnly),
];

/// RFC 5196 §3.2.14.
const EVENTS: &[(&str, EventPackage)] = &[
    ("conference", EventPackage::Conference),
    ("dialog", EventPackage::Dialog),
    ("kpml", EventPackage::Kpml),
    ("message-summary", EventPackage::MessageSummary),
    ("poc-settings", EventPackage::PocSettings),
    ("presence", EventPackage::Presence),
    ("reg", EventPackage::Reg),
    ("refer", EventPackage::Refer),
    ("Siemens-RTP-Stats", EventPackage::SiemensRtpStats),
    ("spirits-INDPs", EventPackage::SpiritsIndps),
    ("spirits-user-prof", EventPackage::SpiritsUserProf),
    ("winfo", EventPackage::Winfo),
];

/// RFC 5196 §3.2.17.
const OPTION_TAGS: &[(&str, OptionTag)] = &[
    ("rel100", OptionTag::Rel100),
    ("early-session", OptionTag::EarlySession),
    ("eventlist", OptionTag::Eventlist),
    ("from-change", OptionTag::FromChange),
    ("gruu", OptionTag::Gruu),
    ("hist-info", OptionTag::HistInfo),
    ("join", OptionTag::Join),
    ("norefersub", OptionTag::Norefersub),
    ("path", OptionTag::Path),
    ("precondition", OptionTag::Precondition),
    ("pref", OptionTag::Pref),
    ("privacy", OptionTag::Privacy),
    ("recipient-list-invite", OptionTag::RecipientListInvite),
    ("recipient-list-subscribe", OptionTag::RecipientListSubscribe),
    ("replaces", OptionTag::Replaces),
    ("resource-priority", OptionTag::ResourcePriority),
    ("sdp-anat", OptionTag::SdpAnat),
    ("sec-agree", OptionTag::SecAgree),
    ("tdialog", OptionTag::Tdialog),
    ("timer", OptionTag::Timer),
];

/// RFC 5196 §3.2.16.
const METHODS: &[(&str, Method)] = &[
    ("ACK", Method::Ack),
    ("BYE", Method::Bye),
    ("CANCEL", Method::Cancel),
    ("INFO", Method::Info),
    ("INVITE", Method::Invite),
    ("MESSAGE", Method::Message),
    ("NOTIFY", Method::Notify),
    ("OPTIONS", Method::Options),
    ("PRACK", Method::Prack),
    ("PUBLISH", Method::Publish),
    ("REFER", Method::Refer),
    ("REGISTER", Method::Register),
    ("SUBSCRIBE", Method::Subscribe),
    ("UPDATE", Method::Update),
];

/// RFC 5196 §3.3.2.
const MOBILITY: &[(&str, Mobility)] = &[("fixed", Mobility::Fixed), ("mobile", Mobility::Mobile)];

/// Each word of a vocabulary, supported and not supported, is read and written back.
fn check<K: XmlKeyword>(
    element: &str,
    words: &[(&str, K)],
    field: fn(&ServCaps) -> Option<&Capability<Keywords<K>>>,
) {
    for (word, keyword) in words {
        let xml = format!(
            "<caps:{element}><caps:supported><caps:{word}/></caps:supported></caps:{element}>"
        );
        let presence = strict(&in_servcaps(&xml)).unwrap_or_else(|error| panic!("{xml}: {error}"));
        let expected = Capability::supported(Keywords::from([*keyword]));
        assert_eq!(field(servcaps(&presence)), Some(&expected), "{xml}");
        assert!(Pidf::to_xml(&presence).unwrap().contains(&xml), "{xml}");

        let xml = format!(
            "<caps:{element}><caps:notsupported><caps:{word}/></caps:notsupported></caps:{element}>"
        );
        let presence = strict(&in_servcaps(&xml)).unwrap_or_else(|error| panic!("{xml}: {error}"));
        let expected = Capability::not_supported(Keywords::from([*keyword]));
        assert_eq!(field(servcaps(&presence)), Some(&expected), "{xml}");
        assert!(Pidf::to_xml(&presence).unwrap().contains(&xml), "{xml}");
    }
    all_at_once(element, words, field);
}

/// The whole vocabulary in the schema's order is valid; backwards it is put in order.
fn all_at_once<K: XmlKeyword>(
    element: &str,
    words: &[(&str, K)],
    field: fn(&ServCaps) -> Option<&Capability<Keywords<K>>>,
) {
    let words: Vec<_> = words.iter().map(|(word, _)| format!("<caps:{word}/>")).collect();
    let backwards: String = words.iter().rev().map(String::as_str).collect();
    let forwards = words.concat();
    let wrap = |words: &str| {
        in_servcaps(&format!(
            "<caps:{element}><caps:supported>{words}</caps:supported></caps:{element}>"
        ))
    };
    let presence = strict(&wrap(&forwards)).unwrap();
    let supported = field(servcaps(&presence)).unwrap().supported.as_ref().unwrap();
    assert_eq!(supported.iter().count(), words.len());
    assert!(Pidf::to_xml(&presence).unwrap().contains(&forwards), "{forwards}");

    assert_eq!(strict(&wrap(&backwards)).unwrap_err().kind(), ErrorKind::OutOfOrder);
    assert_eq!(tolerant(&wrap(&backwards)).document, presence);
}

#[test]
fn actors() {
    assert_eq!(ACTORS.len(), 4);
    check("actor", ACTORS, |caps| caps.actor.as_ref());
}

#[test]
fn classes() {
    assert_eq!(CLASSES.len(), 2);
    check("class", CLASSES, |caps| caps.class.as_ref());
}

#[test]
fn duplex_modes() {
    assert_eq!(DUPLEX.len(), 4);
    check("duplex", DUPLEX, |caps| caps.duplex.as_ref());
}

#[test]
fn event_packages() {
    assert_eq!(EVENTS.len(), 12);
    check("event-packages", EVENTS, |caps| caps.event_packages.as_ref());
}

#[test]
fn option_tags() {
    assert_eq!(OPTION_TAGS.len(), 20);
    check("extensions", OPTION_TAGS, |caps| caps.option_tags.as_ref());
}

#[test]
fn methods() {
    assert_eq!(METHODS.len(), 14);
    check("methods", METHODS, |caps| caps.methods.as_ref());
}

#[test]
fn mobility() {
    for (word, keyword) in MOBILITY {
        for (list, expected) in [
            ("supported", Capability::supported([*keyword])),
            ("notsupported", Capability::not_supported([*keyword])),
        ] {
            let xml =
                format!("<caps:mobility><caps:{list}><caps:{word}/></caps:{list}></caps:mobility>");
            let presence = strict(&in_devcaps(&xml)).unwrap();
            assert_eq!(device(&presence).devcaps().unwrap().mobility, Some(expected), "{xml}");
            assert!(Pidf::to_xml(&presence).unwrap().contains(&xml), "{xml}");
        }
    }
}

/// The registered option tags are spelt so; the schema of the RFC spells them otherwise.
#[test]
fn option_tags_have_aliases() {
    for (word, tag, right) in [
        ("histinfo", OptionTag::HistInfo, "hist-info"),
        ("norefsub", OptionTag::Norefersub, "norefersub"),
    ] {
        for list in ["supported", "notsupported"] {
            let xml = in_servcaps(&format!(
                "<caps:extensions><caps:{list}><caps:{word}/></caps:{list}></caps:extensions>"
            ));
            assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::Misspelt);
            let reading = tolerant(&xml);
            let kinds: Vec<_> = reading.diagnostics.iter().map(Diagnostic::kind).collect();
            assert_eq!(kinds, [ErrorKind::Misspelt], "{word}");
            let tags = servcaps(&reading.document).option_tags.as_ref().unwrap();
            let set = if list == "supported" { &tags.supported } else { &tags.not_supported };
            assert!(set.as_ref().unwrap().contains(tag), "{word} in {list}");
            let written = Pidf::to_xml(&reading.document).unwrap();
            assert!(written.contains(&format!("<caps:{right}/>")), "{written}");
        }
    }
}
