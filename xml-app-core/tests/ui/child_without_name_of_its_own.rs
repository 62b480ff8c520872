use xml_app_core::{Namespace, XmlElement, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Guest {
    #[xml(attribute)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = NS, name = "party")]
struct Party {
    #[xml(child)]
    guest: Guest,
}

fn main() {
    let _ = NS;
}
