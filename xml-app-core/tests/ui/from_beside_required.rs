use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Hat {
    #[xml(attribute)]
    size: u8,
    #[xml(text, from)]
    model: String,
}

fn main() {}
