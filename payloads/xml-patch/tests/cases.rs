//! Patches that others applied wrongly (cases B17 and B18).
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;

use sip_payloads_testkit::corpus;
use sip_xml_patch::{Patch, PatchCondition, PatchError};

fn apply(document: &str, patch: &str) -> Option<Result<String, PatchError>> {
    let shared = corpus(env!("CARGO_MANIFEST_DIR"))?;
    let file = |name: &str| fs::read_to_string(shared.join("cases").join(name)).unwrap();
    Some(Patch::parse(&file(patch)).unwrap().apply(&file(document)))
}

#[test]
fn b17_names_without_a_prefix_are_in_the_default_namespace_of_the_patch() {
    let Some(applied) = apply("B17-doc.xml", "B17-patch.xml") else { return };
    assert_eq!(
        applied.unwrap().trim_end(),
        "<configuration xmlns=\"urn:example:conf\" xmlns:acl=\"urn:example:acl\" newAttribute=\"something\">\
         <acl:rule n=\"1\"/><item/></configuration>"
    );
}

#[test]
fn b18_what_selects_nothing_says_what_was_meant() {
    for (patch, hint) in [
        ("B18-patch-index-zero.xml", "positions count from 1"),
        (
            "B18-patch-child-instead-of-attribute.xml",
            "[t=…] compares a child element; [@t=…] compares the attribute",
        ),
    ] {
        let Some(applied) = apply("B18-doc.xml", patch) else { return };
        let error = applied.unwrap_err();
        assert_eq!(error.condition(), PatchCondition::UnlocatedNode);
        assert_eq!(error.phrase(), format!("nothing is selected: {hint}"));
    }
}

#[test]
fn b18_white_space_in_values_survives_and_operations_are_in_order() {
    let Some(applied) = apply("B18-doc.xml", "B18-patch-attribute-with-white-space.xml") else {
        return;
    };
    assert!(applied.unwrap().contains("<S t=\"3\" d=\"&#xA;    3&#xA;\"/>"));
    let applied = apply("B18-doc.xml", "B18-patch-order-matters.xml").unwrap();
    // The first is removed, so the second is the first when its attribute is replaced.
    let expected = "<T><S t=\"1\" d=\"9\"/><S t=\"3\" d=\"1\"/><S t=\"4\" d=\"1\"/></T>";
    assert!(applied.as_ref().unwrap().contains(expected), "{applied:?}");
}
