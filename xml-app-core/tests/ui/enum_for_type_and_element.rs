use xml_app_core::{Namespace, XmlElement, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
enum Party {
    Small,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "party")]
enum Feast {
    Large,
}

fn main() {
    let _ = NS;
}
