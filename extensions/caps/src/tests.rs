//! Tests of capabilities, from RFC 5196 and of its schema.

mod vocabularies;

use sip_payloads_testkit::found;
use sip_presence::{DataModel, Device, Pidf, Presence};
use xml_app_core::{ErrorKind, XmlApplication};

use crate::{
    Capability, Caps, DevCaps, DeviceCapsExt, DuplexMode, Equals, HigherThan, Keywords, Languages,
    LowerThan, Method, Mobility, Priorities, Range, Schemes, ServCaps, TupleCapsExt,
};

sip_payloads_testkit::reading!(Pidf, DataModel, Caps);

fn document(content: &str) -> String {
    sip_payloads_testkit::presence("xmlns:caps='urn:ietf:params:xml:ns:pidf:caps'", content)
}

fn in_servcaps(content: &str) -> String {
    document(&format!(
        "<tuple id='t'><status><basic>open</basic></status>\
         <caps:servcaps>{content}</caps:servcaps></tuple>"
    ))
}

fn in_devcaps(content: &str) -> String {
    document(&format!(
        "<dm:device id='d'><caps:devcaps>{content}</caps:devcaps>\
         <dm:deviceID>urn:device:1</dm:deviceID></dm:device>"
    ))
}

fn servcaps(presence: &Presence) -> &ServCaps {
    presence.tuples[0].servcaps().unwrap()
}

fn device(presence: &Presence) -> &Device {
    presence.devices().next().unwrap()
}

/// RFC 5196 §5.
const EXAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf"
      xmlns:caps="urn:ietf:params:xml:ns:pidf:caps"
      xmlns:mod="urn:ietf:params:xml:ns:pidf:data-model"
      entity="pres:someone@example.com">

  <tuple id="joi9877866786ua9">
    <status>
      <basic>open</basic>
    </status>
    <caps:servcaps>
      <caps:audio>true</caps:audio>
      <caps:description xml:lang="en">
         Example service
      </caps:description>
      <caps:description xml:lang="hu">
         Pe'lda szolga'ltata's
      </caps:description>
      <caps:duplex>
        <caps:supported>
          <caps:full/>
        </caps:supported>
      </caps:duplex>
      <caps:message>true</caps:message>
      <caps:methods>
        <caps:supported>
          <caps:ACK/>
          <caps:BYE/>
          <caps:INVITE/>
          <caps:MESSAGE/>
        </caps:supported>
      </caps:methods>
      <caps:priority>
        <caps:supported>
          <caps:lowerthan maxvalue="10"/>
        </caps:supported>
      </caps:priority>
      <caps:schemes>
        <caps:supported>
          <caps:s>sip</caps:s>
        </caps:supported>
      </caps:schemes>
      <caps:video>false</caps:video>
    </caps:servcaps>
    <contact>sip:someone@example.com</contact>
  </tuple>
  <mod:device id="hgt67">
    <caps:devcaps>
      <caps:mobility>
        <caps:supported>
          <caps:mobile/>
        </caps:supported>
      </caps:mobility>
    </caps:devcaps>
    <mod:deviceID
     >urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a</mod:deviceID>
  </mod:device>
</presence>"#;

#[test]
fn the_example_of_the_rfc_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    let caps = servcaps(&presence);
    assert_eq!((caps.audio, caps.message, caps.video), (Some(true), Some(true), Some(false)));
    assert_eq!((caps.application, caps.automata, caps.control), (None, None, None));
    assert_eq!((caps.data, caps.is_focus, caps.text), (None, None, None));
    assert_eq!(caps.descriptions.len(), 2);
    assert_eq!(caps.descriptions[0].text.trim(), "Example service");
    assert_eq!(caps.descriptions[0].lang.as_ref().unwrap().as_str(), "en");
    assert_eq!(caps.descriptions[1].text.trim(), "Pe'lda szolga'ltata's");
    assert_eq!(caps.descriptions[1].lang.as_ref().unwrap().as_str(), "hu");
    assert_eq!(caps.duplex, Some(Capability::supported([DuplexMode::Full])));
    let methods = caps.methods.as_ref().unwrap();
    assert_eq!(methods.not_supported, None);
    let supported: Vec<_> = methods.supported.as_ref().unwrap().iter().collect();
    assert_eq!(supported, [Method::Ack, Method::Bye, Method::Invite, Method::Message]);
    assert_eq!(caps.priority, Some(Capability::supported(LowerThan::new(10))));
    assert_eq!(caps.schemes, Some(Capability::supported(["sip"])));
    assert_eq!((&caps.actor, &caps.class, &caps.event_packages), (&None, &None, &None));
    assert_eq!((&caps.option_tags, &caps.languages), (&None, &None));
    assert!(caps.types.is_empty());
    assert!(caps.extensions.is_empty());

    let device = device(&presence);
    let mobile =
        DevCaps { mobility: Some(Capability::supported([Mobility::Mobile])), ..DevCaps::default() };
    assert_eq!(device.devcaps(), Some(&mobile));
    assert_eq!(device.device_id.uri, "urn:uuid:d27459b7-8213-4395-aa77-ed859a3e5b3a");
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    for xml in [Pidf::to_xml(&presence).unwrap(), Pidf::to_xml_pretty(&presence).unwrap()] {
        assert_eq!(strict(&xml).unwrap(), presence);
    }
}

