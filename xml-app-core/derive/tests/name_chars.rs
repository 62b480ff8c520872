//! What the derives take for a name is what the core takes for one.

#[allow(dead_code, reason = "the core has more classes than names need")]
#[path = "../../src/name_chars.rs"]
mod core;
#[path = "../src/name_chars.rs"]
mod derive;

#[test]
fn names_are_those_of_the_core() {
    for c in '\0'..=char::MAX {
        for name in [c.to_string(), format!("a{c}")] {
            assert_eq!(derive::is_ncname(&name), core::is_ncname(&name), "{name:?}");
        }
    }
    assert!(!derive::is_ncname("") && !core::is_ncname(""));
}
