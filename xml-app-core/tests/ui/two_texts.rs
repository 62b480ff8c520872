use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Party {
    #[xml(text)]
    one: String,
    #[xml(text)]
    two: String,
}

fn main() {
    let _ = NS;
}
