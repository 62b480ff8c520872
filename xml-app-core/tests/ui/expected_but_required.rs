use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namespace = NS)]
struct Party {
    #[xml(value = "host", expected)]
    host: String,
    #[xml(attribute, expected)]
    place: Option<String>,
}

fn main() {
    let _ = NS;
}
