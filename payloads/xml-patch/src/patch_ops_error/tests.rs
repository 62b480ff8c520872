use super::*;
use crate::Patch;

sip_payloads_testkit::reading!(PatchOpsError);

#[test]
fn the_example_of_the_rfc_is_read() {
    let xml = r#"<patch-ops-error xmlns:p="urn:ietf:params:xml:ns:pidf-diff"
        xmlns="urn:ietf:params:xml:ns:patch-ops-error">
        <unlocated-node phrase="a unique node could not be located with the id() function."
        ><p:add sel='id("ert4773")'><p:note>some text added</p:note></p:add></unlocated-node>
        </patch-ops-error>"#;
    let error = strict(xml).unwrap();
    let [Condition::UnlocatedNode(unlocated)] = &*error.errors else { unreachable!() };
    let phrase = unlocated.phrase.as_deref();
    assert_eq!(phrase, Some("a unique node could not be located with the id() function."));
    let operation = unlocated.extensions.raw().next().unwrap();
    assert_eq!(operation.attribute("sel"), Some("id(\"ert4773\")"));
    assert_eq!(strict(&error.to_xml().unwrap()).unwrap(), error);
}

#[test]
fn an_error_about_an_operation_has_one() {
    let xml = "<patch-ops-error xmlns='urn:ietf:params:xml:ns:patch-ops-error'><unlocated-node/>\
               </patch-ops-error>";
    let error = strict(xml).unwrap_err();
    assert_eq!(error.message(), "0 elements: expected the operation");
    assert_eq!(tolerant(xml).document.errors.len(), 1);
}

#[test]
fn each_error_of_a_patch_is_a_valid_document() {
    for patch in
        ["<d><move/></d>", "<d><add sel='x'/></d>", "<d><remove sel='id(\"a\")'/></d>", "<d>"]
    {
        let error = match Patch::parse(patch) {
            Ok(patch) => patch.apply("<doc/>").unwrap_err(),
            Err(error) => error,
        };
        let document = PatchOpsError::from(&error);
        let read = strict(&document.to_xml().unwrap()).unwrap();
        assert_eq!(read, document);
    }
}