/// Every capability that is there or not (RFC 5196 §3.2.2 to §3.2.10).
#[test]
fn flags() {
    type Flag = fn(&ServCaps) -> Option<bool>;
    let flags: [(&str, Flag); 10] = [
        ("application", |caps| caps.application),
        ("audio", |caps| caps.audio),
        ("automata", |caps| caps.automata),
        ("control", |caps| caps.control),
        ("data", |caps| caps.data),
        ("isfocus", |caps| caps.is_focus),
        ("message", |caps| caps.message),
        ("text", |caps| caps.text),
        ("video", |caps| caps.video),
        ("nothing", |_| None),
    ];
    for (name, flag) in &flags[..9] {
        for (text, value) in [("true", true), ("false", false), ("1", true), ("0", false)] {
            let xml = format!("<caps:{name}>{text}</caps:{name}>");
            let presence = strict(&in_servcaps(&xml)).unwrap();
            let set = flags.iter().filter(|(_, flag)| flag(servcaps(&presence)).is_some());
            assert_eq!(set.count(), 1, "{xml}");
            assert_eq!(flag(servcaps(&presence)), Some(value), "{xml}");
            let written = Pidf::to_xml(&presence).unwrap();
            assert!(written.contains(&format!("<caps:{name}>{value}</caps:{name}>")), "{xml}");
        }
        assert!(strict(&in_servcaps(&format!("<caps:{name}>yes</caps:{name}>"))).is_err());
    }
}

#[test]
fn lists_of_words() {
    for element in [
        "<caps:languages><caps:supported><caps:l>en</caps:l><caps:l>nl</caps:l></caps:supported>\
         <caps:notsupported><caps:l>fr</caps:l></caps:notsupported></caps:languages>",
        "<caps:schemes><caps:supported><caps:s>sip</caps:s><caps:s>tel</caps:s></caps:supported>\
         <caps:notsupported><caps:s>mailto</caps:s></caps:notsupported></caps:schemes>",
        "<caps:type>text/plain</caps:type><caps:type>text/html</caps:type>",
    ] {
        let presence = strict(&in_servcaps(element)).unwrap();
        assert!(Pidf::to_xml(&presence).unwrap().contains(element), "{element}");
        let caps = servcaps(&presence);
        if let Some(languages) = &caps.languages {
            assert_eq!(languages.supported, Some(Languages::from(["en", "nl"])));
            assert_eq!(languages.not_supported, Some(Languages::from(["fr"])));
        } else if let Some(schemes) = &caps.schemes {
            assert_eq!(schemes.supported, Some(Schemes::from(["sip", "tel"])));
            assert_eq!(schemes.not_supported, Some(Schemes::from(["mailto"])));
        } else {
            assert_eq!(caps.types, ["text/plain", "text/html"]);
        }
    }
}

/// RFC 5196 §3.2.15. The schema misspells `higherthan`.
#[test]
fn priorities() {
    let valid = "<caps:priority><caps:supported><caps:equals value=\"15\"/>\
        <caps:higherhan minvalue=\"50\"/><caps:lowerthan maxvalue=\"-10\"/>\
        <caps:range minvalue=\"20\" maxvalue=\"25\"/></caps:supported></caps:priority>";
    let presence = strict(&in_servcaps(valid)).unwrap();
    let expected = Priorities {
        equals: vec![Equals::new(15)],
        higher_than: vec![HigherThan::new(50)],
        lower_than: vec![LowerThan::new(-10)],
        ranges: vec![Range::new(20, 25)],
        ..Priorities::default()
    };
    let found = servcaps(&presence).priority.as_ref().unwrap();
    assert_eq!(found.supported.as_ref(), Some(&expected));
    let contained = (-12..=52).filter(|priority| expected.contains(*priority));
    let all = [-12, -11, -10, 15, 20, 21, 22, 23, 24, 25, 50, 51, 52];
    assert_eq!(contained.collect::<Vec<_>>(), all);
    assert!(Pidf::to_xml(&presence).unwrap().contains(valid));

    let xml = in_servcaps(&valid.replace("higherhan", "higherthan"));
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::Misspelt);
    assert_eq!(tolerant(&xml).document, presence);
    for list in ["supported", "notsupported"] {
        let xml = in_servcaps(&format!(
            "<caps:priority><caps:{list}><caps:higherthan minvalue='1'/></caps:{list}>\
             </caps:priority>"
        ));
        let written = Pidf::to_xml(&tolerant(&xml).document).unwrap();
        assert!(written.contains("<caps:higherhan minvalue=\"1\"/>"), "{written}");
    }
}

