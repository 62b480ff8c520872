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
        // U+3001 is no letter for Unicode, and XML allows it.
        "é\u{b7}1/\u{3001}",
    ] {
        assert!(pattern::is_add_selector(&valid), "{valid}");
        assert!(valid.parse::<PatchSelector>().is_ok(), "{valid}");
    }
    // `namespace::p` is a name by the pattern, in which names have any number of colons.
    for replaceable in ["doc/@a", "@a"] {
        assert!(!pattern::is_add_selector(&replaceable), "{replaceable}");
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
        // Letters and numbers for Unicode, and no characters of names for XML (XML 1.0 §2.3).
        "ª",
        "a[ª='b']",
        "a²",
        "text()/b",
    ] {
        assert!(!pattern::is_add_selector(&invalid), "{invalid}");
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

/// A place where `p` is declared, and a default namespace.
struct Place;

impl xml_app_core::value::Scope for Place {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        match prefix {
            None => Some("urn:d"),
            Some("p") => Some("urn:p"),
            Some("d") => Some("urn:x"),
            _ => None,
        }
    }
}

#[test]
fn names_without_a_prefix_keep_their_namespace() {
    for (text, written) in [
        ("presence/tuple[@id='a/b']/text()", "d:presence/d:tuple[@id='a/b']/text()"),
        // The text could be a name, so the prefix stays what it is.
        ("*/p:x[note='d:y'][2]/@k", "*/p:x[d1:note='d:y'][2]/@k"),
        ("*/d:x/y/namespace::z", "*/d:x/d1:y/namespace::z"),
        ("id('x')/y/comment()[1]", "id('x')/d:y/comment()[1]"),
        ("*/@a", "*/@a"),
    ] {
        let selector = PatchSelector::parse_in(text, &Place).unwrap();
        assert_eq!(selector.text(), written);
        assert_eq!(selector.to_string(), text);
        let again =
            PatchSelector::parse_in(&selector.text(), &Declared(selector.prefixes())).unwrap();
        assert_eq!(again, selector);
    }
}

struct Declared<'p>(&'p [xml_app_core::value::Prefix]);

impl xml_app_core::value::Scope for Declared<'_> {
    fn namespace_of(&self, prefix: Option<&str>) -> Option<&str> {
        let found = self.0.iter().find(|one| Some(&*one.prefix) == prefix);
        found.map(|one| &*one.namespace)
    }
}
