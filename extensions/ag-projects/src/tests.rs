//! What is expected of the extensions of AG Projects, from the documents of their clients.

use sip_caps::{Caps, ServCaps};
use sip_events::conference_info::ConferenceInfo;
use sip_payloads_testkit::RegistryOf;
use sip_policy::common_policy::{CommonPolicy, Condition, Rule, RuleSet};
use sip_presence::{Basic, DataModel, Pidf, Presence};
use xml_app_core::{
    Error, ErrorKind, ExtensionOf, ReadOptions, Reading, Registry, XmlApplication, XmlValue,
};

use crate::{
    AgProjects, DeviceInfo, Extended, ExtendedStatus, FalseCondition, File, FileTransfer, Files,
    Minutes, Resources, RuleDisplayName, ScreenImageUrl, ScreenSharingClient, ScreenSharingServer,
    StatusType, TimeOffset,
};

fn registry() -> Registry {
    let registry = RegistryOf::new::<Pidf>().and::<CommonPolicy>();
    registry.with(DataModel).with(Caps).with(AgProjects).build()
}

fn tolerant(xml: &str) -> Reading<Presence> {
    sip_payloads_testkit::tolerant::<Pidf>(&registry(), xml)
}

fn strict(xml: &str) -> Result<Presence, Error> {
    sip_payloads_testkit::strict::<Pidf>(&registry(), xml)
}

fn document(status: &str, content: &str) -> String {
    format!(
        "<presence xmlns='urn:ietf:params:xml:ns:pidf' \
         xmlns:caps='urn:ietf:params:xml:ns:pidf:caps' \
         xmlns:agp-pidf='urn:ag-projects:xml:ns:pidf' \
         xmlns:agp-caps='urn:ag-projects:xml:ns:pidf:caps' xmlns:x='urn:x' \
         entity='sip:a@example.com'><tuple id='t'><status><basic>open</basic>{status}</status>\
         {content}</tuple></presence>"
    )
}

/// A document such as Blink publishes, of our own writing.
const EXAMPLE: &str = r#"<presence xmlns="urn:ietf:params:xml:ns:pidf"
    xmlns:agp-pidf="urn:ag-projects:xml:ns:pidf"
    xmlns:agp-caps="urn:ag-projects:xml:ns:pidf:caps"
    xmlns:caps="urn:ietf:params:xml:ns:pidf:caps" entity="sip:alice@example.com">
  <tuple id="SID-1">
    <status>
      <basic>open</basic>
      <agp-pidf:extended>busy</agp-pidf:extended>
      <agp-pidf:type>manual</agp-pidf:type>
    </status>
    <agp-pidf:device-info id="0a1b-2c3d">
      <agp-pidf:description>alice-laptop</agp-pidf:description>
      <agp-pidf:user-agent>Blink 6.0</agp-pidf:user-agent>
      <agp-pidf:time-offset description="America/New_York">1140.0</agp-pidf:time-offset>
    </agp-pidf:device-info>
    <caps:servcaps>
      <caps:audio>true</caps:audio>
      <agp-caps:file-transfer>true</agp-caps:file-transfer>
      <agp-caps:screen-sharing-server>true</agp-caps:screen-sharing-server>
      <agp-caps:screen-sharing-client>false</agp-caps:screen-sharing-client>
    </caps:servcaps>
    <contact>sip:alice@example.com</contact>
  </tuple>
</presence>"#;

