use super::*;
use sip_payloads_testkit::found;
use xml_app_core::ErrorKind;

sip_payloads_testkit::reading!(XcapCaps);

const EXAMPLE: &str = r#"<xcap-caps xmlns="urn:ietf:params:xml:ns:xcap-caps">
    <auids><auid>new-capability</auid><auid>xcap-caps</auid></auids>
    <extensions><!-- No extensions defined --></extensions>
    <namespaces><namespace>urn:ietf:params:xml:ns:xcap-caps</namespace></namespaces>
    </xcap-caps>"#;

#[test]
fn a_document_is_read_and_written() {
    let caps = strict(EXAMPLE).unwrap();
    assert_eq!(caps.auids.auids, ["new-capability", "xcap-caps"]);
    assert_eq!(caps.extension_names, Some(ExtensionNames::default()));
    assert_eq!(caps.namespaces.namespaces[0], *"urn:ietf:params:xml:ns:xcap-caps");
    assert_eq!(strict(&caps.to_xml().unwrap()).unwrap(), caps);
}

#[test]
fn extensions_are_optional_and_the_others_are_not() {
    let without = |tag: &str| {
        let (start, end) = (format!("<{tag}>"), format!("</{tag}>"));
        let (before, rest) = EXAMPLE.split_once(&start).unwrap();
        format!("{before}{}", rest.split_once(&end).unwrap().1)
    };
    assert!(strict(&without("extensions")).unwrap().extension_names.is_none());
    for tag in ["auids", "namespaces"] {
        assert_eq!(strict(&without(tag)).unwrap_err().kind(), ErrorKind::MissingElement, "{tag}");
    }
}

#[test]
fn what_the_text_of_the_rfc_requires_is_a_warning() {
    let xml = EXAMPLE.replace("<auid>xcap-caps</auid>", "");
    let reading = tolerant(&xml);
    assert_eq!(found(&reading.diagnostics), [(ErrorKind::Discouraged, "/xcap-caps")]);
    let message = "the auids lack xcap-caps (RFC 4825 §12.2)";
    assert_eq!(reading.diagnostics[0].message(), message);
}

#[test]
fn a_document_in_no_namespace_is_told_what_it_lacks() {
    let xml = EXAMPLE.replace(" xmlns=\"urn:ietf:params:xml:ns:xcap-caps\"", "");
    let reading = tolerant(&xml);
    assert!(reading.document.supports("new-capability"));
    let message = "the document is in no namespace; taken for urn:ietf:params:xml:ns:xcap-caps";
    assert_eq!(reading.diagnostics[0].message(), message);
}
