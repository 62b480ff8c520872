use xml_app_core::{ExtensionOf, Extensions, Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "guest")]
struct Guest {
    #[xml(extensions)]
    extensions: Extensions<Self>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "hat")]
struct Hat;

impl ExtensionOf<Guest> for Hat {}

fn main() {}