#[test]
fn a_document_of_blink_is_read_field_by_field() {
    let presence = strict(EXAMPLE).unwrap();
    let tuple = &presence.tuples[0];
    assert_eq!(tuple.status.basic, Some(Basic::Open));
    let extended = tuple.status.extensions.get::<Extended>().unwrap();
    assert_eq!(extended.value, ExtendedStatus::Busy);
    assert_eq!(tuple.status.extensions.get::<StatusType>().unwrap().value, "manual");
    let info = tuple.extensions.get::<DeviceInfo>().unwrap();
    assert_eq!(info.id, "0a1b-2c3d");
    assert_eq!(info.description.as_deref(), Some("alice-laptop"));
    assert_eq!(info.user_agent.as_deref(), Some("Blink 6.0"));
    let offset = info.time_offset.as_ref().unwrap();
    assert_eq!(offset.description.as_deref(), Some("America/New_York"));
    assert_eq!(offset.minutes.east(), -300);
    let caps = tuple.extensions.get::<ServCaps>().unwrap();
    assert_eq!(caps.audio, Some(true));
    assert!(caps.extensions.get::<FileTransfer>().unwrap().supported);
    assert!(caps.extensions.get::<ScreenSharingServer>().unwrap().supported);
    assert!(!caps.extensions.get::<ScreenSharingClient>().unwrap().supported);
    assert_eq!(caps.extensions.len(), 3);
}

#[test]
fn documents_round_trip() {
    let presence = strict(EXAMPLE).unwrap();
    let pretty = Pidf::to_xml_pretty(&presence).unwrap();
    assert_eq!(strict(&pretty).unwrap(), presence);
    let (_, content) = EXAMPLE.split_once("<tuple").unwrap();
    assert!(pretty.contains(content), "{pretty}");
}

#[test]
fn extended_statuses() {
    for (word, status) in [
        ("available", ExtendedStatus::Available),
        ("away", ExtendedStatus::Away),
        ("busy", ExtendedStatus::Busy),
        ("offline", ExtendedStatus::Offline),
        ("on holiday", ExtendedStatus::Other("on holiday".to_owned())),
    ] {
        let element = format!("<agp-pidf:extended>{word}</agp-pidf:extended>");
        let presence = strict(&document(&element, "")).unwrap();
        let found = presence.tuples[0].status.extensions.get::<Extended>();
        assert_eq!(found, Some(&Extended::from(status)), "{word}");
        assert!(Pidf::to_xml(&presence).unwrap().contains(&element), "{word}");
    }
}

#[test]
fn capabilities() {
    fn check<T: ExtensionOf<ServCaps> + From<bool>>(name: &str) {
        for flag in [true, false] {
            let element = format!("<agp-caps:{name}>{flag}</agp-caps:{name}>");
            let xml = document("", &format!("<caps:servcaps>{element}</caps:servcaps>"));
            let presence = strict(&xml).unwrap();
            let caps = presence.tuples[0].extensions.get::<ServCaps>().unwrap();
            assert_eq!(caps.extensions.get::<T>(), Some(&T::from(flag)), "{name}");
            assert!(Pidf::to_xml(&presence).unwrap().contains(&element), "{name}");
        }
    }
    check::<FileTransfer>("file-transfer");
    check::<ScreenSharingServer>("screen-sharing-server");
    check::<ScreenSharingClient>("screen-sharing-client");
}

/// Old clients write the float of Python, counted from 0 to a day: west of Greenwich is more than
/// half a day east.
#[test]
fn minutes() {
    for (text, east) in [
        ("120", 120),
        ("120.0", 120),
        ("-300", -300),
        ("1140.0", -300),
        ("1140", -300),
        ("840", 840),
        ("841", -599),
        ("0", 0),
        ("0.0", 0),
        ("720.0", 720),
    ] {
        let minutes = Minutes::parse(text).unwrap();
        assert_eq!(minutes.east(), east, "{text}");
        assert_eq!(minutes.text(), text);
    }
    assert_eq!(Minutes::new(-300).text(), "-300");
    assert_eq!(Minutes::new(-300).east(), -300);
    for text in ["", "noon", "1.5", "1e3", "99999999999"] {
        assert!(Minutes::parse(text).is_err(), "{text}");
    }
}

