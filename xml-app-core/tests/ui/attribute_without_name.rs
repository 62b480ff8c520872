use xml_app_core::{Namespace, XmlValue};

const NS: Namespace = Namespace::new("urn:x", "x");

#[derive(Debug, Clone, PartialEq, XmlValue)]
#[xml(namespace = NS)]
enum Dress {
    Casual,
}

fn main() {}
