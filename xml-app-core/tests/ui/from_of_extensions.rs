use xml_app_core::{Extensions, Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Hat {
    #[xml(extensions, from)]
    extensions: Extensions<Self>,
}

fn main() {}