#[test]
fn missing_parts_have_placeholders() {
    let xml = document("", "<agp-pidf:device-info/>");
    assert_eq!(strict(&xml).unwrap_err().kind(), ErrorKind::MissingAttribute);
    let reading = tolerant(&xml);
    let found: Vec<_> =
        reading.diagnostics.iter().map(|found| (found.kind(), found.path())).collect();
    assert_eq!(found, [(ErrorKind::MissingAttribute, "/presence/tuple/agp-pidf:device-info")]);
    let info = reading.document.tuples[0].extensions.get::<DeviceInfo>().unwrap();
    assert_eq!(info.id, "");
}

#[test]
fn unknown_children_and_attributes_are_kept() {
    let element = "<agp-pidf:device-info id=\"d\" x:k=\"1\"><agp-pidf:user-agent>Blink\
        </agp-pidf:user-agent><agp-pidf:colour>grey</agp-pidf:colour><x:e/></agp-pidf:device-info>";
    let presence = tolerant(&document("", element)).document;
    let info = presence.tuples[0].extensions.get::<DeviceInfo>().unwrap();
    assert_eq!(info.user_agent.as_deref(), Some("Blink"));
    assert_eq!(info.extensions.raw().count(), 2);
    let written = Pidf::to_xml(&presence).unwrap();
    assert!(written.contains(element), "{written}");
    assert_eq!(tolerant(&written).document, presence);
}

fn rules(xml: &str, options: &ReadOptions) -> Result<Reading<RuleSet>, Error> {
    registry().parse_with::<CommonPolicy>(xml, options)
}

/// A rule such as Blink keeps, with the prefixes that are written.
fn rule(content: &str) -> String {
    format!(
        "<cp:ruleset xmlns:cp='urn:ietf:params:xml:ns:common-policy' xmlns:x='urn:x' \
         xmlns:agp-cp='urn:ag-projects:xml:ns:common-policy'><cp:rule id='r'>{content}</cp:rule>\
         </cp:ruleset>"
    )
}

/// The schema does not allow the name, but programs with this vocabulary need it.
#[test]
fn rules_with_display_names_and_false_conditions() {
    let content = "<cp:conditions><agp-cp:false-condition/></cp:conditions>\
        <agp-cp:display-name xml:lang=\"en\">My  friends</agp-cp:display-name>";
    let read = rules(&rule(content), &ReadOptions::strict()).unwrap().document;
    let conditions = read.rules[0].conditions.as_ref().unwrap();
    let [Condition::Extension(never)] = conditions.conditions.as_slice() else {
        panic!("{conditions:?}");
    };
    assert_eq!(never.get::<FalseCondition>(), Some(&FalseCondition::default()));
    let name = read.rules[0].extensions.get::<RuleDisplayName>().unwrap();
    assert_eq!(name.text, "My  friends");
    assert_eq!(name.lang.as_ref().unwrap().as_str(), "en");
    let written = CommonPolicy::to_xml(&read).unwrap();
    assert!(written.contains(content), "{written}");

    let mut built =
        Rule::new("r".parse().unwrap()).when(Condition::extension(FalseCondition::default()));
    built.extensions.set(RuleDisplayName::from("Friends"));
    let written = CommonPolicy::to_xml(&RuleSet::from_iter([built])).unwrap();
    assert!(
        written.contains(
            "<cp:rule id=\"r\"><cp:conditions><agp-cp:false-condition/></cp:conditions>\
             <agp-cp:display-name>Friends</agp-cp:display-name></cp:rule>"
        ),
        "{written}"
    );
}

