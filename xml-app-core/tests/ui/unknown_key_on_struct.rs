use xml_app_core::{Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
#[xml(namepsace = NS)]
struct Party {
    #[xml(attribute)]
    host: String,
}

fn main() {
    let _ = NS;
}
