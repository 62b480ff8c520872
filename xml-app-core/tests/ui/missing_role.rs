use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Party {
    host: String,
    #[xml(namespace = NS)]
    guest: String,
}

fn main() {
    let _ = NS;
}