#[test]
fn missing_parts_are_reported() {
    let caps = "/presence/tuple/caps:servcaps";
    for (element, kind, path) in [
        (
            "<caps:schemes><caps:supported/></caps:schemes>",
            ErrorKind::MissingElement,
            "/schemes/supported",
        ),
        (
            "<caps:languages><caps:notsupported/></caps:languages>",
            ErrorKind::MissingElement,
            "/languages/notsupported",
        ),
        (
            "<caps:priority><caps:supported><caps:equals/></caps:supported></caps:priority>",
            ErrorKind::MissingAttribute,
            "/priority/supported/equals",
        ),
        (
            "<caps:priority><caps:supported><caps:range minvalue=\"1\"/></caps:supported>\
             </caps:priority>",
            ErrorKind::MissingAttribute,
            "/priority/supported/range",
        ),
    ] {
        let xml = in_servcaps(element);
        let reading = tolerant(&xml);
        let path = format!("{caps}{path}");
        assert_eq!(found(&reading.diagnostics), [(kind, path.as_str())], "{element}");
        assert_eq!(strict(&xml).unwrap_err().kind(), kind, "{element}");
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert!(written.contains(element), "{element}: {written}");
    }
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let legal = in_servcaps(
        "<caps:methods><caps:supported><caps:ACK/><x:PING/></caps:supported></caps:methods>\
         <x:smell>true</x:smell>",
    );
    let presence = strict(&legal).unwrap();
    let written = Pidf::to_xml(&presence).unwrap();
    assert!(written.contains("<caps:ACK/><x:PING/>"), "{written}");
    assert!(written.contains("<x:smell>true</x:smell>"), "{written}");
    assert_eq!(strict(&written).unwrap(), presence);

    for element in [
        "<caps:methods><caps:supported><caps:PING/></caps:supported></caps:methods>",
        "<caps:methods x:k=\"1\"><caps:supported><caps:ACK/></caps:supported></caps:methods>",
        "<caps:methods><caps:supported><caps:ACK x:k=\"1\"/></caps:supported></caps:methods>",
        "<caps:audio x:k=\"1\">true</caps:audio>",
        "<caps:smell>true</caps:smell>",
    ] {
        let xml = in_servcaps(element);
        assert!(strict(&xml).is_err(), "{element}");
        let reading = tolerant(&xml);
        let written = Pidf::to_xml(&reading.document).unwrap();
        assert!(written.contains(element), "{element}: {written}");
        assert_eq!(tolerant(&written).document, reading.document, "{element}");
    }
}

/// The examples of RFC 5263 §5 and RFC 5264 §6 have `video` before `message`.
#[test]
fn a_wrong_order_is_put_right() {
    let wrong = in_servcaps("<caps:video>true</caps:video><caps:message>true</caps:message>");
    let right = in_servcaps("<caps:message>true</caps:message><caps:video>true</caps:video>");
    assert_eq!(strict(&wrong).unwrap_err().kind(), ErrorKind::OutOfOrder);
    assert_eq!(tolerant(&wrong).document, strict(&right).unwrap());
}

#[test]
fn keywords_are_a_set() {
    let mut methods = Keywords::from([Method::Update, Method::Ack, Method::Update]);
    assert_eq!(methods.iter().collect::<Vec<_>>(), [Method::Ack, Method::Update]);
    methods.insert(Method::Bye);
    methods.remove(Method::Ack);
    assert_eq!(methods, Keywords::from([Method::Bye, Method::Update]));
    assert!(methods.contains(Method::Bye) && !methods.contains(Method::Ack));
    let twice = in_servcaps(
        "<caps:methods><caps:supported><caps:ACK/><caps:ACK/></caps:supported></caps:methods>",
    );
    assert_eq!(strict(&twice).unwrap_err().kind(), ErrorKind::TooMany);
    let methods = tolerant(&twice).document;
    let supported = servcaps(&methods).methods.as_ref().unwrap().supported.as_ref().unwrap();
    assert_eq!(supported.iter().count(), 1);
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<ServCaps>();
    is_shared::<DevCaps>();
    is_shared::<Priorities>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("ServCaps", size_of::<ServCaps>(), 1536),
        ("DevCaps", size_of::<DevCaps>(), 200),
        ("Keywords", size_of::<Keywords<Method>>(), 56),
        ("Capability", size_of::<Capability<Keywords<Method>>>(), 144),
        ("Priorities", size_of::<Priorities>(), 128),
        ("Method", size_of::<Method>(), 1),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}
