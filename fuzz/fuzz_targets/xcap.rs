//! Patches, edits and addresses: a patch is applied as a whole or not at all, and the result is well-formed; a difference
//! leads to the new document; what was put is there, and what was deleted is not; addresses are read as they are written.
//!
//! The input is a document, and after each zero byte a patch, a selector and a body.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sip_payloads::presence::partial::PartialPresence;
use sip_payloads::xcap::documents::Documents;
use sip_payloads::xcap::edit;
use sip_payloads::xcap::uri::{NodePath, XcapUri};
use sip_payloads::xml::{Limits, check_well_formed};
use sip_payloads::xml_patch::{Patch, Tree, diff};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split('\0');
    let mut next = || parts.next().unwrap_or_default();
    let (document, patch, selector, body) = (next(), next(), next(), next());
    addresses(selector);
    let _ = Documents::new().apply(patch);
    let mut partial = PartialPresence::new();
    let _ = (partial.apply(document), partial.apply(patch), partial.publish(patch));
    let Ok(tree) = Tree::parse(document) else { return };
    assert_eq!(tree.to_xml(), document);
    if let Ok(patch) = Patch::parse(patch)
        && let Ok(patched) = patch.apply(document)
    {
        let text = patched.strip_prefix('\u{feff}').unwrap_or(&patched);
        if check_well_formed(text, &Limits::default()).is_ok() {
            leads_to(document, &patched);
        } else {
            // Only what is deeper or longer than the limits allow.
            let limits = Limits { depth: Limits::DEEPEST, attributes: 100_000, namespaces: 100_000, ..Limits::default() };
            check_well_formed(text, &limits).expect("a patched document is well-formed");
        }
    }
    edits(document, selector, body);
});

fn leads_to(old: &str, new: &str) {
    let patch = diff(old, new).expect("both are well-formed");
    let result = patch.apply(old).expect("a difference can be applied");
    assert!(diff(&result, new).expect("both are well-formed").is_empty(), "{}", patch.to_xml());
}

fn edits(document: &str, selector: &str, body: &str) {
    let Ok(node) = NodePath::new(selector).parse(None) else { return };
    if let Ok(edited) = edit::put(document.as_bytes(), &node, None, body.as_bytes()) {
        let there = edit::get(edited.document.as_bytes(), &node).expect("what was put is there");
        if there.content_type == edit::ELEMENT {
            assert_eq!(there.body, body.trim_matches([' ', '\t', '\r', '\n']));
        }
        let again = edit::put(edited.document.as_bytes(), &node, None, body.as_bytes());
        assert_eq!(again.expect("it can be put again").document, edited.document);
    }
    if let Ok(edited) = edit::delete(document.as_bytes(), &node) {
        assert!(edit::get(edited.document.as_bytes(), &node).is_err());
    }
}

fn addresses(text: &str) {
    if let Ok(uri) = text.parse::<XcapUri>() {
        let written = uri.to_string();
        let again: XcapUri = written.parse().expect("a written address is one");
        assert_eq!(again.to_string(), written);
        assert_eq!((again.document, again.node), (uri.document, uri.node));
    }
}
