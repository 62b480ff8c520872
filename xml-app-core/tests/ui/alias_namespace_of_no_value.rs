//! `alias_namespace` is for a value that may be absent, beside extensions.

use xml_app_core::{Extensions, Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "a")]
struct Needed {
    #[xml(value = "b", alias_namespace = NS)]
    b: u32,
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "a")]
struct Closed {
    #[xml(value = "b", alias_namespace = NS)]
    b: Option<u32>,
}

fn main() {}
