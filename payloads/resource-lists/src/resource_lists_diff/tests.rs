use super::*;

sip_payloads_testkit::reading!(ResourceListsDiff);

const DIFF: &str = r#"<resource-lists-diff xmlns="urn:ietf:params:xml:ns:resource-lists" xmlns:x="urn:x">
    <add sel="*/list[@name='friends']" x:why="asked"><entry uri="sip:joe@example.com"/></add>
    <replace sel="*/list/entry[1]/@uri">sip:ann@example.com</replace><x:other/></resource-lists-diff>"#;

#[test]
fn a_document_is_read_and_written() {
    let diff = strict(DIFF).unwrap();
    let [Operation::Add(add), Operation::Replace(_), Operation::Extension(_)] = &*diff.operations
    else {
        unreachable!()
    };
    assert_eq!(add.extensions.attributes().len(), 1);
    assert_eq!(strict(&diff.to_xml().unwrap()).unwrap(), diff);
    assert!(strict(&DIFF.replace(" sel=\"*/list/entry[1]/@uri\"", "")).is_err());
}

#[test]
fn operations_are_applied_in_order() {
    let lists = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list name='friends'/></resource-lists>";
    assert_eq!(
        ResourceListsDiff::apply(DIFF, lists).unwrap(),
        "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list name='friends'>\
         <entry uri=\"sip:ann@example.com\"/></list></resource-lists>"
    );
    let error = ResourceListsDiff::apply(DIFF, "<a/>").unwrap_err();
    assert_eq!(error.condition(), PatchCondition::UnlocatedNode);
    assert!(ResourceListsDiff::apply("<a", lists).is_err());
}
