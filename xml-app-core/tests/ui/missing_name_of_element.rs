use xml_app_core::{Namespace, XmlElement};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS)]
struct Party {
    #[xml(attribute)]
    host: String,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Feast;

fn main() {
    let _ = NS;
}
