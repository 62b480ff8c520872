use super::*;

sip_payloads_testkit::reading!(XcapDiff);

const EXAMPLE: &str = r#"<d:xcap-diff xmlns:d="urn:ietf:params:xml:ns:xcap-diff"
    xmlns="urn:ietf:params:xml:ns:rls-services" xcap-root="http://xcap.example.com/root/">
    <d:document new-etag="7ahggs" sel="resource-lists/users/sip:joe@example.com/coworkers"
        previous-etag="8a77f8d"><d:add sel="*"><foo>new</foo></d:add><d:remove sel="*/a"/></d:document>
    <d:document new-etag="8" sel="a/global/b" previous-etag="7"><d:body-not-changed/></d:document>
    <d:element sel="a/users/b/c/~~/*/service"><service uri="sip:m@example.com"/></d:element>
    <d:element sel="a/users/b/c/~~/*/gone" exists="0"/>
    <d:attribute sel="a/users/b/c/~~/*/service/@uri">sip:m@example.com</d:attribute></d:xcap-diff>"#;

#[test]
fn a_document_is_read_and_written() {
    let diff = strict(EXAMPLE).unwrap();
    assert_eq!(diff.xcap_root, *"http://xcap.example.com/root/");
    let documents: Vec<_> = diff.documents().collect();
    assert_eq!(documents[0].previous_etag.as_deref(), Some("8a77f8d"));
    let [Operation::Add(add), Operation::Remove(_)] = &*documents[0].operations else {
        unreachable!()
    };
    assert_eq!(add.sel.to_string(), "*");
    assert!(documents[1].body_not_changed);
    let Change::Element(element) = &diff.changes[2] else { unreachable!() };
    assert!(element.exists() && element.exists.is_none());
    assert!(
        matches!(&*element.content, [RawNode::Element(service)] if service.name.local() == "service")
    );
    let Change::Element(gone) = &diff.changes[3] else { unreachable!() };
    assert!(!gone.exists());
    let Change::Attribute(attribute) = &diff.changes[4] else { unreachable!() };
    assert_eq!(attribute.value, "sip:m@example.com");
    assert_eq!(strict(&diff.to_xml().unwrap()).unwrap(), diff);
}

#[test]
fn a_body_that_has_not_changed_has_no_operations() {
    let both = EXAMPLE.replace("<d:body-not-changed/>", "<d:body-not-changed/><d:remove sel='a'/>");
    assert!(strict(&both).is_err());
    // A foreign element is one of the operations, before and behind.
    for beside in
        ["<d:body-not-changed/><x xmlns='urn:x'/>", "<x xmlns='urn:x'/><d:body-not-changed/>"]
    {
        let both = EXAMPLE.replace("<d:body-not-changed/>", beside);
        let read = tolerant(&both);
        assert!(!read.is_valid());
        assert!(strict(&both).is_err());
        assert_eq!(tolerant(&read.document.to_xml().unwrap()).document, read.document);
    }
    assert!(strict(&EXAMPLE.replace(" xcap-root=\"http://xcap.example.com/root/\"", "")).is_err());
}
