use xml_app_core::{Extensions, Namespace, Unexpected, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Hat {
    #[xml(extensions)]
    extensions: Extensions<Self>,
    unexpected: Unexpected,
}

fn main() {}