#[test]
fn faults_of_rules_are_kept() {
    let content = "<cp:conditions><agp-cp:false-condition x:k=\"1\"><x:e/></agp-cp:false-condition>\
        </cp:conditions><agp-cp:display-name x:k=\"2\">a</agp-cp:display-name>";
    let xml = rule(content);
    let error = rules(&xml, &ReadOptions::strict()).unwrap_err();
    let found = error.diagnostics().iter().map(|found| (found.kind(), found.path()));
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            (
                ErrorKind::UnexpectedAttribute,
                "/ruleset/rule/conditions/agp-cp:false-condition/@x:k"
            ),
            (ErrorKind::UnexpectedElement, "/ruleset/rule/conditions/agp-cp:false-condition/x:e"),
            (ErrorKind::UnexpectedAttribute, "/ruleset/rule/agp-cp:display-name/@x:k"),
        ]
    );
    let read = rules(&xml, &ReadOptions::tolerant()).unwrap().document;
    let written = CommonPolicy::to_xml(&read).unwrap();
    assert!(written.contains(content), "{written}");
    assert_eq!(rules(&written, &ReadOptions::tolerant()).unwrap().document, read);
}

#[test]
fn types_are_shared_between_threads() {
    use sip_payloads_testkit::is_shared;
    is_shared::<(DeviceInfo, TimeOffset, Extended, StatusType, FileTransfer)>();
    is_shared::<(FalseCondition, RuleDisplayName)>();
    is_shared::<(Resources, Files, File, ScreenImageUrl)>();
}

#[cfg(target_pointer_width = "64")]
#[test]
fn types_stay_small() {
    let sizes = [
        ("DeviceInfo", size_of::<DeviceInfo>(), 184),
        ("Extended", size_of::<Extended>(), 56),
        ("FileTransfer", size_of::<FileTransfer>(), 40),
        ("Minutes", size_of::<Minutes>(), 24),
        ("StatusType", size_of::<StatusType>(), 56),
    ];
    let grown = sizes.into_iter().filter(|(_, size, bound)| size > bound);
    assert_eq!(grown.collect::<Vec<_>>(), []);
}

#[test]
fn an_unknown_status_is_a_warning() {
    let element = "<agp-pidf:extended>lunch</agp-pidf:extended>";
    let reading = tolerant(&document(element, ""));
    let [found] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics) };
    assert!(!found.is_error());
    assert_eq!((found.kind(), found.message()), (ErrorKind::UnknownWord, "unknown word \"lunch\""));
    let status = &reading.document.tuples[0].status;
    let extended = status.extensions.get::<Extended>().unwrap();
    assert_eq!(extended.value, ExtendedStatus::Other("lunch".to_owned()));
}

/// A document as Sylkserver writes it.
#[test]
fn files_and_screens_of_conferences_are_read() {
    let mut builder = Registry::builder();
    builder.add(AgProjects).unwrap();
    let xml = "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" \
        xmlns:agp-conf=\"urn:ag-projects:xml:ns:conference-info\" entity=\"sip:room@example.com\" \
        version=\"3\"><conference-description><agp-conf:resources><agp-conf:files><agp-conf:file \
        name=\"minutes.pdf\" hash=\"sha1:6F:3A\" size=\"20480\" sender=\"sip:alice@example.com\" \
        status=\"OK\"/></agp-conf:files></agp-conf:resources></conference-description><users><user \
        entity=\"sip:alice@example.com\"><agp-conf:screen_image_url>https://example.com/s</agp-conf:screen_image_url>\
        </user></users></conference-info>";
    let registry = builder.build();
    let conference =
        registry.parse_with::<ConferenceInfo>(xml, &ReadOptions::strict()).unwrap().document;
    let resources = conference.description.as_ref().unwrap().extensions.get::<Resources>();
    let [file] = resources.unwrap().files.as_ref().unwrap().files.as_slice() else { panic!() };
    assert_eq!(
        (file.name.as_str(), file.hash.as_str(), file.size),
        ("minutes.pdf", "sha1:6F:3A", 20480)
    );
    assert_eq!((file.sender.as_str(), file.status.as_str()), ("sip:alice@example.com", "OK"));
    let user = &conference.users.as_ref().unwrap().users[0];
    assert_eq!(user.extensions.get::<ScreenImageUrl>().unwrap().url, "https://example.com/s");
    assert_eq!(registry.parse::<ConferenceInfo>(conference.to_xml().unwrap()).unwrap(), conference);
}
