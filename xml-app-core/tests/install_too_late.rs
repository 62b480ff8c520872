//! The built-in registry as the default of the process. Alone in its process: there is only one.

use xml_app_core::{ErrorKind, Registry};

#[test]
fn a_registry_is_refused_after_the_built_in_one_was_used() {
    let built_in = Registry::default_or_init(Registry::empty);
    let error = Registry::empty().install().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(
        error.message(),
        "the built-in registry is in use already: install before the first document is read"
    );
    assert!(std::ptr::eq(built_in, Registry::default_or_init(Registry::empty)));
}
