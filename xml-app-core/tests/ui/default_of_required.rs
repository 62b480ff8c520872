use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Hat {
    #[xml(attribute, default = 56)]
    size: u8,
}

fn main() {}
