//! The words of the fuzz targets come from the registry: `cargo run --bin dictionary` in `fuzz/`.

#![allow(clippy::unwrap_used, reason = "a test may panic in its helpers too")]

use sip_payloads::Namespace;
use sip_payloads::xml::{Application, VocabularyInfo};

#[test]
fn every_registered_name_is_in_the_dictionary() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/all.dict");
    let dictionary = std::fs::read_to_string(path).unwrap();
    let registry = sip_payloads::registry();
    let roots = registry.applications().map(Application::root);
    let extensions = registry.vocabularies().iter().flat_map(VocabularyInfo::extends);
    let mut missing: Vec<_> = roots
        .chain(extensions.map(|(_, name)| *name))
        .filter(|name| !dictionary.contains(name.local()))
        .map(|name| name.to_string())
        .collect();
    let namespaces = registry.vocabularies().iter().flat_map(VocabularyInfo::namespaces);
    missing.extend(
        namespaces.map(Namespace::uri).filter(|uri| !dictionary.contains(uri)).map(str::to_owned),
    );
    assert!(missing.is_empty(), "{missing:?}");
}
