use xml_app_core::{Namespace, Unexpected, XmlElement, XmlType};

const HATS: Namespace = Namespace::new("urn:example:hats", "hat");

#[derive(Debug, Clone, PartialEq)]
struct Felt;

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Ribbon {
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(namespace = HATS, name = "hat")]
struct Hat {
    #[xml(attribute)]
    size: std::time::Duration,
    #[xml(value = "material")]
    materials: Vec<Felt>,
    #[xml(child = "lining")]
    lining: Felt,
    #[xml(child)]
    ribbon: Option<Ribbon>,
    #[xml(choice)]
    shapes: Vec<Felt>,
    #[xml(group)]
    group: Felt,
    unexpected: Unexpected,
}

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Label {
    #[xml(text)]
    text: Felt,
}

fn main() {}
