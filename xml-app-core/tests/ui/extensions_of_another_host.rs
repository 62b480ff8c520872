use xml_app_core::{Extensions, Namespace, XmlType};

const NS: Namespace = Namespace::new("urn:example", "e");

#[derive(Debug, Clone, PartialEq, XmlType)]
struct Party {
    #[xml(extensions)]
    extensions: Extensions<String>,
}

fn main() {
    let _ = NS;
}
