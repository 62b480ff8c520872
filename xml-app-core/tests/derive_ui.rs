//! The messages of the derive macros, one misuse per file of `tests/ui`.
//!
//! After a change of messages: `TRYBUILD=overwrite cargo test -p xml-app-core --test derive_ui`, and
//! read what comes out.

#[test]
fn misuse_is_reported_at_its_place() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
