use super::*;

#[test]
fn selectors_follow_the_pattern_of_the_schema() {
    for valid in [
        "doc",
        "/doc/*",
        "a:b/c[@d='e'][2]/f[.=\"x\"]/g[h='i']",
        "doc/text()",
        "doc/text()[2]",
        "comment()[1]",
        "doc/processing-instruction()",
        "doc/processing-instruction(\"t\")[2]",
        "id('x')",
        "id(\"x\")/y/text()",
        // Errata 3458: the pattern allows it by mistake.
        "id()",
        // Quotes in values are allowed by the pattern, and mean nothing in XPath.
        "a[@b='c'd']/e",
        "a[@b='c']/d[@e='f']",
    ] {
        assert!(valid.parse::<AddSelector>().is_ok(), "{valid}");
        assert!(valid.parse::<PatchSelector>().is_ok(), "{valid}");
    }
    // `namespace::p` is a name by the pattern, in which names have any number of colons.
    for replaceable in ["doc/@a", "@a"] {
        assert!(replaceable.parse::<AddSelector>().is_err(), "{replaceable}");
        assert!(replaceable.parse::<PatchSelector>().is_ok(), "{replaceable}");
    }
    for invalid in [
        "",
        "/",
        "//doc",
        "doc/",
        "doc[",
        "doc[]",
        "doc[a]",
        "doc[@a=b]",
        "doc[@a='b]",
        "1",
        "a[.='\n']",
        "a b",
        "text()/b",
    ] {
        assert!(invalid.parse::<AddSelector>().is_err(), "{invalid}");
        assert!(invalid.parse::<PatchSelector>().is_err(), "{invalid}");
    }
    for (type_, is_valid) in [
        ("@a", true),
        ("@a:b", true),
        ("namespace::p", true),
        ("a", false),
        ("@", false),
        ("namespace::", false),
    ] {
        assert_eq!(type_.parse::<AddType>().is_ok(), is_valid, "{type_}");
    }
}

#[test]
fn a_long_selector_takes_linear_time() {
    // Quadratic, this would take minutes.
    let long = format!("a[@b='{}']", "']/c[@d='".repeat(20_000));
    assert!(long.parse::<PatchSelector>().is_ok());
}
