use xml_app_core::Registry;

use super::*;

/// As FreeSWITCH writes it for Polycom phones.
const FREESWITCH: &str = r#"<?xml version="1.0"?>
<!DOCTYPE presence PUBLIC "-//IETF//DTD RFCxxxx XPIDF 1.0//EN" "xpidf.dtd">
<presence>
 <status>
  <note>On The Phone</note>
 </status>
 <presentity uri="sip:1001@192.0.2.1;method=SUBSCRIBE" />
 <atom id="1001">
  <address uri="sip:1001@192.0.2.7;user=ip" priority="0.800000">
   <status status="inuse" />
   <msnsubstatus substatus="onthephone" />
  </address>
 </atom>
</presence>"#;

fn read(xml: &str) -> XpidfPresence {
    Registry::empty().parse::<Xpidf>(xml).unwrap()
}

#[test]
fn it_is_read_and_written() {
    let presence = read(FREESWITCH);
    assert_eq!(presence.status.as_ref().unwrap().note.as_deref(), Some("On The Phone"));
    assert_eq!(presence.presentity.uri, "sip:1001@192.0.2.1;method=SUBSCRIBE");
    assert_eq!(presence.atoms[0].id.as_deref(), Some("1001"));
    assert_eq!(presence.atoms[0].addresses[0].basic(), Some(Basic::Open));
    assert_eq!(read(&presence.to_xml().unwrap()), presence);
    let unknown = read(&FREESWITCH.replace("<atom ", "<x a='1'/><atom y='2' "));
    assert_eq!(read(&unknown.to_xml().unwrap()), unknown);
    assert_eq!(unknown.unexpected().unwrap().len(), 2);
}

#[test]
fn it_becomes_pidf() {
    let presence = read(FREESWITCH).to_presence();
    assert_eq!(
        presence.to_xml().unwrap(),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:1001@192.0.2.1\">\
         <tuple id=\"_1001\"><status><basic>open</basic></status>\
         <contact priority=\"0.800\">sip:1001@192.0.2.7</contact></tuple>\
         <note>On The Phone</note></presence>\n"
    );
    for (status, basic) in [
        ("open", Some(Basic::Open)),
        ("closed", Some(Basic::Closed)),
        ("inactive", Some(Basic::Closed)),
        ("x", None),
    ] {
        let presence = read(&FREESWITCH.replace("inuse", status)).to_presence();
        assert_eq!(presence.tuples[0].status.basic, basic, "{status}");
    }
}

#[test]
fn pidf_without_its_namespace_is_no_xpidf() {
    let pidf = "<presence entity='sip:a@example.com'><tuple id='t'><status/></tuple></presence>";
    let error = Registry::empty().parse::<Xpidf>(pidf).unwrap_err();
    assert!(error.message().contains("PIDF (application/pidf+xml)"), "{error}");
}

#[test]
fn parameters_are_added_once_and_to_sip_uris_only() {
    let add = |uri: &str| with_parameter(&uri.parse().unwrap(), "user=ip").to_string();
    assert_eq!(add("sip:a@x.example"), "sip:a@x.example;user=ip");
    assert_eq!(add("sip:a@x.example;user=ip"), "sip:a@x.example;user=ip");
    assert_eq!(add("tel:+1"), "tel:+1");
    assert_eq!(add("sip:+1@x.example;user=phone"), "sip:+1@x.example;user=phone");
    let remove = |uri: &str| without_parameter(&uri.parse().unwrap(), "user=ip").to_string();
    assert_eq!(remove("sip:+1@x.example;user=phone"), "sip:+1@x.example;user=phone");
    assert_eq!(remove("sip:a@x?Subject=a;user=ip"), "sip:a@x?Subject=a;user=ip");
    assert_eq!(remove("sip:a@x.example;user=ip;ob"), "sip:a@x.example;ob");
}
