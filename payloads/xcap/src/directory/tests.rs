use super::*;

sip_payloads_testkit::reading!(XcapDirectory);

const EXAMPLE: &str = r#"<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory">
    <folder auid="resource-lists">
    <entry uri="http://xcap.example.com/resource-lists/users/sip:a@example.com/index" etag="pqr999"
        last-modified="2004-10-24T03:21:34Z" size="0"/></folder>
    <folder auid="groups"><error-code>403 Forbidden</error-code></folder></xcap-directory>"#;

#[test]
fn a_document_is_read_and_written() {
    let directory = strict(EXAMPLE).unwrap();
    let entry = &directory.folder("resource-lists").unwrap().entries[0];
    assert_eq!(entry.etag, "pqr999");
    assert_eq!(entry.size.as_ref().map(ToString::to_string).as_deref(), Some("0"));
    let refused = directory.folder("groups").unwrap();
    assert_eq!(refused.error_code.as_deref(), Some("403 Forbidden"));
    assert_eq!(strict(&directory.to_xml().unwrap()).unwrap(), directory);
}

#[test]
fn a_folder_has_entries_or_an_error() {
    let both = EXAMPLE.replace("<error-code>", "<entry uri='a' etag='b'/><error-code>");
    assert!(strict(&both).is_err());
    assert!(strict(&EXAMPLE.replace(" etag=\"pqr999\"", "")).is_err());
}
