use xml_app_core::{Namespace, XmlChoice, XmlType, XmlValue};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(attribute = "host")]
    one: String,
    #[xml(attribute = "host")]
    two: String,
    #[xml(value = "guest")]
    three: String,
    #[xml(value = "guest")]
    four: String,
}

#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = NS)]
enum Dress {
    Casual,
    #[xml(name = "casual")]
    Simple,
}

#[derive(Debug, Clone, PartialEq, XmlValue)]
enum Colour {
    Red,
    #[xml(name = "red")]
    Crimson,
}

fn main() {
    let _ = NS;
}
